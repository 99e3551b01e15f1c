//! What stands beside the title of a form without a label that names a field: （2026年度）, and 单位：万元, whose label
//! is also that of who files.
//!
//! Must not know other labels. Invariant: a word of money is never the name of who files.

use super::form_year;
use super::grid::{CellId, Grid};
use super::join;
use super::slot;
use crate::model::{Filing, MoneyUnit};

/// A row with more cells is no line below a title.
const MAX_CELLS: usize = 8;

/// A year or a unit is torn into no more words.
const MAX_WORDS: usize = 4;

/// A year with a unit is no longer, in characters.
const MAX_CHARS: usize = 40;

const LABELS: &[&str] = &["单位", "金额单位", "货币单位", "资金单位", "计量单位", "币种单位"];

const MONEY: &[&str] =
    &["元", "百元", "千元", "万元", "亿元", "人民币元", "人民币万元", "元人民币", "万元人民币"];

/// Takes year and unit of money out of a row.
pub fn take(grid: &mut Grid, row: usize, filing: &mut Filing) {
    let ids = grid.unused(row);
    if MAX_CELLS < ids.len() {
        return;
    }
    let longest = if grid.is_words(row) { MAX_WORDS } else { 1 };
    let mut rest = ids.as_slice();
    let mut before: Option<CellId> = None;
    while let Some(last) = rest.first() {
        let n_taken = (1..=longest.min(rest.len())).rev().find(|n| {
            let own = rest.get(..*n).unwrap_or_default();
            take_year(grid, own, before, filing)
                || take_unit(grid, own, filing)
                || take_both(grid, own, filing)
        });
        let n = n_taken.unwrap_or(1);
        before = n_taken.is_none().then_some(*last);
        rest = rest.get(n..).unwrap_or_default();
    }
}

/// A cell that says the year. Behind a label it is that label's value.
fn take_year(grid: &mut Grid, ids: &[CellId], before: Option<CellId>, filing: &mut Filing) -> bool {
    let text: String = ids.iter().map(|id| grid.text(*id)).collect();
    let is_label = |id: CellId| slot::find(grid.text(id)).is_some();
    let is_marked = text.contains('度') || text.starts_with(['(', '（', '[', '【', '〔']);
    let Some(year) = form_year::of_cell(&text).filter(|_| is_marked) else { return false };
    if before.is_some_and(is_label) || filing.year.is_some_and(|it| it != year) {
        return false;
    }
    filing.year = Some(year);
    for id in ids {
        grid.structure(*id);
    }
    true
}

/// （2026年度）单位：万元, in one cell: between Chinese characters no blank is left of the gap that parted them.
fn take_both(grid: &mut Grid, ids: &[CellId], filing: &mut Filing) -> bool {
    let text: String = ids.iter().map(|id| grid.text(*id)).collect();
    if MAX_CHARS < text.chars().count() {
        return false;
    }
    let mut halves = text.char_indices().filter_map(|(at, _)| text.split_at_checked(at));
    let found = halves.find_map(|(left, right)| Some((form_year::of_cell(left)?, unit_of(right)?)));
    let Some((year, unit)) = found.and_then(|(year, word)| Some((year, MoneyUnit::from_word(&word)?))) else {
        return false;
    };
    let is_other =
        filing.year.is_some_and(|it| it != year) || filing.budget.unit.is_some_and(|it| it != unit);
    if is_other {
        return false;
    }
    (filing.year, filing.budget.unit) = (Some(year), Some(unit));
    for id in ids {
        grid.structure(*id);
    }
    true
}

/// 单位：万元, in one cell.
fn take_unit(grid: &mut Grid, ids: &[CellId], filing: &mut Filing) -> bool {
    let text: String = ids.iter().map(|id| grid.text(*id)).collect();
    let Some(unit) = unit_of(&text).and_then(|it| MoneyUnit::from_word(&it)) else { return false };
    if filing.budget.unit.is_some_and(|it| it != unit) {
        return false;
    }
    filing.budget.unit = Some(unit);
    for id in ids {
        grid.structure(*id);
    }
    true
}

/// The word of money behind 单位：, without the currency.
pub fn unit_of(text: &str) -> Option<String> {
    let bare = join::bare(text);
    let bare = bare.trim_matches(['(', ')', '[', ']']);
    let (label, word) = bare.split_once(':')?;
    let is_money = LABELS.contains(&label) && MONEY.contains(&word);
    is_money.then(|| word.replace("人民币", ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::import;

    #[test]
    fn words_of_money_are_told_from_names() {
        for (text, expected) in [
            ("单位：万元", Some("万元")),
            ("（金额单位: 元）", Some("元")),
            ("单位：人民币万元", Some("万元")),
            ("单位：千元", Some("千元")),
            ("单位：水利局", None),
            ("万元", None),
        ] {
            assert_eq!(unit_of(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_line_below_the_title_says_year_and_unit() {
        const TABLE: &str = "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t巡渠次数\t≥30次\n";
        for (line, year, unit) in [
            ("（2026年度）            单位：万元", Some(2026), Some(MoneyUnit::WanYuan)),
            ("（2026年度）\t\t\t单位：元", Some(2026), Some(MoneyUnit::Yuan)),
            ("（二〇二六年度）", Some(2026), None),
            ("（2026 年度）  金额单位：万元", Some(2026), Some(MoneyUnit::WanYuan)),
            ("填报日期：2025年12月3日\t2026年度", Some(2026), None),
            ("填报单位：柳溪县水利局    2026年度     金额单位：万元", Some(2026), Some(MoneyUnit::WanYuan)),
            ("2026年度 完成渠道 单位：万元", None, None),
            ("单位：千元", None, None),
        ] {
            let text = format!("部门整体支出绩效目标表\n{line}\n部门名称：柳溪县水利局\n{TABLE}");
            let filings = import("a.txt", text.as_bytes()).filings;
            let [filing] = filings.as_slice() else { panic!("{line}") };
            let found = (filing.year, filing.budget.unit, filing.department.name.as_str());
            assert_eq!(found, (year, unit, "柳溪县水利局"), "{line}");
        }
    }
}

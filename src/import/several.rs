//! Cells that hold several indicators, a line each, and cells that hold a name with its target.
//!
//! Narrow forms print 参保人数：≥45万人 in one cell, or all names of a level 2 in one cell and all targets in the next.
//! Must not look at other rows. Invariant: a row is parted only where every line of it makes an indicator.

use super::align::Alignment;
use super::grid::Grid;
use super::join;
use super::raw::{self, RawRow};
use super::role::Role;
use super::target::{self, Likeness};

/// A cell with more lines than this is a text.
const MAX_LINES: usize = 40;

/// The indicators of a row that was read as one.
pub fn apart(grid: &mut Grid, alignment: &Alignment, row: RawRow) -> Vec<RawRow> {
    let lines = |role| alignment.cell(role).map(|id| grid.paragraphs(id)).unwrap_or_default();
    let names = lines(Role::Name);
    if row.name.is_empty() || MAX_LINES < names.len() || !row.half.is_empty() {
        return vec![row];
    }
    let pairs: Option<Vec<(String, String)>> = if row.target.is_empty() {
        let items: Vec<&str> = names
            .iter()
            .flat_map(|it| it.split(['；', ';']))
            .filter(|it| !join::trim(it).is_empty())
            .collect();
        items.into_iter().map(named_value).collect()
    } else if alignment.cell(Role::Sign).is_none() && alignment.cell(Role::Unit).is_none() {
        let targets = lines(Role::Target);
        let is_parted = 1 < names.len()
            && names.len() == targets.len()
            && targets.iter().all(|it| target::likeness(it) != Likeness::None);
        is_parted.then(|| names.into_iter().zip(targets).collect())
    } else {
        None
    };
    let Some(pairs) = pairs.filter(|it| !it.is_empty()) else { return vec![row] };
    let mut rows = Vec::with_capacity(pairs.len());
    for (printed, target) in pairs {
        let numbered = raw::numbered_name(&printed).or_else(|| listed_name(&printed));
        let (number, name) = numbered.map_or((None, printed.as_str()), |(number, name)| (Some(number), name));
        if let Some(id) = alignment.cell(Role::Name) {
            grid.part(id, printed.strip_suffix(name).unwrap_or_default());
        }
        rows.push(RawRow { name: name.to_owned(), target, number: number.or(row.number), ..row.clone() });
    }
    // Labels are printed once, and so are the texts of the whole row.
    for further in rows.iter_mut().skip(1) {
        (further.function, further.level1, further.level2) = (None, None, None);
        (further.weight, further.note, further.standard) = Default::default();
    }
    rows
}

/// A name with its target behind a colon, or behind the sign that the target begins with.
pub fn named_value(text: &str) -> Option<(String, String)> {
    let text = join::trim(text).trim_end_matches(['。', '，', ',']);
    let by_colon = text.rsplit_once(['：', ':']).filter(|it| target::likeness(it.1) != Likeness::None);
    let by_sign = || {
        let at = text.find(['≥', '≤', '＞', '＜', '>', '<', '＝', '='])?;
        text.split_at_checked(at).filter(|it| target::likeness(it.1) == Likeness::Strong)
    };
    let (name, value) = by_colon.or_else(by_sign)?;
    let name = join::trim(name).trim_end_matches(['：', ':']);
    let is_name = 1 < name.chars().count() && target::likeness(name) != Likeness::Strong;
    is_name.then(|| (name.to_owned(), join::trim(value).to_owned()))
}

/// The number of an item such as 1.巡渠 or （2）巡渠, and the rest.
fn listed_name(text: &str) -> Option<(u32, &str)> {
    let inner = text.strip_prefix(['（', '(']);
    let digits: String = inner.unwrap_or(text).chars().take_while(char::is_ascii_digit).take(3).collect();
    let rest = inner.unwrap_or(text).get(digits.len()..)?;
    let marks: &[char] = if inner.is_some() { &['）', ')'] } else { &['.', '、', '．', '）', ')'] };
    let name = rest.strip_prefix(marks)?;
    // 3.5公里 is no number of a list.
    let is_decimal = name.starts_with(|it: char| it.is_ascii_digit());
    Some((digits.parse().ok()?, join::trim(name))).filter(|it| !is_decimal && !it.1.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::import;

    fn check(rows: &str, expected: &[(&str, &str, &str)]) {
        let text = format!("部门整体支出绩效目标表\n{rows}");
        let filings = import::import("a.md", text.as_bytes()).filings;
        let found: Vec<(&str, &str, &str)> = filings
            .iter()
            .flat_map(|it| &it.functions)
            .flat_map(|it| &it.indicators)
            .map(|it| (it.level2.as_str(), it.name.as_str(), it.target.as_str()))
            .collect();
        assert_eq!(found, expected, "{rows}");
        assert_eq!(import::account("a.md", text.as_bytes()), [], "{rows}");
    }

    #[test]
    fn names_with_their_targets_in_one_cell() {
        check(
            "| 一级指标 | 二级指标 | 三级指标及指标值 | 备注 |\n|---|---|---|---|\n\
             | 产出指标 | 数量指标 | 1.参保人数：≥45万人<br>2.检查机构：≥60家 | 按年 |\n\
             | | 质量指标 | 待遇兑现率≥99%；差错率≤1% | |\n\
             | 效益指标 | 社会效益 | 看病负担：有效减轻 | |\n",
            &[
                ("数量指标", "参保人数", "≥45万人"),
                ("数量指标", "检查机构", "≥60家"),
                ("质量指标", "待遇兑现率", "≥99%"),
                ("质量指标", "差错率", "≤1%"),
                ("社会效益", "看病负担", "有效减轻"),
            ],
        );
    }

    #[test]
    fn lines_of_names_beside_lines_of_targets() {
        check(
            "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n|---|---|---|---|\n\
             | 产出指标 | 数量指标 | 巡渠次数<br>清淤长度 | ≥12次<br>≥3.5公里 |\n\
             | | 质量指标 | 渠道验收<br>合格率 | ≥98% |\n",
            &[
                ("数量指标", "巡渠次数", "≥12次"),
                ("数量指标", "清淤长度", "≥3.5公里"),
                ("质量指标", "渠道验收合格率", "≥98%"),
            ],
        );
    }
}

//! The year of a form beside other short texts of its head: 填报单位：水利局   2026年度   单位：万元.
//!
//! Knows years and labels, not fields other than the year. Invariant: another year than the filing's stays as it is.

use super::grid::{CellId, Grid, Mark};
use super::heading;
use super::join;
use crate::model::{Filing, MoneyUnit};

/// Rows of the head have no more words.
const MAX_WORDS: usize = 12;

/// A year is not broken into more words: （2026 / 年度）.
const MAX_PIECES: usize = 3;

/// Takes the year out of a row where all else is labels with their values.
pub fn take(grid: &mut Grid, row: usize, filing: &mut Filing) {
    let all = grid.ids(row);
    if MAX_WORDS < all.len() {
        return;
    }
    let ids = grid.unused(row);
    let is_said = |id: CellId| grid.mark(id) != Mark::Unused || grid.text(id).contains(['：', ':']);
    let found = (0..ids.len()).find_map(|at| {
        (1..=MAX_PIECES).find_map(|n| {
            let pieces = ids.get(at..at + n)?;
            let year = plain_year(&join::words(pieces.iter().map(|id| grid.text(*id))))?;
            Some((year, pieces.to_vec()))
        })
    });
    let rest_is_said = |pieces: &[CellId]| all.clone().all(|id| pieces.contains(&id) || is_said(id));
    if let Some((year, pieces)) = found.filter(|it| it.1.len() < all.len() && rest_is_said(&it.1)) {
        if *filing.year.get_or_insert(year) == year {
            for id in pieces {
                grid.structure(id);
            }
        }
        return;
    }
    if let [id] = ids.as_slice() {
        take_before_unit(grid, *id, filing);
    }
}

/// （2026年度）单位：万元 in one cell.
fn take_before_unit(grid: &mut Grid, id: CellId, filing: &mut Filing) {
    let bare = join::bare(grid.text(id));
    let Some((own, rest)) = bare.split_once(')') else { return };
    let label = ["单位:", "金额单位:"].iter().find_map(|it| rest.strip_prefix(it));
    let (Some(unit), Some(year)) = (label.and_then(MoneyUnit::from_word), plain_year(own)) else { return };
    if filing.year.is_none_or(|it| it == year) && filing.budget.unit.is_none_or(|it| it == unit) {
        filing.year = Some(year);
        filing.budget.unit = Some(unit);
        grid.structure(id);
    }
}

/// The year that a text says and nothing else: 2026年度, （2026年）.
fn plain_year(text: &str) -> Option<i32> {
    let bare = join::bare(text);
    let inner = bare.trim_matches(['(', ')', '[', ']']);
    let rest = inner.strip_suffix('度').unwrap_or(inner).strip_suffix('年')?;
    (rest.chars().count() == 4).then(|| heading::year(inner)).flatten()
}

#[cfg(test)]
mod tests {
    use crate::import;

    #[test]
    fn years_stand_beside_units_and_names() {
        for (line, expected) in [
            ("填报单位：柳溪县水利局    2026年度     金额单位：万元", Some(2026)),
            ("（2026年度）      单位：万元", Some(2026)),
            ("（2026 年度）    单位：万元", Some(2026)),
            ("（2026年度）单位：万元", Some(2026)),
            ("2026年度 完成渠道 单位：万元", None),
        ] {
            let text = format!(
                "项目支出绩效目标表\n{line}\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t渠道长度\t≥3公里\n\
                 \t质量指标\t合格率\t≥95%\n"
            );
            let filing = import::import("a.txt", text.as_bytes()).filings.remove(0);
            assert_eq!(filing.year, expected, "{line}");
            assert_eq!(import::account("a.txt", text.as_bytes()), [], "{line}");
        }
    }
}

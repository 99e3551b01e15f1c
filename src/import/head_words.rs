//! Words of a line of a head: labels whose characters stand apart, labels that nobody knows, and which words are of the
//! label before them.
//!
//! Must not change the grid. Invariant: every look ahead is bounded.

use super::grid::{CellId, Grid};
use super::join;
use super::slot::{self, Slot};

/// No label whose characters stand apart has more of them.
const MAX_SPACED: usize = 8;

/// Whether a word can only be a label, of a field that no form here has.
pub fn is_other_label(text: &str) -> bool {
    text.strip_suffix(['：', ':']).is_some_and(|it| 2 < it.chars().count())
}

/// A label whose characters stand apart, 单 位 名 称：, at the beginning of these words, and how many it takes.
pub fn spaced_label(grid: &Grid, ids: &[CellId]) -> Option<(Slot, usize)> {
    let single = |id: &&CellId| grid.text(**id).trim_end_matches(['：', ':']).chars().count() == 1;
    let own: Vec<CellId> = ids.iter().take_while(single).take(MAX_SPACED).copied().collect();
    (2..=own.len()).rev().find_map(|n_words| {
        let text: String = own.iter().take(n_words).map(|id| grid.text(*id)).collect();
        Some((slot::find(&text).filter(|it| it.is_line())?, n_words))
    })
}

/// How many of the words behind a label are its own. Where wide gaps part them into three pieces or more, the first
/// is the value; then come labels that nobody knows, with their values.
pub fn n_near(grid: &Grid, words: &[CellId]) -> usize {
    let is_wide = |(left, right): (&CellId, &CellId)| {
        grid.col(*left) + join::columns(grid.text(*left)) + 1 < grid.col(*right)
    };
    let gaps: Vec<usize> = words
        .iter()
        .zip(words.iter().skip(1))
        .enumerate()
        .filter_map(|(idx, pair)| is_wide(pair).then_some(idx + 1))
        .collect();
    match gaps.as_slice() {
        [first, _, ..] => *first,
        _ => words.len(),
    }
}

#[cfg(test)]
mod tests {
    use crate::import;

    #[test]
    fn labels_apart_and_labels_of_other_fields() {
        let text = "项目支出绩效目标表\n所属年度 2026    单 位 名 称: 柳溪县水利局\n项目名称      渠道维修\n\n\
                    一级指标      二级指标      三级指标      指标值\n\
                    产出指标      数量指标      清淤长度      ≥12公里\n\
                    效益指标      社会效益指标  受益户数      ≥300户\n\
                    填报人：甲某 联系电话：000-1234567 单位负责人签字：\n";
        let filing = import::import("表.txt", text.as_bytes()).filings.remove(0);
        assert_eq!((filing.year, filing.department.name.as_str()), (Some(2026), "柳溪县水利局"));
        assert_eq!((filing.contact.name.as_str(), filing.contact.phone.as_str()), ("甲某", "000-1234567"));
        assert_eq!(import::account("表.txt", text.as_bytes()), []);
    }
}

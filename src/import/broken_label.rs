//! Labels of a head at the beginning of a line of words, perhaps broken by a narrow column.
//!
//! Knows words by their places and labels by their words. Invariant: the pieces of a label are the first words of their
//! lines.

use super::grid::{CellId, Grid};
use super::join;
use super::slot::{self, Slot};

/// How many rows a label may be broken over.
const MAX_LABEL_ROWS: usize = 8;

/// A label at the beginning of a line of words: a word, several words, or pieces at the beginning of several lines.
pub fn find(grid: &Grid, row: usize, end: usize) -> Option<(Slot, Vec<CellId>, usize)> {
    let ids: Vec<CellId> = grid.unused(row).into_iter().take(6).collect();
    let first = *ids.first()?;
    if let Some(slot) = slot::find(grid.text(first)) {
        let is_whole_row = grid.ids(row).len() == 1;
        return (slot != Slot::Furniture || is_whole_row).then(|| (slot, vec![first], 1));
    }
    for n_words in 2..=ids.len() {
        let label: Vec<CellId> = ids.iter().take(n_words).copied().collect();
        let text = join::words(label.iter().map(|id| grid.text(*id)));
        let is_whole_row = n_words == grid.ids(row).len();
        if let Some(slot) = slot::find(&text).filter(|_| is_whole_row) {
            return Some((slot, label, 1));
        }
    }
    if !slot::is_beginning(grid.text(first)) {
        return None;
    }
    let mut text = grid.text(first).to_owned();
    let mut label = vec![first];
    // The longest label counts: 年度 goes on as 年度目标.
    let mut found = None;
    for at in row + 1..end.min(row + MAX_LABEL_ROWS) {
        let Some(next) = grid.unused(at).first().copied() else { break };
        if is_right_of(grid, next, first) {
            // Cells stand in the middle: the lines of the value are between those of the label.
            continue;
        }
        if 12 < grid.text(next).chars().count() {
            break;
        }
        text.push_str(grid.text(next));
        label.push(next);
        if let Some(slot) = slot::find(&text) {
            found = Some((slot, label.clone(), at + 1 - row));
        }
        if !slot::is_beginning(&text) {
            break;
        }
    }
    found
}

/// Whether a word stands right of the first word of another line.
fn is_right_of(grid: &Grid, word: CellId, first: CellId) -> bool {
    grid.col(first) + join::columns(grid.text(first)) <= grid.col(word)
}

#[cfg(test)]
mod tests {
    use crate::import;

    #[test]
    fn a_page_head_within_an_upright_label_is_no_row() {
        let text = "
          一级指标      二级指标        三级指标              指标值
          产出指标      数量指标        新建沼气池数          ≥12座
 绩
 效                     质量指标        工程验收合格率        100%
                                  第 1 页 共 2 页
          一级指标      二级指标        三级指标              指标值

 指       效益指标      生态效益指标    秸秆综合利用率        ≥92%
 标       满意度指标    服务对象满意度  农户满意度            ≥90%
 填报人：  甲某                 联系电话：  000-5550
                                  第 2 页 共 2 页
";
        let filings = import::import("表.txt", text.as_bytes()).filings;
        let rows: Vec<String> = filings
            .iter()
            .flat_map(crate::model::Filing::indicators)
            .map(|it| format!("{}/{}={}", it.2.level2, it.2.name, it.2.target))
            .collect();
        let expected = [
            "数量指标/新建沼气池数=≥12座",
            "质量指标/工程验收合格率=100%",
            "生态效益指标/秸秆综合利用率=≥92%",
            "服务对象满意度/农户满意度=≥90%",
        ];
        assert_eq!(rows, expected);
        assert_eq!(import::account("表.txt", text.as_bytes()), []);
    }
}

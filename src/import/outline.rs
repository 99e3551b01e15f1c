//! Indicators as a numbered outline without a table: 1.1 数量指标, below it 1.1.1 新购灭火机：≥60台.
//!
//! Knows labels and lines of a name and a target, not heads. Invariant: only lines below a label of level 1 are
//! indicators, and an outline has labels of both levels and values that are sure.

use super::grid::{CellId, Grid};
use super::join;
use super::raw::{Label, LabelKind, RawRow};
use super::slot;
use super::target::{self, Likeness};
use std::ops::Range;

/// No name in an outline is longer, in characters: a longer text before a colon is a sentence.
const MAX_NAME: usize = 50;

/// No target is longer.
const MAX_TARGET: usize = 40;

/// So many blanks or more between two words are no blank between words.
const GAP: usize = 3;

/// What a line of an outline is.
enum Line {
    /// A level label, and whether it is one of level 1.
    Label(String, bool),
    /// An indicator: name and target.
    Row(String, String),
    /// Anything else.
    Other,
}

/// The rows of an outline, and where they stand.
pub fn read(grid: &mut Grid, rows: Range<usize>) -> Option<(Vec<RawRow>, Range<usize>)> {
    let is_words = |row: &usize| grid.is_words(*row);
    let lines: Vec<(usize, Line)> = rows.filter(is_words).map(|row| (row, line(grid, row))).collect();
    let is_level1 = |it: &(usize, Line)| matches!(it.1, Line::Label(_, true));
    let start = lines.iter().position(is_level1)?;
    let end = lines.iter().rposition(|it| matches!(it.1, Line::Row(..)))? + 1;
    let own = lines.get(start..end)?;
    let n_level2 = own.iter().filter(|it| matches!(it.1, Line::Label(_, false))).count();
    let targets: Vec<&str> = own
        .iter()
        .filter_map(|it| match &it.1 {
            Line::Row(_, target) => Some(target.as_str()),
            _ => None,
        })
        .collect();
    let n_sure = targets.iter().filter(|it| target::likeness(it) == Likeness::Strong).count();
    if n_level2 == 0 || targets.len() < 2 || n_sure * 2 < targets.len() {
        return None;
    }
    let mut raw: Vec<RawRow> = Vec::new();
    for (row, found) in own {
        let line = grid.line(*row);
        match found {
            Line::Label(text, is_level1) => {
                let label = Some(Label::new(text, line));
                raw.push(if *is_level1 {
                    RawRow { line, level1: label, ..RawRow::default() }
                } else {
                    RawRow { line, level2: label, ..RawRow::default() }
                });
                grid.ids(*row).for_each(|id| grid.structure(id));
            }
            Line::Row(name, target) => {
                raw.push(RawRow { line, name: name.clone(), target: target.clone(), ..RawRow::default() });
                let numbering = numbering(&text(grid, grid.ids(*row))).0.to_owned();
                grid.ids(*row).for_each(|id| grid.part(id, &numbering));
                grid.ids(*row).for_each(|id| grid.field(id));
            }
            Line::Other => {}
        }
    }
    Some((raw, own.first()?.0..own.last()?.0 + 1))
}

fn text(grid: &Grid, ids: Range<CellId>) -> String {
    join::words(ids.map(|id| grid.text(id)))
}

fn line(grid: &Grid, row: usize) -> Line {
    let text = text(grid, grid.ids(row));
    let (number, rest) = numbering(&text);
    let rest = join::trim(rest);
    let bare = rest.trim_end_matches(['：', ':']);
    let kind = LabelKind::of(bare);
    if kind.is_label() {
        // 成本指标 and 满意度指标 are words of both levels: the depth of the number tells.
        let n_parts = number.split('.').filter(|it| it.contains(|it: char| it.is_ascii_digit())).count();
        let is_level1 = kind.level1.is_some() && !(kind.is_level2 && 1 < n_parts);
        return Line::Label(bare.to_owned(), is_level1);
    }
    let parted = rest.split_once(['：', ':']).map(|(name, target)| (name.to_owned(), target.to_owned()));
    let by_gap = || at_gap(grid, row).filter(|it| target::likeness(&it.1) != Likeness::None);
    let Some((name, target)) = parted.or_else(by_gap) else { return Line::Other };
    let name = if text.starts_with(&name) { numbering(&name).1 } else { name.as_str() };
    let (name, target) = (join::trim(name), join::trim(&target).trim_end_matches(['；', ';', '。']));
    let is_row = (2..=MAX_NAME).contains(&name.chars().count())
        && (1..=MAX_TARGET).contains(&target.chars().count())
        && slot::find(name).is_none()
        && !LabelKind::of(name).is_label()
        && !name.contains(['，', '。', '；']);
    if is_row { Line::Row(name.to_owned(), target.to_owned()) } else { Line::Other }
}

/// The two texts of a line that a wide gap parts; `None` where there is no such gap, or several.
fn at_gap(grid: &Grid, row: usize) -> Option<(String, String)> {
    let ids = grid.ids(row);
    let is_wide = |id: &CellId| {
        let end = grid.col(id - 1) + join::columns(grid.text(id - 1));
        end + GAP <= grid.col(*id)
    };
    let mut gaps = ids.clone().skip(1).filter(is_wide);
    let at = gaps.next().filter(|_| gaps.next().is_none())?;
    Some((text(grid, ids.start..at), text(grid, at..ids.end)))
}

/// The number before a line, such as `1.1.1`, （一） or 2、, and the rest.
pub fn numbering(line: &str) -> (&str, &str) {
    const COUNTS: &str = "一二三四五六七八九十";
    let is_count = |it: char| it.is_ascii_digit() || COUNTS.contains(it);
    let is_mark = |it: char| matches!(it, '.' | '．' | '、' | '(' | ')' | '（' | '）');
    let end = line.find(|it| !is_count(it) && !is_mark(it)).unwrap_or(line.len());
    let (number, rest) = line.split_at(end);
    // A number without a mark or a blank behind it belongs to what follows: 24小时扑灭率.
    if number.contains(is_mark) || rest.starts_with(' ') { (number, rest) } else { ("", line) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::reader;

    #[test]
    fn numbered_lines_below_labels_are_indicators() {
        let text = "项目名称：甲\n1 产出指标\n1.1 数量指标\n1.1.1 清淤长度：≥3公里\n1.2 成本指标：\n1.2.1 24小时值守费：≤5万元\n2 满意度指标\n（1）农户满意度：≥90%\n填报人：乙\n";
        let mut grid = reader::read(text.as_bytes()).unwrap();
        let all = 0..grid.n_rows();
        let (rows, place) = read(&mut grid, all).unwrap();
        let told: Vec<String> = rows
            .iter()
            .map(|it| {
                let label = |it: &Option<Label>| it.as_ref().map_or(String::new(), |it| it.text.clone());
                [label(&it.level1), label(&it.level2), it.name.clone(), it.target.clone()].join("|")
            })
            .collect();
        let expected = [
            "产出指标|||",
            "|数量指标||",
            "||清淤长度|≥3公里",
            "|成本指标||",
            "||24小时值守费|≤5万元",
            "满意度指标|||",
            "||农户满意度|≥90%",
        ];
        assert_eq!((told, place), (expected.map(str::to_owned).to_vec(), 1..8));
    }

    #[test]
    fn prose_is_no_outline() {
        for text in
            ["产出指标\n数量指标\n", "产出指标\n说明：无\n备注：同上\n", "清淤长度：≥3公里\n泵站：≥5座\n"]
        {
            let mut grid = reader::read(text.as_bytes()).unwrap();
            let all = 0..grid.n_rows();
            assert!(read(&mut grid, all).is_none(), "{text}");
        }
    }
}

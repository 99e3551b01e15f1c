//! Filling level labels down, and settling what the taxonomy says against what is printed.
//!
//! Works on raw rows alone. Invariant: afterwards every indicator row has its own labels, and a doubt where the print
//! does not decide them.

use super::doubt::Doubt;
use super::raw::{Label, RawRow};
use crate::model::taxonomy::{self, Level1};

/// Blocks longer than this are filled down as printed: no form has such a one.
const MAX_BLOCK: usize = 200;

/// Fills labels in every row.
pub fn fill(rows: &mut [RawRow]) {
    let spellings = spellings(rows);
    for part in rows.chunk_by_mut(|a, b| a.section == b.section) {
        center(part);
        fill_section(part, &spellings);
    }
}

/// How each level-1 kind is written in this form, by first occurrence.
fn spellings(rows: &[RawRow]) -> Vec<(Level1, String)> {
    let mut found: Vec<(Level1, String)> = Vec::new();
    for label in rows.iter().filter_map(|it| it.level1.as_ref()) {
        if let Some(kind) = taxonomy::level1(&label.text)
            && found.iter().all(|(it, _)| *it != kind)
        {
            found.push((kind, label.text.clone()));
        }
    }
    found
}

fn fill_section(rows: &mut [RawRow], spellings: &[(Level1, String)]) {
    let mut level1: Option<Label> = None;
    let mut level2: Option<Label> = None;
    let mut work: Option<String> = None;
    let mut project: Option<String> = None;
    let n_level1 = n_kinds(rows);
    for row in rows.iter_mut() {
        if row.function.is_some() && (row.level1.is_some() || row.level2.is_some()) {
            (level1, level2) = (None, None);
        }
        settle_misplaced(row, level1.as_ref());
        if let Some(label) = &row.level1 {
            if level1.as_ref().is_none_or(|it| it.text != label.text) {
                (level2, work) = (None, None);
            }
            level1 = Some(label.clone());
        }
        if let Some(label) = &row.level2 {
            if level2.as_ref().is_none_or(|it| it.text != label.text) {
                work = None;
            }
            level2 = Some(label.clone());
        }
        agree(row, &mut level1, level2.as_ref(), spellings);
        work = row.work.clone().or(work);
        project = row.project.clone().or(project);
        row.level1.clone_from(&level1);
        row.level2.clone_from(&level2);
        row.work.clone_from(&work);
        row.project.clone_from(&project);
        if row.level2.as_ref().is_some_and(|it| taxonomy::level1(&it.text).is_some() && !is_level2(&it.text))
        {
            row.doubt(Doubt::Level1InLevel2);
        }
    }
    fill_up(rows, n_level1);
}

fn is_level2(text: &str) -> bool {
    taxonomy::level2(text).is_some()
}

fn n_kinds(rows: &[RawRow]) -> usize {
    let mut texts: Vec<&str> =
        rows.iter().filter_map(|it| it.level1.as_ref()).map(|it| it.text.as_str()).collect();
    texts.sort_unstable();
    texts.dedup();
    texts.len()
}

/// A level-1 word in the level-2 column: the level 1 itself where it is new, printed a second time as a level 2 where
/// it already holds.
fn settle_misplaced(row: &mut RawRow, level1: Option<&Label>) {
    if !row.doubts.contains(&Doubt::Level1InLevel2) {
        return;
    }
    row.doubts.retain(|it| *it != Doubt::Level1InLevel2);
    let is_same = row.level1.as_ref().zip(level1).is_some_and(|(left, right)| left.text == right.text);
    if is_same {
        row.level1 = None;
        row.doubt(Doubt::Level1InLevel2);
    } else {
        row.level2 = None;
    }
}

/// Where the level 2 is one of the taxonomy's and cannot stand under the level 1 that holds, it brings its own.
fn agree(
    row: &mut RawRow,
    level1: &mut Option<Label>,
    level2: Option<&Label>,
    spellings: &[(Level1, String)],
) {
    let Some(entry) = level2.and_then(|it| taxonomy::level2(&it.text)) else { return };
    let kind = level1.as_ref().and_then(|it| taxonomy::level1(&it.text));
    let is_open = matches!(kind, Some(Level1::OutputAndEffect | Level1::Duty | Level1::Execution));
    let is_own = level1.is_some() && kind.is_none();
    if is_open || is_own || kind.is_some_and(|it| entry.under.contains(&it)) {
        return;
    }
    if row.level1.is_some() && row.level2.is_some() {
        row.doubt(Doubt::LevelsDisagree);
        return;
    }
    // A name such as 成本指标 may be a level 2 of several schemes.
    let fits_other = kind.is_some_and(|it| {
        taxonomy::LEVEL2.iter().any(|other| {
            other.under.contains(&it)
                && level2.is_some_and(|label| taxonomy::reduce(other.name) == taxonomy::reduce(&label.text))
        })
    });
    if fits_other {
        return;
    }
    let Some(parent) = entry.under.first().copied() else { return };
    let printed = spellings.iter().find(|(it, _)| *it == parent).map(|(_, text)| text.as_str());
    let text = printed.unwrap_or_else(|| taxonomy::level1_name(parent)).to_owned();
    *level1 = Some(Label { text, line: row.line });
}

/// Rows before the first level-1 label of a table: a label that is printed at a page top, not at its block's top.
fn fill_up(rows: &mut [RawRow], n_level1: usize) {
    let first = rows.iter().find_map(|it| it.level1.clone());
    for row in rows.iter_mut() {
        if row.level1.is_some() {
            break;
        }
        row.level1.clone_from(&first);
        if first.is_some() && 1 < n_level1 {
            row.doubt(Doubt::Level1ByOrder);
        }
    }
    for row in rows {
        if row.level1.is_none() && row.level2.is_some() && row.is_indicator() {
            row.doubt(Doubt::NoLevel1);
        }
    }
}

/// Tables that print a merged label in the middle of its block: the first row then has none. Each label is moved to
/// the row where its block begins.
fn center(rows: &mut [RawRow]) {
    let indicators: Vec<usize> =
        rows.iter().enumerate().filter(|(_, it)| it.is_indicator()).map(|(idx, _)| idx).collect();
    let Some(first) = indicators.first().and_then(|idx| rows.get(*idx)) else { return };
    let has_head = rows.iter().take_while(|it| !it.is_indicator()).any(|it| it.level2.is_some());
    let is_centered = first.level2.is_none() && !has_head && rows.iter().any(|it| it.level2.is_some());
    if !is_centered {
        return;
    }
    let places: Vec<usize> =
        rows.iter().enumerate().filter(|(_, it)| it.level2.is_some()).map(|(idx, _)| idx).collect();
    let Some(starts) = block_starts(&places, rows.len()) else { return };
    let labels: Vec<Option<Label>> =
        places.iter().map(|idx| rows.get_mut(*idx).and_then(|it| it.level2.take())).collect();
    for (idx, row) in rows.iter_mut().enumerate() {
        if places.binary_search(&idx).is_err() {
            row.doubt(Doubt::Level2ByOrder);
        }
    }
    for (start, label) in starts.into_iter().zip(labels) {
        if let Some(row) = rows.get_mut(start) {
            row.level2 = label;
        }
    }
    // Level-1 labels are merged over more rows; the level 2 of the taxonomy brings them along where they are off.
    if rows.first().is_some_and(|it| it.level1.is_none()) {
        for row in rows.iter_mut() {
            let is_known = row.level1.as_ref().is_some_and(|it| taxonomy::level1(&it.text).is_some());
            if is_known && row.level2.is_none() {
                row.level1 = None;
            }
        }
    }
}

/// The rows where blocks begin whose labels are printed at `places`, as near to their middles as can be.
fn block_starts(places: &[usize], n_rows: usize) -> Option<Vec<usize>> {
    if 400 < places.len() {
        return None;
    }
    // `ways` holds, for each end of the block so far, the lowest cost and the starts of the blocks.
    let mut ways: Vec<(usize, usize, Vec<usize>)> = vec![(0, 0, Vec::new())];
    for (idx, place) in places.iter().enumerate() {
        let next_place = places.get(idx + 1).copied();
        let ends = match next_place {
            Some(next) if next - place < MAX_BLOCK => place + 1..next + 1,
            Some(_) => return None,
            None => n_rows..n_rows + 1,
        };
        let mut next = Vec::new();
        for end in ends {
            let best = ways
                .iter()
                .filter(|(start, _, _)| start <= place)
                .map(|(start, cost, starts)| (cost + (place * 2).abs_diff(start + end - 1), *start, starts))
                .min_by_key(|(cost, _, _)| *cost)?;
            let mut starts = best.2.clone();
            starts.push(best.1);
            next.push((end, best.0, starts));
        }
        ways = next;
    }
    ways.pop().map(|(_, _, starts)| starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(level1: &str, level2: &str, name: &str) -> RawRow {
        let label = |text: &str| (!text.is_empty()).then(|| Label::new(text, 1));
        RawRow { level1: label(level1), level2: label(level2), name: name.to_owned(), ..RawRow::default() }
    }

    fn check(rows: &[(&str, &str, &str)], expected: &[(&str, &str, bool)]) {
        let mut rows: Vec<RawRow> = rows.iter().map(|(a, b, c)| row(a, b, c)).collect();
        fill(&mut rows);
        let text = |label: &Option<Label>| label.as_ref().map_or(String::new(), |it| it.text.clone());
        let found: Vec<(String, String, bool)> =
            rows.iter().map(|it| (text(&it.level1), text(&it.level2), it.doubts.is_empty())).collect();
        let expected: Vec<(String, String, bool)> =
            expected.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), *c)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn labels_are_filled_down() {
        check(
            &[("产出指标", "数量指标", "甲"), ("", "", "乙"), ("", "质量指标", "丙")],
            &[("产出指标", "数量指标", true), ("产出指标", "数量指标", true), ("产出指标", "质量指标", true)],
        );
    }

    #[test]
    fn a_level_2_brings_its_level_1() {
        check(
            &[("产出指标", "数量指标", "甲"), ("", "社会效益指标", "乙"), ("效益指标", "生态效益指标", "丙")],
            &[
                ("产出指标", "数量指标", true),
                ("效益指标", "社会效益指标", true),
                ("效益指标", "生态效益指标", true),
            ],
        );
    }

    #[test]
    fn a_level_1_at_a_page_top_goes_up_too() {
        check(
            &[("", "灌区管护", "甲"), ("履职", "水质", "乙")],
            &[("履职", "灌区管护", true), ("履职", "水质", true)],
        );
    }

    #[test]
    fn labels_in_the_middle_of_their_blocks_are_moved_up_with_a_doubt() {
        check(
            &[("", "", "甲"), ("产出指标", "数量指标", "乙"), ("", "", "丙"), ("", "质量指标", "丁")],
            &[
                ("产出指标", "数量指标", false),
                ("产出指标", "数量指标", true),
                ("产出指标", "数量指标", false),
                ("产出指标", "质量指标", true),
            ],
        );
    }
}

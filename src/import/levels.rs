//! Filling level labels down, and settling what the taxonomy says against what is printed.
//!
//! Works on raw rows alone. Invariant: afterwards every indicator row has its own labels, and a doubt where the print
//! does not decide them.

use super::center::{self, Place};
use super::doubt::Doubt;
use super::kinds::{self, Kind};
use super::misplaced;
use super::own;
use super::raw::{Label, RawRow};
use super::torn;
use crate::model::taxonomy::{self, Level1};
use std::ops::Range;

/// How many rows ahead of its level 1 a level 2 may be printed.
const MAX_EARLY: usize = 100;

/// Fills labels in every row.
pub fn fill(rows: &mut [RawRow]) {
    for part in rows.chunk_by_mut(|a, b| a.section == b.section) {
        torn::join(part);
        misplaced::settle(part);
    }
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
        if let Some(kind) = own::level1(&label.text)
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
    let has_works = rows.iter().any(|it| it.work.is_some());
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
        row.level1.clone_from(&level1);
        row.level2.clone_from(&level2);
        if !row.is_grouped {
            work = row.work.clone().or(work);
            project = row.project.clone().or(project);
            row.work.clone_from(&work);
        }
        // A project is merged over the works of a block; rows beside works, which have none, belong to no project.
        if !row.is_grouped && (work.is_some() || !has_works) {
            row.project.clone_from(&project);
        }
        if row.level2.as_ref().is_some_and(|it| own::level1(&it.text).is_some() && !is_level2(&it.text)) {
            row.doubt(Doubt::Level1InLevel2);
        }
    }
    fill_up(rows, n_level1);
}

fn is_level2(text: &str) -> bool {
    own::level2(text).is_some()
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
    let Some(entry) = level2.and_then(|it| own::level2(&it.text)) else { return };
    let kind = level1.as_ref().and_then(|it| own::level1(&it.text));
    let is_open = matches!(kind, Some(Level1::OutputAndEffect | Level1::Duty | Level1::Execution));
    let is_own = level1.is_some() && kind.is_none();
    if is_open || is_own || kind.is_some_and(|it| entry.under.contains(&it)) {
        return;
    }
    // Forms without a level 1 for it print 满意度 as the last level 2 of the benefits.
    let has_own = spellings.iter().any(|it| entry.under.contains(&it.0));
    let is_last = level2.is_some_and(|it| taxonomy::reduce(&it.text) == "满意度");
    if is_last && kind == Some(Level1::Benefit) && !has_own {
        return;
    }
    if row.level1.is_some() && row.level2.is_some() {
        // 决策 and 过程 are one level 1, such as 部门管理, in some forms.
        let is_input = |it: &Level1| matches!(it, Level1::Decision | Level1::Process);
        if !(kind.as_ref().is_some_and(is_input) && entry.under.iter().all(is_input)) {
            row.doubt(Doubt::LevelsDisagree);
        }
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
    *level1 = Some(Label { text: spelled(parent, spellings), line: row.line });
}

/// A level 1 as the form writes it; one that it prints nowhere is written as the others are: 满意度 beside 效益.
fn spelled(kind: Level1, spellings: &[(Level1, String)]) -> String {
    if let Some((_, text)) = spellings.iter().find(|it| it.0 == kind) {
        return text.clone();
    }
    let name = taxonomy::level1_name(kind);
    let is_bare = !spellings.is_empty() && spellings.iter().all(|it| !it.1.ends_with("指标"));
    name.strip_suffix("指标").filter(|_| is_bare).unwrap_or(name).to_owned()
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

/// Tables that print a merged label in the middle of its block: each label is moved to the row where its block begins.
fn center(rows: &mut [RawRow]) {
    if !is_centered(rows) {
        return;
    }
    let spans: Vec<Range<usize>> = (0..rows.len()).map(|it| it..it + 1).collect();
    let middles: Vec<usize> = (0..rows.len()).map(|it| it * 2).collect();
    let Some(starts) = move_labels(rows, &spans, &middles, |it| &mut it.level2, Doubt::Level2ByOrder) else {
        return;
    };
    // Level-1 labels are merged over whole blocks of level 2.
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(rows.len()));
    let groups: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
    center_level1(rows, &groups, &groups, &middles);
}

/// The same for text in columns: `places` are the lines of each row, `middles` twice the middle lines of its labels.
pub fn center_by_lines(rows: &mut [RawRow], places: &[Range<usize>], middles: &[usize], level1: &[usize]) {
    torn::join(rows);
    let Some(starts) = move_labels(rows, places, middles, |it| &mut it.level2, Doubt::Level2ByOrder) else {
        return;
    };
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(rows.len()));
    let groups: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
    let spans: Vec<Range<usize>> = groups
        .iter()
        .map(|it| {
            let first = places.get(it.start).map_or(0, |it| it.start);
            first..it.end.checked_sub(1).and_then(|it| places.get(it)).map_or(first, |it| it.end)
        })
        .collect();
    center_level1(rows, &groups, &spans, level1);
}

/// Moves level-1 labels to the level-2 group where their block begins; `groups` are rows.
fn center_level1(rows: &mut [RawRow], groups: &[Range<usize>], spans: &[Range<usize>], middles: &[usize]) {
    let group_of = |row: usize| groups.partition_point(|it| it.end <= row);
    let printed: Vec<(usize, Label)> =
        rows.iter().enumerate().filter_map(|(idx, it)| it.level1.clone().map(|label| (idx, label))).collect();
    let places: Vec<Place> = printed
        .iter()
        .map(|(row, _)| Place { row: group_of(*row), middle: middles.get(*row).copied().unwrap_or(0) })
        .collect();
    let kinds: Vec<Option<Level1>> = printed.iter().map(|(_, it)| own::level1(&it.text)).collect();
    let level2: Vec<Option<&taxonomy::Level2>> = groups
        .iter()
        .map(|it| rows.get(it.start)?.level2.as_ref().and_then(|it| own::level2(&it.text)))
        .collect();
    let cost = |label: usize, group: usize| {
        let kind = kinds.get(label).copied().flatten();
        match (kind, level2.get(group).copied().flatten()) {
            (Some(kind), Some(entry)) if !entry.under.contains(&kind) => 60,
            _ => 0,
        }
    };
    let Some(blocks) = center::blocks(&places, spans, &cost) else { return };
    // A level 2 that stands under one level 1 only says it, wherever the label is.
    let is_told = |group: usize| {
        let label = blocks.starts.partition_point(|it| *it <= group).checked_sub(1);
        let kind = label.and_then(|it| kinds.get(it)).copied().flatten();
        let entry = level2.get(group).copied().flatten();
        kind.zip(entry).is_some_and(|(kind, entry)| entry.under == [kind])
    };
    let in_doubt: Vec<bool> =
        blocks.in_doubt.iter().enumerate().map(|(group, it)| *it && !is_told(group)).collect();
    for row in rows.iter_mut() {
        row.level1 = None;
    }
    for (start, (_, label)) in blocks.starts.into_iter().zip(printed) {
        if let Some(row) = groups.get(start).and_then(|it| rows.get_mut(it.start)) {
            row.level1 = Some(label);
        }
    }
    for (group, _) in groups.iter().zip(in_doubt).filter(|it| it.1) {
        for row in rows.iter_mut().take(group.end).skip(group.start) {
            row.doubt(Doubt::Level1ByOrder);
        }
    }
}

/// Moves labels to the rows where their blocks begin, and says which rows those are.
fn move_labels(
    rows: &mut [RawRow],
    spans: &[Range<usize>],
    middles: &[usize],
    label_of: fn(&mut RawRow) -> &mut Option<Label>,
    doubt: Doubt,
) -> Option<Vec<usize>> {
    let printed: Vec<(usize, Label)> = rows
        .iter_mut()
        .enumerate()
        .filter_map(|(idx, it)| label_of(it).clone().map(|label| (idx, label)))
        .collect();
    let places: Vec<Place> = printed
        .iter()
        .map(|(row, _)| Place { row: *row, middle: middles.get(*row).copied().unwrap_or(0) })
        .collect();
    let kinds: Vec<Option<Kind>> = printed.iter().map(|(_, it)| Kind::of(&it.text)).collect();
    let fits: Vec<Vec<i32>> = rows.iter().map(|it| kinds::costs(&[(&it.name, &it.target)])).collect();
    let cost = |label: usize, row: usize| {
        let kind = kinds.get(label).copied().flatten();
        let all = fits.get(row);
        kind.and_then(|it| all?.get(it as usize)).map_or(0, |it| i64::from(*it))
    };
    let blocks = center::blocks(&places, spans, &cost)?;
    for row in rows.iter_mut() {
        *label_of(row) = None;
    }
    for (start, (_, label)) in blocks.starts.iter().zip(printed) {
        if let Some(row) = rows.get_mut(*start) {
            *label_of(row) = Some(label);
        }
    }
    for (row, _) in rows.iter_mut().zip(blocks.in_doubt).filter(|it| it.1) {
        row.doubt(doubt);
    }
    Some(blocks.starts)
}

/// Whether merged labels stand in the middle of their blocks: the first row has no label, or a level 1 is printed
/// after the first level 2 that stands under it.
fn is_centered(rows: &[RawRow]) -> bool {
    let Some(first) = rows.iter().find(|it| it.is_indicator()) else { return false };
    let has_head = rows.iter().take_while(|it| !it.is_indicator()).any(|it| it.level2.is_some());
    if first.level2.is_none() && !has_head && rows.iter().any(|it| it.level2.is_some()) {
        return true;
    }
    let mut level1: Option<Level1> = None;
    let mut n_early = 0;
    for (idx, row) in rows.iter().enumerate() {
        level1 = row.level1.as_ref().and_then(|it| own::level1(&it.text)).or(level1);
        let Some(entry) = row.level2.as_ref().and_then(|it| own::level2(&it.text)) else { continue };
        let fits_own = level1.is_some_and(|it| entry.under.contains(&it));
        let next = rows.iter().skip(idx + 1).take(MAX_EARLY).find_map(|it| it.level1.as_ref());
        let fits_next = next.and_then(|it| own::level1(&it.text)).is_some_and(|it| entry.under.contains(&it));
        n_early += usize::from(!fits_own && fits_next);
    }
    // A single one is a label that a page break moved.
    1 < n_early
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
    fn a_level_1_that_is_printed_nowhere_is_written_as_the_others() {
        check(
            &[("决策", "目标设定", "甲"), ("效益", "社会效益", "乙"), ("", "服务对象满意度", "丙")],
            &[("决策", "目标设定", true), ("效益", "社会效益", true), ("满意度", "服务对象满意度", true)],
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
    fn labels_in_the_middle_of_their_blocks_are_moved_up() {
        check(
            &[("", "", "甲"), ("产出指标", "数量指标", "乙"), ("", "", "丙"), ("", "质量指标", "丁")],
            &[
                ("产出指标", "数量指标", true),
                ("产出指标", "数量指标", true),
                ("产出指标", "数量指标", false),
                ("产出指标", "质量指标", true),
            ],
        );
    }
}

//! Rows with their levels settled, looked over once more: what disagrees is doubted.
//!
//! Evidence is the print (a label in the row, or a merged cell over it), the order of level 2, the numbers of rows and
//! the words of names. A row whose evidence agrees is left alone. Invariant: only doubts are added.

use super::doubt::Doubt;
use super::kinds::{self, Kind};
use super::own;
use super::raw::RawRow;
use super::torn;
use crate::model::taxonomy::Level1;
use std::ops::Range;

/// How much better the words of the last rows of a block must fit another level 2 than the one that holds.
const OTHER_WORDS: i32 = 6;
/// So much better that a single row says it.
const CLEAR_WORDS: i32 = 13;

/// Looks over the rows of all tables. Where there are no cells a label may belong to rows before and after it, so
/// there the words of every row are heard.
pub fn levels(rows: &mut [RawRow], has_cells: bool) {
    for table in rows.chunk_by_mut(|a, b| a.section == b.section) {
        review(table, has_cells);
    }
}

fn review(rows: &mut [RawRow], has_cells: bool) {
    let has_level2 = rows.iter().any(|it| it.level2.is_some());
    let has_merged = rows.iter().any(|it| it.is_merged);
    let mut labels: Vec<String> =
        rows.iter().filter_map(|it| Some(it.level2.as_ref()?.text.clone())).collect();
    labels.sort_unstable();
    labels.dedup();
    let free = free_level1(rows);
    for block in blocks(rows) {
        other_works(rows, block.clone());
        let kind = rows.get(block.start).and_then(|it| it.level2.as_ref()).and_then(|it| Kind::of(&it.text));
        let next = next_kind(rows, &block);
        match kind {
            Some(kind) if has_cells => {
                lost_label(rows, block.clone(), kind);
                lost_label_above(rows, block.clone(), kind);
            }
            Some(kind) => other_words(rows, block.clone(), kind),
            None => {}
        }
        for row in rows.get_mut(block).into_iter().flatten().filter(|it| it.is_indicator()) {
            if has_level2 && row.level2.is_none() {
                row.doubt(Doubt::NoLevel2);
            }
            let is_blank = has_merged && !row.is_merged && !is_printed(row);
            let is_odd = kind.is_none_or(|it| 0 < misfit_between(row, it, next));
            let is_torn = row.level2.as_ref().is_some_and(|it| torn::is_piece(&it.text, &labels));
            if (is_blank && is_odd) || is_torn {
                row.doubt(Doubt::Level2ByOrder);
            }
            under_another(row, &free);
        }
    }
}

/// Rows that took their level 2 from one label.
fn blocks(rows: &[RawRow]) -> Vec<Range<usize>> {
    let same = |a: &RawRow, b: &RawRow| b.function.is_none() && a.level2 == b.level2;
    let mut start = 0;
    rows.chunk_by(same)
        .map(|block| {
            let range = start..start + block.len();
            start = range.end;
            range
        })
        .collect()
}

/// Whether the level 2 is printed in this very row.
fn is_printed(row: &RawRow) -> bool {
    row.level2.as_ref().is_some_and(|it| (row.line..=row.last_line.max(row.line)).contains(&it.line))
}

fn costs(row: &RawRow) -> Vec<i32> {
    kinds::costs(&[(&row.name, &row.target)])
}

/// How much better the words of a row fit the level 2 that they fit best.
fn misfit(row: &RawRow, kind: Kind) -> i32 {
    let costs = costs(row);
    let own = costs.get(kind as usize).copied().unwrap_or(0);
    own - costs.iter().min().copied().unwrap_or(own)
}

/// The level 2 that is printed after a block.
fn next_kind(rows: &[RawRow], block: &Range<usize>) -> Option<Kind> {
    rows.get(block.end).and_then(|it| it.level2.as_ref()).and_then(|it| Kind::of(&it.text))
}

/// Whether a level 2 can stand between two, in the order of forms.
fn is_between(it: Kind, kind: Kind, next: Option<Kind>) -> bool {
    (kind as usize) < it as usize
        && next.is_none_or(|next| (it as usize) < next as usize || next as usize <= kind as usize)
}

/// How much better the words of a row fit a level 2 whose label may be lost between this one and the next.
fn misfit_between(row: &RawRow, kind: Kind, next: Option<Kind>) -> i32 {
    let costs = costs(row);
    let cost = |it: Kind| costs.get(it as usize).copied().unwrap_or(0);
    let others = Kind::ALL.into_iter().filter(|it| is_between(*it, kind, next));
    others.map(|it| cost(kind) - cost(it)).max().unwrap_or(0)
}

/// Rows without a label whose words fit another level 2 better: one alone says little, two that follow each other or
/// very clear words do.
fn other_words(rows: &mut [RawRow], block: Range<usize>, kind: Kind) {
    let misfits: Vec<i32> = rows
        .get(block.clone())
        .into_iter()
        .flatten()
        .map(|it| if is_printed(it) { 0 } else { misfit(it, kind) })
        .collect();
    let at = |idx: Option<usize>| idx.and_then(|it| misfits.get(it)).copied().unwrap_or(0);
    for (idx, row) in rows.get_mut(block).into_iter().flatten().enumerate() {
        let beside = at(idx.checked_sub(1)).max(at(Some(idx + 1)));
        let own = at(Some(idx));
        if CLEAR_WORDS <= own || (OTHER_WORDS <= own && OTHER_WORDS <= beside) {
            row.doubt(Doubt::OtherWords);
        }
    }
}

/// The last rows of a block whose words all fit a level 2 better that could follow here and is printed nowhere near:
/// its label may be lost.
fn lost_label(rows: &mut [RawRow], block: Range<usize>, kind: Kind) {
    let next = next_kind(rows, &block);
    let mut best: Option<(i32, usize)> = None;
    for other in Kind::ALL.into_iter().filter(|it| is_between(*it, kind, next)) {
        let mut gain = 0;
        for idx in block.clone().skip(1).rev() {
            let Some(row) = rows.get(idx).filter(|it| !is_printed(it) && !it.is_merged) else { break };
            let costs = costs(row);
            let cost = |it: Kind| costs.get(it as usize).copied().unwrap_or(0);
            gain += cost(kind) - cost(other);
            if best.map_or(OTHER_WORDS - 1, |it| it.0) < gain {
                best = Some((gain, idx));
            }
        }
    }
    let Some((_, from)) = best else { return };
    for row in rows.get_mut(from..block.end).into_iter().flatten() {
        row.doubt(Doubt::OtherWords);
    }
}

/// Rows above the one that prints the label of their block, whose words all fit another level 2 better that could
/// stand before it.
fn lost_label_above(rows: &mut [RawRow], block: Range<usize>, kind: Kind) {
    let above = block.start.checked_sub(1).and_then(|it| rows.get(it)).and_then(|it| it.level2.as_ref());
    let above = above.and_then(|it| Kind::of(&it.text));
    let others: Vec<Kind> = Kind::ALL
        .into_iter()
        .filter(|it| {
            (*it as usize) < kind as usize && above.is_none_or(|above| (above as usize) < *it as usize)
        })
        .collect();
    let mut gains = vec![0; others.len()];
    let (start, mut end) = (block.start, block.start);
    for idx in block {
        let Some(row) = rows.get(idx).filter(|it| !is_printed(it) && !it.is_merged) else { break };
        let costs = costs(row);
        let cost = |it: Kind| costs.get(it as usize).copied().unwrap_or(0);
        for (gain, other) in gains.iter_mut().zip(&others) {
            *gain += cost(kind) - cost(*other);
        }
        if gains.iter().any(|it| OTHER_WORDS <= *it) {
            end = idx + 1;
        }
    }
    for row in rows.get_mut(start..end).into_iter().flatten() {
        row.doubt(Doubt::OtherWords);
    }
}

/// Rows of a block that have a 重点工作 where the row that prints its label has none, or the other way round: forms
/// fill that column under 履职 only.
fn other_works(rows: &mut [RawRow], block: Range<usize>) {
    let block = rows.get_mut(block).unwrap_or_default();
    let Some(has_work) = block.iter().find(|it| is_printed(it)).map(|it| it.work.is_some()) else { return };
    for row in
        block.iter_mut().filter(|it| !it.is_grouped && it.is_indicator() && it.work.is_some() != has_work)
    {
        row.doubt(Doubt::Level2ByOrder);
    }
}

/// The level-1 labels that are printed beside a level 2 of free words: others of theirs may be free, too.
fn free_level1(rows: &[RawRow]) -> Vec<String> {
    let free = rows.iter().filter_map(|it| {
        let (level1, level2) = (it.level1.as_ref()?, it.level2.as_ref()?);
        let is_free = level1.line == level2.line && own::level2(&level2.text).is_none();
        is_free.then(|| level1.text.clone())
    });
    let mut texts: Vec<String> = free.collect();
    texts.sort_unstable();
    texts.dedup();
    texts
}

/// A level 2 under a level 1 that is not printed in its row and usually has others.
fn under_another(row: &mut RawRow, free: &[String]) {
    let (Some(level1), Some(level2)) = (&row.level1, &row.level2) else { return };
    let (Some(kind), own) = (own::level1(&level1.text), own::level2(&level2.text)) else { return };
    let is_near = level1.line == level2.line;
    if free.contains(&level1.text) && own.is_none() {
        return;
    }
    let disagrees = match own {
        Some(entry) => matches!(kind, Level1::Duty) && !entry.under.contains(&kind),
        None => {
            let is_input = matches!(kind, Level1::Decision | Level1::Process);
            // 财务管理 under 部门管理 needs no list.
            is_input && !level2.text.ends_with("管理") && own::level1(&level2.text).is_none()
        }
    };
    if disagrees && !is_near {
        row.doubt(Doubt::LevelsDisagree);
    }
}

//! Items of running text, and the gaps between values: every row has one place for its values, and what stands
//! between two such places belongs to the row before or after.
//!
//! Knows values from pieces of names; how a gap is shared out is for [`super::wrap`]. Invariant: every item is in one
//! gap once, notes in a column of their own aside.

use super::grid::CellId;
use super::habit::Habit;
use super::join;
use super::measure;
use super::role::Role;
use super::target::{self, Likeness};

/// What an item is by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A level label.
    Label,
    /// 指标N alone.
    Number,
    /// 职能N:….
    Function,
    /// A value.
    Value(Likeness),
    /// A piece of a name or note.
    Text,
    /// A piece that its column says is a note.
    Note,
}

/// A word, or words that belong together.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its cells.
    pub ids: Vec<CellId>,
    /// Its text.
    pub text: String,
    /// The source line.
    pub line: u32,
    /// Display columns.
    pub width: usize,
    /// Whether a blank line stands before it.
    pub after_gap: bool,
    /// What it is.
    pub kind: ItemKind,
    /// Its column, where the text stands in columns.
    pub hint: Option<Role>,
}

/// What the header promises.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Whether notes follow values.
    pub has_note: bool,
    /// Whether those notes explain the indicator in other words instead of repeating its name.
    pub notes_explain: bool,
    /// How the notes begin and end, where they do so alike.
    pub habit: Option<Habit>,
    /// The value columns in order.
    pub values: Vec<Role>,
    /// How the cells stand.
    pub stand: Stand,
}

/// How the cells of a table stand in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// In reading order, several on a line.
    Running,
    /// In columns, which tell names, values and notes.
    Columns,
    /// Every one on lines of its own, after the one before it.
    Stacked,
}

impl Layout {
    /// Whether columns tell names, values and notes.
    pub fn is_aligned(&self) -> bool {
        self.stand == Stand::Columns
    }
}

/// Values that stand together, and the pieces before them.
#[derive(Debug, Default)]
pub struct Gap {
    /// Pieces of names and notes before the values.
    pub pieces: Vec<usize>,
    /// Items that stand between, with the number of pieces before each: labels, numbers, functions.
    pub marks: Vec<(usize, usize)>,
    /// The values; none in the last gap.
    pub values: Vec<usize>,
    /// Whether the values were found by a repeated name alone.
    pub is_guessed: bool,
}

/// Cuts the items at values. Values that follow each other without a piece between them stand in one row, as many as
/// the header has value columns; those before are pieces of the name.
pub fn gaps(items: &[Item], layout: &Layout) -> Vec<Gap> {
    let mut gaps = vec![Gap::default()];
    let n_values = layout.values.len().max(1);
    for (idx, item) in items.iter().enumerate() {
        let Some(last) = gaps.last_mut() else { break };
        let tail = !last.values.is_empty() && is_tail(items, last, item);
        match item.kind {
            ItemKind::Note => {}
            ItemKind::Value(_) => last.values.push(idx),
            ItemKind::Text if tail => last.values.push(idx),
            _ => {
                if !last.values.is_empty() {
                    gaps.push(Gap::default());
                }
                let Some(open) = gaps.last_mut() else { break };
                if item.kind == ItemKind::Text {
                    open.pieces.push(idx);
                } else {
                    open.marks.push((open.pieces.len(), idx));
                }
            }
        }
    }
    if gaps.last().is_some_and(|it| !it.values.is_empty()) {
        gaps.push(Gap::default());
    }
    if !layout.is_aligned() {
        thin_out(items, &mut gaps, n_values);
    }
    gaps
}

/// More values than columns: phrases that could be values are pieces of the name before the surest value, or of the
/// note after it.
fn thin_out(items: &[Item], gaps: &mut [Gap], n_values: usize) {
    let mut behind: Vec<usize> = Vec::new();
    for gap in gaps {
        let n_moved = behind.len();
        gap.pieces.splice(0..0, behind.drain(..));
        for (at, _) in &mut gap.marks {
            *at += n_moved;
        }
        let n_tails = gap.values.iter().skip(1).filter(|it| is_tail_item(items, **it)).count();
        if gap.values.len() <= n_values + n_tails {
            continue;
        }
        let is_strong =
            |idx: &usize| items.get(*idx).is_some_and(|it| it.kind == ItemKind::Value(Likeness::Strong));
        let end = match gap.values.iter().rposition(is_strong) {
            Some(last) => {
                gap.values.iter().skip(last + 1).take_while(|it| is_tail_item(items, **it)).count() + last + 1
            }
            None => gap.values.len(),
        };
        behind = gap.values.split_off(end);
        let n_tails = gap.values.iter().skip(1).filter(|it| is_tail_item(items, **it)).count();
        let extra = gap.values.len().saturating_sub(n_values + n_tails);
        gap.pieces.extend(gap.values.drain(..extra));
    }
}

/// Whether an item only ends a value.
pub fn is_tail_item(items: &[Item], idx: usize) -> bool {
    items.get(idx).is_some_and(|it| target::is_tail(&it.text))
}

/// Whether a piece only ends the value before it: 2026年12月31日前 / 完成.
fn is_tail(items: &[Item], gap: &Gap, item: &Item) -> bool {
    let value = gap.values.last().and_then(|it| items.get(*it));
    let Some(value) = value else { return false };
    let joined = format!("{}{}", value.text, item.text);
    target::is_tail(&item.text) && target::likeness(&joined) == Likeness::Strong
}

/// A value that looks like none stands between a name and the note that repeats it: the gap is split there.
pub fn split_at_repeats(items: &[Item], gaps: Vec<Gap>) -> Vec<Gap> {
    let mut out: Vec<Gap> = Vec::new();
    for mut gap in gaps {
        let before = out.last().map(|it: &Gap| text(items, &it.pieces)).unwrap_or_default();
        if let Some((first, second)) = repeat(items, &gap.pieces, &before) {
            let rest = gap.pieces.split_off(second);
            let values = gap.pieces.split_off(first + 1);
            let (marks, later): (Vec<_>, Vec<_>) = gap.marks.iter().partition(|(at, _)| *at <= first);
            out.push(Gap { pieces: gap.pieces, marks, values, is_guessed: true });
            let later = later.into_iter().map(|(at, idx)| (at.saturating_sub(second), idx)).collect();
            out.push(Gap { pieces: rest, marks: later, ..gap });
        } else {
            out.push(gap);
        }
    }
    out
}

/// Two equal pieces with others between them, the first of which does not repeat the row before.
fn repeat(items: &[Item], pieces: &[usize], before: &str) -> Option<(usize, usize)> {
    let texts: Vec<&str> =
        pieces.iter().take(20).filter_map(|it| items.get(*it)).map(|it| it.text.as_str()).collect();
    texts.iter().enumerate().find_map(|(first, text)| {
        let is_new = 3 < text.chars().count() && !before.contains(text);
        let second = texts.iter().enumerate().skip(first + 2).find(|(_, it)| *it == text)?.0;
        // What repeats the row before is its note, not a value.
        let is_value = texts.iter().take(second).skip(first + 1).all(|it| !before.contains(it));
        (is_new && is_value).then_some((first, second))
    })
}

/// The pieces of a text, joined.
pub fn text(items: &[Item], pieces: &[usize]) -> String {
    join::wrapped(pieces.iter().filter_map(|it| items.get(*it)).map(|it| it.text.as_str()))
}

/// Whether the last name of a table ends below its value: before it the name has no end, and then it has one. What stands
/// beside other words is a row that could not be read.
pub fn ends_below(items: &[Item], pieces: &[usize], n_before: usize, after: &Gap) -> bool {
    let (before, below) = pieces.split_at(n_before.min(pieces.len()));
    if before.is_empty() || below.is_empty() || !after.values.is_empty() {
        return false;
    }
    let line = |idx: &usize| items.get(*idx).map(|it| it.line);
    let is_alone = |idx: &usize| items.iter().filter(|it| Some(it.line) == line(idx)).count() == 1;
    let is_unmarked = after.marks.iter().all(|(at, _)| below.len() <= *at);
    let (before, end) = (text(items, before), text(items, below));
    is_unmarked
        && (!measure::ends(&before) || measure::goes_on(&end))
        && measure::ends(&format!("{before}{end}"))
        && below.iter().all(is_alone)
}

/// Whether most notes say something else than the name before them: the last piece of a name is then not said again
/// between its value and the next.
pub fn notes_explain(items: &[Item], gaps: &[Gap]) -> bool {
    let (mut n_repeated, mut n_all) = (0, 0);
    for (gap, after) in gaps.iter().zip(gaps.iter().skip(1)) {
        let Some(last) = gap.pieces.last().and_then(|it| items.get(*it)) else { continue };
        n_all += 1;
        n_repeated += usize::from(text(items, &after.pieces).contains(&last.text));
    }
    // A note and a name take two pieces at least between two values.
    let between = || gaps.iter().skip(1).filter(|it| !it.values.is_empty());
    let n_both = between().filter(|it| 1 < it.pieces.len()).count();
    n_repeated * 5 < n_all && between().count() * 9 <= n_both * 10
}

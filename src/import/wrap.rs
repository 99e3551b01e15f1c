//! Which wrapped pieces belong together: the pieces between two values are the end of the name before, its note, and
//! the beginning of the next name.
//!
//! The cheapest cut of all gaps decides. A note repeats its name, which is the best evidence; full lines go on, short
//! ones end; labels and blank lines stand between rows. Knows nothing of the taxonomy. Invariant: a bounded number of
//! cuts is tried for each gap, so the work is linear.

use super::doubt::Doubt;
use super::gaps::{
    Gap, Item, ItemKind, Layout, Stand, ends_below, gaps, is_tail_item, notes_explain, split_at_repeats, text,
};
use super::habit;
use super::likeness;
use super::margins::{self, Margin};
use super::measure;
use super::raw;
use super::role::Role;
use super::target;
use std::ops::Range;

/// Gaps with more pieces than this are cut near their end only.
const MAX_PIECES: usize = 9;

/// Another cut that costs less than this more is as good.
const AS_GOOD: i64 = 5;

/// What a name costs that goes on after its value where every cell stands on lines of its own.
const AFTER_OWN_VALUE: i64 = 20;

/// How much cheaper the last name of a table is that ends below its value.
const ENDS_BELOW: i64 = 10;

/// So many characters may be a name of their own.
const WHOLE_NAME: usize = 6;

/// A row by the indexes of its items.
#[derive(Clone, Debug, Default)]
pub struct Assembled {
    /// The line of its value.
    pub line: u32,
    /// Labels before it.
    pub labels: Vec<usize>,
    /// The number before its name.
    pub number: Option<u32>,
    /// The function that begins with it.
    pub function: Option<String>,
    /// Pieces of the name.
    pub name: Vec<usize>,
    /// Pieces of the target.
    pub target: Vec<usize>,
    /// Pieces of the half-year target.
    pub half: Vec<usize>,
    /// Pieces of the weight.
    pub weight: Vec<usize>,
    /// Pieces of the note.
    pub note: Vec<usize>,
    /// Numbers and function labels.
    pub marks: Vec<usize>,
    /// Why it is not certain.
    pub doubts: Vec<Doubt>,
}

/// Puts items together to rows.
pub fn assemble(items: &[Item], layout: &Layout) -> Vec<Assembled> {
    let mut gaps = gaps(items, layout);
    let habit = if layout.has_note { habit::habit(items, &gaps) } else { None };
    let explains = layout.has_note && (habit.is_some() || notes_explain(items, &gaps));
    let layout = &Layout { notes_explain: explains, habit, ..layout.clone() };
    if layout.has_note && !layout.notes_explain {
        gaps = split_at_repeats(items, gaps);
    }
    let cuts = cheapest_cuts(items, &gaps, layout);
    let margins = margins(items, &gaps, layout, &cuts);
    let mut rows: Vec<Assembled> = Vec::new();
    for (idx, gap) in gaps.iter().enumerate() {
        if gap.values.is_empty() {
            continue;
        }
        let start = idx.checked_sub(1).and_then(|it| cuts.get(it)).map_or(0, |it| it.next);
        let mut row = Assembled {
            line: gap.values.first().and_then(|it| items.get(*it)).map_or(0, |it| it.line),
            name: gap.pieces.get(start..).unwrap_or_default().to_vec(),
            ..Assembled::default()
        };
        take_marks(items, gap, &mut row);
        take_values(items, gap, layout, &mut row);
        if let (Some(after), Some(cut)) = (gaps.get(idx + 1), cuts.get(idx)) {
            row.name.extend(after.pieces.get(..cut.name_end).unwrap_or_default());
            if layout.has_note {
                row.note = after.pieces.get(cut.name_end..cut.next).unwrap_or_default().to_vec();
            }
            let is_near = |it: Option<i64>| it.is_some_and(|it| it < AS_GOOD);
            let begins = idx.checked_sub(1).and_then(|it| margins.get(it)).map(|it| it.next);
            let is_torn = is_near(begins) || is_near(margins.get(idx).map(|it| it.end));
            // A line that ends amid a name, and one below the value that ends it, leave no doubt.
            let before = text(items, gap.pieces.get(start..).unwrap_or_default());
            let is_plain = !measure::ends(&before) && measure::ends(&text(items, &row.name));
            if is_torn || (0 < cut.name_end && !layout.is_aligned() && !is_plain) {
                row.doubts.push(Doubt::NameByOrder);
            }
        }
        if joins_two(items, &row.name) {
            row.doubts.push(Doubt::NameCut);
        }
        if gap.is_guessed {
            row.doubts.push(Doubt::TargetByPlace);
        }
        let (name, note) = (text(items, &row.name), text(items, &row.note));
        if !note.is_empty() && !layout.notes_explain && likeness::percent(&name, &note) < 40 {
            row.doubts.push(Doubt::NoteDiffers);
        }
        if name.is_empty() {
            row.doubts.push(Doubt::NoName);
        }
        rows.push(row);
    }
    if layout.is_aligned() {
        attach_columns(items, &mut rows);
    }
    rows
}

/// Whether a name could end at the end of a line, and what follows could be a name of its own.
fn joins_two(items: &[Item], name: &[usize]) -> bool {
    let line = |idx: &usize| items.get(*idx).map_or(0, |it| it.line);
    (1..name.len()).any(|at| {
        let (left, right) = name.split_at(at);
        let rest = text(items, right);
        left.last().map(line) != right.first().map(line)
            && WHOLE_NAME <= rest.chars().count()
            && !measure::goes_on(&rest)
            && measure::ends(&text(items, left))
    })
}

fn take_marks(items: &[Item], gap: &Gap, row: &mut Assembled) {
    for (_, idx) in &gap.marks {
        let Some(item) = items.get(*idx) else { continue };
        match item.kind {
            ItemKind::Label => row.labels.push(*idx),
            ItemKind::Number => {
                row.number = raw::number(&item.text);
                row.marks.push(*idx);
            }
            _ => {
                row.function = Some(item.text.clone());
                row.marks.push(*idx);
            }
        }
    }
}

/// Values into the columns that the header names, in order; a value that only goes on belongs to the one before.
fn take_values(items: &[Item], gap: &Gap, layout: &Layout, row: &mut Assembled) {
    let mut column = 0;
    let n_real = gap.values.iter().filter(|it| !is_tail_item(items, **it)).count();
    for (at, idx) in gap.values.iter().enumerate() {
        let item = items.get(*idx);
        let hint = item.and_then(|it| it.hint);
        if 0 < at && !is_tail_item(items, *idx) {
            column += 1;
        }
        // Fewer values than columns: the target is what a row has first.
        let is_weight = n_real == 1
            && layout.values.contains(&Role::Weight)
            && item.is_some_and(|it| target::is_number(&it.text));
        let by_order = if is_weight {
            Some(Role::Weight)
        } else if n_real == 1 {
            None
        } else {
            layout.values.get(column).copied()
        };
        match hint.filter(|_| layout.is_aligned()).or(by_order) {
            Some(Role::Half) => row.half.push(*idx),
            Some(Role::Weight) => row.weight.push(*idx),
            _ => row.target.push(*idx),
        }
    }
}

/// How much worse every other cut is.
fn margins(items: &[Item], gaps: &[Gap], layout: &Layout, chosen: &[Cut]) -> Vec<Margin> {
    let widest = widest(items, gaps);
    let tried: Vec<Vec<Cut>> = gaps.iter().skip(1).map(|it| cuts(it, layout)).collect();
    let cost = |gap: usize, start: usize, cut: Cut| match (gaps.get(gap), gaps.get(gap + 1)) {
        (Some(own), Some(after)) => {
            row_cost(items, own, start, after, cut, layout, widest) + cut_cost(items, after, cut, layout)
        }
        _ => 0,
    };
    margins::of(chosen, &tried, &cost)
}

/// How a gap is cut: pieces before `name_end` end the name before, pieces from `next` begin the next name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cut {
    /// So many pieces end the name before.
    pub name_end: usize,
    /// The first piece of the next name.
    pub next: usize,
}

/// The cheapest cuts of the gaps after each row, by dynamic programming over where the next name begins.
fn cheapest_cuts(items: &[Item], gaps: &[Gap], layout: &Layout) -> Vec<Cut> {
    let widest = widest(items, gaps);
    // For each way that the gap before a row can be cut: where the row's name begins, and the lowest cost so far.
    let mut ways: Vec<(usize, i64)> = vec![(0, 0)];
    let mut trace: Vec<Vec<(usize, Cut)>> = Vec::new();
    for (gap, after) in gaps.iter().zip(gaps.iter().skip(1)) {
        let mut next_ways: Vec<(usize, i64)> = Vec::new();
        let mut from: Vec<(usize, Cut)> = Vec::new();
        for cut in cuts(after, layout) {
            let best = ways
                .iter()
                .enumerate()
                .map(|(way, (start, cost))| {
                    (cost + row_cost(items, gap, *start, after, cut, layout, widest), way)
                })
                .min();
            let Some((cost, way)) = best else { continue };
            let cost = cost + cut_cost(items, after, cut, layout);
            match next_ways.iter().position(|(next, _)| *next == cut.next) {
                Some(at) => {
                    if let (Some(known), Some(step)) = (next_ways.get_mut(at), from.get_mut(at))
                        && cost < known.1
                    {
                        *known = (cut.next, cost);
                        *step = (way, cut);
                    }
                }
                None => {
                    next_ways.push((cut.next, cost));
                    from.push((way, cut));
                }
            }
        }
        ways = next_ways;
        trace.push(from);
    }
    let mut way = ways.iter().enumerate().min_by_key(|(_, it)| it.1).map_or(0, |(way, _)| way);
    let mut cuts: Vec<Cut> = Vec::new();
    for from in trace.iter().rev() {
        let (before, cut) = from.get(way).copied().unwrap_or_default();
        cuts.push(cut);
        way = before;
    }
    cuts.reverse();
    cuts
}

/// The cuts that are tried for a gap.
fn cuts(gap: &Gap, layout: &Layout) -> Vec<Cut> {
    let n_pieces = gap.pieces.len();
    let from = n_pieces.saturating_sub(MAX_PIECES);
    let ends: Range<usize> = 0..n_pieces.min(4) + 1;
    let mut out = Vec::new();
    for next in from..=n_pieces {
        for name_end in ends.clone().filter(|it| *it <= next) {
            // Without a note column nothing stands between two names.
            if layout.has_note || name_end == next || gap.values.is_empty() || MAX_PIECES < n_pieces {
                out.push(Cut { name_end, next });
            }
        }
    }
    out
}

/// What a cut costs by what stands at it.
fn cut_cost(items: &[Item], gap: &Gap, cut: Cut, layout: &Layout) -> i64 {
    let mut cost = 0;
    for (at, idx) in &gap.marks {
        let is_label = items.get(*idx).is_some_and(|it| it.kind == ItemKind::Label);
        // In columns a label may stand beside the middle of a name.
        let weight = match (is_label, layout.is_aligned()) {
            (true, true) => continue,
            (true, false) => 15,
            (false, _) => 40,
        };
        cost += if *at == cut.next { -5 } else { weight };
    }
    let begins = gap.pieces.get(cut.next).and_then(|it| items.get(*it));
    if begins.is_some_and(|it| raw::numbered_name(&it.text).is_some()) {
        cost -= 20;
    }
    if begins.is_some_and(|it| it.after_gap) {
        cost -= 2;
    }
    cost
}

/// What a row costs when its name begins at `start` of its gap and the gap after it is cut so.
fn row_cost(
    items: &[Item],
    gap: &Gap,
    start: usize,
    after: &Gap,
    cut: Cut,
    layout: &Layout,
    widest: usize,
) -> i64 {
    let mut pieces: Vec<usize> = gap.pieces.get(start..).unwrap_or_default().to_vec();
    let n_before = pieces.len();
    pieces.extend(after.pieces.get(..cut.name_end).unwrap_or_default());
    let middle = after.pieces.get(cut.name_end..cut.next).unwrap_or_default();
    let name = text(items, &pieces);
    let mut cost = name_cost(&name);
    if n_before < pieces.len() {
        cost += 10 + 5 * i64::try_from(pieces.len() - n_before).unwrap_or(0);
        cost += if layout.stand == Stand::Stacked { AFTER_OWN_VALUE } else { 0 };
    }
    if ends_below(items, &pieces, n_before, after) {
        cost -= ENDS_BELOW;
    }
    cost += line_cost(items, &pieces, after.pieces.get(cut.name_end), widest, layout);
    if layout.notes_explain {
        cost += match &layout.habit {
            Some(habit) if !after.pieces.is_empty() => {
                let (before, rest) = after.pieces.split_at(cut.next.min(after.pieces.len()));
                let (before, note) = before.split_at(cut.name_end.min(before.len()));
                habit.cost(items, before, note, rest)
            }
            _ => explained_cost(items, gap, after, cut),
        };
    } else if layout.has_note {
        cost += if middle.is_empty() { 8 } else { 40 - 7 * percent(&name, &text(items, middle)) / 10 };
    } else {
        cost += 30 * i64::try_from(middle.len()).unwrap_or(0);
    }
    cost
}

/// What stands beside the value goes on with it: the piece before it in its line is the name, the one after the note.
fn explained_cost(items: &[Item], gap: &Gap, after: &Gap, cut: Cut) -> i64 {
    let line = |idx: Option<&usize>| idx.and_then(|it| items.get(*it)).map(|it| it.line);
    let mut cost = if cut.next == cut.name_end { 12 } else { 0 };
    if 0 < cut.name_end && line(gap.values.last()) == line(after.pieces.first()) {
        cost += 40;
    }
    if cut.next == after.pieces.len() && !after.values.is_empty() {
        cost += 30;
    }
    cost
}

fn percent(left: &str, right: &str) -> i64 {
    i64::try_from(likeness::percent(left, right)).unwrap_or(0)
}

/// What a name costs by its looks.
pub fn name_cost(name: &str) -> i64 {
    let n_chars = name.chars().count();
    let mut cost = match n_chars {
        0 => 80,
        1 | 2 => 20,
        _ => 0,
    };
    if name.matches(['(', '（']).count() != name.matches([')', '）']).count() {
        cost += 30;
    }
    if name.starts_with([')', '）', '，', '、', '。', '；', '%', '(', '（']) {
        cost += 20;
    }
    if name.ends_with(['，', '、', '的', '和']) {
        cost += 8;
    }
    if !measure::ends(name) {
        cost += 6;
    }
    cost
}

/// Full lines go on; a short line in the middle of a name is odd, a full one at its end a little.
fn line_cost(items: &[Item], pieces: &[usize], next: Option<&usize>, widest: usize, layout: &Layout) -> i64 {
    let item = |idx: &usize| items.get(*idx);
    let is_full = |it: &Item| widest * 8 <= it.width * 10;
    let mut cost = 0;
    for pair in pieces.windows(2) {
        let [left, right] = pair else { continue };
        if let (Some(left), Some(right)) = (item(left), item(right))
            && left.line != right.line
            && !is_full(left)
            && !right.text.starts_with(['（', '(', '，', '、', ')', '）'])
        {
            cost += if layout.has_note { 6 } else { 20 };
        }
        // 合格率 at the end of a line mostly ends the name.
        if let (Some(left), Some(right)) = (item(left), item(right))
            && left.line != right.line
            && measure::ends(&left.text)
            && !measure::goes_on(&right.text)
        {
            cost += 8;
        }
    }
    let may_go_on = |it: &Item| is_full(it) && !measure::ends(&it.text);
    if next.is_some() && pieces.last().and_then(item).is_some_and(may_go_on) {
        cost += 6;
    }
    cost
}

/// The width of the widest piece of a name: how much a full line holds.
fn widest(items: &[Item], gaps: &[Gap]) -> usize {
    gaps.iter()
        .filter_map(|it| it.pieces.last())
        .filter_map(|it| items.get(*it))
        .map(|it| it.width.min(80))
        .max()
        .unwrap_or(0)
}

/// What stands in columns of its own goes to the row whose lines it stands beside: notes to the nearest, labels to
/// the one that holds them or follows.
fn attach_columns(items: &[Item], rows: &mut [Assembled]) {
    let spans: Vec<(u32, u32)> = rows
        .iter()
        .map(|row| {
            let lines = row.name.iter().chain(&row.target).chain(&row.half).filter_map(|it| items.get(*it));
            let lines = lines.map(|it| it.line);
            (lines.clone().min().unwrap_or(row.line), lines.max().unwrap_or(row.line))
        })
        .collect();
    for row in rows.iter_mut() {
        row.labels.clear();
    }
    for (idx, item) in items.iter().enumerate() {
        let next = spans.partition_point(|(_, last)| *last < item.line);
        if item.kind == ItemKind::Label {
            if let Some(row) = rows.get_mut(next) {
                row.labels.push(idx);
            }
        } else if item.kind == ItemKind::Note {
            let far = |row: usize| {
                spans.get(row).map_or(u32::MAX, |(first, last)| {
                    first.saturating_sub(item.line).max(item.line.saturating_sub(*last))
                })
            };
            let before = next.saturating_sub(1);
            let nearest = if far(before) < far(next) { before } else { next };
            if far(nearest) < 4
                && let Some(row) = rows.get_mut(nearest)
            {
                row.note.push(idx);
            }
        }
    }
}

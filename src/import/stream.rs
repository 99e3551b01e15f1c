//! Indicators in running text: words in reading order → labels, values and pieces of names and notes.
//!
//! Text of a PDF has no columns: a name wraps over lines, its value may stand among its pieces, and labels are
//! broken. Words are told apart by content alone here (and by position where the header stands in columns); how
//! pieces belong together is for [`super::wrap`]. Invariant: every word is an item once, or stays unused.

use super::broken_label;
use super::columns;
use super::doubt::Doubt;
use super::duty;
use super::foot;
use super::gaps::{Item, ItemKind, Layout, Stand};
use super::grid::{CellId, Grid};
use super::heading::{self, Header};
use super::join;
use super::measure;
use super::own;
use super::raw::{self, Label, LabelKind, RawRow};
use super::role::Role;
use super::slot::Slot;
use super::spaced;
use super::stacked;
use super::target::{self, Likeness};
use super::wrap;
use std::ops::Range;

/// How many pieces a label may be broken into.
const MAX_LABEL_PIECES: usize = 6;

/// How many values of a row stand beside each other: half a year, a year, a weight.
const MAX_VALUES: usize = 3;

/// A value that has blanks in it is made of no more words.
const MAX_VALUE_WORDS: usize = 8;

/// A word with the row where it stands.
#[derive(Clone, Copy, Debug)]
struct Word {
    id: CellId,
    row: usize,
}

/// Reads the rows after a header. Also says after which row nothing more was taken.
pub fn read(grid: &mut Grid, rows: Range<usize>, header: &Header) -> (Vec<RawRow>, usize) {
    for row in rows.start..rows.start + header.n_rows {
        for id in grid.ids(row) {
            grid.structure(id);
        }
    }
    let (words, end) = words(grid, rows.start + header.n_rows..rows.end, header);
    if header.is_aligned {
        let placed: Vec<(CellId, usize)> = words.iter().map(|it| (it.id, it.row)).collect();
        if let Some(found) = columns::read(grid, &placed, rows.start, header) {
            return (found, end);
        }
    }
    if header.is_stacked {
        let placed: Vec<(CellId, usize)> = words.iter().map(|it| (it.id, it.row)).collect();
        if let Some(found) = stacked::read(grid, &placed, header) {
            return (found, end);
        }
    }
    let items = items(grid, &words, header);
    let layout = Layout {
        notes_explain: false,
        habit: None,
        has_note: !header.is_aligned && (header.has(Role::Note) || header.has(Role::Standard)),
        values: header
            .columns
            .iter()
            .map(|it| it.0)
            .filter(|it| matches!(it, Role::Half | Role::Target | Role::Weight))
            .collect(),
        stand: match (header.is_aligned, header.is_stacked) {
            (true, _) => Stand::Columns,
            (_, true) => Stand::Stacked,
            _ => Stand::Running,
        },
    };
    (rows_of(grid, &items, &layout), end)
}

/// The words of the table, without page heads, rules and the vertical label beside it.
fn words(grid: &mut Grid, rows: Range<usize>, header: &Header) -> (Vec<Word>, usize) {
    let mut words = Vec::new();
    let mut row = rows.start;
    // Where a vertical label ends: it may run on over a page head.
    let mut label_end = rows.start;
    while row < rows.end {
        if let Some(again) =
            heading::header(grid, row, rows.end).filter(|it| it.columns.len() + 1 >= header.columns.len())
        {
            for at in row..row + again.n_rows {
                mark_structure(grid, at);
            }
            row += again.n_rows;
            continue;
        }
        if heading::is_rule(grid, row)
            || heading::title(grid, row).is_some()
            || heading::is_year_of_page(grid, row, rows.start)
        {
            mark_structure(grid, row);
        } else if foot::is_page_number(grid, row) || foot::is_score_sum(grid, row) {
            // It stays unused.
        } else if label_end <= row && foot::begins(grid, row) {
            return (words, row);
        } else if let Some((Slot::Indicators | Slot::Furniture, label, n_rows)) =
            broken_label::find(grid, row, rows.end).filter(|_| label_end <= row)
        {
            for id in label {
                grid.structure(id);
            }
            label_end = row + n_rows;
            continue;
        } else {
            words.extend(grid.unused(row).into_iter().map(|id| Word { id, row }));
        }
        row += 1;
    }
    (words, rows.end)
}

fn mark_structure(grid: &mut Grid, row: usize) {
    for id in grid.ids(row) {
        grid.structure(id);
    }
}

/// Words into items: labels are put together, signs and units joined to their numbers.
fn items(grid: &mut Grid, words: &[Word], header: &Header) -> Vec<Item> {
    let is_suffixed = words.iter().any(|it| {
        let text = grid.text(it.id);
        text.ends_with("指标") && LabelKind::of(text).is_label()
    });
    let mut items: Vec<Item> = Vec::new();
    let mut used = vec![false; words.len()];
    for idx in 0..words.len() {
        let Some(word) = words.get(idx).copied().filter(|_| used.get(idx) == Some(&false)) else { continue };
        let hint = hint_of(grid, word.id, header);
        if let Some(pieces) = label_pieces(grid, words, &used, idx, is_suffixed, header) {
            let text: String =
                pieces.iter().filter_map(|at| words.get(*at)).map(|it| grid.text(it.id)).collect();
            let mut ids = Vec::new();
            for at in &pieces {
                if let Some(flag) = used.get_mut(*at) {
                    *flag = true;
                }
                if let Some(word) = words.get(*at) {
                    grid.structure(word.id);
                    ids.push(word.id);
                }
            }
            items.push(item(grid, word, ids, text, ItemKind::Label, hint));
            continue;
        }
        let text = grid.text(word.id).to_owned();
        if target::is_qualitative_mark(&text) && (header.has(Role::Sign) || header.has(Role::Other)) {
            grid.structure(word.id);
            continue;
        }
        let joined = value_words(grid, words, idx, header);
        let ids: Vec<CellId> = joined.clone().filter_map(|at| words.get(at)).map(|it| it.id).collect();
        let text = if ids.len() > 1 { ids.iter().map(|id| grid.text(*id)).collect() } else { text };
        for at in joined {
            if let Some(flag) = used.get_mut(at) {
                *flag = true;
            }
        }
        let kind = kind_of(&text, hint);
        items.push(item(grid, word, ids, text, kind, hint));
    }
    items
}

fn item(grid: &Grid, word: Word, ids: Vec<CellId>, text: String, kind: ItemKind, hint: Option<Role>) -> Item {
    let is_first = grid.ids(word.row).next() == Some(word.id);
    let after_gap = is_first && grid.row(word.row).is_some_and(|it| it.after_gap);
    let width = join::columns(&text);
    Item { ids, text, line: grid.line(word.row), width, after_gap, kind, hint }
}

fn kind_of(text: &str, hint: Option<Role>) -> ItemKind {
    match hint {
        Some(Role::Note | Role::Standard | Role::Past | Role::Other) => return ItemKind::Note,
        Some(Role::Target | Role::Half | Role::Weight | Role::Sign | Role::Unit) => {
            return ItemKind::Value(Likeness::Strong);
        }
        _ => {}
    }
    if raw::number(text).is_some() {
        return ItemKind::Number;
    }
    if raw::function_label(text).is_some() {
        return ItemKind::Function;
    }
    match target::likeness(text) {
        Likeness::None => ItemKind::Text,
        _ if hint == Some(Role::Name) => ItemKind::Text,
        likeness => ItemKind::Value(likeness),
    }
}

/// The column that a word stands in, where the header stands in columns: the one whose heading is nearest.
fn hint_of(grid: &Grid, id: CellId, header: &Header) -> Option<Role> {
    if !header.is_aligned {
        return None;
    }
    let start = grid.col(id) * 2;
    let center = start + join::columns(grid.text(id));
    header.columns.iter().min_by_key(|(_, col)| (col * 2 + 8).abs_diff(center)).map(|(role, _)| *role)
}

/// The words of a value that begins at `idx`: a sign, its number and its unit.
fn value_words(grid: &Grid, words: &[Word], idx: usize, header: &Header) -> Range<usize> {
    // One cell a line: the parts of a value stand on lines that follow each other.
    let most = if header.is_stacked && header.has(Role::Unit) { 2 } else { 0 };
    let same_row = |at: usize| words.get(at).zip(words.get(idx)).is_some_and(|(a, b)| a.row - b.row <= most);
    let text = |at: usize| words.get(at).map_or("", |it| grid.text(it.id));
    let mut end = idx + 1;
    let is_value = |text: &str| target::is_number(text) || target::likeness(text) == Likeness::Strong;
    if target::is_sign(text(idx))
        && !target::is_qualitative_mark(text(idx))
        && same_row(end)
        && is_value(text(end))
    {
        end += 1;
    }
    let joins_unit = header.has(Role::Unit) || idx + 1 < end;
    if joins_unit && is_value(text(end - 1)) && same_row(end) && target::is_unit(text(end)) {
        end += 1;
    }
    idx..spaced_value(grid, words, idx).max(end)
}

/// Where a value ends that begins at `idx` and has blanks between digits and characters: 2026 年 10 月底, 12 公里.
fn spaced_value(grid: &Grid, words: &[Word], idx: usize) -> usize {
    let Some(row) = words.get(idx).map(|it| it.row) else { return idx };
    let line = words.iter().skip(idx).take(MAX_VALUE_WORDS).take_while(|it| it.row == row);
    let ids: Vec<CellId> = line.map(|it| it.id).collect();
    let n_spaced = spaced::n_spaced(grid, &ids);
    let begins = ids.first().is_some_and(|id| {
        let text = grid.text(*id);
        target::is_number(text) || target::likeness(text) == Likeness::Strong
    });
    let is_value = |n: &usize| {
        let text: String = ids.iter().take(*n).map(|id| grid.text(*id)).collect();
        target::likeness(&text) == Likeness::Strong
    };
    let n_words = (2..=n_spaced).rev().find(is_value).filter(|_| begins);
    n_words.map_or(idx, |it| idx + it)
}

/// The words that make the label which begins at `idx`, perhaps with pieces in the lines below.
fn label_pieces(
    grid: &Grid,
    words: &[Word],
    used: &[bool],
    idx: usize,
    is_suffixed: bool,
    header: &Header,
) -> Option<Vec<usize>> {
    let hint = hint_of(grid, words.get(idx)?.id, header);
    if !matches!(hint, None | Some(Role::Level1 | Role::Level2)) {
        return None;
    }
    let first = words.get(idx)?;
    let before = idx.checked_sub(1).and_then(|it| words.get(it));
    let is_row_start = before.is_none_or(|it| it.row != first.row);
    // 满意度 below a line that ends amid a name is the name's end, not a label.
    let text_at = |at: Option<usize>| at.and_then(|it| words.get(it)).map(|it| grid.text(it.id));
    let is_value = |text: &str| target::likeness(text) != Likeness::None;
    // 预算执行率 with a value right after it is a name.
    let has_value = words.get(idx + 1).is_some_and(|it| {
        (it.row == first.row || header.is_stacked) && target::likeness(grid.text(it.id)) == Likeness::Strong
    });
    if hint.is_none() && has_value && is_row_start && measure::ends(grid.text(first.id)) {
        return None;
    }
    let n_values = words
        .get(..idx)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(MAX_VALUES)
        .take_while(|it| is_value(grid.text(it.id)))
        .count();
    let before_values = text_at(idx.checked_sub(n_values + 1));
    // Its values may stand amid the lines of a name.
    let is_amid = before_values.is_some_and(ends_amid_name)
        && (n_values == 0 || !text_at(Some(idx + 1)).is_some_and(|it| LabelKind::of(it).is_label()));
    let ends_name = hint.is_none()
        && is_amid
        && measure::ends(grid.text(first.id))
        && !grid.row(first.row).is_some_and(|it| it.after_gap);
    if ends_name {
        return None;
    }
    let accepts = |text: &str| {
        LabelKind::of(text).is_label()
            && (text.ends_with("指标") || (!is_suffixed && (is_row_start || hint.is_some())))
    };
    let mut text = grid.text(first.id).to_owned();
    let mut pieces = vec![idx];
    let mut best = accepts(&text).then(|| pieces.clone());
    let mut last = idx;
    while pieces.len() < MAX_LABEL_PIECES && !text.ends_with("指标") && is_label_start(&text) {
        // The next piece is the next word, or the first word of the next line where this one began its own.
        let row = words.get(last)?.row;
        let mut later = words.iter().enumerate().skip(last + 1).take(12).filter(|(at, it)| {
            let is_in_column = hint.is_none() || (it.row < row + 4 && hint_of(grid, it.id, header) == hint);
            it.row > row && used.get(*at) == Some(&false) && is_in_column
        });
        let follows =
            (last + 1..words.len()).take(1).find(|at| hint.is_none() && used.get(*at) == Some(&false));
        let below = later.next().filter(|_| is_row_start || hint.is_some()).map(|(at, _)| at);
        let choices = [follows, below];
        let next = choices.into_iter().flatten().find(|at| {
            words.get(*at).is_some_and(|it| {
                let piece = grid.text(it.id);
                let joined = format!("{text}{piece}");
                // 产出 and 数量 below it are two labels, not the one that they make together.
                let are_two = accepts(&text) && accepts(piece) && !joined.ends_with("指标");
                !are_two && piece.chars().count() < 9 && (accepts(&joined) || is_label_start(&joined))
            })
        });
        let Some(next) = next else { break };
        text.push_str(grid.text(words.get(next)?.id));
        pieces.push(next);
        last = next;
        if accepts(&text) {
            best = Some(pieces.clone());
        }
    }
    best
}

/// Whether a text ends amid a name: it is no label, no value, and no name's end.
fn ends_amid_name(text: &str) -> bool {
    3 < text.chars().count()
        && !LabelKind::of(text).is_label()
        && target::likeness(text) == Likeness::None
        && raw::function_label(text).is_none()
        && !text.ends_with(['。', '；', '）', ')'])
        && !measure::ends(text)
}

/// Whether some label with 指标 begins with this text.
pub fn is_label_start(text: &str) -> bool {
    use crate::model::taxonomy::{LEVEL1, LEVEL2};
    let bare = join::bare(text);
    let begins = |stem: &str| {
        let stem = stem.strip_suffix("指标").unwrap_or(stem);
        stem.starts_with(&bare) || bare.strip_prefix(stem).is_some_and(|rest| "指标".starts_with(rest))
    };
    1 < bare.chars().count()
        && (LEVEL1.iter().any(|(_, name, others)| begins(name) || others.iter().any(|it| begins(it)))
            || LEVEL2.iter().any(|it| begins(it.name) || it.synonyms.iter().any(|it| begins(it)))
            || own::any_level(begins))
}

/// Items into raw rows.
fn rows_of(grid: &mut Grid, items: &[Item], layout: &Layout) -> Vec<RawRow> {
    let mut rows = Vec::new();
    let mut level1: Option<String> = None;
    let assembled = wrap::assemble(items, layout);
    let width_of = |idx: &usize| items.get(*idx).map_or(0, |it| it.width);
    let widest = assembled.iter().flat_map(|it| &it.name).map(width_of).max().unwrap_or(0);
    for assembled in assembled {
        let mut row = RawRow { line: assembled.line, doubts: assembled.doubts.clone(), ..RawRow::default() };
        let labels: Vec<&Item> = assembled.labels.iter().filter_map(|at| items.get(*at)).collect();
        take_labels(&labels, &mut level1, &mut row);
        let mut assembled = assembled;
        duty::take_label(items, level1.as_deref(), widest, &mut assembled, &mut row, grid);
        row.number = assembled.number;
        row.function = assembled.function.as_ref().map(|text| Label { text: text.clone(), line: row.line });
        let mut text = |at: &[usize]| {
            let pieces: Vec<&Item> = at.iter().filter_map(|it| items.get(*it)).collect();
            for id in pieces.iter().flat_map(|it| &it.ids) {
                grid.field(*id);
            }
            lines(&pieces)
        };
        row.name = text(&assembled.name);
        row.note = text(&assembled.note);
        row.target = text(&assembled.target);
        row.half = text(&assembled.half);
        row.weight = text(&assembled.weight);
        text(&assembled.marks);
        for item in assembled.marks.iter().filter_map(|it| items.get(*it)) {
            if item.kind == ItemKind::Number {
                item.ids.iter().for_each(|id| grid.structure(*id));
            }
        }
        if let Some((number, name)) = raw::numbered_name(&row.name.clone()) {
            row.number = Some(number);
            let pieces = assembled.name.iter().filter_map(|it| items.get(*it));
            pieces.flat_map(|it| &it.ids).for_each(|id| columns::number_part(grid, *id, number));
            name.clone_into(&mut row.name);
        }
        if row.is_indicator() && row.target.is_empty() && row.half.is_empty() {
            row.doubt(Doubt::NoTarget);
        }
        rows.push(row);
    }
    rows
}

/// Pieces of one text: words of a line keep a blank where they had one, lines are joined as wraps.
pub fn lines(pieces: &[&Item]) -> String {
    let joined: Vec<String> = pieces
        .chunk_by(|a, b| a.line == b.line)
        .map(|line| join::words(line.iter().map(|it| it.text.as_str())))
        .collect();
    join::clean(&join::wrapped(joined.iter().map(String::as_str)))
}

/// Level 1 and level 2 among the labels before a row. A word that can be both is a level 1 where another label
/// follows that stands under it, or where no level 1 that it could stand under holds.
fn take_labels(labels: &[&Item], level1: &mut Option<String>, row: &mut RawRow) {
    use crate::model::taxonomy;
    for (idx, label) in labels.iter().enumerate() {
        let kind = LabelKind::of(&label.text);
        let active = level1.as_deref().and_then(own::level1);
        let next = labels.get(idx + 1).and_then(|it| own::level2(&it.text));
        let leads = next.is_some_and(|it| kind.level1.is_some_and(|own| it.under.contains(&own)));
        let stands_under = taxonomy::LEVEL2.iter().any(|it| {
            active.is_some_and(|active| it.under.contains(&active))
                && own::level2(&label.text).is_some_and(|own| {
                    own.name == it.name || taxonomy::reduce(own.name) == taxonomy::reduce(it.name)
                })
        });
        let is_level1 = match label.hint {
            Some(Role::Level1) => kind.level1.is_some() || !kind.is_level2,
            Some(Role::Level2) => false,
            _ => kind.level1.is_some() && (!kind.is_level2 || leads || !stands_under),
        };
        let label_text = Label::new(&label.text, label.line);
        if is_level1 {
            *level1 = Some(label.text.clone());
            row.level1 = Some(label_text);
        } else {
            row.level2 = Some(label_text);
        }
    }
}

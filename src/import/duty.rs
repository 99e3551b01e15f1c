//! Level 2 under 履职 in running text: free words, alone in a line or as the first word of one.
//!
//! Tells them from the lines of a name by the room that a line had left. Must not know other levels. Invariant: a label
//! is taken off the beginning of a name only, and something of the name stays.

use super::doubt::Doubt;
use super::gaps::Item;
use super::grid::Grid;
use super::measure;
use super::own::level1 as kind_of_label;
use super::raw::{Label, RawRow};
use super::stream::lines;
use super::wrap::Assembled;
use crate::model::taxonomy::Level1;

/// The end of a label that a narrow column broke is no wider than this, in display columns.
const LABEL_REST: usize = 8;

/// A label is narrower than this, in display columns.
const WIDEST_LABEL: usize = 24;

/// What functions are called by: no name of an indicator ends so.
const ACTIVITIES: &[&str] = &["管理", "服务", "保障", "建设", "工作", "监管", "治理"];

/// Level 2 under 履职 is free text: a short line, or a word of its own, before the name is one. `widest` is the width
/// of the widest line of a name.
pub fn take_label(
    items: &[Item],
    level1: Option<&str>,
    widest: usize,
    assembled: &mut Assembled,
    row: &mut RawRow,
    grid: &mut Grid,
) {
    if level1.and_then(kind_of_label) != Some(Level1::Duty) || row.level2.is_some() {
        return;
    }
    let pieces: Vec<&Item> = assembled.name.iter().map_while(|it| items.get(*it)).collect();
    let [label, next, ..] = pieces.as_slice() else { return };
    let has_room = |it: &Item, next: &Item| has_room(it, next, widest.min(80));
    let is_short = has_room(label, next) && !measure::ends(&label.text);
    let begins_new = label.width < WIDEST_LABEL
        && !measure::goes_on(&next.text)
        && (is_short || label.width + 6 < next.width || label.line == next.line);
    if !begins_new {
        // A line that fills its column may be a label all the same.
        let is_activity = ACTIVITIES.iter().any(|it| label.text.ends_with(it));
        if is_activity && label.width < WIDEST_LABEL && !measure::goes_on(&next.text) {
            row.doubt(Doubt::Level2ByOrder);
        }
        return;
    }
    // A narrow column breaks a label: its end is a line of its own, no wider than the line before, with room for more.
    let is_rest = |before: &Item, it: &Item, next: &Item| {
        is_short
            && it.line == before.line + 1
            && it.line < next.line
            && it.width < before.width
            && it.width <= LABEL_REST
            && has_room(it, next)
            && !measure::goes_on(&next.text)
    };
    let n_pieces = match pieces.as_slice() {
        [label, rest, name, ..] if is_rest(label, rest, name) => 2,
        _ => 1,
    };
    let own = pieces.get(..n_pieces).unwrap_or_default();
    for id in own.iter().flat_map(|it| &it.ids) {
        grid.field(*id);
    }
    row.level2 = Some(Label::new(&lines(own), label.line));
    row.doubt(Doubt::Level2ByOrder);
    assembled.name.drain(..n_pieces);
}

/// Whether a line had room for the first word of the next: such a line is no piece of a name that goes on there.
fn has_room(line: &Item, next: &Item, widest: usize) -> bool {
    let word = next.text.chars().take_while(char::is_ascii_alphanumeric).count().max(2);
    line.width + word <= widest
}

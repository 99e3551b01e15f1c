//! Unsaved changes of earlier sessions over the panes: the filings, and what would come back into the selected one.

use super::frame::bordered;
use super::popup;
use super::put::Pen;
use super::theme;
use crate::app::State;
use crate::app::outside::Outside;
use crate::app::recover::Recovered;
use crate::messages::{Message, RecoverText};
use crate::text::wrap;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The most filings shown at once; the others come with the selection.
const MAX_ROWS: usize = 6;

/// Draws the list and the changes from a line on; gives the first line shown.
pub fn draw(state: &State, selected: usize, top: usize, body: Rect, buffer: &mut Buffer) -> usize {
    let area = Rect { x: body.x + body.width / 24, width: body.width - body.width / 12, ..body };
    popup::clear_wide(area, buffer);
    let n = state.recovered.len();
    let number = if n > 1 { format!(" {}/{n}", selected + 1) } else { String::new() };
    let inner = bordered(area, &format!("{}{number}", state.say(RecoverText::Title)), true, buffer);
    let n_rows = state.recovered.len().min(MAX_ROWS);
    let first = selected.saturating_sub(n_rows.saturating_sub(1));
    let mut row = 0;
    for (idx, it) in state.recovered.iter().enumerate().skip(first).take(n_rows) {
        let style = if idx == selected { theme::SELECTED } else { theme::TEXT };
        let mark = if idx == selected { "▸ " } else { "  " };
        Pen::new(buffer, inner, row).write(mark, style).write(&line(state, it), style);
        row += 1;
    }
    let Some(it) = state.recovered.get(selected) else { return 0 };
    row += 1;
    for line in wrap::wrap(state.say(headline(state, it)), inner.width.saturating_sub(2).into()) {
        Pen::new(buffer, inner, row)
            .write(" ", theme::TEXT)
            .write(line.of(state.say(headline(state, it))), theme::STRONG);
        row += 1;
    }
    let mut changes = state.recovered_difference(selected);
    if it.restored.is_none() {
        // They are to be typed again, so no word of them may lie beyond the edge.
        changes = changes.iter().flat_map(|it| wrapped(it, inner.width.saturating_sub(3).into())).collect();
    }
    let height = usize::from(inner.height.saturating_sub(row + 2));
    let top = top.min(changes.len().saturating_sub(height));
    for change in changes.iter().skip(top).take(height) {
        let style = match change.chars().next() {
            Some('+') => theme::GOOD,
            Some('-') => theme::ERROR,
            Some('@') => theme::DIM,
            _ => theme::TEXT,
        };
        Pen::new(buffer, inner, row).write(" ", theme::TEXT).write(change, style);
        row += 1;
    }
    if let Some(last) = inner.height.checked_sub(1) {
        Pen::new(buffer, inner, last).write(" ", theme::TEXT).write(state.say(keys(state, it)), theme::KEY);
    }
    top
}

/// A line of changes in lines that fit, each with its mark.
fn wrapped(line: &str, columns: usize) -> Vec<String> {
    let (mark, text) = line.split_at_checked(1).unwrap_or(("", line));
    wrap::wrap(text.trim_start(), columns)
        .iter()
        .map(|it| format!("{mark} {}", it.of(text.trim_start())))
        .collect()
}

/// What can be done about it.
fn keys(state: &State, it: &Recovered) -> RecoverText {
    match (it.restored.is_some(), state.fits(it)) {
        (true, true) => RecoverText::Keys,
        (true, false) => RecoverText::KeysApart,
        (false, _) => RecoverText::KeysLost,
    }
}

fn headline(state: &State, it: &Recovered) -> RecoverText {
    let home = state.left_entry(it).map(|it| &it.home);
    let outside = home.and_then(|it| it.outside);
    let is_lost = home.is_some_and(|it| it.is_lost);
    match (it.restored.is_some(), state.fits(it)) {
        (true, true) if it.journal.is_unwritten() && is_lost => RecoverText::NoFileYet,
        (true, true) if outside == Some(Outside::Gone) => RecoverText::FileGone,
        (true, true) if outside == Some(Outside::Changed) && is_lost => RecoverText::FileBroken,
        (true, true) if outside == Some(Outside::Changed) => RecoverText::FileChangedNow,
        (true, true) if it.was_saved() => RecoverText::SavedOnce,
        (true, true) => RecoverText::Fits,
        (true, false) => RecoverText::OtherFile,
        (false, _) => RecoverText::Lost,
    }
}

/// The name of the file, also of one whose name is not in UTF-8.
pub(super) fn file_name(state: &State, it: &Recovered) -> String {
    let home = state.left_entry(it).map(|it| &it.home);
    let file = home.and_then(|it| it.save_to.as_ref().unwrap_or(&it.opened).file_name());
    file.map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}

fn line(state: &State, it: &Recovered) -> String {
    let entry = state.left_entry(it);
    let (id, n) = match it.seconds {
        0..60 => (RecoverText::SecondsAgo, 0),
        60..3_600 => (RecoverText::MinutesAgo, it.seconds / 60),
        3_600..86_400 => (RecoverText::HoursAgo, it.seconds / 3_600),
        _ => (RecoverText::DaysAgo, it.seconds / 86_400),
    };
    let args = [
        ("file", file_name(state, it)),
        ("department", entry.map(|it| it.department().to_owned()).unwrap_or_default()),
        ("n", it.n_unsaved().to_string()),
        ("when", Message::new(id, [("n", n.to_string())]).render(state.lang)),
    ];
    Message::new(RecoverText::Row, args).render(state.lang)
}

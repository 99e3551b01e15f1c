//! What could not be saved and why, over the panes.

use super::frame::bordered;
use super::popup;
use super::put::Pen;
use super::theme;
use crate::app::State;
use crate::app::not_saved::NotSaved;
use crate::messages::{Message, Problem, SaveText};
use crate::text::wrap;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Lines around the list: what it is, a blank one before and after the sentence, the keys, the border.
const AROUND: u16 = 6;

/// Draws the list, the selected filing in sight with what stands against it.
pub fn draw(state: &State, selected: usize, body: Rect, buffer: &mut Buffer) {
    let width = body.width - body.width / 12;
    let sentences = |text: &str| -> Vec<String> {
        let columns = usize::from(width.saturating_sub(4));
        wrap::wrap(text, columns).into_iter().map(|it| it.of(text).to_owned()).collect()
    };
    let list = &state.not_saved.list;
    let why = list.get(selected).map(|it| it.why.render(state.lang)).unwrap_or_default();
    let why = sentences(&why);
    let n_why = u16::try_from(why.len()).unwrap_or(u16::MAX);
    let n_rows = u16::try_from(list.len()).unwrap_or(u16::MAX);
    let height = n_rows.saturating_add(n_why).saturating_add(AROUND).min(body.height);
    let area = Rect { x: body.x + body.width / 24, y: body.y + (body.height - height) / 2, width, height };
    popup::clear_wide(area, buffer);
    let inner = bordered(area, state.say(SaveText::Title), true, buffer);
    Pen::new(buffer, inner, 0).write(" ", theme::TEXT).write(&headline(state), theme::STRONG);
    let n_shown = usize::from(inner.height.saturating_sub(n_why + 4)).max(1);
    let first = (selected + 1).saturating_sub(n_shown);
    let mut row = 1;
    for (idx, it) in list.iter().enumerate().skip(first).take(n_shown) {
        let style = if idx == selected { theme::SELECTED } else { theme::TEXT };
        let mark = if idx == selected { "▸ " } else { "  " };
        Pen::new(buffer, inner, row).write(mark, style).write(&line(state, it), style);
        row += 1;
    }
    for text in why {
        row += 1;
        Pen::new(buffer, inner, row).write(" ", theme::TEXT).write(&text, theme::WARNING);
    }
    if let Some(last) = inner.height.checked_sub(1) {
        Pen::new(buffer, inner, last).write(" ", theme::TEXT).write(state.say(SaveText::Keys), theme::KEY);
    }
}

fn headline(state: &State) -> String {
    let it = &state.not_saved;
    let id = if it.n_saved > 0 { SaveText::Some } else { SaveText::None };
    let args = [("saved", it.n_saved.to_string()), ("failed", it.list.len().to_string())];
    Message::new(id, args).render(state.lang)
}

fn line(state: &State, it: &NotSaved) -> String {
    let department = state.entries.get(it.entry).map(|it| it.department().to_owned()).unwrap_or_default();
    let file = it.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let args = [("file", file), ("department", department), ("why", state.say(reason(it.why.id)).to_owned())];
    Message::new(SaveText::Row, args).render(state.lang)
}

/// What stands against a saving, in a word.
const fn reason(id: Problem) -> SaveText {
    match id {
        Problem::ChangedOutside => SaveText::WhyChanged,
        Problem::SourceChanged => SaveText::WhySource,
        Problem::Vanished => SaveText::WhyGone,
        Problem::NoLongerFiling | Problem::NewerNotSaved | Problem::IsFolder => SaveText::WhyNoFiling,
        Problem::MayNotWrite => SaveText::WhyRights,
        Problem::DiskReadOnly => SaveText::WhyReadOnly,
        Problem::DiskFull => SaveText::WhyFull,
        Problem::QuotaFull => SaveText::WhyQuota,
        Problem::NoFolder | Problem::LinkLoop => SaveText::WhyFolder,
        Problem::NameRefused | Problem::SavedAsToml => SaveText::WhyName,
        Problem::ExistsAlready => SaveText::WhyTaken,
        _ => SaveText::WhyOther,
    }
}

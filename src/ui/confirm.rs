//! A question in the middle of the panes, with its answers.

use super::choices::{self, Choice};
use super::frame::{bordered, boxed};
use super::put::Pen;
use super::{Drawn, label, popup, recover, theme};
use crate::app::recover::Recovered;
use crate::app::{Confirm, State};
use crate::command::{self, Answer};
use crate::messages::{FeelText, Message, RecoverText, Ui};
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// So many filings are named.
const MOST_NAMES: usize = 3;

/// Draws the question, one of its answers selected.
pub fn draw(
    state: &State,
    (confirm, selected): (Confirm, usize),
    body: Rect,
    buffer: &mut Buffer,
    drawn: &mut Drawn,
) {
    let (title, question) = match confirm {
        Confirm::Quit { n_modified } => {
            let question = Message::new(Ui::QuitUnsaved, [("n", n_modified.to_string())]);
            (state.say(Ui::QuitTitle), question.render(state.lang))
        }
        Confirm::Changed { entry, is_there } => {
            let id = if is_there { Ui::FileChanged } else { Ui::FileGone };
            let file = state.entries.get(entry).and_then(|it| it.home.save_to.as_deref()?.file_name());
            let file = file.map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
            (state.say(Ui::ChangedTitle), Message::new(id, [("file", file)]).render(state.lang))
        }
        Confirm::Source { entry } => {
            let file = state.entries.get(entry).and_then(|it| it.home.opened.file_name());
            let file = file.map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
            (
                state.say(Ui::ChangedTitle),
                Message::new(Ui::SourceChanged, [("file", file)]).render(state.lang),
            )
        }
        Confirm::DropLeft { idx } => {
            let left = state.recovered.get(idx);
            let n = left.map_or(0, Recovered::n_unsaved);
            let args = [
                ("file", left.map(|it| recover::file_name(state, it)).unwrap_or_default()),
                ("n", n.to_string()),
            ];
            (state.say(RecoverText::Title), Message::new(RecoverText::DropQuestion, args).render(state.lang))
        }
        Confirm::TakeEdited => (state.say(FeelText::EditorLeftTitle), state.broken_edit.clone()),
        Confirm::EditAgain => (state.say(FeelText::EditorTitle), state.broken_edit.clone()),
    };
    let choice =
        |it: &Answer| Choice { key: it.key.to_owned(), text: state.say(it.text).to_owned(), why_not: None };
    let choices: Vec<Choice> = command::answers(confirm).iter().map(choice).collect();
    // Which filings they are.
    let names = match confirm {
        Confirm::Quit { .. } => unsaved(state),
        _ => String::new(),
    };
    let columns = choices.iter().map(|it| width::width(&it.text) + 9).max().unwrap_or(0);
    let columns = (width::width(&question).max(width::width(&names)) + 4).max(columns);
    let columns = u16::try_from(columns).unwrap_or(u16::MAX).min(body.width);
    // The question, a blank line where there is room, the answers.
    let height = boxed(choices.len() + 2, body.height);
    let area = Rect {
        x: body.x + (body.width - columns) / 2,
        y: body.y + (body.height - height) / 2,
        width: columns,
        height,
    };
    popup::clear_wide(area, buffer);
    let inner = bordered(area, title, true, buffer);
    Pen::new(buffer, inner, 0).write(" ", theme::TEXT).write(&question, theme::WARNING);
    let above = if usize::from(inner.height) > choices.len() + 1 { 2 } else { 1 };
    if above == 2 {
        let mut pen = Pen::new(buffer, inner, 1);
        let room = pen.left().saturating_sub(2);
        pen.write(" ", theme::TEXT).write(&width::truncate(&names, room, true), theme::STRONG);
    }
    let answers = Rect {
        x: inner.x,
        y: inner.y.saturating_add(above),
        width: inner.width,
        height: inner.height.saturating_sub(above),
    };
    choices::draw_walked(&choices, selected, answers, buffer, drawn);
}

/// The filings that are not saved, as many as can be taken in at a glance.
fn unsaved(state: &State) -> String {
    let all = state.modified();
    let name = |it: &usize| state.entries.get(*it).map(|entry| label::filing(state, entry));
    let names: Vec<String> = all.iter().take(MOST_NAMES).filter_map(name).collect();
    let more = if all.len() > MOST_NAMES { " ⋯" } else { "" };
    format!("{}{more}", names.join(" · "))
}

//! The rows that the fuzzy jump lists: the name with what matches, and dim beside it where the row is.

use super::put::Pen;
use super::{label, theme};
use crate::app::{Prompt, PromptKind, State};
use crate::messages::{Message, Ui};
use crate::text::fuzzy::Fuzzy;
use crate::text::width;
use ratatui::style::Style;
use std::ops::Range;

/// Draws listed rows with what the typed words match.
pub struct Lit {
    words: Vec<Fuzzy>,
}

impl Lit {
    /// For what is typed in the prompt of the fuzzy jump; for other prompts it matches nothing.
    pub fn new(prompt: &Prompt) -> Self {
        let is_jump = prompt.kind == PromptKind::Jump;
        let typed = if is_jump { prompt.line.text() } else { "" };
        Self { words: typed.split_whitespace().map(Fuzzy::new).collect() }
    }

    /// Draws the row of a number.
    pub fn draw(&mut self, state: &State, idx: usize, mut pen: Pen<'_>) {
        let Some(target) = state.jump_targets().get(idx).copied() else { return };
        let Some(entry) = state.entries.get(target.entry) else { return };
        let name = state.target_name(target).unwrap_or_default();
        let name_columns = pen.left() * 2 / 5;
        pen.write(" ", theme::TEXT);
        let words = &mut self.words;
        write(&mut pen, &name, name_columns, theme::STRONG, |text| {
            words.iter_mut().flat_map(|it| it.ranges(text)).collect()
        });
        let more = if target.n_more > 0 {
            let n = [("n", target.n_more.to_string())];
            format!(" {} ", Message::new(Ui::JumpMore, n).render(state.lang))
        } else {
            String::new()
        };
        let mut path = vec![label::filing(state, entry)];
        if state.has_twin(target.entry) {
            path.push(entry.file_name().to_owned());
        }
        path.extend(state.target_path(target));
        let room = pen.left().saturating_sub(width::width(&more) + 2);
        pen.skip(2);
        write(&mut pen, &path.join(" › "), room, theme::DIM, |text| {
            let elsewhere = words.iter_mut().filter_map(|it| it.ranges(&name).is_empty().then_some(it));
            elsewhere.filter_map(|it| it.range(text)).collect()
        });
        pen.write(&more, theme::KEY);
    }
}

/// Writes a text in so many columns, with what matches standing out.
fn write(
    pen: &mut Pen<'_>,
    text: &str,
    columns: usize,
    style: Style,
    mut find: impl FnMut(&str) -> Vec<Range<usize>>,
) {
    let fitted = width::fit(&width::sanitize(text), columns.min(pen.left()));
    let mut ranges = find(&fitted);
    ranges.sort_by_key(|it| it.start);
    let mut from = 0;
    for range in ranges.into_iter().filter(|it| fitted.is_char_boundary(it.start)) {
        let start = range.start.max(from);
        pen.write(fitted.get(from..start).unwrap_or_default(), style);
        pen.write(fitted.get(start..range.end).unwrap_or_default(), style.patch(theme::LIT));
        from = range.end.max(start);
    }
    pen.write(fitted.get(from..).unwrap_or_default(), style);
}

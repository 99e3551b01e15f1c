//! The others of the selected indicator in the editor pane: where it stands, and the targets next to its own.

use super::theme;
use crate::app::State;
use crate::app::board::others::{standing, whose};
use crate::app::others::Other;
use crate::messages::KnowText;
use crate::text::width;
use ratatui::style::Style;

/// How many of the others are shown; the list of all is one key away.
const SHOWN: usize = 5;

/// The lines of the panel; none where no other filing has the indicator.
pub fn lines(state: &State, columns: usize) -> Vec<(String, Style)> {
    let Some((entry, place)) = state.indicator_here().filter(|_| state.view.others) else {
        return Vec::new();
    };
    let Some(others) = state.others(entry, place) else { return Vec::new() };
    let title = format!("-- {} · {} --", state.say(KnowText::PanelTitle), standing(state, &others));
    let mut lines = vec![(String::new(), theme::TEXT), (title, theme::DIM)];
    // Around the row itself: the stricter ones above, the looser ones below.
    let own = others.rows.iter().position(|it| it.is_own).unwrap_or(0);
    let first = own.saturating_sub(SHOWN / 2).min(others.rows.len().saturating_sub(SHOWN));
    let shown: Vec<_> = others.rows.iter().skip(first).take(SHOWN).collect();
    let target = |it: &Other| state.target_text(it.target);
    let room = shown.iter().map(|it| width::width(target(it))).max().unwrap_or(0).min(columns / 3);
    for it in shown {
        let mark = if it.is_own { ">" } else { " " };
        let name =
            if it.is_own { state.say(KnowText::ThisOne).to_owned() } else { whose(state, it.at, entry) };
        let like = Some(it)
            .filter(|it| !it.is_same)
            .and_then(|it| state.row(it.at))
            .map(|it| format!(" {}", it.name));
        let like = like.unwrap_or_default();
        let text = format!("{mark} {}  {name}{like}", width::fit(target(it), room));
        lines.push((text, if it.is_own { theme::TEXT } else { theme::DIM }));
    }
    lines
}

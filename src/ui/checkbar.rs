//! The check bar: verdict and counts, the budget, and the finding at the cursor. While a value is typed it shows
//! what the checks would say of it.

use super::put::Pen;
use super::{Drawn, theme};
use crate::app::pointer::Target;
use crate::app::tally::Counts;
use crate::app::{Mode, State};
use crate::check::budget::{self, Identity};
use crate::check::{Finding, Severity};
use crate::messages::{HandText, Message, Ui};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// From this many columns on, the counts are written out.
const WIDE: usize = 100;

/// From this many columns on, the bar has its name before it.
const NAMED: u16 = 90;

/// Draws both lines.
pub fn draw(state: &State, area: Rect, buffer: &mut Buffer, drawn: &mut Drawn) {
    let Some(entry) = state.entry() else { return };
    let (counts, here, identities): (Counts, Vec<&Finding>, &[Identity]) = match &state.mode {
        Mode::Draft(draft) => (draft.live.counts, draft.live.here.iter().collect(), &draft.live.budget),
        Mode::Board(board) if board.live.is_some() => match &board.live {
            Some(live) => (live.counts, live.here.iter().collect(), &live.budget),
            None => return,
        },
        _ => (entry.total(), state.findings_here(), entry.budget()),
    };
    let mut pen = Pen::new(buffer, area, 0);
    pen.write(" ", theme::TEXT);
    // Where every column counts, the difference of a sum says more than the bar's own name.
    if area.width >= NAMED {
        pen.write(state.say(Ui::Check), theme::STRONG).write("  ", theme::TEXT);
    }
    write_counts(state, counts, &mut pen);
    let n_off = entry.settings().n_off();
    if n_off > 0 {
        let text = Message::new(Ui::RulesOff, [("n", n_off.to_string())]).render(state.lang);
        pen.write(" ", theme::TEXT).write(&text, theme::WARNING);
    }
    for part in budget::summary(identities, entry.filing().budget.unit) {
        pen.write(" ", theme::TEXT).write(&part.message.render(state.lang), state_style(&part.state));
    }
    if let Some((from, to)) = write_finding(state, &here, Pen::new(buffer, area, 1)) {
        drawn.put(Rect { x: from.x, y: from.y, width: to.x.saturating_sub(from.x), height: 1 }, Target::Fix);
    }
}

fn write_counts(state: &State, counts: Counts, pen: &mut Pen<'_>) {
    let all = [
        (Severity::Error, counts.errors, Ui::CountErrors),
        (Severity::Warning, counts.warnings, Ui::CountWarnings),
        (Severity::Info, counts.infos, Ui::CountInfos),
    ];
    if counts == Counts::default() {
        pen.write("✓ ", theme::GOOD).write(state.say(Ui::VerdictClean), theme::GOOD);
        return;
    }
    // On a narrow screen the marks say enough: the budget needs the room.
    let is_wide = pen.left() >= WIDE;
    for (severity, n, word) in all.into_iter().filter(|(_, n, _)| *n > 0) {
        let mark = theme::mark(severity);
        let text = if is_wide { format!("{mark} {n} {}  ", state.say(word)) } else { format!("{mark}{n} ") };
        pen.write(&text, theme::severity(severity));
    }
}

/// Writes the finding at the cursor. Says from where to where its fix stands.
fn write_finding(state: &State, here: &[&Finding], mut pen: Pen<'_>) -> Option<(Position, Position)> {
    pen.write(" ", theme::TEXT);
    // What a row of another filing would bring is not how it is.
    if matches!(&state.mode, Mode::Board(board) if board.live.is_some() && board.typing.is_none()) {
        pen.write(state.say(HandText::IfTaken), theme::STRONG);
    }
    let Some(finding) = here.get(state.view.finding).or_else(|| here.first()) else {
        pen.write(state.say(Ui::NothingHere), theme::DIM);
        return None;
    };
    let style = theme::severity(finding.severity);
    pen.write(theme::mark(finding.severity), style).write(" ", style).write(finding.rule.code, style);
    pen.write(" ", style).write(&finding.message.render(state.lang), style);
    if here.len() > 1 {
        let idx = state.view.finding.min(here.len() - 1) + 1;
        let args = [("idx", idx.to_string()), ("n", here.len().to_string())];
        pen.write(" ", theme::DIM).write(&Message::new(Ui::FindingOf, args).render(state.lang), theme::DIM);
    }
    // The key is the tree's: boards have no fixes.
    let has_key = !matches!(state.mode, Mode::Board(_));
    let fix = finding.fix.as_ref().filter(|it| has_key && it.is_applicable())?;
    let args = [("fix", fix.title.render(state.lang))];
    let from = pen.write("   ", theme::TEXT).position();
    Some((from, pen.write(&Message::new(Ui::FixKey, args).render(state.lang), theme::KEY).position()))
}

const fn state_style(state: &budget::State) -> Style {
    match state {
        budget::State::Pass => theme::GOOD,
        budget::State::Rounding => theme::INFO,
        budget::State::Fail => theme::ERROR,
        budget::State::NotEvaluable(_) => theme::WARNING,
        budget::State::NotApplicable => theme::DIM,
    }
}

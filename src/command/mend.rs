//! What is done about findings: their fixes, accepting them, going to them from the list.

use super::list::Pick;
use crate::app::fixing::FixScope;
use crate::app::mend::Remedy;
use crate::app::mode::{Mode, Prompt, PromptKind};
use crate::app::{Effect, State};
use crate::messages::{Message, Ui};
use crate::text::line_editor::LineEditor;

/// Does what was chosen about the findings at the cursor, or asks on.
pub fn mend(state: &mut State, remedy: Remedy) {
    match remedy {
        Remedy::Fix(idx) => {
            let here = state.findings_here().get(idx).and_then(|it| Some((it.at, it.fix.clone()?)));
            let Some((at, fix)) = here else { return };
            match state.apply(at, &fix) {
                Ok(()) => {
                    let what = fix.title.render(state.lang);
                    state.tell(&Message::new(Ui::FixApplied, [("fix", what)]));
                }
                Err(why) => state.refuse(why),
            }
        }
        Remedy::FixAll(rule) => {
            if let Err(why) = super::rows::ask_to_fix(state, FixScope::Rule(rule), false) {
                state.refuse(why);
            }
        }
        Remedy::Accept(rule) => {
            if let Some(at) = state.node().and_then(crate::app::Node::place) {
                ask(state, PromptKind::Reason { rule, at });
            }
        }
    }
}

fn ask(state: &mut State, kind: PromptKind) {
    state.mode = Mode::Prompt(Prompt { kind, line: LineEditor::new(""), selected: 0 });
}

/// Goes to a finding of the filing, and shows that one of its row's findings.
pub(super) fn go_to_finding(state: &mut State, idx: usize) {
    let Some(entry) = state.entry_idx() else { return };
    let Some((at, code)) =
        state.entry().and_then(|it| it.findings().get(idx)).map(|it| (it.at, it.rule.code))
    else {
        return;
    };
    state.jump(|state| state.go_to_place(entry, at));
    state.view.finding = state.findings_here().iter().position(|it| it.rule.code == code).unwrap_or(0);
}

/// F5 and F6 in the list of findings: the fix of the selected one, or accepting it.
pub(super) fn finding_key(
    state: &mut State,
    prompt: Prompt,
    picked: Option<Pick>,
    is_fix: bool,
) -> Vec<Effect> {
    let Some(Pick::Finding(idx)) = picked else {
        state.mode = Mode::Prompt(prompt);
        return Vec::new();
    };
    go_to_finding(state, idx);
    let shown = state.view.finding;
    let remedies = state.remedies();
    let code = state.findings_here().get(shown).map(|it| it.rule.code);
    let wanted = remedies.into_iter().find(|it| match it {
        Remedy::Fix(at) => is_fix && *at == shown,
        Remedy::Accept(rule) => !is_fix && Some(*rule) == code,
        Remedy::FixAll(_) => false,
    });
    match wanted {
        Some(remedy) => {
            mend(state, remedy);
            // The list stays open for the next one, unless a question is asked.
            if matches!(state.mode, Mode::Normal) {
                state.mode = Mode::Prompt(prompt);
            }
        }
        None => {
            state.refuse(Ui::NoFix);
            state.mode = Mode::Prompt(prompt);
        }
    }
    Vec::new()
}

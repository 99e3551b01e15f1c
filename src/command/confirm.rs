//! Questions and their answers. Each answer has a letter, and can be walked to with arrows and taken with Enter: who
//! types Chinese has no letters at hand.
//!
//! Invariant: the first answer loses nothing of anybody's.

use super::{find, recover, run};
use crate::app::mode::{Confirm, Mode, Overlay, Prompt, PromptKind};
use crate::app::{Effect, State};
use crate::keymap::{Code, Key};
use crate::messages::FeelText;

/// An answer.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// What is shown as its key; Esc is the last answer's.
    pub key: &'static str,
    /// All letters that give it.
    letters: &'static [char],
    /// What it does, in a few words.
    pub text: FeelText,
    run: fn(&mut State, Confirm) -> Vec<Effect>,
}

const BACK: Answer =
    Answer { key: "Esc", letters: &['c', 'q'], text: FeelText::AnswerBack, run: |_, _| Vec::new() };

const QUIT: &[Answer] = &[
    Answer {
        key: "y",
        letters: &['y', 's'],
        text: FeelText::AnswerSaveQuit,
        run: |state, _| save_and_quit(state),
    },
    Answer { key: "n", letters: &['n', 'd'], text: FeelText::AnswerDropQuit, run: |_, _| vec![Effect::Quit] },
    BACK,
];

const EDIT_AGAIN: &[Answer] = &[GO_ON_EDITING, DROP_EDITED];

const GO_ON_EDITING: Answer = Answer {
    key: "e",
    letters: &['e'],
    text: FeelText::AnswerEditAgain,
    run: |_, _| vec![Effect::EditAgain],
};

const DROP_EDITED: Answer =
    Answer { text: FeelText::AnswerDrop, run: |_, _| vec![Effect::DropEdited], ..BACK };

const TAKE_EDITED: &[Answer] = &[
    Answer {
        key: "t",
        letters: &['t', 'y'],
        text: FeelText::AnswerTakeEdited,
        run: |_, _| vec![Effect::TakeEdited],
    },
    GO_ON_EDITING,
    DROP_EDITED,
];

const DROP_LEFT: &[Answer] = &[
    Answer {
        key: "r",
        letters: &['r'],
        text: FeelText::AnswerRestoreLeft,
        run: |state, confirm| left(state, confirm, recover::restore_one),
    },
    Answer {
        key: "y",
        letters: &['y'],
        text: FeelText::AnswerDropLeft,
        run: |state, confirm| left(state, confirm, recover::drop_one),
    },
    Answer { run: |state, confirm| left(state, confirm, recover::show), ..BACK },
];

const MERGE: Answer = Answer {
    key: "m",
    letters: &['m'],
    text: FeelText::AnswerMerge,
    run: |_, confirm| changed(confirm, Effect::Merge),
};

const SAVE_AS: Answer = Answer {
    key: "a",
    letters: &['a'],
    text: FeelText::AnswerSaveAs,
    run: |state, confirm| {
        if let Confirm::Changed { entry, .. } | Confirm::Source { entry } = confirm {
            super::file::prompt_for_file(state, entry, false);
        }
        Vec::new()
    },
};

const RELOAD: Answer = Answer {
    key: "r",
    letters: &['r'],
    text: FeelText::AnswerReload,
    run: |_, confirm| changed(confirm, Effect::Reload),
};

const OVERWRITE: Answer = Answer {
    key: "o",
    letters: &['o'],
    text: FeelText::AnswerOverwrite,
    run: |_, confirm| changed(confirm, Effect::Overwrite),
};

const CHANGED: &[Answer] = &[MERGE, SAVE_AS, RELOAD, OVERWRITE, BACK];

const GONE: &[Answer] = &[SAVE_AS, Answer { text: FeelText::AnswerWriteAnew, ..OVERWRITE }, BACK];

const SOURCE: &[Answer] = &[
    Answer { text: FeelText::AnswerSourceMerge, ..MERGE },
    SAVE_AS,
    Answer { text: FeelText::AnswerSourceReload, ..RELOAD },
    Answer { text: FeelText::AnswerSourceKeep, ..OVERWRITE },
    BACK,
];

/// The answers to a question.
pub const fn answers(confirm: Confirm) -> &'static [Answer] {
    match confirm {
        Confirm::Quit { .. } => QUIT,
        Confirm::EditAgain => EDIT_AGAIN,
        Confirm::TakeEdited => TAKE_EDITED,
        Confirm::DropLeft { .. } => DROP_LEFT,
        Confirm::Changed { is_there: true, .. } => CHANGED,
        Confirm::Changed { is_there: false, .. } => GONE,
        Confirm::Source { .. } => SOURCE,
    }
}

/// Answers a key.
pub(super) fn key(state: &mut State, confirm: Confirm, selected: usize, key: Key) -> Vec<Effect> {
    let answers = answers(confirm);
    let last = answers.len().saturating_sub(1);
    let stay = |selected: usize| Mode::Overlay(Overlay::Confirm(confirm, selected));
    let folded = key.folded();
    let taken = match folded.code {
        Code::Down => {
            state.mode = stay((selected + 1).min(last));
            None
        }
        Code::Up => {
            state.mode = stay(selected.saturating_sub(1));
            None
        }
        Code::Esc => answers.last(),
        Code::Enter => answers.get(selected.min(last)),
        Code::Char(letter) if !key.ctrl && !key.alt => {
            let letter = letter.to_ascii_lowercase();
            state.mode = stay(selected);
            answers.iter().find(|it| it.letters.contains(&letter))
        }
        _ => {
            state.mode = stay(selected);
            None
        }
    };
    taken.map_or_else(Vec::new, |answer| {
        state.mode = Mode::Normal;
        (answer.run)(state, confirm)
    })
}

/// Does with what an earlier session has left what was answered.
fn left(state: &mut State, confirm: Confirm, act: fn(&mut State, usize)) -> Vec<Effect> {
    if let Confirm::DropLeft { idx } = confirm {
        act(state, idx);
    }
    Vec::new()
}

/// Does with the filing in question what was answered.
fn changed(confirm: Confirm, effect: fn(usize) -> Effect) -> Vec<Effect> {
    match confirm {
        Confirm::Changed { entry, .. } | Confirm::Source { entry } => vec![effect(entry)],
        _ => Vec::new(),
    }
}

/// Saves what has a place and quits; the loop quits only if all was saved. A filing without a place asks for one.
fn save_and_quit(state: &mut State) -> Vec<Effect> {
    let mut effects = find("save-all").map_or_else(Vec::new, |command| run(state, command, None, ""));
    match &mut state.mode {
        Mode::Prompt(Prompt { kind: PromptKind::SaveAs { quits, .. }, .. }) => *quits = true,
        _ => effects.push(Effect::QuitIfSaved),
    }
    effects
}

//! What keys do at the moment: move, type a value, answer a prompt or read an overlay.

use super::batch::RowsPrompt;
use super::board::Board;
use super::draft::Draft;
use crate::check::Rule;
use crate::model::Place;
use crate::text::line_editor::LineEditor;

/// Which pane keys go to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The tree.
    #[default]
    Tree,
    /// The editor pane.
    Pane,
}

/// What keys do.
#[derive(Debug, Default)]
pub enum Mode {
    /// Keys are commands.
    #[default]
    Normal,
    /// A value is being typed.
    Draft(Box<Draft>),
    /// A line is being typed above the footer.
    Prompt(Prompt),
    /// Something lies over the panes.
    Overlay(Overlay),
    /// A list over the panes that leads somewhere.
    Board(Box<Board>),
}

/// A line that is being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it is for.
    pub kind: PromptKind,
    /// The line.
    pub line: LineEditor,
    /// The selected candidate of the palette.
    pub selected: usize,
}

/// What a prompt is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// Search.
    Search,
    /// A row by a part of its name.
    Jump,
    /// What the tree shows.
    Filter,
    /// A command by name.
    Palette,
    /// What can be done about the findings at the cursor.
    Menu,
    /// Something about several rows.
    Rows(RowsPrompt),
    /// All findings of the filing.
    Findings,
    /// Why a finding is accepted.
    Reason {
        /// The rule's code.
        rule: &'static str,
        /// The node.
        at: Place,
    },
    /// Which filing to compare with.
    Compare {
        /// The filing.
        entry: usize,
    },
    /// The file that a filing is exported to.
    Export {
        /// The filing.
        entry: usize,
    },
    /// The file that the letter about these filings is written to.
    Letter {
        /// The filings.
        entries: Vec<usize>,
    },
    /// The file that a filing without one is saved to; quits afterwards if so asked.
    SaveAs {
        /// The filing.
        entry: usize,
        /// Whether the program is left once everything is saved.
        quits: bool,
    },
}

impl PromptKind {
    /// Whether its list is only looked at before all of it is done: nothing can be typed.
    pub const fn is_preview(&self) -> bool {
        matches!(self, Self::Rows(RowsPrompt::Fixes(_) | RowsPrompt::Paste(_)))
    }
}

/// Something over the panes.
#[derive(Clone, Copy, Debug)]
pub enum Overlay {
    /// All keys and commands; the first shown line.
    Help {
        /// Lines scrolled.
        top: usize,
    },
    /// What could not be read.
    Problems {
        /// Lines scrolled.
        top: usize,
    },
    /// The page of a rule.
    Page {
        /// The rule.
        rule: &'static Rule,
        /// Lines scrolled.
        top: usize,
    },
    /// Unsaved changes of earlier sessions.
    Recover {
        /// The selected filing.
        selected: usize,
        /// Lines of its changes scrolled.
        top: usize,
    },
    /// What another person and this one both changed.
    Merge {
        /// The selected collision.
        selected: usize,
    },
    /// Filings that were not saved, and why.
    NotSaved {
        /// The selected filing.
        selected: usize,
    },
    /// A question, and which of its answers is selected.
    Confirm(Confirm, usize),
    /// What one can do next, for whoever knows no other keys.
    Menu {
        /// The selected entry.
        selected: usize,
    },
    /// The marks; the next key is a letter.
    Marks {
        /// Whether the letter marks the row under the cursor; else it is gone to.
        is_set: bool,
    },
}

impl Overlay {
    /// The first shown line of an overlay that scrolls.
    pub const fn top_mut(&mut self) -> Option<&mut usize> {
        match self {
            Self::Help { top }
            | Self::Problems { top }
            | Self::Page { top, .. }
            | Self::Recover { top, .. } => Some(top),
            Self::Confirm(..)
            | Self::Menu { .. }
            | Self::Merge { .. }
            | Self::NotSaved { .. }
            | Self::Marks { .. } => None,
        }
    }
}

/// A question that needs an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirm {
    /// Quit with unsaved changes.
    Quit {
        /// How many filings have changes.
        n_modified: usize,
    },
    /// A filing that was edited elsewhere cannot be read.
    EditAgain,
    /// The editor of a filing has changed it and ended with an error.
    TakeEdited,
    /// Changes of an earlier session are to be given up.
    DropLeft {
        /// Which of them.
        idx: usize,
    },
    /// Saving found that the file is not what was opened any more.
    Changed {
        /// The filing.
        entry: usize,
        /// Whether there is a file to read again.
        is_there: bool,
    },
    /// Saving an imported filing for the first time found that its document is not what was imported any more.
    Source {
        /// The filing.
        entry: usize,
    },
}

impl Confirm {
    /// Asks it: the first answer is selected.
    pub const fn asked(self) -> Mode {
        Mode::Overlay(Overlay::Confirm(self, 0))
    }
}

/// A message that stays until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong.
    pub is_error: bool,
}

//! What keys do at the moment: move, type a value, answer a prompt or read an overlay.

use super::draft::Draft;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// Search.
    Search,
    /// A command by name.
    Palette,
    /// The file that a filing without one is saved to; quits afterwards if so asked.
    SaveAs {
        /// The filing.
        entry: usize,
    },
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
    /// A question.
    Confirm(Confirm),
}

/// A question that needs an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirm {
    /// Quit with unsaved changes.
    Quit {
        /// How many filings have changes.
        n_modified: usize,
    },
    /// Saving found that the file is not what was opened any more.
    Changed {
        /// The filing.
        entry: usize,
        /// Whether there is a file to read again.
        is_there: bool,
    },
}

/// A message that stays until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong.
    pub is_error: bool,
}

//! A value that is being typed: where it goes, its text so far, and what the checks say of it already.

use super::entry::Live;
use super::long_text::LongText;
use super::offers::Offers;
use crate::model::{Field, Place};
use crate::text::line_editor::LineEditor;

/// A value that is being typed.
#[derive(Debug)]
pub struct Draft {
    /// The filing.
    pub entry: usize,
    /// The nodes whose field it is: one, or all rows of a run when its label is edited.
    pub places: Vec<Place>,
    /// The field.
    pub field: Field,
    /// The editor.
    pub kind: DraftKind,
    /// Whether it is typed in the tree row rather than in the editor pane.
    pub in_tree: bool,
    /// Whether the row was just made: giving up on its name takes the row back.
    pub is_new_row: bool,
    /// What the checks would say with this text.
    pub live: Live,
    /// Names that could be meant.
    pub offers: Offers,
}

/// How a value is typed.
#[derive(Debug)]
pub enum DraftKind {
    /// On one line.
    Line(LineEditor),
    /// As paragraphs.
    Long(Box<LongText>),
}

impl Draft {
    /// The text so far.
    pub fn text(&self) -> String {
        match &self.kind {
            DraftKind::Line(line) => line.text().to_owned(),
            DraftKind::Long(long) => long.text(),
        }
    }

    /// The first node whose field is typed.
    pub fn place(&self) -> Place {
        self.places.first().copied().unwrap_or(Place::Filing)
    }
}

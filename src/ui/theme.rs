//! Roles of text → styles. Only the terminal's own colours and modifiers, so that light and dark themes both work.

use crate::check::Severity;
use ratatui::style::{Color, Modifier, Style};

/// Ordinary text.
pub const TEXT: Style = Style::new();
/// What steps back: labels, line numbers, hints.
pub const DIM: Style = Style::new().add_modifier(Modifier::DIM);
/// Titles and names of departments.
pub const STRONG: Style = Style::new().add_modifier(Modifier::BOLD);
/// The selected row of the pane with the focus.
pub const SELECTED: Style = Style::new().add_modifier(Modifier::REVERSED);
/// The selected cell of the selected row.
pub const SELECTED_CELL: Style = Style::new().add_modifier(Modifier::UNDERLINED).add_modifier(Modifier::BOLD);
/// The row under the cursor of the table, beside its cell.
pub const CELL_ROW: Style = Style::new().add_modifier(Modifier::UNDERLINED);
/// The selected row of the other pane.
pub const SELECTED_ELSEWHERE: Style = Style::new().add_modifier(Modifier::UNDERLINED);
/// A row selected for a command on several.
pub const CHOSEN: Style = Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD);
/// The mark of such a row: one column in every terminal.
pub const CHOSEN_MARK: &str = "▪";
/// The cell under the cursor of the table.
pub const CELL: Style = Style::new().add_modifier(Modifier::REVERSED);
/// A key to press.
pub const KEY: Style = Style::new().fg(Color::Cyan);
/// What a search or a fuzzy query matches.
pub const LIT: Style =
    Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD).add_modifier(Modifier::UNDERLINED);
/// A text field that is being typed in.
pub const FIELD: Style = Style::new().fg(Color::Cyan).add_modifier(Modifier::UNDERLINED);
/// A field whose whole text is selected: typing replaces it.
pub const FIELD_SELECTED: Style = Style::new().fg(Color::Cyan).add_modifier(Modifier::REVERSED);
/// Borders of the pane with the focus.
pub const BORDER_FOCUS: Style = Style::new().fg(Color::Cyan);
/// Borders elsewhere.
pub const BORDER: Style = Style::new().add_modifier(Modifier::DIM);
/// What is well.
pub const GOOD: Style = Style::new().fg(Color::Green);
/// What cannot be right.
pub const ERROR: Style = Style::new().fg(Color::Red);
/// What should be looked at.
pub const WARNING: Style = Style::new().fg(Color::Yellow);
/// What is worth knowing.
pub const INFO: Style = Style::new().fg(Color::Blue);
/// A row that the importer was not sure of.
pub const DOUBT: Style = Style::new().fg(Color::Magenta);

/// The style of a severity.
pub const fn severity(severity: Severity) -> Style {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Info => INFO,
    }
}

/// The mark of a severity: one column in every terminal.
pub const fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✗",
        Severity::Warning => "⚠",
        Severity::Info => "ℹ",
    }
}

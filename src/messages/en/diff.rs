//! What comparing two filings says.

use crate::messages::DiffText;

/// The template of a message.
pub const fn text(id: DiffText) -> &'static str {
    match id {
        DiffText::Added => "added",
        DiffText::Removed => "removed",
        DiffText::Moved => "moved",
        DiffText::Reordered => "reordered",
        DiffText::Renamed => "renamed",
        DiffText::Raised => "raised",
        DiffText::Lowered => "lowered",
        DiffText::Tightened => "tightened",
        DiffText::Loosened => "loosened",
        DiffText::Earlier => "earlier",
        DiffText::Later => "later",
        DiffText::Quantified => "quantified",
        DiffText::Qualified => "no longer a number",
        DiffText::Filled => "filled in",
        DiffText::Blanked => "blanked",
        DiffText::SignChanged => "other sign",
        DiffText::UnitChanged => "other unit",
        DiffText::Rewritten => "rewritten",
        DiffText::TargetOther => "other target",
        DiffText::Money => "money",
        DiffText::Text => "text",
        DiffText::Accepted => "accepted findings",
        DiffText::Same => "no difference",
        DiffText::Worse => "asks for {percent} % less than last year ({before})",
        DiffText::OnlyLeft => "only in the first: {filing}",
        DiffText::OnlyRight => "only in the second: {filing}",
        DiffText::Blank => "(blank)",
        DiffText::Whole => "whole filing",
        DiffText::Title => "Comparison of performance targets",
        DiffText::ColumnKind => "change",
        DiffText::ColumnWhere => "where",
        DiffText::ColumnField => "field",
        DiffText::ColumnBefore => "before",
        DiffText::ColumnAfter => "after",
        DiffText::NoFiling => "{file} holds no filing",
    }
}

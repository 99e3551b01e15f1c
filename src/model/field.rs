//! The one table of fields: what each is called in the file, where it belongs, and how its text is read and set.
//!
//! Every field can be read and set as text, whatever its type: lists are one item a line, choices are their words
//! in the format. So editing, undo, node paths, the editor pane and the file share one way to name a cell.

use super::amount::Column;
pub use super::word::{scope_of, scope_word, stage_of, stage_word};
use serde::{Deserialize, Serialize};

/// A field of a node.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Field {
    // Of a filing.
    /// `filing.title`
    Title,
    /// `filing.scope`: `department` or `project`
    Scope,
    /// `filing.stage`: `declared`, `approved` or blank
    Stage,
    /// `filing.year`
    Year,
    /// `filing.filled_at`
    FilledAt,
    /// `department.name`
    DepartmentName,
    /// `department.code`
    DepartmentCode,
    /// `department.supervisor`
    Supervisor,
    /// `department.duties`
    Duties,
    /// `department.staffing`
    Staffing,
    /// `project.name`
    ProjectName,
    /// `project.nature`
    Nature,
    /// `project.category`
    Category,
    /// `project.start`
    Start,
    /// `project.end`
    End,
    /// `contact.name`
    ContactName,
    /// `contact.phone`
    ContactPhone,
    /// `goals.annual`, one goal a line
    AnnualGoals,
    /// `goals.long_term`, one goal a line
    LongTermGoals,
    /// `goals.project`, one goal a line
    ProjectGoals,
    /// `budget.unit`: `元`, `万元` or blank
    MoneyUnit,
    // Of a budget line.
    /// `budget.lines.name`
    LineName,
    /// `budget.lines.under`
    Under,
    /// `budget.lines.of_which`: `true` or blank
    OfWhich,
    // Of a budget line or a function.
    /// An amount of a column.
    Amount(Column),
    // Of a function.
    /// `functions.id`
    FunctionId,
    /// `functions.name`
    FunctionName,
    /// `functions.content`
    Content,
    // Of an indicator.
    /// `level1`
    Level1,
    /// `level2`
    Level2,
    /// `work`
    Work,
    /// `project` of an indicator
    IndicatorProject,
    /// `name` of an indicator
    IndicatorName,
    /// `target`
    Target,
    /// `target_half`
    TargetHalf,
    /// `note`
    Note,
    /// `standard`
    Standard,
    /// `weight`
    Weight,
    /// `line`
    SourceLine,
    /// `doubt`
    Doubt,
}

/// What a text must be to be set as a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A year such as 2025, or blank.
    Year,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A whole number or blank.
    Number,
    /// The place has no such field.
    OtherField,
}

impl Field {
    /// Fields of a filing in the order of the format.
    pub const OF_FILING: [Self; 21] = [
        Self::Title,
        Self::Scope,
        Self::Stage,
        Self::Year,
        Self::FilledAt,
        Self::DepartmentName,
        Self::DepartmentCode,
        Self::Supervisor,
        Self::Duties,
        Self::Staffing,
        Self::ProjectName,
        Self::Nature,
        Self::Category,
        Self::Start,
        Self::End,
        Self::ContactName,
        Self::ContactPhone,
        Self::AnnualGoals,
        Self::LongTermGoals,
        Self::ProjectGoals,
        Self::MoneyUnit,
    ];
    /// Fields of a budget line (amounts follow) in the order of the format.
    pub const OF_LINE: [Self; 3] = [Self::LineName, Self::Under, Self::OfWhich];
    /// Fields of a function (amounts follow) in the order of the format.
    pub const OF_FUNCTION: [Self; 3] = [Self::FunctionId, Self::FunctionName, Self::Content];
    /// Fields of an indicator in the order of the format.
    pub const OF_INDICATOR: [Self; 12] = [
        Self::Level1,
        Self::Level2,
        Self::Work,
        Self::IndicatorProject,
        Self::IndicatorName,
        Self::Target,
        Self::TargetHalf,
        Self::Note,
        Self::Standard,
        Self::Weight,
        Self::SourceLine,
        Self::Doubt,
    ];

    /// The table and the key in the file. The table of rows is empty, as it depends on the place.
    pub fn key(&self) -> (&'static str, &str) {
        match self {
            Self::Title => ("filing", "title"),
            Self::Scope => ("filing", "scope"),
            Self::Stage => ("filing", "stage"),
            Self::Year => ("filing", "year"),
            Self::FilledAt => ("filing", "filled_at"),
            Self::DepartmentName => ("department", "name"),
            Self::DepartmentCode => ("department", "code"),
            Self::Supervisor => ("department", "supervisor"),
            Self::Duties => ("department", "duties"),
            Self::Staffing => ("department", "staffing"),
            Self::ProjectName => ("project", "name"),
            Self::Nature => ("project", "nature"),
            Self::Category => ("project", "category"),
            Self::Start => ("project", "start"),
            Self::End => ("project", "end"),
            Self::ContactName => ("contact", "name"),
            Self::ContactPhone => ("contact", "phone"),
            Self::AnnualGoals => ("goals", "annual"),
            Self::LongTermGoals => ("goals", "long_term"),
            Self::ProjectGoals => ("goals", "project"),
            Self::MoneyUnit => ("budget", "unit"),
            Self::LineName | Self::FunctionName | Self::IndicatorName => ("", "name"),
            Self::Under => ("", "under"),
            Self::OfWhich => ("", "of_which"),
            Self::Amount(column) => ("", column.key()),
            Self::FunctionId => ("", "id"),
            Self::Content => ("", "content"),
            Self::Level1 => ("", "level1"),
            Self::Level2 => ("", "level2"),
            Self::Work => ("", "work"),
            Self::IndicatorProject => ("", "project"),
            Self::Target => ("", "target"),
            Self::TargetHalf => ("", "target_half"),
            Self::Note => ("", "note"),
            Self::Standard => ("", "standard"),
            Self::Weight => ("", "weight"),
            Self::SourceLine => ("", "line"),
            Self::Doubt => ("", "doubt"),
        }
    }

    /// The words that the field is one of, when it is a choice; blank stands for none.
    pub const fn choices(&self) -> Option<&'static [&'static str]> {
        match self {
            Self::Scope => Some(&["department", "project"]),
            Self::Stage => Some(&["", "declared", "approved"]),
            Self::MoneyUnit => Some(&["", "元", "万元"]),
            Self::OfWhich => Some(&["", "true"]),
            _ => None,
        }
    }

    /// Whether the text may have several lines.
    pub fn is_long(&self) -> bool {
        matches!(
            self,
            Self::Duties
                | Self::Staffing
                | Self::AnnualGoals
                | Self::LongTermGoals
                | Self::ProjectGoals
                | Self::Content
                | Self::Note
                | Self::Standard
        )
    }
}

#[cfg(test)]
mod tests;

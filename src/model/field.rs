//! The one table of fields: what each is called in the file, where it belongs, and how its text is read and set.
//!
//! Every field can be read and set as text, whatever its type: lists are one item a line, choices are their words
//! in the format. So editing, undo, node paths, the editor pane and the file share one way to name a cell.

use super::amount::{Column, MoneyUnit};
use super::filing::{Filing, Indicator};
use super::place::Place;
pub use super::word::{scope_of, scope_word, stage_of, stage_word};
use std::borrow::Cow;

/// A field of a node.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

impl Filing {
    /// The text of a field; `None` when the place has no such field or is not there.
    pub fn get(&self, place: Place, field: &Field) -> Option<Cow<'_, str>> {
        match place {
            Place::Filing => self.get_own(field),
            Place::BudgetLine(idx) => {
                let line = self.budget.lines.get(idx)?;
                match field {
                    Field::LineName => Some(line.name.as_str().into()),
                    Field::Under => Some(line.under.as_str().into()),
                    Field::OfWhich => Some(if line.of_which { "true".into() } else { "".into() }),
                    Field::Amount(column) => Some(line.amounts.get(column).map_or("", |it| it.text()).into()),
                    _ => None,
                }
            }
            Place::Function(idx) => {
                let function = self.functions.get(idx)?;
                match field {
                    Field::FunctionId => Some(function.id.as_str().into()),
                    Field::FunctionName => Some(function.name.as_str().into()),
                    Field::Content => Some(function.content.as_str().into()),
                    Field::Amount(column) => {
                        Some(function.amounts.get(column).map_or("", |it| it.text()).into())
                    }
                    _ => None,
                }
            }
            Place::Indicator(function_idx, idx) => self.indicator(function_idx, idx)?.get(field),
        }
    }

    fn get_own(&self, field: &Field) -> Option<Cow<'_, str>> {
        let text = match field {
            Field::Scope => scope_word(self.scope),
            Field::Stage => stage_word(self.stage),
            Field::Year => return Some(self.year.map_or(Cow::Borrowed(""), |it| it.to_string().into())),
            Field::AnnualGoals => return Some(self.goals.annual.join("\n").into()),
            Field::LongTermGoals => return Some(self.goals.long_term.join("\n").into()),
            Field::ProjectGoals => return Some(self.goals.project.join("\n").into()),
            Field::MoneyUnit => self.budget.unit.map_or("", MoneyUnit::word),
            Field::Title => &self.title,
            Field::FilledAt => &self.filled_at,
            Field::DepartmentName => &self.department.name,
            Field::DepartmentCode => &self.department.code,
            Field::Supervisor => &self.department.supervisor,
            Field::Duties => &self.department.duties,
            Field::Staffing => &self.department.staffing,
            Field::ProjectName => &self.project.name,
            Field::Nature => &self.project.nature,
            Field::Category => &self.project.category,
            Field::Start => &self.project.start,
            Field::End => &self.project.end,
            Field::ContactName => &self.contact.name,
            Field::ContactPhone => &self.contact.phone,
            _ => return None,
        };
        Some(text.into())
    }

    /// Sets a field from its text.
    ///
    /// # Errors
    /// What was expected, when the text cannot be the field's value; the filing is then unchanged.
    pub fn set(&mut self, place: Place, field: &Field, text: &str) -> Result<(), Expected> {
        match place {
            Place::Filing => self.set_own(field, text),
            Place::BudgetLine(idx) => {
                let line = self.budget.lines.get_mut(idx).ok_or(Expected::OtherField)?;
                match field {
                    Field::LineName => text.clone_into(&mut line.name),
                    Field::Under => text.clone_into(&mut line.under),
                    Field::OfWhich => {
                        line.of_which = match text {
                            "true" => true,
                            "" | "false" => false,
                            _ => return Err(Expected::Choice(&["", "true"])),
                        }
                    }
                    Field::Amount(column) => line.amounts.set(column, text),
                    _ => return Err(Expected::OtherField),
                }
                Ok(())
            }
            Place::Function(idx) => {
                let function = self.functions.get_mut(idx).ok_or(Expected::OtherField)?;
                match field {
                    Field::FunctionId => text.clone_into(&mut function.id),
                    Field::FunctionName => text.clone_into(&mut function.name),
                    Field::Content => text.clone_into(&mut function.content),
                    Field::Amount(column) => function.amounts.set(column, text),
                    _ => return Err(Expected::OtherField),
                }
                Ok(())
            }
            Place::Indicator(function_idx, idx) => self
                .functions
                .get_mut(function_idx)
                .and_then(|it| it.indicators.get_mut(idx))
                .ok_or(Expected::OtherField)?
                .set(field, text),
        }
    }

    fn set_own(&mut self, field: &Field, text: &str) -> Result<(), Expected> {
        let slot = match field {
            Field::Scope => {
                self.scope = scope_of(text).ok_or(Expected::Choice(&["department", "project"]))?;
                return Ok(());
            }
            Field::Stage => {
                self.stage = stage_of(text).ok_or(Expected::Choice(&["declared", "approved", ""]))?;
                return Ok(());
            }
            Field::Year => {
                self.year = optional_number(text).ok_or(Expected::Year)?;
                return Ok(());
            }
            Field::MoneyUnit => {
                self.budget.unit = match text {
                    "" => None,
                    _ => Some(MoneyUnit::from_word(text).ok_or(Expected::Choice(&["元", "万元", ""]))?),
                };
                return Ok(());
            }
            Field::AnnualGoals => {
                self.goals.annual = lines_of(text);
                return Ok(());
            }
            Field::LongTermGoals => {
                self.goals.long_term = lines_of(text);
                return Ok(());
            }
            Field::ProjectGoals => {
                self.goals.project = lines_of(text);
                return Ok(());
            }
            Field::Title => &mut self.title,
            Field::FilledAt => &mut self.filled_at,
            Field::DepartmentName => &mut self.department.name,
            Field::DepartmentCode => &mut self.department.code,
            Field::Supervisor => &mut self.department.supervisor,
            Field::Duties => &mut self.department.duties,
            Field::Staffing => &mut self.department.staffing,
            Field::ProjectName => &mut self.project.name,
            Field::Nature => &mut self.project.nature,
            Field::Category => &mut self.project.category,
            Field::Start => &mut self.project.start,
            Field::End => &mut self.project.end,
            Field::ContactName => &mut self.contact.name,
            Field::ContactPhone => &mut self.contact.phone,
            _ => return Err(Expected::OtherField),
        };
        text.clone_into(slot);
        Ok(())
    }
}

impl Indicator {
    /// The text of a field; `None` when an indicator has no such field.
    pub fn get(&self, field: &Field) -> Option<Cow<'_, str>> {
        let text = match field {
            Field::Level1 => &self.level1,
            Field::Level2 => &self.level2,
            Field::Work => &self.work,
            Field::IndicatorProject => &self.project,
            Field::IndicatorName => &self.name,
            Field::Target => &self.target,
            Field::TargetHalf => &self.target_half,
            Field::Note => &self.note,
            Field::Standard => &self.standard,
            Field::Weight => &self.weight,
            Field::Doubt => &self.doubt,
            Field::SourceLine => {
                return Some(self.line.map_or(Cow::Borrowed(""), |it| it.to_string().into()));
            }
            _ => return None,
        };
        Some(text.as_str().into())
    }

    /// Sets a field from its text.
    ///
    /// # Errors
    /// What was expected, when the text cannot be the field's value.
    pub fn set(&mut self, field: &Field, text: &str) -> Result<(), Expected> {
        let slot = match field {
            Field::Level1 => &mut self.level1,
            Field::Level2 => &mut self.level2,
            Field::Work => &mut self.work,
            Field::IndicatorProject => &mut self.project,
            Field::IndicatorName => &mut self.name,
            Field::Target => &mut self.target,
            Field::TargetHalf => &mut self.target_half,
            Field::Note => &mut self.note,
            Field::Standard => &mut self.standard,
            Field::Weight => &mut self.weight,
            Field::Doubt => &mut self.doubt,
            Field::SourceLine => {
                self.line = optional_number(text).ok_or(Expected::Number)?;
                return Ok(());
            }
            _ => return Err(Expected::OtherField),
        };
        text.clone_into(slot);
        Ok(())
    }
}

fn optional_number<T: std::str::FromStr>(text: &str) -> Option<Option<T>> {
    match text.trim() {
        "" => Some(None),
        digits => digits.parse().ok().map(Some),
    }
}

fn lines_of(text: &str) -> Vec<String> {
    text.lines().filter(|it| !it.trim().is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;

//! Reading and setting any field of a filing as text, whatever its type: the one door for editing, undo, the
//! editor pane and the file.

use super::amount::MoneyUnit;
use super::field::{Expected, Field};
use super::filing::{Filing, Indicator};
use super::place::Place;
use super::word::{scope_of, scope_word, stage_of, stage_word};
use std::borrow::Cow;

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
        // A blank cell gets a text of the size that it needs, no larger.
        slot.clear();
        slot.reserve_exact(text.len());
        slot.push_str(text);
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

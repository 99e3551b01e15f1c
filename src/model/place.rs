//! Where in a filing something is, by index. A place is valid until rows before it come or go; node paths
//! ([`super::path`]) are the durable names.

use serde::{Deserialize, Serialize};

/// A node of a filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// The filing itself: title, department, project, contact, goals, money unit.
    Filing,
    /// A budget line, by index.
    BudgetLine(usize),
    /// A function, by index.
    Function(usize),
    /// An indicator: its function's index and its own.
    Indicator(usize, usize),
}

impl Place {
    /// Where this is after a row was put at `at`.
    #[must_use]
    pub fn after_insert(self, at: Self) -> Self {
        match (self, at) {
            (Self::BudgetLine(idx), Self::BudgetLine(at)) if idx >= at => Self::BudgetLine(idx + 1),
            (Self::Function(idx), Self::Function(at)) if idx >= at => Self::Function(idx + 1),
            (Self::Indicator(function, idx), Self::Function(at)) if function >= at => {
                Self::Indicator(function + 1, idx)
            }
            (Self::Indicator(function, idx), Self::Indicator(at_function, at))
                if function == at_function && idx >= at =>
            {
                Self::Indicator(function, idx + 1)
            }
            _ => self,
        }
    }

    /// Where this is after the row at `at` went; `None` when it went with it.
    pub fn after_remove(self, at: Self) -> Option<Self> {
        match (self, at) {
            (Self::Indicator(function, _), Self::Function(at)) if function == at => None,
            (it, at) if it == at => None,
            (Self::BudgetLine(idx), Self::BudgetLine(at)) if idx > at => Some(Self::BudgetLine(idx - 1)),
            (Self::Function(idx), Self::Function(at)) if idx > at => Some(Self::Function(idx - 1)),
            (Self::Indicator(function, idx), Self::Function(at)) if function > at => {
                Some(Self::Indicator(function - 1, idx))
            }
            (Self::Indicator(function, idx), Self::Indicator(at_function, at))
                if function == at_function && idx > at =>
            {
                Some(Self::Indicator(function, idx - 1))
            }
            (it, _) => Some(it),
        }
    }
}

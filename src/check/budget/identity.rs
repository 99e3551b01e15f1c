//! What one comparison of money is: the total, its parts, and how it came out.

use super::hint::Hint;
use crate::model::{Column, MoneyUnit, Place};
use rust_decimal::Decimal;

/// A cell of money: a line's or task's amount in a column.
pub type Cell = (Place, Column);

/// One relation that a money block implies, evaluated in one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// What is compared.
    pub kind: Kind,
    /// The total, or the bound of an [`Relation::AtMost`]; its place is the filing for [`Kind::NoMoney`].
    pub total: Part,
    /// The parts, in form order.
    pub parts: Vec<Part>,
    /// The sum of the printed parts; `None` when there are none or one cannot be read.
    pub sum: Option<Decimal>,
    /// Total less sum, in the form's unit.
    pub difference: Option<Decimal>,
    /// What still counts as rounding.
    pub tolerance: Decimal,
    /// The form's unit, when it prints one.
    pub unit: Option<MoneyUnit>,
    /// How it came out.
    pub state: State,
    /// What the mistake looks like, when the state is [`State::Fail`].
    pub hint: Option<Hint>,
}

/// A member of an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The line or task.
    pub at: Place,
    /// The column.
    pub column: Column,
    /// What people call it; with the names above it where the name alone is not unique.
    pub name: String,
    /// What is printed.
    pub value: Value,
}

/// What a money cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, which is not zero.
    Blank,
    /// Text that is no number, or one that does not fit.
    Unreadable,
    /// A number.
    Number(Decimal),
}

/// The kinds of identities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A line and the lines under it (A1, B1, B2, E1, E2, F1, F2).
    Parts,
    /// 资金总额 = 基本支出 + 项目支出 (B4).
    BasicAndProjects,
    /// The total row of a table of tasks and the tasks (D1).
    Tasks,
    /// Total = fiscal + carryover + other funds of one row (D2).
    Sources,
    /// 收入 = 支出 (B3).
    IncomeAndExpenditure,
    /// A line and the 其中 lines under it, which may leave something out (B5).
    OfWhich,
    /// The half year and the full year of one row (B6).
    HalfAndFull,
    /// A project's total and its amount for the year (E3).
    ProjectAndYear(Span),
    /// A line whose `under` leads to no line or too deep, with the line that was probably meant.
    Lost {
        /// The line, by its index.
        meant: Option<usize>,
        /// Whether the line is there, but as deep as lines are followed.
        is_too_deep: bool,
    },
    /// The filing has no money block.
    NoMoney,
}

/// Over how many years a project runs, as far as its header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Span {
    /// It starts and ends in the same year.
    OneYear,
    /// Its dates or its nature name several years.
    SeveralYears,
    /// The header does not say.
    Unknown,
}

/// What must hold between the total and the sum of the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They are equal.
    Equal,
    /// The sum is not greater than the total.
    AtMost,
}

impl Kind {
    /// The relation of this kind.
    pub const fn relation(self) -> Relation {
        match self {
            Self::OfWhich | Self::HalfAndFull | Self::ProjectAndYear(Span::SeveralYears | Span::Unknown) => {
                Relation::AtMost
            }
            _ => Relation::Equal,
        }
    }
}

/// How an identity came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It holds.
    Pass,
    /// It holds but for rounding.
    Rounding,
    /// It does not hold.
    Fail,
    /// The form has nothing to compare.
    NotApplicable,
    /// A member is missing, so that nobody can say.
    NotEvaluable(Missing),
}

/// Which member is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The total is blank, parts are not.
    Total,
    /// These parts (by index) are blank and the others do not make up the total.
    Parts(Vec<usize>),
    /// All parts are blank, the total is not.
    AllParts,
    /// The total and all parts are blank.
    Everything,
    /// A member is no readable number, or the sum does not fit.
    Unreadable,
    /// The line that it should stand under.
    Parent,
    /// A line that stands under none may be one of the parts.
    Line,
}

impl Part {
    /// The number, when there is one.
    pub fn number(&self) -> Option<Decimal> {
        match self.value {
            Value::Number(number) => Some(number),
            Value::Blank | Value::Unreadable => None,
        }
    }

    /// Whether nothing is printed.
    pub fn is_blank(&self) -> bool {
        self.value == Value::Blank
    }

    /// The cell that it is printed in.
    pub fn cell(&self) -> Cell {
        (self.at, self.column.clone())
    }
}

impl Identity {
    /// The total and the parts.
    pub fn members(&self) -> impl Iterator<Item = &Part> {
        std::iter::once(&self.total).chain(&self.parts)
    }

    /// The parts that nothing is printed for.
    pub fn blank_parts(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|it| it.is_blank())
    }
}

//! The tables and their columns: one list that the rows, the formats and the documentation follow.
//!
//! Invariant: the names and the order of columns are stable; new columns come last in their table.

use crate::messages::DatasetText as T;

/// Decimals of every decimal number. With it any number of 29 digits, the most that a filing can hold, fits into the 38
/// digits that engines have.
pub const SCALE: u32 = 8;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8.
    Text,
    /// 64 bits.
    Integer,
    /// 38 digits, [`SCALE`] of them decimals.
    Decimal,
    /// Yes or no.
    Flag,
    /// A day.
    Date,
}

impl Kind {
    /// The type in SQL.
    pub const fn sql(self) -> &'static str {
        match self {
            Self::Text => "VARCHAR",
            Self::Integer => "BIGINT",
            Self::Decimal => "DECIMAL(38,8)",
            Self::Flag => "BOOLEAN",
            Self::Date => "DATE",
        }
    }
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name in all formats.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it means.
    pub meaning: T,
}

/// A table of the dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// A row an indicator.
    Indicators,
    /// A row an amount of the budget or of a task.
    Budget,
    /// A row a finding.
    Findings,
}

impl Table {
    /// All tables.
    pub const ALL: [Self; 3] = [Self::Indicators, Self::Budget, Self::Findings];

    /// The name, which is also its folder's.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Indicators => "indicators",
            Self::Budget => "budget",
            Self::Findings => "findings",
        }
    }

    /// The columns behind those of the filing.
    pub const fn own(self) -> &'static [Column] {
        match self {
            Self::Indicators => INDICATORS,
            Self::Budget => BUDGET,
            Self::Findings => FINDINGS,
        }
    }
}

/// A table as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The table.
    pub table: Table,
    /// Whether the year is a column; else it is the name of the folder.
    pub has_year: bool,
}

impl Schema {
    /// The columns in order.
    pub fn columns(self) -> impl Iterator<Item = &'static Column> {
        let year = self.has_year.then_some(&YEAR);
        FILING.iter().chain(year).chain(self.table.own())
    }
}

const fn text(name: &'static str, meaning: T) -> Column {
    Column { name, kind: Kind::Text, meaning }
}

const fn integer(name: &'static str, meaning: T) -> Column {
    Column { name, kind: Kind::Integer, meaning }
}

const fn decimal(name: &'static str, meaning: T) -> Column {
    Column { name, kind: Kind::Decimal, meaning }
}

/// The year: of a partition in its folder's name, in a single file a column.
pub const YEAR: Column = integer("year", T::Year);

/// What all tables begin with.
pub const FILING: &[Column] = &[
    text("file", T::File),
    integer("filing", T::Filing),
    text("department", T::Department),
    text("department_code", T::DepartmentCode),
    text("supervisor", T::Supervisor),
    text("scope", T::Scope),
    text("stage", T::Stage),
    text("project", T::Project),
];

const INDICATORS: &[Column] = &[
    integer("function", T::Function),
    text("function_id", T::FunctionId),
    text("function_name", T::FunctionName),
    integer("indicator", T::Indicator),
    integer("line", T::SourceLine),
    text("level1", T::Level1),
    text("level2", T::Level2),
    text("level1_standard", T::Level1Standard),
    text("level2_standard", T::Level2Standard),
    text("work", T::Work),
    text("indicator_project", T::IndicatorProject),
    text("name", T::Name),
    text("target", T::Target),
    text("target_half", T::TargetHalf),
    text("note", T::Note),
    text("standard", T::Standard),
    text("weight", T::Weight),
    text("doubt", T::Doubt),
    text("kind", T::Kind),
    text("operator", T::Operator),
    decimal("number", T::Number),
    decimal("number_high", T::NumberHigh),
    text("unit", T::Unit),
    text("per", T::Per),
    text("base_unit", T::BaseUnit),
    decimal("base_number", T::BaseNumber),
    Column { name: "deadline", kind: Kind::Date, meaning: T::Deadline },
    text("class", T::Class),
    text("half_kind", T::HalfKind),
    text("half_operator", T::HalfOperator),
    decimal("half_number", T::HalfNumber),
    text("half_unit", T::HalfUnit),
    integer("n_errors", T::Errors),
    integer("n_warnings", T::Warnings),
    integer("n_infos", T::Infos),
    text("rules", T::Rules),
];

const BUDGET: &[Column] = &[
    text("part", T::Part),
    integer("item", T::Item),
    text("name", T::ItemName),
    text("under", T::Under),
    Column { name: "of_which", kind: Kind::Flag, meaning: T::OfWhich },
    text("amount_column", T::AmountColumn),
    text("printed", T::Printed),
    text("money_unit", T::MoneyUnit),
    decimal("amount", T::Amount),
    decimal("yuan", T::Yuan),
    integer("n_errors", T::Errors),
    integer("n_warnings", T::Warnings),
    integer("n_infos", T::Infos),
    text("rules", T::Rules),
];

const FINDINGS: &[Column] = &[
    text("rule", T::Rule),
    text("rule_name", T::RuleName),
    text("severity", T::Severity),
    text("clause", T::Clause),
    text("at", T::At),
    integer("line", T::FindingLine),
    integer("function", T::Function),
    integer("indicator", T::Indicator),
    integer("item", T::FindingItem),
    text("value", T::Value),
    text("message", T::Message),
    text("fix_safety", T::FixSafety),
    text("replacement", T::Replacement),
    decimal("expected", T::Expected),
    decimal("actual", T::Actual),
    decimal("difference", T::Difference),
    decimal("tolerance", T::Tolerance),
    text("money_unit", T::MoneyUnit),
];

#[cfg(test)]
mod tests {
    use super::{Schema, Table};
    use std::collections::HashSet;

    #[test]
    fn no_table_has_a_name_twice() {
        for table in Table::ALL {
            let names: Vec<&str> = Schema { table, has_year: true }.columns().map(|it| it.name).collect();
            assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len(), "{names:?}");
        }
    }
}

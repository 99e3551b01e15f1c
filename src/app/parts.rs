//! Which optional parts of the form a filing uses.

use crate::check::facts::OPTIONAL;
use crate::model::{Amounts, Column, Field, Filing};
use serde::{Deserialize, Serialize};

/// Which optional parts a form has: the screen offers only these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// Any half-year target.
    pub half: bool,
    /// Columns of the budget lines in use.
    pub line_columns: Vec<Column>,
    /// Columns of the functions' own budgets in use.
    pub function_columns: Vec<Column>,
    /// Optional fields of indicators in use.
    pub fields: Vec<Field>,
}

impl Parts {
    /// What a filing uses.
    pub fn of(filing: &Filing) -> Self {
        let mut fields: Vec<Field> = Vec::new();
        for (_, _, indicator) in filing.indicators() {
            for field in &OPTIONAL {
                if !fields.contains(field) && indicator.get(field).is_some_and(|it| !it.is_empty()) {
                    fields.push(field.clone());
                }
            }
            if fields.len() == OPTIONAL.len() {
                break;
            }
        }
        fields.sort_by_key(|it| OPTIONAL.iter().position(|other| other == it));
        Self::with(filing, fields)
    }

    /// What a filing uses whose rows use these optional fields.
    pub fn with(filing: &Filing, fields: Vec<Field>) -> Self {
        let mut parts = Self { fields, ..Self::default() };
        parts.half = parts.fields.contains(&Field::TargetHalf);
        for line in &filing.budget.lines {
            collect(&mut parts.line_columns, &line.amounts);
        }
        for function in &filing.functions {
            collect(&mut parts.function_columns, &function.amounts);
        }
        parts
    }
}

/// Adds the columns in use, in the order of the format.
fn collect(columns: &mut Vec<Column>, amounts: &Amounts) {
    for (column, _) in &amounts.0 {
        if !columns.contains(column) {
            columns.push(column.clone());
        }
    }
    columns.sort();
}

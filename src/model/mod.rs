//! A filing as plain data. No I/O, no serde, no screen: other modules turn bytes into it and show it.

mod access;
pub mod amount;
pub mod breakdown;
pub mod budget_tree;
pub mod field;
pub mod filing;
pub mod grouped;
pub mod path;
pub mod place;
pub mod reshape;
pub mod taxonomy;
pub mod word;
mod words;

pub use amount::{Amount, Amounts, Column, MoneyUnit};
pub use budget_tree::BudgetTree;
pub use field::Field;
pub use filing::{
    Allow, BETWEEN_DOUBTS, Budget, BudgetLine, Contact, Department, Filing, Function, Goals, Indicator,
    Project, RowId, Scope, Source, Stage,
};
pub use place::Place;
pub use reshape::Reshape;
pub use words::Words;

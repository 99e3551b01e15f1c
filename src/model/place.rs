//! Where in a filing something is, by index. A place is valid until rows before it come or go; node paths
//! ([`super::path`]) are the durable names.

/// A node of a filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

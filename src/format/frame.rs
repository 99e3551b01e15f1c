//! The lines of a text beside its rows: tables, budget lines and functions, read off the first letters of each line.
//!
//! It must not know values. Whatever is written in another way than tianbao writes it is not read here, so that no
//! rule of TOML is repeated. Invariant: where there is an answer, it is that of the library.

use super::budget_lines;
use super::keys::SECTIONS;
use super::plain::FUNCTION;
use crate::model::{Column, Field, Place};

pub(super) const LINE: &str = "[[budget.lines]]";
const ALLOW: &str = "[[allow]]";

/// What stands in which line.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// The lines of the tables' headers.
    pub sections: Vec<(&'static str, u32)>,
    /// The lines of nodes, and of their fields.
    pub marks: Vec<(Place, Option<Field>, u32)>,
    table: Table,
    n_lines: usize,
    n_functions: usize,
    is_in_array: bool,
}

/// The table that keys belong to.
#[derive(Clone, Copy, Debug, Default)]
enum Table {
    /// None of whose keys anything is asked.
    #[default]
    Other,
    Section(&'static str),
    Line(usize),
    Function(usize),
}

/// Whether a value is a whole list of texts or numbers on one line.
fn is_list(value: &str) -> bool {
    let Some(inside) = value.strip_prefix('[').and_then(|it| it.strip_suffix(']')) else { return false };
    let is_between = |it: &str| it.bytes().all(|it| it.is_ascii_digit() || matches!(it, b',' | b' '));
    let n_quotes = inside.bytes().filter(|it| *it == b'"').count();
    n_quotes % 2 == 0
        && !inside.contains('\\')
        && inside.split('"').enumerate().all(|(idx, it)| idx % 2 == 1 || is_between(it))
}

impl Frame {
    /// Takes the next line that is not within a text of several lines; such a text `turns` on or off in it. `None`
    /// where it is written in another way.
    pub fn line(&mut self, content: &str, number: u32, turns: bool) -> Option<()> {
        let content = content.trim_start_matches('\u{feff}');
        if content.is_empty() || content.starts_with('#') {
            return Some(());
        }
        if self.is_in_array {
            self.is_in_array = content != "]";
            let is_item = content.trim_start().starts_with(['"', '#']) && !turns;
            return (is_item || !self.is_in_array).then_some(());
        }
        if content.starts_with('[') {
            return self.header(content, number);
        }
        // A bare key has no blank.
        let (key, value) = content.split_at_checked(content.bytes().position(|it| it == b' ')?)?;
        let value = value.strip_prefix(" = ")?;
        let is_bare = key.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
        if !is_bare {
            return None;
        }
        // What stands in its place would make the rows below another's.
        let is_of_rows = match self.table {
            Table::Other => matches!(key, "budget" | "functions"),
            Table::Section(name) => name == "budget" && key == "lines",
            Table::Function(_) => key == "indicators",
            Table::Line(_) => false,
        };
        if is_of_rows {
            return None;
        }
        if key == "amounts" && !matches!(self.table, Table::Other | Table::Section(_)) {
            return self.amounts(value, number);
        }
        self.is_in_array = value == "[";
        // These stand on one line, or begin a text of several lines.
        let is_short = value.starts_with(|it: char| it == '"' || it.is_ascii_alphanumeric() || it == '-');
        if !(self.is_in_array || is_short || is_list(value)) {
            return None;
        }
        if let Some((at, field)) = self.field(key) {
            self.marks.push((at, Some(field), number));
        }
        Some(())
    }

    fn header(&mut self, content: &str, number: u32) -> Option<()> {
        self.table = match content {
            LINE => {
                self.n_lines += 1;
                Table::Line(self.n_lines - 1)
            }
            FUNCTION => {
                self.n_functions += 1;
                Table::Function(self.n_functions - 1)
            }
            ALLOW => Table::Other,
            _ => {
                let name = content.strip_prefix('[')?.strip_suffix(']')?;
                let section = SECTIONS.into_iter().find(|it| *it == name)?;
                self.sections.push((section, number));
                Table::Section(section)
            }
        };
        match self.table {
            Table::Line(idx) => self.marks.push((Place::BudgetLine(idx), None, number)),
            Table::Function(idx) => self.marks.push((Place::Function(idx), None, number)),
            Table::Section(_) | Table::Other => {}
        }
        Some(())
    }

    /// Takes the columns of a line or function.
    fn amounts(&mut self, value: &str, number: u32) -> Option<()> {
        let at = match self.table {
            Table::Line(idx) => Place::BudgetLine(idx),
            Table::Function(idx) => Place::Function(idx),
            Table::Other | Table::Section(_) => return None,
        };
        let columns = budget_lines::amounts(value, !value.contains('\\'))?;
        let mark = |(key, _)| (at, Some(Field::Amount(Column::from_key(key))), number);
        self.marks.extend(columns.into_iter().map(mark));
        Some(())
    }

    /// The field that a key of the table sets.
    fn field(&self, key: &str) -> Option<(Place, Field)> {
        let among = |fields: &[Field]| {
            let own = fields.iter().find(|it| it.key().1 == key).cloned();
            own.or_else(|| (key == "amount").then_some(Field::Amount(Column::Only)))
        };
        match self.table {
            Table::Other => None,
            Table::Section(name) => {
                let own = Field::OF_FILING.iter().find(|it| it.key().1 == key && it.key().0 == name);
                own.map(|it| (Place::Filing, it.clone()))
            }
            Table::Line(idx) => among(&Field::OF_LINE).map(|it| (Place::BudgetLine(idx), it)),
            Table::Function(idx) => among(&Field::OF_FUNCTION).map(|it| (Place::Function(idx), it)),
        }
    }
}

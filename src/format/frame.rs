//! The lines of a text beside its rows: tables, budget lines and functions, read off the first letters of each line.
//!
//! It must not know values. Whatever is written in another way than tianbao writes it is not read here, so that no
//! rule of TOML is repeated. Invariant: where there is an answer, it is that of the library.

use super::keys::SECTIONS;
use super::plain::FUNCTION;
use crate::model::{Column, Field, Place};

const LINE: &str = "[[budget.lines]]";
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

impl Frame {
    /// Takes the next line that is not within a text of several lines; such a text `turns` on or off in it. `None`
    /// where it is written in another way.
    pub fn line(mut self, content: &str, number: u32, turns: bool) -> Option<Self> {
        let content = content.trim_start_matches('\u{feff}');
        if content.is_empty() || content.starts_with('#') {
            return Some(self);
        }
        if self.is_in_array {
            self.is_in_array = content != "]";
            let is_item = content.trim_start().starts_with(['"', '#']) && !turns;
            return (is_item || !self.is_in_array).then_some(self);
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
        self.is_in_array = value == "[";
        // These stand on one line, or begin a text of several lines.
        let is_short = value.starts_with(|it: char| it == '"' || it.is_ascii_alphanumeric() || it == '-');
        let is_list = || value.bytes().all(|it| it.is_ascii_digit() || b"[], ".contains(&it));
        if !(self.is_in_array || is_short || value.starts_with('[') && is_list()) {
            return None;
        }
        if let Some((at, field)) = self.field(key) {
            self.marks.push((at, Some(field), number));
        }
        Some(self)
    }

    fn header(mut self, content: &str, number: u32) -> Option<Self> {
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
        Some(self)
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
                let own = Field::OF_FILING.iter().find(|it| it.key() == (name, key));
                own.map(|it| (Place::Filing, it.clone()))
            }
            Table::Line(idx) => among(&Field::OF_LINE).map(|it| (Place::BudgetLine(idx), it)),
            Table::Function(idx) => among(&Field::OF_FUNCTION).map(|it| (Place::Function(idx), it)),
        }
    }
}

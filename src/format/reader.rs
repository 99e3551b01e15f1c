//! Typed values out of a parsed TOML file, with a remark for each that is of another type.
//!
//! It must not know which table holds what (that is [`mod@super::read`]). Invariant: it goes on after each error, so
//! that all errors of a file are reported at once.

use super::Remark;
use super::keys::{Table, nearest};
use super::position::Positions;
use crate::messages::{Message, Problem};
use crate::model::{Amount, Amounts, Column};
use crate::text::words::is_blank;
use std::cell::OnceCell;
use std::fmt::{self, Display, Formatter};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with the bytes it stands at.
pub type Value<'i> = Spanned<DeValue<'i>>;

/// How much of a wrong value a message quotes, in characters.
const QUOTED: usize = 24;

/// Collects remarks while a file is read.
pub struct Reader<'i> {
    text: &'i str,
    /// Made when there is something to remark.
    positions: OnceCell<Positions<'i>>,
    remarks: Vec<Remark>,
}

impl<'i> Reader<'i> {
    /// A reader of this text.
    pub fn of(text: &'i str) -> Self {
        Self { text, positions: OnceCell::new(), remarks: Vec::new() }
    }

    /// The remarks in file order.
    pub fn finish(mut self) -> Vec<Remark> {
        self.remarks.sort_by_key(|it| (it.line, it.column));
        self.remarks
    }

    /// Whether nothing read so far keeps the file from being used.
    pub fn is_usable(&self) -> bool {
        !self.remarks.iter().any(|it| it.is_error)
    }

    /// Adds an error or note at a byte.
    pub fn remark(&mut self, is_error: bool, offset: usize, message: Message<Problem>) {
        let positions = self.positions.get_or_init(|| Positions::of(self.text));
        let (line, column) = positions.of_byte(offset);
        self.remarks.push(Remark { is_error, line, column, message });
    }

    /// Adds the error that `key` should hold something else.
    pub fn expected(&mut self, id: Problem, key: &dyn Display, value: &Value<'_>) {
        self.expected_with(id, key, value, Vec::new());
    }

    fn expected_with(
        &mut self,
        id: Problem,
        key: &dyn Display,
        value: &Value<'_>,
        more: Vec<(&'static str, String)>,
    ) {
        let mut args = vec![("key", key.to_string()), ("found", self.quote(value.span()))];
        args.extend(more);
        self.remark(true, value.span().start, Message::new(id, args));
    }

    fn quote(&self, span: Range<usize>) -> String {
        let line = self.text.get(span).unwrap_or("").lines().next().unwrap_or("");
        let mut quoted: String = line.chars().take(QUOTED).collect();
        if quoted.len() < line.len() {
            quoted.push('…');
        }
        quoted
    }

    /// Notes a key that the table does not have.
    pub fn unknown(&mut self, table: Table, key: &Spanned<std::borrow::Cow<'_, str>>) {
        let named = label(table, key.get_ref()).to_string();
        let message = match nearest(key.get_ref(), &table.keys()) {
            Some(near) => Message::new(Problem::UnknownKeyNear, [("key", named), ("near", near.to_owned())]),
            None => Message::new(Problem::UnknownKey, [("key", named)]),
        };
        self.remark(false, key.span().start, message);
    }

    /// A table.
    pub fn table<'t>(&mut self, key: &dyn Display, value: &'t Value<'i>) -> Option<&'t DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.expected(Problem::ExpectedTable, key, value);
        }
        table
    }

    /// The tables of an array of tables, each with its value.
    pub fn rows<'t>(
        &mut self,
        key: &dyn Display,
        value: &'t Value<'i>,
    ) -> Vec<(&'t Value<'i>, &'t DeTable<'i>)> {
        let Some(array) = value.get_ref().as_array() else {
            self.expected(Problem::ExpectedRows, key, value);
            return Vec::new();
        };
        let mut rows = Vec::new();
        for item in array {
            match item.get_ref().as_table() {
                Some(table) => rows.push((item, table)),
                None => self.expected(Problem::ExpectedRows, key, item),
            }
        }
        rows
    }

    /// A text; one of white space only is blank.
    pub fn text(&mut self, key: &dyn Display, value: &Value<'_>) -> String {
        let Some(text) = value.get_ref().as_str() else {
            self.expected(Problem::ExpectedText, key, value);
            return String::new();
        };
        if is_blank(text) {
            return String::new();
        }
        // Line ends of a file saved on Windows are not part of the text; an escaped \r is.
        let has_raw_return = self.text.get(value.span()).is_some_and(|it| it.contains('\r'));
        if has_raw_return { text.replace("\r\n", "\n") } else { text.to_owned() }
    }

    /// Texts; blank ones are left out.
    pub fn list(&mut self, key: &dyn Display, value: &Value<'_>) -> Vec<String> {
        let Some(array) = value.get_ref().as_array() else {
            self.expected(Problem::ExpectedList, key, value);
            return Vec::new();
        };
        let mut items = Vec::new();
        for item in array {
            items.push(self.text(key, item));
        }
        items.retain(|it| !it.is_empty());
        items
    }

    /// A flag.
    pub fn flag(&mut self, key: &dyn Display, value: &Value<'_>) -> bool {
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.expected(Problem::ExpectedFlag, key, value);
            false
        })
    }

    /// A whole number, bare or as a text; a blank text is none.
    pub fn number<T: std::str::FromStr>(
        &mut self,
        id: Problem,
        key: &dyn Display,
        value: &Value<'_>,
    ) -> Option<T> {
        let digits = match value.get_ref() {
            DeValue::Integer(it) if it.radix() == 10 => it.as_str().trim_start_matches('+').to_owned(),
            DeValue::String(it) if it.trim().is_empty() => return None,
            DeValue::String(it) => it.trim().to_owned(),
            _ => String::new(),
        };
        let number = digits.parse().ok();
        if number.is_none() {
            self.expected(id, key, value);
        }
        number
    }

    /// First and last line.
    pub fn range(&mut self, key: &dyn Display, value: &Value<'_>) -> Option<(u32, u32)> {
        let n_before = self.remarks.len();
        let numbers: Vec<Option<u32>> = match value.get_ref().as_array() {
            Some(array) => array.iter().map(|it| self.number(Problem::ExpectedRange, key, it)).collect(),
            None => Vec::new(),
        };
        match numbers.as_slice() {
            [Some(first), Some(last)] => Some((*first, *last)),
            _ => {
                if self.remarks.len() == n_before {
                    self.expected(Problem::ExpectedRange, key, value);
                }
                None
            }
        }
    }

    /// A word of a closed list; blank is absent.
    pub fn word(&mut self, key: &dyn Display, value: &Value<'_>, choices: &[&str]) -> String {
        let word = self.text(key, value).trim().to_owned();
        let is_text = value.get_ref().is_str();
        if is_text && !word.is_empty() && !choices.contains(&word.as_str()) {
            let choices: Vec<String> = choices.iter().map(|it| super::quote::basic(it)).collect();
            self.expected_with(Problem::ExpectedChoice, key, value, vec![("choices", choices.join(" / "))]);
            return String::new();
        }
        word
    }

    /// An amount into its column.
    pub fn amount(&mut self, key: &dyn Display, value: &Value<'_>, column: &Column, amounts: &mut Amounts) {
        let printed = match value.get_ref() {
            DeValue::String(it) => it.as_ref(),
            DeValue::Integer(it) if it.radix() == 10 => it.as_str().trim_start_matches('+'),
            DeValue::Float(it) if it.as_str().contains(|it: char| it.is_ascii_digit()) => {
                it.as_str().trim_start_matches('+')
            }
            _ => return self.expected(Problem::ExpectedAmount, key, value),
        };
        let amount = Amount::printed(printed);
        // The single column stands first, as it is written first.
        if *column == Column::Only && !amount.text().is_empty() {
            amounts.0.insert(0, (column.clone(), amount));
        } else {
            amounts.set(column, amount.text());
        }
    }

    /// The amounts of a table of columns.
    pub fn amounts(&mut self, key: &dyn Display, value: &Value<'i>, amounts: &mut Amounts) {
        let Some(table) = self.table(key, value) else { return };
        for (name, value) in table {
            let named = format!("{key}.{}", name.get_ref());
            self.amount(&named, value, &Column::from_key(name.get_ref()), amounts);
        }
    }
}

/// What a message calls a key of a table. It is written out only where there is something to say.
pub const fn label(table: Table, key: &str) -> Label<'_> {
    Label { table: table.name(), key }
}

/// See [`label`].
#[derive(Clone, Copy, Debug)]
pub struct Label<'k> {
    table: &'static str,
    key: &'k str,
}

impl Display for Label<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let joint = if self.table.is_empty() { "" } else { "." };
        write!(out, "{}{joint}{}", self.table, self.key)
    }
}

//! What a configuration says of the terminal: the keys `ambiguous_width` and `ascii` of `[ui]`.
//!
//! It must not know how they are found out where nothing is said.

use super::reader::{Key, Reader, Value};
use crate::messages::Problem;
use toml::de::DeValue;

/// What is said of the terminal; `None` is for the program to find out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// Whether characters of ambiguous width (≥, “, ①) take two columns.
    pub is_wide: Option<bool>,
    /// Whether borders and marks are drawn in ASCII.
    pub is_ascii: Option<bool>,
}

impl Screen {
    /// The keys.
    pub const KEYS: [&'static str; 2] = ["ambiguous_width", "ascii"];

    /// Takes a key of `[ui]`; says whether it is one of these.
    pub fn take(&mut self, reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) -> bool {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("ambiguous_width" | "ascii", DeValue::String(it)) if it == "auto" => {}
            ("ambiguous_width", DeValue::Integer(it)) if matches!(it.as_str(), "1" | "2") => {
                self.is_wide = Some(it.as_str() == "2");
            }
            ("ambiguous_width", _) => reader.expected(key, value, Problem::ConfigWidth),
            ("ascii", DeValue::Boolean(it)) => self.is_ascii = Some(*it),
            ("ascii", _) => reader.expected(key, value, Problem::ConfigYesNoAuto),
            _ => return false,
        }
        true
    }
}

//! Walking the tree of a configuration file: typed values, and problems with their place.
//!
//! It must not know what the keys mean. Invariant: a value that is not taken is reported.

use super::{ConfigProblem, File, Place};
use crate::messages::{Message, Problem};
use crate::text::similar;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// A key with its place.
pub type Key<'t> = Spanned<DeString<'t>>;
/// A value with its place.
pub type Value<'t> = Spanned<DeValue<'t>>;

/// The problems of a file so far.
pub struct Reader<'a> {
    file: File<'a>,
    pub problems: Vec<ConfigProblem>,
}

impl<'a> Reader<'a> {
    /// A reader of this file.
    pub fn of(file: File<'a>) -> Self {
        Self { file, problems: Vec::new() }
    }

    /// Where a span begins.
    pub fn place(&self, span: &Range<usize>) -> Place {
        let before = self.file.text.get(..span.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |it| it + 1);
        Place {
            file: self.file.name.to_owned(),
            line: before.matches('\n').count() as u32 + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() as u32 + 1,
        }
    }

    /// Reports a problem.
    pub fn report(&mut self, span: &Range<usize>, message: Message<Problem>) {
        let problem = self.place(span).problem(message);
        self.problems.push(problem);
    }

    /// Reports a key that there is not.
    pub fn unknown<'k>(&mut self, key: &Key<'_>, known: impl IntoIterator<Item = &'k str>) {
        let name = key.get_ref().as_ref();
        let known: Vec<&str> = known.into_iter().collect();
        let message = match similar::closest(name, known.iter().copied()) {
            Some(near) => {
                Message::new(Problem::ConfigKeyNear, [("key", name.to_owned()), ("near", near.to_owned())])
            }
            None => Message::new(Problem::ConfigKey, [("key", name.to_owned()), ("keys", known.join("、"))]),
        };
        self.report(&key.span(), message);
    }

    /// Reports a value of another kind than `expected`.
    pub fn expected(&mut self, key: &Key<'_>, value: &Value<'_>, expected: Problem) {
        let args = [("key", key.get_ref().to_string())];
        self.report(&value.span(), Message::new(expected, args));
    }

    /// A table.
    pub fn table<'v, 't>(&mut self, key: &Key<'_>, value: &'v Value<'t>) -> Option<&'v DeTable<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.expected(key, value, Problem::ConfigTable);
        }
        table
    }

    /// A text that is not blank.
    pub fn text(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::trim).filter(|it| !it.is_empty());
        if text.is_none() {
            self.expected(key, value, Problem::ConfigText);
        }
        text.map(str::to_owned)
    }

    /// A list of texts with their places; one text alone is a list of one. Blank texts are taken where they mean
    /// something.
    pub fn texts(&mut self, key: &Key<'_>, value: &Value<'_>, takes_blank: bool) -> Vec<(String, Place)> {
        let items: Vec<&Value<'_>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref().as_str().map(str::trim) {
                Some(text) if takes_blank || !text.is_empty() => {
                    texts.push((text.to_owned(), self.place(&item.span())));
                }
                _ => self.expected(key, item, Problem::ConfigTexts),
            }
        }
        texts
    }

    /// The digits of a number, written as a number or as a text.
    pub fn digits(value: &Value<'_>) -> Option<String> {
        match value.get_ref() {
            DeValue::Integer(it) if it.radix() == 10 => Some(it.as_str().replace('_', "")),
            DeValue::Float(it) => Some(it.as_str().replace('_', "")),
            DeValue::String(it) => Some(it.trim().to_owned()),
            _ => None,
        }
    }
}

//! `[[rule]]`: a rule of one's own, from the file's tables to conditions.

use super::Place;
use super::layer::severity_of;
use super::reader::{Key, Reader, Value};
use crate::check::Severity;
use crate::check::own::{Glob, Pattern};
use crate::messages::{Message, Problem};
use crate::value::{Op, Unit, unit};
use rust_decimal::Decimal;
use std::str::FromStr;
use toml::de::{DeTable, DeValue};

/// A rule of one's own as a file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// Its code, `X` and digits.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its severity; `None` is off.
    pub severity: Option<Severity>,
    /// What it says.
    pub message: String,
    /// The rows that it is about.
    pub when: Pattern,
    /// What must hold for them.
    pub require: Option<Pattern>,
    /// Where its code stands.
    pub place: Place,
}

const KEYS: [&str; 6] = ["code", "name", "severity", "message", "when", "require"];
const CONDITIONS: [&str; 8] = ["level1", "level2", "name", "target", "operator", "unit", "min", "max"];
/// The signs that a condition may name; 无 is no sign.
const SIGNS: [(&str, Op); 10] = [
    ("≥", Op::Ge),
    ("≤", Op::Le),
    (">", Op::Gt),
    ("<", Op::Lt),
    ("=", Op::Eq),
    ("＝", Op::Eq),
    (">=", Op::Ge),
    ("<=", Op::Le),
    ("无", Op::None),
    ("", Op::None),
];

impl Own {
    /// All rules of a file; those that lack something are reported and left out.
    pub fn read_all(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) -> Vec<Self> {
        let DeValue::Array(items) = value.get_ref() else {
            reader.expected(key, value, Problem::ConfigRules);
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in items {
            match item.get_ref().as_table() {
                Some(table) => found.extend(Self::read(reader, item, table)),
                None => reader.expected(key, item, Problem::ConfigRules),
            }
        }
        found
    }

    fn read(reader: &mut Reader<'_>, item: &Value<'_>, table: &DeTable<'_>) -> Option<Self> {
        let n_problems = reader.problems.len();
        let mut own = Self {
            code: String::new(),
            name: String::new(),
            severity: Some(Severity::Warning),
            message: String::new(),
            when: Pattern::default(),
            require: None,
            place: reader.place(&item.span()),
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "code" => {
                    own.code = reader.text(key, value).unwrap_or_default();
                    own.place = reader.place(&value.span());
                }
                "name" => own.name = reader.text(key, value).unwrap_or_default(),
                "message" => own.message = reader.text(key, value).unwrap_or_default(),
                "severity" => own.severity = severity_of(reader, key, value).unwrap_or(own.severity),
                "when" => own.when = pattern(reader, key, value),
                "require" => own.require = Some(pattern(reader, key, value)),
                name if CONDITIONS.contains(&name) => {
                    let args = [("key", name.to_owned())];
                    reader.report(&key.span(), Message::new(Problem::ConfigCondition, args));
                }
                _ => reader.unknown(key, KEYS),
            }
        }
        own.complain(reader, table, n_problems);
        // One problem is enough to keep a half-understood rule from running.
        (reader.problems.len() == n_problems).then_some(own)
    }

    /// What a rule must have.
    fn complain(&self, reader: &mut Reader<'_>, table: &DeTable<'_>, n_problems: usize) {
        for key in ["code", "name", "message", "when"] {
            if !table.contains_key(key) {
                let problem = Message::new(Problem::ConfigRuleLacks, [("key", key.to_owned())]);
                let problem = self.place.problem(problem);
                reader.problems.push(problem);
            }
        }
        let is_code = self
            .code
            .strip_prefix('X')
            .is_some_and(|it| (1..=4).contains(&it.len()) && it.chars().all(|it| it.is_ascii_digit()));
        if !self.code.is_empty() && !is_code {
            let args = [("code", self.code.clone())];
            let problem = self.place.problem(Message::new(Problem::ConfigCode, args));
            reader.problems.push(problem);
        }
        let is_empty = |it: &Pattern| *it == Pattern::default();
        let has_none = is_empty(&self.when) || self.require.as_ref().is_some_and(is_empty);
        // A condition that was not understood has been told already.
        if has_none && reader.problems.len() == n_problems {
            let problem = self.place.problem(Message::plain(Problem::ConfigNoCondition));
            reader.problems.push(problem);
        }
    }
}

fn pattern(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) -> Pattern {
    let mut pattern = Pattern::default();
    let Some(table) = reader.table(key, value) else { return pattern };
    for (key, value) in table {
        let mut globs = |takes_blank| -> Vec<Glob> {
            reader.texts(key, value, takes_blank).into_iter().map(|(it, _)| Glob(it)).collect()
        };
        match key.get_ref().as_ref() {
            "level1" => pattern.level1 = globs(false),
            "level2" => pattern.level2 = globs(false),
            "name" => pattern.name = globs(false),
            "target" => pattern.target = globs(false),
            "operator" => pattern.operator = operators(reader, key, value),
            "unit" => pattern.unit = units(reader, key, value),
            "min" => pattern.min = number(reader, key, value),
            "max" => pattern.max = number(reader, key, value),
            _ => reader.unknown(key, CONDITIONS),
        }
    }
    if pattern.min.zip(pattern.max).is_some_and(|(min, max)| min > max) {
        reader.expected(key, value, Problem::ConfigBounds);
    }
    pattern
}

fn operators(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) -> Vec<Op> {
    let mut found = Vec::new();
    for (word, place) in reader.texts(key, value, true) {
        match SIGNS.iter().find(|(sign, _)| *sign == word) {
            Some((_, op)) => found.push(*op),
            None => {
                let args = [("word", word)];
                reader.problems.push(place.problem(Message::new(Problem::ConfigOperator, args)));
            }
        }
    }
    found
}

/// Units by the name that the table gives them, so that 毫升 and ml are one; other words stay as written.
fn units(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) -> Vec<String> {
    let name = |word: String| match unit::whole(&word) {
        Some(Unit { name, .. }) => name.into_owned(),
        None if word == "无" => String::new(),
        None => word,
    };
    reader.texts(key, value, true).into_iter().map(|(word, _)| name(word)).collect()
}

fn number(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) -> Option<Decimal> {
    let number = Reader::digits(value).and_then(|it| Decimal::from_str(&it).ok());
    if number.is_none() {
        reader.expected(key, value, Problem::ConfigDecimal);
    }
    number
}

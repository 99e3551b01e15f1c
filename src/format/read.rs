//! A TOML text → a filing, with every error of the text at once.
//!
//! It walks the spanned tree itself rather than through serde, so that each wrong value is reported with line,
//! column and what was expected. Invariant: there is a filing only if nothing in the text was dropped.

use super::keys::{ROOT, Table};
use super::lines::Lines;
use super::plain::{self, Plain};
use super::reader::{Label, Reader, Value, label};
use super::{Reading, VERSION, syntax};
use crate::messages::{Message, Problem};
use crate::model::{
    Allow, Amounts, BudgetLine, Column, Field, Filing, Function, Indicator, Place, RowId, Source,
};
use toml::de::{DeTable, DeValue};

/// Reads a filing. Rows are numbered from 1 within their kind.
pub fn read(text: &str) -> Reading {
    plain::split(text).and_then(read_plain).unwrap_or_else(|| read_all(text))
}

/// Reads the rest of a text and puts its rows back. `None` where anything is to be remarked, so that it is remarked of
/// the whole text, and where the rest holds rows of its own.
fn read_plain(plain: Plain) -> Option<Reading> {
    let mut reading = read_all(&plain.rest);
    let filing = reading.filing.as_mut()?;
    let has_lines = !filing.budget.lines.is_empty();
    let has_rows = filing.functions.iter().any(|it| !it.indicators.is_empty())
        || has_lines && !plain.budget_lines.is_empty();
    if has_rows || !reading.remarks.is_empty() || filing.functions.len() != plain.functions.len() {
        return None;
    }
    for (function, rows) in filing.functions.iter_mut().zip(plain.functions) {
        function.indicators = rows;
    }
    if !has_lines {
        filing.budget.lines = plain.budget_lines;
    }
    reading.lines = Some(Lines::from(plain.frame, plain.lines));
    Some(reading)
}

/// Reads a text with the TOML library alone.
pub(super) fn read_all(text: &str) -> Reading {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::of(text);
    if !errors.is_empty() {
        syntax::remark(&mut reader, text, &errors);
        return Reading { remarks: reader.finish(), ..Reading::default() };
    }
    let version = version(&mut reader, root.get_ref());
    let mut document = Document { reader, filing: Filing::default(), n_indicators: 0 };
    document.root(root.get_ref());
    let Document { mut reader, filing, .. } = document;
    let is_usable = reader.is_usable();
    if let Version::Newer(found, offset) = &version {
        let args = [("found", found.clone()), ("known", VERSION.to_string())];
        reader.remark(true, *offset, Message::new(Problem::FormatNewer, args));
    }
    Reading {
        filing: is_usable.then_some(filing),
        remarks: reader.finish(),
        read_only: !matches!(version, Version::Known),
        lines: None,
    }
}

/// Whether a TOML text means to be a filing: it has a `format` or a `[filing]`. Folders hold other TOML too.
pub fn is_filing(text: &str) -> bool {
    let (root, _) = DeTable::parse_recoverable(text);
    ["format", "filing"].into_iter().any(|it| root.get_ref().contains_key(it))
}

enum Version {
    Known,
    Newer(String, usize),
}

fn version(reader: &mut Reader<'_>, root: &DeTable<'_>) -> Version {
    let Some(value) = root.get("format") else {
        let args = [("known", VERSION.to_string())];
        reader.remark(true, 0, Message::new(Problem::FormatMissing, args));
        return Version::Known;
    };
    if let DeValue::Integer(it) = value.get_ref() {
        let digits = it.as_str().trim_start_matches('+');
        let is_number = it.radix() == 10 && digits.chars().all(|it| it.is_ascii_digit());
        match digits.parse::<u32>() {
            Ok(VERSION) => return Version::Known,
            Ok(0) => {}
            // A number too long for u32 is newer, too.
            _ if is_number => return Version::Newer(digits.to_owned(), value.span().start),
            _ => {}
        }
    }
    reader.expected(Problem::ExpectedFormat, &"format", value);
    Version::Known
}

struct Document<'i> {
    reader: Reader<'i>,
    filing: Filing,
    n_indicators: u32,
}

impl<'i> Document<'i> {
    fn root(&mut self, root: &DeTable<'i>) {
        for (key, value) in root {
            let name = ROOT.into_iter().find(|it| *it == key.get_ref().as_ref());
            match name {
                None => self.reader.unknown(Table::Root, key),
                Some("format") => {}
                Some("functions") => self.functions(value),
                Some("allow") => self.allows(value),
                Some("source") => self.source(value),
                Some(name) => self.section(name, value),
            }
        }
    }

    fn section(&mut self, name: &'static str, value: &Value<'i>) {
        let Some(table) = self.reader.table(&name, value) else { return };
        let fields = Table::Section(name).fields();
        for (key, value) in table {
            match fields.iter().find(|it| it.key().1 == key.get_ref().as_ref()) {
                Some(field) => self.own(&label(Table::Section(name), key.get_ref()), field, value),
                None if name == "budget" && key.get_ref() == "lines" => self.lines(value),
                None => self.reader.unknown(Table::Section(name), key),
            }
        }
    }

    fn own(&mut self, key: &Label<'_>, field: &Field, value: &Value<'_>) {
        let text = match field {
            Field::Year => {
                self.filing.year = self.reader.number(Problem::ExpectedYear, key, value);
                return;
            }
            Field::AnnualGoals => {
                self.filing.goals.annual = self.reader.list(key, value);
                return;
            }
            Field::LongTermGoals => {
                self.filing.goals.long_term = self.reader.list(key, value);
                return;
            }
            Field::ProjectGoals => {
                self.filing.goals.project = self.reader.list(key, value);
                return;
            }
            Field::Scope => self.reader.word(key, value, &["department", "project"]),
            Field::Stage => self.reader.word(key, value, &["declared", "approved"]),
            Field::MoneyUnit => self.reader.word(key, value, &["元", "万元"]),
            _ => self.reader.text(key, value),
        };
        if !text.is_empty() {
            // The words were checked above and every other field takes any text.
            let _ = self.filing.set(Place::Filing, field, &text);
        }
    }

    fn lines(&mut self, value: &Value<'i>) {
        for (idx, (_, table)) in self.reader.rows(&Table::Line.name(), value).into_iter().enumerate() {
            let mut line = BudgetLine { row: RowId(idx as u32 + 1), ..BudgetLine::default() };
            for (key, value) in table {
                let named = label(Table::Line, key.get_ref());
                match key.get_ref().as_ref() {
                    "name" => line.name = self.reader.text(&named, value),
                    "under" => line.under = self.reader.text(&named, value),
                    "of_which" => line.of_which = self.reader.flag(&named, value),
                    it if self.amounts(it, &named, value, &mut line.amounts) => {}
                    _ => self.reader.unknown(Table::Line, key),
                }
            }
            self.filing.budget.lines.push(line);
        }
    }

    fn functions(&mut self, value: &Value<'i>) {
        for (idx, (_, table)) in self.reader.rows(&Table::Function.name(), value).into_iter().enumerate() {
            let mut function = Function { row: RowId(idx as u32 + 1), ..Function::default() };
            for (key, value) in table {
                let named = label(Table::Function, key.get_ref());
                match key.get_ref().as_ref() {
                    "id" => function.id = self.reader.text(&named, value),
                    "name" => function.name = self.reader.text(&named, value),
                    "content" => function.content = self.reader.text(&named, value),
                    "indicators" => function.indicators = self.indicators(value),
                    it if self.amounts(it, &named, value, &mut function.amounts) => {}
                    _ => self.reader.unknown(Table::Function, key),
                }
            }
            self.filing.functions.push(function);
        }
    }

    fn amounts(&mut self, key: &str, named: &Label<'_>, value: &Value<'i>, amounts: &mut Amounts) -> bool {
        match key {
            "amount" => self.reader.amount(named, value, &Column::Only, amounts),
            "amounts" => self.reader.amounts(named, value, amounts),
            _ => return false,
        }
        true
    }

    fn indicators(&mut self, value: &Value<'i>) -> Vec<Indicator> {
        let fields = Table::Indicator.fields();
        let mut indicators = Vec::new();
        for (_, table) in self.reader.rows(&Table::Indicator.name(), value) {
            self.n_indicators += 1;
            let mut indicator = Indicator { row: RowId(self.n_indicators), ..Indicator::default() };
            for (key, value) in table {
                let named = label(Table::Indicator, key.get_ref());
                match fields.iter().find(|it| it.key().1 == key.get_ref().as_ref()) {
                    None => self.reader.unknown(Table::Indicator, key),
                    Some(Field::SourceLine) => {
                        indicator.line = self.reader.number(Problem::ExpectedNumber, &named, value);
                    }
                    Some(field) => {
                        let text = self.reader.text(&named, value);
                        // Every other field of an indicator takes any text.
                        let _ = indicator.set(field, &text);
                    }
                }
            }
            indicators.push(indicator);
        }
        indicators
    }

    fn allows(&mut self, value: &Value<'i>) {
        for (row, table) in self.reader.rows(&Table::Allow.name(), value) {
            let mut allow = Allow::default();
            for (key, value) in table {
                let named = label(Table::Allow, key.get_ref());
                match key.get_ref().as_ref() {
                    "rule" => allow.rule = self.reader.text(&named, value),
                    "at" => allow.at = self.reader.text(&named, value),
                    "reason" => allow.reason = self.reader.text(&named, value),
                    _ => self.reader.unknown(Table::Allow, key),
                }
            }
            let has_reason =
                table.get("reason").is_some_and(|it| !it.get_ref().is_str()) || !allow.reason.is_empty();
            if !has_reason {
                let args = [("rule", allow.rule.clone())];
                self.reader.remark(true, row.span().start, Message::new(Problem::ReasonMissing, args));
            }
            self.filing.allows.push(allow);
        }
    }

    fn source(&mut self, value: &Value<'i>) {
        let Some(table) = self.reader.table(&"source", value) else { return };
        let mut source = Source::default();
        for (key, value) in table {
            let named = label(Table::Section("source"), key.get_ref());
            match key.get_ref().as_ref() {
                "file" => source.file = self.reader.text(&named, value),
                "sha256" => source.sha256 = self.reader.text(&named, value),
                "sheet" => source.sheet = self.reader.text(&named, value),
                "lines" => source.lines = self.reader.range(&named, value),
                "leftover" => source.leftover = self.reader.list(&named, value),
                _ => self.reader.unknown(Table::Section("source"), key),
            }
        }
        self.filing.source = Some(source);
    }
}

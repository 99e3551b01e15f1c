//! What a filing's tables hold, as rows of keys and typed values in the order of the format. Writing, JSON and
//! the comparison before saving all go through it, so that none of them can forget a field.
//!
//! It must not know TOML or JSON text. Invariant: a blank text, list or amount is no cell.

use super::keys::Table;
use crate::model::{Allow, Amounts, BudgetLine, Column, Field, Filing, Function, Indicator, Place};
use std::borrow::Cow;

/// The value of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(i64),
    /// A flag that is set.
    True,
    /// Texts, none of them blank.
    List(Vec<&'a str>),
    /// First and last.
    Range(u32, u32),
    /// Amounts by column key.
    Amounts(Vec<(&'a str, &'a str)>),
}

/// The cells of a table, by key, in the order of the format.
pub type Row<'a> = Vec<(&'static str, Option<Cell<'a>>)>;

/// The cells of one of the sections with single values.
pub fn section<'a>(filing: &'a Filing, name: &'static str) -> Row<'a> {
    if name == "source" {
        return source(filing);
    }
    Table::Section(name).fields().into_iter().map(|it| (it.key().1, own(filing, it))).collect()
}

fn own<'a>(filing: &'a Filing, field: &Field) -> Option<Cell<'a>> {
    match field {
        Field::Year => filing.year.map(|it| Cell::Number(it.into())),
        Field::AnnualGoals => list(&filing.goals.annual),
        Field::LongTermGoals => list(&filing.goals.long_term),
        Field::ProjectGoals => list(&filing.goals.project),
        _ => filing.get(Place::Filing, field).and_then(text),
    }
}

fn source(filing: &Filing) -> Row<'_> {
    let source = filing.source.as_ref();
    vec![
        ("file", source.and_then(|it| plain(&it.file))),
        ("sha256", source.and_then(|it| plain(&it.sha256))),
        ("sheet", source.and_then(|it| plain(&it.sheet))),
        ("lines", source.and_then(|it| it.lines).map(|(first, last)| Cell::Range(first, last))),
        ("leftover", source.and_then(|it| list(&it.leftover))),
    ]
}

/// The cells of a budget line.
pub fn line(line: &BudgetLine) -> Row<'_> {
    let mut row = vec![
        ("name", plain(&line.name)),
        ("under", plain(&line.under)),
        ("of_which", line.of_which.then_some(Cell::True)),
    ];
    push_amounts(&mut row, &line.amounts);
    row
}

/// The cells of a function, without its indicators.
pub fn function(function: &Function) -> Row<'_> {
    let mut row = vec![
        ("id", plain(&function.id)),
        ("name", plain(&function.name)),
        ("content", plain(&function.content)),
    ];
    push_amounts(&mut row, &function.amounts);
    row
}

/// The cells of an indicator.
pub fn indicator(indicator: &Indicator) -> Row<'_> {
    let cell = |it: &'static Field| {
        let value = match it {
            Field::SourceLine => indicator.line.map(|line| Cell::Number(line.into())),
            _ => indicator.get(it).and_then(text),
        };
        (it.key().1, value)
    };
    Table::Indicator.fields().into_iter().map(cell).collect()
}

/// The cells of an accepted finding.
pub fn allow(allow: &Allow) -> Row<'_> {
    vec![("rule", plain(&allow.rule)), ("at", plain(&allow.at)), ("reason", plain(&allow.reason))]
}

/// The accepted findings that can be stored: without a reason nothing is accepted.
pub fn allows(filing: &Filing) -> Vec<&Allow> {
    filing.allows.iter().filter(|it| !it.reason.trim().is_empty()).collect()
}

/// Whether two filings have the same cells in the same rows: equal up to blank texts.
pub fn same(a: &Filing, b: &Filing) -> bool {
    let functions = |a: &Function, b: &Function| {
        function(a) == function(b) && all(&a.indicators, &b.indicators, |a, b| indicator(a) == indicator(b))
    };
    super::keys::SECTIONS.into_iter().all(|it| section(a, it) == section(b, it))
        && a.source.is_some() == b.source.is_some()
        && all(&a.budget.lines, &b.budget.lines, |a, b| line(a) == line(b))
        && all(&a.functions, &b.functions, functions)
        && all(&allows(a), &allows(b), |a, b| allow(a) == allow(b))
}

fn all<T>(a: &[T], b: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

fn push_amounts<'a>(row: &mut Row<'a>, amounts: &'a Amounts) {
    row.push(("amount", amounts.get(&Column::Only).and_then(|it| plain(it.text()))));
    let mut columns: Vec<(&str, &str)> = Vec::new();
    for (column, amount) in &amounts.0 {
        let is_new = *column != Column::Only && !columns.iter().any(|(key, _)| *key == column.key());
        if is_new && !amount.text().is_empty() {
            columns.push((column.key(), amount.text()));
        }
    }
    row.push(("amounts", (!columns.is_empty()).then_some(Cell::Amounts(columns))));
}

fn plain(value: &str) -> Option<Cell<'_>> {
    text(Cow::Borrowed(value))
}

fn text(value: Cow<'_, str>) -> Option<Cell<'_>> {
    (!value.trim().is_empty()).then_some(Cell::Text(value))
}

fn list(items: &[String]) -> Option<Cell<'_>> {
    let items: Vec<&str> = items.iter().map(String::as_str).filter(|it| !it.trim().is_empty()).collect();
    (!items.is_empty()).then_some(Cell::List(items))
}

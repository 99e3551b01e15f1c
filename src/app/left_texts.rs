//! Changes of an earlier session that can no longer be made, in words: where, what the file says there now, and what was
//! made of it, for a person to make them again.
//!
//! Invariant: every text of every change is among the lines, whole.

use super::State;
use super::board::changes::label;
use super::field_name::{field_name, value_name};
use crate::edit::{Change, Row};
use crate::format;
use crate::journal::{Journal, Told};
use crate::messages::{Message, RecoverText};
use crate::model::{Field, Filing, Function, Place};
use crate::text::diff;

/// The lines; the first character says what a line is, as in a diff. `filing` is what the file says now.
pub fn lines(state: &State, filing: &Filing, journal: &Journal) -> Vec<String> {
    let words = Words { state, filing };
    journal.told().iter().flat_map(|it| words.step(it)).collect()
}

struct Words<'a> {
    state: &'a State,
    filing: &'a Filing,
}

impl Words<'_> {
    fn step(&self, told: &Told) -> Vec<String> {
        let changes = told.to.as_ref().unwrap_or(&told.changes);
        let mut lines: Vec<String> = changes.iter().flat_map(|it| self.change(it)).collect();
        if told.is_back {
            let head = if told.to.is_some() { RecoverText::ToldBackTo } else { RecoverText::ToldBack };
            lines.insert(0, format!("@ {}", self.state.say(head)));
        }
        lines
    }

    fn change(&self, change: &Change) -> Vec<String> {
        match change {
            Change::Set { at, field, text } => self.set(*at, field, text),
            Change::Insert { at, row } => {
                let mut lines = vec![self.head(RecoverText::ToldInsert, &self.place(*at), "")];
                let mut with = Filing::default();
                match &**row {
                    Row::Line(it) => with.budget.lines.push(it.clone()),
                    Row::Function(it) => with.functions.push(it.clone()),
                    Row::Indicator(it) => {
                        with.functions.push(Function { indicators: vec![it.clone()], ..Function::default() });
                    }
                }
                lines.extend(added(&with));
                lines
            }
            Change::Remove { at } => vec![self.head(RecoverText::ToldRemove, &self.named(*at), "")],
            Change::Move { from, to } => {
                vec![self.head(RecoverText::ToldMove, &self.named(*from), &self.place(*to))]
            }
            Change::Allows { to } => {
                let mut lines = vec![format!("@ {}", self.state.say(RecoverText::ToldAllows))];
                lines.extend(added(&Filing { allows: to.clone(), ..Filing::default() }));
                lines
            }
        }
    }

    fn set(&self, at: Place, field: &Field, text: &str) -> Vec<String> {
        let lang = self.state.lang;
        let mut lines = vec![format!("@ {} · {}", self.named(at), field_name(field, lang))];
        let now = self.filing.get(at, field).unwrap_or_default();
        for (mark, text) in [('-', &*now), ('+', text)] {
            let text = value_name(field, text, lang);
            lines.extend(text.lines().map(|it| format!("{mark} {it}")));
        }
        if text.is_empty() {
            lines.push(format!("+ {}", self.state.say(RecoverText::ToldBlank)));
        }
        lines
    }

    fn head(&self, id: RecoverText, place: &str, to: &str) -> String {
        let args = [("place", place.to_owned()), ("to", to.to_owned())];
        format!("@ {}", Message::new(id, args).render(self.state.lang))
    }

    /// A place by its numbers, as they were then.
    fn place(&self, at: Place) -> String {
        let (id, function, n) = match at {
            Place::Filing => (RecoverText::ToldFiling, 0, 0),
            Place::BudgetLine(idx) => (RecoverText::ToldLine, 0, idx),
            Place::Function(idx) => (RecoverText::ToldFunction, idx, 0),
            Place::Indicator(function, idx) => (RecoverText::ToldIndicator, function, idx),
        };
        let args = [("function", (function + 1).to_string()), ("n", (n + 1).to_string())];
        Message::new(id, args).render(self.state.lang)
    }

    /// The same with what the row of these numbers is called in the file now, where it has one.
    fn named(&self, at: Place) -> String {
        let has_row = match at {
            Place::Filing => false,
            Place::BudgetLine(idx) => idx < self.filing.budget.lines.len(),
            Place::Function(idx) => idx < self.filing.functions.len(),
            Place::Indicator(function, idx) => self.filing.indicator(function, idx).is_some(),
        };
        if !has_row {
            return self.place(at);
        }
        let args = [("place", self.place(at)), ("name", label(self.state, self.filing, at))];
        Message::new(RecoverText::ToldNamed, args).render(self.state.lang)
    }
}

/// What a filing says that an empty one does not, in the file's own format.
fn added(filing: &Filing) -> Vec<String> {
    let (empty, full) = (format::write(&Filing::default()), format::write(filing));
    let diff = diff::unified("", "", &empty, &full);
    let lines = diff.lines().skip(2).filter(|it| it.starts_with('+') && it.len() > 1);
    lines.map(str::to_owned).collect()
}

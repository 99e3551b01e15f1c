//! A row's target cells, and how findings about them and their fixes are made.
//!
//! A row has a full-year and sometimes a half-year target. Both are checked for their form; where both print the
//! same text they are one cell, so that one mistake is one finding and its fix mends both.

use super::finding::{Edit, Finding, Fix, Safety};
use super::rule::{Row, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::value::{Kind, Note, Target};

/// Longer texts are cut in messages, so that these fit the check bar.
const MAX_SHOWN_CHARS: usize = 14;

/// A target cell of a row.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// The row.
    pub row: &'a Row<'a>,
    /// What this cell says.
    pub target: &'a Target,
    /// What the row's other cell says; an empty target where there is none.
    pub other: &'a Target,
    /// Whether it is the half-year cell.
    pub is_half: bool,
    /// Whether the half-year cell prints the same.
    pub is_both: bool,
}

impl<'a> Row<'a> {
    /// The indicator's name without blanks around it.
    pub fn name(&self) -> &'a str {
        self.named.printed
    }

    /// The full-year cell, and the half-year cell where it prints something else.
    pub fn cells(&'a self) -> impl Iterator<Item = Cell<'a>> {
        let has_half = self.half.kind != Kind::Empty;
        let is_both = has_half && self.half.raw == self.target.raw;
        let full = Cell { row: self, target: self.target, other: self.half, is_half: false, is_both };
        let half = Cell { row: self, target: self.half, other: self.target, is_half: true, is_both: false };
        std::iter::once(full).chain((has_half && !is_both).then_some(half))
    }

    /// A finding about a field of this row.
    pub fn finding(&self, rule: &'static Rule, field: Field, message: Message<RuleText>) -> Finding {
        let value = self.indicator.get(&field).map_or_else(String::new, std::borrow::Cow::into_owned);
        Finding {
            rule,
            severity: rule.severity,
            at: self.at,
            field: Some(field),
            value,
            message,
            fix: None,
            money: None,
        }
    }

    /// A fix that sets fields of this row.
    pub fn fix(&self, safety: Safety, texts: impl IntoIterator<Item = (Field, String)>) -> Fix {
        let edits: Vec<Edit> =
            texts.into_iter().map(|(field, text)| Edit { at: self.at, field, text }).collect();
        let to = edits.first().map_or_else(String::new, |it| shown(&it.text));
        let title = if let [half, full] = edits.as_slice()
            && (&half.field, &full.field) == (&Field::TargetHalf, &Field::Target)
            && half.text != full.text
        {
            let args = [("half", shown(&half.text)), ("full", shown(&full.text))];
            Message::new(RuleText::FixBoth, args)
        } else if to.is_empty() {
            Message::plain(RuleText::FixClear)
        } else {
            Message::new(RuleText::FixTo, [("to", to)])
        };
        Fix { safety, title, edits, removes: false }
    }
}

impl Cell<'_> {
    /// The field of this cell.
    pub const fn field(&self) -> Field {
        if self.is_half { Field::TargetHalf } else { Field::Target }
    }

    /// The printed text, cut to what fits a message.
    pub fn shown(&self) -> String {
        shown(&self.target.raw)
    }

    /// A finding about this cell whose message may show its `{value}`.
    pub fn finding(&self, rule: &'static Rule, message: RuleText) -> Finding {
        self.finding_with(rule, message, [])
    }

    /// A finding about this cell whose message shows its `{value}` and more.
    pub fn finding_with(
        &self,
        rule: &'static Rule,
        message: RuleText,
        args: impl IntoIterator<Item = (&'static str, String)>,
    ) -> Finding {
        let args = std::iter::once(("value", self.shown())).chain(args);
        self.row.finding(rule, self.field(), Message::new(message, args))
    }

    /// A finding whose fix only changes the writing: the message shows the suggested `{to}`, which is no guess.
    /// Without a fix the `plain` message is said.
    pub fn finding_with_writing(
        &self,
        rule: &'static Rule,
        (suggesting, plain): (RuleText, RuleText),
        fix: Option<Fix>,
    ) -> Finding {
        let to = fix.as_ref().and_then(|it| it.edits.first()).map(|it| shown(&it.text));
        match to {
            Some(to) => self.finding_with(rule, suggesting, [("to", to)]).with_fix(fix),
            None => self.finding(rule, plain),
        }
    }

    /// The same where the target is to be written as it is understood.
    pub fn in_plain_writing(&self, rule: &'static Rule, messages: (RuleText, RuleText)) -> Finding {
        self.finding_with_writing(rule, messages, self.rewrite(Safety::Safe, self.target))
    }

    /// A fix that sets this cell, and the half-year cell where it prints the same.
    pub fn fix(&self, safety: Safety, text: String) -> Fix {
        let twin = self.is_both.then(|| (Field::TargetHalf, text.clone()));
        self.row.fix(safety, std::iter::once((self.field(), text)).chain(twin))
    }

    /// A fix that writes a changed target. `None` where writing it would lose something the text says (a remark,
    /// 左右), or where nothing would change.
    pub fn rewrite(&self, safety: Safety, target: &Target) -> Option<Fix> {
        let loses = target.notes.iter().any(|it| {
            matches!(
                it,
                Note::Remark(_) | Note::Approximate | Note::ContradictingBound | Note::Rank | Note::ZeroWord
            )
        });
        let is_written = matches!(target.kind, Kind::Quant | Kind::Range);
        let text = target.written();
        (is_written && !loses && text != self.target.raw).then(|| self.fix(safety, text))
    }
}

impl Finding {
    /// This finding with a fix.
    #[must_use]
    pub fn with_fix(self, fix: impl Into<Option<Fix>>) -> Self {
        Self { fix: fix.into(), ..self }
    }

    /// This finding with another severity than its rule's.
    #[must_use]
    pub fn with_severity(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }
}

/// The fix that takes the row of a finding away.
pub fn removal(title: RuleText) -> Fix {
    Fix { safety: Safety::Unsafe, title: Message::plain(title), edits: Vec::new(), removes: true }
}

/// Advice without a replacement.
pub fn advice(title: RuleText) -> Fix {
    Fix { safety: Safety::Display, title: Message::plain(title), edits: Vec::new(), removes: false }
}

/// A text cut to what fits a message.
pub fn shown(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= MAX_SHOWN_CHARS {
        return text.to_owned();
    }
    text.chars().take(MAX_SHOWN_CHARS).chain(std::iter::once('…')).collect()
}

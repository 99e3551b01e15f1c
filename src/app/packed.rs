//! The findings of a filing in few bytes: thousands of loaded filings have hundreds of thousands of findings, and the
//! person looks at those of one.
//!
//! It must not know when they are needed. Invariant: what was packed comes out as it was.

use crate::check::{Edit, Finding, Fix, Money, Rule, Safety, Settings, Severity, rules};
use crate::messages::{Message, RuleText};
use crate::model::{Field, MoneyUnit, Place};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Mutex;

/// Packed findings: bytes that mean the same in another process of the same program.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    bytes: Box<[u8]>,
}

/// What the bytes say.
#[derive(Serialize, Deserialize)]
struct Block<'a> {
    /// The codes of the rules that are named by number.
    #[serde(borrow)]
    rules: Vec<&'a str>,
    /// The names of the places in messages, likewise.
    #[serde(borrow)]
    words: Vec<&'a str>,
    #[serde(borrow)]
    findings: Vec<Slim<'a>>,
}

/// What the numbers in the bytes stand for here.
struct Table {
    rules: Vec<&'static Rule>,
    words: Vec<&'static str>,
}

/// A finding as it is written. Numbers stand for rules, for messages and for the names of their places.
#[derive(Serialize, Deserialize)]
struct Slim<'a> {
    rule: usize,
    severity: u8,
    at: Place,
    field: Option<Cow<'a, Field>>,
    value: Cow<'a, str>,
    message: SlimMessage<'a>,
    fix: Option<SlimFix<'a>>,
    money: Option<SlimMoney>,
}

#[derive(Serialize, Deserialize)]
struct SlimMessage<'a> {
    id: usize,
    args: Vec<(usize, Cow<'a, str>)>,
}

#[derive(Serialize, Deserialize)]
struct SlimFix<'a> {
    safety: u8,
    title: SlimMessage<'a>,
    edits: Vec<(Place, Cow<'a, Field>, Cow<'a, str>)>,
    removes: bool,
}

/// Decimals as their sixteen bytes, and the unit.
#[derive(Serialize, Deserialize)]
struct SlimMoney {
    expected: [u8; 16],
    actual: [u8; 16],
    difference: [u8; 16],
    tolerance: [u8; 16],
    is_yuan: Option<bool>,
}

const SEVERITIES: [Severity; 3] = [Severity::Info, Severity::Warning, Severity::Error];
const SAFETIES: [Safety; 3] = [Safety::Display, Safety::Unsafe, Safety::Safe];

impl Packed {
    /// Packs findings; `None` where that cannot be.
    pub fn of(findings: &[Finding]) -> Option<Self> {
        let (mut rules, mut words) = (Vec::new(), Vec::new());
        let slim: Vec<Slim<'_>> = findings.iter().map(|it| Slim::of(it, &mut rules, &mut words)).collect();
        let block = Block { rules: rules.iter().map(|it| it.code).collect(), words, findings: slim };
        Some(Self { bytes: postcard::to_stdvec(&block).ok()?.into() })
    }

    /// Findings out of their bytes. They must be what [`Packed::bytes`] gave.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self { bytes: bytes.into() }
    }

    /// The bytes.
    pub const fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The findings, which were found under these settings; `None` where the bytes are not what was written.
    pub fn unpack(&self, settings: &Settings) -> Option<Vec<Finding>> {
        let block: Block<'_> = postcard::from_bytes(&self.bytes).ok()?;
        let rule = |code: &&str| {
            let own = settings.own.iter().map(|it| it.rule).find(|it| it.code == *code);
            own.or_else(|| rules::by_code(code))
        };
        let table = Table {
            rules: block.rules.iter().map(rule).collect::<Option<_>>()?,
            words: block.words.into_iter().map(lasting).collect::<Option<_>>()?,
        };
        block.findings.into_iter().map(|it| it.into_finding(&table)).collect()
    }
}

/// A name of a place in a message, as messages hold it. There are few of them; those that came in bytes are kept for the
/// rest of the program.
fn lasting(word: &str) -> Option<&'static str> {
    /// More are no names.
    const MOST: usize = 1_000;
    static KNOWN: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());
    let mut known = KNOWN.lock().ok()?;
    if let Some(it) = known.iter().find(|it| **it == word) {
        return Some(it);
    }
    if known.len() >= MOST {
        return None;
    }
    let new: &'static str = Box::leak(word.into());
    known.push(new);
    Some(new)
}

impl Table {
    fn message(&self, slim: SlimMessage<'_>) -> Option<Message<RuleText>> {
        let args =
            slim.args.into_iter().map(|(name, text)| Some((*self.words.get(name)?, text.into_owned())));
        Some(Message { id: *RuleText::ALL.get(slim.id)?, args: args.collect::<Option<_>>()? })
    }
}

impl<'a> Slim<'a> {
    fn of(finding: &'a Finding, rules: &mut Vec<&'static Rule>, words: &mut Vec<&'static str>) -> Self {
        let fix = finding.fix.as_ref().map(|it| SlimFix {
            safety: it.safety as u8,
            title: SlimMessage::of(&it.title, words),
            edits: it
                .edits
                .iter()
                .map(|it| (it.at, Cow::Borrowed(&it.field), Cow::Borrowed(it.text.as_str())))
                .collect(),
            removes: it.removes,
        });
        Self {
            rule: number(rules, finding.rule, |a, b| std::ptr::eq(a, b)),
            severity: finding.severity as u8,
            at: finding.at,
            field: finding.field.as_ref().map(Cow::Borrowed),
            value: Cow::Borrowed(&finding.value),
            message: SlimMessage::of(&finding.message, words),
            fix,
            money: finding.money.as_ref().map(SlimMoney::of),
        }
    }

    fn into_finding(self, table: &Table) -> Option<Finding> {
        let fix = match self.fix {
            None => None,
            Some(it) => Some(Fix {
                safety: *SAFETIES.get(usize::from(it.safety))?,
                title: table.message(it.title)?,
                edits: it
                    .edits
                    .into_iter()
                    .map(|(at, field, text)| Edit { at, field: field.into_owned(), text: text.into_owned() })
                    .collect(),
                removes: it.removes,
            }),
        };
        Some(Finding {
            rule: table.rules.get(self.rule)?,
            severity: *SEVERITIES.get(usize::from(self.severity))?,
            at: self.at,
            field: self.field.map(Cow::into_owned),
            value: self.value.into_owned(),
            message: table.message(self.message)?,
            fix,
            money: self.money.map(SlimMoney::into_money),
        })
    }
}

impl<'a> SlimMessage<'a> {
    fn of(message: &'a Message<RuleText>, words: &mut Vec<&'static str>) -> Self {
        let arg = |(name, text): &'a (&'static str, String)| {
            (number(words, *name, |a, b| a == b), Cow::Borrowed(text.as_str()))
        };
        Self { id: message.id as usize, args: message.args.iter().map(arg).collect() }
    }
}

impl SlimMoney {
    fn of(it: &Money) -> Self {
        Self {
            expected: it.expected.serialize(),
            actual: it.actual.serialize(),
            difference: it.difference.serialize(),
            tolerance: it.tolerance.serialize(),
            is_yuan: it.unit.map(|it| it == MoneyUnit::Yuan),
        }
    }

    fn into_money(self) -> Money {
        Money {
            expected: Decimal::deserialize(self.expected),
            actual: Decimal::deserialize(self.actual),
            difference: Decimal::deserialize(self.difference),
            tolerance: Decimal::deserialize(self.tolerance),
            unit: self.is_yuan.map(|it| if it { MoneyUnit::Yuan } else { MoneyUnit::WanYuan }),
        }
    }
}

/// The number of something in a list of few, to which it is added where it is new.
fn number<T: Copy>(list: &mut Vec<T>, it: T, is_same: impl Fn(T, T) -> bool) -> usize {
    list.iter().position(|known| is_same(*known, it)).unwrap_or_else(|| {
        list.push(it);
        list.len() - 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::settings::DEFAULT;

    #[test]
    fn every_number_stands_for_what_it_was_given() {
        assert!(RuleText::ALL.iter().enumerate().all(|(idx, it)| *it as usize == idx));
        assert!(SEVERITIES.iter().enumerate().all(|(idx, it)| *it as usize == idx));
        assert!(SAFETIES.iter().enumerate().all(|(idx, it)| *it as usize == idx));
    }

    #[test]
    fn findings_come_out_as_they_were_in_a_part_of_the_bytes() {
        let mut n = 0;
        for sample in crate::store::samples().iter().filter(|it| crate::format::is_filing(it.text)) {
            let Some(mut filing) = crate::format::read(sample.text).filing else { continue };
            // Something of every kind: a sum that does not hold, a target without its sign, a row twice.
            if let Some((_, amount)) = filing.budget.lines.iter_mut().find_map(|it| it.amounts.0.first_mut())
            {
                *amount = crate::model::Amount::printed("99999.9");
            }
            let Some(function) = filing.functions.first_mut() else { continue };
            function.indicators.extend(function.indicators.first().cloned());
            function.indicators.iter_mut().for_each(|it| it.target = it.target.replace('≥', ""));
            let findings = crate::check::check(&filing);
            let packed = Packed::of(&findings).unwrap();
            assert!(packed.bytes.len() * 2 < findings.len() * size_of::<Finding>(), "{}", packed.bytes.len());
            n += findings.len();
            assert_eq!(packed.unpack(&DEFAULT).unwrap(), findings);
        }
        assert!(n > 10, "{n}");
    }

    #[test]
    fn torn_bytes_are_no_findings() {
        let packed = Packed { bytes: Box::new([3, 0, 9]) };
        assert!(packed.unpack(&DEFAULT).is_none());
    }
}

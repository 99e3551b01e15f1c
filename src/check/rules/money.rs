//! From identities to findings: what the money rules share. No rule of its own.

use crate::check::budget::{Hint, Identity, Kind, Part, Relation, Sums, difference_text};
use crate::check::cell::advice;
use crate::check::finding::{Edit, Finding, Fix, Money, Safety};
use crate::check::rule::{Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::grouped::grouped;
use crate::model::{Field, Filing};
use rust_decimal::Decimal;

/// A finding at a member of an identity, with both sides.
pub fn finding(
    rule: &'static Rule,
    severity: Severity,
    filing: &Filing,
    identity: &Identity,
    part: &Part,
    message: Message<RuleText>,
) -> Finding {
    let field = Field::Amount(part.column.clone());
    Finding {
        rule,
        severity,
        at: part.at,
        value: filing.get(part.at, &field).unwrap_or_default().into_owned(),
        field: Some(field),
        message,
        fix: None,
        money: money(identity),
    }
}

/// Both sides, when both can be read.
fn money(identity: &Identity) -> Option<Money> {
    let (actual, expected) = (identity.total.number()?, identity.sum?);
    Some(Money {
        expected,
        actual,
        difference: identity.difference?,
        tolerance: identity.tolerance,
        unit: identity.unit,
    })
}

/// A message with the arguments that money messages share; `more` adds its own.
pub fn message(
    id: RuleText,
    identity: &Identity,
    more: impl IntoIterator<Item = (&'static str, String)>,
) -> Message<RuleText> {
    let shared = [
        ("name", identity.total.name.clone()),
        ("total", identity.total.number().map(grouped).unwrap_or_default()),
        ("sum", identity.sum.map(grouped).unwrap_or_default()),
        ("difference", difference_text(identity.difference.unwrap_or_default(), identity.unit)),
        ("tolerance", grouped(identity.tolerance)),
    ];
    Message::new(id, more.into_iter().chain(shared))
}

/// The findings of the rules about a total and its parts: one for each broken identity of these kinds.
pub fn differing(
    rule: &'static Rule,
    filing: &Filing,
    sums: &Sums,
    kinds: &[Kind],
    findings: &mut Vec<Finding>,
) {
    for identity in sums.broken().filter(|it| kinds.contains(&it.kind)) {
        let mut found = finding(rule, rule.severity, filing, identity, &identity.total, with_hint(identity));
        found.fix = total_to_sum(identity);
        findings.push(found);
    }
}

/// The message of a total that is not its parts' sum, with what the mistake looks like.
fn with_hint(identity: &Identity) -> Message<RuleText> {
    let part = |idx: usize| identity.parts.get(idx).map_or_else(String::new, |it| it.name.clone());
    let (id, part) = match &identity.hint {
        None | Some(Hint::UnitSlip(_)) => (RuleText::MoneyDiffers, None),
        Some(Hint::MisplacedPoint(_)) => (RuleText::MoneyDiffersPoint, None),
        Some(Hint::SwappedDigits(_)) => (RuleText::MoneyDiffersSwapped, None),
        Some(Hint::MissingPart(idx)) => (RuleText::MoneyDiffersMissing, Some(part(*idx))),
        Some(Hint::DoubledPart(idx)) => (RuleText::MoneyDiffersDoubled, Some(part(*idx))),
    };
    message(id, identity, part.map(|it| ("part", it)))
}

/// The offer to set the total to its parts' sum. It may as well be a part that is wrong, hence unsafe; where the figures
/// look mistyped, the sum would hold the slip as well, and there is only advice.
fn total_to_sum(identity: &Identity) -> Option<Fix> {
    if identity.kind.relation() != Relation::Equal || identity.blank_parts().next().is_some() {
        return None;
    }
    let sum = identity.sum?;
    let is_mistyped = matches!(identity.hint, Some(Hint::MisplacedPoint(_) | Hint::SwappedDigits(_)));
    if is_mistyped {
        return Some(advice(RuleText::MoneyMistypedAdvice));
    }
    Some(Fix {
        safety: Safety::Unsafe,
        title: Message::new(RuleText::FixTotalToSum, [("value", grouped(sum))]),
        edits: vec![edit(&identity.total, sum)],
        removes: false,
    })
}

/// The edit that writes a number into a member's cell.
pub fn edit(part: &Part, number: Decimal) -> Edit {
    Edit { at: part.at, field: Field::Amount(part.column.clone()), text: number.to_string() }
}

/// Names joined for a sentence: at most three, then how many there are.
pub fn name_list<'a>(parts: impl Iterator<Item = &'a Part>) -> String {
    const MAX: usize = 3;
    let names: Vec<&str> = parts.map(|it| it.name.as_str()).collect();
    let mut list = names.iter().take(MAX).copied().collect::<Vec<_>>().join("、");
    if names.len() > MAX {
        list.push('…');
    }
    list
}

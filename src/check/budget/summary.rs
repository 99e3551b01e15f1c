//! The budget in one line for the check bar: the worst first, every part available.

use super::identity::{Identity, Kind, Missing, Relation, State};
use super::tolerance::in_yuan;
use crate::messages::{Message, RuleText};
use crate::model::MoneyUnit;
use crate::model::grouped::{grouped, signed};
use rust_decimal::Decimal;

/// One part of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryPart {
    /// How the identity came out; what holds is one part together.
    pub state: State,
    /// The sentence.
    pub message: Message<RuleText>,
}

/// The parts of the line, worst first: what does not hold, what cannot be evaluated, what is rounding, and one
/// part for all that holds. Never empty.
pub fn summary(identities: &[Identity], unit: Option<MoneyUnit>) -> Vec<SummaryPart> {
    let mut parts: Vec<(u8, SummaryPart)> = Vec::new();
    let mut is_pass_told = false;
    for identity in identities {
        let (rank, message) = match &identity.state {
            State::Fail => (0, failing(identity, unit)),
            State::NotEvaluable(missing) => (1, missing_part(identity, missing)),
            State::Rounding => (2, rounding(identity, unit)),
            State::Pass if is_pass_told || !is_sum(identity) => continue,
            State::Pass => {
                is_pass_told = true;
                let total = identity.total.number().map(grouped).unwrap_or_default();
                (3, Message::new(RuleText::BarPass, [("total", total)]))
            }
            State::NotApplicable => (4, Message::plain(RuleText::BarNoMoney)),
        };
        let part = SummaryPart { state: identity.state.clone(), message };
        // Several columns of one blank line say the same.
        if !parts.iter().any(|(_, it)| it.message == part.message) {
            parts.push((rank, part));
        }
    }
    parts.sort_by_key(|(rank, _)| *rank);
    if parts.is_empty() {
        let message = Message::plain(RuleText::BarNothing);
        return vec![SummaryPart { state: State::NotApplicable, message }];
    }
    parts.into_iter().map(|(_, it)| it).collect()
}

/// Whether the identity's total stands for the filing's money.
fn is_sum(identity: &Identity) -> bool {
    matches!(identity.kind, Kind::Parts | Kind::BasicAndProjects | Kind::Tasks | Kind::Sources)
}

fn failing(identity: &Identity, unit: Option<MoneyUnit>) -> Message<RuleText> {
    let id = match (identity.kind, identity.kind.relation()) {
        (Kind::HalfAndFull, _) => RuleText::BarHalfAboveFull,
        (_, Relation::AtMost) => RuleText::BarAbove,
        (_, Relation::Equal) => RuleText::BarFail,
    };
    Message::new(
        id,
        [
            ("name", identity.total.name.clone()),
            ("total", identity.total.number().map(grouped).unwrap_or_default()),
            ("sum", identity.sum.map(grouped).unwrap_or_default()),
            ("difference", with_unit(identity.difference.unwrap_or_default(), unit)),
        ],
    )
}

fn rounding(identity: &Identity, unit: Option<MoneyUnit>) -> Message<RuleText> {
    let difference = with_unit(identity.difference.unwrap_or_default(), unit);
    Message::new(RuleText::BarRounding, [("name", identity.total.name.clone()), ("difference", difference)])
}

fn missing_part(identity: &Identity, missing: &Missing) -> Message<RuleText> {
    let total = identity.total.name.clone();
    match missing {
        Missing::Total | Missing::Everything => Message::new(RuleText::BarBlank, [("name", total)]),
        Missing::AllParts => Message::new(RuleText::BarAllPartsBlank, [("name", total)]),
        Missing::Parts(_) => {
            let first = identity.blank_parts().next();
            let name = first.map_or(total, |it| it.name.clone());
            Message::new(RuleText::BarBlank, [("name", name)])
        }
        Missing::Parent => Message::new(RuleText::BarLost, [("name", total)]),
        Missing::Line => Message::new(RuleText::BarLacksLine, [("name", total)]),
        Missing::Unreadable => Message::new(RuleText::BarUnreadable, [("name", total)]),
    }
}

fn with_unit(number: Decimal, unit: Option<MoneyUnit>) -> String {
    unit.map_or_else(|| signed(number), |unit| format!("{} {}", signed(number), unit.word()))
}

/// A signed difference in the form's unit and, where that is not 元, in 元 too: `+2.00 万元（+20,000 元）`.
pub fn difference_text(difference: Decimal, unit: Option<MoneyUnit>) -> String {
    let own = with_unit(difference, unit);
    match unit.filter(|it| *it != MoneyUnit::Yuan).and_then(|it| in_yuan(difference, it)) {
        Some(yuan) => format!("{own}（{} {}）", signed(yuan), MoneyUnit::Yuan.word()),
        None => own,
    }
}

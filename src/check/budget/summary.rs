//! The budget in one line for the check bar: the worst first, every part available.

use super::identity::{Identity, Kind, Missing, Relation, State};
use super::tolerance::in_yuan;
use crate::messages::{Message, RuleText};
use crate::model::grouped::{grouped, signed};
use crate::model::{Column, MoneyUnit};
use rust_decimal::Decimal;

/// One part of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryPart {
    /// How the identity came out; what holds is one part together.
    pub state: State,
    /// The sentence.
    pub message: Message<RuleText>,
}

/// So many parts are told. The bar has room for a few; a hostile filing has as many sums as lines.
const MOST_PARTS: usize = 50;

/// The parts of the line, worst first: what does not hold, what cannot be evaluated, what is rounding, and one
/// part for all that holds. Never empty, and of more than `MOST_PARTS` the worst.
pub fn summary(identities: &[Identity], unit: Option<MoneyUnit>) -> Vec<SummaryPart> {
    let mut parts: Vec<SummaryPart> = Vec::new();
    for rank in 0..=LAST_RANK {
        for identity in identities.iter().filter(|it| rank_of(it) == Some(rank)) {
            if parts.len() >= MOST_PARTS {
                return parts;
            }
            let message = message(identity, unit);
            // Several columns of one blank line say the same.
            if !parts.iter().any(|it| it.message == message) {
                parts.push(SummaryPart { state: identity.state.clone(), message });
            }
            if identity.state == State::Pass {
                break;
            }
        }
    }
    if parts.is_empty() {
        let message = Message::plain(RuleText::BarNothing);
        return vec![SummaryPart { state: State::NotApplicable, message }];
    }
    parts
}

const LAST_RANK: u8 = 4;

/// How bad it is, from 0 on; `None` for what is not told.
fn rank_of(identity: &Identity) -> Option<u8> {
    match identity.state {
        State::Fail => Some(0),
        State::NotEvaluable(_) => Some(1),
        State::Rounding => Some(2),
        State::Pass => is_sum(identity).then_some(3),
        State::NotApplicable => Some(LAST_RANK),
    }
}

fn message(identity: &Identity, unit: Option<MoneyUnit>) -> Message<RuleText> {
    match &identity.state {
        State::Fail => failing(identity, unit),
        State::NotEvaluable(missing) => missing_part(identity, missing),
        State::Rounding => rounding(identity, unit),
        State::Pass => {
            let total = identity.total.number().map(grouped).unwrap_or_default();
            // Two columns of one line would else say the same of different sums.
            let id = match identity.total.column {
                Column::Half => RuleText::BarPassHalf,
                Column::Full => RuleText::BarPassFull,
                _ => RuleText::BarPass,
            };
            Message::new(id, [("total", total)])
        }
        State::NotApplicable => Message::plain(RuleText::BarNoMoney),
    }
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
        Missing::Parent if matches!(identity.kind, Kind::Lost { is_too_deep: true, .. }) => {
            Message::new(RuleText::BarDeep, [("name", total)])
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

//! One comparison: a total, its parts, and the state that follows (TOL1, TOL5, TOL10).
//!
//! A blank is missing, never zero. Yet a blank part does no harm while the printed ones make up the total, and
//! cannot help where they already exceed it; only in between nobody can say.

use super::block::Block;
use super::hint;
use super::identity::{Identity, Kind, Missing, Part, Relation, State, Value};
use super::names;
use super::tolerance;
use rust_decimal::Decimal;

/// Compares a total with its parts.
pub fn compare(block: &Block<'_>, kind: Kind, mut total: Part, mut parts: Vec<Part>) -> Identity {
    name_columns(block, kind, &mut total, &mut parts);
    let unit = block.filing.budget.unit;
    let n_printed = parts.iter().filter(|it| it.number().is_some()).count();
    // Rounding keeps an order, so that one figure against another bound needs no room.
    let is_exact = parts.len() == 1 && kind.relation() == Relation::AtMost && kind != Kind::OfWhich;
    let tolerance =
        if is_exact { Decimal::ZERO } else { tolerance::tolerance(unit, block.n_decimals, n_printed) };
    let sum = (n_printed > 0).then(|| tolerance::sum(parts.iter().filter_map(Part::number))).flatten();
    let difference = match (total.number(), sum) {
        (Some(total), Some(sum)) => total.checked_sub(sum),
        _ => None,
    };
    let state = state(kind.relation(), &total, &parts, difference, tolerance);
    let mut identity = Identity { kind, total, parts, sum, difference, tolerance, unit, state, hint: None };
    if identity.state == State::Fail {
        identity.hint = hint::of(&identity);
    }
    identity
}

/// Says of which column a total is, where the block has several; the parts of a row are its columns.
fn name_columns(block: &Block<'_>, kind: Kind, total: &mut Part, parts: &mut [Part]) {
    let word = names::column_word(&total.column);
    if block.has_columns && !word.is_empty() && kind != Kind::HalfAndFull {
        total.name = format!("{}（{word}）", total.name);
    }
    if kind == Kind::Sources {
        for part in parts {
            names::column_word(&part.column).clone_into(&mut part.name);
        }
    }
}

fn state(
    relation: Relation,
    total: &Part,
    parts: &[Part],
    difference: Option<Decimal>,
    tolerance: Decimal,
) -> State {
    let blank: Vec<usize> =
        parts.iter().enumerate().filter(|(_, it)| it.is_blank()).map(|(idx, _)| idx).collect();
    let is_total_blank = total.is_blank();
    let are_parts_blank = blank.len() == parts.len();
    if total.value == Value::Unreadable || parts.iter().any(|it| it.value == Value::Unreadable) {
        return State::NotEvaluable(Missing::Unreadable);
    }
    match (is_total_blank, are_parts_blank) {
        (true, true) => return State::NotEvaluable(Missing::Everything),
        (true, false) => return State::NotEvaluable(Missing::Total),
        (false, true) => return State::NotEvaluable(Missing::AllParts),
        (false, false) => {}
    }
    let Some(difference) = difference else { return State::NotEvaluable(Missing::Unreadable) };
    let is_short = difference > tolerance;
    if difference.is_zero() {
        State::Pass
    } else if is_short && !blank.is_empty() {
        State::NotEvaluable(Missing::Parts(blank))
    } else if relation == Relation::AtMost && difference.is_sign_positive() {
        State::Pass
    } else if difference.abs() <= tolerance {
        State::Rounding
    } else {
        State::Fail
    }
}

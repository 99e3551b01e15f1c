//! S13: a target asks for clearly less than last year's.

use super::{Diff, Difference, Kind};
use crate::check::rules::s13_target_lowered;
use crate::model::Filing;
use crate::value;
use rust_decimal::Decimal;

/// The code of the rule.
pub const CODE: &str = s13_target_lowered::RULE.code;

/// By more than so many percent less is worth a finding.
const MOST_WORSE: Decimal = Decimal::TEN;

/// The differences that S13 finds, each with how many percent less is asked for. The left filing must be of an earlier
/// year: between the declared and the approved filing of one year nothing is last year's.
pub fn lowered<'a>(diff: &'a Diff, left: &Filing, right: &Filing) -> Vec<(&'a Difference, Decimal)> {
    if left.year.zip(right.year).is_none_or(|(old, new)| old >= new) {
        return Vec::new();
    }
    let worse = |it: &'a Difference| {
        if !matches!(it.kind, Kind::Target(_)) {
            return None;
        }
        let name = right.get(it.at.right?, &crate::model::Field::IndicatorName)?;
        let (old, new) = (value::parse(&it.before), value::parse(&it.after));
        let percent = value::worse_by(&name, &old, &new).filter(|it| *it > MOST_WORSE)?;
        Some((it, percent))
    };
    diff.differences.iter().filter_map(worse).collect()
}

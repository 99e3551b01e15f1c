//! The registry: every rule, in the order of the catalogue. A rule is a file of this folder and a line here.

use super::rule::Rule;

// Structure and header (S, M).
mod m01_blank_header_field;
mod m05_approved_target_edited;
mod s01_duplicate_indicator;
// Money (B).
mod b01_parts_do_not_add_up;
mod b02_income_and_expenditure_differ;
mod b03_basic_and_project_differ;
mod b04_sources_do_not_add_up;
mod b05_listed_parts_exceed_total;
mod b06_half_exceeds_full;
mod b07_blank_total_or_part;
mod b08_rounding;
mod b09_mixed_money_units;
mod b10_mixed_decimals;
mod b11_unreadable_or_negative_amount;
mod b12_project_total_and_year_differ;
mod b13_no_budget;
mod money;
#[cfg(test)]
pub(super) mod testing;

/// All rules.
pub const ALL: &[&Rule] = &[
    // Structure and header (S, M).
    &s01_duplicate_indicator::RULE,
    &m01_blank_header_field::RULE,
    &m05_approved_target_edited::RULE,
    // Money (B).
    &b01_parts_do_not_add_up::RULE,
    &b02_income_and_expenditure_differ::RULE,
    &b03_basic_and_project_differ::RULE,
    &b04_sources_do_not_add_up::RULE,
    &b05_listed_parts_exceed_total::RULE,
    &b06_half_exceeds_full::RULE,
    &b07_blank_total_or_part::RULE,
    &b08_rounding::RULE,
    &b09_mixed_money_units::RULE,
    &b10_mixed_decimals::RULE,
    &b11_unreadable_or_negative_amount::RULE,
    &b12_project_total_and_year_differ::RULE,
    &b13_no_budget::RULE,
];

/// The rule of a code.
pub fn by_code(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|it| it.code == code)
}

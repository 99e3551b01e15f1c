//! The registry: every rule, in the order of the catalogue. A rule is a file of this folder and a line here.

use super::rule::Rule;

// Values (V).
pub mod v01_target_blank;
pub mod v02_target_unmeasurable;
pub mod v03_sign_missing;
pub mod v04_unit_missing;
pub mod v05_strict_sign;
pub mod v06_percent_floor_100;
pub mod v07_percent_above_100;
pub mod v08_target_always_true;
pub mod v09_percent_in_words;
pub mod v10_percent_as_decimal;
pub mod v11_idle_decimals;
pub mod v12_odd_characters;
pub mod v13_percent_sign_lost;
pub mod v14_rate_with_count_unit;
pub mod v15_rate_without_number;
pub mod v16_several_values;
pub mod v17_baseline_missing;
pub mod v18_range_form;
pub mod v19_placeholder_left;
pub mod v20_bare_ten_thousand;
pub mod v21_doubtful_date;
pub mod v22_unit_form;
pub mod v23_twelve_month_bound;
pub mod v24_number_form;
pub mod v25_result_as_target;
pub mod v26_target_copied_from_name;
// Satisfaction (T).
pub mod t01_satisfaction_not_percent;
pub mod t02_satisfaction_sign_missing;
pub mod t03_satisfaction_low;
pub mod t04_satisfaction_100;
pub mod t05_satisfaction_absent;
pub mod t06_satisfaction_by_complaints;
// Names (N).
pub mod n01_name_blank;
pub mod n02_unit_in_name;
pub mod n03_name_ends_with_punctuation;
// Half-year and full-year (H).
pub mod h01_half_equals_full;
pub mod h02_half_above_full;
pub mod h03_half_unit_differs;
pub mod h04_half_sign_differs;
pub mod h05_half_or_full_blank;
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
// Acceptances (A).
pub mod a01_unused_allow;
#[cfg(test)]
pub(super) mod testing;

/// All rules, in the order of the catalogue.
pub const ALL: &[&Rule] = &[
    // Values (V).
    &v01_target_blank::RULE,
    &v02_target_unmeasurable::RULE,
    &v03_sign_missing::RULE,
    &v04_unit_missing::RULE,
    &v05_strict_sign::RULE,
    &v06_percent_floor_100::RULE,
    &v07_percent_above_100::RULE,
    &v08_target_always_true::RULE,
    &v09_percent_in_words::RULE,
    &v10_percent_as_decimal::RULE,
    &v11_idle_decimals::RULE,
    &v12_odd_characters::RULE,
    &v13_percent_sign_lost::RULE,
    &v14_rate_with_count_unit::RULE,
    &v15_rate_without_number::RULE,
    &v16_several_values::RULE,
    &v17_baseline_missing::RULE,
    &v18_range_form::RULE,
    &v19_placeholder_left::RULE,
    &v20_bare_ten_thousand::RULE,
    &v21_doubtful_date::RULE,
    &v22_unit_form::RULE,
    &v23_twelve_month_bound::RULE,
    &v24_number_form::RULE,
    &v25_result_as_target::RULE,
    &v26_target_copied_from_name::RULE,
    // Satisfaction (T).
    &t01_satisfaction_not_percent::RULE,
    &t02_satisfaction_sign_missing::RULE,
    &t03_satisfaction_low::RULE,
    &t04_satisfaction_100::RULE,
    &t05_satisfaction_absent::RULE,
    &t06_satisfaction_by_complaints::RULE,
    // Names (N).
    &n01_name_blank::RULE,
    &n02_unit_in_name::RULE,
    &n03_name_ends_with_punctuation::RULE,
    // Half-year and full-year (H).
    &h01_half_equals_full::RULE,
    &h02_half_above_full::RULE,
    &h03_half_unit_differs::RULE,
    &h04_half_sign_differs::RULE,
    &h05_half_or_full_blank::RULE,
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
    // Acceptances (A).
    &a01_unused_allow::RULE,
];

/// The rule of a code.
pub fn by_code(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|it| it.code == code)
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::messages::{Lang, Text};
    use std::collections::HashSet;

    #[test]
    fn every_rule_has_a_code_a_name_and_titles_of_its_own() {
        let (mut codes, mut names, mut titles) = (HashSet::new(), HashSet::new(), HashSet::new());
        for rule in ALL {
            assert!(codes.insert(rule.code), "{} stands twice", rule.code);
            assert!(names.insert(rule.name), "{} stands twice", rule.name);
            let is_code = rule.code.len() == 3
                && rule.code.starts_with(|it: char| it.is_ascii_uppercase())
                && rule.code.chars().skip(1).all(|it| it.is_ascii_digit());
            assert!(is_code, "{}", rule.code);
            let is_kebab = rule.name.split('-').all(|word| {
                !word.is_empty() && word.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
            });
            assert!(is_kebab, "{}", rule.name);
            for lang in [Lang::Zh, Lang::En] {
                let title = rule.title.text(lang);
                assert!(!title.is_empty() && !title.contains('{'), "{}", rule.code);
                assert!(titles.insert(title), "{title} is the title of two rules");
            }
        }
    }

    #[test]
    fn every_code_is_found() {
        for rule in ALL {
            assert_eq!(super::by_code(rule.code).map(|it| it.name), Some(rule.name));
        }
        assert!(super::by_code("V99").is_none());
    }
}

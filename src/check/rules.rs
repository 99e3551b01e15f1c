//! The registry: every rule, in the order of the catalogue. A rule is a file of this folder and a line here.

use super::rule::Rule;
use crate::text::similar;

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
// Categories (C).
pub mod c01_label_not_standard;
pub mod c02_level2_under_wrong_level1;
pub mod c03_no_satisfaction_under_satisfaction;
pub mod c04_satisfaction_elsewhere;
pub mod c05_rate_under_quantity;
pub mod c06_quantity_without_number;
pub mod c07_count_under_quality;
pub mod c08_timeliness_without_time;
pub mod c09_cost_not_money;
pub mod c10_cost_without_amount;
pub mod c11_cost_elsewhere;
pub mod c12_payment_as_output;
pub mod c13_input_as_output;
pub mod c14_required_kind_absent;
pub mod c15_two_cost_schemes;
pub mod c16_benefit_as_cost;
// Directions (D).
pub mod d01_output_with_ceiling;
pub mod d02_expense_with_floor;
pub mod d03_saving_with_ceiling;
pub mod d04_harm_with_floor;
pub mod d05_cost_equals_budget;
pub mod d06_cost_above_budget;
// Names (N).
pub mod n01_name_blank;
pub mod n02_unit_in_name;
pub mod n03_name_ends_with_punctuation;
pub mod n04_name_cut_off;
pub mod n05_target_in_name;
pub mod n06_name_too_long;
pub mod n07_name_is_goal;
pub mod n08_name_without_object;
pub mod n09_two_measures;
pub mod n10_money_name_people_unit;
pub mod n11_wrong_characters;
pub mod n12_blank_in_chinese;
// Half-year and full-year (H).
pub mod h01_half_equals_full;
pub mod h02_half_above_full;
pub mod h03_half_unit_differs;
pub mod h04_half_sign_differs;
pub mod h05_half_or_full_blank;
// Structure (S).
pub mod s01_duplicate_indicator;
pub mod s02_level2_label_lost;
pub mod s03_numbers_begin_late;
pub mod s04_function_lacks_kind;
pub mod s05_duties_and_functions_differ;
pub mod s06_indicator_count;
pub mod s07_promise_without_indicator;
pub mod s08_goal_numbers_not_consecutive;
pub mod s09_words_without_standard;
pub mod s10_project_not_in_budget;
pub mod s11_shifted_cells;
pub mod s12_weights_off;
pub mod s13_target_lowered;
// Header (M).
pub mod m01_blank_header_field;
pub mod m02_years_differ;
pub mod m03_project_dates;
pub mod m04_filled_out_of_season;
pub mod m05_approved_target_edited;
pub mod m06_leftover_marks;
// Money (B).
pub mod b01_parts_do_not_add_up;
pub mod b02_income_and_expenditure_differ;
pub mod b03_basic_and_project_differ;
pub mod b04_sources_do_not_add_up;
pub mod b05_listed_parts_exceed_total;
pub mod b06_half_exceeds_full;
pub mod b07_blank_total_or_part;
pub mod b08_rounding;
pub mod b09_mixed_money_units;
pub mod b10_mixed_decimals;
pub mod b11_unreadable_or_negative_amount;
pub mod b12_project_total_and_year_differ;
pub mod b13_no_budget;
pub mod b14_main_item_without_indicator;
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
    // Categories (C).
    &c01_label_not_standard::RULE,
    &c02_level2_under_wrong_level1::RULE,
    &c03_no_satisfaction_under_satisfaction::RULE,
    &c04_satisfaction_elsewhere::RULE,
    &c05_rate_under_quantity::RULE,
    &c06_quantity_without_number::RULE,
    &c07_count_under_quality::RULE,
    &c08_timeliness_without_time::RULE,
    &c09_cost_not_money::RULE,
    &c10_cost_without_amount::RULE,
    &c11_cost_elsewhere::RULE,
    &c12_payment_as_output::RULE,
    &c13_input_as_output::RULE,
    &c14_required_kind_absent::RULE,
    &c15_two_cost_schemes::RULE,
    &c16_benefit_as_cost::RULE,
    // Directions (D).
    &d01_output_with_ceiling::RULE,
    &d02_expense_with_floor::RULE,
    &d03_saving_with_ceiling::RULE,
    &d04_harm_with_floor::RULE,
    &d05_cost_equals_budget::RULE,
    &d06_cost_above_budget::RULE,
    // Names (N).
    &n01_name_blank::RULE,
    &n02_unit_in_name::RULE,
    &n03_name_ends_with_punctuation::RULE,
    &n04_name_cut_off::RULE,
    &n05_target_in_name::RULE,
    &n06_name_too_long::RULE,
    &n07_name_is_goal::RULE,
    &n08_name_without_object::RULE,
    &n09_two_measures::RULE,
    &n10_money_name_people_unit::RULE,
    &n11_wrong_characters::RULE,
    &n12_blank_in_chinese::RULE,
    // Half-year and full-year (H).
    &h01_half_equals_full::RULE,
    &h02_half_above_full::RULE,
    &h03_half_unit_differs::RULE,
    &h04_half_sign_differs::RULE,
    &h05_half_or_full_blank::RULE,
    // Structure (S).
    &s01_duplicate_indicator::RULE,
    &s02_level2_label_lost::RULE,
    &s03_numbers_begin_late::RULE,
    &s04_function_lacks_kind::RULE,
    &s05_duties_and_functions_differ::RULE,
    &s06_indicator_count::RULE,
    &s07_promise_without_indicator::RULE,
    &s08_goal_numbers_not_consecutive::RULE,
    &s09_words_without_standard::RULE,
    &s10_project_not_in_budget::RULE,
    &s11_shifted_cells::RULE,
    &s12_weights_off::RULE,
    // Header (M).
    &m01_blank_header_field::RULE,
    &m02_years_differ::RULE,
    &m03_project_dates::RULE,
    &m04_filled_out_of_season::RULE,
    &m05_approved_target_edited::RULE,
    &m06_leftover_marks::RULE,
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
    &b14_main_item_without_indicator::RULE,
];

/// Rules about two filings: `diff` finds them, the check of one filing does not. They are listed and explained like all
/// others, but there is nothing to switch on or off.
pub const OF_TWO: &[&Rule] = &[&s13_target_lowered::RULE];

/// The rules that are listed and explained.
pub fn listed() -> impl Iterator<Item = &'static Rule> {
    ALL.iter().chain(OF_TWO).copied()
}

/// The rule that a person names by its code in either case, or by its name.
pub fn named(word: &str) -> Option<&'static Rule> {
    listed().find(|it| it.code.eq_ignore_ascii_case(word) || it.name == word)
}

/// The rule nearest to a mistyped code or name: its code or name, whichever was meant.
pub fn similar(word: &str) -> Option<&'static str> {
    // A code is three characters long, so that anything longer than a slip was meant as a name.
    if word.chars().count() > 4 {
        return similar::closest(word, listed().map(|it| it.name));
    }
    let codes: Vec<String> = listed().map(|it| it.code.to_lowercase()).collect();
    let code = similar::closest(word, codes.iter().map(String::as_str))?;
    named(code).map(|it| it.code)
}

/// The rule of a code.
pub fn by_code(code: &str) -> Option<&'static Rule> {
    listed().find(|it| it.code == code)
}

#[cfg(test)]
mod tests {
    use super::listed;
    use crate::messages::{Lang, Text};
    use std::collections::HashSet;

    #[test]
    fn every_rule_has_a_code_a_name_and_titles_of_its_own() {
        let (mut codes, mut names, mut titles) = (HashSet::new(), HashSet::new(), HashSet::new());
        for rule in listed() {
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
        for rule in listed() {
            assert_eq!(super::by_code(rule.code).map(|it| it.name), Some(rule.name));
        }
        assert!(super::by_code("V99").is_none());
    }

    #[test]
    fn a_rule_is_named_by_code_or_name_and_guessed_when_mistyped() {
        for (word, code) in [("v06", "V06"), ("V06", "V06"), ("percent-floor-100", "V06"), ("比率", "")] {
            assert_eq!(super::named(word).map_or("", |it| it.code), code, "{word}");
        }
        for (word, expected) in [
            ("V60", Some("V06")),
            ("percent-flor-100", Some("percent-floor-100")),
            ("sign-mising", Some("sign-missing")),
            ("比率", None),
            ("no-such-rule-at-all", None),
        ] {
            assert_eq!(super::similar(word), expected, "{word}");
        }
    }
}

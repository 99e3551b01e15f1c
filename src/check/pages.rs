//! The pages of the rules: what each checks, why, wrong and right examples, whether its fix is safe, on what it
//! rests. They are Markdown under `assets/rules/`, one file a rule, and are read from within the program.
//!
//! A rule's page is executed as its test (`tests/rule_pages.rs`), so that what it shows is what the rule does. How a
//! page is taken apart and printed is in [`super::page`].

/// A page of each of these codes.
macro_rules! pages {
    ($($code:literal)*) => {
        &[$(($code, include_str!(concat!("../../assets/rules/", $code, ".md")))),*]
    };
}

/// Every page under its rule's code, in the order of the catalogue.
pub const ALL: &[(&str, &str)] = pages! {
    "V01" "V02" "V03" "V04" "V05" "V06" "V07" "V08" "V09" "V10" "V11" "V12" "V13"
    "V14" "V15" "V16" "V17" "V18" "V19" "V20" "V21" "V22" "V23" "V24" "V25" "V26"
    "T01" "T02" "T03" "T04" "T05" "T06"
    "C01" "C02" "C03" "C04" "C05" "C06" "C07" "C08" "C09" "C10" "C11" "C12" "C13" "C14" "C15" "C16"
    "D01" "D02" "D03" "D04" "D05" "D06"
    "N01" "N02" "N03" "N04" "N05" "N06" "N07" "N08" "N09" "N10" "N11" "N12"
    "H01" "H02" "H03" "H04" "H05"
    "S01" "S02" "S03" "S04" "S05" "S06" "S07" "S08" "S09" "S10" "S11" "S12" "S13"
    "M01" "M02" "M03" "M04" "M05" "M06"
    "B01" "B02" "B03" "B04" "B05" "B06" "B07" "B08" "B09" "B10" "B11" "B12" "B13" "B14"
    "A01"
};

/// The page of a rule's code.
pub fn page(code: &str) -> Option<&'static str> {
    ALL.iter().find(|(it, _)| *it == code).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::{ALL, page};
    use crate::check::rules;

    #[test]
    fn every_rule_has_its_page_and_no_page_is_without_a_rule() {
        for rule in rules::listed() {
            assert!(page(rule.code).is_some(), "list {} in src/check/pages.rs", rule.code);
        }
        for (code, _) in ALL {
            assert!(rules::by_code(code).is_some(), "{code} has a page but is no rule");
        }
    }
}

//! Rules.

use crate::messages::RuleText;

/// The template of a message.
#[allow(clippy::too_many_lines, clippy::match_same_arms, reason = "the catalogue is one table")]
pub const fn text(id: RuleText) -> &'static str {
    match id {
        RuleText::V01 => "target is blank",
        // Structure and header rules (S, M).
        RuleText::S01 => "the same indicator stands twice",
        RuleText::S01Same => "repeats “{name}” above: same name and same target",
        RuleText::S01Name => "repeats the name of “{name}” above with another target",
        RuleText::S01Across => "“{name}” stands under {level1} already, with the same target",
        RuleText::S01Fix => "delete one of the two",
        RuleText::M01 => "a required field of the header is blank",
        RuleText::M01Department => "the department's name is blank",
        RuleText::M01Year => "the year is blank",
        RuleText::M01Unit => "the unit of money is blank (元, 万元)",
        RuleText::M01Project => "the project's name is blank",
        RuleText::M01Supervisor => "the supervisor (主管部门) is blank",
        RuleText::M01Contact => "the contact's name is blank",
        RuleText::M01Phone => "the contact's phone is blank",
        RuleText::M01FilledAt => "the date of filling in is blank",
        RuleText::M01ProjectGoal => "the project's overall goal is blank",
        RuleText::M05 => "an approved target was changed",
        RuleText::M05Edited => {
            "approved targets are in principle not changed; a change needs the adjustment procedure"
        }
        RuleText::M05Fix => "state the reason for the change",
        // Budget rules (B).
        RuleText::B01 => "the parts do not add up to the total",
        RuleText::B02 => "income and expenditure differ",
        RuleText::B03 => "basic and project expenditure do not add up to the total",
        RuleText::B04 => "the total is not the sum of its sources of funds",
        RuleText::B05 => "listed parts exceed their line, or leave something out",
        RuleText::B06 => "the half year exceeds the full year",
        RuleText::B07 => "a total or a part is blank, so that the sum cannot be checked",
        RuleText::B08 => "the difference is rounding",
        RuleText::B09 => "元 and 万元 seem to be mixed",
        RuleText::B10 => "amounts have different numbers of decimals",
        RuleText::B11 => "an amount is no number, or negative",
        RuleText::B12 => "a project's total and its amount for the year differ",
        RuleText::B13 => "the form has no budget",
        RuleText::MoneyDiffers => {
            "{name} {total} ≠ sum of parts {sum}, off by {difference}, tolerance {tolerance}"
        }
        RuleText::MoneyDiffersPoint => {
            "{name} {total} ≠ sum of parts {sum}, off by {difference}, tolerance {tolerance}; a misplaced point or zero?"
        }
        RuleText::MoneyDiffersMissing => {
            "{name} {total} ≠ sum of parts {sum}, off by {difference}, tolerance {tolerance}; was “{part}” left out of the total?"
        }
        RuleText::MoneyDiffersDoubled => {
            "{name} {total} ≠ sum of parts {sum}, off by {difference}, tolerance {tolerance}; does the total count “{part}” twice?"
        }
        RuleText::MoneyDiffersSwapped => {
            "{name} {total} ≠ sum of parts {sum}, off by {difference}, tolerance {tolerance}; two digits swapped?"
        }
        RuleText::B02Differs => "{name} {total} ≠ {other} {sum}, off by {difference}, tolerance {tolerance}",
        RuleText::B05Over => {
            "listed parts {sum} exceed {name} {total}, off by {difference}, tolerance {tolerance}"
        }
        RuleText::B05Unlisted => "{name} {total}, listed {sum}: {difference} not listed",
        RuleText::B06Over => "{name}: half year {sum} exceeds full year {total}, off by {difference}",
        RuleText::B07Total => "{name} is blank, so the sum cannot be checked",
        RuleText::B07Parts => "blank parts of {name}: {parts}; write 0 where there is no money",
        RuleText::B07Short => "{parts} blank; {name} {total}, printed parts {sum}, off by {difference}",
        RuleText::B07AllParts => "all parts of {name} are blank, so the sum cannot be checked",
        RuleText::B08Rounding => {
            "{name} {total} and {sum} differ by {difference}: rounding (tolerance {tolerance})"
        }
        RuleText::B09Slip => {
            "{name} {printed}: 元 and 万元 mixed? {total} ≠ {sum}, off by {difference}, tolerance {tolerance}"
        }
        RuleText::B10Decimals => "decimals differ: {found} in the block, {here} here",
        RuleText::B11Unreadable => "the amount “{value}” is no number",
        RuleText::B11Negative => "the amount {value} is negative",
        RuleText::B12NotCompared => {
            "not compared: the project runs over several years; {name} {total}, this year {sum}"
        }
        RuleText::B12Over => "this year's amount {sum} exceeds {name} {total}, off by {difference}",
        RuleText::B12OneYear => {
            "{name} {total} of a one-year project ≠ this year's amount {sum}, off by {difference}, tolerance {tolerance}"
        }
        RuleText::FixTotalToSum => "set the total to the sum of its parts, {value}",
        RuleText::FixSwapHalfAndFull => "swap half year and full year",
        RuleText::FixConvertUnit => "convert to {value}",
        RuleText::FixPadDecimals => "write all amounts with {n} decimals",
        RuleText::BarPass => "budget {total} = Σ ✓",
        RuleText::BarFail => "budget {name} {total} ≠ Σ {sum} off by {difference}",
        RuleText::BarAbove => "budget {name} {total} < Σ {sum} off by {difference}",
        RuleText::BarHalfAboveFull => "budget {name} full year {total} < half year {sum} off by {difference}",
        RuleText::BarRounding => "budget {name} difference is rounding {difference}",
        RuleText::BarBlank => "cannot be checked: {name} is blank",
        RuleText::BarAllPartsBlank => "cannot be checked: the parts of {name} are blank",
        RuleText::BarUnreadable => "cannot be checked: an amount of {name} is no number",
        RuleText::BarNoMoney => "the form has no budget",
        RuleText::BarNothing => "budget: no sums to check",
    }
}

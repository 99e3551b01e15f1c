//! Rules.

use crate::messages::RuleText;

/// The template of a message.
pub const fn text(id: RuleText) -> &'static str {
    match id {
        // Fixes that several rules offer.
        RuleText::FixTo => "change to {to}",
        RuleText::FixClear => "clear it",
        // Value rules (V).
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
        RuleText::B05Unlisted => "{name} {total}, listed {sum}: {rest} not listed",
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
        RuleText::V01Found => "the target is blank",
        RuleText::V02 => "target cannot be measured",
        RuleText::V02Found => "“{value}” cannot be measured: give a number or grades",
        RuleText::V02Year => "“{value}” is a year, not a target",
        RuleText::V02Header => "“{value}” holds words of the form's header",
        RuleText::V02Advice => "write a number such as ≥…%, or a word that can be judged",
        RuleText::V03 => "sign is missing",
        RuleText::V03Found => "“{value}” lacks a sign (≥ ≤ =)",
        RuleText::V04 => "quantity has no unit",
        RuleText::V04Found => "“{value}” has no unit",
        RuleText::V05 => "≥ or ≤ is usually meant instead of > or <",
        RuleText::V05Found => "“{value}”: {to} is usually meant instead of {from}",
        RuleText::V06 => "a share of ≥100% should be =100%",
        RuleText::V06Found => "a share is written as {value}; it should be {to}",
        RuleText::V07 => "a share cannot exceed 100%",
        RuleText::V07Found => "a share cannot exceed 100%: {value}",
        RuleText::V08 => "target that always holds",
        RuleText::V08Found => "“{value}” always holds and binds nobody",
        RuleText::V08Advice => "give a bound that binds",
        RuleText::V09 => "百分之 is better written as %",
        RuleText::V09Found => "“{value}” is better written with %",
        RuleText::V09Writing => "“{value}” is better written as {to}",
        RuleText::V10 => "share written as a decimal",
        RuleText::V10Found => "“{value}” is better written as a percentage",
        RuleText::V11 => "decimals that are all zeros",
        RuleText::V11Found => "“{value}” has decimals that say nothing",
        RuleText::V11Writing => "“{value}” has idle decimals: write {to}",
        RuleText::V12 => "full-width or look-alike characters",
        RuleText::V12Found => "“{value}” has full-width or look-alike characters",
        RuleText::V12Writing => "“{value}” has look-alike characters: write {to}",
        RuleText::V13 => "percent sign probably lost",
        RuleText::V13Found => "the share “{value}” has probably lost its percent sign",
        RuleText::V14 => "rate with a unit of counting",
        RuleText::V14Found => "a rate with the unit of counting “{unit}”",
        RuleText::V14Advice => "rename the indicator (a count) or use %",
        RuleText::V15 => "rate with words or a date",
        RuleText::V15Found => "a rate should be a percentage, not “{value}”",
        RuleText::V15Advice => "give a percentage, or move it to timeliness under another name",
        RuleText::V16 => "several values in one cell",
        RuleText::V16Found => "{n} values in one cell: make {n} indicators",
        RuleText::V16Label => "the target holds the label “{label}”",
        RuleText::V16Advice => "make one indicator of each value",
        RuleText::V17 => "comparison without a figure to compare with",
        RuleText::V17Found => "“{value}” lacks the figure to compare with",
        RuleText::V17Advice => "give the figure of the year before; keep the words in the note",
        RuleText::V18 => "range with a hyphen, or the wrong way round",
        RuleText::V18Found => "the range “{value}” should be joined by ～",
        RuleText::V18Writing => "join the range by ～: {to}",
        RuleText::V18Reversed => "the range is the wrong way round: {value}",
        RuleText::V19 => "placeholder left in",
        RuleText::V19Found => "the placeholder “{value}” was not replaced",
        RuleText::V20 => "万 of what?",
        RuleText::V20Found => "“{value}”: ten thousand of what?",
        RuleText::V21 => "doubtful date",
        RuleText::V21Impossible => "there is no such day: {value}",
        RuleText::V21Year => "“{value}” is not in the filing year {year}",
        RuleText::V21Month => "“{value}”: the first day or the last? give the day",
        RuleText::V21Implied => "“{value}” does not say “by”",
        RuleText::V22 => "unit in another order, or not in the table",
        RuleText::V22Found => "“{value}”: the object comes before the time",
        RuleText::V22Writing => "“{value}”: object before time: {to}",
        RuleText::V22Unknown => "the unit “{unit}” is not in the table",
        RuleText::V23 => "a bound of 12 months in a one-year filing",
        RuleText::V23Found => "“{value}” binds nobody within one year",
        RuleText::V24 => "number in a form that systems refuse",
        RuleText::V24Comma => "“{value}” has thousands commas, which systems refuse",
        RuleText::V24Decimals => "“{value}” has more than {limit} decimals",
        RuleText::V24Sign => "“{value}” has a + or -, which systems refuse",
        RuleText::V24Long => "“{value}” has too many digits",
        RuleText::V25 => "a result instead of a target",
        RuleText::V25Found => "“{value}” is a result, not a target",
        RuleText::V26 => "target copied from the name",
        RuleText::V26Found => "the target “{value}” is copied from the name",
        RuleText::V26Advice => "give a target that can be measured",
        // Satisfaction rules (T).
        RuleText::T01 => "satisfaction should be a percentage",
        RuleText::T01Found => "satisfaction should be a percentage, not “{value}”",
        RuleText::T02 => "satisfaction without ≥",
        RuleText::T02Found => "satisfaction “{value}” lacks ≥",
        RuleText::T03 => "low target for satisfaction",
        RuleText::T03Found => "the target for satisfaction, “{value}”, is below {limit}%",
        RuleText::T03Low => "the target for satisfaction, “{value}”, is low (below {limit}%)",
        RuleText::T04 => "satisfaction of 100% is not realistic",
        RuleText::T04Found => "a satisfaction of {value} is not realistic",
        RuleText::T05 => "no indicator of satisfaction",
        RuleText::T05Found => "no indicator of satisfaction is set",
        RuleText::T05Advice => "add one, such as the satisfaction of those served",
        RuleText::T06 => "no complaints taken for satisfaction",
        RuleText::T06Found => "the lack of complaints is no survey of satisfaction",
        RuleText::T06Advice => "give a percentage from a survey",
        // Name rules (N).
        RuleText::N01 => "indicator without a name",
        RuleText::N01Found => "the indicator has no name",
        RuleText::N02 => "unit written in the name",
        RuleText::N02Found => "the unit “{unit}” stands in the name",
        RuleText::N02Bare => "the unit “{unit}” stands in the name, and the target has none",
        RuleText::N03 => "name ends with punctuation",
        RuleText::N03Found => "the name ends with punctuation",
        // Half-year rules (H).
        RuleText::H01 => "half-year target of a running total equals the full-year one",
        RuleText::H01Found => "half-year and full-year targets of a running total are the same: {value}",
        RuleText::H02 => "half-year target above the full-year one",
        RuleText::H02Found => "the half-year target {half} is above the full-year target {full}",
        RuleText::H03 => "half-year and full-year units differ",
        RuleText::H03Found => "the units of half-year {half} and full-year {full} differ",
        RuleText::H04 => "half-year and full-year signs differ",
        RuleText::H04Found => "the signs of half-year {half} and full-year {full} differ",
        RuleText::H05 => "half-year or full-year target is blank",
        RuleText::H05Half => "the half-year target is blank",
        RuleText::H05Full => "the full-year target is blank",
        // Structure and header rules (S, M).
        // Budget rules (B).
        // Acceptances (A) and rules of one's own.
        RuleText::A01 => "an accepted finding is not there",
        RuleText::A01Unused => "{rule} is accepted but finds nothing here; the entry can go",
        RuleText::A01Place => "{rule} is accepted at a place that does not exist",
        RuleText::A01Rule => "there is no rule {rule}",
        RuleText::A01RuleNear => "there is no rule {rule}; did you mean {near}?",
        RuleText::A01Advice => "remove or correct this [[allow]]",
        RuleText::OwnRule => "a rule of one's own",
        RuleText::OwnFound => "{text}",
    }
}

//! B10: amounts of one block are printed with different numbers of decimals.
//!
//! Thousands separators are gone by the time a filing is checked (the format stores none), so only decimals count.
//! Zeros do not: `0` among `12.50` is how everybody writes it. One finding a block, at the first amount with fewer
//! decimals than the others. An amount in the wrong unit (B09) is not counted. Writing the decimals out changes no
//! value, so the fix is safe and covers the block.

use crate::check::budget::{Sums, block::cells, slip};
use crate::check::finding::{Edit, Finding, Fix, Safety};
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::messages::{Message, RuleText};
use crate::model::{Column, Field, Filing, Place};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The rule.
pub const RULE: Rule = Rule {
    code: "B10",
    name: "mixed-decimals",
    severity: Severity::Info,
    clause: None,
    title: RuleText::B10,
    schemes: Scheme::ALL,
    check: Check::Money(check),
};

fn check(rule: &'static Rule, filing: &Filing, sums: &Sums, findings: &mut Vec<Finding>) {
    let identities = &sums.all;
    let slipped: Vec<_> = slip::culprits(identities).iter().map(|it| it.slip.cell.clone()).collect();
    let amounts: Vec<(Place, &Column, Decimal, u32)> = cells(filing)
        .filter(|(at, column, _)| !slipped.contains(&(*at, (*column).clone())))
        .filter_map(|(at, column, it)| Some((at, column, it.value()?, it.n_decimals())))
        .filter(|(_, _, value, _)| !value.is_zero())
        .collect();
    let found: BTreeSet<u32> = amounts.iter().map(|it| it.3).collect();
    let (Some(most), true) = (found.last().copied(), found.len() > 1) else { return };
    let Some((at, column, value, here)) = amounts.iter().find(|it| it.3 < most) else { return };
    let list = found.iter().map(u32::to_string).collect::<Vec<_>>().join("、");
    let edits = amounts.iter().filter(|it| it.3 < most).map(|(at, column, value, _)| {
        let mut padded = *value;
        padded.rescale(most);
        Edit { at: *at, field: Field::Amount((*column).clone()), text: padded.to_string() }
    });
    findings.push(Finding {
        rule,
        severity: rule.severity,
        at: *at,
        field: Some(Field::Amount((*column).clone())),
        value: value.to_string(),
        message: Message::new(RuleText::B10Decimals, [("found", list), ("here", here.to_string())]),
        fix: Some(Fix {
            safety: Safety::Safe,
            title: Message::new(RuleText::FixPadDecimals, [("n", most.to_string())]),
            edits: edits.collect(),
            removes: false,
        }),
        money: None,
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::{by_kinds, filing, tasks};
    use crate::check::rules::testing::check;
    use crate::check::testing::run_edited;
    use crate::model::MoneyUnit::WanYuan;

    #[test]
    fn mixed_decimals_are_found_once() {
        for (lines, expected) in [
            (&[("甲", "", "12.50"), ("乙", "", "7531.8"), ("丙", "", "6000")][..], &["info 乙:amount"][..]),
            (&[("甲", "", "full=12.5 half=6")], &["info 甲:half"]),
        ] {
            check(&RULE, &filing(Some(WanYuan), lines), expected);
        }
        let lines = [("甲", "", "12.50"), ("乙", "", "7531.8"), ("丙", "", "6000")];
        let fix = run_edited(&RULE, &filing(Some(WanYuan), &lines), &[])[0].fix.clone().unwrap();
        let texts: Vec<&str> = fix.edits.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(texts, ["7531.80", "6000.00"]);
    }

    #[test]
    fn one_way_of_writing_and_zeros_are_not() {
        check(&RULE, &by_kinds(), &[]);
        check(&RULE, &tasks(), &[]);
        let lines = [("甲", "", "12.50"), ("乙", "", "0"), ("丙", "", "约3000")];
        check(&RULE, &filing(Some(WanYuan), &lines), &[]);
    }
}

//! B09: an amount looks as if it were in 元 among 万元 or the reverse (TOL8). Reported instead of every sum that it
//! breaks, at the cell that the most sums suspect. The conversion is a guess, so its fix is unsafe.

use super::money;
use crate::check::budget::{Sums, slip};
use crate::check::finding::{Edit, Finding, Fix, Safety};
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::messages::{Message, RuleText};
use crate::model::grouped::grouped;
use crate::model::{Field, Filing};

/// The rule.
pub const RULE: Rule = Rule {
    code: "B09",
    name: "mixed-money-units",
    severity: Severity::Error,
    clause: None,
    title: RuleText::B09,
    schemes: Scheme::ALL,
    check: Check::Money(check),
};

fn check(rule: &'static Rule, filing: &Filing, sums: &Sums, findings: &mut Vec<Finding>) {
    for culprit in slip::culprits(&sums.all) {
        let (slip, identity) = (culprit.slip, culprit.identity);
        let Some(part) = identity.members().find(|it| it.cell() == slip.cell) else { continue };
        let args = [("name", slip.name.clone()), ("printed", grouped(slip.printed))];
        let message = money::message(RuleText::B09Slip, identity, args);
        let mut finding = money::finding(rule, rule.severity, filing, identity, part, message);
        finding.fix = Some(Fix {
            safety: Safety::Unsafe,
            title: Message::new(RuleText::FixConvertUnit, [("value", grouped(slip.converted))]),
            edits: vec![Edit {
                at: part.at,
                field: Field::Amount(part.column.clone()),
                text: slip.converted.to_string(),
            }],
            removes: false,
        });
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::{by_kinds, filing, tasks};
    use crate::check::rules::testing::check;
    use crate::check::testing::run_edited;
    use crate::model::{Column, MoneyUnit::WanYuan};

    #[test]
    fn a_slipped_unit_is_found_once_at_its_cell() {
        let mut wrong = tasks();
        wrong.functions[1].amounts.set(&Column::Total, "6851200");
        check(&RULE, &wrong, &["error 水库除险加固:total"]);
        let fix = run_edited(&RULE, &wrong, &[])[0].fix.clone().unwrap();
        assert_eq!(fix.edits[0].text, "685.12");
        let mut wrong = tasks();
        wrong.budget.lines[0].amounts.set(&Column::Fiscal, "14903700");
        check(&RULE, &wrong, &["error 合计:fiscal"]);
        let mut wrong = by_kinds();
        wrong.budget.lines[0].amounts.set(&Column::Only, "812.35");
        check(&RULE, &wrong, &["error 资金总额:amount"]);
    }

    #[test]
    fn other_factors_and_sums_that_hold_are_not() {
        check(&RULE, &tasks(), &[]);
        check(&RULE, &by_kinds(), &[]);
        // A near miss: a factor of a thousand is a misplaced point, which B01 reports.
        for total in ["100000", "9800", "1002000"] {
            let lines = [("资金总额", "", total), ("甲", "资金总额", "60"), ("乙", "资金总额", "40")];
            check(&RULE, &filing(Some(WanYuan), &lines), &[]);
        }
    }
}

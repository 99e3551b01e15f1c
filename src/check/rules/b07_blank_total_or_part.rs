//! B07: a total is blank while its parts are not, or a part is blank in a block that elsewhere writes 0, or a part
//! is blank and the others do not make up the total. A blank is missing, never zero.
//!
//! Decisions: one finding a total and column, at its first blank part, naming them all; a cell is reported once,
//! however many identities miss it. Where everything is blank only the total of a block is asked for (项目资金总额),
//! not a subtotal. A 其中 list need not be broken down in every column.

use super::money;
use crate::check::budget::block::cells;
use crate::check::budget::{Identity, Kind, Missing, Part, State, Sums, names};
use crate::check::finding::Finding;
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::messages::RuleText;
use crate::model::{Field, Filing, Place};

/// The rule.
pub const RULE: Rule = Rule {
    code: "B07",
    name: "blank-total-or-part",
    severity: Severity::Warning,
    clause: Some("K88-完整性"),
    title: RuleText::B07,
    schemes: Scheme::ALL,
    check: Check::Money(check),
};

fn check(rule: &'static Rule, filing: &Filing, sums: &Sums, findings: &mut Vec<Finding>) {
    let writes_zero = cells(filing).any(|(_, _, amount)| amount.value().is_some_and(|it| it.is_zero()));
    let mut seen: Vec<(Place, Field)> = Vec::new();
    for identity in &sums.all {
        let Some((id, part)) = blank(filing, identity, writes_zero) else { continue };
        let parts = money::name_list(identity.blank_parts());
        let message = money::message(id, identity, [("parts", parts)]);
        let finding = money::finding(rule, rule.severity, filing, identity, part, message);
        let cell = (finding.at, Field::Amount(part.column.clone()));
        if !seen.contains(&cell) {
            seen.push(cell);
            findings.push(finding);
        }
    }
}

/// What is blank, and the first cell of it.
fn blank<'a>(filing: &Filing, identity: &'a Identity, writes_zero: bool) -> Option<(RuleText, &'a Part)> {
    let first = identity.blank_parts().next();
    match &identity.state {
        State::NotEvaluable(Missing::Total) => Some((RuleText::B07Total, &identity.total)),
        State::NotEvaluable(Missing::Everything) => {
            let is_asked_for = match identity.total.at {
                Place::BudgetLine(idx) => {
                    filing.budget.lines.get(idx).is_some_and(|it| names::is_grand_total(&it.name))
                }
                _ => false,
            };
            is_asked_for.then_some((RuleText::B07Total, &identity.total))
        }
        State::NotEvaluable(Missing::AllParts) if identity.kind != Kind::OfWhich => {
            Some((RuleText::B07AllParts, first?))
        }
        State::NotEvaluable(Missing::Parts(_)) => Some((RuleText::B07Short, first?)),
        State::Pass | State::Rounding if writes_zero => Some((RuleText::B07Parts, first?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::{filing, income_and_expenditure, tasks};
    use crate::check::rules::testing::check;
    use crate::model::{Column, MoneyUnit::Yuan};

    #[test]
    fn blank_totals_and_parts_are_found_once_a_cell() {
        for (lines, expected) in [
            (&[("资金总额", "", ""), ("甲", "资金总额", "60")][..], &["warning 资金总额:amount"][..]),
            (
                &[
                    ("项目资金总额", "", ""),
                    ("财政资金", "项目资金总额", ""),
                    ("其他资金", "项目资金总额", ""),
                ],
                &["warning 项目资金总额:amount"],
            ),
            (
                &[
                    ("资金总额", "", "9"),
                    ("甲", "资金总额", "9"),
                    ("乙", "资金总额", ""),
                    ("丙", "资金总额", "0"),
                ],
                &["warning 乙:amount"],
            ),
            (
                &[("资金总额", "", "9"), ("甲", "资金总额", "6"), ("乙", "资金总额", "")],
                &["warning 乙:amount"],
            ),
            (
                &[("资金总额", "", "9"), ("甲", "资金总额", ""), ("乙", "资金总额", "")],
                &["warning 甲:amount"],
            ),
        ] {
            check(&RULE, &filing(Some(Yuan), lines), expected);
        }
        let mut blank = tasks();
        blank.functions[1].amounts.set(&Column::Other, "");
        check(&RULE, &blank, &["warning 水库除险加固:other"]);
    }

    #[test]
    fn headings_full_blocks_and_blocks_without_zero_are_not() {
        check(&RULE, &tasks(), &[]);
        check(&RULE, &income_and_expenditure(), &[]);
        for lines in [
            // The form writes nothing where there is nothing.
            &[("资金总额", "", "9"), ("甲", "资金总额", "9"), ("乙", "资金总额", "")][..],
            &[("支出", "", ""), ("资金总额", "支出", "9")],
            &[("项目支出", "", "full=9 half=4"), ("*甲", "项目支出", "full=9")],
        ] {
            check(&RULE, &filing(Some(Yuan), lines), &[]);
        }
    }
}

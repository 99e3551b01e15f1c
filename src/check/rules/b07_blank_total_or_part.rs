//! B07: a total is blank while its parts are not, or a part is blank in a block that elsewhere writes 0, or a part
//! is blank and the others do not make up the total. A blank is missing, never zero. And a line whose `under` leads
//! to no line: it is missing from every sum.
//!
//! Decisions: one finding a total and column, at its first blank part, naming them all; a cell is reported once,
//! however many identities miss it. Where everything is blank only the total of a block is asked for (项目资金总额),
//! not a subtotal. A 其中 list need not be broken down in every column.

use super::money;
use crate::check::budget::block::cells;
use crate::check::budget::{Identity, Kind, Missing, Part, State, Sums, names};
use crate::check::finding::{Edit, Finding, Fix, Safety};
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::messages::{Message, RuleText};
use crate::model::{BudgetLine, BudgetTree, Field, Filing, Place, budget_tree};
use std::collections::BTreeSet;

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
    let mut seen: BTreeSet<(Place, Field)> = BTreeSet::new();
    for identity in &sums.all {
        if let Kind::Lost { meant, is_too_deep } = identity.kind {
            findings.extend(lost(rule, filing, identity, meant, is_too_deep));
        }
        let Some((id, part)) = blank(filing, identity, writes_zero) else { continue };
        let parts = money::name_list(identity.blank_parts());
        let message = money::message(id, identity, [("parts", parts)]);
        let finding = money::finding(rule, rule.severity, filing, identity, part, message);
        let cell = (finding.at, Field::Amount(part.column.clone()));
        if seen.insert(cell) {
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

/// A line that stands under no line. The fix names the line that was probably meant.
fn lost(
    rule: &'static Rule,
    filing: &Filing,
    identity: &Identity,
    meant: Option<usize>,
    is_too_deep: bool,
) -> Option<Finding> {
    let Place::BudgetLine(idx) = identity.total.at else { return None };
    let lines = &filing.budget.lines;
    let line = lines.get(idx)?;
    let (name, under) = (("name", line.name.trim().to_owned()), ("under", line.under.trim().to_owned()));
    let fix = meant.and_then(|it| path_of(filing, it)).map(|path| Fix {
        safety: Safety::Unsafe,
        title: Message::new(RuleText::B07Under, [("under", path.clone())]),
        edits: vec![Edit { at: identity.total.at, field: Field::Under, text: path }],
        removes: false,
    });
    let message = if is_too_deep {
        Message::new(RuleText::B07Deep, [name, under, ("depth", budget_tree::MAX_DEPTH.to_string())])
    } else {
        Message::new(RuleText::B07Lost, [name, under])
    };
    Some(
        Finding { fix, ..Finding::new(rule, identity.total.at, Some(Field::Under), message) }
            .with_value(line.under.trim()),
    )
}

/// What `under` says to mean a line: its name, with those above it where others are called the same.
fn path_of(filing: &Filing, idx: usize) -> Option<String> {
    let lines = &filing.budget.lines;
    let label = |it: &BudgetLine| it.name.trim().replace('/', "\\/");
    let line = lines.get(idx)?;
    let n_same = lines.iter().filter(|it| it.name.trim() == line.name.trim()).count();
    if n_same == 1 {
        return Some(label(line));
    }
    let path = BudgetTree::of(&filing.budget).path(idx);
    Some(path.into_iter().filter_map(|it| lines.get(it)).map(label).collect::<Vec<_>>().join("/"))
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
    fn lines_under_no_line_are_found_with_the_one_that_was_meant() {
        let lines = |under: &'static str| {
            [("资金总额", "", "9"), ("人员类", "资金总额", "6"), ("公用经费", under, "3")]
        };
        for under in ["资金总和", "支出/资金总额#2", "没有的行"] {
            check(&RULE, &filing(Some(Yuan), &lines(under)), &["warning 公用经费:under"]);
        }
        for under in ["资金总额", "", " 资金总额 "] {
            check(&RULE, &filing(Some(Yuan), &lines(under)), &[]);
        }
        let circle = [("资金总额", "", "9"), ("甲", "乙", "4"), ("乙", "甲", "5")];
        check(&RULE, &filing(Some(Yuan), &circle), &["warning 甲:under"]);
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

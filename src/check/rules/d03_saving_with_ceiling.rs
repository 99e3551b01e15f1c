//! D03: what is saved or earned more, limited from above.
//!
//! Clause: K101-从严.

use crate::check::cell::Cell;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::text::words::{Word, words};
use crate::value::{Op, Target};

/// The rule.
pub const RULE: Rule = Rule {
    code: "D03",
    name: "saving-with-ceiling",
    severity: Severity::Warning,
    clause: Some("K101-从严"),
    title: RuleText::D03,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::CEILING, check),
};

/// Words of saving and earning more.
const SAVINGS: &[Word] = &words(["节省", "节约", "增收", "压减金额", "节支"]);

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells().filter(applies) {
        let target = cell.target;
        let fix = cell.rewrite(Safety::Unsafe, &Target { op: Op::Ge, ..target.clone() });
        findings.push(cell.finding(rule, RuleText::D03Found).with_fix(fix));
    }
}

/// Whether the rule speaks about this cell. V05 leaves the sign to it.
pub fn applies(cell: &Cell<'_>) -> bool {
    let target = cell.target;
    target.op.is_ceiling() && target.number().is_some() && cell.row.named.has_any(SAVINGS)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{check, right, wrong};

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("较上年节省的经费", "≤800元/人").fix("≥800元/人"),
                wrong("农户增收", "<3000元").fix("≥3000元"),
                right("较上年节省的经费", "≥800元/人"),
                right("管理经费", "≤800元/人"),
                right("节约用水宣传", "良好"),
            ],
        );
    }
}

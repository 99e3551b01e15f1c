//! V19: a mark of the template that nobody replaced: `-`, `**人`, `≥**%`, 待定.
//!
//! 无 under a name of harm (安全事故) says that there is to be none, and is left alone.
//!
//! Clause: KYT-字符.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::Kind;

/// The rule.
pub const RULE: Rule = Rule {
    code: "V19",
    name: "placeholder-left",
    severity: Severity::Error,
    clause: Some("KYT-字符"),
    title: RuleText::V19,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::PLACEHOLDER, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let is_none = cell.target.raw.trim() == "无" && row.named.is_harm();
        if cell.target.kind == Kind::Placeholder && !is_none {
            let fix = cell.fix(Safety::Unsafe, String::new());
            findings.push(cell.finding(rule, RuleText::V19Found).with_fix(fix));
        }
    }
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
                wrong("救助人数", "**人").fix(""),
                wrong("救助人数", "≥**%"),
                wrong("救助人数", "—"),
                wrong("救助人数", "待定"),
                right("救助人数", "≥30人"),
                right("救助人数", ""),
                right("安全事故", "无"),
                right("安全事故", "无事故"),
            ],
        );
    }
}

//! T03: a satisfaction target below 80 % (warning) or below 90 % (information); both figures can be set.
//!
//! Scoring gives full marks from 90 % and steps down at 80 and 60. V08 speaks for `≥0%`.
//!
//! Clause: K101-满意度.

use crate::check::scheme::Scheme;
use crate::check::thresholds::Threshold;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::RuleText;
use crate::value::Kind;
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule {
    code: "T03",
    name: "satisfaction-low",
    severity: Severity::Warning,
    clause: Some("K101-满意度"),
    title: RuleText::T03,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::SATISFACTION_NAME, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let low = row.thresholds.get(Threshold::SatisfactionWarning);
    let limit = row.thresholds.get(Threshold::SatisfactionInfo).max(low);
    for cell in row.cells() {
        let target = cell.target;
        let number = target.lo.filter(|_| matches!(target.kind, Kind::Quant | Kind::Range));
        let Some(number) = number.filter(|it| *it < Decimal::from(limit)) else { continue };
        let is_floor = !target.op.is_ceiling() && number > Decimal::ZERO;
        if !is_floor || !target.is_percent() || !row.named.is_satisfaction() {
            continue;
        }
        let (severity, message, limit) = if number < Decimal::from(low) {
            (Severity::Warning, RuleText::T03Low, low)
        } else {
            (Severity::Info, RuleText::T03Found, limit)
        };
        let args = [("limit", limit.to_string())];
        findings.push(cell.finding_with(rule, message, args).with_severity(severity));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::Severity;
    use crate::check::testing::{check, right, wrong};

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("游客满意度", "≥60%").graded(Severity::Warning),
                wrong("游客满意度", "≥85%").graded(Severity::Info),
                wrong("游客满意度", "百分之85").graded(Severity::Info),
                right("游客满意度", "≥90%"),
                right("游客满意度", "≥0%"),
                right("游客不满意度", "≤5%"),
                right("设备完好率", "≥60%"),
            ],
        );
    }
}

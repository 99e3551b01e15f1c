//! V16: several values in one cell, or a label before the value.
//!
//! The systems take one sign and one value an indicator.
//!
//! Clause: KYT-符号.

use crate::check::cell::{advice, shown};
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::model::Field;
use crate::value::{Kind, Note, Target, is_date, suggest_sign};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V16",
    name: "several-values",
    severity: Severity::Warning,
    clause: Some("KYT-符号"),
    title: RuleText::V16,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::COMPOUND, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        if cell.target.kind != Kind::Compound {
            continue;
        }
        let finding = match cell.target.clauses.as_slice() {
            [(label, value)] => {
                let args = [("label", shown(label))];
                let name = format!("{}（{label}）", row.name());
                // A label without a sign says what there is to be; the sign is the one that such a value has elsewhere.
                let value = if value.has(&Note::ImpliedEqual) {
                    let op = suggest_sign(value, &format!("{}{label}", row.name())).unwrap_or(value.op);
                    &Target { op, ..value.clone() }
                } else {
                    value
                };
                let texts = [(cell.field(), value.written()), (Field::IndicatorName, name)];
                let fix = row.fix(Safety::Unsafe, texts);
                let text = if is_date(label) { RuleText::V16Dated } else { RuleText::V16Label };
                cell.finding_with(rule, text, args).with_fix((!cell.is_both).then_some(fix))
            }
            clauses => {
                let args = [("n", clauses.len().to_string())];
                cell.finding_with(rule, RuleText::V16Found, args).with_fix(advice(RuleText::V16Advice))
            }
        };
        findings.push(finding);
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
                wrong("设备状况", "使用率100%误差率≤1%"),
                wrong("开展节日活动", "展板≥10块").fix("≥10块"),
                wrong("就业人数", "提供就业岗位100个").fix("≥100个"),
                wrong("安全管理", "事故0"),
                right("设备使用率", "=100%"),
                right("开展节日活动", "≥10块"),
                right("设备状况", "85%-90%"),
            ],
        );
    }
}

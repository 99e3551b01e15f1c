//! C13: the unit's own staff counted as an output.
//!
//! Staff that is served, trained or paid out to is what some departments are for, and is left alone.
//!
//! Clause: K101-产出匹配.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::model::taxonomy::Level1;
use crate::text::words::{Word, words};
use crate::value::Dimension;

/// The rule.
pub const RULE: Rule = Rule {
    code: "C13",
    name: "input-as-output",
    severity: Severity::Info,
    clause: Some("K101-产出匹配"),
    title: RuleText::C13,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ANY, check),
};

/// Words of one's own staff.
const STAFF: &[Word] = &words(["在职", "在编", "退休", "临聘", "临时聘用", "编外", "聘用人员"]);
/// What is done for people.
const SERVICES: &[Word] = &words([
    "培训", "服务", "体检", "慰问", "补助", "补贴", "发放", "待遇", "保障", "管理", "参保", "认证", "领取",
    "享受", "活动", "走访", "就业", "教育", "工资", "养老", "优抚", "安置", "率",
]);

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let name = row.name();
    let is_counted = row.target.unit.as_ref().is_none_or(|it| it.dimension == Dimension::People);
    if row.level1 != Some(Level1::Output)
        || !is_counted
        || !row.named.has_any(STAFF)
        || row.named.has_any(SERVICES)
    {
        return;
    }
    let message = Message::new(RuleText::C13Found, [("name", shown(name))]);
    findings.push(row.finding(rule, Field::IndicatorName, message));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{check, right, wrong};
    use crate::model::Field;

    #[test]
    fn examples() {
        check(
            &RULE,
            [
                wrong("在职在编人员人数", "≥24人"),
                wrong("临聘工作人员", "≥1人"),
                right("退休人员体检人数", "≥24人"),
                right("在职职工培训人数", "≥24人"),
                right("巡查人员", "≥24人"),
                right("在职人员", "≥24人").with(&Field::Level1, "履职"),
            ],
        );
    }
}

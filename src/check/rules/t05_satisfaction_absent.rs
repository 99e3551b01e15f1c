//! T05: a filing with indicators but none of satisfaction.
//!
//! Services to the public are asked for one. A row counts by its level-1 or level-2 name, or by its own.
//!
//! Clause: K101-必设.

use crate::check::cell::advice;
use crate::check::scheme::Scheme;
use crate::check::scope::{Kind, Scope};
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::taxonomy::Level1;
use crate::model::{Filing, Indicator, Place, taxonomy};
use crate::value::names;

/// The rule.
pub const RULE: Rule = Rule {
    code: "T05",
    name: "satisfaction-absent",
    severity: Severity::Warning,
    clause: Some("K101-必设"),
    title: RuleText::T05,
    schemes: Scheme::ALL,
    check: Check::Filing(
        Scope::whole(
            &[],
            |_, old, new| is_satisfaction(old) == is_satisfaction(new),
            |_| Box::new(|it| Kind::of(is_satisfaction(it))),
        ),
        check,
    ),
};

fn is_satisfaction(it: &Indicator) -> bool {
    is_labelled(it) || names::satisfaction(&it.name)
}

fn is_labelled(it: &Indicator) -> bool {
    taxonomy::level1(&it.level1) == Some(Level1::Satisfaction)
        || [&it.level1, &it.level2].into_iter().any(|it| names::satisfaction(it))
}

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    let rows = || filing.indicators().map(|(_, _, it)| it);
    // Most filings have the label, and rows of a block repeat theirs.
    let mut last = None;
    let has_label = rows().any(|it| {
        let labels = Some((it.level1.as_str(), it.level2.as_str()));
        std::mem::replace(&mut last, labels) != labels && is_labelled(it)
    });
    if has_label || rows().next().is_none() || rows().any(|it| names::satisfaction(&it.name)) {
        return;
    }
    findings.push(Finding {
        rule,
        severity: rule.severity,
        at: Place::Filing,
        field: None,
        value: String::new(),
        message: Message::plain(RuleText::T05Found),
        fix: Some(advice(RuleText::T05Advice)),
        money: None,
    });
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
                wrong("道路清扫面积", "≥300亩"),
                wrong("服务质量", "良好").with(&Field::Level1, "效益指标"),
                right("游客满意度", "≥95%").with(&Field::Level1, "满意度指标"),
                right("服务评价", "≥95%").with(&Field::Level1, "社会公众或服务对象满意度"),
                right("服务评价", "≥95%").with(&Field::Level2, "服务对象满意度 指标"),
            ],
        );
    }
}

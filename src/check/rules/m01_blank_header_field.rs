//! M01: a required field of the header is blank; each blank field is a finding of its own, at the field.
//!
//! Error: the department's name, the year, the project's name of a project filing, the unit of money where money is
//! printed. Warning: 主管部门, 联系人, 联系电话, 填报日期, 项目总目标. (A blank 项目资金总额 is B07's, at its cell.)
//!
//! A filing does not say which fields its form prints, so the warnings ask only for what it is known to print:
//! - 主管部门 stands on every known project form; department forms print it here and there, so they are not asked.
//! - 联系人 and 联系电话 stand together: one without the other is missing, neither means that the form has none.
//! - 填报日期 stands beside the contact at the foot of department forms. Project forms print the contact alone.
//! - 项目总目标 stands on forms with 项目资金总额; the annex of 2015 prints 中期目标 instead, which is the long-term goal.
//! - A label that the importer left over without a place was printed with nothing beside it, whatever the form.

use crate::check::budget::{block::cells, names};
use crate::check::finding::Finding;
use crate::check::rule::{Check, Rule, Severity};
use crate::check::scheme::Scheme;
use crate::check::scope::Scope;
use crate::messages::{Message, RuleText};
use crate::model::{self, Field, Filing, Place};

/// The rule.
pub const RULE: Rule = Rule {
    code: "M01",
    name: "blank-header-field",
    severity: Severity::Warning,
    clause: Some("K88-完整性"),
    title: RuleText::M01,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::Frame, check),
};

/// A required field: how bad a blank is, whether the form is known to print it, and the labels that prove it.
struct Required {
    field: Field,
    severity: Severity,
    message: RuleText,
    is_printed: fn(&Filing) -> bool,
    labels: &'static [&'static str],
}

const REQUIRED: &[Required] = &[
    Required {
        field: Field::Year,
        severity: Severity::Error,
        message: RuleText::M01Year,
        is_printed: |_| true,
        labels: &[],
    },
    Required {
        field: Field::FilledAt,
        severity: Severity::Warning,
        message: RuleText::M01FilledAt,
        is_printed: |it| it.scope == model::Scope::Department && has_contact(it),
        labels: &["填报日期", "填报时间"],
    },
    Required {
        field: Field::DepartmentName,
        severity: Severity::Error,
        message: RuleText::M01Department,
        is_printed: |_| true,
        labels: &[],
    },
    Required {
        field: Field::Supervisor,
        severity: Severity::Warning,
        message: RuleText::M01Supervisor,
        is_printed: is_project,
        labels: &["主管部门"],
    },
    Required {
        field: Field::ProjectName,
        severity: Severity::Error,
        message: RuleText::M01Project,
        is_printed: is_project,
        labels: &[],
    },
    Required {
        field: Field::ContactName,
        severity: Severity::Warning,
        message: RuleText::M01Contact,
        is_printed: has_contact,
        labels: &["联系人"],
    },
    Required {
        field: Field::ContactPhone,
        severity: Severity::Warning,
        message: RuleText::M01Phone,
        is_printed: has_contact,
        labels: &["联系电话"],
    },
    Required {
        field: Field::ProjectGoals,
        severity: Severity::Warning,
        message: RuleText::M01ProjectGoal,
        is_printed: has_project_goal,
        labels: &["项目总目标"],
    },
    Required {
        field: Field::MoneyUnit,
        severity: Severity::Error,
        message: RuleText::M01Unit,
        is_printed: |it| cells(it).next().is_some(),
        labels: &[],
    },
];

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    for required in REQUIRED {
        let is_blank = filing.get(Place::Filing, &required.field).is_none_or(|it| it.trim().is_empty());
        if is_blank && ((required.is_printed)(filing) || is_left_over(filing, required.labels)) {
            findings.push(Finding {
                rule,
                severity: required.severity,
                at: Place::Filing,
                field: Some(required.field.clone()),
                value: String::new(),
                message: Message::plain(required.message),
                fix: None,
                money: None,
            });
        }
    }
}

fn is_project(filing: &Filing) -> bool {
    filing.scope == model::Scope::Project
}

fn has_contact(filing: &Filing) -> bool {
    !filing.contact.name.trim().is_empty() || !filing.contact.phone.trim().is_empty()
}

fn has_project_goal(filing: &Filing) -> bool {
    is_project(filing)
        && filing.goals.long_term.is_empty()
        && filing
            .budget
            .lines
            .iter()
            .any(|it| names::is_project_total(&it.name) && it.name.contains("项目资金"))
}

/// Whether a leftover line of the source begins with one of the labels.
fn is_left_over(filing: &Filing, labels: &[&str]) -> bool {
    let begins = |line: &String| {
        let plain: String = line.chars().filter(|it| !it.is_whitespace()).collect();
        labels.iter().any(|it| plain.starts_with(it))
    };
    filing.source.as_ref().is_some_and(|it| it.leftover.iter().any(begins))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::budget::samples::{by_kinds, filing, project, tasks};
    use crate::check::rules::testing::check;
    use crate::model::{Filing, MoneyUnit, Source};

    #[test]
    fn every_blank_field_is_a_finding_at_the_field() {
        check(&RULE, &Filing::default(), &["error 表头:year", "error 表头:name"]);
        check(&RULE, &filing(None, &[("资金总额", "", "9")]), &["error 表头:unit"]);
        let mut one = by_kinds();
        one.contact.name = "林晓禾".to_owned();
        check(&RULE, &one, &["warning 表头:filled_at", "warning 表头:phone"]);
        let mut one = project();
        one.goals.project.clear();
        one.department.supervisor = " ".to_owned();
        check(&RULE, &one, &["warning 表头:supervisor", "warning 表头:project"]);
        one.project.name.clear();
        check(&RULE, &one, &["warning 表头:supervisor", "error 表头:name", "warning 表头:project"]);
        let mut one = by_kinds();
        one.source = Some(Source { leftover: vec!["主管 部门：".to_owned()], ..Source::default() });
        check(&RULE, &one, &["warning 表头:supervisor"]);
    }

    #[test]
    fn fields_that_the_form_does_not_print_are_not_asked_for() {
        check(&RULE, &by_kinds(), &[]);
        check(&RULE, &tasks(), &[]);
        check(&RULE, &project(), &[]);
        // Near misses: blank lines print no money, so no unit is needed; the annex of 2015 has 中期目标.
        check(&RULE, &filing(None, &[("资金总额", "", "")]), &[]);
        let mut annex = project();
        annex.goals.project.clear();
        annex.goals.long_term = vec!["三年内全县水网联通".to_owned()];
        annex.budget.unit = Some(MoneyUnit::WanYuan);
        check(&RULE, &annex, &[]);
    }
}

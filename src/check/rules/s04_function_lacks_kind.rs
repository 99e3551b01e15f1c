//! S04: a function of a function matrix that lacks 产出, 效益 or 满意度.
//!
//! Functions whose rows the importer was not sure of are left to S02.
//!
//! Clause: K101-必设.

use crate::check::follow_on;
use crate::check::scheme::Scheme;
use crate::check::scope::{Kind, Scope};
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::taxonomy::{self, Level1};
use crate::model::{Field, Filing, Indicator, Place};

/// The rule.
pub const RULE: Rule = Rule {
    code: "S04",
    name: "function-lacks-kind",
    severity: Severity::Warning,
    clause: Some("K101-必设"),
    title: RuleText::S04,
    schemes: Scheme::FUNCTION_MATRIX,
    check: Check::Filing(
        Scope::function(&[Field::FunctionId, Field::FunctionName], is_one, |_| {
            Box::new(|it| Kind::of((&it.level1, follow_on::is_doubted(it))))
        }),
        check,
    ),
};

/// The kind counts, and whether the importer was sure of the row's place.
fn is_one(_: &Filing, old: &Indicator, new: &Indicator) -> bool {
    old.level1 == new.level1 && follow_on::is_doubted(old) == follow_on::is_doubted(new)
}

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    for (function_idx, function) in filing.functions.iter().enumerate() {
        if function.indicators.is_empty() || function.indicators.iter().any(follow_on::is_doubted) {
            continue;
        }
        let kinds: Vec<Option<Level1>> =
            function.indicators.iter().map(|it| taxonomy::level1(&it.level1)).collect();
        if kinds.contains(&None) {
            continue;
        }
        for kind in [Level1::Output, Level1::Benefit, Level1::Satisfaction] {
            if !kinds.contains(&Some(kind)) {
                let message =
                    Message::new(RuleText::S04Found, [("kind", taxonomy::level1_name(kind).to_owned())]);
                let at = Place::Function(function_idx);
                findings.push(Finding::new(rule, at, None, message).with_value(function.label()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    const ROWS: [&str; 3] = [
        "产出指标|数量指标|巡查次数|≥3次",
        "效益指标|社会效益指标|饮水安全|良好",
        "满意度指标|服务对象满意度指标|群众满意度|≥95%",
    ];

    #[test]
    fn functions_that_lack_a_kind_are_found() {
        check(&RULE, &rows(&["@职能1 供水", ROWS[0], ROWS[1]]), &["warning 供水"]);
        check(&RULE, &rows(&["@职能1 供水", ROWS[2]]), &["warning 供水", "warning 供水"]);
    }

    #[test]
    fn whole_doubted_and_empty_functions_are_not() {
        check(&RULE, &rows(&["@职能1 供水", ROWS[0], ROWS[1], ROWS[2], "@职能2 防汛"]), &[]);
        let mut filing = rows(&["@职能1 供水", ROWS[0], ROWS[1]]);
        filing.functions[0].indicators[0].doubt = "function: 按顺序和含义推定".to_owned();
        check(&RULE, &filing, &[]);
        check(&RULE, &rows(&["@职能1 供水", "部门指标|数量指标|巡查次数|≥3次"]), &[]);
    }
}

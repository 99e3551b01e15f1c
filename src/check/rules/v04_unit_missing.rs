//! V04: a number whose unit stands neither beside it nor in the name.
//!
//! V13 and T01 speak where it is the percent sign that is missing, N02 where the unit stands in the name.
//!
//! Clause: KYT-符号.

use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Safety, Severity, Traits};
use crate::messages::RuleText;
use crate::value::{Kind, Note, Target, suggest_unit};

/// The rule.
pub const RULE: Rule = Rule {
    code: "V04",
    name: "unit-missing",
    severity: Severity::Warning,
    clause: Some("KYT-符号"),
    title: RuleText::V04,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::UNITLESS, check),
};

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    for cell in row.cells() {
        let target = cell.target;
        let is_bare = matches!(target.kind, Kind::Quant | Kind::Range) && target.unit.is_none();
        if !is_bare || target.has(&Note::ZeroWord) || row.named.is_share() {
            continue;
        }
        if row.named.unit.is_some() || has_money_in_brackets(row.name()) || is_pure_number(row.name()) {
            continue;
        }
        let fix = suggest_unit(target, row.name(), Some(cell.other))
            .and_then(|unit| cell.rewrite(Safety::Unsafe, &Target { unit: Some(unit), ..target.clone() }));
        findings.push(cell.finding(rule, RuleText::V04Found).with_fix(fix));
    }
}

/// What is a number by itself.
const PURE_NUMBERS: &[&str] = &["指数", "系数", "比值", "倍数", "酸碱度"];

/// Whether what is measured has no unit: 渠系水利用系数, 路面技术状况指数（PQI）, 路面状况指数PCI.
fn is_pure_number(name: &str) -> bool {
    let stem = name.split(['(', '（']).next().unwrap_or(name);
    let stem = stem.trim_end_matches(|it: char| it.is_ascii_alphanumeric());
    PURE_NUMBERS.iter().any(|it| stem.ends_with(it))
}

/// Whether the name ends with a standard's unit in brackets, whatever it is per: 补助标准（元/生·天）.
fn has_money_in_brackets(name: &str) -> bool {
    let inside = name.strip_suffix([')', '）']).and_then(|it| it.rsplit(['(', '（']).next());
    inside.is_some_and(|it| ["元", "万元", "亿元"].iter().any(|money| it.starts_with(money)))
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
                wrong("引进养护企业", "1"),
                wrong("开展演练次数", "≥2"),
                wrong("开展演练次数", "≥2次").half("0").at(Field::TargetHalf).fix("0次"),
                right("开展演练次数", "≥2次"),
                right("开展演练数量（场）", "≥2"),
                right("设备完好率", "1"),
                right("膳食补助标准（元/生·天）", "≤5"),
                right("安全事故", "零发生"),
            ],
        );
    }
}

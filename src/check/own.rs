//! Rules of one's own, as data: rows that a pattern chooses, and what must hold for them.
//!
//! It must not know configuration files. Invariant: a rule without `require` finds every row that it chooses.

use super::finding::Finding;
use super::rule::{Check, Row, Rule, Severity};
use super::scheme::Scheme;
use crate::messages::{Message, RuleText};
use crate::model::{Field, taxonomy};
use crate::value::{Op, Target};
use rust_decimal::Decimal;

/// A rule of one's own.
#[derive(Clone, Debug)]
pub struct OwnRule {
    /// Code, name and severity, as in the catalogue.
    pub rule: &'static Rule,
    /// What it says.
    pub message: String,
    /// The rows that it is about.
    pub when: Pattern,
    /// What must hold for them; `None` finds them all.
    pub require: Option<Pattern>,
}

/// Conditions on a row. Those that are not given hold for every row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// Level 1, as printed or by its canonical name.
    pub level1: Vec<Glob>,
    /// Level 2, likewise.
    pub level2: Vec<Glob>,
    /// The indicator's name.
    pub name: Vec<Glob>,
    /// The printed target.
    pub target: Vec<Glob>,
    /// Signs; [`Op::None`] stands for no sign.
    pub operator: Vec<Op>,
    /// Units, as written or by their canonical name; an empty text stands for no unit.
    pub unit: Vec<String>,
    /// The least number.
    pub min: Option<Decimal>,
    /// The greatest number.
    pub max: Option<Decimal>,
}

/// A text to be found anywhere, or, with `*` in it, a picture of the whole text where `*` is anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glob(pub String);

/// Makes the record of a rule of one's own. Findings keep their rule for as long as the program runs, as those of the
/// catalogue do, so the record is never given back; a configuration has a handful of them and is read once.
pub fn record(code: &str, name: &str, severity: Severity) -> &'static Rule {
    Box::leak(Box::new(Rule {
        code: Box::leak(code.into()),
        name: Box::leak(name.into()),
        severity,
        clause: None,
        title: RuleText::OwnRule,
        schemes: Scheme::ALL,
        check: Check::Engine,
    }))
}

impl OwnRule {
    /// Looks at a row.
    pub(super) fn check(&self, row: &Row<'_>, findings: &mut Vec<Finding>) {
        if !self.when.holds(row) || self.require.as_ref().is_some_and(|it| it.holds(row)) {
            return;
        }
        let asked = self.require.as_ref().unwrap_or(&self.when);
        let message = Message::new(RuleText::OwnFound, [("text", self.message.clone())]);
        findings.push(row.finding(self.rule, asked.field(), message));
    }
}

impl Pattern {
    /// Whether a row fits.
    fn holds(&self, row: &Row<'_>) -> bool {
        let it = row.indicator;
        let level1 = taxonomy::level1(&it.level1).map_or("", taxonomy::level1_name);
        let level2 = taxonomy::level2(&it.level2).map_or("", |it| it.name);
        any(&self.level1, &[&it.level1, level1])
            && any(&self.level2, &[&it.level2, level2])
            && any(&self.name, &[row.name()])
            && any(&self.target, &[it.target.trim()])
            && (self.operator.is_empty() || self.operator.contains(&row.target.op))
            && (self.unit.is_empty() || self.unit.iter().any(|it| is_unit(it, row.target)))
            && self.is_within(row.target)
    }

    fn is_within(&self, target: &Target) -> bool {
        if self.min.is_none() && self.max.is_none() {
            return true;
        }
        let (Some(lo), Some(hi)) = (target.lo.or(target.hi), target.hi.or(target.lo)) else { return false };
        self.min.is_none_or(|it| lo >= it) && self.max.is_none_or(|it| hi <= it)
    }

    /// The field that the conditions are about: the target, unless they speak only of a label.
    fn field(&self) -> Field {
        let asks_target = !self.target.is_empty()
            || !self.operator.is_empty()
            || !self.unit.is_empty()
            || self.min.is_some()
            || self.max.is_some();
        if asks_target {
            Field::Target
        } else if !self.name.is_empty() {
            Field::IndicatorName
        } else if !self.level2.is_empty() {
            Field::Level2
        } else {
            Field::Level1
        }
    }
}

fn any(globs: &[Glob], texts: &[&str]) -> bool {
    globs.is_empty() || globs.iter().any(|glob| texts.iter().any(|it| glob.matches(it)))
}

fn is_unit(name: &str, target: &Target) -> bool {
    match &target.unit {
        None => name.is_empty(),
        Some(unit) => [&unit.text, &unit.name, &unit.base].into_iter().any(|it| it == name),
    }
}

impl Glob {
    /// Whether the text fits.
    pub fn matches(&self, text: &str) -> bool {
        let mut parts = self.0.split('*');
        let Some(first) = parts.next() else { return true };
        let Some(last) = parts.next_back() else { return text.contains(first) };
        let Some(mut rest) = text.strip_prefix(first) else { return false };
        // The earliest place of each part leaves the most for those after it.
        for part in parts {
            match rest.split_once(part) {
                Some((_, after)) => rest = after,
                None => return false,
            }
        }
        rest.ends_with(last)
    }
}

#[cfg(test)]
mod tests {
    use super::{Glob, OwnRule, Pattern, record};
    use crate::check::testing::filing;
    use crate::check::{Options, Settings, Severity, check_with};
    use crate::messages::Lang;
    use crate::value::Op;
    use rust_decimal::Decimal;

    #[test]
    fn globs_find_anywhere_or_picture_the_whole() {
        for (glob, text, expected) in [
            ("培训", "村医培训人次", true),
            ("培训", "村医培养人次", false),
            ("*率", "设备完好率", true),
            ("*率", "完好率提升", false),
            ("培训*", "村医培训", false),
            ("*培训*次", "村医培训人次", true),
            ("培训*训", "培训", false),
            ("", "任何", true),
            ("*", "", true),
        ] {
            assert_eq!(Glob(glob.to_owned()).matches(text), expected, "{glob} {text}");
        }
    }

    fn globs(text: &str) -> Vec<Glob> {
        vec![Glob(text.to_owned())]
    }

    fn found(when: Pattern, require: Option<Pattern>, name: &str, target: &str) -> Option<String> {
        let rule = record("X01", "own", Severity::Warning);
        let own = vec![OwnRule { rule, message: "请按人次申报".to_owned(), when, require }];
        let settings = Settings { own, ..Settings::default() };
        let findings =
            check_with(&filing(name, target), &Options { settings: &settings, ..Options::default() });
        let own = findings.iter().find(|it| it.rule.code == "X01")?;
        assert_eq!(own.message.render(Lang::Zh), "请按人次申报");
        Some(format!("{} {}", own.severity.word(), own.field.as_ref()?.key().1))
    }

    #[test]
    fn chosen_rows_must_fit_what_is_required() {
        let training = || Pattern { name: globs("培训"), ..Pattern::default() };
        let in_person_times = || Pattern { unit: vec!["人次".to_owned()], ..Pattern::default() };
        let bounded = |min: i64, max: i64| Pattern {
            min: Some(Decimal::from(min)),
            max: Some(Decimal::from(max)),
            ..Pattern::default()
        };
        let signed = |op| Pattern { operator: vec![op], ..Pattern::default() };
        let levels =
            || Pattern { level1: globs("产出"), level2: globs("数量指标"), ..Pattern::default() };
        let wrong = Some("warning target");
        for (when, require, name, target, expected) in [
            (training(), Some(in_person_times()), "村医培训", "≥20场", wrong),
            (training(), Some(in_person_times()), "村医培训", "≥20人次", None),
            (training(), Some(in_person_times()), "巡河", "≥20场", None),
            (training(), None, "村医培训", "≥20场", Some("warning name")),
            (levels(), None, "巡河", "≥20场", Some("warning level2")),
            (training(), Some(bounded(10, 500)), "村医培训", "≥9场", wrong),
            (training(), Some(bounded(10, 500)), "村医培训", "≥10场", None),
            (training(), Some(bounded(10, 500)), "村医培训", "450-600场", wrong),
            (training(), Some(bounded(10, 500)), "村医培训", "有序", wrong),
            (training(), Some(signed(Op::Ge)), "村医培训", "≤20场", wrong),
            (training(), Some(signed(Op::Ge)), "村医培训", "不少于20场", None),
        ] {
            assert_eq!(found(when, require, name, target).as_deref(), expected, "{name} {target}");
        }
    }
}

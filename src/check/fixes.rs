//! Applying fixes: a filing in, a filing out, and what was done. No file is touched.
//!
//! Fixes are applied in the order of their findings until none is left. In a round a field is changed at most once:
//! of two fixes of a field the first by order wins, and what it left is checked anew. Invariant: it ends; where no
//! fix undoes another, which tests hold the safe ones to, doing it twice is doing it once.

use super::finding::{Edit, Finding, Fix, Safety};
use super::rule::Rule;
use super::{Options, check_with};
use crate::model::{Field, Filing, Place};
use std::collections::HashSet;

/// More rounds than fixes can build on one another; a bound, not a goal.
const MAX_ROUNDS: usize = 50;

/// A filing after its fixes.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The filing.
    pub filing: Filing,
    /// What was done, in the order in which it was done.
    pub applied: Vec<Applied>,
}

/// A fix that was applied.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The rule whose finding it mended.
    pub rule: &'static Rule,
    /// The edits that were made.
    pub edits: Vec<Edit>,
}

/// Applies all fixes at least as safe as `least`.
pub fn fix(filing: &Filing, options: &Options<'_>, least: Safety) -> Fixed {
    fix_where(filing, options, |_, fix| fix.safety >= least)
}

/// Applies the fixes that are `wanted`, such as those of one rule. Fixes without edits are advice and stay so.
pub fn fix_where(filing: &Filing, options: &Options<'_>, wanted: impl Fn(&Finding, &Fix) -> bool) -> Fixed {
    let mut fixed = Fixed { filing: filing.clone(), applied: Vec::new() };
    // Guesses may undo one another; a filing that was there before ends the rounds.
    let mut seen: Vec<Filing> = Vec::new();
    while seen.len() < MAX_ROUNDS && !seen.contains(&fixed.filing) {
        seen.push(fixed.filing.clone());
        let mut touched: HashSet<(Place, Field)> = HashSet::new();
        for finding in check_with(&fixed.filing, options) {
            let Some(fix) = finding.fix.as_ref().filter(|it| wanted(&finding, it)) else { continue };
            let is_free = |it: &Edit| !touched.contains(&(it.at, it.field.clone()));
            if !fix.edits.iter().all(is_free) || !make(&mut fixed.filing, &fix.edits) {
                continue;
            }
            touched.extend(fix.edits.iter().map(|it| (it.at, it.field.clone())));
            fixed.applied.push(Applied { rule: finding.rule, edits: fix.edits.clone() });
        }
    }
    fixed
}

/// Makes all edits of a fix. Says whether that was possible and changed something; else the filing is as it was.
fn make(filing: &mut Filing, edits: &[Edit]) -> bool {
    let mut made: Vec<(&Edit, String)> = Vec::new();
    for edit in edits {
        let old = filing.get(edit.at, &edit.field).unwrap_or_default().into_owned();
        if filing.set(edit.at, &edit.field, &edit.text).is_err() {
            for (edit, old) in made.iter().rev() {
                // A text that the field had is one that it takes.
                let _ = filing.set(edit.at, &edit.field, old);
            }
            return false;
        }
        made.push((edit, old));
    }
    made.iter().any(|(edit, old)| edit.text != *old)
}

#[cfg(test)]
mod tests {
    use super::{fix, fix_where, make};
    use crate::check::testing::filing;
    use crate::check::{Edit, Options, Safety, check};
    use crate::messages::Lang;
    use crate::model::{Field, Filing, Function, Indicator, Place};
    use crate::value;
    use proptest::prelude::*;

    fn target(filing: &Filing) -> &str {
        &filing.functions[0].indicators[0].target
    }

    #[test]
    fn safe_fixes_build_on_one_another_and_unsafe_ones_wait_to_be_asked_for() {
        for (name, before, safe, all) in [
            ("设备完好率", "≥百分之95", "≥95%", "≥95%"),
            ("设备完好率", "≥ 95.00％", "≥95%", "≥95%"),
            ("培训人次", "≥1,200人次", "≥1200人次", "≥1200人次"),
            ("道路保洁覆盖率", "≥100%", "≥100%", "=100%"),
            ("巡河次数", "≥12次", "≥12次", "≥12次"),
        ] {
            let filing = filing(name, before);
            let fixed = fix(&filing, &Options::default(), Safety::Safe);
            assert_eq!(target(&fixed.filing), safe, "{before}: {:?}", fixed.applied);
            assert_eq!(fixed.applied.is_empty(), before == safe, "{before}");
            assert_eq!(target(&fix(&filing, &Options::default(), Safety::Unsafe).filing), all, "{before}");
        }
    }

    #[test]
    fn only_the_wanted_fixes_are_applied() {
        let mut two = filing("设备完好率", "≥百分之95");
        let second = Indicator { target: "≥100%".to_owned(), ..two.functions[0].indicators[0].clone() };
        two.functions[0].indicators.push(Indicator { name: "巡河覆盖率".to_owned(), ..second });
        let fixed = fix_where(&two, &Options::default(), |it, _| it.rule.code == "V06");
        let texts: Vec<&str> =
            fixed.filing.functions[0].indicators.iter().map(|it| it.target.as_str()).collect();
        assert_eq!(texts, ["≥百分之95", "=100%"]);
        assert_eq!(fixed.applied.len(), 1);
    }

    #[test]
    fn a_fix_is_made_whole_or_not_at_all() {
        let mut filing = filing("巡河次数", "≥12次");
        let edit = |field, text: &str| Edit { at: Place::Indicator(0, 0), field, text: text.to_owned() };
        let before = filing.clone();
        let half_wrong = [edit(Field::Target, "≥24次"), edit(Field::SourceLine, "第三行")];
        assert!(!make(&mut filing, &half_wrong));
        assert_eq!(filing, before);
        assert!(!make(&mut filing, &[edit(Field::Target, "≥12次")]));
        assert!(make(&mut filing, &[edit(Field::Target, "≥24次")]));
    }

    const VALUES: &str = include_str!("../../tests/data/target_values.tsv");

    const NAMES: [&str; 6] =
        ["设备完好率", "群众满意度（%）", "培训人次。", "护林员补助标准", "巡河次数", ""];

    fn any_row() -> impl Strategy<Value = Indicator> {
        let values: Vec<String> =
            VALUES.lines().filter_map(|it| it.split('\t').next()).map(str::to_owned).collect();
        let glued = "[≥≤>＝=]?[ 　]?(百分之)?[0-9]{1,4}(,[0-9]{3})?(\\.0{1,2})?[%％人次]?(元/年/人)?";
        let text = prop_oneof![proptest::sample::select(values), glued, Just(String::new())];
        (proptest::sample::select(&NAMES[..]), text.clone(), text).prop_map(|(name, target, target_half)| {
            Indicator {
                level1: "产出指标".to_owned(),
                level2: "数量指标".to_owned(),
                name: name.to_owned(),
                target,
                target_half,
                ..Indicator::default()
            }
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn fixing_twice_is_fixing_once_and_safe_fixes_keep_the_meaning(
            indicators in proptest::collection::vec(any_row(), 1..5)
        ) {
            let functions = vec![Function { indicators, ..Function::default() }];
            let filing = Filing { year: Some(2025), functions, ..Filing::default() };
            for least in [Safety::Safe, Safety::Unsafe] {
                let once = fix(&filing, &Options::default(), least);
                let twice = fix(&once.filing, &Options::default(), least);
                prop_assert_eq!(&once.filing, &twice.filing, "{:?}", twice.applied);
            }
            let safe = fix(&filing, &Options::default(), Safety::Safe).filing;
            for ((_, _, old), (_, _, new)) in filing.indicators().zip(safe.indicators()) {
                for (old, new) in [(&old.target, &new.target), (&old.target_half, &new.target_half)] {
                    let reading = |text: &str| value::parse(text).reading(Lang::Zh);
                    prop_assert_eq!(reading(old), reading(new), "{} → {}", old, new);
                }
            }
            let is_safe = |it: &crate::check::Finding| {
                it.fix.as_ref().is_some_and(|it| it.safety == Safety::Safe && !it.edits.is_empty())
            };
            prop_assert!(!check(&safe).iter().any(is_safe));
        }
    }
}

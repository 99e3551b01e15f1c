//! Applying fixes: a filing in, a filing out, and what was done. No file is touched.
//!
//! Fixes are applied in the order of their findings until none is left. In a round a field is changed at most once, and
//! a row that goes is not changed: of two fixes of a field or row the first by order wins, and what it left is checked
//! anew. Invariant: it ends; where no
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
    /// The nodes that were edited, where they are now.
    pub edited: Vec<Place>,
}

/// A fix that was applied.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The rule whose finding it mended.
    pub rule: &'static Rule,
    /// The edits that were made.
    pub edits: Vec<Edit>,
    /// Whether the row of the finding was taken away.
    pub removes: bool,
}

/// What the fixes of one round have taken: none of them may touch what another has touched.
#[derive(Debug, Default)]
pub struct Taken {
    fields: HashSet<(Place, Field)>,
    rows: HashSet<Place>,
    gone: HashSet<Place>,
}

impl Taken {
    /// Whether nothing that the fix of a finding at this place touches was taken before.
    pub fn leaves(&self, at: Place, fix: &Fix) -> bool {
        let is_free =
            |it: &Edit| !self.gone.contains(&it.at) && !self.fields.contains(&(it.at, it.field.clone()));
        fix.edits.iter().all(is_free)
            && !(fix.removes && (self.rows.contains(&at) || self.gone.contains(&at)))
    }

    /// Takes what the fix touches.
    pub fn take(&mut self, at: Place, fix: &Fix) {
        self.fields.extend(fix.edits.iter().map(|it| (it.at, it.field.clone())));
        self.rows.extend(fix.edits.iter().map(|it| it.at));
        if fix.removes {
            self.gone.insert(at);
        }
    }

    /// The rows that go, the last first, so that taking one away moves none of those that are still to go.
    pub fn gone(&self) -> Vec<Place> {
        let mut gone: Vec<Place> = self.gone.iter().copied().collect();
        gone.sort_unstable_by(|a, b| b.cmp(a));
        gone
    }
}

/// Takes the row of an indicator away. Says whether there was one.
pub fn remove(filing: &mut Filing, at: Place) -> bool {
    let Place::Indicator(function, idx) = at else { return false };
    let rows = filing.functions.get_mut(function).map(|it| &mut it.indicators);
    rows.filter(|it| idx < it.len()).map(|it| it.remove(idx)).is_some()
}

/// Applies all fixes at least as safe as `least`.
pub fn fix(filing: &Filing, options: &Options<'_>, least: Safety) -> Fixed {
    fix_where(filing, options, |_, fix| fix.safety >= least)
}

/// Applies the fixes that are `wanted`, such as those of one rule. Fixes without edits are advice and stay so.
pub fn fix_where(filing: &Filing, options: &Options<'_>, wanted: impl Fn(&Finding, &Fix) -> bool) -> Fixed {
    let mut fixed = Fixed { filing: filing.clone(), applied: Vec::new(), edited: Vec::new() };
    // Guesses may undo one another; a filing that was there before ends the rounds.
    let mut seen: Vec<Filing> = Vec::new();
    while seen.len() < MAX_ROUNDS && !seen.contains(&fixed.filing) {
        seen.push(fixed.filing.clone());
        let mut taken = Taken::default();
        for finding in check_with(&fixed.filing, options) {
            let Some(fix) = finding.fix.as_ref().filter(|it| wanted(&finding, it)) else { continue };
            let is_made = || fix.removes && fix.edits.is_empty();
            if !taken.leaves(finding.at, fix) || !(is_made() || make(&mut fixed.filing, &fix.edits)) {
                continue;
            }
            taken.take(finding.at, fix);
            fixed.edited.extend(fix.edits.iter().map(|it| it.at));
            let (rule, edits) = (finding.rule, fix.edits.clone());
            fixed.applied.push(Applied { rule, edits, removes: fix.removes });
        }
        for at in taken.gone() {
            remove(&mut fixed.filing, at);
            fixed.edited = fixed.edited.iter().filter_map(|it| it.after_remove(at)).collect();
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
    fn rows_go_once_and_the_others_keep_their_fixes() {
        let row = |name: &str, target: &str, note: &str| Indicator {
            level1: "产出指标".to_owned(),
            level2: "质量指标".to_owned(),
            name: name.to_owned(),
            target: target.to_owned(),
            note: note.to_owned(),
            ..Indicator::default()
        };
        let nameless = Indicator { line: Some(12), ..row("", "", "") };
        let indicators = vec![
            row("巡河覆盖率", "≥100%", "按记录"),
            row("巡河覆盖率", "≥100%", ""),
            nameless,
            row("水质达标率", "≥百分之95", ""),
            row("巡河覆盖率", "≥100%", "按台账"),
            row("巡河覆盖率", "≥100%", "按记录"),
        ];
        let functions = vec![Function { indicators, ..Function::default() }];
        let filing = Filing { year: Some(2025), functions, ..Filing::default() };
        let fixed = fix(&filing, &Options::default(), Safety::Unsafe);
        let left: Vec<String> = fixed
            .filing
            .indicators()
            .map(|(_, _, it)| format!("{} {} {}", it.name, it.target, it.note))
            .collect();
        // A row with a note of its own stays: which of the notes is right is for a person to say.
        assert_eq!(left, ["巡河覆盖率 =100% 按记录", "水质达标率 ≥95% ", "巡河覆盖率 =100% 按台账"]);
        assert!(fixed.edited.iter().all(|it| matches!(it, Place::Indicator(0, 0..=2))), "{:?}", fixed.edited);
        assert_eq!(fix(&fixed.filing, &Options::default(), Safety::Unsafe).filing, fixed.filing);
        let safe = fix(&filing, &Options::default(), Safety::Safe).filing;
        assert_eq!(safe.n_indicators(), 6);
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

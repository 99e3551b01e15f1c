//! Layers → settings: a later layer goes over an earlier one.
//!
//! Within a layer `ignore` goes over `select`, and both before severities. A later `select` begins anew. Invariant:
//! every word is resolved against all rules of all layers, so that the order of files never makes a name unknown.

use super::ConfigProblem;
use super::layer::{Layer, Selector};
use super::own::Own;
use crate::check::own::{OwnRule, record};
use crate::check::{Rule, Settings, Severity, rules};
use crate::messages::{Message, Problem};
use crate::text::similar;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The word that chooses all rules.
const ALL: &str = "ALL";

/// A rule and what the layers so far say of it.
struct State<'a> {
    code: &'a str,
    name: &'a str,
    is_selected: bool,
    /// `Some(None)` is off.
    severity: Option<Option<Severity>>,
}

impl State<'_> {
    fn is_on(&self) -> bool {
        self.is_selected && self.severity != Some(None)
    }
}

/// Merges layers, the first the weakest. Where there is a problem the settings are incomplete: do not check by them.
/// Codes and names `elsewhere` are rules of one's own in other folders: naming one is no mistake.
pub fn merge(layers: &[Layer], elsewhere: &BTreeSet<String>) -> (Settings, Vec<ConfigProblem>) {
    let mut problems = Vec::new();
    let own = own_rules(layers, &mut problems);
    let mut states = states(&own);
    let mut unknown: Vec<&Selector> = Vec::new();
    for layer in layers {
        apply(layer, &mut states, &mut unknown);
    }
    unknown.retain(|it| !elsewhere.iter().any(|other| chooses(&it.word, other, other)));
    let words: Vec<&str> = states.iter().flat_map(|it| [it.code, it.name]).collect();
    problems.extend(unknown.into_iter().map(|it| unknown_rule(it, &words)));
    let mut settings = Settings::default();
    let is_on = |code: &str| states.iter().any(|it| it.code == code && it.is_on());
    let active: Vec<&'static Rule> = rules::ALL.iter().copied().filter(|it| is_on(it.code)).collect();
    if active.len() < rules::ALL.len() {
        settings.active = Cow::Owned(active);
    }
    let set = |code: &str| states.iter().find(|it| it.code == code)?.severity?;
    settings.severities = rules::ALL.iter().filter_map(|it| Some((it.code, set(it.code)?))).collect();
    settings.own = own
        .iter()
        .filter(|it| is_on(&it.code))
        .map(|it| OwnRule {
            rule: record(&it.code, &it.name, set(&it.code).or(it.severity).unwrap_or(Severity::Warning)),
            message: it.message.clone(),
            when: it.when.clone(),
            require: it.require.clone(),
        })
        .collect();
    for layer in layers {
        for (threshold, value) in &layer.thresholds {
            settings.thresholds.set(*threshold, *value);
        }
        settings.words.units.extend(layer.units.iter().cloned());
        settings.words.qualitative.extend(layer.qualitative.iter().cloned());
        settings.words.level1.extend(layer.level1.iter().cloned());
        settings.words.level2.extend(layer.level2.iter().cloned());
    }
    (settings, problems)
}

/// The codes of the catalogue's rules that a layer turns off by itself, in the catalogue's order.
pub fn turned_off(layer: &Layer) -> Vec<&'static str> {
    let (settings, _) = merge(std::slice::from_ref(layer), &BTreeSet::new());
    rules::ALL.iter().map(|it| it.code).filter(|it| !settings.is_active(it)).collect()
}

/// The rules of one's own of all layers. A later one takes the place of an earlier one with its code; twice the same
/// code in one file is a mistake.
fn own_rules<'a>(layers: &'a [Layer], problems: &mut Vec<ConfigProblem>) -> Vec<&'a Own> {
    let mut own: Vec<&Own> = Vec::new();
    for layer in layers {
        for (idx, it) in layer.own.iter().enumerate() {
            let earlier = layer.own.iter().take(idx);
            let is_twice = earlier.clone().any(|other| other.code == it.code || other.name == it.name);
            if is_twice || rules::ALL.iter().any(|rule| rule.name == it.name) {
                let args = [("code", it.code.clone()), ("name", it.name.clone())];
                problems.push(it.place.problem(Message::new(Problem::ConfigRuleTwice, args)));
                continue;
            }
            own.retain(|other| other.code != it.code);
            own.push(it);
        }
    }
    own
}

fn states<'a>(own: &[&'a Own]) -> Vec<State<'a>> {
    let known = rules::ALL.iter().map(|it| (it.code, it.name, None));
    let own = own.iter().map(|it| {
        let off = it.severity.is_none().then_some(None);
        (it.code.as_str(), it.name.as_str(), off)
    });
    known.chain(own).map(|(code, name, severity)| State { code, name, is_selected: true, severity }).collect()
}

/// Says a layer's words of the rules; adds those that choose none.
fn apply<'a>(layer: &'a Layer, states: &mut [State<'_>], unknown: &mut Vec<&'a Selector>) {
    if let Some(select) = &layer.select {
        let chosen = chosen(select, states, unknown);
        for (state, is_chosen) in states.iter_mut().zip(chosen) {
            state.is_selected = is_chosen;
            // Who asks for a rule by a later word wants it, whatever an earlier layer turned off.
            if is_chosen && state.severity == Some(None) {
                state.severity = None;
            }
        }
    }
    let ignored = chosen(&layer.ignore, states, unknown);
    for (state, is_chosen) in states.iter_mut().zip(ignored) {
        state.is_selected &= !is_chosen;
    }
    for (selector, severity) in &layer.severity {
        let graded = chosen(std::slice::from_ref(selector), states, unknown);
        for (state, is_chosen) in states.iter_mut().zip(graded) {
            if is_chosen {
                state.severity = Some(*severity);
            }
        }
    }
}

/// For each rule, whether one of the words chooses it.
fn chosen<'a>(selectors: &'a [Selector], states: &[State<'_>], unknown: &mut Vec<&'a Selector>) -> Vec<bool> {
    let mut chosen = vec![false; states.len()];
    for selector in selectors {
        let mut is_known = false;
        for (slot, state) in chosen.iter_mut().zip(states) {
            if chooses(&selector.word, state.code, state.name) {
                *slot = true;
                is_known = true;
            }
        }
        if !is_known {
            unknown.push(selector);
        }
    }
    chosen
}

/// Whether a word is a rule's code, its name, its family (the letter of its code) or `ALL`.
fn chooses(word: &str, code: &str, name: &str) -> bool {
    let is_family = word.chars().count() == 1 && code.starts_with(&word.to_ascii_uppercase());
    word.eq_ignore_ascii_case(ALL) || word.eq_ignore_ascii_case(code) || word == name || is_family
}

fn unknown_rule(selector: &Selector, known: &[&str]) -> ConfigProblem {
    let rule = ("rule", selector.word.clone());
    if rules::OF_TWO.iter().any(|it| chooses(&selector.word, it.code, it.name)) {
        return selector.place.problem(Message::new(Problem::ConfigRuleOfTwo, [rule]));
    }
    let message = match similar::closest(&selector.word, known.iter().copied()) {
        Some(near) => Message::new(Problem::ConfigRuleNear, [rule, ("near", near.to_owned())]),
        None => Message::new(Problem::ConfigRule, [rule]),
    };
    selector.place.problem(message)
}

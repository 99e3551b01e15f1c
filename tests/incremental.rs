//! Checking while a filing is edited finds the same as checking it as a whole, in the same order: after each of many
//! random edits, and for each text while it is typed.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "tests"
)]

#[path = "support/edits.rs"]
mod edits;

use edits::{Dice, accept, fix, reshape, reshape_twice, set_frame, set_row};
use proptest::prelude::*;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};
use tianbao::app::Entry;
use tianbao::app::entry::{Home, at};
use tianbao::check::{Counts, Finding, Options, Settings, Severity, check_with};
use tianbao::edit::Change;
use tianbao::model::{Field, Filing, Place};

/// Filings of every form: the clean ones, the expected readings of the samples, the samples themselves.
static FILINGS: LazyLock<Vec<Filing>> = LazyLock::new(|| {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["tests/data/clean", "tests/data/samples", "assets/samples"] {
        let entries = std::fs::read_dir(root.join(folder)).unwrap();
        files.extend(
            entries.map(|it| it.unwrap().path()).filter(|it| it.extension().is_some_and(|it| it == "toml")),
        );
    }
    files.sort();
    files
        .iter()
        .filter_map(|it| tianbao::format::read(&std::fs::read_to_string(it).unwrap()).filing)
        .collect()
});

/// All findings of the filing as it is now, found at once.
fn full(filing: &Filing, entry: &Entry, also: &[Place]) -> Vec<Finding> {
    let edited: Vec<Place> = entry.history().places().into_iter().chain(also.iter().copied()).collect();
    check_with(filing, &Options { edited: &edited, settings: entry.settings() })
}

fn told(findings: &[Finding]) -> Vec<String> {
    let told = |it: &Finding| {
        format!("{:?} {} {} {:?} {:?}", it.at, it.severity.word(), it.rule.code, it.message, it.fix)
    };
    findings.iter().map(told).collect()
}

fn assert_same(found: &[Finding], expected: &[Finding], after: &str) {
    if found != expected {
        let (found, expected) = (told(found), told(expected));
        let missing: Vec<_> = expected.iter().filter(|it| !found.contains(it)).collect();
        let extra: Vec<_> = found.iter().filter(|it| !expected.contains(it)).collect();
        panic!("after {after}:\nmissing {missing:#?}\ntoo many {extra:#?}");
    }
}

fn edit(entry: &mut Entry, dice: Dice) {
    let filing = entry.filing().clone();
    let here = Place::Filing;
    let changes = match dice.0 % 16 {
        0..=7 => set_row(&filing, dice).into_iter().collect::<Vec<_>>(),
        8..=10 => set_frame(&filing, dice).into_iter().collect(),
        11 | 12 => {
            if let Some(changes) = reshape(&filing, dice) {
                entry.make(changes, here, here);
            }
            Vec::new()
        }
        13 => {
            let change = accept(&filing, entry.findings(), dice);
            entry.make(vec![change], here, here);
            Vec::new()
        }
        14 => {
            entry.undo();
            Vec::new()
        }
        _ => {
            entry.redo();
            Vec::new()
        }
    };
    for (place, field, text) in changes {
        type_in(entry, place, &field, &text);
        // Half of what is typed is given up.
        if dice.3.is_multiple_of(2) {
            entry.make(vec![Change::Set { at: place, field, text }], place, place);
        }
    }
}

/// Types a text letter by letter, and holds what is said of it while it is typed to a full check.
fn type_in(entry: &mut Entry, place: Place, field: &Field, text: &str) {
    let ends: Vec<usize> =
        text.char_indices().map(|(at, it)| at + it.len_utf8()).chain([0]).rev().take(3).collect();
    for end in ends.into_iter().rev() {
        let so_far = text.get(..end).unwrap();
        let live = entry.live(&[place], field, so_far);
        let mut filing = entry.filing().clone();
        let sets = entry.to_set(&[place], field, so_far);
        for (place, field, text) in &sets {
            let _ = filing.set(*place, field, text);
        }
        let touched: Vec<Place> = sets.iter().map(|it| it.0).collect();
        let expected = full(&filing, entry, &touched);
        let after = format!("typing {so_far} in {field:?} of {place:?}");
        assert_eq!(live.counts, Counts::of(&expected), "{after}");
        let mut here: Vec<Finding> = at(&expected, place).into_iter().cloned().collect();
        if place != Place::Filing {
            // What the text brings about for the whole filing is told where it is typed.
            let known: Vec<&str> =
                at(entry.findings(), Place::Filing).iter().map(|it| it.rule.code).collect();
            let of_filing = at(&expected, Place::Filing).into_iter();
            here.extend(of_filing.filter(|it| !known.contains(&it.rule.code)).cloned());
            here.sort_by_key(|it| std::cmp::Reverse(it.severity));
        }
        assert_same(&live.here, &here, &after);
    }
}

/// Settings that change what is found: other severities, names of levels, words.
fn other_settings() -> Settings {
    let mut settings = Settings { severities: vec![("V06", Severity::Error)], ..Settings::default() };
    settings.words.level1.insert("服务产出".to_owned(), "产出指标".to_owned());
    settings.words.level2.insert("98%".to_owned(), "质量指标".to_owned());
    settings.words.qualitative.push("井然有序".to_owned());
    settings
}

fn follows(filing: &Filing, settings: Settings, edits: &[Dice]) {
    let findings = check_with(filing, &Options { settings: &settings, ..Options::default() });
    let mut entry = Entry::new(filing.clone(), findings, Home::default()).with_settings(Arc::new(settings));
    for (n, dice) in edits.iter().enumerate() {
        edit(&mut entry, *dice);
        let expected = full(entry.filing(), &entry, &[]);
        assert_same(entry.findings(), &expected, &format!("edit {n}, {dice:?}"));
    }
}

/// Steps that let rows come, go and move, each held to a full check, taken back and made again, among fixes, accepted
/// findings and texts that are typed and given up.
fn follows_rows(filing: &Filing, steps: &[Dice]) {
    let findings = check_with(filing, &Options::default());
    let mut entry = Entry::new(filing.clone(), findings, Home::default());
    let here = Place::Filing;
    let holds = |entry: &Entry, after: &str| {
        assert_same(entry.findings(), &full(entry.filing(), entry, &[]), after);
        assert_eq!(entry.total(), Counts::of(entry.findings()), "{after}");
        let again = Entry::new(entry.filing().clone(), Vec::new(), Home::default());
        assert_eq!(entry.parts(), again.parts(), "{after}");
        assert_eq!(entry.head().n_doubtful, again.head().n_doubtful, "{after}");
    };
    for (n, dice) in steps.iter().enumerate() {
        let filing = entry.filing().clone();
        let changes = match dice.0 % 8 {
            0 => fix(entry.findings(), dice.2),
            1 => vec![accept(&filing, entry.findings(), *dice)],
            2 => set_row(&filing, *dice)
                .map(|(at, field, text)| vec![Change::Set { at, field, text }])
                .unwrap_or_default(),
            3 => set_frame(&filing, *dice)
                .map(|(at, field, text)| vec![Change::Set { at, field, text }])
                .unwrap_or_default(),
            4 | 5 => reshape_twice(&filing, *dice).unwrap_or_default(),
            _ => reshape(&filing, *dice).unwrap_or_default(),
        };
        if let (4, Some((at, field, text))) = (dice.0 % 9, set_row(&filing, *dice)) {
            type_in(&mut entry, at, &field, &text);
        }
        if !entry.make(changes.clone(), here, here) {
            continue;
        }
        holds(&entry, &format!("step {n}, {dice:?}: {changes:?}"));
        entry.undo();
        holds(&entry, &format!("step {n} taken back, {dice:?}: {changes:?}"));
        entry.redo();
        holds(&entry, &format!("step {n} made again, {dice:?}: {changes:?}"));
    }
    while entry.undo().is_some() {}
    holds(&entry, "everything was taken back");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_step_by_step_is_what_is_found_at_once(
        which in any::<u16>(),
        edits in prop::collection::vec(any::<Dice>(), 1..100),
    ) {
        let filing = &FILINGS[usize::from(which) % FILINGS.len()];
        follows(filing, Settings::default(), &edits);
    }

    #[test]
    fn rows_that_come_go_and_move_change_what_is_found_as_a_full_check_does(
        which in any::<u16>(),
        steps in prop::collection::vec(any::<Dice>(), 1..60),
    ) {
        let filing = &FILINGS[usize::from(which) % FILINGS.len()];
        follows_rows(filing, &steps);
    }

    #[test]
    fn the_same_under_settings_of_ones_own(
        which in any::<u16>(),
        edits in prop::collection::vec(any::<Dice>(), 1..50),
    ) {
        let filing = &FILINGS[usize::from(which) % FILINGS.len()];
        follows(filing, other_settings(), &edits);
    }
}

//! What was saved in a copy that another program edits, when this program ended in between.

use super::{act, folder_with, start};
use crate::run::saving::tests::Bench;
use std::fs;
use std::path::{Path, PathBuf};

/// Lends the filing as it stands, as the workbench does.
fn lend(bench: &Bench, root: &Path) -> (PathBuf, String) {
    let copy = root.join("甲的副本.toml");
    let before = crate::format::write(bench.state.entries[0].filing());
    fs::write(&copy, &before).unwrap();
    bench.keeper.lend(&bench.state, 0, &copy, &before, false);
    (copy, before)
}

#[test]
fn what_an_editor_saved_is_offered_after_a_crash() {
    for n_rows in [4, 25] {
        for acts in ["", "e", "es", "esu", "ed"] {
            let root = folder_with(n_rows);
            let mut bench = start(root.path());
            acts.chars().enumerate().for_each(|(n, it)| act(&mut bench, it, n));
            let n_done = bench.state.entries[0].history().n_done();
            let (copy, before) = lend(&bench, root.path());
            // Another workbench meanwhile leaves it alone.
            fs::write(&copy, before.replace("≥2公里", "≥二十公里")).unwrap();
            drop(Bench::start(root.path(), &["."]));
            drop(bench);
            let mut next = start(root.path());
            assert_eq!(next.state.recovered.len(), 1, "{acts} of {n_rows}");
            assert!(next.state.recovered[0].fits && next.state.restore(0), "{acts} of {n_rows}");
            next.keep();
            let now = &next.state.entries[0];
            assert_eq!(now.filing().functions[0].indicators[1].target, "≥二十公里", "{acts}");
            assert_eq!(now.history().n_done(), n_done + 1, "{acts}: a step behind the others");
            // Once decided about it is not offered once more, unless the editor, still open, saves again.
            super::save_modified(&mut next);
            drop(next);
            assert!(start(root.path()).state.recovered.is_empty(), "{acts}");
            fs::write(&copy, before.replace("≥2公里", "≥三十公里")).unwrap();
            let mut last = start(root.path());
            assert!(last.state.restore(0), "{acts}");
            assert_eq!(last.state.entries[0].filing().functions[0].indicators[1].target, "≥三十公里");
        }
    }
}

#[test]
fn a_copy_that_was_not_changed_or_was_taken_back_is_not_offered() {
    let root = folder_with(4);
    let mut bench = start(root.path());
    act(&mut bench, 'e', 0);
    act(&mut bench, 's', 0);
    let (copy, before) = lend(&bench, root.path());
    drop(bench);
    let next = start(root.path());
    assert!(next.state.recovered.is_empty() && copy.exists(), "its editor may be open still");
    drop(next);
    let bench = start(root.path());
    lend(&bench, root.path());
    fs::write(&copy, before.replace("≥2公里", "≥二十公里")).unwrap();
    bench.keeper.took_back();
    assert!(!bench.keeper.is_lending());
    drop(bench);
    fs::write(&copy, before).unwrap();
    assert!(start(root.path()).state.recovered.is_empty());
}

#[test]
fn a_copy_from_before_later_edits_takes_none_of_them_back_and_is_named() {
    for n_rows in [4, 25] {
        // The editor came to a bad end, and the person went on here; with a save or without.
        for acts in ["e", "es", "d", "o"] {
            let root = folder_with(n_rows);
            let mut bench = start(root.path());
            let (copy, before) = lend(&bench, root.path());
            fs::write(&copy, before.replace("≥2公里", "≥二十公里")).unwrap();
            acts.chars().for_each(|it| act(&mut bench, it, 0));
            let was = bench.state.entries[0].filing().clone();
            let is_unsaved = bench.state.entries[0].is_modified();
            drop(bench);
            let mut next = start(root.path());
            assert_eq!(next.state.recovered.len(), usize::from(is_unsaved), "{acts} of {n_rows}");
            if is_unsaved {
                assert!(next.state.restore(0), "{acts} of {n_rows}");
            }
            assert_eq!(*next.state.entries[0].filing(), was, "{acts} of {n_rows}");
            assert!(next.state.problems.iter().any(|it| it.contains("甲的副本.toml")), "{acts}");
        }
    }
}

#[test]
fn a_copy_that_cannot_be_read_as_a_filing_is_named() {
    let root = folder_with(4);
    let bench = start(root.path());
    let (copy, _) = lend(&bench, root.path());
    fs::write(&copy, "<<<<<<< 没改完").unwrap();
    drop(bench);
    for _ in 0..2 {
        let next = start(root.path());
        assert!(next.state.recovered.is_empty());
        assert!(
            next.state.problems.iter().any(|it| it.contains("甲的副本.toml")),
            "{:?}",
            next.state.problems
        );
        assert!(copy.exists());
    }
    fs::remove_file(&copy).unwrap();
    assert!(start(root.path()).state.problems.is_empty());
}

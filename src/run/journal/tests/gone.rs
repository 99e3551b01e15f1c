//! What somebody takes away while the program runs: journals, the copies beside them, the lock of the session.

use super::{act, folder_with, start};
use crate::app::recover::Journaling;
use crate::run::saving::tests::Bench;
use crate::store::Journals;
use std::fs;
use std::path::{Path, PathBuf};

/// The files in the folder of the journals with this ending.
pub(super) fn files(root: &Path, ending: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(root.join("日志")).unwrap().map(|it| it.unwrap().path());
    files.filter(|it| it.extension().is_some_and(|it| it == ending)).collect()
}

pub(super) fn take_away(root: &Path, ending: &str) {
    let files = files(root, ending);
    assert!(!files.is_empty(), "no {ending}");
    for it in files {
        fs::remove_file(it).unwrap();
    }
}

#[test]
fn a_journal_or_folder_that_is_taken_away_is_begun_anew() {
    for is_folder in [false, true] {
        let root = folder_with(25);
        let mut bench = start(root.path());
        act(&mut bench, 'e', 0);
        let journals = root.path().join("日志");
        for file in fs::read_dir(&journals).unwrap().map(|it| it.unwrap().path()) {
            if is_folder || file.extension().is_some_and(|it| it == "journal") {
                fs::remove_file(file).unwrap();
            }
        }
        if is_folder {
            fs::remove_dir(&journals).unwrap();
        }
        act(&mut bench, 'd', 1);
        // The writer has told, and the loop is woken.
        bench.keep();
        bench.keep();
        assert!(bench.state.toast.is_none() && bench.state.problems.is_empty());
        drop(bench);
        let next = start(root.path());
        let restored = next.state.recovered[0].restored.as_ref().unwrap();
        assert_eq!((restored.n_unsaved, restored.filing.n_indicators()), (2, 24));
    }
}

/// A small x takes the copy away.
fn act_or_take(bench: &mut Bench, root: &Path, acts: &str) {
    for (n, it) in acts.chars().enumerate() {
        match it {
            'x' => take_away(root, "base"),
            it => act(bench, it, n),
        }
    }
}

#[test]
fn a_copy_that_is_taken_away_is_made_again_before_it_is_needed() {
    for acts in ["exesee", "eexseuu", "esxeuu", "esxsdeu", "exuse", "esxuu", "exesxeue", "esuxe", "edsuuxeo"]
    {
        let root = folder_with(25);
        let mut bench = start(root.path());
        act_or_take(&mut bench, root.path(), acts);
        let was = &bench.state.entries[0];
        let (filing, n_done, n_undone) =
            (was.filing().clone(), was.history().n_done(), was.history().n_undone());
        assert!(bench.state.problems.is_empty(), "{acts}: {:?}", bench.state.problems);
        drop(bench);
        let mut next = start(root.path());
        assert_eq!(next.state.recovered.len(), 1, "{acts}");
        assert!(next.state.recovered[0].fits && next.state.restore(0), "{acts}");
        let now = &next.state.entries[0];
        assert_eq!(*now.filing(), filing, "{acts}");
        assert_eq!((now.history().n_done(), now.history().n_undone()), (n_done, n_undone), "{acts}");
    }
}

#[test]
fn a_copy_that_is_taken_away_after_the_last_key_leaves_what_was_done_since_the_save() {
    let root = folder_with(25);
    let mut bench = start(root.path());
    act_or_take(&mut bench, root.path(), "eseodx");
    let filing = bench.state.entries[0].filing().clone();
    drop(bench);
    let mut next = start(root.path());
    assert!(next.state.recovered[0].fits && next.state.restore(0));
    assert_eq!(*next.state.entries[0].filing(), filing);
    assert_eq!(next.state.entries[0].history().n_done(), 3);
    // It goes on with a copy of its own.
    next.keep();
    act_or_take(&mut next, root.path(), "seu");
    let filing = next.state.entries[0].filing().clone();
    drop(next);
    let last = start(root.path());
    assert!(last.state.recovered.is_empty());
    assert_eq!((last.state.entries[0].filing(), last.state.entries[0].history().n_undone()), (&filing, 1));
}

#[test]
fn a_lock_that_is_taken_away_is_made_again() {
    for is_folder in [false, true] {
        let root = folder_with(4);
        let mut bench = start(root.path());
        act(&mut bench, 'e', 0);
        let journals = root.path().join("日志");
        if is_folder {
            fs::remove_dir_all(&journals).unwrap();
        } else {
            take_away(root.path(), "session");
        }
        act(&mut bench, 'e', 1);
        bench.keep();
        let other = Journals::open(&journals).unwrap();
        let name = other.names().pop_first().unwrap();
        assert!(other.is_held(&name), "another workbench sees that this one runs");
        let Bench { state, keeper } = bench;
        keeper.end(&state, true);
        assert!(!other.is_held(&name));
        drop(other);
        assert_eq!(files(root.path(), "session").len(), 1, "only the other's is left");
    }
}

#[test]
fn steps_that_were_all_taken_back_can_be_made_again_after_leaving() {
    for n_rows in [4, 25] {
        for acts in ["eu", "eduu", "esdsuus"] {
            let root = folder_with(n_rows);
            let mut bench = start(root.path());
            acts.chars().enumerate().for_each(|(n, it)| act(&mut bench, it, n));
            let n_undone = bench.state.entries[0].history().n_undone();
            let Bench { state, keeper } = bench;
            keeper.end(&state, true);
            let mut next = start(root.path());
            assert!(next.state.recovered.is_empty(), "{acts}");
            assert_eq!(next.state.entries[0].history().n_undone(), n_undone, "{acts} of {n_rows}");
            act(&mut next, 'r', 0);
            assert_eq!(next.state.entries[0].filing().functions[0].indicators[0].target, "≥100处", "{acts}");
        }
    }
}

/// Without its lock a session looks as if it had ended: another goes on with its journal.
#[test]
fn what_another_workbench_has_taken_over_is_not_written_into() {
    let root = folder_with(4);
    let mut first = start(root.path());
    act(&mut first, 'e', 0);
    first.keeper.saving(&first.state, 0);
    take_away(root.path(), "session");
    let mut second = Bench::start(root.path(), &["."]);
    assert!(second.state.restore(0));
    second.keep();
    let read = || fs::read_to_string(&files(root.path(), "journal")[0]).unwrap();
    let before = read();
    act(&mut first, 'd', 1);
    first.keep();
    assert_eq!(read(), before);
    assert_eq!(first.state.journaling, Journaling::Missing, "the person knows");
    assert_eq!(first.state.entries[0].filing().n_indicators(), 3, "what was done is still there");
    // Once the second has saved and left, the first has a journal again.
    act(&mut second, 's', 2);
    let Bench { state, keeper } = second;
    keeper.end(&state, true);
    first.keep();
    assert_eq!(first.state.journaling, Journaling::Kept);
    drop(first);
    let next = start(root.path());
    let left = next.state.recovered[0].restored.as_ref().unwrap();
    assert_eq!(left.filing.n_indicators(), 3);
}

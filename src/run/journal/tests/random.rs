//! Random sessions: edits, undo, saves, crashes and leaving, with somebody who takes files of the journals away in between.
//!
//! `TIANBAO_SESSIONS=1000 cargo test --lib run::journal::tests::random` tries more of them.

use super::{act, folder_with, start};
use crate::model::Filing;
use crate::run::saving::tests::Bench;
use std::fs;
use std::path::Path;

/// The next of a row of numbers that look random.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

/// e d o u r s: as [`act`]; k: crash and restore; q: leave without saving; x j l f: the copy, the journal, the lock, the
/// folder is taken away.
const ACTS: &[u8] = b"eeeddoouuurrssskkqxxjlf";

fn take_away(root: &Path, what: char) {
    let folder = root.join("日志");
    if what == 'f' {
        // There may be none yet.
        let _ = fs::remove_dir_all(folder);
        return;
    }
    let ending = match what {
        'x' => "base",
        'j' => "journal",
        _ => "session",
    };
    for file in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
        if file.extension().is_some_and(|it| it == ending) {
            fs::remove_file(file).unwrap();
        }
    }
}

fn steps(bench: &Bench) -> (Filing, usize, usize, bool) {
    let it = &bench.state.entries[0];
    (it.filing().clone(), it.history().n_done(), it.history().n_undone(), it.is_modified())
}

/// Plays a session; what is done is said where something is lost.
fn play(seed: u64) {
    let mut random = seed;
    let n_rows = if seed.is_multiple_of(2) { 6 } else { 23 };
    let root = folder_with(n_rows);
    let mut bench = start(root.path());
    let mut saved = steps(&bench).0;
    let mut done = String::new();
    for n in 0..30 {
        let idx = usize::try_from(next(&mut random)).unwrap() % ACTS.len();
        let it = char::from(ACTS[idx]);
        done.push(it);
        let what = format!("seed {seed}, {n_rows} rows: {done}");
        match it {
            'd' if bench.state.entries[0].filing().n_indicators() < 3 => act(&mut bench, 'o', n),
            'k' => {
                let before = steps(&bench);
                drop(bench);
                bench = start(root.path());
                assert_eq!(bench.state.recovered.len(), usize::from(before.3), "{what}");
                if before.3 {
                    assert!(bench.state.recovered[0].fits && bench.state.restore(0), "{what}");
                    bench.keep();
                }
                assert!(steps(&bench) == before, "{what}: {:?}", &bench.state.entries[0].history().n_done());
            }
            'q' => {
                let Bench { state, keeper } = bench;
                keeper.end(&state, true);
                drop(state);
                bench = start(root.path());
                assert!(bench.state.recovered.is_empty(), "{what}");
                assert!(steps(&bench).0 == saved, "{what}");
            }
            'x' | 'j' | 'l' | 'f' => {
                take_away(root.path(), it);
                // The next step finds out.
                done.push('e');
                act(&mut bench, 'e', 50 + n);
                bench.keep();
            }
            's' => {
                act(&mut bench, 's', n);
                saved = steps(&bench).0;
            }
            it => act(&mut bench, it, n),
        }
        assert!(bench.state.problems.is_empty(), "{what}: {:?}", bench.state.problems);
    }
}

#[test]
fn whatever_a_session_is_made_of_nothing_is_lost() {
    let n = std::env::var("TIANBAO_SESSIONS").ok().and_then(|it| it.parse().ok()).unwrap_or(12);
    (0..n).for_each(play);
}

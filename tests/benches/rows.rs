//! What it costs that rows come, go or move: filings of 1,000, 10,000 and 100,000 indicators, in lists of their own and
//! in functions of 20, through the workbench as a key does it, each with its frame; checks, tree and counts included.
//!
//! `cargo bench --bench rows`. Milliseconds of this thread's processor time where the system tells it (Linux), else of
//! the clock: medians and the slowest. The first change of a filing is apart, as it makes what the others keep up to
//! date.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a measurement"
)]

mod grown;

use grown::{filing, row};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::LazyLock;
use std::time::Instant;
use tianbao::app::{Entry, Home, State};
use tianbao::check::check;
use tianbao::edit::{Change, Row};
use tianbao::keymap::Keymap;
use tianbao::messages::Lang;
use tianbao::model::{Field, Place};
use tianbao::{command, ui};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const N_ROUNDS: usize = 8;
/// Rows that are pasted at once.
const N_PASTED: usize = 50;

/// Milliseconds so far.
fn now() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let start = *START;
    // The scheduler counts a running thread's time when it looks at it: a yield makes it look.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let processor = told.split(' ').next().and_then(|it| it.parse::<f64>().ok()).map(|it| it / 1e6);
    processor.unwrap_or_else(|| start.elapsed().as_secs_f64() * 1e3)
}

/// What a key costs, with its frame.
fn key(state: &mut State, press: impl FnOnce(&mut State)) -> f64 {
    let start = now();
    press(state);
    drop(state.take_notes());
    let area = Rect::new(0, 0, 120, 40);
    let mut buffer = Buffer::empty(area);
    ui::draw(state, area, &mut buffer).tell(state);
    now() - start
}

fn told(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    println!("  {what:<26} {:9.3} ms   slowest {:9.3} ms", times[times.len() / 2], times[times.len() - 1]);
}

/// A change, taken back and made again, so many times.
fn measure(state: &mut State, what: &str, changes: &[Change], at: Place) {
    let [mut made, mut undone, mut redone] = [vec![], vec![], vec![]];
    for _ in 0..N_ROUNDS {
        made.push(key(state, |it| assert!(it.make(0, changes.to_vec(), at, at))));
        undone.push(key(state, |it| assert!(it.undo())));
        redone.push(key(state, |it| assert!(it.redo())));
        state.undo();
    }
    told(what, made);
    told(&format!("{what}, undone"), undone);
    told(&format!("{what}, made again"), redone);
}

fn main() {
    for per_function in [usize::MAX, 20] {
        for n in SIZES {
            let filing = filing(n, per_function.min(n));
            let (function, idx) = (filing.functions.len() / 2, filing.functions[0].indicators.len() / 2);
            let n_functions = filing.functions.len();
            let findings = check(&filing);
            println!("{n} indicators, {n_functions} functions, {} findings", findings.len());
            let (keymap, _) = Keymap::load(&command::ids(), None);
            let mut state = State::new(Lang::Zh, keymap);
            state.add(vec![Entry::new(filing, findings, Home::default())]);
            state.loaded();
            let at = Place::Indicator(function, idx);
            state.go_to_place(0, at);
            let set = |text: &str| vec![Change::Set { at, field: Field::Target, text: text.into() }];
            told("first change", vec![key(&mut state, |it| assert!(it.make(0, set("≥7次"), at, at)))]);
            measure(&mut state, "a target", &set("≥8次"), at);
            let new = |by: usize| Change::Insert {
                at: Place::Indicator(function, idx + by),
                row: Box::new(Row::Indicator(row(7 * n + by))),
            };
            measure(&mut state, "a row", &[new(0)], at);
            let pasted: Vec<Change> = (0..N_PASTED).map(new).collect();
            measure(&mut state, "50 rows", &pasted, at);
            measure(&mut state, "a row removed", &[Change::Remove { at }], at);
            let to = Place::Indicator(function, idx + 1);
            measure(&mut state, "a row moved", &[Change::Move { from: at, to }], to);
            if n_functions > 2 {
                let at = Place::Function(function);
                measure(&mut state, "a function removed", &[Change::Remove { at }], at);
            }
        }
    }
}

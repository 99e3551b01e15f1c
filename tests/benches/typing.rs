//! What a key costs while a value is typed: filings of 50, 2,000 and 100,000 indicators, in lists of their own and in
//! functions of 20, beside a full check of the same filing in the same run.
//!
//! `cargo bench --bench typing`. Medians and the slowest of the keys; the first key of a filing is apart, as it makes
//! what the others keep up to date.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, reason = "a measurement")]

mod grown;

use grown::filing;
use std::time::{Duration, Instant};
use tianbao::app::{Entry, Home};
use tianbao::check::check;
use tianbao::edit::Change;
use tianbao::model::{Column, Field, Place};

const SIZES: [usize; 3] = [50, 2_000, 100_000];
const N_ROUNDS: usize = 12;
/// What the check at a key may take, whatever the size of the filing, in milliseconds.
const GOAL: f64 = 0.3;

/// What is typed: a place, a field and the text, letter by letter.
fn keys(n_functions: usize, n_rows: usize) -> Vec<(Place, Field, &'static str)> {
    let row = Place::Indicator(n_functions / 2, n_rows / 2);
    vec![
        (row, Field::Target, "≥1280人次"),
        (row, Field::IndicatorName, "农村供水工程水质达标率"),
        (row, Field::Note, "按季度统计，年终汇总"),
        (Place::BudgetLine(2), Field::Amount(Column::Only), "512.50"),
    ]
}

fn typed(entry: &mut Entry, place: Place, field: &Field, text: &str) -> Vec<Duration> {
    let ends = text.char_indices().map(|(at, it)| at + it.len_utf8());
    let mut times = Vec::new();
    for end in ends {
        let so_far = text.get(..end).unwrap();
        let start = Instant::now();
        let live = entry.live(&[place], field, so_far);
        times.push(start.elapsed());
        assert!(live.counts.worst().is_some());
    }
    times
}

fn ms(time: Duration) -> String {
    format!("{:9.3} ms", time.as_secs_f64() * 1000.0)
}

fn main() {
    for n in SIZES {
        for per_function in [n, 20] {
            let filing = filing(n, per_function);
            let start = Instant::now();
            let findings = check(&filing);
            let full = start.elapsed();
            let n_findings = findings.len();
            let (n_functions, n_rows) = (filing.functions.len(), filing.functions[0].indicators.len());
            let mut entry = Entry::new(filing, findings, Home::default());
            let start = Instant::now();
            entry.live(&[Place::Indicator(0, 0)], &Field::Target, "≥1");
            let first = start.elapsed();
            println!("{n} indicators in {n_functions} functions, {n_findings} findings");
            println!("  full check {}   first key {}", ms(full), ms(first));
            for (place, field, text) in keys(n_functions, n_rows) {
                let mut times: Vec<Duration> =
                    (0..N_ROUNDS).flat_map(|_| typed(&mut entry, place, &field, text)).collect();
                times.sort();
                let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
                let is_met = median.as_secs_f64() * 1000.0 <= GOAL;
                let judged = if is_met { "met" } else { "not met" };
                println!(
                    "  {field:?}: median {}   goal {GOAL} ms {judged}   slowest {}",
                    ms(median),
                    ms(slowest)
                );
            }
            let at = Place::Indicator(n_functions / 2, n_rows / 2);
            let set = Change::Set { at, field: Field::Target, text: "≥7次".into() };
            let start = Instant::now();
            entry.make(vec![set], at, at);
            println!("  committed {}", ms(start.elapsed()));
            let start = Instant::now();
            entry.make(vec![Change::Remove { at }], at, at);
            println!("  row removed {}", ms(start.elapsed()));
        }
    }
}

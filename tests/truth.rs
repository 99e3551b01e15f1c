//! The importer against a generator of truth: random forms in every layout, whole and damaged, imported and compared
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    clippy::too_many_arguments,
    clippy::too_many_lines,
    clippy::format_push_string,
    clippy::pedantic,
    reason = "tests"
)]

#[path = "truth/mod.rs"]
mod generator;

use generator::form::{Family, form};
use generator::print::{Layout, document};
use generator::rng::Rng;
use generator::score::{Score, score};
use tianbao::import::import;

/// How many filings of each family, layout and state; `TIANBAO_TRUTH` sets another number for a longer run.
fn n_filings() -> usize {
    std::env::var("TIANBAO_TRUTH").ok().and_then(|it| it.parse().ok()).unwrap_or(3)
}

/// Where the seeds begin; `TIANBAO_TRUTH_SEED` sets another place, for other filings of the same kinds.
fn first_seed() -> u64 {
    std::env::var("TIANBAO_TRUTH_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(0)
}

/// The layouts to be measured: all, or the one that `TIANBAO_TRUTH_LAYOUT` names.
fn layouts() -> Vec<Layout> {
    let only = std::env::var("TIANBAO_TRUTH_LAYOUT").unwrap_or_default();
    Layout::ALL.into_iter().filter(|it| only.is_empty() || format!("{it:?}") == only).collect()
}

fn run(layout: Layout, is_damaged: bool) -> Score {
    let mut total = Score::default();
    let only = std::env::var("TIANBAO_TRUTH_SHOW").unwrap_or_default();
    let names = format!("{layout:?} {is_damaged}");
    for (n_family, family) in Family::ALL.into_iter().enumerate() {
        let mut own = Score::default();
        for n in 0..n_filings() {
            let seed = first_seed() + (n * 8 + n_family) as u64;
            let mut rng = Rng::new(seed);
            // Where there are no cells, nobody can tell a word of no lexicon from a name, nor see a blank.
            let has_cells = !matches!(layout, Layout::Running | Layout::CellALine);
            let form = form(&mut rng, family, has_cells);
            let (name, bytes) = document(&mut rng, &form, layout, is_damaged);
            let imported = import(name, &bytes);
            let mut faults = Vec::new();
            let one = score(&form, &imported.filings, &mut faults);
            if !only.is_empty() && format!("{names} {family:?} {seed}").contains(&only) {
                println!("{names} {family:?} {seed}: {one:?}\n{}", faults.join("\n"));
                if only.ends_with(char::is_numeric) {
                    println!("{}", String::from_utf8_lossy(&bytes));
                }
            }
            own.add(&one);
        }
        if std::env::var_os("TIANBAO_TRUTH_FAMILIES").is_some() {
            println!("    {}", line(&format!("{family:?}"), &own));
        }
        total.add(&own);
    }
    total
}

fn line(name: &str, it: &Score) -> String {
    format!(
        "{name:<14} {:>6} rows  levels+name+target {:.4}  name+target {:.4}  amounts {:.4}  doubted: wrong {:.3} of {:>4}, right \
         {:.3}",
        it.n_true,
        it.full(),
        it.pair(),
        it.money(),
        it.doubted(),
        it.n_wrong,
        it.disturbed()
    )
}

/// The least F1 of levels, name and target, and of name and target, that every layout must reach; a damaged document
/// may lose more.
const fn floor(is_damaged: bool) -> (f64, f64) {
    if is_damaged { (0.93, 0.97) } else { (0.98, 0.995) }
}

#[test]
fn every_layout_is_read() {
    for is_damaged in [false, true] {
        let mut pooled = Score::default();
        println!("{}", if is_damaged { "damaged" } else { "undamaged" });
        for layout in layouts() {
            let score = run(layout, is_damaged);
            println!("{}", line(&format!("{layout:?}"), &score));
            let (full, pair) = floor(is_damaged);
            // The floors are those of the usual seeds; others only measure.
            let is_enough =
                full <= score.full() && pair <= score.pair() && score.n_money == score.n_money_right;
            assert!(is_enough || first_seed() != 0, "{layout:?}, damaged: {is_damaged}");
            pooled.add(&score);
        }
        println!("{}", line("all", &pooled));
    }
}

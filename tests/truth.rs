//! The importer against a generator of truth: random forms in every layout, whole and damaged, imported and compared
//!
//! `TIANBAO_TRUTH` sets how many forms of each family are made, `TIANBAO_TRUTH_SEED` other random forms,
//! `TIANBAO_TRUTH_LAYOUTS=Html,Running` some layouts only, `TIANBAO_TRUTH_SHOW="Html true Signs"` prints what is wrong in some of them (with a number: the document, too),
//! `TIANBAO_TRUTH_DOUBTS` what is doubted where and why. The goals hold for the forms of a plain run.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::too_many_lines,
    clippy::struct_field_names,
    reason = "tests, with a grammar in long tables"
)]

#[path = "truth/mod.rs"]
mod generator;

use generator::form::{Family, form};
use generator::print::{Layout, document};
use generator::rng::Rng;
use generator::score::{Details, Score, score};
use std::collections::BTreeMap;
use tianbao::import::import;

fn setting(name: &str) -> Option<usize> {
    std::env::var(name).ok().and_then(|it| it.parse().ok())
}

/// Whether a layout is among those that are asked for, such as `Html,Running`.
fn is_wanted(layout: Layout) -> bool {
    std::env::var("TIANBAO_TRUTH_LAYOUTS")
        .map_or(true, |it| it.split(',').any(|it| it == format!("{layout:?}")))
}

/// How many filings of each family, layout and state.
fn n_filings() -> usize {
    setting("TIANBAO_TRUTH").unwrap_or(3)
}

fn run(layout: Layout, is_damaged: bool) -> Score {
    let mut total = Score::default();
    let only = std::env::var("TIANBAO_TRUTH_SHOW").unwrap_or_default();
    let names = format!("{layout:?} {is_damaged}");
    let has_doubts = std::env::var_os("TIANBAO_TRUTH_DOUBTS").is_some();
    let mut doubts: Vec<(String, bool)> = Vec::new();
    let first_seed = setting("TIANBAO_TRUTH_SEED").unwrap_or(0) * 10_000;
    for (n_family, family) in Family::ALL.into_iter().enumerate() {
        let mut own = Score::default();
        for n in 0..n_filings() {
            let seed = first_seed + n * 8 + n_family;
            let mut rng = Rng::new(seed as u64);
            // Where there are no cells, nobody can tell a word of no lexicon from a name, nor see a blank.
            let has_cells = !matches!(layout, Layout::Running | Layout::CellALine);
            let mut form = form(&mut rng, family, has_cells);
            // Another print for every layout, so that the same harm does not befall them all.
            let mut rng = Rng::new((seed + 1_000_003 * (layout as usize + 1)) as u64);
            let (name, bytes) = document(&mut rng, &mut form, layout, is_damaged);
            let imported = import(name, &bytes);
            let mut details = Details::default();
            let one = score(&form, &imported.filings, &mut details);
            if !only.is_empty() && format!("{names} {family:?} {seed}").contains(&only) {
                println!("{names} {family:?} {seed}: {one:?}\n{}", details.faults.join("\n"));
                if only.ends_with(char::is_numeric) {
                    println!("{}", imported.texts.first().map_or("", |it| it.as_ref()));
                }
            }
            if has_doubts && !details.dishonest.is_empty() {
                println!("{names} {family:?} {seed}\n{}", details.dishonest.join("\n"));
            }
            doubts.append(&mut details.doubts);
            own.add(&one);
        }
        if std::env::var_os("TIANBAO_TRUTH_FAMILIES").is_some() {
            println!("    {}", line(&format!("{family:?}"), &own));
        }
        total.add(&own);
    }
    if has_doubts {
        print_reasons(&doubts);
    }
    total
}

/// How often each reason stands on rows that are right, and on rows that are wrong.
fn print_reasons(doubts: &[(String, bool)]) {
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for (reason, is_right) in doubts {
        counts.entry(reason).or_default()[usize::from(*is_right)] += 1;
    }
    for (reason, [n_wrong, n_right]) in counts {
        println!("    on {n_wrong} wrong and {n_right} right rows: {reason}");
    }
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

/// What must be reached: no less, and no more doubts on right rows.
#[derive(Clone, Copy)]
struct Goal {
    /// F1 of levels, name and target.
    full: f64,
    /// F1 of name and target.
    pair: f64,
    /// Amounts that are right.
    money: f64,
    /// Wrong rows that are doubted.
    doubted: f64,
    /// Right rows that are doubted: no more.
    disturbed: f64,
}

impl Goal {
    const fn new(full: f64, pair: f64, money: f64, doubted: f64, disturbed: f64) -> Self {
        Self { full, pair, money, doubted, disturbed }
    }

    fn hold(&self, score: &Score, what: &str) {
        let reached = [
            ("levels, name and target", score.full(), self.full),
            ("name and target", score.pair(), self.pair),
            ("amounts", score.money(), self.money),
            ("wrong rows doubted", score.doubted(), self.doubted),
            ("right rows without doubt", 1.0 - score.disturbed(), 1.0 - self.disturbed),
        ];
        for (name, reached, goal) in reached {
            assert!(goal <= reached, "{what}: {name} {reached:.4}, the goal is {goal:.4}");
        }
    }
}

/// What every layout must reach, whole and damaged: names and targets, and every amount.
const GOALS: [(bool, Goal); 2] =
    [(false, Goal::new(0.98, 0.995, 1.0, 0.0, 1.0)), (true, Goal::new(0.93, 0.97, 1.0, 0.0, 1.0))];

/// What all layouts together must reach: here the doubts are counted, as few rows of a layout are wrong.
const POOLED: [(bool, Goal); 2] =
    [(false, Goal::new(0.995, 0.995, 1.0, 0.9, 0.05)), (true, Goal::new(0.975, 0.99, 1.0, 0.9, 0.05))];

#[test]
fn every_layout_is_read() {
    let is_plain = ["TIANBAO_TRUTH", "TIANBAO_TRUTH_SEED", "TIANBAO_TRUTH_LAYOUTS"]
        .iter()
        .all(|it| std::env::var_os(it).is_none());
    let mut scores = Vec::new();
    for ((is_damaged, goal), (_, pooled_goal)) in GOALS.into_iter().zip(POOLED) {
        let mut pooled = Score::default();
        println!("{}", if is_damaged { "damaged" } else { "undamaged" });
        for layout in Layout::ALL.into_iter().filter(|it| is_wanted(*it)) {
            let score = run(layout, is_damaged);
            println!("{}", line(&format!("{layout:?}"), &score));
            pooled.add(&score);
            scores.push((format!("{layout:?}, damaged: {is_damaged}"), score, goal));
        }
        println!("{}", line("all", &pooled));
        scores.push((format!("all, damaged: {is_damaged}"), pooled, pooled_goal));
    }
    // Random forms of other seeds vary: their table is for reading.
    for (what, score, goal) in scores.iter().filter(|_| is_plain) {
        goal.hold(score, what);
    }
}

//! Times, their spread, and rows of the table.

use std::time::Instant;

/// Milliseconds (or megabytes) of several runs.
pub struct Spread {
    pub median: f64,
    least: f64,
    most: f64,
}

impl Spread {
    pub fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self { median: values[values.len() / 2], least: values[0], most: values[values.len() - 1] }
    }
}

/// What something took, in milliseconds.
pub fn ms(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1e3
}

/// Both in turn, so that both see the same machine.
pub fn in_turn(
    n_runs: usize,
    mut ours: impl FnMut() -> f64,
    mut floor: impl FnMut() -> f64,
) -> (Spread, Spread) {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for _ in 0..n_runs {
        b.push(floor());
        a.push(ours());
    }
    (Spread::of(a), Spread::of(b))
}

pub fn heading(text: &str) {
    println!("\n{text}");
    println!("{:-<1$}", "", 118);
}

/// A row with its floor and, where there is one, the goal for their ratio.
pub fn row(what: &str, unit: &str, ours: &Spread, floor: Option<(&str, &Spread)>, goal: Option<f64>) {
    let own = format!("{:9.3} {unit} ({:.2} to {:.2})", ours.median, ours.least, ours.most);
    let Some((name, floor)) = floor else {
        println!("{what:<40}{own}");
        return;
    };
    let ratio = ours.median / floor.median;
    let judged = goal.map_or(String::new(), |goal| {
        format!("  goal {goal:.2} {}", if ratio <= goal { "met" } else { "not met" })
    });
    println!("{what:<40}{own:<36}{name:<22}{:9.3}  x {ratio:.2}{judged}", floor.median);
}

//! The table of speed from one command: `cargo bench --bench table`; with `-- long` the long rows, too (a quarter of an
//! hour: ten thousand filings opened, a hundred thousand checked, a filing of a million rows). `-- outside`, `inside`,
//! `growth` and `others` measure only that.
//!
//! Whole processes run in turn with their floors, inner work by itself. Medians, spread and ratios; on a machine that
//! does other things only the ratios count. Checking alone (`check`), typing (`typing`), finding one's way (`finding`),
//! keys with a million indicators loaded (`keys`) and spreadsheets (`xlsx`) have programs of their own, which run at the
//! end (`others`); what cannot be run is passed over with a sentence. After a quarter of an hour no further part begins.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a bench"
)]

#[path = "../corpus/mod.rs"]
mod corpus;
#[path = "../frame/mod.rs"]
mod frame;
mod growth;
mod inside;
mod outside;
mod process;
mod stopwatch;
#[path = "../typed/mod.rs"]
mod typed;

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

/// Longer ago than this nothing begins any more.
const MOST: Duration = Duration::from_secs(900);

/// The programs of their own.
const OTHERS: [&str; 6] = ["check", "typing", "rows", "finding", "xlsx", "keys"];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let Some(idx) = args.iter().position(|it| it == "--floor") {
        let folder = args.get(idx + 1).filter(|it| !it.starts_with('-')).map(PathBuf::from);
        frame::floor(folder.as_deref());
        return;
    }
    let is_long = args.iter().any(|it| it == "long");
    let parts = ["outside", "inside", "growth", "others"];
    let is_all = !args.iter().any(|it| parts.contains(&it.as_str()));
    let is_wanted = |part: &str| is_all || args.iter().any(|it| it == part);
    let since = Instant::now();
    let is_in_time = |part: &str| {
        let is_in_time = since.elapsed() < MOST;
        if !is_in_time {
            println!("\n{part}: not measured, a quarter of an hour is over");
        }
        is_in_time
    };
    if is_wanted("outside") {
        outside::measure(if is_long { 10_000 } else { 1_000 });
    }
    if is_wanted("inside") && is_in_time("inside") {
        inside::measure();
    }
    if is_wanted("growth") && is_in_time("growth") {
        growth::measure(is_long);
    }
    for bench in OTHERS.iter().filter(|_| is_wanted("others")) {
        if is_in_time(bench) {
            run(bench);
        }
    }
}

/// A program of its own, its results on this screen.
fn run(bench: &str) {
    stopwatch::heading(bench);
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let folder = env!("CARGO_MANIFEST_DIR");
    let status = Command::new(cargo).args(["bench", "-q", "--bench", bench]).current_dir(folder).status();
    match status {
        Ok(it) if it.success() => {}
        Ok(it) => println!("{bench}: ended with {it}"),
        Err(error) => println!("{bench}: passed over, {error}"),
    }
}

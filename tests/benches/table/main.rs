//! The table of speed from one command: `cargo bench --bench table`; with `-- long` the long rows, too (a quarter of an
//! hour: ten thousand filings opened, a hundred thousand checked, a filing of a million rows). `-- outside`, `inside` and
//! `growth` measure only that.
//!
//! Whole processes run in turn with their floors, inner work by itself. Medians, spread and ratios; on a machine that
//! does other things only the ratios count. Keys with a million indicators loaded have a program of their own
//! (`keys`), and so have typing (`typing`), finding one's way (`finding`) and spreadsheets (`xlsx`).
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

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let Some(idx) = args.iter().position(|it| it == "--floor") {
        let folder = args.get(idx + 1).filter(|it| !it.starts_with('-')).map(PathBuf::from);
        frame::floor(folder.as_deref());
        return;
    }
    let is_long = args.iter().any(|it| it == "long");
    let parts = ["outside", "inside", "growth"];
    let is_all = !args.iter().any(|it| parts.contains(&it.as_str()));
    let is_wanted = |part: &str| is_all || args.iter().any(|it| it == part);
    if is_wanted("outside") {
        outside::measure(if is_long { 10_000 } else { 1_000 });
    }
    if is_wanted("inside") {
        inside::measure();
    }
    if is_wanted("growth") {
        growth::measure(is_long);
    }
}

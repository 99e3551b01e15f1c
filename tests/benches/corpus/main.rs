//! Writes filings to try things on: `cargo run --release --example corpus -- FOLDER N`.
//!
//! They are invented, all different, and the same on every machine. `--rows FILE N` writes one filing of N indicators.
#![allow(clippy::print_stderr, clippy::expect_used, reason = "a tool for benches")]

#[path = "mod.rs"]
mod corpus;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |text: &String| text.parse::<usize>().ok();
    match args.as_slice() {
        [folder, n] if number(n).is_some() => {
            corpus::write(Path::new(folder), number(n).unwrap_or_default());
            ExitCode::SUCCESS
        }
        [flag, file, n] if flag == "--rows" && number(n).is_some() => {
            let text = corpus::filing_of(number(n).unwrap_or_default());
            std::fs::write(file, text).expect("the file can be written");
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("corpus FOLDER N          N filings, a hundred a folder");
            eprintln!("corpus --rows FILE N     one filing with N indicators");
            ExitCode::FAILURE
        }
    }
}

//! Checking a folder of filings, beside a bare parse of the same bytes in the same run: `cargo bench --bench check`.
//!
//! The floor reads every file and parses it with the `toml` crate into typed data on two threads, and does nothing
//! else. It has the system's allocator and the program its own, with which the floor would take a tenth less. It and
//! `tianbao check` (the whole process, its report thrown away) run in turn; only the ratio counts, by the clock and,
//! where the machine does other things, by the time on the processor. Also told: checking alone, of filings that are in
//! memory, on one thread. `TIANBAO_BENCH_FILINGS` sets how many.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a bench"
)]

mod corpus;
mod processor;
mod typed;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

const RUNS: usize = 7;
/// Of the throughput of the typed parse.
const GOAL: f64 = 0.8;

fn main() {
    let n = std::env::var("TIANBAO_BENCH_FILINGS").map_or(2_000, |it| it.parse().unwrap());
    if let Some(folder) = std::env::args().skip_while(|it| it != "--write").nth(1) {
        corpus::write(Path::new(&folder), n);
        return;
    }
    if let Some(folder) = std::env::args().skip_while(|it| it != "--floor").nth(1) {
        // The floor alone, for a profiler.
        let files = tianbao::store::discover(&[PathBuf::from(folder)]).files;
        typed::parse(&files);
        return;
    }
    let folder = tempfile::TempDir::new().unwrap();
    let paths = corpus::write(folder.path(), n);
    let n_bytes: u64 = paths.iter().map(|it| std::fs::metadata(it).unwrap().len()).sum();
    let size = Size { n_filings: n as f64, megabytes: n_bytes as f64 / 1e6 };
    let filings: Vec<_> = paths.iter().map(|it| read(it)).collect();
    let n_rows: usize = filings.iter().map(tianbao::model::Filing::n_indicators).sum();

    let (mut floor, mut ours, mut reading, mut checking) = (vec![], vec![], vec![], vec![]);
    let (mut floor_cpu, mut ours_cpu) = (0.0, 0.0);
    for _ in 0..RUNS {
        let begin = processor::seconds();
        floor.push(seconds(|| typed::parse(&paths)));
        let between = processor::seconds();
        ours.push(seconds(|| process(folder.path())));
        floor_cpu += between - begin;
        ours_cpu += processor::seconds() - between;
        reading.push(seconds(|| paths.iter().for_each(|it| drop(black_box(read(it))))));
        checking.push(seconds(|| {
            for it in &filings {
                black_box(tianbao::check::check(it));
            }
        }));
    }
    println!("{n} filings, {n_rows} indicators, {:.1} MB; medians of {RUNS} runs in turn", size.megabytes);
    let floor = size.line("typed parse, system's malloc, 2 threads", floor);
    let ours = size.line("tianbao check, whole process", ours);
    size.line("  of it: reading, 1 thread", reading);
    size.line("  of it: checking, 1 thread", checking);
    tell("clock", floor / ours);
    if ours_cpu > 0.0 {
        tell("processor", floor_cpu / ours_cpu);
    }
}

fn tell(by: &str, ratio: f64) {
    let judged = if ratio >= GOAL { "met" } else { "not met" };
    println!("throughput against the typed parse, by the {by}: {ratio:.2}  goal {GOAL:.2} {judged}");
}

struct Size {
    n_filings: f64,
    megabytes: f64,
}

impl Size {
    /// Prints a line; gives the median in seconds.
    fn line(&self, name: &str, mut times: Vec<f64>) -> f64 {
        times.sort_by(f64::total_cmp);
        let median = times[times.len() / 2];
        println!(
            "  {name:<40} {:>8.1} ms ({:.1}–{:.1})  {:>6.1} MB/s  {:>7.0} filings/s",
            median * 1e3,
            times[0] * 1e3,
            times[times.len() - 1] * 1e3,
            self.megabytes / median,
            self.n_filings / median,
        );
        median
    }
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

fn read(path: &Path) -> tianbao::model::Filing {
    tianbao::format::read(&std::fs::read_to_string(path).unwrap()).filing.unwrap()
}

fn process(folder: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_tianbao"))
        .args(["check", "--no-config", "--format", "concise"])
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.code().is_some_and(|it| it < 2));
}

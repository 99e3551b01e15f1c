//! Whole processes beside their floors: opening, checking, exporting, and their memory.

use super::stopwatch::{Spread, heading, in_turn, ms, row};
use super::{corpus, frame, process, typed};
use portable_pty::CommandBuilder;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

const CHECK: &[&str] = &["check", "--no-config", "--format", "concise"];

pub fn measure(n: usize) {
    let folder = tempfile::TempDir::new().unwrap();
    let all = folder.path().join("filings");
    let paths = corpus::write(&all, n);
    let n_bytes: u64 = paths.iter().map(|it| std::fs::metadata(it).unwrap().len()).sum();
    let megabytes = n_bytes as f64 / 1e6;
    let one = &paths[0];
    let large = folder.path().join("large.toml");
    std::fs::write(&large, corpus::filing_of(42_000)).unwrap();
    let department = |path: &Path| {
        let filing = tianbao::format::read(&std::fs::read_to_string(path).unwrap()).filing.unwrap();
        filing.department.name
    };

    heading(&format!("opening ({n} filings of {megabytes:.1} MB, one of them, one of 42,000 indicators)"));
    let empty = || frame::first_frame(floor(None), frame::FLOOR_MARK);
    let (ours, base) = in_turn(21, || frame::first_frame(workbench(one), "NORMAL"), empty);
    row("first frame, one filing", "ms", &ours, Some(("empty program", &base)), Some(1.5));
    let names = || frame::first_frame(floor(Some(&all)), frame::FLOOR_MARK);
    let (ours, base) = in_turn(11, || frame::first_frame(workbench(&all), "NORMAL"), names);
    row("first frame, the folder", "ms", &ours, Some(("lists the names", &base)), Some(1.5));
    let first = department(one);
    let (ours, base) = in_turn(11, || frame::first_frame(workbench(&all), &first), names);
    row("first filing shown, the folder", "ms", &ours, Some(("lists the names", &base)), None);
    let (ours, base) = in_turn(11, || frame::first_frame(workbench(&large), "NORMAL"), empty);
    row("first frame, the large filing", "ms", &ours, Some(("empty program", &base)), None);
    let first = department(&large);
    let (ours, base) = in_turn(5, || frame::first_frame(workbench(&large), &first), empty);
    row("its rows shown", "ms", &ours, Some(("empty program", &base)), None);
    let parse = || ms(|| typed::parse(&paths));
    let mut memory = 0.0;
    let homes: Vec<_> = (0..3).map(|_| tempfile::TempDir::new().unwrap()).collect();
    let mut unused = homes.iter();
    let loaded = || {
        // A cache of what was written just now would not be trusted.
        std::thread::sleep(Duration::from_secs(1));
        let home = unused.next().unwrap().path();
        let (took, now) = process::until_rest(&all, home).unwrap_or_default();
        memory = now;
        took
    };
    let (ours, base) = in_turn(3, loaded, parse);
    row("loaded, checked, cache written", "ms", &ours, Some(("typed parse, 2 threads", &base)), Some(1.3));
    let bytes = Spread::of(vec![megabytes]);
    let now = Spread::of(vec![memory]);
    row("memory then", "MB", &now, Some(("bytes of the files", &bytes)), Some(2.0));
    let home = homes[2].path();
    let reopened = || {
        let (took, now) = process::until_rest(&all, home).unwrap_or_default();
        memory = now;
        took
    };
    let (ours, base) = in_turn(9, reopened, || ms(|| read(&paths)));
    row("reopened unchanged", "ms", &ours, Some(("reads the bytes, 2 threads", &base)), Some(3.0));
    let now = Spread::of(vec![memory]);
    row("memory then", "MB", &now, Some(("bytes of the files", &bytes)), Some(2.0));
    if let Some((_, now)) = process::until_rest(one, home) {
        row("memory with one filing (goal 6)", "MB", &Spread::of(vec![now]), None, None);
    }

    heading("checking and exporting");
    let (ours, base) = in_turn(5, || ms(|| process::run(CHECK, &all)), parse);
    row("check", "ms", &ours, Some(("typed parse, 2 threads", &base)), Some(1.25));
    let peak = Spread::of(vec![process::peak_mb(CHECK, &all)]);
    let tenth = Spread::of(vec![process::peak_mb(CHECK, &all.join("0000"))]);
    row("its memory", "MB", &peak, Some(("with 100 filings", &tenth)), None);
    for format in ["parquet", "csv", "jsonl"] {
        let mut n_runs = 0;
        let export = || {
            n_runs += 1;
            let out = folder.path().join(format!("{format}{n_runs}")).display().to_string();
            let took = ms(|| process::run(&["export", "--no-config", "--to", format, "-o", &out], &all));
            let _ = std::fs::remove_dir_all(out);
            took
        };
        let (ours, base) = in_turn(3, export, || ms(|| process::run(CHECK, &all)));
        row(&format!("export --to {format}"), "ms", &ours, Some(("check", &base)), None);
    }
}

/// Reads every byte of the files on two threads.
fn read(paths: &[PathBuf]) {
    std::thread::scope(|scope| {
        for part in paths.chunks(paths.len().div_ceil(2)) {
            scope.spawn(|| part.iter().for_each(|it| drop(black_box(std::fs::read(it).unwrap()))));
        }
    });
}

fn floor(folder: Option<&Path>) -> CommandBuilder {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.arg("--floor");
    command.args(folder.map(PathBuf::from));
    command
}

fn workbench(path: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tianbao"));
    command.args(["--lang", "en", "--no-config"]);
    command.arg(path);
    command
}

//! Start to first frame, beside an empty ratatui program in the same run: `cargo bench --bench first_frame`.
//!
//! Both are whole processes in a pseudo-terminal of 120×40, started in turn. The frame is there when its footer (the
//! floor's last row) has been written. Medians and spread of 30 runs each; only the ratio counts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a bench"
)]

mod frame;

use frame::{FLOOR_MARK, first_frame};
use portable_pty::CommandBuilder;

const RUNS: usize = 30;

fn main() {
    if std::env::args().any(|it| it == "--floor") {
        frame::floor(None);
        return;
    }
    let folder = tempfile::TempDir::new().unwrap();
    let samples = tianbao::store::samples();
    let one = samples.iter().find(|it| tianbao::format::is_filing(it.text)).unwrap();
    let file = folder.path().join("one.toml");
    std::fs::write(&file, one.text).unwrap();

    let me = std::env::current_exe().unwrap();
    let (mut floor, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let mut command = CommandBuilder::new(&me);
        command.arg("--floor");
        floor.push(first_frame(command, FLOOR_MARK));
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tianbao"));
        command.args(["--lang", "en", "--no-config"]);
        command.arg(&file);
        ours.push(first_frame(command, "NORMAL"));
    }
    let (floor, ours) = (Spread::of(floor), Spread::of(ours));
    println!("start to first frame, {RUNS} runs each, in turn");
    println!("  empty ratatui program  {floor}");
    println!("  tianbao, one filing    {ours}");
    println!("  ratio of medians       {:.2}", ours.median / floor.median);
}

struct Spread {
    median: f64,
    least: f64,
    most: f64,
}

impl Spread {
    fn of(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        Self { median: times[times.len() / 2], least: times[0], most: times[times.len() - 1] }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:6.2} ms  ({:.2} to {:.2})", self.median, self.least, self.most)
    }
}

//! The document whose labels moved, against what a careful reader made of it (`tests/data/jumbled_truth.tsv`, written
//! down before the importer was tuned): most rows must get their function and levels, and doubts must stand on the
//! rows that deserve them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]

use std::path::{Path, PathBuf};
use tianbao::import::import;

/// One row of the truth; `|` separates readings that the print leaves open.
struct Truth {
    line: u32,
    function: String,
    level1: String,
    level2: String,
}

fn truth() -> Vec<Truth> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/jumbled_truth.tsv");
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .filter(|it| !it.starts_with('#'))
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            Truth {
                line: cells[0].parse().unwrap(),
                function: cells[1].to_owned(),
                level1: cells[2].to_owned(),
                level2: cells[3].to_owned(),
            }
        })
        .collect()
}

fn document() -> Option<Vec<u8>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/filings");
    let folder = std::env::var("TIANBAO_FILINGS").map_or(beside, PathBuf::from);
    let file = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .find(|it| it.file_name().to_string_lossy().starts_with("002"));
    if file.is_none() {
        println!("skipped: the real filings are not here (set TIANBAO_FILINGS to their folder)");
    }
    file.map(|it| std::fs::read(it.path()).unwrap())
}

fn is_one_of(found: &str, readings: &str) -> bool {
    readings.split('|').any(|it| it == found)
}

#[test]
fn a_careful_reader_agrees() {
    let Some(bytes) = document() else { return };
    let imported = import("002.txt", &bytes);
    let filing = &imported.filings[0];
    let truth = truth();
    let (mut n_function, mut n_level1, mut n_level2) = (0, 0, 0);
    let (mut n_wrong, mut n_wrong_doubted, mut n_right_doubted) = (0, 0, 0);
    let mut n_rows = 0;
    for (at, function) in filing.functions.iter().enumerate() {
        for row in &function.indicators {
            let line = row.line.unwrap();
            let expected = truth.iter().find(|it| it.line == line).unwrap_or_else(|| panic!("line {line}"));
            n_rows += 1;
            let is_function = is_one_of(&(at + 1).to_string(), &expected.function);
            let is_level1 = is_one_of(&row.level1, &expected.level1);
            let is_level2 = is_one_of(&row.level2, &expected.level2);
            n_function += usize::from(is_function);
            n_level1 += usize::from(is_level1);
            n_level2 += usize::from(is_level2);
            let is_doubted = !row.doubt.is_empty();
            // Where the print leaves two readings open, a doubt is no fault.
            let is_open =
                [&expected.function, &expected.level1, &expected.level2].iter().any(|it| it.contains('|'));
            if is_function && is_level1 && is_level2 {
                n_right_doubted += usize::from(is_doubted && !is_open);
            } else {
                println!(
                    "line {line}: function {}, {} / {}; a reader says {}, {} / {}{}",
                    at + 1,
                    row.level1,
                    row.level2,
                    expected.function,
                    expected.level1,
                    expected.level2,
                    if is_doubted { "" } else { " (not doubted)" }
                );
                n_wrong += 1;
                n_wrong_doubted += usize::from(is_doubted);
            }
        }
    }
    println!(
        "{n_rows} rows; right: function {n_function}, level 1 {n_level1}, level 2 {n_level2}; wrong rows {n_wrong}, of \
         them doubted {n_wrong_doubted}; right rows {}, of them doubted {n_right_doubted}",
        n_rows - n_wrong
    );
    assert_eq!(n_rows, truth.len());
    for (what, n_right) in [("function", n_function), ("level 1", n_level1), ("level 2", n_level2)] {
        assert!(95 * n_rows <= 100 * n_right, "{what}: {n_right} of {n_rows}");
    }
    assert!(10 * n_right_doubted <= n_rows - n_wrong, "{n_right_doubted} right rows doubted");
    assert!(90 * n_wrong <= 100 * n_wrong_doubted, "{n_wrong_doubted} of {n_wrong} wrong rows doubted");
}

//! Real filings are wrapped and cut by the rules of Chinese setting, at every width of a pane.
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use std::path::PathBuf;
use std::{env, fs};

use tianbao::text::{width, wrap};

const NOT_FIRST: &str = "，。、；：？！）》」』】”％%‰";
const NOT_LAST: &str = "（《「『【“";

/// The lines of all text files in the folder of filings, or none where there is no such folder.
fn lines_of_filings() -> Vec<String> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/filings");
    let folder = env::var_os("TIANBAO_FILINGS").map_or_else(beside, PathBuf::from);
    let Ok(files) = fs::read_dir(&folder) else {
        println!("skipped: there are no filings in {}", folder.display());
        return Vec::new();
    };
    files
        .filter_map(|it| fs::read_to_string(it.ok()?.path()).ok())
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

#[test]
fn every_line_wraps_and_is_cut_within_its_width() {
    for text in lines_of_filings() {
        for columns in 0..=20 {
            assert!(width::width(&width::truncate(&text, columns, true)) <= columns);
            assert_eq!(width::width(&width::fit(&text, columns)), columns);
        }
        for columns in [12, 19, 20, 31, 40, 57, 80] {
            let lines = wrap::wrap(&text, columns);
            for (n, line) in lines.iter().map(|it| it.of(&text)).enumerate() {
                assert!(width::width(line) <= columns, "{line:?} is wider than {columns}");
                assert!(n == 0 || !line.starts_with(|it| NOT_FIRST.contains(it)), "{line:?} in {columns}");
                let is_last = n + 1 == lines.len();
                assert!(is_last || !line.ends_with(|it| NOT_LAST.contains(it)), "{line:?} in {columns}");
            }
        }
    }
}

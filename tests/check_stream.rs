//! `check` as a stage of a pipe: paths or a document on standard input, a finding a line on standard output; and the
//! order of findings, whatever the number of threads.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use serde_json::Value;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const FILING: &str = include_str!("data/reports/filing.toml");

fn check(folder: &Path, args: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tianbao"))
        .current_dir(folder)
        .args(["check", "--no-config", "--lang", "zh"])
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

/// The findings of a stream, each without the name of its file.
fn lines(text: &str) -> Vec<Value> {
    let without_file = |line: &str| {
        let mut value: Value = serde_json::from_str(line).unwrap();
        value.as_object_mut().unwrap().remove("file").unwrap();
        value
    };
    text.lines().map(without_file).collect()
}

#[test]
fn a_finding_a_line_says_what_the_report_for_programs_says() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("青禾县.toml"), FILING).unwrap();
    let all: Value =
        serde_json::from_str(&check(folder.path(), &["青禾县.toml", "--format", "json"], "")).unwrap();
    let stream = check(folder.path(), &["青禾县.toml", "--format", "ndjson"], "");
    let stream: Vec<Value> = stream.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert!(stream.len() > 3);
    assert_eq!(Value::Array(stream), all["findings"]);
}

#[test]
fn a_document_on_standard_input_is_checked_like_a_file() {
    let folder = TempDir::new().unwrap();
    let table = "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t河道巡查次数\t24次\n\
                 产出指标\t质量指标\t水质合格率\t≥100%\n满意度指标\t服务对象满意度指标\t群众满意度\t≥95%\n";
    for (name, text) in [("a.toml", FILING), ("a.txt", table)] {
        std::fs::write(folder.path().join(name), text).unwrap();
        let of_file = lines(&check(folder.path(), &[name, "--format", "ndjson"], ""));
        let of_stream = lines(&check(folder.path(), &["-", "--format", "ndjson"], text));
        assert!(!of_file.is_empty(), "{name}");
        assert_eq!(of_stream, of_file, "{name}");
    }
}

#[test]
fn paths_on_standard_input_are_checked_in_the_order_of_files() {
    let folder = TempDir::new().unwrap();
    let (mut paths, mut expected) = (String::new(), String::new());
    for idx in 0..60 {
        let name = format!("县{idx:03}.toml");
        // Filings of different length, so that threads do not take turns by chance.
        let repeated = FILING.split_once("[[functions.indicators]]").unwrap().1;
        let text = format!("{FILING}{}", format!("\n[[functions.indicators]]{repeated}").repeat(idx % 7));
        std::fs::write(folder.path().join(&name), text).unwrap();
        writeln!(paths, "{name}").unwrap();
        expected.push_str(&check(folder.path(), &[&name, "--format", "ndjson"], ""));
    }
    assert_eq!(check(folder.path(), &["--stdin-paths", "--format", "ndjson"], &paths), expected);
    assert_eq!(
        check(folder.path(), &[".", "--format", "ndjson"], "").lines().count(),
        expected.lines().count()
    );
}

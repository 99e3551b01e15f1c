//! The formats of `check` over one small filing, held to files under `tests/data/reports`.
//! `TIANBAO_UPDATE=1 cargo test --test check_reports` writes them anew; look at the difference before you commit it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Rules with findings in the filing, so that a new rule elsewhere does not change what these tests are about.
const RULES: &str = "B03,V06,V09,V24,T03";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reports")
}

fn check(args: &[&str]) -> (i32, String, String) {
    check_in("zh", args)
}

fn check_in(lang: &str, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tianbao"))
        .current_dir(folder())
        .args(["check", "filing.toml", "--no-config", "--lang", lang, "--select", RULES])
        .args(args)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// Compares with the file, or writes it.
fn hold(name: &str, found: &str) {
    let path = folder().join(name);
    if std::env::var_os("TIANBAO_UPDATE").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "{name}");
}

#[test]
fn every_format_says_what_its_file_says() {
    for (format, name) in [
        ("text", "expected.text.txt"),
        ("concise", "expected.concise.txt"),
        ("json", "expected.json"),
        ("github", "expected.github.txt"),
        ("csv", "expected.csv"),
        ("markdown", "expected.md"),
    ] {
        let (code, stdout, stderr) = check(&["--format", format]);
        assert_eq!((code, stderr.as_str()), (1, ""), "{format}");
        hold(name, &stdout);
        assert_eq!(check(&["--format", format]).1, stdout, "{format} differs from run to run");
    }
    hold("expected.statistics.txt", &check(&["--statistics"]).1);
    let (_, english, _) = check_in("en", &["--format", "concise"]);
    hold("expected.concise.en.txt", &english);
}

#[test]
fn the_table_opens_in_spreadsheets() {
    let (_, table, _) = check(&["--format", "csv"]);
    let table = table.strip_prefix('\u{feff}').expect("no byte order mark");
    assert_eq!(table.lines().count(), table.matches("\r\n").count());
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 5);
    let cells = rows.iter().flat_map(|it| it.iter());
    assert!(cells.clone().all(|it| !it.starts_with(['=', '+', '-', '@', '＝'])));
    assert!(cells.into_iter().any(|it| it == "'=100%"));
}

#[test]
fn findings_of_documents_name_the_line_of_the_document() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/tab-half-year.txt");
    let document = std::fs::read_to_string(&sample).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_tianbao"))
        .args(["check", "--no-config", "--format", "json"])
        .arg(&sample)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let lines: Vec<&str> = document.lines().collect();
    let mut n_seen = 0;
    for finding in report["findings"].as_array().unwrap() {
        let is_target = finding["at"].as_str().unwrap().ends_with(":target");
        let value = finding["value"].as_str().unwrap();
        if is_target && !value.is_empty() {
            let line = usize::try_from(finding["line"].as_u64().unwrap()).unwrap();
            assert!(lines[line - 1].contains(value), "{finding}");
            n_seen += 1;
        }
    }
    assert!(n_seen > 0, "the sample has no finding about a target: {report}");
}

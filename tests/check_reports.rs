//! The formats of `check` over one small filing, held to files under `tests/data/reports`.
//! `TIANBAO_UPDATE=1 cargo test --test check_reports` writes them anew; look at the difference before you commit it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use serde_json::Value;
use std::collections::HashSet;
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

/// The kinds of value that the schema asks for.
fn text(value: &Value) -> bool {
    value.as_str().is_some_and(|it| !it.is_empty())
}

fn at_least_one(value: &Value) -> bool {
    value.as_u64().is_some_and(|it| it >= 1)
}

/// What in a SARIF log is not as the schema of version 2.1.0 wants it, for the parts that the program writes.
fn faults(log: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut want = |holds: bool, what: String| {
        if !holds {
            faults.push(what);
        }
    };
    let allowed = |it: &Value, keys: &[&str]| {
        it.as_object().is_some_and(|it| it.keys().all(|key| keys.contains(&key.as_str())))
    };
    want(log["version"] == "2.1.0", "version".to_owned());
    want(log["$schema"].as_str().is_some_and(|it| it.ends_with("sarif-2.1.0.json")), "$schema".to_owned());
    want(allowed(log, &["$schema", "version", "runs"]), "keys of the log".to_owned());
    for run in log["runs"].as_array().into_iter().flatten() {
        want(run["columnKind"] == "unicodeCodePoints", "columnKind".to_owned());
        want(run["invocations"][0]["executionSuccessful"].is_boolean(), "invocations".to_owned());
        let driver = &run["tool"]["driver"];
        want(text(&driver["name"]), "driver.name".to_owned());
        let rules = driver["rules"].as_array().cloned().unwrap_or_default();
        let ids: HashSet<&str> = rules.iter().filter_map(|it| it["id"].as_str()).collect();
        want(ids.len() == rules.len(), "rules are unique".to_owned());
        let levels = ["none", "note", "warning", "error"];
        for rule in &rules {
            let is_whole = text(&rule["id"])
                && text(&rule["shortDescription"]["text"])
                && text(&rule["help"]["text"])
                && rule["defaultConfiguration"]["level"].as_str().is_some_and(|it| levels.contains(&it))
                && allowed(rule, &["id", "name", "shortDescription", "help", "defaultConfiguration"]);
            want(is_whole, format!("rule {rule}"));
        }
        want(run["results"].is_array(), "results".to_owned());
        for result in run["results"].as_array().into_iter().flatten() {
            let location = &result["locations"][0];
            let region = &location["physicalLocation"]["region"];
            let index = result["ruleIndex"].as_u64().and_then(|it| rules.get(usize::try_from(it).unwrap()));
            let uri = location["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap_or_default();
            let keys = [
                "ruleId",
                "ruleIndex",
                "level",
                "message",
                "locations",
                "partialFingerprints",
                "properties",
                "fixes",
            ];
            let fixes = result["fixes"].as_array().cloned().unwrap_or_default();
            let is_fix = |fix: &Value| {
                let change = &fix["artifactChanges"][0];
                let replacement = &change["replacements"][0];
                text(&fix["description"]["text"])
                    && change["artifactLocation"]["uri"] == uri
                    && replacement["deletedRegion"] == *region
                    && replacement["insertedContent"]["text"].is_string()
                    && allowed(fix, &["description", "artifactChanges"])
                    && allowed(replacement, &["deletedRegion", "insertedContent"])
            };
            let is_whole = text(&result["message"]["text"])
                && result["level"].as_str().is_some_and(|it| levels.contains(&it))
                && index.is_some_and(|it| it["id"] == result["ruleId"])
                && !uri.is_empty()
                && uri.bytes().all(|it| it.is_ascii_graphic())
                && at_least_one(&region["startLine"])
                && (region.get("startColumn").is_none()
                    || region["startColumn"].as_u64() < region["endColumn"].as_u64())
                && result["partialFingerprints"].as_object().is_some_and(|it| it.values().all(text))
                && fixes.iter().all(is_fix)
                && allowed(result, &keys)
                && allowed(region, &["startLine", "startColumn", "endColumn"]);
            want(is_whole, format!("result {result}"));
        }
    }
    faults
}

#[test]
fn the_sarif_log_is_as_its_schema_wants_it() {
    let (_, stdout, _) = check(&["--format", "sarif"]);
    let mut log: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(faults(&log), Vec::<String>::new());
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 5);
    let region = &results[2]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region.to_string(), r#"{"startLine":42,"startColumn":11,"endColumn":16}"#);
    // The list of rules grows with the catalogue; the results are held.
    let mut held = log["runs"][0]["results"].take();
    held.as_array_mut().unwrap().iter_mut().for_each(|it| {
        it.as_object_mut().unwrap().remove("ruleIndex");
    });
    hold("expected.sarif.json", &format!("{held:#}\n"));
    // The test itself can fail.
    log["runs"][0]["columnKind"] = Value::from("utf16CodeUnits");
    log["runs"][0]["results"] = serde_json::json!([{"ruleId": "V06"}]);
    assert_eq!(faults(&log).len(), 2);
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

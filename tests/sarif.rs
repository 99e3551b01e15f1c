//! What `check --format sarif` prints is valid by the schema of SARIF 2.1.0 (tests/data/sarif), and what the schema
//! cannot say holds too: results name a rule of the list by its index, regions are not empty.
//!
//! Checked are the reports of a held filing, of the samples, of the formats' documents, of filings with own rules and
//! unreadable files, and, with `TIANBAO_FILINGS=DIR`, of the real filings there.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use serde_json::{Value, json};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The log of `check` on these paths, with these arguments before them.
fn log(args: &[&str], paths: &[&Path]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tianbao"));
    command
        .current_dir(data("tests/data/reports"))
        .args(["check", "--format", "sarif"])
        .args(args)
        .args(paths);
    let output = command.output().unwrap();
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|why| panic!("{why}: {}", String::from_utf8_lossy(&output.stderr)))
}

fn schema() -> jsonschema::Validator {
    let text = std::fs::read_to_string(data("tests/data/sarif/sarif-schema-2.1.0.json")).unwrap();
    let mut schema: Value = serde_json::from_str(&text).unwrap();
    // The published pattern of languages has a bracket that nothing opens, which no strict reader of patterns takes.
    // What it means is this.
    for of in ["run", "toolComponent"] {
        schema["definitions"][of]["properties"]["language"]["pattern"] =
            json!("^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    }
    jsonschema::draft7::options().should_validate_formats(true).build(&schema).unwrap()
}

/// What the schema and the text of the standard want and the log does not have.
fn faults(log: &Value) -> Vec<String> {
    let mut faults: Vec<String> =
        schema().iter_errors(log).map(|it| format!("{}: {it}", it.instance_path())).collect();
    for run in log["runs"].as_array().into_iter().flatten() {
        let rules: Vec<&str> = run["tool"]["driver"]["rules"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|it| it["id"].as_str())
            .collect();
        if rules.iter().collect::<HashSet<_>>().len() != rules.len() {
            faults.push("a rule is listed twice".to_owned());
        }
        for result in run["results"].as_array().into_iter().flatten() {
            let index = result["ruleIndex"].as_u64().and_then(|it| usize::try_from(it).ok());
            if index.and_then(|it| rules.get(it)).copied() != result["ruleId"].as_str() {
                faults.push(format!("the index is of another rule: {result}"));
            }
            let location = &result["locations"][0]["physicalLocation"];
            let region = &location["region"];
            if let (Some(start), Some(end)) = (region["startColumn"].as_u64(), region["endColumn"].as_u64())
                && start >= end
            {
                faults.push(format!("the region is empty: {result}"));
            }
            for change in result["fixes"].as_array().into_iter().flatten().map(|it| &it["artifactChanges"][0])
            {
                if change["artifactLocation"] != location["artifactLocation"]
                    || change["replacements"][0]["deletedRegion"] != *region
                {
                    faults.push(format!("the fix is of another place: {result}"));
                }
            }
        }
    }
    faults
}

fn n_results(log: &Value, key: &str) -> usize {
    log["runs"][0]["results"].as_array().unwrap().iter().filter(|it| it.get(key).is_some()).count()
}

#[test]
fn reports_are_valid_by_the_schema() {
    let samples = data("assets/samples");
    let held = data("tests/data/reports/filing.toml");
    let [clean, documents] = ["tests/data/clean", "tests/data/documents"].map(data);
    for (args, paths, has_fixes) in [
        (&["--no-config"][..], &[held.as_path()][..], true),
        (&["--no-config", "--lang", "en"], &[&held], true),
        (&["--no-config", "--statistics"], &[&samples], true),
        (&["--no-config"], &[&clean, &documents], false),
        (&["--no-config"], &[&held, &samples, &data("tests/data/不存在 的.toml")], true),
    ] {
        let log = log(args, paths);
        assert_eq!(faults(&log), Vec::<String>::new(), "{paths:?}");
        assert!(!has_fixes || n_results(&log, "fixes") > 0, "{paths:?} shows no fix");
    }
}

#[test]
fn a_report_with_own_rules_and_odd_names_is_valid() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("青禾 县#1%.toml");
    std::fs::copy(data("tests/data/reports/filing.toml"), &file).unwrap();
    let broken = folder.path().join("坏.toml");
    std::fs::write(&broken, "department = \"水务局\nyear = 2025\n").unwrap();
    let config = folder.path().join("own.toml");
    let rule = "[[rule]]\ncode = \"X01\"\nname = \"object-missing\"\nmessage = \"要写清对象\"\n\
                when = { level1 = \"产出指标\" }\n";
    std::fs::write(&config, rule).unwrap();
    let log = log(&["--config", config.to_str().unwrap()], &[&file, &broken]);
    assert_eq!(faults(&log), Vec::<String>::new());
    let is_own = |it: &&Value| it["ruleId"] == "X01";
    let own = log["runs"][0]["results"].as_array().unwrap().iter().filter(is_own).count();
    assert!(own > 0, "the own rule found nothing: {log:#}");
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn reports_on_the_real_filings_are_valid() {
    let Some(folder) = std::env::var_os("TIANBAO_FILINGS") else {
        eprintln!("skipped: set TIANBAO_FILINGS to the folder of the real filings");
        return;
    };
    let log = log(&["--no-config"], &[Path::new(&folder)]);
    assert_eq!(faults(&log), Vec::<String>::new());
    assert!(n_results(&log, "ruleId") > 100, "the real filings have hundreds of findings");
}

#[test]
fn the_results_are_those_of_the_held_report() {
    let mut log =
        log(&["--no-config", "--lang", "zh", "--select", "B03,V06,V09,V24,T03"], &[Path::new("filing.toml")]);
    let region = &log["runs"][0]["results"][2]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region.to_string(), r#"{"startLine":42,"startColumn":11,"endColumn":16}"#);
    // The list of rules grows with the catalogue; the results are held.
    let mut held = log["runs"][0]["results"].take();
    held.as_array_mut().unwrap().iter_mut().for_each(|it| {
        it.as_object_mut().unwrap().remove("ruleIndex");
    });
    let (found, path) = (format!("{held:#}\n"), data("tests/data/reports/expected.sarif.json"));
    if std::env::var_os("TIANBAO_UPDATE").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    assert_eq!(found, std::fs::read_to_string(&path).unwrap_or_default());
}

#[test]
fn the_test_itself_can_fail() {
    let sound = log(&["--no-config"], &[&data("tests/data/reports/filing.toml")]);
    let result = "/runs/0/results/0";
    for (place, wrong) in [
        ("/version", json!("2.0.0")),
        ("/runs/0/columnKind", json!("utf16")),
        ("/runs/0/tool/driver/name", json!(7)),
        (&format!("{result}/level"), json!("info")),
        (&format!("{result}/message"), json!({"markdown": "只有标记"})),
        (&format!("{result}/ruleIndex"), json!(0)),
        (&format!("{result}/locations/0/physicalLocation/region/startLine"), json!(0)),
        (&format!("{result}/locations/0/physicalLocation/artifactLocation/uri"), json!("青禾 县.toml")),
        (&format!("{result}/partialFingerprints"), json!({"tianbaoFinding/v1": 3})),
    ] {
        let mut log = sound.clone();
        *log.pointer_mut(place).unwrap_or_else(|| panic!("{place} is not in the log")) = wrong;
        assert!(!faults(&log).is_empty(), "{place}");
    }
}

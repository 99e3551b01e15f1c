//! Text PDFs: a real one through the real `pdftotext`, and what the program says where that tool fails it.
//!
//! `tests/data/documents/form.pdf` is the sample `tab-projects` (its first filing), exported to Word by the program
//! itself and saved once as PDF by `LibreOffice`.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

#[allow(dead_code, reason = "this test needs the samples, not the differences")]
mod support;

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};
use support::CLEAR;
use tempfile::TempDir;
use tianbao::store;

fn pdf() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/documents/form.pdf")
}

#[test]
fn a_pdf_of_a_form_is_read() {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        println!("skipped: there is no pdftotext");
        return;
    }
    let loaded = store::load(&pdf());
    assert_eq!(loaded.filings.len(), 1, "{:?}", loaded.problems);
    let filing = &loaded.filings.first().unwrap().filing;
    let truth = CLEAR.get(3).unwrap().truth().remove(0);
    assert_eq!(filing.title, truth.title);
    assert_eq!(filing.year, truth.year);
    assert_eq!(filing.department.name, truth.department.name);
    assert_eq!(filing.project.name, truth.project.name);
    assert_eq!(filing.source.as_ref().unwrap().file, "form.pdf");
    let amounts = |it: &tianbao::model::Filing| -> Vec<String> {
        let lines = it.budget.lines.iter().flat_map(|it| &it.amounts.0);
        let mut all: Vec<String> = lines.map(|(_, it)| it.text().replace(',', "")).collect();
        all.sort();
        all
    };
    assert_eq!(amounts(filing), amounts(&truth));
    let rows = |it: &tianbao::model::Filing| -> Vec<[String; 4]> {
        it.indicators()
            .map(|(_, _, it)| [&it.level1, &it.level2, &it.name, &it.target].map(|it| it.replace(' ', "")))
            .collect()
    };
    assert_eq!(rows(filing), rows(&truth));
    assert!(filing.indicators().all(|(_, _, it)| it.doubt.is_empty()), "nothing is in doubt");
}

/// What `tianbao import` says with this script in place of `pdftotext`, and how long it takes.
fn said(script: &str) -> (String, Duration) {
    let folder = TempDir::new().unwrap();
    let tool = folder.path().join("pdftotext");
    std::fs::write(&tool, format!("#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")).unwrap();
    std::fs::set_permissions(&tool, std::fs::Permissions::from_mode(0o755)).unwrap();
    let start = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_tianbao"))
        .args(["import", "--no-config", "--lang", "zh", "--out"])
        .arg(folder.path())
        .arg(pdf())
        .env("PATH", folder.path())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    (text + &String::from_utf8_lossy(&output.stdout), start.elapsed())
}

#[test]
fn a_tool_that_fails_costs_one_sentence() {
    let cases = [
        ("exec sleep 90", "20 秒"),
        ("exec yes 渠道维修", "64 MB"),
        ("echo 'Command Line Error: Incorrect password' >&2; exit 1", "密码"),
        ("exit 0", "扫描"),
        ("kill -9 $$", "form.pdf"),
    ];
    std::thread::scope(|scope| {
        for (script, expected) in cases {
            scope.spawn(move || {
                let (text, took) = said(script);
                assert!(text.contains(expected) && text.contains("form.pdf"), "{script}: {text}");
                assert!(took < Duration::from_secs(60), "{script} took {took:?}");
            });
        }
    });
}

#[test]
fn without_the_tool_the_sentence_names_what_to_install() {
    let folder = TempDir::new().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_tianbao"))
        .args(["import", "--no-config", "--lang", "zh", "--out"])
        .arg(folder.path())
        .arg(pdf())
        .env("PATH", folder.path())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    for it in ["poppler-utils", "brew", "form.pdf"] {
        assert!(text.contains(it), "{text}");
    }
}

//! What the program exported is no second filing where it lies beside its source; what somebody changed is.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/filings.rs"]
mod filings;

use filings::Generator;
use std::path::Path;
use tempfile::TempDir;
use tianbao::export::{self, Named, Target};
use tianbao::format;
use tianbao::import::import;
use tianbao::model::Filing;
use tianbao::store::discover;

const TARGETS: [Target; 5] = [Target::Xlsx, Target::Docx, Target::Html, Target::Markdown, Target::Csv];

fn exported(target: Target, filings: &[(&str, &Filing)]) -> Vec<u8> {
    let named: Vec<Named<'_>> = filings.iter().map(|(file, filing)| Named { file, filing }).collect();
    export::write(target, &named).unwrap()
}

/// The files of a folder that filings come from.
fn listed(folder: &Path) -> Vec<String> {
    let found = discover(&[folder.to_owned()]);
    let with_filings = found.files.iter().filter(|it| !found.load(it).filings.is_empty());
    with_filings.map(|it| it.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn every_export_knows_its_source_until_it_is_changed() {
    for seed in 1..=25 {
        let filing = Generator::new(seed).filing();
        let other = Generator::new(seed + 100).filing();
        for target in TARGETS {
            let bytes = exported(target, &[("水务局 2025.toml", &filing), ("图书馆--(1).toml", &other)]);
            let mut found = import(&format!("表.{}", target.ending()), &bytes).written_from;
            found.sort();
            let mut expected = vec!["水务局 2025.toml", "图书馆--(1).toml"];
            expected.sort_unstable();
            assert_eq!(found, expected, "seed {seed}, {target:?}");
        }
        for target in [Target::Html, Target::Markdown] {
            let text = String::from_utf8(exported(target, &[("甲.toml", &filing)])).unwrap();
            let lines = text.replace('\n', "\r\n");
            let name = format!("表.{}", target.ending());
            assert_eq!(import(&name, lines.as_bytes()).written_from, ["甲.toml"], "line ends");
            let name_of_row = &filing.indicators().next().unwrap().2.level1;
            let changed = text.replacen(name_of_row.as_str(), "另一级", 1);
            assert!(import(&name, changed.as_bytes()).written_from.is_empty(), "{target:?} was changed");
        }
    }
}

#[test]
fn exports_beside_their_source_are_not_listed() {
    let folder = TempDir::new().unwrap();
    let filing = Generator::new(3).filing();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    for target in TARGETS {
        write(&format!("水务局.{}", target.ending()), &exported(target, &[("水务局.toml", &filing)]));
    }
    // Alone they are documents like any other.
    assert_eq!(listed(folder.path()).len(), 5);
    write("水务局.toml", format::write(&filing).as_bytes());
    assert_eq!(listed(folder.path()), ["水务局.toml"]);
    // The source was edited since: the old prints still say nothing of their own.
    let mut edited = filing.clone();
    edited.department.name = "青禾县水利局".to_owned();
    write("水务局.toml", format::write(&edited).as_bytes());
    assert_eq!(listed(folder.path()), ["水务局.toml"]);
    // A print that somebody changed is looked at; so is one of a file that is not here.
    let text = String::from_utf8(exported(Target::Markdown, &[("水务局.toml", &filing)])).unwrap();
    let name = &filing.indicators().next().unwrap().2.name;
    write("水务局.md", text.replacen(name.as_str(), "改过的名称", 1).as_bytes());
    write("别处.docx", &exported(Target::Docx, &[("没有.toml", &filing)]));
    assert_eq!(listed(folder.path()), ["别处.docx", "水务局.md", "水务局.toml"]);
}

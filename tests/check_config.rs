//! Configuration files: those under `tests/data/config/valid` are followed, those under `invalid` refused with what
//! stands beside them. `TIANBAO_UPDATE=1 cargo test --test check_config` writes the latter anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use tianbao::check::Settings;
use tianbao::config::{ConfigProblem, File, Layer, merge};
use tianbao::messages::Lang;

/// The configurations of a folder, by name.
fn corpus(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/config").join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    paths.retain(|it| it.extension().is_some_and(|it| it == "toml"));
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn read(path: &Path) -> (Settings, Vec<ConfigProblem>) {
    let text = std::fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    let (layer, mut problems) = Layer::read(File { name: &name, text: &text });
    let (settings, more) = merge(&[layer], &BTreeSet::new());
    problems.extend(more);
    (settings, problems)
}

#[test]
fn valid_configurations_are_followed() {
    for path in corpus("valid") {
        let (_, problems) = read(&path);
        assert_eq!(problems, [], "{}", path.display());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/config/valid");
    let (settings, _) = read(&folder.join("everything.toml"));
    let active = |code: &str| settings.is_active(code);
    assert!(active("V06") && active("T03") && active("B01"));
    assert!(!active("V05") && !active("V12") && !active("B03"));
    assert_eq!(settings.own.len(), 0, "rules of one's own are not among those selected");
    let (settings, _) = read(&folder.join("bom-and-crlf.toml"));
    assert!(!settings.is_active("V05") && settings.is_active("V06"));
    let (settings, _) = read(&folder.join("own-rule-in-select.toml"));
    assert!(settings.own.is_empty() && settings.is_active("V06") && !settings.is_active("V05"));
}

#[test]
fn invalid_configurations_are_refused_with_place_and_meaning() {
    for path in corpus("invalid") {
        let (_, problems) = read(&path);
        assert!(!problems.is_empty(), "{} is not refused", path.display());
        let mut said = String::new();
        for lang in [Lang::Zh, Lang::En] {
            for it in &problems {
                writeln!(said, "{}:{}:{}: {}", it.file, it.line, it.column, it.message.render(lang)).unwrap();
            }
        }
        let beside = path.with_extension("txt");
        if std::env::var_os("TIANBAO_UPDATE").is_some() {
            std::fs::write(&beside, &said).unwrap();
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        assert_eq!(said, expected, "{}", path.display());
    }
}

#[test]
fn the_configuration_in_the_readme_is_one() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, rest) = readme.split_once("## Checking").unwrap();
    let (_, rest) = rest.split_once("```toml\n").unwrap();
    let (text, _) = rest.split_once("```").unwrap();
    let (layer, problems) = Layer::read(File { name: "README.md", text });
    assert_eq!(problems, []);
    let (settings, problems) = merge(&[layer], &BTreeSet::new());
    assert_eq!((problems, settings.own.len()), (vec![], 1));
}

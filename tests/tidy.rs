//! The order of the house, held by the machine: which module may use which, and where files and the terminal are
//! touched. Every failure says how to mend it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

#[path = "support/code.rs"]
mod code;

use code::{SourceFile, code_only, files_below, named_modules, read, without_tests};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The most lines of a source file, tests in it included.
const MOST_LINES: usize = 450;

fn assert_none(faults: &[String], mend: &str) {
    assert!(faults.is_empty(), "\n{}\nTo mend: {mend}\n", faults.join("\n"));
}

/// Every place of a word in non-test code of the files that `applies` chooses.
fn places(words: &[&str], applies: fn(&SourceFile) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for file in SourceFile::all().iter().filter(|it| !it.is_test() && applies(it)) {
        let code = code_only(&file.text);
        for (idx, line) in without_tests(&code).lines().enumerate() {
            for word in words.iter().filter(|it| has_word(line, it)) {
                faults.push(format!("{}:{}: {word}", file.path, idx + 1));
            }
        }
    }
    faults
}

/// Whether a line has the word, not as a part of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let is_name = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '_');
    let is_open_end = word.ends_with(|it: char| !it.is_alphanumeric());
    line.match_indices(word).any(|(at, _)| {
        let is_longer_before =
            word.starts_with(char::is_alphanumeric) && is_name(line[..at].chars().next_back());
        let is_longer_after = !is_open_end && is_name(line[at + word.len()..].chars().next());
        !is_longer_before && !is_longer_after
    })
}

/// The module table of lib.rs: module → modules that it may use; `None` for "everything".
fn module_table() -> BTreeMap<String, Option<BTreeSet<String>>> {
    let text = read(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    let mut table = BTreeMap::new();
    for line in
        text.lines().filter_map(|it| it.strip_prefix("//! | [`")).map(|it| it.trim_start_matches("mod@"))
    {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let [name, _, uses, ..] = cells[..] else { panic!("the row of {line} needs three columns") };
        let uses = match uses {
            "everything" => None,
            _ => Some(uses.split(',').map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()),
        };
        table.insert(name.trim_end_matches("`]").to_owned(), uses);
    }
    table
}

#[test]
fn modules_use_what_the_map_allows() {
    let table = module_table();
    assert!(table.len() > 10, "the table of modules in src/lib.rs was not found");
    let mut faults = Vec::new();
    for file in SourceFile::all().iter().filter(|it| !it.is_test() && !it.module.is_empty()) {
        let Some(allowed) = table.get(file.top()) else {
            faults.push(format!("{}: the module {} is not in the table", file.path, file.top()));
            continue;
        };
        let code = code_only(&file.text);
        let used = named_modules(&without_tests(&code), &file.module);
        for name in used.iter().filter(|it| table.contains_key(*it) && *it != file.top()) {
            if allowed.as_ref().is_some_and(|it| !it.contains(name)) {
                faults.push(format!("{}: {} may not use {name}", file.path, file.top()));
            }
        }
    }
    assert_none(
        &faults,
        "move the code to where its needs are allowed, or hand the value in as an argument; only if the new \
         direction is right for the whole map, change the table in the docs of src/lib.rs.",
    );
}

#[test]
fn the_map_has_no_circle() {
    let table = module_table();
    // A module is settled when all that it may use is settled; what never settles is part of a circle.
    let mut settled = BTreeSet::new();
    loop {
        let next: Vec<_> = table
            .iter()
            .filter(|(name, uses)| {
                let uses = uses.iter().flatten();
                !settled.contains(*name) && uses.into_iter().all(|it| settled.contains(it))
            })
            .map(|(name, _)| name.clone())
            .collect();
        if next.is_empty() {
            break;
        }
        settled.extend(next);
    }
    let faults: Vec<_> = table.keys().filter(|it| !settled.contains(*it)).cloned().collect();
    assert_none(
        &faults,
        "these modules wait for one another (or for one that is not there); drop one direction.",
    );
}

#[test]
fn every_module_is_in_the_map() {
    let table = module_table();
    let text = read(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    let declared: BTreeSet<_> = text
        .lines()
        .filter_map(|it| it.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    let in_map: BTreeSet<_> = table.into_keys().collect();
    let faults: Vec<_> = declared.symmetric_difference(&in_map).cloned().collect();
    assert_none(
        &faults,
        "these are declared in src/lib.rs or listed in its table, but not both; add the other.",
    );
}

#[test]
fn every_file_says_what_it_is_for() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut faults = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        for path in files_below(&root.join(folder), "rs") {
            if !read(&path).starts_with("//! ") {
                faults.push(path.strip_prefix(&root).unwrap().display().to_string());
            }
        }
    }
    assert_none(&faults, "begin the file with a `//!` sentence that says what it is for.");
}

#[test]
fn files_stay_short() {
    let faults: Vec<_> = SourceFile::all()
        .iter()
        .map(|it| (&it.path, it.text.lines().count()))
        .filter(|(_, n_lines)| *n_lines > MOST_LINES)
        .map(|(path, n_lines)| format!("{path}: {n_lines} lines, at most {MOST_LINES}"))
        .collect();
    assert_none(&faults, "split the file by reasons to change, or move its tests to a tests.rs beside it.");
}

#[test]
fn widths_come_from_the_text_module() {
    let mut faults = places(&["len() as u16", "len() as usize as u16"], |_| true);
    faults.extend(places(&[".chars().count()"], |it| it.top() == "ui"));
    assert_none(&faults, "a Chinese character is two columns wide; ask `text::width` instead.");
}

#[test]
fn only_the_store_touches_files() {
    let words = ["std::fs", "fs::File", "OpenOptions", "File::open", "File::create", "fs::read", "fs::write"];
    // The terminal is a device file, which `term` opens.
    let mut faults = places(&words, |it| it.top() != "store" && it.top() != "term");
    faults.extend(places(&["std::{fs", "tempfile"], |it| it.top() != "store"));
    assert_none(&faults, "call a function of `store` (add one if it is missing); it writes durably.");
}

#[test]
fn only_the_term_module_knows_the_terminal_library() {
    let faults = places(&["crossterm"], |it| it.top() != "term");
    assert_none(
        &faults,
        "let `term` turn the event or command into the crate's own types and pass those on.",
    );
}

#[test]
fn nothing_names_a_path_of_a_machine() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    // Put together here, so that this file does not name one.
    let folders = ["home", "root", "Users", "work", "tmp", "mnt"].map(|it| format!("/{it}/"));
    let drives = ["C", "D"].map(|it| format!("{it}:\\"));
    let endings = ["rs", "toml", "md", "txt", "json", "yml", "sh"];
    let mut faults = Vec::new();
    for path in endings.iter().flat_map(|it| files_below(&root, it)) {
        for (idx, line) in read(&path).lines().enumerate() {
            for found in folders.iter().chain(&drives).filter(|it| has_absolute(line, it)) {
                let path = path.strip_prefix(&root).unwrap().display();
                faults.push(format!("{path}:{}: {found}", idx + 1));
            }
        }
    }
    assert_none(
        &faults,
        "use a relative path, `tempfile` in tests, or `directories` for the user's folders.",
    );
}

/// Whether the path stands at the beginning of a word, not inside a web address or a relative path.
fn has_absolute(line: &str, start: &str) -> bool {
    line.match_indices(start).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|it| !it.is_alphanumeric() && !matches!(it, '.' | '_' | '-' | '}' | '*' | '~'))
    })
}

#[test]
fn the_scanner_sees_code_only() {
    let cases: [(&str, &[&str]); 10] = [
        ("use crate::value::Target;", &["value"]),
        ("use crate::{model::{Filing, Place}, text};", &["model", "text"]),
        ("use crate::{\n    check,\n    model::Field,\n};", &["check", "model"]),
        ("// 见 crate::ui\n/* crate::term */ let a = \"crate::cli\";", &[]),
        ("let quote = '\"'; crate::text::width(quote)", &["text"]),
        ("let path = r#\"crate::ui \"引号\" \"#; crate::edit::undo()", &["edit"]),
        ("fn f<'a>(it: &'a str) -> crate::model::Place { '\\'' }", &["model"]),
        ("use super::super::value::parse; use super::rule;", &["value"]),
        ("#[cfg(test)]\nmod tests;\nuse crate::text;", &["text"]),
        ("use my_crate::ui;\n#[cfg(test)]\nmod tests { use crate::ui; }", &[]),
    ];
    let module = ["check".to_owned(), "rule".to_owned()];
    for (text, expected) in cases {
        let code = code_only(text);
        let found: Vec<_> = named_modules(&without_tests(&code), &module).into_iter().collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn words_are_found_whole() {
    let cases = [
        ("let it = std::fs::read(path);", "std::fs", true),
        ("use my_std::fsx;", "std::fs", false),
        ("SourceFile::open(path)", "File::open", false),
        ("text.chars().count()", ".chars().count()", true),
        ("use ratatui::crossterm::event;", "crossterm", true),
    ];
    for (line, word, expected) in cases {
        assert_eq!(has_word(line, word), expected, "{word} in {line}");
    }
}

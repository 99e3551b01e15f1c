//! Files of the format and texts that hurt, for the tests of reading and of saving.
#![allow(dead_code, reason = "each test binary uses some of it")]

use proptest::prelude::*;
use proptest::sample::select;
use std::path::PathBuf;
use tianbao::format::read;
use tianbao::model::{Column, Filing};

pub fn data(folder: &str) -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/format").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    let name = |it: &PathBuf| it.file_name().unwrap().to_str().unwrap().to_owned();
    files.iter().map(|it| (name(it), std::fs::read_to_string(it).unwrap())).collect()
}

pub fn read_well(text: &str) -> Filing {
    let reading = read(text);
    reading.filing.unwrap_or_else(|| panic!("{:?}\n{text}", reading.remarks))
}

pub const PIECES: [&str; 32] = [
    "\"",
    "\\",
    "'",
    "'''",
    "\"\"\"",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\u{1}",
    "\u{7f}",
    "\u{feff}",
    "指标",
    "🎉",
    "≥95%",
    " ",
    "\u{3000}",
    "#",
    "=",
    "a",
    "[[",
    "]",
    "{",
    "}",
    "\u{2028}",
    "\u{85}",
    "，",
    "\\u0041",
    "\u{8}",
    "\u{c}",
    "\u{10ffff}",
    "e\u{301}",
];

/// Texts that hurt; those of white space only are blank.
pub fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(select(&PIECES[..]), 0..6)
        .prop_map(|it| it.concat())
        .prop_map(|it| if it.trim().is_empty() { String::new() } else { it })
}

pub fn filled() -> impl Strategy<Value = String> {
    text().prop_map(|it| if it.is_empty() { "目标".to_owned() } else { it })
}

pub fn column() -> impl Strategy<Value = Column> {
    prop_oneof![
        select(vec![Column::Full, Column::Half, Column::Total, Column::Fiscal, Column::Carryover]),
        text().prop_map(|it| Column::from_key(&it)),
    ]
}

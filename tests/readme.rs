//! What the README shows is what the program does: the picture, the keys and the rules are made from the program
//! itself. `TIANBAO_UPDATE=1 cargo test --test readme` writes them anew; look at the difference before you commit it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod common;

use common::Session;
use ratatui::style::Modifier;
use std::fmt::Write;
use std::path::PathBuf;
use tianbao::check::rules;
use tianbao::command::{self, Group, MODE, TABLE};
use tianbao::dataset::{self, Column, Table};
use tianbao::keymap::{self, Keymap, act};
use tianbao::messages::{DatasetText, Lang, Text};
use tianbao::ui::svg;

/// A target is being typed that the checks already complain about.
const KEYS: &str = "/执法检查<ret>i≥100%";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a file with what it must hold, or writes that.
fn hold(name: &str, expected: &str) {
    let path = root().join(name);
    if std::env::var_os("TIANBAO_UPDATE").is_some() {
        std::fs::write(&path, expected).unwrap();
        return;
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "{name} no longer shows what the program does:\n{}\nIf this is meant: TIANBAO_UPDATE=1 cargo test --test readme",
        common::text_diff(&found, expected)
    );
}

#[test]
fn the_picture_is_the_screen() {
    let mut session = Session::samples().sized(110, 32);
    session.keys(KEYS);
    let shown = session.screen();
    for expected in ["文化市场执法检查覆盖率", "来源 pdf-text-two-filings.txt", "V06", "编辑"]
    {
        assert!(shown.contains(expected), "the picture lacks {expected}:\n{shown}");
    }
    let mut buffer = session.buffer();
    let cursor = session.cursor().expect("nothing is being typed");
    // The terminal draws the cursor itself.
    buffer.cell_mut(cursor).unwrap().modifier.insert(Modifier::REVERSED);
    hold("assets/screen.svg", &svg::to_svg(&buffer, "tianbao 填报"));
}

/// The README with the part between `<!-- name -->` and `<!-- /name -->` set to `content`.
fn with_part(readme: &str, name: &str, content: &str) -> String {
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = readme.split_once(&start).unwrap_or_else(|| panic!("README.md lacks {start}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("README.md lacks {end}"));
    format!("{before}{start}{content}{end}{after}")
}

/// A table cell: no line of the table may end in it.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn code(text: &str) -> String {
    format!("`{}`", cell(text))
}

/// All commands with the keys that come with the program, by group.
fn keys_table() -> String {
    let (keymap, problems) = Keymap::load(&command::ids(), None);
    assert!(problems.is_empty(), "{problems:?}");
    let mut table = String::from("| keys | command | what it does | 说明 |\n| --- | --- | --- | --- |\n");
    for group in Group::ALL {
        let title = |lang| group.title().text(lang);
        writeln!(table, "| | | **{}** | **{}** |", title(Lang::En), title(Lang::Zh)).unwrap();
        for it in TABLE.iter().filter(|it| it.group == group) {
            let mut keys: Vec<String> =
                keymap.keys_of(MODE, it.id).iter().map(|keys| code(&keymap::label(keys))).collect();
            keys.extend(it.aliases.iter().map(|alias| code(&format!(":{alias}"))));
            let (en, zh) = (cell(it.doc.text(Lang::En)), cell(it.doc.text(Lang::Zh)));
            writeln!(table, "| {} | `{}` | {en} | {zh} |", keys.join(" "), it.id).unwrap();
        }
    }
    table
}

/// What keys do in the modes of the keymap in which they are not commands.
fn acts_table() -> String {
    let (keymap, _) = Keymap::load(&command::ids(), None);
    let mut table =
        String::from("| mode | name | keys | what it does | 说明 |\n| --- | --- | --- | --- | --- |\n");
    for it in act::ACTS {
        let keys = keymap.keys_of(it.mode, it.id);
        let keys: Vec<String> = keys.iter().map(|keys| code(&keymap::label(keys))).collect();
        let (en, zh) = (cell(it.doc.text(Lang::En)), cell(it.doc.text(Lang::Zh)));
        writeln!(table, "| `{}` | `{}` | {} | {en} | {zh} |", it.mode, it.id, keys.join(" ")).unwrap();
    }
    table
}

/// All rules in the order of the catalogue.
fn rules_table() -> String {
    let mut table = String::from(
        "| rule | name | severity | clause | what it finds | 检查内容 |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for rule in rules::listed() {
        let (en, zh) = (cell(rule.title.text(Lang::En)), cell(rule.title.text(Lang::Zh)));
        let clause = rule.clause.unwrap_or_default();
        let severity = rule.severity.word();
        writeln!(table, "| {} | `{}` | {severity} | {clause} | {en} | {zh} |", rule.code, rule.name).unwrap();
    }
    table
}

/// The files of tests with the first sentence of each.
fn tests_table() -> String {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(root().join("tests")).unwrap().map(|it| it.unwrap().path()).collect();
    paths.retain(|it| it.extension().is_some_and(|it| it == "rs"));
    paths.sort();
    let mut table = String::from("| file | what it holds |\n| --- | --- |\n");
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let head: Vec<&str> = text.lines().map_while(|it| it.strip_prefix("//! ")).collect();
        let head = head.join(" ");
        let sentence = head.split_once(". ").map_or(head.trim_end_matches('.'), |(first, _)| first);
        let name = path.file_name().unwrap().to_string_lossy();
        writeln!(table, "| [{name}](tests/{name}) | {} |", cell(sentence)).unwrap();
    }
    table
}

/// The help of the program in a language.
fn help(lang: &str) -> String {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_tianbao"))
        .args(["--help", "--lang", lang])
        .output()
        .expect("the program runs");
    String::from_utf8(output.stdout).unwrap()
}

/// The commands without a screen, out of the program's own help in both languages.
fn commands_table() -> String {
    let listed = |help: &str| -> Vec<(String, String)> {
        let lines =
            help.lines().skip_while(|it| !it.ends_with("命令:") && !it.ends_with("Commands:")).skip(1);
        let pairs = lines.take_while(|it| it.starts_with("  ")).filter_map(|it| it.trim().split_once(' '));
        pairs.map(|(name, about)| (name.to_owned(), about.trim().to_owned())).collect()
    };
    let (en, zh) = (listed(&help("en")), listed(&help("zh")));
    assert!(en.len() > 10 && en.len() == zh.len(), "{en:?} {zh:?}");
    let mut table = String::from("| command | what it does | 说明 |\n| --- | --- | --- |\n");
    for ((name, en), (_, zh)) in en.iter().zip(&zh) {
        writeln!(table, "| `tianbao {name}` | {} | {} |", cell(en), cell(zh)).unwrap();
    }
    table
}

#[test]
fn the_tables_are_the_programs() {
    let mut readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    for (name, table) in [
        ("commands", commands_table()),
        ("keys", keys_table()),
        ("acts", acts_table()),
        ("rules", rules_table()),
        ("tests", tests_table()),
    ] {
        readme = with_part(&readme, name, &table);
    }
    hold("README.md", &readme);
}

/// The columns of the tables for other engines, in both languages.
fn columns() -> String {
    let mut text = String::from(
        "# The tables of a dataset 数据集的表\n\n\
         `tianbao export FOLDER --to parquet -o OUT` writes them, and so do `csv` and `jsonl`. Names and order are stable; new \
         columns come last in their table. 列名与次序不变，新列加在表的末尾。\n",
    );
    let mut table = |name: &str, about: DatasetText, columns: &[Column]| {
        let (en, zh) = (about.text(Lang::En), about.text(Lang::Zh));
        write!(text, "\n## {name}\n\n{en}. {zh}。\n\n| column | type | what it is | 说明 |\n| --- | --- | --- | --- |\n")
            .unwrap();
        for it in columns {
            let (en, zh) = (it.meaning.text(Lang::En), it.meaning.text(Lang::Zh));
            writeln!(text, "| `{}` | `{}` | {} | {} |", it.name, it.kind.sql(), cell(en), cell(zh)).unwrap();
        }
    };
    let filing = [dataset::FILING, &[dataset::YEAR]].concat();
    table("all tables 各表都有", DatasetText::TableFiling, &filing);
    table("indicators", DatasetText::TableIndicators, Table::Indicators.own());
    table("budget", DatasetText::TableBudget, Table::Budget.own());
    table("findings", DatasetText::TableFindings, Table::Findings.own());
    text
}

#[test]
fn the_columns_are_documented() {
    hold("assets/tables.md", &columns());
}

/// What the README says is typed, the keys of it, and what the screen must show then.
const TOUR: &[(&str, &str, &str)] = &[
    ("`/执法检查` `Enter`", "/执法检查<ret>", "来源 pdf-text-two-filings.txt"),
    ("`i≥100%`", "i≥100%", "M05"),
    ("rules M05 and V06", "", "V06"),
    ("`Enter` keeps it", "<ret>", "*已修改"),
    ("`x` applies the fix", "x", "已修复：改为 =100%"),
    ("`u` takes that back", "u", "V06"),
    ("`]e` goes to the next error", "]e", "检查  ✗"),
    ("`F8` to the next finding", "<f8>", "检查"),
    ("`:w` `Enter` asks where", ":w<ret>", "另存为"),
    ("`Esc` leaves that", "<esc>", "浏览"),
    ("`q` asks what to do", "q", "n    不保存退出"),
];

#[test]
fn the_tour_can_be_taken() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap().replace("\n   ", " ");
    let mut session = Session::samples().sized(110, 32);
    let mut at = 0;
    for (said, keys, expected) in TOUR {
        let found = readme[at..].find(said).unwrap_or_else(|| panic!("the tour no longer says: {said}"));
        at += found;
        session.keys(keys);
        let screen = session.screen();
        assert!(screen.contains(expected), "after {said}: no {expected} in\n{screen}");
    }
    session.keys("n");
    assert!(session.has_quit);
}

#[test]
fn a_part_is_replaced_between_its_marks() {
    let readme = "前文\n<!-- keys -->\n旧表\n<!-- /keys -->\n后文\n";
    assert_eq!(with_part(readme, "keys", "新表\n"), "前文\n<!-- keys -->\n新表\n<!-- /keys -->\n后文\n");
}

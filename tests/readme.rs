//! What the README shows is what the program does: the picture, the keys and the rules are made from the program
//! itself. `TIANBAO_UPDATE=1 cargo test --test readme` writes them anew; look at the difference before you commit it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::Session;
use ratatui::style::Modifier;
use std::fmt::Write;
use std::path::PathBuf;
use tianbao::check::rules;
use tianbao::command::{self, Group, MODE, TABLE};
use tianbao::keymap::{self, Keymap};
use tianbao::messages::{Lang, Text};
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
    // A backtick or a bar inside would end the code or the cell.
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

/// All rules in the order of the catalogue.
fn rules_table() -> String {
    let mut table = String::from(
        "| rule | name | severity | clause | what it finds | 检查内容 |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for rule in rules::ALL {
        let (en, zh) = (cell(rule.title.text(Lang::En)), cell(rule.title.text(Lang::Zh)));
        let clause = rule.clause.unwrap_or_default();
        let severity = rule.severity.word();
        writeln!(table, "| {} | `{}` | {severity} | {clause} | {en} | {zh} |", rule.code, rule.name).unwrap();
    }
    table
}

#[test]
fn the_tables_are_the_programs() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let with_keys = with_part(&readme, "keys", &keys_table());
    hold("README.md", &with_part(&with_keys, "rules", &rules_table()));
}

#[test]
fn a_part_is_replaced_between_its_marks() {
    let readme = "前文\n<!-- keys -->\n旧表\n<!-- /keys -->\n后文\n";
    assert_eq!(with_part(readme, "keys", "新表\n"), "前文\n<!-- keys -->\n新表\n<!-- /keys -->\n后文\n");
}

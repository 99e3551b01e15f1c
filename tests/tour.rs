//! The five-minute tours, in English and Chinese, are taken step by step, and the pictures beside them are screens.
//! `TIANBAO_UPDATE=1 cargo test --test tour` draws the pictures anew.
#![allow(missing_docs, reason = "a test")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod common;

use common::{Session, data};
use ratatui::style::Modifier;
use std::path::PathBuf;
use tianbao::ui::svg;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What both tours say is typed, the keys of it, and what the screen must show then.
const STEPS: &[(&str, &str, &[&str])] = &[
    ("`z1`", "z1", &["清河市文化和旅游局 2025 批复", "海汀市交通设施管理中心"]),
    ("`/执法检查` `Enter`", "/执法检查<ret>", &["文化市场执法检查覆盖率", "来源 pdf-text-two-filings.txt"]),
    ("`i` `≥100%`", "i≥100%", &["读作 ≥ 100 %", "V06"]),
    ("`Enter`", "<ret>", &["*已修改"]),
    ("`x`", "x", &["已修复：改为 =100%"]),
    ("`u`", "u", &["V06"]),
    ("`gh`", "gh", &["检查内容"]),
    ("`Esc`", "<esc>", &["浏览"]),
    ("`]e`", "]e", &["检查  ✗"]),
    ("`fxsjzmyd` `Enter`", "fxsjzmyd<ret>", &["学生家长满意度"]),
    ("`t`", "t", &["三级指标", "指标值"]),
    ("`→` `↓` `↑`", "<right><down><up>", &["三级指标"]),
    ("`t`", "t", &["目录"]),
    ("`c`", "c", &["其他表中的“"]),
    ("`Esc`", "<esc>", &["浏览"]),
    ("`b`", "b", &["预算（单位：", "占比"]),
    ("`Esc`", "<esc>", &["浏览"]),
    ("`gd`", "gd", &["总览"]),
    ("`Esc`", "<esc>", &["浏览"]),
    ("`F警告` `Enter`", "F警告<ret>", &["警告"]),
    ("`gF`", "gF", &["浏览"]),
    ("`D`", "D", &["改动"]),
    ("`Esc`", "<esc>", &["浏览"]),
    ("`:w` `Enter`", ":w<ret>", &["另存为"]),
    ("`Esc`", "<esc>", &["浏览"]),
    ("`q`", "q", &["n    不保存退出"]),
];

#[test]
fn both_tours_can_be_taken() {
    for name in ["assets/tour.md", "assets/tour.zh.md"] {
        let tour = std::fs::read_to_string(root().join(name)).unwrap().replace("\n   ", " ");
        let mut session = Session::samples().sized(110, 32);
        let mut at = 0;
        for (said, keys, expected) in STEPS {
            let found = tour[at..]
                .find(said)
                .unwrap_or_else(|| panic!("{name} no longer says: {said}\nafter: {}", &tour[..at]));
            at += found + said.len();
            session.keys(keys);
            let screen = session.screen();
            for part in *expected {
                assert!(screen.contains(part), "{name}, after {said}: no {part} in\n{screen}");
            }
        }
        session.keys("n");
        assert!(session.has_quit, "{name}");
    }
}

/// Pictures: file, what is open, keys, and what must be seen.
const PICTURES: &[(&str, &[&str], &str, &[&str])] = &[
    ("table", &["water.toml"], "/清淤<ret>t<right><right>", &["三级指标", "指标值"]),
    ("budget", &["water.toml"], "b", &["资金总额"]),
    ("compare", &["water.toml", "water-2024.toml", "marsh.toml"], ":diff<ret><ret>", &["两份对比"]),
    ("dashboard", &[], "gd", &["总览"]),
];

#[test]
fn the_pictures_are_screens() {
    for (name, files, keys, expected) in PICTURES {
        let texts: Vec<(&str, String)> = files
            .iter()
            .map(|it| (*it, std::fs::read_to_string(data("filings").join(it)).unwrap()))
            .collect();
        let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let session = if files.is_empty() { Session::samples() } else { Session::open(&files) };
        let mut session = session.sized(110, 28);
        session.keys(keys);
        let shown = session.screen();
        for part in *expected {
            assert!(shown.contains(part), "the picture {name} lacks {part}:\n{shown}");
        }
        let mut buffer = session.buffer();
        if let Some(cursor) = session.cursor() {
            // The terminal draws the cursor itself.
            buffer.cell_mut(cursor).unwrap().modifier.insert(Modifier::REVERSED);
        }
        let picture = svg::to_svg(&buffer, "tianbao 填报");
        let path = root().join(format!("assets/{name}.svg"));
        if std::env::var_os("TIANBAO_UPDATE").is_some() {
            std::fs::write(&path, picture).unwrap();
            continue;
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == picture,
            "assets/{name}.svg is no longer the screen: TIANBAO_UPDATE=1 cargo test --test tour"
        );
    }
}

#[test]
fn the_readme_shows_the_pictures_and_links_the_tours() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    for (name, ..) in PICTURES {
        assert!(readme.contains(&format!("](assets/{name}.svg)")), "{name}");
    }
    for name in ["assets/tour.md", "assets/tour.zh.md"] {
        assert!(readme.contains(&format!("]({name})")), "{name}");
    }
}

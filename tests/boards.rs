//! Boards and the list of offered names on screens of every size: borders whole, nothing cut in half, keys of all kinds
//! answered.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

mod common;

use common::{Session, data};
use proptest::prelude::*;

fn session(width: u16, height: u16) -> Session {
    let texts: Vec<(String, String)> = ["water.toml", "water-2024.toml", "marsh.toml"]
        .into_iter()
        .map(|it| (it.to_owned(), std::fs::read_to_string(data("filings").join(it)).unwrap()))
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut session = Session::open(&files).sized(width, height);
    session.keys("zR");
    session
}

/// Checks that the box whose title holds a text has whole borders: the same two columns from top to bottom.
fn assert_boxed(session: &mut Session, title: &str, what: &str) {
    let buffer = session.buffer();
    let screen = session.screen();
    let row = screen
        .lines()
        .position(|it| it.contains(title))
        .unwrap_or_else(|| panic!("{what}: no box\n{screen}"));
    let at = |x: u16, y: u16| buffer.cell((x, y)).map_or("", |it| it.symbol()).to_owned();
    let y = row as u16;
    // The box is the last one that begins before its title.
    let line: Vec<String> = (0..buffer.area.width).map(|x| at(x, y)).collect();
    let first = title.chars().next().unwrap().to_string();
    let title_at = line.iter().rposition(|it| *it == first).unwrap();
    let left = line[..title_at].iter().rposition(|it| it == "┌").unwrap() as u16;
    let right = (left + 1..buffer.area.width).find(|x| at(*x, y) == "┐").unwrap();
    let mut below = y + 1;
    while at(left, below) == "│" {
        assert_eq!(at(right, below), "│", "{what}: the right border of line {below}\n{screen}");
        below += 1;
    }
    assert!(below > y + 1, "{what}: no lines\n{screen}");
    assert_eq!((at(left, below).as_str(), at(right, below).as_str()), ("└", "┘"), "{what}\n{screen}");
}

#[test]
fn every_board_keeps_its_borders_at_every_width() {
    let boards = [
        ("ggb", "预算（单位"),
        ("gggd", "总览"),
        ("gg:diff<ret><ret>", "两份对比"),
        ("/清淤<ret>i≥15公里<ret>D", "自上次保存"),
        ("/堤防巡查次数<ret>c", "其他表中的"),
    ];
    for (keys, title) in boards {
        for width in (40..=140).step_by(9) {
            for height in [12, 24] {
                let mut session = session(width, height);
                session.keys(keys);
                assert_boxed(&mut session, title, &format!("{keys} at {width}×{height}"));
            }
        }
    }
}

#[test]
fn offered_names_stand_in_a_whole_box_at_every_column() {
    for width in (60..=130).step_by(3) {
        let mut session = session(width, 24);
        session.keys("/清淤<ret>o满意");
        assert_boxed(&mut session, "已有的指标名称", &format!("at {width} columns"));
        let cursor = session.cursor().unwrap();
        let shown = session.screen();
        let typed = shown.lines().nth(cursor.y.into()).unwrap();
        assert!(typed.contains("满意"), "the list lies over what is typed:\n{shown}");
    }
}

#[test]
fn what_is_typed_is_never_taken_by_the_list() {
    let mut session = session(100, 24);
    // Nothing is chosen: Enter and Esc do what they always do.
    session.keys("/清淤<ret>o满意<ret>");
    assert!(session.line("满意 ").contains("满意"), "the typed name stands");
    session.keys("<esc>uu");
    assert!(!session.screen().contains("  满意  "));
    session.keys("/清淤<ret>o满意<esc>");
    assert_eq!(session.state.modified(), [0; 0], "Esc gives the row up although names are offered");
}

#[test]
fn what_was_taken_over_is_one_step() {
    let mut session = session(120, 30);
    session.keys("gg/堤防巡查次数<ret>");
    let before = session.line("指标值");
    session.keys("c<ret>");
    assert_ne!(session.line("指标值"), before);
    session.keys("u");
    assert_eq!(session.line("指标值"), before);
}

/// Keys that boards know, and some that they do not.
const KEYS: [&str; 26] = [
    "j", "k", "n", "N", "x", "u", "<space>", "<ret>", "<esc>", "h", "l", "D", "c", "b", "gd", "G", "g", "1",
    "<tab>", "i", "dd", "o满意", "<down>", "<up>", "<c-r>", "<bs>",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_keys_leave_a_workbench_that_can_be_undone(keys in proptest::collection::vec(0..KEYS.len(), 1..60)) {
        let mut session = session(90, 20);
        let untouched = session.state.entries.iter().map(|it| it.filing().clone()).collect::<Vec<_>>();
        for key in keys {
            let key = if KEYS[key] == "<bs>" { "<backspace>" } else { KEYS[key] };
            session.keys(key);
        }
        for (idx, before) in untouched.iter().enumerate() {
            while let Some(entry) = session.state.entries.get_mut(idx) {
                if entry.undo().is_none() {
                    break;
                }
            }
            prop_assert_eq!(session.state.entries[idx].filing(), before);
        }
    }
}

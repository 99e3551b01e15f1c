//! What is shown of changes that cannot be made any more, and of filings that no file holds.

use super::gone::take_away;
use super::{Bench, act, draft, folder_with, row, shows_offer, start, type_in};
use crate::command;
use crate::edit::{Change, Row};
use crate::journal::{Base, Header, Journal, Record, Source, Told, VERSION};
use crate::keymap::parse_sequence;
use crate::model::{Field, Filing, Place};
use std::fs;

fn press(bench: &mut Bench, keys: &str) {
    for key in parse_sequence(keys).unwrap() {
        command::update(&mut bench.state, key);
    }
    bench.keep();
}

fn set(text: &str) -> Vec<Change> {
    vec![Change::Set { at: Place::Filing, field: Field::Title, text: text.to_owned() }]
}

#[test]
fn of_a_journal_is_told_what_no_file_holds() {
    for (acts, expected) in [
        ("一", "一"),
        ("一二", "一 二"),
        ("一s", ""),
        ("一s二", "二"),
        ("一二u", "一"),
        ("一二ur", "一 二"),
        ("一二suu", "-二 -一"),
        ("一二su三", "-二 三"),
        ("一二suur", "-二"),
        ("一二f三", "一 三"),
        ("一s二s", ""),
        ("一?二", "一 二"),
        ("一t", "一 在打的字"),
        ("一二sbubu", "-二>回2 -一>回1"),
        ("一二sbu三bu", "-二>回2"),
        ("一sbubrsbu", "-一>回1"),
        ("一sbursu", "-一"),
    ] {
        let mut n_done = 0;
        let record = |it: char| {
            n_done += match it {
                'u' | 'f' => -1,
                's' | '?' | 't' | 'b' => 0,
                _ => 1,
            };
            match it {
                'b' => Record::Back { changes: set(&format!("回{n_done}")) },
                's' => Record::Saved { content: String::new() },
                '?' => Record::Saving { content: String::new() },
                'u' => Record::Undo,
                'r' => Record::Redo,
                'f' => Record::Forget,
                't' => Record::Typing {
                    places: vec![Place::Filing],
                    field: Field::Title,
                    text: "在打的字".to_owned(),
                },
                it => Record::Make {
                    changes: set(&it.to_string()),
                    before: Place::Filing,
                    after: Place::Filing,
                },
            }
        };
        let header = Header {
            version: VERSION,
            file: "/表/甲.toml".into(),
            session: "1-1".into(),
            source: Source::File,
            base: Base::of(&Filing::default()),
        };
        let journal = Journal { header, records: acts.chars().map(record).collect(), is_torn: false };
        let word = |changes: &[Change]| match changes {
            [Change::Set { text, .. }] => text.clone(),
            other => panic!("{other:?}"),
        };
        let text = |it: &Told| {
            let to = it.to.as_ref().map(|it| format!(">{}", word(it))).unwrap_or_default();
            format!("{}{}{to}", if it.is_back { "-" } else { "" }, word(&it.changes))
        };
        let told: Vec<String> = journal.told().iter().map(text).collect();
        assert_eq!(told.join(" "), expected, "{acts}");
        assert_eq!(journal.has_unsaved(), !expected.is_empty(), "{acts}");
    }
}

#[test]
fn changes_that_cannot_be_made_any_more_are_shown_to_be_typed_again() {
    for is_file_there in [true, false] {
        let root = folder_with(25);
        let mut bench = start(root.path());
        "edo".chars().enumerate().for_each(|(n, it)| act(&mut bench, it, n));
        type_in(&mut bench, "≥八十八公里");
        bench.keeper.flush();
        drop(bench);
        take_away(root.path(), "base");
        let file = root.path().join("表/甲.toml");
        if is_file_there {
            fs::write(&file, fs::read_to_string(&file).unwrap().replace("≥3公里", "≥40公里")).unwrap();
        } else {
            fs::remove_file(&file).unwrap();
        }
        let mut next = start(root.path());
        assert!(next.state.recovered[0].restored.is_none());
        for text in
            ["4处修改", "+≥100处", "删去第1项职能第25行", "第902段护岸长度", "≥902公里", "+≥八十八公里"]
        {
            shows_offer(&mut next, text);
            next.state.mode = crate::app::Mode::Normal;
        }
        if is_file_there {
            shows_offer(&mut next, "第1项职能第1行（现为“第1段护岸长度”）·指标值");
            next.state.mode = crate::app::Mode::Normal;
            shows_offer(&mut next, "-≥1公里");
        }
        assert!(!next.state.restore(0), "nothing is applied");
        drop(next);
        assert_eq!(start(root.path()).state.recovered.len(), 1, "it stays until it is dropped");
    }
}

#[test]
fn of_what_was_taken_back_after_a_save_the_text_to_type_is_named_though_the_copy_is_gone() {
    let root = folder_with(25);
    let mut bench = start(root.path());
    "esu".chars().for_each(|it| act(&mut bench, it, 0));
    type_in(&mut bench, "≥八十八公里");
    bench.keeper.flush();
    drop(bench);
    take_away(root.path(), "base");
    let file = root.path().join("表/甲.toml");
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("≥3公里", "≥40公里")).unwrap();
    let mut next = start(root.path());
    for text in ["撤销后应为", "-≥100处", "+≥1公里", "+≥八十八公里"] {
        shows_offer(&mut next, text);
        next.state.mode = crate::app::Mode::Normal;
    }
}

#[test]
fn a_file_that_was_put_back_to_what_it_held_before_a_save_is_told_from_one_that_was_never_saved() {
    for n_rows in [4, 25] {
        let root = folder_with(n_rows);
        let file = root.path().join("表/甲.toml");
        let before = fs::read_to_string(&file).unwrap();
        let mut bench = start(root.path());
        "es".chars().for_each(|it| act(&mut bench, it, 0));
        drop(bench);
        fs::write(&file, before).unwrap();
        let mut next = start(root.path());
        shows_offer(&mut next, "当时已经保存");
        // All that was not saved is meant.
        press(&mut next, "R");
        assert_eq!((next.state.recovered.len(), next.state.entries[0].is_modified()), (1, false));
        press(&mut next, "r");
        assert_eq!((next.state.recovered.len(), next.state.entries[0].is_modified()), (0, true));
    }
}

#[test]
fn every_kind_of_change_is_shown_whole() {
    let root = folder_with(4);
    let bench = start(root.path());
    let header = Header {
        version: VERSION,
        file: String::new(),
        session: "1-1".into(),
        source: Source::File,
        base: Base::of(&Filing::default()),
    };
    let long = "绩".repeat(300);
    let changes = vec![
        Change::Move { from: Place::Indicator(0, 0), to: Place::Indicator(0, 2) },
        Change::Insert { at: Place::Indicator(0, 9), row: Box::new(Row::Indicator(row(7))) },
        Change::Set { at: Place::Indicator(7, 7), field: Field::Note, text: long.clone() },
        Change::Set { at: Place::Indicator(0, 1), field: Field::Target, text: String::new() },
        Change::Allows { to: Vec::new() },
    ];
    let records = vec![Record::Make { changes, before: Place::Filing, after: Place::Filing }];
    let journal = Journal { header, records, is_torn: false };
    let filing = bench.state.entries[0].filing();
    let lines = crate::app::left_texts::lines(&bench.state, filing, &journal).join("\n");
    for text in [
        "@ 第 1 项职能第 1 行（现为“第1段护岸长度”）移到第 1 项职能第 3 行",
        "@ 加入第 1 项职能第 10 行：",
        "第7段护岸长度",
        "@ 第 8 项职能第 8 行 · ",
        &long,
        "- ≥2公里\n+ （清空）",
        "认可的检查结果",
    ] {
        assert!(lines.contains(text), "no {text} in\n{lines}");
    }
}

#[test]
fn a_filing_that_no_file_holds_is_among_the_others_only_once_it_was_restored() {
    let root = folder_with(4);
    let mut bench = start(root.path());
    draft(&mut bench);
    act(&mut bench, 'e', 0);
    drop(bench);
    fs::remove_file(root.path().join("表/甲.toml")).unwrap();
    let mut next = start(root.path());
    assert_eq!((next.state.entries.len(), next.state.recovered.len()), (0, 2));
    shows_offer(&mut next, "清河市水利厅");
    next.state.drop_recovered(0);
    next.keep();
    assert_eq!((next.state.entries.len(), next.state.recovered.len()), (0, 1));
    assert!(next.state.restore(0));
    next.keep();
    assert_eq!(next.state.entries.len(), 1);
    assert_eq!(next.state.modified(), [0]);
    drop(next);
    assert_eq!(start(root.path()).state.recovered.len(), 1, "what was dropped is gone, the other is kept");
}

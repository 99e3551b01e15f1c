//! What breaks such programs: the real cursor, wide characters, small and large screens, random keys, and undo to the
//! very bytes that were read.
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;
use common::{Session, data};
use proptest::prelude::*;
use ratatui::style::Modifier;
use std::borrow::Cow;
use std::sync::Arc;
use tianbao::app::Mode;
use tianbao::check::{Settings, rules};
use tianbao::format;
use tianbao::model::Place;
use tianbao::text::width::width;

fn filing(name: &str) -> String {
    std::fs::read_to_string(data("filings").join(name)).unwrap()
}

fn water(columns: u16, rows: u16) -> Session {
    Session::open(&[("water.toml", &filing("water.toml"))]).sized(columns, rows)
}

fn both(columns: u16, rows: u16) -> Session {
    Session::open(&[("water.toml", &filing("water.toml")), ("library.toml", &filing("library.toml"))])
        .sized(columns, rows)
}

/// The text that stands left of the cursor on its row, from `start` columns on.
fn before_cursor(session: &mut Session, start: &str) -> String {
    let cursor = session.cursor().unwrap();
    let screen = session.screen();
    let line = screen.lines().nth(cursor.y.into()).unwrap();
    let mut columns = 0;
    let left: String = line
        .chars()
        .take_while(|it| {
            columns += width(&it.to_string());
            columns <= usize::from(cursor.x)
        })
        .collect();
    left.rsplit_once(start).map_or(left.clone(), |(_, rest)| rest.to_owned())
}

/// What is seen before the caret is the end of what was typed: all of it, or as much as a narrow field has room for.
fn is_seen(seen: &str, typed: &str, size: (u16, u16)) {
    let is_all = seen.ends_with(typed);
    let is_end = typed.ends_with(seen) && width(seen) >= 6;
    assert!(is_all || is_end, "{size:?}: {typed} is seen as {seen}");
}

#[test]
fn the_real_cursor_stands_at_the_caret_wherever_text_is_typed() {
    for (columns, rows) in [(40, 10), (50, 12), (80, 24), (100, 30), (120, 40), (200, 60)] {
        for typed in ["", "≥", "≥95%", "按时保质完成", "ab汉字，12个", "2025年12月30日前完成"]
        {
            let mut in_tree = water(columns, rows);
            in_tree.keys("/清淤<ret>i<del>").paste(typed);
            is_seen(&before_cursor(&mut in_tree, " "), typed, (columns, rows));
            let mut in_pane = water(columns, rows);
            in_pane.keys("/清淤<ret>e<del>").paste(typed);
            is_seen(&before_cursor(&mut in_pane, " "), typed, (columns, rows));
            let mut prompt = water(columns, rows);
            prompt.keys("/").paste(typed);
            let mut in_table = water(columns, rows);
            in_table.keys("/清淤<ret>ti<del>").paste(typed);
            is_seen(&before_cursor(&mut in_table, " "), typed, (columns, rows));
            assert_eq!(before_cursor(&mut prompt, "/ "), typed, "{columns}x{rows} prompt");
            let cursor = prompt.cursor().unwrap();
            assert!(
                cursor.y + 3 < rows,
                "{columns}x{rows}: a prompt near the last row hides the input method"
            );
        }
    }
}

#[test]
fn a_long_value_keeps_its_caret_in_view() {
    let long = "根据本年度工作重点任务完成情况并结合各乡镇上报数据综合评定，其中数量≥12个、质量≥95%";
    for columns in [40, 80, 120] {
        let mut session = water(columns, 24);
        session.keys("/清淤<ret>i<del>").paste(long);
        assert!(before_cursor(&mut session, " ").ends_with("95%"));
        for _ in 0..60 {
            session.keys("<left>");
            let cursor = session.cursor().unwrap();
            // Never on the second half of a glyph: the cell before such a half holds a wide symbol.
            let buffer = session.buffer();
            let left = &buffer[(cursor.x - 1, cursor.y)];
            assert!(width(left.symbol()) < 2, "{columns}: the caret is inside {}", left.symbol());
        }
        session.keys("<home>");
        assert!(session.screen().contains("根据本年度"));
    }
}

#[test]
fn the_long_text_editor_has_the_real_cursor_too() {
    for (columns, rows) in [(44, 20), (80, 24), (120, 40)] {
        let mut session = water(columns, rows);
        session.keys("gg<tab>12je<c-end>").paste("甲乙丙");
        let cursor = session.cursor().unwrap();
        assert!(before_cursor(&mut session, "。").ends_with("甲乙丙"), "{columns}x{rows} {cursor:?}");
        session.keys("<ret>").paste("目标3：丁");
        assert!(before_cursor(&mut session, "│").ends_with("目标3：丁"), "{columns}x{rows}");
    }
}

#[test]
fn no_cursor_is_shown_where_nothing_is_typed() {
    for keys in ["gg", "gg?", "/清淤<ret>ddq", "gg<tab>"] {
        assert_eq!(water(100, 30).keys(keys).cursor(), None, "{keys}");
    }
}

#[test]
fn the_selected_row_is_told_apart_without_color() {
    let mut session = water(100, 30);
    session.keys("gg3j");
    let mut buffer = session.buffer();
    tianbao::ui::without_color(&mut buffer);
    let reversed: Vec<u16> =
        (0..buffer.area.height).filter(|y| buffer[(5, *y)].modifier.contains(Modifier::REVERSED)).collect();
    assert_eq!(reversed, [5], "one row, the fourth of the tree");
}

#[test]
fn every_overlay_keeps_its_borders_over_chinese_text() {
    // Popups stand at another column at each width; from 100 columns on the panes stand side by side.
    for columns in (40..=72).chain(98..=108) {
        let overlays = [
            ("?", "帮助"),
            (":", "命令"),
            ("/", "查找"),
            ("/清淤<ret>ddq", "退出"),
            ("fmanyidu", "快速跳转"),
            ("F级别:", "筛选"),
            ("/清淤<ret>M", "标记本行为"),
            ("/清淤<ret>Ma'", "标记"),
            ("g", "g"),
            ("]", "]"),
            ("/清淤<ret>m", "移动到"),
            ("/清淤<ret>=", "统一填写"),
            ("/清淤<ret>t=备注<ret>按月", "统一填写"),
            ("/整改<ret>tgrx", "修复所选"),
        ];
        for (keys, title) in overlays {
            let mut session = both(columns, 24);
            let screen = session.keys("zR").keys(keys).screen();
            let top = screen.lines().find(|it| it.contains(&format!("┌ {title} "))).unwrap_or_else(|| {
                panic!("{columns}: no {title} in\n{screen}");
            });
            let (before, _) = top.split_once(&format!("┌ {title} ")).unwrap();
            let left = width(before);
            let rows = screen.lines().skip_while(|it| *it != top).skip(1);
            for line in rows.take_while(|it| !it.contains(&"─".repeat(8))) {
                let mut columns_left = left;
                let at = line.chars().find(|it| {
                    let is_here = columns_left == 0;
                    columns_left = columns_left.saturating_sub(width(&it.to_string()));
                    is_here
                });
                assert_eq!(at, Some('│'), "{columns} {title}: {line}\n{screen}");
            }
        }
    }
}

/// What a person might press, in any order.
const KEYS: &[&str] = &[
    "j",
    "k",
    "l",
    "h",
    "J",
    "K",
    "gg",
    "G",
    "za",
    "zM",
    "zR",
    "z2",
    "z3",
    "<tab>",
    "<s-tab>",
    "<ret>",
    "i",
    "e",
    "o",
    "O",
    "a",
    "dd",
    "yy",
    "p",
    "<a-j>",
    "<a-k>",
    "u",
    "<c-r>",
    "x",
    "]d",
    "[d",
    "]e",
    "]?",
    "gc",
    "n",
    "s",
    "≥95%<ret>",
    "汉字<tab>",
    "12<ret>",
    "<esc>",
    "<esc>",
    "/满意<ret>",
    "/率",
    "/z",
    "N",
    "fmyd<ret>",
    "fslzb<down><ret>",
    "f清",
    "F率<ret>",
    "F警告<ret>",
    "F存疑<ret>",
    "F已改<ret>",
    "F-满意度<ret>",
    "F",
    "gF",
    "<c-o>",
    "<a-o>",
    "<a-left>",
    "Ma",
    "Mb",
    "'a",
    "'b",
    "M",
    "'",
    "g",
    "3j",
    "<pagedown>",
    "?",
    ":w<ret>",
    "<backspace>",
    "<left>",
    "<home>",
    "<down>",
    "<f2>",
    "9",
    "<del>",
    "<c-z>",
    "q",
    "v",
    "v",
    "gv",
    "g/",
    "gr",
    "g?",
    "m",
    "m<ret>",
    "m<down><down><ret>",
    "m职能<ret>",
    "=<ret>",
    "=备注<ret>按月<ret>",
    "=一级<ret>效益指标<ret>",
    "t",
    "t",
    "<right>",
    PASTE,
    PASTE,
];

/// Stands for a paste of rows from a spreadsheet.
const PASTE: &str = "(paste)";

/// Such rows: some with labels, some without.
const PASTED: &str = "巡渠次数\t≥3次\n\"渠道\n完好率\"\t≥95%\n";
const PASTED_WITH_LEVELS: &str =
    "产出指标\t质量指标\t护岸合格率\t≥95%\n满意度指标\t满意度\t村民满意度\t≥90%\n";

/// What is selected is there, and the table stands on one of its rows.
fn rows_are_there(session: &Session) -> Result<(), TestCaseError> {
    let state = &session.state;
    if state.view.selection.is_some() {
        let (entry, places) = state.chosen().unwrap();
        let filing = state.entries[entry].filing();
        for place in &places {
            let is_there = match *place {
                Place::Filing => false,
                Place::BudgetLine(idx) => idx < filing.budget.lines.len(),
                Place::Function(idx) => idx < filing.functions.len(),
                Place::Indicator(function, idx) => filing.indicator(function, idx).is_some(),
            };
            prop_assert!(is_there, "{place:?} is selected and not there");
        }
        let mut once = places.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), places.len(), "a row is selected twice: {:?}", places);
    }
    if state.view.table.is_some() && !matches!(state.mode, Mode::Prompt(_)) {
        prop_assert!(state.table_row().is_some(), "the table's cursor is on no row of it");
    }
    Ok(())
}

proptest! {
    // About 60 keys a case; PROPTEST_CASES=170 types ten thousand.
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(48),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn random_keys_never_break_anything_and_undo_gives_the_bytes_back(
        keys in prop::collection::vec(0..KEYS.len(), 1..120),
        size in prop::sample::select(vec![(20, 5), (40, 10), (40, 12), (59, 17), (60, 18), (80, 24), (100, 30), (200, 60)]),
    ) {
        let mut session = both(size.0, size.1);
        let originals: Vec<String> = session.files.iter().map(|(_, text)| text.clone()).collect();
        let mut has_saved = false;
        for idx in keys {
            if KEYS[idx] == PASTE {
                session.paste(if idx + 1 == KEYS.len() { PASTED } else { PASTED_WITH_LEVELS });
                continue;
            }
            session.keys(KEYS[idx]);
            // Saved by name, or by the answer to the question on leaving.
            has_saved |= KEYS[idx].contains(":w") || session.has_quit;
            let position = session.state.position();
            prop_assert_eq!(session.state.forest.spot_at(position), Some(session.state.view.cursor));
            rows_are_there(&session)?;
        }
        // Out of whatever is open, then everything back. Where nothing is left to close, Esc opens the menu.
        for _ in 0..4 {
            if !matches!(session.state.mode, Mode::Normal) || session.state.view.selection.is_some() {
                session.keys("<esc>");
            }
        }
        prop_assert_eq!(&session.state.view.selection, &None);
        prop_assert!(matches!(session.state.mode, Mode::Normal));
        for (entry, original) in originals.iter().enumerate() {
            session.state.go_to_place(entry, Place::Filing);
            while session.state.undo() {
                session.state.go_to_place(entry, Place::Filing);
            }
            let it = &session.state.entries[entry];
            if !has_saved {
                prop_assert_eq!(&format::patch(original, it.rows(), it.filing()), original);
                prop_assert!(!it.is_modified());
            }
            prop_assert_eq!(it.filing(), &format::read(original).filing.unwrap());
        }
    }
}

#[test]
fn the_check_bar_tells_how_many_rules_do_not_run() {
    let mut session = water(80, 24);
    assert!(!session.screen().contains("停用"));
    let only = rules::ALL.iter().copied().filter(|it| it.code == "V06").collect();
    let settings = Settings { active: Cow::Owned(only), ..Settings::default() };
    let entry = session.state.entries.remove(0);
    session.state.entries.insert(0, entry.with_settings(Arc::new(settings)));
    let n_off = rules::ALL.len() - 1;
    assert!(session.screen().contains(&format!("停用{n_off}条规则")), "{}", session.screen());
}

#[test]
fn a_folder_without_filings_says_how_to_go_on() {
    for (columns, rows) in [(80, 24), (40, 10), (120, 40)] {
        let mut session = Session::open(&[]).sized(columns, rows);
        let screen = session.screen();
        assert!(screen.contains("没有可以打开的绩效目标表"), "{screen}");
        for impossible in ["折叠", "查找", "下一问题"] {
            assert!(!screen.contains(impossible), "{impossible}: {screen}");
        }
        if rows > 10 {
            assert!(screen.contains("new-filing 水务局 2026"), "{screen}");
        }
        // What it says can be done, and the new filing goes to the folder that was opened.
        session.state.folder = "申报".into();
        session.keys(":new-filing<space>水务局<space>2026<ret>");
        assert!(session.screen().contains("水务局 2026"), "{}", session.screen());
        assert_eq!(session.state.entries[0].home.opened.parent().unwrap(), std::path::Path::new("申报"));
    }
}

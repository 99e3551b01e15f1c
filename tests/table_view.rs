//! The table view at every width and at any number of rows: nothing is cut in half, the cell under the cursor is seen,
//! and a frame costs the same whether the table has a hundred rows or a hundred thousand.
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;
use common::{Session, data};
use ratatui::style::Modifier;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tianbao::app::{Entry, Home, Node};
use tianbao::model::{Filing, Function, Indicator};
use tianbao::text::width::width;

fn filing(name: &str) -> String {
    std::fs::read_to_string(data("filings").join(name)).unwrap()
}

fn water(columns: u16, rows: u16) -> Session {
    Session::open(&[("water.toml", &filing("water.toml"))]).sized(columns, rows)
}

#[test]
fn every_row_fills_the_screen_to_its_border_at_every_width() {
    for columns in (40..=130).step_by(3) {
        for keys in ["t", "tlllll", "/整改<ret>ti", "/整改<ret>tvj"] {
            let mut session = water(columns, 20);
            let screen = session.keys(keys).screen();
            let rows: Vec<&str> = screen.lines().skip(1).take_while(|it| !it.starts_with('└')).collect();
            assert!(rows.len() > 5, "{screen}");
            for row in rows {
                assert_eq!(width(row), usize::from(columns), "{columns} {keys}: {row}\n{screen}");
                assert!(row.ends_with(['│', '┐']), "{columns} {keys}: {row}");
            }
        }
    }
}

#[test]
fn the_cell_under_the_cursor_is_seen_at_every_width() {
    for columns in (40..=130).step_by(7) {
        for steps in 0..7 {
            let mut session = water(columns, 14);
            session.keys("/整改<ret>t").keys(&"h".repeat(9)).keys(&"l".repeat(steps));
            let buffer = session.buffer();
            let reversed: Vec<u16> =
                (0..columns).filter(|x| buffer[(*x, 5)].modifier.contains(Modifier::REVERSED)).collect();
            // The second half of a wide glyph has no style of its own.
            assert!(
                reversed.len() >= 2,
                "{columns}, column {steps}: the cell is not seen in\n{}",
                session.screen()
            );
        }
    }
}

/// A filing with so many indicators in functions of at most a thousand.
fn large(n_rows: usize) -> Filing {
    let row = |idx: usize| Indicator {
        level1: "产出指标".into(),
        level2: if idx % 7 < 4 { "数量指标" } else { "质量指标" }.into(),
        name: format!("第{idx}项渠道维修长度"),
        target: format!("≥{idx}米"),
        ..Indicator::default()
    };
    let function = |first: usize| Function {
        id: format!("职能{}", first / 1_000 + 1),
        indicators: (first..(first + 1_000).min(n_rows)).map(row).collect(),
        ..Function::default()
    };
    Filing { functions: (0..n_rows).step_by(1_000).map(function).collect(), ..Filing::default() }
}

fn open_large(n_rows: usize) -> Session {
    let mut session = Session::open(&[]);
    let home = Home { opened: PathBuf::from("大表.toml"), ..Home::default() };
    session.state.add(vec![Entry::new(large(n_rows), Vec::new(), home)]);
    session.state.loaded();
    session.sized(120, 40)
}

/// The quickest of some frames: what the machine does besides is not counted.
fn frame(session: &mut Session) -> Duration {
    (0..15)
        .map(|_| {
            let start = Instant::now();
            session.buffer();
            start.elapsed()
        })
        .min()
        .unwrap()
}

#[test]
fn a_frame_costs_the_same_at_any_number_of_rows() {
    let mut small = open_large(200);
    let mut large = open_large(100_000);
    for keys in ["t", "G", "gg", "/第49999项<ret>vjjjj"] {
        small.keys(keys);
        large.keys(keys);
        let (small, large) = (frame(&mut small), frame(&mut large));
        assert!(large < small * 3 + Duration::from_millis(1), "{keys}: {small:?} and {large:?}");
    }
    let screen = large.screen();
    assert!(screen.contains("第49999项") && screen.contains("第50003项"), "{screen}");
    let row = large.state.table_row();
    large.keys("<esc>t");
    assert_eq!(row, Some(50_003));
    assert_eq!(large.state.node(), Some(Node::Indicator(50, 3)), "the tree stands on the same row");
}

#[test]
fn leaving_the_table_the_tree_stands_on_the_same_row() {
    for columns in [40, 80, 120] {
        let mut session = water(columns, 24);
        session.keys("zMgglt");
        assert!(session.state.view.table.is_some());
        session.keys("jj");
        let row = session.state.view.cursor;
        session.keys("t");
        assert!(session.state.view.table.is_none());
        assert_eq!(session.state.view.cursor, row);
        let position = session.state.position();
        assert_eq!(session.state.forest.spot_at(position), Some(row), "it can be seen");
    }
}

#[test]
fn what_no_table_shows_brings_the_tree_back() {
    let mut session = water(100, 24);
    // The step that is taken back is one of the budget.
    session.keys("/基本支出<ret>i120.00<ret>").keys("/整改<ret>tu");
    assert!(session.state.view.table.is_none());
    assert_eq!(session.state.node(), Some(Node::Line(1)));
    // The last indicators go, and the table with them.
    let mut session = Session::open(&[("library.toml", &filing("library.toml"))]).sized(100, 24);
    session.keys("/馆藏<ret>tvjdd");
    assert!(session.state.view.table.is_none());
    session.keys("u");
    assert!(session.screen().contains("新增馆藏"));
}

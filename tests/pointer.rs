//! The mouse: what is drawn is what is hit, at every column over Chinese text; clicks, double clicks, the wheel and the
//! border between the panes.
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;
use common::{Session, data};
use tianbao::app::pointer::{Region, Target};
use tianbao::app::{Focus, Mode};
use tianbao::keymap::pointer::{Action, Pointer};
use tianbao::text::width;

/// Sizes with the panes side by side, one above the other, and one alone.
const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (50, 16)];

fn water(size: (u16, u16)) -> Session {
    let text = std::fs::read_to_string(data("filings").join("water.toml")).unwrap();
    Session::open(&[("water.toml", &text)]).sized(size.0, size.1)
}

/// Where a text begins on the screen: column and row.
fn find(session: &mut Session, part: &str) -> (u16, u16) {
    let screen = session.screen();
    for (row, line) in screen.lines().enumerate() {
        if let Some((before, _)) = line.split_once(part) {
            return (u16::try_from(width::width(before)).unwrap(), u16::try_from(row).unwrap());
        }
    }
    panic!("no {part} in\n{screen}");
}

fn act(session: &mut Session, action: Action, (column, row): (u16, u16)) {
    session.point(Pointer { action, column, row });
}

#[test]
fn a_click_selects_the_row_under_it_at_every_column() {
    for size in SIZES {
        let mut session = water(size);
        let (x, y) = find(&mut session, "堤防巡查次数");
        let last = x + 11;
        for column in x..=last {
            session.keys("gg");
            act(&mut session, Action::Press, (column, y));
            let name = session.state.pane_items().first().map(|it| it.text.clone());
            assert_eq!(name.as_deref(), Some("堤防巡查次数"), "column {column} at {size:?}");
        }
    }
}

#[test]
fn the_sign_before_a_row_folds_and_unfolds_it() {
    for size in SIZES {
        let mut session = water(size);
        let (x, y) = find(&mut session, "▾ 职能1");
        let before = session.screen();
        act(&mut session, Action::Press, (x, y));
        assert!(session.screen().contains("▸ 职能1"), "{}", session.screen());
        act(&mut session, Action::PressAgain, (x, y));
        assert!(session.screen().contains("▾ 职能1"));
        // Beside the sign it only selects.
        act(&mut session, Action::Press, (x + 3, y));
        assert!(session.screen().contains("▾ 职能1"), "{before}");
    }
}

#[test]
fn a_double_click_edits_and_a_click_elsewhere_commits() {
    for size in SIZES {
        let mut session = water(size);
        let at = find(&mut session, "堤防巡查次数");
        act(&mut session, Action::Press, at);
        act(&mut session, Action::PressAgain, at);
        assert!(matches!(session.state.mode, Mode::Draft(_)));
        session.keys("≥88%");
        // In the field itself nothing is committed; the row may have scrolled.
        let own = Target::Row(session.state.view.cursor);
        let row = session.state.aim.regions.iter().find(|it| it.target == own).map(|it| it.rows.start);
        let at = (at.0, row.unwrap());
        act(&mut session, Action::Press, at);
        assert!(matches!(session.state.mode, Mode::Draft(_)));
        let elsewhere = find(&mut session, "职能1");
        act(&mut session, Action::Press, elsewhere);
        assert!(matches!(session.state.mode, Mode::Normal));
        assert!(session.screen().contains("≥88%"), "{}", session.screen());
        session.keys("u");
        assert!(!session.screen().contains("≥88%"));
    }
}

#[test]
fn a_field_of_the_pane_is_selected_and_edited_by_the_mouse() {
    let mut session = water((120, 40));
    let row = find(&mut session, "堤防巡查次数");
    act(&mut session, Action::Press, row);
    let note = find(&mut session, "备注");
    act(&mut session, Action::Press, note);
    assert_eq!(session.state.view.focus, Focus::Pane);
    act(&mut session, Action::PressAgain, note);
    session.keys("按月<c-s>");
    assert!(session.line("备注").contains("按月"), "{}", session.screen());
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    let mut session = water((100, 16));
    session.keys("zR");
    let first = |it: &mut Session| it.screen().lines().nth(2).unwrap().chars().take(16).collect::<String>();
    let before = first(&mut session);
    act(&mut session, Action::WheelDown, (4, 5));
    assert_ne!(first(&mut session), before);
    act(&mut session, Action::WheelUp, (4, 5));
    assert_eq!(first(&mut session), before);
    session.keys("gg");
    let tree = session.state.position();
    act(&mut session, Action::WheelDown, (80, 5));
    assert!(session.state.view.pane_top > 0, "{}", session.screen());
    assert_eq!(session.state.position(), tree);
    for _ in 0..99 {
        act(&mut session, Action::WheelDown, (80, 5));
    }
    // Never beyond the last line.
    let end = session.state.view.pane_top;
    act(&mut session, Action::WheelDown, (80, 5));
    assert_eq!(session.state.view.pane_top, end);
}

#[test]
fn the_border_is_dragged_and_both_panes_stay() {
    for (size, drags) in [
        ((120, 40), [((30, 8), 30), ((90, 8), 90), ((0, 8), 28), ((119, 8), 92)]),
        ((80, 24), [((9, 11), 12), ((9, 12), 13), ((9, 0), 7), ((9, 23), 15)]),
    ] {
        let mut session = water(size);
        for (to, expected) in drags {
            let border = session
                .state
                .aim
                .regions
                .iter()
                .find(|it| matches!(it.target, Target::Border(_)))
                .map(|it| (it.columns.start, it.rows.start))
                .unwrap();
            act(&mut session, Action::Press, border);
            act(&mut session, Action::Drag, to);
            act(&mut session, Action::Release, to);
            act(&mut session, Action::Drag, (50, 10));
            let found = session.state.aim.regions.iter().find(|it| it.target == Target::Pane).unwrap();
            let start = if size.0 >= 100 { found.columns.start } else { found.rows.start };
            assert_eq!(start, expected, "dragged to {to:?} at {size:?}\n{}", session.screen());
        }
    }
}

#[test]
fn the_lower_line_of_the_border_is_dragged_too_and_a_click_on_it_goes_to_its_pane() {
    let mut session = water((80, 24));
    for (to, expected) in [((9, 12), 12), ((9, 9), 9), ((9, 9), 9), ((9, 23), 15)] {
        let is_pane = |it: &&Region| it.target == Target::Pane;
        let title = session.state.aim.regions.iter().find(is_pane).unwrap().rows.start;
        act(&mut session, Action::Press, (20, title));
        assert_eq!(session.state.view.focus, Focus::Pane);
        act(&mut session, Action::Drag, to);
        act(&mut session, Action::Release, to);
        let title = session.state.aim.regions.iter().find(is_pane).unwrap().rows.start;
        assert_eq!(title, expected, "dragged to {to:?}\n{}", session.screen());
    }
}

#[test]
fn a_click_on_the_fix_applies_it() {
    let text = std::fs::read_to_string(data("filings").join("water.toml")).unwrap();
    let text = text.replace("≥24次", "≥100%");
    for size in [(120, 40), (100, 24)] {
        let mut session = Session::open(&[("water.toml", &text)]).sized(size.0, size.1);
        session.keys("/≥100%<ret>");
        let region = session.state.aim.regions.iter().find(|it| it.target == Target::Fix).cloned();
        let region = region.unwrap_or_else(|| panic!("no fix in\n{}", session.screen()));
        act(&mut session, Action::Press, (region.columns.start, region.rows.start));
        assert!(session.state.entries[0].is_modified(), "{}", session.screen());
    }
}

#[test]
fn lists_and_boards_answer_and_cover_what_is_below() {
    let mut session = water((100, 24));
    session.keys(":");
    let at = find(&mut session, "move-up");
    act(&mut session, Action::Press, at);
    let Mode::Prompt(prompt) = &session.state.mode else { panic!("{}", session.screen()) };
    let clicked = prompt.selected;
    assert_ne!(clicked, 0);
    act(&mut session, Action::WheelDown, at);
    let Mode::Prompt(prompt) = &session.state.mode else { panic!("{}", session.screen()) };
    assert_eq!(prompt.selected, clicked + 1);
    session.keys("<esc>?");
    let before = session.state.view.cursor;
    act(&mut session, Action::Press, (10, 5));
    assert_eq!(session.state.view.cursor, before);
    act(&mut session, Action::WheelDown, (10, 5));
    let Mode::Overlay(overlay) = &mut session.state.mode else { panic!("no overlay") };
    assert_eq!(overlay.top_mut(), Some(&mut 3));
    session.keys("<esc>b");
    assert!(matches!(session.state.mode, Mode::Board(_)));
    let row = session.state.aim.regions.iter().rev().find_map(|it| match it.target {
        Target::BoardRow(idx) => Some((idx, it.columns.start, it.rows.start)),
        _ => None,
    });
    let (idx, x, y) = row.unwrap();
    act(&mut session, Action::Press, (x, y));
    assert!(matches!(&session.state.mode, Mode::Board(it) if it.selected == idx), "{}", session.screen());
}

#[test]
fn cells_of_the_table_are_selected_edited_and_scrolled() {
    for size in SIZES {
        let mut session = water(size);
        session.keys("t");
        for part in ["堤防巡查次数", "≥24次"] {
            let at = find(&mut session, part);
            act(&mut session, Action::Press, at);
            act(&mut session, Action::PressAgain, at);
            assert!(
                matches!(&session.state.mode, Mode::Draft(it) if it.text() == part),
                "{}",
                session.screen()
            );
            session.keys("<esc>");
        }
        act(&mut session, Action::WheelDown, (5, 5));
        assert!(session.state.view.table.is_some());
    }
}

#[test]
fn no_cell_of_the_screen_breaks_anything() {
    for (keys, actions) in [
        ("", [Action::Press, Action::PressAgain, Action::WheelDown]),
        ("t", [Action::Press, Action::PressAgain, Action::WheelUp]),
        (":", [Action::WheelDown, Action::Press, Action::WheelUp]),
        ("gd", [Action::WheelDown, Action::Press, Action::Release]),
        ("g", [Action::Drag, Action::WheelUp, Action::Press]),
    ] {
        for size in SIZES {
            let mut session = water(size);
            session.keys(keys);
            for row in (0..size.1 + 2).step_by(3) {
                for column in (0..size.0 + 3).step_by(13) {
                    for action in actions {
                        act(&mut session, action, (column, row));
                    }
                }
            }
            session.keys("<esc><esc><esc>");
            assert!(!session.screen().is_empty());
        }
    }
}

//! Terminals as they are: every mode at every size, with characters of ambiguous width in one column or two, and in
//! ASCII.
#![allow(missing_docs, reason = "a test")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

mod common;
#[path = "support/emulator.rs"]
mod emulator;

use common::{Session, data};
use emulator::Emulator;
use ratatui::buffer::Buffer;
use tianbao::app::{Glyphs, Mode};
use tianbao::text::width::{is_ambiguous, width};
use tianbao::ui::screen;

/// From the least size that is drawn to a large screen.
const SIZES: [(u16, u16); 5] = [(40, 10), (80, 24), (120, 40), (200, 60), (400, 120)];

/// What the keymap does not change: keys that lead into every mode, from the start of a folder of two filings.
const MODES: &[(&str, &str)] = &[
    ("tree", "zR"),
    ("target", "/清淤<ret>i≥95%“按时”①"),
    ("field", "/清淤<ret>e“≥”"),
    ("pane", "/清淤<ret><tab>"),
    ("long text", "gg<tab>12je<c-end>“一”≥①…“二”≥①…“三”≥①…“四”≥①…“五”≥①…“六”≥①…"),
    ("table", "/清淤<ret>t"),
    ("cell", "/清淤<ret>ti≥12“次”"),
    ("search", "/“率”≥"),
    ("jump", "fmanyidu"),
    ("filter", "F级别:"),
    ("palette", ":"),
    ("command", ":≥“"),
    ("menu", "]dX"),
    ("findings", "gl"),
    ("move", "/清淤<ret>m"),
    ("set", "/清淤<ret>="),
    ("set value", "/清淤<ret>=备注<ret>“按月”"),
    ("save as", ":save-as<ret>"),
    ("compare", ":diff<ret>"),
    ("help", "?"),
    ("rule", "]dgh"),
    ("leave", "/清淤<ret>ddq"),
    ("set mark", "/清淤<ret>M"),
    ("marks", "/清淤<ret>Ma'"),
    ("prefix", "g"),
    ("selection", "/清淤<ret>vjj"),
    ("changes", "/清淤<ret>i≥9%<ret>D"),
    ("others", "/清淤<ret>c"),
    ("budget", "b"),
    ("dashboard", "gd"),
    ("a Han character", "指"),
];

fn session(size: (u16, u16), glyphs: Glyphs) -> Session {
    let text = |name: &str| std::fs::read_to_string(data("filings").join(name)).unwrap();
    let (water, library) = (text("water.toml"), text("library.toml"));
    let mut session = Session::open(&[("water.toml", &water), ("library.toml", &library)]);
    session.state.glyphs = glyphs;
    session.sized(size.0, size.1)
}

/// Every glyph of a buffer stands in cells of its own, inside of the screen.
fn assert_whole(buffer: &Buffer, what: &str) {
    for y in 0..buffer.area.height {
        for (x, cell, columns) in screen::glyphs(buffer, y) {
            assert!(x + columns <= buffer.area.width, "{what}: {} is cut at the edge", cell.symbol());
            for covered in x + 1..x + columns {
                let covered = buffer[(covered, y)].symbol();
                assert_eq!(covered, " ", "{what}: {} is drawn over", cell.symbol());
            }
        }
    }
}

#[test]
fn every_mode_is_drawn_at_every_size_with_whole_glyphs_and_the_cursor_above_the_last_row() {
    for is_wide in [false, true] {
        let glyphs = Glyphs { is_wide, is_ascii: false };
        for (name, keys) in MODES {
            // Typed at a usual size, then the window shrinks and grows.
            let mut session = session((80, 24), glyphs);
            session.keys(keys);
            for size in SIZES {
                let what = format!("{name} at {size:?} with {glyphs:?}");
                session = session.sized(size.0, size.1);
                assert_whole(&session.buffer(), &what);
                let Some(cursor) = session.cursor() else { continue };
                assert!(cursor.x < size.0 && cursor.y + 1 < size.1, "{what}: {cursor:?}");
            }
        }
    }
}

#[test]
fn the_keys_lead_into_every_mode() {
    let mut seen: Vec<String> = Vec::new();
    for (name, keys) in MODES {
        let mut session = session((80, 24), Glyphs::default());
        session.keys(keys);
        let mode = format!("{:?}", session.state.mode);
        let mode = match &session.state.mode {
            Mode::Normal => "Normal".to_owned(),
            // The names of modes, prompts, overlays and boards, without what they hold.
            Mode::Prompt(prompt) => format!("Prompt {:?}", prompt.kind),
            _ => mode,
        };
        let short: String =
            mode.chars().take_while(|it| it.is_alphanumeric() || "( ".contains(*it)).collect();
        assert!(!session.screen().trim().is_empty(), "{name}");
        seen.push(short);
    }
    for expected in
        ["Normal", "Draft(Draft", "Prompt Search", "Prompt Jump", "Prompt Filter", "Prompt Palette"]
    {
        assert!(seen.iter().any(|it| it.trim().starts_with(expected)), "{expected} is missing in {seen:?}");
    }
    for expected in ["Prompt Menu", "Prompt Rows", "Prompt Findings", "Prompt SaveAs", "Prompt Compare"] {
        assert!(seen.iter().any(|it| it.trim().starts_with(expected)), "{expected} is missing in {seen:?}");
    }
    for expected in ["Overlay(Help", "Overlay(Page", "Overlay(Confirm", "Overlay(Marks", "Board(Board"] {
        assert!(seen.iter().any(|it| it.trim().starts_with(expected)), "{expected} is missing in {seen:?}");
    }
}

/// Where the emulator shows something else than the buffer says.
fn differs(emulator: &Emulator, buffer: &Buffer) -> Option<String> {
    if emulator.n_cut > 0 {
        return Some(format!("{} characters are cut", emulator.n_cut));
    }
    for (y, row) in (0_u16..).zip(emulator.rows()) {
        for (x, cell, columns) in screen::glyphs(buffer, y) {
            let (shown, drawn) = (&row[usize::from(x)], cell.symbol());
            let covers = (x + 1..x + columns).all(|it| row[usize::from(it)].is_empty());
            if shown.is_empty() || !drawn.starts_with(shown.as_str()) || !covers {
                return Some(format!("at {x},{y} {shown:?} stands for {drawn:?}\n{}", emulator.text()));
            }
        }
    }
    None
}

/// What the emulator shows is what the buffer says, at the same columns.
fn assert_shown(emulator: &Emulator, buffer: &Buffer, what: &str) {
    let found = differs(emulator, buffer);
    assert!(found.is_none(), "{what}: {}", found.unwrap_or_default());
}

#[test]
fn a_wrong_count_would_be_seen() {
    for is_wide in [false, true] {
        let buffer = session((80, 24), Glyphs { is_wide, is_ascii: false }).keys("/清淤<ret>i≥95%").buffer();
        let mut emulator = Emulator::new(80, 24, !is_wide);
        emulator.draw(&Buffer::empty(buffer.area), &buffer);
        assert!(differs(&emulator, &buffer).is_some(), "{is_wide}:\n{}", emulator.text());
    }
}

#[test]
fn terminals_of_both_widths_show_every_glyph_where_it_was_drawn() {
    for is_wide in [false, true] {
        for size in [(40, 10), (80, 24), (110, 26)] {
            for (name, keys) in MODES {
                let what = format!("{name} at {size:?}, ambiguous characters are wide: {is_wide}");
                let mut session = session(size, Glyphs { is_wide, is_ascii: false });
                let mut emulator = Emulator::new(size.0, size.1, is_wide);
                let first = session.buffer();
                emulator.draw(&Buffer::empty(first.area), &first);
                assert_shown(&emulator, &first, &what);
                // The same frame after frame, where only changes are sent.
                session.keys(keys);
                let second = session.buffer();
                emulator.draw(&first, &second);
                assert_shown(&emulator, &second, &what);
                session.keys("<esc><esc><down>");
                let third = session.buffer();
                emulator.draw(&second, &third);
                assert_shown(&emulator, &third, &what);
            }
        }
    }
}

#[test]
fn a_wide_terminal_gets_ascii_borders_and_room_for_its_signs() {
    let mut wide = session((120, 40), Glyphs { is_wide: true, is_ascii: false });
    let screen = wide.keys("/清淤<ret>i≥95%").screen();
    assert!(screen.contains("+ ") && screen.contains("--") && screen.contains('|'), "{screen}");
    assert!(!screen.contains(['│', '─', '┌', '└']), "{screen}");
    let buffer = wide.buffer();
    let cells = (0..40).flat_map(|y| screen::glyphs(&buffer, y).collect::<Vec<_>>());
    let ambiguous: Vec<(&str, u16)> =
        cells.filter(|it| is_ambiguous(it.1.symbol())).map(|(_, cell, n)| (cell.symbol(), n)).collect();
    assert!(ambiguous.contains(&("≥", 2)), "{ambiguous:?}");
    assert!(ambiguous.iter().all(|(_, n)| *n == 2), "{ambiguous:?}");
    // The caret stands behind all of the typed text: a wide sign and three narrow ones.
    let cursor = wide.cursor().unwrap();
    let line = screen.lines().nth(cursor.y.into()).unwrap();
    let before = &line[..line.find("≥95%").unwrap()];
    let columns = width(before) + before.chars().filter(|it| is_ambiguous(&it.to_string())).count();
    assert_eq!(usize::from(cursor.x), columns + 5, "{line}");
}

#[test]
fn a_long_text_keeps_its_caret_in_a_wide_terminal() {
    for (columns, rows) in [(44, 20), (80, 24), (120, 40)] {
        let mut session = session((columns, rows), Glyphs { is_wide: true, is_ascii: false });
        session.keys("gg<tab>12je<c-end><ret>").paste("“≥”①甲乙");
        let cursor = session.cursor().unwrap();
        let buffer = session.buffer();
        let left: Vec<String> = screen::glyphs(&buffer, cursor.y)
            .take_while(|(x, ..)| *x < cursor.x)
            .map(|(_, cell, _)| cell.symbol().to_owned())
            .collect();
        assert!(left.concat().ends_with("“≥”①甲乙"), "{columns}x{rows}: {left:?}\n{}", session.screen());
    }
}

#[test]
fn in_ascii_no_mark_or_border_needs_another_font() {
    for (name, keys) in MODES {
        let mut session = session((80, 24), Glyphs { is_wide: false, is_ascii: true });
        session.keys(keys);
        let screen = session.screen();
        let odd: Vec<char> = screen
            .chars()
            .filter(|it| matches!(it, '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{245F}' | '\u{2500}'..='\u{27BF}'))
            .collect();
        assert!(odd.is_empty(), "{name}: {odd:?}\n{screen}");
    }
}

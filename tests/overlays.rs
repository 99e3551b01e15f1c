//! Everything that lies over the panes keeps its borders over Chinese text, at every column that it can begin at.
//!
//! Why this is every case: what can go wrong at an edge of a box is a character of two columns that it cuts in half, and
//! whether it does depends on nothing but where the character begins, at an even or an odd column, seen from the edge.
//! The rows under the boxes are full of such characters, every second row shifted by one column, so that each edge has
//! both kinds of rows under it; that it has is counted below. Boxes as wide as the screen cut nothing. The widths are there for the layouts (one
//! pane above the other, side by side) and for boxes that begin at a share of the width. `popup` goes through the
//! columns one by one.
//!
//! The kinds are counted out of the code: a mode, prompt, overlay or board without a case here does not compile, or
//! fails by name.
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;

use common::{Session, data};
use ratatui::buffer::Buffer;
use std::fmt::Write;
use tianbao::app::batch::RowsPrompt;
use tianbao::app::not_saved::NotSaved;
use tianbao::app::recover::{Recovered, Whose};
use tianbao::app::{BoardKind, Confirm, Entry, Home, Mode, Overlay, Prompt, PromptKind, State};
use tianbao::format;
use tianbao::journal::{Base, Header, Journal, Source};
use tianbao::messages::{Message, Problem};
use tianbao::text::width::width;

/// Names every kind and lists the names; the match has no wildcard, so that a new kind must be named.
macro_rules! kinds {
    ($($name:literal: $pattern:pat,)*) => {
        const KINDS: &[&str] = &[$($name),*];

        fn kind(mode: &Mode) -> &'static str {
            match mode {
                $($pattern => $name,)*
            }
        }
    };
}

/// A prompt of a kind.
macro_rules! prompt {
    ($kind:pat) => {
        Mode::Prompt(Prompt { kind: $kind, .. })
    };
}

kinds! {
    "keys that may follow": Mode::Normal,
    "offered names": Mode::Draft(_),
    "search": prompt!(PromptKind::Search),
    "jump": prompt!(PromptKind::Jump),
    "filter": prompt!(PromptKind::Filter),
    "palette": prompt!(PromptKind::Palette),
    "menu": prompt!(PromptKind::Menu),
    "findings": prompt!(PromptKind::Findings),
    "reason": prompt!(PromptKind::Reason { .. }),
    "compare": prompt!(PromptKind::Compare { .. }),
    "export": prompt!(PromptKind::Export { .. }),
    "letter": prompt!(PromptKind::Letter { .. }),
    "save as": prompt!(PromptKind::SaveAs { .. }),
    "move": prompt!(PromptKind::Rows(RowsPrompt::Move)),
    "field": prompt!(PromptKind::Rows(RowsPrompt::Field)),
    "value": prompt!(PromptKind::Rows(RowsPrompt::Value(_))),
    "fixes": prompt!(PromptKind::Rows(RowsPrompt::Fixes(_))),
    "pasted rows": prompt!(PromptKind::Rows(RowsPrompt::Paste(_))),
    "help": Mode::Overlay(Overlay::Help { .. }),
    "problems": Mode::Overlay(Overlay::Problems { .. }),
    "page": Mode::Overlay(Overlay::Page { .. }),
    "recover": Mode::Overlay(Overlay::Recover { .. }),
    "merge": Mode::Overlay(Overlay::Merge { .. }),
    "not saved": Mode::Overlay(Overlay::NotSaved { .. }),
    "quit": Mode::Overlay(Overlay::Confirm(Confirm::Quit { .. }, _)),
    "edit again": Mode::Overlay(Overlay::Confirm(Confirm::EditAgain, _)),
    "take edited": Mode::Overlay(Overlay::Confirm(Confirm::TakeEdited, _)),
    "drop left": Mode::Overlay(Overlay::Confirm(Confirm::DropLeft { .. }, _)),
    "changed": Mode::Overlay(Overlay::Confirm(Confirm::Changed { .. }, _)),
    "source": Mode::Overlay(Overlay::Confirm(Confirm::Source { .. }, _)),
    "menu of Esc": Mode::Overlay(Overlay::Menu { .. }),
    "marks": Mode::Overlay(Overlay::Marks { .. }),
    "boards": Mode::Board(_),
}

/// Names every kind of board; they are told apart behind a box, where no pattern reaches.
macro_rules! boards {
    ($($name:literal: $pattern:pat,)*) => {
        const BOARDS: &[&str] = &[$($name),*];

        fn board(kind: BoardKind) -> &'static str {
            match kind {
                $($pattern => $name,)*
            }
        }
    };
}

boards! {
    "changes": BoardKind::Changes { .. },
    "sides": BoardKind::Sides { .. },
    "budget": BoardKind::Budget { .. },
    "dashboard": BoardKind::Dashboard,
    "rule": BoardKind::Rule { .. },
    "others": BoardKind::Others { .. },
}

/// How a kind is opened.
enum Way {
    /// Keys that lead to a row, and keys that open it there.
    Keys(&'static str, &'static str),
    /// A paste.
    Paste(&'static str, &'static str),
    /// What only comes from outside: files, other sessions.
    State(fn(&mut State)),
}

use Way::{Keys, Paste};

/// All ways.
const CASES: &[Way] = &[
    Keys("/清淤<ret>", "g"),
    Keys("/清淤<ret>", "z"),
    Keys("/清淤<ret>", "o满意"),
    Keys("", "/率"),
    Keys("", "fmanyidu"),
    Keys("", "F级别:"),
    Keys("", ":"),
    Keys("]d", "X"),
    Keys("/清淤<ret>", "gl"),
    Keys("/整改<ret>yypp", "X<down><ret>"),
    Keys("/整改<ret>", "gl<f6>"),
    Keys("", ":diff<ret>"),
    Keys("", ":save-as<ret>"),
    Keys("", ":export<ret>"),
    Keys("", ":report<ret>"),
    Keys("/清淤<ret>", "m"),
    Keys("/清淤<ret>", "="),
    Keys("/清淤<ret>", "=备注<ret>按月"),
    Keys("/整改<ret>", "grx"),
    Paste("/清淤<ret>", "产出指标\t质量指标\t护岸合格率\t≥95%\n"),
    Keys("", "?"),
    Way::State(|state| {
        state.problems = vec!["坏文件.toml：第 3 行读不懂".to_owned(); 3];
        state.mode = Mode::Overlay(Overlay::Problems { top: 0 });
    }),
    Keys("]d", "gh"),
    Way::State(|state| {
        let base = Base::of(state.entries[0].filing());
        let header = Header {
            version: 1,
            source: Source::File,
            file: "甲.toml".to_owned(),
            session: String::new(),
            base,
        };
        let (name, journal) = ("甲".to_owned(), Journal { header, records: Vec::new(), is_torn: false });
        let whose = Whose::Loaded(0);
        let left = Recovered { whose, name, journal, restored: None, fits: false, seconds: 90 };
        state.recovered.push(left);
        state.mode = Mode::Overlay(Overlay::Recover { selected: 0, top: 0 });
    }),
    Way::State(|state| {
        let theirs = full(&std::fs::read_to_string(data("filings").join("water.toml")).unwrap());
        let theirs = format::read(&theirs.replace("≥12公里", "≥20公里")).filing.unwrap();
        state.begin_merge(0, Entry::new(theirs, Vec::new(), Home::default()));
    }),
    Way::State(|state| {
        let why = Message::new(Problem::ExistsAlready, [("file", "水务局.toml".to_owned())]);
        state.was_not_saved(NotSaved { entry: 0, file: "水务局.toml".into(), why });
    }),
    Keys("/清淤<ret>dd", "q"),
    Way::State(|state| state.mode = Confirm::EditAgain.asked()),
    Way::State(|state| state.mode = Confirm::TakeEdited.asked()),
    Way::State(|state| state.mode = Confirm::DropLeft { idx: 0 }.asked()),
    Way::State(|state| {
        state.mode = Confirm::Changed { entry: 0, is_there: true }.asked();
    }),
    Way::State(|state| state.mode = Confirm::Source { entry: 0 }.asked()),
    Keys("/清淤<ret><esc>", "<esc>"),
    Keys("/清淤<ret>", "M"),
    Keys("/清淤<ret>Ma", "'"),
    Keys("/清淤<ret>i≥15公里<ret>", "D"),
    Keys("", ":diff<ret><ret>"),
    Keys("", "b"),
    Keys("", "gd"),
    Keys("", "gdjjj<ret>"),
    Keys("/堤防巡查次数<ret>", "c"),
    Way::State(|state| state.is_new_here = true),
    Keys("/清淤<ret>", "i<f1>"),
    Keys("/清淤<ret>", "e<f1>"),
    Keys("", "F级别:<f1>"),
];

/// Boxes that lie over others and are no mode of their own.
const EXTRA: &[&str] = &["first keys", "aid"];

/// The modules that draw boxes, each with a kind of which a case is drawn by it. A module that makes room for a box and
/// is not here fails a test.
const DRAWN_BY: &[(&str, &str)] = &[
    ("aid.rs", "aid"),
    ("board.rs", "changes"),
    ("choices.rs", "menu of Esc"),
    ("confirm.rs", "quit"),
    ("first.rs", "first keys"),
    ("help.rs", "help"),
    ("merging.rs", "merge"),
    ("not_saved.rs", "not saved"),
    ("offers.rs", "offered names"),
    ("page.rs", "page"),
    ("prompt.rs", "palette"),
    ("recover.rs", "recover"),
];

/// So many characters the longest names have that no check objects to.
const LONGEST: usize = 30;

/// A filing whose names of indicators fill their rows, every second one begun by a letter of one column; so do its
/// goals.
fn full(text: &str) -> String {
    let (mut out, mut is_indicator, mut n_names) = (String::new(), false, 0);
    for line in text.lines() {
        is_indicator = if line.starts_with('[') { line == "[[functions.indicators]]" } else { is_indicator };
        let name =
            line.strip_prefix("name = \"").and_then(|it| it.strip_suffix('"')).filter(|_| is_indicator);
        match name {
            Some(name) => {
                let shift = if n_names % 2 == 0 { "" } else { "A" };
                n_names += 1;
                let n_filled = LONGEST - name.chars().count() - shift.len();
                let filled: String =
                    "沿河各段全年累计完成情况按月统计".chars().cycle().take(n_filled).collect();
                let _ = writeln!(out, "name = \"{shift}{name}{filled}\"");
            }
            None if line.starts_with("annual = ") => {
                let goal = "完成全市河道堤防巡查和水质监测工作，".repeat(4);
                let _ = writeln!(out, "annual = [\"{goal}\", \"A{goal}\", \"{goal}\"]");
            }
            None => {
                let _ = writeln!(out, "{line}");
            }
        }
    }
    out
}

fn open() -> Session {
    let texts: Vec<(String, String)> = ["water.toml", "water-2024.toml", "marsh.toml"]
        .into_iter()
        .map(|it| (it.to_owned(), full(&std::fs::read_to_string(data("filings").join(it)).unwrap())))
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut session = Session::open(&files).sized(80, 24);
    session.keys("/清淤<ret>i≥13公里<ret>zRggj");
    session
}

/// The session before a thing is opened, and with it.
fn opened(way: &Way) -> (Session, Session) {
    let (mut before, mut after) = (open(), open());
    match way {
        Keys(lead, keys) => {
            before.keys(lead);
            after.keys(lead).keys(keys);
        }
        Paste(lead, text) => {
            before.keys(lead);
            after.keys(lead).paste(text);
        }
        Way::State(set) => set(&mut after.state),
    }
    (before, after)
}

fn name(session: &Session) -> &'static str {
    match &session.state.mode {
        _ if session.state.is_aided => "aid",
        _ if session.state.is_new_here => "first keys",
        Mode::Board(it) => board(it.kind),
        mode => kind(mode),
    }
}

#[test]
fn every_kind_has_a_case() {
    let seen: Vec<&str> = CASES.iter().map(|it| name(&opened(it).1)).collect();
    let all = KINDS.iter().filter(|it| **it != "boards").chain(BOARDS).chain(EXTRA);
    let missing: Vec<&&str> = all.filter(|it| !seen.contains(it)).collect();
    assert!(missing.is_empty(), "no case opens {missing:?}");
}

#[test]
fn every_module_that_draws_a_box_has_a_case() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
    let mut drawing: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .filter(|it| {
            let text = std::fs::read_to_string(it).unwrap_or_default();
            ["popup::clear_wide(", "choices::draw("].iter().any(|call| text.contains(call))
        })
        .map(|it| it.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    drawing.sort();
    let named: Vec<&str> = DRAWN_BY.iter().map(|it| it.0).collect();
    assert_eq!(drawing, named, "a module draws boxes and has no case here, or no longer draws any");
    let seen: Vec<&str> = CASES.iter().map(|it| name(&opened(it).1)).collect();
    let missing: Vec<_> = DRAWN_BY.iter().filter(|it| !seen.contains(&it.1)).collect();
    assert!(missing.is_empty(), "no case opens {missing:?}");
}

/// Whether the character over a column's left border reaches over it, for each row of a box: cut or whole.
#[derive(Clone, Copy, Debug, Default)]
struct Cuts {
    cut: usize,
    whole: usize,
}

impl Cuts {
    /// Counts the wide characters of a column of rows that lie over the border before column `x`, and those that begin
    /// there.
    fn count(&mut self, buffer: &Buffer, x: u16, rows: std::ops::Range<u16>) {
        let is_wide = |x: u16, y: u16| buffer.cell((x, y)).is_some_and(|it| width(it.symbol()) == 2);
        for y in rows {
            self.cut += usize::from(x > 0 && is_wide(x - 1, y));
            self.whole += usize::from(is_wide(x, y));
        }
    }
}

/// Odd and even ones of both layouts: the panes change their places at 100.
const WIDTHS: [u16; 10] = [60, 61, 64, 67, 72, 80, 99, 100, 101, 108];

/// So many characters at an edge, over all widths, are both kinds.
const N_ROWS: usize = 12;

/// At least so many cases open a box with text beside its left edge.
const N_BESIDE: usize = 12;

/// The first line of the box that begins here, if all of its borders are whole, and its right and bottom edge.
fn boxed(buffer: &Buffer, left: u16, top: u16) -> Option<(String, u16, u16)> {
    let at = |x: u16, y: u16| buffer.cell((x, y)).map_or("", |it| it.symbol());
    let right = (left + 1..buffer.area.width).find(|x| at(*x, top) == "┐")?;
    let bottom = (top + 1..buffer.area.height).find(|y| at(left, *y) == "└")?;
    let is_upright = |it: &str| matches!(it, "│" | "├" | "┤");
    let sides = (top + 1..bottom).all(|y| is_upright(at(left, y)) && is_upright(at(right, y)));
    let lines = (left + 1..right).all(|x| matches!(at(x, bottom), "─" | "┴"));
    (sides && lines && at(right, bottom) == "┘" && bottom > top + 1)
        .then(|| ((left..=right).map(|x| at(x, top)).collect(), right, bottom))
}

#[test]
fn every_overlay_keeps_its_borders_at_every_column() {
    let (mut lacking, mut n_left, mut n_right) = (Vec::new(), 0, Cuts::default());
    for way in CASES {
        let (mut before, mut after) = opened(way);
        let name = name(&after);
        let mut cuts = [Cuts::default(); 2];
        for (width, height) in WIDTHS.map(|it| (it, 24)) {
            before.resize(width, height);
            after.resize(width, height);
            let (under, over) = (before.buffer(), after.buffer());
            let corners = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
            let mut n_boxes = 0;
            for (x, y) in corners.filter(|at| over[*at].symbol() == "┌") {
                match (boxed(&over, x, y), boxed(&under, x, y)) {
                    (Some((line, ..)), Some((old, ..))) if line == old => {}
                    (Some((_, right, bottom)), _) => {
                        n_boxes += 1;
                        cuts[0].count(&under, x, y..bottom + 1);
                        cuts[1].count(&under, right + 1, y..bottom + 1);
                    }
                    // A pane that is partly covered.
                    (None, Some(_)) => {}
                    (None, None) => panic!("{name} at {width}×{height}: torn at {x},{y}\n{}", after.screen()),
                }
            }
            assert!(n_boxes > 0, "{name} at {width}×{height}: no whole box\n{}", after.screen());
        }
        // Boxes as wide as the screen have nothing beside them.
        let has_text = |it: &Cuts| it.cut + it.whole >= N_ROWS;
        if has_text(&cuts[0]) && (cuts[0].cut == 0 || cuts[0].whole == 0) {
            lacking.push((name, cuts));
        }
        n_right.cut += cuts[1].cut;
        n_right.whole += cuts[1].whole;
        n_left += usize::from(has_text(&cuts[0]));
    }
    assert!(lacking.is_empty(), "{lacking:?}");
    assert!(n_left >= N_BESIDE && n_right.cut > 0 && n_right.whole > 0, "{n_left} {n_right:?}");
}

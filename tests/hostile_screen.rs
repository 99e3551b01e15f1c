//! What a stranger's document says is shown and does nothing: every command's keys are played on filings whose every
//! text would act on a terminal, and no cell of any screen on the way holds more than something to be seen.
//!
//! That it can fail was tried by breaking the program on purpose: control characters passed on, bidi overrides passed on,
//! floods of marks without a limit; each is found here and in the reports (`hostile_reports`), which find the fourth too,
//! control characters in exported documents.
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;
#[path = "support/emulator.rs"]
mod emulator;
#[path = "support/poison.rs"]
mod poison;

use common::{Session, data};
use emulator::Emulator;
use poison::{POISON, acting, poisoned_file};
use ratatui::buffer::Buffer;
use tianbao::format;
use tianbao::journal::{Base, Header, Journal, Record, Source, VERSION};
use tianbao::keymap::{parse_sequence, spell};
use tianbao::model::{Field, Place};

/// Asserts that a screen only shows, in its cells and in the bytes that are sent for it.
fn check(buffer: &Buffer, what: &str) {
    for cell in buffer.content() {
        let found = acting(cell.symbol());
        assert!(found.is_none() && !cell.symbol().contains('\n'), "{what}: {found:?}");
    }
}

/// The same in the bytes that are sent for a screen.
fn check_bytes(buffer: &Buffer) {
    let area = buffer.area;
    // Takes CSI sequences of the backend and nothing else.
    Emulator::new(area.width, area.height, false).draw(&Buffer::empty(area), buffer);
}

fn play(session: &mut Session, keys: &str, what: &str) {
    for key in parse_sequence(keys).unwrap_or_default() {
        let key = spell(&[key]);
        session.keys(&key);
        check(&session.buffer(), &format!("{what}, after {key}"));
    }
    check_bytes(&session.buffer());
}

fn poisoned_session(files: &str) -> Session {
    let texts: Vec<(&str, String)> = files
        .split_whitespace()
        .map(|it| (it, poisoned_file(&std::fs::read_to_string(data("filings").join(it)).unwrap())))
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Session::open(&files)
}

#[test]
fn every_commands_screens_only_show() {
    let mut paths: Vec<_> = std::fs::read_dir(data("keys")).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    // A case for every command: others of it lead to the same screens.
    let mut shown = std::collections::BTreeSet::new();
    paths.retain(|path| {
        let text = std::fs::read_to_string(path).unwrap();
        let commands =
            text.lines().find_map(|it| it.strip_prefix("command: ")).unwrap_or_default().to_owned();
        commands.split_whitespace().any(|it| shown.insert(it.to_owned()))
    });
    assert!(paths.len() > 50, "{} cases", paths.len());
    std::thread::scope(|scope| {
        for part in paths.chunks(paths.len().div_ceil(4)) {
            scope.spawn(|| play_cases(part));
        }
    });
}

fn play_cases(paths: &[std::path::PathBuf]) {
    for path in paths {
        let text = std::fs::read_to_string(path).unwrap();
        let head = text.split("\n---\n").next().unwrap_or_default();
        let value = |key: &str| head.lines().find_map(|it| it.strip_prefix(key)?.strip_prefix(": "));
        let what = path.file_stem().unwrap().to_string_lossy().into_owned();
        let size = value("size").unwrap_or("100x24").split_once('x').unwrap();
        let mut session = poisoned_session(value("files").unwrap_or("water.toml"))
            .sized(size.0.parse().unwrap(), size.1.parse().unwrap());
        check(&session.buffer(), &what);
        play(&mut session, value("keys").unwrap_or_default(), &what);
        if let Some(pasted) = value("paste") {
            session.paste(&format!("{}{POISON}", pasted.replace("\\t", "\t").replace("\\n", "\n")));
            check(&session.buffer(), &format!("{what}, after pasting"));
            play(&mut session, value("then").unwrap_or_default(), &what);
        }
    }
}

#[test]
fn what_is_pasted_into_a_field_a_prompt_or_a_long_text_only_shows() {
    for (keys, what) in [
        ("/清淤<ret>i", "a field"),
        ("/", "the search"),
        (":", "the palette"),
        ("f", "the fuzzy jump"),
        ("#", "the filter"),
        (":w ", "a file name"),
        (":set-field target=", "a value"),
        ("gg<tab>jjjjjjjji", "the pane"),
    ] {
        let mut session = poisoned_session("water.toml");
        play(&mut session, keys, what);
        session.paste(&format!("汛期{POISON}\n第二行{POISON}"));
        check(&session.buffer(), what);
        play(&mut session, "<left><left><home><end>甲<bs><ret>u", what);
    }
    // A long text is edited by lines.
    let mut session = poisoned_session("water.toml").sized(60, 20);
    session.state.go_to_place(0, Place::Filing);
    for _ in 0..20 {
        play(&mut session, "<tab>ji", "the pane's fields");
        session.paste(&format!("汛期{POISON}\n第二行{POISON}"));
        check(&session.buffer(), "the pane's fields");
        play(&mut session, "<up><down><home><end><esc><esc>", "the pane's fields");
    }
}

#[test]
fn messages_problems_and_journals_only_show() {
    let mut session = poisoned_session("water.toml");
    session.state.problems = vec![format!("甲{POISON}.toml:1: {POISON}\n{POISON}")];
    play(&mut session, ":problems<ret>j<esc>", "problems");
    session.state.toast =
        Some(tianbao::app::Toast { text: format!("没有保存 {POISON}"), is_error: true });
    check(&session.buffer(), "a message");
    session.state.broken_edit = format!("第 1 行 {POISON}");
    session.state.mode = tianbao::app::Confirm::EditAgain.asked();
    check(&session.buffer(), "a broken edit");

    // A journal of an earlier session, of this content and of another one.
    for is_same in [true, false] {
        let mut session = poisoned_session("water.toml");
        let mut filing = session.state.entries[0].filing().clone();
        if !is_same {
            filing.department.name = format!("别处{POISON}");
        }
        let header = Header {
            version: VERSION,
            source: Source::File,
            file: format!("/表{POISON}/水务局.toml"),
            session: POISON.to_owned(),
            base: Base::Copy(format::write(&filing)),
        };
        let set = tianbao::edit::Change::Set {
            at: Place::Indicator(0, 0),
            field: Field::Target,
            text: format!("≥30次{POISON}"),
        };
        let at = Place::Filing;
        let record = Record::Make { changes: vec![set], before: at, after: at };
        let text = header.line() + &record.line();
        let journal = Journal::parse(text.as_bytes()).unwrap();
        session.state.found_journal(0, format!("名{POISON}"), journal, 60);
        assert!(session.state.offer_recovered());
        let what = format!("recovering, same: {is_same}");
        check(&session.buffer(), &what);
        play(&mut session, "jjjr<esc>", &what);
    }
}

#[test]
fn a_document_with_such_texts_only_shows() {
    let table = format!(
        "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t清淤长度{POISON}\t≥12公里{POISON}\n附注{POISON}\t\t\t\n",
    );
    let html = format!(
        "<html><table><tr><td>一级指标<td>二级指标<td>三级指标<td>指标值<tr><td>产出指标<td>数量指标<td>清淤长度{POISON}<td>≥12公里&#27;[2J&#155;31m&#8238;</table>"
    );
    // A text with these is taken for a program.
    let [table, html] =
        [table, html].map(|it| it.replace(['\u{0}', '\u{1b}', '\u{7}', '\u{8}', '\u{7f}'], ""));
    for (name, text) in [("a.txt", table), ("a.html", html)] {
        let imported = tianbao::import::import(name, text.as_bytes());
        let filing = imported.filings.first().unwrap_or_else(|| panic!("{name}: {:?}", imported.notes));
        let written = format::write(filing);
        assert!(!written.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{name}: what is saved\n{written}");
        let mut session = Session::open(&[("a.toml", &written)]);
        session.state.entries[0].home.document = imported.texts.first().cloned();
        play(&mut session, "/清淤<ret>gsgs<tab>jjj", name);
    }
}

/// A count that nobody means does its work as far as there is something to do, and no longer.
#[test]
fn giant_counts_and_pastes_end() {
    let (keymap, _) = tianbao::keymap::Keymap::load(&tianbao::command::ids(), None);
    let all: Vec<String> = keymap.bindings(tianbao::command::MODE).iter().map(|it| spell(&it.keys)).collect();
    assert!(all.len() > 50);
    for keys in all {
        let text = std::fs::read_to_string(data("filings/water.toml")).unwrap();
        let mut session = Session::open(&[("水务局.toml", &text)]);
        let since = std::time::Instant::now();
        session.keys("/清淤<ret>yyj").keys(&format!("99999999{keys}"));
        let n_rows = session.state.entries[0].filing().n_indicators();
        assert!(n_rows < 20_000, "{keys}: {n_rows} rows");
        assert!(since.elapsed() < std::time::Duration::from_secs(20), "{keys}: {:?}", since.elapsed());
    }
    for into in ["/清淤<ret>i", ":", "/", "/清淤<ret>"] {
        let text = std::fs::read_to_string(data("filings/water.toml")).unwrap();
        let mut session = Session::open(&[("水务局.toml", &text)]);
        session.keys(into).paste(&format!("汛期{POISON}").repeat(2_000));
        check(&session.buffer(), into);
    }
}

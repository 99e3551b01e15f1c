//! What is done inside, on one thread: reading values, documents and filings, checking, drawing, saving.

use super::corpus;
use super::stopwatch::{Spread, heading, ms, row};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::hint::black_box;
use tianbao::app::{Entry, Home, State};
use tianbao::export::{self, Named, Target};
use tianbao::format::{self, FileRows};
use tianbao::keymap::{self, Keymap};
use tianbao::messages::Lang;
use tianbao::model::{Field, Filing, Place};
use tianbao::{check, command, import, ui, value};

const N_FILINGS: usize = 400;

pub fn measure() {
    heading(&format!("inside, one thread ({N_FILINGS} filings of about 50 indicators; microseconds each)"));
    let texts: Vec<String> = (0..N_FILINGS).map(corpus::filing).collect();
    let filings: Vec<Filing> = texts.iter().map(|it| format::read(it).filing.unwrap()).collect();
    let targets: Vec<&str> =
        filings.iter().flat_map(Filing::indicators).map(|(_, _, it)| it.target.as_str()).collect();
    each("parse a target", 9, targets.len(), || {
        all(targets.iter(), |it| drop(black_box(value::parse(it))));
    });
    let json: Vec<String> = filings.iter().map(|it| format::to_json(it).to_string()).collect();
    each("  its JSON, for comparison", 9, N_FILINGS, || {
        all(json.iter(), |it| drop(black_box(serde_json::from_str::<serde_json::Value>(it))));
    });
    each("load a filing", 9, N_FILINGS, || all(texts.iter(), |it| drop(black_box(format::read(it)))));
    each("check a filing", 9, N_FILINGS, || all(filings.iter(), |it| drop(black_box(check::check(it)))));

    let at = Place::Indicator(0, 3);
    let mut entries: Vec<Entry> = filings.iter().map(entry).collect();
    all(entries.iter_mut(), |it| drop(it.live(&[at], &Field::Target, "≥9")));
    each("check again while a target is typed", 9, N_FILINGS, || {
        all(entries.iter_mut(), |it| drop(black_box(it.live(&[at], &Field::Target, "≥95"))));
    });
    let edited: Vec<(FileRows, Filing)> = filings
        .iter()
        .map(|it| {
            let mut edited = it.clone();
            let _ = edited.set(at, &Field::Target, "≥97%");
            (FileRows::of(it), edited)
        })
        .collect();
    each("save: the new text of an edited filing", 9, N_FILINGS, || {
        for (text, (rows, filing)) in texts.iter().zip(&edited) {
            black_box(format::patch(text, rows, filing));
        }
    });
    for (what, target, name) in [
        ("import a Word file", Target::Docx, "甲.docx"),
        ("import a workbook", Target::Xlsx, "甲.xlsx"),
        ("import a web page", Target::Html, "甲.html"),
    ] {
        let write = |filing| export::write(target, &[Named { file: "甲.toml", filing }]).unwrap();
        let documents: Vec<Vec<u8>> = filings.iter().take(20).map(write).collect();
        each(what, 5, documents.len(), || {
            all(documents.iter(), |it| drop(black_box(import::import(name, it))));
        });
    }
    screen(&filings);
}

fn entry(filing: &Filing) -> Entry {
    Entry::new(filing.clone(), check::check(filing), Home::default())
}

fn screen(filings: &[Filing]) {
    let (keymap, _) = Keymap::load(&command::ids(), None);
    let mut state = State::new(Lang::Zh, keymap);
    state.add(filings.iter().map(entry).collect());
    state.loaded();
    draw(&mut state);
    keys(&mut state, "zR");
    each("draw 120x40", 9, 50, || (0..50).for_each(|_| draw(&mut state)));
    each("a row down, drawn", 9, 50, || (0..50).for_each(|_| keys(&mut state, "j")));
    each("fold all, unfold all, drawn", 9, 2, || keys(&mut state, "zMzR"));
    keys(&mut state, "/满意度<esc>");
    each("search as typed, all found", 9, 3, || keys(&mut state, "/满意度<esc>"));
}

/// Keys, each with its frame and the work that it leaves over.
fn keys(state: &mut State, keys: &str) {
    for key in keymap::parse_sequence(keys).unwrap() {
        command::update(state, key);
        draw(state);
        while state.is_working() {
            state.work();
        }
    }
}

fn draw(state: &mut State) {
    let area = Rect::new(0, 0, 120, 40);
    let mut buffer = Buffer::empty(area);
    ui::draw(state, area, &mut buffer).tell(state);
}

/// Does the same with all.
fn all<T>(items: impl Iterator<Item = T>, work: impl FnMut(T)) {
    items.for_each(work);
}

fn each(what: &str, n_runs: usize, n: usize, mut work: impl FnMut()) {
    let runs = (0..n_runs).map(|_| ms(&mut work) * 1e3 / n as f64).collect();
    row(what, "us", &Spread::of(runs), None, None);
}

//! Ten thousand keys in any order over Chinese filings: nothing panics, the tree and the selection stay valid after
//! each, and undo to the start gives the very bytes back that were read.
//!
//! Keys are those of the keymap, phrases that a person types, single keys with all modifiers, Chinese text with the
//! input method on, pastes of all kinds, the mouse, and windows of any size. `TIANBAO_KEY_RUNS=20` makes twenty runs of
//! ten thousand each, `TIANBAO_KEY_SEED=7` begins with another seed; a failure names its seed and the last keys.
#![allow(missing_docs, reason = "a test")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod common;

use common::{Session, data};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use tianbao::app::{Mode, Overlay};
use tianbao::command::{self, MODE};
use tianbao::format;
use tianbao::keymap::key::{Code, Modifiers};
use tianbao::keymap::pointer::{Action, Pointer};
use tianbao::keymap::{self, Key, Keymap};
use tianbao::model::{Filing, Place};

/// Keys of all everyday runs together, and of each run that is asked for.
const N_KEYS: usize = 10_000;

/// By how many seeds the keys are shared out where no more is asked for: each begins anew.
const N_SEEDS: u64 = 5;

/// After so many keys everything is undone and compared.
const ROUND: usize = 1_000;

/// How much of what was typed a failure shows.
const N_TOLD: usize = 30;

/// What people type as one.
const PHRASES: &[&str] = &[
    "/满意<ret>",
    "/率",
    "/z",
    "fmyd<ret>",
    "fslzb<down><ret>",
    "f清",
    "F率<ret>",
    "F警告<ret>",
    "F存疑<ret>",
    "F已改<ret>",
    "F-满意度<ret>",
    "Ma",
    "'a",
    "M",
    "'",
    "i≥95%<ret>",
    "i汉字<tab>12<ret>",
    "i≥<esc>",
    "ea“甲”①<ret>",
    "e一<ret>二<c-s>",
    "o村民满意度<ret>≥90%<ret>",
    "o满意<down><ret>",
    "Onew<esc>",
    "a<ret>",
    "vjjd",
    "vjj=备注<ret>按月<ret>",
    "gvdd",
    "grx",
    "g?gc",
    "m<down><ret>",
    "m职能<ret>",
    "=<ret>",
    "=一级<ret>效益指标<ret>",
    "yyp",
    "3yyjp",
    "5dd",
    "dd",
    "ttit<ret>",
    "t<right>i≥7次<tab>",
    "Tx",
    "X<ret>",
    "X<down><ret>",
    "X<down>因故<ret>",
    "gl<f5><ret>",
    "gl<f6>理由<ret>",
    "glV<ret>",
    "b<down><ret>12.5<ret>",
    "bi9<esc>",
    "c<ret>",
    "D<down>u",
    "gd<down><down><ret>",
    ":diff<ret><ret>",
    ":diff<ret><down><ret>n<ret>",
    ":w<ret>",
    ":wa<ret>",
    ":save-as<ret>另存.toml<ret>",
    ":new<ret>",
    ":new-filing<ret>",
    ":export<space>表.xlsx<ret>",
    ":theme<space>light<ret>",
    ":explain<space>V06<ret>",
    ":q<ret>",
    "q<esc>",
    "?<pagedown><esc>",
    "gt<down><ret>",
    "gm",
    "：ｗ<ret>",
    "／率<ret>",
    "指",
    "99<c-d>",
    "9999j",
    "<c-o><a-o>",
    "uuuu",
    "<c-r><c-r>",
    "zRG",
    "zMgg",
];

/// What is pasted.
const PASTES: &[&str] = &[
    "",
    "≥95%",
    "巡渠次数\t≥3次\n\"渠道\n完好率\"\t≥95%\n",
    "产出指标\t质量指标\t护岸合格率\t≥95%\n满意度指标\t满意度\t村民满意度\t≥90%\n",
    "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t清淤\t≥5公里\n",
    "第一行\n第二行\r\n第三行",
    "\t\t\t\n\n\"",
    "e\u{301}\u{200d}👨‍👩‍👧 \u{202e}反\u{7}\u{1b}[31m",
    "很长的一段话，用来看看在很窄的窗口里会怎样，是否还能看到光标，是否还会换行，是否会把边框顶出去。",
];

/// Characters of single keys, with an input method on and off.
const CHARS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\
                     指标率：；，。？！（）／ｊｋ０９≥≤＝％“”①…";

const CODES: &[Code] = &[
    Code::Enter,
    Code::Esc,
    Code::Tab,
    Code::Backspace,
    Code::Delete,
    Code::Insert,
    Code::Up,
    Code::Down,
    Code::Left,
    Code::Right,
    Code::Home,
    Code::End,
    Code::PageUp,
    Code::PageDown,
];

const ACTIONS: &[Action] =
    &[Action::Press, Action::PressAgain, Action::Drag, Action::Release, Action::WheelUp, Action::WheelDown];

/// Splitmix64.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((it ^ (it >> 31)) % n as u64).unwrap()
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Something that a person does.
#[derive(Debug)]
enum Deed {
    Key(Key),
    Paste(&'static str),
    Point(Pointer),
    Resize(u16, u16),
}

/// What comes next: one key, or the keys of a phrase.
fn next(random: &mut Random, bindings: &[Vec<Key>], size: (u16, u16)) -> Vec<Deed> {
    let keys = |keys: Vec<Key>| keys.into_iter().map(Deed::Key).collect();
    match random.below(100) {
        0..40 => keys(random.one(bindings).clone()),
        40..62 => keys(keymap::parse_sequence(PHRASES[random.below(PHRASES.len())]).unwrap()),
        62..68 => vec![Deed::Key(Key::plain(Code::Enter))],
        68..78 => vec![Deed::Key(Key::plain(Code::Esc))],
        78..90 => {
            let chars: Vec<char> = CHARS.chars().collect();
            let code = match random.below(4) {
                0 => *random.one(CODES),
                1 => Code::F(1 + u8::try_from(random.below(24)).unwrap()),
                _ => Code::Char(*random.one(&chars)),
            };
            let held = Modifiers {
                ctrl: random.below(6) == 0,
                alt: random.below(8) == 0,
                shift: random.below(6) == 0,
            };
            vec![Deed::Key(Key::new(code, held))]
        }
        90..94 => vec![Deed::Paste(PASTES[random.below(PASTES.len())])],
        94..98 => {
            let cell = |random: &mut Random, n: u16| u16::try_from(random.below(usize::from(n) + 2)).unwrap();
            let (column, row) = (cell(random, size.0), cell(random, size.1));
            vec![Deed::Point(Pointer { action: *random.one(ACTIONS), column, row })]
        }
        _ => {
            let sizes =
                [(1, 1), (20, 5), (39, 9), (40, 10), (59, 17), (60, 18), (80, 24), (120, 40), (400, 120)];
            let (width, height) = *random.one(&sizes);
            vec![Deed::Resize(width, height)]
        }
    }
}

/// The filings of the tests and the bundled samples, imported ones among them.
fn open() -> Session {
    let texts: Vec<(String, String)> = ["water.toml", "library.toml", "marsh.toml"]
        .into_iter()
        .map(|it| (it.to_owned(), std::fs::read_to_string(data("filings").join(it)).unwrap()))
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Session::open(&files).with_samples().sized(80, 24)
}

/// What must hold after each key.
fn assert_valid(session: &Session) {
    let state = &session.state;
    assert_eq!(state.forest.spot_at(state.position()), Some(state.view.cursor), "the cursor is on no row");
    assert!(state.is_counted(), "the counts of the first and last line are wrong");
    if state.view.selection.is_some() {
        let (entry, places) = state.chosen().unwrap();
        let filing = state.entries[entry].filing();
        assert!(places.iter().all(|it| is_there(filing, *it)), "selected and not there: {places:?}");
        let mut once = places.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), places.len(), "a row is selected twice: {places:?}");
    }
    if state.view.table.is_some() && matches!(state.mode, Mode::Normal) {
        let here = (state.node(), state.view.table.as_ref().map(|it| (it.entry, it.function)));
        assert!(state.table_row().is_some(), "the table's cursor is on no row of it: {here:?}");
    }
}

fn is_there(filing: &Filing, place: Place) -> bool {
    match place {
        Place::Filing => false,
        Place::BudgetLine(idx) => idx < filing.budget.lines.len(),
        Place::Function(idx) => idx < filing.functions.len(),
        Place::Indicator(function, idx) => filing.indicator(function, idx).is_some(),
    }
}

/// So many times at most Esc is pressed until the menu opens, out of everything.
const N_ESC: usize = 9;

/// A filing as it was opened: itself, and the text of its file where it has one.
struct Original {
    filing: Filing,
    text: Option<String>,
}

fn originals(session: &Session) -> Vec<Original> {
    let of = |it: &tianbao::app::Entry| Original {
        filing: it.filing().clone(),
        text: session
            .files
            .iter()
            .find(|(name, _)| Some(name) == it.home.save_to.as_ref())
            .map(|it| it.1.clone()),
    };
    session.state.entries.iter().map(of).collect()
}

/// Takes everything back, and compares.
fn undo_all(session: &mut Session, originals: &[Original]) {
    // Esc closes one thing after the other; once nothing is left, it opens the menu, and closes that again.
    let is_menu = |it: &Session| matches!(it.state.mode, Mode::Overlay(Overlay::Menu { .. }));
    for _ in 0..N_ESC {
        if is_menu(session) {
            break;
        }
        session.key(Key::plain(Code::Esc));
    }
    assert!(is_menu(session), "Esc does not lead to the menu: {:?}", session.state.mode);
    session.key(Key::plain(Code::Esc));
    assert!(matches!(session.state.mode, Mode::Normal), "Esc does not lead out: {:?}", session.state.mode);
    assert!(session.state.pending.keys.is_empty(), "Esc leaves keys: {:?}", session.state.pending.keys);
    assert_eq!(session.state.view.selection, None, "Esc does not end the selection");
    for (entry, original) in originals.iter().enumerate() {
        session.state.go_to_place(entry, Place::Filing);
        while session.state.undo() {
            session.state.go_to_place(entry, Place::Filing);
        }
        let it = &session.state.entries[entry];
        // What a save has numbered anew is written as the file has it.
        let plain = |it: &Filing| format::write(it);
        assert_eq!(plain(it.filing()), plain(&original.filing), "{}", it.home.opened.display());
        if let Some(text) = original.text.as_ref().filter(|_| !it.is_modified()) {
            assert_eq!(&format::patch(text, it.rows(), it.filing()), text, "{}", it.home.opened.display());
        }
    }
    // As after a key: the table follows the cursor or closes.
    session.state.settle();
}

/// A run; what was done is kept in `done`, for a failure to tell, and how far it came in `n_done`.
fn run(seed: u64, n_keys: usize, done: &mut Vec<Deed>, n_done: &mut usize) {
    let (keymap, _) = Keymap::load(&command::ids(), None);
    let bindings: Vec<Vec<Key>> = keymap.bindings(MODE).into_iter().map(|it| it.keys).collect();
    let mut random = Random(seed);
    let mut session = open();
    let originals = originals(&session);
    let mut size = (80, 24);
    for at in 0..n_keys {
        if done.len() <= at {
            let deeds = next(&mut random, &bindings, size);
            done.extend(deeds);
        }
        *n_done = at + 1;
        match &done[at] {
            Deed::Key(key) => session.key(*key),
            Deed::Paste(text) => drop(session.paste(text)),
            Deed::Point(pointer) => drop(session.point(*pointer)),
            Deed::Resize(width, height) => {
                size = (*width, *height);
                session.resize(*width, *height);
            }
        }
        // Keys come in bursts, too: the screen is not drawn after each.
        if random.below(6) == 0 {
            session.screen();
        }
        assert_valid(&session);
        if (at + 1) % ROUND == 0 {
            undo_all(&mut session, &originals);
            assert_valid(&session);
        }
    }
    undo_all(&mut session, &originals);
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |it| it.parse().unwrap())
}

/// Makes a run; a failure says after which keys.
fn told(seed: u64, n_keys: usize) {
    let (mut done, mut n_done) = (Vec::new(), 0);
    let result = catch_unwind(AssertUnwindSafe(|| run(seed, n_keys, &mut done, &mut n_done)));
    if let Err(failure) = result {
        let last: Vec<String> = done.iter().take(n_done).rev().take(N_TOLD).rev().map(told_deed).collect();
        println!("seed {seed}, after {n_done} keys, the last being: {}", last.join(" "));
        resume_unwind(failure);
    }
}

fn told_deed(deed: &Deed) -> String {
    match deed {
        Deed::Key(key) => keymap::spell(&[*key]),
        other => format!("{other:?}"),
    }
}

#[test]
fn ten_thousand_keys_break_nothing_and_undo_gives_the_bytes_back() {
    let first = number("TIANBAO_KEY_SEED", 1);
    match number("TIANBAO_KEY_RUNS", 0) {
        0 => (first..first + N_SEEDS).for_each(|seed| told(seed, N_KEYS / usize::try_from(N_SEEDS).unwrap())),
        runs => (first..first + runs).for_each(|seed| told(seed, N_KEYS)),
    }
}

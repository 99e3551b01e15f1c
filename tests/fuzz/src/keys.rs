//! Bytes as what a person does with the whole workbench: keys, pastes, the mouse, other sizes, another writer.
//!
//! Most characters are the keys that type them, control characters are what terminals send for them; what has no
//! character of its own follows U+001C: see [`special`]. So seeds can be read, and a dictionary helps.

use super::desk::Desk;
use std::str::Chars;
use tianbao::keymap::key::{Code, Key, Modifiers};
use tianbao::keymap::pointer::{Action, Pointer};
use tianbao::messages::Lang;

/// What begins an event that is no character.
pub const SPECIAL: char = '\u{1c}';

/// Events after which an input ends, so that one input takes no longer than the next.
const MOST: usize = 300;

const FILES: [(&str, &str); 2] = [
    ("水务局.toml", include_str!("../../data/filings/water.toml")),
    ("图书馆.toml", include_str!("../../data/filings/library.toml")),
];

/// Sizes that a terminal may have; small ones show more edges.
const SIZES: [(u16, u16); 8] =
    [(80, 24), (100, 30), (40, 12), (120, 40), (50, 16), (20, 5), (1, 1), (200, 60)];

/// Plays an input and checks what must hold.
pub fn keys(bytes: &[u8]) {
    played(bytes).end();
}

/// The workbench after an input.
pub fn played(bytes: &[u8]) -> Desk {
    let text = String::from_utf8_lossy(bytes);
    // A single filing is opened down to its rows, several begin folded.
    let mut desk = Desk::open(if bytes.first() == Some(&b'+') { &FILES } else { &FILES[..1] });
    let mut chars = text.chars();
    for _ in 0..MOST {
        let Some(it) = chars.next() else { break };
        if it == SPECIAL {
            special(&mut desk, &mut chars);
        } else {
            desk.press(key(it));
        }
    }
    desk
}

/// The key that a terminal reports for a character.
fn key(it: char) -> Key {
    let ctrl = Modifiers { ctrl: true, ..Modifiers::default() };
    match it {
        '\r' => Key::plain(Code::Enter),
        '\t' => Key::plain(Code::Tab),
        '\u{1b}' => Key::plain(Code::Esc),
        '\u{7f}' => Key::plain(Code::Backspace),
        '\0'..='\u{1f}' => Key::new(Code::Char(char::from(it as u8 + 0x60)), ctrl),
        it => Key::char(it),
    }
}

fn special(desk: &mut Desk, rest: &mut Chars<'_>) {
    let mut small = || rest.next().map_or(0, |it| u32::from(it) as u16 % 256);
    let code = match char::from(small() as u8) {
        'A' => Code::Up,
        'B' => Code::Down,
        'C' => Code::Right,
        'D' => Code::Left,
        'H' => Code::Home,
        'F' => Code::End,
        '5' => Code::PageUp,
        '6' => Code::PageDown,
        '2' => Code::Insert,
        '3' => Code::Delete,
        'f' => Code::F((small() % 24) as u8 + 1),
        'Z' => return desk.press(Key::new(Code::Tab, Modifiers { shift: true, ..Modifiers::default() })),
        'M' => {
            let alt = Modifiers { alt: true, ..Modifiers::default() };
            return desk.press(Key::new(Code::Char(rest.next().unwrap_or('j')), alt));
        }
        'm' => {
            let action = match small() % 6 {
                0 => Action::Press,
                1 => Action::PressAgain,
                2 => Action::Drag,
                3 => Action::Release,
                4 => Action::WheelUp,
                _ => Action::WheelDown,
            };
            return desk.point(Pointer { action, column: small(), row: small() });
        }
        's' => {
            let (columns, rows) = SIZES[usize::from(small()) % SIZES.len()];
            return desk.resize(columns, rows);
        }
        'p' => {
            let pasted: String = rest.by_ref().take_while(|it| *it != SPECIAL).collect();
            return desk.paste(&pasted);
        }
        'o' => return desk.change_outside(),
        'w' => {
            desk.state.glyphs.is_wide ^= true;
            return;
        }
        'x' => {
            desk.state.glyphs.is_ascii ^= true;
            return;
        }
        'e' => {
            desk.state.lang = if desk.state.lang == Lang::Zh { Lang::En } else { Lang::Zh };
            return;
        }
        _ => return,
    };
    desk.press(Key::plain(code));
}

/// What a session may look like, to begin with.
pub fn seeds() -> Vec<Vec<u8>> {
    [
        "/清淤\ri≥三十公里\r\x13u\x12q",
        "jjjjdduuo新指标\r\tp≥95%\r\x1c3",
        "vjjjdu:theme dark\r:w 另存.toml\r",
        "+llljjji2026\r\x1cA\x1cB\x1cm\0\u{a}\u{8}\x1cm\u{4}\u{a}\u{8}gm",
        "/清淤\ri≥三十公里\r\x1co\x13m\x13",
        "/清淤\ri≥三十公里\r\x1co\x13o",
        "yyjp\x1cp产出指标\t数量指标\t巡查河道次数\t≥24次\n\x1c\ru",
        "gtgdgbgc\x1b:new-filing\r\x1b:draft-next-year\r\x1cs\u{3}",
        "\x1cs\u{5}jjj\x1cs\u{6}\x1cs\u{7}?jjj\x1b]d]dxu K\x1b",
        "fslzb\r\x1b/\u{10}\x1b#职能\r'aMa5j3k\x1cw\x1cx\x1ce",
        "\tjjji2025\r\x1cZ\x1cf\u{1}E:filter 水\rggGVjjMu",
        "i\x1cp\u{1b}[31m\u{202e}指标\u{7}\x1c\r\x13",
    ]
    .iter()
    .map(|it| it.as_bytes().to_vec())
    .collect()
}

//! How keys are written: `gd`, `<c-d>`, `<a-j>`, `<s-tab>`, `<f2>` in files; `Ctrl-d`, `Shift-Tab`, `F2` for people.
//!
//! Invariant: what [`spell`] writes, [`parse_sequence`] reads back as the same keys.

use crate::keymap::key::{Code, Key, Modifiers};

/// One name a key: in files in lower case between angle brackets, and as people call it. The first name of a
/// code is the one written; the others are understood.
const NAMES: &[(Code, &str, &str)] = &[
    (Code::Enter, "ret", "Enter"),
    (Code::Enter, "enter", "Enter"),
    (Code::Enter, "return", "Enter"),
    (Code::Enter, "cr", "Enter"),
    (Code::Esc, "esc", "Esc"),
    (Code::Esc, "escape", "Esc"),
    (Code::Tab, "tab", "Tab"),
    (Code::Backspace, "backspace", "Backspace"),
    (Code::Backspace, "bs", "Backspace"),
    (Code::Delete, "del", "Delete"),
    (Code::Delete, "delete", "Delete"),
    (Code::Insert, "ins", "Insert"),
    (Code::Insert, "insert", "Insert"),
    (Code::Up, "up", "↑"),
    (Code::Down, "down", "↓"),
    (Code::Left, "left", "←"),
    (Code::Right, "right", "→"),
    (Code::Home, "home", "Home"),
    (Code::End, "end", "End"),
    (Code::PageUp, "pageup", "PgUp"),
    (Code::PageUp, "pgup", "PgUp"),
    (Code::PageDown, "pagedown", "PgDn"),
    (Code::PageDown, "pgdn", "PgDn"),
    (Code::Char(' '), "space", "Space"),
    (Code::Char('<'), "lt", "<"),
    (Code::Char('>'), "gt", ">"),
];

/// The names that keys have in files, but for `f1` to `f24`.
pub fn key_names() -> Vec<&'static str> {
    NAMES.iter().map(|(_, name, _)| *name).collect()
}

/// A key name between angle brackets that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKey {
    /// The name as written, with its brackets.
    pub written: String,
}

/// Reads a sequence such as `gd`, `]e` or `<c-w><down>`. Any character stands for itself but `<`, which begins a
/// name (`<lt>` is the key itself) and blanks, which are written `<space>`.
pub fn parse_sequence(written: &str) -> Result<Vec<Key>, UnknownKey> {
    let mut keys = Vec::new();
    let mut rest = written;
    while let Some(first) = rest.chars().next() {
        if first == '<' && rest.chars().count() > 1 {
            let unknown = || UnknownKey { written: rest.to_owned() };
            let (name, after) = rest.split_once('>').ok_or_else(unknown)?;
            let key = parse_name(name.trim_start_matches('<'));
            keys.push(key.ok_or_else(|| UnknownKey { written: format!("{name}>") })?);
            rest = after;
            continue;
        }
        if first.is_whitespace() || first.is_control() {
            return Err(UnknownKey { written: format!("{:?}", first.to_string()) });
        }
        keys.push(Key::char(first));
        rest = rest.strip_prefix(first).unwrap_or_default();
    }
    Ok(keys)
}

/// Reads what stands between angle brackets: modifiers `c-`, `a-`, `s-`, then a name or one character.
fn parse_name(name: &str) -> Option<Key> {
    let mut held = Modifiers::default();
    let mut rest = name;
    loop {
        let (modifier, after) = rest.split_once('-').unwrap_or_default();
        let is_held = match modifier {
            "c" | "C" if !after.is_empty() => &mut held.ctrl,
            "a" | "A" if !after.is_empty() => &mut held.alt,
            "s" | "S" if !after.is_empty() => &mut held.shift,
            _ => break,
        };
        *is_held = true;
        rest = after;
    }
    let lower = rest.to_ascii_lowercase();
    let named = NAMES.iter().find(|(_, it, _)| *it == lower).map(|(code, ..)| *code);
    let function = || lower.strip_prefix('f')?.parse().ok().filter(|it| (1..=24).contains(it)).map(Code::F);
    let mut chars = rest.chars();
    let single = match (chars.next(), chars.next()) {
        (Some(it), None) if held != Modifiers::default() => Some(Code::Char(it)),
        _ => None,
    };
    Some(Key::new(named.or_else(function).or(single)?, held))
}

/// Writes a sequence as the keymap file has it.
pub fn spell(keys: &[Key]) -> String {
    keys.iter().map(|it| spell_key(*it)).collect()
}

fn spell_key(key: Key) -> String {
    let name = match key.code {
        Code::F(n) => format!("f{n}"),
        code => match (NAMES.iter().find(|(it, ..)| *it == code), code) {
            (Some((_, name, _)), _) => (*name).to_owned(),
            (None, Code::Char(it)) if modifiers(key, ["c-", "a-", "s-"]).is_empty() => return it.to_string(),
            (None, Code::Char(it)) => it.to_string(),
            (None, _) => String::new(),
        },
    };
    format!("<{}{name}>", modifiers(key, ["c-", "a-", "s-"]))
}

/// Writes a sequence as people call its keys: `gd`, `Ctrl-d`, `Shift-Tab`, `z Space`.
pub fn label(keys: &[Key]) -> String {
    let mut out = String::new();
    let mut was_name = false;
    for key in keys {
        let name = label_key(*key);
        let is_name = name.chars().nth(1).is_some();
        if !out.is_empty() && (is_name || was_name) {
            out.push(' ');
        }
        out.push_str(&name);
        was_name = is_name;
    }
    out
}

fn label_key(key: Key) -> String {
    let name = match key.code {
        Code::F(n) => format!("F{n}"),
        code => match (NAMES.iter().find(|(it, ..)| *it == code), code) {
            (Some((_, _, name)), _) => (*name).to_owned(),
            (None, Code::Char(it)) => it.to_string(),
            (None, _) => String::new(),
        },
    };
    format!("{}{name}", modifiers(key, ["Ctrl-", "Alt-", "Shift-"]))
}

fn modifiers(key: Key, [ctrl, alt, shift]: [&str; 3]) -> String {
    [(key.ctrl, ctrl), (key.alt, alt), (key.shift, shift)]
        .iter()
        .filter(|(is_held, _)| *is_held)
        .map(|(_, name)| *name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{label, parse_sequence, spell};

    #[test]
    fn sequences_are_read_written_and_labeled() {
        for (written, spelled, labeled) in [
            ("j", "j", "j"),
            ("gg", "gg", "gg"),
            ("]d", "]d", "]d"),
            ("<ret>", "<ret>", "Enter"),
            ("<Enter>", "<ret>", "Enter"),
            ("<c-d>", "<c-d>", "Ctrl-d"),
            ("<C-D>", "<c-d>", "Ctrl-d"),
            ("<a-j>", "<a-j>", "Alt-j"),
            ("<a-J>", "<a-J>", "Alt-J"),
            ("<s-g>", "G", "G"),
            ("<c-a-s-f12>", "<c-a-s-f12>", "Ctrl-Alt-Shift-F12"),
            ("<s-tab>", "<s-tab>", "Shift-Tab"),
            ("<c-->", "<c-->", "Ctrl--"),
            ("<space>", "<space>", "Space"),
            ("z<space>", "z<space>", "z Space"),
            ("<c-w><down>", "<c-w><down>", "Ctrl-w ↓"),
            ("<", "<lt>", "<"),
            ("<lt>x", "<lt>x", "<x"),
            (">", "<gt>", ">"),
            ("：", "：", "："),
            ("汉字", "汉字", "汉字"),
            ("", "", ""),
        ] {
            let keys = parse_sequence(written).unwrap();
            assert_eq!(spell(&keys), spelled, "{written}");
            assert_eq!(label(&keys), labeled, "{written}");
            assert_eq!(parse_sequence(&spell(&keys)).unwrap(), keys, "{written}");
        }
    }

    #[test]
    fn unknown_names_are_told_as_written() {
        for (written, unknown) in [
            ("<foo>", "<foo>"),
            ("g<回车>", "<回车>"),
            ("<f25>", "<f25>"),
            ("<f0>", "<f0>"),
            ("<x-a>", "<x-a>"),
            ("<c->", "<c->"),
            ("<j>", "<j>"),
            ("<esc", "<esc"),
            ("<>", "<>"),
            ("a b", "\" \""),
        ] {
            assert_eq!(parse_sequence(written).unwrap_err().written, unknown, "{written}");
        }
    }
}

//! TOML spelling of keys and values.
//!
//! It must not know what is spelled. Invariant: every text that it writes is read back as it was, whatever
//! characters it holds.

use super::cells::Cell;
use crate::text::glyph::is_control_or_bidi;

/// How the text around looks.
#[derive(Clone, Debug)]
pub struct Style {
    /// `\n` or `\r\n`.
    pub newline: &'static str,
    /// What every new line begins with.
    pub indent: String,
}

impl Default for Style {
    fn default() -> Self {
        Self { newline: "\n", indent: String::new() }
    }
}

/// A key: bare where TOML allows it.
pub fn key(name: &str) -> String {
    let is_bare =
        !name.is_empty() && name.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '_' | '-'));
    if is_bare { name.to_owned() } else { basic(name) }
}

/// A text on one line.
pub fn basic(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for it in text.chars() {
        match it {
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            _ => push_escaped(&mut out, it),
        }
    }
    out.push('"');
    out
}

/// A text with its line breaks kept.
fn multiline(text: &str, newline: &str) -> String {
    let mut out = String::from("\"\"\"");
    if text.starts_with('\n') {
        // The first line break after the quotes does not count.
        out.push_str(newline);
    }
    let mut n_quotes = 0;
    let mut rest = text.chars().peekable();
    while let Some(it) = rest.next() {
        n_quotes = if it == '"' { n_quotes + 1 } else { 0 };
        match it {
            '"' if n_quotes == 3 || rest.peek().is_none() => {
                out.push_str("\\\"");
                n_quotes = 0;
            }
            '"' => out.push('"'),
            '\n' => out.push_str(newline),
            _ => push_escaped(&mut out, it),
        }
    }
    out.push_str("\"\"\"");
    out
}

fn push_escaped(out: &mut String, it: char) {
    match it {
        '\\' => out.push_str("\\\\"),
        '\t' => out.push_str("\\t"),
        '\r' => out.push_str("\\r"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        it if is_control_or_bidi(it) => out.push_str(&["\\u", &unicode(it)].concat()),
        _ => out.push(it),
    }
}

fn unicode(it: char) -> String {
    format!("{:04X}", u32::from(it))
}

/// A value on one line, as inside an inline table.
pub fn inline(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Text(text) => basic(text),
        Cell::Number(number) => number.to_string(),
        Cell::True => "true".to_owned(),
        Cell::List(items) => format!("[{}]", join(items.iter().map(|it| basic(it)))),
        Cell::Range(first, last) => format!("[{first}, {last}]"),
        Cell::Amounts(columns) => {
            format!("{{ {} }}", join(columns.iter().map(|(name, amount)| assign(name, &basic(amount)))))
        }
    }
}

/// A value of a key on a line of its own: texts with line breaks keep them, of several list items each has a line.
pub fn block(cell: &Cell<'_>, style: &Style) -> String {
    match cell {
        Cell::Text(text) if text.contains('\n') => multiline(text, style.newline),
        Cell::List(items) if items.len() > 1 => {
            let Style { newline, indent } = style;
            let item = |it: &&str| format!("{newline}{indent}    {},", basic(it));
            let items: Vec<String> = items.iter().map(item).collect();
            format!("[{}{newline}{indent}]", items.concat())
        }
        _ => inline(cell),
    }
}

/// `key = value`.
pub fn assign(name: &str, value: &str) -> String {
    format!("{} = {value}", key(name))
}

fn join(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_spelled_as_the_format_shows() {
        let block = |it: &str| block(&Cell::Text(it.into()), &Style::default());
        for (text, spelled) in [
            ("≥95%", r#""≥95%""#),
            ("说\"好\"\\", r#""说\"好\"\\""#),
            ("一\n二", "\"\"\"一\n二\"\"\""),
            ("\n二", "\"\"\"\n\n二\"\"\""),
            ("引\"\"\"\n号\"", "\"\"\"引\"\"\\\"\n号\\\"\"\"\""),
            ("\u{1}\u{7f}\t", r#""\u0001\u007F\t""#),
            ("\u{9b}甲\u{202e}", r#""\u009B甲\u202E""#),
        ] {
            assert_eq!(block(text), spelled);
        }
        assert_eq!(key("half"), "half");
        assert_eq!(key("上年结转"), "\"上年结转\"");
        assert_eq!(key(""), "\"\"");
    }
}

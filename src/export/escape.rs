//! Text as it stands in XML, HTML and Markdown: no markup, and no character that acts instead of being seen. XML cannot
//! even hold most of those.

use crate::text::glyph::without_controls;

/// Text inside of an element or a quoted attribute.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in without_controls(text).chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// Text in a cell of a Markdown table: one line, and nothing in it is markup.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in without_controls(text).chars() {
        match it {
            '|' | '\\' | '*' | '_' | '`' | '~' | '<' | '&' | '$' => {
                out.push('\\');
                out.push(it);
            }
            // Brackets alone are no link.
            '(' if out.ends_with(']') => out.push_str("\\("),
            '\n' => out.push_str("<br>"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped() {
        assert_eq!(xml("误差<3% & \"准\""), "误差&lt;3% &amp; &quot;准&quot;");
        assert_eq!(markdown("甲|乙\n误差<3%"), "甲\\|乙<br>误差\\<3%");
        assert_eq!((xml("\u{1b}[2J\u{202e}甲"), markdown("\u{9b}2J")), ("␛[2J␦甲".into(), "␦2J".into()));
    }
}

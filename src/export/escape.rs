//! Text as it stands in XML, HTML and Markdown: no markup, and no character that acts instead of being seen. XML cannot
//! even hold most of those.

use crate::text::width::sanitize_lines;

/// Text inside of an element or a quoted attribute.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in sanitize_lines(text).chars() {
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
    for it in sanitize_lines(text).chars() {
        match it {
            // The line break after it says all.
            '\r' => {}
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
        for (text, expected) in [
            ("\u{1b}[2J\u{202e}甲", "␛[2J␦甲"),
            ("\u{9b}2J\u{200b}", "␦2J␦"),
            ("软\u{ad}硬\u{180e}\u{115f}\u{3164}\u{fff9}", "软␦硬␦␦␦␦"),
            ("标\u{e0041}签\u{ffff}", "标␦签␦"),
            ("行\u{2028}末", "行 末"),
            ("一家\u{1f468}\u{200d}\u{1f469}", "一家\u{1f468}\u{200d}\u{1f469}"),
        ] {
            assert_eq!((xml(text), markdown(text)), (expected.into(), expected.into()), "{text:?}");
        }
        assert_eq!(xml(&format!("甲{}", "\u{301}".repeat(200))), "甲␦");
        assert_eq!(markdown("甲\r\n乙"), "甲<br>乙");
    }
}

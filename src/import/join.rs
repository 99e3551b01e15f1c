//! Joining what the extraction tore apart: wraps and blanks inside of Chinese text.
//!
//! Must not know forms. Invariant: only blanks and what takes no room are added or dropped, never another character.

/// Tidies the blanks of one cell or line: a blank between Chinese characters, or before or after Chinese
/// punctuation, was made by the extraction; others stay, as one blank. Characters without any width are dropped.
pub fn clean(text: &str) -> String {
    if text.contains(is_invisible) {
        let seen: String = text.chars().filter(|it| !is_invisible(*it)).collect();
        return glue_all(seen.split_whitespace(), within_line);
    }
    glue_all(text.split_whitespace(), within_line)
}

/// Joins the pieces of a text that was wrapped: no blank, except between two Latin words.
pub fn wrapped<'a>(pieces: impl IntoIterator<Item = &'a str>) -> String {
    glue_all(pieces.into_iter(), across_lines)
}

/// Joins the words of one line.
pub fn words<'a>(pieces: impl IntoIterator<Item = &'a str>) -> String {
    glue_all(pieces.into_iter(), within_line)
}

/// A text without any blanks and invisible marks, with half-width brackets, colons and signs: for comparing.
pub fn bare(text: &str) -> String {
    text.chars()
        .filter(|it| !it.is_whitespace() && !is_invisible(*it))
        .map(|it| match it {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(it) - 0xFEE0).unwrap_or(it),
            other => other,
        })
        .collect()
}

/// Characters that take no room.
pub const fn is_invisible(it: char) -> bool {
    matches!(it, '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}')
}

/// Trims blanks and invisible characters.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|it: char| it.is_whitespace() || is_invisible(it) || it == '\u{c}')
}

/// Columns that a text takes in a document, counting wide characters as two: used to compare printed positions.
pub fn columns(text: &str) -> usize {
    text.chars().map(char_columns).sum()
}

/// Columns that a character takes in a document.
pub const fn char_columns(it: char) -> usize {
    if is_wide(it) { 2 } else { 1 }
}

fn glue_all<'a>(pieces: impl Iterator<Item = &'a str>, wants_blank: fn(char, char) -> bool) -> String {
    let mut out = String::new();
    for piece in pieces {
        if let (Some(left), Some(right)) = (out.chars().next_back(), piece.chars().next())
            && wants_blank(left, right)
        {
            out.push(' ');
        }
        out.push_str(piece);
    }
    out
}

fn within_line(left: char, right: char) -> bool {
    let dropped = (is_wide(left) && is_wide(right))
        || is_wide_mark(left)
        || is_wide_mark(right)
        || (is_wide(left) && matches!(right, '(' | ')' | ',' | ';' | ':' | '%'));
    !dropped
}

fn across_lines(left: char, right: char) -> bool {
    left.is_ascii_alphabetic() && right.is_ascii_alphabetic()
}

const fn is_wide(it: char) -> bool {
    matches!(it, '\u{2e80}'..='\u{ffdc}' | '\u{20000}'..='\u{3fffd}')
        || matches!(it, '“' | '”' | '‘' | '’' | '…')
}

const fn is_wide_mark(it: char) -> bool {
    matches!(it, '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '“' | '”')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_made_by_the_extraction_go_and_others_stay() {
        for (printed, expected) in [
            ("水库 除险", "水库除险"),
            ("培训数量 （批次）", "培训数量（批次）"),
            ("完成率 (%)", "完成率(%)"),
            ("2024-01-02  10:11:12", "2024-01-02 10:11:12"),
            ("渠道 3 条", "渠道 3 条"),
            ("推进，  巩固 。", "推进，巩固。"),
            ("\u{feff}普查\u{200b}对象", "普查对象"),
        ] {
            assert_eq!(clean(printed), expected);
        }
        assert_eq!(wrapped(["渠道维修", "3", "条"]), "渠道维修3条");
        assert_eq!(wrapped(["Smart", "City"]), "Smart City");
    }
}

//! Folding of look-alikes: full-width to half-width, Chinese punctuation to the ASCII key it shares, and the
//! form in which text is searched.

/// The half-width form of a full-width ASCII character or blank; any other character as it is.
pub fn half_width(it: char) -> char {
    match it {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(it) - 0xFEE0).unwrap_or(it),
        _ => it,
    }
}

/// The ASCII key that a person meant who typed `it` while an input method was on: `ｊ` is `j`, `：` is `:`, `、`
/// and `／` are `/`. Other characters stay as they are.
pub fn fold_key(it: char) -> char {
    match it {
        '、' => '/',
        '。' => '.',
        '【' | '「' | '『' => '[',
        '】' | '」' | '』' => ']',
        '《' | '〈' => '<',
        '》' | '〉' => '>',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '￥' => '$',
        '·' => '`',
        '—' => '_',
        '…' => '^',
        _ => half_width(it),
    }
}

/// What a character is in a search: two characters that fold to the same one match. `None`: it does not count.
pub fn search_char(it: char) -> Option<char> {
    let it = half_width(it);
    (!it.is_whitespace()).then(|| it.to_ascii_lowercase())
}

/// The form in which text is compared in a search: half-width, ASCII in lower case, without blanks.
pub fn fold_for_search(text: &str) -> String {
    text.chars().filter_map(search_char).collect()
}

#[cfg(test)]
mod tests {
    use super::{fold_for_search, fold_key};

    #[test]
    fn keys_of_an_input_method_are_the_keys_meant() {
        for (typed, meant) in
            "：／、？【】「」《》。，；！（）　ｊＧ１汉".chars().zip("://?[][]<>.,;!() jG1汉".chars())
        {
            assert_eq!(fold_key(typed), meant, "{typed}");
        }
    }

    #[test]
    fn searching_ignores_width_case_and_blanks() {
        assert_eq!(fold_for_search("数 量　指标 ≥９５％ Ｐｍ2.5"), "数量指标≥95%pm2.5");
    }
}

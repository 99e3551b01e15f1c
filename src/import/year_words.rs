//! Years in texts: 2026年, 二〇二六年.
//!
//! Must not know forms. Invariant: only years that a budget can be for are found.

use super::join;

/// The budget year in a text such as （2025年度）.
pub fn year(text: &str) -> Option<i32> {
    let bare = join::bare(text);
    let mut digits = String::new();
    for it in bare.chars().map(digit) {
        if it.is_ascii_digit() {
            digits.push(it);
            continue;
        }
        if it == '年'
            && digits.len() == 4
            && let Ok(year) = digits.parse::<i32>()
            && (1990..2100).contains(&year)
        {
            return Some(year);
        }
        digits.clear();
    }
    None
}

/// The digit of 二〇二六年, which has one character a digit; other characters as they are.
pub fn digit(it: char) -> char {
    match it {
        '○' | '零' => '0',
        _ => "〇一二三四五六七八九".chars().zip('0'..='9').find(|(han, _)| *han == it).map_or(it, |it| it.1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_found() {
        assert_eq!(year("（2026  年）"), Some(2026));
        assert_eq!(year("（二〇二六年度）"), Some(2026));
        assert_eq!(year("12026年 3年"), None);
    }
}

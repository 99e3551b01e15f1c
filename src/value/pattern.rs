//! Words that are made after a pattern and so stand in no list: `应采尽采`, `20年一遇`, `C30`, `7×24小时`.
//!
//! It reads whole texts only and must not know the lists. Invariant: what it takes is no quantity: the number in it is
//! a part of a name.

use super::number::{arabic, chinese, take_while};
use super::quantity::is_han;
use super::target::Class;

/// How texts begin and go on that promise all there is: 应检尽检, 应救必救.
const ALL: (&[char], &[char]) = (&['应', '能', '愿', '可'], &['尽', '必', '全']);
/// Letters of grades and codes are at most so many: HRB400.
const MAX_LETTERS: usize = 3;
/// And their digits.
const MAX_DIGITS: usize = 3;
/// What is done around the clock has at most this many characters.
const MAX_SERVICE_CHARS: usize = 6;

/// The class of a text made after one of the patterns.
pub fn class(text: &str) -> Option<Class> {
    if is_all(text) {
        return Some(Class::Coverage);
    }
    (is_return_period(text) || is_code(text) || is_around_the_clock(text)).then_some(Class::Level)
}

/// 应采尽采.
fn is_all(text: &str) -> bool {
    let mut chars = text.chars();
    let four = [chars.next(), chars.next(), chars.next(), chars.next(), chars.next()];
    let [Some(ought), Some(one), Some(all), Some(again), None] = four else { return false };
    ALL.0.contains(&ought) && ALL.1.contains(&all) && one == again
}

/// 20年一遇 and 百年一遇, with 标准 or 以上 behind it or not.
fn is_return_period(text: &str) -> bool {
    let text = text.strip_suffix("标准").unwrap_or(text);
    let text = ["及以上", "以上"].iter().find_map(|it| text.strip_suffix(it)).unwrap_or(text);
    let Some(years) = text.strip_suffix("年一遇") else { return false };
    years == "百" || arabic(years).or_else(|| chinese(years)).is_some_and(|(_, rest)| rest.is_empty())
}

/// The grade of a material or of protection, or stars in letters: C30, HRB400, IP65, 5A. Quarters (Q4) and marks that
/// wait for a number (X1) are none.
fn is_code(text: &str) -> bool {
    let text = ["及以上", "以上"].iter().find_map(|it| text.strip_suffix(it)).unwrap_or(text);
    let text = text.strip_suffix('级').unwrap_or(text);
    if let Some(letters) = text.strip_prefix(|it: char| matches!(it, '2'..='5')) {
        return letters == "A";
    }
    let (letters, digits) = take_while(text, |it| it.is_ascii_uppercase());
    let is_number = (1..=MAX_DIGITS).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit());
    let is_half = digits.strip_suffix(".5").is_some_and(|it| it.len() == 1);
    (1..=MAX_LETTERS).contains(&letters.len())
        && !letters.starts_with(['X', 'N'])
        && !(letters == "Q" && digits.len() == 1)
        && (is_number || is_half)
}

/// 7×24小时 and what is done then.
fn is_around_the_clock(text: &str) -> bool {
    let rest = text.strip_prefix('7').and_then(|it| it.strip_prefix(['×', 'x', 'X', '*']));
    let Some(rest) = rest.and_then(|it| it.strip_prefix("24")) else { return false };
    let rest = ["小时", "h", "H"].iter().find_map(|it| rest.strip_prefix(it)).unwrap_or(rest);
    rest.chars().count() <= MAX_SERVICE_CHARS && rest.chars().all(is_han)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_known_and_what_only_begins_so_is_not() {
        let cases = [
            ("应采尽采", Some(Class::Coverage)),
            ("应救必救", Some(Class::Coverage)),
            ("应采尽收", None),
            ("应采尽采率", None),
            ("20年一遇", Some(Class::Level)),
            ("五十年一遇标准", Some(Class::Level)),
            ("百年一遇", Some(Class::Level)),
            ("几年一遇", None),
            ("C30", Some(Class::Level)),
            ("HRB400", Some(Class::Level)),
            ("M7.5", Some(Class::Level)),
            ("C30及以上", Some(Class::Level)),
            ("3A", Some(Class::Level)),
            ("X1", None),
            ("Q4", None),
            ("CO2000", None),
            ("30C", None),
            ("7×24小时", Some(Class::Level)),
            ("7*24小时值守", Some(Class::Level)),
            ("7×24小时内到场并完成全部维修", None),
            ("7×2小时", None),
        ];
        for (text, expected) in cases {
            assert_eq!(class(text), expected, "{text}");
        }
    }
}

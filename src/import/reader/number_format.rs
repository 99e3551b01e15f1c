//! Numbers as a spreadsheet shows them: 0.95 under `0%` is 95%, 45199 under `yyyy-mm-dd` is 2023-09-30.
//!
//! Knows the codes of number formats, not where they are stored. Invariant: a code that is not understood shows the
//! number as it is, so that no value is made up.

use super::serial_date::{self, Moment};
use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt::Write as _;
use std::str::FromStr;

/// The codes of the formats that have only a number, as a Chinese Excel shows them.
const BUILT_IN: &[(usize, &str)] = &[
    (1, "0"),
    (2, "0.00"),
    (3, "#,##0"),
    (4, "#,##0.00"),
    (5, "¥#,##0;¥-#,##0"),
    (6, "¥#,##0;¥-#,##0"),
    (7, "¥#,##0.00;¥-#,##0.00"),
    (8, "¥#,##0.00;¥-#,##0.00"),
    (9, "0%"),
    (10, "0.00%"),
    (14, "yyyy/m/d"),
    (15, "d-mmm-yy"),
    (16, "d-mmm"),
    (17, "mmm-yy"),
    (18, "h:mm AM/PM"),
    (19, "h:mm:ss AM/PM"),
    (20, "h:mm"),
    (21, "h:mm:ss"),
    (22, "yyyy/m/d h:mm"),
    (27, "yyyy\"年\"m\"月\""),
    (28, "m\"月\"d\"日\""),
    (29, "m\"月\"d\"日\""),
    (30, "m-d-yy"),
    (31, "yyyy\"年\"m\"月\"d\"日\""),
    (32, "h\"时\"mm\"分\""),
    (33, "h\"时\"mm\"分\"ss\"秒\""),
    (36, "yyyy\"年\"m\"月\""),
    (37, "#,##0;-#,##0"),
    (38, "#,##0;-#,##0"),
    (39, "#,##0.00;-#,##0.00"),
    (40, "#,##0.00;-#,##0.00"),
    (41, "#,##0"),
    (42, "¥#,##0"),
    (43, "#,##0.00"),
    (44, "¥#,##0.00"),
    (45, "mm:ss"),
    (46, "h:mm:ss"),
    (47, "mm:ss"),
    (50, "yyyy\"年\"m\"月\""),
    (51, "m\"月\"d\"日\""),
    (52, "yyyy\"年\"m\"月\""),
    (53, "m\"月\"d\"日\""),
    (54, "m\"月\"d\"日\""),
    (57, "yyyy\"年\"m\"月\""),
    (58, "m\"月\"d\"日\""),
];

/// The code of a built-in format; empty for the general one.
pub fn built_in(id: usize) -> &'static str {
    BUILT_IN.iter().find(|(it, _)| *it == id).map_or("", |(_, code)| code)
}

/// A number under a format code. An empty code is the general format.
pub fn show(value: f64, code: &str, is_1904: bool) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let sections: Vec<Vec<Part>> = split_sections(code).into_iter().map(parts).collect();
    let (section, is_signed) = match (sections.as_slice(), value) {
        ([_, negative, ..], ..0.0) => (negative, true),
        ([_, _, zero, ..], 0.0) => (zero, false),
        ([first, ..], _) => (first, false),
        ([], _) => return general(value),
    };
    let has = |wanted: fn(&Part) -> bool| section.iter().any(wanted);
    if section.is_empty() {
        // An empty section hides the number.
        return String::new();
    }
    if has(|it| matches!(it, Part::General)) {
        return general(value);
    }
    if has(|it| matches!(it, Part::Date(..))) {
        return serial_date::moment(value, is_1904).map_or_else(|| general(value), |it| date(section, it));
    }
    if has(|it| matches!(it, Part::Unknown)) {
        return general(value);
    }
    // A section for negative numbers prints its own sign.
    number(section, if is_signed { -value } else { value }).unwrap_or_else(|| general(value))
}

/// The general format: all digits that the number has, 15 at most.
fn general(value: f64) -> String {
    exact(value).map_or_else(|| format!("{value}"), |it| it.normalize().to_string())
}

/// The decimal number with the 15 digits that a spreadsheet knows of.
fn exact(value: f64) -> Option<Decimal> {
    if value == 0.0 {
        return Some(Decimal::ZERO);
    }
    if !(1e-12..1e20).contains(&value.abs()) {
        return None;
    }
    Decimal::from_scientific(&format!("{value:.14e}"))
        .or_else(|_| Decimal::from_str(&format!("{value}")))
        .ok()
}

/// A piece of a format code.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    /// `0`, `#` or `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `y`, `m`, `d`, `h`, `s` with how many of them.
    Date(char, usize),
    /// Minutes: an `m` beside hours or seconds.
    Minute(usize),
    /// AM/PM, 上午/下午.
    HalfDay(bool),
    General,
    /// `@`: for texts.
    Text,
    /// Fractions and powers of ten.
    Unknown,
}

/// Cuts a code at the semicolons outside of quotes.
fn split_sections(code: &str) -> Vec<&str> {
    let mut sections = Vec::new();
    let (mut start, mut is_quoted, mut is_escaped) = (0, false, false);
    for (at, it) in code.char_indices() {
        match it {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            ';' if !is_quoted => {
                sections.push(code.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    sections.push(code.get(start..).unwrap_or_default());
    if code.is_empty() { Vec::new() } else { sections }
}

fn parts(section: &str) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut rest = section;
    while let Some(first) = rest.chars().next() {
        let (part, n_bytes) = part(rest, first);
        rest = rest.get(n_bytes..).unwrap_or_default();
        out.extend(part);
    }
    settle_minutes(&mut out);
    out
}

/// The piece at the beginning of a code, and how many bytes it takes.
fn part(rest: &str, first: char) -> (Option<Part>, usize) {
    let second = rest.chars().nth(1);
    let n_both = first.len_utf8() + second.map_or(0, char::len_utf8);
    let inside = |close: char| rest.get(1..).and_then(|it| it.split_once(close)).map(|(it, _)| it.to_owned());
    let starts = |word: &str| rest.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word));
    match first {
        '"' => match inside('"') {
            Some(text) => (Some(Part::Literal(text.clone())), text.len() + 2),
            None => (None, 1),
        },
        // A color, a condition, or a currency sign with its region: [$¥-804].
        '[' => match inside(']') {
            Some(text) => (bracket(&text), text.len() + 2),
            None => (None, 1),
        },
        '\\' => (second.map(|it| Part::Literal(it.to_string())), n_both),
        // Room as wide as the next character, and a character that fills the cell.
        '_' | '*' => (None, n_both),
        '0' | '#' | '?' => (Some(Part::Digit(first)), 1),
        '.' => (Some(Part::Point), 1),
        ',' => (Some(Part::Comma), 1),
        '%' => (Some(Part::Percent), 1),
        '@' => (Some(Part::Text), 1),
        _ if starts("General") => (Some(Part::General), 7),
        _ if starts("G/通用格式") => (Some(Part::General), "G/通用格式".len()),
        _ if starts("AM/PM") => (Some(Part::HalfDay(false)), 5),
        _ if starts("A/P") => (Some(Part::HalfDay(false)), 3),
        _ if starts("上午/下午") => (Some(Part::HalfDay(true)), "上午/下午".len()),
        '/' if second.is_some_and(|it| matches!(it, '?' | '#' | '0'..='9')) => (Some(Part::Unknown), 1),
        'E' | 'e' if second.is_some_and(|it| matches!(it, '+' | '-')) => (Some(Part::Unknown), 2),
        'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' => {
            let n = rest.chars().take_while(|it| it.eq_ignore_ascii_case(&first)).count();
            let letter = if first == 'e' { 'y' } else { first.to_ascii_lowercase() };
            (Some(Part::Date(letter, if first == 'e' { 4 } else { n })), n)
        }
        _ => (Some(Part::Literal(first.to_string())), first.len_utf8()),
    }
}

fn bracket(text: &str) -> Option<Part> {
    if let Some(sign) = text.strip_prefix('$') {
        let sign = sign.split('-').next().unwrap_or_default();
        return (!sign.is_empty()).then(|| Part::Literal(sign.to_owned()));
    }
    // [h] counts hours beyond a day.
    let letter = text.chars().next()?.to_ascii_lowercase();
    let is_elapsed = matches!(letter, 'h' | 's') || (letter == 'm' && text.len() < 3);
    (is_elapsed && text.chars().all(|it| it.eq_ignore_ascii_case(&letter))).then_some(Part::Unknown)
}

/// An `m` after hours or before seconds is minutes.
fn settle_minutes(parts: &mut [Part]) {
    let letters: Vec<(usize, char)> = parts
        .iter()
        .enumerate()
        .filter_map(|(at, it)| if let Part::Date(letter, _) = it { Some((at, *letter)) } else { None })
        .collect();
    for (idx, (at, letter)) in letters.iter().enumerate() {
        let before = idx.checked_sub(1).and_then(|it| letters.get(it)).map(|it| it.1);
        let after = letters.get(idx + 1).map(|it| it.1);
        if *letter == 'm'
            && (before == Some('h') || after == Some('s'))
            && let Some(part) = parts.get_mut(*at)
            && let Part::Date(_, n) = *part
        {
            *part = Part::Minute(n);
        }
    }
}

fn date(section: &[Part], at: Moment) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let has_half_day = section.iter().any(|it| matches!(it, Part::HalfDay(_)));
    let hour = if has_half_day { (at.hour + 11) % 12 + 1 } else { at.hour };
    let mut out = String::new();
    for part in section {
        // Writing to a string cannot fail.
        let _ = match part {
            Part::Literal(text) => write!(out, "{text}"),
            Part::Date('y', ..3) => write!(out, "{:02}", at.year % 100),
            Part::Date('y', _) => write!(out, "{}", at.year),
            Part::Date('m', 3..) => {
                let name = usize::try_from(at.month - 1).ok().and_then(|it| MONTHS.get(it));
                write!(out, "{}", name.copied().unwrap_or_default())
            }
            Part::Date('m', 2) => write!(out, "{:02}", at.month),
            Part::Date('m', _) => write!(out, "{}", at.month),
            // The name of the weekday says nothing that the date does not.
            Part::Date('d', 3..) => Ok(()),
            Part::Date('d', 2) => write!(out, "{:02}", at.day),
            Part::Date('d', _) => write!(out, "{}", at.day),
            Part::Date('h', 2..) => write!(out, "{hour:02}"),
            Part::Date('h', _) => write!(out, "{hour}"),
            Part::Minute(2..) => write!(out, "{:02}", at.minute),
            Part::Minute(_) => write!(out, "{}", at.minute),
            Part::Date('s', 2..) => write!(out, "{:02}", at.second),
            Part::Date('s', _) => write!(out, "{}", at.second),
            Part::HalfDay(true) => write!(out, "{}", if at.hour < 12 { "上午" } else { "下午" }),
            Part::HalfDay(false) => write!(out, "{}", if at.hour < 12 { "AM" } else { "PM" }),
            Part::Point => write!(out, "."),
            Part::Comma => write!(out, ","),
            _ => Ok(()),
        };
    }
    out
}

/// A number under a section of digits; `None` where it cannot be shown so.
fn number(section: &[Part], value: f64) -> Option<String> {
    let is_digit = |it: &Part| matches!(it, Part::Digit(_));
    let Some(first) = section.iter().position(is_digit) else {
        // Only literals: what is shown instead of the number, such as “-” for zero.
        let text: String = section.iter().filter_map(literal).collect();
        return Some(if text.trim().is_empty() && !section.is_empty() { String::new() } else { text });
    };
    let last = section.iter().rposition(is_digit)?;
    let n_percent = section.iter().filter(|it| **it == Part::Percent).count();
    let point = section.iter().position(|it| *it == Part::Point).filter(|it| first <= *it + 1);
    let whole = section.get(first.min(point.unwrap_or(first))..point.unwrap_or(last + 1).max(first))?;
    let is_grouped = whole.iter().take(whole.len().saturating_sub(1)).any(|it| *it == Part::Comma);
    // Commas at the end of the digits divide by a thousand each.
    let n_thousands = section.iter().skip(last + 1).take_while(|it| **it == Part::Comma).count();
    let decimals: Vec<char> = section.iter().skip(point.unwrap_or(section.len())).filter_map(digit).collect();
    let n_whole = section.iter().take(point.unwrap_or(section.len())).filter(|it| **it == Part::Digit('0'));
    let mut amount = exact(value)?;
    for _ in 0..n_percent {
        amount = amount.checked_mul(Decimal::ONE_HUNDRED)?;
    }
    for _ in 0..n_thousands {
        amount = amount.checked_div(Decimal::ONE_THOUSAND)?;
    }
    let n_decimals = u32::try_from(decimals.len()).ok().filter(|it| *it <= 20)?;
    amount = amount.round_dp_with_strategy(n_decimals, RoundingStrategy::MidpointAwayFromZero);
    let digits = digits(amount.abs(), &decimals, n_whole.count(), is_grouped);
    let sign = if amount.is_sign_negative() && !amount.is_zero() { "-" } else { "" };
    let before: String =
        section.iter().take(point.map_or(first, |it| it.min(first))).filter_map(literal).collect();
    let after: String = section.iter().skip(last + 1).filter_map(literal).collect();
    Some(format!("{sign}{before}{digits}{after}").trim().to_owned())
}

/// The digits of an amount: as many zeros before the point as there are `0`, and `#` behind it only where needed.
fn digits(amount: Decimal, decimals: &[char], n_whole: usize, is_grouped: bool) -> String {
    let text = format!("{amount:.*}", decimals.len());
    let (whole, fraction) = text.split_once('.').unwrap_or((text.as_str(), ""));
    let whole = if n_whole == 0 && whole == "0" { "" } else { whole };
    let whole = format!("{whole:0>n_whole$}");
    let mut out = String::new();
    for (idx, it) in whole.chars().enumerate() {
        if is_grouped && idx > 0 && (whole.len() - idx).is_multiple_of(3) {
            out.push(',');
        }
        out.push(it);
    }
    let n_kept = fraction
        .chars()
        .zip(decimals)
        .enumerate()
        .filter(|(_, (digit, wanted))| *digit != '0' || **wanted == '0')
        .map(|(at, _)| at + 1)
        .last()
        .unwrap_or(0);
    if n_kept > 0 {
        out.push('.');
        out.extend(fraction.chars().take(n_kept));
    }
    out
}

fn digit(part: &Part) -> Option<char> {
    if let Part::Digit(it) = part { Some(*it) } else { None }
}

fn literal(part: &Part) -> Option<&str> {
    match part {
        Part::Literal(text) => Some(text),
        Part::Percent => Some("%"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_excel_shows_them() {
        for (value, code, expected) in [
            (0.95, "0%", "95%"),
            (0.955, "0.0%", "95.5%"),
            (0.285, "0.00", "0.29"),
            (1.005, "0.00", "1.01"),
            (20_005_612.87, "#,##0.00", "20,005,612.87"),
            (1234.5, "#,##0", "1,235"),
            (12.0, "0.00", "12.00"),
            (12.0, "0.##", "12"),
            (0.5, "#.00", ".50"),
            (7.0, "000", "007"),
            (-3.5, "0.0;(0.0)", "(3.5)"),
            (0.0, "0;-0;\"-\"", "-"),
            (0.0, "0;-0;;@", ""),
            (-1234.0, "#,##0_ ", "-1,234"),
            (3.0, "\"≥\"0\"个\"", "≥3个"),
            (95.0, "\"≥\"0\\%", "≥95%"),
            (1500.0, "[$¥-804]#,##0.00", "¥1,500.00"),
            (1_500_000.0, "#,##0,", "1,500"),
            (1234.5, "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "1,234.50"),
            (0.1 + 0.2, "", "0.3"),
            (13_812_345_678.0, "General", "13812345678"),
            (0.25, "# ?/?", "0.25"),
            (2025.0, "0\"年\"", "2025年"),
            (-0.001, "0.00", "0.00"),
        ] {
            assert_eq!(show(value, code, false), expected, "{value} {code}");
        }
    }

    #[test]
    fn dates_as_excel_shows_them() {
        for (value, code, expected) in [
            (45_199.0, "yyyy-mm-dd", "2023-09-30"),
            (45_199.0, "yyyy/m/d;@", "2023/9/30"),
            (45_199.0, built_in(14), "2023/9/30"),
            (45_199.0, built_in(31), "2023年9月30日"),
            (45_199.0, "[$-804]yyyy\"年\"m\"月\";@", "2023年9月"),
            (45_199.0, "yyyy.mm", "2023.09"),
            (45_199.395_833, "yyyy-mm-dd hh:mm", "2023-09-30 09:30"),
            (0.75, "h:mm AM/PM", "6:00 PM"),
            (-5.0, "yyyy-mm-dd", "-5"),
        ] {
            assert_eq!(show(value, code, false), expected, "{value} {code}");
        }
    }

    #[test]
    fn odd_codes_do_no_harm() {
        for code in
            ["\"", "[", "\\", "0.0.0", ",", "%", "0%%%%%%%%%%%%%%%%", "[h]:mm", ";;;", "y", "0;\"", "_"]
        {
            for value in [0.0, -1.5, 1e300, 1e-300, f64::NAN, 45_199.5] {
                show(value, code, false);
            }
        }
    }
}

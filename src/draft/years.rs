//! Years in texts moved on: `2024年12月底前` becomes `2025年12月底前`.
//!
//! It sees texts only. Invariant: the numbers of documents, titles in 《》 and plan periods such as 2021—2025 stay.

/// What opens and closes the title or number of a document.
const BRACKETS: [(char, char); 4] = [('《', '》'), ('〔', '〕'), ('［', '］'), ('[', ']')];

/// What stands between the years of a period.
const BETWEEN: &str = "-—–－~～至到";

/// A year in a text.
struct Year {
    /// Where its digits begin, by character.
    at: usize,
    number: i32,
    is_in_document: bool,
}

/// The text with the old year, the one before it and the one after it moved on by as much as the filing's year.
pub fn moved(text: &str, from: i32, to: i32) -> String {
    let chars: Vec<char> = text.chars().collect();
    let years = years(&chars);
    let mut out = chars.clone();
    for (n, it) in years.iter().enumerate() {
        let is_near = (it.number - from).abs() <= 1;
        let before = n.checked_sub(1).and_then(|it| years.get(it));
        let is_period = before.is_some_and(|before| is_period(&chars, before, it))
            || years.get(n + 1).is_some_and(|after| is_period(&chars, it, after));
        if !is_near || it.is_in_document || is_period {
            continue;
        }
        let is_wide = chars.get(it.at).is_some_and(|it| !it.is_ascii());
        for (offset, digit) in (it.number + to - from).to_string().chars().enumerate() {
            if let Some(slot) = out.get_mut(it.at + offset) {
                *slot = if is_wide { wide(digit) } else { digit };
            }
        }
    }
    out.into_iter().collect()
}

/// Numbers of four digits that are years.
fn years(chars: &[char]) -> Vec<Year> {
    let mut found = Vec::new();
    let mut open: Vec<char> = Vec::new();
    let mut at = 0;
    while let Some(it) = chars.get(at) {
        if let Some((_, close)) = BRACKETS.iter().find(|(open, _)| open == it) {
            open.push(*close);
        } else if open.last() == Some(it) {
            open.pop();
        }
        let digits: Vec<u32> = chars.iter().skip(at).map_while(|it| digit(*it)).collect();
        if digits.is_empty() {
            at += 1;
            continue;
        }
        let after = chars.get(at + digits.len());
        // 2024.5 and 2024号 and 2024人 are no years; a full stop or a slash before a month is part of a date.
        let follows = after.is_none_or(|it| "年-./—–－~～至到、，。；,;）) 度上下底末".contains(*it));
        let before = at.checked_sub(1).and_then(|it| chars.get(it));
        let is_number = before.is_some_and(|it| matches!(it, '.' | '≥' | '≤' | '=' | '＝' | '>' | '<'))
            && after != Some(&'年');
        if let (&[a, b, c, d], true, false) = (digits.as_slice(), follows, is_number) {
            let year = a * 1000 + b * 100 + c * 10 + d;
            if (1990..=2099).contains(&year) {
                found.push(Year { at, number: year.cast_signed(), is_in_document: !open.is_empty() });
            }
        }
        at += digits.len();
    }
    found
}

/// Whether two years are the ends of a period of several years: only 年 and a dash between them.
fn is_period(chars: &[char], first: &Year, last: &Year) -> bool {
    let between = chars.get(first.at + 4..last.at).unwrap_or_default();
    let dashes: Vec<char> = between.iter().copied().filter(|it| *it != '年' && !it.is_whitespace()).collect();
    first.number != last.number && !dashes.is_empty() && dashes.iter().all(|it| BETWEEN.contains(*it))
}

fn digit(it: char) -> Option<u32> {
    match it {
        '０'..='９' => Some(u32::from(it) - u32::from('０')),
        _ => it.to_digit(10),
    }
}

fn wide(digit: char) -> char {
    char::from_u32(u32::from(digit) + 0xFEE0).unwrap_or(digit)
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn years_of_the_filing_move_and_documents_do_not() {
        for (text, expected) in [
            ("2024年12月底前完成", "2025年12月底前完成"),
            ("2024-12-31", "2025-12-31"),
            ("２０２４年度", "２０２５年度"),
            ("不低于2023年水平", "不低于2024年水平"),
            ("截至2025年6月", "截至2026年6月"),
            ("按照《县水利规划（2024年）》", "按照《县水利规划（2024年）》"),
            ("县财〔2024〕18号", "县财〔2024〕18号"),
            ("2021—2025年规划", "2021—2025年规划"),
            ("2024年1月1日至2024年12月31日", "2025年1月1日至2025年12月31日"),
            ("2016年建成，2024年维护", "2016年建成，2025年维护"),
            ("培训2024人次", "培训2024人次"),
            ("≥2024", "≥2024"),
            ("编号20240315", "编号20240315"),
            ("", ""),
        ] {
            assert_eq!(moved(text, 2024, 2025), expected, "{text}");
        }
    }
}

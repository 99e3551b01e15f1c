//! Long texts: paragraphs out of wrapped lines and tags, and numbered goals out of paragraphs.
//!
//! Invariant: nothing but tags, blanks and wraps is dropped.

use super::join;

/// The longest tag, in characters.
const MAX_TAG: usize = 60;

/// A line of a long text.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its text, blanks tidied.
    pub text: String,
    /// Whether the text is a whole cell rather than a line that may have been wrapped.
    pub is_whole: bool,
}

/// The paragraphs of a text.
pub fn paragraphs(lines: &[Line]) -> Vec<String> {
    let width = lines.iter().filter(|it| !it.is_whole).map(|it| join::columns(&it.text)).max().unwrap_or(0);
    let mut out: Vec<String> = Vec::new();
    let mut pieces: Vec<&str> = Vec::new();
    let mut is_ended = false;
    for line in lines {
        if line.is_whole {
            flush(&mut pieces, &mut out);
            out.extend(tagged(&line.text));
            continue;
        }
        if (is_ended || leads_with_number(&line.text)) && !pieces.is_empty() {
            flush(&mut pieces, &mut out);
        }
        // A short line with a full stop ends its paragraph; a full line with one may be followed by the same.
        is_ended = line.text.ends_with(['。', '；', '！', '：']) && join::columns(&line.text) * 4 < width * 3;
        pieces.push(&line.text);
    }
    flush(&mut pieces, &mut out);
    out.retain(|it| !it.is_empty());
    out
}

fn flush(pieces: &mut Vec<&str>, out: &mut Vec<String>) {
    if !pieces.is_empty() {
        out.push(join::clean(&join::wrapped(pieces.drain(..))));
    }
}

/// The paragraphs of a cell with `<p>` or `<br>` tags.
fn tagged(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        push(&mut out, before);
        // Only a short tag is looked for, so that a text full of signs stays cheap.
        let close = after.char_indices().take(MAX_TAG).find(|(_, it)| *it == '>').map(|(at, _)| at);
        let tag = close.and_then(|at| after.split_at_checked(at)).filter(|(tag, _)| is_tag(tag));
        match tag {
            Some((_, tail)) => {
                out.push(String::new());
                rest = tail.strip_prefix('>').unwrap_or(tail);
            }
            None => {
                push(&mut out, "<");
                rest = after;
            }
        }
    }
    push(&mut out, rest);
    out.into_iter().map(|it| join::trim(&it).to_owned()).filter(|it| !it.is_empty()).collect()
}

fn push(out: &mut [String], text: &str) {
    if let Some(last) = out.last_mut() {
        last.push_str(text);
    }
}

fn is_tag(tag: &str) -> bool {
    let name = tag.trim_matches(['/', ' ']).split([' ', '/']).next().unwrap_or_default();
    matches!(name.to_ascii_lowercase().as_str(), "p" | "br" | "div" | "li" | "ul" | "ol" | "span")
}

/// Whether a text says what a word means, as the glossaries below forms do: 绩效目标：指预算资金…….
pub fn is_definition(text: &str) -> bool {
    let rest = text.strip_prefix(['是', '系']).unwrap_or(text);
    let goes_on = ["指标", "指导", "指挥", "指引", "指定", "指示"].iter().any(|it| rest.starts_with(it));
    rest.starts_with('指') && !goes_on
}

/// One text a numbered goal. What stands before the first number is a goal of its own; a paragraph without a number
/// belongs to the numbered goal before it.
pub fn goals(paragraphs: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut next = 1_u32;
    let mut is_numbered = false;
    for paragraph in paragraphs {
        for piece in split_numbered(paragraph, &mut next) {
            let leads = leads_with_number(&piece);
            match out.last_mut() {
                Some(last) if is_numbered && !leads => {
                    last.push('\n');
                    last.push_str(&piece);
                }
                _ => out.push(piece),
            }
            is_numbered |= leads;
        }
    }
    out
}

/// Cuts a paragraph before each number that follows the last: 目标2： anywhere, `2、` and `2.` after the end of a
/// sentence.
fn split_numbered(text: &str, next: &mut u32) -> Vec<String> {
    let mut out = Vec::new();
    let mut current = String::new();
    let mut last_visible = '。';
    for (at, it) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let is_goal = it == '目' && goal_number(rest) == Some(*next);
        let is_item = it.is_ascii_digit()
            && matches!(last_visible, '。' | '；' | ';' | '！' | '：' | ':' | '，' | ',')
            && item_number(rest) == Some(*next);
        if is_goal || (is_item && !(current.trim().ends_with([':', '：']) && starts_goal(&current))) {
            *next += 1;
            if !join::trim(&current).is_empty() {
                out.push(join::trim(&current).to_owned());
            }
            current.clear();
        }
        current.push(it);
        if !it.is_whitespace() {
            last_visible = it;
        }
    }
    if !join::trim(&current).is_empty() {
        out.push(join::trim(&current).to_owned());
    }
    out
}

fn starts_goal(text: &str) -> bool {
    goal_number(join::trim(text)).is_some()
}

/// The number of 目标N：.
fn goal_number(text: &str) -> Option<u32> {
    let rest = text.strip_prefix("目标")?.trim_start();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).take(4).collect();
    let after = rest.get(digits.len()..)?.trim_start();
    after.starts_with(['：', ':', '、', '.', '．']).then(|| digits.parse().ok()).flatten()
}

/// The number of `N、`, `N.` or `N）`.
fn item_number(text: &str) -> Option<u32> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).take(4).collect();
    let after = text.get(digits.len()..)?;
    let is_point =
        after.starts_with(['.', '．']) && !after.chars().nth(1).is_some_and(|it| it.is_ascii_digit());
    (is_point || after.starts_with(['、', '）', ')'])).then(|| digits.parse().ok()).flatten()
}

/// Whether a text begins with a number of a list: 1、, （一）, 二、, 目标3：, 第一.
pub fn leads_with_number(text: &str) -> bool {
    let text = text.trim_start_matches(['（', '(']);
    if goal_number(text).is_some() || item_number(text).is_some() {
        return true;
    }
    let rest = text.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    rest.len() < text.len() && rest.starts_with(['、', '）', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], is_whole: bool, expected: &[&str]) {
        let lines: Vec<Line> = lines.iter().map(|it| Line { text: (*it).to_owned(), is_whole }).collect();
        assert_eq!(goals(&paragraphs(&lines)), expected);
    }

    #[test]
    fn glossaries_define_words() {
        for (text, expected) in [
            ("指财政资金在一年内要达到的效果。", true),
            ("是指一年内要做的事。", true),
            ("指导各村修渠。", false),
            ("修渠3条。", false),
        ] {
            assert_eq!(is_definition(text), expected, "{text}");
        }
    }

    #[test]
    fn a_glossary_below_the_form_is_no_goal() {
        let text = "项目支出绩效目标表\n项目名称：\t修渠\n一级指标\t二级指标\t三级指标\t指标值\n\
                    产出指标\t数量指标\t清淤长度\t≥3公里\n名词解释\n二、绩效目标：指财政资金在一年内要达到的效果。\n";
        let filing = crate::import::import("表.txt", text.as_bytes()).filings.swap_remove(0);
        assert!(filing.goals.annual.is_empty());
        assert!(filing.source.unwrap().leftover.iter().any(|it| it.contains("要达到的效果")));
    }

    #[test]
    fn numbered_goals_are_one_text_each() {
        check(
            &["目标1：修渠；目标2：植树。目标3：节", "水。"],
            false,
            &["目标1：修渠；", "目标2：植树。", "目标3：节水。"],
        );
        check(&["<p>1、修渠</p> <p>2、植树</p>"], true, &["1、修渠", "2、植树"]);
        check(
            &["总则在前。", "1、修渠，", "长3.5公里。", "2、植树。"],
            false,
            &["总则在前。", "1、修渠，长3.5公里。", "2、植树。"],
        );
        check(&["修渠3条，植树。"], true, &["修渠3条，植树。"]);
        check(&["a < b > c"], true, &["a < b > c"]);
    }
}

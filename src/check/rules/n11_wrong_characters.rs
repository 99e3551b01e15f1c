//! N11: a doubled particle (的的), a phrase that stands twice in a row, a traditional character, or a place that differs
//! from the unit's by one character.
//!
//! Names, explanations and functions are looked at; a place is known where the unit's name begins with one.

use crate::check::cell::shown;
use crate::check::scheme::Scheme;
use crate::check::scope::Scope;
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::{Field, Filing, Place};
use crate::text::glyph::is_han;
use crate::text::words::contains;
use std::sync::LazyLock;

/// The rule.
pub const RULE: Rule = Rule {
    code: "N11",
    name: "wrong-characters",
    severity: Severity::Info,
    clause: None,
    title: RuleText::N11,
    schemes: Scheme::ALL,
    check: Check::Filing(Scope::row(&[Field::DepartmentName]), check),
};

/// Characters that stand twice only by mistake.
const SINGLE: &[char] =
    &['的', '了', '和', '与', '及', '率', '度', '在', '对', '为', '是', '将', '等', '数', '性'];
/// Traditional characters that are typed for their simplified forms.
const TRADITIONAL: &str = "學國體數業務電點線設備證據費開關門間問題產資質環監測檢驗實際動員會議計劃預執機構處車輛購買藥護醫療衛傳統組織發達標準選\
     報縣鎮鄉農戶幹黨團隊長時這個為與專項協調從過還進運連遠適遷邊針鋼錄鐵銷錢錯";
/// A bit for each character from [`FIRST_HAN`] on: whether it is one of them.
static IS_TRADITIONAL: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; (0xA000 - FIRST_HAN as usize) / 64];
    for it in TRADITIONAL.chars() {
        let idx = u32::from(it).wrapping_sub(u32::from(FIRST_HAN));
        if let Some(word) = bits.get_mut(idx as usize / 64) {
            *word |= 1 << (idx % 64);
        }
    }
    bits
});
const FIRST_HAN: char = '\u{4E00}';
/// Words of 64 bits that tell apart which characters a text has; several characters share a bit.
const N_WORDS: u32 = 8;
/// A phrase shorter than this may well be said twice.
const MIN_PHRASE_CHARS: usize = 3;
/// How names of places end.
const PLACE_ENDS: &[char] = &['县', '区', '市', '州', '旗', '镇', '乡'];

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    let place = place_of(&filing.department.name);
    for (function_idx, function) in filing.functions.iter().enumerate() {
        let at = Place::Function(function_idx);
        findings.extend(in_text(rule, at, Field::FunctionName, &function.name, place));
        for (idx, it) in function.indicators.iter().enumerate() {
            let at = Place::Indicator(function_idx, idx);
            let texts = [(Field::IndicatorName, &it.name), (Field::Note, &it.note)];
            findings
                .extend(texts.into_iter().find_map(|(field, text)| in_text(rule, at, field, text, place)));
        }
    }
}

fn in_text(rule: &'static Rule, at: Place, field: Field, text: &str, place: Option<&str>) -> Option<Finding> {
    let message = message(text, place)?;
    Some(Finding::new(rule, at, Some(field), message).with_value(text))
}

fn message(text: &str, place: Option<&str>) -> Option<Message<RuleText>> {
    if !may_be_wrong(text, place) {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let found = |id, text: String| Some(Message::new(id, [("text", text)]));
    if let Some((it, _)) = chars.iter().zip(chars.iter().skip(1)).find(|(a, b)| a == b && SINGLE.contains(a))
    {
        return found(RuleText::N11Doubled, format!("{it}{it}"));
    }
    if let Some(phrase) = repeated(&chars) {
        return found(RuleText::N11Repeated, shown(&phrase));
    }
    if let Some(it) = chars.iter().find(|it| is_traditional(**it)) {
        return found(RuleText::N11Traditional, it.to_string());
    }
    let place = place?;
    let other = near_place(&chars, place)?;
    Some(Message::new(RuleText::N11Place, [("text", other), ("place", place.to_owned())]))
}

/// Whether a closer look is worth it, as it is for few texts.
fn may_be_wrong(text: &str, place: Option<&str>) -> bool {
    let after_first = place.and_then(|it| it.char_indices().nth(1).and_then(|(at, _)| it.get(at..)));
    let second = after_first.and_then(|it| it.chars().next());
    let (mut before, mut n_again, mut has_second) = ('\0', 0, false);
    let (mut seen, table) = ([0_u64; N_WORDS as usize], &*IS_TRADITIONAL);
    for it in text.chars() {
        if is_in(table, it) {
            return true;
        }
        has_second |= Some(it) == second;
        let code = u32::from(it);
        let Some(word) = seen.get_mut((code / 64 % N_WORDS) as usize) else { continue };
        if *word >> (code % 64) & 1 == 1 {
            n_again += 1;
            // Enough characters that stood before, or seem to, stand in a row to make a phrase that stands twice.
            if n_again >= MIN_PHRASE_CHARS || before == it && SINGLE.contains(&it) {
                return true;
            }
        } else {
            *word |= 1 << (code % 64);
            n_again = 0;
        }
        before = it;
    }
    let is_near = |(place, rest)| contains(text, rest) && is_apart(text, place, rest);
    has_second && place.zip(after_first).is_some_and(is_near)
}

/// Whether the rest of a place stands in a text without the first character before it. Names that begin with the place
/// itself need no closer look.
fn is_apart(text: &str, place: &str, rest: &str) -> bool {
    let first = place.strip_suffix(rest).unwrap_or(place);
    text.match_indices(|it| rest.starts_with(it)).any(|(at, _)| {
        text.split_at_checked(at).is_some_and(|(before, it)| it.starts_with(rest) && !before.ends_with(first))
    })
}

fn is_traditional(it: char) -> bool {
    is_in(&IS_TRADITIONAL, it)
}

fn is_in(table: &[u64], it: char) -> bool {
    let idx = u32::from(it).wrapping_sub(u32::from(FIRST_HAN));
    table.get(idx as usize / 64).is_some_and(|word| *word >> (idx % 64) & 1 == 1)
}

/// The longest phrase that stands twice in a row.
fn repeated(chars: &[char]) -> Option<String> {
    // Texts longer than this are prose, in which a phrase may stand twice.
    const MAX_CHARS: usize = 60;
    if chars.len() > MAX_CHARS {
        return None;
    }
    (MIN_PHRASE_CHARS..=chars.len() / 2).rev().find_map(|n_chars| {
        let mut twice = chars.windows(2 * n_chars);
        let found = twice.find(|it| {
            let (first, second) = it.split_at(n_chars);
            first == second && first.iter().all(|it| is_han(*it))
        })?;
        Some(found.iter().take(n_chars).collect())
    })
}

/// The place that the unit's name begins with.
fn place_of(department: &str) -> Option<&str> {
    let (at, end) = department.char_indices().find(|(_, it)| PLACE_ENDS.contains(it))?;
    let place = department.get(..at + end.len_utf8())?;
    (3..=5).contains(&place.chars().count()).then_some(place)
}

/// A text of the same length and ending that differs from the place by its first character only.
fn near_place(chars: &[char], place: &str) -> Option<String> {
    let place: Vec<char> = place.chars().collect();
    let differs = |it: &&[char]| {
        let first_is_han = it.first().is_some_and(|it| is_han(*it));
        first_is_han && it.first() != place.first() && it.get(1..) == place.get(1..)
    };
    chars.windows(place.len()).find(differs).map(|it| it.iter().collect())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    #[test]
    fn odd_characters_are_found() {
        for (name, note, expected) in [
            ("河道的的管理率", "", "info 河道的的管理率:name"),
            ("购置办公专用设备", "购置办公设备购置办公设备", "info 购置办公专用设备:note"),
            ("中小學生节水课", "", "info 中小學生节水课:name"),
            ("菁禾县供水户数", "", "info 菁禾县供水户数:name"),
            ("青禾县与菁禾县供水户数", "", "info 青禾县与菁禾县供水户数:name"),
        ] {
            let mut filing = rows(&[&format!("产出指标|数量指标|{name}|≥3次|||{note}")]);
            filing.department.name = "青禾县水务局".to_owned();
            check(&RULE, &filing, &[expected]);
        }
        let mut filing = rows(&["@职能1 负责菁禾县供水", "产出指标|数量指标|供水户数|≥3户"]);
        filing.department.name = "青禾县水务局".to_owned();
        check(&RULE, &filing, &["info 负责菁禾县供水:name"]);
    }

    #[test]
    fn plain_texts_are_not() {
        for name in
            ["青禾县供水户数", "人人参与活动", "供水供水管网", "稳步推进工作", "白禾镇供水户数", "会计核算"]
        {
            let mut filing = rows(&[&format!("产出指标|数量指标|{name}|≥3次")]);
            filing.department.name = "青禾县水务局".to_owned();
            check(&RULE, &filing, &[]);
        }
    }
}

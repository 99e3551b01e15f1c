//! The closed list of qualitative words and their classes.
//!
//! A target is qualitative when it is a word of the list, a word of the list after adverbs of degree
//! (显著 + 提升), a judgment against a rule or plan (达到国家标准), or several of these in a row (及时、准确).
//! Everything else in words is text, which cannot be judged.

use super::pattern;
use super::target::Class;
use super::words::{
    ADVERBS, AFTER, FRAMES, JOINTS, LEVEL_ENDS, LEVEL_HOLDERS, LEVEL_SUBJECTS, MAX_FRAME_CHARS, STEMS,
    TIMELY_FRAMES, WORDS,
};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The words of the list; of a word that stands twice the first class.
static CLASSES: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let mut classes = FxHashMap::default();
    for (class, words) in WORDS {
        for word in *words {
            classes.entry(*word).or_insert(*class);
        }
    }
    classes
});

/// At most three judgments stand in a row without anything between them.
const MAX_PAIRED_CHARS: usize = 6;

/// The class of a text that is qualitative as a whole.
pub fn class(text: &str) -> Option<Class> {
    let text = text.strip_prefix("定性").map_or(text, |it| it.trim_start_matches([':', '：', '(']));
    let text = text.trim_end_matches(')');
    if let Some(class) = single(text) {
        return Some(class);
    }
    let mut classes = text.split(JOINTS).filter(|it| !it.is_empty()).map(single);
    let first = classes.next()??;
    classes.all(|it| it.is_some()).then_some(first)
}

/// The class of a word of the list, or of a level. Unlike [`class`] it takes no adverbs apart.
pub fn exact(text: &str) -> Option<Class> {
    if let Some(class) = CLASSES.get(text) {
        return Some(*class);
    }
    if is_level(text) { Some(Class::Level) } else { pattern::class(text) }
}

/// The class of a level or a judgment without adverbs, of the water or air or not: Ⅲ类及以上, 良好, 地表水Ⅱ类水质.
pub fn grade(text: &str) -> Option<Class> {
    let text = text.strip_suffix("水质").unwrap_or(text);
    let text = LEVEL_ENDS.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    exact(text).filter(|it| matches!(it, Class::Grade | Class::Level))
}

fn single(text: &str) -> Option<Class> {
    if let Some(class) = exact(text) {
        return Some(class);
    }
    if let Some((class, _)) = STEMS.iter().find(|(_, stems)| stems.contains(&text)) {
        return Some(*class);
    }
    if let Some(class) = framed(text).or_else(|| paired(text)) {
        return Some(class);
    }
    let stem = AFTER.iter().find_map(|it| text.strip_suffix(it));
    if let Some((class, _)) = stem.and_then(|stem| STEMS.iter().find(|(_, stems)| stems.contains(&stem))) {
        return Some(*class);
    }
    ADVERBS.iter().find_map(|adverb| {
        let stem = text.strip_prefix(adverb)?;
        if stem.is_empty() { None } else { single(stem) }
    })
}

/// 真实准确, 规范有序: judgments of two characters each without anything between them.
fn paired(text: &str) -> Option<Class> {
    let chars: Vec<char> = text.chars().take(MAX_PAIRED_CHARS + 1).collect();
    if !matches!(chars.len(), 4 | MAX_PAIRED_CHARS) {
        return None;
    }
    let mut classes = chars.chunks(2).map(|it| {
        let class = CLASSES.get(it.iter().collect::<String>().as_str()).copied();
        class.filter(|it| matches!(it, Class::Grade | Class::Timely))
    });
    let first = classes.next()??;
    classes.all(|it| it.is_some()).then_some(first)
}

/// 达到国家标准, 按合同约定时间完成, 无重大安全事故.
fn framed(text: &str) -> Option<Class> {
    // The letters and digits of a standard's code (GB50300-2013) do not make prose of it.
    if text.chars().filter(|it| !it.is_ascii()).count() > MAX_FRAME_CHARS {
        return None;
    }
    let has_code = text.chars().any(|it| it.is_ascii_uppercase());
    let has_digit = !has_code && text.chars().any(|it| it.is_ascii_digit());
    FRAMES.iter().find_map(|(starts, ends, class)| {
        let inside = starts.iter().find_map(|it| text.strip_prefix(it))?;
        let is_closed = ends.iter().any(|it| inside.ends_with(it));
        let is_timed = TIMELY_FRAMES.iter().any(|it| inside.contains(it));
        let is_bare = starts != &["不"] || ends.contains(&inside);
        // A number makes it a date or an amount; only a base year may stand there (较2023年提高).
        let fits = !has_digit || *class == Class::Direction;
        (is_closed && is_bare && fits && (*class != Class::Timely || is_timed)).then_some(*class)
    })
}

/// 一级, 3级, Ⅲ类, A级, AAA级, 5A级, 省级, 三级甲等, 优秀等次.
fn is_level(text: &str) -> bool {
    let stem = LEVEL_ENDS.iter().chain(LEVEL_HOLDERS).find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    if let Some(grade) = stem.strip_suffix("等次") {
        return exact(grade) == Some(Class::Grade);
    }
    let stem = LEVEL_SUBJECTS.iter().find_map(|it| stem.strip_prefix(it)).unwrap_or(stem);
    let stem = stem.strip_prefix("国家").filter(|it| *it != "级").unwrap_or(stem);
    if stem.len() == 1 && stem.starts_with(|it| matches!(it, 'A'..='E')) {
        return true;
    }
    // 一级A of the discharge standards.
    let stem = stem.strip_suffix(['A', 'B']).filter(|it| it.ends_with('级')).unwrap_or(stem);
    let Some(rank) = stem.strip_suffix('级').or_else(|| stem.strip_suffix('类')) else { return false };
    if !rank.is_empty() && rank.chars().all(|it| matches!(it, 'Ⅰ'..='Ⅻ' | 'I' | 'V')) {
        return true;
    }
    let letters = rank.trim_start_matches(|it: char| it.is_ascii_digit());
    let is_letters = !letters.is_empty() && letters.chars().all(|it| matches!(it, 'A'..='E' | 'a'..='e'));
    let is_digit = rank.len() == 1 && rank.starts_with(|it: char| it.is_ascii_digit());
    let is_word = [
        "一", "二", "三", "四", "五", "特", "甲", "乙", "丙", "国家", "省", "市", "县", "优秀", "合格",
        "良好",
    ]
    .contains(&rank);
    is_letters || is_digit || is_word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_classed() {
        let cases = [
            ("及时", Some(Class::Timely)),
            ("显著提升", Some(Class::Direction)),
            ("得到有效改善", Some(Class::Direction)),
            ("进一步规范", Some(Class::Grade)),
            ("及时、准确", Some(Class::Timely)),
            ("规范，合理", Some(Class::Grade)),
            ("长期保持", Some(Class::Sustain)),
            ("定性：良好", Some(Class::Grade)),
            ("十分满意", Some(Class::Grade)),
            ("一级", Some(Class::Level)),
            ("AAA级", Some(Class::Level)),
            ("三级甲等", Some(Class::Level)),
            ("优秀等次", Some(Class::Level)),
            ("达成预期指标", Some(Class::Result)),
            ("达到国家标准", Some(Class::Grade)),
            ("符合GB50300-2013标准", Some(Class::Grade)),
            ("地表水Ⅲ类标准", Some(Class::Level)),
            ("一次性验收合格", Some(Class::Grade)),
            ("按照合同约定时间完成", Some(Class::Timely)),
            ("按照上级要求开展", None),
            ("无重大安全事故", Some(Class::Grade)),
            ("较2023年提高", Some(Class::Direction)),
            ("保障到位", Some(Class::Grade)),
            ("提升明显", Some(Class::Direction)),
            ("Ⅲ类", Some(Class::Level)),
            ("国家一级标准", Some(Class::Level)),
            ("A", Some(Class::Level)),
            ("国家级", Some(Class::Level)),
            ("国家一级馆", Some(Class::Level)),
            ("一级A标准", Some(Class::Level)),
            ("基本消除", Some(Class::Grade)),
            ("建立并运行", Some(Class::Grade)),
            ("按任务书进度", Some(Class::Timely)),
            ("20年一遇", Some(Class::Level)),
            ("应救尽救", Some(Class::Coverage)),
            ("真实准确", Some(Class::Grade)),
            ("规范有序", Some(Class::Grade)),
            ("及时准确完整", Some(Class::Timely)),
            ("数据不丢失", None),
            ("不丢失", Some(Class::Grade)),
            ("不准备丢失数据", None),
            ("只降不升", Some(Class::Direction)),
            ("随到随办", Some(Class::Timely)),
            ("真实情况", None),
            ("根据实际情况确定", None),
            ("及时、以后再说", None),
            ("", None),
            ("、", None),
            ("级", None),
        ];
        for (text, expected) in cases {
            assert_eq!(class(text), expected, "{text}");
        }
    }

    #[test]
    fn no_word_has_two_classes() {
        let mut seen = std::collections::HashSet::new();
        for word in WORDS.iter().flat_map(|(_, words)| *words) {
            assert!(seen.insert(*word), "{word} stands twice");
        }
    }
}

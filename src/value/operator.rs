//! Signs, the words that stand for them, and the words behind a number that limit it.
//!
//! It knows nothing of numbers. Both word tables are searched longest first.

use super::target::Op;

/// Signs after folding.
const SIGNS: &[(char, Op)] = &[('≥', Op::Ge), ('≤', Op::Le), ('>', Op::Gt), ('<', Op::Lt), ('=', Op::Eq)];

/// Words before a number, longest first.
const WORDS: &[(&str, Op)] = &[
    ("大于或等于", Op::Ge),
    ("小于或等于", Op::Le),
    ("大于等于", Op::Ge),
    ("小于等于", Op::Le),
    ("高于等于", Op::Ge),
    ("低于等于", Op::Le),
    ("控制在", Op::Le),
    ("控制为", Op::Le),
    ("不得低于", Op::Ge),
    ("不得少于", Op::Ge),
    ("不得高于", Op::Le),
    ("不得超过", Op::Le),
    ("不低于", Op::Ge),
    ("不少于", Op::Ge),
    ("不小于", Op::Ge),
    ("不高于", Op::Le),
    ("不超过", Op::Le),
    ("不大于", Op::Le),
    ("不多于", Op::Le),
    ("不超出", Op::Le),
    ("不长于", Op::Le),
    ("不晚于", Op::Le),
    ("不迟于", Op::Le),
    ("提高到", Op::Ge),
    ("提升到", Op::Ge),
    ("提高至", Op::Ge),
    ("提升至", Op::Ge),
    ("增长至", Op::Ge),
    ("增长到", Op::Ge),
    ("增加到", Op::Ge),
    ("增加至", Op::Ge),
    ("下降到", Op::Le),
    ("下降至", Op::Le),
    ("降低到", Op::Le),
    ("降低至", Op::Le),
    ("减少到", Op::Le),
    ("减少至", Op::Le),
    ("压减到", Op::Le),
    ("压减至", Op::Le),
    ("稳定在", Op::Eq),
    ("保持在", Op::Eq),
    ("维持在", Op::Eq),
    ("不超", Op::Le),
    ("不足", Op::Lt),
    ("降至", Op::Le),
    ("升至", Op::Ge),
    ("至少", Op::Ge),
    ("至多", Op::Le),
    ("最少", Op::Ge),
    ("最多", Op::Le),
    ("达到", Op::Ge),
    ("优于", Op::Gt),
    ("大于", Op::Gt),
    ("高于", Op::Gt),
    ("多于", Op::Gt),
    ("超过", Op::Gt),
    ("小于", Op::Lt),
    ("低于", Op::Lt),
    ("少于", Op::Lt),
    ("等于", Op::Eq),
    ("保持", Op::Eq),
    ("超", Op::Gt),
    ("达", Op::Ge),
    ("为", Op::Eq),
];

/// Words behind a number, longest first. 左右 and 上下 say "about".
const BOUNDS: &[(&str, Option<Op>)] = &[
    ("(含)以上", Some(Op::Ge)),
    ("(含)以下", Some(Op::Le)),
    ("及以上", Some(Op::Ge)),
    ("及以下", Some(Op::Le)),
    ("及以内", Some(Op::Le)),
    ("以上", Some(Op::Ge)),
    ("以下", Some(Op::Le)),
    ("以内", Some(Op::Le)),
    ("之内", Some(Op::Le)),
    ("左右", None),
    ("上下", None),
    ("内", Some(Op::Le)),
    ("起", Some(Op::Ge)),
];

/// Words after which something other than a number may be compared with. The others would turn prose
/// (达到要求, 为民服务) into comparisons.
const COMPARING: &[&str] = &[
    "大于或等于",
    "小于或等于",
    "大于等于",
    "小于等于",
    "高于等于",
    "低于等于",
    "不低于",
    "不少于",
    "不小于",
    "不高于",
    "不超过",
    "不大于",
    "不多于",
    "优于",
    "大于",
    "高于",
    "多于",
    "超过",
    "小于",
    "低于",
    "少于",
    "等于",
];

/// The sign or word at the start: what it says, the word if it is one, and the rest.
pub fn operator(text: &str) -> Option<(Op, Option<&'static str>, &str)> {
    if let Some((op, rest)) = sign(text) {
        return Some((op, None, rest));
    }
    WORDS.iter().find_map(|(word, op)| text.strip_prefix(word).map(|rest| (*op, Some(*word), rest)))
}

/// The sign at the start and the rest.
pub fn sign(text: &str) -> Option<(Op, &str)> {
    SIGNS.iter().find_map(|(sign, op)| text.strip_prefix(*sign).map(|rest| (*op, rest)))
}

/// The word for a sign at the end of a label: the label before it, and what the word says.
pub fn operator_at_end(label: &str) -> Option<(&str, Op)> {
    WORDS.iter().find_map(|(word, op)| label.strip_suffix(word).map(|rest| (rest, *op)))
}

/// Whether this is the sign of an operator.
pub fn is_sign(c: char) -> bool {
    SIGNS.iter().any(|(it, _)| *it == c)
}

/// Whether something other than a number may follow this word.
pub fn compares(word: &str) -> bool {
    COMPARING.contains(&word)
}

/// The bound at the start: what it says (`None`: about), the word, and the rest.
pub fn bound(text: &str) -> Option<(Option<Op>, &'static str, &str)> {
    BOUNDS.iter().find_map(|(word, op)| text.strip_prefix(word).map(|rest| (*op, *word, rest)))
}

/// A text without the bound at its end.
pub fn without_bound(text: &str) -> &str {
    BOUNDS.iter().find_map(|(word, _)| text.strip_suffix(word)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_hides_behind_a_shorter_one() {
        for table in [
            WORDS.iter().map(|it| it.0).collect::<Vec<_>>(),
            BOUNDS.iter().map(|it| it.0).collect::<Vec<_>>(),
            COMPARING.to_vec(),
        ] {
            for (idx, word) in table.iter().enumerate() {
                assert!(!table[..idx].iter().any(|earlier| word.starts_with(earlier)), "{word}");
            }
        }
    }
}

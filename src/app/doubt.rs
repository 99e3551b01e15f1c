//! What a person decides about doubts of the import and of drafts by editing: who types a field that was in doubt has
//! looked at it.
//!
//! It must not know how doubts come about. Invariant: a doubt about another field stays.

use crate::model::{BETWEEN_DOUBTS, Field};

/// The keys of what a move decides: levels and the function.
const MOVED: &[&str] = &["level1", "level2", "function"];

/// The field of a doubt, by its key: the importer writes it first (`level2: …`).
fn key(part: &str) -> Option<&str> {
    let (key, _) = part.split_once(": ")?;
    let is_key = key == "function" || Field::OF_INDICATOR.iter().any(|it| it.key().1 == key);
    is_key.then_some(key)
}

/// The indicator's fields that a doubt is about.
pub fn fields_of(doubt: &str) -> Vec<Field> {
    let keys: Vec<&str> = doubt.split(BETWEEN_DOUBTS).filter_map(key).collect();
    Field::OF_INDICATOR.into_iter().filter(|it| keys.contains(&it.key().1)).collect()
}

/// A doubt without what typing a field settles.
pub fn without_typed(doubt: &str, field: &Field) -> String {
    match field {
        // Labels are read together: one tells the other.
        Field::Level1 | Field::Level2 => without(doubt, |it| matches!(it, Some("level1" | "level2"))),
        // What a draft doubts is last year's figure, and names no field.
        Field::Target | Field::TargetHalf => without(doubt, |it| it.is_none_or(|it| it == field.key().1)),
        _ => without(doubt, |it| it == Some(field.key().1)),
    }
}

/// A doubt without what a move settles.
pub fn without_moved(doubt: &str) -> String {
    without(doubt, |it| it.is_some_and(|it| MOVED.contains(&it)))
}

fn without(doubt: &str, is_settled: impl Fn(Option<&str>) -> bool) -> String {
    doubt.split(BETWEEN_DOUBTS).filter(|it| !is_settled(key(it))).collect::<Vec<_>>().join(BETWEEN_DOUBTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_a_field_settles_what_was_doubted_of_it() {
        let both = "name: 本行没有名称；target: 按位置推定，请核对";
        for (doubt, field, expected) in [
            (both, Field::IndicatorName, "target: 按位置推定，请核对"),
            (both, Field::Target, "name: 本行没有名称"),
            (both, Field::Note, both),
            ("level1: 表中没有一级指标标签；level2: 与一级指标不相符，请核对", Field::Level2, ""),
            (
                "function: 职能标签不在本行，按顺序和含义推定",
                Field::Level2,
                "function: 职能标签不在本行，按顺序和含义推定",
            ),
            ("累计指标沿用上年数，请按新一年核定", Field::Target, ""),
            (
                "累计指标沿用上年数，请按新一年核定",
                Field::IndicatorName,
                "累计指标沿用上年数，请按新一年核定",
            ),
            ("", Field::Target, ""),
        ] {
            assert_eq!(without_typed(doubt, &field), expected, "{doubt} {field:?}");
        }
        assert_eq!(without_moved("level2: 标签不在本行；target: 指标值缺失"), "target: 指标值缺失");
    }

    #[test]
    fn the_fields_in_doubt_are_known() {
        assert_eq!(fields_of("level2: 标签不在本行；name: 像被截断"), [Field::Level2, Field::IndicatorName]);
        assert!(fields_of("日期由“2024年12月”顺延为“2025年12月”，请核对").is_empty());
    }
}

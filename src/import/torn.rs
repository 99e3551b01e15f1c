//! Labels that a page break tore: the piece above it and the piece below stand in rows of their own.
//!
//! Pieces that make a word of the taxonomy are joined; which other labels look like pieces, the labels of the table
//! tell. Invariant: no character of a label is lost, and none is added but the 标 of 指标.

use super::own;
use super::raw::{Label, RawRow};

/// Joins labels that follow each other and are one word of the taxonomy together.
pub fn join(rows: &mut [RawRow]) {
    join_level(rows, |it| &mut it.level1, |it| own::level1(it).is_some());
    join_level(rows, |it| &mut it.level2, |it| own::level2(it).is_some());
    complete(rows);
}

/// Ends labels whose last character a page break put elsewhere: 数量指 is 数量指标, and nothing else.
fn complete(rows: &mut [RawRow]) {
    let labels = rows.iter_mut().flat_map(|it| [&mut it.level1, &mut it.level2]).flatten();
    for label in labels.filter(|it| it.text.ends_with('指')) {
        let whole = format!("{}标", label.text);
        if own::level1(&whole).is_some() || own::level2(&whole).is_some() {
            label.text = whole;
        }
    }
}

fn join_level(
    rows: &mut [RawRow],
    label_of: fn(&mut RawRow) -> &mut Option<Label>,
    is_word: fn(&str) -> bool,
) {
    let printed: Vec<(usize, String)> = rows
        .iter_mut()
        .enumerate()
        .filter_map(|(idx, it)| label_of(it).as_ref().map(|label| (idx, label.text.clone())))
        .collect();
    for pair in printed.windows(2) {
        let [(first, above), (second, below)] = pair else { continue };
        let joined = format!("{above}{below}");
        if is_word(below) || !is_word(&joined) {
            continue;
        }
        if let Some(label) = rows.get_mut(*first).and_then(|it| label_of(it).as_mut()) {
            label.text = joined;
        }
        if let Some(row) = rows.get_mut(*second) {
            *label_of(row) = None;
        }
    }
}

/// Whether a label is the beginning or the end of another one, or too short for a label of free words among longer
/// ones.
pub fn is_piece(label: &str, others: &[String]) -> bool {
    if own::level2(label).is_some() || own::level1(label).is_some() {
        return false;
    }
    let mut longer = others.iter().filter(|it| label.len() < it.len());
    let is_short = label.chars().count() < 3 && others.iter().all(|it| it == label || 2 < it.chars().count());
    is_short || longer.any(|it| it.starts_with(label) || it.ends_with(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_a_word_are_joined() {
        let row = |text: &str| RawRow { level2: Some(Label::new(text, 1)), ..RawRow::default() };
        for (labels, expected) in [
            (["服务对象满意", "度指标"], [Some("服务对象满意度指标"), None]),
            (["数量", "指标"], [Some("数量指标"), None]),
            (["数量指标", "质量指标"], [Some("数量指标"), Some("质量指标")]),
            (["数量指", "标"], [Some("数量指标"), None]),
            (["数量指", "质量指标"], [Some("数量指标"), Some("质量指标")]),
            (["灌区管护指", "服务"], [Some("灌区管护指"), Some("服务")]),
            (["灌区管护", "服务"], [Some("灌区管护"), Some("服务")]),
        ] {
            let mut rows = labels.map(row);
            join(&mut rows);
            let found = rows.each_ref().map(|it| it.level2.as_ref().map(|it| it.text.as_str()));
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn pieces_of_free_words_are_told_from_whole_labels() {
        let others = ["灌区管护", "水质服务", "服务"].map(str::to_owned);
        assert!(is_piece("服务", &others) && is_piece("灌区", &others));
        assert!(!is_piece("灌区管护", &others) && !is_piece("数量", &others));
    }
}

//! Editing one line: random edits against a plain model, the caret always in view.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::LineEditor;
use crate::text::width;

/// The line with its caret as `|`, or in brackets when all is selected.
fn show(line: &LineEditor) -> String {
    let (before, after) = line.text().split_at(line.caret());
    if line.is_all_selected() { format!("[{before}|{after}]") } else { format!("{before}|{after}") }
}

/// A line from the same notation.
fn line(shown: &str) -> LineEditor {
    if let Some(text) = shown.strip_prefix('[').and_then(|it| it.strip_suffix("|]")) {
        return LineEditor::new_selected(text);
    }
    let (before, after) = shown.split_once('|').unwrap();
    let mut line = LineEditor::new(&format!("{before}{after}"));
    line.move_to(before.len());
    line
}

#[test]
fn edits_move_text_and_caret() {
    type Edit = fn(&mut LineEditor);
    let cases: &[(&str, Edit, &str)] = &[
        ("≥95|", |it| it.insert("%"), "≥95%|"),
        ("|95%", |it| it.insert_char('≥'), "≥|95%"),
        ("[≥100%|]", |it| it.insert("＝"), "＝|"),
        ("[≥100%|]", LineEditor::backspace, "|"),
        ("[≥100%|]", LineEditor::delete_right, "|"),
        ("[≥100%|]", LineEditor::delete_word_left, "|"),
        ("[≥100%|]", LineEditor::move_left, "|≥100%"),
        ("[≥100%|]", LineEditor::move_right, "≥100%|"),
        ("[≥100%|]", LineEditor::move_home, "|≥100%"),
        ("[≥100%|]", LineEditor::move_end, "≥100%|"),
        ("[≥100%|]", LineEditor::move_word_left, "≥100|%"),
        ("12|个", |it| it.insert("甲\r\n乙\t丙\u{1b}"), "12甲 乙 丙|个"),
        ("数量|指标", LineEditor::backspace, "数|指标"),
        ("数量|指标", LineEditor::delete_right, "数量|标"),
        ("家👨\u{200D}👩\u{200D}👧|", LineEditor::backspace, "家|"),
        ("|e\u{301}", LineEditor::move_right, "e\u{301}|"),
        ("e|", |it| it.insert("\u{301}"), "e\u{301}|"),
        ("数量指标：≥12|个", LineEditor::delete_word_left, "数量指标：≥|个"),
        ("数量指标|：≥12个", LineEditor::delete_word_left, "|：≥12个"),
        ("|数量指标：≥12个", LineEditor::delete_word_right, "|：≥12个"),
        ("数量|指标", LineEditor::delete_to_end, "数量|"),
        ("数量|指标", LineEditor::delete_to_start, "|指标"),
        ("|指标", LineEditor::backspace, "|指标"),
        ("指标|", LineEditor::delete_right, "指标|"),
        ("|指标", LineEditor::move_left, "|指标"),
        ("数|量", LineEditor::select_all, "[数量|]"),
        ("|", LineEditor::select_all, "|"),
        ("数|量", |it| it.set_text("质量"), "质量|"),
        ("a汉b|", |it| it.move_to_column(2, 10), "a|汉b"),
        ("a汉b|", |it| it.move_to_column(9, 10), "a汉b|"),
    ];
    for (before, edit, after) in cases {
        let mut line = line(before);
        edit(&mut line);
        assert_eq!(show(&line), *after, "from {before}");
    }
    assert_eq!(show(&LineEditor::new_selected("")), "|", "an empty line has nothing to select");
}

#[test]
fn a_text_with_line_ends_stays_as_it_is_until_edited() {
    let mut line = LineEditor::new("甲\n乙\t");
    line.move_home();
    assert_eq!(line.text(), "甲\n乙\t");
    assert_eq!(line.view(20).text, "甲 乙 ");
}

#[test]
fn undo_takes_back_runs() {
    let mut line = LineEditor::new_selected("≥100%");
    for it in "≥95".chars() {
        line.insert_char(it);
    }
    line.insert("%以上");
    line.backspace();
    line.backspace();
    line.move_home();
    line.insert("约");
    assert_eq!(show(&line), "约|≥95%");
    let mut states = Vec::new();
    while line.undo() {
        states.push(show(&line));
    }
    assert_eq!(states, ["|≥95%", "≥95%以上|", "[≥100%|]"]);
    assert!(line.redo() && line.redo() && line.redo() && !line.redo());
    assert_eq!(show(&line), "约|≥95%");
    line.undo();
    line.insert("仅");
    assert!(!line.redo(), "a new change ends what could be redone");
}

#[test]
fn long_lines_scroll_with_the_caret() {
    let mut line = LineEditor::new("按时保质完成全年任务");
    let view = line.view(9);
    assert_eq!((view.text.as_str(), view.caret_column), ("全年任务", 8));
    assert!(view.has_more_left && !view.has_more_right);
    line.move_home();
    let view = line.view(9);
    assert_eq!((view.text.as_str(), view.caret_column), ("按时保质", 0));
    assert!(!view.has_more_left && view.has_more_right);
    let view = LineEditor::new_selected("≥95%").view(9);
    assert_eq!((view.text.as_str(), view.caret_column, view.is_selected), ("≥95%", 4, true));
}

/// What must hold for any line, caret and width.
fn check_view(line: &LineEditor, columns: usize) {
    let view = line.view(columns);
    assert!(width::width(&view.text) <= columns, "{view:?} in {columns}");
    assert!(view.caret_column < columns, "{view:?} in {columns}");
    let hidden = width::width(line.text().split_at(line.caret()).0) - view.caret_column;
    assert_eq!(hidden > 0, view.has_more_left);
    let is_boundary = (0..=line.text().len()).any(|it| width::byte_to_column(line.text(), it) == hidden);
    assert!(is_boundary, "half a glyph is cut at the left: {view:?}");
}

#[derive(Clone, Debug)]
enum Edit {
    Insert(String),
    Call(usize),
}

const CALLS: &[fn(&mut LineEditor)] = &[
    LineEditor::backspace,
    LineEditor::delete_right,
    LineEditor::delete_word_left,
    LineEditor::delete_word_right,
    LineEditor::move_left,
    LineEditor::move_right,
    LineEditor::move_word_left,
    LineEditor::move_word_right,
    LineEditor::move_home,
    LineEditor::select_all,
];

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let insert = "[汉字≥95%，。 a👨\u{200D}👩\u{301}\n\t]{1,4}".prop_map(Edit::Insert);
    prop::collection::vec(prop_oneof![insert, (0..CALLS.len()).prop_map(Edit::Call)], 0..30)
}

proptest! {
    #[test]
    fn any_edits_keep_the_caret_in_view_and_can_be_undone(text in any::<String>(), edits in edits(), columns in 1usize..30) {
        let mut line = LineEditor::new(&text);
        for edit in edits {
            match edit {
                Edit::Insert(it) => line.insert(&it),
                Edit::Call(idx) => CALLS[idx](&mut line),
            }
            let boundaries: Vec<usize> =
                line.text().grapheme_indices(true).map(|(at, _)| at).chain([line.text().len()]).collect();
            prop_assert!(boundaries.contains(&line.caret()));
            check_view(&line, columns);
        }
        while line.undo() {}
        prop_assert_eq!(line.text(), text);
    }
}

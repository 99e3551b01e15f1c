//! Columns as ratatui draws them; cutting at every width.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use unicode_segmentation::UnicodeSegmentation;

use super::{
    ELLIPSIS, byte_to_column, column_to_byte, fit, glyph, glyphs, pad_left, pad_right, sanitize, truncate,
    truncate_left, width,
};

const TEXTS: &[&str] = &[
    "",
    "产出指标",
    "≥95%",
    "≤642.07/10万",
    "①按时“保质”完成—培训…",
    "a汉b字c",
    "👨\u{200D}👩\u{200D}👧一家3口",
    "e\u{301}tude",
    "含\t制表\u{1b}[31m符\r\n与\u{202E}倒序\u{200B}",
    "ｶﾞ半角",
    "％＝～㎡",
];

#[test]
fn columns_of_text() {
    for (text, expected) in [
        ("", 0),
        ("产出指标", 8),
        ("≥95%", 4),
        ("a汉", 3),
        ("👨\u{200D}👩\u{200D}👧", 2),
        ("e\u{301}", 1),
        ("\u{1b}[31m", 5),
        ("\t\n", 2),
        ("\u{200B}", 1),
        ("％", 2),
    ] {
        assert_eq!(width(text), expected, "{text:?}");
    }
}

#[test]
fn texts_are_cut_between_glyphs() {
    for (text, columns, cut, marked, left) in [
        ("产出指标", 8, "产出指标", "产出指标", "产出指标"),
        ("产出指标", 7, "产出指", "产出指⋯", "⋯出指标"),
        ("产出指标", 6, "产出指", "产出⋯", "⋯指标"),
        ("产出指标", 1, "", "⋯", "⋯"),
        ("产出指标", 0, "", "", ""),
        ("a汉b字", 3, "a汉", "a⋯", "⋯字"),
        ("👨\u{200D}👩\u{200D}👧3口", 3, "👨\u{200D}👩\u{200D}👧3", "👨\u{200D}👩\u{200D}👧⋯", "⋯口"),
    ] {
        assert_eq!(truncate(text, columns, false), cut);
        assert_eq!(truncate(text, columns, true), marked);
        assert_eq!(truncate_left(text, columns, true), left);
    }
}

#[test]
fn cells_are_padded_by_columns() {
    assert_eq!(pad_right("指标", 6), "指标  ");
    assert_eq!(pad_left("指标", 6), "  指标");
    assert_eq!(pad_right("指标", 3), "指标");
    assert_eq!(fit("数量指标", 7), "数量指⋯");
    assert_eq!(fit("数量指标", 6), "数量⋯ ");
    for text in TEXTS {
        for columns in 0..=20 {
            assert_eq!(width(&fit(text, columns)), columns, "{text:?}");
            for mark in [true, false] {
                assert!(width(&truncate(text, columns, mark)) <= columns, "{text:?}");
                assert!(width(&truncate_left(text, columns, mark)) <= columns, "{text:?}");
            }
        }
    }
    assert_eq!(width(ELLIPSIS), 1);
    assert_eq!(unicode_width::UnicodeWidthStr::width_cjk(ELLIPSIS), 1, "the mark must be narrow everywhere");
}

#[test]
fn bytes_and_columns_meet_at_glyphs() {
    let text = "a汉b";
    for (column, byte) in [(0, 0), (1, 1), (2, 1), (3, 4), (4, 5), (9, 5)] {
        assert_eq!(column_to_byte(text, column), byte, "column {column}");
    }
    for (byte, column) in [(0, 0), (1, 1), (2, 1), (4, 3), (5, 4), (9, 4)] {
        assert_eq!(byte_to_column(text, byte), column, "byte {byte}");
    }
}

#[test]
fn what_acts_on_the_terminal_becomes_visible() {
    for (text, shown) in [
        ("数量指标", "数量指标"),
        ("\u{1b}[31m红\u{1b}]0;x\u{7}", "␛[31m红␛]0;x␇"),
        ("甲\t乙\n丙\r\n丁", "甲 乙 丙 丁"),
        ("a\u{202E}b\u{2066}c\u{200F}", "a␦b␦c␦"),
        ("零\u{200B}宽\u{FEFF}", "零␦宽␦"),
        ("👨\u{200D}👩\u{200D}👧", "👨\u{200D}👩\u{200D}👧"),
    ] {
        assert_eq!(sanitize(text), shown);
        assert_eq!(width(text), width(shown), "{text:?}");
    }
    assert!(matches!(sanitize("数量 指标"), std::borrow::Cow::Borrowed(_)));
}

/// The columns that ratatui really fills.
fn drawn(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 400, 1));
    usize::from(buffer.set_stringn(0, 0, text, 400, Style::default()).0)
}

proptest! {
    #[test]
    fn we_measure_as_ratatui_draws(text in any::<String>()) {
        let shown = sanitize(&text);
        prop_assert_eq!(drawn(&shown), width(&text), "{:?} shown as {:?}", text, shown);
        prop_assert_eq!(width(&shown), width(&text));
        prop_assert!(!shown.chars().any(char::is_control));
    }

    #[test]
    fn glyphs_are_the_graphemes(text in "[ab 汉字，“≥＝\u{301}\u{200d}👨👩\u{1f1e8}\u{1f1f3}ൎ\u{11941}\r\n]{0,12}") {
        let all: Vec<(&str, usize)> = text.graphemes(true).map(|it| (it, glyph::columns(it))).collect();
        prop_assert_eq!(glyphs(&text).collect::<Vec<_>>(), all);
    }

    #[test]
    fn no_cut_is_too_wide(text in any::<String>(), columns in 0usize..20) {
        prop_assert!(width(&truncate(&text, columns, true)) <= columns);
        prop_assert!(width(&truncate_left(&text, columns, true)) <= columns);
        prop_assert_eq!(width(&fit(&text, columns)), columns);
    }
}

#[test]
fn letters_that_join_what_follows_are_cut_and_padded_right() {
    for text in ["ൎ", "aൎb", "ൎ汉字", "\u{11941}a", "汉\u{11941}"] {
        for columns in 0..8 {
            assert!(width(&truncate(text, columns, true)) <= columns, "{text:?} {columns}");
            assert!(width(&truncate_left(text, columns, true)) <= columns, "{text:?} {columns}");
            assert_eq!(width(&fit(text, columns)), columns, "{text:?} {columns}");
        }
    }
}

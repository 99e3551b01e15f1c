//! Wrapping by Chinese rules, at every width.

use proptest::prelude::*;

use super::{NOT_FIRST, NOT_LAST, wrap};
use crate::text::width;

fn lines(text: &str, columns: usize) -> Vec<&str> {
    wrap(text, columns).into_iter().map(|it| it.of(text)).collect()
}

/// What must hold for any text and width.
fn check_invariants(text: &str, columns: usize) {
    let lines = wrap(text, columns);
    let mut joined = String::new();
    let mut at = 0;
    for line in &lines {
        let gap = text.get(at..line.start).unwrap();
        assert!(gap.chars().all(|it| " \t\u{3000}\n\r".contains(it)), "{gap:?} was swallowed in {text:?}");
        joined += gap;
        joined += line.of(text);
        at = line.end;
        let n_glyphs = unicode_segmentation::UnicodeSegmentation::graphemes(line.of(text), true).count();
        assert!(width::width(line.of(text)) <= columns || n_glyphs <= 1, "{:?} in {columns}", line.of(text));
    }
    let tail = text.get(at..).unwrap();
    assert!(tail.chars().all(|it| " \t\u{3000}\n\r".contains(it)), "{tail:?} was swallowed at the end");
    assert_eq!(joined + tail, text, "in {columns} columns");
}

fn check_edges(text: &str, columns: usize) {
    let lines = lines(text, columns);
    for (n, line) in lines.iter().enumerate() {
        let first = line.chars().next().unwrap_or('汉');
        let last = line.chars().next_back().unwrap_or('汉');
        assert!(n == 0 || !NOT_FIRST.contains(first), "{line:?} of {text:?} in {columns}");
        assert!(n + 1 == lines.len() || !NOT_LAST.contains(last), "{line:?} of {text:?} in {columns}");
    }
}

#[test]
fn lines_as_chinese_is_set() {
    for (columns, text, expected) in [
        (10, "完成基本公共服务", &["完成基本公", "共服务"][..]),
        (10, "完成基本公，共服务", &["完成基本", "公，共服务"]),
        (10, "按时保质（完成）", &["按时保质", "（完成）"]),
        (10, "加强“三农”工作。“好”", &["加强“三农”", "工作。“好”"]),
        (8, "“甲”、“乙”、“丙”", &["“甲”、", "“乙”、", "“丙”"]),
        (20, "指标 完成基本公共服务项目", &["指标 完成基本公共服", "务项目"]),
        (9, "达到≥95%的要求", &["达到≥95%", "的要求"]),
        (8, "覆盖率≥95%", &["覆盖率", "≥95%"]),
        (11, "hello world 你好", &["hello world", "你好"]),
        (5, "hello world", &["hello", "world"]),
        (6, "aaaaaaaaaaaa，好", &["aaaaaa", "aaaaa", "a，好"]),
        (3, "汉字", &["汉", "字"]),
        (1, "汉字", &["汉", "字"]),
        (0, "ab", &["a", "b"]),
        (10, "", &[""]),
        (10, "第一段\n\n第二段\n", &["第一段", "", "第二段", ""]),
        (10, "第一段\r\n第二段", &["第一段", "第二段"]),
        (4, "汉字   ", &["汉字"]),
        (6, "\u{3000}\u{3000}缩进的", &["\u{3000}\u{3000}缩", "进的"]),
    ] {
        assert_eq!(lines(text, columns), expected, "{text} in {columns}");
        check_invariants(text, columns);
    }
}

#[test]
fn no_line_begins_or_ends_where_it_must_not() {
    let text = "负责“三位一体”建设（含改造、扩建）；完成《年度工作要点》【重点】任务，达标率≥95%，合格率100%。\
                经费“专款专用”，按时、按质完成：一是调研；二是培训！做到了吗？做到了（全部）。";
    for columns in 10..=90 {
        check_edges(text, columns);
        check_invariants(text, columns);
    }
}

proptest! {
    #[test]
    fn any_text_in_any_width(text in "[汉字指标，。、；：（）《》“”％ab 12.≥\u{3000}\n\r\t\u{301}👨\u{200D}é\u{1b}]{0,60}", columns in 0usize..24) {
        check_invariants(&text, columns.max(1));
    }

    #[test]
    fn any_text_at_all(text in any::<String>(), columns in 1usize..24) {
        check_invariants(&text, columns);
    }
}

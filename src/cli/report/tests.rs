//! Both reports, over filings in memory.

use super::{Checked, json, text};
use crate::check::budget::samples::{by_kinds, project};
use crate::check::check;
use crate::messages::Lang;
use crate::model::{Column, Field, Filing, Place};
use crate::text::width::width;

fn checked(file: &str, filing: Filing) -> Checked {
    let findings = check(&filing).into_iter().filter(|it| it.rule.code.starts_with(['B', 'M']));
    Checked { file: file.to_owned(), findings: findings.zip((40..).map(Some)).collect(), filing }
}

fn wrong() -> Filing {
    let mut filing = by_kinds();
    filing.budget.lines[0].amounts.set(&Column::Only, "8123456.70");
    filing
}

#[test]
fn a_frame_names_the_place_and_underlines_the_value() {
    let report = text::report(&[checked("青禾县.toml", wrong())], 0, Lang::Zh, false);
    assert_eq!(
        report,
        "错误 B01 parts-do-not-add-up: 资金总额 8,123,456.70 ≠ 分项合计 8,123,456.78，差 -0.08 元，容差 0
  --> 青禾县.toml:40  budget/资金总额:amount
   |
40 | amount = 8123456.70
   |          ^^^^^^^^^^
   = 依据: K88-相应匹配
   = 修复 [需确认]: 总额改为分项合计 8,123,456.78

共 1 份：错误 1，警告 0，提示 0
可修复 1 处：安全 0，需确认 1
"
    );
}

#[test]
fn marks_stand_under_chinese_text_by_its_columns() {
    let mut filing = by_kinds();
    let at = Place::BudgetLine(1);
    filing.set(at, &Field::Amount(Column::Only), "约五百万元").unwrap();
    let report = text::report(&[checked("a.toml", filing)], 0, Lang::Zh, false);
    let lines: Vec<&str> = report.lines().collect();
    let value = lines.iter().position(|it| it.contains("约五百万元") && it.contains('=')).unwrap();
    let (value, marks) = (lines[value], lines[value + 1]);
    let before = value.split_once('约').unwrap().0;
    assert_eq!(width(marks.split('^').next().unwrap()), width(before));
    assert_eq!(marks.matches('^').count(), width("约五百万元"));
}

#[test]
fn colors_are_only_there_when_asked_for_and_text_cannot_forge_them() {
    let mut filing = wrong();
    filing.budget.lines[1].name = "人员\u{1b}[2J类".to_owned();
    let one = [checked("a.toml", filing)];
    assert!(!text::report(&one, 0, Lang::Zh, false).contains('\u{1b}'));
    let colored = text::report(&one, 0, Lang::Zh, true);
    assert!(colored.contains("\u{1b}[1;31m") && !colored.contains("[2J\u{1b}"));
}

#[test]
fn the_json_has_the_promised_keys_in_a_stable_order() {
    let all = [checked("a.toml", wrong()), checked("b.toml", Filing::default())];
    let report: serde_json::Value = serde_json::from_str(&json::report(&all, Lang::Zh)).unwrap();
    let keys = |it: &serde_json::Value| it.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&report), ["version", "summary", "findings"]);
    assert_eq!(report["summary"].to_string(), r#"{"filings":2,"errors":3,"warnings":0,"infos":1}"#);
    let findings = report["findings"].as_array().unwrap();
    let codes: Vec<&str> = findings.iter().map(|it| it["rule"].as_str().unwrap()).collect();
    assert_eq!(codes, ["B01", "B13", "M01", "M01"]);
    assert_eq!(
        keys(&findings[0]),
        [
            "rule",
            "name",
            "severity",
            "file",
            "line",
            "filing",
            "at",
            "value",
            "message",
            "clause",
            "fix",
            "expected",
            "actual",
            "difference",
            "tolerance",
            "unit"
        ]
    );
    let b01 = &findings[0];
    assert_eq!(b01["filing"].to_string(), r#"{"department":"青禾县水务局","project":null,"year":2026}"#);
    assert_eq!(b01["at"], "budget/资金总额:amount");
    assert_eq!(b01["fix"]["replacement"], "8123456.78");
    assert_eq!(b01["fix"]["safety"], "unsafe");
    assert_eq!((b01["difference"].as_str(), b01["unit"].as_str()), (Some("-0.08"), Some("元")));
    assert!(findings[1]["fix"].is_null() && findings[1].get("expected").is_none());
    assert_eq!(json::report(&all, Lang::Zh), json::report(&all, Lang::Zh));
}

#[test]
fn a_clean_filing_has_no_frame() {
    let report = text::report(&[checked("a.toml", project())], 0, Lang::Zh, false);
    assert_eq!(report, "共 1 份：错误 0，警告 0，提示 0\n");
    let unread = text::report(&[], 2, Lang::Zh, false);
    assert!(unread.ends_with("有 2 个文件没能读取，见上\n"));
}

//! The reports for people and for programs, over filings in memory.

use super::{Checked, Found, Report, Spot, Style, Totals, concise, json, text};
use crate::check::baseline::Taken;
use crate::check::budget::samples::{by_kinds, project};
use crate::check::{check, rules};
use crate::messages::Lang;
use crate::model::{Column, Field, Filing, Place};
use crate::text::width::width;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn checked(file: &str, filing: Filing) -> Checked {
    let findings = check(&filing).into_iter().filter(|it| it.rule.code.starts_with(['B', 'M']));
    let found = |(finding, line)| Found { finding, spot: Spot { line: Some(line), columns: None } };
    Checked { file: file.to_owned(), findings: findings.zip(40..).map(found).collect(), filing }
}

/// What is said of all filings together.
fn of(totals: &Totals) -> Report<'_> {
    Report {
        totals,
        rules: rules::ALL,
        n_unread: 0,
        n_twins: 0,
        n_fixed: None,
        taken: None,
        silenced: &NOTHING,
        statistics: false,
        lang: Lang::Zh,
    }
}

static NOTHING: BTreeMap<PathBuf, Vec<&str>> = BTreeMap::new();

const STYLE: Style<'static> = Style { lang: Lang::Zh, is_colored: false, rules: rules::ALL };

fn totals(checked: &[Checked]) -> Totals {
    let mut totals = Totals::default();
    for it in checked {
        totals.add(&Totals::of(it));
    }
    totals
}

fn text_of(checked: &[Checked], style: Style<'_>) -> String {
    let parts: String = checked.iter().map(|it| text::filing(it, style)).collect();
    parts + &text::tail(&of(&totals(checked)))
}

fn json_of(checked: &[Checked], is_counted: bool) -> String {
    let parts: Vec<String> = checked.iter().map(|it| json::filing(it, STYLE)).collect();
    let totals = totals(checked);
    let report = Report { statistics: is_counted, ..of(&totals) };
    format!("{}\n{}{}", json::head(), parts.join(",\n"), json::tail(&report))
}

fn wrong() -> Filing {
    let mut filing = by_kinds();
    filing.budget.lines[0].amounts.set(&Column::Only, "8123456.70");
    filing
}

#[test]
fn a_frame_names_the_place_and_underlines_the_value() {
    let report = text_of(&[checked("青禾县.toml", wrong())], STYLE);
    assert_eq!(
        report,
        "错误 B01 parts-do-not-add-up: 资金总额 8,123,456.70 ≠ 分项合计 8,123,456.78，差 -0.08 元，容差 0
  --> 青禾县.toml:40  预算 › 资金总额 · 金额
   |
40 | 金额: 8123456.70
   |       ^^^^^^^^^^
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
    let report = text_of(&[checked("a.toml", filing)], STYLE);
    let lines: Vec<&str> = report.lines().collect();
    let value = lines.iter().position(|it| it.contains("金额: 约五百万元")).unwrap();
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
    assert!(!text_of(&one, STYLE).contains('\u{1b}'));
    let colored = text_of(&one, Style { is_colored: true, ..STYLE });
    assert!(colored.contains("\u{1b}[1;31m") && !colored.contains("[2J\u{1b}"));
}

#[test]
fn the_json_has_the_promised_keys_in_a_stable_order() {
    let all = [checked("a.toml", wrong()), checked("b.toml", Filing::default())];
    let report: serde_json::Value = serde_json::from_str(&json_of(&all, false)).unwrap();
    let keys = |it: &serde_json::Value| it.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&report), ["version", "findings", "summary"]);
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
    assert_eq!(json_of(&all, false), json_of(&all, false));
}

#[test]
fn a_clean_filing_has_no_frame() {
    let report = text_of(&[checked("a.toml", project())], STYLE);
    assert_eq!(report, "共 1 份：错误 0，警告 0，提示 0\n");
    let unread = text::tail(&Report { n_unread: 2, ..of(&Totals::default()) });
    assert!(unread.ends_with("有 2 个文件没能读取，见上\n"));
}

#[test]
fn counts_by_rule_stand_in_place_of_the_findings() {
    let mut blank = wrong();
    blank.year = None;
    blank.department.name.clear();
    let all = [checked("a.toml", blank), checked("b.toml", wrong())];
    let totals = totals(&all);
    let counted = Report { statistics: true, ..of(&totals) };
    let expected = "2  错误  B01 parts-do-not-add-up  分项合计不等于总额  [修复 2]
2  错误  M01 blank-header-field  表头必填项为空
共 2 份：错误 4，警告 0，提示 0
可修复 2 处：安全 0，需确认 2
";
    assert_eq!(text::tail(&counted), expected);
    assert_eq!(concise::tail(&counted), expected);
    let value: serde_json::Value = serde_json::from_str(&json_of(&all, true)).unwrap();
    assert_eq!(
        value["statistics"][0].to_string(),
        r#"{"rule":"B01","name":"parts-do-not-add-up","severity":"error","count":2,"fixable":2}"#
    );
    assert_eq!(value["findings"].as_array().unwrap().len(), 4);
}

#[test]
fn the_summary_tells_what_was_fixed_and_what_the_baseline_knows() {
    let taken = Some(Taken { known: 7, stale: 2 });
    let none = Totals::default();
    let few = (PathBuf::from("青禾县/tianbao.toml"), vec!["V06", "B01"]);
    let many = (PathBuf::from("白杨镇/tianbao.toml"), rules::ALL.iter().map(|it| it.code).take(9).collect());
    let silenced = BTreeMap::from([few, many]);
    let report = Report { n_fixed: Some((3, 1)), taken, silenced: &silenced, n_unread: 1, ..of(&none) };
    assert_eq!(
        text::tail(&report),
        "共 0 份：错误 0，警告 0，提示 0
已修复 3 处，涉及 1 份
基线中已有、未报告的问题：7
基线中有 2 个问题已不存在，可用 --write-baseline 更新
白杨镇/tianbao.toml 关闭了 9 条规则：V01 V02 V03 V04 V05 V06 V07 V08 等（--no-config 可不理会）
青禾县/tianbao.toml 关闭了 2 条规则：V06 B01（--no-config 可不理会）
有 1 个文件没能读取，见上
"
    );
}

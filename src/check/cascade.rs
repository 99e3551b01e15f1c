//! Tests of the rules together: one mistake is one finding, and the rule that names its root speaks.

use super::testing::filing;
use super::{Finding, Safety};
use crate::messages::Lang;
use crate::model::{Field, Filing, Place};
use crate::value;
use proptest::prelude::*;

const VALUES: &str = include_str!("../../tests/data/target_values.tsv");

/// The codes that speak about a row, without T05, which is about the filing.
fn check(name: &str, target: &str, half: &str, expected: &[&str]) {
    let mut filing = filing(name, target);
    filing.set(Place::Indicator(0, 0), &Field::TargetHalf, half).unwrap();
    // Under 履职 any kind of name is at home, so that only the value and the name are judged.
    filing.set(Place::Indicator(0, 0), &Field::Level1, "履职").unwrap();
    let codes: Vec<&str> = super::check_indicator(&filing, 0, 0).iter().map(|it| it.rule.code).collect();
    assert_eq!(codes, expected, "{name} {target} {half}");
}

#[test]
fn the_root_cause_speaks() {
    let cases: &[(&str, &str, &str, &[&str])] = &[
        ("设备完好率", "≥95%", "", &[]),
        ("设备完好率", "1", "", &["V13"]),
        ("游客满意度", "≥95", "", &["T01"]),
        ("游客满意度", "95%", "", &["T02"]),
        ("游客满意度", "≥100%", "", &["T04"]),
        ("游客满意度", ">100%", "", &["V07"]),
        ("道路保洁覆盖率", "≥100%", "", &["V06"]),
        ("道路保洁覆盖率", ">100%", "", &["V07"]),
        ("经费结余率", "≥0%", "", &["V08"]),
        ("设备完好率(%)", "≥95", "", &["N02"]),
        ("培训数量（批次）", "≥2", "", &["N02"]),
        ("机房租赁期", "≥12个月", "", &["V23"]),
        ("设备使用率", "≥12个月", "", &["V14"]),
        ("设备完好率", "=1.00(百分比)", "", &["V10"]),
        ("设备检修合格率", "合格", "合格", &["V15"]),
        ("道路保洁效果", "", "", &["V01"]),
        ("道路保洁效果", "待定", "", &["V19"]),
        ("道路保洁效果", "", "良好", &["H05"]),
        ("", "≥3次", "", &["N01"]),
        ("巡查次数", "≥12次", "≥12次", &["H01"]),
        ("巡查次数", "≥12次", "≤6次", &["H04"]),
        ("培训费用", "<50万", "<50万", &["H01", "V05", "V20"]),
        ("联合演练次数", "1次", "0", &["H03", "V03", "V03", "V04"]),
    ];
    for (name, target, half, expected) in cases {
        check(name, target, half, expected);
    }
}

const NAMES: &[&str] = &[
    "设备完好率",
    "设备完好率（%）",
    "游客满意度",
    "巡查次数",
    "巡查数量（次）。",
    "补贴标准",
    "物业费用",
    "设备故障率",
    "产值增长率",
    "完工时间",
    "满意率、",
    "在册人数",
    "",
];

fn row(name: &str, target: &str, half: &str) -> Filing {
    let mut filing = filing(name, target);
    filing.set(Place::Indicator(0, 0), &Field::TargetHalf, half).unwrap();
    filing
}

/// Every finding can be said; every fix silences its rule, and a safe fix keeps the meaning.
fn mends(filing: &Filing) {
    let find = |filing: &Filing| super::check_indicator(filing, 0, 0);
    let is_same = |a: &Finding, b: &Finding| a.rule.code == b.rule.code && a.field == b.field;
    let read = |filing: &Filing| {
        let it = filing.indicator(0, 0).unwrap();
        [&it.target, &it.target_half].map(|it| value::parse(it).reading(Lang::Zh))
    };
    for finding in find(filing) {
        let _ = (finding.message.render(Lang::Zh), finding.message.render(Lang::En));
        let Some(fix) = finding.fix.as_ref().filter(|it| !it.edits.is_empty()) else { continue };
        let mut mended = filing.clone();
        for edit in &fix.edits {
            mended.set(edit.at, &edit.field, &edit.text).unwrap();
        }
        let row = filing.indicator(0, 0).unwrap();
        assert!(!find(&mended).iter().any(|it| is_same(it, &finding)), "{finding:?} on {row:?}");
        if fix.safety == Safety::Safe {
            assert_eq!(read(filing), read(&mended), "{finding:?} on {row:?}");
        }
    }
}

#[test]
fn every_fix_mends_what_it_is_offered_for() {
    for value in VALUES.lines().filter(|it| !it.starts_with('#')).filter_map(|it| it.split('\t').next()) {
        for name in NAMES {
            mends(&row(name, value, ""));
            mends(&row(name, value, value));
            mends(&row(name, value, "≥3次"));
            mends(&row(name, "12次", value));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_row_is_checked_without_panic(name in "\\PC{0,12}", target in "\\PC{0,12}", half in "\\PC{0,12}") {
        for finding in super::check(&row(&name, &target, &half)) {
            let _ = (finding.message.render(Lang::Zh), finding.message.render(Lang::En));
        }
    }
}

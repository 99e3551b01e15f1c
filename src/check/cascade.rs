//! Tests of the rules together: one mistake is one finding, and the rule that names its root speaks.

use super::testing::filing;
use crate::model::{Field, Place};

/// The codes that speak about a row, without T05, which is about the filing.
fn check(name: &str, target: &str, half: &str, expected: &[&str]) {
    let mut filing = filing(name, target);
    filing.set(Place::Indicator(0, 0), &Field::TargetHalf, half).unwrap();
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
        ("水电费缴费期", "≥12个月", "", &["V23"]),
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

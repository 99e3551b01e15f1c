//! States, hints and the summary, over blocks with invented figures.

use super::samples::{by_kinds, filing, income_and_expenditure, project, tasks};
use super::{Hint, Identity, Kind, Missing, Slip, State, identities, summary};
use crate::messages::Lang;
use crate::model::MoneyUnit::{WanYuan, Yuan};
use crate::model::{Column, Filing, MoneyUnit};

const TOTAL: (&str, &str) = ("资金总额", "");

fn only(filing: &Filing) -> Identity {
    let found = identities(filing);
    assert_eq!(found.len(), 1, "{found:#?}");
    found[0].clone()
}

/// The state of `total = a + b`.
fn state(unit: Option<MoneyUnit>, total: &str, a: &str, b: &str) -> State {
    only(&filing(unit, &[(TOTAL.0, "", total), ("甲", TOTAL.0, a), ("乙", TOTAL.0, b)])).state
}

#[test]
fn every_state_has_its_cause() {
    for (total, a, b, expected) in [
        ("100.00", "60.00", "40.00", State::Pass),
        ("100", "60.00", "40", State::Pass),
        ("100.00", "60.00", "39.99", State::Rounding),
        ("100.00", "60.00", "39.98", State::Fail),
        ("0.00", "0", "0.00", State::Pass),
        ("100.00", "100.00", "", State::Pass),
        ("100.00", "60.00", "", State::NotEvaluable(Missing::Parts(vec![1]))),
        ("100.00", "160.00", "", State::Fail),
        ("100.00", "", "", State::NotEvaluable(Missing::AllParts)),
        ("", "60.00", "", State::NotEvaluable(Missing::Total)),
        ("", "", "", State::NotEvaluable(Missing::Everything)),
        ("约100", "60", "40", State::NotEvaluable(Missing::Unreadable)),
        ("100", "六十", "40", State::NotEvaluable(Missing::Unreadable)),
    ] {
        assert_eq!(state(Some(WanYuan), total, a, b), expected, "{total} = {a} + {b}");
    }
    assert_eq!(state(Some(Yuan), "100.00", "60.00", "39.99"), State::Fail);
    assert_eq!(state(None, "100.00", "60.00", "39.99"), State::Rounding);
}

#[test]
fn figures_that_do_not_fit_are_not_evaluable_and_nothing_panics() {
    let huge = "7922816251426433759354395033";
    let many: Vec<(&str, &str, &str)> =
        std::iter::once((TOTAL.0, "", huge)).chain(std::iter::repeat_n(("甲", TOTAL.0, huge), 12)).collect();
    for unit in [Some(Yuan), Some(WanYuan), None] {
        let filing = filing(unit, &many);
        assert_eq!(only(&filing).state, State::NotEvaluable(Missing::Unreadable));
        let _ = crate::check::check(&filing);
    }
    let long = "0.0000000000000000000000000001";
    for (total, a) in [(long, huge), (huge, long), ("-1", huge), (huge, "-1"), ("0", huge), (huge, "0")] {
        let filing = filing(Some(WanYuan), &[(TOTAL.0, "", total), ("甲", TOTAL.0, a), ("乙", TOTAL.0, "0")]);
        let found = crate::check::check(&filing);
        assert!(found.iter().any(|it| it.rule.code.starts_with('B')), "{total} {a}");
    }
}

#[test]
fn mistakes_are_recognized() {
    let hint = |total: &str, parts: &[(&str, &str)]| {
        let parts = parts.iter().map(|(name, amount)| (*name, TOTAL.0, *amount));
        let lines: Vec<_> = std::iter::once((TOTAL.0, "", total)).chain(parts).collect();
        only(&filing(Some(WanYuan), &lines)).hint
    };
    let parts = [("甲", "60.00"), ("乙", "37.00"), ("丙", "3.00")];
    for (total, expected) in [
        ("40.00", Some(Hint::MissingPart(0))),
        ("103.00", Some(Hint::DoubledPart(2))),
        ("100.90", Some(Hint::SwappedDigits(Vec::new()))),
        ("125.00", None),
        ("104.00", None),
        ("100.00", None),
    ] {
        assert_eq!(hint(total, &parts), expected, "{total}");
    }
    // Where a digit slipped: the cells that would mend the sum, and what they would be.
    let to_blame = |total: &str, parts: &[(&str, &str)]| match hint(total, parts) {
        Some(Hint::UnitSlip(it)) => ("unit", named(&it)),
        Some(Hint::MisplacedPoint(it)) => ("point", named(&it)),
        Some(Hint::SwappedDigits(it)) => ("digits", named(&it)),
        it => panic!("{it:?}"),
    };
    for (total, parts, expected) in [
        ("1000.00", &parts[..], ("point", "资金总额 100")),
        ("0.10", &parts, ("point", "资金总额 100")),
        ("100.00", &[("甲", "600.00"), ("乙", "40.00")], ("point", "甲 60")),
        ("100.00", &[("甲", "600000"), ("乙", "40.00")], ("unit", "甲 60")),
        ("3480.00", &[("甲", "960.00"), ("乙", "2502.00")], ("digits", "乙 2520")),
        ("3840.00", &[("甲", "960.00"), ("乙", "2520.00")], ("digits", "资金总额 3480")),
        ("120.00", &[("甲", "12.00"), ("乙", "81.00")], ("digits", "")),
        ("120.00", &[("甲", "12.00"), ("乙", "99.00")], ("digits", "甲 21")),
        ("120.00", &[("甲", "13.00"), ("乙", "89.00")], ("digits", "资金总额 102、甲 31")),
    ] {
        let (kind, said) = to_blame(total, parts);
        assert_eq!((kind, said.as_str()), expected, "{total} {parts:?}");
    }
}

fn named(slips: &[Slip]) -> String {
    slips.iter().map(|it| format!("{} {}", it.name, it.converted)).collect::<Vec<_>>().join("、")
}

#[test]
fn each_family_has_the_identities_that_it_implies() {
    let kinds = |filing: &Filing| {
        let mut kinds: Vec<Kind> = identities(filing).iter().map(|it| it.kind).collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(&by_kinds()), [Kind::Parts]);
    assert_eq!(
        kinds(&income_and_expenditure()),
        [Kind::Parts, Kind::BasicAndProjects, Kind::OfWhich, Kind::IncomeAndExpenditure, Kind::HalfAndFull]
    );
    assert_eq!(kinds(&tasks()), [Kind::Tasks, Kind::Sources]);
    assert_eq!(identities(&tasks()).len(), 3 + 4);
    let found = identities(&project());
    assert_eq!(found.len(), 3);
    assert!(matches!(found[2].kind, Kind::ProjectAndYear(_)));
    for family in [by_kinds, income_and_expenditure, tasks, project] {
        assert!(identities(&family()).iter().all(|it| it.state == State::Pass));
    }
    assert_eq!(only(&Filing::default()).state, State::NotApplicable);
}

#[test]
fn a_subtotal_or_a_flat_total_stands_for_its_heading() {
    for lines in [
        // 小计 inside its heading, which the line above counts.
        &[
            ("资金总额", "", "30"),
            ("财政拨款", "资金总额", ""),
            ("小计", "财政拨款", "20"),
            ("一般公共预算", "财政拨款", "12"),
            ("政府性基金", "财政拨款", "8"),
            ("其他资金", "资金总额", "10"),
        ][..],
        // All under one heading, without a tree.
        &[
            ("支出", "", ""),
            ("资金总额", "支出", "30"),
            ("基本支出", "支出", "20"),
            ("项目支出", "支出", "10"),
        ],
        // Only the first source is printed with 其中, all are meant.
        &[("资金总额", "", "30"), ("*财政资金", "资金总额", "20"), ("其他资金", "资金总额", "10")],
    ] {
        let balanced = filing(Some(Yuan), lines);
        let found = identities(&balanced);
        assert!(!found.is_empty() && found.iter().all(|it| it.state == State::Pass), "{found:#?}");
        let mut wrong = balanced;
        wrong.budget.lines.last_mut().unwrap().amounts.set(&Column::Only, "11");
        assert!(identities(&wrong).iter().any(|it| it.state == State::Fail), "{lines:?}");
    }
}

#[test]
fn the_bar_tells_the_worst_first() {
    let bar = |filing: &Filing| -> Vec<String> {
        let parts = summary(&identities(filing), filing.budget.unit);
        parts.iter().map(|it| it.message.render(Lang::Zh)).collect()
    };
    let block = |unit, total, a, b| {
        bar(&filing(Some(unit), &[(TOTAL.0, "", total), ("甲", TOTAL.0, a), ("乙", TOTAL.0, b)]))
    };
    assert_eq!(bar(&by_kinds()), ["预算 8,123,456.78 = Σ ✓"]);
    assert_eq!(block(WanYuan, "100.00", "60.00", "38.00"), ["预算 资金总额 100.00 ≠ Σ 98.00 差 +2.00 万元"]);
    assert_eq!(block(WanYuan, "100.00", "60.00", "40.01"), ["预算 资金总额 差额 舍入 -0.01 万元"]);
    assert_eq!(block(Yuan, "", "60.00", "40.00"), ["无法核对：资金总额 空白"]);
    assert_eq!(block(Yuan, "100", "60.00", ""), ["无法核对：乙 空白"]);
    assert_eq!(bar(&Filing::default()), ["本表无预算数据"]);
    assert_eq!(bar(&filing(Some(Yuan), &[("资金总额", "", "9")])), ["预算：没有可核对的合计"]);
    let mut mixed = project();
    mixed.budget.lines[0].amounts.set(&Column::Only, "");
    mixed.budget.lines[4].amounts.set(&Column::Only, "380001.00");
    assert_eq!(
        bar(&mixed),
        ["预算 年度资金申请总额 412,300.00 ≠ Σ 412,301.00 差 -1.00 元", "无法核对：项目资金总额 空白"]
    );
}

#[test]
fn a_money_message_shows_both_sides_both_units_and_the_tolerance() {
    let lines = [(TOTAL.0, "", "100.00"), ("甲", TOTAL.0, "60.00"), ("乙", TOTAL.0, "35.80")];
    let found = crate::check::check(&filing(Some(WanYuan), &lines));
    let finding = found.iter().find(|it| it.rule.code == "B01").unwrap();
    assert_eq!(
        finding.message.render(Lang::Zh),
        "资金总额 100.00 ≠ 分项合计 95.80，差 +4.20 万元（+42,000 元），容差 0.015"
    );
    let money = finding.money.as_ref().unwrap();
    assert_eq!((money.actual.to_string(), money.expected.to_string()), ("100.00".into(), "95.80".into()));
    assert_eq!((money.difference.to_string(), money.tolerance.to_string()), ("4.20".into(), "0.015".into()));
}

#[test]
fn other_headings_add_up_when_they_hold_money() {
    let block = |executed: &str| {
        filing(
            Some(WanYuan),
            &[
                ("年度资金总额", "", &format!("年初预算数=90.00 全年执行数={executed} 执行率=99.97")),
                ("本年财政拨款", "年度资金总额", "年初预算数=90.00 全年执行数=89.97 执行率=99.97%"),
                ("上年结转", "年度资金总额", "年初预算数=0.00 全年执行数=0.00 执行率=0"),
            ],
        )
    };
    let codes = |filing: &Filing| -> Vec<&str> {
        let found = crate::check::check(filing);
        found.iter().map(|it| it.rule.code).filter(|it| it.starts_with('B')).collect()
    };
    assert_eq!(codes(&block("89.97")), Vec::<&str>::new());
    assert_eq!(codes(&block("0")), ["B01"]);
}

proptest::proptest! {
    #[test]
    fn no_money_block_makes_checking_fail(
        unit in 0..3_usize,
        lines in proptest::collection::vec((0..NAMES.len(), 0..UNDER.len(), 0..AMOUNTS.len(), 0..AMOUNTS.len()), 0..12),
        tasks in proptest::collection::vec((0..AMOUNTS.len(), 0..AMOUNTS.len()), 0..4),
    ) {
        let rows: Vec<(&str, &str, String)> = lines
            .iter()
            .map(|(name, under, a, b)| (NAMES[*name], UNDER[*under], format!("full={} half={}", AMOUNTS[*a], AMOUNTS[*b])))
            .collect();
        let rows: Vec<(&str, &str, &str)> = rows.iter().map(|(a, b, c)| (*a, *b, c.as_str())).collect();
        let mut filing = filing([None, Some(Yuan), Some(WanYuan)][unit], &rows);
        filing.functions = tasks
            .iter()
            .map(|(a, b)| crate::model::Function {
                amounts: super::samples::amounts(&format!("total={} fiscal={}", AMOUNTS[*a], AMOUNTS[*b])),
                ..crate::model::Function::default()
            })
            .collect();
        let found = crate::check::check(&filing);
        // Money findings are about cells that are there, and their difference is what they say it is.
        for money in found.iter().filter_map(|it| it.money.as_ref()) {
            proptest::prop_assert_eq!(money.actual.checked_sub(money.expected), Some(money.difference));
        }
        proptest::prop_assert!(!summary(&identities(&filing), filing.budget.unit).is_empty());
    }
}

const NAMES: &[&str] = &[
    "资金总额",
    "合计",
    "小计",
    "收入",
    "支出",
    "基本支出",
    "项目支出",
    "*甲",
    "财政拨款",
    "项目资金总额",
    "年度资金总额",
    "",
];
const UNDER: &[&str] =
    &["", "", "资金总额", "支出", "收入/资金总额", "甲", "没有的行", "项目支出", "合计#2", "/"];
const AMOUNTS: &[&str] = &[
    "",
    "0",
    "0.00",
    "1",
    "10000",
    "99.99",
    "-3",
    "约3",
    "7922816251426433759354395033",
    "0.0000000000000000000000000001",
    "123456789012345678901234567890",
];

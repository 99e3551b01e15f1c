//! Tests of comparing filings.

use super::*;
use crate::model::{Amount, Amounts, BudgetLine, Column, Function, Indicator};

fn row(level2: &str, name: &str, target: &str) -> Indicator {
    Indicator {
        level1: "产出指标".into(),
        level2: level2.into(),
        name: name.into(),
        target: target.into(),
        ..Indicator::default()
    }
}

fn line(name: &str, under: &str, amount: &str) -> BudgetLine {
    let mut amounts = Amounts::default();
    amounts.set(&Column::Only, amount);
    BudgetLine { name: name.into(), under: under.into(), amounts, ..BudgetLine::default() }
}

fn filing() -> Filing {
    let mut filing = Filing {
        year: Some(2024),
        functions: vec![
            Function {
                id: "职能1".into(),
                name: "负责河道堤防管理".into(),
                indicators: vec![
                    row("数量指标", "堤防巡查次数", "≥24次"),
                    row("数量指标", "清淤长度", "≥12公里"),
                    row("质量指标", "隐患整改率", "≥95%"),
                ],
                ..Function::default()
            },
            Function {
                id: "职能2".into(),
                name: "负责水质监测".into(),
                indicators: vec![row("质量指标", "监测数据合格率", "≥98%")],
                ..Function::default()
            },
        ],
        ..Filing::default()
    };
    filing.budget.lines = vec![
        line("资金总额", "", "300"),
        line("基本支出", "资金总额", "100"),
        line("项目支出", "资金总额", "200"),
    ];
    number(&mut filing);
    filing
}

/// Rows as if a file had been read.
fn number(filing: &mut Filing) {
    let mut next = 0..;
    let mut row = || crate::model::RowId(next.next().unwrap_or(0) + 1);
    filing.budget.lines.iter_mut().for_each(|it| it.row = row());
    for function in &mut filing.functions {
        function.row = row();
        function.indicators.iter_mut().for_each(|it| it.row = row());
    }
}

/// Every difference on a line: what, where, before → after.
fn told(left: &Filing, right: &Filing, matching: Matching) -> Vec<String> {
    let name = |filing: &Filing, at: Option<Place>| -> Option<String> {
        let field = match at? {
            Place::Filing => Field::DepartmentName,
            Place::BudgetLine(_) => Field::LineName,
            Place::Function(_) => Field::FunctionName,
            Place::Indicator(..) => Field::IndicatorName,
        };
        filing.get(at?, &field).map(std::borrow::Cow::into_owned)
    };
    let one = |it: &Difference| {
        let name = name(right, it.at.right).or_else(|| name(left, it.at.left)).unwrap_or_default();
        let what = match it.kind {
            Kind::Target(shift) => shift.word().to_owned(),
            Kind::Money(delta) => {
                format!("money {}", delta.map(|it| it.normalize().to_string()).unwrap_or_default())
            }
            kind => kind.word().to_owned(),
        };
        format!("{what} {name} {}→{}", it.before, it.after)
    };
    diff(left, right, matching).differences.iter().map(one).collect()
}

fn check(edit: impl Fn(&mut Filing), expected: &[&str]) {
    let (left, mut right) = (filing(), filing());
    edit(&mut right);
    for matching in [Matching::Names, Matching::Identity] {
        assert_eq!(told(&left, &right, matching), expected, "{matching:?}");
    }
}

fn rows(filing: &mut Filing) -> &mut Vec<Indicator> {
    &mut filing.functions[0].indicators
}

#[test]
fn nothing_differs_from_itself() {
    check(|_| {}, &[]);
}

#[test]
fn targets_rows_names_money_and_texts_are_told() {
    check(|it| rows(it)[0].target = "≥30次".into(), &["raised 堤防巡查次数 ≥24次→≥30次"]);
    check(|it| rows(it)[2].target = "≥90%".into(), &["lowered 隐患整改率 ≥95%→≥90%"]);
    check(|it| rows(it)[1].name = "河道清淤长度".into(), &["renamed 河道清淤长度 清淤长度→河道清淤长度"]);
    check(|it| drop(rows(it).remove(1)), &["removed 清淤长度 →"]);
    check(|it| rows(it).insert(1, row("数量指标", "新增水尺", "≥3个")), &["added 新增水尺 →"]);
    check(|it| rows(it)[1].note = "含支流".into(), &["text 清淤长度 →含支流"]);
    check(
        |it| it.functions[1].name = "负责水质监测评价".into(),
        &["renamed 负责水质监测评价 负责水质监测→负责水质监测评价"],
    );
    check(
        |it| {
            it.budget.lines[1] =
                BudgetLine { row: it.budget.lines[1].row, ..line("基本支出", "资金总额", "120.5") }
        },
        &["money 20.5 基本支出 100→120.5"],
    );
    check(|it| it.year = Some(2025), &["text  2024→2025"]);
}

#[test]
fn rows_that_moved_are_told_once() {
    check(
        |it| {
            let row = rows(it).remove(2);
            it.functions[1].indicators.push(row);
        },
        &["moved 隐患整改率 职能1/产出指标/质量指标→职能2/产出指标/质量指标"],
    );
    check(
        |it| rows(it)[1].level2 = "质量指标".into(),
        &["moved 清淤长度 职能1/产出指标/数量指标→职能1/产出指标/质量指标"],
    );
    check(
        |it| it.budget.lines[2].under = "资金总额/基本支出".into(),
        &["moved 项目支出 资金总额→资金总额/基本支出"],
    );
}

#[test]
fn order_counts_only_within_one_filing() {
    let (left, mut right) = (filing(), filing());
    rows(&mut right).swap(0, 1);
    assert_eq!(told(&left, &right, Matching::Names), [""; 0]);
    assert_eq!(told(&left, &right, Matching::Identity), ["reordered 清淤长度 2→1"]);
}

#[test]
fn other_writing_of_levels_and_money_is_no_difference_between_filings() {
    let (left, mut right) = (filing(), filing());
    rows(&mut right)[0].level1 = "产出".into();
    right.budget.lines[0].amounts.set(&Column::Only, "300.00");
    assert_eq!(told(&left, &right, Matching::Names), ["text 堤防巡查次数 产出指标→产出"]);
}

#[test]
fn money_of_other_units_compares_in_yuan() {
    use crate::model::MoneyUnit;
    let (mut left, mut right) = (filing(), filing());
    left.budget.unit = Some(MoneyUnit::WanYuan);
    right.budget.unit = Some(MoneyUnit::Yuan);
    for (line, amount) in right.budget.lines.iter_mut().zip(["3000000", "1000000.00", "2000001"]) {
        line.amounts.set(&Column::Only, amount);
    }
    assert_eq!(told(&left, &right, Matching::Names), ["text  万元→元", "money 1 项目支出 200→2000001"]);
    right.budget.lines[0].amounts = Amounts(vec![(Column::Only, Amount::printed("约300"))]);
    assert_eq!(told(&left, &right, Matching::Names)[1], "money  资金总额 300→约300");
}

#[test]
fn the_only_column_of_one_form_is_the_full_year_of_another() {
    for is_swapped in [false, true] {
        let (one, mut two) = (filing(), filing());
        for (line, amount) in two.budget.lines.iter_mut().zip(["300", "120", "200"]) {
            line.amounts = Amounts::default();
            line.amounts.set(&Column::Full, amount);
        }
        let (left, right) = if is_swapped { (two, one) } else { (one, two) };
        let told = told(&left, &right, Matching::Names);
        let expected =
            if is_swapped { "money -20 基本支出 120→100" } else { "money 20 基本支出 100→120" };
        assert_eq!(told, [expected]);
    }
}

#[test]
fn functions_renumbered_keep_their_rows() {
    let (left, mut right) = (filing(), filing());
    right.functions.swap(0, 1);
    right.functions[0].id = "职能1".into();
    right.functions[1].id = "职能2".into();
    assert_eq!(
        told(&left, &right, Matching::Names),
        ["text 负责水质监测 职能2→职能1", "text 负责河道堤防管理 职能1→职能2"]
    );
}

#[test]
fn every_row_of_both_stands_in_one_pair() {
    let (left, mut right) = (filing(), filing());
    right.functions.remove(0);
    right.functions[0].indicators.insert(0, row("数量指标", "清淤长度", "≥12公里"));
    right.budget.lines.remove(1);
    for matching in [Matching::Names, Matching::Identity] {
        let pairs = diff(&left, &right, matching).pairs;
        let n =
            |filing: &Filing| 1 + filing.budget.lines.len() + filing.functions.len() + filing.n_indicators();
        let places = |side: fn(&Pair) -> Option<Place>| {
            pairs.iter().filter_map(side).collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(places(|it| it.left).len(), n(&left));
        assert_eq!(places(|it| it.right).len(), n(&right));
    }
}

#[test]
fn last_years_higher_target_is_noticed() {
    let (left, mut right) = (filing(), filing());
    rows(&mut right)[2].target = "≥80%".into();
    rows(&mut right)[0].target = "≥23次".into();
    let found = |right: &Filing| {
        let diff = diff(&left, right, Matching::Names);
        let lowered = notice::lowered(&diff, &left, right);
        lowered.iter().map(|(it, _)| it.before.clone()).collect::<Vec<_>>()
    };
    assert_eq!(found(&right), [""; 0], "the same year");
    right.year = Some(2025);
    assert_eq!(found(&right), ["≥95%"]);
}

#[test]
fn filings_are_paired_by_department_project_and_year() {
    let named = |department: &str, project: &str, year: i32| {
        let mut filing = Filing { year: Some(year), ..Filing::default() };
        filing.department.name = department.into();
        filing.project.name = project.into();
        filing
    };
    let left = [named("水务局", "", 2024), named("文化馆", "展览", 2024), named("文化馆", "培训", 2024)];
    let right = [named("文化馆", "培训", 2025), named("水务局", "", 2024), named("林业站", "", 2024)];
    let pairs = pair_filings(&left.iter().collect::<Vec<_>>(), &right.iter().collect::<Vec<_>>());
    assert_eq!(pairs, [(Some(2), Some(0)), (Some(0), Some(1)), (None, Some(2)), (Some(1), None)]);
    let pairs = pair_filings(&[&left[0]], &[&right[2]]);
    assert_eq!(pairs, [(Some(0), Some(0))], "one alone on both sides");
    let pairs = pair_filings(&[&left[0], &left[1]], &[&right[2]]);
    assert_eq!(pairs, [(None, Some(0)), (Some(0), None), (Some(1), None)]);
}

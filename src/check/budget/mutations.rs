//! Balanced filings of each family, broken in one place: exactly the expected money findings and no others.

use super::samples::{by_kinds, income_and_expenditure, project, tasks};
use crate::check::{check, rules::testing::words};
use crate::model::{Column, Field, Filing, MoneyUnit, Place};

/// The money findings of a filing: code, severity, node and column.
fn money_findings(filing: &Filing) -> Vec<String> {
    check(filing)
        .iter()
        .filter(|it| it.rule.code.starts_with('B'))
        .map(|it| format!("{} {}", it.rule.code, words(filing, it)))
        .collect()
}

/// The line of a name, or the task of a name; `名/2` is the second of that name.
fn place(filing: &Filing, name: &str) -> Place {
    let (name, nth) = name.split_once('/').map_or((name, 1), |(a, b)| (a, b.parse().unwrap()));
    let lines = filing.budget.lines.iter().enumerate().filter(|(_, it)| it.name == name);
    if let Some((idx, _)) = lines.clone().nth(nth - 1) {
        return Place::BudgetLine(idx);
    }
    Place::Function(filing.functions.iter().position(|it| it.name == name).unwrap())
}

fn set(filing: &mut Filing, name: &str, key: &str, text: &str) {
    let column = if key == "amount" { Column::Only } else { Column::from_key(key) };
    let at = place(filing, name);
    assert!(filing.get(at, &Field::Amount(column.clone())).is_some_and(|it| !it.is_empty()), "{name}:{key}");
    filing.set(at, &Field::Amount(column), text).unwrap();
}

fn drop_row(filing: &mut Filing, name: &str) {
    match place(filing, name) {
        Place::BudgetLine(idx) => drop(filing.budget.lines.remove(idx)),
        Place::Function(idx) => drop(filing.functions.remove(idx)),
        other => panic!("{other:?}"),
    }
}

/// A family, mutations as `(line, column, new text)`, and what they must give. The text `-` drops the row.
type Case<'a> = (&'a str, &'a str, &'a str, &'a [&'a str]);

fn run(family: fn() -> Filing, cases: &[Case<'_>]) {
    assert_eq!(money_findings(&family()), Vec::<String>::new());
    for (name, key, text, expected) in cases {
        let mut filing = family();
        if *text == "-" {
            drop_row(&mut filing, name);
        } else {
            set(&mut filing, name, key, text);
        }
        assert_eq!(&money_findings(&filing), expected, "{name}:{key} = {text}");
    }
}

#[test]
fn a_total_with_kinds_of_items() {
    run(
        by_kinds,
        &[
            ("资金总额", "amount", "8123456.79", &["B01 error 资金总额:amount"]),
            ("人员类项目", "amount", "5000010.50", &["B01 error 资金总额:amount"]),
            ("资金总额", "amount", "812.35", &["B09 error 资金总额:amount"]),
            ("人员类项目", "amount", "500.00005", &["B09 error 人员类项目:amount"]),
            ("特定目标类项目", "amount", "-", &["B01 error 资金总额:amount"]),
            ("资金总额", "amount", "", &["B07 warning 资金总额:amount"]),
            ("特定目标类项目", "amount", "", &["B07 warning 特定目标类项目:amount"]),
            ("特定目标类项目", "amount", "二百一十万", &["B11 error 特定目标类项目:amount"]),
        ],
    );
}

#[test]
fn income_against_expenditure() {
    run(
        income_and_expenditure,
        &[
            // The total of the income is a sum, and one side of the balance.
            ("资金总额", "full", "2490.60", &["B01 error 资金总额:full", "B02 error 资金总额:full"]),
            ("资金总额/2", "full", "2480.06", &["B02 error 资金总额:full", "B03 error 资金总额:full"]),
            ("上年结转资金", "full", "103.00", &["B01 error 资金总额:full"]),
            ("一般公共预算资金", "full", "2300.50", &["B01 error 财政拨款:full"]),
            ("基本支出", "half", "7000000", &["B09 error 基本支出:half"]),
            ("基本支出", "half", "710.00", &["B03 error 资金总额:half"]),
            ("基本支出", "half", "1700.00", &["B03 error 资金总额:half", "B06 error 基本支出:half"]),
            ("项目支出", "half", "", &["B07 warning 项目支出:half"]),
            ("河道清淤", "full", "740.20", &["B05 error 项目支出:full"]),
            ("河道清淤", "full", "-", &["B05 info 项目支出:full", "B05 info 项目支出:half"]),
            ("其他资金", "full", "-", &["B01 error 资金总额:full"]),
        ],
    );
}

#[test]
fn tasks_with_sources_of_funds() {
    run(
        tasks,
        &[
            ("合计", "total", "1875.73", &["B01 error 合计:total", "B04 error 合计:total"]),
            ("水库除险加固", "fiscal", "400.21", &["B01 error 合计:fiscal", "B04 error 水库除险加固:total"]),
            ("水库除险加固", "total", "6851200", &["B09 error 水库除险加固:total"]),
            ("节水宣传", "total", "2782000", &["B09 error 节水宣传:total"]),
            ("节水宣传", "fiscal", "2782000.00", &["B09 error 节水宣传:fiscal"]),
            ("合计", "total", "18753700", &["B09 error 合计:total"]),
            ("节水宣传", "total", "-", &["B01 error 合计:total", "B01 error 合计:fiscal"]),
            ("合计", "total", "", &["B07 warning 合计:total"]),
            ("水库除险加固", "other", "", &["B07 warning 水库除险加固:other"]),
            ("农村饮水安全", "total", "912.06", &["B08 info 合计:total", "B08 info 农村饮水安全:total"]),
        ],
    );
}

#[test]
fn a_project_and_its_year() {
    run(
        project,
        &[
            ("当年财政拨款", "amount", "380000.01", &["B01 error 年度资金申请总额:amount"]),
            ("项目资金总额", "amount", "", &["B07 warning 项目资金总额:amount"]),
            ("年度资金申请总额", "amount", "41.23", &["B09 error 年度资金申请总额:amount"]),
            ("上年结转资金", "amount", "-", &["B01 error 年度资金申请总额:amount"]),
            (
                "项目资金总额",
                "amount",
                "396500.00",
                &["B01 error 项目资金总额:amount", "B12 error 项目资金总额:amount"],
            ),
        ],
    );
}

#[test]
fn every_digit_of_every_amount_in_yuan_is_guarded() {
    // 元 is exact, so that any other digit anywhere must be an error, and only of the families' own rules.
    let family = by_kinds();
    for (idx, line) in family.budget.lines.iter().enumerate() {
        let text = line.amounts.get(&Column::Only).unwrap().text().to_owned();
        for (at, digit) in text.char_indices().filter(|(_, it)| it.is_ascii_digit()) {
            let other = char::from_digit((digit.to_digit(10).unwrap() + 1) % 10, 10).unwrap();
            let mutated: String =
                text.char_indices().map(|(i, it)| if i == at { other } else { it }).collect();
            let mut filing = by_kinds();
            filing.budget.lines[idx].amounts.set(&Column::Only, &mutated);
            assert_eq!(money_findings(&filing), ["B01 error 资金总额:amount"], "{text} → {mutated}");
        }
    }
}

#[test]
fn the_unit_decides_what_is_rounding() {
    let mut filing = by_kinds();
    filing.budget.lines[0].amounts.set(&Column::Only, "8123456.80");
    assert_eq!(money_findings(&filing), ["B01 error 资金总额:amount"]);
    filing.budget.unit = Some(MoneyUnit::WanYuan);
    assert_eq!(money_findings(&filing), ["B08 info 资金总额:amount"]);
}

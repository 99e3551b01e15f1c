//! The same values in every format, and what the columns say of a filing.

use super::{Format, Schema, Source, Table, head, lines, rows};
use crate::check::{check, settings};
use crate::messages::Lang;
use crate::model::{Amounts, BudgetLine, Column, Filing, Function, Indicator, MoneyUnit};
use serde_json::{Value, json};

fn filing() -> Filing {
    let row = |level1: &str, name: &str, target: &str| Indicator {
        level1: level1.to_owned(),
        level2: "数量指标".to_owned(),
        name: name.to_owned(),
        target: target.to_owned(),
        ..Indicator::default()
    };
    let line = |name: &str, under: &str, amount: &str| {
        let mut amounts = Amounts::default();
        amounts.set(&Column::Only, amount);
        BudgetLine { name: name.to_owned(), under: under.to_owned(), amounts, ..BudgetLine::default() }
    };
    let indicators = vec![
        row("产出", "巡查\"次数\"", "≥1.5万次"),
        row("产出指标", "=完工, 时间", "9月30日前"),
        row("效益指标", "", ""),
        row("产出指标", "范围\n第二行", "80%-95%"),
    ];
    let mut filing = Filing { year: Some(2026), ..Filing::default() };
    filing.department.name = "青禾县水务局".to_owned();
    filing.functions = vec![Function { indicators, ..Function::default() }];
    filing.budget.unit = Some(MoneyUnit::WanYuan);
    filing.budget.lines = vec![
        line("资金总额", "", "100.50"),
        line("基本支出", "资金总额", "60"),
        line("项目支出", "资金总额", "40"),
    ];
    filing
}

fn of<T>(look: impl FnOnce(&Source<'_>) -> T) -> T {
    let filing = filing();
    let findings = check(&filing);
    let lines = vec![None; findings.len()];
    look(&Source {
        file: "县/水务局.toml",
        number: 1,
        filing: &filing,
        findings: &findings,
        lines: &lines,
        settings: &settings::DEFAULT,
        lang: Lang::Zh,
    })
}

/// The rows of a table, by its lines of JSON.
fn objects(table: Table) -> Vec<Value> {
    let schema = Schema { table, has_year: true };
    let text = of(|it| lines(Format::Jsonl, &rows(schema, it)));
    String::from_utf8(text).unwrap().lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

fn assert_has(row: &Value, expected: &Value) {
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&row[key], value, "{key} of {row:#}");
    }
}

#[test]
fn targets_are_taken_apart() {
    let rows = objects(Table::Indicators);
    let expected = [
        json!({
            "year": 2026, "department": "青禾县水务局", "filing": 1, "function": 1, "indicator": 1, "level1": "产出",
            "level1_standard": "产出指标", "kind": "quantity", "operator": "≥", "number": "1.5", "unit": "万次",
            "base_unit": "次", "base_number": "15000", "number_high": null, "deadline": null,
        }),
        json!({"kind": "deadline", "deadline": "2026-09-30", "operator": "≤", "number": null, "unit": null}),
        json!({"name": null, "target": null, "kind": null, "operator": null}),
        json!({"kind": "range", "operator": "in", "number": "80", "number_high": "95", "unit": "%"}),
    ];
    assert_eq!(rows.len(), expected.len());
    for (row, expected) in rows.iter().zip(&expected) {
        assert_has(row, expected);
    }
}

#[test]
fn money_is_in_the_unit_of_the_form_and_in_yuan() {
    let rows = objects(Table::Budget);
    assert_eq!(rows.len(), 3);
    let expected = json!({
        "part": "budget", "item": 1, "name": "资金总额", "amount_column": "amount", "printed": "100.50",
        "money_unit": "万元", "amount": "100.5", "yuan": "1005000", "of_which": false, "under": null,
    });
    assert_has(&rows[0], &expected);
}

#[test]
fn sums_that_do_not_match_have_both_sides() {
    let rows = objects(Table::Findings);
    let sums: Vec<&Value> = rows.iter().filter(|it| !it["difference"].is_null()).collect();
    let [sum] = sums[..] else { panic!("{rows:#?}") };
    let expected = json!({
        "severity": "error", "indicator": null, "expected": "100", "actual": "100.5",
        "difference": "0.5", "money_unit": "万元",
    });
    assert_has(sum, &expected);
    assert!(sum["message"].as_str().unwrap().contains("100"), "{sum}");
}

#[test]
fn csv_and_json_say_the_same() {
    for table in Table::ALL {
        let schema = Schema { table, has_year: false };
        let (csv, objects) = of(|it| {
            let rows = rows(schema, it);
            ([head(Format::Csv, schema), lines(Format::Csv, &rows)].concat(), lines(Format::Jsonl, &rows))
        });
        let mut reader = csv::Reader::from_reader(csv.as_slice());
        let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let objects: Vec<Value> =
            String::from_utf8(objects).unwrap().lines().map(|it| serde_json::from_str(it).unwrap()).collect();
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), objects.len());
        for (record, object) in records.iter().zip(&objects) {
            assert_eq!(
                object.as_object().unwrap().keys().collect::<Vec<_>>(),
                names.iter().collect::<Vec<_>>()
            );
            for (name, cell) in names.iter().zip(record) {
                assert_eq!(cell, plain(&object[name]), "{name}");
            }
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_and_json_say_the_same() {
    use super::parquet::Writer;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;
    use std::io::Write;

    let text = |field: &Field| match field {
        Field::Null => Value::Null,
        Field::Str(it) => json!(it),
        Field::Long(it) => json!(it),
        Field::Bool(it) => json!(it),
        Field::Decimal(it) => {
            let scaled = i128::from_be_bytes(it.data().try_into().unwrap());
            json!(super::cell::decimal_text(scaled))
        }
        Field::Date(days) => {
            // The only one of the filing.
            assert_eq!(*days, 20_726);
            json!("2026-09-30")
        }
        other => panic!("{other:?}"),
    };
    for table in Table::ALL {
        let schema = Schema { table, has_year: true };
        // Twice the same rows in two groups.
        let mut writer = Writer::new(Vec::new(), schema).unwrap();
        for _ in 0..2 {
            writer.append(of(|it| rows(schema, it)));
            writer.flush().unwrap();
        }
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&writer.finish().unwrap()).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        assert_eq!(reader.num_row_groups(), 2);
        let found: Vec<Value> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| {
                let row = row.unwrap();
                row.get_column_iter().map(|(name, field)| (name.clone(), text(field))).collect::<Value>()
            })
            .collect();
        let expected = objects(table);
        assert_eq!(found, [expected.clone(), expected].concat());
    }
}

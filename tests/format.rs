//! The format keeps its promises: every filing comes back as it was written, and saving changes what was edited
//! and nothing else.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_wrap,
    reason = "tests"
)]

#[path = "support/texts.rs"]
mod texts;

use proptest::prelude::*;
use proptest::sample::select;
use texts::{PIECES, column, data, filled, read_well, text};
use tianbao::format::{FileRows, line_of, patch, read, to_json, write};
use tianbao::messages::Lang;
use tianbao::model::{
    Allow, Amount, Amounts, BudgetLine, Column, Field, Filing, Function, Indicator, MoneyUnit, Place, Scope,
    Source, Stage,
};

// Arbitrary filings.

fn amounts() -> impl Strategy<Value = Amounts> {
    let amount = prop_oneof![select(vec!["0", "12.50", "约3000", "-7"]).prop_map(str::to_owned), filled()];
    (any::<bool>(), prop::collection::vec((column(), amount), 0..4)).prop_map(|(has_single, columns)| {
        let mut amounts = Amounts::default();
        if has_single {
            amounts.set(&Column::Only, "5.0");
        }
        for (column, amount) in columns {
            amounts.set(&column, Amount::printed(&amount).text());
        }
        amounts
    })
}

fn indicator() -> impl Strategy<Value = Indicator> {
    (prop::collection::vec(text(), 10), prop::option::of(0..u32::MAX), text()).prop_map(
        |(texts, line, doubt)| {
            let mut it = Indicator { line, doubt, ..Indicator::default() };
            for (field, text) in Field::OF_INDICATOR.iter().zip(texts) {
                it.set(field, &text).unwrap();
            }
            it
        },
    )
}

fn function() -> impl Strategy<Value = Function> {
    (text(), text(), text(), amounts(), prop::collection::vec(indicator(), 0..3)).prop_map(
        |(id, name, content, amounts, indicators)| Function {
            id,
            name,
            content,
            amounts,
            indicators,
            ..Function::default()
        },
    )
}

fn line() -> impl Strategy<Value = BudgetLine> {
    (text(), text(), any::<bool>(), amounts()).prop_map(|(name, under, of_which, amounts)| BudgetLine {
        name,
        under,
        of_which,
        amounts,
        ..BudgetLine::default()
    })
}

fn filing() -> impl Strategy<Value = Filing> {
    let list = || prop::collection::vec(filled(), 0..3);
    let allow = (text(), text(), filled()).prop_map(|(rule, at, reason)| Allow { rule, at, reason });
    let lines = prop::option::of((any::<u32>(), any::<u32>()));
    let source = (text(), text(), text(), lines, list())
        .prop_map(|(file, sha256, sheet, lines, leftover)| Source { file, sha256, sheet, lines, leftover });
    let choices = (
        select(vec![Scope::Department, Scope::Project]),
        select(vec![None, Some(Stage::Declared), Some(Stage::Approved)]),
        select(vec![None, Some(MoneyUnit::Yuan), Some(MoneyUnit::WanYuan)]),
        prop::option::of(any::<i32>()),
    );
    let rows = (
        prop::collection::vec(line(), 0..3),
        prop::collection::vec(function(), 0..3),
        prop::collection::vec(allow, 0..2),
        prop::option::of(source),
    );
    (choices, prop::collection::vec(text(), 21), (list(), list(), list()), rows).prop_map(
        |((scope, stage, unit, year), texts, goals, (lines, functions, allows, source))| {
            let mut it = Filing { scope, stage, year, functions, allows, source, ..Filing::default() };
            (it.goals.annual, it.goals.long_term, it.goals.project) = goals;
            it.budget.unit = unit;
            it.budget.lines = lines;
            for (field, text) in Field::OF_FILING.iter().zip(texts) {
                let is_typed = matches!(
                    field,
                    Field::Scope
                        | Field::Stage
                        | Field::Year
                        | Field::MoneyUnit
                        | Field::AnnualGoals
                        | Field::LongTermGoals
                        | Field::ProjectGoals
                );
                if !is_typed {
                    it.set(Place::Filing, field, &text).unwrap();
                }
            }
            it
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_filing_comes_back_as_it_was_written(filing in filing()) {
        let text = write(&filing);
        let reading = read(&text);
        prop_assert_eq!(&reading.remarks, &[], "{}", &text);
        prop_assert_eq!(reading.filing.as_ref(), Some(&filing), "{}", &text);
        prop_assert_eq!(write(&read_well(&text)), text);
    }

    #[test]
    fn no_text_makes_the_reader_panic(pieces in prop::collection::vec(select(&PIECES[..]), 0..30), cut in any::<prop::sample::Index>()) {
        let junk = pieces.concat();
        let (_, layout) = data("layouts").swap_remove(cut.index(3));
        let mut at = cut.index(layout.len());
        while !layout.is_char_boundary(at) {
            at -= 1;
        }
        let (head, tail) = layout.split_at(at);
        for text in [junk.clone(), format!("format = 1\n{junk}"), head.to_owned(), format!("{head}{junk}{tail}")] {
            let reading = read(&text);
            prop_assert_eq!(reading.filing.is_none(), reading.remarks.iter().any(|it| it.is_error));
            let _ = line_of(&text, Place::Indicator(0, 0), Some(&Field::Target));
            let filing = reading.filing.unwrap_or_default();
            let again = patch(&text, &FileRows::of(&filing), &filing);
            prop_assert!(read(&again).filing.is_some());
        }
    }
}

// Small files, right and wrong.

#[test]
fn valid_files_are_read_without_a_remark() {
    for (name, text) in data("valid") {
        assert_eq!(read(&text).remarks, [], "{name}");
        let filing = read_well(&text);
        assert_eq!(read_well(&write(&filing)), filing, "{name}");
    }
    let numbers = read_well(&data("valid").into_iter().find(|it| it.0 == "numbers.toml").unwrap().1);
    let printed: Vec<(&str, &str)> = numbers
        .budget
        .lines
        .iter()
        .flat_map(|it| &it.amounts.0)
        .map(|(column, amount)| (column.key(), amount.text()))
        .collect();
    let expected = [
        ("full", "14575.40"),
        ("half", "6000"),
        ("total", "1234.50"),
        ("fiscal", "12.5"),
        ("补助", "约3000"),
        ("amount", "7.10"),
    ];
    assert_eq!(printed, expected);
    assert_eq!((numbers.year, numbers.scope, numbers.stage), (Some(2025), Scope::Project, None));
}

#[test]
fn invalid_files_are_reported_with_every_error_in_its_place() {
    let files = data("invalid");
    for (name, text) in files.iter().filter(|(name, _)| !name.ends_with(".expected")) {
        let expected = name.replace(".toml", ".expected");
        let expected = &files.iter().find(|it| it.0 == expected).unwrap().1;
        let reading = read(text);
        let found: Vec<String> = reading
            .remarks
            .iter()
            .map(|it| {
                let note = if it.is_error { "" } else { "note " };
                format!("{}:{} {note}{}", it.line, it.column, it.message.render(Lang::Zh))
            })
            .collect();
        assert_eq!(found.join("\n") + "\n", *expected, "{name}");
        assert_eq!(reading.filing.is_some(), name == "newer-format.toml", "{name}");
        assert_eq!(reading.read_only, name == "newer-format.toml", "{name}");
    }
}

#[test]
fn json_has_the_same_keys_in_the_same_order() {
    let text = "format = 1\n[filing]\nyear = 2025\n[[budget.lines]]\nname = \"合计\"\namounts = { full = \"1.50\" }\n[[functions]]\n[[functions.indicators]]\nname = \"场次\"\ntarget = \"≥1场\"\nline = 7\n[source]\nlines = [1, 2]\n";
    assert_eq!(
        to_json(&read_well(text)).to_string(),
        r#"{"format":1,"filing":{"scope":"department","year":2025},"budget":{"lines":[{"name":"合计","amounts":{"full":"1.50"}}]},"functions":[{"indicators":[{"name":"场次","target":"≥1场","line":7}]}],"source":{"lines":[1,2]}}"#
    );
}

#[test]
fn lines_of_fields_are_those_of_an_editor() {
    let files = data("layouts");
    let line = |name: &str, place: Place, field: Option<Field>, marker: &str| {
        let text = &files.iter().find(|it| it.0 == name).unwrap().1;
        let expected = text.lines().position(|it| it.contains(marker)).unwrap() as u32 + 1;
        assert_eq!(line_of(text, place, field.as_ref()), Some(expected), "{name} {place:?} {field:?}");
    };
    line("blocks.toml", Place::Filing, Some(Field::Year), "year =");
    line("blocks.toml", Place::Filing, Some(Field::DepartmentCode), "[department]");
    line("blocks.toml", Place::Filing, Some(Field::AnnualGoals), "annual");
    line("blocks.toml", Place::BudgetLine(1), Some(Field::Amount(Column::Half)), "half = \"30\"");
    line("blocks.toml", Place::BudgetLine(2), Some(Field::Amount(Column::Full)), "amounts.full");
    line("blocks.toml", Place::Indicator(0, 1), Some(Field::TargetHalf), "≥25000册");
    line("blocks.toml", Place::Indicator(1, 1), Some(Field::Target), "# 注I5");
    line("inline.toml", Place::Indicator(0, 1), Some(Field::IndicatorName), "name = \"乙\"");
    line("inline.toml", Place::Function(1), None, "id = \"职能2\"");
    line("inline.toml", Place::Filing, Some(Field::DepartmentName), "department.name");
    line("scattered.toml", Place::Function(0), Some(Field::Amount(Column::Total)), "total =");
    assert_eq!(line_of("format = 1", Place::Indicator(0, 0), None), None);
}

#[test]
fn deep_nesting_is_an_error_and_not_a_crash() {
    for text in [format!("x = {}", "[".repeat(100_000)), format!("x = {}", "{a=".repeat(100_000))] {
        assert!(read(&text).filing.is_none());
        assert_eq!(line_of(&text, Place::Function(0), None), None);
    }
}

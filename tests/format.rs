//! The format keeps its promises: every filing comes back as it was written, and saving changes what was edited
//! and nothing else.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_wrap,
    reason = "tests"
)]

use proptest::prelude::*;
use proptest::sample::select;
use std::path::PathBuf;
use tianbao::format::{FileRows, line_of, patch, read, to_json, write};
use tianbao::messages::Lang;
use tianbao::model::{
    Allow, Amount, Amounts, BudgetLine, Column, Field, Filing, Function, Indicator, MoneyUnit, Place, Scope,
    Source, Stage,
};

fn data(folder: &str) -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/format").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    let name = |it: &PathBuf| it.file_name().unwrap().to_str().unwrap().to_owned();
    files.iter().map(|it| (name(it), std::fs::read_to_string(it).unwrap())).collect()
}

fn read_well(text: &str) -> Filing {
    let reading = read(text);
    reading.filing.unwrap_or_else(|| panic!("{:?}\n{text}", reading.remarks))
}

// Arbitrary filings.

const PIECES: [&str; 32] = [
    "\"",
    "\\",
    "'",
    "'''",
    "\"\"\"",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\u{1}",
    "\u{7f}",
    "\u{feff}",
    "指标",
    "🎉",
    "≥95%",
    " ",
    "\u{3000}",
    "#",
    "=",
    "a",
    "[[",
    "]",
    "{",
    "}",
    "\u{2028}",
    "\u{85}",
    "，",
    "\\u0041",
    "\u{8}",
    "\u{c}",
    "\u{10ffff}",
    "e\u{301}",
];

/// Texts that hurt; those of white space only are blank.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(select(&PIECES[..]), 0..6)
        .prop_map(|it| it.concat())
        .prop_map(|it| if it.trim().is_empty() { String::new() } else { it })
}

fn filled() -> impl Strategy<Value = String> {
    text().prop_map(|it| if it.is_empty() { "目标".to_owned() } else { it })
}

fn column() -> impl Strategy<Value = Column> {
    prop_oneof![
        select(vec![Column::Full, Column::Half, Column::Total, Column::Fiscal, Column::Carryover]),
        text().prop_map(|it| Column::from_key(&it)),
    ]
}

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
    let source = (text(), text(), lines, list()).prop_map(|(file, sha256, lines, leftover)| Source {
        file,
        sha256,
        lines,
        leftover,
    });
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
        for text in [junk.clone(), format!("format = 1\n{junk}"), layout[..at].to_owned(), format!("{}{junk}{}", &layout[..at], &layout[at..])] {
            let reading = read(&text);
            prop_assert_eq!(reading.filing.is_none(), reading.remarks.iter().any(|it| it.is_error));
            let _ = line_of(&text, Place::Indicator(0, 0), Some(&Field::Target));
            let filing = reading.filing.unwrap_or_default();
            let again = patch(&text, &FileRows::of(&filing), &filing);
            prop_assert!(read(&again).filing.is_some());
        }
    }
}

// Random edits of files that people have laid out.

#[derive(Clone, Debug)]
struct Edit {
    kind: u8,
    a: prop::sample::Index,
    b: prop::sample::Index,
    text: String,
    column: Column,
}

fn edit() -> impl Strategy<Value = Edit> {
    (0..16_u8, any::<prop::sample::Index>(), any::<prop::sample::Index>(), text(), column())
        .prop_map(|(kind, a, b, text, column)| Edit { kind, a, b, text, column })
}

impl Edit {
    fn apply(&self, filing: &mut Filing) {
        let text = self.text.as_str();
        let n_functions = filing.functions.len();
        let function_idx = if n_functions == 0 { 0 } else { self.a.index(n_functions) };
        match self.kind {
            0 => {
                let field = &Field::OF_FILING[self.a.index(21)];
                let _ = filing.set(Place::Filing, field, text);
            }
            1 => filing.goals.annual.push("新目标".to_owned()),
            2 => filing.goals.annual = filing.goals.annual.iter().map(|it| format!("{it}。")).collect(),
            3 => filing.allows.push(Allow { rule: "V01".into(), at: text.into(), reason: "因".into() }),
            4 => drop(filing.allows.pop()),
            5 => {
                filing.source = if filing.source.is_some() {
                    None
                } else {
                    Some(Source { file: text.into(), ..Source::default() })
                }
            }
            6 => filing
                .functions
                .insert(self.b.index(n_functions + 1), Function { name: text.into(), ..Function::default() }),
            7 if n_functions > 0 => drop(filing.functions.remove(function_idx)),
            8 if n_functions > 0 => {
                let it = filing.functions.remove(function_idx);
                filing.functions.insert(self.b.index(n_functions), it);
            }
            9 if n_functions > 0 => {
                let place = Place::Function(function_idx);
                let _ = filing.set(place, &Field::OF_FUNCTION[self.b.index(3)], text);
                let _ = filing.set(place, &Field::Amount(self.column.clone()), text);
            }
            10..=13 if n_functions > 0 => self.indicator(filing, function_idx),
            14 | 15 => self.line(filing),
            _ => {}
        }
    }

    fn indicator(&self, filing: &mut Filing, function_idx: usize) {
        let target_idx = self.b.index(filing.functions.len());
        let rows = &mut filing.functions[function_idx].indicators;
        if self.kind == 10 || rows.is_empty() {
            let at = self.b.index(rows.len() + 1);
            rows.insert(at, Indicator { name: self.text.clone(), ..Indicator::default() });
            return;
        }
        let idx = self.b.index(rows.len());
        match self.kind {
            11 => drop(rows.remove(idx)),
            12 => {
                let it = rows.remove(idx);
                let rows = &mut filing.functions[target_idx].indicators;
                let at = self.a.index(rows.len() + 1);
                rows.insert(at, it);
            }
            _ => {
                let field = &Field::OF_INDICATOR[self.a.index(12)];
                let _ = filing.set(Place::Indicator(function_idx, idx), field, &self.text);
            }
        }
    }

    fn line(&self, filing: &mut Filing) {
        let lines = &mut filing.budget.lines;
        if lines.is_empty() {
            lines.push(BudgetLine { name: self.text.clone(), ..BudgetLine::default() });
            return;
        }
        let idx = self.a.index(lines.len());
        match self.b.index(5) {
            0 => drop(lines.remove(idx)),
            1 => lines.insert(idx, BudgetLine { under: self.text.clone(), ..BudgetLine::default() }),
            2 => {
                let it = lines.remove(idx);
                let at = self.b.index(lines.len() + 1);
                lines.insert(at, it);
            }
            3 => lines[idx].of_which = !lines[idx].of_which,
            _ => lines[idx].amounts.set(&self.column, &self.text),
        }
    }
}

/// The marks that must be in the text of an edited file: those of its own comments, and of every row that is still
/// there.
fn marks(text: &str, filing: &Filing) -> Vec<String> {
    let all = (1..10).flat_map(|n| {
        ["独立", "未知S", "尾注I", "未知H", "未知E", "未知I", "注I", "未知F", "注F", "未知L", "注L"]
            .map(|it| format!("{it}{n}"))
    });
    let has = |ids: Vec<u32>, mark: &str, kind: &str| {
        let id = mark
            .trim_start_matches(['未', '知', '尾', '注'])
            .strip_prefix(kind)
            .and_then(|it| it.parse().ok());
        id.is_none_or(|id: u32| ids.contains(&id))
    };
    let functions: Vec<u32> = filing.functions.iter().map(|it| it.row.0).collect();
    let indicators: Vec<u32> = filing.indicators().map(|(_, _, it)| it.row.0).collect();
    let lines: Vec<u32> = filing.budget.lines.iter().map(|it| it.row.0).collect();
    all.filter(|it| text.contains(it.as_str()))
        .filter(|it| {
            has(functions.clone(), it, "F") && has(indicators.clone(), it, "I") && has(lines.clone(), it, "L")
        })
        .filter(|it| has(indicators.clone(), it, "H") && has(functions.clone(), it, "E"))
        .filter(|it| it != "独立8")
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn saving_keeps_what_was_not_edited(edits in prop::collection::vec(edit(), 1..6), variant in 0..4_u8) {
        for (name, text) in data("layouts") {
            let text = match variant {
                1 => text.replace('\n', "\r\n"),
                2 => format!("\u{feff}{text}"),
                3 => text.trim_end().to_owned(),
                _ => text,
            };
            let mut filing = read_well(&text);
            let rows = FileRows::of(&filing);
            prop_assert_eq!(&patch(&text, &rows, &filing), &text);
            for edit in &edits {
                edit.apply(&mut filing);
            }
            let patched = patch(&text, &rows, &filing);
            let reading = read(&patched);
            prop_assert_eq!(reading.filing.as_ref(), Some(&filing), "{}: {:?}\n{}", name, reading.remarks, patched);
            for mark in marks(&text, &filing) {
                let n_times = patched.matches(mark.as_str()).count();
                prop_assert_eq!(n_times, text.matches(mark.as_str()).count(), "{}: {}\n{}", name, mark, patched);
            }
            prop_assert_eq!(patched.starts_with('\u{feff}'), variant == 2);
            prop_assert_eq!(variant == 1, patched.contains("\r\n"));
            let again = patch(&patched, &FileRows::of(&read_well(&patched)), &read_well(&patched));
            prop_assert_eq!(again, patched);
        }
    }
}

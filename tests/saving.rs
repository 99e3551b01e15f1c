//! Saving changes what was edited and nothing else, whatever the file looks like.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/texts.rs"]
mod texts;

use proptest::prelude::*;
use texts::{column, data, read_well, text};
use tianbao::format::{FileRows, patch, read};
use tianbao::model::{Allow, BudgetLine, Column, Field, Filing, Function, Indicator, Place, Source};

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

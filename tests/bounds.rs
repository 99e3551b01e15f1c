//! Filings made to be deep, wide or all alike: the work grows with their size only, and what is bounded is told.
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::fmt::Write as _;
use tianbao::check::budget::{identities, summary};
use tianbao::check::{Options, Settings, check_with};
use tianbao::export::{self, Named, Target};
use tianbao::format;
use tianbao::messages::{Lang, Problem, RuleText};
use tianbao::model::budget_tree::MAX_DEPTH;
use tianbao::model::path::{FewPaths, Paths};
use tianbao::model::{Filing, Function, Indicator, Place};

/// Lines of a budget, each with the name of the line that it stands under.
fn budget(lines: impl Iterator<Item = (String, String)>) -> Filing {
    let mut text = "format = 1\n\n[filing]\ntitle = \"绩效目标表\"\n\n[budget]\nunit = \"元\"\n".to_owned();
    for (name, under) in lines {
        let _ = write!(text, "\n[[budget.lines]]\nname = \"{name}\"\namount = \"6\"\n");
        if !under.is_empty() {
            let _ = writeln!(text, "under = \"{under}\"");
        }
    }
    format::read(&text).filing.unwrap()
}

fn chain(n: usize) -> Filing {
    let name = |it: usize| format!("支出{it}");
    budget((0..n).map(|it| (name(it), it.checked_sub(1).map(name).unwrap_or_default())))
}

fn rows(n: usize, row: impl Fn(usize) -> [String; 2]) -> Filing {
    let indicators = (0..n).map(|it| {
        let [name, target] = row(it);
        let (level1, level2) = ("产出指标".to_owned(), "数量指标".to_owned());
        Indicator { level1, level2, name, target, ..Indicator::default() }
    });
    let function = Function { indicators: indicators.collect(), ..Function::default() };
    Filing { functions: vec![function], ..Filing::default() }
}

/// A number in four Chinese characters.
fn word(it: usize) -> String {
    let digits: Vec<char> = "甲乙丙丁戊己庚辛壬癸".chars().collect();
    [1000, 100, 10, 1].map(|by| digits[it / by % 10]).into_iter().collect()
}

fn codes(filing: &Filing) -> Vec<&'static str> {
    let settings = Settings::default();
    let findings = check_with(filing, &Options { settings: &settings, ..Options::default() });
    findings.iter().map(|it| it.rule.code).collect()
}

/// Recursion over a chain of lines once used up the stack at half of this.
#[test]
fn a_chain_of_budget_lines_is_exported_and_told() {
    let filing = chain(8_000);
    for target in [Target::Xlsx, Target::Docx, Target::Html, Target::Markdown, Target::Json] {
        let bytes = export::write(target, &[Named { file: "链.toml", filing: &filing }]).unwrap();
        assert!(!bytes.is_empty());
    }
    let settings = Settings::default();
    let findings = check_with(&filing, &Options { settings: &settings, ..Options::default() });
    let deep: Vec<_> = findings.iter().filter(|it| it.message.id == RuleText::B07Deep).collect();
    assert_eq!(deep.len(), 8_000 / MAX_DEPTH - 1);
    assert_eq!(deep[0].at, Place::BudgetLine(MAX_DEPTH));
    let said = deep[0].message.render(Lang::Zh);
    assert!(said.contains("支出32") && said.contains("超过 32 层"), "{said}");
    // The bar is drawn at every key: it tells the worst only.
    let bar = summary(&identities(&filing), filing.budget.unit);
    assert!(!bar.is_empty() && bar.len() <= 50, "{} parts", bar.len());
}

/// What is compared pair by pair takes minutes for so many rows; this test takes seconds.
#[test]
fn rows_that_are_alike_are_checked_without_comparing_all_pairs() {
    let n = 8_000;
    let count = |codes: &[&str], code: &str| codes.iter().filter(|it| **it == code).count();
    let equal = rows(n, |it| ["河道清淤长度".to_owned(), format!("≥{it}公里")]);
    assert_eq!(count(&codes(&equal), "S01"), n - 1);
    let twins = rows(n, |_| ["河道清淤长度".to_owned(), "≥5公里".to_owned()]);
    assert_eq!(count(&codes(&twins), "S01"), n - 1);
    let alike = rows(n, |it| [format!("河道{}清淤长度", word(it)), "≥5公里".to_owned()]);
    assert_eq!(count(&codes(&alike), "S01"), 0);
    let mut named = rows(n, |it| [format!("印制{}册数", word(it)), format!("≥{}册", 9_000 + it)]);
    named.goals.annual = (0..n).map(|it| format!("印制{}{}册", word(it), 9_000 + it)).collect();
    assert_eq!(count(&codes(&named), "S07"), 0);
    named.functions[0].indicators.pop();
    assert_eq!(count(&codes(&named), "S07"), 1);
}

#[test]
fn the_paths_of_a_few_rows_are_those_of_all_in_a_long_list_too() {
    let mut filing = rows(1_000, |it| [format!("河道清淤长度{}", it % 300), "≥5公里".to_owned()]);
    filing.functions[0].indicators[7].name = "河道清淤长度8#2".to_owned();
    let (few, all) = (FewPaths::of(&filing), Paths::of(&filing));
    for idx in 0..1_000 {
        let at = Place::Indicator(0, idx);
        assert_eq!(few.node(at), all.node(at), "{idx}");
    }
}

#[test]
fn a_text_that_no_cell_of_excel_holds_is_told_by_its_beginning() {
    let written = |n_chars: usize| {
        let mut filing = rows(1, |_| ["河道清淤长度".to_owned(), "≥5公里".to_owned()]);
        filing.department.name = "清河市水务局".to_owned();
        filing.functions[0].indicators[0].name = "渠".repeat(n_chars);
        export::write(Target::Xlsx, &[Named { file: "长.toml", filing: &filing }])
    };
    assert!(written(32_767).is_ok());
    let message = written(32_768).unwrap_err();
    assert_eq!(message.id, Problem::ExportCellTooLong);
    let said = message.render(Lang::Zh);
    assert!(said.contains("清河市水务局") && said.contains("渠渠渠") && said.contains("32768"), "{said}");
}

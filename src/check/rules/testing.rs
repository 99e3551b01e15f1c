//! What the tests of rules about whole filings share: a rule's findings as short words.

use crate::check::budget::samples::project;
use crate::check::finding::Finding;
use crate::check::rule::Rule;
use crate::check::testing::run_edited;
use crate::messages::Lang;
use crate::model::{Field, Filing, Function, Indicator, Place};

/// `error 资金总额:amount`: severity, the node's name (`表头` for the filing) and the field's key.
pub fn words(filing: &Filing, finding: &Finding) -> String {
    let name = |field| filing.get(finding.at, &field).unwrap_or_default().into_owned();
    let node = match finding.at {
        Place::Filing => "表头".to_owned(),
        Place::BudgetLine(_) => name(Field::LineName),
        Place::Function(_) => name(Field::FunctionName),
        Place::Indicator(..) => name(Field::IndicatorName),
    };
    let key = finding.field.as_ref().map_or(String::new(), |it| format!(":{}", it.key().1));
    format!("{} {node}{key}", finding.severity.word())
}

/// Asserts a rule's findings, and that their messages are filled in both languages.
pub fn check(rule: &'static Rule, filing: &Filing, expected: &[&str]) {
    check_edited(rule, filing, &[], expected);
}

/// The same with these nodes edited.
pub fn check_edited(rule: &'static Rule, filing: &Filing, edited: &[Place], expected: &[&str]) {
    let findings = run_edited(rule, filing, edited);
    let found: Vec<String> = findings.iter().map(|it| words(filing, it)).collect();
    let messages: Vec<String> = findings.iter().map(|it| it.message.render(Lang::Zh)).collect();
    assert_eq!(found, expected, "{messages:#?}");
    for finding in &findings {
        let titles = finding.fix.iter().map(|it| &it.title);
        for message in std::iter::once(&finding.message).chain(titles) {
            for lang in [Lang::Zh, Lang::En] {
                let text = message.render(lang);
                assert!(!text.is_empty() && !text.contains(['{', '}']), "{}: {text}", rule.code);
            }
        }
        mends(rule, filing, finding);
    }
}

/// Asserts that the finding is gone once its fix is applied.
fn mends(rule: &'static Rule, filing: &Filing, finding: &Finding) {
    let Some(fix) = finding.fix.as_ref().filter(|it| it.is_applicable()) else { return };
    let mut mended = filing.clone();
    if fix.removes {
        assert!(crate::check::fixes::remove(&mut mended, finding.at), "{}", rule.code);
        assert!(run_edited(rule, &mended, &[]).len() < run_edited(rule, filing, &[]).len(), "{}", rule.code);
        return;
    }
    for edit in &fix.edits {
        assert_eq!(mended.set(edit.at, &edit.field, &edit.text), Ok(()), "{}", rule.code);
    }
    let left = run_edited(rule, &mended, &[]);
    let is_left = left.iter().any(|it| it.at == finding.at && it.field == finding.field);
    assert!(!is_left, "{}: the fix leaves {}", rule.code, words(&mended, finding));
}

/// A department's filing for 2025 with these rows, cells apart by `|`: 一级, 二级, 三级, 指标值, 重点工作, 对应项目,
/// 指标解释, 权重; cells at the end may be left out. `@职能1 供水` begins a function of that id and name.
pub fn rows(lines: &[&str]) -> Filing {
    let mut filing = Filing { year: Some(2025), ..Filing::default() };
    for line in lines {
        if let Some((id, name)) = line.strip_prefix('@').and_then(|it| it.split_once(' ')) {
            let (id, name) = (id.to_owned(), name.to_owned());
            filing.functions.push(Function { id, name, ..Function::default() });
            continue;
        }
        if filing.functions.is_empty() {
            filing.functions.push(Function::default());
        }
        let mut cells = line.split('|').map(str::to_owned);
        let mut next = || cells.next().unwrap_or_default();
        let indicator = Indicator {
            level1: next(),
            level2: next(),
            name: next(),
            target: next(),
            work: next(),
            project: next(),
            note: next(),
            weight: next(),
            ..Indicator::default()
        };
        filing.functions.last_mut().unwrap().indicators.push(indicator);
    }
    filing
}

/// A project with 412300.00 元 for the year, and one row: a cost.
pub fn costing(name: &str, target: &str) -> Filing {
    let line = format!("成本指标|经济成本指标|{name}|{target}");
    let indicators = rows(&[&line]).functions.remove(0).indicators;
    Filing { functions: vec![Function { indicators, ..Function::default() }], ..project() }
}

//! Clean filings of every scheme give no error and no warning, and a single change to one raises its rule and no
//! other error or warning. `cargo test --test mutations -- --nocapture` prints recall and precision by rule.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "tests"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use tianbao::check::{Finding, Options, Severity, check_with, scheme};
use tianbao::messages::Lang;
use tianbao::model::path::Paths;
use tianbao::model::{Field, Filing, Place};

/// The clean filings and their schemes.
const CLEAN: [(&str, &str); 16] = [
    ("k88", "k88"),
    ("k101", "k101"),
    ("jiangsu", "jiangsu"),
    ("function-matrix", "function-matrix"),
    ("zhejiang", "zhejiang"),
    ("tasks", "k88"),
    ("k88-school", "k88"),
    ("k88-purchase", "k88"),
    ("k101-road", "k101"),
    ("k101-elderly", "k101"),
    ("jiangsu-library", "jiangsu"),
    ("jiangsu-lab", "jiangsu"),
    ("function-matrix-water", "function-matrix"),
    ("function-matrix-culture", "function-matrix"),
    ("zhejiang-tourism", "zhejiang"),
    ("zhejiang-fire", "zhejiang"),
];
/// The fewest clean filings of a scheme.
const FEWEST_OF_A_SCHEME: usize = 3;

/// The least share of changes that must raise their rule, in percent.
const MIN_RECALL: usize = 98;
/// The least share of errors and warnings that must be of the rule that was broken, in percent.
const MIN_PRECISION: usize = 97;

fn data(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|it| panic!("{}: {it}", path.display()))
}

fn clean(name: &str) -> Filing {
    let reading = tianbao::format::read(&data(&format!("clean/{name}.toml")));
    assert!(reading.remarks.is_empty(), "{name}: {:?}", reading.remarks);
    reading.filing.unwrap()
}

fn told(finding: &Finding) -> String {
    format!(
        "{} {} {:?} {}",
        finding.severity.word(),
        finding.rule.code,
        finding.at,
        finding.message.render(Lang::Zh)
    )
}

#[test]
fn clean_filings_give_no_error_and_no_warning() {
    for scheme in scheme::Scheme::ALL {
        let n = CLEAN.iter().filter(|(_, it)| *it == scheme.word()).count();
        assert!(n >= FEWEST_OF_A_SCHEME, "{}: {n} clean filings", scheme.word());
    }
    let mut all = Vec::new();
    for (name, expected) in CLEAN {
        let filing = clean(name);
        assert_eq!(scheme::of(&filing).word(), expected, "{name}");
        let found: Vec<String> = check_with(&filing, &Options::default())
            .iter()
            .filter(|it| it.severity > Severity::Info)
            .map(told)
            .collect();
        all.extend(found.into_iter().map(|it| format!("{name}: {it}")));
    }
    assert!(all.is_empty(), "{all:#?}");
}

/// Applies one change; what was edited is added to the list.
fn change(filing: &mut Filing, text: &str, edited: &mut Vec<Place>) {
    let paths = Paths::of(filing);
    let place = |path: &str| paths.find(path.trim()).unwrap_or_else(|| panic!("no node {path}"));
    if let Some(path) = text.strip_prefix("- ") {
        match place(path) {
            Place::Indicator(function_idx, idx) => _ = filing.functions[function_idx].indicators.remove(idx),
            Place::BudgetLine(idx) => _ = filing.budget.lines.remove(idx),
            other => panic!("{path} is no row: {other:?}"),
        }
    } else if let Some(allow) = text.strip_prefix("! ") {
        let (rule, at) = allow.split_once(' ').unwrap_or_else(|| panic!("no rule and path: {text}"));
        let (rule, at, reason) = (rule.to_owned(), at.to_owned(), "上年沿用".to_owned());
        filing.allows.push(tianbao::model::Allow { rule, at, reason });
    } else if let Some(path) = text.strip_prefix("+ ") {
        let Place::Indicator(function_idx, idx) = place(path) else { panic!("{path} is no row") };
        let copy = filing.functions[function_idx].indicators[idx].clone();
        filing.functions[function_idx].indicators.insert(idx + 1, copy);
    } else if let Some(path) = text.strip_prefix("~ ") {
        edited.push(place(path));
    } else {
        let (path, value) = text.split_once(" =").unwrap_or_else(|| panic!("no change: {text}"));
        let found = paths.find_field(path.trim());
        let Some((place, Some(field))) = found else { panic!("no field {path}") };
        let value = value.trim().replace("\\n", "\n");
        let old = filing.get(place, &field).unwrap_or_default().into_owned();
        assert_ne!(old, value, "{text} changes nothing");
        filing.set(place, &field, &value).unwrap_or_else(|it| panic!("{text}: {it:?}"));
        assert!(!matches!(field, Field::SourceLine));
    }
}

#[allow(clippy::struct_field_names, reason = "every count is one")]
/// What came of the changes for one rule.
#[derive(Default)]
struct Score {
    changes: usize,
    raised: usize,
    own: usize,
    others: usize,
}

impl Score {
    fn recall(&self) -> usize {
        100 * self.raised / self.changes.max(1)
    }

    fn precision(&self) -> usize {
        100 * self.own / (self.own + self.others).max(1)
    }

    fn line(&self, name: &str) -> String {
        let (recall, precision) = (self.recall(), self.precision());
        let found = self.own + self.others;
        format!(
            "{name:8} {:3} changes  recall {recall:3} %   {found:3} findings  precision {precision:3} %",
            self.changes
        )
    }
}

#[test]
fn a_single_change_raises_its_rule_and_nothing_else() {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut faults = Vec::new();
    for line in data("mutations.txt").lines().filter(|it| !it.starts_with('#')) {
        let mut words = line.splitn(3, ' ');
        let (name, code, edits) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
        let (mut filing, mut edited) = (clean(name), Vec::new());
        let before: Vec<String> = check_with(&filing, &Options::default()).iter().map(told).collect();
        for text in edits.split(" ; ") {
            change(&mut filing, text, &mut edited);
        }
        let found = check_with(&filing, &Options { edited: &edited, ..Options::default() });
        let new: Vec<&Finding> = found.iter().filter(|it| !before.contains(&told(it))).collect();
        let score = scores.entry(code.to_owned()).or_default();
        score.changes += 1;
        let is_raised = new.iter().any(|it| it.rule.code == code);
        score.raised += usize::from(is_raised);
        let is_graded = |it: &&&Finding| it.rule.code == code || it.severity > Severity::Info;
        let (own, other): (Vec<&Finding>, Vec<&Finding>) =
            new.iter().copied().filter(|it| is_graded(&it)).partition(|it| it.rule.code == code);
        // One broken identity may show at several places; it is one right finding.
        score.own += usize::from(!own.is_empty());
        score.others += other.len();
        if !is_raised || !other.is_empty() {
            let beside: Vec<String> = other.iter().map(|it| told(it)).collect();
            faults.push(format!("{line}\n    raised: {is_raised}; beside it: {beside:?}"));
        }
    }
    let mut pooled = Score::default();
    for (code, score) in &scores {
        println!("{}", score.line(code));
        pooled.changes += score.changes;
        pooled.raised += score.raised;
        pooled.own += score.own;
        pooled.others += score.others;
    }
    println!("{}", pooled.line("all"));
    let unbroken: Vec<&str> =
        tianbao::check::rules::ALL.iter().map(|it| it.code).filter(|it| !scores.contains_key(*it)).collect();
    assert!(unbroken.is_empty(), "no change of tests/data/mutations.txt raises {unbroken:?}: add one");
    let faults = faults.join("\n");
    println!("{faults}");
    assert!(pooled.recall() >= MIN_RECALL && pooled.precision() >= MIN_PRECISION, "{faults}");
}

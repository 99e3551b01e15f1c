//! What the tests of the bundled samples share: the samples, their true listings, and how two filings differ.
//!
//! A true listing (`tests/data/samples/<name>-<n>.expected.toml`) is what a careful reader of the document would
//! set. It leaves out doubts, the source and its leftovers: those say how the importer did, not what is true.

use std::collections::BTreeMap;
use std::path::PathBuf;
use tianbao::format;
use tianbao::model::{Amounts, BudgetLine, Field, Filing, Place};

/// A bundled sample.
pub struct Sample {
    /// File name without its ending.
    pub name: &'static str,
    /// How many filings it holds.
    pub n_filings: usize,
}

/// All bundled samples whose print can be read without guessing.
pub const CLEAR: &[Sample] = &[
    Sample { name: "pdf-text-two-filings", n_filings: 2 },
    Sample { name: "tab-half-year", n_filings: 1 },
    Sample { name: "pdf-text-tasks", n_filings: 1 },
    Sample { name: "tab-projects", n_filings: 4 },
];

/// The sample whose labels were misplaced in the print.
pub const JUMBLED: Sample = Sample { name: "tab-functions-jumbled", n_filings: 1 };

impl Sample {
    /// The file name of the document.
    pub fn file(&self) -> String {
        format!("{}.txt", self.name)
    }

    /// The document.
    pub fn bytes(&self) -> Vec<u8> {
        let path = root().join("assets/samples").join(self.file());
        std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The true listings, in document order.
    pub fn truth(&self) -> Vec<Filing> {
        (1..=self.n_filings).map(|n| self.true_filing(n)).collect()
    }

    /// The text of a true listing; `n` counts from 1.
    pub fn true_text(&self, n: usize) -> String {
        let path = root().join("tests/data/samples").join(self.listing(n));
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn listing(&self, n: usize) -> String {
        format!("{}-{n}.expected.toml", self.name)
    }

    fn true_filing(&self, n: usize) -> Filing {
        let reading = format::read(&self.true_text(n));
        assert!(reading.remarks.is_empty(), "{}: remarks {:?}", self.listing(n), reading.remarks);
        reading.filing.unwrap_or_else(|| panic!("{}: no filing", self.listing(n)))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every difference between an imported filing and the truth, one sentence each.
pub fn differences(found: &Filing, truth: &Filing) -> Vec<String> {
    let mut report = Vec::new();
    for field in &Field::OF_FILING {
        compare_field(&mut report, "filing", (found, Place::Filing), (truth, Place::Filing), field);
    }
    compare_lines(&mut report, found, truth);
    compare_functions(&mut report, found, truth);
    compare_indicators(&mut report, found, truth);
    report
}

fn compare_lines(report: &mut Vec<String>, found: &Filing, truth: &Filing) {
    let (found_lines, true_lines) = (line_rows(found), line_rows(truth));
    compare_count(report, "budget lines", found_lines.len(), true_lines.len());
    for line in true_lines.iter().filter(|it| !found_lines.contains(it)) {
        report.push(format!("budget line missing: {line}"));
    }
    for line in found_lines.iter().filter(|it| !true_lines.contains(it)) {
        report.push(format!("budget line not in the document: {line}"));
    }
    for (parent, names) in children(truth) {
        let found = children(found).remove(&parent).unwrap_or_default();
        compare_text(
            report,
            "budget",
            &format!("order under {parent:?}"),
            &found.join("、"),
            &names.join("、"),
        );
    }
}

/// The names under each parent, in file order. Only the order among siblings counts: of two halves printed side by
/// side, either may come first.
fn children(filing: &Filing) -> BTreeMap<String, Vec<String>> {
    let mut children = BTreeMap::<_, Vec<_>>::new();
    for line in &filing.budget.lines {
        let path = line_path(&filing.budget.lines, line, 0);
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned();
        children.entry(parent).or_default().push(line.name.clone());
    }
    children
}

/// Budget lines as text. A parent may be named by its name or by its path, so paths are resolved.
fn line_rows(filing: &Filing) -> Vec<String> {
    let lines = &filing.budget.lines;
    lines
        .iter()
        .map(|it| {
            let mark = if it.of_which { " (of which)" } else { "" };
            format!("{}{mark} {}", line_path(lines, it, 0), amounts(&it.amounts))
        })
        .collect()
}

fn line_path(lines: &[BudgetLine], line: &BudgetLine, depth: usize) -> String {
    if line.under.is_empty() || depth > 8 {
        return line.name.clone();
    }
    let parent = if line.under.contains('/') {
        Some(line.under.clone())
    } else {
        lines.iter().find(|it| it.name == line.under).map(|it| line_path(lines, it, depth + 1))
    };
    format!("{}/{}", parent.as_ref().unwrap_or(&line.under), line.name)
}

fn amounts(amounts: &Amounts) -> String {
    let mut cells: Vec<_> =
        amounts.0.iter().map(|(column, amount)| format!("{}={}", column.key(), amount.text())).collect();
    cells.sort();
    cells.join(" ")
}

fn compare_functions(report: &mut Vec<String>, found: &Filing, truth: &Filing) {
    compare_count(report, "functions", found.functions.len(), truth.functions.len());
    for idx in 0..found.functions.len().min(truth.functions.len()) {
        let at = format!("function {}", idx + 1);
        let place = Place::Function(idx);
        for field in &Field::OF_FUNCTION {
            compare_field(report, &at, (found, place), (truth, place), field);
        }
        compare_text(
            report,
            &at,
            "amounts",
            &amounts(&found.functions[idx].amounts),
            &amounts(&truth.functions[idx].amounts),
        );
    }
}

/// Compares row by row in form order. A row is found by its name and target, else by its name, else by its line, so
/// that one missing row does not make all later ones differ.
fn compare_indicators(report: &mut Vec<String>, found: &Filing, truth: &Filing) {
    let found_rows: Vec<_> = found.indicators().collect();
    let mut is_used = vec![false; found_rows.len()];
    for (function_idx, idx, row) in truth.indicators() {
        let free = |fits: &dyn Fn(usize) -> bool| (0..found_rows.len()).find(|it| !is_used[*it] && fits(*it));
        let place = free(&|it| found_rows[it].2.name == row.name && found_rows[it].2.target == row.target)
            .or_else(|| free(&|it| found_rows[it].2.name == row.name))
            .or_else(|| free(&|it| found_rows[it].2.line == row.line));
        let at = format!("line {} {} {}", row.line.unwrap_or(0), row.name, row.target);
        let Some(place) = place else {
            report.push(format!("{at}: indicator missing"));
            continue;
        };
        is_used[place] = true;
        let (found_function_idx, found_idx, _) = found_rows[place];
        compare_text(report, &at, "function", &found_function_idx.to_string(), &function_idx.to_string());
        let (found_at, true_at) =
            (Place::Indicator(found_function_idx, found_idx), Place::Indicator(function_idx, idx));
        for field in Field::OF_INDICATOR.iter().filter(|it| **it != Field::Doubt) {
            compare_field(report, &at, (found, found_at), (truth, true_at), field);
        }
    }
    for (_, (_, _, row)) in is_used.iter().zip(&found_rows).filter(|(is_used, _)| !**is_used) {
        report.push(format!("indicator not in the document: {:?} {} {}", row.line, row.name, row.target));
    }
    let names = |filing: &Filing| -> Vec<_> { filing.indicators().map(|it| it.2.name.clone()).collect() };
    if report.is_empty() && names(found) != names(truth) {
        report.push(format!("indicators in another order: {:?}", names(found)));
    }
}

fn compare_field(
    report: &mut Vec<String>,
    at: &str,
    (found, found_at): (&Filing, Place),
    (truth, true_at): (&Filing, Place),
    field: &Field,
) {
    let text = |filing: &Filing, place| {
        filing.get(place, field).map(std::borrow::Cow::into_owned).unwrap_or_default()
    };
    compare_text(report, at, &format!("{field:?}"), &text(found, found_at), &text(truth, true_at));
}

fn compare_count(report: &mut Vec<String>, what: &str, found: usize, truth: usize) {
    compare_text(report, "filing", what, &found.to_string(), &truth.to_string());
}

fn compare_text(report: &mut Vec<String>, at: &str, what: &str, found: &str, truth: &str) {
    if found != truth {
        report.push(format!("{at}: {what} is {found:?}, the document says {truth:?}"));
    }
}

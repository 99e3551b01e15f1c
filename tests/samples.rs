//! The bundled samples are imported as a careful reader would set them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "tests"
)]

mod support;

use support::{CLEAR, JUMBLED, Sample, differences};
use tianbao::format;
use tianbao::import::import;
use tianbao::model::{Field, Filing, Indicator, MoneyUnit, Place, Scope, Stage};

/// The least share of rows of the jumbled sample that must have the right function and levels.
const LEAST_SHARE: f64 = 0.9;

fn imported(sample: &Sample) -> Vec<Filing> {
    import(&sample.file(), &sample.bytes()).filings
}

fn check(sample: &Sample) {
    let (found, truth) = (imported(sample), sample.truth());
    let mut report = Vec::new();
    if found.len() != truth.len() {
        report.push(format!("{} filings found, the document holds {}", found.len(), truth.len()));
    }
    for (idx, (found, truth)) in found.iter().zip(&truth).enumerate() {
        let differences = differences(found, truth);
        report.extend(differences.iter().map(|it| format!("filing {}: {it}", idx + 1)));
    }
    assert!(report.is_empty(), "{}: {} differences\n{}", sample.file(), report.len(), report.join("\n"));
}

#[test]
fn two_filings_as_text_of_a_pdf() {
    check(&CLEAR[0]);
}

#[test]
fn half_year_targets_in_three_table_headers() {
    check(&CLEAR[1]);
}

#[test]
fn tasks_with_budgets_as_text_of_a_pdf() {
    check(&CLEAR[2]);
}

#[test]
fn four_projects_in_one_document() {
    check(&CLEAR[3]);
}

/// A row with its function's label, to compare rows across filings that group them differently.
fn rows_by_line(filing: &Filing) -> Vec<(&str, &Indicator)> {
    let mut rows: Vec<_> =
        filing.indicators().map(|(idx, _, row)| (filing.functions[idx].label(), row)).collect();
    rows.sort_by_key(|(_, row)| row.line);
    rows
}

#[test]
fn misplaced_labels_lose_no_row_and_few_levels() {
    let (found, truth) = (imported(&JUMBLED), JUMBLED.truth());
    assert_eq!(found.len(), truth.len(), "filings in {}", JUMBLED.file());
    let (found, truth) = (rows_by_line(&found[0]), rows_by_line(&truth[0]));
    let cells = |rows: &[(&str, &Indicator)]| -> Vec<_> {
        rows.iter().map(|(_, row)| format!("{:?} {}: {}", row.line, row.name, row.target)).collect()
    };
    assert_eq!(cells(&found), cells(&truth), "rows of {}", JUMBLED.file());

    let n_rows = truth.len() as f64;
    for (what, cell) in CELLS {
        let wrong: Vec<_> =
            found.iter().zip(&truth).filter(|(found, truth)| cell(found) != cell(truth)).collect();
        let share = 1.0 - wrong.len() as f64 / n_rows;
        println!("{}: {what} right in {:.1} % of {n_rows} rows", JUMBLED.file(), share * 100.0);
        for (found, truth) in &wrong {
            println!("  line {:?} {}: {:?}, is {:?}", truth.1.line, truth.1.name, cell(found), cell(truth));
        }
        assert!(share >= LEAST_SHARE, "{what}: only {share:.3} of the rows are right; see the list above");
        let n_silent = wrong.iter().filter(|(found, _)| found.1.doubt.is_empty()).count();
        println!("  {n_silent} of {} wrong rows carry no doubt", wrong.len());
    }
}

type Cell = fn(&(&str, &Indicator)) -> String;

/// What is counted for the jumbled sample.
const CELLS: [(&str, Cell); 3] = [
    ("function", |row| row.0.to_owned()),
    ("level 1", |row| row.1.level1.clone()),
    ("level 2", |row| row.1.level2.clone()),
];

/// The truth is only as good as its hold on the documents: each row names the line where its target begins.
#[test]
fn true_rows_stand_on_their_lines() {
    for sample in CLEAR.iter().chain([&JUMBLED]) {
        let text = String::from_utf8(sample.bytes()).unwrap();
        let lines: Vec<_> = text.lines().collect();
        for filing in sample.truth() {
            let mut last = 0;
            for (_, _, row) in filing.indicators() {
                let line = row.line.unwrap() as usize;
                assert!(line > last, "{}: {} stands before the row above it", sample.file(), row.name);
                last = line;
                let start: String = row.target.chars().take(6).collect();
                let printed = lines[line - 1];
                assert!(printed.contains(&start), "{} line {line}: no {start} in {printed}", sample.file());
            }
        }
    }
}

/// The true listings are also examples of the layout that the product writes.
#[test]
fn true_listings_are_laid_out_as_written() {
    for sample in CLEAR.iter().chain([&JUMBLED]) {
        for n in 1..=sample.n_filings {
            let text = sample.true_text(n);
            let filing = format::read(&text).filing.unwrap();
            assert_eq!(format::write(&filing), text, "{}, filing {n}", sample.file());
        }
    }
}

/// The comparison itself must be able to fail: one changed cell is one difference.
#[test]
fn a_single_changed_cell_is_seen() {
    for sample in CLEAR.iter().chain([&JUMBLED]) {
        for truth in sample.truth() {
            assert_eq!(differences(&truth, &truth), Vec::<String>::new(), "{}", sample.file());
            let mut cells: Vec<_> = Field::OF_FILING.iter().map(|it| (Place::Filing, it)).collect();
            let last = truth.functions.len() - 1;
            cells.extend(Field::OF_INDICATOR.iter().map(|it| (Place::Indicator(last, 2), it)));
            cells.extend(Field::OF_FUNCTION.iter().map(|it| (Place::Function(0), it)));
            cells.retain(|(_, field)| !matches!(field, Field::Doubt | Field::SourceLine | Field::Year));
            for (place, field) in cells {
                let mut changed = truth.clone();
                let text = match field {
                    Field::Scope if truth.scope == Scope::Project => "department",
                    Field::Scope => "project",
                    Field::Stage if truth.stage == Some(Stage::Approved) => "declared",
                    Field::Stage => "approved",
                    Field::MoneyUnit if truth.budget.unit == Some(MoneyUnit::Yuan) => "万元",
                    Field::MoneyUnit => "元",
                    _ => "改过的字",
                };
                changed.set(place, field, text).unwrap();
                let report = differences(&changed, &truth);
                assert_eq!(report.len(), 1, "{}: {field:?} changed: {report:?}", sample.file());
            }
        }
    }
}

#[test]
fn samples_name_no_real_department() {
    for sample in CLEAR.iter().chain([&JUMBLED]) {
        let text = String::from_utf8(sample.bytes()).unwrap();
        for word in ["卫生健康", "血", "医疗", "鼠防"] {
            assert!(!text.contains(word), "{}: {word} belongs to a real filing", sample.file());
        }
    }
}

//! The defects that are known in the real filings are reported at their rows. The filings are not part of the
//! project; without their folder these tests say so and pass.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::panic, reason = "tests")]

use std::path::PathBuf;
use tianbao::check::check;
use tianbao::import::import;
use tianbao::messages::Lang;
use tianbao::model::taxonomy::{Level1, level1, level2};
use tianbao::model::{Filing, Place};

/// Documents, and lines of their rows.
type Rows = &'static [(&'static str, &'static [u32])];

/// Rule, and its rows: document, and the line of each row's target. For findings about a filing, a function or a
/// budget line any line of the filing stands for it.
const SEEDS: &[(&str, Rows)] = &[
    ("V01", &[("002", &[54])]),
    ("V02", &[("000", &[233])]),
    ("V03", &[("001", &[60]), ("002", &[94]), ("004", &[20])]),
    ("V04", &[("001", &[66]), ("002", &[66])]),
    ("V05", &[("001", &[39]), ("002", &[135])]),
    ("V06", &[("002", &[23])]),
    ("V07", &[("002", &[137, 159, 161])]),
    ("V08", &[("000", &[104, 265])]),
    ("V09", &[("004", &[20, 47])]),
    ("V10", &[("004", &[19])]),
    ("V11", &[("003", &[121]), ("004", &[45])]),
    ("V12", &[("000", &[85])]),
    ("V13", &[("002", &[35])]),
    ("V14", &[("002", &[15, 61])]),
    ("V15", &[("000", &[100]), ("001", &[69])]),
    ("V16", &[("002", &[86]), ("004", &[79, 83])]),
    ("V17", &[("002", &[17]), ("004", &[104, 182])]),
    ("V18", &[("002", &[156])]),
    ("V20", &[("001", &[84, 86, 88])]),
    ("V21", &[("000", &[263]), ("003", &[137])]),
    ("V22", &[("002", &[168])]),
    ("V23", &[("002", &[14, 70])]),
    ("V26", &[("003", &[153, 159])]),
    ("T01", &[("002", &[174])]),
    ("T02", &[("002", &[64]), ("004", &[27])]),
    ("T03", &[("000", &[293]), ("002", &[123])]),
    ("T04", &[("002", &[64])]),
    ("C01", &[("000", &[132, 293]), ("001", &[99]), ("004", &[135, 187])]),
    ("C05", &[("000", &[227]), ("002", &[12]), ("004", &[71])]),
    ("C06", &[("000", &[73, 197])]),
    ("C08", &[("004", &[21])]),
    ("C10", &[("004", &[44, 101, 156])]),
    ("C11", &[("002", &[84, 158])]),
    ("C12", &[("002", &[118, 170])]),
    ("C13", &[("000", &[207, 209]), ("002", &[13, 45, 69])]),
    ("C14", &[("004", &[70, 185])]),
    ("C16", &[("004", &[128])]),
    ("D01", &[("002", &[55, 67, 68])]),
    ("D02", &[("001", &[86, 88])]),
    ("D03", &[("004", &[160])]),
    ("N01", &[("002", &[75])]),
    ("N02", &[("003", &[92, 123])]),
    ("N03", &[("002", &[73, 87, 137, 163])]),
    ("N04", &[("002", &[21, 96])]),
    ("N06", &[("000", &[116]), ("002", &[130])]),
    ("N07", &[("000", &[116, 274]), ("002", &[73]), ("003", &[157]), ("004", &[191])]),
    ("N08", &[("000", &[249])]),
    ("N09", &[("002", &[63])]),
    ("N10", &[("002", &[83, 88])]),
    ("N11", &[("000", &[203]), ("002", &[45, 135, 172])]),
    ("H01", &[("001", &[84, 89])]),
    ("H03", &[("001", &[66])]),
    ("S01", &[("000", &[280]), ("002", &[122])]),
    // Line 22, which a reader of the document would name too, is settled: number, order and words agree on its level 2.
    ("S02", &[("002", &[21])]),
    ("S05", &[("002", &[7])]),
    ("S06", &[("001", &[40]), ("002", &[40])]),
    ("S07", &[("001", &[29]), ("004", &[17])]),
    ("S09", &[("000", &[287])]),
    ("S10", &[("001", &[60, 76, 78, 86])]),
    ("M01", &[("000", &[134]), ("004", &[17, 40, 70, 95, 125, 150, 175])]),
    ("B07", &[("001", &[14]), ("004", &[17, 40, 70, 95, 125, 150, 175])]),
    ("B10", &[("001", &[22])]),
    ("B13", &[("002", &[40])]),
];

/// Damage of the print that importing repairs: the row is under the right labels, so that no rule may complain.
/// Document, line, level 1, and the canonical level 2 where it is one of the shared names.
const REPAIRED: &[(&str, u32, Level1, &str)] = &[
    ("001", 58, Level1::Process, "机构建设"),
    ("001", 83, Level1::Duty, ""),
    ("002", 17, Level1::Output, "质量指标"),
    ("002", 20, Level1::Benefit, "社会效益指标"),
    ("002", 29, Level1::Output, "数量指标"),
    ("002", 34, Level1::Output, "质量指标"),
    ("002", 94, Level1::Output, "成本指标"),
    ("002", 122, Level1::Satisfaction, "服务对象满意度指标"),
    ("002", 157, Level1::Output, "成本指标"),
    ("004", 49, Level1::Benefit, "社会效益指标"),
    ("004", 76, Level1::Output, "质量指标"),
    ("004", 78, Level1::Benefit, "社会效益指标"),
];

fn filings(number: &str) -> Option<Vec<Filing>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/filings");
    let folder = std::env::var_os("TIANBAO_FILINGS").map_or(beside, PathBuf::from);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: the folder of real filings is not there ({})", folder.display());
        return None;
    };
    let path = entries
        .flatten()
        .map(|it| it.path())
        .find(|path| path.file_name().is_some_and(|it| it.to_string_lossy().starts_with(number)))?;
    Some(import(&path.file_name().unwrap().to_string_lossy(), &std::fs::read(&path).unwrap()).filings)
}

/// Whether the finding's place stands at the line.
fn is_at(filing: &Filing, at: Place, line: u32) -> bool {
    match at {
        Place::Indicator(function_idx, idx) => {
            filing.indicator(function_idx, idx).is_some_and(|it| it.line == Some(line))
        }
        _ => filing
            .source
            .as_ref()
            .and_then(|it| it.lines)
            .is_some_and(|(first, last)| (first..=last).contains(&line)),
    }
}

#[test]
fn known_defects_are_reported_at_their_rows() {
    let mut missed = Vec::new();
    let mut n_seeds = 0;
    for number in ["000", "001", "002", "003", "004"] {
        let Some(filings) = filings(number) else { return };
        let checked: Vec<_> = filings.iter().map(|it| (it, check(it))).collect();
        for (code, rows) in SEEDS {
            let lines = rows.iter().filter(|(document, _)| *document == number).flat_map(|(_, lines)| *lines);
            for line in lines {
                n_seeds += 1;
                let is_found = checked.iter().any(|(filing, findings)| {
                    findings.iter().any(|it| it.rule.code == *code && is_at(filing, it.at, *line))
                });
                if !is_found {
                    missed.push(format!("{code} at {number}:{line}"));
                }
            }
        }
    }
    println!("{} of {n_seeds} known defects are reported", n_seeds - missed.len());
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_importing_repairs_is_under_the_right_labels() {
    for (number, line, expected, level2_name) in REPAIRED {
        let Some(filings) = filings(number) else { return };
        let rows = filings.iter().flat_map(Filing::indicators).map(|(_, _, it)| it);
        let row = rows.into_iter().find(|it| it.line == Some(*line)).unwrap();
        assert_eq!(level1(&row.level1), Some(*expected), "{number}:{line}");
        assert!(!row.name.is_empty(), "{number}:{line}");
        if !level2_name.is_empty() {
            assert_eq!(level2(&row.level2).map(|it| it.name), Some(*level2_name), "{number}:{line}");
        }
    }
}

/// All findings, for reading by eye: `TIANBAO_READ=1 cargo test --test seeds -- --nocapture`. Each must say something.
#[test]
fn every_finding_can_be_read() {
    let is_read = std::env::var_os("TIANBAO_READ").is_some();
    for number in ["000", "001", "002", "003", "004"] {
        for filing in filings(number).unwrap_or_default() {
            for it in check(&filing) {
                let row = match it.at {
                    Place::Indicator(function_idx, idx) => filing.indicator(function_idx, idx),
                    _ => None,
                };
                let line = row.and_then(|it| it.line).unwrap_or_default();
                let name = row.map_or("", |it| it.name.as_str());
                let (word, code) = (it.severity.word(), it.rule.code);
                let says = it.message.render(Lang::Zh);
                assert!(!says.is_empty() && !says.contains(['{', '}']), "{number}:{line} {code}: {says}");
                if is_read {
                    println!("{number}:{line}\t{word}\t{code}\t{name}\t{says}");
                }
            }
        }
    }
}

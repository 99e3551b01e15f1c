//! Documents of every kind are read as people see them: the same filing in every layout is the same filing.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/print.rs"]
mod print;
#[allow(dead_code, reason = "these tests need the samples, not the differences")]
mod support;

use encoding_rs::GB18030;
use print::Form;
use support::CLEAR;
use tianbao::import::{account, import};
use tianbao::model::Filing;

/// What every layout carries: one text a field.
fn carried(filing: &Filing) -> Vec<String> {
    let mut out = vec![
        format!("title {}", filing.title),
        format!("year {:?}", filing.year),
        format!("department {}", filing.department.name),
        format!("supervisor {}", filing.department.supervisor),
        format!("project {}", filing.project.name),
        format!("contact {}", filing.contact.name),
    ];
    for line in filing.budget.lines.iter().filter(|it| !it.amounts.0.is_empty()) {
        out.push(format!("amount {} {}", line.name, line.amounts.0[0].1.text()));
    }
    for (_, _, it) in filing.indicators() {
        out.push(format!("{} | {} | {} | {} | {}", it.level1, it.level2, it.name, it.target_half, it.target));
        assert_eq!(it.doubt, "", "{}", it.name);
    }
    out
}

/// What the form of a true filing says.
fn truth(filing: &Filing) -> Vec<String> {
    let mut filing = filing.clone();
    if filing.scope != tianbao::model::Scope::Project {
        filing.department.supervisor.clear();
        filing.project.name.clear();
    }
    carried(&filing)
}

fn forms(filings: &[Filing]) -> Vec<Form> {
    filings.iter().map(print::form).collect()
}

#[test]
fn the_same_filing_in_every_layout() {
    for sample in CLEAR {
        let truth_of = sample.truth();
        let forms = forms(&truth_of);
        let csv = print::csv(&forms);
        let (gbk, _, _) = GB18030.encode(&csv);
        let utf_16: Vec<u8> =
            [0xFEFF].into_iter().chain(csv.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let layouts: [(&str, Vec<u8>); 9] = [
            ("a.xlsx", print::xlsx(&forms)),
            ("a.docx", print::docx(&forms)),
            ("a.html", print::html(&forms).into_bytes()),
            ("a.xls", print::html(&forms).into_bytes()),
            ("a.csv", csv.clone().into_bytes()),
            ("gbk.csv", gbk.into_owned()),
            ("utf-16.csv", utf_16),
            ("a.tsv", print::tsv(&forms).into_bytes()),
            ("a.md", print::markdown(&forms).into_bytes()),
        ];
        for (name, bytes) in layouts {
            let imported = import(name, &bytes);
            let what = format!("{} as {name}", sample.name);
            assert_eq!(imported.filings.len(), truth_of.len(), "{what}: {:?}", imported.notes);
            assert_eq!(imported.texts.len(), imported.filings.len(), "{what}");
            for (idx, (found, filing)) in imported.filings.iter().zip(&truth_of).enumerate() {
                assert_eq!(carried(found), truth(filing), "{what}, filing {}", idx + 1);
                lines_hold_their_rows(found, &imported.texts[idx], &what);
            }
            assert_eq!(account(name, &bytes), [], "{what}: lost");
        }
    }
}

/// The source panel shows the line that a row came from.
fn lines_hold_their_rows(filing: &Filing, text: &str, what: &str) {
    let lines: Vec<&str> = text.lines().collect();
    for (_, _, it) in filing.indicators() {
        let line = it.line.unwrap() as usize;
        let printed = lines[line - 1];
        assert!(printed.contains(&it.name), "{what} line {line}: no {} in {printed}", it.name);
    }
}

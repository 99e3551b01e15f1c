//! Forms as offices print them, each with the filings that a careful reader takes out of it beside it.
//!
//! `TIANBAO_UPDATE=1` writes the readings anew: read the difference.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use tianbao::import::{account, import};
use tianbao::model::{Amounts, Filing};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/offices")
}

fn amounts(amounts: &Amounts) -> String {
    let each = amounts.0.iter().map(|(column, amount)| format!("{} {}", column.key(), amount.text()));
    each.collect::<Vec<_>>().join(", ")
}

/// Everything that was read, a line a fact; blank fields are left out.
fn told(filing: &Filing) -> String {
    let mut out = String::new();
    let mut line = |name: &str, text: &str| {
        if !text.is_empty() {
            writeln!(out, "{name}: {text}").unwrap();
        }
    };
    let (department, project) = (&filing.department, &filing.project);
    line("title", &filing.title);
    line("scope, stage, year", &format!("{:?}, {:?}, {:?}", filing.scope, filing.stage, filing.year));
    for (name, text) in [
        ("code", &department.code),
        ("department", &department.name),
        ("supervisor", &department.supervisor),
        ("duties", &department.duties),
        ("project", &project.name),
        ("nature", &project.nature),
        ("category", &project.category),
        ("start", &project.start),
        ("end", &project.end),
        ("contact", &filing.contact.name),
        ("phone", &filing.contact.phone),
        ("filled at", &filing.filled_at),
    ] {
        line(name, text);
    }
    let goals = &filing.goals;
    for (name, texts) in
        [("annual", &goals.annual), ("long term", &goals.long_term), ("goal", &goals.project)]
    {
        line(name, &texts.join(" / "));
    }
    line("unit", filing.budget.unit.map_or("", |it| it.word()));
    for it in &filing.budget.lines {
        let of_which = if it.of_which { "of which " } else { "" };
        line("money", &format!("{of_which}{} | {} | {}", it.under, it.name, amounts(&it.amounts)));
    }
    for function in &filing.functions {
        let head = [&function.id, &function.name, &function.content].map(String::as_str).join(" | ");
        line("function", &format!("{head} | {}", amounts(&function.amounts)));
        for it in &function.indicators {
            let texts =
                [&it.level1, &it.level2, &it.work, &it.project, &it.name, &it.target_half, &it.target];
            let rest = [&it.weight, &it.note, &it.standard, &it.doubt];
            let row: Vec<&str> = texts.into_iter().chain(rest).map(String::as_str).collect();
            line("  row", row.join(" | ").trim_end_matches([' ', '|']));
        }
    }
    for it in filing.source.iter().flat_map(|it| &it.leftover) {
        line("left over", it);
    }
    out
}

#[test]
fn forms_of_many_offices_are_read_as_a_careful_reader_does() {
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder()).unwrap().map(|it| it.unwrap().path()).collect();
    names.retain(|it| it.extension().is_none_or(|it| it != "reading"));
    names.sort();
    assert!(10 < names.len());
    for path in names {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(account(&name, &bytes), [], "{name}: lost");
        let readings: Vec<String> = import(&name, &bytes).filings.iter().map(told).collect();
        let reading = readings.join("--------\n");
        let golden = path.with_file_name(format!("{name}.reading"));
        if std::env::var_os("TIANBAO_UPDATE").is_some() {
            std::fs::write(&golden, &reading).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(reading, expected, "{name}");
    }
}

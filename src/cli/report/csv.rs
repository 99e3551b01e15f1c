//! A table that spreadsheets open: UTF-8 with a byte order mark (Excel reads other UTF-8 as the local encoding), lines
//! ended by CR LF.
//!
//! Invariant: no cell is a formula. A cell that would begin one gets an apostrophe before it, as spreadsheets do.

use super::{Checked, Found, Style, clause, label, told};
use crate::messages::{CliText, Lang, Text};
use crate::model::path::FewPaths;
use crate::text::cells::is_formula;
use crate::text::width::sanitize;
use csv::{Terminator, WriterBuilder};

const COLUMNS: [CliText; 14] = [
    CliText::ColumnFile,
    CliText::ColumnLine,
    CliText::ColumnDepartment,
    CliText::ColumnProject,
    CliText::ColumnYear,
    CliText::ColumnSeverity,
    CliText::ColumnRule,
    CliText::ColumnRuleName,
    CliText::ColumnAt,
    CliText::ColumnValue,
    CliText::ColumnProblem,
    CliText::ColumnClause,
    CliText::ColumnAdvice,
    CliText::ColumnReplacement,
];

/// The first line.
pub fn head(lang: Lang) -> String {
    format!("\u{feff}{}", records([COLUMNS.map(|it| it.text(lang).to_owned())]))
}

/// The findings of a filing.
pub fn filing(one: &Checked, style: Style<'_>) -> String {
    let lang = style.lang;
    let paths = FewPaths::of(&one.filing);
    let year = one.filing.year.map(|it| it.to_string()).unwrap_or_default();
    let cells = |it: &Found| {
        let finding = &it.finding;
        let fix = finding.fix.as_ref();
        [
            sanitize(&one.file).into_owned(),
            it.spot.line.map(|it| it.to_string()).unwrap_or_default(),
            one.filing.department.name.clone(),
            one.filing.project.name.clone(),
            year.clone(),
            label(finding.severity).text(lang).to_owned(),
            finding.rule.code.to_owned(),
            finding.rule.name.to_owned(),
            told::place(&paths, finding, lang),
            finding.value.clone(),
            finding.message.render(lang),
            finding.rule.clause.map(clause::named).unwrap_or_default(),
            fix.map(|it| it.title.render(lang)).unwrap_or_default(),
            fix.and_then(|it| it.edits.first()).map(|it| it.text.clone()).unwrap_or_default(),
        ]
        .map(|it| plain(&it))
    };
    records(one.findings.iter().map(cells))
}

fn records<const N: usize>(records: impl IntoIterator<Item = [String; N]>) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for it in records {
        // Writing into memory does not fail.
        let _ = writer.write_record(it);
    }
    String::from_utf8_lossy(&writer.into_inner().unwrap_or_default()).into_owned()
}

/// A text that is no formula.
fn plain(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, expected) in [
            ("=100%", "'=100%"),
            ("＝100%", "'＝100%"),
            ("-18.00", "'-18.00"),
            ("+5个", "'+5个"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" =1+1", "' =1+1"),
            ("\t=1", "'\t=1"),
            ("≥95%", "≥95%"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(plain(text), expected, "{text:?}");
        }
    }
}

//! Reports about filings, which this program wrote, recognized by how they begin: they lie beside the filings that they
//! are about, and nobody needs to be told that they hold no table.
//!
//! Knows the shape of each kind of report, nothing of findings. Invariant: only a document without a filing is asked
//! about; what somebody has written into a letter does not matter.

use crate::messages::{CliText, Lang, Text};

/// The first columns of a report as a table.
const COLUMNS: [CliText; 3] = [CliText::ColumnFile, CliText::ColumnLine, CliText::ColumnDepartment];

/// What stands before the place in a report for people, on the second line of a finding, after a gutter
/// as wide as its line's number.
const PLACE: &str = "--> ";

/// Whether a text is a report that this program has written: a letter, a table, or findings one below the other.
pub fn is_report(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let first = text.lines().next().unwrap_or_default().trim_end();
    let is_letter = |lang: Lang| first == format!("# {}", CliText::LetterTitle.text(lang));
    let is_table = |lang: Lang| {
        let mut cells = first.split([',', '\t']);
        COLUMNS.iter().all(|it| cells.next() == Some(it.text(lang)))
    };
    [Lang::Zh, Lang::En].into_iter().any(|it| is_letter(it) || is_table(it)) || is_for_people(text)
}

fn is_for_people(text: &str) -> bool {
    text.lines().nth(1).is_some_and(|it| it.trim_start().starts_with(PLACE))
}

#[cfg(test)]
mod tests {
    use super::is_report;

    #[test]
    fn reports_are_told_from_documents() {
        for (text, expected) in [
            ("# 绩效目标审核意见\n\n## 清河市水务局 2025\n", true),
            ("\u{feff}# Review of performance targets\r\n", true),
            ("\u{feff}文件,行,部门（单位）,项目,年度\r\n", true),
            (
                "警告 S04 function-lacks-kind: 未设效益指标\n  --> 水务局.toml:35  职能1\n   |\n35 | 职能1\n",
                true,
            ),
            ("# 绩效目标审核意见的回复\n", false),
            ("文件,部门,部门代码\n", false),
            ("绩效目标审核意见\n", false),
            ("", false),
        ] {
            assert_eq!(is_report(text), expected, "{text}");
        }
    }
}

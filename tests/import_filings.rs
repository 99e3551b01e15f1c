//! The real filings are imported as their published tables say: counts, spot facts by line, and nothing is lost.
//! They are not part of the project; without the folder these tests say so and pass.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, reason = "tests")]

use std::path::PathBuf;
use tianbao::import::{account, import};
use tianbao::model::{Filing, Indicator, MoneyUnit, Scope, Stage};

/// What the documents hold, by the first three characters of their names.
const COUNTS: [(&str, &[usize], usize, usize); 5] = [
    // Document, indicators of each filing, half-year targets, money cells.
    ("000", &[15, 30], 0, 10),
    ("001", &[64], 64, 17),
    ("002", &[162], 0, 0),
    ("003", &[19], 0, 15),
    ("004", &[8, 11, 14, 10, 12, 9, 12], 0, 28),
];

fn document(number: &str) -> Option<(String, Vec<u8>)> {
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
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    Some((name, std::fs::read(&path).unwrap()))
}

fn filings(number: &str) -> Option<Vec<Filing>> {
    document(number).map(|(name, bytes)| import(&name, &bytes).filings)
}

fn at(filing: &Filing, line: u32) -> &Indicator {
    filing.indicators().find(|it| it.2.line == Some(line)).unwrap().2
}

fn n_money(filing: &Filing) -> usize {
    let lines = filing.budget.lines.iter().map(|it| it.amounts.0.len());
    lines.chain(filing.functions.iter().map(|it| it.amounts.0.len())).sum()
}

#[test]
fn counts_are_those_of_the_documents() {
    for (number, indicators, n_half, money) in COUNTS {
        let Some(filings) = filings(number) else { return };
        let found: Vec<usize> = filings.iter().map(Filing::n_indicators).collect();
        assert_eq!(found, indicators, "{number}");
        let half = filings.iter().flat_map(|it| it.indicators().map(|it| it.2.clone()).collect::<Vec<_>>());
        assert_eq!(
            half.filter(|it| !it.target_half.is_empty()).count(),
            n_half,
            "{number}: half-year targets"
        );
        assert_eq!(filings.iter().map(n_money).sum::<usize>(), money, "{number}: money cells");
    }
}

#[test]
fn nothing_is_lost_and_sources_are_named() {
    for (number, ..) in COUNTS {
        let Some((name, bytes)) = document(number) else { return };
        assert_eq!(account(&name, &bytes), [], "{number}");
        for filing in import(&name, &bytes).filings {
            let source = filing.source.unwrap();
            assert_eq!(source.file, name);
            assert_eq!(source.sha256.len(), 64);
            assert!(source.lines.is_some_and(|(first, last)| first < last));
        }
    }
}

#[test]
fn certain_rows_carry_no_doubt() {
    for (number, most) in [("000", 1), ("001", 0), ("003", 0), ("004", 3)] {
        let Some(filings) = filings(number) else { return };
        let n_doubts: usize =
            filings.iter().map(|it| it.indicators().filter(|it| !it.2.doubt.is_empty()).count()).sum();
        assert!(n_doubts <= most, "{number}: {n_doubts} rows in doubt");
    }
}

#[test]
fn heads_are_read() {
    let Some(found) = filings("000") else { return };
    for filing in &found {
        assert_eq!(
            (filing.scope, filing.stage, filing.year),
            (Scope::Department, Some(Stage::Approved), Some(2025))
        );
        assert_eq!(filing.budget.unit, Some(MoneyUnit::Yuan));
        assert_eq!(filing.department.code.len(), 6);
        assert!(filing.filled_at.starts_with("2024-12-20 "));
        assert!(!filing.department.duties.is_empty() && !filing.contact.name.is_empty());
    }
    assert_eq!(found.iter().map(|it| it.goals.annual.len()).collect::<Vec<_>>(), [4, 3]);
    assert!(found[0].contact.phone.is_empty() && !found[1].contact.phone.is_empty());
    let Some(found) = filings("001") else { return };
    assert_eq!((found[0].goals.long_term.len(), found[0].goals.annual.len()), (8, 12));
    assert_eq!((found[0].stage, found[0].budget.unit), (Some(Stage::Declared), Some(MoneyUnit::WanYuan)));
    assert!(!found[0].department.duties.is_empty() && !found[0].department.staffing.is_empty());
    let Some(found) = filings("002") else { return };
    assert_eq!(found[0].department.duties.lines().count(), 18);
    assert!(!found[0].department.supervisor.is_empty());
    let Some(found) = filings("003") else { return };
    assert_eq!((found[0].goals.annual.len(), found[0].stage, found[0].year), (8, None, Some(2021)));
    let Some(found) = filings("004") else { return };
    for filing in &found {
        assert_eq!((filing.scope, filing.year), (Scope::Project, Some(2024)));
        assert_ne!(filing.department.name, filing.department.supervisor);
        assert_eq!(
            (filing.project.start.as_str(), filing.project.end.as_str()),
            ("2024-01-01", "2024-12-31")
        );
        assert!(!filing.project.name.is_empty() && !filing.project.nature.is_empty());
        assert_eq!(filing.goals.annual.len(), 1);
    }
}

#[test]
fn wrapped_names_and_notes_are_put_together() {
    let Some(found) = filings("000") else { return };
    assert_eq!(at(&found[0], 100).target, "2025年12月30日前完成");
    assert_eq!(at(&found[0], 116).name.chars().count(), 33);
    assert!(found[0].indicators().all(|it| it.2.note.is_empty()));
    assert_eq!(found[1].indicators().filter(|it| it.2.note.is_empty()).count(), 1);
    let guessed = at(&found[1], 233);
    assert_eq!((guessed.target.chars().count(), guessed.name == guessed.note), (16, true));
    assert!(!guessed.doubt.is_empty());
    assert_eq!(at(&found[1], 300).level1, "满意度指标");
}

#[test]
fn moved_rows_of_one_table_keep_their_columns() {
    let Some(found) = filings("001") else { return };
    let filing = &found[0];
    for (line, level1, half, full) in [
        (33, "决策", "健全", "健全"),
        (58, "过程", "有效", "有效"),
        (66, "履职", "0", "1次"),
        (99, "效益", "0%", "10%"),
    ] {
        let row = at(filing, line);
        assert_eq!(
            (row.level1.as_str(), row.target_half.as_str(), row.target.as_str()),
            (level1, half, full)
        );
    }
    // 对应项目 is merged over many rows, 重点工作 over few.
    assert_eq!(at(filing, 75).project, at(filing, 60).project);
    assert_eq!(at(filing, 92).project, at(filing, 86).project);
    assert!((72..76).all(|line| at(filing, line).work != at(filing, line - 1 - u32::from(line == 72)).work));
    assert!(
        filing.indicators().all(|it| it.2.line < Some(60) || it.2.line > Some(93) || !it.2.work.is_empty())
    );
}

#[test]
fn the_money_tree_has_its_parents() {
    let Some(found) = filings("001") else { return };
    let lines = &found[0].budget.lines;
    assert_eq!(lines.iter().filter(|it| it.of_which).count(), 4);
    assert_eq!(lines.iter().filter(|it| it.under == "支出/资金总额").count(), 2);
    assert_eq!(lines.iter().filter(|it| it.under == "收入/资金总额/财政拨款").count(), 4);
    let Some(found) = filings("004") else { return };
    for filing in &found {
        let under = |name: &str| filing.budget.lines.iter().filter(|it| it.under == name).count();
        assert_eq!((under(""), under("项目资金总额"), under("年度资金申请总额")), (2, 2, 3));
    }
    let Some(found) = filings("003") else { return };
    assert_eq!(
        found[0].functions.iter().filter(|it| !it.amounts.is_empty() && !it.content.is_empty()).count(),
        4
    );
    assert_eq!(found[0].functions.iter().filter(|it| it.is_whole_list()).count(), 1);
}

#[test]
fn levels_that_moved_are_settled_by_the_taxonomy() {
    let Some(found) = filings("004") else { return };
    for (filing, line, level1, level2) in [
        (1, 49, "效益指标", "社会效益指标"),
        (2, 77, "产出指标", "质量指标"),
        (2, 78, "效益指标", "社会效益指标"),
        (3, 111, "满意度指标", "服务对象满意度指标"),
        (5, 163, "效益指标", "可持续影响指标"),
    ] {
        let row = at(&found[filing], line);
        assert_eq!((row.level1.as_str(), row.level2.as_str()), (level1, level2), "line {line}");
        assert!(row.doubt.is_empty());
    }
    assert!(!at(&found[4], 135).doubt.is_empty() && !at(&found[6], 187).doubt.is_empty());
}

#[test]
fn jumbled_labels_are_settled_by_numbers_order_and_meaning() {
    let Some(found) = filings("002") else { return };
    let filing = &found[0];
    assert_eq!(filing.functions.len(), 11);
    let first_lines: Vec<u32> = filing.functions.iter().map(|it| it.indicators[0].line.unwrap()).collect();
    assert_eq!(first_lines, [11, 23, 38, 54, 65, 82, 94, 105, 124, 149, 165]);
    let n_runs = filing
        .functions
        .iter()
        .map(|it| it.indicators.chunk_by(|a, b| (&a.level1, &a.level2) == (&b.level1, &b.level2)).count())
        .sum::<usize>();
    assert!((58..=63).contains(&n_runs), "{n_runs} groups");
    // Every row about being satisfied stands under satisfaction, and no other group does.
    let is_asked = |it: &Indicator| it.name.contains("满意");
    for (_, _, row) in filing.indicators().filter(|it| is_asked(it.2)) {
        assert_eq!(row.level1, "满意度指标", "line {:?}", row.line);
    }
    let lost: Vec<_> =
        filing.indicators().filter(|it| it.2.name.is_empty()).map(|it| it.2.line.unwrap()).collect();
    assert_eq!(lost, [75]);
    let blank: Vec<_> =
        filing.indicators().filter(|it| it.2.target.is_empty()).map(|it| it.2.line.unwrap()).collect();
    assert_eq!(blank, [54, 75]);
    // Where a label stands in the very row where its group begins there is no doubt, nor where numbers, order and words
    // agree; where another reading is as good there is.
    assert!(at(filing, 11).doubt.is_empty() && at(filing, 38).doubt.is_empty());
    assert!(!at(filing, 76).doubt.is_empty());
}

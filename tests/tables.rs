//! Tables for other engines: one dataset in three formats, read back by `DuckDB` where that is installed, and the answers of
//! the README's questions against what `check` says.
//!
//! `DuckDB` is looked for as the Python module of `python3`, or of the program that `TIANBAO_PYTHON` names.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests"
)]

#[path = "benches/corpus/mod.rs"]
mod corpus;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tianbao::dataset::{Schema, Table};

const FORMATS: [&str; 3] = ["parquet", "csv", "jsonl"];

/// A filing whose texts try to be something else in every format, without a year.
const ODD: &str = r#"format = 1

[filing]
title = "部门整体支出绩效目标申报表"

[department]
name = '青禾县"水务",局'
code = "001002"

[budget]
unit = "万元"

[[budget.lines]]
name = "资金总额"
amount = "79228162514264337593543950335"

[[budget.lines]]
name = "基本支出"
under = "资金总额"
amount = "0.000000001"

[[functions]]

[[functions.indicators]]
level1 = "产出指标"
level2 = "数量指标"
name = "=1+1, “引号” \" 与\n换行"
target = "2026年2月30日前"

[[functions.indicators]]
level1 = "满意度指标"
level2 = "服务对象满意度指标"
name = "'群众满意度"
target = "null"
note = "NULL"

[[functions.indicators]]
level1 = "产出"
level2 = "时效"
name = "完成时间"
target = "2028年2月29日前"
target_half = "-0.5%"
"#;

fn tianbao(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tianbao"));
    let command = command.current_dir(folder).args(["--no-config", "--lang", "zh"]).args(args);
    let output = command.stdin(Stdio::null()).output().unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap(),
    )
}

/// A folder with filings of several years and schemes, a document, and an odd one.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    corpus::write(&folder.path().join("FOLDER"), 60);
    fs::write(folder.path().join("FOLDER/怪.toml"), ODD).unwrap();
    let document = "2025年项目支出绩效目标申报表\n项目名称\t渠道维修\n实施单位\t清河市水务局\n\
                    一级指标\t二级指标\t三级指标\t指标值\n满意度指标\t服务对象满意度指标\t群众满意度\t≥91%\n";
    fs::write(folder.path().join("FOLDER/文档.txt"), document).unwrap();
    folder
}

fn formats() -> Vec<&'static str> {
    FORMATS.into_iter().filter(|it| *it != "parquet" || cfg!(feature = "parquet")).collect()
}

/// A Python with `DuckDB`, if there is one.
fn python() -> Option<PathBuf> {
    let program = std::env::var_os("TIANBAO_PYTHON").map_or_else(|| PathBuf::from("python3"), PathBuf::from);
    let found = Command::new(&program).args(["-c", "import duckdb"]).stderr(Stdio::null()).status();
    let is_there = found.is_ok_and(|it| it.success());
    if !is_there {
        eprintln!("skipped: {} has no DuckDB (pip install duckdb)", program.display());
    }
    is_there.then_some(program)
}

/// What `DuckDB` answers to the last of the statements, a row a line, cells parted by tabs.
fn answer(python: &Path, folder: &Path, sql: &str) -> Vec<String> {
    let program = "import duckdb, sys\n\
                   engine = duckdb.connect()\n\
                   engine.execute('SET enable_progress_bar = false')\n\
                   for row in engine.execute(sys.argv[1]).fetchall():\n    print('row', *row, sep='\\t')";
    let output = Command::new(python).current_dir(folder).args(["-c", program, sql]).output().unwrap();
    assert!(output.status.success(), "{sql}\n{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    // Whatever else the engine may say, such as how far a slow query is.
    let rows = text.split(['\n', '\r']).filter_map(|it| it.strip_prefix("row\t"));
    rows.map(str::to_owned).collect()
}

/// A statement that makes a view of a table as one of the formats has it.
fn view(name: &str, format: &str, table: Table) -> String {
    let columns: Vec<String> = Schema { table, has_year: false }
        .columns()
        .map(|it| format!("'{}': '{}'", it.name, it.kind.sql()))
        .collect();
    let typed = format!("columns = {{{}}}", columns.join(", "));
    let files = format!("'{format}/{}/*/*.{format}', hive_partitioning = true", table.name());
    let read = match format {
        "parquet" => format!("read_parquet({files})"),
        "csv" => format!("read_csv({files}, header = true, quote = '\"', escape = '\"', {typed})"),
        _ => format!("read_json({files}, format = 'newline_delimited', {typed})"),
    };
    format!("CREATE VIEW {name} AS SELECT * FROM {read};\n")
}

#[test]
fn a_dataset_has_a_folder_for_each_table_and_year_and_is_never_written_over() {
    let folder = folder();
    for format in formats() {
        let (code, told) = tianbao(folder.path(), &["export", "FOLDER", "--to", format, "-o", format]);
        assert_eq!(code, Some(0), "{told}");
        assert!(told.starts_with("导出 62 份填报到 27 个文件："), "{told}");
        for table in Table::ALL {
            let below = folder.path().join(format).join(table.name());
            let names: BTreeSet<String> = fs::read_dir(below)
                .unwrap()
                .map(|it| it.unwrap().file_name().into_string().unwrap())
                .collect();
            let mut expected: BTreeSet<String> = (2019..=2026).map(|it| format!("year={it}")).collect();
            expected.insert("year=__HIVE_DEFAULT_PARTITION__".to_owned());
            assert_eq!(names, expected);
        }
        let (code, told) = tianbao(folder.path(), &["export", "FOLDER", "--to", format, "-o", format]);
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains("没有写入"), "{told}");
    }
}

#[test]
fn one_file_holds_the_indicators_with_their_year() {
    let folder = folder();
    let (code, told) = tianbao(folder.path(), &["export", "FOLDER", "-o", "全部.jsonl"]);
    assert_eq!(code, Some(0), "{told}");
    let text = fs::read_to_string(folder.path().join("全部.jsonl")).unwrap();
    let rows: Vec<serde_json::Value> = text.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    let row = rows.iter().find(|it| it["name"] == "群众满意度").unwrap();
    for (key, expected) in [
        ("year", serde_json::json!(2025)),
        ("department", serde_json::json!("清河市水务局")),
        ("operator", serde_json::json!("≥")),
        ("number", serde_json::json!("91")),
        ("unit", serde_json::json!("%")),
        ("deadline", serde_json::Value::Null),
    ] {
        assert_eq!(row[key], expected, "{key}");
    }
    let (code, told) = tianbao(folder.path(), &["export", "FOLDER", "-o", "全部.jsonl"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("已经存在"), "{told}");
}

#[test]
fn every_format_says_the_same_to_duckdb() {
    let (Some(python), folder) = (python(), folder()) else { return };
    for format in formats() {
        assert_eq!(tianbao(folder.path(), &["export", "FOLDER", "--to", format, "-o", format]).0, Some(0));
    }
    for table in Table::ALL {
        for other in formats().into_iter().skip(1) {
            let first = formats()[0];
            let sql = view("a", first, table) + &view("b", other, table);
            let compare = "SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM b), \
                           (SELECT count(*) FROM (SELECT * FROM a EXCEPT ALL SELECT * FROM b)), \
                           (SELECT count(*) FROM (SELECT * FROM b EXCEPT ALL SELECT * FROM a))";
            let found = answer(&python, folder.path(), &(sql + compare));
            let numbers: Vec<usize> = found[0].split('\t').map(|it| it.parse().unwrap()).collect();
            assert!(numbers[0] > 100, "{table:?}: {numbers:?}");
            assert_eq!(numbers, [numbers[0], numbers[0], 0, 0], "{table:?}, {first} against {other}");
        }
    }
}

#[test]
fn duckdb_answers_the_questions_of_the_readme() {
    let (Some(python), folder) = (python(), folder()) else { return };
    let format = formats()[0];
    assert_eq!(tianbao(folder.path(), &["export", "FOLDER", "--to", format, "-o", format]).0, Some(0));
    let ask = |question: &str| {
        let views =
            view("indicators", format, Table::Indicators) + &view("findings", format, Table::Findings);
        answer(&python, folder.path(), &(views + question))
    };
    let satisfaction = ask(include_str!("data/tables/satisfaction.sql"));
    assert!(satisfaction.len() > 20, "{satisfaction:#?}");
    let found = ask(include_str!("data/tables/sums.sql"));
    let files: BTreeSet<String> = found.iter().map(|it| it.split('\t').next().unwrap().to_owned()).collect();

    let (_, report) = tianbao(folder.path(), &["check", "FOLDER", "--format", "ndjson"]);
    let findings = report.lines().filter_map(|it| serde_json::from_str::<serde_json::Value>(it).ok());
    let expected: BTreeSet<String> = findings
        .filter(|it| it["severity"] == "error" && it.get("difference").is_some())
        .map(|it| it["file"].as_str().unwrap().to_owned())
        .collect();
    assert!(!expected.is_empty());
    assert_eq!(files, expected);
}

#[test]
fn the_readme_shows_the_questions_that_are_tested() {
    let readme = include_str!("../README.md");
    for text in [
        include_str!("data/tables/satisfaction.sql"),
        include_str!("data/tables/sums.sql"),
        include_str!("data/tables/questions_duckdb.py"),
        include_str!("data/tables/questions_spark.py"),
    ] {
        assert!(readme.contains(text.trim_end()), "the README lacks\n{text}");
    }
}

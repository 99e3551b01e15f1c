//! The commands without a screen, as a person runs them: files in, text and exit code out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::fmt::Write;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A balanced filing of an invented department.
const RIGHT: &str = r#"format = 1

[filing]
title = "部门整体支出绩效目标申报表"
scope = "department"
year = 2026

[department]
name = "青禾县水务局"

[budget]
unit = "万元"

[[budget.lines]]
name = "资金总额"
amount = "1875.40"

[[budget.lines]]
name = "基本支出"
under = "资金总额"
amount = "1200.15"

[[budget.lines]]
name = "项目支出"
under = "资金总额"
amount = "675.25"
"#;

fn tianbao(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tianbao"));
    command.current_dir(folder).stdin(Stdio::null()).env("LC_ALL", "zh_CN.UTF-8").env_remove("NO_COLOR");
    command
}

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = tianbao(folder).args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

/// A folder with a balanced filing and one whose total has two digits swapped.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("对.toml"), RIGHT).unwrap();
    fs::write(folder.path().join("错.toml"), RIGHT.replace("1875.40", "1857.40")).unwrap();
    folder
}

#[test]
fn exit_codes_say_clean_found_and_could_not_run() {
    let folder = folder();
    fs::write(folder.path().join("坏.toml"), "format = 1\n[filing\n").unwrap();
    let check = |args: &[&str], expected: i32| {
        let (code, stdout, stderr) = run(folder.path(), args);
        assert_eq!(code, expected, "{args:?}\n{stdout}\n{stderr}");
    };
    check(&["check", "对.toml"], 0);
    check(&["check", "对.toml", "--fail-on", "info"], 0);
    check(&["check", "错.toml"], 1);
    check(&["check", "对.toml", "错.toml"], 1);
    check(&["check", "对.toml", "坏.toml"], 1);
    check(&["check", "坏.toml"], 2);
    check(&["check", "没有.toml"], 2);
    check(&["check"], 2);
    check(&["check", "对.toml", "--format", "xml"], 2);
    check(&["--version"], 0);
    check(&["check", "--help"], 0);
}

#[test]
fn the_text_report_shows_line_place_and_amounts() {
    let folder = folder();
    let (_, stdout, stderr) = run(folder.path(), &["check", "错.toml"]);
    for part in [
        "错误 B03 ",
        "错.toml:16  预算 › 资金总额 · 金额",
        "16 | 金额: 1857.40\n   |       ^^^^^^^\n",
        "1,857.40 ≠ 分项合计 1,875.40，差 -18.00 万元（-180,000 元），容差 0.015；数字换位？",
        "共 1 份：错误 1，警告 0，提示 0",
    ] {
        assert!(stdout.contains(part), "{part}\n{stdout}");
    }
    assert_eq!(stderr, "");
    assert!(!stdout.contains('\u{1b}'));
    let (_, colored, _) = run(folder.path(), &["check", "错.toml", "--color", "always"]);
    assert!(colored.contains('\u{1b}'));
    let (_, english, _) = run(folder.path(), &["check", "错.toml", "--lang", "en"]);
    assert!(english.starts_with("error B03 ") && english.contains("two digits swapped?"), "{english}");
}

#[test]
fn the_json_report_is_stable_and_alone_on_standard_output() {
    let folder = folder();
    fs::write(folder.path().join("坏.toml"), "不是 TOML").unwrap();
    let args = ["check", ".", "坏.toml", "--format", "json"];
    let (code, stdout, stderr) = run(folder.path(), &args);
    assert_eq!(code, 1);
    assert!(stderr.contains("坏.toml"), "{stderr}");
    let report: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(report["summary"].to_string(), r#"{"filings":2,"errors":1,"warnings":0,"infos":0}"#);
    let finding = &report["findings"][0];
    for (key, expected) in [
        ("rule", "B03"),
        ("severity", "error"),
        ("at", "budget/资金总额:amount"),
        ("value", "1857.40"),
        ("expected", "1875.40"),
        ("actual", "1857.40"),
        ("difference", "-18.00"),
        ("tolerance", "0.015"),
        ("unit", "万元"),
    ] {
        assert_eq!(finding[key], expected, "{key}");
    }
    assert_eq!(finding["line"], 16);
    assert_eq!(run(folder.path(), &args).1, stdout);
}

#[test]
fn an_accepted_difference_no_longer_fails() {
    let folder = folder();
    let file = folder.path().join("错.toml");
    let mut text = fs::read_to_string(&file).unwrap();
    text.push_str("\n[[allow]]\nrule = \"B03\"\nat = \"budget/资金总额\"\nreason = \"上年调整，批文另附\"\n");
    fs::write(&file, text).unwrap();
    let (code, stdout, _) = run(folder.path(), &["check", "错.toml"]);
    assert_eq!(code, 0, "{stdout}");
    assert!(stdout.contains("警告 B03"), "{stdout}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = folder();
    // More than a pipe holds, so that writing meets the closed end.
    let mut lines = String::new();
    for it in 0..3000 {
        let _ = write!(
            lines,
            "\n[[budget.lines]]\nname = \"第{it}项\"\nunder = \"资金总额\"\namount = \"约{it}\"\n"
        );
    }
    fs::write(folder.path().join("多.toml"), format!("{RIGHT}{lines}")).unwrap();
    let mut child = tianbao(folder.path())
        .args(["check", "多.toml"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 16]).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(1), String::new()));
}

#[test]
fn without_a_terminal_the_workbench_names_check() {
    let folder = folder();
    let (code, stdout, stderr) = run(folder.path(), &["对.toml"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("tianbao check") && stderr.lines().count() == 1, "{stderr}");
}

#[test]
fn importing_never_overwrites_and_tells_what_was_doubtful() {
    let folder = folder();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/tab-projects.txt");
    fs::copy(source, folder.path().join("项目.txt")).unwrap();
    let (code, stdout, stderr) = run(folder.path(), &["import", "项目.txt", "-o", "out"]);
    assert_eq!(code, 0, "{stdout}\n{stderr}");
    assert!(stdout.contains("项目.txt → out/项目") && stdout.contains("共 1 个文档"), "{stdout}");
    let mut written: Vec<_> =
        fs::read_dir(folder.path().join("out")).unwrap().map(|it| it.unwrap().path()).collect();
    written.sort();
    assert!(!written.is_empty());
    // The same once more is no conflict; an edited file is.
    assert_eq!(run(folder.path(), &["import", "项目.txt", "-o", "out"]).0, 0);
    fs::write(&written[0], "# 人工修改\n").unwrap();
    let (code, _, stderr) = run(folder.path(), &["import", "项目.txt", "-o", "out"]);
    assert_eq!(code, 1);
    assert!(stderr.contains("没有覆盖"), "{stderr}");
    assert_eq!(fs::read_to_string(&written[0]).unwrap(), "# 人工修改\n");
    let (code, _, _) = run(folder.path(), &["import", "项目.txt", "-o", "json", "--to", "json"]);
    assert_eq!(code, 0);
    for file in fs::read_dir(folder.path().join("json")).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["format"], 1);
    }
}

#[test]
fn export_writes_forms_and_overwrites_nothing() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let (code, out, _) = run(folder.path(), &["export", "对.toml", "错.toml", "--to", "docx", "-o", "表"]);
    assert_eq!(code, 0);
    assert!(out.contains("对.toml → ") && out.contains("导出 2 份填报到 2 个文件"), "{out}");
    assert!(path("表/对.docx").is_file() && path("表/错.docx").is_file());

    // Several filings in one file; the ending says what it is.
    let (code, out, _) = run(folder.path(), &["export", ".", "-o", "全部.html"]);
    assert_eq!(code, 0, "{out}");
    let page = fs::read_to_string(path("全部.html")).unwrap();
    assert_eq!(page.matches("<h1>部门整体支出绩效目标申报表</h1>").count(), 2);
    assert!(page.contains("1,875.40") && page.contains("1,857.40"));

    // The same again is no change; another content under a name that is taken is refused.
    assert_eq!(run(folder.path(), &["export", "对.toml", "错.toml", "-o", "全部.html"]).0, 0);
    let (code, _, problems) = run(folder.path(), &["export", "对.toml", "-o", "全部.html"]);
    assert_eq!(code, 1);
    assert!(problems.contains("全部.html 已经存在") && problems.contains("没有覆盖"), "{problems}");
    assert_eq!(fs::read_to_string(path("全部.html")).unwrap(), page);
}

#[test]
fn export_writes_one_document_to_standard_output() {
    let folder = folder();
    for kind in ["markdown", "html", "csv", "json"] {
        let (code, out, told) = run(folder.path(), &["export", "对.toml", "--to", kind, "-o", "-"]);
        assert_eq!(code, 0, "{kind}: {told}");
        assert!(!out.contains("导出 1 份") && told.contains("导出 1 份填报"), "{kind}: {told}");
        let file = format!("对.{kind}.out.{}", if kind == "markdown" { "md" } else { kind });
        assert_eq!(run(folder.path(), &["export", "对.toml", "-o", &file]).0, 0);
        assert_eq!(fs::read_to_string(folder.path().join(&file)).unwrap(), out, "{kind}");
    }
    for args in [&["--to", "jsonl"][..], &["--to", "parquet"], &[]] {
        let (code, out, told) = run(folder.path(), &[&["export", "对.toml", "-o", "-"], args].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(told.contains("--to") && told.contains("标准输出"), "{told}");
    }
    assert!(!folder.path().join("-").exists());
}

#[test]
fn export_says_what_is_missing() {
    let folder = folder();
    let (code, _, problems) = run(folder.path(), &["export", "对.toml", "-o", "表"]);
    assert_eq!(code, 2);
    assert!(problems.contains("看不出要导出成什么") && problems.contains("--to"), "{problems}");
    let (code, _, problems) = run(folder.path(), &["export", "没有.toml", "-o", "表.csv"]);
    assert_eq!(code, 2);
    assert!(problems.contains("没有.toml"), "{problems}");
    let (code, _, problems) = run(folder.path(), &["export", "对.toml"]);
    assert_eq!(code, 2);
    assert!(problems.contains("缺少"), "{problems}");
}

#[test]
fn rules_are_explained_and_listed() {
    let folder = tempfile::tempdir().unwrap();
    let (code, page, _) = run(folder.path(), &["explain", "v06"]);
    assert_eq!(code, 0);
    for expected in ["V06 percent-floor-100\n", "\n检查内容\n", "\n修复是否安全\n", "财预〔2015〕88号"]
    {
        assert!(page.contains(expected), "lacks {expected}:\n{page}");
    }
    assert_eq!(run(folder.path(), &["explain", "percent-floor-100"]).1, page);
    let (code, both, _) = run(folder.path(), &["explain", "B01", "V06", "--lang", "en"]);
    assert_eq!(code, 0);
    assert!(both.starts_with("B01 ") && both.contains("\n\nV06 ") && both.contains("\nWhy\n"), "{both}");
    let (code, known, said) = run(folder.path(), &["explain", "percent-flor-100", "V06"]);
    assert_eq!((code, known), (2, page));
    assert_eq!(said, "没有规则 percent-flor-100，是否想用 percent-floor-100？\n");
    let (code, all, _) = run(folder.path(), &["explain", "--all"]);
    assert_eq!((code, all.matches("\n检查内容\n").count()), (0, tianbao::check::rules::listed().count()));
    assert_eq!(run(folder.path(), &["explain"]).0, 2);
    let (code, list, _) = run(folder.path(), &["rules"]);
    assert_eq!((code, list.lines().count()), (0, tianbao::check::rules::listed().count()));
    assert!(list.contains("percent-floor-100"), "{list}");
    let (code, list, _) = run(folder.path(), &["rules", "--format", "json"]);
    assert_eq!(code, 0);
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["rules"][5]["name"], "percent-floor-100");
}

//! What a stranger's files say never reaches a terminal, a report or a spreadsheet raw: the real program on a folder in
//! which every name and every text would act, and its every output looked at byte by byte.
#![cfg(unix)]
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/poison.rs"]
mod poison;

use poison::{POISON, POISON_NAME, acting, poisoned, poisoned_file};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tianbao::format;
use tianbao::model::Allow;

const WATER: &str = include_str!("data/filings/water.toml");

/// A folder of a stranger's files, and a home without settings.
struct Folder {
    folder: tempfile::TempDir,
    home: tempfile::TempDir,
}

impl Folder {
    fn new() -> Self {
        let it = Self { folder: tempfile::tempdir().unwrap(), home: tempfile::tempdir().unwrap() };
        it.write("水务局.toml", &poisoned_file(WATER));
        it.write(&format!("名{POISON_NAME}.toml"), &poisoned_file(WATER));
        let mut allowed = format::read(WATER).filing.unwrap();
        let text = |it: &str| format!("{it}{POISON}");
        allowed.allows.push(Allow { rule: text("V99"), at: text("职能9"), reason: text("理由") });
        it.write("接受.toml", &format::write(&poisoned(&allowed, "")));
        it.write("坏.toml", "format = 1\n[filing]\n\"甲\u{202e}乙\" = \n");
        it.write("键.toml", "format = 1\n[filing]\nyear = \"二\u{202e}\u{200b}五\"\n\"键\u{202e}\" = 1\n");
        it.write("新.toml", "format = 99\n[filing]\ntitle = \"\u{202e}\"\n");
        let rows = "一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,清淤长度\u{202e}\u{200b},≥12公里\u{9b}31m\n";
        it.write("表.csv", &format!("{rows}附注\u{202e}\u{9b}2J,,,\n"));
        let html = "<html><table><tr><td>一级指标<td>二级指标<td>三级指标<td>指标值<tr><td>产出指标<td>数量指标\
                    <td>清淤&#27;[2J&#155;31m&#8238;长度<td>≥12公里&#7;<tr><td>无处可归&#27;]0;题&#7;&#8203;</table>";
        it.write("网页.html", html);
        it.write("乱.txt", &format!("填{POISON}"));
        it
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs the program and looks at all that it says. Gives its results.
    fn run(&self, args: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tianbao"));
        command.current_dir(self.folder.path()).stdin(Stdio::null()).env("LC_ALL", "zh_CN.UTF-8");
        for name in ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"] {
            command.env_remove(name);
        }
        command.env("HOME", self.home.path());
        let output = command.args(args).output().unwrap();
        assert!(output.status.code().is_some_and(|it| it <= 2), "{args:?}: {:?}", output.status);
        let result = String::from_utf8(output.stdout).unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        // Our own colors are whole and closed.
        let plain = |text: &str| {
            ["0", "1", "31", "32", "33", "1;31", "1;33", "1;36"]
                .iter()
                .fold(text.to_owned(), |it, code| it.replace(&format!("\u{1b}[{code}m"), ""))
        };
        for (text, what) in [(&result, "result"), (&said, "message")] {
            assert!(!text.lines().any(|it| it.starts_with("假的一行")), "{args:?}: a line of ours is forged");
            let seen = if args.contains(&"--color") { plain(text) } else { text.clone() };
            assert_eq!(acting(&seen), None, "{args:?}: {what}");
        }
        result
    }
}

#[test]
fn every_report_only_shows() {
    let folder = Folder::new();
    for shape in ["text", "concise", "json", "ndjson", "sarif", "github", "csv", "markdown"] {
        for more in [&[][..], &["--statistics"], &["--lang", "en"], &["--color", "always"]] {
            let args = [&["check", ".", "--format", shape], more].concat();
            let result = folder.run(&args);
            assert!(result.contains("V02") || more == ["--statistics"], "{args:?}:\n{result}");
            if shape == "json" || shape == "sarif" {
                let value: serde_json::Value = serde_json::from_str(&result).unwrap();
                assert!(value.to_string().contains("\u{202e}"), "JSON keeps what was there: {args:?}");
            }
        }
    }
    for args in [
        &["check", ".", "--diff", "--unsafe-fixes"][..],
        &["check", ".", "--diff", "--color", "always"],
        &["check", ".", "-v"],
        &["check", POISON_NAME],
        &["check", "水务局.toml", "--select", "V9\u{1b}[2J\u{202e}"],
        &["check", "水务局.toml", "--baseline", "没有\u{1b}[2J\u{202e}.json"],
        &["check", "水务局.toml", "--config", "没有\u{1b}[2J\u{202e}.toml"],
        &["check", "--没有\u{1b}[2J\u{202e}\u{9b}31m"],
        &["check", "--format", "没有\u{1b}[2J\u{202e}"],
        &["没有\u{1b}[2J\u{202e}命令", "--lang", "en"],
        &["explain", "V99\u{1b}[2J\u{202e}"],
        &["man", "没有\u{1b}[2J\u{202e}"],
        &["completions", "没有\u{1b}[2J\u{202e}"],
        &["diff", "水务局.toml", "接受.toml"],
        &["diff", "水务局.toml", "接受.toml", "--color", "always"],
        &["diff", "水务局.toml", "接受.toml", "--format", "json"],
        &["diff", "水务局.toml", "接受.toml", "--format", "html"],
        &["diff", "水务局.toml", "表.csv"],
        &["diff", "坏.toml", "没有\u{202e}.toml"],
        &["fmt", ".", "--check"],
        &["fmt", "表.csv", "乱.txt"],
        &["new", "--from", "水务局.toml", "--year", "2027"],
        &["new", "--from", "没有\u{202e}.toml", "--year", "2027"],
        &["keys", "--config", "没有\u{1b}[2J\u{202e}.toml"],
        &["paths", "--config", "没有\u{1b}[2J\u{202e}.toml"],
        &["import", ".", "-o", "输出\u{1b}[2J\u{202e}"],
        &["import", "表.csv", "网页.html", "-o", "输出", "--to", "json"],
        &["export", ".", "-o", "文档\u{1b}[2J\u{202e}", "--to", "csv"],
        &[],
    ] {
        folder.run(args);
    }
}

#[test]
fn the_log_only_shows() {
    let folder = Folder::new();
    for args in [
        &["check", ".", "-v", "--log", "记录.log"][..],
        &["import", ".", "-v", "--log", "记录.log", "-o", "输出\u{1b}[2J\u{202e}"],
        &["check", "没有\u{1b}[2J\u{202e}\u{9b}31m\n假的一行", "-v", "--log", "记录.log"],
    ] {
        folder.run(args);
    }
    let log = fs::read_to_string(folder.folder.path().join("记录.log")).unwrap();
    assert_eq!(acting(&log), None);
    assert!(log.contains("水务局.toml"), "{log}");
}

#[test]
fn settings_of_a_folder_only_show() {
    for (file, text) in [
        ("tianbao.toml", "[check]\nselect = [\"V9\u{202e}\\u001b[2J\"]\n\"键\u{202e}\\u009b31m\" = 1\n".to_owned()),
        (
            "tianbao.toml",
            "[[rule]]\ncode = \"X01\"\nname = \"名\u{202e}\\u001b[2J\"\nseverity = \"error\"\nmessage = \"请改\u{202e}\\u001b]0;题\\u0007\\u009b31m\"\nwhen = { name = \"*清淤*\" }\n".to_owned(),
        ),
        (
            "tianbao.toml",
            "[[rule]]\ncode = \"X01\"\nname = \"a-name\"\nseverity = \"error\"\nmessage = \"请改\u{202e}\\u001b]0;题\\u0007\\u009b31m\"\nwhen = { name = \"*清淤*\" }\n".to_owned(),
        ),
        ("tianbao.toml", "[words]\nunits = [\"里\\u001b[2J\u{202e}\"]\nlevel1 = { \"没有\\u001b[2J\" = \"\u{202e}\" }\n".to_owned()),
        ("tianbao.toml", "[check\u{202e}\n".to_owned()),
    ] {
        let folder = Folder::new();
        folder.write(file, &text);
        for shape in ["text", "concise", "github", "csv", "markdown", "json", "sarif"] {
            folder.run(&["check", "水务局.toml", "--format", shape]);
        }
        folder.run(&["check", "水务局.toml", "--color", "always"]);
    }
    let folder = Folder::new();
    let keys =
        "[normal]\n\"<c-\u{202e}>\" = \"go\\u001b[2Jto\"\n\"q\" = \"名\u{202e}\\u009b31m\"\n[模\u{202e}]\n";
    fs::create_dir_all(folder.home.path().join(".config/tianbao")).unwrap();
    fs::write(folder.home.path().join(".config/tianbao/keymap.toml"), keys).unwrap();
    folder.run(&["keys"]);
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    files
}

/// The parts of a packed document as text.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|idx| {
            let mut part = archive.by_index(idx).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

#[test]
fn no_document_holds_what_acts_or_calls() {
    let folder = Folder::new();
    let formula = WATER
        .replace("≥24次", "=HYPERLINK(\\\"http://例.cn\\\",\\\"点\\\")")
        .replace("清淤长度", "+cmd|' /C calc'!A0")
        .replace("清河市水务局", "<script src=http://例.cn/a.js></script><img src=x onerror=alert(1)>")
        .replace("隐患整改率", "@SUM(1+1)*cmd")
        .replace("基本支出", "-2+3");
    folder.write("式.toml", &formula);
    for kind in ["html", "markdown", "csv", "json", "docx", "xlsx"] {
        let out = format!("out-{kind}");
        fs::create_dir_all(folder.folder.path().join(&out)).unwrap();
        // A folder of csv is for other engines; what spreadsheets open is one file.
        let into = if kind == "csv" { format!("{out}/总表.csv") } else { out.clone() };
        folder.run(&["export", "水务局.toml", "式.toml", "--to", kind, "-o", &into]);
        let files = files_in(&folder.folder.path().join(&out));
        let n_files = if kind == "csv" { 1 } else { 2 };
        assert_eq!(files.len(), n_files, "{kind}: {files:?}");
        for file in files {
            let bytes = fs::read(&file).unwrap();
            let texts = if bytes.starts_with(b"PK") {
                parts(&bytes)
            } else {
                vec![(String::new(), String::from_utf8(bytes.clone()).unwrap())]
            };
            for (part, text) in &texts {
                let text = text.trim_start_matches('\u{feff}');
                assert_eq!(acting(text), None, "{} {part}", file.display());
                check_calls(kind, part, text);
            }
            if kind == "csv" {
                check_csv(&bytes);
            }
            if kind == "xlsx" {
                check_xlsx(&bytes);
            }
        }
    }
}

/// Nothing in a document is fetched from elsewhere, run, or markup of a filing's text.
fn check_calls(kind: &str, part: &str, text: &str) {
    let shown = text.replace("\\<", "");
    // JSON is no markup, and a spreadsheet takes a cell for a text.
    let is_markup = !matches!(kind, "json" | "csv");
    let has_tag = shown.contains("<script") || shown.contains("<img");
    assert!(!(is_markup && has_tag), "{kind} {part}: markup of a filing's text");
    match kind {
        "html" => {
            for call in ["src=", "href=", "url(", "@import", "<link", "<iframe", "<object", "javascript:"] {
                let shown = text.replace("&lt;script src=", "").replace("&lt;img src=", "");
                assert!(!shown.contains(call), "html: {call}");
            }
        }
        "docx" | "xlsx" => {
            assert!(!text.contains("TargetMode=\"External\""), "{part}");
            assert!(!text.contains("<f>") && !text.contains("<f "), "{part}: a formula");
            assert!(!text.contains("w:instrText") && !text.contains("w:fldSimple"), "{part}: a field");
        }
        _ => {}
    }
}

fn check_csv(bytes: &[u8]) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[3..]);
    for record in reader.records() {
        for cell in &record.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']), "{cell:?}");
        }
    }
}

/// Every cell is a text: for spreadsheets, and for the library that reads them another time.
fn check_xlsx(bytes: &[u8]) {
    use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    for name in book.sheet_names() {
        for (_, _, cell) in book.worksheet_range(&name).unwrap().used_cells() {
            assert!(matches!(cell, Data::String(_)), "{name}: {cell:?}");
        }
        let formulas = book.worksheet_formula(&name).unwrap();
        assert_eq!(formulas.used_cells().count(), 0, "{name} has formulas");
    }
}

#[test]
fn a_table_of_findings_has_no_formulas() {
    let folder = Folder::new();
    folder.write("式.toml", &WATER.replace("≥100%", "=1+1").replace("清淤长度", "=cmd|' /C calc'!A0"));
    let table = folder.run(&["check", "式.toml", "--format", "csv"]);
    assert!(table.contains("'="), "{table}");
    check_csv(table.as_bytes());
}

#[test]
fn names_lead_nowhere() {
    let folder = Folder::new();
    let outside = tempfile::tempdir().unwrap();
    let work = folder.folder.path().join("里");
    fs::create_dir(&work).unwrap();
    let before = files_in(folder.folder.path());
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tianbao"));
        command.current_dir(&work).stdin(Stdio::null()).env("HOME", folder.home.path());
        command.args(args).output().unwrap()
    };
    let long = "水".repeat(300);
    for name in [
        "../外",
        "..",
        "../../../../../../tmp/外",
        &outside.path().join("外").display().to_string(),
        "/etc/tianbao-outside",
        "E:\\表\\外",
        "CON",
        "NUL:",
        "aux.",
        "名\u{1b}[2J\u{202e}\n",
        &long,
    ] {
        let output = run(&["new", "--department", name, "--year", "2027"]);
        assert!(output.status.success(), "{name:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(files_in(folder.folder.path()), before, "something was written beside the folder");
    assert!(files_in(outside.path()).is_empty());
    let made = files_in(&work);
    assert!(made.len() >= 10, "{made:?}");
    for path in &made {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(name.ends_with("-2027.toml") && acting(name).is_none(), "{name:?}");
    }
    assert!(!Path::new("/etc/tianbao-outside-2027.toml").exists());
}

#[test]
fn what_a_filing_says_of_its_source_is_neither_read_nor_written() {
    let folder = Folder::new();
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("机密.txt");
    fs::write(&secret, "机密的内容").unwrap();
    let mut names = vec![secret.display().to_string(), "../机密.txt".to_owned(), "/etc/hostname".to_owned()];
    names.push(format!(
        "{}/../{}/机密.txt",
        outside.path().display(),
        outside.path().file_name().unwrap().to_string_lossy()
    ));
    for name in names {
        let text =
            format!("{WATER}\n[source]\nfile = {name:?}\nsha256 = \"{}\"\nlines = [1, 3]\n", "0".repeat(64));
        folder.write("里/来源.toml", &text);
        let path = folder.folder.path().join("里");
        let within = path.display().to_string();
        for args in [
            &["check", &within, "--format", "json"][..],
            &["export", &within, "--to", "html", "-o", "里/表.html"],
            &["import", &within, "-o", "里"],
            &["new", "--from", "里/来源.toml", "--year", "2030"],
        ] {
            let result = folder.run(args);
            assert!(!result.contains("机密的内容"), "{args:?}");
        }
        for file in files_in(&path) {
            let bytes = fs::read(&file).unwrap();
            assert!(!String::from_utf8_lossy(&bytes).contains("机密的内容"), "{}", file.display());
            if file.file_name().unwrap() != "来源.toml" {
                fs::remove_file(file).unwrap();
            }
        }
    }
    assert_eq!(files_in(outside.path()), [secret]);
}

/// Links that are there already are not written through, whatever they point to.
#[test]
fn links_in_the_folder_of_the_output_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    let outside = tempfile::tempdir().unwrap();
    let (target, missing) = (outside.path().join("别人的.txt"), outside.path().join("没有.txt"));
    fs::write(&target, "别人的内容").unwrap();
    let out = folder.folder.path().join("输出");
    fs::create_dir(&out).unwrap();
    symlink(&target, out.join("表.toml")).unwrap();
    symlink(&missing, out.join("网页.toml")).unwrap();
    symlink(&target, out.join("水务局.csv")).unwrap();
    symlink(&missing, out.join("新-2027.toml")).unwrap();
    folder.run(&["import", "表.csv", "网页.html", "-o", "输出"]);
    folder.run(&["export", "水务局.toml", "--to", "csv", "-o", "输出"]);
    folder.run(&["new", "--department", "新", "--year", "2027", "-o", "输出/新-2027.toml"]);
    assert_eq!(fs::read_to_string(&target).unwrap(), "别人的内容");
    assert_eq!(files_in(outside.path()), [target]);
}

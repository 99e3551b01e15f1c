//! Stages of a pipe: a filing or a document a line goes in, a filing or a finding a line comes out, and memory does not
//! grow with the length of the stream.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "benches/corpus/mod.rs"]
mod corpus;

use serde_json::{Value, json};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use tianbao::format;
use tianbao::model::Filing;

const DOCUMENT: &str = "2025年项目支出绩效目标申报表\n项目名称\t渠道维修\n实施单位\t清河市水务局\n\
                        一级指标\t二级指标\t三级指标\t指标值\n满意度指标\t服务对象满意度指标\t群众满意度\t≥91%\n";

/// What a stage writes and says, and its exit code.
fn stage(folder: &Path, args: &[&str], input: impl FnOnce(&mut dyn Write) + Send) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tianbao"))
        .current_dir(folder)
        .args(["--no-config", "--lang", "zh"])
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut stderr = child.stderr.take().unwrap();
    let (mut found, mut said) = (String::new(), String::new());
    std::thread::scope(|scope| {
        scope.spawn(move || input(&mut stdin));
        scope.spawn(|| stderr.read_to_string(&mut said).unwrap());
        stdout.read_to_string(&mut found).unwrap();
    });
    (child.wait().unwrap().code().unwrap(), found, said)
}

fn values(lines: &str) -> Vec<Value> {
    lines.lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

fn lines(all: impl Iterator<Item = String>) -> String {
    all.map(|it| it + "\n").collect()
}

fn filings(n: usize) -> Vec<Filing> {
    (0..n).map(|it| format::read(&corpus::filing(it)).filing.unwrap()).collect()
}

#[test]
fn a_document_on_standard_input_comes_out_as_a_filing() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, said) =
        stage(folder.path(), &["import", "-"], |it| it.write_all(DOCUMENT.as_bytes()).unwrap());
    assert_eq!(code, 0, "{said}");
    let found = values(&out);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["project"]["name"], "渠道维修");
    assert!(said.contains("导入 1 份填报，指标 1 条"), "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "a stage of a pipe writes no file");
}

#[test]
fn filings_and_documents_of_a_stream_come_out_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let toml = corpus::filing(3);
    let records = [
        format::to_json(&filings(1)[0]),
        json!({"file": "乡/渠道.txt", "text": DOCUMENT}),
        json!({"file": "三.toml", "text": toml}),
        json!({"file": "空.txt", "base64": "%"}),
    ];
    let stream = lines(records.iter().map(Value::to_string));
    let (code, out, said) =
        stage(folder.path(), &["import", "-"], |it| it.write_all(stream.as_bytes()).unwrap());
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("第 4 行不是一份填报或文档"), "{said}");
    let found = values(&out);
    assert_eq!(found.len(), 3);
    assert_eq!(found[0], records[0]);
    assert_eq!(found[1]["source"]["file"], "渠道.txt");
    assert_eq!(found[2], format::to_json(&format::read(&toml).filing.unwrap()));
}

#[test]
fn checking_a_stream_finds_what_checking_the_files_finds() {
    let folder = tempfile::tempdir().unwrap();
    let paths = corpus::write(&folder.path().join("县"), 30);
    let named = |path: &Path| path.strip_prefix(folder.path()).unwrap().display().to_string();
    let list = lines(paths.iter().map(|it| named(it)));
    let args = ["check", "--stdin-paths", "--format", "ndjson"];
    let (_, by_path, _) = stage(folder.path(), &args, |it| it.write_all(list.as_bytes()).unwrap());
    let record = |path: &std::path::PathBuf| {
        json!({"file": named(path), "text": std::fs::read_to_string(path).unwrap()}).to_string() + "\n"
    };
    let stream: String = paths.iter().map(record).collect();
    let args = ["check", "-", "--format", "ndjson"];
    let (_, by_text, _) = stage(folder.path(), &args, |it| it.write_all(stream.as_bytes()).unwrap());
    assert!(by_path.lines().count() > 100);
    assert_eq!(by_text, by_path);

    // Filings as JSON have lost their lines, and are called by what they came from or by their place.
    let args = ["import", "--stdin-paths", "-o", "-"];
    let (_, filings, _) = stage(folder.path(), &args, |it| it.write_all(list.as_bytes()).unwrap());
    assert_eq!(filings.lines().count(), 30);
    let args = ["check", "-", "--format", "ndjson"];
    let (_, by_filing, _) = stage(folder.path(), &args, |it| it.write_all(filings.as_bytes()).unwrap());
    let plain = |text: &str| -> Vec<Value> {
        let mut all = values(text);
        for it in all.iter_mut().filter_map(Value::as_object_mut) {
            it.remove("file");
            it.remove("line");
        }
        all
    };
    assert_eq!(plain(&by_filing), plain(&by_path));
    assert_eq!(values(&by_filing)[0]["file"], "-:1");
}

/// The most memory that a stage had at once, in KB, with a stream of this many filings; `None` where the system does
/// not say.
#[cfg(target_os = "linux")]
fn peak(args: &[&str], n_filings: usize) -> Option<u64> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tianbao"))
        .args(["--no-config"])
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let lines: Vec<String> = filings(20).iter().map(|it| format!("{}\n", format::to_json(it))).collect();
    for line in lines.iter().cycle().take(n_filings) {
        stdin.write_all(line.as_bytes()).unwrap();
    }
    stdin.flush().unwrap();
    // It still waits for more, so that it can be asked.
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok();
    drop(stdin);
    child.wait().unwrap();
    let line = status.as_ref()?.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_stream() {
    for args in [["import", "-"].as_slice(), &["check", "-", "--format", "ndjson"]] {
        let (Some(short), Some(long)) = (peak(args, 520), peak(args, 1_560)) else { return };
        assert!(long < short * 3 / 2, "{args:?}: {short} KB with 520 filings, {long} KB with 1,560");
    }
}

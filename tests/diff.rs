//! Comparing filings from outside: random edits are told as exactly those edits, and `tianbao diff`, `new` and `fmt` do
//! what they say.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/filings.rs"]
mod filings;

use filings::Generator;
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tianbao::diff::{Difference, Matching, diff};
use tianbao::format;
use tianbao::model::{Field, Filing, Indicator, Place};

fn made(seed: u64) -> Filing {
    let mut filing = Generator::new(seed).filing();
    format::number_rows(&mut filing);
    // Names of their own: what happens to rows of one name is not told by names alone.
    let names: Vec<(usize, usize)> = filing.indicators().map(|(function, idx, _)| (function, idx)).collect();
    for (n, (function, idx)) in names.into_iter().enumerate() {
        let tail: String =
            format!("{n:03}").chars().map(|it| NUMERALS[it.to_digit(10).unwrap() as usize]).collect();
        filing.functions[function].indicators[idx].name = tail.repeat(3);
    }
    filing
}

const NUMERALS: [char; 10] = ['鱼', '甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬'];

/// What may happen to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edit {
    Target,
    Note,
    Remove,
    InsertAfter,
}

fn edited(filing: &Filing, edits: &[(usize, Edit)]) -> (Filing, Vec<String>) {
    let rows: Vec<(usize, usize)> = filing.indicators().map(|(function, idx, _)| (function, idx)).collect();
    let mut wanted: std::collections::BTreeMap<usize, Edit> = std::collections::BTreeMap::new();
    for (n, edit) in edits {
        if !rows.is_empty() {
            wanted.entry(n % rows.len()).or_insert(*edit);
        }
    }
    let (mut after, mut expected) = (filing.clone(), Vec::new());
    // From the end, so that places before stay.
    for (n, edit) in wanted.into_iter().rev() {
        let (function, idx) = rows[n];
        let list = &mut after.functions[function].indicators;
        let name = list[idx].name.clone();
        match edit {
            Edit::Target => {
                list[idx].target = format!("≥{}座", n + 700);
                expected.push(format!("target {name}"));
            }
            Edit::Note => {
                list[idx].note.push_str("另见附表");
                expected.push(format!("text {name}"));
            }
            Edit::Remove => {
                list.remove(idx);
                expected.push(format!("removed {name}"));
            }
            Edit::InsertAfter => {
                let new = Indicator {
                    level1: list[idx].level1.clone(),
                    level2: list[idx].level2.clone(),
                    name: format!("新增监测站点{}", "东西南北中".repeat(n + 1)),
                    target: "≥1座".into(),
                    ..Indicator::default()
                };
                expected.push(format!("added {}", new.name));
                list.insert(idx + 1, new);
            }
        }
    }
    expected.sort();
    (after, expected)
}

fn told(left: &Filing, right: &Filing, matching: Matching) -> Vec<String> {
    let name = |it: &Difference| {
        let of = |filing: &Filing, at: Option<Place>| {
            at.and_then(|it| filing.get(it, &Field::IndicatorName)).map(std::borrow::Cow::into_owned)
        };
        of(right, it.at.right).or_else(|| of(left, it.at.left)).unwrap_or_default()
    };
    let mut all: Vec<String> = diff(left, right, matching)
        .differences
        .iter()
        .map(|it| format!("{} {}", it.kind.word(), name(it)))
        .collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_filing_does_not_differ_from_itself(seed in any::<u64>()) {
        let filing = Generator::new(seed).filing();
        for matching in [Matching::Names, Matching::Identity] {
            let mut filing = filing.clone();
            format::number_rows(&mut filing);
            prop_assert!(diff(&filing, &filing, matching).is_empty(), "{:?}", told(&filing, &filing, matching));
        }
    }

    #[test]
    fn random_edits_are_told_as_those_edits(
        seed in any::<u64>(),
        edits in proptest::collection::vec((any::<usize>(), prop_oneof![
            Just(Edit::Target), Just(Edit::Note), Just(Edit::Remove), Just(Edit::InsertAfter),
        ]), 0..8),
    ) {
        let before = made(seed);
        let (after, expected) = edited(&before, &edits);
        for matching in [Matching::Names, Matching::Identity] {
            prop_assert_eq!(&told(&before, &after, matching), &expected, "{:?}", matching);
        }
    }

    #[test]
    fn two_strangers_are_compared_and_every_row_is_told_once(left in any::<u64>(), right in any::<u64>()) {
        let (left, right) = (Generator::new(left).filing(), Generator::new(right).filing());
        let found = diff(&left, &right, Matching::Names);
        let n = |filing: &Filing| 1 + filing.budget.lines.len() + filing.functions.len() + filing.n_indicators();
        let lefts: std::collections::BTreeSet<_> = found.pairs.iter().filter_map(|it| it.left).collect();
        let rights: std::collections::BTreeSet<_> = found.pairs.iter().filter_map(|it| it.right).collect();
        prop_assert_eq!((lefts.len(), rights.len()), (n(&left), n(&right)));
        prop_assert_eq!(found.pairs.iter().filter(|it| it.left.is_some()).count(), n(&left));
    }

    #[test]
    fn the_canonical_layout_is_its_own(seed in any::<u64>()) {
        let text = format::write(&Generator::new(seed).filing());
        prop_assert_eq!(format::tidy(&text), Some(text));
    }
}

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tianbao"))
        .current_dir(folder)
        .args(["--lang", "zh", "--no-config"])
        .args(args)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with the water bureau's filing of two years.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/filings/water.toml");
    let old = std::fs::read_to_string(data).unwrap();
    let new = old
        .replace("year = 2025", "year = 2026")
        .replace("≥24次", "≥12次")
        .replace("≥12公里", "≥15公里")
        .replace("amount = \"100.00\"", "amount = \"130\"")
        .replace("name = \"隐患整改率\"", "name = \"<b>隐患整改率</b>\"");
    std::fs::write(path.join("甲.toml"), old).unwrap();
    std::fs::write(path.join("乙.toml"), new).unwrap();
    (folder, path)
}

#[test]
fn diff_tells_people_what_is_different() {
    let (_folder, path) = folder();
    let output = run(&path, &["diff", "甲.toml", "乙.toml"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let text = out(&output);
    for expected in [
        "清河市水务局 2025 申报 (甲.toml) → 清河市水务局 2026 申报 (乙.toml)",
        "整份表 年度  2025 → 2026",
        "预算 › 资金总额 › 基本支出 金额  100.00 → 130  (+30 万元)",
        "! 降低  职能1 › 产出指标 › 数量指标 › 堤防巡查次数 指标值  ≥24次 → ≥12次  [S13] 指标值比上年（≥24次）放宽了 50%",
        "~ 提高  职能1 › 产出指标 › 数量指标 › 清淤长度 指标值  ≥12公里 → ≥15公里",
        "隐患整改率 → <b>隐患整改率</b>",
    ] {
        assert!(text.contains(expected), "lacks {expected}:\n{text}");
    }
    let same = run(&path, &["diff", "甲.toml", "甲.toml"]);
    assert_eq!((same.status.code(), out(&same).contains("没有差别")), (Some(0), true));
    let none = run(&path, &["diff", "甲.toml", "丙.toml"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(err(&none).contains("丙.toml"), "{}", err(&none));
}

#[test]
fn diff_for_programs_and_for_the_web() {
    let (_folder, path) = folder();
    let json: serde_json::Value =
        serde_json::from_str(&out(&run(&path, &["diff", "甲.toml", "乙.toml", "--format", "json"]))).unwrap();
    let differences = json["pairs"][0]["differences"].as_array().unwrap();
    let lowered = differences.iter().find(|it| it["shift"] == "lowered").unwrap();
    assert_eq!(lowered["right"], "职能1/产出指标/数量指标/堤防巡查次数:target");
    assert_eq!(
        (lowered["before"].as_str(), lowered["finding"]["rule"].as_str()),
        (Some("≥24次"), Some("S13"))
    );
    let money = differences.iter().find(|it| it["kind"] == "money").unwrap();
    assert_eq!(money["difference"].as_str().map(|it| it.starts_with("300000")), Some(true), "{money}");
    let html = out(&run(&path, &["diff", "甲.toml", "乙.toml", "--format", "html"]));
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("&lt;b&gt;隐患整改率&lt;/b&gt;"), "{html}");
    assert!(!html.contains("<b>") && !html.contains("http"), "{html}");
}

#[test]
fn several_filings_are_paired_and_the_rest_is_told() {
    let (_folder, path) = folder();
    for (name, files) in [("旧", &["甲.toml"][..]), ("新", &["甲.toml", "乙.toml"])] {
        std::fs::create_dir(path.join(name)).unwrap();
        for file in files {
            std::fs::copy(path.join(file), path.join(name).join(file)).unwrap();
        }
    }
    let output = run(&path, &["diff", "旧", "新"]);
    let text = out(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("没有差别") && text.contains("只在后一份中：清河市水务局 2026 申报"), "{text}");
}

#[test]
fn new_drafts_next_year_and_never_overwrites() {
    let (_folder, path) = folder();
    let output = run(&path, &["new", "--from", "甲.toml", "--year", "2026"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(
        out(&output).contains("甲.toml → 甲-2026.toml：2026 年，指标 5 条，待核对 1 条，待填金额 3 处"),
        "{}",
        out(&output)
    );
    let draft = std::fs::read_to_string(path.join("甲-2026.toml")).unwrap();
    assert!(
        draft.contains(
            "target = \"2026年12月前完成\"\ndoubt = \"level2: 标签不在本行；日期由“2025年12月前完成”顺延为"
        ),
        "{draft}"
    );
    assert!(draft.contains("name = \"基本支出\"\nunder = \"资金总额\"\n\n"), "{draft}");
    let again = run(&path, &["new", "--from", "甲.toml", "--year", "2026", "--keep-money"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("甲-2026.toml 已经存在"), "{}", err(&again));
    let empty = run(&path, &["new", "--scheme", "k101", "--department", "清河市林业站", "--year", "2026"]);
    assert_eq!(empty.status.code(), Some(0), "{}", err(&empty));
    let text = std::fs::read_to_string(path.join("清河市林业站-2026.toml")).unwrap();
    assert!(text.contains("level2 = \"经济成本指标\"") && text.contains("year = 2026"), "{text}");
    let bare = run(&path, &["new", "--year", "2026"]);
    assert_eq!(bare.status.code(), Some(2));
}

#[test]
fn fmt_lays_out_keeps_comments_and_rests() {
    let (_folder, path) = folder();
    let before = std::fs::read_to_string(path.join("甲.toml")).unwrap();
    let check = run(&path, &["fmt", "--check", "甲.toml"]);
    assert_eq!(check.status.code(), Some(1), "{}", out(&check));
    assert_eq!(std::fs::read_to_string(path.join("甲.toml")).unwrap(), before);
    let done = run(&path, &["fmt", "甲.toml", "乙.toml"]);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    let after = std::fs::read_to_string(path.join("甲.toml")).unwrap();
    for kept in ["# 年初由办公室起草", "office_note = \"内部编号 7\"  # 程序不认识的键", "# 每月两次"]
    {
        assert!(after.contains(kept), "lacks {kept}:\n{after}");
    }
    assert_eq!(run(&path, &["fmt", "--check", "甲.toml", "乙.toml"]).status.code(), Some(0));
    let broken = path.join("坏.toml");
    std::fs::write(&broken, "format = 1\n[[\n").unwrap();
    assert_eq!(run(&path, &["fmt", "坏.toml"]).status.code(), Some(2));
}

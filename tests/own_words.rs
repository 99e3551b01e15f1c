//! Words that only an office's `tianbao.toml` has, in documents that are imported: a unit, a qualitative word, other
//! names of levels.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::path::Path;
use std::process::Command;
use tianbao::import::{Imported, import, import_with};
use tianbao::model::{Filing, Words};

const CONFIGURATION: &str = "[words]\nunits = [\"驾次\"]\nqualitative = [\"井然有序\"]\n\
    level1 = { \"满意度指标\" = [\"口碑\"] }\nlevel2 = { \"数量指标\" = [\"工作量\"], \"服务对象满意度指标\" = [\"口碑反响\"] }\n";

/// Text of a PDF without columns: a word alone tells what it is.
const RUNNING: &str = "项目支出绩效目标申报表\n项目名称 云溪县林场飞防\n一级指标 二级指标 三级指标 指标值\n\
    产出指标\n工作量指标\n无人机施药作业\n12驾次\n林区道路巡护\n36次\n质量指标\n作业现场秩序\n井然有序\n\
    口碑指标\n口碑反响指标\n林农满意度\n≥90%\n";

fn words() -> Words {
    let map = |all: &[(&str, &str)]| all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    Words {
        units: vec!["驾次".to_owned()],
        qualitative: vec!["井然有序".to_owned()],
        level1: map(&[("口碑", "满意度指标")]),
        level2: map(&[("工作量", "数量指标"), ("口碑反响", "服务对象满意度指标")]),
    }
}

fn rows(imported: &Imported) -> Vec<[String; 4]> {
    let of = |it: &Filing| -> Vec<[String; 4]> {
        it.indicators()
            .map(|(_, _, it)| [&it.level1, &it.level2, &it.name, &it.target].map(Clone::clone))
            .collect()
    };
    imported.filings.iter().flat_map(of).collect()
}

const EXPECTED: [[&str; 4]; 4] = [
    ["产出指标", "工作量指标", "无人机施药作业", "12驾次"],
    ["产出指标", "工作量指标", "林区道路巡护", "36次"],
    ["产出指标", "质量指标", "作业现场秩序", "井然有序"],
    ["口碑指标", "口碑反响指标", "林农满意度", "≥90%"],
];

#[test]
fn words_of_the_settings_are_known_while_a_text_is_read() {
    let with = import_with("飞防.txt", RUNNING.as_bytes(), &words());
    assert_eq!(rows(&with), EXPECTED);
    assert!(with.filings[0].indicators().all(|(_, _, it)| it.doubt.is_empty()), "nothing is in doubt");
    let without = rows(&import("飞防.txt", RUNNING.as_bytes()));
    assert_ne!(without, EXPECTED, "a text that needs the words");
    assert_eq!(rows(&import_with("飞防.txt", RUNNING.as_bytes(), &Words::NONE)), without);
}

fn tianbao(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tianbao"))
        .args(["--lang", "zh"])
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap()).concat();
    (output.status.code(), text)
}

#[test]
fn the_configuration_of_a_folder_and_of_those_around_it_reaches_every_command() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("林业");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(root.path().join("tianbao.toml"), CONFIGURATION).unwrap();
    std::fs::write(folder.join("飞防.txt"), RUNNING).unwrap();
    let (_, checked) = tianbao(root.path(), &["check", "林业", "--format", "concise"]);
    assert!(!checked.contains("V22") && !checked.contains("C01"), "{checked}");
    let (code, exported) = tianbao(root.path(), &["export", "林业", "--out", "全部.csv"]);
    assert_eq!(code, Some(0), "{exported}");
    let csv = std::fs::read_to_string(root.path().join("全部.csv")).unwrap();
    let (code, said) = tianbao(root.path(), &["import", "林业"]);
    assert_eq!(code, Some(0), "{said}");
    let toml = std::fs::read_to_string(folder.join("飞防.toml")).unwrap();
    for cells in EXPECTED {
        for cell in cells {
            assert!(csv.contains(cell), "{cell}: {csv}");
            assert!(toml.contains(cell), "{cell}: {toml}");
        }
    }
    let (_, without) = tianbao(root.path(), &["--no-config", "export", "林业/飞防.txt", "--out", "无.csv"]);
    let plain = std::fs::read_to_string(root.path().join("无.csv")).unwrap_or_default();
    assert_ne!(plain, csv, "{without}");
}

#[test]
fn a_mistake_in_the_configuration_is_told_and_the_rest_followed() {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("tianbao.toml"), format!("{CONFIGURATION}colour = 1\n")).unwrap();
    std::fs::write(root.path().join("飞防.txt"), RUNNING).unwrap();
    let (code, said) = tianbao(root.path(), &["import", "飞防.txt"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("tianbao.toml:6") && said.contains("colour"), "{said}");
    let toml = std::fs::read_to_string(root.path().join("飞防.toml")).unwrap();
    assert!(toml.contains("12驾次"), "{toml}");
}

//! What `check` does beside reporting: fixing, showing differences, baselines, choosing rules, configuration files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A filing with a comment beside a target, two safe fixes and two that guess.
const FILING: &str = include_str!("data/reports/filing.toml");

/// A folder with the filing, and an empty one for the person's own configuration.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("县/局")).unwrap();
        fs::create_dir_all(folder.path().join("设置/tianbao")).unwrap();
        let desk = Self { folder };
        desk.write("县/局/表.toml", FILING);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn check(&self, args: &[&str]) -> (i32, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_tianbao"))
            .current_dir(self.folder.path())
            .env("XDG_CONFIG_HOME", self.path("设置"))
            .args(["check", "--lang", "zh"])
            .args(args)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    /// The codes that are found, in order.
    fn codes(&self, args: &[&str]) -> Vec<String> {
        let (_, stdout, stderr) = self.check(&[&["县", "--format", "json"], args].concat());
        let report: serde_json::Value =
            serde_json::from_str(&stdout).unwrap_or_else(|_| panic!("{stdout}{stderr}"));
        let codes = report["findings"].as_array().unwrap().iter();
        codes.map(|it| it["rule"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn fixing_changes_only_what_is_mended_and_nothing_the_second_time() {
    let desk = Desk::new();
    let (code, stdout, _) = desk.check(&["县", "--fix"]);
    assert_eq!(code, 1, "{stdout}");
    assert!(stdout.contains("已修复 2 处，涉及 1 份"), "{stdout}");
    assert!(!stdout.contains("V24") && !stdout.contains("V09") && stdout.contains("V06"), "{stdout}");
    let expected = FILING.replace("≥ 1,200次", "≥1200次").replace("≥百分之98", "≥98%");
    assert_eq!(desk.read("县/局/表.toml"), expected);
    let (_, stdout, _) = desk.check(&["县", "--fix"]);
    assert!(stdout.contains("已修复 0 处，涉及 0 份"), "{stdout}");
    assert_eq!(desk.read("县/局/表.toml"), expected);
    let (code, stdout, _) = desk.check(&["县", "--fix", "--unsafe-fixes"]);
    // Figures that look mistyped are looked at by a person: no sum takes their place.
    assert!(code == 1 && stdout.contains("B03") && !stdout.contains("V06"), "{stdout}");
    let expected = expected.replace("≥100%", "=100%");
    assert_eq!(desk.read("县/局/表.toml"), expected);
    desk.write("县/局/表.toml", &expected.replace("1857.40", "1875.40"));
    assert_eq!(desk.check(&["县", "--fix", "--unsafe-fixes"]).0, 0);
}

#[test]
fn a_difference_is_shown_and_nothing_written() {
    let desk = Desk::new();
    let (code, stdout, stderr) = desk.check(&["县", "--diff"]);
    assert_eq!(code, 1);
    for part in [
        "--- 县/局/表.toml\n+++ 县/局/表.toml\n",
        "-target = \"≥ 1,200次\"   # 合同约定\n+target = \"≥1200次\"   # 合同约定\n",
    ] {
        assert!(stdout.contains(part), "{stdout}");
    }
    assert!(!stdout.contains("=100%") && stderr.contains("可修复 2 处"), "{stdout}{stderr}");
    assert!(desk.check(&["县", "--diff", "--unsafe-fixes"]).1.contains("+target = \"=100%\""));
    assert_eq!(desk.read("县/局/表.toml"), FILING);
    desk.check(&["县", "--fix"]);
    let (code, stdout, _) = desk.check(&["县", "--diff"]);
    assert_eq!((code, stdout.as_str()), (0, ""));
}

#[test]
fn documents_are_not_fixed() {
    let desk = Desk::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/tab-projects.txt");
    fs::copy(&sample, desk.path("县/项目.txt")).unwrap();
    for way in ["--fix", "--diff"] {
        let (code, _, stderr) = desk.check(&["县/项目.txt", way]);
        assert_eq!(code, 1);
        assert!(stderr.contains("县/项目.txt") && stderr.contains("tianbao import"), "{stderr}");
    }
    assert_eq!(fs::read(desk.path("县/项目.txt")).unwrap(), fs::read(sample).unwrap());
    assert!(!desk.path("县/项目.toml").exists());
}

#[test]
fn arguments_that_do_not_go_together_are_refused() {
    let desk = Desk::new();
    for args in [
        &["县", "--unsafe-fixes"][..],
        &["县", "--fix", "--diff"],
        &["县", "--baseline", "a", "--write-baseline", "b"],
        &["县", "--select", "V60"],
        &["县", "--baseline", "没有.json"],
        &["县", "--baseline", "县/局/表.toml"],
        &["县", "--config", "没有.toml"],
    ] {
        let (code, stdout, stderr) = desk.check(args);
        assert_eq!((code, stdout.as_str()), (2, ""), "{args:?}");
        assert!(!stderr.is_empty() && !stderr.contains('{'), "{args:?}: {stderr}");
    }
    assert_eq!(desk.read("县/局/表.toml"), FILING);
}

#[test]
fn a_baseline_hides_what_is_known_and_tells_what_is_stale() {
    // New rules elsewhere do not change the count.
    let desk = Desk::new();
    desk.write(
        "设置/tianbao/config.toml",
        "check.select = [\"V06\", \"V07\", \"V09\", \"V24\", \"T03\", \"B03\"]\n",
    );
    let (code, stdout, stderr) = desk.check(&["县", "--write-baseline", "基线.json"]);
    assert_eq!((code, stdout.as_str()), (0, ""), "{stderr}");
    assert!(stderr.contains("写入基线 基线.json"), "{stderr}");
    let (code, stdout, _) = desk.check(&["县", "--baseline", "基线.json", "--fail-on", "info"]);
    assert_eq!(code, 0, "{stdout}");
    assert!(stdout.contains("基线中已有、未报告的问题：5") && !stdout.contains("已不存在"), "{stdout}");
    // Another file name and other lines change nothing; another value is new, and the old one stale.
    let moved = FILING.replace("format = 1\n", "format = 1\n\n\n\n").replace("≥100%", ">100%");
    fs::remove_file(desk.path("县/局/表.toml")).unwrap();
    desk.write("县/另一名.toml", &moved);
    let (code, stdout, _) = desk.check(&["县", "--baseline", "基线.json"]);
    assert_eq!(code, 1);
    assert!(stdout.contains("V07") && !stdout.contains("B03"), "{stdout}");
    assert!(stdout.contains("基线中有 1 个问题已不存在"), "{stdout}");
    // The report for programs stays alone on standard output.
    let (_, stdout, stderr) = desk.check(&["县", "--baseline", "基线.json", "--format", "json"]);
    assert!(
        serde_json::from_str::<serde_json::Value>(&stdout).is_ok() && stderr.contains("基线"),
        "{stderr}"
    );
    // Writing goes over an old baseline.
    desk.check(&["县", "--write-baseline", "基线.json"]);
    assert_eq!(desk.check(&["县", "--baseline", "基线.json", "--fail-on", "info"]).0, 0);
}

#[test]
fn a_baseline_and_a_log_are_written_over_nothing_else() {
    let desk = Desk::new();
    desk.write("基线.json", "{\"version\":7,\"findings\":[]}");
    for option in ["--write-baseline", "--log"] {
        for name in ["县/局/表.toml", "基线.json"] {
            let before = desk.read(name);
            let (code, stdout, stderr) = desk.check(&["县", option, name]);
            assert_eq!((code, stdout.as_str()), (2, ""), "{option} {name}");
            assert!(stderr.contains(name) && stderr.contains("指定别的文件"), "{stderr}");
            assert_eq!(desk.read(name), before);
        }
    }
    desk.write("空.json", "\n");
    assert_eq!(desk.check(&["县", "--write-baseline", "空.json"]).0, 0);
    assert!(desk.read("空.json").starts_with('{'));
}

#[test]
fn rules_are_chosen_by_code_family_and_name() {
    let desk = Desk::new();
    assert_eq!(desk.codes(&["--select", "V06,t"]), ["V06", "T03"]);
    assert_eq!(desk.codes(&["--select", "V", "--ignore", "percent-floor-100"]), ["V24", "V09"]);
    assert_eq!(desk.codes(&["--select", "B", "--ignore", "ALL"]), [""; 0]);
    let (code, _, _) = desk.check(&["县", "--ignore", "B"]);
    assert_eq!(code, 0);
}

#[test]
fn configurations_of_the_person_and_the_folders_are_merged() {
    let desk = Desk::new();
    let only = ["--select", "V06,V09,T03"];
    desk.write("设置/tianbao/config.toml", "[check]\nignore = [\"V24\"]\n[check.severity]\nV06 = \"info\"\n");
    assert!(!desk.codes(&[]).contains(&"V24".to_owned()));
    desk.write("县/tianbao.toml", "[check.thresholds]\nsatisfaction_warning = 86\n");
    desk.write("县/局/tianbao.toml", "[check.severity]\nV06 = \"error\"\nB03 = \"off\"\n");
    let (code, stdout, _) = desk.check(&["县", "--ignore", "B"]);
    assert!(code == 1 && stdout.contains("错误 V06") && stdout.contains("警告 T03"), "{stdout}");
    assert!(stdout.contains("低于 86%"), "{stdout}");
    let (code, stdout, _) = desk.check(&["县", "--no-config", "--ignore", "B"]);
    assert!(code == 0 && stdout.contains("警告 V06") && stdout.contains("提示 T03"), "{stdout}");
    desk.write("另一份.toml", "check.select = [\"T03\"]\n");
    assert_eq!(desk.codes(&["--config", "另一份.toml"]), ["T03"]);
    assert_eq!(desk.codes(&only), ["V06", "V09", "T03"]);
    // A filing may have the name of a configuration.
    desk.write("县/tianbao.toml", FILING);
    assert_eq!(desk.codes(&["--select", "T03"]), ["T03", "T03"]);
}

#[test]
fn a_configuration_that_came_along_and_turns_rules_off_is_told() {
    let desk = Desk::new();
    desk.write("县/tianbao.toml", "[check]\nselect = [\"B01\"]\nignore = [\"B01\"]\n");
    let (code, stdout, _) = desk.check(&["县"]);
    assert!(code == 0 && stdout.contains("县/tianbao.toml 关闭了"), "{stdout}");
    let (_, stdout, stderr) = desk.check(&["县", "--format", "json"]);
    assert!(stderr.contains("县/tianbao.toml 关闭了") && !stdout.contains("关闭了"), "{stderr}");
    let (_, stdout, _) = desk.check(&["县", "--no-config"]);
    assert!(!stdout.contains("关闭了"), "{stdout}");
    // What the person turns off they know.
    desk.write("县/tianbao.toml", "[check.severity]\nV06 = \"info\"\n");
    desk.write("设置/tianbao/config.toml", "[check]\nignore = [\"V24\"]\n");
    let (_, stdout, _) = desk.check(&["县", "--ignore", "V09"]);
    assert!(!stdout.contains("关闭了"), "{stdout}");
}

#[test]
fn a_mistake_in_a_configuration_stops_before_anything_is_written() {
    let desk = Desk::new();
    desk.write("县/tianbao.toml", "[check]\nignor = [\"V05\"]\n\n[check.severity]\nV6 = \"off\"\n");
    let (code, stdout, stderr) = desk.check(&["县", "--fix"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("tianbao.toml:2:1: 错误: 不认识的键 ignor，是不是 ignore？"), "{stderr}");
    assert!(stderr.contains("tianbao.toml:5:1: 错误: 没有规则 V6，是不是 V06？"), "{stderr}");
    assert_eq!(desk.read("县/局/表.toml"), FILING);
}

#[test]
fn rules_of_ones_own_are_reported_in_every_format() {
    let desk = Desk::new();
    desk.write(
        "县/tianbao.toml",
        "[[rule]]\ncode = \"X01\"\nname = \"clean-by-area\"\nseverity = \"error\"\nmessage = \"清扫类指标请按面积申报\"\n\
         when = { name = \"清扫\" }\nrequire = { unit = [\"平方米\", \"万平方米\"] }\n",
    );
    assert_eq!(desk.codes(&["--select", "X"]), ["X01"]);
    for format in ["text", "concise", "json", "sarif", "github", "csv", "markdown"] {
        let (code, stdout, _) = desk.check(&["县", "--select", "X01", "--format", format]);
        assert_eq!(code, 1);
        assert!(stdout.contains("X01") && stdout.contains("清扫类指标请按面积申报"), "{stdout}");
    }
    let sarif: serde_json::Value =
        serde_json::from_str(&desk.check(&["县", "--select", "X", "--format", "sarif"]).1).unwrap();
    let run = &sarif["runs"][0];
    let idx = usize::try_from(run["results"][0]["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][idx]["id"], "X01");
}

#[test]
fn a_rule_of_ones_own_is_explained_and_not_called_unknown() {
    let desk = Desk::new();
    let rule = "[[rule]]\ncode = \"X01\"\nname = \"clean-by-area\"\nmessage = \"清扫类指标请按面积申报\"\n\
                when = { name = \"清扫\" }\n";
    desk.write("tianbao.toml", rule);
    let explain = |word: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_tianbao"))
            .current_dir(desk.folder.path())
            .env("XDG_CONFIG_HOME", desk.path("设置"))
            .args(["explain", "--lang", "zh", word])
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    };
    for word in ["X01", "x01", "clean-by-area"] {
        let (is_known, said) = explain(word);
        assert!(
            is_known && said.contains("X01 clean-by-area") && said.contains("清扫类指标请按面积申报"),
            "{said}"
        );
    }
    assert!(!explain("X02").0);
    // What a configuration that cannot be read says is not known; that it cannot be read is told alone.
    desk.write("tianbao.toml", "[check\n");
    let (code, _, stderr) = desk.check(&["县", "--select", "X01"]);
    assert!(code == 2 && stderr.contains("tianbao.toml") && !stderr.contains("没有规则"), "{stderr}");
}

#[test]
fn an_entry_that_accepts_nothing_is_a_finding() {
    let desk = Desk::new();
    let allow = |rule: &str| {
        let at = "/产出指标/质量指标/道路保洁覆盖率";
        format!("{FILING}\n[[allow]]\nrule = \"{rule}\"\nat = \"{at}\"\nreason = \"合同已签，见附件\"\n")
    };
    desk.write("县/局/表.toml", &allow("V06"));
    let found = desk.codes(&[]);
    assert!(!found.contains(&"V06".to_owned()) && !found.contains(&"A01".to_owned()), "{found:?}");
    desk.write("县/局/表.toml", &allow("V07"));
    let found = desk.codes(&[]);
    assert!(found.contains(&"V06".to_owned()) && found.contains(&"A01".to_owned()), "{found:?}");
    // What does not run may still be accepted.
    assert_eq!(desk.codes(&["--ignore", "V", "--select", "A,V"]), [""; 0]);
}

//! Configurations in layers, and rules of one's own through the whole engine. Mistakes are under `tests/data/config`.

use super::{ConfigProblem, File, Layer, Screen, merge};
use crate::check::testing::filing;
use crate::check::thresholds::Threshold;
use crate::check::{Options, Settings, check_with};
use crate::look::Theme;
use crate::messages::Lang;
use std::collections::BTreeSet;

fn layer(text: &str) -> Layer {
    let (layer, problems) = Layer::read(File { name: "tianbao.toml", text });
    assert_eq!(problems, [], "{text}");
    layer
}

fn settings(texts: &[&str]) -> Settings {
    let layers: Vec<Layer> = texts.iter().map(|it| layer(it)).collect();
    let (settings, problems) = merge(&layers, &BTreeSet::new());
    assert_eq!(problems, [], "{texts:?}");
    settings
}

/// The rules of these codes that run.
fn running(settings: &Settings, codes: &[&'static str]) -> Vec<&'static str> {
    codes.iter().copied().filter(|it| settings.is_active(it)).collect()
}

#[test]
fn later_layers_go_over_earlier_ones() {
    let codes = ["V05", "V06", "T03", "B01"];
    for (texts, expected) in [
        (&[""][..], &codes[..]),
        (&["check.select = [\"V\"]"], &["V05", "V06"]),
        (&["check.select = \"V\"\ncheck.ignore = \"strict-sign\""], &["V06"]),
        (&["check.ignore = [\"v\", \"B01\"]"], &["T03"]),
        (&["check.select = [\"V\"]", "check.select = [\"B\"]"], &["B01"]),
        (&["check.ignore = [\"V\"]", "check.ignore = [\"B\"]"], &["T03"]),
        (&["check.ignore = [\"V\"]", "check.select = [\"ALL\"]"], &codes),
        (&["check.severity.V06 = \"off\""], &["V05", "T03", "B01"]),
        (&["check.severity.V06 = \"off\"", "check.severity.V06 = \"info\""], &codes),
        (&["check.severity.V = \"off\"", "check.select = [\"V06\"]"], &["V06"]),
    ] {
        assert_eq!(running(&settings(texts), &codes), expected, "{texts:?}");
    }
}

#[test]
fn the_command_line_is_the_last_layer() {
    let file = layer("check.select = [\"V\"]");
    let words = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let (settings, problems) =
        merge(&[file, Layer::of_arguments(&words(&["T"]), &words(&["T03"]))], &BTreeSet::new());
    assert_eq!(problems, []);
    assert_eq!(running(&settings, &["V06", "T02", "T03"]), ["T02"]);
    let (_, problems) = merge(&[Layer::of_arguments(&[], &words(&["V60"]))], &BTreeSet::new());
    let said: Vec<String> = problems.iter().map(|it| it.message.render(Lang::Zh)).collect();
    assert_eq!((said.len(), problems.first().map(|it| it.line)), (1, Some(0)));
    assert!(said.iter().all(|it| it.starts_with("没有规则 V60，是不是 V")), "{said:?}");
    let (_, problems) = merge(&[Layer::of_arguments(&words(&["s13"]), &[])], &BTreeSet::new());
    let said: Vec<String> = problems.iter().map(|it| it.message.render(Lang::Zh)).collect();
    assert!(said.iter().all(|it| it.contains("tianbao diff")) && said.len() == 1, "{said:?}");
}

#[test]
fn rules_of_other_folders_are_no_mistake() {
    let other: BTreeSet<String> = ["X01".to_owned(), "own-rule".to_owned()].into_iter().collect();
    for (word, expected) in [("X01", 0), ("x", 0), ("own-rule", 0), ("X02", 1), ("Z", 1)] {
        let (settings, problems) = merge(&[Layer::of_arguments(&[word.to_owned()], &[])], &other);
        assert_eq!(problems.len(), expected, "{word}: {problems:?}");
        assert!(settings.active.is_empty(), "{word}");
    }
}

#[test]
fn figures_words_and_severities_arrive() {
    let settings = settings(&[
        "[check.thresholds]\nsatisfaction_warning = 75\n[words]\nunits = [\"驾次\"]\n",
        "\u{feff}[check.thresholds]\nsatisfaction_info = 95\n[words]\nunits = [\"架次\"]\nqualitative = \"井然有序\"\n\
         level2 = { \"数量\" = [\"工作量指标\"] }\n[check.severity]\nV06 = \"error\"\n",
    ]);
    assert_eq!(settings.thresholds.get(Threshold::SatisfactionWarning), 75);
    assert_eq!(settings.thresholds.get(Threshold::SatisfactionInfo), 95);
    assert_eq!(settings.words.units, ["驾次", "架次"]);
    assert_eq!(settings.words.qualitative, ["井然有序"]);
    assert_eq!(settings.words.level2.get("工作量").map(String::as_str), Some("数量指标"));
    assert_eq!(settings.severities.len(), 1);
}

#[test]
fn the_terminal_is_described_or_left_to_the_program() {
    let said = |is_wide, is_ascii| Screen { is_wide, is_ascii };
    for (text, expected) in [
        ("", said(None, None)),
        ("[ui]\nambiguous_width = \"auto\"\nascii = \"auto\"", said(None, None)),
        ("[ui]\nambiguous_width = 1", said(Some(false), None)),
        ("ui.ambiguous_width = 2\nui.ascii = true", said(Some(true), Some(true))),
        ("ui.ascii = false", said(None, Some(false))),
    ] {
        assert_eq!(layer(text).screen, expected, "{text}");
    }
    for (text, told) in [
        ("ui.ambiguous_width = 3", "ambiguous_width 应为 \"auto\"、1 或 2"),
        ("ui.ambiguous_width = \"2\"", "ambiguous_width 应为 \"auto\"、1 或 2"),
        ("ui.ascii = 1", "ascii 应为 \"auto\"、true 或 false"),
        ("ui.acsii = true", "不认识的键 acsii，是不是 ascii？"),
        ("ui = 1", "ui 应为一张表"),
    ] {
        let (layer, problems) = Layer::read(File { name: "config.toml", text });
        let said: Vec<String> = problems.iter().map(|it| it.message.render(Lang::Zh)).collect();
        assert_eq!((layer.screen, said), (Screen::default(), vec![told.to_owned()]), "{text}");
    }
}

#[test]
fn the_screen_is_set_up_by_name() {
    for (text, theme, mouse) in [
        ("[ui]\ntheme = \"dark\"\nmouse = true", Some(Theme::Dark), Some(true)),
        ("[ui]\ntheme = \"high-contrast\"\nmouse = false", Some(Theme::HighContrast), Some(false)),
        ("[ui]\nmouse = \"auto\"", None, None),
        ("", None, None),
    ] {
        let (layer, problems) = Layer::read(File { name: "config.toml", text });
        assert_eq!((layer.theme, layer.mouse, problems.len()), (theme, mouse, 0), "{text}");
    }
    for (text, expected) in [
        ("[ui]\ntheme = \"drak\"", "没有主题“drak”，是不是 dark"),
        ("[ui]\ntheme = \"夜间\"", "没有主题“夜间”，可用的有 terminal、light、dark、high-contrast"),
        ("[ui]\nmouse = 1", "mouse 应为 true、false 或 \"auto\""),
        ("[ui]\nteme = \"dark\"", "theme"),
    ] {
        let (layer, problems) = Layer::read(File { name: "config.toml", text });
        assert_eq!((layer.theme, layer.mouse), (None, None));
        let [problem] = &problems[..] else { panic!("{text}: {problems:?}") };
        assert_eq!(problem.line, 2);
        let said = problem.message.render(Lang::Zh);
        assert!(said.contains(expected), "{said}");
    }
}

const OWN: &str = r#"
[[rule]]
code = "X01"
name = "training-in-person-times"
severity = "error"
message = "培训类指标请按人次申报"
when = { level1 = "产出", name = "培训" }
require = { operator = ["≥", "="], unit = "人次", min = 1, max = "5000" }
"#;

fn own(texts: &[&str], name: &str, target: &str) -> Vec<String> {
    let settings = settings(texts);
    let findings = check_with(&filing(name, target), &Options { settings: &settings, ..Options::default() });
    let own = findings.iter().filter(|it| it.rule.code.starts_with('X'));
    own.map(|it| format!("{} {}", it.severity.word(), it.rule.code)).collect()
}

#[test]
fn rules_of_ones_own_run_as_the_others_do() {
    let found = ["error X01"];
    assert_eq!(own(&[OWN], "村医培训", "≥20场"), found);
    assert_eq!(own(&[OWN], "村医培训", "≤20人次"), found);
    assert_eq!(own(&[OWN], "村医培训", "≥6000人次"), found);
    assert_eq!(own(&[OWN], "村医培训", "≥20人次"), [""; 0]);
    assert_eq!(own(&[OWN], "巡河", "≥20场"), [""; 0]);
    // They are chosen, graded and turned off by the same words, from any layer.
    assert_eq!(own(&["check.ignore = [\"X01\"]", OWN], "村医培训", "≥20场"), [""; 0]);
    assert_eq!(own(&[OWN, "check.select = [\"X\"]"], "村医培训", "≥20场"), found);
    assert_eq!(own(&[OWN, "check.select = [\"V\"]"], "村医培训", "≥20场"), [""; 0]);
    let graded = "check.severity.training-in-person-times = \"info\"";
    assert_eq!(own(&[OWN, graded], "村医培训", "≥20场"), ["info X01"]);
    let later = OWN.replace("\"error\"", "\"warning\"");
    assert_eq!(own(&[OWN, &later], "村医培训", "≥20场"), ["warning X01"]);
}

#[test]
fn nothing_in_a_file_makes_reading_fail() {
    let check = |text: &str| {
        let (layer, problems) = Layer::read(File { name: "a", text });
        let (_, more) = merge(&[layer], &BTreeSet::new());
        let all: Vec<ConfigProblem> = problems.into_iter().chain(more).collect();
        assert!(all.iter().all(|it| it.line >= 1 && it.column >= 1), "{all:?}");
    };
    let text = OWN.to_owned() + "[check]\nselect = [\"V\"]\n[words]\nlevel2 = { \"数量\" = [\"量\"] }\n";
    for (at, _) in text.char_indices() {
        let (before, after) = text.split_at(at);
        check(before);
        check(after);
    }
}

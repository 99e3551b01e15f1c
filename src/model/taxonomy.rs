//! The one table of level-1 and level-2 names: what forms print, what the canonical name is, what belongs under
//! what. Import recognises labels by it and checks judge by it.
//!
//! Sources: the annexes of 财预〔2015〕88号 and 财预〔2021〕101号, and the spellings seen in published filings of
//! twenty provinces. Level 2 under 履职 is free text.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A kind of level-1 indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level1 {
    /// 成本指标 at level 1 (财预〔2021〕101号).
    Cost,
    /// 产出指标.
    Output,
    /// 效益指标.
    Benefit,
    /// 满意度指标.
    Satisfaction,
    /// 决策 (whole departments in Jiangsu).
    Decision,
    /// 过程 (whole departments in Jiangsu).
    Process,
    /// 履职 (whole departments in Jiangsu).
    Duty,
    /// 产出与效果 (whole departments in Zhejiang).
    OutputAndEffect,
    /// 预算执行率 (self-evaluation).
    Execution,
}

/// A level-2 name that forms share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level2 {
    /// The canonical name.
    pub name: &'static str,
    /// The level-1 kinds it may stand under.
    pub under: &'static [Level1],
    /// Other spellings, without a trailing 指标.
    pub synonyms: &'static [&'static str],
}

/// Level-1 names: kind, canonical name, other spellings (without a trailing 指标).
pub const LEVEL1: &[(Level1, &str, &[&str])] = &[
    (Level1::Cost, "成本指标", &["成本", "成本控制"]),
    (
        Level1::Output,
        "产出指标",
        &["产出", "产出(工作量)", "产出工作量", "产出目标", "投入产出", "项目完成", "部门产出", "履职产出"],
    ),
    (Level1::Benefit, "效益指标", &["效益", "效果", "效果目标", "项目效益", "部门效益", "效果效益"]),
    (
        Level1::Satisfaction,
        "满意度指标",
        &[
            "满意度",
            "满意",
            "服务对象满意度",
            "社会公众或服务对象满意度",
            "社会公众满意度",
            "影响力目标",
            "影响力",
        ],
    ),
    (Level1::Decision, "决策", &["决策", "投入", "投入和管理目标", "投入管理"]),
    (Level1::Process, "过程", &["过程", "管理", "过程管理", "部门管理"]),
    (Level1::Duty, "履职", &["履职", "履职效能", "履职效果"]),
    (Level1::OutputAndEffect, "产出与效果", &["产出与效果", "产出和效果"]),
    (Level1::Execution, "预算执行率", &["预算执行率", "预算资金执行率"]),
];

/// Level-2 names.
pub const LEVEL2: &[Level2] = &[
    Level2 {
        name: "数量指标", under: &[Level1::Output], synonyms: &["数量", "产出数量", "实际完成率"]
    },
    Level2 {
        name: "质量指标", under: &[Level1::Output], synonyms: &["质量", "产出质量", "质量达标率"]
    },
    Level2 {
        name: "时效指标",
        under: &[Level1::Output],
        synonyms: &["时效", "进度", "产出进度", "产出时效", "完成及时性"],
    },
    Level2 {
        name: "成本指标", under: &[Level1::Output], synonyms: &["成本", "产出成本", "成本节约率"]
    },
    Level2 {
        name: "经济成本指标", under: &[Level1::Cost], synonyms: &["经济成本", "成本控制", "单位成本"]
    },
    Level2 { name: "社会成本指标", under: &[Level1::Cost], synonyms: &["社会成本"] },
    Level2 {
        name: "生态环境成本指标",
        under: &[Level1::Cost],
        synonyms: &["生态环境成本", "生态成本", "环境成本"],
    },
    Level2 { name: "经济效益指标", under: &[Level1::Benefit], synonyms: &["经济效益"] },
    Level2 { name: "社会效益指标", under: &[Level1::Benefit], synonyms: &["社会效益"] },
    Level2 {
        name: "生态效益指标",
        under: &[Level1::Benefit],
        synonyms: &["生态效益", "环境效益", "生态环境效益"],
    },
    Level2 {
        name: "可持续影响指标",
        under: &[Level1::Benefit],
        synonyms: &["可持续影响", "可持续发展", "可持续发展影响", "可持续性影响", "可持续"],
    },
    Level2 {
        name: "服务对象满意度指标",
        under: &[Level1::Satisfaction],
        synonyms: &[
            "服务对象满意度",
            "满意度",
            "服务对象",
            "社会公众满意度",
            "受益对象满意度",
            "社会公众或服务对象满意度",
            "服务对象满意",
            "公众满意度",
        ],
    },
    // The form of whole departments that some provinces print: 履职 stands under outputs and benefits.
    Level2 {
        name: "重点工作任务完成",
        under: &[Level1::Output],
        synonyms: &["重点工作任务完成", "重点工作任务完成情况", "重点工作完成"],
    },
    Level2 {
        name: "履职目标实现",
        under: &[Level1::Output],
        synonyms: &["履职目标实现", "履职目标实现情况", "履职目标完成"],
    },
    Level2 { name: "履职效益", under: &[Level1::Benefit], synonyms: &["履职效益"] },
    Level2 {
        name: "工作目标管理",
        under: &[Level1::Decision],
        synonyms: &["工作目标管理", "工作目标管理情况"],
    },
    Level2 {
        name: "预算和财务管理",
        under: &[Level1::Decision, Level1::Process],
        synonyms: &["预算和财务管理", "预算与财务管理"],
    },
    Level2 { name: "绩效管理", under: &[Level1::Decision, Level1::Process], synonyms: &["绩效管理"] },
    Level2 { name: "计划制定", under: &[Level1::Decision], synonyms: &["计划制定", "项目立项"] },
    Level2 { name: "目标设定", under: &[Level1::Decision], synonyms: &["目标设定", "绩效目标"] },
    Level2 { name: "预算编制", under: &[Level1::Decision], synonyms: &["预算编制", "资金投入"] },
    Level2 { name: "预算执行", under: &[Level1::Process], synonyms: &["预算执行"] },
    Level2 { name: "预算管理", under: &[Level1::Process], synonyms: &["预算管理", "资金管理"] },
    Level2 { name: "资产管理", under: &[Level1::Process], synonyms: &["资产管理"] },
    Level2 { name: "项目管理", under: &[Level1::Process], synonyms: &["项目管理", "组织实施"] },
    Level2 { name: "人员管理", under: &[Level1::Process], synonyms: &["人员管理"] },
    Level2 { name: "机构建设", under: &[Level1::Process], synonyms: &["机构建设"] },
    Level2 { name: "采购管理", under: &[Level1::Process], synonyms: &["采购管理"] },
    Level2 { name: "内控管理", under: &[Level1::Process], synonyms: &["内控管理"] },
];

/// A label reduced for look-up: no blanks, half-width brackets, no trailing 指标.
pub fn reduce(label: &str) -> String {
    let folded: String = label
        .chars()
        .filter(|it| !it.is_whitespace() && !matches!(it, '\u{200b}' | '\u{feff}' | '*'))
        .map(|it| match it {
            '（' => '(',
            '）' => ')',
            other => other,
        })
        .collect();
    let folded = without_score(&folded);
    match folded.strip_suffix("指标") {
        Some(stem) if !stem.is_empty() => stem.to_owned(),
        _ => folded.to_owned(),
    }
}

/// A label without the score that forms print behind it: 产出指标(50分).
fn without_score(label: &str) -> &str {
    let Some((stem, bracket)) = label.split_once('(') else { return label };
    let is_score = bracket
        .strip_suffix("分)")
        .or_else(|| bracket.strip_suffix("%)"))
        .is_some_and(|it| !it.is_empty() && it.chars().all(|it| it.is_ascii_digit() || it == '.'));
    if is_score && !stem.is_empty() { stem } else { label }
}

/// The level-1 kind that a label names.
pub fn level1(label: &str) -> Option<Level1> {
    // Nearly every label is printed as the table has it.
    if let Some((kind, _, _)) = LEVEL1.iter().find(|(_, name, _)| *name == label) {
        return Some(*kind);
    }
    let reduced = reduce(label);
    LEVEL1_BY_WORD.get(reduced.as_str()).copied()
}

/// The canonical name of a level-1 kind.
pub fn level1_name(kind: Level1) -> &'static str {
    LEVEL1.iter().find(|(it, _, _)| *it == kind).map_or("", |(_, name, _)| name)
}

/// The level-2 entry that a label names. Where a name stands under several level-1 kinds the first entry answers.
pub fn level2(label: &str) -> Option<&'static Level2> {
    if let Some(entry) = LEVEL2.iter().find(|it| it.name == label) {
        return Some(entry);
    }
    let reduced = reduce(label);
    LEVEL2_BY_WORD.get(reduced.as_str()).copied()
}

/// Level 1 by every spelling; the first entry of a spelling counts.
static LEVEL1_BY_WORD: LazyLock<FxHashMap<&str, Level1>> = LazyLock::new(|| {
    let words = |(kind, name, synonyms): &(Level1, &'static str, &'static [&'static str])| {
        spellings(name, synonyms).map(|it| (it, *kind)).collect::<Vec<_>>()
    };
    // The last of equal keys stays in a map.
    LEVEL1.iter().flat_map(words).collect::<Vec<_>>().into_iter().rev().collect()
});

/// Level 2 by every spelling; the first entry of a spelling counts.
static LEVEL2_BY_WORD: LazyLock<FxHashMap<&str, &Level2>> = LazyLock::new(|| {
    let words = |entry: &'static Level2| spellings(entry.name, entry.synonyms).map(move |it| (it, entry));
    LEVEL2.iter().flat_map(words).collect::<Vec<_>>().into_iter().rev().collect()
});

/// Canonical names are written without blanks, so that only 指标 has to come off.
fn spellings(name: &'static str, synonyms: &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    std::iter::once(name.strip_suffix("指标").unwrap_or(name)).chain(synonyms.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_in_every_printed_spelling() {
        assert_eq!(level1("产出指标"), Some(Level1::Output));
        assert_eq!(level1("产出（工作量） 指标"), Some(Level1::Output));
        assert_eq!(level1("满意度"), Some(Level1::Satisfaction));
        assert_eq!(level1("产出指标（50分）"), Some(Level1::Output));
        assert_eq!(level1("产出指标（甲分）"), None);
        assert_eq!(level1("全血采量"), None);
        assert_eq!(level2("服务对象满意度 指标").map(|it| it.name), Some("服务对象满意度指标"));
        assert_eq!(level2("可持续发展").map(|it| it.name), Some("可持续影响指标"));
        assert_eq!(level2("指标"), None);
    }

    #[test]
    fn every_canonical_name_finds_itself() {
        for (kind, name, _) in LEVEL1 {
            assert_eq!(level1(name), Some(*kind));
            assert_eq!(level1_name(*kind), *name);
        }
        for entry in LEVEL2 {
            assert_eq!(level2(entry.name).map(|it| it.name), Some(entry.name));
        }
    }
}

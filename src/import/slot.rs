//! The labels of a form's head and foot: what field each names.
//!
//! One table of words; where the values stand is for [`super::head`] to find. Invariant: a label is recognized only
//! as a whole.

use super::join;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The name of who files.
    Department,
    /// Who carries a project out: files it.
    Implementer,
    /// 主管部门.
    Supervisor,
    /// 项目名称.
    ProjectName,
    /// 项目性质.
    Nature,
    /// 项目类别.
    Category,
    /// First day.
    Start,
    /// Last day.
    End,
    /// First and last day in one: 2025-01-01至2025-12-31.
    Period,
    /// 联系人.
    ContactName,
    /// 联系电话.
    ContactPhone,
    /// 填报日期.
    FilledAt,
    /// 预算年度.
    Year,
    /// 职能概述: a text.
    Duties,
    /// 机构设置及人员配置: a text.
    Staffing,
    /// 年度目标: a text.
    Annual,
    /// 中长期目标: a text.
    LongTerm,
    /// 项目总目标: a text.
    ProjectGoals,
    /// The money block begins.
    Funds,
    /// A table of tasks begins.
    Tasks,
    /// The indicator table begins.
    Indicators,
    /// A label that leads to nothing of the model's: a form's furniture.
    Furniture,
}

impl Slot {
    /// Whether its value is a text of any length, which may follow on further lines.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Duties | Self::Staffing | Self::Annual | Self::LongTerm | Self::ProjectGoals)
    }

    /// Whether it says who files.
    pub const fn is_filer(self) -> bool {
        matches!(self, Self::Department | Self::Implementer)
    }

    /// Whether its value is one short cell.
    pub const fn is_line(self) -> bool {
        !self.is_text() && !matches!(self, Self::Funds | Self::Tasks | Self::Indicators | Self::Furniture)
    }
}

/// Words, reduced as [`reduce`] does.
const SLOTS: &[(Slot, &[&str])] = &[
    (
        Slot::Department,
        &[
            "单位名称",
            "部门名称",
            "名称",
            "单位",
            "部门",
            "填报单位",
            "填报部门",
            "申报单位",
            "申报部门",
            "预算单位",
            "编制单位",
            "预算部门",
            "及代码",
            "单位及代码",
            "部门及代码",
            "名称及代码",
            "单位名称及代码",
            "预算单位名称",
            "项目单位",
            "部门单位名称",
            "预算部门名称",
            "项目申报单位",
            "申请单位",
        ],
    ),
    (
        Slot::Implementer,
        &["实施单位", "项目实施单位", "实施部门", "项目单位及代码", "实施单位及代码", "承担单位"],
    ),
    (
        Slot::Supervisor,
        &["主管部门", "主管部门及代码", "主管单位", "主管部门名称", "一级主管部门", "主管预算部门"],
    ),
    (
        Slot::ProjectName,
        &["项目名称", "专项名称", "项目名称及代码", "政策项目名称", "一级项目名称", "二级项目名称"],
    ),
    (Slot::Nature, &["项目性质", "项目属性"]),
    (Slot::Category, &["项目类别", "项目类型", "项目分类", "支出类别"]),
    (
        Slot::Start,
        &["计划开始日期", "开始日期", "项目开始日期", "项目开始时间", "计划开始时间", "开始时间", "起始时间"],
    ),
    (
        Slot::End,
        &[
            "计划完成日期",
            "完成日期",
            "项目完成日期",
            "计划完成时间",
            "项目结束时间",
            "结束日期",
            "结束时间",
            "终止时间",
            "项目完成时间",
            "计划结束日期",
        ],
    ),
    (
        Slot::Period,
        &[
            "项目期",
            "项目期限",
            "项目起止时间",
            "起止时间",
            "实施期限",
            "项目周期",
            "项目日期范围",
            "项目实施周期",
            "起止年限",
            "项目起止年限",
            "项目实施期",
            "项目实施期限",
            "实施期",
        ],
    ),
    (
        Slot::ContactName,
        &["联系人", "填报人", "项目联系人", "经办人", "项目负责人", "填表人", "项目负责人姓名"],
    ),
    (Slot::ContactPhone, &["联系电话", "电话", "联系方式", "联系人电话", "联系人及电话", "填报人电话"]),
    (Slot::FilledAt, &["填报日期", "填报时间", "填表日期", "填表时间", "申报日期", "申报时间", "编制日期"]),
    (Slot::Year, &["年度", "预算年度", "年份", "所属年度", "申报年度", "批复年度"]),
    (
        Slot::Duties,
        &[
            "职能概述",
            "主要职能",
            "单位主要职能",
            "部门主要职能",
            "部门职能概述",
            "单位职能概述",
            "职能职责",
            "主要职责",
            "部门职能",
            "部门职责",
            "部门职能职责",
            "单位职能",
            "职责概述",
            "部门职责概述",
            "职能简介",
            "部门主要职责",
            "单位职责",
            "单位主要职责",
            "主要职能概述",
            "部门概况",
            "单位概况",
        ],
    ),
    (
        Slot::Staffing,
        &[
            "机构设置及人员配置",
            "机构设置及人员编制",
            "机构设置",
            "人员配置",
            "机构设置情况",
            "机构及人员情况",
            "机构设置和人员配置",
            "人员编制情况",
            "机构设置与人员配置",
            "机构人员情况",
        ],
    ),
    (
        Slot::Annual,
        &[
            "年度总体目标",
            "年度目标",
            "年度整体绩效目标",
            "年度绩效目标",
            "总体目标",
            "绩效目标",
            "总体绩效目标",
            "整体绩效目标",
            "年度总体绩效目标",
            "年度目标任务",
            "年度工作目标",
            "项目年度目标",
            "项目年度绩效目标",
            "年度预期目标",
            "预期目标",
            "年度整体目标",
            "本年度绩效目标",
            "项目绩效目标",
            "当年绩效目标",
            "绩效总体目标",
            "年度绩效总目标",
            "年度总目标",
            "年度目标内容",
        ],
    ),
    (
        Slot::LongTerm,
        &[
            "中长期目标",
            "中期目标",
            "长期目标",
            "中长期绩效目标",
            "中期绩效目标",
            "长期绩效目标",
            "中长期总体目标",
            "实施期目标",
            "三年目标",
        ],
    ),
    (
        Slot::ProjectGoals,
        &[
            "项目总目标",
            "项目总体目标",
            "项目目标",
            "项目总体绩效目标",
            "实施期总目标",
            "总目标",
            "项目总绩效目标",
        ],
    ),
    (
        Slot::Funds,
        &[
            "总体资金情况",
            "部门整体资金",
            "整体资金",
            "项目资金",
            "资金情况",
            "预算资金",
            "部门预算",
            "资金来源",
            "预算情况",
            "年度预算",
            "资金总体情况",
            "项目资金情况",
            "部门预算情况",
            "整体支出预算",
            "年度资金",
            "预算安排情况",
            "资金安排",
            "项目资金申请",
            "整体收支情况",
            "年度预算申请",
            "部门收支",
            "部门整体收支",
            "年度整体支出预算",
            "预算资金情况",
            "项目预算",
            "资金预算",
            "部门单位总体资金情况",
        ],
    ),
    (Slot::Tasks, &["年度主要任务", "主要任务", "任务名称", "年度重点任务", "重点任务", "年度工作任务"]),
    (Slot::Indicators, &["绩效指标", "年度绩效指标", "核心职能", "指标体系", "项目绩效指标", "整体绩效指标"]),
    (
        Slot::Furniture,
        &[
            "目标",
            "项目情况",
            "项目基本情况",
            "基本情况",
            "基本信息",
            "项目基本信息",
            "项目概况",
            "部门基本情况",
            "项目绩效",
        ],
    ),
];

/// No label that is known by its ending is longer, in characters: a sentence may end with the same words.
const MAX_ENDED: usize = 12;

/// The slot that a label names. The label may begin with 部门(单位) and end with a colon, a unit or a seal mark.
pub fn find(label: &str) -> Option<Slot> {
    if 40 < label.chars().count() {
        return None;
    }
    let reduced = reduce(label);
    if reduced.is_empty() {
        return None;
    }
    // Forms number their goals: 年度绩效目标1.
    let stem = reduced.trim_end_matches(|it: char| it.is_ascii_digit());
    let numbered = || BY_WORD.get(stem).copied().filter(|it| it.is_text() && stem != reduced);
    BY_WORD.get(reduced.as_str()).copied().or_else(numbered).or_else(|| by_ending(&reduced))
}

/// Labels that offices put words of their own before, by how they end.
const ENDINGS: &[(Slot, &[&str])] = &[
    (Slot::Supervisor, &["主管部门", "主管单位", "主管部门名称"]),
    (Slot::Implementer, &["实施单位", "承担单位", "使用单位", "用款单位", "执行单位", "实施单位名称"]),
    (Slot::ProjectName, &["项目名称"]),
    (Slot::Funds, &["资金情况", "资金金额", "资金安排", "预算情况", "资金额度"]),
];

/// Goals are named by what they are the goals of; which ones they are is said before: 年度履职目标, 当年整体绩效目标.
const GOALS: &[(Slot, &[&str])] = &[
    (Slot::LongTerm, &["中长期", "中期", "长期", "三年", "五年", "实施期"]),
    (Slot::Annual, &["年度", "当年", "本年", "全年", "总体", "整体", "绩效"]),
];

/// The slot of a label by its ending.
fn by_ending(reduced: &str) -> Option<Slot> {
    if MAX_ENDED < reduced.chars().count() {
        return None;
    }
    let goals = ["目标", "目标任务", "目标内容", "目标概述", "目标描述"];
    if goals.iter().any(|it| reduced.ends_with(it)) {
        return GOALS.iter().find(|(_, words)| words.iter().any(|it| reduced.starts_with(it))).map(|it| it.0);
    }
    let ends = |words: &[&str]| words.iter().any(|it| reduced.ends_with(it));
    ENDINGS.iter().find(|(_, words)| ends(words)).map(|it| it.0)
}

/// The table by its words; the first entry of a word counts. Every cell of a document is asked for.
static BY_WORD: LazyLock<HashMap<&str, Slot>> = LazyLock::new(|| {
    let all = SLOTS.iter().flat_map(|(slot, words)| words.iter().map(|it| (*it, *slot)));
    // The last of equal keys stays in a map.
    all.rev().collect()
});

/// All words in order, so that those with one beginning stand together.
static SORTED: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut all: Vec<&str> = BY_WORD.keys().copied().collect();
    all.sort_unstable();
    all
});

/// Whether some label could begin with this text: needed where a narrow column breaks labels.
pub fn is_beginning(label: &str) -> bool {
    let bare = join::bare(label);
    let reduced = reduce(label);
    if 24 < bare.chars().count() {
        return false;
    }
    "部门(单位)".starts_with(&bare)
        || (bare.starts_with("部门(单位)") && reduced.is_empty())
        || (!reduced.is_empty() && begins_word(&reduced))
}

/// Whether a word of the table begins with this text and goes on.
fn begins_word(text: &str) -> bool {
    let after = SORTED.partition_point(|it| *it <= text);
    SORTED.get(after).is_some_and(|it| it.starts_with(text))
}

/// A label without what differs from form to form: blanks, the colon, brackets with a unit or a seal mark.
pub fn reduce(label: &str) -> String {
    let bare = join::bare(label);
    let bare = bare.trim_start_matches(['#', '*', '-', '•']).trim_end_matches([':', '*', ',', '。']);
    let bare = bare.strip_prefix("部门(单位)").unwrap_or(bare);
    let mut out = String::new();
    let mut depth = 0_u32;
    for it in bare.chars() {
        match it {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(it),
            _ => {}
        }
    }
    out.trim_end_matches(':').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_in_the_writings_of_many_forms() {
        for (label, expected) in [
            ("单位（盖章）：", Some(Slot::Department)),
            ("部门（单位）及代码", Some(Slot::Department)),
            ("部门(单位)名称", Some(Slot::Department)),
            ("项目资金 (元)", Some(Slot::Funds)),
            ("部门整体资金（万元）", Some(Slot::Funds)),
            ("部门（单位）年度总体目标", Some(Slot::Annual)),
            ("联系人：", Some(Slot::ContactName)),
            ("业务主管部门", Some(Slot::Supervisor)),
            ("资金使用单位", Some(Slot::Implementer)),
            ("年度履职目标", Some(Slot::Annual)),
            ("中长期整体绩效目标", Some(Slot::LongTerm)),
            ("完成目标", None),
            ("水利局", None),
            ("", None),
        ] {
            assert_eq!(find(label), expected, "{label}");
        }
        assert!(is_beginning("部门（单位）职能概") && is_beginning("绩") && is_beginning("年度主要任"));
        assert!(!is_beginning("水利") && !is_beginning("年度主要任务"));
    }
}

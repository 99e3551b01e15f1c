//! The labels of a form's head and foot: what field each names.
//!
//! One table of words; where the values stand is for [`super::head`] to find. Invariant: a label is recognized only
//! as a whole.

use super::join;
use super::slot_words::SLOTS;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The name of who files.
    Department,
    /// The code of who files.
    Code,
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
    /// What was reached of the goals: a later stage's, without a field.
    Reached,
    /// A label that leads to nothing of the model's: a form's furniture.
    Furniture,
}

impl Slot {
    /// Whether its value is a text of any length, which may follow on further lines.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Duties | Self::Staffing | Self::Annual | Self::LongTerm | Self::ProjectGoals)
    }

    /// Whether its value is one short cell.
    pub const fn is_line(self) -> bool {
        !self.is_text()
            && !matches!(self, Self::Funds | Self::Tasks | Self::Indicators | Self::Reached | Self::Furniture)
    }
}

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
    (Slot::ProjectName, &["项目名称", "政策名称", "转移支付名称"]),
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
    let bare = unnumbered(bare);
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

/// A heading without the number of its chapter: 三、年度目标.
fn unnumbered(heading: &str) -> &str {
    let rest = heading.trim_start_matches(|it| "一二三四五六七八九十".contains(it));
    if rest.len() < heading.len() { rest.strip_prefix('、').unwrap_or(heading) } else { heading }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_in_the_writings_of_many_forms() {
        for (label, expected) in [
            ("单位（盖章）：", Some(Slot::Department)),
            ("三、年度总体目标", Some(Slot::Annual)),
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

//! A row of an indicator table as it was printed, before levels are filled down.

use super::doubt::Doubt;
use super::{join, own};
use crate::model::taxonomy::Level1;

/// A level label as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The text, blanks dropped.
    pub text: String,
    /// The source line where it is printed.
    pub line: u32,
}

impl Label {
    /// From a printed cell.
    pub fn new(text: &str, line: u32) -> Self {
        Self { text: text.split_whitespace().collect(), line }
    }
}

/// A printed row. Where a label is `None` nothing was printed in this row.
#[derive(Clone, Debug, Default)]
pub struct RawRow {
    /// The source line of its name, or of what stands for it.
    pub line: u32,
    /// The last source line of its cells, where they are known to take several; else 0.
    pub last_line: u32,
    /// Which table of the form, counted by headers that differ.
    pub section: usize,
    /// The function that is printed in this row.
    pub function: Option<Label>,
    /// The level-1 label that is printed in this row.
    pub level1: Option<Label>,
    /// The level-2 label that is printed in this row.
    pub level2: Option<Label>,
    /// Whether the cell of its level 2 is merged over this row.
    pub is_merged: bool,
    /// The number in 指标N.
    pub number: Option<u32>,
    /// 重点工作.
    pub work: Option<String>,
    /// 对应项目.
    pub project: Option<String>,
    /// Whether work or project stand left of the levels, so that they hold for their block whatever its levels.
    pub is_grouped: bool,
    /// 三级指标.
    pub name: String,
    /// The target.
    pub target: String,
    /// The half-year target.
    pub half: String,
    /// 备注.
    pub note: String,
    /// 评分标准.
    pub standard: String,
    /// 权重.
    pub weight: String,
    /// Why it is not certain.
    pub doubts: Vec<Doubt>,
}

impl RawRow {
    /// Whether it is an indicator, not only labels.
    pub fn is_indicator(&self) -> bool {
        !self.name.is_empty() || !self.target.is_empty() || !self.half.is_empty() || self.number.is_some()
    }

    /// Adds a doubt once.
    pub fn doubt(&mut self, doubt: Doubt) {
        if !self.doubts.contains(&doubt) {
            self.doubts.push(doubt);
        }
    }
}

/// What a text can be as a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LabelKind {
    /// The level-1 kind that it names.
    pub level1: Option<Level1>,
    /// Whether it names a level 2.
    pub is_level2: bool,
}

impl LabelKind {
    /// What a text can be.
    pub fn of(text: &str) -> Self {
        if 20 < text.chars().count() {
            return Self::default();
        }
        Self { level1: own::level1(text), is_level2: own::level2(text).is_some() }
    }

    /// Whether it is a label at all.
    pub const fn is_label(self) -> bool {
        self.level1.is_some() || self.is_level2
    }
}

/// The two labels of a cell such as 产出指标-数量指标.
pub fn label_pair(text: &str) -> Option<(&str, &str)> {
    const MARKS: [char; 10] = ['-', '－', '—', '–', '/', '／', '·', '>', '\\', '→'];
    if 24 < text.chars().count() {
        return None;
    }
    let (level1, level2) = text.split_once(MARKS)?;
    let (level1, level2) = (join::trim(level1), join::trim(level2.trim_start_matches(MARKS)));
    let is_pair = LabelKind::of(level1).level1.is_some() && LabelKind::of(level2).is_level2;
    is_pair.then_some((level1, level2))
}

/// The number of a cell such as 指标12:.
pub fn number(text: &str) -> Option<u32> {
    let bare = join::bare(text);
    let rest = bare.strip_prefix("三级").unwrap_or(&bare);
    let digits = rest.strip_prefix("指标")?.trim_end_matches([':', '.', '、']);
    if digits.is_empty() || 4 < digits.len() { None } else { digits.parse().ok() }
}

/// A name that begins with its number, 指标3：…, in number and name.
pub fn numbered_name(text: &str) -> Option<(u32, &str)> {
    let (label, name) = text.split_once(['：', ':', '、', '.'])?;
    let number = number(label)?;
    Some((number, join::trim(name)))
}

/// The printed label of a function such as 职能3: or 任务2：, with the rest.
pub fn function_label(text: &str) -> Option<(&str, &str)> {
    let head: String = text.chars().take(9).collect();
    let end = head.find([':', '：', '、', '.'])?;
    let label = text.get(..end)?;
    let stem = label.trim_end_matches(|it: char| it.is_ascii_digit() || "一二三四五六七八九十 ".contains(it));
    let is_function =
        matches!(stem, "职能" | "职责" | "核心职能" | "任务" | "主要职能" | "工作" | "主要任务");
    if !is_function || stem.len() == label.len() {
        return None;
    }
    let rest = text.get(end..)?;
    let is_decimal = rest.strip_prefix('.').is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()));
    let rest = rest.trim_start_matches([':', '：', '、', '.']);
    (!is_decimal).then_some((label.trim(), join::trim(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_function_labels() {
        assert_eq!(label_pair("产出指标-数量指标"), Some(("产出指标", "数量指标")));
        assert_eq!(label_pair("效益/社会效益"), Some(("效益", "社会效益")));
        assert_eq!(label_pair("渠道-长度"), None);
        assert_eq!(number("指标12:"), Some(12));
        assert_eq!(number("指标值"), None);
        assert_eq!(numbered_name("指标1：巡渠"), Some((1, "巡渠")));
        assert_eq!(numbered_name("巡渠：次数"), None);
        assert_eq!(function_label("职能3: 负责节水。"), Some(("职能3", "负责节水。")));
        assert_eq!(function_label("职能科室：甲"), None);
        assert_eq!(function_label("核心职能100.00"), None);
    }
}

//! The columns of an indicator table: what each heading names.
//!
//! One table of words. Invariant: a heading is judged alone; which column its cells stand in is for
//! [`super::table`] to find.

use super::period_heads::{self, Period};
use super::value_heads::{self, Value};
use super::{level_heads, slot};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 序号: the running number of a row in the whole table.
    Serial,
    /// 核心职能: the function that rows serve.
    Function,
    /// 一级指标.
    Level1,
    /// 二级指标.
    Level2,
    /// 重点工作.
    Work,
    /// 对应项目.
    Project,
    /// The running number of a row, such as 指标1.
    Number,
    /// 三级指标.
    Name,
    /// The sign in a column of its own.
    Sign,
    /// 半年指标值.
    Half,
    /// 指标值.
    Target,
    /// The unit in a column of its own.
    Unit,
    /// 上年值, 实际完成值, 中期指标值: a value that is not to be reached in the form's year.
    Past,
    /// 权重, 分值.
    Weight,
    /// 备注, 指标解释.
    Note,
    /// 评分标准.
    Standard,
    /// A column that the model has no field for.
    Other,
}

/// Headings, reduced as [`slot::reduce`] does; the first entry that matches wins.
const HEADINGS: &[(Role, &[&str])] = &[
    (
        Role::Function,
        &[
            "核心职能",
            "职能",
            "部门职责",
            "年度主要任务",
            "任务名称",
            "工作活动",
            "主要任务",
            "职责",
            "职责活动",
            "部门职责活动",
            "部门职能",
            "工作职责",
            "履职事项",
            "重点职能",
            "项目阶段",
            "实施阶段",
        ],
    ),
    (Role::Serial, &["序号", "编号", "行次", "指标序号"]),
    (
        Role::Level1,
        &[
            "一级指标",
            "一级",
            "一级目标",
            "一级指标名称",
            "一级绩效指标",
            "1级指标",
            "指标大类",
            "一级指标类别",
        ],
    ),
    (
        Role::Level2,
        &[
            "二级指标",
            "二级",
            "二级目标",
            "二级指标名称",
            "二级绩效指标",
            "2级指标",
            "指标小类",
            "二级指标类别",
            "二级分类",
        ],
    ),
    (Role::Work, &["重点工作", "工作任务", "重点任务"]),
    (Role::Project, &["对应项目", "项目名称", "对应的项目"]),
    (
        Role::Name,
        &[
            "三级指标",
            "三级",
            "指标名称",
            "具体指标",
            "三级指标名称",
            "三级绩效指标",
            "3级指标",
            "绩效指标名称",
            "指标内容",
            "三级目标",
            "四级指标",
            "个性指标",
            "指标",
            "三级指标及指标值",
            "三级指标及目标值",
            "三级指标和指标值",
            "指标名称及指标值",
            "指标名称及目标值",
            "绩效指标及指标值",
            "绩效指标及目标值",
            "指标及指标值",
            "指标及目标值",
            "指标内容及指标值",
            "指标内容及目标值",
        ],
    ),
    (
        Role::Sign,
        &[
            "符号",
            "计算符号",
            "运算符号",
            "指标符号",
            "比较符号",
            "比较符",
            "关系符",
            "关系符号",
            "逻辑符号",
            "逻辑关系",
            "对比符号",
            "指标性质",
            "性质",
            "值类型",
            "目标值符号",
        ],
    ),
    (
        Role::Unit,
        &["单位", "计量单位", "度量单位", "指标单位", "指标值单位", "单位名称", "目标值单位", "量纲"],
    ),
    (
        Role::Standard,
        &[
            "指标值说明",
            "评分标准",
            "评扣分标准",
            "扣分标准",
            "评价标准",
            "计分标准",
            "评分规则",
            "评分细则",
            "评价要点",
            "指标值评分标准",
        ],
    ),
    (
        Role::Weight,
        &["权重", "分值", "指标权重", "权重分值", "分值权重", "指标分值", "标准分值", "分数", "标准分"],
    ),
    (
        Role::Note,
        &[
            "备注",
            "指标解释",
            "指标说明",
            "说明",
            "指标释义",
            "指标定义",
            "解释",
            "指标内涵",
            "指标值内容",
            "备注说明",
            "绩效指标说明",
            "指标值设定依据及数据来源",
        ],
    ),
    (
        Role::Other,
        &[
            "指标类型",
            "指标方向",
            "方向",
            "正反向",
            "得分",
            "自评得分",
            "偏差原因",
            "偏差原因分析及改进措施",
            "未完成原因",
            "数据来源",
            "指标来源",
            "是否核心指标",
            "佐证材料",
            "完成情况",
            "评价方法",
            "计算方法",
            "指标值确定依据",
            "定性定量",
            "填报说明",
            "目标名称",
            "绩效标准",
        ],
    ),
];

/// The role of a heading.
pub fn find(heading: &str) -> Option<Role> {
    // A bracket without its partner: the heading goes on in the next line.
    let is_open = heading.matches(['(', '（']).count() != heading.matches([')', '）']).count();
    if is_open || 30 < heading.chars().count() {
        return None;
    }
    let reduced = slot::reduce(heading);
    BY_WORD
        .get(reduced.as_str())
        .copied()
        .or_else(|| level_heads::find(&reduced))
        .or_else(|| value(&reduced))
        .or_else(|| by_ending(&reduced))
}

/// Headings that put words such as 绩效 or 年度 before what they name, by how they begin and end; a heading without
/// 指标 or 绩效 could be any label of a form.
const ENDINGS: &[(Role, &[&str])] = &[
    (Role::Unit, &["计量单位", "度量单位", "指标单位", "指标值单位"]),
    (Role::Sign, &["指标性质", "绩效性质", "值性质", "指标符号", "比较符号", "运算符"]),
    (Role::Weight, &["指标权重", "权重分值", "指标分值", "权重", "分值权重"]),
    (Role::Standard, &["评分标准", "评分方法", "评分规则", "评分细则", "评价标准", "计分方法"]),
    (
        Role::Note,
        &["公式或说明", "及说明", "指标解释", "指标说明", "指标释义", "指标内涵", "指标描述", "指标含义"],
    ),
    (
        Role::Other,
        &[
            "指标属性",
            "指标类型",
            "指标类别",
            "指标方向性",
            "指标方向",
            "指标分类",
            "指标编码",
            "指标代码",
            "是否核心",
            "核心指标",
            "数据来源",
            "设定依据",
            "确定依据",
            "计算公式",
            "取数方式",
            "佐证资料",
        ],
    ),
];

/// All words that headings are known by.
pub fn words() -> impl Iterator<Item = &'static &'static str> {
    HEADINGS.iter().chain(ENDINGS).flat_map(|it| it.1).chain(value_heads::words())
}

/// The role of a heading by its ending.
fn by_ending(reduced: &str) -> Option<Role> {
    let ends = |words: &[&str]| words.iter().any(|it| reduced.ends_with(it));
    ENDINGS.iter().find(|(_, words)| ends(words)).map(|(role, _)| *role)
}

/// The table by its words; the first entry of a word counts. Every cell of a document is asked for.
static BY_WORD: LazyLock<HashMap<&str, Role>> = LazyLock::new(|| {
    let all = HEADINGS.iter().flat_map(|(role, words)| words.iter().map(|it| (*it, *role)));
    // The last of equal keys stays in a map.
    all.rev().collect()
});

/// Headings of value columns are many: 年度指标值, 全年目标值, 预期指标值. Those of quarters are another time's.
fn value(reduced: &str) -> Option<Role> {
    match (value_heads::find(reduced), period_heads::find(reduced)) {
        (_, Some(Period::Half)) | (Some(Value::Half), _) => Some(Role::Half),
        (_, Some(Period::Quarter(_))) | (Some(Value::Past), _) => Some(Role::Past),
        (Some(Value::Plan), _) if reduced.contains("季度") => Some(Role::Past),
        (Some(Value::Plan), _) => Some(Role::Target),
        (None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_found_in_the_writings_of_many_forms() {
        for (heading, expected) in [
            ("一级指标", Some(Role::Level1)),
            ("年度(/项目)指标值", Some(Role::Target)),
            ("半年指标值", Some(Role::Half)),
            ("中期指标值", Some(Role::Past)),
            ("实际完成值", Some(Role::Past)),
            ("指标值说明（评分标准等）", Some(Role::Standard)),
            ("备注（指标解释等）", Some(Role::Note)),
            ("计量单位", Some(Role::Unit)),
            ("量纲", Some(Role::Unit)),
            ("比较符", Some(Role::Sign)),
            ("计划值", Some(Role::Target)),
            ("一季度", Some(Role::Past)),
            ("二季度目标值", Some(Role::Past)),
            ("分季度指标值", Some(Role::Past)),
            ("1-6月目标值", Some(Role::Half)),
            ("1级指标", Some(Role::Level1)),
            ("绩效指标性质", Some(Role::Sign)),
            ("绩效度量单位", Some(Role::Unit)),
            ("是否核心指标", Some(Role::Other)),
            ("分值权重（%）", Some(Role::Weight)),
            ("渠道衬砌长度", None),
        ] {
            assert_eq!(find(heading), expected, "{heading}");
        }
    }
}

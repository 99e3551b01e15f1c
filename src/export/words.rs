//! The words that forms print around what a filing says: labels and headings.
//!
//! They are part of the form, so they are Chinese whatever the language of the interface is. Invariant: each is a
//! word that published forms print, and that importing recognizes as such.

use crate::model::{Column, MoneyUnit, Scope, Stage};

/// 部门（单位）名称.
pub const DEPARTMENT: &str = "部门（单位）名称";
/// The same where the department's code stands before its name.
pub const DEPARTMENT_AND_CODE: &str = "部门（单位）及代码";
/// Who carries a project out.
pub const IMPLEMENTER: &str = "实施单位";
/// The same with a code.
pub const IMPLEMENTER_AND_CODE: &str = "实施单位及代码";
/// 主管部门.
pub const SUPERVISOR: &str = "主管部门";
/// 项目名称.
pub const PROJECT_NAME: &str = "项目名称";
/// 项目性质.
pub const NATURE: &str = "项目性质";
/// 项目类别.
pub const CATEGORY: &str = "项目类别";
/// First day of a project.
pub const START: &str = "计划开始日期";
/// Last day of a project.
pub const END: &str = "计划完成日期";
/// What the department is there for.
pub const DUTIES: &str = "部门职能概述";
/// 机构设置及人员配置.
pub const STAFFING: &str = "机构设置及人员配置";
/// 中长期目标.
pub const LONG_TERM: &str = "中长期目标";
/// 项目总目标.
pub const PROJECT_GOALS: &str = "项目总目标";
/// 年度总体目标.
pub const ANNUAL: &str = "年度总体目标";
/// 填报日期.
pub const FILLED_AT: &str = "填报日期";
/// 联系人.
pub const CONTACT: &str = "联系人";
/// 联系电话.
pub const PHONE: &str = "联系电话";
/// The label of the table of tasks.
pub const TASKS: &str = "年度主要任务";
/// 任务名称.
pub const TASK_NAME: &str = "任务名称";
/// 主要内容.
pub const TASK_CONTENT: &str = "主要内容";
/// The heading above a task's amounts.
pub const TASK_AMOUNTS: &str = "预算金额";
/// The amount of a line whose parts stand beside it.
pub const SUBTOTAL: &str = "小计";
/// What stands before parts that need not add up.
pub const OF_WHICH: &str = "其中：";
/// 核心职能.
pub const FUNCTION: &str = "核心职能";
/// 一级指标.
pub const LEVEL1: &str = "一级指标";
/// 二级指标.
pub const LEVEL2: &str = "二级指标";
/// 重点工作.
pub const WORK: &str = "重点工作";
/// 对应项目.
pub const PROJECT: &str = "对应项目";
/// 三级指标.
pub const NAME: &str = "三级指标";
/// The target where there is no half-year target.
pub const TARGET: &str = "指标值";
/// The target beside a half-year target.
pub const TARGET_FULL: &str = "全年指标值";
/// 半年指标值.
pub const TARGET_HALF: &str = "半年指标值";
/// The target of a project.
pub const TARGET_PROJECT: &str = "年度指标值";
/// 备注.
pub const NOTE: &str = "备注（指标解释等）";
/// 评分标准.
pub const STANDARD: &str = "指标值说明（评分标准等）";
/// 权重.
pub const WEIGHT: &str = "权重";

/// The label of the money block with its unit.
pub fn funds(scope: Scope, unit: Option<MoneyUnit>) -> String {
    let label = match scope {
        Scope::Department => "部门（单位）整体资金",
        Scope::Project => "项目资金",
    };
    with_unit(label, unit)
}

/// A label of money with its unit.
pub fn with_unit(label: &str, unit: Option<MoneyUnit>) -> String {
    unit.map_or_else(|| label.to_owned(), |unit| format!("{label}（{}）", unit.word()))
}

/// The heading of a column of amounts; the only one has none.
pub fn amount_heading(column: &Column) -> &str {
    match column {
        Column::Only => "",
        Column::Full => "全年预算数",
        Column::Half => "半年计划执行数",
        Column::Total => "总额",
        Column::Fiscal => "财政拨款",
        Column::Carryover => "上年结转",
        Column::Other => "其他资金",
        Column::Named(heading) => heading,
    }
}

/// The title of a form that has none: no form goes out without one.
pub const fn title(scope: Scope, stage: Option<Stage>) -> &'static str {
    match (scope, stage) {
        (Scope::Department, Some(Stage::Declared)) => "部门（单位）整体支出绩效目标申报表",
        (Scope::Department, Some(Stage::Approved)) => "部门（单位）整体支出绩效目标批复表",
        (Scope::Department, None) => "部门（单位）整体支出绩效目标表",
        (Scope::Project, Some(Stage::Declared)) => "项目支出绩效目标申报表",
        (Scope::Project, Some(Stage::Approved)) => "项目支出绩效目标批复表",
        (Scope::Project, None) => "项目支出绩效目标表",
    }
}

/// The word of a stage.
pub const fn stage(stage: Option<Stage>) -> &'static str {
    match stage {
        Some(Stage::Declared) => "申报",
        Some(Stage::Approved) => "批复",
        None => "",
    }
}

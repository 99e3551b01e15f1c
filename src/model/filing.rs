//! The filing: one department's or project's targets and money for one year, as printed.
//!
//! Texts are as the form prints them; an empty text means that the cell was blank or absent, which is never the
//! same as `0`. Rows keep the order of the form.

use super::amount::{Amounts, MoneyUnit};
use serde::{Deserialize, Serialize};

/// One filing (绩效目标申报表 or 批复表).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// The form's title, as printed.
    pub title: String,
    /// Whether the whole department or one project is filed.
    pub scope: Scope,
    /// Declared or approved; `None` when the title says neither.
    pub stage: Option<Stage>,
    /// The budget year.
    pub year: Option<i32>,
    /// Date of filling in, as printed.
    pub filled_at: String,
    /// Who files.
    pub department: Department,
    /// The project; all blank when the scope is the department.
    pub project: Project,
    /// Who to ask.
    pub contact: Contact,
    /// Goals in words, one text a numbered goal.
    pub goals: Goals,
    /// The money.
    pub budget: Budget,
    /// Functions, tasks, or one nameless function that holds the whole list.
    pub functions: Vec<Function>,
    /// Findings that a person has accepted.
    pub allows: Vec<Allow>,
    /// The document this filing was imported from.
    pub source: Option<Source>,
}

/// What a filing covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// 部门整体支出.
    #[default]
    Department,
    /// 项目支出.
    Project,
}

/// How far a filing has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// 申报.
    Declared,
    /// 批复: in principle no longer changed.
    Approved,
}

/// Who files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Name of the department or unit (部门、单位、实施单位).
    pub name: String,
    /// Its code, when printed.
    pub code: String,
    /// 主管部门.
    pub supervisor: String,
    /// 职能概述 / 主要职能, paragraphs separated by newlines.
    pub duties: String,
    /// 机构设置及人员配置.
    pub staffing: String,
}

/// The project of a project filing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// 项目名称.
    pub name: String,
    /// 项目性质.
    pub nature: String,
    /// 项目类别.
    pub category: String,
    /// 计划开始日期, as printed.
    pub start: String,
    /// 计划完成日期, as printed.
    pub end: String,
}

/// Who to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// 联系人.
    pub name: String,
    /// 联系电话.
    pub phone: String,
}

/// Goals in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goals {
    /// 年度目标.
    pub annual: Vec<String>,
    /// 中长期目标.
    pub long_term: Vec<String>,
    /// 项目总目标.
    pub project: Vec<String>,
}

/// The money block; no unit and no lines when the form prints none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// The unit of all amounts, task amounts included.
    pub unit: Option<MoneyUnit>,
    /// Lines in form order.
    pub lines: Vec<BudgetLine>,
}

/// A line of the money block.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BudgetLine {
    /// Identity in the file.
    pub row: RowId,
    /// The printed label.
    pub name: String,
    /// The parent: its name, or its path with `/` where the name is not unique; empty at the top.
    pub under: String,
    /// 其中: the listed parts need not add up to the parent, only not exceed it.
    pub of_which: bool,
    /// Printed amounts by column; blank cells are absent.
    pub amounts: Amounts,
}

/// A function (职能), a task with a budget (任务), or the whole list (no id and no name).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Function {
    /// Identity in the file.
    pub row: RowId,
    /// The printed label, such as 职能1.
    pub id: String,
    /// The text of the function, or the task's name.
    pub name: String,
    /// 主要内容 of a task.
    pub content: String,
    /// A task's own budget.
    pub amounts: Amounts,
    /// Its indicators in form order.
    pub indicators: Vec<Indicator>,
}

/// A level-3 indicator with its target.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Indicator {
    /// Identity in the file.
    pub row: RowId,
    /// 一级指标.
    pub level1: String,
    /// 二级指标.
    pub level2: String,
    /// 重点工作.
    pub work: String,
    /// 对应项目.
    pub project: String,
    /// 三级指标.
    pub name: String,
    /// The (full-year) target as printed.
    pub target: String,
    /// The half-year target as printed.
    pub target_half: String,
    /// 备注 / 指标解释.
    pub note: String,
    /// 指标值说明 / 评分标准.
    pub standard: String,
    /// 权重 / 分值.
    pub weight: String,
    /// 1-based line or row in the source document.
    pub line: Option<u32>,
    /// Why the importer was not sure of this row; empty when it was.
    pub doubt: String,
}

/// What stands between the doubts of a row.
pub const BETWEEN_DOUBTS: &str = "；";

/// A finding that a person has accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Allow {
    /// The rule's code.
    pub rule: String,
    /// The node path.
    pub at: String,
    /// Why; required.
    pub reason: String,
}

/// Where an imported filing came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The source's file name, without folders.
    pub file: String,
    /// SHA-256 of the whole source file, lower-case hexadecimal.
    pub sha256: String,
    /// The sheet of a workbook with several sheets; lines are counted on it. Empty for other documents. In
    /// a table that has a column for each unit, the unit, too.
    pub sheet: String,
    /// First and last line (1-based, inclusive) of the part that this filing came from.
    pub lines: Option<(u32, u32)>,
    /// Every source line with content that found no place in the fields above.
    pub leftover: Vec<String>,
}

/// The identity of a row while its filing is open: rows read from a file are numbered from 1 within their kind
/// (indicators across functions), 0 is a row that no file has yet. Saving uses it to know what moved or went.
///
/// Identity is not content: two row ids always compare equal, so that filings compare by what they say.
#[derive(Clone, Copy, Debug, Default, Eq, Serialize, Deserialize)]
pub struct RowId(pub u32);

impl PartialEq for RowId {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Filing {
    /// Number of indicators.
    pub fn n_indicators(&self) -> usize {
        self.functions.iter().map(|it| it.indicators.len()).sum()
    }

    /// All indicators in form order with their function's and their own index.
    pub fn indicators(&self) -> impl Iterator<Item = (usize, usize, &Indicator)> {
        self.functions.iter().enumerate().flat_map(|(function_idx, function)| {
            function.indicators.iter().enumerate().map(move |(idx, indicator)| (function_idx, idx, indicator))
        })
    }

    /// The indicator at these indexes.
    pub fn indicator(&self, function_idx: usize, indicator_idx: usize) -> Option<&Indicator> {
        self.functions.get(function_idx)?.indicators.get(indicator_idx)
    }
}

impl Function {
    /// Whether this is the nameless function that holds the whole list.
    pub fn is_whole_list(&self) -> bool {
        self.id.is_empty() && self.name.is_empty()
    }

    /// The label in node paths: the id, or the name where there is no id.
    pub fn label(&self) -> &str {
        if self.id.is_empty() { &self.name } else { &self.id }
    }
}

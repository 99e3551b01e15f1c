//! The headings of a list of projects left of the levels: unit, project, money, goals.
//!
//! Knows headings by their words alone. Invariant: a heading says one thing or nothing.

use super::join;
use super::money;
use super::role::{self, Role};
use super::slot::{self, Slot};

/// What a column left of the levels holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// A field of the head: unit, project, category, first day.
    Of(Slot),
    /// Units and their projects in one column: a unit stands in a row of its own.
    UnitOrProject,
    /// Money, by its heading.
    Money(String),
    /// The code of the unit.
    Code,
    /// 申报 or 批复.
    Stage,
    /// The file that an exported table names.
    File,
    /// The running number.
    Serial,
}

/// What a heading left of the levels says.
pub fn field(heading: &str) -> Option<Field> {
    let bare = join::bare(heading);
    let reduced = slot::reduce(heading);
    if 24 < bare.chars().count() {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|it| bare.contains(it));
    if has(&["单位", "部门"]) && has(&["项目"]) && bare.contains(['、', '/', '(', '及', '和']) {
        return Some(Field::UnitOrProject);
    }
    match reduced.as_str() {
        "序号" => return Some(Field::Serial),
        "文件" => return Some(Field::File),
        "阶段" => return Some(Field::Stage),
        _ if slot::find(heading) == Some(Slot::Code) => return Some(Field::Code),
        _ => {}
    }
    let is_project = matches!(role::find(heading), Some(Role::Project)) || reduced == "项目";
    if is_project {
        return Some(Field::Of(Slot::ProjectName));
    }
    match slot::find(heading) {
        Some(Slot::Funds) => Some(Field::Money(reduced)),
        Some(it) if it.is_line() || it.is_text() => Some(Field::Of(it)),
        _ if money::heading(heading).is_some()
            || ["预算", "资金", "金额", "拨款", "经费", "财政", "总额"]
                .iter()
                .any(|it| reduced.contains(it)) =>
        {
            Some(Field::Money(bare))
        }
        _ => None,
    }
}

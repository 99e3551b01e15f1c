//! Empty filings: the rows that a scheme asks for, with names and targets to be filled in.
//!
//! The labels are those of the one table of levels; only which of them a scheme prints is said here.

use crate::check::scheme::Scheme;
use crate::model::taxonomy::{LEVEL2, Level1, level1_name};
use crate::model::{BudgetLine, Department, Filing, Function, Indicator, MoneyUnit, Project, Scope, Stage};

/// What an empty filing is wished for.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The department.
    pub department: String,
    /// The project; empty for the whole department.
    pub project: String,
    /// The year.
    pub year: i32,
}

/// An empty filing.
pub fn skeleton(scheme: Scheme, wish: &Wish) -> Filing {
    let scope = if wish.project.is_empty() { Scope::Department } else { Scope::Project };
    let (title, lines): (&str, &[(&str, &str)]) = match scope {
        Scope::Department => (
            "部门整体支出绩效目标申报表",
            &[("资金总额", ""), ("基本支出", "资金总额"), ("项目支出", "资金总额")],
        ),
        Scope::Project => (
            "项目支出绩效目标申报表",
            &[("年度资金总额", ""), ("财政拨款", "年度资金总额"), ("其他资金", "年度资金总额")],
        ),
    };
    let line = |(name, under): &(&str, &str)| BudgetLine {
        name: (*name).to_owned(),
        under: (*under).to_owned(),
        ..BudgetLine::default()
    };
    let ids: &[&str] = if scheme == Scheme::FunctionMatrix { &["职能1", "职能2"] } else { &[""] };
    let function =
        |id: &&str| Function { id: (*id).to_owned(), indicators: rows(scheme), ..Function::default() };
    Filing {
        title: title.to_owned(),
        scope,
        stage: Some(Stage::Declared),
        year: Some(wish.year),
        department: Department { name: wish.department.clone(), ..Department::default() },
        project: Project { name: wish.project.clone(), ..Project::default() },
        budget: crate::model::Budget {
            unit: Some(MoneyUnit::WanYuan),
            lines: lines.iter().map(line).collect(),
        },
        functions: ids.iter().map(function).collect(),
        ..Filing::default()
    }
}

/// One row for each label of the scheme.
fn rows(scheme: Scheme) -> Vec<Indicator> {
    let kinds: &[Level1] = match scheme {
        Scheme::K88 | Scheme::FunctionMatrix => &[Level1::Output, Level1::Benefit, Level1::Satisfaction],
        Scheme::K101 => &[Level1::Cost, Level1::Output, Level1::Benefit, Level1::Satisfaction],
        Scheme::Jiangsu => {
            &[Level1::Decision, Level1::Process, Level1::Duty, Level1::Benefit, Level1::Satisfaction]
        }
        Scheme::Zhejiang => &[Level1::OutputAndEffect, Level1::Satisfaction],
    };
    let mut rows = Vec::new();
    for kind in kinds {
        let row = |level2: &str| Indicator {
            level1: level1_name(*kind).to_owned(),
            level2: level2.to_owned(),
            ..Indicator::default()
        };
        let labels = LEVEL2.iter().filter(|it| it.under.contains(kind) && is_printed(scheme, it.name));
        let n_before = rows.len();
        rows.extend(labels.map(|it| row(it.name)));
        // What stands under 履职 is up to the department.
        if rows.len() == n_before {
            rows.push(row(""));
        }
    }
    rows
}

/// Where cost stands at level 1 it is no level 2 of 产出指标; what only forms of whole departments print is in no scheme.
fn is_printed(scheme: Scheme, level2: &str) -> bool {
    let is_cost_twice = scheme == Scheme::K101 && level2 == "成本指标";
    let is_of_departments = ["重点工作任务完成", "履职目标实现", "履职效益"].contains(&level2);
    !is_cost_twice && !is_of_departments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::scheme;

    #[test]
    fn every_skeleton_is_of_its_scheme() {
        for it in Scheme::ALL {
            let wish = Wish { department: "清河市水务局".into(), year: 2026, ..Wish::default() };
            let filing = skeleton(*it, &wish);
            assert_eq!(scheme::of(&filing), *it);
            assert!(filing.n_indicators() >= 2, "{it:?}");
            let written = crate::check::check(&filing);
            assert!(written.iter().all(|it| it.rule.code != "C02"), "{written:?}");
        }
        let wish =
            Wish { department: "清河市水务局".into(), project: "水站改造".into(), year: 2026 };
        let labels: Vec<String> =
            skeleton(Scheme::K101, &wish).indicators().map(|(_, _, it)| it.level2.clone()).collect();
        assert_eq!(
            labels.join(" "),
            "经济成本指标 社会成本指标 生态环境成本指标 数量指标 质量指标 时效指标 经济效益指标 社会效益指标 生态效益指标 可持续影响指标 服务对象满意度指标"
        );
    }
}

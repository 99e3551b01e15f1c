//! Works and projects in columns left of the levels: printed once, for all rows down to the next.
//!
//! Knows rows in their order, not levels. Invariant: what stands right of the levels is not touched.

use super::raw::RawRow;
use super::role::Role;

/// What holds for the rows that follow.
#[derive(Debug, Default)]
pub struct Above {
    has_work: bool,
    has_project: bool,
    function: String,
    work: Option<String>,
    project: Option<String>,
}

impl Above {
    /// That of a table with these columns.
    pub fn of(columns: &[(Role, usize)]) -> Self {
        let col = |role: Role| columns.iter().find(|it| it.0 == role).map(|it| it.1);
        let level = [Role::Level1, Role::Level2].into_iter().filter_map(col).min();
        let is_left = |role: Role| col(role).is_some_and(|it| Some(it) < level);
        Self { has_work: is_left(Role::Work), has_project: is_left(Role::Project), ..Self::default() }
    }

    /// Fills in what is printed above a row.
    pub fn fill(&mut self, row: &mut RawRow) {
        if !self.has_work && !self.has_project {
            return;
        }
        row.is_grouped = true;
        if let Some(label) = row.function.as_ref().filter(|it| it.text != self.function) {
            self.function.clone_from(&label.text);
            (self.work, self.project) = (None, None);
        }
        if self.has_work {
            if row.work.is_some() && row.work != self.work {
                (self.work, self.project) = (row.work.clone(), None);
            }
            row.work.clone_from(&self.work);
        }
        if self.has_project {
            self.project = row.project.take().or(self.project.take());
            row.project.clone_from(&self.project);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::import;

    fn check(header: &str, expected: &[&str]) {
        let text = format!(
            "部门整体支出绩效目标表\n部门名称：青岩县园林所\n{header}\n\
             绿化养护\t行道树项目\t产出指标\t数量指标\t养护株数\t≥420株\n\t\t\t质量指标\t成活率\t≥95%\n\
             \t\t效益指标\t生态效益指标\t绿化覆盖率\t≥38%\n\
             公园管理\t公园项目\t产出指标\t数量指标\t巡查次数\t≥30次\n\t\t满意度指标\t服务对象满意度指标\t游客满意度\t≥90%\n"
        );
        let filings = import::import("a.tsv", text.as_bytes()).filings;
        let told: Vec<String> = filings[0]
            .functions
            .iter()
            .flat_map(|function| function.indicators.iter().map(move |it| (function, it)))
            .map(|(function, it)| format!("{}|{}|{}|{}", function.name, it.work, it.project, it.name))
            .collect();
        assert_eq!(told, expected, "{header}");
        assert_eq!(import::account("a.tsv", text.as_bytes()), [], "{header}");
    }

    #[test]
    fn works_and_projects_left_of_the_levels_hold_for_their_block() {
        check(
            "重点工作\t对应项目\t一级指标\t二级指标\t三级指标\t指标值",
            &[
                "|绿化养护|行道树项目|养护株数",
                "|绿化养护|行道树项目|成活率",
                "|绿化养护|行道树项目|绿化覆盖率",
                "|公园管理|公园项目|巡查次数",
                "|公园管理|公园项目|游客满意度",
            ],
        );
        check(
            "年度主要任务\t对应项目\t一级指标\t二级指标\t三级指标\t指标值",
            &[
                "绿化养护||行道树项目|养护株数",
                "绿化养护||行道树项目|成活率",
                "绿化养护||行道树项目|绿化覆盖率",
                "公园管理||公园项目|巡查次数",
                "公园管理||公园项目|游客满意度",
            ],
        );
    }
}

//! Running numbers in a column of their own, and tables whose headings alone say what cells are.
//!
//! Where rows stand is for [`super::placed`] to say. Must not change the grid but for running numbers. Invariant: a
//! running number is taken only out of its own column.

use super::form;
use super::grid::{CellId, Grid};
use super::role::Role;

fn cell(grid: &Grid, ids: &[CellId], columns: &[(Role, usize)], role: Role) -> Option<CellId> {
    let col = columns.iter().find(|it| it.0 == role)?.1;
    ids.iter().copied().find(|id| grid.col(*id) == col)
}

/// Takes a running number out of `ids`: in its column it is nothing else, whatever cells of its row are blank.
pub fn take_serial(grid: &mut Grid, ids: &mut Vec<CellId>, columns: &[(Role, usize)]) {
    let found = cell(grid, ids, columns, Role::Serial).filter(|id| form::is_serial(grid.text(*id)));
    if let Some(id) = found {
        grid.structure(id);
        ids.retain(|it| *it != id);
    }
}

#[cfg(test)]
mod tests {
    use crate::import;

    fn check(header: &str, rows: &str, expected: &[&str]) {
        let text = format!("项目支出绩效目标表\n{header}\n{rows}\n");
        let filings = import::import("a.tsv", text.as_bytes()).filings;
        let told: Vec<String> = filings
            .iter()
            .flat_map(|it| &it.functions)
            .flat_map(|it| &it.indicators)
            .map(|it| {
                let texts =
                    [&it.level1, &it.level2, &it.name, &it.target_half, &it.target, &it.weight, &it.note];
                texts.map(String::as_str).join("|").trim_end_matches('|').to_owned()
            })
            .collect();
        assert_eq!(told, expected, "{header}\n{rows}");
    }

    #[test]
    fn headings_say_what_plain_numbers_are() {
        let header = "序号\t上半年目标\t全年目标\t三级指标\t二级指标\t一级指标";
        check(
            header,
            "7\t\t≥95%\t牧民满意度\t服务对象满意度\t满意度",
            &["满意度|服务对象满意度|牧民满意度||≥95%"],
        );
        check(header, "（7）\t\t12\t巡护次数\t数量指标\t产出指标", &["产出指标|数量指标|巡护次数||12"]);
        let header = "一级指标\t二级指标\t三级指标\t上年值\t目标值\t权重";
        check(
            header,
            "产出指标\t数量指标\t检查台数\t9100\t9500\t15%\n\t\t检查批次\t5600批次\t≥6000批次\t15%",
            &["产出指标|数量指标|检查台数||9500|15%", "产出指标|数量指标|检查批次||≥6000批次|15%"],
        );
    }

    #[test]
    fn a_heading_that_says_goal_alone_names_targets_beside_what_was_reached() {
        check(
            "一级指标\t二级指标\t三级指标\t目标\t实际完成值（B）\t分值\t得分",
            "产出指标\t数量指标\t巡护天数\t≥30天\t31天\t10\t9\n\t质量指标\t完好率\t≥95%\t96%\t10\t9\n\t\t合格率\t≥90%\t96%\t10\t9",
            &[
                "产出指标|数量指标|巡护天数||≥30天|10",
                "产出指标|质量指标|完好率||≥95%|10",
                "产出指标|质量指标|合格率||≥90%|10",
            ],
        );
    }

    #[test]
    fn notes_that_look_like_targets_stay_notes() {
        check(
            "一级指标\t二级指标\t三级指标\t半年指标值\t全年指标值\t备注",
            "产出指标\t数量指标\t巡护天数\t\t≥30天\t≥32天为优\n\t\t清理沟渠\t\t\t待定后补\n\t质量指标\t完好率\t≥40%\t≥95%\t",
            &[
                "产出指标|数量指标|巡护天数||≥30天||≥32天为优",
                "产出指标|数量指标|清理沟渠||||待定后补",
                "产出指标|质量指标|完好率|≥40%|≥95%",
            ],
        );
    }

    #[test]
    fn a_level_beside_the_medium_term_is_no_level_1() {
        check(
            "一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值",
            "产出指标\t数量指标\t护林面积\t30亩\t数量指标\t护林面积\t10亩\n\
             \t成本指标\t单价\t≤15元\t成本指标\t单价\t≤14元",
            &["产出指标|数量指标|护林面积||10亩", "产出指标|成本指标|单价||≤14元"],
        );
    }

    #[test]
    fn rows_that_lost_their_blank_cells_are_weighed() {
        check(
            "一级指标\t二级指标\t三级指标\t指标值",
            "产出指标\t数量指标\t护林面积\t30亩\n质量指标\t合格率\t≥95%",
            &["产出指标|数量指标|护林面积||30亩", "产出指标|质量指标|合格率||≥95%"],
        );
    }
}

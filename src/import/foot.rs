//! Where a table of indicators ends: the foot of the form, and page numbers between its rows.
//!
//! Knows the labels of a foot, not tables. Invariant: a row is judged alone.

use super::grid::Grid;
use super::join;
use super::slot::{self, Slot};
use super::target;

/// Whether a row is a page number: `- 3 -`, 第3页.
pub fn is_page_number(grid: &Grid, row: usize) -> bool {
    let text = join::bare(&join::words(grid.ids(row).take(8).map(|id| grid.text(id))));
    let inner = text.trim_matches(['-', '—', '·', '–']);
    let is_counted = inner
        .strip_prefix('第')
        .is_some_and(|it| it.ends_with('页') || it.contains("页共") || it.contains("页/共"));
    let is_dashed =
        inner.len() < text.len() && !inner.is_empty() && inner.chars().all(|it| it.is_ascii_digit());
    text.chars().count() < 16 && (is_counted || is_dashed)
}

/// Whether a line of words sums up the scores of a table: 总分 100 96.6.
pub fn is_score_sum(grid: &Grid, row: usize) -> bool {
    let ids = grid.ids(row);
    let is_sum =
        |id: usize| matches!(join::bare(grid.text(id)).as_str(), "总分" | "合计" | "总计" | "总得分");
    (2..8).contains(&ids.len())
        && ids.clone().next().is_some_and(is_sum)
        && ids.skip(1).all(|id| target::is_number(grid.text(id)) || target::is_blank_mark(grid.text(id)))
}

/// Whether the foot of the form begins in a line of words: 联系人, 填报单位：水利局, 注：.
pub fn begins(grid: &Grid, row: usize) -> bool {
    let Some(first) = grid.unused(row).first().copied() else { return false };
    let text = grid.text(first);
    let label = text.split(['：', ':']).next().unwrap_or_default();
    let is_remark = matches!(label, "注" | "备注" | "说明" | "填表说明") && text != label;
    is_remark || is_label(text)
}

/// What stands left of the opinions, signatures and remarks below a table.
const SIGNED: &[&str] = &[
    "审核人",
    "负责人",
    "签字",
    "签名",
    "签章",
    "意见",
    "审核结果",
    "填表人",
    "填报人",
    "经办人",
    "制表人",
    "复核人",
    "打印日期",
    "打印时间",
    "制表日期",
    "联系人",
    "联系电话",
    "填报日期",
    "说明的问题",
    "说明的事项",
    "项目名称",
    "主管部门",
];

/// Words of remarks, alone in their cell or before a colon.
const REMARKS: &[&str] = &["注", "备注", "附注", "说明", "填表说明", "填报说明", "注意"];

/// Whether a row of a table is no indicator but a remark, an opinion or signatures: 审核意见 left of the names, or
/// 审核人：赵某 wherever it stands. `name_col` is the column of the names.
pub fn is_signed(grid: &Grid, row: usize, name_col: Option<usize>) -> bool {
    let Some(first) = grid.unused(row).first().copied() else { return false };
    let text = grid.text(first);
    let label = text.split(['：', ':']).next().unwrap_or_default();
    let is_pair = label.len() < text.len();
    let stem = slot::reduce(label);
    let is_left = name_col.is_some_and(|it| grid.col(first) < it);
    let is_known = SIGNED.iter().any(|it| stem.ends_with(it)) || REMARKS.contains(&stem.as_str());
    (is_pair || is_left) && stem.chars().count() < 14 && is_known
}

/// Whether a cell can only be the first of a foot: 联系人, or 填报单位：水利局 in one.
pub fn is_label(text: &str) -> bool {
    let label = text.split(['：', ':']).next().unwrap_or_default();
    let is_pair = label.len() < text.len();
    slot::find(label).is_some_and(|it| {
        matches!(it, Slot::ContactName | Slot::ContactPhone | Slot::FilledAt)
            || (is_pair && it == Slot::Department)
    })
}

#[cfg(test)]
mod tests {
    use crate::import;

    #[test]
    fn sums_of_scores_belong_to_no_indicator() {
        let text = "项目支出绩效自评表\n一级指标      二级指标        三级指标      年度指标值    实际完成值    分值    得分\n\
                    产出指标      数量指标        巡护天数      ≥30天         31天          50      50\n\
                    效益指标      生态效益指标    林木成活率    ≥90%          92%           50      48\n\
                    总分                                                                    100     98\n";
        let filings = import::import("a.txt", text.as_bytes()).filings;
        let weights: Vec<&str> = filings[0].indicators().map(|it| it.2.weight.as_str()).collect();
        assert_eq!(weights, ["50", "50"]);
        assert_eq!(import::account("a.txt", text.as_bytes()), []);
    }

    #[test]
    fn opinions_and_signatures_are_no_indicators() {
        for below in [
            "审核人：赵某\t\t填表人：钱某\t",
            "填表人签名：\t钱某\t联系电话：\t000-5550",
            "财政部门审核意见\t同意，产出指标合理\t\t",
            "财政部门审核意见\t\t同意\t2026年1月3日",
            "注\t1.指标值须量化\t2.满意度不低于90%\t",
            "第 2 页\t\t\t共 3 页",
            "打印日期：2026-01-03 10:11:12\t\t\t第1页",
            "其他需要说明的问题\t无\t\t",
            "绩效审核结果\t优\t良√\t中",
        ] {
            let text = format!(
                "部门整体支出绩效目标表\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t巡护天数\t≥30天\n\
                 \t质量指标\t完好率\t≥95%\n{below}\n"
            );
            let filings = import::import("a.tsv", text.as_bytes()).filings;
            assert_eq!(filings[0].n_indicators(), 2, "{below}");
            assert_eq!(import::account("a.tsv", text.as_bytes()), [], "{below}");
        }
    }
}

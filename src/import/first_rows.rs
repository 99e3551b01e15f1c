//! Labels beside the first row of their block, in text whose cells are set in the middle: such a label stands in the
//! middle of that row, as a merged label stands in the middle of its block.
//!
//! Must not move labels. Invariant: only where every label of the table agrees.

use super::own;
use super::raw::RawRow;
use std::ops::Range;

/// So many rows of several lines with a label in their middle are no chance.
const MIN_TALL: usize = 2;

/// Whether each label stands in the middle of its row, the first row has both labels, and read downwards every level 2
/// stands under its level 1, of which one has several. `places` are the lines of each row, `middles` and `level1` twice
/// the middle lines of its labels.
pub fn are_labelled(rows: &[RawRow], places: &[Range<usize>], middles: &[usize], level1: &[usize]) -> bool {
    let Some(first) = rows.first() else { return false };
    if first.level1.is_none() || first.level2.is_none() {
        return false;
    }
    let (mut n_tall, mut n_below, mut has_several) = (0, 0, false);
    let mut above = None;
    for (((row, place), middle), middle1) in rows.iter().zip(places).zip(middles).zip(level1) {
        let own = (place.start + place.end).saturating_sub(1);
        let is_beside = |middle: &usize| middle.abs_diff(own) <= 1;
        let Some(label) = &row.level2 else {
            if row.level1.is_some() {
                return false;
            }
            continue;
        };
        if !is_beside(middle) || (row.level1.is_some() && !is_beside(middle1)) {
            return false;
        }
        if let Some(label) = &row.level1 {
            above = own::level1(&label.text);
            n_below = 0;
        }
        n_below += 1;
        has_several |= 1 < n_below;
        n_tall += usize::from(1 < place.len());
        let stands = own::level2(&label.text).zip(above).is_some_and(|(it, above)| it.under.contains(&above));
        if !stands {
            return false;
        }
    }
    has_several && MIN_TALL <= n_tall
}

#[cfg(test)]
mod tests {
    use crate::import;

    /// Level 2 and name of each row.
    fn check(table: &str, expected: &[&str]) {
        let text = format!("项目支出绩效目标表\n项目名称      河道管护\n{table}");
        let filings = import::import("表.txt", text.as_bytes()).filings;
        let told: Vec<String> = filings
            .iter()
            .flat_map(|it| it.indicators().map(|it| it.2))
            .map(|it| format!("{} {}", it.level2, it.name))
            .collect();
        assert_eq!(told, expected, "{table}");
        assert_eq!(import::account("表.txt", text.as_bytes()), [], "{table}");
    }

    #[test]
    fn labels_in_the_middle_of_their_first_rows_hold_downwards() {
        check(
            "一级指标    二级指标        三级指标          指标值\n\
             \u{20}                           清淤河道的全部\n\
             产出指标    数量指标        长度之和          ≥12公里\n\
             \u{20}                           （含支流）\n\
             \u{20}                           巡河人员的出勤    ≥48次\n\
             \u{20}                           次数\n\
             \u{20}                           堤防除草的全部    ≥9万平方米\n\
             \u{20}                           面积\n\
             \u{20}                           清淤工程的一次\n\
             \u{20}           质量指标        性验收合格率      ≥95%\n\
             \u{20}                           （含支流）\n\
             \u{20}                           堤防除草的达标    ≥90%\n\
             \u{20}                           率\n\
             满意度指    服务对象满      沿河群众的满意\n\
             标          意度指标        度                ≥90%\n",
            &[
                "数量指标 清淤河道的全部长度之和（含支流）",
                "数量指标 巡河人员的出勤次数",
                "数量指标 堤防除草的全部面积",
                "质量指标 清淤工程的一次性验收合格率（含支流）",
                "质量指标 堤防除草的达标率",
                "服务对象满意度指标 沿河群众的满意度",
            ],
        );
    }
}

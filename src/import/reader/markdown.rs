//! The rules between the headings and the rows of Markdown tables.
//!
//! Knows lines alone, not what tables mean. Invariant: a rule holds nothing but dashes, colons and pipes, and follows a
//! row of pipes, so that no text is lost where rules are dropped.

use crate::import::join;

/// Fewer dashes in a cell could be its content: a row of blank cells, `- | - | -`.
const MIN_DASHES: usize = 3;

/// For each line whether it is the rule of a Markdown table: `| --- | :-: |`, or `-|-|-` below the first row.
pub fn rules(lines: &[&str]) -> Vec<bool> {
    let is_row = |it: &&str| it.contains('|');
    (0..lines.len())
        .map(|idx| {
            let above = idx.checked_sub(1).and_then(|it| lines.get(it)).filter(|it| is_row(it));
            let n_dashes = lines.get(idx).and_then(|it| n_dashes(it));
            let (Some(above), Some(n_dashes)) = (above, n_dashes) else { return false };
            let is_first = idx.checked_sub(2).and_then(|it| lines.get(it)).is_none_or(|it| !is_row(it));
            self::n_dashes(above).is_none() && (MIN_DASHES <= n_dashes || is_first)
        })
        .collect()
}

/// The dashes in the narrowest cell of a line in which every cell is dashes, with colons at their ends.
fn n_dashes(line: &str) -> Option<usize> {
    let line = join::trim(line);
    if !line.contains('|') || !line.chars().all(|it| matches!(it, '|' | '-' | ':' | ' ' | '\t')) {
        return None;
    }
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let cell = |it: &str| {
        let it = it.trim();
        let it = it.strip_prefix(':').unwrap_or(it);
        let it = it.strip_suffix(':').unwrap_or(it);
        (!it.is_empty() && it.chars().all(|it| it == '-')).then_some(it.len())
    };
    let dashes: Option<Vec<usize>> = inner.split('|').map(cell).collect();
    dashes?.into_iter().min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import;

    #[test]
    fn rules_are_told_from_rows_of_dashes() {
        for (lines, expected) in [
            (&["|指标|值|", "|---|:-:|", "|巡渠|12次|"][..], &[false, true, false][..]),
            (&["指标|值|注", "-|-|-", "巡渠|12次|"], &[false, true, false]),
            (&["|指标|值|", "|---|---|", "|-|-|", "|巡渠|-|"], &[false, true, false, false]),
            (&["|指标|值|", "|巡渠|12次|", "|-|-|"], &[false, false, false]),
            (&["", "|---|---|", "|巡渠|12次|"], &[false, false, false]),
            (&["|指标|值|", "|---||"], &[false, false]),
        ] {
            assert_eq!(rules(lines), expected, "{lines:?}");
        }
    }

    fn check(text: &str, expected: &[[&str; 4]]) {
        let filings = import::import("表.md", text.as_bytes()).filings;
        let rows: Vec<[&str; 4]> = filings
            .iter()
            .flat_map(|it| &it.functions)
            .flat_map(|it| &it.indicators)
            .map(|it| [&it.level2, &it.name, &it.target, &it.weight].map(String::as_str))
            .collect();
        assert_eq!(rows, expected, "{text}");
        assert_eq!(import::account("表.md", text.as_bytes()), [], "{text}");
    }

    #[test]
    fn a_rule_is_no_row_and_parts_no_headings() {
        check(
            "# 项目支出绩效目标表\n项目名称：渠道维修\n\n\
             |绩效指标|||权重|目标值|说明|\n|---|---|---|---|---|---|\n|一级|二级|三级||||\n\
             |产出|数量|清淤长度|15|≥25公里|主渠|\n|产出|质量|合格率|15|≥95%||\n",
            &[["数量", "清淤长度", "≥25公里", "15"], ["质量", "合格率", "≥95%", "15"]],
        );
        check(
            "# 项目支出绩效目标表\n项目名称：渠道维修\n\n一级指标|二级指标|三级指标|指标值\n-|-|-|-\n\
             产出指标|数量指标|清淤长度|≥25公里\n|质量指标|合格率|≥95%\n",
            &[["数量指标", "清淤长度", "≥25公里", ""], ["质量指标", "合格率", "≥95%", ""]],
        );
    }

    #[test]
    fn stars_around_a_cell_are_bold_type() {
        check(
            "# 项目支出绩效目标表\n\n|一级指标|二级指标|三级指标|**指标值**|\n|---|---|---|---|\n\
             |**产出指标**|数量指标|**清淤长度**| **≥25公里** |\n||质量指标|合格率**率**|≥**%|\n",
            &[["数量指标", "清淤长度", "≥25公里", ""], ["质量指标", "合格率**率**", "≥**%", ""]],
        );
    }
}

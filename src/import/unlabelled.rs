//! What the top of a form says without a label: a title that does not end with 表, and a unit with its code before it.
//!
//! Takes only what nothing else has used, and only where the filing has no such field. Invariant: one line gives one
//! field.

use super::grid::Grid;
use super::head;
use super::join;
use super::slot;
use super::units;
use crate::model::Filing;
use std::ops::Range;

/// Further down no form says who files it.
const MAX_ROWS: usize = 12;

/// What such a title names.
const SUBJECTS: &[&str] = &["整体支出", "整体绩效", "项目支出", "项目绩效", "工作活动"];

/// Reads title and unit out of the first of these rows.
pub fn read(grid: &mut Grid, rows: Range<usize>, filing: &mut Filing) {
    for row in rows.take(MAX_ROWS) {
        let ids = grid.unused(row);
        let Some(first) = ids.first().copied() else { continue };
        if filing.title.is_empty() && ids.len() < 4 {
            let text = join::words(ids.iter().map(|id| grid.text(*id)));
            let text = join::trim(text.trim_start_matches('#'));
            if is_title(text) {
                head::take_title(filing, text);
                for id in ids {
                    grid.field(id);
                }
                continue;
            }
        }
        let text = grid.text(first).to_owned();
        if let Some((code, name)) = coded(&text).filter(|_| filing.department.name.is_empty()) {
            code.clone_into(&mut filing.department.code);
            name.clone_into(&mut filing.department.name);
            grid.part(first, code);
            grid.field(first);
        }
    }
}

fn is_title(text: &str) -> bool {
    let bare = join::bare(text);
    // 关于…绩效目标的批复: a letter with the form in it.
    let is_letter = bare.starts_with("关于")
        && bare.contains("绩效目标")
        && ["批复", "通知", "函", "报告"].iter().any(|it| bare.ends_with(it));
    if is_letter {
        return bare.chars().count() < 60;
    }
    bare.ends_with("绩效目标")
        && bare.chars().count() < 40
        && !bare.contains(['。', ',', ';', ':'])
        && SUBJECTS.iter().any(|it| bare.contains(it))
        && slot::find(text).is_none()
}

/// A code and the name of a unit behind it: 301青松县卫生健康局.
fn coded(text: &str) -> Option<(&str, &str)> {
    let n_digits = text.chars().take_while(char::is_ascii_digit).count();
    let (code, name) = text.split_at_checked(n_digits).filter(|_| (3..=9).contains(&n_digits))?;
    let name = join::trim(name);
    (units::is_unit(name) && 3 < name.chars().count()).then_some((code, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_before_names_of_units() {
        assert_eq!(coded("301青松县卫生健康局"), Some(("301", "青松县卫生健康局")));
        assert_eq!(coded("2025年部门预算"), None);
        assert_eq!(coded("120所小学"), None);
        assert!(
            is_title("部门职责-工作活动绩效目标") && is_title("青松县卫生健康局2026年部门整体支出绩效目标")
        );
        assert!(!is_title("年度绩效目标") && !is_title("完成整体支出绩效目标。"));
    }
}

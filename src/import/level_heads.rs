//! Headings of the columns of levels by their number: 一级指标, 1级绩效指标, 二级指标名称.
//!
//! Invariant: a heading is judged alone.

use super::role::Role;

/// What may stand before the number.
const BEFORE: &[&str] = &["绩效", "考核", "评价", "年度"];

/// What may stand behind it, one after the other.
const BEHIND: &[&str] = &["绩效", "考核", "评价", "指标", "目标", "名称", "内容", "分类", "类别", "类型"];

/// The column that a heading names; `reduced` is as [`super::slot::reduce`] leaves it. Of a third and a fourth level
/// the fourth is the indicator: see [`super::heading`].
pub fn find(reduced: &str) -> Option<Role> {
    if 12 < reduced.chars().count() {
        return None;
    }
    let rest = BEFORE.iter().find_map(|it| reduced.strip_prefix(it)).unwrap_or(reduced);
    let number = rest.chars().next()?;
    let mut rest = rest.get(number.len_utf8()..)?.strip_prefix('级')?;
    while let Some(behind) = BEHIND.iter().find_map(|it| rest.strip_prefix(it)) {
        rest = behind;
    }
    if !rest.is_empty() {
        return None;
    }
    match number {
        '一' | '1' | 'Ⅰ' | 'I' => Some(Role::Level1),
        '二' | '2' | 'Ⅱ' => Some(Role::Level2),
        '三' | '3' | 'Ⅲ' | '四' | '4' | 'Ⅳ' => Some(Role::Name),
        _ => None,
    }
}

/// Whether a heading names a fourth level.
pub fn is_fourth(reduced: &str) -> bool {
    find(reduced) == Some(Role::Name) && reduced.contains(['四', '4', 'Ⅳ'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_told_by_their_number() {
        for (heading, expected) in [
            ("一级指标", Some(Role::Level1)),
            ("1级指标", Some(Role::Level1)),
            ("一级绩效指标", Some(Role::Level1)),
            ("指标一级指标", None),
            ("二级分类", Some(Role::Level2)),
            ("考核二级指标名称", Some(Role::Level2)),
            ("三级绩效指标", Some(Role::Name)),
            ("四级指标", Some(Role::Name)),
            ("一级项目名称", None),
            ("二级预算单位", None),
            ("二级公路", None),
            ("九级指标", None),
        ] {
            assert_eq!(find(heading), expected, "{heading}");
        }
        assert!(is_fourth("四级指标") && !is_fourth("三级指标"));
    }
}

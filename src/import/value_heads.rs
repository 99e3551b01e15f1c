//! Headings of columns that hold values: what is to be reached, what was, and which of several counts.
//!
//! Such headings are made of words for a plan (计划, 目标), a time (上年, 半年, 2025年) and the value itself (值, 数), in
//! any number of ways, so they are known by their parts. Invariant: a heading is judged alone; only [`counting`]
//! compares.

use super::heading;

/// What a column of values holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// What is to be reached in the form's year.
    Plan,
    /// What is to be reached by the middle of it.
    Half,
    /// What was reached, or belongs to another time: 上年值, 实际完成值, 中期指标值.
    Past,
}

/// What headings of values end with.
const ENDINGS: &[&str] = &[
    "指标值",
    "目标值",
    "绩效值",
    "预期值",
    "计划值",
    "预计值",
    "任务值",
    "考核值",
    "申报值",
    "批复值",
    "下达值",
    "目标数",
    "计划数",
    "任务数",
    "预计数",
    "预计当年实现",
    "预期当年实现",
    "预计完成",
    "预期目标",
    "指标数值",
    "目标数值",
    "具体数值",
    "预计实现",
];

/// What headings end with that tell what was.
const PAST_ENDINGS: &[&str] = &[
    "完成值",
    "实际值",
    "实现值",
    "执行值",
    "完成数",
    "实际数",
    "均值",
    "历史值",
    "上年值",
    "去年值",
    "前年值",
];

/// Whole headings that name a value by its form alone, beside a sign and a unit.
const WHOLE: &[&str] = &["数值", "值"];

/// Other times than the form's year, and what is only compared with.
const OTHER_TIMES: &[&str] = &[
    "上年",
    "上一年",
    "去年",
    "前年",
    "往年",
    "历年",
    "上期",
    "历史",
    "基期",
    "基准",
    "基数",
    "现状",
    "近三年",
    "近两年",
    "近五年",
    "平均",
    "参考",
    "参照",
    "行业",
    "中期",
    "长期",
    "实施期",
];

/// Words for what was reached.
const REACHED: &[&str] = &["实际", "完成", "实现", "执行"];

/// Words for what is to be reached, which turn 完成值 into a plan.
const PLANNED: &[&str] = &["计划", "预计", "预期", "应完成", "拟完成"];

/// What may follow a time that alone names what was: 上年度, 去年完成情况.
const AFTER_TIME: &[&str] = &["", "度", "值", "数", "数据", "情况"];

/// The words whose pieces are known for those of a heading that a narrow column broke.
pub fn words() -> impl Iterator<Item = &'static &'static str> {
    PAST_ENDINGS.iter().chain(REACHED).chain(&["指标值", "目标值", "绩效值", "预期值", "预计当年实现"])
}

/// What a heading says of the values below it; `reduced` is as [`super::slot::reduce`] leaves it.
pub fn find(reduced: &str) -> Option<Value> {
    let has = |words: &[&str]| words.iter().any(|it| reduced.contains(it));
    let ends = |words: &[&str]| words.iter().any(|it| reduced.ends_with(it));
    let is_other_time = has(OTHER_TIMES);
    if is_other_time && (reduced.ends_with('值') || is_time_alone(reduced)) {
        return Some(Value::Past);
    }
    if ends(PAST_ENDINGS) || is_reached_year(reduced) {
        let is_plan = !reduced.contains("实际") && has(PLANNED);
        return Some(if is_plan { Value::Plan } else { Value::Past });
    }
    if WHOLE.contains(&reduced) {
        return Some(Value::Plan);
    }
    if !ends(ENDINGS) {
        return None;
    }
    if reduced.contains("半年") {
        return Some(Value::Half);
    }
    let is_reached = has(REACHED) && (reduced.contains("实际") || !has(PLANNED));
    Some(if is_other_time || is_reached { Value::Past } else { Value::Plan })
}

/// Whether a heading says another time and at most that it was reached then: 上年度, 去年实际完成.
fn is_time_alone(reduced: &str) -> bool {
    let Some(rest) = OTHER_TIMES.iter().find_map(|it| reduced.strip_prefix(it)) else { return false };
    AFTER_TIME.contains(&without_reached(rest.trim_start_matches('度')).as_str())
}

/// Whether a heading says a year and that this is what was reached in it: 2024年实际.
fn is_reached_year(reduced: &str) -> bool {
    let rest = reduced.trim_start_matches(|it: char| it.is_ascii_digit());
    let Some(rest) = rest.strip_prefix('年').filter(|_| heading::year(reduced).is_some()) else {
        return false;
    };
    let rest = rest.trim_start_matches('度');
    REACHED.iter().any(|it| rest.contains(it)) && AFTER_TIME.contains(&without_reached(rest).as_str())
}

fn without_reached(text: &str) -> String {
    REACHED.iter().fold(text.to_owned(), |rest, it| rest.replace(it, ""))
}

/// Which of several columns of values counts, by their headings: that of the form's year, else one that says no year,
/// else that of the last year. `None` where the headings do not tell. Headings come with their columns, from left to right.
pub fn counting(headings: &[(&str, usize)], form_year: impl FnOnce() -> Option<i32>) -> Option<usize> {
    let years: Vec<(Option<i32>, usize)> =
        headings.iter().map(|(text, col)| (heading::year(text), *col)).collect();
    if years.len() < 2 || years.iter().all(|it| it.0.is_none()) {
        return None;
    }
    let form = form_year();
    let of_form = years.iter().find(|it| it.0.is_some() && it.0 == form);
    // Where all are of years and none is the form's, the last is as good as any.
    of_form
        .or_else(|| years.iter().find(|it| it.0.is_none()))
        .or_else(|| years.iter().max_by_key(|it| it.0))
        .map(|it| it.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_values_are_known_by_their_parts() {
        for (heading, expected) in [
            ("年度指标值", Some(Value::Plan)),
            ("计划值", Some(Value::Plan)),
            ("本年预期值", Some(Value::Plan)),
            ("计划完成值", Some(Value::Plan)),
            ("预计完成", Some(Value::Plan)),
            ("数值", Some(Value::Plan)),
            ("半年目标值", Some(Value::Half)),
            ("上年指标值", Some(Value::Past)),
            ("上年度", Some(Value::Past)),
            ("上年实际完成", Some(Value::Past)),
            ("2024年实际", Some(Value::Past)),
            ("2024年度完成情况", Some(Value::Past)),
            ("基期值", Some(Value::Past)),
            ("近三年平均值", Some(Value::Past)),
            ("行业标准值", Some(Value::Past)),
            ("全年实际完成值", Some(Value::Past)),
            ("预期目标实际完成值", Some(Value::Past)),
            ("实施期指标值", Some(Value::Past)),
            ("上年结转资金", None),
            ("上年工作完成得分", None),
            ("渠道衬砌长度", None),
            ("产值", None),
            ("", None),
        ] {
            assert_eq!(find(heading), expected, "{heading}");
        }
    }

    #[test]
    fn the_value_of_the_form_s_year_counts() {
        let check = |headings: &[(&str, usize)], year, expected| {
            assert_eq!(counting(headings, || year), expected, "{headings:?}");
        };
        check(&[("2023年指标值", 3), ("指标值", 4)], None, Some(4));
        check(&[("2025年指标值", 3), ("2026年指标值", 4)], Some(2026), Some(4));
        check(&[("2025年指标值", 3), ("2026年指标值", 4)], None, Some(4));
        check(&[("指标值", 3), ("目标值", 4)], Some(2026), None);
        check(&[("2026年指标值", 3)], Some(2026), None);
    }
}

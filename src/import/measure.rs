//! How names of indicators end: with what they measure.
//!
//! Used to tell where a name that is wrapped over lines ends. Invariant: words only ever make an end likelier; names may
//! end otherwise.

use super::join;

/// What indicators measure, as the last word of their names.
#[rustfmt::skip]
const MEASURES: &[&str] = &[
    "率", "数", "数量", "总量", "量", "度", "性", "额", "值", "比", "比例", "比重", "次", "面积", "里程",
    "时间", "时限", "时长", "时效", "周期", "期限", "年限", "工期", "水平", "能力", "机制", "影响", "标准",
    "成本", "费用", "支出", "收入", "单价", "增长", "增收", "增幅", "情况", "程度", "质量", "效果", "成效",
    "作用", "进度", "规模", "范围", "力度", "意识", "效益", "效率", "影响力", "贡献", "达标", "合格",
];

/// Whether a text ends as the name of an indicator mostly does; what stands in brackets at its end is left out.
pub fn ends(text: &str) -> bool {
    let bare = join::bare(text);
    let stem = match bare.strip_suffix(')') {
        Some(inside) => inside.rsplit_once('(').map_or(inside, |it| it.0),
        None => &bare,
    };
    MEASURES.iter().any(|it| stem.ends_with(it))
}

/// So many characters may be a name of their own.
const WHOLE_NAME: usize = 6;

/// Whether the lines of a name may be those of two: it could end with one of them, and what follows could be a name.
pub fn are_two(lines: &[&str]) -> bool {
    (1..lines.len()).any(|at| {
        let (left, right) = lines.split_at(at);
        let (left, right) = (left.concat(), right.concat());
        let are_whole = WHOLE_NAME <= left.chars().count().min(right.chars().count());
        are_whole && !goes_on(&right) && ends(&left) && ends(&right)
    })
}

/// Whether a text goes on with what was before: it begins with a mark or a word that joins.
pub fn goes_on(text: &str) -> bool {
    text.starts_with([
        '（', '(', '，', ',', '、', ')', '）', '。', '；', '%', '％', '”', '’', '》', '的', '和', '与', '及',
        '或',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_with_what_they_measure() {
        for (text, expected) in [
            ("渠道清淤长度", true),
            ("用水户满意率（%）", true),
            ("苗木成活率(含补植)", true),
            ("护林员培训班次", true),
            ("新建渠道清", false),
            ("护林", false),
        ] {
            assert_eq!(ends(text), expected, "{text}");
        }
        assert!(goes_on("（一期）") && goes_on("及配套设施") && !goes_on("渠道"));
    }
}

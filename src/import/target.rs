//! Whether a text looks like a target value, and how sure that is.
//!
//! A small recognizer, kept apart from what a value means: it only has to tell values from names. Invariant: it
//! looks at one text alone, never at its place.

use super::{join, own};
use crate::value;

/// How much a text looks like a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Not at all.
    None,
    /// A phrase that could also be a name or a part of one.
    Weak,
    /// A sign, a number with a unit, a percentage, a date.
    Strong,
}

/// Units and what may follow a number, longest first where one begins with another.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "(百分比)", "百分比", "百分点", "个百分点", "个工作日", "工作日", "标准分", "平方米", "立方米",
    "平方公里", "公里", "公顷", "千克", "公斤", "毫升", "小时", "分钟", "人份", "人次", "场次", "批次",
    "标箱", "单位", "家次", "件次", "户次", "车次", "班次", "课时", "学时", "学分", "千瓦时", "万千瓦",
    "个月", "季度", "年度", "台套", "户数", "万", "亿", "千", "百", "十", "元", "%", "‰", "ml", "mL", "ML",
    "kg", "km", "m2", "㎡", "m", "L", "t", "h", "人", "名", "户", "次", "场", "期", "个", "项", "件", "份",
    "册", "套", "台", "辆", "张", "袋", "种", "家", "所", "处", "条", "本", "篇", "部", "例", "起", "类",
    "批", "亩", "米", "吨", "升", "年", "月", "天", "日", "时", "分", "级", "星", "幅", "块", "片", "座",
    "间", "只", "头", "株", "棵", "支", "组", "段", "门", "岗", "位", "宗", "艘", "度", "倍", "档", "周",
    "秒", "字", "村", "县", "乡", "镇", "套次", "盒", "瓶", "枚", "面", "盏", "口", "眼", "孔", "道",
];

/// What may follow number and unit.
#[rustfmt::skip]
const TAILS: &[&str] = &[
    "以内", "之内", "及以内", "以下", "及以下", "以上", "及以上", "之前", "以前", "底前", "末前", "左右",
    "完成", "内", "前", "底", "末", "起", "初", "中旬", "上旬", "下旬", "每", "/", "-", "~", "～", "—",
    "至", "到", "—", ",", ".", ":",
];

const SIGNS: &[char] = &['≥', '≤', '>', '<', '=', '≧', '≦', '⩾', '⩽', '≈', '》', '《', '±', '＝', '＞', '＜'];

#[rustfmt::skip]
const SIGN_WORDS: &[&str] = &[
    "不低于", "不少于", "不小于", "大于等于", "不高于", "不超过", "不大于", "不多于", "小于等于", "大于",
    "高于", "多于", "超过", "小于", "低于", "少于", "等于", "至少", "至多", "达到", "控制在",
];

#[rustfmt::skip]
const CHANGES: &[&str] = &[
    "上升", "增长", "提高", "提升", "下降", "降低", "减少", "压减", "增加", "较上年", "比上年", "同比",
];

/// Qualitative targets that are seen whole.
#[rustfmt::skip]
const PHRASES: &[&str] = &[
    "健全", "完善", "规范", "合格", "合规", "合理", "科学", "明确", "有效", "符合", "公开", "认可", "适应",
    "良好", "显著", "明显", "优", "良", "优秀", "达标", "较好", "及时", "按时", "按期", "准时", "准确",
    "完整", "全覆盖", "全面覆盖", "应保尽保", "应发尽发", "应补尽补", "平稳有力", "效果明显", "效果显著",
    "成效明显", "成效显著", "有效保障", "无损失", "可共享", "可持续", "可持续发展", "长期", "长效", "持续",
    "中长期", "长期坚持", "提升", "提高", "改善", "增强", "促进", "稳定", "稳步", "安全", "正常",
    "正常运行", "平稳", "平稳运行", "满意", "基本满意", "较满意", "提升效率", "按时保质完成",
    "按时按量有序发放", "保质保量完成", "按时完成", "按期完成", "及时完成", "全部完成", "全年完成",
    "年内完成", "如期完成", "完成", "已完成", "达成", "符合要求", "符合标准", "符合规定", "符合相关规定",
    "达到要求", "达到标准", "达到预期", "达成预期指标", "零发生", "零事故", "零投诉", "无", "有", "是",
    "否", "高", "中", "低", "强", "充分", "有力", "顺利", "与上年持平", "持平", "有所提高", "有所提升",
    "有所改善", "有所下降", "不适用", "定性", "优良中差", "优良", "好", "较高", "较强", "到位", "落实",
    "落实到位", "有序", "有保障", "得到保障", "得到提升", "得到改善", "贯彻落实", "保障到位", "运转正常",
    "运行正常", "及时有效", "及时足额", "足额发放", "及时发放", "按时发放", "严格执行相关制度规定",
    "在项目计划完成时间内完成", "一级", "二级", "三级", "归档", "已归档", "存档", "建档", "备案", "已备案",
    "入库", "上线", "公示", "已公示", "验收合格", "投入使用", "印发",
];

#[rustfmt::skip]
const PHRASE_STARTS: &[&str] = &[
    "持续", "逐步", "逐年", "稳步", "不断", "进一步", "有效", "明显", "显著", "长期", "及时", "按时",
    "按期", "全部", "全面", "基本", "较", "大幅", "有所", "切实", "日益", "稳中", "按要求", "按计划", "按规定", "得到", "保持", "确保",
    "达到", "无", "零",
];

#[rustfmt::skip]
const PHRASE_ENDS: &[&str] = &[
    "提高", "提升", "改善", "增强", "增长", "减少", "降低", "完成", "保障", "明显", "显著", "坚持", "加强",
    "完善", "优化", "下降", "上升", "扩大", "促进", "好转", "推进", "稳定", "健全", "规范", "发展", "到位",
    "达标", "发生", "控制", "提速", "向好", "增加", "运行",
];

/// How much a text looks like a target.
pub fn likeness(text: &str) -> Likeness {
    let bare = join::bare(text);
    if bare.is_empty() {
        return Likeness::None;
    }
    let n_chars = bare.chars().count();
    if 60 < n_chars {
        return Likeness::None;
    }
    if is_sign_led(&bare, n_chars) || is_quantity(&bare) || is_fraction(&bare) || is_period(&bare) {
        return Likeness::Strong;
    }
    if is_change(&bare) {
        return Likeness::Strong;
    }
    let is_phrase = PHRASES.contains(&bare.as_str())
        || own::is_qualitative(&bare)
        || is_phrase(&bare, n_chars)
        || is_compound(&bare, n_chars);
    // 影响 alone ends a name that was wrapped. Every name of a document comes this far.
    let is_value = is_phrase || (bare != "影响" && value::is_qualitative(&bare));
    if is_value { Likeness::Weak } else { Likeness::None }
}

/// Whether two lines make one target: a date, and 完成 below it.
pub fn is_done_by(date: &str, done: &str) -> bool {
    date.ends_with(['前', '底', '末', '内', '日', '月']) && ["完成", "前完成"].contains(&done)
}

/// Whether the cells of a column are signs for the most part.
pub fn are_signs<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let (n_signs, n_cells) =
        cells.fold((0_usize, 0_usize), |(signs, n), it| (signs + usize::from(is_sign(it)), n + 1));
    1 < n_signs && n_cells < n_signs * 2
}

/// Whether a text is a comparison sign alone, or the word 定性 of a sign column.
pub fn is_sign(text: &str) -> bool {
    let bare = join::bare(text);
    is_qualitative_mark(&bare)
        || SIGN_WORDS.contains(&bare.as_str())
        || (!bare.is_empty() && bare.chars().count() < 3 && bare.chars().all(|it| SIGNS.contains(&it)))
}

/// Whether a text is the word that stands for a sign where the target is qualitative.
pub fn is_qualitative_mark(text: &str) -> bool {
    matches!(join::bare(text).as_str(), "定性" | "定性指标")
}

/// Whether a text in a column of signs or units says that there is none.
pub fn is_blank_mark(text: &str) -> bool {
    matches!(join::bare(text).as_str(), "/" | "-" | "—" | "无" | "是/否" | "是否" | "日期" | "时间")
}

/// Whether a value already ends with the unit that the next column repeats, as 95% before % does.
pub fn has_unit(value: &str, unit: &str) -> bool {
    let (value, unit) = (join::bare(value), join::bare(unit));
    value.len() > unit.len() && value.ends_with(&unit)
}

/// Whether a text is a unit alone.
pub fn is_unit(text: &str) -> bool {
    let bare = join::bare(text);
    !bare.is_empty() && bare.chars().count() < 8 && follows_number(&bare) && !is_tail(&bare)
}

/// Whether a text is what follows a number: a unit, a bound such as 以内, or 完成.
pub fn is_tail(text: &str) -> bool {
    let bare = join::bare(text);
    TAILS.contains(&bare.as_str()) || matches!(bare.as_str(), "前完成" | "底前完成" | "日前完成" | "月前完成")
}

/// Whether a text is a plain number.
pub fn is_number(text: &str) -> bool {
    let bare = join::bare(text);
    bare.starts_with(|it: char| it.is_ascii_digit())
        && bare.chars().all(|it| it.is_ascii_digit() || matches!(it, '.' | ','))
}

/// Whether a target is a placeholder of a blank form: a sign without a number, stars, crosses.
pub fn is_placeholder(text: &str) -> bool {
    let bare = join::bare(text);
    let is_marked = bare.contains("**") || bare.contains('×') || bare.contains("XX") || bare.contains("__");
    let is_bare_sign =
        !bare.is_empty() && bare.chars().all(|it| SIGNS.contains(&it) || matches!(it, '%' | '…' | '.'));
    bare.is_empty() || is_bare_sign || (is_marked && !bare.chars().any(|it| it.is_ascii_digit()))
}

fn is_sign_led(bare: &str, n_chars: usize) -> bool {
    if bare.starts_with('《') {
        return false;
    }
    if bare.starts_with(SIGNS) {
        return 1 < n_chars && n_chars < 30;
    }
    SIGN_WORDS
        .iter()
        .any(|it| bare.strip_prefix(it).is_some_and(|rest| is_quantity(rest) || is_fraction(rest)))
        || (SIGN_WORDS.iter().any(|it| bare.starts_with(it)) && n_chars < 14 && !bare.ends_with('率'))
}

/// A number and nothing but units, bounds and further numbers after it.
fn is_quantity(bare: &str) -> bool {
    let rest = bare.trim_start_matches(['约', '近', '-', '共']);
    rest.starts_with(|it: char| it.is_ascii_digit()) && follows_number(rest)
}

fn is_fraction(bare: &str) -> bool {
    ["百分之", "千分之", "万分之"].iter().any(|it| {
        bare.strip_prefix(it).is_some_and(|rest| {
            !rest.is_empty()
                && rest.chars().all(|it| {
                    it.is_ascii_digit()
                        || matches!(it, '.' | '%')
                        || "一二三四五六七八九十百零点以上下内".contains(it)
                })
        })
    })
}

/// 第四季度, 年底前, 12月底前完成 and the like.
fn is_period(bare: &str) -> bool {
    let rest = bare.trim_end_matches("完成").trim_end_matches('前').trim_end_matches("以");
    matches!(
        rest,
        "年底" | "年末" | "当年" | "本年度" | "年内" | "全年" | "月底" | "季度末" | "年度内" | "当年底"
    ) || (rest.starts_with('第') && rest.ends_with("季度") && rest.chars().count() < 6)
}

fn is_change(bare: &str) -> bool {
    CHANGES.iter().any(|it| {
        bare.strip_prefix(it).is_some_and(|rest| {
            let rest = CHANGES.iter().find_map(|it| rest.strip_prefix(it)).unwrap_or(rest);
            !rest.is_empty() && (is_quantity(rest.trim_start_matches(SIGNS)) || is_fraction(rest))
        })
    })
}

fn is_phrase(bare: &str, n_chars: usize) -> bool {
    let begins = PHRASE_STARTS.iter().any(|it| bare.starts_with(it));
    // An adverb with a verb and nothing more: 逐步建立. Names end with what is measured.
    let is_short =
        (4..6).contains(&n_chars) && !bare.ends_with(['率', '数', '量', '度', '次', '性', '况', '值', '额']);
    begins && (is_short || (n_chars < 9 && PHRASE_ENDS.iter().any(|it| bare.ends_with(it))))
}

/// Several clauses, such as a label with a sign and a number.
fn is_compound(bare: &str, n_chars: usize) -> bool {
    let ends_like_value = bare.ends_with(|it: char| it.is_ascii_digit() || matches!(it, '%' | '‰' | '*'));
    let has_sign = bare.contains(['≥', '≤', '>', '<', '=']);
    // A bracket that is open goes on in the next line: a piece of a name.
    if bare.matches('(').count() != bare.matches(')').count() {
        return false;
    }
    let first_half: String = bare.chars().take(n_chars / 2).collect();
    (ends_like_value && !first_half.is_empty() && n_chars < 40 && !bare.ends_with("20"))
        || (has_sign && n_chars < 40)
}

/// Reads numbers, units, bounds and separators until nothing is left. Bounded: a text of at most 60 characters.
fn follows_number(text: &str) -> bool {
    let mut rest = text;
    let mut after_counter = false;
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_digit() || matches!(first, '(' | ')' | '*' | '+' | '、') {
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            after_counter = false;
            continue;
        }
        let eaten = TAILS
            .iter()
            .chain(UNITS)
            .filter(|it| rest.starts_with(**it))
            .map(|it| it.len())
            .chain(own::unit_at(rest))
            .max();
        match eaten {
            Some(len) => {
                after_counter = rest.starts_with('个');
                rest = rest.get(len..).unwrap_or_default();
            }
            // "9个乡镇": a counter and the thing counted.
            None => return after_counter && rest.chars().count() < 4,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_told_from_names() {
        for (text, expected) in [
            ("≥95%", Likeness::Strong),
            ("＝12个", Likeness::Strong),
            ("9个乡镇", Likeness::Strong),
            ("15台/套", Likeness::Strong),
            ("≤3.20/10万", Likeness::Strong),
            ("500元-800元/人/年", Likeness::Strong),
            ("百分之九十五", Likeness::Strong),
            ("百分之85", Likeness::Strong),
            ("≥0.95(百分比)", Likeness::Strong),
            ("2026年6月30日前完成", Likeness::Strong),
            ("12月底前", Likeness::Strong),
            ("第四季度", Likeness::Strong),
            ("上升5%", Likeness::Strong),
            ("不低于2025年", Likeness::Strong),
            ("3个月内", Likeness::Strong),
            ("1", Likeness::Strong),
            ("健全", Likeness::Weak),
            ("持续提高", Likeness::Weak),
            ("使用率100%误差率≤1%", Likeness::Weak),
            ("巡查里程", Likeness::None),
            ("65岁及以上老人体检人数", Likeness::None),
            ("2026年资金到位率", Likeness::None),
            ("持续提高居民节水水平", Likeness::None),
            ("按时足额发放补贴", Likeness::None),
            ("30户以上农户满意率（%", Likeness::None),
            ("9-16万字", Likeness::Strong),
            ("", Likeness::None),
        ] {
            assert_eq!(likeness(text), expected, "{text}");
        }
    }

    #[test]
    fn signs_units_and_placeholders() {
        assert!(is_sign("≥") && is_sign("定性") && !is_sign("≥5"));
        assert!(is_unit("人次") && is_unit("%") && !is_unit("完成") && !is_unit("完成率"));
        assert!(is_placeholder("≥**%") && is_placeholder("≥") && !is_placeholder("≥5%"));
        assert!(is_tail("完成") && is_tail("以内") && !is_tail("率"));
    }
}

//! What an indicator's name tells about its target: a rate, a share, satisfaction, money, harm.
//!
//! It sees names only. Every predicate takes the printed name and looks past blanks, a bracketed tail such as
//! `（%）`, and punctuation at the end.

use super::normalize::{self, fold_cow};
use super::target::{Op, Target};
use super::unit::{self, Unit};
use crate::text::words::{Edges, Word, ends_with_any, has_any_of, letters, words, words_in};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// Words ending in 率 that are no shares.
const OTHER_RATES: &[&str] =
    &["效率", "频率", "功率", "利率", "税率", "汇率", "费率", "速率", "表率", "容积率", "分辨率"];

/// Words that make a share of a name.
const SHARES: &[Word] = &words([
    "率",
    "比例",
    "占比",
    "比重",
    "覆盖",
    "满意",
    "知晓",
    "参与度",
    "百分比",
    "完成度",
    "普及程度",
    "普及度",
]);

/// Words that make a share of a name that counts nothing.
const PARTLY_SHARES: &[Word] = &words(["覆盖", "满意"]);

/// Words of shares that may well exceed 100 %.
const UNBOUNDED: &[Word] = &words([
    "增长率",
    "提高率",
    "提升率",
    "上升率",
    "增加率",
    "增收率",
    "增幅",
    "增长",
    "涨幅",
    "同比",
    "环比",
    "超额",
    "超收",
    "收益率",
    "回报率",
    "利润率",
    "投入产出",
    "周转率",
    "负债率",
    "杠杆",
    "保值增值",
    "增值率",
    "床位使用率",
    "病床",
    "毛入学率",
    "产销率",
    "赔付率",
    "存贷比",
    "投资完成率",
    "收入完成率",
    "税收完成",
    "产值",
    "倍",
    "覆盖倍数",
    "拨备",
]);

/// Words that name harm: less is better.
const HARMS: &[Word] = &words([
    "发病率",
    "死亡率",
    "患病率",
    "误差率",
    "故障率",
    "负债率",
    "结余率",
    "结转率",
    "投诉",
    "事故",
    "差错",
    "超预算",
    "超支",
    "复发率",
    "感染率",
    "流失率",
    "退货率",
    "损失率",
    "返修率",
    "逾期率",
    "空置率",
    "失业率",
    "违规",
    "污染",
]);

/// Ends of names that count something, so that the share in them is not what is measured.
const COUNTS: &[&str] = &["数", "量", "积", "次", "份", "调查", "问卷", "报告", "范围"];

/// Words that turn harm into its reduction.
const REDUCTIONS: &[Word] =
    &words(["下降", "压减", "减少", "降低", "处理", "办结", "整改", "化解", "控制率"]);

/// Words that name money.
const MONEYS: &[Word] = &words([
    "费", "金额", "支付", "报销", "成本", "资金", "经费", "支出", "收入", "补助", "补贴", "价款", "投资",
    "工资",
]);

/// Words of stocks: what holds at a time and does not add up over a year.
const STOCKS: &[Word] = &words(["维持", "保有", "在册", "在岗", "在编", "在职", "现有", "存量", "保持"]);

/// The word of satisfaction.
const SATISFACTION: &[Word] = &words(["满意"]);

/// What may end a name without belonging to it.
const END: &[char] = &['。', '，', '、', '；', '：', '.', ',', ';', ':'];

/// The name without blanks, punctuation at the end and a bracketed unit, and that unit.
pub fn split_unit(name: &str) -> (String, Option<Unit>) {
    let (stem, unit) = split(name);
    (stem.into_owned(), unit)
}

fn split(name: &str) -> (Cow<'_, str>, Option<Unit>) {
    let folded = cut(fold_cow(name), |it| it.trim_end_matches(END));
    if let Some((stem, inside)) = folded.strip_suffix(')').and_then(|it| it.rsplit_once('(')) {
        let inside = inside.trim_start_matches("单位:").trim_start_matches("单位：");
        if let Some(unit) = unit::whole(inside)
            && !stem.is_empty()
        {
            let n_bytes = stem.len();
            return (cut(folded, |it| it.get(..n_bytes).unwrap_or_default()), Some(unit));
        }
    }
    (folded, None)
}

/// The beginning of a text that `keep` gives, without a copy.
fn cut(text: Cow<'_, str>, keep: impl FnOnce(&str) -> &str) -> Cow<'_, str> {
    let n_bytes = keep(&text).len();
    match text {
        Cow::Borrowed(it) => Cow::Borrowed(it.get(..n_bytes).unwrap_or_default()),
        Cow::Owned(mut it) => {
            it.truncate(n_bytes);
            Cow::Owned(it)
        }
    }
}

/// The name without any bracketed tail.
pub fn stem(name: &str) -> String {
    Name::of(name).stem.into_owned()
}

/// A name, read once for all that ask.
#[derive(Clone, Debug)]
pub struct Name<'a> {
    /// As printed.
    pub printed: &'a str,
    /// Without blanks, punctuation at the end and any bracketed tail.
    pub stem: Cow<'a, str>,
    /// The unit in a bracket at the end.
    pub unit: Option<Unit>,
    /// Whether it has only letters, digits and usual Han characters, so that nothing is taken off for the stem.
    pub is_plain: bool,
    /// The letters of the name as printed, and of its stem.
    letters: (u128, u128),
}

impl<'a> Name<'a> {
    /// Reads a printed name.
    pub fn of(printed: &'a str) -> Self {
        let is_plain = printed.chars().all(normalize::is_plain);
        if is_plain {
            let of_name = letters(printed);
            return Self { printed, stem: printed.into(), unit: None, is_plain, letters: (of_name, of_name) };
        }
        let (stem, unit) = split(printed);
        let stem = cut(stem, |stem| match stem.strip_suffix(')').and_then(|it| it.rsplit_once('(')) {
            Some((before, _)) if !before.is_empty() => before,
            _ => stem,
        });
        let of_stem = letters(&stem);
        let of_printed = if stem == printed { of_stem } else { letters(printed) };
        Self { printed, stem, unit, is_plain, letters: (of_printed, of_stem) }
    }

    /// Whether the name ends with 率 as in 合格率, not as in 效率.
    pub fn is_rate(&self) -> bool {
        self.stem.ends_with('率') && !self.is_other_rate()
    }

    fn is_other_rate(&self) -> bool {
        ends_with_any(&self.stem, OTHER_RATES)
    }

    /// Whether any of the words stands in the name as printed.
    pub fn has_any(&self, words: &[Word]) -> bool {
        has_any_of(self.printed, self.letters.0, words)
    }

    /// Whether any of the words stands in the stem.
    pub fn stem_has_any(&self, words: &[Word]) -> bool {
        has_any_of(&self.stem, self.letters.1, words)
    }

    /// Whether the name as printed ends with any of the words.
    pub fn ends_with_any(&self, words: &Edges) -> bool {
        words.end(self.printed, self.letters.0)
    }

    /// Whether the stem ends with any of the words.
    pub fn stem_ends_with_any(&self, words: &Edges) -> bool {
        words.end(&self.stem, self.letters.1)
    }

    /// Those of the words that stand in the stem.
    pub fn stem_words(&self, words: &'static [Word]) -> impl Iterator<Item = &'static str> {
        words_in(&self.stem, self.letters.1, words)
    }

    /// The longest of the words that the stem begins with.
    pub fn stem_start(&self, words: &Edges) -> Option<&'static str> {
        words.longest_start(&self.stem)
    }

    /// The stem without these words at its beginning, as often as one stands there.
    pub fn stem_after(&self, words: &Edges) -> &str {
        let mut rest = &*self.stem;
        while let Some(word) = words.longest_start(rest) {
            rest = rest.strip_prefix(word).unwrap_or("");
        }
        rest
    }

    /// The stem as a name of its own; `None` where it has nothing more to be taken off, as in most names.
    fn of_stem(&self) -> Option<Name<'_>> {
        let is_bare = self.is_plain || self.stem.ends_with(normalize::is_plain);
        (!is_bare).then(|| Name::of(&self.stem))
    }

    /// Whether the name is a share at all: a rate, 比例, 占比, 覆盖, 参与度, 满意.
    pub fn is_share(&self) -> bool {
        let of_stem = self.of_stem();
        let stem = of_stem.as_ref().unwrap_or(self);
        stem.is_rate()
            || ends_with_any(&self.stem, &["比例", "占比", "比重", "参与度", "百分比"])
            || self.stem_has_any(PARTLY_SHARES) && !stem.counts()
    }

    /// Whether the share may exceed 100 %: growth, over-fulfilment, turnover.
    pub fn may_exceed_all(&self) -> bool {
        self.stem_has_any(UNBOUNDED)
    }

    /// Whether the name is a share that cannot exceed 100 %, such as 覆盖率 or 知晓率, but not 增长率.
    pub fn is_bounded(&self) -> bool {
        self.stem_has_any(SHARES) && !self.stem_has_any(UNBOUNDED) && !self.is_other_rate()
    }

    /// Whether the name counts things, as in 满意度调查次数 and 覆盖人数.
    pub fn counts(&self) -> bool {
        ends_with_any(&self.stem, COUNTS)
    }

    /// Whether the name is about satisfaction.
    pub fn is_satisfaction(&self) -> bool {
        self.has_any(SATISFACTION)
    }

    /// Whether less of it is better: a rate of harm, and not its reduction.
    pub fn is_harm(&self) -> bool {
        self.has_any(HARMS) && !self.has_any(REDUCTIONS)
    }

    /// Whether the name is about money.
    pub fn is_money(&self) -> bool {
        self.stem_has_any(MONEYS) && !self.stem.ends_with(['数', '率', '次'])
    }

    /// Whether the name is the amount of money that a person or case is given by rule.
    pub fn is_money_standard(&self) -> bool {
        self.stem.contains("标准")
    }

    /// Whether the name is a stock, which is the same in the middle and at the end of a year.
    pub fn is_stock(&self) -> bool {
        self.has_any(STOCKS)
    }

    /// Whether the value is a share above the whole: over 100 %, or `>100%`, under the name of a bounded share.
    pub fn is_exceeded_by(&self, target: &Target) -> bool {
        let Some(number) = target.number().filter(|_| target.is_percent()) else { return false };
        let is_above =
            number > Decimal::ONE_HUNDRED || (number == Decimal::ONE_HUNDRED && target.op == Op::Gt);
        is_above && self.is_bounded()
    }
}

/// [`Name::is_rate`] of a name that is asked once.
pub fn rate(name: &str) -> bool {
    Name::of(name).is_rate()
}

/// [`Name::is_share`] of a name that is asked once.
pub fn share(name: &str) -> bool {
    Name::of(name).is_share()
}

/// [`Name::is_bounded`] of a name that is asked once.
pub fn bounded(name: &str) -> bool {
    Name::of(name).is_bounded()
}

/// [`Name::counts`] of a name that is asked once.
pub fn counts(name: &str) -> bool {
    Name::of(name).counts()
}

/// Whether the name is about satisfaction.
pub fn satisfaction(name: &str) -> bool {
    name.contains("满意")
}

/// [`Name::is_harm`] of a name that is asked once.
pub fn harm(name: &str) -> bool {
    Name::of(name).is_harm()
}

/// [`Name::is_money`] of a name that is asked once.
pub fn money(name: &str) -> bool {
    Name::of(name).is_money()
}

/// [`Name::is_money_standard`] of a name that is asked once.
pub fn money_standard(name: &str) -> bool {
    Name::of(name).is_money_standard()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_they_measure() {
        let check = |name: &str, expected: [bool; 4]| {
            assert_eq!([rate(name), share(name), bounded(name), satisfaction(name)], expected, "{name}");
        };
        check("设备完好率（%）", [true, true, true, false]);
        check("游客满意度", [false, true, true, true]);
        check("产值增长率", [true, true, false, false]);
        check("工作效率", [false, false, false, false]);
        check("覆盖人数", [false, false, true, false]);
        check("路灯亮灯率。", [true, true, true, false]);
        check("培训人次", [false, false, false, false]);
        check("满意度调查次数", [false, false, true, true]);
        check("女性占比", [false, true, true, false]);
        check("", [false; 4]);
    }

    #[test]
    fn units_in_names_are_split_off() {
        let check = |name: &str, stem: &str, unit: Option<&str>| {
            let (found, found_unit) = split_unit(name);
            assert_eq!((found.as_str(), found_unit.as_ref().map(|it| &*it.name)), (stem, unit), "{name}");
        };
        check("培训数量 （批次）", "培训数量", Some("批次"));
        check("完好率(%)。", "完好率", Some("%"));
        check("道路长度（单位：公里）", "道路长度", Some("公里"));
        check("街道(含社区)", "街道(含社区)", None);
        check("（人）", "(人)", None);
    }

    #[test]
    fn harm_is_not_its_reduction() {
        assert!(harm("设备故障率"));
        assert!(!harm("设备故障率下降幅度"));
        assert!(!harm("投诉办结率"));
        assert!(money("物业费") && !money("收费人数") && Name::of("维持队伍人数").is_stock());
    }
}

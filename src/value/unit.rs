//! The one table of units: what each is called, what it measures, and how else it is spelled.
//!
//! It knows nothing of numbers and signs. Invariant: two units with the same base measure the same thing, and
//! `factor` turns one into the other.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

/// A unit as written, and what it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    /// The canonical name, with its power of ten and its object: 万元, 个乡镇.
    pub name: Cow<'static, str>,
    /// The unit as written.
    pub text: Cow<'static, str>,
    /// The canonical name without power of ten and object: 元, 个.
    pub base: Cow<'static, str>,
    /// What it measures.
    pub dimension: Dimension,
    /// How many base units it is.
    pub factor: Decimal,
}

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// A share or a multiple.
    Ratio,
    /// People and households.
    People,
    /// Things that happen.
    Events,
    /// Things that are counted.
    Things,
    /// Time.
    Time,
    /// Money.
    Money,
    /// Volume.
    Volume,
    /// Area.
    Area,
    /// Length.
    Length,
    /// Mass.
    Mass,
    /// Points of a score.
    Score,
    /// Data, power and other technical sizes.
    Technical,
    /// 万 or 亿 alone.
    Scale,
    /// A word that is not in the table.
    Unknown,
}

/// Canonical name, dimension, other spellings.
type Entry = (&'static str, Dimension, &'static [&'static str]);

/// All units.
const UNITS: &[Entry] = &[
    ("%", Dimension::Ratio, &[]),
    ("‰", Dimension::Ratio, &[]),
    ("/10万", Dimension::Ratio, &["/十万"]),
    ("/百万", Dimension::Ratio, &["/100万"]),
    ("/万", Dimension::Ratio, &["/1万"]),
    ("/千", Dimension::Ratio, &["/1千"]),
    ("个百分点", Dimension::Ratio, &["百分点"]),
    ("倍", Dimension::Ratio, &[]),
    ("人", Dimension::People, &[]),
    ("名", Dimension::People, &[]),
    ("人次", Dimension::People, &[]),
    ("人份", Dimension::People, &[]),
    ("人天", Dimension::People, &["人日"]),
    ("户", Dimension::People, &[]),
    ("户次", Dimension::People, &[]),
    ("位", Dimension::People, &[]),
    ("次", Dimension::Events, &[]),
    ("场", Dimension::Events, &[]),
    ("场次", Dimension::Events, &[]),
    ("批次", Dimension::Events, &[]),
    ("批", Dimension::Events, &[]),
    ("剂次", Dimension::Events, &[]),
    ("针次", Dimension::Events, &[]),
    ("期", Dimension::Events, &[]),
    ("例", Dimension::Events, &[]),
    ("起", Dimension::Events, &[]),
    ("宗", Dimension::Events, &[]),
    ("届", Dimension::Events, &[]),
    ("轮", Dimension::Events, &[]),
    ("趟", Dimension::Events, &[]),
    ("班次", Dimension::Events, &[]),
    ("课时", Dimension::Events, &["学时"]),
    ("个", Dimension::Things, &[]),
    ("项", Dimension::Things, &[]),
    ("项次", Dimension::Things, &[]),
    ("件", Dimension::Things, &[]),
    ("件次", Dimension::Things, &[]),
    ("份", Dimension::Things, &[]),
    ("册", Dimension::Things, &[]),
    ("卷", Dimension::Things, &[]),
    ("页", Dimension::Things, &[]),
    ("册次", Dimension::Things, &[]),
    ("套", Dimension::Things, &[]),
    ("台", Dimension::Things, &[]),
    ("台/套", Dimension::Things, &["台套", "套/台", "台(套)"]),
    ("台次", Dimension::Things, &[]),
    ("辆", Dimension::Things, &[]),
    ("辆次", Dimension::Things, &[]),
    ("架", Dimension::Things, &[]),
    ("艘", Dimension::Things, &[]),
    ("张", Dimension::Things, &[]),
    ("袋", Dimension::Things, &[]),
    ("种", Dimension::Things, &[]),
    ("类", Dimension::Things, &[]),
    ("家", Dimension::Things, &[]),
    ("家次", Dimension::Things, &[]),
    ("所", Dimension::Things, &[]),
    ("处", Dimension::Things, &[]),
    ("座", Dimension::Things, &[]),
    ("栋", Dimension::Things, &["幢"]),
    ("间", Dimension::Things, &[]),
    ("条", Dimension::Things, &[]),
    ("本", Dimension::Things, &[]),
    ("篇", Dimension::Things, &[]),
    ("部", Dimension::Things, &[]),
    ("幅", Dimension::Things, &[]),
    ("块", Dimension::Things, &[]),
    ("只", Dimension::Things, &[]),
    ("支", Dimension::Things, &[]),
    ("头", Dimension::Things, &[]),
    ("匹", Dimension::Things, &[]),
    ("尾", Dimension::Things, &[]),
    ("羽", Dimension::Things, &[]),
    ("株", Dimension::Things, &[]),
    ("棵", Dimension::Things, &[]),
    ("盏", Dimension::Things, &[]),
    ("根", Dimension::Things, &[]),
    ("组", Dimension::Things, &[]),
    ("宗地", Dimension::Things, &[]),
    ("门", Dimension::Things, &[]),
    ("盒", Dimension::Things, &[]),
    ("箱", Dimension::Things, &[]),
    ("瓶", Dimension::Things, &[]),
    ("剂", Dimension::Things, &[]),
    ("桶", Dimension::Things, &[]),
    ("面", Dimension::Things, &[]),
    ("标箱", Dimension::Things, &["TEU"]),
    ("单位", Dimension::Things, &[]),
    ("床", Dimension::Things, &["张床"]),
    ("床日", Dimension::Things, &[]),
    ("段", Dimension::Things, &[]),
    ("村", Dimension::Things, &["个村"]),
    ("平台", Dimension::Things, &[]),
    ("班", Dimension::Things, &[]),
    ("节", Dimension::Things, &[]),
    ("点", Dimension::Things, &[]),
    ("眼", Dimension::Things, &[]),
    ("口", Dimension::Things, &[]),
    ("孔", Dimension::Things, &[]),
    ("对", Dimension::Things, &[]),
    ("把", Dimension::Things, &[]),
    ("副", Dimension::Things, &[]),
    ("枚", Dimension::Things, &[]),
    ("扇", Dimension::Things, &["樘"]),
    ("顶", Dimension::Things, &[]),
    ("车次", Dimension::Events, &[]),
    ("航次", Dimension::Events, &[]),
    ("架次", Dimension::Events, &[]),
    ("年", Dimension::Time, &[]),
    ("季度", Dimension::Time, &["个季度", "季"]),
    ("个月", Dimension::Time, &[]),
    ("月", Dimension::Time, &[]),
    ("周", Dimension::Time, &["个星期", "星期"]),
    ("天", Dimension::Time, &["日", "个自然日", "自然日", "个日历天", "日历天", "个日历日", "日历日"]),
    ("个工作日", Dimension::Time, &["工作日", "个工作天"]),
    ("小时", Dimension::Time, &["个小时", "h"]),
    ("分钟", Dimension::Time, &["min"]),
    ("秒", Dimension::Time, &["秒钟"]),
    ("元", Dimension::Money, &["元人民币", "人民币元"]),
    ("美元", Dimension::Money, &[]),
    ("ml", Dimension::Volume, &["毫升"]),
    ("L", Dimension::Volume, &["升"]),
    ("立方米", Dimension::Volume, &["m³", "m3", "㎥", "方", "立方"]),
    ("平方米", Dimension::Area, &["㎡", "m²", "m2", "平米", "平方"]),
    ("平方公里", Dimension::Area, &["km²", "km2", "㎢", "平方千米"]),
    ("亩", Dimension::Area, &[]),
    ("公顷", Dimension::Area, &["hm²", "hm2"]),
    ("米", Dimension::Length, &["m", "延米", "延长米"]),
    ("厘米", Dimension::Length, &["cm"]),
    ("毫米", Dimension::Length, &["mm"]),
    ("公里", Dimension::Length, &["km", "千米"]),
    ("里", Dimension::Length, &[]),
    ("吨", Dimension::Mass, &["t"]),
    ("千克", Dimension::Mass, &["kg", "公斤"]),
    ("克", Dimension::Mass, &["g"]),
    ("斤", Dimension::Mass, &[]),
    ("分", Dimension::Score, &[]),
    ("度", Dimension::Technical, &["千瓦时", "kwh"]),
    ("千瓦", Dimension::Technical, &["kw"]),
    ("兆瓦", Dimension::Technical, &["mw"]),
    ("兆", Dimension::Technical, &["M", "MB", "Mbps"]),
    ("GB", Dimension::Technical, &["G"]),
    ("TB", Dimension::Technical, &[]),
    ("字", Dimension::Technical, &[]),
    ("PB", Dimension::Technical, &[]),
    ("千伏", Dimension::Technical, &["kV"]),
    ("千伏安", Dimension::Technical, &["kVA"]),
    ("兆帕", Dimension::Technical, &["MPa"]),
    ("NTU", Dimension::Technical, &[]),
    ("μg/m³", Dimension::Technical, &["微克/立方米", "ug/m3", "μg/m3", "微克每立方米"]),
    ("mg/L", Dimension::Technical, &["毫克/升", "mg/m³", "毫克/立方米"]),
    ("分贝", Dimension::Technical, &["db"]),
    ("℃", Dimension::Technical, &["摄氏度", "°C"]),
];

/// The spellings of all units by their first character, in lower case.
static BY_START: LazyLock<FxHashMap<char, Vec<(&'static Entry, &'static str)>>> = LazyLock::new(|| {
    let mut by_start: FxHashMap<char, Vec<(&'static Entry, &'static str)>> = FxHashMap::default();
    for entry in UNITS {
        for spelling in std::iter::once(&entry.0).chain(entry.2) {
            if let Some(start) = spelling.chars().next() {
                by_start.entry(start.to_ascii_lowercase()).or_default().push((entry, spelling));
            }
        }
    }
    by_start
});

/// All spellings of all units.
#[cfg(test)]
pub fn spellings() -> impl Iterator<Item = &'static str> {
    UNITS.iter().flat_map(|(name, _, spellings)| std::iter::once(*name).chain(spellings.iter().copied()))
}

/// Powers of ten that may stand before a unit.
const SCALES: &[(&str, u32)] =
    &[("万亿", 12), ("千万", 7), ("百万", 6), ("十万", 5), ("亿", 8), ("万", 4), ("千", 3), ("百", 2)];

/// The unit at the start of a text, the longest that matches, with a power of ten before it, and the rest. Where
/// only 万 or 亿 matches, that is the unit.
pub fn unit(text: &str) -> Option<(Unit, &str)> {
    let plain = known(text);
    let has_scale = text.starts_with(['亿', '万', '千', '百', '十']);
    for (scale, power) in SCALES.iter().filter(|_| has_scale) {
        let Some(rest) = text.strip_prefix(scale) else { continue };
        let factor = Decimal::from(10_u64.pow(*power));
        if let Some((unit, rest)) = known(rest)
            && !matches!(unit.dimension, Dimension::Ratio | Dimension::Time)
            && plain.as_ref().is_none_or(|(_, end)| rest.len() < end.len())
        {
            return Some((
                Unit {
                    name: format!("{scale}{}", unit.name).into(),
                    text: format!("{scale}{}", unit.text).into(),
                    factor,
                    ..unit
                },
                rest,
            ));
        }
        if plain.is_none() && matches!(*scale, "万" | "亿") {
            return Some((
                Unit {
                    name: (*scale).into(),
                    text: (*scale).into(),
                    base: "万".into(),
                    dimension: Dimension::Scale,
                    factor: Decimal::from(10_u64.pow(power - 4)),
                },
                rest,
            ));
        }
    }
    plain
}

/// The unit that is the whole text, if it is in the table.
pub fn whole(text: &str) -> Option<Unit> {
    unit(text).filter(|(_, rest)| rest.is_empty()).map(|(it, _)| it)
}

fn known(text: &str) -> Option<(Unit, &str)> {
    let start = text.chars().next()?.to_ascii_lowercase();
    let mut best: Option<(&'static Entry, &'static str)> = None;
    for (entry, spelling) in BY_START.get(&start)? {
        if best.is_none_or(|(_, it)| it.len() < spelling.len()) && starts_with(text, spelling) {
            best = Some((entry, spelling));
        }
    }
    let ((name, dimension, _), spelling) = best?;
    let (written, rest) = text.split_at_checked(spelling.len())?;
    // Nearly every unit is written as in the table, which then lends its words.
    let text = if written == spelling { Cow::Borrowed(spelling) } else { written.to_owned().into() };
    let unit = Unit {
        name: (*name).into(),
        text,
        base: (*name).into(),
        dimension: *dimension,
        factor: Decimal::ONE,
    };
    Some((unit, rest))
}

/// Latin units match in either case, and only as whole words.
fn starts_with(text: &str, spelling: &str) -> bool {
    let Some((start, rest)) = text.split_at_checked(spelling.len()) else { return false };
    let latin_end = spelling.ends_with(|it: char| it.is_ascii_alphabetic());
    start.eq_ignore_ascii_case(spelling)
        && !(latin_end && rest.starts_with(|it: char| it.is_ascii_alphanumeric()))
}

/// A unit that is not in the table.
pub fn unknown(text: &str) -> Unit {
    Unit {
        name: text.to_owned().into(),
        text: text.to_owned().into(),
        base: text.to_owned().into(),
        dimension: Dimension::Unknown,
        factor: Decimal::ONE,
    }
}

impl Unit {
    /// This unit with the thing that is counted, as in 个 + 乡镇.
    #[must_use]
    pub fn with_object(self, object: &str) -> Self {
        let with = |it: &str| format!("{it}{object}").into();
        Self { name: with(&self.name), text: with(&self.text), ..self }
    }

    /// 万 or 亿 of a word that is not in the table: 万剂次.
    #[must_use]
    pub fn of_unknown(self, word: &str) -> Self {
        // 万 and 亿 alone are counted in 万.
        let factor = self.factor * Decimal::from(10_000);
        let base = word.to_owned().into();
        Self { base, dimension: Dimension::Unknown, factor, ..self.with_object(word) }
    }

    /// Whether amounts in this unit add up over a year (次, 元, 袋) rather than hold at a time (%, 天).
    pub fn is_flow(&self) -> bool {
        !matches!(
            self.dimension,
            Dimension::Ratio | Dimension::Time | Dimension::Score | Dimension::Technical | Dimension::Unknown
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_spelling_wins() {
        let cases = [
            ("台/套", "台/套", "台/套", ""),
            ("台/年", "台", "台", "/年"),
            ("人次", "人次", "人次", ""),
            ("万元/人", "万元", "元", "/人"),
            ("万", "万", "万", ""),
            ("亿", "亿", "万", ""),
            ("千米", "公里", "公里", ""),
            ("千克", "千克", "千克", ""),
            ("ML", "ml", "ml", ""),
            ("个月内", "个月", "个月", "内"),
            ("工作日", "个工作日", "个工作日", ""),
            ("百万元", "百万元", "元", ""),
            ("/10万", "/10万", "/10万", ""),
        ];
        for (text, name, base, rest) in cases {
            let (unit, end) = unit(text).unwrap();
            assert_eq!((&*unit.name, &*unit.base, end), (name, base, rest), "{text}");
        }
        assert_eq!(unit("项目"), unit("项目"), "a prefix is enough here; the caller looks at the rest");
        assert_eq!(unit("魑"), None);
        assert_eq!(whole("人次数"), None);
    }

    #[test]
    fn no_spelling_is_listed_twice() {
        let mut seen = std::collections::HashSet::new();
        for (name, _, spellings) in UNITS {
            for spelling in std::iter::once(name).chain(*spellings) {
                assert!(seen.insert(*spelling), "{spelling} stands twice");
            }
        }
    }

    #[test]
    fn factors_turn_a_unit_into_its_base() {
        let factor = |text: &str| whole(text).map(|it| it.factor);
        assert_eq!(factor("万元"), Some(Decimal::from(10_000)));
        assert_eq!(factor("亿元"), Some(Decimal::from(100_000_000)));
        assert_eq!(factor("元"), Some(Decimal::ONE));
        assert_eq!(factor("亿"), Some(Decimal::from(10_000)), "in 万");
    }
}

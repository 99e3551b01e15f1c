//! The level-2 kinds in the order in which forms list them, and what an indicator's words say for each.
//!
//! Words only ever make a kind likelier; [`super::runs`] weighs them against order and labels. Invariant: one cost a
//! kind, in the order of [`Kind::ALL`].

use super::{join, own};
use crate::model::taxonomy::Level1;

/// A level 2 of the common scheme, in form order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 数量指标.
    Quantity,
    /// 质量指标.
    Quality,
    /// 时效指标.
    Timeliness,
    /// 成本指标.
    Cost,
    /// 经济效益指标.
    Economic,
    /// 社会效益指标.
    Social,
    /// 生态效益指标.
    Ecological,
    /// 可持续影响指标.
    Sustainable,
    /// 服务对象满意度指标.
    Satisfaction,
}

/// Words for a kind: what makes it likelier by how much, and what it costs without any of them.
struct Signs {
    kind: Kind,
    words: &'static [&'static str],
    bonus: i32,
    without: i32,
}

const SIGNS: &[Signs] = &[
    Signs { kind: Kind::Quantity, words: &[], bonus: 0, without: 0 },
    Signs {
        kind: Kind::Quality,
        words: &[
            "合格",
            "达标",
            "规范",
            "准确",
            "质量",
            "覆盖",
            "完成率",
            "死亡率",
            "发病率",
            "出勤",
            "有效率",
            "发放率",
            "转运率",
            "治理率",
        ],
        bonus: 4,
        without: 1,
    },
    Signs {
        kind: Kind::Timeliness,
        words: &["及时", "时限", "周期", "按时", "按期", "进度", "时间", "时长", "时效", "到位率", "发放率"],
        bonus: 6,
        without: 7,
    },
    Signs {
        kind: Kind::Cost,
        words: &["标准", "成本", "费用", "单价", "经费", "支出"],
        bonus: 8,
        without: 8,
    },
    Signs {
        kind: Kind::Economic,
        words: &["收入", "经济", "收支", "节约", "增收", "产值", "费用占", "税"],
        bonus: 7,
        without: 7,
    },
    Signs {
        kind: Kind::Social,
        words: &[
            "知晓",
            "普及",
            "参与",
            "社会",
            "群众",
            "氛围",
            "幸福",
            "居民",
            "健康",
            "就业",
            "困难",
            "统计率",
            "意识",
            "办理率",
        ],
        bonus: 4,
        without: 3,
    },
    Signs {
        kind: Kind::Ecological,
        words: &[
            "生态",
            "环境",
            "污染",
            "绿化",
            "排放",
            "节能",
            "节水",
            "减排",
            "能耗",
            "植被",
            "水质",
            "空气",
            "森林覆盖",
            "垃圾",
        ],
        bonus: 8,
        without: 8,
    },
    Signs {
        kind: Kind::Sustainable,
        words: &["可持续", "长期", "长效", "中长期", "逐年", "持续", "愿望", "发挥作用", "机制", "影响"],
        bonus: 7,
        without: 5,
    },
    Signs {
        kind: Kind::Satisfaction, words: &["满意", "认可度", "好评", "投诉"], bonus: 24, without: 30
    },
];

const COUNTED: &[char] = &[
    '人', '名', '个', '次', '场', '册', '份', '户', '家', '所', '张', '种', '台', '套', '件', '项', '村',
    '辆', '亩', '里', '米', '期', '处', '条', '座', '字', '只', '头', '株', '棵', '批', '篇', '顷',
];

impl Kind {
    /// All kinds in form order.
    pub const ALL: [Self; 9] = [
        Self::Quantity,
        Self::Quality,
        Self::Timeliness,
        Self::Cost,
        Self::Economic,
        Self::Social,
        Self::Ecological,
        Self::Sustainable,
        Self::Satisfaction,
    ];

    /// The name of the level 2.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quantity => "数量指标",
            Self::Quality => "质量指标",
            Self::Timeliness => "时效指标",
            Self::Cost => "成本指标",
            Self::Economic => "经济效益指标",
            Self::Social => "社会效益指标",
            Self::Ecological => "生态效益指标",
            Self::Sustainable => "可持续影响指标",
            Self::Satisfaction => "服务对象满意度指标",
        }
    }

    /// The level 1 that it stands under.
    pub const fn level1(self) -> Level1 {
        match self {
            Self::Quantity | Self::Quality | Self::Timeliness | Self::Cost => Level1::Output,
            Self::Economic | Self::Social | Self::Ecological | Self::Sustainable => Level1::Benefit,
            Self::Satisfaction => Level1::Satisfaction,
        }
    }

    /// The kind that a printed label names.
    pub fn of(label: &str) -> Option<Self> {
        let name = own::level2(label)?.name;
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// What each kind costs for a group of rows (name, target), by their words and units.
pub fn costs(members: &[(&str, &str)]) -> Vec<i32> {
    let names: Vec<String> = members.iter().map(|it| join::bare(it.0)).collect();
    let n_rows = members.len().max(1);
    let n_counted = members.iter().filter(|it| is_count(it.1)).count();
    let n_with =
        |words: &[&str]| names.iter().filter(|name| words.iter().any(|it| name.contains(it))).count();
    let share =
        |n: usize, weight: i32| i32::try_from(n).unwrap_or(0) * weight / i32::try_from(n_rows).unwrap_or(1);
    let is_count_group = n_rows < n_counted * 2 + 1;
    SIGNS
        .iter()
        .map(|signs| match signs.kind {
            Kind::Quantity => {
                let usual = if is_count_group { -6 } else { 3 };
                // Long groups are lists of what is done.
                usual - share(n_rows.min(6) * n_rows, 1) + share(n_with(&["满意"]), 20)
            }
            Kind::Satisfaction => {
                let n = n_with(signs.words);
                if n == 0 { signs.without } else { -signs.bonus }
            }
            kind => {
                let n = n_with(signs.words);
                let money = members.iter().filter(|it| it.1.contains('元')).count();
                let time = members.iter().filter(|it| is_time(it.1)).count();
                let by_words = if n == 0 { signs.without } else { -share(n, signs.bonus) };
                let counted = if is_count_group { 4 } else { 0 };
                by_words + counted + share(n_with(&["满意"]), 12)
                    - match kind {
                        Kind::Cost => share(money, 8),
                        Kind::Timeliness => share(time, 6),
                        Kind::Sustainable => share(members.iter().filter(|it| is_trend(it.1)).count(), 5),
                        _ => 0,
                    }
            }
        })
        .collect()
}

fn is_count(target: &str) -> bool {
    let bare = join::bare(target);
    let is_counted = || bare.ends_with(COUNTED) || own::ends_with_unit(&bare);
    !bare.contains(['%', '‰', '元']) && bare.chars().any(|it| it.is_ascii_digit()) && is_counted()
}

fn is_time(target: &str) -> bool {
    let bare = join::bare(target);
    ["工作日", "小时", "月内", "日前", "天内", "月底", "分钟"].iter().any(|it| bare.contains(it))
}

fn is_trend(target: &str) -> bool {
    ["逐年", "持续", "长期", "逐步", "不断"].iter().any(|it| target.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cheapest(members: &[(&str, &str)]) -> Kind {
        let costs = costs(members);
        let (idx, _) = costs.iter().enumerate().min_by_key(|it| it.1).unwrap();
        Kind::ALL[idx]
    }

    #[test]
    fn words_and_units_speak_for_kinds() {
        assert_eq!(cheapest(&[("渠道维修", "≥3条"), ("植树", "≥900个")]), Kind::Quantity);
        assert_eq!(cheapest(&[("用水户满意度", "≥90%")]), Kind::Satisfaction);
        assert_eq!(cheapest(&[("补助标准", "300元/亩")]), Kind::Cost);
        assert_eq!(cheapest(&[("资金发放及时性", "30个工作日")]), Kind::Timeliness);
    }
}

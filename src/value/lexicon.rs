//! The closed list of qualitative words and their classes.
//!
//! A target is qualitative when it is a word of the list, a word of the list after adverbs of degree
//! (显著 + 提升), or several of these in a row (及时、准确). Everything else in words is text, which cannot be
//! judged.

use super::target::Class;

/// Whole words, by class.
const WORDS: &[(Class, &[&str])] = &[
    (
        Class::Direction,
        &["逐年上升", "提升效率", "稳步增长", "不断完善", "进一步加强", "提质增效", "稳中有升", "稳中有进"],
    ),
    (
        Class::Sustain,
        &[
            "长期坚持",
            "可持续",
            "中长期",
            "长期",
            "持续",
            "长效",
            "短期",
            "中期",
            "常态化",
            "长期有效",
            "长期性",
            "可持续性",
            "长期稳定",
            "持续发展",
            "可持续发展",
            "保持稳定",
            "持续稳定",
            "长期保持",
            "长期影响",
            "持续影响",
        ],
    ),
    (
        Class::Grade,
        &[
            "规范",
            "合格",
            "健全",
            "完善",
            "合规",
            "合理",
            "科学",
            "明确",
            "有效",
            "符合",
            "公开",
            "认可",
            "适应",
            "平稳有力",
            "效果明显",
            "有效保障",
            "无损失",
            "可共享",
            "良好",
            "显著",
            "优",
            "良",
            "达标",
            "较好",
            "好",
            "符合相关规定",
            "严格执行相关制度规定",
            "优秀",
            "优良",
            "明显",
            "稳定",
            "平稳",
            "安全",
            "正常",
            "准确",
            "完整",
            "满意",
            "基本满意",
            "非常满意",
            "十分满意",
            "高",
            "较高",
            "强",
            "较强",
            "是",
            "有",
            "充分",
            "充足",
            "齐全",
            "完备",
            "严谨",
            "清晰",
            "真实",
            "可行",
            "匹配",
            "一致",
            "符合要求",
            "符合规定",
            "符合标准",
            "达到要求",
            "达到标准",
            "达到预期",
            "达到预期目标",
            "达到预期效果",
            "效果显著",
            "效果良好",
            "作用明显",
            "成效明显",
            "成效显著",
            "影响显著",
            "影响较大",
            "运行正常",
            "正常运行",
            "正常运转",
            "平稳运行",
            "稳定运行",
            "验收合格",
            "程序规范",
            "管理规范",
            "使用规范",
            "专款专用",
            "严格执行",
            "按规定执行",
            "完成",
            "全部完成",
            "按计划完成",
            "圆满完成",
            "建立",
            "建立健全",
            "实现",
            "落实",
            "落实到位",
            "执行到位",
            "到位",
            "通过",
            "验收通过",
            "保障",
            "得到保障",
            "基本保障",
            "有保障",
            "无事故",
            "无投诉",
            "无影响",
            "无污染",
            "低",
            "较低",
            "一般",
            "合法",
            "合法合规",
            "公平",
            "公正",
            "安全稳定",
            "和谐稳定",
            "积极",
            "促进",
            "有所促进",
            "符合国家标准",
            "可控",
        ],
    ),
    (
        Class::Timely,
        &[
            "及时",
            "按时保质完成",
            "按时按量有序发放",
            "按时",
            "按期",
            "在项目计划完成时间内完成",
            "按时完成",
            "按期完成",
            "及时完成",
            "如期完成",
            "按时发放",
            "及时发放",
            "按时足额发放",
            "及时足额",
            "按时足额",
            "及时足额发放",
            "按进度完成",
            "按时保质",
            "按质按量",
            "按时按质完成",
            "按序时进度完成",
            "及时到位",
            "及时支付",
            "准时",
            "及时有效",
            "及时准确",
            "及时办理",
            "及时拨付",
            "按时拨付",
            "按时支付",
            "按计划",
            "按计划进行",
            "按时完工",
            "按期完工",
            "按合同约定",
            "按合同约定完成",
        ],
    ),
    (
        Class::Coverage,
        &["全覆盖", "全面覆盖", "应保尽保", "应发尽发", "应收尽收", "应检尽检", "应种尽种", "应享尽享"],
    ),
    (
        Class::Result,
        &[
            "达成",
            "部分达成",
            "未达成",
            "达成预期指标",
            "达成年度指标",
            "达成预期目标",
            "部分达成预期指标",
            "部分达成年度指标并具有一定效果",
            "部分达成预期指标并具有一定效果",
            "未达成年度指标且效果较差",
            "未达成预期指标且效果较差",
            "未完成",
            "已完成",
            "部分完成",
            "已达成",
            "基本达成",
            "基本完成",
        ],
    ),
];

/// Adverbs of degree and pace that may stand before a stem.
const ADVERBS: &[&str] = &[
    "得到有效",
    "进一步",
    "逐步",
    "逐年",
    "持续",
    "不断",
    "明显",
    "显著",
    "有效",
    "大幅度",
    "大幅",
    "稳步",
    "较大",
    "有所",
    "基本",
    "全面",
    "切实",
    "充分",
    "稳定",
    "长期",
    "得到",
    "有力",
    "积极",
    "较为",
    "比较",
    "日益",
    "大力",
    "更加",
    "极大",
    "较好",
    "同步",
    "适度",
    "均",
    "已",
    "较",
    "能",
];

/// What an adverb may stand before.
const STEMS: &[(Class, &[&str])] = &[
    (
        Class::Direction,
        &[
            "提高", "提升", "增强", "改善", "加强", "优化", "减少", "降低", "下降", "上升", "增长", "增加",
            "促进", "推进", "推动", "发展", "巩固", "扩大", "缓解", "改进", "缩短", "压减", "好转", "向好",
            "节约", "提速", "拓展", "深化", "强化",
        ],
    ),
    (
        Class::Grade,
        &[
            "保障", "规范", "健全", "完善", "合理", "科学", "明确", "有效", "满意", "稳定", "良好", "显著",
            "明显", "完整", "准确", "安全", "落实", "实现", "完成", "达标", "认可", "维护", "保护", "控制",
            "支撑", "利用", "解决", "满足", "运行", "开展", "执行", "改观", "高", "好", "大",
        ],
    ),
    (Class::Sustain, &["坚持", "保持", "影响", "发挥作用"]),
    (Class::Coverage, &["覆盖"]),
];

/// What joins several words.
const JOINTS: &[char] = &['、', '，', ',', '；', ';', '和', '且'];

/// Ends of a level such as 一级 or 三级甲等.
const LEVEL_ENDS: &[&str] = &["甲等", "乙等", "及以上", "以上", "标准", "水平"];

/// The class of a text that is qualitative as a whole.
pub fn class(text: &str) -> Option<Class> {
    let text = text.strip_prefix("定性").map_or(text, |it| it.trim_start_matches([':', '：', '(']));
    let text = text.trim_end_matches(')');
    if let Some(class) = single(text) {
        return Some(class);
    }
    let mut classes = text.split(JOINTS).filter(|it| !it.is_empty()).map(single);
    let first = classes.next()??;
    classes.all(|it| it.is_some()).then_some(first)
}

/// The class of a word of the list, or of a level. Unlike [`class`] it takes no adverbs apart.
pub fn exact(text: &str) -> Option<Class> {
    if let Some((class, _)) = WORDS.iter().find(|(_, words)| words.contains(&text)) {
        return Some(*class);
    }
    is_level(text).then_some(Class::Level)
}

fn single(text: &str) -> Option<Class> {
    if let Some(class) = exact(text) {
        return Some(class);
    }
    if let Some((class, _)) = STEMS.iter().find(|(_, stems)| stems.contains(&text)) {
        return Some(*class);
    }
    ADVERBS.iter().find_map(|adverb| {
        let stem = text.strip_prefix(adverb)?;
        if stem.is_empty() { None } else { single(stem) }
    })
}

/// 一级, 3级, A级, AAA级, 5A级, 省级, 三级甲等, 优秀等次.
fn is_level(text: &str) -> bool {
    let stem = LEVEL_ENDS.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    if let Some(grade) = stem.strip_suffix("等次") {
        return exact(grade) == Some(Class::Grade);
    }
    let Some(rank) = stem.strip_suffix('级') else { return false };
    let letters = rank.trim_start_matches(|it: char| it.is_ascii_digit());
    let is_letters = !letters.is_empty() && letters.chars().all(|it| matches!(it, 'A'..='E' | 'a'..='e'));
    let is_digit = rank.len() == 1 && rank.starts_with(|it: char| it.is_ascii_digit());
    let is_word = [
        "一", "二", "三", "四", "五", "特", "甲", "乙", "丙", "国家", "省", "市", "县", "优秀", "合格",
        "良好",
    ]
    .contains(&rank);
    is_letters || is_digit || is_word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_classed() {
        let cases = [
            ("及时", Some(Class::Timely)),
            ("显著提升", Some(Class::Direction)),
            ("得到有效改善", Some(Class::Direction)),
            ("进一步规范", Some(Class::Grade)),
            ("及时、准确", Some(Class::Timely)),
            ("规范，合理", Some(Class::Grade)),
            ("长期保持", Some(Class::Sustain)),
            ("定性：良好", Some(Class::Grade)),
            ("十分满意", Some(Class::Grade)),
            ("一级", Some(Class::Level)),
            ("AAA级", Some(Class::Level)),
            ("三级甲等", Some(Class::Level)),
            ("优秀等次", Some(Class::Level)),
            ("达成预期指标", Some(Class::Result)),
            ("根据实际情况确定", None),
            ("及时、以后再说", None),
            ("", None),
            ("、", None),
            ("级", None),
        ];
        for (text, expected) in cases {
            assert_eq!(class(text), expected, "{text}");
        }
    }

    #[test]
    fn no_word_has_two_classes() {
        let mut seen = std::collections::HashSet::new();
        for word in WORDS.iter().flat_map(|(_, words)| *words) {
            assert!(seen.insert(*word), "{word} stands twice");
        }
    }
}

//! N04: a name that seems to have been cut off: a bracket without partner, an ending that no name has, or a length at
//! which many names of the filing end without a noun that ends names.
//!
//! The last is what a cell of a fixed width leaves: the names are as wide as each other, and hardly any is wider.
//!
//! Clause: K88-完整性.

use crate::check::category::ends_with_any;
use crate::check::scheme::Scheme;
use crate::check::{Check, Finding, Row, Rule, Severity, Traits};
use crate::messages::{Message, RuleText};
use crate::model::Field;
use crate::text::width::width;
use crate::text::words::{Edges, edges, words};

/// The rule.
pub const RULE: Rule = Rule {
    code: "N04",
    name: "name-cut-off",
    severity: Severity::Warning,
    clause: Some("K88-完整性"),
    title: RuleText::N04,
    schemes: Scheme::ALL,
    check: Check::Indicator(Traits::ANY, check),
};

/// How names do not end.
const OPEN_ENDS: &Edges = &edges(&words([
    "的", "及", "和", "与", "或", "占", "占总", "对", "在", "由", "将", "费缴", "并", "以及", "及其", "从",
    "把", "被", "至", "为",
]));
/// Words that end so and are whole.
const WHOLE: &[&str] = &[
    "目的",
    "棉被",
    "植被",
    "行为",
    "作为",
    "有所作为",
    "认为",
    "温和",
    "饱和",
    "缓和",
    "参与",
    "结对",
    "存在",
    "潜在",
    "应对",
    "普及",
    "涉及",
    "配对",
    "甚至",
    "冬至",
    "夏至",
    "中和",
    "总和",
    "亲和",
    "谐和",
    "和谐",
    "自由",
    "名将",
    "占",
];
/// How names end.
const NOUNS: &Edges = &edges(&words([
    "率",
    "数",
    "量",
    "度",
    "次",
    "性",
    "额",
    "况",
    "标准",
    "比例",
    "时间",
    "期",
    "水平",
    "能力",
    "工作",
    "人",
    "员",
    "费",
    "金",
    "活动",
    "培训",
    "建设",
    "服务",
    "管理",
    "项目",
    "成本",
    "质量",
    "作用",
    "影响",
    "效益",
    "体系",
    "机制",
    "制度",
    "安全",
    "发展",
    "面积",
    "长度",
    "覆盖面",
    "程度",
    "进度",
    "比",
    "环境",
    "保障",
    "知识",
    "意识",
    "户",
    "家",
    "村",
    "设备",
    "设施",
    "系统",
    "平台",
    "会议",
    "宣传",
    "评价",
    "检查",
    "监测",
    "维护",
    "改造",
    "工程",
    "完成",
    "及时",
    "达标",
    "合格",
    "增长",
    "提升",
    "提高",
    "降低",
    "减少",
    "稳定",
    "满意",
    "改善",
    "血液",
    "氛围",
    "需求",
    "收入",
    "资金",
    "补助",
    "补贴",
    "评估",
    "采血量",
    "结构",
    "行为",
    "参与",
    "调查",
    "报告",
    "方案",
    "水",
    "线",
    "点",
    "位",
    "岗",
    "场",
    "份",
    "品",
    "物",
    "源",
    "业",
    "区",
    "县",
    "校",
    "院",
    "所",
    "站",
    "实惠",
    "建议",
    "愿望",
    "幸福感",
    "获得感",
    "问题",
]));
/// A wall is at least this many names of one width.
const MIN_AT_WALL: usize = 4;
/// Names narrower than this end where their authors ended them, in columns.
const MIN_WALL_COLUMNS: usize = 28;

fn check(rule: &'static Rule, row: &Row<'_>, findings: &mut Vec<Finding>) {
    let name = row.name();
    let message = if !row.named.is_plain && !is_balanced(name) {
        Message::plain(RuleText::N04Bracket)
    } else if let Some(end) = open_end(name) {
        Message::new(RuleText::N04Ending, [("end", end.to_owned())])
    } else if let Some(columns) = cut_at(row) {
        Message::new(RuleText::N04Wall, [("n", columns.div_ceil(2).to_string())])
    } else {
        return;
    };
    findings.push(row.finding(rule, Field::IndicatorName, message).with_value(name));
}

/// The width at which the name was cut, in columns; `None` where it looks whole.
fn cut_at(row: &Row<'_>) -> Option<usize> {
    let name = row.name();
    // The narrow and the whole are told first: they need not know how wide other names are.
    // What is not cut ends as its author ended it: with a noun, or with a remark in brackets. No character has more
    // columns than bytes.
    let may_be_wide = name.len() + 2 >= MIN_WALL_COLUMNS;
    let is_whole = || row.named.ends_with_any(NOUNS) || name.ends_with([')', '）', '”', '》', '】']);
    let may_be_cut = may_be_wide && !is_whole() && width(name) + 2 >= MIN_WALL_COLUMNS;
    may_be_cut.then(|| row.frame.wall()).flatten().filter(|it| is_at(name, *it))
}

fn open_end(name: &str) -> Option<&'static str> {
    let end = OPEN_ENDS.ends_of(name).filter(|it| name.len() > it.len()).max_by_key(|it| it.len())?;
    let is_whole = ends_with_any(name, WHOLE) && !name.ends_with("占") && !name.ends_with("占总");
    (!is_whole).then_some(end)
}

/// Whether every bracket and quote has its partner.
fn is_balanced(name: &str) -> bool {
    const PAIRS: &[(&[char], &[char])] = &[
        (&['(', '（'], &[')', '）']),
        (&['“'], &['”']),
        (&['《'], &['》']),
        (&['「'], &['」']),
        (&['【'], &['】']),
    ];
    if !name.contains(['(', '（', ')', '）', '“', '”', '《', '》', '「', '」', '【', '】']) {
        return true;
    }
    PAIRS.iter().all(|(open, close)| {
        name.chars().filter(|it| open.contains(it)).count()
            == name.chars().filter(|it| close.contains(it)).count()
    })
}

/// The width at which the names of a filing were cut, in columns, from how many names have each width.
pub fn wall(n_by_width: &[usize]) -> Option<usize> {
    let n_at = |wall: usize| n_by_width.iter().take(wall + 1).skip(wall.saturating_sub(2)).sum::<usize>();
    let n_beyond = |wall: usize| n_by_width.iter().skip(wall + 1).sum::<usize>();
    let printed = n_by_width.iter().enumerate().skip(MIN_WALL_COLUMNS).filter(|(_, n)| **n > 0);
    printed
        .map(|(columns, _)| columns)
        .filter(|it| n_at(*it) >= MIN_AT_WALL && n_at(*it) > 2 * n_beyond(*it))
        .max_by_key(|it| (n_at(*it), *it))
}

fn is_at(name: &str, wall: usize) -> bool {
    (wall.saturating_sub(2)..=wall).contains(&width(name))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    #[test]
    fn cut_names_are_found() {
        for name in [
            "体检标准（科级及以下",
            "实现收支平衡的单位数占单位总数的",
            "检查督导环境卫生交通费缴",
            "开展“一街一品",
        ] {
            let line = format!("产出指标|数量指标|{name}|≥3次");
            check(&RULE, &rows(&[&line]), &[&format!("warning {name}:name")]);
        }
    }

    #[test]
    fn names_that_end_at_a_wall_are_found() {
        let lines: Vec<String> = [
            "完成全县农村饮水管网改造项目竣工验",
            "引进第三方养护公司实施绿化养护外包",
            "组织开展全县河湖巡查工作的巡查次数",
            "推动全县水库除险加固工程完成验收率",
            "乡村教师生活补助发放对象合格（％）",
            "巡查次数",
        ]
        .iter()
        .map(|it| format!("产出指标|数量指标|{it}|≥3次"))
        .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        check(
            &RULE,
            &rows(&lines),
            &[
                "warning 完成全县农村饮水管网改造项目竣工验:name",
                "warning 引进第三方养护公司实施绿化养护外包:name",
            ],
        );
    }

    #[test]
    fn whole_names_are_not() {
        for name in [
            "巡查次数（含夜间）",
            "“一街一品”打造数",
            "群众参与",
            "文明行为",
            "组织开展全县河湖巡查工作并督促整改到位",
        ] {
            let line = format!("产出指标|数量指标|{name}|≥3次");
            check(&RULE, &rows(&[&line]), &[]);
        }
    }
}

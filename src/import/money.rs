//! The words of money blocks: totals, kinds and sources, headings, and what an amount looks like.
//!
//! Must not know where anything stands. Invariant: each word is judged alone.

use super::join;
use super::slot;
use crate::model::breakdown::is_breakdown;
use crate::model::{Column, MoneyUnit};

/// Labels of a whole that others are parts of.
const TOTALS: &[&str] = &["总额", "总计", "合计", "总预算", "资金总量"];

/// What stands where a name would, in a row that sums others up.
const SUMS: &[&str] = &["合计", "总计", "小计", "金额合计", "总分", "总得分", "合计得分"];

/// All words that the labels of money are known by.
pub fn words() -> impl Iterator<Item = &'static &'static str> {
    TOTALS.iter().chain(SUMS).chain(WHOLES).chain(KINDS).chain(BASIC_PARTS)
}

/// Whether a text says that its row sums others up.
pub fn is_sum(text: &str) -> bool {
    SUMS.contains(&join::bare(text).as_str())
}

/// Labels that name a whole as they are: more words before them make them parts.
const WHOLES: &[&str] = &[
    "本年预算",
    "项目预算",
    "预算金额",
    "预算数",
    "预算安排数",
    "年度资金",
    "年度金额",
    "项目资金",
    "项目总投资",
];

/// Sources and kinds of money: the parts of a total, which add up to it even after 其中.
const KINDS: &[&str] = &[
    "财政拨款",
    "财政资金",
    "其他资金",
    "上年结转",
    "结转",
    "基本支出",
    "项目支出",
    "人员类",
    "公用经费",
    "运转类",
    "特定目标类",
    "一般公共预算",
    "政府性基金",
    "财政专户",
    "国有资本",
    "社保基金",
    "事业收入",
    "经营收入",
    "单位资金",
    "自有资金",
    "人员经费",
    "自筹",
    "上级补助",
    "中央补助",
    "级补助",
    "地方财政",
    "附属单位",
    "债券",
    "事业单位经营",
    "其他收入",
    "教育收费",
    "转移支付",
    "本级财政",
    "上级财政",
    "中央财政",
    "本级支出",
    "级财政",
    "级配套",
];

/// What 基本支出 is made of, and nothing else is. Source: the expenditure classification of departmental budgets.
const BASIC_PARTS: &[&str] =
    &["人员经费", "公用经费", "日常公用经费", "工资福利支出", "商品和服务支出", "对个人和家庭的补助"];

/// Whether a label names a part of 基本支出.
pub fn is_part_of_basic(name: &str) -> bool {
    BASIC_PARTS.contains(&name)
}

/// Whether a label names a whole.
pub fn is_total(name: &str) -> bool {
    TOTALS.iter().any(|it| name.ends_with(it))
        || WHOLES.contains(&name)
        || ["当年预算", "年度预算"].iter().any(|it| name.ends_with(it))
}

/// Whether a label names a source or kind of money, which is a part of a total.
pub fn is_kind(name: &str) -> bool {
    let short = name.trim_start_matches("当年").trim_start_matches("本年").trim_start_matches("其中");
    KINDS.iter().any(|it| short.starts_with(it) || short.ends_with(it))
        || ((short.ends_with("资金") || short.ends_with("拨款")) && short.chars().count() < 9)
}

/// The name of a label, and whether 其中 stands before it.
pub fn name_of(text: &str) -> (String, bool) {
    let trimmed = join::trim(text).trim_end_matches(['：', ':']);
    let (rest, is_part) = match trimmed.strip_prefix("其中") {
        Some(rest) => (rest.trim_start_matches(['：', ':', ' ']), true),
        None => (trimmed, false),
    };
    // A second unit is no part of the form: it stays.
    let units = ["(元)", "（元）", "(万元)", "（万元）"];
    let unit = units.iter().filter_map(|it| Some((rest.rfind(it)?, it))).max();
    let name = unit.map_or_else(
        || rest.to_owned(),
        |(at, unit)| {
            rest.char_indices().filter(|it| !(at..at + unit.len()).contains(&it.0)).map(|it| it.1).collect()
        },
    );
    (join::trim(&name).to_owned(), is_part)
}

/// The unit in the brackets of a label or heading: 年度资金总额（万元）.
pub fn unit_in(text: &str) -> Option<MoneyUnit> {
    let bare = join::bare(text);
    let is_in = |word: &str| bare.contains(word);
    if is_in("(万元)") { Some(MoneyUnit::WanYuan) } else { is_in("(元)").then_some(MoneyUnit::Yuan) }
}

/// Whether a label says that money stands behind it: 当年预算(万元).
pub fn has_unit(text: &str) -> bool {
    unit_in(text).is_some()
}

/// The two halves of a label that begins a list of parts and names its first one: 资金来源：（1）政府预算资金.
pub fn list_and_part(text: &str) -> Option<(&str, &str)> {
    let (list, part) = text.split_once(['：', ':'])?;
    let (list, part) = (join::trim(list), join::trim(part));
    (is_breakdown(list) && !part.is_empty()).then_some((list, part))
}

/// Whether a cell holds an amount of money, perhaps with its unit.
pub fn is_amount(text: &str) -> bool {
    is_number(text) || number_and_unit(text).is_some()
}

fn is_number(text: &str) -> bool {
    let bare = join::bare(text);
    let plain = bare.trim_start_matches('-');
    let is_date = plain.matches('-').count() > 0;
    !is_date
        && plain.starts_with(|it: char| it.is_ascii_digit())
        && plain.chars().all(|it| it.is_ascii_digit() || matches!(it, '.' | ','))
        && plain.chars().count() < 24
}

/// An amount that is printed with its unit, 38.5万元, in number and unit.
pub fn number_and_unit(text: &str) -> Option<(&str, MoneyUnit)> {
    let text = join::trim(text);
    [MoneyUnit::WanYuan, MoneyUnit::Yuan].into_iter().find_map(|unit| {
        let number = join::trim(text.strip_suffix(unit.word())?);
        let number = join::trim(number.trim_start_matches(['¥', '￥']));
        is_number(number).then_some((number, unit))
    })
}

/// A label and its amount in one cell: 年度资金总额：38.5万元, or 财政拨款120万元.
pub fn label_and_amount(text: &str) -> Option<(&str, &str)> {
    // The bullet of a list is no part of the label.
    let text = text.strip_prefix(['-', '•', '·', '*']).map_or(text, join::trim);
    let is_begin = |it: char| it.is_ascii_digit() || matches!(it, '¥' | '￥');
    let with_unit = text.find(is_begin).map(|at| text.split_at(at));
    let with_unit = with_unit.filter(|it| number_and_unit(it.1).is_some());
    // 基本支出232.60: a number with its decimals is an amount, while a year or a count may end a label.
    let decimal = text.find(|it: char| it.is_ascii_digit()).map(|at| text.split_at(at));
    let decimal = decimal.filter(|it| is_amount(it.1) && has_decimals(it.1));
    let colon = || text.rsplit_once(['：', ':']);
    let is_plain = |label: &str| !label.contains(|it: char| it.is_ascii_digit());
    let blank = || {
        text.rsplit_once(char::is_whitespace).filter(|(label, amount)| is_amount(amount) && is_plain(label))
    };
    let (label, amount) = with_unit.or_else(blank).or_else(colon).or(decimal)?;
    let name = name_of(label).0;
    // Before a semicolon stands another amount with its label: see [`super::money_lists`].
    let is_one = !name.contains(['；', ';']);
    (is_one && (is_total(&name) || is_kind(&name)) && is_amount(amount)).then_some((label, amount))
}

fn has_decimals(amount: &str) -> bool {
    amount.rsplit_once('.').is_some_and(|it| (1..=6).contains(&it.1.len()))
}

/// The column that a heading of amounts names.
pub fn heading(text: &str) -> Option<Column> {
    let reduced = slot::reduce(text);
    match reduced.as_str() {
        "总额" | "小计" | "合计" | "总计" | "资金总额" | "预算总额" | "支出总额" | "预算支出总额"
        | "预算资金总额" => Some(Column::Total),
        "财政拨款" | "财政资金" => Some(Column::Fiscal),
        "上年结转" | "上年结转资金" => Some(Column::Carryover),
        "其他资金" | "其他" => Some(Column::Other),
        "全年预算数" | "全年预算" | "年度预算数" | "全年" | "年度金额" => {
            Some(Column::Full)
        }
        "金额" | "预算金额" | "预算数" => Some(Column::Named(reduced)),
        _ if reduced.starts_with("半年") && reduced.chars().count() < 10 => Some(Column::Half),
        "年初预算数" | "全年执行数" | "执行率" | "执行数" | "得分" | "分值" | "调整预算数" | "权重" => {
            Some(Column::Named(reduced))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::label_and_amount;

    #[test]
    fn a_label_and_its_amount_may_stand_in_one_cell() {
        for (text, expected) in [
            ("年度资金总额：38.5万元", Some(("年度资金总额：", "38.5万元"))),
            ("财政拨款120万元", Some(("财政拨款", "120万元"))),
            ("其中：财政拨款 2300", Some(("其中：财政拨款", "2300"))),
            ("其他资金 200", Some(("其他资金", "200"))),
            ("资金总额：2,500", Some(("资金总额", "2,500"))),
            ("资金总额：¥1,000.00元", Some(("资金总额：", "¥1,000.00元"))),
            ("- 预算金额：320 万元", Some(("预算金额：", "320 万元"))),
            ("基本支出232.60", Some(("基本支出", "232.60"))),
            ("财政拨款2025", None),
            ("财政拨款 300；其他资金 60", None),
            ("清淤长度 12", None),
        ] {
            assert_eq!(label_and_amount(text), expected, "{text}");
        }
    }
}

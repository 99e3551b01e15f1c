//! B14: a project of the budget, or a task, of at least a tenth of the year's total to which no indicator is linked and
//! that no indicator resembles.
//!
//! An indicator is linked by its 对应项目 or by standing under the task. It resembles an item where its name, work and the
//! task share at least two pairs of characters, general words left out; or where what a task does (主要内容) names it.
//!
//! Clause: K101-产出匹配.

use crate::check::budget::annual::{annual_total, main_amount};
use crate::check::budget::names as budget_names;
use crate::check::cell::{advice, shown};
use crate::check::scheme::Scheme;
use crate::check::scope::{Beside, Kind, Reach, Scope, Sight};
use crate::check::{Check, Finding, Rule, Severity};
use crate::messages::{Message, RuleText};
use crate::model::{Amounts, Filing, Indicator, Place};
use crate::text::similar::likeness;
use crate::text::words::{Word, contains, without, words};
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;

/// The rule.
pub const RULE: Rule = Rule {
    code: "B14",
    name: "main-item-without-indicator",
    severity: Severity::Info,
    clause: Some("K101-产出匹配"),
    title: RuleText::B14,
    schemes: Scheme::ALL,
    check: Check::Filing(SCOPE, check),
};

/// Of a row the items count that it is about.
const SCOPE: Scope =
    Scope::Rows { beside: Beside::Money, reach: Reach::Whole(Sight { is_one, kind: kinds }) };
/// From this share of the total on an item is a main one: one in ten.
const MAIN_SHARE: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
/// A project's name at least this much alike is the same project, in percent.
const SAME_PROJECT: usize = 40;
/// Words that any item may hold.
const GENERAL: &[Word] = &words([
    "项目", "经费", "资金", "工作", "专项", "支出", "采购", "建设", "其他", "保障", "管理", "服务", "补助",
    "运行", "维护", "费用", "工程", "及", "和", "与", "等",
]);
/// How many pairs of a row's name stand in what a task does that measures it: four characters in a row, as a rule.
const MIN_PAIRS_OF_CONTENT: usize = 3;
/// How many shared pairs make an indicator resemble an item.
const MIN_PAIRS: usize = 2;

fn check(rule: &'static Rule, filing: &Filing, findings: &mut Vec<Finding>) {
    if filing.n_indicators() == 0 {
        return;
    }
    for (at, (name, content), share) in main_items(filing) {
        if has_indicator(filing, name, content) {
            continue;
        }
        let percent = (share * Decimal::ONE_HUNDRED).round().normalize().to_string();
        let message = Message::new(RuleText::B14Found, [("name", shown(name)), ("share", percent)]);
        findings.push(
            Finding::new(rule, at, None, message).with_value(name).with_fix(advice(RuleText::B14Advice)),
        );
    }
}

/// The items that are main ones, with their share of the total.
fn main_items(filing: &Filing) -> impl Iterator<Item = (Place, (&str, &str), Decimal)> {
    let total = annual_total(filing).filter(|it| *it > Decimal::ZERO).zip(filing.budget.unit);
    let share = move |amounts: &Amounts| {
        let (total, unit) = total?;
        let share = main_amount(amounts).and_then(|it| it.checked_mul(unit.in_yuan())).map(|it| it / total);
        share.filter(|it| *it >= MAIN_SHARE)
    };
    items(filing)
        .filter_map(move |(at, texts, amounts)| share(amounts).map(|it| (at, texts, it)))
        .filter(|(_, (name, _), _)| !budget_names::is_part(name))
}

/// The projects of the budget, and the tasks without indicators of their own, with what they do.
fn items(filing: &Filing) -> impl Iterator<Item = (Place, (&str, &str), &Amounts)> {
    let lines = filing.budget.lines.iter().enumerate().filter(|(_, it)| it.of_which);
    let lines = lines.map(|(idx, it)| (Place::BudgetLine(idx), (it.name.as_str(), ""), &it.amounts));
    let tasks = filing.functions.iter().enumerate().filter(|(_, it)| it.indicators.is_empty());
    lines.chain(
        tasks.map(|(idx, it)| (Place::Function(idx), (it.name.as_str(), it.content.as_str()), &it.amounts)),
    )
}

/// Whether a row is about the same items as before.
fn is_one(filing: &Filing, old: &Indicator, new: &Indicator) -> bool {
    let is_said_of = |it: &Item<'_>, row: &Indicator| it.is_named_in(row) || it.is_project(&row.project);
    (&old.name, &old.work, &old.project) == (&new.name, &new.work, &new.project)
        || items(filing)
            .filter_map(|(_, (name, content), _)| Item::of(name, content))
            .all(|it| is_said_of(&it, old) == is_said_of(&it, new))
}

/// Rows that are about the same items are of one kind.
fn kinds(filing: &Filing) -> Box<dyn Fn(&Indicator) -> Kind + '_> {
    let said: Vec<Item<'_>> =
        main_items(filing).filter_map(|(_, (name, content), _)| Item::of(name, content)).collect();
    // A project is compared once: that costs a hundred times what a search does.
    let projects: RefCell<FxHashMap<String, Vec<usize>>> = RefCell::default();
    Box::new(move |row| {
        let among = |is: &dyn Fn(&Item<'_>) -> bool| -> Vec<usize> {
            said.iter().enumerate().filter(|(_, it)| is(it)).map(|(idx, _)| idx).collect()
        };
        let mut about = among(&|it| it.is_named_in(row));
        if !row.project.is_empty() {
            let mut known = projects.borrow_mut();
            let of_project =
                known.entry(row.project.clone()).or_insert_with(|| among(&|it| it.is_project(&row.project)));
            about.extend(of_project.iter());
        }
        about.sort_unstable();
        about.dedup();
        if about.is_empty() { Kind::Nothing } else { Kind::of(about) }
    })
}

fn has_indicator(filing: &Filing, name: &str, content: &str) -> bool {
    // What is general through and through cannot be told from others.
    let Some(item) = Item::of(name, content) else { return true };
    let rows = || filing.indicators().map(|(_, _, it)| it);
    // Projects are compared last, and each once: that costs a hundred times what a search does.
    let mut projects = FxHashSet::default();
    rows().any(|it| item.is_named_in(it))
        || rows().any(|it| projects.insert(&it.project) && item.is_project(&it.project))
}

/// What to look for in rows that are about an item; made once for all rows.
struct Item<'a> {
    name: &'a str,
    content: &'a str,
    /// How its name begins without general words, which is mostly what it is about.
    head: String,
    /// The pairs of neighboring characters of the same.
    pairs: Vec<String>,
    /// How many of them a row must share.
    n_needed: usize,
}

impl<'a> Item<'a> {
    /// `None` where little is left of the name without general words.
    fn of(name: &'a str, content: &'a str) -> Option<Self> {
        let core = without(name, GENERAL);
        let n_chars = core.chars().count();
        let head = core.chars().take(2).collect();
        let n_needed = MIN_PAIRS.min(n_chars.saturating_sub(1));
        (n_chars >= MIN_PAIRS).then(|| Self { name, content, head, pairs: pairs(&core), n_needed })
    }

    fn is_named_in(&self, row: &Indicator) -> bool {
        let holds = |it: &str| contains(&row.name, it) || contains(&row.work, it);
        let shared = || self.pairs.iter().filter(|it| holds(it)).take(self.n_needed);
        holds(&self.head) || shared().count() == self.n_needed || self.does(&row.name)
    }

    /// Whether what it does names what a row measures.
    fn does(&self, name: &str) -> bool {
        !self.content.is_empty()
            && pairs(name).iter().filter(|it| contains(self.content, it)).count() >= MIN_PAIRS_OF_CONTENT
    }

    fn is_project(&self, project: &str) -> bool {
        !project.is_empty() && likeness(project, self.name) >= SAME_PROJECT
    }
}

/// The pairs of neighboring characters of a text.
fn pairs(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().filter(|it| it.is_alphanumeric()).collect();
    chars.iter().zip(chars.iter().skip(1)).map(|(a, b)| format!("{a}{b}")).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::rules::testing::{check, rows};

    use crate::check::budget::samples::{income_and_expenditure, tasks};
    use crate::model::{Filing, Function};

    fn with(filing: Filing, lines: &[&str]) -> Filing {
        let indicators = rows(lines).functions.remove(0).indicators;
        let mut filing = filing;
        filing.functions.push(Function { indicators, ..Function::default() });
        filing
    }

    #[test]
    fn main_items_without_indicators_are_found() {
        check(&RULE, &with(income_and_expenditure(), &["履职|供水|泵站维护次数|≥3次"]), &["info 河道清淤"]);
        check(
            &RULE,
            &with(
                tasks(),
                &["产出指标|数量指标|饮水安全巡查次数|≥3次", "产出指标|数量指标|节水宣传次数|≥3次"],
            ),
            &["info 水库除险加固"],
        );
    }

    #[test]
    fn linked_resembling_and_small_items_are_not() {
        let linked = ["履职|防汛|疏浚长度|≥3公里|河道|河道清淤工程", "履职|供水|泵站维护次数|≥3次"];
        check(&RULE, &with(income_and_expenditure(), &linked), &[]);
        let alike = [
            "产出指标|数量指标|饮水安全巡查次数|≥3次",
            "产出指标|数量指标|除险加固水库数|≥3座",
            "产出指标|数量指标|节水宣传次数|≥3次",
        ];
        check(&RULE, &with(tasks(), &alike), &[]);
        let mut told = tasks();
        for it in &mut told.functions {
            it.content = format!("{}，全年组织护堤巡线90次。", it.content);
        }
        check(&RULE, &with(told, &["产出指标|数量指标|组织护堤巡线次数|≥90次"]), &[]);
        check(&RULE, &tasks(), &[]);
    }
}

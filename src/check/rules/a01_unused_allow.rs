//! A01: an `[[allow]]` entry accepts nothing.
//!
//! What it accepted is mended, so it can go: an information. Where it names a rule or a place that there is not, it
//! was probably mistyped and never worked: a warning. Entries without a reason are the reader's to report, and rules
//! that do not run may still be accepted. The engine finds these after all other rules.

use crate::check::finding::{Finding, Fix, Safety};
use crate::check::rule::{Check, Rule, Severity};
use crate::check::rules;
use crate::check::scheme::Scheme;
use crate::check::settings::Settings;
use crate::messages::{Message, RuleText};
use crate::model::path::Paths;
use crate::model::{Allow, Filing, Place};
use crate::text::similar;

/// The rule.
pub const RULE: Rule = Rule {
    code: "A01",
    name: "unused-allow",
    severity: Severity::Info,
    clause: None,
    title: RuleText::A01,
    schemes: Scheme::ALL,
    check: Check::Engine,
};

/// A finding for each entry that accepted nothing.
pub fn find(filing: &Filing, unused: &[&Allow], settings: &Settings) -> Vec<Finding> {
    if unused.is_empty() || !settings.is_active(RULE.code) {
        return Vec::new();
    }
    let paths = Paths::of(filing);
    let find = |allow: &&Allow| finding(allow, paths.find(&allow.at), settings);
    unused.iter().filter_map(find).collect()
}

fn finding(allow: &Allow, at: Option<Place>, settings: &Settings) -> Option<Finding> {
    let word = allow.rule.trim();
    let is_called = |rule: &Rule| word.eq_ignore_ascii_case(rule.code) || word == rule.name;
    let known = rules::ALL.iter().copied().find(|it| is_called(it));
    let is_own = settings.own.iter().any(|it| is_called(it.rule));
    let rule = ("rule", word.to_owned());
    let (severity, message) = match (known, at) {
        (Some(rule), _) if !settings.is_active(rule.code) || matches!(rule.check, Check::Edited(_)) => {
            return None;
        }
        (None, _) if !is_own => {
            // A rule of one's own may live in a configuration that is not read here.
            if word.starts_with(['X', 'x']) {
                return None;
            }
            let words = rules::ALL.iter().flat_map(|it| [it.name, it.code]);
            let message = match similar::closest(word, words) {
                Some(near) => Message::new(RuleText::A01RuleNear, [rule, ("near", near.to_owned())]),
                None => Message::new(RuleText::A01Rule, [rule]),
            };
            (Severity::Warning, message)
        }
        (_, None) => (Severity::Warning, Message::new(RuleText::A01Place, [rule])),
        (_, Some(_)) => (Severity::Info, Message::new(RuleText::A01Unused, [rule])),
    };
    Some(Finding {
        rule: &RULE,
        severity,
        at: at.unwrap_or(Place::Filing),
        field: None,
        value: allow.at.clone(),
        message,
        fix: Some(Fix {
            safety: Safety::Display,
            title: Message::plain(RuleText::A01Advice),
            edits: Vec::new(),
            removes: false,
        }),
        money: None,
    })
}

#[cfg(test)]
mod tests {
    use crate::check::budget::samples::by_kinds;
    use crate::check::{Options, Settings, check_with};
    use crate::messages::Lang;
    use crate::model::{Allow, Column};

    fn found(rule: &str, at: &str, reason: &str) -> Vec<String> {
        let mut filing = by_kinds();
        filing.budget.lines[0].amounts.set(&Column::Only, "8123456.00");
        let [rule, at, reason] = [rule, at, reason].map(str::to_owned);
        filing.allows = vec![Allow { rule, at, reason }];
        let active = Settings::default().active.iter().copied().filter(|it| it.code != "V06").collect();
        let settings = Settings { active, ..Settings::default() };
        let findings = check_with(&filing, &Options { settings: &settings, ..Options::default() });
        let unused = findings.iter().filter(|it| it.rule.code == "A01");
        unused.map(|it| format!("{} {}", it.severity.word(), it.message.render(Lang::Zh))).collect()
    }

    #[test]
    fn entries_that_accept_nothing_are_found() {
        for (rule, at, expected) in [
            ("B11", "budget/资金总额", "info 已接受的 B11 在此处没有问题，可删去"),
            ("B1", "budget/资金总额", "warning 没有规则 B1，是不是 B01？"),
            ("不存在的规则", "budget/资金总额", "warning 没有规则 不存在的规则"),
            ("B01", "budget/总额", "warning 已接受的 B01 指向不存在的位置"),
        ] {
            assert_eq!(found(rule, at, "批文另附"), [expected], "{rule} {at}");
        }
    }

    #[test]
    fn entries_that_accept_or_may_accept_are_not() {
        for (rule, at, reason) in [
            ("B01", "budget/资金总额", "批文另附"),
            ("parts-do-not-add-up", "budget/资金总额:amount", "批文另附"),
            ("B11", "budget/资金总额", " "),
            ("M05", "budget/资金总额", "已报批"),
            ("V06", "budget/资金总额", "规则未启用"),
            ("X07", "budget/资金总额", "本市规则"),
        ] {
            assert_eq!(found(rule, at, reason), Vec::<String>::new(), "{rule} {at}");
        }
    }
}

//! `tianbao explain`: the pages of rules, in the language of the interface.

use super::args::ExplainArgs;
use super::check::settings::{Configuration, Which};
use super::{COULD_NOT_RUN, output};
use crate::check::own::OwnRule;
use crate::check::page::{self, Style, Verdict};
use crate::check::{Rule, rules};
use crate::config::Layer;
use crate::messages::{CliText, Lang, Message};
use crate::text::width::sanitize;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Pages are wrapped at this many columns, in every terminal and in a pipe: longer lines are tiring to read.
const COLUMNS: usize = 80;

/// Runs the command: the pages of the named rules; 2 when one of them is no rule.
pub fn run(args: &ExplainArgs, lang: Lang, is_colored: bool) -> ExitCode {
    let mut pages = Vec::new();
    let mut is_known = true;
    // The rules of one's own are those that a check of this folder would follow.
    let here = PathBuf::from(HERE);
    let is_foreign = args.rules.iter().any(|it| rules::named(it.trim()).is_none());
    let own = if is_foreign {
        let which = Which { config: None, is_none: false };
        let (read, _) = Configuration::read(which, Layer::default(), std::slice::from_ref(&here));
        read.of(&here).own.clone()
    } else {
        Vec::new()
    };
    if args.all {
        pages.extend(rules::listed().map(|it| text(it, lang, is_colored)));
    }
    for word in &args.rules {
        match rules::named(word.trim()) {
            Some(rule) => pages.push(text(rule, lang, is_colored)),
            None if own.iter().any(|it| is_named(it, word)) => {
                pages.extend(
                    own.iter().filter(|it| is_named(it, word)).map(|it| of_own(it, lang, is_colored)),
                );
            }
            None => {
                is_known = false;
                output::message(&format!("{}\n", unknown(word.trim()).render(lang)));
            }
        }
    }
    output::colored(&pages.join("\n"));
    if is_known { ExitCode::SUCCESS } else { ExitCode::from(COULD_NOT_RUN) }
}

/// A file of the folder that the command is run in, whether there is one or not.
const HERE: &str = "./tianbao.toml";

fn is_named(own: &OwnRule, word: &str) -> bool {
    let word = word.trim();
    own.rule.code.eq_ignore_ascii_case(word) || own.rule.name == word
}

/// A rule of one's own: what is given of it, and what it says.
fn of_own(own: &OwnRule, lang: Lang, is_colored: bool) -> String {
    format!("{}  {}\n", text(own.rule, lang, is_colored), sanitize(&own.message))
}

fn unknown(word: &str) -> Message<CliText> {
    let rule = ("rule", word.to_owned());
    match rules::similar(word) {
        Some(it) => Message::new(CliText::UnknownRuleSimilar, [rule, ("suggestion", it.to_owned())]),
        None => Message::new(CliText::UnknownRule, [rule]),
    }
}

/// A rule's page.
fn text(rule: &Rule, lang: Lang, is_colored: bool) -> String {
    let mut out = String::new();
    for line in page::print(rule, lang, COLUMNS) {
        let color = match line.style {
            Style::Heading => "1",
            Style::Example(Verdict::Wrong) => "31",
            Style::Example(Verdict::Right | Verdict::NearMiss) => "32",
            Style::Text => "",
        };
        let _ = if is_colored && !color.is_empty() {
            writeln!(out, "\u{1b}[{color}m{}\u{1b}[0m", line.text)
        } else {
            writeln!(out, "{}", line.text)
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reads_as_text_in_either_language() {
        let rule = rules::by_code("V06").unwrap();
        for (lang, expected) in [
            (Lang::Zh, ["V06 percent-floor-100\n", "警告 · K88-合理可行\n", "\n检查内容\n", "\n反例\n"]),
            (Lang::En, ["V06 percent-floor-100\n", "warning · K88-合理可行\n", "\nWhy\n", "\nWrong\n"]),
        ] {
            let text = text(rule, lang, false);
            for one in expected {
                assert!(text.contains(one), "lacks {one}:\n{text}");
            }
            assert!(!text.contains(['#', '`', '\u{1b}']), "{text}");
        }
        let text = text(rule, Lang::Zh, true);
        assert!(text.contains("\u{1b}[31m  ✗ ") && text.contains("\u{1b}[32m  ✓ "), "{text}");
    }

    #[test]
    fn a_mistyped_rule_is_guessed() {
        let said = |word| unknown(word).render(Lang::Zh);
        assert_eq!(said("percent-flor-100"), "没有规则 percent-flor-100，是否想用 percent-floor-100？");
        assert_eq!(said("比率"), "没有规则 比率；全部规则见 tianbao rules");
    }
}

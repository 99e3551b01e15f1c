//! `tianbao explain`: the pages of rules, in the language of the interface.

use super::args::ExplainArgs;
use super::{COULD_NOT_RUN, output};
use crate::check::page::{self, Style, Verdict};
use crate::check::{Rule, rules};
use crate::messages::{CliText, Lang, Message};
use std::fmt::Write;
use std::process::ExitCode;

/// Pages are wrapped at this many columns, in every terminal and in a pipe: longer lines are tiring to read.
const COLUMNS: usize = 80;

/// Runs the command: the pages of the named rules; 2 when one of them is no rule.
pub fn run(args: &ExplainArgs, lang: Lang, is_colored: bool) -> ExitCode {
    let mut pages = Vec::new();
    let mut is_known = true;
    if args.all {
        pages.extend(rules::ALL.iter().map(|it| text(it, lang, is_colored)));
    }
    for word in &args.rules {
        match rules::named(word.trim()) {
            Some(rule) => pages.push(text(rule, lang, is_colored)),
            None => {
                is_known = false;
                output::message(&format!("{}\n", unknown(word.trim()).render(lang)));
            }
        }
    }
    output::colored(&pages.join("\n"));
    if is_known { ExitCode::SUCCESS } else { ExitCode::from(COULD_NOT_RUN) }
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

//! A rule's page taken apart: its head, its sections in one language, its examples; and printed as readable lines.
//!
//! A page is Markdown with fixed headings. The examples stand once and are shown in both languages:
//! ```text
//! # V06 percent-floor-100
//! warning · K88-合理可行 · fix: unsafe
//! ## 检查内容 … ## 为什么 … ## 反例 / Wrong … ## 正例 / Right … ## 修复是否安全 … ## 依据 …
//! ## What it checks … ## Why … ## Fix safety … ## Clause …
//! ```
//! An example block is fenced as `wrong`, `right` or `near miss`; with `form` behind that, its lines together are one
//! example, otherwise each line is one. It must not know what the notation inside means: that is the tests' affair.
//! Invariant: printing never loses a line of a page in the asked language.

use super::pages;
use super::rule::{Rule, Severity};
use super::scheme::Scheme;
use crate::messages::{Lang, RuleText, Text};
use crate::text::wrap::wrap;

/// The sections of a page in their order: the Chinese heading and the English one.
pub const SECTIONS: [(&str, &str); 6] = [
    ("检查内容", "What it checks"),
    ("为什么", "Why"),
    ("反例", "Wrong"),
    ("正例", "Right"),
    ("修复是否安全", "Fix safety"),
    ("依据", "Clause"),
];

/// What the head of a page says of the fixes: the words behind this.
const FIXES: &str = "fix: ";

/// What an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The rule finds it.
    Wrong,
    /// The rule has nothing to say.
    Right,
    /// It looks like the defect and is none.
    NearMiss,
}

/// A fenced block of examples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// What its examples show.
    pub verdict: Verdict,
    /// Whether its lines together are one example, a whole form.
    pub is_form: bool,
    /// Its lines.
    pub lines: Vec<&'a str>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A paragraph or an item of a list.
    Text(&'a str),
    /// Examples.
    Block(Block<'a>),
}

/// A section: its heading in the page's file, and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section<'a> {
    /// The heading as it stands in the file.
    pub heading: &'a str,
    /// What it holds, in order.
    pub parts: Vec<Part<'a>>,
}

/// How a printed line is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Code and name of the rule, or a heading.
    Heading,
    /// Plain text.
    Text,
    /// A line of an example.
    Example(Verdict),
}

/// A line to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How it is meant.
    pub style: Style,
    /// The text, indented.
    pub text: String,
}

/// The sections of a page in the order of the file.
pub fn sections(page: &str) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut open: Option<Block<'_>> = None;
    for line in page.lines() {
        if let Some(info) = line.strip_prefix("```") {
            match open.take() {
                Some(block) => put(&mut sections, Part::Block(block)),
                None => open = Some(block(info)),
            }
        } else if let Some(block) = &mut open {
            block.lines.push(line);
        } else if let Some(heading) = line.strip_prefix("## ") {
            sections.push(Section { heading: heading.trim(), parts: Vec::new() });
        } else if !line.trim().is_empty() {
            put(&mut sections, Part::Text(line.trim()));
        }
    }
    // A block that is not closed ends with the page.
    if let Some(block) = open {
        put(&mut sections, Part::Block(block));
    }
    sections
}

/// Adds to the last section; what stands before the first is the head.
fn put<'a>(sections: &mut [Section<'a>], part: Part<'a>) {
    if let Some(section) = sections.last_mut() {
        section.parts.push(part);
    }
}

fn block(info: &str) -> Block<'_> {
    let is_form = info.trim().ends_with("form");
    let verdict = match info.split_whitespace().next() {
        Some("wrong") => Verdict::Wrong,
        Some("near") => Verdict::NearMiss,
        _ => Verdict::Right,
    };
    Block { verdict, is_form, lines: Vec::new() }
}

/// The second line of a page: severity, clause, kinds of fixes.
pub fn head(page: &str) -> &str {
    let below = page.lines().skip(1);
    below.map(str::trim).find(|it| !it.is_empty()).unwrap_or_default()
}

/// The kinds of fixes that a rule offers, by the words of reports (`safe`, `unsafe`, `display`); none for a rule
/// that only reports.
pub fn fixes(code: &str) -> Vec<&'static str> {
    let said = pages::page(code).and_then(|it| head(it).split_once(FIXES)).map_or("", |(_, it)| it);
    said.split(", ").filter(|it| !it.is_empty() && *it != "none").collect()
}

/// The schemes that a rule is limited to; `None` for a rule that looks at all filings.
pub fn schemes(rule: &Rule) -> Option<&'static [Scheme]> {
    (rule.schemes.len() < Scheme::ALL.len()).then_some(rule.schemes)
}

/// A rule's page as lines of at most `columns`, in one language.
pub fn print(rule: &Rule, lang: Lang, columns: usize) -> Vec<Line> {
    let page = pages::page(rule.code).unwrap_or_default();
    let mut printer = Printer { lines: Vec::new(), columns: columns.max(1) };
    printer.put(Style::Heading, "", "", &format!("{} {}", rule.code, rule.name));
    printer.put(Style::Text, "", "", rule.title.text(lang));
    let severity = severity(rule.severity).text(lang);
    let clause = rule.clause.map_or(String::new(), |it| format!(" · {it}"));
    let schemes = schemes(rule).map_or(String::new(), |it| {
        let titles: Vec<&str> = it.iter().map(|it| it.title().text(lang)).collect();
        format!(" · {}{}", RuleText::PageSchemes.text(lang), titles.join(" / "))
    });
    printer.put(Style::Text, "", "", &format!("{severity}{clause}{schemes}"));
    let sections = sections(page);
    let examples_heading = if lang == Lang::Zh { "反例" } else { "Wrong" };
    for (zh, en) in SECTIONS {
        let name = if lang == Lang::Zh { zh } else { en };
        let Some(section) = sections.iter().find(|it| it.heading.split(" / ").any(|it| it == name)) else {
            continue;
        };
        printer.gap();
        printer.put(Style::Heading, "", "", name);
        if name == examples_heading && has_rows(section) {
            printer.put(Style::Text, "  ", "  ", RuleText::PageNotation.text(lang));
        }
        for part in &section.parts {
            match part {
                Part::Text(text) => match text.strip_prefix("- ") {
                    Some(item) => printer.put(Style::Text, "  - ", "    ", item),
                    None => printer.put(Style::Text, "  ", "  ", text),
                },
                Part::Block(block) => printer.block(block, lang),
            }
        }
    }
    printer.lines
}

/// Whether a section shows rows, whose notation is then explained.
fn has_rows(section: &Section<'_>) -> bool {
    section.parts.iter().any(|it| matches!(it, Part::Block(block) if !block.is_form))
}

const fn severity(severity: Severity) -> RuleText {
    match severity {
        Severity::Error => RuleText::PageError,
        Severity::Warning => RuleText::PageWarning,
        Severity::Info => RuleText::PageInfo,
    }
}

struct Printer {
    lines: Vec<Line>,
    columns: usize,
}

impl Printer {
    /// Wraps a text, with `first` before its first line and `rest` before the others.
    fn put(&mut self, style: Style, first: &str, rest: &str, text: &str) {
        let room = self.columns.saturating_sub(rest.len()).max(1);
        for (idx, line) in wrap(text, room).iter().enumerate() {
            let before = if idx == 0 { first } else { rest };
            self.lines.push(Line { style, text: format!("{before}{}", line.of(text)) });
        }
    }

    fn gap(&mut self) {
        self.lines.push(Line { style: Style::Text, text: String::new() });
    }

    fn block(&mut self, block: &Block<'_>, lang: Lang) {
        let (mark, style) = match block.verdict {
            Verdict::Wrong => ("  ✗ ", Style::Example(Verdict::Wrong)),
            Verdict::Right => ("  ✓ ", Style::Example(Verdict::Right)),
            Verdict::NearMiss => {
                self.put(Style::Text, "  ", "  ", RuleText::PageNearMiss.text(lang));
                ("  ✓ ", Style::Example(Verdict::NearMiss))
            }
        };
        // Two forms one under the other would read as one.
        if block.is_form && self.lines.last().is_some_and(|it| matches!(it.style, Style::Example(_))) {
            self.gap();
        }
        for (idx, line) in block.lines.iter().enumerate() {
            let first = if idx == 0 || !block.is_form { mark } else { "    " };
            self.put(style, first, "    ", line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules;
    use crate::text::width::width;

    #[test]
    fn a_page_is_taken_apart() {
        let page = "# V01 x\n\nwarning · 甲 · fix: safe, unsafe\n\n## 反例 / Wrong\n说明\n```wrong form\n甲\n\n乙\n```\n```near miss\n丙";
        let blocks = vec![
            Part::Text("说明"),
            Part::Block(Block { verdict: Verdict::Wrong, is_form: true, lines: vec!["甲", "", "乙"] }),
            Part::Block(Block { verdict: Verdict::NearMiss, is_form: false, lines: vec!["丙"] }),
        ];
        assert_eq!(sections(page), [Section { heading: "反例 / Wrong", parts: blocks }]);
        assert_eq!(head(page), "warning · 甲 · fix: safe, unsafe");
        assert_eq!((sections("随便写的\n"), head("")), (Vec::new(), ""));
    }

    #[test]
    fn a_printed_page_fits_and_keeps_every_word() {
        for rule in rules::listed() {
            for lang in [Lang::Zh, Lang::En] {
                for columns in [1, 24, 80] {
                    for line in print(rule, lang, columns) {
                        let fits = width(&line.text) <= columns.max(6);
                        assert!(fits, "{} at {columns}: {}", rule.code, line.text);
                    }
                }
                let wide: Vec<String> = print(rule, lang, 9_999).into_iter().map(|it| it.text).collect();
                let wide = wide.join("\n");
                let sections = sections(pages::page(rule.code).unwrap());
                let own = |(zh, en): (&'static str, &'static str)| if lang == Lang::Zh { zh } else { en };
                for section in sections.iter().filter(|section| {
                    SECTIONS
                        .into_iter()
                        .map(own)
                        .any(|name| section.heading.split(" / ").any(|it| it == name))
                }) {
                    for part in &section.parts {
                        let lines = match part {
                            Part::Text(text) => std::slice::from_ref(text),
                            Part::Block(block) => block.lines.as_slice(),
                        };
                        for line in lines {
                            assert!(wide.contains(line), "{} lacks {line}", rule.code);
                        }
                    }
                }
            }
        }
    }
}

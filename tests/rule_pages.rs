//! A rule's page is its test: what `assets/rules/<CODE>.md` shows as wrong the rule must find, with the fix that is
//! written there; what it shows as right or as a near miss it must leave alone. The notation of the examples is in
//! `tests/support/notation.rs`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/notation.rs"]
mod notation;

use notation::Example;
use std::collections::BTreeSet;
use std::path::PathBuf;
use tianbao::check::page::{self, Block, Part, SECTIONS, Verdict};
use tianbao::check::{Finding, Options, Rule, Safety, check_with, pages, rules};
use tianbao::diff::{Matching, notice};
use tianbao::messages::{Lang, Message, RuleText};
use tianbao::model::{Field, Filing};

/// The fewest wrong, right and near-miss examples of a page.
const FEWEST: [(Verdict, usize); 3] = [(Verdict::Wrong, 2), (Verdict::Right, 2), (Verdict::NearMiss, 1)];

/// The head of a page of a rule that offers no fix.
const NO_FIX: &str = "none";

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n\n"));
}

fn each(test: impl Fn(&'static Rule, &'static str, &mut dyn FnMut(String))) {
    let mut faults = Vec::new();
    for rule in rules::listed() {
        let Some(text) = pages::page(rule.code) else {
            faults.push(format!(
                "assets/rules/{0}.md: write it, and list {0} in src/check/pages.rs",
                rule.code
            ));
            continue;
        };
        test(rule, text, &mut |fault| faults.push(format!("assets/rules/{}.md: {fault}", rule.code)));
    }
    assert_none(&faults);
}

#[test]
fn every_page_is_of_a_rule() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/rules");
    let names = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    let files: BTreeSet<String> = names.collect();
    let expected: BTreeSet<String> = rules::listed().map(|it| format!("{}.md", it.code)).collect();
    let odd: Vec<&String> = files.symmetric_difference(&expected).collect();
    assert!(odd.is_empty(), "files without a rule, or rules without a file under assets/rules: {odd:?}");
}

#[test]
fn the_head_and_the_headings_are_those_of_the_rule() {
    each(|rule, text, fault| {
        let title = format!("# {} {}", rule.code, rule.name);
        if text.lines().next() != Some(&title) {
            fault(format!("the first line must be `{title}`"));
        }
        let clause = rule.clause.map_or(String::new(), |it| format!(" · {it}"));
        let head = format!("{}{clause} · fix: ", rule.severity.word());
        if !page::head(text).starts_with(&head) {
            fault(format!(
                "the line below the title must begin with `{head}` (safe, unsafe, display or {NO_FIX})"
            ));
        }
        let found: Vec<&str> = page::sections(text).iter().map(|it| it.heading).collect();
        if found != headings() {
            fault(format!("the headings must be {:?}", headings()));
        }
    });
}

/// The headings in the order of the file: the examples stand once, in the Chinese part.
fn headings() -> Vec<&'static str> {
    let shared = ["反例 / Wrong", "正例 / Right"];
    let is_shared = |it: &str| shared.iter().find(|both| both.contains(it)).copied();
    let zh = SECTIONS.iter().map(|(zh, _)| is_shared(zh).unwrap_or(zh));
    zh.chain(SECTIONS.iter().map(|(_, en)| *en).filter(|it| is_shared(it).is_none())).collect()
}

#[test]
fn every_section_says_something_in_its_language() {
    let is_han = |it: char| ('\u{4e00}'..='\u{9fff}').contains(&it);
    each(|_, text, fault| {
        for section in page::sections(text).iter().filter(|it| !it.heading.contains(" / ")) {
            let is_chinese = SECTIONS.iter().any(|(zh, _)| *zh == section.heading);
            let said: String = section
                .parts
                .iter()
                .filter_map(|it| if let Part::Text(text) = it { Some(*text) } else { None })
                .collect();
            let n_han = said.chars().filter(|it| is_han(*it)).count();
            let n_latin = said.chars().filter(char::is_ascii_lowercase).count();
            if if is_chinese { n_han < 6 } else { n_latin < 12 || n_han > n_latin } {
                fault(format!("`## {}` says nothing in its language", section.heading));
            }
            // Documents are named, their wording and articles are not: these were not verified.
            if said.contains("条规定") || said.contains("Article") || said.contains('`') {
                fault(format!("`## {}`: name documents, not articles; no backticks", section.heading));
            }
        }
    });
}

/// Every example of a page: under which heading it stands, what it shows, its lines.
fn examples(text: &str) -> Vec<(&str, Verdict, Vec<&str>)> {
    let mut examples = Vec::new();
    for section in page::sections(text) {
        for part in section.parts {
            let Part::Block(Block { verdict, is_form, lines }) = part else { continue };
            if is_form {
                examples.push((section.heading, verdict, lines));
            } else {
                examples.extend(lines.into_iter().map(|it| (section.heading, verdict, vec![it])));
            }
        }
    }
    examples
}

fn found(rule: &'static Rule, filing: &Filing, example: &Example) -> Vec<Finding> {
    if rules::OF_TWO.contains(&rule) {
        return lowered(rule, filing, &example.last_year);
    }
    let all = check_with(filing, &Options { edited: &example.edited, ..Options::default() });
    all.into_iter().filter(|it| it.rule.code == rule.code).collect()
}

/// What the comparison with the year before finds, as findings.
fn lowered(rule: &'static Rule, filing: &Filing, last_year: &Filing) -> Vec<Finding> {
    let diff = tianbao::diff::diff(last_year, filing, Matching::Names);
    notice::lowered(&diff, last_year, filing)
        .into_iter()
        .map(|(it, percent)| {
            let message = Message::new(RuleText::OwnFound, [("text", percent.to_string())]);
            Finding::new(rule, it.at.right.unwrap(), Some(Field::Target), message)
        })
        .collect()
}

#[test]
fn every_example_is_what_the_page_says() {
    each(|rule, text, fault| {
        let examples = examples(text);
        for (verdict, fewest) in FEWEST {
            let n = examples.iter().filter(|it| it.1 == verdict).count();
            if n < fewest {
                fault(format!("{n} examples are {verdict:?}, at least {fewest} are needed"));
            }
        }
        let mut safeties = BTreeSet::new();
        for (heading, verdict, lines) in examples {
            let shown = lines.join("\n    ");
            let at = format!("under `{heading}`, {verdict:?}:\n    {shown}\n  ");
            if heading.contains("Wrong") != (verdict == Verdict::Wrong) {
                fault(format!("{at}stands under the wrong heading"));
            }
            let example = match notation::read(&lines) {
                Ok(example) => example,
                Err(why) => {
                    fault(format!("{at}cannot be read: {why}; see tests/support/notation.rs"));
                    continue;
                }
            };
            let findings = found(rule, &example.filing, &example);
            if verdict != Verdict::Wrong {
                if let Some(finding) = findings.first() {
                    let message = finding.message.render(Lang::Zh);
                    fault(format!("{at}the rule finds it ({message}): mend the example or the rule"));
                }
                continue;
            }
            if findings.is_empty() {
                fault(format!("{at}the rule does not find it: mend the example or the rule"));
            }
            for finding in &findings {
                safeties.insert(finding.fix.as_ref().map(|it| it.safety));
                if let Some(why) = unmended(rule, finding, &example) {
                    fault(format!("{at}{why}"));
                }
            }
            if let Some(why) = misstated(&findings, &example) {
                fault(format!("{at}{why}"));
            }
        }
        let words: Vec<&str> = safeties.iter().rev().flatten().map(|it| it.word()).collect();
        let words = if words.is_empty() { NO_FIX.to_owned() } else { words.join(", ") };
        if !page::head(text).ends_with(&format!("fix: {words}")) {
            fault(format!("the examples show `fix: {words}`; write that in the head or add an example"));
        }
    });
}

/// Why the fixes that the page shows are not those of the rule.
fn misstated(findings: &[Finding], example: &Example) -> Option<String> {
    let edits: Vec<_> = findings.iter().filter_map(|it| it.fix.as_ref()).flat_map(|it| &it.edits).collect();
    let written: Vec<String> = edits.iter().map(|it| format!("{} `{}`", it.field.key().1, it.text)).collect();
    if example.fixes.is_empty() && !edits.is_empty() {
        return Some(format!("write what the fix makes of it, `→ …`: {}", written.join(", ")));
    }
    let lost = example.fixes.iter().find(|(field, text)| {
        let is_it = |it: &&&tianbao::check::Edit| field.as_ref().is_none_or(|field| *field == it.field);
        !edits.iter().filter(is_it).any(|it| it.text == *text)
    })?;
    Some(format!("the fix does not write `{}` but {}", lost.1, written.join(", ")))
}

/// Why a fix does not mend its finding.
fn unmended(rule: &'static Rule, finding: &Finding, example: &Example) -> Option<String> {
    let fix = finding.fix.as_ref()?;
    if fix.is_applicable() == (fix.safety == Safety::Display) {
        return Some("a fix that is for display only writes nothing, any other writes something".to_owned());
    }
    let mut mended = example.filing.clone();
    for edit in &fix.edits {
        if mended.set(edit.at, &edit.field, &edit.text).is_err() {
            return Some(format!("the fix cannot write {edit:?}"));
        }
    }
    if fix.removes {
        let n_before = found(rule, &mended, example).len();
        let is_gone = tianbao::check::fixes::remove(&mut mended, finding.at);
        let is_mended = is_gone && found(rule, &mended, example).len() < n_before;
        return (!is_mended).then(|| "the finding is still there without its row".to_owned());
    }
    let is_left = |it: &Finding| it.at == finding.at && it.field == finding.field;
    let is_mended = fix.edits.is_empty() || !found(rule, &mended, example).iter().any(is_left);
    (!is_mended).then(|| "the finding is still there after its fix".to_owned())
}

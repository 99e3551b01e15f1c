//! Which rows of a filing a filter keeps.

use super::row_texts::RowTexts;
use super::terms::{Term, Terms};
use crate::app::tree::{Node, OutlineRow};
use crate::app::{Entry, entry};
use crate::check::Finding;
use crate::model::{Filing, Place};
use crate::text::fold::fold_for_search;
use memchr::memmem::Finder;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Which rows hold, and how many they are. `texts` are needed only for filters with text.
pub fn sift(
    entry: &Entry,
    rows: &[OutlineRow],
    texts: Option<&RowTexts>,
    terms: &Terms,
) -> (Vec<bool>, usize) {
    let filing = entry.filing();
    let mut words: Vec<Word> = terms.texts().map(|it| Word::new(it, filing, rows, texts)).collect();
    let edited = if needs(terms, &Term::Edited) { entry.history().places() } else { BTreeSet::new() };
    let looks_at_findings = |it: &Term| matches!(it, Term::Rule(_) | Term::Severity(_));
    let findings = if terms.wanted.iter().chain(&terms.unwanted).any(looks_at_findings) {
        entry.findings_once()
    } else {
        Cow::Borrowed(&[][..])
    };
    let (mut kept, mut n) = (vec![false; rows.len()], 0);
    for (idx, row) in rows.iter().enumerate() {
        for word in &mut words {
            word.enter(filing, row.node);
        }
        let Some(place) = row.node.place() else { continue };
        let row = Row { entry, findings: &findings, place, idx, edited: &edited };
        if row.holds_all(&terms.wanted, &words) && row.holds_none(&terms.unwanted, &words) {
            n += 1;
            if let Some(slot) = kept.get_mut(idx) {
                *slot = true;
            }
        }
    }
    (kept, n)
}

fn needs(terms: &Terms, term: &Term) -> bool {
    terms.wanted.contains(term) || terms.unwanted.contains(term)
}

/// A word, and where it stands in the row at hand and in what that lies in.
struct Word {
    text: String,
    /// The rows whose own text holds it.
    hits: Vec<bool>,
    in_filing: bool,
    in_function: bool,
    function: Option<usize>,
}

impl Word {
    fn new(text: &str, filing: &Filing, rows: &[OutlineRow], texts: Option<&RowTexts>) -> Self {
        let mut hits = vec![false; rows.len()];
        let found = texts.map(|it| it.find(&Finder::new(text), 0, usize::MAX).0).unwrap_or_default();
        for row in found {
            if let Some(slot) = hits.get_mut(row as usize) {
                *slot = true;
            }
        }
        let names = [&filing.department.name, &filing.project.name];
        let in_filing = names.into_iter().any(|it| fold_for_search(it).contains(text));
        Self { text: text.to_owned(), hits, in_filing, in_function: false, function: None }
    }

    /// Goes on to a row: what its function is called counts for the rows in it.
    fn enter(&mut self, filing: &Filing, node: Node) {
        let (Node::Function(function) | Node::Level1(function, ..)) = node else { return };
        if self.function == Some(function) {
            return;
        }
        self.function = Some(function);
        let names = filing.functions.get(function).map(|it| [&it.id, &it.name]);
        self.in_function =
            names.is_some_and(|it| it.into_iter().any(|it| fold_for_search(it).contains(&self.text)));
    }

    fn holds(&self, idx: usize, place: Place) -> bool {
        let is_inside = matches!(place, Place::Indicator(..) | Place::Function(_)) && self.in_function;
        self.in_filing || is_inside || self.hits.get(idx) == Some(&true)
    }
}

struct Row<'a> {
    entry: &'a Entry,
    findings: &'a [Finding],
    place: Place,
    idx: usize,
    edited: &'a BTreeSet<Place>,
}

impl Row<'_> {
    fn holds_all(&self, terms: &[Term], words: &[Word]) -> bool {
        let rules: Vec<&str> = terms.iter().filter_map(rule_of).collect();
        let severities: Vec<_> = terms.iter().filter_map(severity_of).collect();
        let levels: Vec<&Term> = terms.iter().filter(|it| matches!(it, Term::Level(_))).collect();
        // One and the same finding must be of the rule and of the severity.
        let has_finding = rules.is_empty() && severities.is_empty()
            || self.findings().iter().any(|it| {
                let is_rule = rules.is_empty() || rules.contains(&it.rule.code);
                is_rule && (severities.is_empty() || severities.contains(&it.severity))
            });
        has_finding
            && (levels.is_empty() || levels.into_iter().any(|it| self.holds(it, words)))
            && terms
                .iter()
                .filter(|it| matches!(it, Term::Text(_) | Term::Edited | Term::Doubt))
                .all(|it| self.holds(it, words))
    }

    fn holds_none(&self, terms: &[Term], words: &[Word]) -> bool {
        !terms.iter().any(|it| self.holds(it, words))
    }

    fn holds(&self, term: &Term, words: &[Word]) -> bool {
        let indicator = match self.place {
            Place::Indicator(function, idx) => self.entry.filing().indicator(function, idx),
            _ => None,
        };
        match term {
            Term::Text(text) => words.iter().any(|it| it.text == *text && it.holds(self.idx, self.place)),
            Term::Rule(code) => self.findings().iter().any(|it| it.rule.code == *code),
            Term::Severity(severity) => self.findings().iter().any(|it| it.severity == *severity),
            Term::Level(level) => indicator.is_some_and(|it| {
                [&it.level1, &it.level2].into_iter().any(|it| fold_for_search(it).contains(level))
            }),
            Term::Edited => self.edited.contains(&self.place),
            Term::Doubt => indicator.is_some_and(|it| !it.doubt.is_empty()),
        }
    }

    fn findings(&self) -> Vec<&Finding> {
        entry::at(self.findings, self.place)
    }
}

fn rule_of(term: &Term) -> Option<&str> {
    match term {
        Term::Rule(code) => Some(code),
        _ => None,
    }
}

fn severity_of(term: &Term) -> Option<crate::check::Severity> {
    match term {
        Term::Severity(severity) => Some(*severity),
        _ => None,
    }
}

//! The account: nothing of a document is lost.
//!
//! Counts characters, so it knows neither fields nor places: what the cells of a filing's rows hold must be in its
//! fields and its leftovers at least as often. Must not be used by the import itself.

use super::form;
use super::grid::{Cell, Grid, Mark};
use super::kept;
use super::pieces::{content, untagged};
use crate::model::Filing;
use std::collections::HashMap;

/// The cells with characters that a filing has less often than the cells of its rows, each with its line.
pub fn lost(grid: &Grid, filings: &[Filing]) -> Vec<(u32, String)> {
    let mut n_on_line: HashMap<u32, usize> = HashMap::new();
    grid.cells().iter().for_each(|it| *n_on_line.entry(it.line).or_default() += 1);
    let alone = |cell: &Cell| n_on_line.get(&cell.line) == Some(&1);
    let mut cells = grid.cells().iter().enumerate().peekable();
    let mut lost = Vec::new();
    for (idx, filing) in filings.iter().enumerate() {
        let last = match filing.source.as_ref().and_then(|it| it.lines) {
            Some((_, last)) if idx + 1 < filings.len() => last,
            _ => u32::MAX,
        };
        let mut own: Vec<(&Cell, String)> = Vec::new();
        let head = head(filing);
        let said = form::said(filing);
        while let Some((id, cell)) = cells.next_if(|(_, it)| it.line <= last) {
            let text = content(&untagged(&cell.text));
            match cell.mark {
                // Words of forms are no content; anything else must be said by a field or be left over.
                Mark::Structure if alone(cell) && form::is_lost_year(&cell.text, filing, &said) => {
                    own.push((cell, text));
                }
                Mark::Structure => {
                    let mut words = form::own_words(&cell.text);
                    words.retain(|it| !said.contains(it.as_str()));
                    own.push((cell, words.concat()));
                }
                Mark::Unused => own.push((cell, text)),
                Mark::Field => {
                    let parts = grid.parts(id).iter().map(|it| content(it));
                    let text = parts.fold(text, |text, part| text.replacen(&part, "", 1));
                    own.push((cell, without(&head, &text)));
                }
            }
        }
        let mut counts: HashMap<char, i64> = HashMap::new();
        for (_, text) in &own {
            count(&mut counts, text, 1);
        }
        for text in kept::row_texts(filing).iter().chain(&head) {
            count(&mut counts, text, -1);
        }
        let leftover = filing.source.iter().flat_map(|it| &it.leftover);
        leftover.for_each(|it| count(&mut counts, &content(&untagged(it)), -1));
        let missing: Vec<char> = counts.into_iter().filter(|it| 0 < it.1).map(|it| it.0).collect();
        let holds = |it: &(&Cell, String)| it.1.contains(|it| missing.contains(&it));
        lost.extend(own.into_iter().filter(holds).map(|(it, _)| (it.line, it.text.clone())));
    }
    lost
}

fn count(counts: &mut HashMap<char, i64>, text: &str, by: i64) {
    for it in text.chars() {
        *counts.entry(it).or_default() += by;
    }
}

/// The texts of a filing's head, the longest first.
fn head(filing: &Filing) -> Vec<String> {
    let mut texts: Vec<String> = kept::head_texts(filing).iter().map(|it| content(it)).collect();
    texts.retain(|it| !it.is_empty());
    texts.sort_by_key(|it| std::cmp::Reverse(it.len()));
    texts
}

/// A cell's text without the texts of the head in it: a document says them as often as it likes.
fn without(head: &[String], text: &str) -> String {
    let within = head.iter().filter(|it| it.len() <= text.len());
    within.fold(text.to_owned(), |text, own| text.replace(own.as_str(), ""))
}

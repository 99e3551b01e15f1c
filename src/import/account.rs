//! The account: nothing of a document is lost.
//!
//! Checks the marks of the grid against the filings themselves, so a cell that was marked as used but went nowhere is
//! found. Must not be used by the import itself.

use super::grid::{Grid, Mark};
use super::join;
use crate::model::Filing;
use std::fmt::Write as _;

/// Cells whose content is in no field, no leftover and is no part of the form.
pub fn lost(grid: &Grid, filings: &[Filing]) -> Vec<(u32, String)> {
    if filings.is_empty() {
        return Vec::new();
    }
    let parts: Vec<String> = grid.parts().iter().map(|it| content(it)).collect();
    let ends: Vec<u32> = filings.iter().map(end).collect();
    let texts: Vec<(String, String)> = filings.iter().map(|it| (fields(it), leftover(it))).collect();
    grid.cells()
        .iter()
        .enumerate()
        .filter(|(_, cell)| cell.mark != Mark::Structure)
        .filter(|(id, cell)| {
            let idx = ends.iter().position(|end| cell.line <= *end).unwrap_or(ends.len().saturating_sub(1));
            let Some((own, leftover)) = texts.get(idx) else { return true };
            // A text over the border of two filings is a field of one of them.
            let of = |idx: Option<usize>| idx.and_then(|it| texts.get(it)).map_or("", |it| it.0.as_str());
            let (before, next) = (of(idx.checked_sub(1)), of(Some(idx + 1)));
            match cell.mark {
                Mark::Unused => !leftover.contains(&content(&cell.text)),
                _ => {
                    let is_field = |it: &str| [own, before, next].iter().any(|fields| fields.contains(it));
                    let has = |it: &String| {
                        let goes_on = |part: &String| {
                            let rest = it.strip_prefix(part.as_str()).filter(|_| !part.is_empty());
                            part.contains(it.as_str()) || rest.is_some_and(is_field)
                        };
                        is_field(it) || parts.iter().any(goes_on)
                    };
                    // The lines of a cell may be joined, or be a field each.
                    let is_whole = chunks(&cell.text).iter().all(has);
                    !is_whole && !grid.paragraphs(*id).iter().flat_map(|it| chunks(it)).all(|it| has(&it))
                }
            }
        })
        .map(|(_, cell)| (cell.line, cell.text.clone()))
        .collect()
}

fn end(filing: &Filing) -> u32 {
    filing.source.as_ref().and_then(|it| it.lines).map_or(u32::MAX, |(_, last)| last)
}

/// All fields of a filing, marks and blanks dropped. The debug form of the model names every field there is.
fn fields(filing: &Filing) -> String {
    let mut filing = filing.clone();
    filing.source = None;
    let mut text = String::new();
    let _ = write!(text, "{filing:?}");
    content(&unescaped(&text))
}

/// A text without the escapes of the debug form: `\n`, `\"`, `\u{738}`.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let code = after.strip_prefix("u{").and_then(|it| it.split_once('}'));
        let found = code.and_then(|(code, tail)| Some((u32::from_str_radix(code, 16).ok()?, tail)));
        if let Some((code, tail)) = found {
            out.push(char::from_u32(code).unwrap_or(' '));
            rest = tail;
            continue;
        }
        let mut chars = after.chars();
        match chars.next() {
            Some('n' | 't' | 'r' | '0') => out.push(' '),
            Some(it) => out.push(it),
            None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}

fn leftover(filing: &Filing) -> String {
    content(&filing.source.as_ref().map(|it| it.leftover.join("\n")).unwrap_or_default())
}

/// Letters, digits and Han characters: what carries content.
fn content(text: &str) -> String {
    join::bare(text).chars().filter(|it| it.is_alphanumeric()).collect()
}

/// The pieces of a cell between tags and marks: a cell may be cut into several fields there.
fn chunks(text: &str) -> Vec<String> {
    let untagged = text.replace("<p>", " ").replace("</p>", " ").replace("<br>", " ").replace("<br/>", " ");
    untagged
        .split(|it: char| !it.is_alphanumeric() && !matches!(it, ',' | '.' | '，'))
        .map(content)
        .filter(|it| !it.is_empty())
        .collect()
}

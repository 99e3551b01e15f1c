//! Excel workbooks since 2007: sheets with what Excel shows, hidden sheets, rows and columns left out.
//!
//! Knows which parts a workbook has; what is in them is for the modules below. Invariant: sheets come in the order of
//! their tabs, and a sheet that is damaged alone does not hide the others.

mod sheet;
mod strings;
mod styles;

use super::Document;
use super::archive::Archive;
use super::page::Page;
use super::workbook::Gathered;
use super::xml::{Token, Tokens};
use crate::messages::Problem;
use std::collections::HashMap;
use styles::Styles;

/// What the cells of all sheets refer to.
#[derive(Debug, Default)]
pub struct Shared {
    /// Texts by number.
    pub strings: Vec<String>,
    /// How numbers are shown.
    pub styles: Styles,
    /// Whether days are counted from 1904.
    pub is_1904: bool,
}

/// A sheet as the workbook lists it.
struct Entry {
    name: String,
    id: String,
    is_hidden: bool,
}

/// Reads a workbook.
pub fn read(bytes: &[u8]) -> Result<Document, Problem> {
    let mut archive = Archive::open(bytes)?;
    let (entries, is_1904) = entries(&archive.text("xl/workbook.xml")?)?;
    let parts = match archive.text_if_any("xl/_rels/workbook.xml.rels")? {
        Some(text) => relations(&text)?,
        None => HashMap::new(),
    };
    let strings = archive.text_if_any("xl/sharedStrings.xml")?.map(|it| strings::read(&it)).transpose()?;
    let styles = archive.text_if_any("xl/styles.xml")?.map(|it| styles::read(&it)).transpose()?;
    let shared = Shared { strings: strings.unwrap_or_default(), styles: styles.unwrap_or_default(), is_1904 };
    let mut gathered = Gathered::default();
    for entry in entries {
        if entry.is_hidden {
            gathered.n_hidden += 1;
            continue;
        }
        let part = parts.get(&entry.id).map(|it| part_name(it));
        // A chart or a macro sheet has no cells.
        let Some(part) = part.filter(|it| archive.has(it) && it.contains("worksheets/")) else { continue };
        let text = archive.text(&part)?;
        let mut page = Page::default();
        gathered.n_hidden += sheet::read(&text, &shared, &mut page)?;
        gathered.add(page.finish(&entry.name))?;
    }
    gathered.finish()
}

fn entries(text: &str) -> Result<(Vec<Entry>, bool), Problem> {
    let mut entries = Vec::new();
    let mut is_1904 = false;
    let mut tokens = Tokens::new(text);
    while let Some(token) = tokens.next()? {
        let Token::Open(tag) = token else { continue };
        match tag.name() {
            "workbookPr" => is_1904 = tag.is("date1904"),
            "sheet" => entries.push(Entry {
                name: tag.attr("name").unwrap_or_default(),
                id: tag.attr("id").unwrap_or_default(),
                is_hidden: tag.attr("state").is_some_and(|it| it != "visible"),
            }),
            _ => {}
        }
    }
    Ok((entries, is_1904))
}

/// Identity → part of each relation of the workbook.
fn relations(text: &str) -> Result<HashMap<String, String>, Problem> {
    let mut found = HashMap::new();
    let mut tokens = Tokens::new(text);
    while let Some(token) = tokens.next()? {
        if let Token::Open(tag) = token
            && tag.name() == "Relationship"
            && let (Some(id), Some(target)) = (tag.attr("Id"), tag.attr("Target"))
        {
            found.insert(id, target);
        }
    }
    Ok(found)
}

/// The name of a part in the archive: targets are relative to `xl`, or begin with a slash.
fn part_name(target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{}", target.trim_start_matches("./")),
    }
}

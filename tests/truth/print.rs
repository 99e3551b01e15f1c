//! Printers: a form as text in every layout in which documents come.
//!
//! A layout of another kind of document (a spreadsheet, a web page) is one more entry of [`Layout`] and one more arm of
//! [`document`]: everything before it stays.

use super::flow;
use super::form::Form;
use super::rng::Rng;
use super::sheet::{Kind, Merge, Sheet, damage, sheet};

/// How a document is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    TabsTop,
    TabsRepeated,
    TabsCentered,
    CellALine,
    Pipes,
    Markdown,
    Aligned,
    Running,
}

impl Layout {
    pub const ALL: [Self; 8] = [
        Self::TabsTop,
        Self::TabsRepeated,
        Self::TabsCentered,
        Self::CellALine,
        Self::Pipes,
        Self::Markdown,
        Self::Aligned,
        Self::Running,
    ];
}

/// A document: file name and bytes.
pub fn document(rng: &mut Rng, form: &Form, layout: Layout, is_damaged: bool) -> (&'static str, Vec<u8>) {
    let any_merge = if rng.chance(50) { Merge::Top } else { Merge::Repeat };
    let harm = |rng: &mut Rng, merge: Merge| {
        // A label in the middle of its block is a damage of its own.
        let merge = if is_damaged && merge == Merge::Top && rng.chance(30) { Merge::Center } else { merge };
        let mut sheet = sheet(form, merge);
        if is_damaged {
            damage(rng, form, &mut sheet, merge);
        }
        sheet
    };
    let text = match layout {
        Layout::TabsTop => tabs(&harm(rng, Merge::Top)),
        Layout::TabsRepeated => tabs(&harm(rng, Merge::Repeat)),
        Layout::TabsCentered => tabs(&harm(rng, Merge::Center)),
        Layout::Pipes => pipes(&harm(rng, any_merge)),
        Layout::Markdown => markdown(&harm(rng, any_merge)),
        Layout::CellALine => flow::cell_a_line(rng, form, is_damaged),
        Layout::Aligned => flow::aligned(rng, form, is_damaged),
        Layout::Running => flow::running(rng, form, is_damaged),
    };
    let name = if layout == Layout::Markdown { "表.md" } else { "表.txt" };
    (name, text.into_bytes())
}

fn tabs(sheet: &Sheet) -> String {
    sheet.iter().map(|(_, cells)| cells.join("\t") + "\n").collect()
}

fn pipes(sheet: &Sheet) -> String {
    let line = |(kind, cells): &(Kind, Vec<String>)| match kind {
        Kind::Title | Kind::Page | Kind::Menu => cells.join(" ") + "\n",
        _ => cells.join(" | ") + "\n",
    };
    sheet.iter().map(line).collect()
}

fn markdown(sheet: &Sheet) -> String {
    let mut out = String::new();
    let mut after_heading = false;
    for (kind, cells) in sheet {
        let is_table = !matches!(kind, Kind::Title | Kind::Page | Kind::Menu);
        match kind {
            Kind::Title if out.is_empty() => out.push_str(&format!("# {}\n\n", cells[0])),
            _ if is_table => out.push_str(&format!("| {} |\n", cells.join(" | "))),
            _ => out.push_str(&format!("{}\n\n", cells.join(" "))),
        }
        let is_heading = *kind == Kind::Heading;
        if is_heading && !after_heading {
            out.push_str(&format!("|{}\n", " --- |".repeat(cells.len())));
        }
        after_heading = is_heading;
    }
    out
}

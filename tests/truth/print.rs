//! Printers: a form in every layout in which documents come.
//!
//! Another layout is one more entry of [`Layout`] and one more arm of [`document`]: everything before it stays.

use super::form::Form;
use super::rng::Rng;
use super::sheet::{Kind, Merge, Sheet, damage, sheet};
use super::{cells, flow};
use encoding_rs::GB18030;
use std::fmt::Write as _;

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
    Csv,
    Html,
    Xlsx,
    Docx,
    Pdf,
}

impl Layout {
    pub const ALL: [Self; 13] = [
        Self::TabsTop,
        Self::TabsRepeated,
        Self::TabsCentered,
        Self::CellALine,
        Self::Pipes,
        Self::Markdown,
        Self::Aligned,
        Self::Running,
        Self::Csv,
        Self::Html,
        Self::Xlsx,
        Self::Docx,
        Self::Pdf,
    ];
}

/// A document: file name and bytes.
pub fn document(rng: &mut Rng, form: &mut Form, layout: Layout, is_damaged: bool) -> (&'static str, Vec<u8>) {
    match layout {
        Layout::Csv | Layout::Html | Layout::Xlsx | Layout::Docx => in_cells(rng, form, layout, is_damaged),
        _ => in_text(rng, form, layout, is_damaged),
    }
}

fn in_text(rng: &mut Rng, form: &Form, layout: Layout, is_damaged: bool) -> (&'static str, Vec<u8>) {
    let any_merge = if rng.chance(50) { Merge::Top } else { Merge::Repeat };
    let text = match layout {
        Layout::TabsTop => tabs(&printed(rng, form, Merge::Top, is_damaged)),
        Layout::TabsRepeated => tabs(&printed(rng, form, Merge::Repeat, is_damaged)),
        Layout::TabsCentered => tabs(&printed(rng, form, Merge::Center, is_damaged)),
        Layout::Pipes => pipes(&printed(rng, form, any_merge, is_damaged)),
        Layout::CellALine => flow::cell_a_line(rng, form, is_damaged),
        Layout::Aligned => flow::aligned(rng, form, is_damaged, flow::Print::Display),
        Layout::Pdf => flow::aligned(rng, form, is_damaged, flow::Print::Pdf),
        Layout::Running => flow::running(rng, form, is_damaged),
        _ => markdown(&printed(rng, form, any_merge, is_damaged)),
    };
    (if layout == Layout::Markdown { "表.md" } else { "表.txt" }, encoded(rng, &text))
}

fn printed(rng: &mut Rng, form: &Form, merge: Merge, is_damaged: bool) -> Sheet {
    // A label in the middle of its block is a damage of its own.
    let merge = if is_damaged && merge == Merge::Top && rng.chance(30) { Merge::Center } else { merge };
    let mut sheet = sheet(form, merge);
    if is_damaged {
        damage(rng, form, &mut sheet, merge);
    }
    sheet
}

/// Documents with cells: labels are merged cells, or printed once or in every row; a label may stand beside it all.
fn in_cells(rng: &mut Rng, form: &mut Form, layout: Layout, is_damaged: bool) -> (&'static str, Vec<u8>) {
    if rng.chance(40) {
        cells::add_side(rng, form);
    }
    let has_spans = layout != Layout::Csv && rng.chance(60);
    let merge = if has_spans || rng.chance(40) { Merge::Top } else { Merge::Repeat };
    let mut sheet = sheet(form, merge);
    if is_damaged {
        damage(rng, form, &mut sheet, merge);
    }
    match layout {
        Layout::Csv => {
            let text = cells::csv(&sheet);
            ("表.csv", encoded(rng, &text))
        }
        Layout::Html => ("表.html", cells::html(rng, form, &sheet, has_spans).into_bytes()),
        Layout::Xlsx => ("表.xlsx", cells::xlsx(rng, form, &sheet, has_spans)),
        _ => ("表.docx", cells::docx(rng, form, &sheet, has_spans)),
    }
}

/// Text in one of the encodings in which it comes.
fn encoded(rng: &mut Rng, text: &str) -> Vec<u8> {
    match rng.range(0, 5) {
        0 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        1 => GB18030.encode(text).0.into_owned(),
        2 => [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        _ => text.as_bytes().to_vec(),
    }
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
            Kind::Title if out.is_empty() => writeln!(out, "# {}\n", cells[0]),
            _ if is_table => writeln!(out, "| {} |", cells.join(" | ")),
            _ => writeln!(out, "{}\n", cells.join(" ")),
        }
        .unwrap();
        let is_heading = *kind == Kind::Heading;
        if is_heading && !after_heading {
            writeln!(out, "|{}", " --- |".repeat(cells.len())).unwrap();
        }
        after_heading = is_heading;
    }
    out
}

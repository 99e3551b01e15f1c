//! Forms as a workbook: one sheet a filing, set up so that it prints on A4 as it is.
//!
//! Every cell is a text, so that Excel neither counts with a target nor reads it as a formula. Invariant: no row is
//! higher than Excel allows; a text that needs more gets several rows that are merged.

use super::form::{Form, Kind};
use super::grid::{Cell, Grid};
use super::pages;
use crate::messages::{Message, Problem};
use crate::model::Filing;
use crate::text::glyph::is_harmless;
use crate::text::width::sanitize_lines;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// The font of the table.
const FONT: &str = "宋体";
/// The font of the title.
const TITLE_FONT: &str = "方正小标宋简体";
/// The font of labels and headings.
const LABEL_FONT: &str = "黑体";
/// Points of the table's font.
const POINTS: f64 = 10.0;
/// Lines in the highest row: Excel allows 409 points.
const MAX_LINES: usize = 28;
/// Characters in the longest cell that Excel holds, in units of UTF-16.
const MAX_CELL: usize = 32_767;
/// Of a text that is too long so many characters are told.
const SHOWN: usize = 20;
/// Pixels (of 1/96 inch) between the margins of A4.
const PORTRAIT: u32 = 654;
/// The same where the page lies across.
const LANDSCAPE: u32 = 984;
/// A4 as Excel numbers paper.
const A4: u8 = 9;
/// Inches.
const MARGIN: f64 = 0.7;

/// The workbook, with the mark that says what it was written from.
///
/// # Errors
/// What Excel cannot hold, such as a text of more than [`MAX_CELL`] characters: nothing of it is left out silently.
pub fn write(filings: &[&Filing], mark: &str) -> Result<Vec<u8>, Message<Problem>> {
    let forms: Vec<(&Filing, Form)> = filings.iter().map(|it| (*it, Form::of(it))).collect();
    if let Some(message) = forms.iter().find_map(|(filing, form)| too_long(filing, form)) {
        return Err(message);
    }
    book(&forms, mark).map_err(|error| Message::new(Problem::NotExported, [("reason", error.to_string())]))
}

/// What is said of the first text that no cell can hold.
fn too_long(filing: &Filing, form: &Form) -> Option<Message<Problem>> {
    let cells = form.sections(&form.indicators).flat_map(|it| it.rows.iter().flatten()).map(|it| &it.text);
    let lines = [&form.title, &form.year, &form.filled_at].into_iter().chain(&form.foot);
    let text = cells.chain(lines).find(|it| it.encode_utf16().count() > MAX_CELL)?;
    let args = [
        ("filing", sheet_name(filing, &[])),
        ("text", text.chars().take(SHOWN).collect()),
        ("n", text.chars().count().to_string()),
        ("most", MAX_CELL.to_string()),
    ];
    Some(Message::new(Problem::ExportCellTooLong, args))
}

fn book(forms: &[(&Filing, Form)], mark: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A date of creation would make every export differ.
    let epoch = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&epoch).set_comment(mark));
    let mut names: Vec<String> = Vec::new();
    for (filing, form) in forms {
        let name = sheet_name(filing, &names);
        let sheet = book.add_worksheet();
        sheet.set_name(&name)?;
        names.push(name);
        fill(sheet, form)?;
    }
    book.save_to_buffer()
}

/// Department or project, without what Excel forbids in names, and not used yet.
fn sheet_name(filing: &Filing, used: &[String]) -> String {
    let names = [&filing.project.name, &filing.department.name, &filing.title];
    let full = names.into_iter().find(|it| !it.trim().is_empty()).map_or("", String::as_str);
    let clean: String = full
        .chars()
        .filter(|it| {
            is_harmless(it.encode_utf8(&mut [0; 4]))
                && !matches!(it, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'')
        })
        .take(26)
        .collect();
    let clean = clean.trim();
    let base = if clean.is_empty() { "Sheet" } else { clean };
    let is_free = |name: &str| used.iter().all(|it| !it.eq_ignore_ascii_case(name));
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    std::iter::once(base.to_owned()).chain(numbered).find(|it| is_free(it)).unwrap_or_default()
}

fn fill(sheet: &mut Worksheet, form: &Form) -> Result<(), XlsxError> {
    let (indicators, pages) = form.on_pages();
    let grid = Grid::of(form.sections(&indicators));
    let room = if form.page.is_landscape { LANDSCAPE } else { PORTRAIT };
    for (col, width) in (0..).zip(&grid.widths) {
        sheet.set_column_width_pixels(col, width * room / form.page.width())?;
    }
    let last_col = last(grid.widths.len());
    let mut at = 0;
    at = line(sheet, at, last_col, &form.title, &title_format(), pages::TITLE)?;
    let plain =
        Format::new().set_font_name(FONT).set_font_size(POINTS).set_align(FormatAlign::VerticalCenter);
    for (text, side) in [(&form.year, FormatAlign::Center), (&form.filled_at, FormatAlign::Right)] {
        if !text.is_empty() {
            at = line(sheet, at, last_col, text, &plain.clone().set_align(side), pages::OUTSIDE)?;
        }
    }
    let starts = rows(sheet, at, &grid.heights())?;
    for (row, cells) in grid.rows.iter().enumerate() {
        for cell in cells {
            put(sheet, &starts, row, cell)?;
        }
    }
    let n_upper: usize = form.upper.iter().map(|it| it.rows.len()).sum();
    let (first, next) = (start(&starts, n_upper), start(&starts, n_upper + form.indicators.n_headings));
    let breaks: Vec<u32> = pages.iter().map(|it| start(&starts, n_upper + it)).collect();
    sheet.set_page_breaks(&breaks)?;
    sheet.set_repeat_rows(first, next.saturating_sub(1).max(first))?;
    at = start(&starts, grid.rows.len());
    for text in &form.foot {
        at = line(sheet, at, last_col, text, &plain, pages::OUTSIDE)?;
    }
    set_up(sheet, form);
    Ok(())
}

fn set_up(sheet: &mut Worksheet, form: &Form) {
    sheet
        .set_paper_size(A4)
        .set_margins(MARGIN, MARGIN, MARGIN, MARGIN, 0.3, 0.3)
        .set_print_center_horizontally(true)
        .set_print_fit_to_pages(1, 0)
        .set_footer("&C&9&P / &N")
        .set_screen_gridlines(false);
    if form.page.is_landscape {
        sheet.set_landscape();
    }
}

/// Sets the heights. Gives the sheet row where each row of the grid begins, and where the next one would.
fn rows(sheet: &mut Worksheet, first: u32, heights: &[usize]) -> Result<Vec<u32>, XlsxError> {
    let mut starts = vec![first];
    let mut at = first;
    for n_lines in heights {
        let n_rows = n_lines.div_ceil(MAX_LINES).max(1);
        let points = pages::row_height(n_lines.div_ceil(n_rows));
        for _ in 0..n_rows {
            sheet.set_row_height(at, points)?;
            at += 1;
        }
        starts.push(at);
    }
    Ok(starts)
}

fn start(starts: &[u32], row: usize) -> u32 {
    starts.get(row).or(starts.last()).copied().unwrap_or_default()
}

fn last(n: usize) -> u16 {
    u16::try_from(n.saturating_sub(1)).unwrap_or(u16::MAX)
}

fn put(sheet: &mut Worksheet, starts: &[u32], row: usize, cell: &Cell) -> Result<(), XlsxError> {
    let format = format(cell.kind);
    let (top, below) = (start(starts, row), start(starts, row + cell.n_rows));
    let (bottom, left) = (below.saturating_sub(1).max(top), last(cell.col + 1));
    let right = last(cell.col + cell.n_cols);
    if (top, left) != (bottom, right) {
        sheet.merge_range(top, left, bottom, right, "", &format)?;
    }
    if cell.text.is_empty() {
        sheet.write_blank(top, left, &format)?;
    } else {
        sheet.write_string_with_format(top, left, sanitize_lines(&cell.text), &format)?;
    }
    Ok(())
}

/// A line over the whole width, without borders; gives the row after it.
fn line(
    sheet: &mut Worksheet,
    row: u32,
    last_col: u16,
    text: &str,
    format: &Format,
    points: u32,
) -> Result<u32, XlsxError> {
    sheet.set_row_height(row, points)?;
    if 0 < last_col {
        sheet.merge_range(row, 0, row, last_col, "", format)?;
    }
    sheet.write_string_with_format(row, 0, sanitize_lines(text), format)?;
    Ok(row + 1)
}

fn title_format() -> Format {
    Format::new()
        .set_font_name(TITLE_FONT)
        .set_font_size(18)
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

fn format(kind: Kind) -> Format {
    let format = Format::new()
        .set_font_name(if matches!(kind, Kind::Label | Kind::Heading) { LABEL_FONT } else { FONT })
        .set_font_size(POINTS)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        // The text format: what a person types into the cell later stays a text, too.
        .set_num_format("@");
    format.set_align(match kind {
        Kind::Label | Kind::Group | Kind::Heading | Kind::Value => FormatAlign::Center,
        Kind::Text => FormatAlign::Left,
        Kind::Money => FormatAlign::Right,
    })
}

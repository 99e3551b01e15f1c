//! Forms as a Word document: tables with merged cells and a heading row that is repeated on every page, on A4.
//!
//! Knows the parts of a Word file. Invariant: every text of a filing is escaped.

use super::escape::xml;
use super::form::{Form, Kind, Page, Unit};
use super::grid::{Cell, Grid};
use super::pages;
use crate::messages::{Message, Problem};
use crate::model::Filing;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipWriter, result::ZipError};

/// The short and long side of A4, in twentieths of a point.
const A4: (u32, u32) = (11_906, 16_838);
/// The margins at all sides, in twentieths of a point.
const MARGIN: u32 = 1_020;

/// Word takes no higher rows, in twentieths of a point.
const MOST_HIGH: u32 = 31_680;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
"#;
const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
"#;
/// 宋体 10 points for everything; Word takes the eastAsia font for Chinese.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>
"#;

/// The document, with the mark that says what it was written from.
///
/// # Errors
/// What the zip library reports; in memory nothing is known to make it.
pub fn write(filings: &[&Filing], mark: &str) -> Result<Vec<u8>, Message<Problem>> {
    pack(&document(filings), &properties(mark))
        .map_err(|error| Message::new(Problem::NotExported, [("reason", error.to_string())]))
}

fn pack(document: &str, properties: &str) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The default time is a fixed one: the same filing gives the same bytes.
    let options = SimpleFileOptions::default();
    for (name, content) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
        ("word/styles.xml", STYLES),
        ("docProps/core.xml", properties),
    ] {
        zip.start_file(name, options)?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The document's properties; the mark stands where Word shows comments on the file.
fn properties(mark: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:description>{}</dc:description></cp:coreProperties>",
        xml(mark)
    )
}

fn document(filings: &[&Filing]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>",
    );
    let forms: Vec<Form> = filings.iter().map(|it| Form::of(it)).collect();
    for (idx, form) in forms.iter().enumerate() {
        add_form(&mut out, form);
        // Each filing is a section of its own, as its page may lie across. The last one's setup ends the body.
        let setup = setup(form.page);
        if idx + 1 < forms.len() {
            let _ = write!(out, "<w:p><w:pPr>{TINY}{setup}</w:pPr></w:p>");
        } else {
            out.push_str(&setup);
        }
    }
    out.push_str("</w:body></w:document>");
    out
}

/// The spacing of a paragraph that nobody should see: between two tables, and at the end of a section.
const TINY: &str = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>";

fn setup(page: Page) -> String {
    let (short, long) = A4;
    let size = if page.is_landscape {
        format!("w:w=\"{long}\" w:h=\"{short}\" w:orient=\"landscape\"")
    } else {
        format!("w:w=\"{short}\" w:h=\"{long}\"")
    };
    let margin = MARGIN;
    format!(
        "<w:sectPr><w:type w:val=\"nextPage\"/><w:pgSz {size}/><w:pgMar w:top=\"{margin}\" w:right=\"{margin}\" w:bottom=\"{margin}\" w:left=\"{margin}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
    )
}

fn add_form(out: &mut String, form: &Form) {
    let title_font = "<w:rPr><w:rFonts w:eastAsia=\"方正小标宋简体\"/><w:sz w:val=\"36\"/></w:rPr>";
    line(out, "center", title_font, &form.title);
    for (align, text) in [("center", &form.year), ("right", &form.filled_at)] {
        if !text.is_empty() {
            line(out, align, "", text);
        }
    }
    // The indicators are a table of their own, as only the first rows of a table are repeated on each page. The line
    // between the two is drawn by the lower one.
    table(out, &Grid::of(form.upper.iter()), 0, &[], form.page, "nil");
    let _ = write!(out, "<w:p><w:pPr>{TINY}</w:pPr></w:p>");
    let (indicators, pages) = form.on_pages();
    let lower = Grid::of(std::iter::once(&indicators));
    table(out, &lower, indicators.n_headings, &pages, form.page, "single");
    for text in &form.foot {
        line(out, "left", "", text);
    }
    if form.foot.is_empty() {
        // Word wants a paragraph after a table.
        let _ = write!(out, "<w:p><w:pPr>{TINY}</w:pPr></w:p>");
    }
}

fn line(out: &mut String, align: &str, run: &str, text: &str) {
    let _ = write!(
        out,
        "<w:p><w:pPr><w:spacing w:before=\"60\" w:after=\"60\"/><w:jc w:val=\"{align}\"/></w:pPr><w:r>{run}<w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        xml(text)
    );
}

/// A table with this line below it; its columns are given in twentieths of a point. The rows `starts` begin a page.
fn table(out: &mut String, grid: &Grid, n_headings: usize, starts: &[usize], page: Page, below: &str) {
    if grid.rows.is_empty() {
        return;
    }
    let (short, long) = A4;
    let room = if page.is_landscape { long } else { short } - 2 * MARGIN;
    let twips = |units: Unit| units * room / page.width();
    let line = |edge: &str, kind: &str| {
        format!("<w:{edge} w:val=\"{kind}\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>")
    };
    let edges = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let borders = edges.map(|it| line(it, if it == "bottom" { below } else { "single" })).concat();
    let _ = write!(
        out,
        "<w:tbl><w:tblPr><w:tblW w:w=\"{room}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/><w:left w:w=\"70\" w:type=\"dxa\"/><w:bottom w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>"
    );
    for width in &grid.widths {
        let _ = write!(out, "<w:gridCol w:w=\"{}\"/>", twips(*width));
    }
    out.push_str("</w:tblGrid>");
    // Cells that reach down, with the rows that they still reach into.
    let mut open: Vec<(&Cell, usize)> = Vec::new();
    for ((row, cells), n_lines) in grid.rows.iter().enumerate().zip(grid.heights()) {
        let mut all: Vec<(&Cell, bool)> = open.iter().map(|(it, _)| (*it, true)).collect();
        all.extend(cells.iter().map(|it| (it, false)));
        all.sort_by_key(|(it, _)| it.col);
        // So high a row is in every word processor, that labels can be cut where pages end.
        let height = (pages::row_height(n_lines) * 20).min(MOST_HIGH);
        let _ =
            write!(out, "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/>");
        out.push_str(if row < n_headings { "<w:tblHeader/></w:trPr>" } else { "</w:trPr>" });
        for (idx, (it, is_below)) in all.into_iter().enumerate() {
            cell(
                out,
                it,
                is_below,
                if idx == 0 { page_break(starts, row) } else { "" },
                twips(grid.width(it)),
            );
        }
        out.push_str("</w:tr>");
        open.extend(cells.iter().map(|it| (it, it.n_rows)));
        for it in &mut open {
            it.1 = it.1.saturating_sub(1);
        }
        open.retain(|(_, n_left)| 0 < *n_left);
    }
    out.push_str("</w:tbl>");
}

/// What makes a row begin a page. Where a word processor heeds no such breaks in tables, the first rows of a page at
/// least stay together, and one or two that would fit before go over, too.
fn page_break(starts: &[usize], row: usize) -> &'static str {
    if starts.contains(&row) {
        "<w:keepNext/><w:pageBreakBefore/>"
    } else if row.checked_sub(1).is_some_and(|it| starts.contains(&it)) {
        "<w:keepNext/>"
    } else {
        ""
    }
}

fn cell(out: &mut String, cell: &Cell, is_below: bool, page_break: &str, width: u32) {
    let _ = write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
    if 1 < cell.n_cols {
        let _ = write!(out, "<w:gridSpan w:val=\"{}\"/>", cell.n_cols);
    }
    if 1 < cell.n_rows {
        out.push_str(if is_below { "<w:vMerge/>" } else { "<w:vMerge w:val=\"restart\"/>" });
    }
    out.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
    let align = match cell.kind {
        Kind::Label | Kind::Group | Kind::Heading | Kind::Value => "center",
        Kind::Text => "left",
        Kind::Money => "right",
    };
    let run = match cell.kind {
        Kind::Label | Kind::Heading => "<w:rPr><w:rFonts w:eastAsia=\"黑体\"/></w:rPr>",
        _ => "",
    };
    let text = if is_below { "" } else { cell.text.as_str() };
    // A cell must hold a paragraph, even where it is blank.
    for (idx, paragraph) in text.split('\n').enumerate() {
        let page = if idx == 0 { page_break } else { "" };
        let _ = write!(out, "<w:p><w:pPr>{page}<w:jc w:val=\"{align}\"/></w:pPr>");
        if !paragraph.is_empty() {
            let _ = write!(out, "<w:r>{run}<w:t xml:space=\"preserve\">{}</w:t></w:r>", xml(paragraph));
        }
        out.push_str("</w:p>");
    }
    out.push_str("</w:tc>");
}

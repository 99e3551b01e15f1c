//! Word documents: page headers, paragraphs and tables of the main part in reading order, page footers.
//!
//! Knows the tags of `WordprocessingML`. Invariant: deleted text, field codes and the doubles of text boxes are left
//! out; all other text is kept.

use super::Sheet;
use super::archive::Archive;
use super::table::{Flow, Merge};
use super::xml::{Tag, Token, Tokens};
use crate::messages::Problem;

const WHOLE: Merge = Merge { n_rows: 1, n_cols: 1, continues: false };

/// Headers and footers beyond this are not read: three kinds of pages have one of each in every section.
const MAX_MARGINS: usize = 60;

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Sheet, Problem> {
    let mut archive = Archive::open(bytes)?;
    let main = archive.text("word/document.xml")?;
    let mut reader = Reader::default();
    // The department or the year may stand in the header of the pages only.
    reader.margins(&mut archive, "header")?;
    reader.part(&main)?;
    reader.margins(&mut archive, "footer")?;
    reader.flow.into_page()?.finish("")
}

/// Signs of the font Symbol that Word inserts by their place in it. Source: the font's encoding, ISO 32000-1, annex D.
const SIGNS: &[(u32, &str)] = &[
    (0x3c, "<"),
    (0x3d, "="),
    (0x3e, ">"),
    (0xa3, "≤"),
    (0xb0, "°"),
    (0xb1, "±"),
    (0xb3, "≥"),
    (0xb4, "×"),
    (0xb9, "≠"),
    (0xbb, "≈"),
];

/// The sign that a symbol stands for; `None` for one of another font.
fn sign(tag: &Tag<'_>) -> Option<&'static str> {
    let is_symbol = tag.attr("font").is_some_and(|it| it.eq_ignore_ascii_case("symbol"));
    let code = u32::from_str_radix(tag.attr("char")?.trim(), 16).ok()?;
    // Word puts such fonts into an area for private use.
    let place = code.checked_sub(0xf000).unwrap_or(code);
    SIGNS.iter().find(|it| is_symbol && it.0 == place).map(|it| it.1)
}

/// What a page header or footer says; one that only numbers the pages says nothing.
fn margin(text: &str) -> Result<Option<String>, Problem> {
    let mut tokens = Tokens::new(text);
    let mut said = String::new();
    let mut is_text = false;
    while let Some(token) = tokens.next()? {
        match token {
            Token::Open(tag) => is_text = tag.name() == "t",
            Token::Close(_) => is_text = false,
            Token::Text(text) if is_text => said.push_str(&text),
            Token::Text(_) => {}
        }
    }
    let is_number = |it: char| {
        it.is_whitespace() || it.is_ascii_digit() || it.is_ascii_punctuation() || "第页共—–－·／".contains(it)
    };
    Ok((!said.chars().all(is_number)).then_some(said))
}

#[derive(Default)]
struct Reader {
    flow: Flow,
    is_text: bool,
    /// How deep inside of a part that is left out.
    skipped: usize,
}

impl Reader {
    /// Reads a part of the document.
    fn part(&mut self, text: &str) -> Result<(), Problem> {
        // What a part leaves open ends with it.
        (self.skipped, self.is_text) = (0, false);
        self.flow.end_line();
        let mut tokens = Tokens::new(text);
        while let Some(token) = tokens.next()? {
            match token {
                Token::Open(tag) => self.open(&tag)?,
                Token::Close(tag) => self.close(tag.name()),
                Token::Text(text) => self.text(&text),
            }
        }
        Ok(())
    }

    /// Reads the headers or footers of the pages, each text once: first, even and other pages have their own parts.
    fn margins(&mut self, archive: &mut Archive<'_>, kind: &str) -> Result<(), Problem> {
        let mut seen: Vec<String> = Vec::new();
        for n in 1..=MAX_MARGINS {
            let Some(part) = archive.text_if_any(&format!("word/{kind}{n}.xml"))? else { break };
            let Some(said) = margin(&part)?.filter(|it| !seen.contains(it)) else { continue };
            seen.push(said);
            self.part(&part)?;
        }
        Ok(())
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<(), Problem> {
        let name = tag.name();
        if self.skipped > 0 {
            self.skipped += 1;
            return Ok(());
        }
        match name {
            // A fallback repeats what newer programs read from its neighbor.
            "Fallback" | "del" | "moveFrom" => self.skipped = 1,
            "t" => self.is_text = true,
            "tab" | "ptab" => self.flow.text(if self.flow.is_in_cell() { " " } else { "\t" }),
            "br" | "cr" => self.flow.end_line(),
            "noBreakHyphen" => self.flow.text("-"),
            "sym" => {
                if let Some(sign) = sign(tag) {
                    self.flow.text(sign);
                }
            }
            "tbl" => self.flow.open_table()?,
            "tr" => self.flow.open_row(),
            "tc" => self.flow.open_cell(WHOLE),
            "gridSpan" => self.flow.merge_cell(tag.number("val"), None),
            "vMerge" => {
                let restarts = tag.attr("val").is_some_and(|it| it == "restart");
                self.flow.merge_cell(None, Some(!restarts));
            }
            "gridBefore" => self.flow.skip_columns(tag.number("val").unwrap_or(0)),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "t" => self.is_text = false,
            "p" => self.flow.end_line(),
            "tbl" => self.flow.close_table(),
            "tr" => self.flow.close_row(),
            "tc" => self.flow.close_cell(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_text && self.skipped == 0 {
            self.flow.text(text);
        }
    }
}

//! Word documents: paragraphs and tables of the main part, in reading order.
//!
//! Knows the tags of `WordprocessingML`. Invariant: deleted text, field codes and the doubles of text boxes are left
//! out; all other text is kept.

use super::Sheet;
use super::archive::Archive;
use super::table::{Flow, Merge};
use super::xml::{Tag, Token, Tokens};
use crate::messages::Problem;

const WHOLE: Merge = Merge { n_rows: 1, n_cols: 1, continues: false };

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Sheet, Problem> {
    let mut archive = Archive::open(bytes)?;
    let text = archive.text("word/document.xml")?;
    let mut tokens = Tokens::new(&text);
    let mut reader = Reader::default();
    while let Some(token) = tokens.next()? {
        match token {
            Token::Open(tag) => reader.open(&tag)?,
            Token::Close(tag) => reader.close(tag.name()),
            Token::Text(text) => reader.text(&text),
        }
    }
    reader.flow.into_page()?.finish("")
}

#[derive(Default)]
struct Reader {
    flow: Flow,
    is_text: bool,
    /// How deep inside of a part that is left out.
    skipped: usize,
}

impl Reader {
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

//! Documents that this program exported, recognized by their mark: see [`origin`].
//!
//! Knows where each kind of document keeps the mark. Invariant: a document that somebody changed is none of ours.

use super::archive::Archive;
use super::kind::Kind;
use super::xml::{Token, Tokens};
use super::{Sheet, encoding};
use crate::origin;

/// How far from its end the mark of a text is looked for, in bytes. It grows with the number of source files.
const TAIL: usize = 256 * 1024;

/// How our table of all indicators begins: no form does. The first column names the file.
const TABLE: &str = "文件,部门,部门代码,年度,阶段,项目名称,核心职能,";

/// The files that a document was written from; none where it is not ours, or was changed since.
pub fn written_from(kind: Kind, bytes: &[u8], sheets: &[Sheet]) -> Vec<String> {
    match kind {
        Kind::Text | Kind::Html => {
            let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or(bytes);
            if !tail.windows(MARK.len()).any(|it| it == MARK) {
                return Vec::new();
            }
            let text = encoding::decode(bytes).unwrap_or_default();
            let (body, mark) = origin::split(&text);
            origin::files(mark, body)
        }
        Kind::Xlsx | Kind::Docx => {
            let texts: String = sheets.iter().map(|it| it.text.as_str()).collect();
            description(bytes).map(|mark| origin::files(&mark, &texts)).unwrap_or_default()
        }
        Kind::Separated => table(sheets),
        Kind::Ods | Kind::Xls => Vec::new(),
    }
}

/// What a comment with a mark holds.
const MARK: &[u8] = b"tianbao-export";

/// The remark on the file among the properties of an office document.
fn description(bytes: &[u8]) -> Option<String> {
    let mut archive = Archive::open(bytes).ok()?;
    let part = archive.text_if_any("docProps/core.xml").ok()??;
    let mut tokens = Tokens::new(&part);
    let mut found = String::new();
    let mut is_inside = false;
    while let Some(token) = tokens.next().ok()? {
        match token {
            Token::Open(tag) => is_inside = tag.name() == "description",
            Token::Close(_) => is_inside = false,
            Token::Text(text) if is_inside => found.push_str(&text),
            Token::Text(_) => {}
        }
    }
    Some(found)
}

/// The files that our table of all indicators names.
fn table(sheets: &[Sheet]) -> Vec<String> {
    let [sheet] = sheets else { return Vec::new() };
    if !sheet.text.trim_start_matches('\u{feff}').starts_with(TABLE) {
        return Vec::new();
    }
    let grid = &sheet.grid;
    let mut files: Vec<String> = (1..grid.n_rows())
        .filter_map(|row| grid.ids(row).next())
        .filter(|id| grid.col(*id) == 0)
        .map(|id| grid.text(id).to_owned())
        .collect();
    files.sort();
    files.dedup();
    files
}

//! What kind of document some bytes are: by their content first, then by the file's ending.
//!
//! Invariant: a kind that cannot be read is refused with a sentence that says what to save it as.

use super::archive::Archive;
use super::xls;
use crate::messages::Problem;

/// A kind of document that there is a reader for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text and Markdown.
    Text,
    /// Cells with separators, one row a line.
    Separated,
    /// A web page.
    Html,
    /// Excel since 2007.
    Xlsx,
    /// `OpenDocument` spreadsheets.
    Ods,
    /// Excel before 2007.
    Xls,
    /// Word since 2007.
    Docx,
}

/// How files that cannot be read begin, and what to say.
const REFUSED: &[(&[u8], Problem)] = &[
    (b"\x89PNG", Problem::ImportPicture),
    (b"\xff\xd8\xff", Problem::ImportPicture),
    (b"GIF8", Problem::ImportPicture),
    (b"II*\0", Problem::ImportPicture),
    (b"MM\0*", Problem::ImportPicture),
    (b"RIFF", Problem::ImportPicture),
    (b"{\\rtf", Problem::ImportOldText),
    (b"Rar!", Problem::ImportArchive),
    (b"7z\xbc\xaf", Problem::ImportArchive),
    (b"\x1f\x8b", Problem::ImportArchive),
];

/// Endings of files that cannot be read, for content that does not tell.
const REFUSED_ENDINGS: &[(&str, Problem)] = &[
    ("doc", Problem::ImportOldText),
    ("wps", Problem::ImportOldText),
    ("rtf", Problem::ImportOldText),
    ("et", Problem::ImportOldSheet),
    ("ofd", Problem::ImportOfd),
    ("bmp", Problem::ImportPicture),
    ("png", Problem::ImportPicture),
    ("jpg", Problem::ImportPicture),
    ("jpeg", Problem::ImportPicture),
    ("zip", Problem::ImportArchive),
];

/// Tags that make a text a web page, whatever it is called.
const PAGE_STARTS: &[&str] = &["<!doctype html", "<html", "<table", "<head", "<body", "<div", "<meta"];

impl Kind {
    /// The kind of a document, or why it cannot be read.
    pub fn of(name: &str, bytes: &[u8]) -> Result<Self, Problem> {
        if bytes.is_empty() {
            return Err(Problem::ImportEmpty);
        }
        if is_pdf(bytes) {
            return Err(Problem::PdfNotHere);
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return packed(bytes);
        }
        if bytes.starts_with(xls::MAGIC) {
            return xls::kind(bytes);
        }
        if let Some((_, problem)) = REFUSED.iter().find(|(start, _)| bytes.starts_with(start)) {
            return Err(*problem);
        }
        let start: Vec<u8> = bytes.iter().filter(|it| **it != 0).take(600).copied().collect();
        let start = String::from_utf8_lossy(&start).to_lowercase();
        let start = start.trim_start_matches(|it: char| {
            it.is_whitespace() || matches!(it, '\u{feff}' | char::REPLACEMENT_CHARACTER)
        });
        let is_page = PAGE_STARTS.iter().any(|it| start.starts_with(it))
            || (start.starts_with("<?xml") && start.contains("<html"));
        if is_page {
            return Ok(Self::Html);
        }
        let ending = name.rsplit_once('.').map(|(_, it)| it.to_lowercase()).unwrap_or_default();
        if let Some((_, problem)) = REFUSED_ENDINGS.iter().find(|(it, _)| *it == ending) {
            let is_text = !bytes.contains(&0);
            return if is_text { Ok(Self::Text) } else { Err(*problem) };
        }
        Ok(match ending.as_str() {
            "csv" | "tsv" => Self::Separated,
            "html" | "htm" | "xhtml" if has_tags(bytes) => Self::Html,
            _ => Self::Text,
        })
    }
}

/// Whether these are the bytes of a PDF: its mark stands at the beginning, sometimes after a little noise.
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.get(..bytes.len().min(1024)).is_some_and(|it| it.windows(5).any(|it| it == b"%PDF-"))
}

/// The kind of a zip file, by the parts that it holds.
fn packed(bytes: &[u8]) -> Result<Kind, Problem> {
    let mut archive = Archive::open(bytes)?;
    if archive.has("OFD.xml") {
        return Err(Problem::ImportOfd);
    }
    if archive.has("xl/workbook.bin") {
        return Err(Problem::ImportOldSheet);
    }
    if archive.has("mimetype") && archive.has("content.xml") {
        let kind = archive.text("mimetype").unwrap_or_default();
        return match kind.trim() {
            it if it.contains("spreadsheet") => Ok(Kind::Ods),
            _ => Err(Problem::ImportOldText),
        };
    }
    if archive.has_below("xl/") {
        return Ok(Kind::Xlsx);
    }
    if archive.has_below("word/") {
        return Ok(Kind::Docx);
    }
    Err(Problem::ImportArchive)
}

/// Whether a text has tags as a web page has them; a text that someone called `.html` has none.
fn has_tags(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    ["<td", "<p", "<div", "<br", "<body", "<span", "<th", "<pre", "<h1"].iter().any(|it| text.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_the_ending() {
        for (name, bytes, expected) in [
            ("表.csv", b"a,b\n".as_slice(), Ok(Kind::Separated)),
            ("表.TSV", b"a\tb\n", Ok(Kind::Separated)),
            ("表.xls", b"  <TABLE><tr><td>1</table>", Ok(Kind::Html)),
            ("表.xlsx", "产出指标\t≥1次".as_bytes(), Ok(Kind::Text)),
            ("表.html", "产出指标 ≥1次".as_bytes(), Ok(Kind::Text)),
            ("表.html", "产出指标<br>≥1次".as_bytes(), Ok(Kind::Html)),
            ("表.txt", b"%PDF-1.7", Err(Problem::PdfNotHere)),
            ("表.txt", b"\x89PNG\r\n", Err(Problem::ImportPicture)),
            ("表.wps", b"a\0b", Err(Problem::ImportOldText)),
            ("表.et", b"a\0b", Err(Problem::ImportOldSheet)),
            ("表.ofd", b"a\0b", Err(Problem::ImportOfd)),
            ("表.docx", b"PK\x03\x04\0\0", Err(Problem::ImportDamaged)),
            ("表.txt", b"", Err(Problem::ImportEmpty)),
        ] {
            assert_eq!(Kind::of(name, bytes), expected, "{name} {bytes:?}");
        }
    }
}

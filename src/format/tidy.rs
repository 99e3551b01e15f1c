//! The canonical layout of a file that people have written in: order of tables and keys, spelling of values, one blank
//! line between tables. Comments and keys that the program does not know stay where they belong.
//!
//! It must not know files. Invariants: the result says what the text said, holds each of its comments, and is its own
//! result; where that cannot be had there is none.

use super::cells::{self, Cell, Row};
use super::keys::SECTIONS;
use super::layout::{Block, Entry, Layout, content_end, line_end, line_start};
use super::quote::{self, Style};
use super::{VERSION, read, write};
use crate::model::Filing;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};

/// The canonical text of a filing's file; `None` when the text is no filing, has a newer format, or is spelled in a way
/// that cannot be laid out without losing a comment or an unknown key.
pub fn tidy(text: &str) -> Option<String> {
    let before = read(text);
    let filing = before.filing.as_ref().filter(|_| !before.read_only)?;
    let tidied = if before.remarks.is_empty() && comments(text).is_empty() {
        write(filing)
    } else {
        Writer { text, layout: &Layout::of(text), out: String::new() }.write(filing)
    };
    // Windows files keep their line ends.
    let tidied = if text.contains("\r\n") { tidied.replace('\n', "\r\n") } else { tidied };
    let after = read(&tidied);
    let notes = |reading: &super::Reading| {
        let mut all: Vec<String> = reading.remarks.iter().map(|it| format!("{:?}", it.message)).collect();
        all.sort();
        all
    };
    let sorted = |text: &str| {
        let mut all = comments(text);
        all.sort();
        all
    };
    let is_same = after.filing.as_ref().is_some_and(|it| cells::same(it, filing))
        && notes(&after) == notes(&before)
        && sorted(&tidied) == sorted(text);
    is_same.then_some(tidied)
}

/// The comments of a text, without blanks around them.
fn comments(text: &str) -> Vec<String> {
    let tokens = Source::new(text).lex().into_vec();
    let mut found = Vec::new();
    let mut keep = |event: Event| {
        if event.kind() == EventKind::Comment {
            let span = event.span();
            found.extend(text.get(span.start()..span.end()).map(|it| it.trim().to_owned()));
        }
    };
    if tokens.iter().any(|it| it.kind() == TokenKind::Comment) {
        parse_document(&tokens, &mut RecursionGuard::new(&mut keep, super::layout::MAX_DEPTH), &mut ());
    }
    found
}

struct Writer<'a> {
    text: &'a str,
    layout: &'a Layout,
    out: String,
}

impl<'a> Writer<'a> {
    fn write(mut self, filing: &Filing) -> String {
        self.root();
        for name in SECTIONS {
            if name == "source" {
                self.rows(filing);
            }
            let row = cells::section(filing, name);
            let block = self.find(&[name], false, 0);
            let is_needed = name == "filing"
                || row.iter().any(|(_, cell)| cell.is_some())
                || (name == "source" && filing.source.is_some())
                || block.is_some_and(|it| self.says_more(it, &row));
            if is_needed {
                self.block(&format!("[{name}]"), block, &row);
            }
            if name == "budget" {
                for (n, line) in filing.budget.lines.iter().enumerate() {
                    let block = self.find(&["budget", "lines"], true, n);
                    self.block("[[budget.lines]]", block, &cells::line(line));
                }
            }
        }
        self.unknown();
        self.out
    }

    fn rows(&mut self, filing: &Filing) {
        let mut n_indicators = 0;
        for (n, function) in filing.functions.iter().enumerate() {
            let block = self.find(&["functions"], true, n);
            self.block("[[functions]]", block, &cells::function(function));
            for indicator in &function.indicators {
                let block = self.find(&["functions", "indicators"], true, n_indicators);
                self.block("[[functions.indicators]]", block, &cells::indicator(indicator));
                n_indicators += 1;
            }
        }
        for (n, allow) in cells::allows(filing).into_iter().enumerate() {
            let block = self.find(&["allow"], true, n);
            self.block("[[allow]]", block, &cells::allow(allow));
        }
    }

    /// The nth block of a header.
    fn find(&self, path: &[&str], is_array: bool, n: usize) -> Option<&'a Block> {
        let is_it = |it: &&Block| {
            it.header.as_ref().is_some_and(|header| header.is_array == is_array && header.path == path)
        };
        self.layout.blocks.iter().filter(is_it).nth(n)
    }

    /// Whether a block has comments or keys beyond the cells.
    fn says_more(&self, block: &Block, row: &Row<'_>) -> bool {
        let text = self.text.get(block.core.start..block.rest.end).unwrap_or("");
        !comments(text).is_empty() || block.entries.iter().any(|it| !is_known(it, row))
    }

    fn root(&mut self) {
        let Some(block) = self.layout.blocks.first() else { return };
        let first = block.entries.first().map_or(block.core.end, |it| line_start(self.text, it.span.start));
        self.comment_lines(block.core.start, first);
        let format: Row<'_> = vec![("format", Some(Cell::Number(VERSION.into())))];
        self.entries(block, first, &format);
        self.own_comments(block);
    }

    /// A header with its keys in order, and the comments that belong to them.
    fn block(&mut self, header: &str, block: Option<&Block>, row: &Row<'_>) {
        self.blank_line();
        let Some((block, found)) = block.and_then(|it| Some((it, it.header.as_ref()?))) else {
            self.out.push_str(header);
            self.out.push('\n');
            for (key, cell) in row.iter().filter_map(|(key, cell)| Some((key, cell.as_ref()?))) {
                self.push_entry(key, cell);
                self.out.push('\n');
            }
            return;
        };
        self.comment_lines(block.core.start, line_start(self.text, found.span.start));
        self.out.push_str(header);
        self.tail(found.span.end);
        self.entries(block, line_end(self.text, found.span.end), row);
        self.own_comments(block);
    }

    /// The keys of a block: known ones in order, then the others as they are. Each has the comments above it and the
    /// one behind it.
    fn entries(&mut self, block: &Block, start: usize, row: &Row<'_>) {
        let mut ends = vec![start];
        ends.extend(block.entries.iter().map(|it| line_end(self.text, it.span.end)));
        let above = |at: usize| ends.get(at).copied().unwrap_or(start);
        for (key, cell) in row.iter().filter_map(|(key, cell)| Some((*key, cell.as_ref()?))) {
            let at = block.entries.iter().position(|it| it.path == [key]);
            let entry = at.and_then(|at| Some((at, block.entries.get(at)?)));
            if let Some((at, entry)) = entry {
                self.comment_lines(above(at), line_start(self.text, entry.span.start));
            }
            self.push_entry(key, cell);
            match entry {
                Some((_, entry)) => self.tail(entry.span.end),
                None => self.out.push('\n'),
            }
        }
        for (at, entry) in block.entries.iter().enumerate().filter(|(_, it)| !is_known(it, row)) {
            self.comment_lines(above(at), line_start(self.text, entry.span.start));
            self.out.push_str(&plain(self.text.get(entry.span.clone()).unwrap_or("")));
            self.tail(entry.span.end);
        }
        // A key whose value is blank goes; what was said about it stays.
        let is_gone = |it: &&Entry| {
            is_known(it, row) && !row.iter().any(|(key, cell)| it.path == [*key] && cell.is_some())
        };
        for entry in block.entries.iter().filter(is_gone) {
            let at = block.entries.iter().position(|it| it.span == entry.span).unwrap_or(0);
            self.comment_lines(above(at), line_start(self.text, entry.span.start));
        }
        let last = ends.last().copied().unwrap_or(start);
        self.comment_lines(last, block.core.end);
    }

    /// Comments that stand on their own between two blocks.
    fn own_comments(&mut self, block: &Block) {
        let text = self.text.get(block.rest.clone()).unwrap_or("");
        if !text.trim().is_empty() {
            self.blank_line();
            self.comment_lines(block.rest.start, block.rest.end);
        }
    }

    /// Tables that the format does not know, as they are.
    fn unknown(&mut self) {
        let known: [&[&str]; 4] =
            [&["budget", "lines"], &["functions"], &["functions", "indicators"], &["allow"]];
        let is_known = |block: &Block| match &block.header {
            None => true,
            Some(it) if it.is_array => known.iter().any(|path| it.path == *path),
            Some(it) => SECTIONS.iter().any(|name| it.path == [*name]),
        };
        for block in self.layout.blocks.iter().filter(|it| !is_known(it)) {
            self.blank_line();
            let text = self.text.get(block.core.start..block.rest.end).unwrap_or("");
            self.out.push_str(plain(text).trim_end());
            self.out.push('\n');
        }
    }

    fn push_entry(&mut self, key: &str, cell: &Cell<'_>) {
        self.out.push_str(&quote::assign(key, &quote::block(cell, &Style::default())));
    }

    /// The comment behind a header or value, and the line end.
    fn tail(&mut self, end: usize) {
        let tail = self.text.get(end..content_end(self.text, end)).unwrap_or("").trim();
        if tail.starts_with('#') {
            self.out.push_str("  ");
            self.out.push_str(tail);
        }
        self.out.push('\n');
    }

    /// The comment lines of a range.
    fn comment_lines(&mut self, start: usize, end: usize) {
        let text = self.text.get(start..end).unwrap_or("");
        for line in
            text.lines().map(|it| it.trim().trim_start_matches('\u{feff}')).filter(|it| it.starts_with('#'))
        {
            self.out.push_str(line);
            self.out.push('\n');
        }
    }

    fn blank_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }
}

/// Whether a key is one of the table's.
fn is_known(entry: &Entry, row: &Row<'_>) -> bool {
    row.iter().any(|(key, _)| entry.path == [*key])
}

fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::tidy;

    const MESSY: &str = "# 年初由办公室起草\nformat=1\n\n[department] # 部门\nname = '清河市水务局'\n\n\n# 表头\n[filing]\nyear=2025 # 预算年度\ntitle = \"部门整体支出绩效目标申报表\"\noffice_note = \"内部编号 7\"\n# 尾注\n\n# 另起一段\n\n[[functions]]\nname = \"水质监测\"\n[[functions.indicators]]\n# 目标由站里定\ntarget = \"≥98%\"   # 上年 97%\nname = \"监测数据合格率\"\n";

    #[test]
    fn order_and_spelling_are_canonical_and_comments_stay() {
        let expected = "# 年初由办公室起草\nformat = 1\n\n# 表头\n[filing]\ntitle = \"部门整体支出绩效目标申报表\"\nscope = \"department\"\nyear = 2025  # 预算年度\noffice_note = \"内部编号 7\"\n# 尾注\n\n# 另起一段\n\n[department]  # 部门\nname = \"清河市水务局\"\n\n[[functions]]\nname = \"水质监测\"\n\n[[functions.indicators]]\nname = \"监测数据合格率\"\n# 目标由站里定\ntarget = \"≥98%\"  # 上年 97%\n";
        assert_eq!(tidy(MESSY).as_deref(), Some(expected));
        assert_eq!(tidy(expected).as_deref(), Some(expected), "its own result");
        let windows = MESSY.replace('\n', "\r\n");
        assert_eq!(tidy(&windows), Some(expected.replace('\n', "\r\n")));
    }

    #[test]
    fn what_cannot_be_kept_is_not_touched() {
        assert_eq!(tidy("[["), None);
        assert_eq!(tidy("format = 99\n[filing]\ntitle = \"新表\"\n"), None);
        let inline = "format = 1\n[filing]\ntitle = \"表\"\n[budget]\nlines = [ # 预算\n { name = \"资金总额\" },\n]\n";
        assert_eq!(tidy(inline), None, "the comment inside has no place in the canonical layout");
        let inline = inline.replace(" # 预算", "");
        assert!(tidy(&inline).is_some_and(|it| it.contains("[[budget.lines]]\nname = \"资金总额\"")));
    }
}

//! Where everything stands in a TOML text: headers, keys and values with their bytes, in file order.
//!
//! It must not know the keys of the format. Invariant: the ranges of the blocks follow each other without a gap
//! and cover the text, so putting them together again gives the text byte for byte.

use std::ops::Range;
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};
use toml_parser::{Raw, Source, Span};

/// Nesting that the TOML library refuses, too.
pub const MAX_DEPTH: u32 = 80;

/// A text cut into blocks: what stands before the first header, then one block a header.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The blocks in file order; the first has no header.
    pub blocks: Vec<Block>,
}

/// A header with what belongs to it.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// The header; `None` for the first block.
    pub header: Option<Header>,
    /// The keys below it.
    pub entries: Vec<Entry>,
    /// The comment lines directly above, the header, its keys, and the comment lines directly below.
    pub core: Range<usize>,
    /// The blank lines after the core.
    pub blank: Range<usize>,
    /// What then stands before the next block: comments of their own.
    pub rest: Range<usize>,
}

/// `[path]` or `[[path]]`.
#[derive(Clone, Debug)]
pub struct Header {
    /// The keys.
    pub path: Vec<String>,
    /// Whether it has double brackets.
    pub is_array: bool,
    /// From the first bracket to the last.
    pub span: Range<usize>,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key; more than one part where it is dotted.
    pub path: Vec<String>,
    /// From the key to the end of the value.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
}

/// A value.
#[derive(Clone, Debug)]
pub struct Value {
    /// Its bytes.
    pub span: Range<usize>,
    /// What is inside.
    pub kind: Kind,
}

/// What a value is made of.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A text, number, flag or date.
    Scalar,
    /// An array.
    Array(Vec<Value>),
    /// An inline table.
    Table(Vec<Entry>),
}

impl Layout {
    /// Cuts a text. One that is not TOML gives some layout, never a panic.
    pub fn of(text: &str) -> Self {
        let tokens = Source::new(text).lex().into_vec();
        let mut events: Vec<Event> = Vec::with_capacity(tokens.len());
        let mut keep = |event: Event| {
            if !matches!(event.kind(), EventKind::Whitespace | EventKind::Comment | EventKind::Newline) {
                events.push(event);
            }
        };
        parse_document(&tokens, &mut RecursionGuard::new(&mut keep, MAX_DEPTH), &mut ());
        let mut blocks = vec![Block::default()];
        let mut cursor = Cursor { text, events: &events, at: 0 };
        while let Some(event) = cursor.peek() {
            match event.kind() {
                EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                    let header = Some(cursor.header());
                    blocks.push(Block { header, ..Block::default() });
                }
                EventKind::SimpleKey => {
                    if let (Some(entry), Some(block)) = (cursor.entry(), blocks.last_mut()) {
                        block.entries.push(entry);
                    }
                }
                _ => cursor.at += 1,
            }
        }
        let mut layout = Self { blocks };
        layout.cut(text);
        layout
    }

    /// Sets the ranges of the blocks.
    fn cut(&mut self, text: &str) {
        let mut starts = Vec::with_capacity(self.blocks.len() + 1);
        let mut floor = 0;
        for block in &self.blocks {
            starts.push(block.first_line(text, floor));
            floor = block.content().map_or(floor, |it| line_end(text, it));
        }
        starts.push(text.len());
        for (idx, block) in self.blocks.iter_mut().enumerate() {
            let (Some(start), Some(end)) = (starts.get(idx).copied(), starts.get(idx + 1).copied()) else {
                continue;
            };
            let content = block.content();
            let mut core_end = content.map_or(start, |it| line_end(text, it)).min(end);
            if content.is_some() {
                core_end = skip_lines(text, core_end..end, |it| it.starts_with('#'));
            }
            let blank_end = skip_lines(text, core_end..end, str::is_empty);
            block.core = start..core_end;
            block.blank = core_end..blank_end;
            block.rest = blank_end..end;
        }
    }
}

impl Block {
    /// Where its last key or its header ends.
    fn content(&self) -> Option<usize> {
        self.entries.last().map(|it| it.span.end).or(self.header.as_ref().map(|it| it.span.end))
    }

    /// Where its first line starts: the comment lines directly above the header, down to `floor`.
    fn first_line(&self, text: &str, floor: usize) -> usize {
        let Some(header) = &self.header else { return 0 };
        let mut start = line_start(text, header.span.start).max(floor);
        while start > floor {
            let above = line_start(text, start - 1);
            let is_comment = text.get(above..start).is_some_and(|it| it.trim_start().starts_with('#'));
            if !is_comment {
                break;
            }
            start = above;
        }
        start
    }

    /// The keys of its header; none for the first block.
    pub fn path(&self) -> &[String] {
        self.header.as_ref().map_or(&[], |it| &it.path)
    }
}

/// The start of the line that holds this byte.
pub fn line_start(text: &str, offset: usize) -> usize {
    text.get(..offset).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1)
}

/// The end of the line that holds this byte, its line end included.
pub fn line_end(text: &str, offset: usize) -> usize {
    text.get(offset..).and_then(|it| it.find('\n')).map_or(text.len(), |it| offset + it + 1)
}

/// The end of what the line that holds this byte says: before its line end.
pub fn content_end(text: &str, offset: usize) -> usize {
    let line = text.get(offset..line_end(text, offset)).unwrap_or("");
    offset + line.trim_end_matches(['\n', '\r']).len()
}

fn skip_lines(text: &str, range: Range<usize>, belongs: impl Fn(&str) -> bool) -> usize {
    let mut at = range.start;
    while at < range.end {
        let end = line_end(text, at).min(range.end);
        if !text.get(at..end).is_some_and(|it| belongs(it.trim())) {
            break;
        }
        at = end;
    }
    at
}

struct Cursor<'a> {
    text: &'a str,
    events: &'a [Event],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<&Event> {
        self.events.get(self.at)
    }

    fn next(&mut self) -> Option<&Event> {
        let event = self.events.get(self.at);
        self.at += 1;
        event
    }

    fn header(&mut self) -> Header {
        let mut header = Header { path: Vec::new(), is_array: false, span: 0..0 };
        while let Some(event) = self.peek() {
            let (kind, span) = (event.kind(), range(event.span()));
            match kind {
                EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                    header.is_array = kind == EventKind::ArrayTableOpen;
                    header.span = span;
                }
                EventKind::SimpleKey => header.path.push(self.key(event)),
                EventKind::StdTableClose | EventKind::ArrayTableClose => {
                    header.span.end = span.end;
                    self.at += 1;
                    break;
                }
                _ => {}
            }
            self.at += 1;
        }
        header
    }

    /// The entry whose key is next; `None` when it is incomplete.
    fn entry(&mut self) -> Option<Entry> {
        let mut path = Vec::new();
        let start = self.peek()?.span().start();
        while let Some(event) = self.peek() {
            match event.kind() {
                EventKind::SimpleKey => path.push(self.key(event)),
                EventKind::KeySep => {}
                EventKind::KeyValSep => break,
                _ => return None,
            }
            self.at += 1;
        }
        self.at += 1;
        let value = self.value()?;
        Some(Entry { path, span: start..value.span.end, value })
    }

    /// The value that is next. The recursion ends with the nesting that the parser allows.
    fn value(&mut self) -> Option<Value> {
        let event = self.next()?;
        let mut span = range(event.span());
        let kind = match event.kind() {
            EventKind::Scalar => Kind::Scalar,
            EventKind::ArrayOpen => {
                let mut items = Vec::new();
                span.end = self.inside(EventKind::ArrayClose, |it| items.extend(it.value()))?;
                Kind::Array(items)
            }
            EventKind::InlineTableOpen => {
                let mut entries = Vec::new();
                span.end = self.inside(EventKind::InlineTableClose, |it| entries.extend(it.entry()))?;
                Kind::Table(entries)
            }
            _ => return None,
        };
        Some(Value { span, kind })
    }

    /// Runs `item` until `close` comes, and says where that ends.
    fn inside(&mut self, close: EventKind, mut item: impl FnMut(&mut Self)) -> Option<usize> {
        loop {
            let event = self.peek()?;
            let (kind, end) = (event.kind(), event.span().end());
            if kind == close {
                self.at += 1;
                return Some(end);
            }
            let before = self.at;
            if kind == EventKind::ValueSep {
                self.at += 1;
            } else {
                item(self);
            }
            // What is neither an item nor the end is passed over, so that broken text cannot hold us up.
            self.at = self.at.max(before + 1);
        }
    }

    fn key(&self, event: &Event) -> String {
        let raw = self.text.get(range(event.span())).unwrap_or("");
        let mut name = String::new();
        Raw::new_unchecked(raw, event.encoding(), event.span()).decode_key(&mut name, &mut ());
        name
    }
}

fn range(span: Span) -> Range<usize> {
    span.start()..span.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\u{feff}format = 1 # 版本\n\n# 部门\n[department]\nname = \"\"\"\n# 不是注释\n\"\"\"\n# 尾注\n\n# 另起\n\n[[functions]]\nid = '职能1'\namounts = { \"总 额\" = 1, x.y = [1, 2] }";

    #[test]
    fn blocks_cover_the_text() {
        for text in [TEXT, &TEXT.replace('\n', "\r\n"), "", "[", "a = [1, {", "x", "# 注\n[a]\n[b]"] {
            let joined: String = Layout::of(text)
                .blocks
                .iter()
                .flat_map(|it| [&it.core, &it.blank, &it.rest])
                .map(|it| text.get(it.clone()).unwrap())
                .collect();
            assert_eq!(joined, text);
        }
    }

    #[test]
    fn comments_belong_where_a_reader_sees_them() {
        let layout = Layout::of(TEXT);
        let texts = |it: &Block| (TEXT.get(it.core.clone()).unwrap(), TEXT.get(it.rest.clone()).unwrap());
        assert_eq!(texts(&layout.blocks[0]), ("\u{feff}format = 1 # 版本\n", ""));
        let (core, rest) = texts(&layout.blocks[1]);
        assert!(core.starts_with("# 部门\n[department]") && core.ends_with("# 尾注\n"), "{core}");
        assert_eq!(rest, "# 另起\n\n");
        assert_eq!(layout.blocks[2].path(), ["functions"]);
        let entry = &layout.blocks[2].entries[1];
        let Kind::Table(entries) = &entry.value.kind else { panic!("{entry:?}") };
        assert_eq!(entries[0].path, ["总 额"]);
        assert_eq!(entries[1].path, ["x", "y"]);
        assert_eq!(TEXT.get(entries[1].span.clone()), Some("x.y = [1, 2]"));
    }
}

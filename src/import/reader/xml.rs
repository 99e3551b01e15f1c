//! XML of office documents as a flat run of tags and texts.
//!
//! Prefixes are dropped, because each program chooses its own. Entities that a document declares are not expanded, so
//! that it cannot grow. Invariant: reading goes forward and ends at the first fault.

use crate::messages::Problem;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// What is met next.
#[derive(Debug)]
pub enum Token<'a> {
    /// `<tag …>`; for `<tag/>` a [`Token::Close`] follows.
    Open(Tag<'a>),
    /// `</tag>`.
    Close(End<'a>),
    /// A piece of text; neighbors may come in several pieces.
    Text(Cow<'a, str>),
}

/// A tag with its attributes.
#[derive(Debug)]
pub struct Tag<'a>(BytesStart<'a>);

/// The end of a tag.
#[derive(Debug)]
pub enum End<'a> {
    /// It has an end of its own.
    Own(BytesEnd<'a>),
    /// It closed itself.
    Same(BytesStart<'a>),
}

impl End<'_> {
    /// The tag's name without a prefix.
    pub fn name(&self) -> &str {
        match self {
            Self::Own(it) => it.local_name().into_inner(),
            Self::Same(it) => it.local_name().into_inner(),
        }
    }
}

impl Tag<'_> {
    /// Its name without a prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Hands every attribute over, its name without a prefix.
    pub fn each(&self, mut take: impl FnMut(&str, &str)) {
        for attr in self.0.attributes().with_checks(false).flatten() {
            let value = attr.normalized_value(XmlVersion::Implicit1_0).unwrap_or(Cow::Borrowed(&attr.value));
            take(attr.key.local_name().into_inner(), &value);
        }
    }

    /// An attribute, found by its name without a prefix.
    pub fn attr(&self, name: &str) -> Option<String> {
        let mut found = None;
        self.each(|key, value| {
            if key == name && found.is_none() {
                found = Some(value.to_owned());
            }
        });
        found
    }

    /// Whether an attribute says yes: `1`, `true`, `on`.
    pub fn is(&self, name: &str) -> bool {
        self.attr(name).is_some_and(|it| matches!(it.as_str(), "1" | "true" | "on"))
    }

    /// A number.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.attr(name)?.trim().parse().ok()
    }
}

/// A run over an XML text.
pub struct Tokens<'a> {
    reader: Reader<&'a [u8]>,
    /// The tag that closes itself, until that is said.
    closing: Option<BytesStart<'a>>,
}

impl<'a> Tokens<'a> {
    /// Begins at the start.
    pub fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        // What closes wrongly is damage that the readers live with.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        Self { reader, closing: None }
    }

    /// The next token; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Token<'a>>, Problem> {
        if let Some(tag) = self.closing.take() {
            return Ok(Some(Token::Close(End::Same(tag))));
        }
        loop {
            let token = match self.reader.read_event().map_err(|_| Problem::ImportDamaged)? {
                Event::Start(tag) => Token::Open(Tag(tag)),
                Event::Empty(tag) => {
                    self.closing = Some(tag.clone());
                    Token::Open(Tag(tag))
                }
                Event::End(tag) => Token::Close(End::Own(tag)),
                Event::Text(text) => Token::Text(text.into_inner()),
                Event::CData(text) => Token::Text(text.into_inner()),
                Event::GeneralRef(name) => Token::Text(entity(&name)),
                Event::Eof => return Ok(None),
                _ => continue,
            };
            return Ok(Some(token));
        }
    }
}

/// The text of a reference such as `&lt;` or `&#20010;`. One that only the document itself knows stays as it is.
fn entity(name: &BytesRef<'_>) -> Cow<'static, str> {
    if let Ok(Some(it)) = name.resolve_char_ref() {
        return Cow::Owned(it.to_string());
    }
    let name: &str = name;
    match name {
        "lt" => "<".into(),
        "gt" => ">".into(),
        "amp" => "&".into(),
        "quot" => "\"".into(),
        "apos" => "'".into(),
        _ => format!("&{name};").into(),
    }
}

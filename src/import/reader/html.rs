//! Web pages: tables with merged cells, and the text around them line by line.
//!
//! Knows the tags of HTML; the markup is repaired as browsers do. Invariant: what a browser would show is kept;
//! scripts, styles, what the page hides and what is struck out, as no longer valid, are left out.

use super::encoding;
use super::limits::{MAX_ATTRIBUTES, MAX_HTML, MAX_HTML_WORK};
use super::table::{Flow, Merge};
use super::{Sheet, text};
use crate::messages::Problem;
use scraper::node::Element;
use scraper::{Html, Node};

/// Tags whose content is not shown, or is struck out.
const HIDDEN: &[&str] =
    &["script", "style", "head", "template", "noscript", "iframe", "object", "svg", "del", "s", "strike"];

/// Tags that begin and end a line.
const LINES: &[&str] = &[
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "nav",
    "main",
    "form",
    "fieldset",
    "caption",
    "dl",
    "dt",
    "dd",
    "pre",
    "blockquote",
    "hr",
    "br",
    "title",
    "option",
    "center",
    "address",
    "aside",
    "figure",
];

/// Tags that have no end, or whose end people leave out: they do not make a page deep.
const FLAT: &[&str] = &[
    "p", "td", "th", "tr", "li", "dt", "dd", "option", "tbody", "thead", "tfoot", "col", "colgroup", "br",
    "img", "input", "hr", "meta", "link", "base", "area", "source", "wbr", "embed", "param",
];

/// Reads a web page.
pub fn read(bytes: &[u8]) -> Result<Sheet, Problem> {
    if MAX_HTML < bytes.len() {
        return Err(Problem::ImportPageTooLarge);
    }
    read_page(&text::unix_lines(encoding::decode(bytes)?))
}

/// Reads the text of a web page.
pub fn read_page(page: &str) -> Result<Sheet, Problem> {
    if MAX_HTML < page.len() || is_hostile(page) {
        return Err(Problem::ImportTooMuch);
    }
    let html = Html::parse_document(page);
    let mut flow = Flow::default();
    let root = html.tree.root();
    let mut node = root;
    // Down to the first child, else on to the next: no call stack grows with the page.
    loop {
        let is_open = open(&mut flow, node.value(), is_preformatted(node.parent().map(|it| it.value())))?;
        if let Some(child) = node.first_child().filter(|_| is_open) {
            node = child;
            continue;
        }
        loop {
            close(&mut flow, node.value());
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => return flow.into_page()?.finish(""),
            }
        }
    }
}

fn is_preformatted(parent: Option<&Node>) -> bool {
    parent.and_then(Node::as_element).is_some_and(|it| matches!(it.name(), "pre" | "textarea"))
}

/// Takes a node; says whether its children are to be taken, too.
fn open(flow: &mut Flow, node: &Node, is_preformatted: bool) -> Result<bool, Problem> {
    if let Some(text) = node.as_text() {
        take_text(flow, text, is_preformatted);
        return Ok(false);
    }
    let Some(element) = node.as_element() else { return Ok(true) };
    let name = element.name();
    if HIDDEN.contains(&name) || is_hidden(element) {
        return Ok(false);
    }
    match name {
        "table" => flow.open_table()?,
        "tr" => flow.open_row(),
        "td" | "th" => flow.open_cell(Merge {
            n_rows: span(element, "rowspan"),
            n_cols: span(element, "colspan"),
            continues: false,
        }),
        "input" if element.attr("type").is_none_or(|it| it.eq_ignore_ascii_case("text")) => {
            flow.text(element.attr("value").unwrap_or_default());
        }
        _ if LINES.contains(&name) => flow.end_line(),
        _ => {}
    }
    Ok(true)
}

fn close(flow: &mut Flow, node: &Node) {
    let Some(element) = node.as_element() else { return };
    if is_hidden(element) {
        return;
    }
    match element.name() {
        "table" => flow.close_table(),
        "tr" => flow.close_row(),
        "td" | "th" => flow.close_cell(),
        name if LINES.contains(&name) => flow.end_line(),
        _ => {}
    }
}

fn is_hidden(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or_default();
    element.attr("hidden").is_some()
        || style.split(';').any(|it| {
            let rule: String = it.chars().filter(|it| !it.is_whitespace()).collect();
            rule.eq_ignore_ascii_case("display:none")
        })
}

/// Blanks and line ends of the source are one blank, but in preformatted text.
fn take_text(flow: &mut Flow, text: &str, is_preformatted: bool) {
    if is_preformatted {
        for (idx, line) in text.split('\n').enumerate() {
            if idx > 0 {
                flow.end_line();
            }
            flow.text(line);
        }
        return;
    }
    let is_blank = |it: char| matches!(it, ' ' | '\n' | '\t' | '\u{c}');
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|it| is_blank(it) != is_blank(first)).unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(end);
        if !is_blank(first) {
            flow.text(piece);
        } else if !flow.ends_blank() {
            flow.text(" ");
        }
        rest = tail;
    }
}

fn span(element: &Element, name: &str) -> usize {
    let digits: String =
        element.attr(name).unwrap_or_default().trim().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(1)
}

/// Whether repairing this page would take very long: the cost of a tag grows with the depth at which it stands, and
/// that of an attribute with those before it.
fn is_hostile(page: &str) -> bool {
    let is_foreign = ["<svg", "<math", "<SVG", "<MATH"].iter().any(|it| page.contains(it));
    let mut depth: usize = 0;
    let mut work: usize = 0;
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(tag) = after.strip_prefix('/') {
            depth = depth.saturating_sub(usize::from(is_deep(tag, is_foreign)));
        } else if after.starts_with(|it: char| it.is_ascii_alphabetic()) {
            depth += usize::from(is_deep(after, is_foreign));
            if MAX_ATTRIBUTES < n_attributes(after) {
                return true;
            }
        }
        work += depth;
        if MAX_HTML_WORK < work {
            return true;
        }
    }
    false
}

fn is_deep(tag: &str, is_foreign: bool) -> bool {
    let name = tag.split(|it: char| !it.is_ascii_alphanumeric()).next().unwrap_or_default();
    is_foreign || !FLAT.iter().any(|it| it.eq_ignore_ascii_case(name))
}

/// The blanks of a tag outside of quotes: no fewer than its attributes.
fn n_attributes(tag: &str) -> usize {
    let mut quote = None;
    let mut count = 0;
    let mut was_blank = false;
    for it in tag.bytes() {
        match (quote, it) {
            (Some(open), _) if open == it => quote = None,
            (Some(_), _) => {}
            (None, b'>') => break,
            (None, b'"' | b'\'') => {
                quote = Some(it);
                count += 1;
            }
            (None, _) => {
                let is_blank = it.is_ascii_whitespace() || it == b'/';
                count += usize::from(is_blank && !was_blank);
                was_blank = is_blank;
            }
        }
        if MAX_ATTRIBUTES < count {
            break;
        }
    }
    count
}

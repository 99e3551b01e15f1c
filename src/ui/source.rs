//! The lines of the document that the selected row came from.

use crate::app::{Entry, Node};

/// How many lines before and after the row's own are shown.
const AROUND: usize = 2;

/// The number of the row's line and the lines around it, each with its number; nothing when the document is not
/// at hand or the row has no line.
pub fn lines(entry: &Entry, node: Node) -> Option<(u32, Vec<(u32, String)>)> {
    let Node::Indicator(function, idx) = node else { return None };
    let line = entry.filing().indicator(function, idx)?.line?;
    let document = entry.home.document.as_ref()?;
    let first = (line as usize).saturating_sub(1).saturating_sub(AROUND);
    let shown = document
        .lines()
        .enumerate()
        .skip(first)
        .take(AROUND * 2 + 1)
        .map(|(idx, text)| (idx as u32 + 1, text.trim_end().to_owned()))
        .collect();
    Some((line, shown))
}

//! Rows in an inline array (`functions = [{ … }]`) rewritten as `[[functions]]` blocks, for edits that an inline
//! array has no good place for. Keys the program does not know and comments go along.
//!
//! Invariant: the rewritten text reads as the same filing.

use super::plan::Plan;
use super::splice::Splices;
use crate::format::index::{Index, Rows};
use crate::format::layout::{Entry, Kind, Layout, Value, line_end, line_start};

/// An inline array to rewrite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inline {
    /// `budget = { … }` with its lines.
    Budget,
    /// The budget's lines.
    Lines,
    /// The functions with their indicators.
    Functions,
    /// The indicators of the function at this position.
    Indicators(usize),
    /// The accepted findings.
    Allows,
}

/// The text with these arrays as blocks.
pub fn expand(
    text: &str,
    layout: &Layout,
    index: &Index<'_>,
    wanted: &[Inline],
    newline: &'static str,
) -> String {
    let mut expander = Expander { text, newline, plan: Plan::default(), splices: Splices::default() };
    for it in wanted {
        match it {
            Inline::Budget => expander.budget(layout, index),
            Inline::Lines => expander.rows(layout, &index.lines, "budget", "budget.lines"),
            Inline::Functions => expander.rows(layout, &index.functions, "functions", "functions"),
            Inline::Indicators(idx) => {
                if let Some(function) = index.functions.rows.get(*idx) {
                    expander.rows(layout, &function.indicators, "functions", "functions.indicators");
                }
            }
            Inline::Allows => expander.rows(layout, &index.allows, "allow", "allow"),
        }
    }
    expander.splices.sort();
    expander.plan.render(text, layout, &expander.splices, newline)
}

struct Expander<'a> {
    text: &'a str,
    newline: &'static str,
    plan: Plan,
    splices: Splices,
}

impl Expander<'_> {
    fn budget(&mut self, layout: &Layout, index: &Index<'_>) {
        let Some(entry) = index.inline_budget else { return };
        let blocks = self.table("[budget]", &entry.value, &[("lines", "budget.lines")]);
        self.plan.add(layout, "budget", blocks);
        self.remove(entry);
    }

    fn rows(&mut self, layout: &Layout, rows: &Rows<'_>, section: &str, header: &str) {
        let Some((block, entry)) = rows.array else { return };
        let blocks = self.array(&entry.value, header);
        if block == 0 {
            self.plan.add(layout, section, blocks);
        } else {
            self.plan.add_after(block, blocks);
        }
        self.remove(entry);
    }

    fn remove(&mut self, entry: &Entry) {
        let end = line_end(self.text, entry.span.end);
        let comment = self.comments(entry.span.end, end);
        self.splices.replace(line_start(self.text, entry.span.start)..end, comment);
    }

    /// The rows of an array as blocks, with the comments between them.
    fn array(&self, array: &Value, header: &str) -> String {
        let Kind::Array(items) = &array.kind else { return String::new() };
        let nested: &[(&str, &str)] = &[("indicators", "functions.indicators")];
        let nested = if header == "functions" { nested } else { &[] };
        let mut blocks: Vec<String> = Vec::new();
        let mut at = array.span.start;
        for (idx, item) in items.iter().enumerate() {
            let above = self.comments(at, item.span.start);
            let next = items.get(idx + 1).map_or(array.span.end, |it| it.span.start);
            // A comment behind the row stays on its line, now that of the header.
            at = line_end(self.text, item.span.end).min(next);
            let behind = self.comments(item.span.end, at);
            let behind = if behind.is_empty() { String::new() } else { format!(" {}", behind.trim_end()) };
            blocks.push(above + &self.table(&format!("[[{header}]]{behind}"), item, nested));
        }
        let mut text = blocks.join(self.newline);
        text.push_str(&self.comments(at, array.span.end));
        text
    }

    /// A table in braces as a block, its nested arrays of rows after it.
    fn table(&self, header: &str, table: &Value, nested: &[(&str, &str)]) -> String {
        let Kind::Table(entries) = &table.kind else { return String::new() };
        let mut out = format!("{header}{}", self.newline);
        let mut rows = String::new();
        for entry in entries {
            let name = entry.path.first().map_or("", String::as_str);
            let array = nested.iter().find(|(key, _)| entry.path.len() == 1 && *key == name);
            if let (Some((_, header)), Kind::Array(_)) = (array, &entry.value.kind) {
                rows.push_str(self.newline);
                rows.push_str(&self.array(&entry.value, header));
            } else {
                out.push_str(self.text.get(entry.span.clone()).unwrap_or(""));
                out.push_str(self.newline);
            }
        }
        out + &rows
    }

    /// The comments of a stretch that holds nothing else but blanks, commas and a bracket, a line each.
    fn comments(&self, start: usize, end: usize) -> String {
        let stretch = self.text.get(start..end).unwrap_or("");
        let comments = stretch.lines().filter_map(|it| it.find('#').and_then(|at| it.get(at..)));
        comments.flat_map(|it| [it.trim_end(), self.newline]).collect()
    }
}

//! The text of a filing's rows, folded once, so that searching is one pass over bytes.
//!
//! Each tree row has its slice; a run's row holds the label that its indicators share, so that a label is found once
//! and not once for each of them. Invariant: fields are kept apart by line ends, which no folded text contains.

use crate::app::tree::{Node, OutlineRow};
use crate::model::Filing;
use crate::text::fold::search_char;
use memchr::memmem::Finder;

/// Folded text by row.
#[derive(Clone, Debug, Default)]
pub struct RowTexts {
    /// The filing's revision that the text was made from.
    pub revision: u64,
    text: String,
    /// Where each row's text begins.
    starts: Vec<u32>,
    /// The rows of runs, each with the first row after those below it.
    headings: Vec<(u32, u32)>,
    is_complete: bool,
}

impl RowTexts {
    /// No text yet of a filing at this revision.
    pub fn new(revision: u64) -> Self {
        Self { revision, ..Self::default() }
    }

    /// Whether every row has its text.
    pub const fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Bytes of text.
    pub const fn len(&self) -> usize {
        self.text.len()
    }

    /// Adds rows until about `n_bytes` of text have been added.
    pub fn grow(&mut self, filing: &Filing, rows: &[OutlineRow], n_bytes: usize) {
        let most = self.text.len().saturating_add(n_bytes);
        for row in rows.iter().skip(self.starts.len()) {
            if self.text.len() >= most {
                return;
            }
            if matches!(row.node, Node::Level1(..) | Node::Level2(..)) {
                self.headings.push((self.starts.len() as u32, row.end as u32));
            }
            self.starts.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
            self.add(filing, row.node);
        }
        self.is_complete = true;
    }

    /// The rows that hold `needle`, in order, from a byte on through `n_bytes`; with the byte to go on from.
    pub fn find(&self, needle: &Finder<'_>, from: usize, n_bytes: usize) -> (Vec<u32>, Option<usize>) {
        let most = from.saturating_add(n_bytes);
        // Up to the beginning of a row, so that no hit is cut.
        let end = self.starts.get(self.starts.partition_point(|it| (*it as usize) < most));
        let end = end.map_or(self.text.len(), |it| *it as usize);
        let bytes = self.text.as_bytes().get(..end).unwrap_or_default();
        let (mut rows, mut at) = (Vec::new(), from);
        while let Some(found) = bytes.get(at..).and_then(|rest| needle.find(rest)) {
            let row = self.row_at(at + found);
            rows.push(row);
            // On with the next row: one hit a row is enough.
            at = self.starts.get(row as usize + 1).map_or(end, |it| *it as usize);
        }
        (rows, (end < self.text.len()).then_some(end))
    }

    /// Whether a row holds `needle`.
    pub fn holds(&self, row: u32, needle: &Finder<'_>) -> bool {
        let start = self.starts.get(row as usize).map_or(0, |it| *it as usize);
        let end = self.starts.get(row as usize + 1).map_or(self.text.len(), |it| *it as usize);
        self.text.as_bytes().get(start..end).is_some_and(|it| needle.find(it).is_some())
    }

    /// Takes the headings out of matching rows below which another row matches, so that nobody who looks for 满意度
    /// stops at two headings before each indicator. Gives those that were taken out.
    pub fn take_headings(&self, rows: &mut Vec<u32>) -> Vec<u32> {
        let (mut taken, mut next) = (Vec::new(), u32::MAX);
        for row in rows.iter().rev() {
            let heading = self.headings.binary_search_by_key(row, |it| it.0).ok();
            let end = heading.and_then(|it| self.headings.get(it)).map_or(0, |it| it.1);
            if next < end {
                taken.push(*row);
            } else {
                next = *row;
            }
        }
        taken.reverse();
        rows.retain(|row| taken.binary_search(row).is_err());
        taken
    }

    fn row_at(&self, byte: usize) -> u32 {
        let after = self.starts.partition_point(|it| *it as usize <= byte);
        u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX)
    }

    fn add(&mut self, filing: &Filing, node: Node) {
        match node {
            Node::Budget => {}
            Node::Filing => {
                let department = &filing.department;
                let parts = [
                    &filing.title,
                    &department.name,
                    &department.supervisor,
                    &department.code,
                    &filing.project.name,
                    &filing.contact.name,
                    &department.duties,
                ];
                let goals = [&filing.goals.annual, &filing.goals.long_term, &filing.goals.project];
                parts.into_iter().chain(goals.into_iter().flatten()).for_each(|it| self.field(it));
                if let Some(year) = filing.year {
                    self.field(&year.to_string());
                }
            }
            Node::Line(idx) => {
                let Some(line) = filing.budget.lines.get(idx) else { return };
                self.field(&line.name);
                line.amounts.0.iter().for_each(|(_, it)| self.field(it.text()));
            }
            Node::Function(idx) => {
                let Some(it) = filing.functions.get(idx) else { return };
                for text in [&it.id, &it.name, &it.content] {
                    self.field(text);
                }
            }
            Node::Level1(function, first, _) => {
                if let Some(it) = filing.indicator(function, first) {
                    self.field(&it.level1);
                }
            }
            Node::Level2(function, first, _) => {
                if let Some(it) = filing.indicator(function, first) {
                    self.field(&it.level2);
                }
            }
            Node::Indicator(function, idx) => {
                let Some(it) = filing.indicator(function, idx) else { return };
                let parts =
                    [&it.name, &it.target, &it.target_half, &it.work, &it.project, &it.note, &it.standard];
                for text in parts {
                    self.field(text);
                }
            }
        }
    }

    fn field(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.text.extend(text.chars().filter_map(search_char));
        self.text.push('\n');
    }
}

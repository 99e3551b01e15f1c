//! The order of the blocks of a file after an edit: which stay, which move, which go, what comes in between.
//!
//! It must not know what the blocks hold. Invariant: blocks that stay keep their order, and comments that stand by
//! themselves stay where they are.

use super::splice::Splices;
use crate::format::keys::ROOT;
use crate::format::layout::Layout;
use std::collections::{BTreeMap, BTreeSet};

/// A row of the new order.
#[derive(Clone, Debug)]
pub enum Now {
    /// The row at this position in the file.
    Old(usize),
    /// The text of a new row.
    New(String),
    /// The text of a new row that others stand below: a function.
    NewParent(String),
}

/// A row of the file.
#[derive(Clone, Debug, Default)]
pub struct FileRow {
    /// Its blocks, its own first.
    pub blocks: Vec<usize>,
    /// Whether the rows after it stand below it: a function.
    pub is_parent: bool,
}

#[derive(Clone, Debug)]
enum Item {
    Block(usize),
    New(String),
    Rest(usize),
}

/// What happens to the blocks.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    taken: BTreeSet<usize>,
    before: BTreeMap<usize, Vec<Item>>,
    after: BTreeMap<usize, Vec<Item>>,
}

impl Plan {
    /// Whether every block stays where it is and none is added.
    pub fn is_empty(&self) -> bool {
        self.taken.is_empty() && self.before.is_empty() && self.after.is_empty()
    }

    /// Takes a block away.
    pub fn take(&mut self, block: usize) {
        self.taken.insert(block);
    }

    /// Adds the text of a block after the blocks of its table and of those before it in the format.
    pub fn add(&mut self, layout: &Layout, table: &str, text: String) {
        self.after.entry(anchor(layout, table)).or_default().push(Item::New(text));
    }

    /// Adds the text of a block after this one.
    pub fn add_after(&mut self, block: usize, text: String) {
        self.after.entry(block).or_default().push(Item::New(text));
    }

    /// Brings the rows of a table into a new order. `file` holds the rows in file order. As many rows as can, and
    /// parents before others, stay where they are.
    pub fn arrange(&mut self, layout: &Layout, table: &str, file: &[FileRow], now: Vec<Now>) {
        let kept: Vec<usize> = now
            .iter()
            .filter_map(|it| match it {
                Now::Old(idx) => Some(*idx),
                Now::New(_) | Now::NewParent(_) => None,
            })
            .collect();
        if kept.len() == now.len() && kept.iter().copied().eq(0..file.len()) {
            return;
        }
        let is_parent = |idx: usize| file.get(idx).is_some_and(|it| it.is_parent);
        let staying = heaviest_rising(&kept, |it| if is_parent(it) { file.len() + 1 } else { 1 });
        for (idx, row) in file.iter().enumerate() {
            if !staying.contains(&idx) {
                self.taken.extend(&row.blocks);
            }
        }
        let parents_move = now.iter().any(|it| matches!(it, Now::NewParent(_)))
            || (0..file.len()).any(|it| is_parent(it) && !staying.contains(&it));
        if parents_move {
            self.gather(file, &staying);
        }
        self.place(layout, table, file, now, &staying);
    }

    /// Tables below a function that stand after its indicators come directly after it, as another function may
    /// come in between.
    fn gather(&mut self, file: &[FileRow], staying: &BTreeSet<usize>) {
        for (idx, row) in file.iter().enumerate().filter(|(idx, it)| it.is_parent && staying.contains(idx)) {
            let Some(next) = file.get(idx + 1).and_then(|it| it.blocks.first()) else { continue };
            let head = first_block(file, idx);
            let own_end = row.blocks.iter().filter(|it| *it < next).max().copied().unwrap_or(head);
            let stray = row.blocks.iter().copied().filter(|it| it > next);
            let items: Vec<Item> = stray.clone().map(Item::Block).collect();
            self.taken.extend(stray);
            if !items.is_empty() {
                self.after.entry(own_end).or_default().extend(items);
            }
        }
    }

    fn place(
        &mut self,
        layout: &Layout,
        table: &str,
        file: &[FileRow],
        now: Vec<Now>,
        staying: &BTreeSet<usize>,
    ) {
        let mut last: Option<usize> = None;
        let mut leading: Vec<Item> = Vec::new();
        for it in now {
            let items: Vec<Item> = match it {
                Now::Old(idx) if staying.contains(&idx) => {
                    let head = first_block(file, idx);
                    if !leading.is_empty() {
                        self.before.entry(head).or_default().append(&mut leading);
                    }
                    last = Some(idx);
                    continue;
                }
                Now::Old(idx) => {
                    file.get(idx).into_iter().flat_map(|it| &it.blocks).copied().map(Item::Block).collect()
                }
                Now::New(text) | Now::NewParent(text) => vec![Item::New(text)],
            };
            match last {
                Some(idx) => {
                    let block = self.end_of(file, idx);
                    self.after.entry(block).or_default().extend(items);
                }
                None => leading.extend(items),
            }
        }
        if !leading.is_empty() {
            self.after.entry(anchor(layout, table)).or_default().append(&mut leading);
        }
    }

    /// The last block of the rows' own that stands before the next row: what is put after it follows this row.
    fn end_of(&self, file: &[FileRow], idx: usize) -> usize {
        let next = file.get(idx + 1).and_then(|it| it.blocks.first()).copied().unwrap_or(usize::MAX);
        let own = first_block(file, idx);
        // Tables below a function may stand after its indicators, so those of earlier rows count, too. They are
        // few: the search ends at the function.
        let mut end = own;
        for (idx, row) in file.iter().enumerate().take(idx + 1).rev() {
            let is_here = |it: &usize| *it >= own && *it < next && !self.taken.contains(it);
            end = row.blocks.iter().copied().filter(is_here).max().unwrap_or(own).max(end);
            if row.is_parent || idx == 0 {
                break;
            }
        }
        end
    }

    /// The text after the edit.
    pub fn render(mut self, text: &str, layout: &Layout, splices: &Splices, newline: &str) -> String {
        let mut items: Vec<Item> = Vec::new();
        for idx in 0..layout.blocks.len() {
            items.append(&mut self.before.remove(&idx).unwrap_or_default());
            if !self.taken.contains(&idx) {
                items.push(Item::Block(idx));
            }
            items.append(&mut self.after.remove(&idx).unwrap_or_default());
            if layout.blocks.get(idx).is_some_and(|it| !it.rest.is_empty()) {
                items.push(Item::Rest(idx));
            }
        }
        let gap = if is_airy(layout) { newline } else { "" };
        let mut out = String::with_capacity(text.len());
        for (at, item) in items.iter().enumerate() {
            let next = items.get(at + 1);
            match item {
                Item::New(new) => {
                    out.push_str(new);
                    if next.is_some() {
                        out.push_str(gap);
                    }
                }
                Item::Rest(idx) => {
                    let range = layout.blocks.get(*idx).map_or(0..0, |it| it.rest.clone());
                    out.push_str(text.get(range).unwrap_or(""));
                    end_line(&mut out, next, newline);
                }
                Item::Block(idx) => {
                    let Some(block) = layout.blocks.get(*idx) else { continue };
                    out.push_str(&splices.render(text, &block.core));
                    end_line(&mut out, next, newline);
                    let is_last = *idx + 1 == layout.blocks.len() && block.rest.is_empty();
                    let follows = match next {
                        Some(Item::Rest(it)) => it == idx,
                        Some(Item::Block(it)) => block.rest.is_empty() && *it == idx + 1,
                        _ => false,
                    };
                    match next {
                        None if !is_last => {}
                        Some(_) if block.blank.is_empty() && !follows => out.push_str(gap),
                        _ => out.push_str(text.get(block.blank.clone()).unwrap_or("")),
                    }
                }
            }
        }
        out
    }
}

fn end_line(out: &mut String, next: Option<&Item>, newline: &str) {
    if next.is_some() && !out.is_empty() && !out.ends_with('\n') {
        out.push_str(newline);
    }
}

/// Whether blocks are mostly set apart by blank lines. A single block says nothing; new files are.
fn is_airy(layout: &Layout) -> bool {
    let n_gaps = layout.blocks.len().saturating_sub(1);
    let n_blank = layout.blocks.iter().take(n_gaps).filter(|it| !it.blank.is_empty()).count();
    n_blank * 2 >= n_gaps
}

/// The last block that belongs to this table or to one before it in the format.
fn anchor(layout: &Layout, table: &str) -> usize {
    let rank = |name: &str| ROOT.iter().position(|it| *it == name);
    let own = rank(table);
    let mut last = 0;
    let mut is_before = true;
    for (idx, block) in layout.blocks.iter().enumerate() {
        // A table of nobody's belongs to what it follows.
        if let Some(name) = block.path().first() {
            is_before = rank(name).map_or(is_before, |it| Some(it) <= own);
        }
        if is_before {
            last = idx;
        }
    }
    last
}

fn first_block(file: &[FileRow], idx: usize) -> usize {
    file.get(idx).and_then(|it| it.blocks.first()).copied().unwrap_or(0)
}

/// The rising subsequence of the greatest weight. The values are different from each other.
fn heaviest_rising(values: &[usize], weight: impl Fn(usize) -> usize) -> BTreeSet<usize> {
    // For each value that may come last the weight so far; only those that are heavier than all smaller ones.
    let mut best: BTreeMap<usize, usize> = BTreeMap::new();
    let mut before: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    for value in values.iter().copied() {
        let below = best.range(..value).next_back().map(|(value, sum)| (*value, *sum));
        let sum = below.map_or(0, |(_, sum)| sum) + weight(value);
        before.insert(value, below.map(|(value, _)| value));
        let beaten: Vec<usize> =
            best.range(value..).take_while(|(_, it)| **it <= sum).map(|(value, _)| *value).collect();
        for it in beaten {
            best.remove(&it);
        }
        best.insert(value, sum);
    }
    let mut rising = BTreeSet::new();
    let mut at = best.last_key_value().map(|(value, _)| *value);
    while let Some(value) = at {
        rising.insert(value);
        at = before.get(&value).copied().flatten();
    }
    rising
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_rows_stay_as_can() {
        let check =
            |values: &[usize], n: usize| assert_eq!(heaviest_rising(values, |_| 1).len(), n, "{values:?}");
        check(&[], 0);
        check(&[0, 1, 2], 3);
        check(&[2, 0, 1, 3], 3);
        check(&[3, 2, 1], 1);
        check(&[4, 5, 0, 1, 2, 3, 6], 5);
        assert_eq!(heaviest_rising(&[1, 2, 0], |_| 1).into_iter().collect::<Vec<_>>(), [1, 2]);
        let heavy = heaviest_rising(&[1, 2, 0], |it| if it == 0 { 9 } else { 1 });
        assert_eq!(heavy.into_iter().collect::<Vec<_>>(), [0]);
    }
}

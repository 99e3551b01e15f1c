//! All loaded filings as one tree: departments with several filings have a row of their own above them.
//!
//! The rows of a filing are made when somebody sees them: before that it is known how many there are at each level of
//! folding, so ten thousand filings, folded or not, cost ten thousand counts and nothing more.

use super::fenwick::Fenwick;
use super::outline::{Outline, OutlineRow};
use super::shape::Shape;
use crate::model::Filing;
use std::collections::HashMap;
use std::ops::Range;

/// A row of the tree, by name rather than by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The row of a department with several filings.
    Group(usize),
    /// A row of a filing; row 0 is the filing itself.
    Row {
        /// Which loaded filing.
        entry: usize,
        /// Which row of its outline.
        row: usize,
    },
}

/// A department and its filings.
#[derive(Clone, Debug)]
pub struct Group {
    /// The department's name.
    pub name: String,
    /// Its filings, in loading order.
    pub entries: Vec<usize>,
    /// Whether its filings are hidden.
    pub folded: bool,
}

#[derive(Clone, Copy, Debug)]
enum Block {
    Group(usize),
    Entry(usize),
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) group: usize,
    /// Its place among the blocks.
    block: usize,
    pub(super) outline: Option<Outline>,
    /// How many rows it has, where that is known before they are made.
    shape: Option<Shape>,
    /// Down to which level it is unfolded as long as its rows are not made; 1 is folded.
    pub(super) level: usize,
    /// Whether a filter keeps any of its rows.
    pub(super) is_kept: bool,
}

/// The tree of everything loaded.
#[derive(Clone, Debug, Default)]
pub struct Forest {
    pub(super) groups: Vec<Group>,
    by_name: HashMap<String, usize>,
    pub(super) entries: Vec<Entry>,
    blocks: Vec<Block>,
    /// The block of each group's own row, where it has one.
    group_blocks: Vec<Option<usize>>,
    counts: Fenwick,
    /// While a filter is on: which departments were folded before.
    pub(super) filtered: Option<Vec<bool>>,
}

impl Forest {
    /// Adds filings, folded, under these department names. They get the next entry numbers in order.
    pub fn add(&mut self, departments: impl IntoIterator<Item = String>) {
        for name in departments {
            let entry = self.entries.len();
            let group = *self.by_name.entry(name.clone()).or_insert_with(|| {
                self.groups.push(Group { name, entries: Vec::new(), folded: false });
                self.groups.len() - 1
            });
            if let Some(group) = self.groups.get_mut(group) {
                group.entries.push(entry);
            }
            self.entries.push(Entry { group, block: 0, outline: None, shape: None, level: 1, is_kept: true });
        }
        self.lay_out();
    }

    /// Takes how many rows filings have, from the filing `first` on.
    pub fn take_shapes(&mut self, first: usize, shapes: impl IntoIterator<Item = Shape>) {
        for (entry, shape) in self.entries.iter_mut().skip(first).zip(shapes) {
            entry.shape = Some(shape);
        }
    }

    /// Moves a filing to the department of this name, when it is called so now.
    pub fn rename(&mut self, entry: usize, name: &str) {
        let Some(old) = self.entries.get(entry).map(|it| it.group) else { return };
        if self.groups.get(old).is_none_or(|it| it.name == name) {
            return;
        }
        let group = *self.by_name.entry(name.to_owned()).or_insert_with(|| {
            self.groups.push(Group { name: name.to_owned(), entries: Vec::new(), folded: false });
            self.groups.len() - 1
        });
        if let Some(it) = self.groups.get_mut(old) {
            it.entries.retain(|it| *it != entry);
        }
        if let Some(it) = self.groups.get_mut(group) {
            it.entries.push(entry);
            it.entries.sort_unstable();
        }
        if let Some(it) = self.entries.get_mut(entry) {
            it.group = group;
        }
        self.lay_out();
    }

    /// The filings in the order of the tree.
    pub fn order(&self) -> Vec<usize> {
        self.groups.iter().flat_map(|it| it.entries.iter().copied()).collect()
    }

    /// Number of visible rows.
    pub fn n_visible(&self) -> usize {
        self.counts.total()
    }

    /// The filings at these positions that are unfolded and have no rows yet; see [`Forest::open`].
    pub fn unmade_at(&self, positions: Range<usize>) -> Vec<usize> {
        let Some((first, within)) = self.counts.find(positions.start) else { return Vec::new() };
        let (mut unmade, mut left) = (Vec::new(), positions.len() + within);
        for (idx, block) in self.blocks.iter().enumerate().skip(first) {
            if left == 0 {
                break;
            }
            let count = self.counts.count(idx);
            left = left.saturating_sub(count);
            if let Block::Entry(entry) = *block
                && count > 1
                && self.outline(entry).is_none()
            {
                unmade.push(entry);
            }
        }
        unmade
    }

    /// The row at a position. Of a filing without rows yet it is a guess; see [`Forest::unmade_at`].
    pub fn spot_at(&self, position: usize) -> Option<Spot> {
        let (block, within) = self.counts.find(position)?;
        match *self.blocks.get(block)? {
            Block::Group(group) => Some(Spot::Group(group)),
            Block::Entry(entry) => {
                let row = match &self.entries.get(entry)?.outline {
                    Some(outline) => outline.folds().row_at(within)?,
                    None => within,
                };
                Some(Spot::Row { entry, row })
            }
        }
    }

    /// The position of a row; for a hidden row, that of the next visible one.
    pub fn position(&self, spot: Spot) -> usize {
        match spot {
            Spot::Group(group) => {
                self.group_blocks.get(group).copied().flatten().map_or(0, |block| self.counts.before(block))
            }
            Spot::Row { entry, row } => {
                let Some(entry) = self.entries.get(entry) else { return 0 };
                let within = match &entry.outline {
                    Some(outline) if !self.is_group_folded(entry.group) => {
                        outline.folds().n_visible_before(row)
                    }
                    _ => 0,
                };
                self.counts.before(entry.block) + within
            }
        }
    }

    /// All groups in order.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter()
    }

    /// The group at a number.
    pub fn group(&self, group: usize) -> Option<&Group> {
        self.groups.get(group)
    }

    /// The department's own row above a filing, where there is one.
    pub fn group_row(&self, entry: usize) -> Option<Spot> {
        let group = self.entries.get(entry)?.group;
        self.group_blocks.get(group).copied().flatten().map(|_| Spot::Group(group))
    }

    /// The rows of a filing, when it has been unfolded.
    pub fn outline(&self, entry: usize) -> Option<&Outline> {
        self.entries.get(entry)?.outline.as_ref()
    }

    /// The row at a spot; `None` for departments and for filings that were never unfolded.
    pub fn row(&self, spot: Spot) -> Option<&OutlineRow> {
        match spot {
            Spot::Group(_) => None,
            Spot::Row { entry, row } => self.outline(entry)?.row(row),
        }
    }

    /// Steps from the left edge.
    pub fn depth(&self, spot: Spot) -> usize {
        match spot {
            Spot::Group(_) => 0,
            Spot::Row { entry, .. } => {
                usize::from(self.group_row(entry).is_some())
                    + self.row(spot).map_or(0, |row| row.depth.into())
            }
        }
    }

    /// Whether a row hides rows below it; filings that were never unfolded do.
    pub fn is_folded(&self, spot: Spot) -> bool {
        match spot {
            Spot::Group(group) => self.is_group_folded(group),
            Spot::Row { entry, row } => match self.outline(entry) {
                Some(outline) => outline.is_folded(row),
                None => self.entries.get(entry).is_none_or(|it| it.level <= 1),
            },
        }
    }

    /// Whether a row has rows below it.
    pub fn has_children(&self, spot: Spot) -> bool {
        match spot {
            Spot::Group(_) => true,
            Spot::Row { entry, row } => self.outline(entry).is_none_or(|outline| outline.has_children(row)),
        }
    }

    /// Folds or unfolds a row. `filing` is that of the row's entry.
    pub fn set_folded(&mut self, spot: Spot, folded: bool, filing: Option<&Filing>) {
        match spot {
            Spot::Group(group) => {
                let Some(it) = self.groups.get_mut(group) else { return };
                it.folded = folded;
                for entry in it.entries.clone() {
                    self.recount(entry);
                }
            }
            Spot::Row { entry, row } => {
                if let Some(filing) = filing
                    && (!folded || !self.is_folded(spot))
                {
                    self.open(entry, filing);
                }
                if let Some(outline) = self.entries.get_mut(entry).and_then(|it| it.outline.as_mut()) {
                    outline.set_folded(row, folded);
                }
                self.recount(entry);
            }
        }
    }

    /// Shows a filing's rows down to a level (1 the filing … 5 indicators).
    pub fn fold_to(&mut self, entry: usize, level: usize, filing: &Filing) {
        if !self.is_kept(entry) {
            return;
        }
        if let Some(it) = self.entries.get_mut(entry).filter(|it| it.outline.is_none()) {
            it.level = level;
        }
        if level > 1 || self.outline(entry).is_some() {
            self.open(entry, filing);
            if let Some(outline) = self.entries.get_mut(entry).and_then(|it| it.outline.as_mut()) {
                outline.fold_to(level);
            }
        }
        self.recount(entry);
    }

    /// Shows all filings' rows down to a level. Those of which it is not known how many rows they have stay as they are;
    /// they are returned.
    pub fn fold_all_to(&mut self, level: usize) -> Vec<usize> {
        let mut unknown = Vec::new();
        for (idx, it) in self.entries.iter_mut().enumerate().filter(|(_, it)| it.is_kept) {
            match (&mut it.outline, it.shape) {
                (Some(outline), _) => outline.fold_to(level),
                (None, Some(_)) => it.level = level,
                (None, None) => unknown.push(idx),
            }
        }
        self.lay_out();
        unknown
    }

    /// Makes a row visible.
    pub fn reveal(&mut self, spot: Spot, filing: Option<&Filing>) {
        let Spot::Row { entry, row } = spot else { return self.reveal_group(spot) };
        let Some(group) = self.entries.get(entry).map(|it| it.group) else { return };
        self.let_in(entry, row, filing);
        if self.is_group_folded(group) {
            self.set_folded(Spot::Group(group), false, None);
        }
        if row > 0
            && let Some(filing) = filing
        {
            self.open(entry, filing);
            if let Some(outline) = self.entries.get_mut(entry).and_then(|it| it.outline.as_mut()) {
                outline.reveal(row);
            }
            self.recount(entry);
        }
    }

    /// Makes a filing's rows, so that its places can be looked up.
    pub fn open(&mut self, entry: usize, filing: &Filing) {
        if let Some(it) = self.entries.get_mut(entry)
            && it.outline.is_none()
        {
            let mut outline = Outline::new(filing);
            match it.level {
                0 | 1 => outline.set_folded(0, true),
                level => outline.fold_to(level),
            }
            it.outline = Some(outline);
        }
    }

    /// Takes note of rows that came, went or moved in a filing.
    pub fn rows_changed(&mut self, entry: usize, filing: &Filing) {
        if let Some(outline) = self.entries.get_mut(entry).and_then(|it| it.outline.as_mut()) {
            *outline = outline.rebuilt(filing);
        } else if let Some(it) = self.entries.get_mut(entry) {
            it.shape = Some(Shape::of(filing));
        }
        self.recount(entry);
    }

    fn is_group_folded(&self, group: usize) -> bool {
        self.groups.get(group).is_some_and(|it| it.folded && it.entries.len() > 1)
    }

    fn visible_of(&self, entry: usize) -> usize {
        match self.entries.get(entry) {
            Some(it) if it.is_kept && !self.is_group_folded(it.group) => match (&it.outline, it.shape) {
                (Some(outline), _) => outline.folds().n_visible(),
                (None, Some(shape)) => shape.at(it.level),
                (None, None) => 1,
            },
            _ => 0,
        }
    }

    pub(super) fn recount(&mut self, entry: usize) {
        let count = self.visible_of(entry);
        let Some(it) = self.entries.get(entry) else { return };
        self.counts.set(it.block, count);
        if self.filtered.is_some()
            && let Some(block) = self.group_blocks.get(it.group).copied().flatten()
        {
            self.counts.set(block, usize::from(self.shows_group(it.group)));
        }
    }

    pub(super) fn lay_out(&mut self) {
        self.blocks.clear();
        self.group_blocks.clear();
        for (group_idx, group) in self.groups.iter().enumerate() {
            let has_row = group.entries.len() > 1;
            self.group_blocks.push(has_row.then_some(self.blocks.len()));
            if has_row {
                self.blocks.push(Block::Group(group_idx));
            }
            for entry in &group.entries {
                if let Some(it) = self.entries.get_mut(*entry) {
                    it.block = self.blocks.len();
                }
                self.blocks.push(Block::Entry(*entry));
            }
        }
        let counts = self
            .blocks
            .iter()
            .map(|block| match block {
                Block::Group(group) => usize::from(self.shows_group(*group)),
                Block::Entry(entry) => self.visible_of(*entry),
            })
            .collect();
        self.counts = Fenwick::new(counts);
    }
}

#[cfg(test)]
mod tests;

//! Cuts a row of the money block into labels with their amounts.
//!
//! Must not know what becomes of them. Invariant: every cell of a row is in one group.

use super::grid::{CellId, Grid};
use super::slot::{self, Slot};
use super::{join, money, money_lists};
use crate::model::MoneyUnit;
use crate::model::breakdown::is_breakdown;

/// Labels and the amounts after them.
#[derive(Default)]
pub struct Group {
    /// The cells of the label.
    pub labels: Vec<CellId>,
    /// The cell 小计 after the label.
    pub subtotal: Option<CellId>,
    /// The cells of the amounts.
    pub amounts: Vec<CellId>,
    /// The cell of the unit behind the amount.
    pub unit: Option<CellId>,
    /// A cell of several amounts with their labels, the first of which may be that of this group.
    pub list: Option<CellId>,
}

impl Group {
    /// The label's text, without the amount that stands in its cell.
    pub fn label(&self, grid: &Grid) -> String {
        let own = |id: &CellId| {
            let text = grid.text(*id);
            money::label_and_amount(text).map_or(text, |it| it.0)
        };
        join::words(self.labels.iter().map(own))
    }

    /// Whether this can be a line: a label that is money's, or any label with an amount inside of the block.
    pub fn is_money(&self, grid: &Grid, is_inside: bool) -> bool {
        if self.list.is_some() && self.labels.is_empty() {
            return true;
        }
        let has_amounts = !self.amounts.is_empty() || self.list.is_some();
        let text = self.label(grid);
        let (name, is_part) = money::name_of(&text);
        let is_slot = slot::find(&text).is_some_and(|it| it != Slot::Funds);
        let is_known = money::is_total(&name) || money::is_kind(&name) || money::has_unit(&text);
        if is_inside && !has_amounts && is_breakdown(&name) {
            return true;
        }
        if name.is_empty() || is_slot || 40 < name.chars().count() {
            return false;
        }
        if is_inside { is_known || is_part || has_amounts } else { is_known && has_amounts }
    }
}

/// Cuts a row into labels with their amounts. 小计 is a second label of the one before it; words before an amount in
/// running text are one label.
pub fn groups(grid: &Grid, row: usize, ids: &[CellId]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for id in ids {
        let text = grid.text(*id);
        let items = money_lists::items(text);
        let is_open_list = items.as_ref().and_then(|it| it.first()).is_some_and(|it| it.label.is_empty());
        let is_unit = grid.is_words(row) && MoneyUnit::from_word(text).is_some();
        let is_behind = |it: &&mut Group| it.amounts.len() == 1 && it.unit.is_none();
        if is_unit && let Some(group) = groups.last_mut().filter(is_behind) {
            group.unit = Some(*id);
            continue;
        }
        let open = groups
            .last_mut()
            .filter(|it| it.amounts.is_empty() && it.subtotal.is_none() && it.list.is_none());
        if is_open_list && let Some(group) = open {
            group.list = Some(*id);
        } else if items.is_some() && !is_open_list {
            groups.push(Group { list: Some(*id), ..Group::default() });
        } else if money::label_and_amount(text).is_some() {
            groups.push(Group { labels: vec![*id], amounts: vec![*id], ..Group::default() });
        } else if money::is_amount(text) {
            match groups.last_mut() {
                Some(group) => group.amounts.push(*id),
                None => groups.push(Group { amounts: vec![*id], ..Group::default() }),
            }
        } else if let Some(group) = open
            && (join::bare(text) == "小计" || grid.is_words(row))
        {
            if join::bare(text) == "小计" { group.subtotal = Some(*id) } else { group.labels.push(*id) }
        } else {
            groups.push(Group { labels: vec![*id], ..Group::default() });
        }
    }
    groups
}

/// Whether a label stands alone on its line and an amount alone on the next.
pub fn has_amount_below(grid: &Grid, row: usize, groups: &[Group]) -> bool {
    let [group] = groups else { return false };
    let label = group.label(grid);
    let below: Vec<CellId> = grid.ids(row + 1).take(2).collect();
    grid.is_words(row)
        && group.amounts.is_empty()
        && group.list.is_none()
        && slot::find(&label).is_none()
        && label.chars().count() < 40
        && matches!(below.as_slice(), [id] if money::is_amount(grid.text(*id)))
}

/// Whether a row holds sentences.
pub fn is_prose(grid: &Grid, ids: &[CellId]) -> bool {
    ids.iter().any(|id| 40 < grid.text(*id).chars().count())
}

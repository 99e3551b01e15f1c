//! Several rows selected at once: a stretch of the tree from an anchor to the cursor, or rows picked by what they are.
//!
//! A heading whose rows are all selected stands for all below it, folded or not. A selection lies within one filing
//! and ends when rows of the filing come, go or move, so its places are always those of the rows it was made of.

use super::tree::{Node, Outline, Spot};
use super::{Entry, State};
use crate::messages::Ui;
use crate::model::{Field, Filing, Indicator, Place};
use crate::text::search::Query;
use std::collections::BTreeSet;
use std::ops::Range;

/// Rows hidden in folded nodes are shown when they are picked, up to so many.
const MOST_SHOWN: usize = 2_000;

/// The selected rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The filing.
    pub entry: usize,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// From this row of the outline to the cursor.
    Stretch { anchor: usize },
    /// These rows.
    Picked(BTreeSet<Place>),
}

impl State {
    /// Begins a selection at the cursor. A stretch that is there ends; a row is put into or taken out of picked ones.
    pub fn select_row(&mut self) -> Result<(), Ui> {
        let Spot::Row { entry, row } = self.view.cursor else { return Err(Ui::NothingSelected) };
        let node = self.node().ok_or(Ui::NothingSelected)?;
        match &mut self.view.selection {
            Some(Selection { kind: Kind::Stretch { .. }, .. }) => self.end_selection(),
            Some(Selection { entry: at, kind: Kind::Picked(places) }) if *at == entry => {
                let place = match node {
                    Node::Indicator(..) | Node::Line(_) => node.place(),
                    _ => None,
                };
                let place = place.ok_or(Ui::PickRowsOnly)?;
                if !places.remove(&place) {
                    places.insert(place);
                }
                if places.is_empty() {
                    self.end_selection();
                }
            }
            _ => {
                if let Some(it) = self.entries.get(entry) {
                    self.forest.open(entry, it.filing());
                }
                self.view.selection = Some(Selection { entry, kind: Kind::Stretch { anchor: row } });
            }
        }
        Ok(())
    }

    /// Ends the selection; it can be made again as long as no rows come or go.
    pub fn end_selection(&mut self) {
        let Some(selection) = self.view.selection.take() else { return };
        let entry = selection.entry;
        let places: BTreeSet<Place> = self.places_of(&selection).into_iter().collect();
        self.view.last_selection = Some(Selection { entry, kind: Kind::Picked(places) });
    }

    /// Forgets what is and was selected in a filing whose rows have changed.
    pub fn forget_selection(&mut self, entry: usize) {
        for slot in [&mut self.view.selection, &mut self.view.last_selection] {
            if slot.as_ref().is_some_and(|it| it.entry == entry) {
                *slot = None;
            }
        }
    }

    /// Selects again what was selected last.
    pub fn reselect(&mut self) -> Result<usize, Ui> {
        let last = self.view.last_selection.clone().ok_or(Ui::NoLastSelection)?;
        let places = self.places_of(&last);
        self.pick(last.entry, places)
    }

    /// Selects the rows of the filing that match the last search.
    pub fn select_matches(&mut self) -> Result<usize, Ui> {
        let query = Query::new(&self.seek.query);
        if query.is_empty() {
            return Err(Ui::NothingToSearch);
        }
        let entry = self.entry_idx().ok_or(Ui::NothingSelected)?;
        let places = matching(self.entry().ok_or(Ui::NothingSelected)?.filing(), &query);
        self.pick(entry, places)
    }

    /// Selects the rows of the filing with a finding of the same rule as the one shown at the cursor.
    pub fn select_alike(&mut self) -> Result<usize, Ui> {
        let entry = self.entry_idx().ok_or(Ui::NothingSelected)?;
        let here = self.findings_here();
        let rule = here.get(self.view.finding).or_else(|| here.first()).ok_or(Ui::NoFindingHere)?.rule.code;
        let all = self.entry().ok_or(Ui::NothingSelected)?.findings().iter();
        let places = all.filter(|it| it.rule.code == rule).map(|it| it.at).collect();
        self.pick(entry, places)
    }

    /// Selects the rows of the filing that the importer was not sure of.
    pub fn select_doubtful(&mut self) -> Result<usize, Ui> {
        let entry = self.entry_idx().ok_or(Ui::NothingSelected)?;
        let filing = self.entry().ok_or(Ui::NothingSelected)?.filing();
        let doubtful = filing.indicators().filter(|(.., it)| !it.doubt.is_empty());
        let places = doubtful.map(|(function, idx, _)| Place::Indicator(function, idx)).collect();
        self.pick(entry, places)
    }

    /// Selects these rows; what is neither an indicator nor a budget line is left out. They are unfolded.
    fn pick(&mut self, entry: usize, places: Vec<Place>) -> Result<usize, Ui> {
        let is_row = |it: &Place| matches!(it, Place::Indicator(..) | Place::BudgetLine(_));
        let places: BTreeSet<Place> = places.into_iter().filter(is_row).collect();
        if places.is_empty() {
            return Err(Ui::NoRowsToSelect);
        }
        let shown: Vec<Place> = places.iter().copied().take(MOST_SHOWN).collect();
        if let Some(it) = self.entries.get(entry) {
            self.forest.open(entry, it.filing());
            let rows = self.forest.outline(entry).map(|it| it.rows_of(&shown)).unwrap_or_default();
            for row in rows {
                self.forest.reveal(Spot::Row { entry, row }, Some(it.filing()));
            }
        }
        let n = places.len();
        self.view.selection = Some(Selection { entry, kind: Kind::Picked(places) });
        Ok(n)
    }

    /// Whether a row is selected. A heading is when all its rows are.
    pub fn is_chosen(&self, spot: Spot) -> bool {
        let Some(selection) = &self.view.selection else { return false };
        let Spot::Row { entry, row } = spot else { return false };
        if entry != selection.entry {
            return false;
        }
        match &selection.kind {
            Kind::Stretch { anchor } => {
                let stretch = self.stretch(entry, *anchor);
                let below = self.forest.outline(entry).map_or(row..row + 1, |it| it.subtree(row));
                stretch.contains(&row) && below.end <= stretch.end
            }
            Kind::Picked(places) => {
                let place = self.forest.row(spot).and_then(|it| it.node.place());
                place.is_some_and(|it| places.contains(&it))
            }
        }
    }

    /// Whether an indicator is selected, in a view without rows for headings.
    pub fn is_place_chosen(&self, entry: usize, place: Place) -> bool {
        match &self.view.selection {
            Some(Selection { entry: at, kind: Kind::Picked(places) }) => {
                *at == entry && places.contains(&place)
            }
            Some(Selection { entry: at, kind: Kind::Stretch { anchor } }) if *at == entry => {
                let stretch = self.stretch(entry, *anchor);
                let ends = self.forest.outline(entry).map(|it| it.places_at_ends(stretch));
                ends.flatten().is_some_and(|(first, last)| (first..=last).contains(&place))
            }
            _ => false,
        }
    }

    /// The rows of the outline from the anchor to the cursor; with all below where the anchor or a folded row ends it.
    fn stretch(&self, entry: usize, anchor: usize) -> Range<usize> {
        let Some(outline) = self.forest.outline(entry) else { return anchor..anchor };
        let cursor = match self.view.cursor {
            Spot::Row { entry: at, row } if at == entry => row,
            // Beyond the filing: up to its end or beginning.
            other => {
                let is_after =
                    self.forest.position(other) > self.forest.position(Spot::Row { entry, row: 0 });
                if is_after { outline.len().saturating_sub(1) } else { 0 }
            }
        };
        let (first, last) = (anchor.min(cursor), anchor.max(cursor));
        let mut end = last + 1;
        if outline.row(last).is_some_and(|it| it.folded) {
            end = outline.subtree(last).end;
        }
        first..end.max(outline.subtree(anchor).end)
    }

    /// The selected rows in form order, without those that are filtered out: functions that are selected whole, budget lines with their parts, and
    /// indicators of other functions.
    fn places_of(&self, selection: &Selection) -> Vec<Place> {
        match &selection.kind {
            Kind::Picked(places) => places.iter().copied().collect(),
            Kind::Stretch { anchor } => {
                let stretch = self.stretch(selection.entry, *anchor);
                let places = self.forest.outline(selection.entry).map(|it| whole(it, stretch));
                self.unfiltered(selection.entry, places.unwrap_or_default())
            }
        }
    }

    /// The selected rows, else those that the row at the cursor stands for; functions stand for themselves.
    pub fn chosen(&self) -> Option<(usize, Vec<Place>)> {
        if let Some(selection) = &self.view.selection {
            return Some((selection.entry, self.places_of(selection)));
        }
        let entry = self.entry_idx()?;
        let run =
            |function: usize, rows: Range<usize>| rows.map(|idx| Place::Indicator(function, idx)).collect();
        let places = match self.node()? {
            Node::Filing | Node::Budget => return None,
            Node::Level1(function, first, end) | Node::Level2(function, first, end) => {
                run(function, first..end)
            }
            node => node.place().into_iter().collect(),
        };
        Some((entry, self.unfiltered(entry, places)))
    }

    /// The indicators among what is chosen, with those of whole functions, in form order.
    pub fn chosen_indicators(&self) -> Option<(usize, Vec<Place>)> {
        let (entry, places) = self.chosen()?;
        Some((entry, self.indicators_among(entry, &places)))
    }

    /// The indicators among some rows of a filing, with those of whole functions.
    pub fn indicators_among(&self, entry: usize, places: &[Place]) -> Vec<Place> {
        let Some(filing) = self.entries.get(entry).map(Entry::filing) else { return Vec::new() };
        let mut found = Vec::new();
        for place in places {
            match *place {
                Place::Indicator(..) => found.push(*place),
                Place::Function(function) => {
                    let n = filing.functions.get(function).map_or(0, |it| it.indicators.len());
                    found.extend((0..n).map(|idx| Place::Indicator(function, idx)));
                }
                Place::Filing | Place::BudgetLine(_) => {}
            }
        }
        found
    }

    /// How many rows are selected: indicators, and budget lines.
    pub fn n_chosen(&self) -> usize {
        let lines = self
            .chosen()
            .map_or(0, |(_, places)| places.iter().filter(|it| matches!(it, Place::BudgetLine(_))).count());
        lines + self.chosen_indicators().map_or(0, |(_, places)| places.len())
    }

    /// Confirms that what is chosen was imported rightly, as one step. Says how many rows were doubtful.
    pub fn clear_doubts(&mut self) -> Result<usize, Ui> {
        let (entry, places) = self.chosen_indicators().ok_or(Ui::NoDoubtHere)?;
        let filing = self.entries.get(entry).ok_or(Ui::NothingSelected)?.filing();
        let is_doubtful = |it: &Place| filing.get(*it, &Field::Doubt).is_some_and(|it| !it.is_empty());
        let places: Vec<Place> = places.into_iter().filter(is_doubtful).collect();
        if places.is_empty() {
            return Err(Ui::NoDoubtHere);
        }
        self.may_edit(entry)?;
        self.set_field(entry, &places, &Field::Doubt, "");
        self.end_selection();
        Ok(places.len())
    }
}

/// The budget lines and indicators that match, by their own texts or their labels.
fn matching(filing: &Filing, query: &Query) -> Vec<Place> {
    let lines = filing.budget.lines.iter().enumerate().filter(|(_, it)| {
        query.matches(&it.name) || it.amounts.0.iter().any(|(_, amount)| query.matches(amount.text()))
    });
    let is_text = |field: &&Field| !matches!(field, Field::SourceLine | Field::Weight | Field::Doubt);
    let matches = |it: &Indicator| {
        let mut fields = Field::OF_INDICATOR.iter().filter(is_text);
        fields.any(|field| it.get(field).is_some_and(|text| query.matches(&text)))
    };
    let indicators = filing.indicators().filter(|(.., it)| matches(it));
    lines
        .map(|(idx, _)| Place::BudgetLine(idx))
        .chain(indicators.map(|(function, idx, _)| Place::Indicator(function, idx)))
        .collect()
}

/// What stands wholly within a stretch of rows: functions and lines with all below them, other indicators alone.
fn whole(outline: &Outline, stretch: Range<usize>) -> Vec<Place> {
    let mut places = Vec::new();
    let mut row = stretch.start;
    while row < stretch.end {
        let Some(node) = outline.row(row).map(|it| it.node) else { break };
        let below = outline.subtree(row);
        let is_whole = below.end <= stretch.end;
        match node {
            Node::Function(idx) if is_whole => {
                places.push(Place::Function(idx));
                row = below.end;
                continue;
            }
            Node::Line(idx) if is_whole => places.push(Place::BudgetLine(idx)),
            Node::Indicator(function, idx) => places.push(Place::Indicator(function, idx)),
            _ => {}
        }
        row += 1;
    }
    places
}

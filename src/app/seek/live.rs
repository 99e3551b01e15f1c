//! The search prompt: hits are visited while the query is typed, and left again by Esc.

use super::search::{Ground, Hit, Next};
use crate::app::State;
use crate::app::tree::Spot;
use crate::messages::{Message, Ui};
use crate::text::search::Query;

/// Where the person was, and what was unfolded since only to show hits.
#[derive(Clone, Debug)]
pub struct Visit {
    cursor: Spot,
    top: usize,
    pane_row: usize,
    finding: usize,
    unfolded: Vec<Spot>,
}

/// Steps of a count while the hits are still being looked for.
const MOST_STEPS: usize = 1_000;

impl State {
    /// Takes note of where the person is, before hits are visited.
    pub fn begin_search(&mut self) {
        let view = &self.view;
        self.seek.visit = Some(Visit {
            cursor: view.cursor,
            top: view.top,
            pane_row: view.pane_row,
            finding: view.finding,
            unfolded: Vec::new(),
        });
        let query = self.seek.query.clone();
        self.with_search(|search, ground| search.ask(&query, ground));
        self.seek.is_lit = true;
        self.seek.is_telling = false;
        self.seek.is_preparing = true;
    }

    /// Visits the first hit of what is typed, from where the search began.
    pub fn search_typed(&mut self, typed: &str) {
        let Some(cursor) = self.seek.visit.as_ref().map(|it| it.cursor) else { return };
        typed.clone_into(&mut self.seek.query);
        self.with_search(|search, ground| search.ask(typed, ground));
        if self.seek.search.is_blank() {
            self.return_from_visit();
            return;
        }
        self.want_from(cursor, true);
        self.step_search();
    }

    /// Visits the next or previous hit without leaving the prompt.
    pub fn search_visit(&mut self, forward: bool) {
        self.want_from(self.view.cursor, forward);
        self.step_search();
    }

    /// Stays at the hit that is visited, or goes to the next one when the query is that of the last search.
    pub fn accept_search(&mut self, typed: &str) -> Result<(), Ui> {
        let Some(visit) = self.seek.visit.take() else { return Ok(()) };
        typed.clone_into(&mut self.seek.query);
        if self.view.cursor == visit.cursor {
            return self.search_on(true, 1);
        }
        let there = self.view.cursor;
        self.view.cursor = visit.cursor;
        self.jump(|state| state.view.cursor = there);
        self.tell_hit();
        Ok(())
    }

    /// Comes to where a search leads before another key is answered: that key is meant for the hit. The count is told
    /// no longer; it would take the place of what the key has to say.
    pub fn end_telling(&mut self) {
        while self.seek.visit.is_none() && self.seek.search.is_wanting() && self.step_search() {}
        self.seek.is_telling = false;
    }

    /// Goes back to where the search began and folds again what was unfolded.
    pub fn cancel_search(&mut self) {
        self.return_from_visit();
        self.seek.visit = None;
        self.seek.is_lit = false;
        self.stop_work();
    }

    /// Goes to the next or previous row that matches the last search.
    pub fn search_on(&mut self, forward: bool, times: usize) -> Result<(), Ui> {
        let query = self.seek.query.clone();
        self.with_search(|search, ground| search.ask(&query, ground));
        if self.seek.search.is_blank() {
            return Err(Ui::NothingToSearch);
        }
        self.seek.is_lit = true;
        self.go_to_next(forward);
        // From hit to hit it goes round and round: a count beyond their number leads to one of them all the same.
        let more = match self.search_counts() {
            (n @ 1.., _, true) => times.saturating_sub(1) % n,
            _ => times.saturating_sub(1).min(MOST_STEPS),
        };
        for _ in 0..more {
            self.go_to_next(forward);
        }
        Ok(())
    }

    fn go_to_next(&mut self, forward: bool) {
        self.want_from(self.view.cursor, forward);
        self.step_search();
    }

    /// What the tree shows in matches, while there is a search.
    pub fn lit(&self) -> Option<Query> {
        self.seek.is_lit.then(|| Query::new(&self.seek.query)).filter(|it| !it.is_empty())
    }

    /// Stops showing matches. Says whether any were shown.
    pub fn unlight(&mut self) -> bool {
        std::mem::take(&mut self.seek.is_lit)
    }

    /// Number of hits so far, which of them the cursor is on, and whether these are all.
    pub fn search_counts(&self) -> (usize, Option<usize>, bool) {
        let (n, idx) = self.seek.search.counts();
        (n, idx, self.seek.search.is_done())
    }

    /// How much has been searched, in percent.
    pub fn search_percent(&self) -> usize {
        self.seek.search.percent()
    }

    /// Searches on. What is found is gone to. Says whether there is more to search.
    pub(super) fn step_search(&mut self) -> bool {
        match self.with_search(super::search::Search::step) {
            Next::At(hit) => self.go_to_hit(hit),
            Next::Nowhere if self.seek.visit.is_some() => self.return_from_visit(),
            Next::Nowhere => {
                let query = self.seek.query.clone();
                self.tell(&Message::new(Ui::NotFound, [("query", query)]));
            }
            Next::Unknown => {}
        }
        let is_done = self.seek.search.is_done();
        if is_done && self.seek.is_telling {
            self.tell_hit();
        }
        !is_done
    }

    /// Makes the text of more rows ahead of the search. Says whether there is more to make.
    pub(super) fn step_texts(&mut self) -> bool {
        self.with_search(|_, ground| super::search::Search::prepare(ground))
    }

    fn want_from(&mut self, cursor: Spot, forward: bool) {
        let (entry, row) = match cursor {
            Spot::Row { entry, row } => (entry, u32::try_from(row).ok()),
            Spot::Group(group) => {
                let first = self.forest.group(group).and_then(|it| it.entries.first().copied());
                (first.unwrap_or(0), None)
            }
        };
        self.seek.search.want(entry, row, forward);
    }

    fn go_to_hit(&mut self, hit: Hit) {
        let row = hit.row as usize;
        let spot = Spot::Row { entry: hit.entry, row };
        if let Some(filing) = self.entries.get(hit.entry).map(crate::app::Entry::filing)
            && row > 0
        {
            self.forest.open(hit.entry, filing);
        }
        if self.seek.visit.is_some() {
            self.refold();
            let folded = self.folded_above(spot);
            if let Some(visit) = &mut self.seek.visit {
                visit.unfolded = folded;
            }
            self.go_to(spot);
        } else {
            self.jump(|state| state.go_to(spot));
            self.tell_hit();
        }
    }

    /// Says which of how many hits the cursor is on; the number grows while the rest is searched.
    fn tell_hit(&mut self) {
        let (n, idx, is_done) = self.search_counts();
        self.seek.is_telling = !is_done;
        let Some(idx) = idx else { return };
        let n = if is_done { n.to_string() } else { format!("{n}+") };
        let args = [("query", self.seek.query.clone()), ("idx", idx.to_string()), ("n", n)];
        self.tell(&Message::new(Ui::SearchAt, args));
    }

    /// The folded rows that hide a row, the nearest first.
    fn folded_above(&self, spot: Spot) -> Vec<Spot> {
        let mut above = Vec::new();
        let mut at = spot;
        while let Some(parent) = self.parent(at) {
            if self.forest.is_folded(parent) {
                above.push(parent);
            }
            at = parent;
        }
        above
    }

    fn refold(&mut self) {
        let unfolded =
            self.seek.visit.as_mut().map(|it| std::mem::take(&mut it.unfolded)).unwrap_or_default();
        for spot in unfolded {
            let filing = match spot {
                Spot::Group(_) => None,
                Spot::Row { entry, .. } => self.entries.get(entry).map(crate::app::Entry::filing),
            };
            self.forest.set_folded(spot, true, filing);
        }
    }

    fn return_from_visit(&mut self) {
        self.refold();
        let Some(visit) = &self.seek.visit else { return };
        self.view.cursor = visit.cursor;
        self.view.top = visit.top;
        self.view.pane_row = visit.pane_row;
        self.view.finding = visit.finding;
    }

    fn with_search<T>(&mut self, act: impl FnOnce(&mut super::search::Search, &mut Ground<'_>) -> T) -> T {
        let mut ground =
            Ground { entries: &self.entries, forest: &mut self.forest, texts: &mut self.seek.texts };
        act(&mut self.seek.search, &mut ground)
    }
}

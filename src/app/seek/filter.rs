//! The filter of the tree: typed in a prompt, sifted in bounded steps, put over the tree when all is sifted.
//!
//! Edits go on under a filter. A row that no longer holds stays until the filter is asked for again, so that nothing
//! vanishes from under the hand; a filing whose rows come and go is sifted anew. Whoever jumps to a row that is left
//! out lets it in.

use super::row_texts::RowTexts;
use super::search::{Ground, Search};
use super::sift::sift;
use super::terms::Terms;
use crate::app::tree::Sieve;
use crate::app::{Entry, Spot, State};
use crate::messages::{Message, Ui};

/// Indicators sifted in one step.
const STEP: usize = 20_000;

/// A filter that is on.
#[derive(Clone, Debug)]
pub struct Active {
    /// As typed.
    pub typed: String,
    terms: Terms,
    /// Rows that held when it was sifted, or when rows came or went since.
    pub n_rows: usize,
    /// Filings that they are in.
    pub n_filings: usize,
    /// The rows by filing.
    counts: Vec<usize>,
}

impl Active {
    fn new(typed: String, terms: Terms, counts: Vec<usize>) -> Self {
        let mut it = Self { typed, terms, n_rows: 0, n_filings: 0, counts };
        it.count();
        it
    }

    fn count(&mut self) {
        self.n_rows = self.counts.iter().sum();
        self.n_filings = self.counts.iter().filter(|it| **it > 0).count();
    }
}

/// A filter that is being sifted.
#[derive(Debug)]
pub struct Sifting {
    typed: String,
    terms: Terms,
    /// By filing: the revision it was sifted at, and what is kept.
    done: Vec<(u64, Option<Box<Sieve>>, usize)>,
    /// Whether it is put over the tree once all is sifted; before, it only counts.
    is_wanted: bool,
}

impl Sifting {
    fn n_rows(&self) -> usize {
        self.done.iter().map(|it| it.2).sum()
    }
}

impl State {
    /// The filter that is on.
    pub fn filter(&self) -> Option<&Active> {
        self.seek.filter.as_ref()
    }

    /// Sifts anew for what is typed; the first step at once.
    pub fn filter_typed(&mut self, typed: &str) {
        let terms = Terms::parse(typed);
        if self.seek.sifting.as_ref().is_some_and(|it| it.terms == terms) {
            return;
        }
        self.drop_sifting();
        if !terms.is_empty() {
            let typed = typed.trim().to_owned();
            self.seek.sifting = Some(Sifting { typed, terms, done: Vec::new(), is_wanted: false });
            self.step_filter();
        }
    }

    /// Puts the typed filter over the tree as soon as all is sifted; an empty one takes the filter away.
    pub fn accept_filter(&mut self, typed: &str) {
        self.filter_typed(typed);
        match &mut self.seek.sifting {
            Some(sifting) => {
                sifting.is_wanted = true;
                if self.is_sifted() {
                    self.put_filter();
                }
            }
            None => {
                self.clear_filter();
            }
        }
    }

    /// Takes the filter away. Says whether there was one.
    pub fn clear_filter(&mut self) -> bool {
        self.drop_sifting();
        if self.seek.filter.take().is_none() {
            return false;
        }
        self.seek.waste = self.forest.end_filter();
        self.go_to(self.view.cursor);
        true
    }

    /// Rows and percent sifted so far, while a filter is typed or sifted.
    pub fn sifted(&self) -> Option<(usize, usize)> {
        let sifting = self.seek.sifting.as_ref()?;
        Some((sifting.n_rows(), sifting.done.len() * 100 / self.entries.len().max(1)))
    }

    /// Whether everything has been sifted for what is typed.
    pub fn is_sifted(&self) -> bool {
        self.seek.sifting.as_ref().is_none_or(|it| it.done.len() >= self.entries.len())
    }

    /// Gives up a filter that is not on yet.
    pub fn drop_sifting(&mut self) {
        let Some(sifting) = self.seek.sifting.take() else { return };
        // Rows that were made only to be sifted.
        for entry in 0..sifting.done.len() {
            self.close_unseen(entry);
        }
    }

    /// Sifts a filing anew, after its rows came or went.
    pub fn refilter(&mut self, entry: usize) {
        let Some(active) = &self.seek.filter else { return };
        let terms = active.terms.clone();
        while !self.prepare_text(entry, &terms, usize::MAX) {}
        let (sieve, n) = self.sieve(entry, &terms);
        self.forest.filter_one(entry, sieve);
        if let Some(active) = &mut self.seek.filter {
            active.counts.resize(self.entries.len(), 0);
            active.counts.iter_mut().skip(entry).take(1).for_each(|it| *it = n);
            active.count();
        }
    }

    /// Sifts more filings. Says whether there is more to sift.
    pub(super) fn step_filter(&mut self) -> bool {
        let Some(mut sifting) = self.seek.sifting.take() else { return false };
        let mut left = STEP;
        while left > 0 {
            let entry = sifting.done.len();
            let Some(it) = self.entries.get(entry) else { break };
            let (revision, n) = (it.revision(), it.head().n_indicators);
            if !self.prepare_text(entry, &sifting.terms, left.saturating_mul(16)) {
                break;
            }
            let (sieve, n_rows) = self.sieve(entry, &sifting.terms);
            sifting.done.push((revision, sieve, n_rows));
            left = left.saturating_sub(n + 10);
        }
        let is_wanted = sifting.is_wanted;
        self.seek.sifting = Some(sifting);
        let is_done = self.is_sifted();
        if is_done && is_wanted {
            self.put_filter();
        }
        !is_done
    }

    /// Makes the text of a filing where the filter looks at text. Says whether it is all there.
    fn prepare_text(&mut self, entry: usize, terms: &Terms, n_bytes: usize) -> bool {
        if terms.texts().next().is_none() {
            return true;
        }
        let mut ground =
            Ground { entries: &self.entries, forest: &mut self.forest, texts: &mut self.seek.texts };
        Search::prepare_one(entry, &mut ground, n_bytes)
    }

    fn sieve(&mut self, entry: usize, terms: &Terms) -> (Option<Box<Sieve>>, usize) {
        let Some(it) = self.entries.get(entry) else { return (None, 0) };
        let was_open = self.forest.outline(entry).is_some();
        self.forest.open(entry, it.filing());
        let Some(outline) = self.forest.outline(entry) else { return (None, 0) };
        let texts =
            self.seek.texts.get(entry).and_then(Option::as_ref).filter(|it| RowTexts::is_complete(it));
        let (kept, n) = sift(it, outline.rows(), texts, terms);
        if n == 0 {
            if !was_open {
                self.forest.close(entry);
            }
            return (None, 0);
        }
        (Some(Box::new(Sieve::new(outline.rows(), kept))), n)
    }

    fn put_filter(&mut self) {
        let Some(mut sifting) = self.seek.sifting.take() else { return };
        // What was edited meanwhile.
        for entry in 0..self.entries.len() {
            let revision = self.entries.get(entry).map(Entry::revision);
            if sifting.done.get(entry).map(|it| it.0) != revision {
                while !self.prepare_text(entry, &sifting.terms, usize::MAX) {}
                let (sieve, n) = self.sieve(entry, &sifting.terms);
                if let Some(slot) = sifting.done.get_mut(entry) {
                    *slot = (revision.unwrap_or(0), sieve, n);
                }
            }
        }
        let n_rows = sifting.n_rows();
        if n_rows == 0 {
            let args = [("filter", sifting.typed.clone())];
            self.tell(&Message::new(Ui::FilterEmpty, args));
            return;
        }
        let counts = sifting.done.iter().map(|it| it.2).collect();
        self.forest.filter(sifting.done.into_iter().map(|it| it.1).collect());
        self.seek.filter = Some(Active::new(sifting.typed, sifting.terms, counts));
        self.unlight();
        self.go_to_kept();
    }

    /// The cursor stays where it is if the filter keeps its row, else it goes to the next row that holds.
    fn go_to_kept(&mut self) {
        let cursor = self.view.cursor;
        let next = if self.forest.keeps(cursor) {
            Some(cursor)
        } else {
            let from = self.forest.position(cursor);
            let last = self.forest.n_visible().saturating_sub(1);
            self.forest.spot_at(from.min(last))
        };
        let Some(spot) = next else { return };
        // A heading is only on the way to what is looked for.
        let mut position = self.forest.position(spot);
        while let Some(spot) = self.forest.spot_at(position).filter(|it| self.forest.has_children(*it)) {
            let _: Spot = spot;
            position += 1;
        }
        let spot = self.forest.spot_at(position).unwrap_or(spot);
        self.jump(|state| state.go_to(spot));
    }

    /// Forgets the rows of a filing that are folded away and were made only to be sifted.
    fn close_unseen(&mut self, entry: usize) {
        let is_folded = self.forest.is_folded(Spot::Row { entry, row: 0 });
        let has_cursor = matches!(self.view.cursor, Spot::Row { entry: at, .. } if at == entry);
        if is_folded && !has_cursor && !self.forest.is_filtered() && self.seek.visit.is_none() {
            self.forest.close(entry);
        }
    }
}

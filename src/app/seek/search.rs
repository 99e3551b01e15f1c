//! Searching while a query is typed: which rows match, and which of them is next.
//!
//! Every call does a bounded amount of work, so that no key waits, however much is loaded; what is left is done in
//! later steps while no key comes. Hits are rows in tree order, kept by filing, so that an edit makes only its own
//! filing's hits old.

use super::row_texts::RowTexts;
use crate::app::Entry;
use crate::app::tree::{Forest, Outline, OutlineRow};
use crate::text::fold::fold_for_search;
use memchr::memmem::Finder;
use std::sync::Arc;

/// Bytes of text searched in one step: about two milliseconds.
const SCAN: usize = 4 << 20;
/// Bytes of text folded in one step: likewise.
const FOLD: usize = 256 << 10;
/// Filings with more indicators than this have their rows made in the tree, so that no step makes them again.
const LARGE: usize = 5_000;

/// A row of a filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The filing.
    pub entry: usize,
    /// Its row in the filing's outline.
    pub row: u32,
}

/// The hits of one filing at one of its revisions.
#[derive(Clone, Debug)]
struct Found {
    revision: u64,
    rows: Vec<u32>,
    /// Headings that match and are no hits because a row below them is one; they may be when the query grows.
    headings: Vec<u32>,
}

/// A filing that is half searched.
#[derive(Clone, Debug)]
struct Partial {
    entry: usize,
    revision: u64,
    next: usize,
    rows: Vec<u32>,
}

/// Which hit is looked for.
#[derive(Clone, Copy, Debug)]
struct Wanted {
    /// The rank of the filing to start in.
    rank: usize,
    /// Only rows beyond this one count there, until once around.
    row: Option<u32>,
    forward: bool,
    /// How many filings have been passed.
    passed: usize,
}

/// Whether the wanted hit is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Here it is.
    At(Hit),
    /// More has to be searched first.
    Unknown,
    /// Nothing matches.
    Nowhere,
}

/// What a search works on.
#[derive(Debug)]
pub struct Ground<'a> {
    /// The filings.
    pub entries: &'a [Entry],
    /// Their tree.
    pub forest: &'a mut Forest,
    /// Their texts as far as they are made.
    pub texts: &'a mut Vec<Option<RowTexts>>,
}

/// A search.
#[derive(Clone, Debug, Default)]
pub struct Search {
    needle: Arc<str>,
    /// The filings in tree order, and the place of each in it.
    order: Vec<usize>,
    rank: Vec<usize>,
    found: Vec<Option<Found>>,
    partial: Option<Partial>,
    wanted: Option<Wanted>,
    /// How many filings of the order are known to be searched.
    swept: usize,
    /// The hit that the cursor is on.
    current: Option<Hit>,
}

impl Search {
    /// Looks for another text. What is found already is narrowed down when the text only grew.
    pub fn ask(&mut self, typed: &str, ground: &mut Ground<'_>) {
        let needle = fold_for_search(typed);
        self.place(ground);
        let grew = !self.needle.is_empty() && needle.starts_with(&*self.needle);
        if *needle != *self.needle {
            let finder = Finder::new(&needle);
            for (entry, found) in self.found.iter_mut().enumerate() {
                match (found.as_mut().filter(|_| grew), ground.texts.get(entry).and_then(Option::as_ref)) {
                    (Some(found), Some(texts)) if texts.revision == found.revision => {
                        found.rows.append(&mut found.headings);
                        found.rows.retain(|row| texts.holds(*row, &finder));
                        found.rows.sort_unstable();
                        found.headings = texts.take_headings(&mut found.rows);
                    }
                    _ => *found = None,
                }
            }
            self.needle = Arc::from(needle);
            self.partial = None;
        }
        self.swept = 0;
        self.wanted = None;
        self.current = None;
    }

    /// Whether there is nothing to look for.
    pub fn is_blank(&self) -> bool {
        self.needle.is_empty()
    }

    /// Asks for the hit after (or before) a row; `None` stands for the row above a filing's own.
    pub fn want(&mut self, entry: usize, row: Option<u32>, forward: bool) {
        let rank = self.rank.get(entry).copied().unwrap_or(0);
        self.wanted = Some(Wanted { rank, row, forward, passed: 0 });
        self.swept = 0;
    }

    /// Forgets what was found in a filing.
    pub fn forget(&mut self, entry: usize) {
        if let Some(found) = self.found.get_mut(entry) {
            *found = None;
        }
    }

    /// Goes through the filings once more for those that are not searched yet.
    pub fn go_on(&mut self) {
        self.swept = 0;
    }

    /// Gives up what is still looked for.
    pub fn stop(&mut self) {
        self.wanted = None;
        self.swept = self.order.len();
        self.partial = None;
    }

    /// Searches a bounded amount: first for the wanted hit, then for the count of all.
    pub fn step(&mut self, ground: &mut Ground<'_>) -> Next {
        if self.rank.len() != ground.entries.len() {
            self.place(ground);
        }
        let (mut to_fold, mut to_scan) = (FOLD, SCAN);
        loop {
            let wanted = self.wanted;
            let unknown = match self.resolve(ground) {
                (Some(next), _) => {
                    self.wanted = None;
                    if let Next::At(hit) = next {
                        self.current = Some(hit);
                    }
                    return next;
                }
                (None, entry) => entry,
            };
            let entry = if wanted.is_some() { unknown } else { self.sweep(ground) };
            let Some(entry) = entry else { return Next::Unknown };
            if to_fold == 0 || to_scan == 0 || self.is_blank() {
                return Next::Unknown;
            }
            self.scan(entry, ground, &mut to_fold, &mut to_scan);
        }
    }

    /// Folds a bounded amount of text for the searches to come. Says whether there is more.
    pub fn prepare(ground: &mut Ground<'_>) -> bool {
        let mut left = FOLD;
        for (entry, it) in ground.entries.iter().enumerate() {
            if is_ready(ground.texts, entry, it) {
                continue;
            }
            if left == 0 {
                return true;
            }
            fold(entry, ground, &mut left);
        }
        ground
            .texts
            .iter()
            .zip(ground.entries)
            .any(|(texts, _)| texts.as_ref().is_none_or(|it| !it.is_complete()))
    }

    /// Folds about so many bytes of one filing's text. Says whether it is all there.
    pub fn prepare_one(entry: usize, ground: &mut Ground<'_>, mut n_bytes: usize) -> bool {
        let Some(it) = ground.entries.get(entry) else { return true };
        if !is_ready(ground.texts, entry, it) {
            fold(entry, ground, &mut n_bytes);
        }
        is_ready(ground.texts, entry, it)
    }

    /// Whether a hit is looked for that is not known yet.
    pub fn is_wanting(&self) -> bool {
        self.wanted.is_some() && !self.is_blank()
    }

    /// Whether every filing has been searched.
    pub fn is_done(&self) -> bool {
        self.is_blank() || (self.wanted.is_none() && self.swept >= self.order.len())
    }

    /// Number of hits so far, and which of them the cursor is on, from 1.
    pub fn counts(&self) -> (usize, Option<usize>) {
        let n_of =
            |entry: &usize| self.found.get(*entry).and_then(Option::as_ref).map_or(0, |it| it.rows.len());
        let total = self.order.iter().map(n_of).sum();
        let idx = self.current.and_then(|hit| {
            let rank = self.rank.get(hit.entry)?;
            let rows = &self.found.get(hit.entry)?.as_ref()?.rows;
            let within = rows.binary_search(&hit.row).ok()?;
            Some(self.order.iter().take(*rank).map(n_of).sum::<usize>() + within + 1)
        });
        (total, idx)
    }

    /// How much has been searched, in percent.
    pub fn percent(&self) -> usize {
        let n = self.order.len().max(1);
        let part = self.partial.as_ref().map_or(0, |it| usize::from(it.next > 0));
        let n_found = self.found.iter().flatten().count() + part;
        n_found.min(n) * 100 / n
    }

    /// Takes the filings in the order that the tree has now.
    fn place(&mut self, ground: &mut Ground<'_>) {
        self.order = ground.forest.order();
        self.rank = vec![0; ground.entries.len()];
        for (rank, entry) in self.order.iter().enumerate() {
            if let Some(slot) = self.rank.get_mut(*entry) {
                *slot = rank;
            }
        }
        self.found.resize(ground.entries.len(), None);
        self.swept = 0;
    }

    /// The wanted hit, or the filing that must be searched before it is known.
    fn resolve(&mut self, ground: &Ground<'_>) -> (Option<Next>, Option<usize>) {
        let Some(wanted) = &mut self.wanted else { return (None, None) };
        let n = self.order.len();
        while wanted.passed <= n && n > 0 {
            let offset = if wanted.forward { wanted.passed } else { n - wanted.passed % n };
            let Some(entry) = self.order.get((wanted.rank + offset) % n).copied() else { break };
            let Some(rows) = fresh(&self.found, entry, ground.entries) else { return (None, Some(entry)) };
            let row = match (wanted.passed, wanted.forward, wanted.row) {
                // In the starting filing first only what lies beyond the row …
                (0, true, Some(at)) => rows.get(rows.partition_point(|it| *it <= at)),
                (0, false, Some(at)) => {
                    rows.partition_point(|it| *it < at).checked_sub(1).and_then(|it| rows.get(it))
                }
                (0, false, None) => None,
                // … and, once around, the rest.
                (_, true, _) => rows.first(),
                (_, false, _) => rows.last(),
            };
            if let Some(row) = row {
                return (Some(Next::At(Hit { entry, row: *row })), None);
            }
            wanted.passed += 1;
        }
        (Some(Next::Nowhere), None)
    }

    /// The next filing that is not searched, for the count.
    fn sweep(&mut self, ground: &Ground<'_>) -> Option<usize> {
        while let Some(entry) = self.order.get(self.swept).copied() {
            if fresh(&self.found, entry, ground.entries).is_none() {
                return Some(entry);
            }
            self.swept += 1;
        }
        None
    }

    /// Searches a filing, or a part of it.
    fn scan(&mut self, entry: usize, ground: &mut Ground<'_>, to_fold: &mut usize, to_scan: &mut usize) {
        let Some(it) = ground.entries.get(entry) else { return };
        let revision = it.revision();
        if !is_ready(ground.texts, entry, it) {
            fold(entry, ground, to_fold);
        }
        let Some(texts) = ground.texts.get(entry).and_then(Option::as_ref).filter(|it| it.is_complete())
        else {
            return;
        };
        let mut partial = match self.partial.take() {
            Some(partial) if partial.entry == entry && partial.revision == revision => partial,
            _ => Partial { entry, revision, next: 0, rows: Vec::new() },
        };
        let before = partial.next;
        let (rows, next) = texts.find(&Finder::new(&*self.needle), before, *to_scan);
        partial.rows.extend(rows);
        *to_scan = to_scan.saturating_sub(next.unwrap_or(texts.len()).saturating_sub(before).max(64));
        match next {
            Some(next) => self.partial = Some(Partial { next, ..partial }),
            None => {
                if let Some(slot) = self.found.get_mut(entry) {
                    let headings = texts.take_headings(&mut partial.rows);
                    *slot = Some(Found { revision, rows: partial.rows, headings });
                }
            }
        }
    }
}

fn fresh<'a>(found: &'a [Option<Found>], entry: usize, entries: &[Entry]) -> Option<&'a [u32]> {
    let revision = entries.get(entry)?.revision();
    let it = found.get(entry)?.as_ref()?;
    (it.revision == revision).then_some(it.rows.as_slice())
}

fn is_ready(texts: &[Option<RowTexts>], entry: usize, it: &Entry) -> bool {
    let texts = texts.get(entry).and_then(Option::as_ref);
    texts.is_some_and(|texts| texts.is_complete() && texts.revision == it.revision())
}

/// Makes the text of a filing, or more of it.
fn fold(entry: usize, ground: &mut Ground<'_>, left: &mut usize) {
    let Some(it) = ground.entries.get(entry) else { return };
    let filing = it.filing_once();
    let filing = &*filing;
    if filing.n_indicators() > LARGE {
        ground.forest.open(entry, filing);
    }
    if ground.texts.len() <= entry {
        ground.texts.resize(ground.entries.len(), None);
    }
    let Some(slot) = ground.texts.get_mut(entry) else { return };
    let texts = match slot {
        Some(texts) if texts.revision == it.revision() => texts,
        _ => slot.insert(RowTexts::new(it.revision())),
    };
    let before = texts.len();
    let own;
    let rows: &[OutlineRow] = match ground.forest.outline(entry) {
        Some(outline) => outline.rows(),
        None => {
            own = Outline::rows_of_filing(filing);
            &own
        }
    };
    texts.grow(filing, rows, (*left).max(1));
    *left = left.saturating_sub((texts.len() - before).max(64));
}

//! The names of all indicators of the loaded filings: which rows are called the same or nearly so, and which names
//! begin with or hold what is being typed.
//!
//! It keeps names and numbers, never filings. Invariants: what is asked for costs no more with a million indicators
//! than with a thousand (every look-up has a bound); after a filing is changed, its rows stand here as they are.

mod moves;
mod stems;

use crate::value::names;
use moves::Moves;
use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;
pub use stems::Stems;

/// At most so many names are looked at to find those like another.
const MOST_CANDIDATES: usize = 1_000;

/// A pair of neighboring characters that more names have than this tells little, and is passed over where there are
/// others.
const COMMON: usize = 2_000;

/// Names that are at least so alike (0 to 100) are like-named.
const ALIKE: usize = 70;

/// A row: filing, function, indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The filing's number.
    pub entry: usize,
    /// The function's index.
    pub function: usize,
    /// The indicator's index.
    pub idx: usize,
}

/// The number of a target's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TargetNo(u32);

/// A name with the rows that have it.
#[derive(Clone, Debug, Default)]
struct Name {
    text: Box<str>,
    /// Its different pairs of neighboring characters, sorted: a keystroke compares a thousand names by them.
    pairs: Box<[(char, char)]>,
    /// The rows, in the order of the filings.
    rows: Vec<Row>,
}

/// A row in few bytes, for there may be a million: filing, function, indicator, the number of its target, and after how
/// many moves of the filing's rows it stood there.
type Row = (u32, u32, u32, u32, u32);

impl Name {
    /// The rows of a filing.
    fn of(&self, entry: usize) -> impl Iterator<Item = &Row> {
        let first = self.rows.partition_point(|it| (it.0 as usize) < entry);
        self.rows.iter().skip(first).take_while(move |it| it.0 as usize == entry)
    }

    /// Takes a filing's rows of this name as they are now. Those of a filing that
    /// comes behind all others, as every one does that is loaded, go to the end; where they are as many as before,
    /// nothing else moves.
    fn set(&mut self, entry: u32, rows: impl ExactSizeIterator<Item = Row>) {
        if self.rows.last().is_none_or(|it| it.0 < entry) {
            self.rows.extend(rows);
            return;
        }
        let first = self.rows.partition_point(|it| it.0 < entry);
        let n = self.rows.iter().skip(first).take_while(|it| it.0 == entry).count();
        self.rows.splice(first..first + n, rows);
    }
}

/// The names of all loaded filings.
#[derive(Clone, Debug, Default)]
pub struct Library {
    names: Vec<Name>,
    by_text: HashMap<Box<str>, usize>,
    /// Which names have a pair of neighboring characters.
    by_pair: HashMap<(char, char), Vec<u32>>,
    /// Each filing's names, to be taken out again.
    of_entry: Vec<Box<[u32]>>,
    /// The different targets: a million rows have few.
    targets: Vec<Arc<str>>,
    by_target: HashMap<Arc<str>, u32>,
    /// How the rows of filings that are being edited have moved since they were put here.
    moves: HashMap<usize, Moves>,
}

impl Library {
    /// Adds the next filing.
    pub fn add(&mut self, stems: &Stems) {
        let entry = self.of_entry.len();
        self.of_entry.push(Box::default());
        self.change(entry, stems);
    }

    /// Takes a filing's rows as they are now.
    pub fn change(&mut self, entry: usize, stems: &Stems) {
        if entry >= self.of_entry.len() {
            return;
        }
        self.moves.remove(&entry);
        let entry_no = entry as u32;
        let mut new: Vec<(u32, Row)> = Vec::with_capacity(stems.n_rows());
        for it in stems.iter().filter(|it| !it.name.is_empty()) {
            let row = (entry_no, it.function as u32, it.idx as u32, self.target_no(it.target), 0);
            new.push((self.id(it.name) as u32, row));
        }
        new.sort_unstable();
        let mut own: Vec<u32> = new.iter().map(|it| it.0).collect();
        own.dedup();
        let old = self.of_entry.get_mut(entry).map(std::mem::take).unwrap_or_default();
        for id in old.iter().filter(|it| own.binary_search(it).is_err()) {
            if let Some(name) = self.names.get_mut(*id as usize) {
                name.set(entry_no, std::iter::empty());
            }
        }
        for rows in new.chunk_by(|a, b| a.0 == b.0) {
            let name = rows.first().and_then(|it| self.names.get_mut(it.0 as usize));
            if let Some(name) = name {
                name.set(entry_no, rows.iter().map(|it| it.1));
            }
        }
        if let Some(slot) = self.of_entry.get_mut(entry) {
            *slot = own.into();
        }
    }

    fn target_no(&mut self, text: &str) -> u32 {
        if let Some(no) = self.by_target.get(text) {
            return *no;
        }
        let no = self.targets.len() as u32;
        let text: Arc<str> = text.into();
        self.targets.push(Arc::clone(&text));
        self.by_target.insert(text, no);
        no
    }

    /// The text of a target.
    pub fn target(&self, no: TargetNo) -> &str {
        self.targets.get(no.0 as usize).map_or("", |it| it)
    }

    /// The number of a target that some row has, or had.
    pub fn no_of(&self, target: &str) -> Option<TargetNo> {
        self.by_target.get(target).copied().map(TargetNo)
    }

    fn id(&mut self, text: &str) -> usize {
        if let Some(id) = self.by_text.get(text) {
            return *id;
        }
        let id = self.names.len();
        let pairs = pairs(text);
        self.names.push(Name { text: text.into(), pairs: pairs.as_slice().into(), ..Name::default() });
        self.by_text.insert(text.into(), id);
        for pair in pairs {
            self.by_pair.entry(pair).or_default().push(id as u32);
        }
        id
    }

    /// How many rows are called so.
    pub fn count(&self, name: &str) -> usize {
        self.named(&names::stem(name)).map_or(0, |it| it.rows.len())
    }

    /// The rows that are called so, in the order of the filings; at most `most`.
    pub fn same(&self, name: &str, most: usize) -> Vec<At> {
        self.same_targets(name, most).into_iter().map(|it| it.0).collect()
    }

    /// The same with their targets.
    pub fn same_targets(&self, name: &str, most: usize) -> Vec<(At, TargetNo)> {
        self.named(&names::stem(name)).map(|it| self.rows(it, most)).unwrap_or_default()
    }

    /// The rows that are nearly called so, the most alike first; at most `most`.
    pub fn alike(&self, name: &str, most: usize) -> Vec<At> {
        self.alike_targets(name, most).into_iter().map(|it| it.0).collect()
    }

    /// The same with their targets.
    pub fn alike_targets(&self, name: &str, most: usize) -> Vec<(At, TargetNo)> {
        let stem = names::stem(name);
        let own = pairs(&stem);
        let mut scored: Vec<(usize, usize)> = self
            .sharing(&own)
            .into_iter()
            .filter_map(|(id, n_shared)| {
                let other = self.names.get(id).filter(|it| *it.text != *stem && !it.rows.is_empty())?;
                let score = (200 * n_shared).checked_div(own.len() + other.pairs.len())?;
                (score >= ALIKE).then_some((score, id))
            })
            .collect();
        scored.sort_by_key(|(score, id)| (std::cmp::Reverse(*score), *id));
        let mut found = Vec::new();
        for name in scored.into_iter().filter_map(|(_, id)| self.names.get(id)) {
            found.extend(self.rows(name, most.saturating_sub(found.len())));
            if found.len() >= most {
                break;
            }
        }
        found
    }

    /// Names that hold what is typed (two characters or more), those that begin with it first, then by how many rows
    /// have them. Each with one of its rows.
    pub fn offers(&self, typed: &str, most: usize) -> Vec<(String, At)> {
        let typed = names::stem(typed);
        let wanted = pairs(&typed);
        let Some(rarest) = wanted.iter().map(|it| self.by_pair.get(it).map_or(0, Vec::len)).min() else {
            return Vec::new();
        };
        let postings = wanted.iter().filter_map(|it| self.by_pair.get(it)).find(|it| it.len() == rarest);
        let mut found: Vec<&Name> = postings
            .into_iter()
            .flatten()
            .take(MOST_CANDIDATES)
            .filter_map(|id| self.names.get(*id as usize))
            .filter(|it| !it.rows.is_empty() && *it.text != *typed && it.text.contains(typed.as_str()))
            .collect();
        found.sort_by_key(|it| (!it.text.starts_with(typed.as_str()), std::cmp::Reverse(it.rows.len())));
        found
            .into_iter()
            .take(most)
            .filter_map(|it| Some((it.text.to_string(), self.rows(it, 1).first()?.0)))
            .collect()
    }

    fn named(&self, stem: &str) -> Option<&Name> {
        self.names.get(*self.by_text.get(stem)?)
    }

    /// The names that may be like one with these pairs, with how many of them they share.
    ///
    /// Whatever is [`ALIKE`] shares so many pairs that it has at least one of the rarest: only those are looked up, and
    /// the names found there are held against the pairs one by one.
    fn sharing(&self, own: &[(char, char)]) -> Vec<(usize, usize)> {
        // 200 s ≥ ALIKE (n + m), and the other's m is at least s.
        let least = (own.len() * ALIKE).div_ceil(200 - ALIKE);
        let mut postings: Vec<&[u32]> =
            own.iter().map(|it| self.by_pair.get(it).map_or(&[][..], Vec::as_slice)).collect();
        postings.sort_by_key(|it| it.len());
        let mut ids: Vec<u32> = Vec::new();
        for posting in postings.into_iter().take(own.len() + 1 - least.min(own.len())) {
            if ids.len() >= MOST_CANDIDATES || (posting.len() > COMMON && !ids.is_empty()) {
                break;
            }
            ids.extend(posting.iter().take(MOST_CANDIDATES));
        }
        ids.sort_unstable();
        ids.dedup();
        let shared = |id: u32| {
            let name = self.names.get(id as usize).filter(|it| it.pairs.len() >= least)?;
            let n_shared = name.pairs.iter().filter(|it| own.binary_search(it).is_ok()).count();
            Some((id as usize, n_shared))
        };
        ids.into_iter().filter_map(shared).collect()
    }
}

/// The different pairs of neighboring characters.
fn pairs(text: &str) -> Vec<(char, char)> {
    let chars: Vec<char> = text.chars().filter(|it| it.is_alphanumeric()).collect();
    let mut pairs: Vec<(char, char)> = chars.iter().copied().zip(chars.iter().copied().skip(1)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Filing, Function, Indicator};

    fn filing(names: &[&str]) -> Filing {
        let row = |name: &&str| Indicator { name: (*name).to_owned(), ..Indicator::default() };
        let function = Function { indicators: names.iter().map(row).collect(), ..Function::default() };
        Filing { functions: vec![function], ..Filing::default() }
    }

    fn library(filings: &[&[&str]]) -> Library {
        let mut library = Library::default();
        for names in filings {
            library.add(&Stems::of(&filing(names)));
        }
        library
    }

    fn at(entry: usize, idx: usize) -> At {
        At { entry, function: 0, idx }
    }

    #[test]
    fn rows_of_one_name_are_found_across_filings() {
        let library = library(&[&["群众满意度（%）", "巡查次数"], &["群众满意度", "清淤长度", "群众满意度"]]);
        assert_eq!(library.same("群众满意度", 9), [at(0, 0), at(1, 0), at(1, 2)]);
        assert_eq!(library.same("群众满意度", 1), [at(0, 0)]);
        assert_eq!(library.count("群众满意度(%)"), 3);
        assert_eq!(library.same("没有", 9), []);
    }

    #[test]
    fn targets_stand_with_their_rows_as_they_are() {
        let mut library = library(&[&["巡查次数"], &["清淤长度", "巡查次数"]]);
        let targets = |library: &Library| -> Vec<String> {
            library.same_targets("巡查次数", 9).iter().map(|it| library.target(it.1).to_owned()).collect()
        };
        let mut second = filing(&["清淤长度", "巡查次数"]);
        let mut retarget = |library: &mut Library, idx: usize, target: &str| {
            second.functions[0].indicators[idx].target = target.to_owned();
            library.follow(1, &second, Some(&[]), &[crate::model::Place::Indicator(0, idx)]);
        };
        retarget(&mut library, 1, "≥12次");
        assert_eq!(targets(&library), ["", "≥12次"]);
        retarget(&mut library, 0, "≥6次");
        assert_eq!(targets(&library), ["", "≥12次"], "that row has another name");
        let no = library.no_of("≥12次").unwrap();
        assert_eq!((library.target(no), library.no_of("≥1次")), ("≥12次", None));
    }

    #[test]
    fn like_names_are_found_the_most_alike_first() {
        let library = library(&[
            &["服务群众满意度", "服务群众满意度评价", "巡查次数"],
            &["群众满意度", "河道清淤长度"],
        ]);
        assert_eq!(library.alike("服务群众满意度", 9), [at(0, 1), at(1, 0)]);
        assert_eq!(library.alike("巡查次数", 9), []);
    }

    #[test]
    fn a_changed_filing_stands_as_it_is() {
        let mut library = library(&[&["巡查次数"], &["巡查次数"]]);
        library.change(0, &Stems::of(&filing(&["清淤长度", "巡查次数"])));
        assert_eq!(library.same("巡查次数", 9), [at(0, 1), at(1, 0)]);
        library.change(1, &Stems::of(&filing(&[])));
        assert_eq!((library.count("巡查次数"), library.count("清淤长度")), (1, 1));
        library.change(9, &Stems::of(&filing(&["没有这一份"])));
        assert_eq!(library.count("巡查次数"), 1);
    }

    #[test]
    fn offers_hold_what_is_typed_and_the_usual_comes_first() {
        let library =
            library(&[&["堤防巡查次数", "巡查里程"], &["巡查次数", "堤防巡查次数"], &["堤防加固长度"]]);
        let offers = |typed| library.offers(typed, 9).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(offers("巡查"), ["巡查里程", "巡查次数", "堤防巡查次数"]);
        assert_eq!(offers("堤防"), ["堤防巡查次数", "堤防加固长度"]);
        assert_eq!(offers("堤"), [""; 0]);
        assert_eq!(offers("堤防加固长度"), [""; 0]);
    }
}

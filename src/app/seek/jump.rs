//! The fuzzy jump: distinct names ranked against what is typed, in bounded steps.
//!
//! Names that hold the words in one piece come first; only where they are few, names that hold them in pieces follow.
//! A word that no name holds may stand in the department instead: `水务 myd` finds the 满意度 of 水务局.

use super::anchor::{Anchor, Kind};
use super::names::{Name, Names};
use crate::app::{Entry, State};
use crate::messages::{Message, Ui};
use crate::model::Place;
use crate::text::fold::fold_for_search;
use crate::text::fuzzy::Fuzzy;
use std::cmp::Reverse;

/// So many rows are listed.
pub const LISTED: usize = 200;
/// Names ranked in one step: about three milliseconds.
const STEP: usize = 12_000;
/// Departments asked closely in one step.
const STEP_DEPARTMENTS: usize = 4_000;
/// Names ranked apart in one step.
const STEP_APART: usize = 3_000;

/// A listed row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The filing.
    pub entry: usize,
    /// The row.
    pub anchor: Anchor,
    /// How many more rows of this name are not listed.
    pub n_more: usize,
}

/// How far ranking has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pass {
    /// Which departments hold the words; only asked where there are several.
    Departments,
    /// Names that hold the words in one piece, from this one on.
    Whole(usize),
    /// Names that hold them in pieces.
    Apart(usize),
    Done,
}

/// A typed word, and the filings whose department holds it.
#[derive(Debug)]
struct Word {
    text: String,
    fuzzy: Fuzzy,
    /// By filing, as far as it was asked.
    holds: Vec<bool>,
    /// Whether any holds it.
    is_held: bool,
    /// What held the beginning of the word: nothing else holds the word.
    beginning: Option<Vec<bool>>,
}

impl Word {
    /// A word. What was found for the words typed before spares most of the looking.
    fn new(text: &str, before: &mut [Self]) -> Self {
        let is_near = |it: &&mut Self| !it.text.is_empty() && text.starts_with(it.text.as_str());
        let near = before.iter_mut().filter(is_near).max_by_key(|it| it.text.len());
        let mut word = Self {
            text: text.to_owned(),
            fuzzy: Fuzzy::new(text),
            holds: Vec::new(),
            is_held: false,
            beginning: None,
        };
        match near {
            Some(it) if it.text == text => (word.holds, word.is_held) = (it.holds.clone(), it.is_held),
            Some(it) => word.beginning = Some(it.holds.clone()),
            None => {}
        }
        word
    }

    /// Asks departments, at most `left` of them closely. Says whether all have been asked.
    fn ask(&mut self, departments: &[Box<str>], left: &mut usize) -> bool {
        while let Some(department) = departments.get(self.holds.len()) {
            let may_hold =
                self.beginning.as_ref().and_then(|it| it.get(self.holds.len())).copied().unwrap_or(true);
            if may_hold && *left == 0 {
                return false;
            }
            let holds = may_hold && self.fuzzy.score(department).is_some();
            *left -= usize::from(may_hold);
            self.is_held |= holds;
            self.holds.push(holds);
        }
        true
    }
}

/// A fuzzy jump while it is typed.
#[derive(Debug)]
pub struct Jump {
    words: Vec<Word>,
    pass: Pass,
    /// Rank and number of the names that match.
    ranked: Vec<(i32, u32)>,
    /// The best of them as rows.
    pub targets: Vec<Target>,
}

impl Jump {
    /// A jump to what is typed, after one to what was typed before.
    fn new(typed: &str, before: Option<Self>) -> Self {
        let mut before = before.map_or_else(Vec::new, |it| it.words);
        let words: Vec<Word> = typed.split_whitespace().map(|it| Word::new(it, &mut before)).collect();
        let pass = if words.len() > 1 { Pass::Departments } else { Pass::Whole(0) };
        Self { words, pass, ranked: Vec::new(), targets: Vec::new() }
    }

    /// How well a name matches. Every word counts; those that only departments hold count little.
    fn rank(&mut self, name: &Name, apart: bool) -> Option<i32> {
        if self.words.is_empty() {
            return name.is_department.then_some(0);
        }
        let (mut sum, mut n_found) = (0, 0);
        for word in &mut self.words {
            let score = word.fuzzy.score(&name.folded);
            let score = if apart { score.or_else(|| word.fuzzy.score_apart(&name.folded)) } else { score };
            match score {
                Some(score) => {
                    sum += score;
                    n_found += 1;
                }
                None if word.is_held => {}
                None => return None,
            }
        }
        (n_found > 0).then_some(sum)
    }

    fn step(&mut self, names: &Names, entries: &[Entry]) {
        if self.pass == Pass::Departments {
            let mut left = STEP_DEPARTMENTS;
            let is_asked = |it: &mut Word| it.ask(names.departments(), &mut left);
            // Of every word, also after one that is not done yet.
            let are_asked = self.words.iter_mut().map(is_asked).filter(|it| !it).count() == 0;
            if are_asked && names.has_all(entries) {
                self.pass = Pass::Whole(0);
            }
        }
        match self.pass {
            Pass::Whole(from) => {
                self.rank_some(names, from, STEP, false);
                let next = (from + STEP).min(names.list().len());
                self.pass = Pass::Whole(next);
                if next == names.list().len() && names.has_all(entries) {
                    let is_enough = self.ranked.len() >= LISTED || self.words.is_empty();
                    self.pass = if is_enough { Pass::Done } else { Pass::Apart(0) };
                }
            }
            Pass::Apart(from) => {
                self.rank_some(names, from, STEP_APART, true);
                let next = from + STEP_APART;
                self.pass = if next < names.list().len() { Pass::Apart(next) } else { Pass::Done };
            }
            Pass::Departments | Pass::Done => {}
        }
    }

    fn rank_some(&mut self, names: &Names, from: usize, n: usize, apart: bool) {
        for (idx, name) in names.list().iter().enumerate().skip(from).take(n) {
            // In the second pass those of the first are ranked already.
            let Some(rank) = self.rank(name, false).map_or_else(
                || if apart { self.rank(name, true) } else { None },
                |rank| if apart { None } else { Some(rank) },
            ) else {
                continue;
            };
            self.ranked.push((rank, u32::try_from(idx).unwrap_or(u32::MAX)));
        }
    }

    /// The best names as rows: the more names match, the fewer rows of each are listed.
    fn list(&mut self, names: &Names) {
        let key = |it: &(i32, u32)| (Reverse(it.0), it.1);
        if self.ranked.len() > LISTED * 4 {
            self.ranked.select_nth_unstable_by_key(LISTED * 4, key);
        }
        let n_ranked = self.ranked.len();
        let best = self.ranked.get_mut(..(LISTED * 4).min(n_ranked)).unwrap_or_default();
        best.sort_unstable_by_key(key);
        let best: Vec<u32> = best.iter().map(|it| it.1).collect();
        let each = (LISTED / n_ranked.max(1)).max(1);
        self.targets.clear();
        for name in best {
            let Some(name) = names.list().get(name as usize) else { continue };
            let missing: Vec<&Word> = self
                .words
                .iter_mut()
                .filter_map(|it| it.fuzzy.score(&name.folded).is_none().then_some(&*it))
                .collect();
            let is_there = |entry: usize| missing.iter().all(|it| it.holds.get(entry) == Some(&true));
            let mut places = names.places(name).filter(|(entry, _)| is_there(*entry));
            let before = self.targets.len();
            let room = each.min(LISTED - before);
            self.targets.extend(places.by_ref().take(room).map(|(entry, anchor)| Target {
                entry,
                anchor,
                n_more: 0,
            }));
            let n_listed = self.targets.len() - before;
            let n_more = if missing.is_empty() { (name.n as usize) - n_listed } else { places.count() };
            if let Some(last) = self.targets.last_mut().filter(|_| n_listed > 0) {
                last.n_more = n_more;
            }
            if self.targets.len() >= LISTED {
                return;
            }
        }
    }
}

impl State {
    /// Ranks all names anew against what is typed; the first step at once.
    pub fn jump_typed(&mut self, typed: &str) {
        if self.seek.names.refresh(&self.entries) {
            self.seek.jump = None;
        }
        let before = self.seek.jump.take();
        self.seek.jump = Some(Jump::new(typed, before));
        self.step_jump();
    }

    /// The rows that the fuzzy jump lists.
    pub fn jump_targets(&self) -> &[Target] {
        self.seek.jump.as_ref().map_or(&[], |it| it.targets.as_slice())
    }

    /// Whether all names have been ranked.
    pub fn is_jump_done(&self) -> bool {
        self.seek.jump.as_ref().is_none_or(|it| it.pass == Pass::Done)
    }

    /// Number of names that match so far.
    pub fn n_jump_names(&self) -> usize {
        self.seek.jump.as_ref().map_or(0, |it| it.ranked.len())
    }

    /// Ends the fuzzy jump.
    pub fn end_jump(&mut self) {
        self.seek.jump = None;
    }

    /// Goes to a listed row. Where its name stands several times, `n` goes on to the next.
    pub fn go_to_target(&mut self, idx: usize) -> Result<(), Ui> {
        let target = self.jump_targets().get(idx).copied().ok_or(Ui::NothingListed)?;
        self.end_jump();
        let spot = self.anchored(target.anchor).ok_or(Ui::NothingListed)?;
        self.jump(|state| state.go_to(spot));
        let Some(name) = self.target_name(target) else { return Ok(()) };
        let n = self.seek.names.count(&fold_for_search(&name));
        if n > 1 {
            self.seek.query.clone_from(&name);
            let args = [("name", name), ("n", n.to_string())];
            self.tell(&Message::new(Ui::NameStandsOften, args));
        }
        Ok(())
    }

    /// What a listed row is called.
    pub fn target_name(&self, target: Target) -> Option<String> {
        let (kind, place) = target.anchor.row()?;
        let entry = self.entries.get(target.entry)?;
        let filing = entry.filing();
        Some(match (kind, place) {
            (_, Place::Filing) => entry.department().to_owned(),
            (_, Place::Function(idx)) => filing.functions.get(idx)?.name.clone(),
            (Kind::Level1, Place::Indicator(function, idx)) => {
                filing.indicator(function, idx)?.level1.clone()
            }
            (Kind::Level2, Place::Indicator(function, idx)) => {
                filing.indicator(function, idx)?.level2.clone()
            }
            (_, Place::Indicator(function, idx)) => filing.indicator(function, idx)?.name.clone(),
            (_, Place::BudgetLine(idx)) => filing.budget.lines.get(idx)?.name.clone(),
        })
    }

    /// The labels of what a listed row lies in, from the function down.
    pub fn target_path(&self, target: Target) -> Vec<String> {
        let Some((kind, Place::Indicator(function, idx))) = target.anchor.row() else { return Vec::new() };
        let Some(filing) = self.entries.get(target.entry).map(Entry::filing) else { return Vec::new() };
        let mut path = Vec::new();
        if let Some(it) = filing.functions.get(function).filter(|it| !it.is_whole_list()) {
            path.push(if it.id.is_empty() { it.name.clone() } else { it.id.clone() });
        }
        if let Some(it) = filing.indicator(function, idx) {
            let levels = [(Kind::Level1, &it.level1), (Kind::Level2, &it.level2)];
            let n_above = match kind {
                Kind::Level1 => 0,
                Kind::Level2 => 1,
                _ => 2,
            };
            path.extend(levels.into_iter().take(n_above).map(|(_, label)| label.clone()));
        }
        path.retain(|it| !it.is_empty());
        path
    }

    /// Takes more names or ranks more of them.
    pub(super) fn step_jump(&mut self) {
        let Some(jump) = &mut self.seek.jump else { return };
        let names = &mut self.seek.names;
        let is_growing = names.step(&self.entries);
        jump.step(names, &self.entries);
        // Sorting is dear: the first rows at once, the rest when they are all known.
        if jump.targets.len() < LISTED.min(jump.ranked.len()) || jump.pass == Pass::Done && !is_growing {
            jump.list(names);
        }
    }
}

//! A journal's bytes → the filing with the history it had when its session ended.
//!
//! Invariant: a filing comes out only if every record before the torn end fits it, step by step.

use super::base::Base;
use super::framing::open;
use super::record::{Header, Record, VERSION};
use crate::edit::{Change, History};
use crate::format;
use crate::model::{Field, Filing, Place};

/// A journal as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    /// Its head.
    pub header: Header,
    /// What happened, in order, up to the first torn line.
    pub records: Vec<Record>,
    /// Whether lines after the last readable one were dropped.
    pub is_torn: bool,
}

/// What a journal gives back.
#[derive(Clone, Debug)]
pub struct Restored {
    /// The filing as it was at the end.
    pub filing: Filing,
    /// Its steps, with the mark at what was last saved.
    pub history: History,
    /// What the file held at that mark.
    pub saved: Filing,
    /// How many steps were not in the file, typing that was under way included.
    pub n_unsaved: usize,
    /// The step, counted and made, of what was still being typed.
    pub typed: Option<Record>,
}

/// Why a journal cannot be used for what was loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The file has another content than the journal began with or last saved.
    OtherContent,
    /// The records do not fit the filing.
    Misfit,
}

impl Journal {
    /// Reads a journal; `None` when it has no readable head or another version.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let mut lines = bytes.split_inclusive(|it| *it == b'\n');
        // A line without its end was being written when the session ended.
        let mut whole = || lines.next().map(|line| line.strip_suffix(b"\n"));
        let header: Header = whole().flatten().and_then(open)?;
        if header.version != VERSION {
            return None;
        }
        let mut records = Vec::new();
        let mut is_torn = false;
        while let Some(line) = whole() {
            match line.and_then(open) {
                Some(record) => records.push(record),
                None => {
                    is_torn = true;
                    break;
                }
            }
        }
        Some(Self { header, records, is_torn })
    }

    /// Whether the session that wrote it left changes that no file holds.
    pub fn has_unsaved(&self) -> bool {
        // Undo and redo may have led back to what was saved: only a replay tells. This is a cheap first look.
        let last_saved = self.records.iter().rposition(|it| matches!(it, Record::Saved { .. }));
        let later = last_saved.map_or(0, |it| it + 1);
        self.records.iter().skip(later).any(|it| !matches!(it, Record::Typed | Record::Saved { .. }))
    }

    /// Brings a loaded filing to where its session ended, with its undo history.
    ///
    /// # Errors
    /// The journal belongs to another content, or does not fit.
    pub fn restore(&self, loaded: &Filing, file: Option<&str>) -> Result<Restored, Trouble> {
        let now = Base::of(loaded, file).hash();
        let is_base = self.header.base.hash() == now;
        let last_written = self.records.iter().rposition(
            |it| matches!(it, Record::Saved { content } | Record::Saving { content } if *content == now),
        );
        let start = match (last_written, is_base) {
            // The journal's own copy, since the file holds a later state.
            (Some(_), _) => self.header.base.filing().ok_or(Trouble::OtherContent)?,
            (None, true) => loaded.clone(),
            (None, false) => return Err(Trouble::OtherContent),
        };
        self.replay(start, last_written, &now)
    }

    /// The filing as the session left it, out of the journal alone: for a file that has another content now.
    pub fn apart(&self) -> Option<Restored> {
        let start = self.header.base.filing()?;
        let mut saves = self.records.iter().enumerate().filter_map(|(idx, it)| match it {
            Record::Saved { content } => Some((idx, content)),
            _ => None,
        });
        let replayed = match saves.next_back() {
            Some((idx, content)) => self.replay(start, Some(idx), content),
            None => self.replay(start, None, ""),
        };
        replayed.ok()
    }

    fn replay(&self, mut filing: Filing, written: Option<usize>, now: &str) -> Result<Restored, Trouble> {
        let mut history = History::default();
        let mut saved = filing.clone();
        let mut typing: Option<(&[Place], &Field, &str)> = None;
        for (idx, record) in self.records.iter().enumerate() {
            match record {
                Record::Make { changes, before, after } => {
                    if !history.make(&mut filing, changes.clone(), *before, *after) {
                        return Err(Trouble::Misfit);
                    }
                }
                Record::Undo => history.undo(&mut filing).map(drop).ok_or(Trouble::Misfit)?,
                Record::Redo => history.redo(&mut filing).map(drop).ok_or(Trouble::Misfit)?,
                Record::Forget => history.forget(&mut filing).map(drop).ok_or(Trouble::Misfit)?,
                Record::Typing { places, field, text } => typing = Some((places, field, text)),
                Record::Typed => typing = None,
                Record::Saved { .. } | Record::Saving { .. } => {}
            }
            if Some(idx) == written {
                if Base::of(&filing, None).hash() != now {
                    return Err(Trouble::Misfit);
                }
                // As after every save: rows are known to the file by their numbers.
                format::number_rows(&mut filing);
                history.mark_saved();
                saved = filing.clone();
            } else if matches!(record, Record::Saved { .. }) {
                format::number_rows(&mut filing);
            }
        }
        let typed =
            typing.and_then(|(places, field, text)| type_in(&mut filing, &mut history, places, field, text));
        let n_unsaved = history.n_unsaved();
        Ok(Restored { filing, history, saved, n_unsaved, typed })
    }
}

/// Makes a step of what was being typed, where the field takes it and it changes anything.
fn type_in(
    filing: &mut Filing,
    history: &mut History,
    places: &[Place],
    field: &Field,
    text: &str,
) -> Option<Record> {
    let differs = |at: &Place| filing.get(*at, field).is_some_and(|it| it != text);
    let changes: Vec<Change> = places
        .iter()
        .copied()
        .filter(differs)
        .map(|at| Change::Set { at, field: field.clone(), text: text.to_owned() })
        .collect();
    let here = places.first().copied()?;
    let is_made = history.make(filing, changes.clone(), here, here);
    is_made.then_some(Record::Make { changes, before: here, after: here })
}

#[cfg(test)]
mod tests;

//! A journal's bytes → the filing with the history it had when its session ended.
//!
//! Invariant: a filing comes out only if every record before the torn end fits it, step by step.

use super::base::content;
use super::framing::open;
use super::record::{Header, Record, Source, VERSION};
use crate::edit::{Change, History};
use crate::format;
use crate::model::{Field, Filing, Place};

/// A journal as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    /// Its head.
    pub header: Header,
    /// What happened, in order, up to the first torn line, without what was typed and has come to its end.
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
        Self::of_lines(bytes.split_inclusive(|it| *it == b'\n'))
    }

    /// The same line by line, each with its line break: a journal may be much longer than what it comes to.
    pub fn of_lines<L: AsRef<[u8]>>(mut lines: impl Iterator<Item = L>) -> Option<Self> {
        let header: Header = of_line(lines.next()?.as_ref())?;
        if header.version != VERSION {
            return None;
        }
        let mut records = Vec::new();
        let mut is_torn = false;
        // Where the text stands that is being typed.
        let mut typing = None;
        for line in lines {
            let Some(record) = of_line(line.as_ref()) else {
                is_torn = true;
                break;
            };
            if matches!(record, Record::Typing { .. } | Record::Typed)
                && let Some(at) = typing.take()
            {
                records.remove(at);
            }
            match record {
                Record::Typed => {}
                Record::Typing { .. } => {
                    typing = Some(records.len());
                    records.push(record);
                }
                _ => records.push(record),
            }
        }
        Some(Self { header, records, is_torn })
    }

    /// The lines that say the same.
    pub fn lines(&self) -> String {
        std::iter::once(self.header.line()).chain(self.records.iter().map(Record::line)).collect()
    }

    /// Whether no file of its own has held the filing yet.
    pub fn is_unwritten(&self) -> bool {
        self.header.source != Source::File
            && !self.records.iter().any(|it| matches!(it, Record::Saved { .. }))
    }

    /// Whether the session that wrote it left changes that no file holds.
    pub fn has_unsaved(&self) -> bool {
        if self.header.source == Source::Nothing && self.is_unwritten() {
            return true;
        }
        let last_saved = self.records.iter().rposition(|it| matches!(it, Record::Saved { .. }));
        // How many steps lie between what was saved and the end; `None` once nothing leads back.
        let mut n_since = Some(0_i64);
        for record in self.records.iter().skip(last_saved.map_or(0, |it| it + 1)) {
            n_since = match record {
                Record::Typing { .. } => return true,
                Record::Make { .. } => n_since.filter(|n| *n >= 0).map(|n| n + 1),
                Record::Forget => n_since.filter(|n| *n > 0).map(|n| n - 1),
                Record::Undo => n_since.map(|n| n - 1),
                Record::Redo => n_since.map(|n| n + 1),
                Record::Typed | Record::Saving { .. } | Record::Saved { .. } | Record::Back { .. } => n_since,
            };
        }
        n_since != Some(0)
    }

    /// Brings a loaded filing to where its session ended, with its undo history. `file` is the hash of the file that it
    /// was read from, where there is one.
    ///
    /// # Errors
    /// The journal belongs to another content, or does not fit.
    pub fn restore(&self, loaded: &Filing, file: Option<&str>) -> Result<Restored, Trouble> {
        let now = content(loaded);
        let is_base = self.header.base.is(&now, file);
        let last_written = self.records.iter().rposition(
            |it| matches!(it, Record::Saved { content } | Record::Saving { content } if *content == now),
        );
        let start = match (last_written, is_base) {
            // The journal's own copy, since the file holds a later state.
            (Some(at), _) => match self.header.base.filing() {
                Some(base) => base,
                None => return self.since(at).replay(loaded.clone(), None, ""),
            },
            (None, true) => loaded.clone(),
            (None, false) => return Err(Trouble::OtherContent),
        };
        self.replay(start, last_written, &now)
    }

    /// What was done after a record: all that can be had where the copy is gone and the file holds what that record says.
    fn since(&self, at: usize) -> Self {
        let records = self.records.iter().skip(at + 1).cloned().collect();
        Self { header: self.header.clone(), records, is_torn: self.is_torn }
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
                Record::Saved { .. } | Record::Saving { .. } | Record::Back { .. } => {}
            }
            if Some(idx) == written {
                if content(&filing) != now {
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

/// What a line says. One without its end was being written when the session ended.
fn of_line<T: serde::de::DeserializeOwned>(line: &[u8]) -> Option<T> {
    line.strip_suffix(b"\n").and_then(open)
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

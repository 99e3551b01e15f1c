//! What no file holds of a journal that cannot be applied any more: its steps, to be read and made again by hand.
//!
//! It must not know how they are worded. Invariant: every text that was made and not saved is among them.

use super::{Journal, Record};
use crate::edit::Change;
use std::collections::BTreeMap;

/// A step that no file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it changed, in order.
    pub changes: Vec<Change>,
    /// Whether the file has it, and it was taken back since.
    pub is_back: bool,
    /// What takes it back, in order, where that is known.
    pub to: Option<Vec<Change>>,
}

impl Journal {
    /// The steps that no file holds, oldest first; a text that was still being typed is the last.
    pub fn told(&self) -> Vec<Told> {
        let (mut done, mut undone, mut saved) = (Vec::new(), Vec::new(), Vec::new());
        let (mut typing, mut back) = (None, None);
        // What takes the saved steps back, by their numbers.
        let mut backs = BTreeMap::new();
        for record in &self.records {
            match record {
                Record::Make { changes, .. } => {
                    undone.clear();
                    done.push(changes.clone());
                }
                Record::Back { changes } => back = Some(changes.clone()),
                Record::Undo => {
                    if let Some(step) = done.pop() {
                        if let (Some(to), Some(_)) =
                            (back.take(), saved.get(done.len()).filter(|it| **it == step))
                        {
                            backs.insert(done.len(), to);
                        }
                        undone.push(step);
                    }
                }
                Record::Redo => done.extend(undone.pop()),
                Record::Forget => drop(done.pop()),
                Record::Typing { places, field, text } => {
                    let set = |at: &_| Change::Set { at: *at, field: field.clone(), text: text.clone() };
                    typing = Some(places.iter().map(set).collect());
                }
                Record::Typed => typing = None,
                Record::Saved { .. } => {
                    saved.clone_from(&done);
                    backs.clear();
                }
                Record::Saving { .. } => {}
            }
        }
        let n_alike = done.iter().zip(&saved).take_while(|(now, then)| now == then).count();
        let back = saved.into_iter().enumerate().skip(n_alike).rev();
        let back = back.map(|(idx, changes)| Told { changes, is_back: true, to: backs.remove(&idx) });
        let made = done.into_iter().skip(n_alike).chain(typing);
        back.chain(made.map(|changes| Told { changes, is_back: false, to: None })).collect()
    }
}

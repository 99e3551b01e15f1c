//! What was done to a filing before its journal began, as the records of a journal.
//!
//! A journal begins anew with a new name or after another session's: then the filing has steps already, and the file holds
//! what some of them made. Invariant: replayed, base and records give the filing with all its steps and its mark.

use super::{Base, Record};
use crate::edit::{History, Past};
use crate::model::Filing;

/// The base of a journal that begins now, and the records that lead from it to the filing as it is.
pub fn past(filing: &Filing, history: &History) -> (Base, Vec<Record>) {
    let Past { base, steps, n_done, saved } = history.past(filing);
    let header = Base::of(&base, None);
    let (mut now, mut replayed) = (base, History::default());
    let mut records = Vec::new();
    let n_steps = steps.len();
    for (idx, step) in steps.into_iter().enumerate() {
        records.push(Record::Make { changes: step.changes.clone(), before: step.before, after: step.after });
        replayed.make(&mut now, step.changes, step.before, step.after);
        if saved == Some(idx + 1) {
            records.push(Record::Saved { content: Base::of(&now, None).hash() });
        }
    }
    records.extend((n_done..n_steps).map(|_| Record::Undo));
    (header, records)
}

/// A record for a journal that does not know the steps before: what was taken back or made again is a step of its own.
pub fn as_step(record: &Record, filing: &Filing, history: &History) -> Record {
    let step = match record {
        Record::Undo => history.last_undo(filing),
        Record::Redo => history.last_redo(filing),
        _ => None,
    };
    match step {
        Some(it) => Record::Make { changes: it.changes, before: it.before, after: it.after },
        None => record.clone(),
    }
}

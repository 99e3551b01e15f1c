//! What was done to a filing before its journal began, as the records of a journal.
//!
//! A journal begins anew with a new name or after another session's: then the filing has steps already, and the file holds
//! what some of them made. Invariant: replayed, base and records give the filing with all its steps and its mark.

use super::Record;
use super::base::content;
use crate::edit::{History, Past, rewrite};
use crate::model::{Filing, Place};

/// The filing before its first step, and the records that lead from there to the filing as it is. `held` is what its file
/// holds, where that is another state.
pub fn past(filing: &Filing, history: &History, held: Option<&Filing>) -> (Filing, Vec<Record>) {
    let Past { base, steps, n_done, saved } = history.past(filing);
    let unreachable = held.filter(|_| saved.is_none()).map(|it| saved_once(&base, it));
    // What the file holds is worked out only where it is not the base.
    let mut replayed = saved.filter(|it| *it > 0).map(|_| (base.clone(), History::default()));
    let mut records = unreachable.unwrap_or_default();
    let n_steps = steps.len();
    for (idx, step) in steps.into_iter().enumerate() {
        records.push(Record::Make { changes: step.changes.clone(), before: step.before, after: step.after });
        if let Some((now, history)) = &mut replayed {
            history.make(now, step.changes, step.before, step.after);
            if saved == Some(idx + 1) {
                records.push(Record::Saved { content: content(now) });
                replayed = None;
            }
        }
    }
    records.extend((n_done..n_steps).map(|_| Record::Undo));
    (base, records)
}

/// Records of a step that led to what the file holds, and was taken back before others were made: nothing in the history
/// leads there any more, but a journal is known by it.
fn saved_once(base: &Filing, held: &Filing) -> Vec<Record> {
    let changes = rewrite(base, held).filter(|it| !it.is_empty());
    let (before, after) = (Place::Filing, Place::Filing);
    let records = |changes| {
        let saved = Record::Saved { content: content(held) };
        vec![Record::Make { changes, before, after }, saved, Record::Undo]
    };
    changes.map(records).unwrap_or_default()
}

//! What is derived from a filing, brought up to date after a step: only what the step can have changed is looked at.
//!
//! It must not know commands or the tree. Invariant: afterwards findings, counts and parts are those of the filing as it
//! is, as if it had just been loaded.

use super::{Entry, Head, Parts};
use crate::app::sight::Sight;
use crate::check::budget;
use crate::check::{Incremental, Options, Touch, settings};
use crate::edit::Shift;
use crate::model::{Place, Reshape};

/// More stretches of rows that came or went in one step are looked for by comparing all rows.
const MOST_STRETCHES: usize = 16;

/// What a step has touched.
#[derive(Clone, Copy, Debug)]
pub(super) enum Touched<'a> {
    /// Fields of these nodes.
    Fields(&'a [Place]),
    /// Rows came, went or moved so; and fields of these nodes, where they are now.
    Rows(&'a [Shift], &'a [Place]),
    /// Anything may be another.
    Anything,
}

impl Entry {
    /// How the last step moved rows, stretch by stretch; `None` where there are too many of them.
    pub(in crate::app) fn last_moves(&self) -> Option<Vec<Reshape>> {
        stretches(self.history.last_shifts())
    }

    /// Brings everything up to date after the last step.
    pub(super) fn recheck_step(&mut self) {
        let shifts = self.history.last_shifts().to_vec();
        let set = self.history.last_set().to_vec();
        self.recheck(if shifts.is_empty() { Touched::Fields(&set) } else { Touched::Rows(&shifts, &set) });
    }

    /// Brings everything that is derived from the filing up to date after this was touched.
    pub(super) fn recheck(&mut self, touched: Touched<'_>) {
        self.revision += 1;
        self.edited = self.history.places().into_iter().collect();
        // The first look of the checks writes all findings, so that those of before are not needed for it.
        let sight = self.sight.take();
        let (mut findings, budget) =
            sight.map_or_else(|| (Vec::new(), None), |it| (it.findings, Some(it.budget)));
        self.packed = None;
        let checks = self.look(touched, &[]);
        checks.write_to(&mut findings);
        let (total, fields, n_doubtful) =
            (checks.counts(), checks.totals().optional(), checks.totals().n_doubtful());
        self.typed.clear();
        self.total = total;
        let filing = self.body.get();
        self.head = Head::with(filing, n_doubtful, self.head.shape);
        self.parts = Parts::with(filing, fields);
        let budget = budget.filter(|_| is_of_rows(touched)).unwrap_or_else(|| budget::identities(filing));
        let _ = self.sight.set(Box::new(Sight::with(findings, budget)));
    }

    /// The checks after this was touched.
    pub(super) fn look(&mut self, touched: Touched<'_>, typed: &[Place]) -> &mut Incremental {
        let settings = self.settings.as_deref().unwrap_or(&settings::DEFAULT);
        let edited: Vec<Place> = self.edited.iter().chain(typed).copied().collect();
        let options = Options { edited: &edited, settings };
        let (mut set, mut reshaped): (Vec<Place>, Option<Vec<Reshape>>) = (Vec::new(), None);
        match touched {
            Touched::Fields(places) => set.extend(places.iter().chain(&self.typed)),
            Touched::Rows(shifts, places) => {
                let now = |it: &Place| shifts.iter().try_fold(*it, |place, shift| shift.follow(place));
                set.extend(places.iter().copied().chain(self.typed.iter().filter_map(now)));
                reshaped = stretches(shifts);
            }
            Touched::Anything => {}
        }
        let touch = match (touched, &reshaped) {
            (Touched::Fields(_), _) => Touch::Fields(&set),
            (Touched::Rows(..), Some(reshaped)) => Touch::Rows { reshaped, set: &set },
            (Touched::Rows(..), None) | (Touched::Anything, _) => Touch::Anything,
        };
        match &mut self.checks {
            Some(checks) => checks.update(self.body.get(), touch, &options),
            None => self.checks = Some(Box::new(Incremental::new(self.body.get(), &options))),
        }
        self.checks.get_or_insert_with(|| Box::new(Incremental::new(self.body.get(), &options)))
    }
}

/// Whether only rows were touched, which budget identities do not read.
fn is_of_rows(touched: Touched<'_>) -> bool {
    let is_row = |it: &Place| matches!(it, Place::Indicator(..));
    match touched {
        Touched::Fields(places) => places.iter().all(is_row),
        Touched::Rows(shifts, places) => {
            let is_row_shift = |it: &Shift| match it {
                Shift::Came(at) | Shift::Went(at) => is_row(at),
                Shift::Moved(from, to) => is_row(from) && is_row(to),
            };
            places.iter().all(is_row) && shifts.iter().all(is_row_shift)
        }
        Touched::Anything => false,
    }
}

/// Shifts of rows that stand one after the other, taken together; `None` where there are too many.
fn stretches(shifts: &[Shift]) -> Option<Vec<Reshape>> {
    let mut all: Vec<Reshape> = Vec::new();
    for shift in shifts {
        match *shift {
            Shift::Came(at) => came(&mut all, at),
            Shift::Went(at) => went(&mut all, at),
            Shift::Moved(from, to) => {
                went(&mut all, from);
                came(&mut all, to);
            }
        }
        if all.len() > MOST_STRETCHES {
            return None;
        }
    }
    Some(all)
}

fn came(all: &mut Vec<Reshape>, at: Place) {
    match (at, all.last_mut()) {
        (Place::Indicator(at, idx), Some(Reshape::RowsCame { function, first, n }))
            if *function == at && (*first..=*first + *n).contains(&idx) =>
        {
            *n += 1;
        }
        (Place::Indicator(function, first), _) => all.push(Reshape::RowsCame { function, first, n: 1 }),
        (Place::Function(at), _) => all.push(Reshape::FunctionCame(at)),
        (Place::BudgetLine(_), Some(Reshape::Lines)) | (Place::Filing, _) => {}
        (Place::BudgetLine(_), _) => all.push(Reshape::Lines),
    }
}

fn went(all: &mut Vec<Reshape>, at: Place) {
    match (at, all.last_mut()) {
        // From the last to the first, or always the one that stands at the same place then.
        (Place::Indicator(at, idx), Some(Reshape::RowsWent { function, first, n }))
            if *function == at && (idx + 1 == *first || idx == *first) =>
        {
            *first = idx;
            *n += 1;
        }
        (Place::Indicator(function, first), _) => all.push(Reshape::RowsWent { function, first, n: 1 }),
        (Place::Function(at), _) => all.push(Reshape::FunctionWent(at)),
        (Place::BudgetLine(_), Some(Reshape::Lines)) | (Place::Filing, _) => {}
        (Place::BudgetLine(_), _) => all.push(Reshape::Lines),
    }
}

#[cfg(test)]
mod tests {
    use super::{Reshape, Shift, stretches};
    use crate::model::Place::{BudgetLine, Function, Indicator};

    #[test]
    fn rows_one_after_the_other_are_one_stretch() {
        let rows = |rows: &[usize], shift: fn(crate::model::Place) -> Shift| -> Vec<Shift> {
            rows.iter().map(|it| shift(Indicator(2, *it))).collect()
        };
        let came = |first, n| Reshape::RowsCame { function: 2, first, n };
        let went = |first, n| Reshape::RowsWent { function: 2, first, n };
        for (shifts, expected) in [
            (rows(&[4, 5, 6], Shift::Came), Some(vec![came(4, 3)])),
            (rows(&[4, 4, 4], Shift::Came), Some(vec![came(4, 3)])),
            (rows(&[4, 6], Shift::Came), Some(vec![came(4, 1), came(6, 1)])),
            (rows(&[6, 5, 4], Shift::Went), Some(vec![went(4, 3)])),
            (rows(&[4, 4, 4], Shift::Went), Some(vec![went(4, 3)])),
            (rows(&[4, 5], Shift::Went), Some(vec![went(4, 1), went(5, 1)])),
            (vec![Shift::Moved(Indicator(2, 1), Indicator(2, 5))], Some(vec![went(1, 1), came(5, 1)])),
            (vec![Shift::Went(Function(3))], Some(vec![Reshape::FunctionWent(3)])),
            (vec![Shift::Moved(BudgetLine(3), BudgetLine(0))], Some(vec![Reshape::Lines])),
            ((0..40).map(|it| Shift::Came(Indicator(2, it * 2))).collect(), None),
        ] {
            assert_eq!(stretches(&shifts), expected, "{shifts:?}");
        }
    }
}

//! A filing that is being edited: its rows stand in the library where they stood when they came, with how they have moved
//! since, so that a row that comes or goes moves none of the others.
//!
//! It must not know what a step was. Invariant: the rows that are answered stand where the filing has them now.

use super::{At, Library, Name, Row, TargetNo};
use crate::model::{Filing, Place, Reshape};
use crate::value::names;

/// After more moves a filing's rows are put here anew.
const MOST_MOVES: usize = 64;
/// A row without a name.
const NONE: u32 = u32::MAX;

/// How the rows of a filing have moved.
#[derive(Clone, Debug, Default)]
pub(super) struct Moves {
    /// The moves, one after the other.
    log: Vec<Reshape>,
    /// By function and row as they are now: the number of the row's name.
    names: Vec<Vec<u32>>,
    /// The name of a row that is nowhere.
    nowhere: u32,
}

impl Moves {
    /// Where a row stands now; `None` when it went.
    fn now(&self, row: &Row) -> Option<(usize, usize)> {
        let at = Place::Indicator(row.1 as usize, row.2 as usize);
        match crate::model::reshape::follow(at, self.log.get(row.4 as usize..)?)? {
            Place::Indicator(function, idx) => Some((function, idx)),
            _ => None,
        }
    }
}

impl Library {
    /// Takes a filing's rows after they came and went so, and those at `touched`, where they are now, as they say now.
    /// `None`: how is not known, and all are put here anew.
    pub fn follow(&mut self, entry: usize, filing: &Filing, moved: Option<&[Reshape]>, touched: &[Place]) {
        let known = self.moves.get(&entry).map_or(0, |it| it.log.len());
        let moved = moved.filter(|it| known + it.len() <= MOST_MOVES);
        if entry >= self.of_entry.len() {
            return;
        }
        let Some(moved) = moved else { return self.change(entry, &super::Stems::of(filing)) };
        let mut own = self.moves.remove(&entry).unwrap_or_else(|| self.unmoved(entry));
        let mut came: Vec<Place> = Vec::new();
        for it in moved {
            self.pass(entry, &mut own, *it);
            came = came.into_iter().filter_map(|at| it.follow(at)).collect();
            match *it {
                Reshape::RowsCame { function, first, n } => {
                    came.extend((first..first + n).map(|idx| Place::Indicator(function, idx)));
                }
                Reshape::FunctionCame(at) => came.push(Place::Function(at)),
                _ => {}
            }
        }
        let rows_of = |at: usize| 0..filing.functions.get(at).map_or(0, |it| it.indicators.len());
        let came = came.into_iter().flat_map(|at| match at {
            Place::Function(at) => rows_of(at).map(|idx| Place::Indicator(at, idx)).collect(),
            at => vec![at],
        });
        for at in came.chain(touched.iter().copied()) {
            if let Place::Indicator(function, idx) = at {
                self.put(&mut own, filing, At { entry, function, idx });
            }
        }
        self.moves.insert(entry, own);
    }

    /// A filing whose rows stand where they stood when they were put here.
    fn unmoved(&self, entry: usize) -> Moves {
        let mut own = Moves::default();
        for id in self.of_entry.get(entry).iter().flat_map(|it| it.iter()) {
            let Some(name) = self.names.get(*id as usize) else { continue };
            for row in name.of(entry) {
                *own.name_at(row.1 as usize, row.2 as usize) = *id;
            }
        }
        own
    }

    /// Lets rows go and makes room for those that come.
    fn pass(&mut self, entry: usize, own: &mut Moves, it: Reshape) {
        let mut went: Vec<(u32, usize, usize)> = Vec::new();
        match it {
            Reshape::RowsCame { function, first, n } => {
                let _ = own.name_at(function, first);
                if let Some(names) = own.names.get_mut(function) {
                    names.splice(first..first, std::iter::repeat_n(NONE, n));
                }
            }
            Reshape::RowsWent { function, first, n } => {
                let _ = own.name_at(function, first + n);
                if let Some(names) = own.names.get_mut(function) {
                    let ids = names.drain(first..first + n).enumerate();
                    went.extend(ids.map(|(by, id)| (id, function, first + by)));
                }
            }
            Reshape::FunctionCame(at) => {
                let n = own.names.len().max(at);
                own.names.resize(n, Vec::new());
                own.names.insert(at, Vec::new());
            }
            Reshape::FunctionWent(at) if at < own.names.len() => {
                let ids = own.names.remove(at).into_iter().enumerate();
                went.extend(ids.map(|(idx, id)| (id, at, idx)));
            }
            Reshape::FunctionWent(_) | Reshape::Lines => {}
        }
        for (id, function, idx) in went {
            self.take_out(own, id, At { entry, function, idx });
        }
        if it != Reshape::Lines {
            own.log.push(it);
        }
    }

    /// Takes a row out of those of a name.
    fn take_out(&mut self, own: &Moves, id: u32, at: At) {
        let Some(name) = self.names.get_mut(id as usize) else { return };
        let first = name.rows.partition_point(|it| (it.0 as usize) < at.entry);
        let of_entry = name.rows.iter().skip(first).take_while(|it| it.0 as usize == at.entry);
        let by = of_entry.map(|it| own.now(it)).position(|it| it == Some((at.function, at.idx)));
        if let Some(by) = by {
            name.rows.remove(first + by);
        }
    }

    /// Puts a row here as it is now.
    fn put(&mut self, own: &mut Moves, filing: &Filing, at: At) {
        let Some(row) = filing.indicator(at.function, at.idx) else { return };
        let old = *own.name_at(at.function, at.idx);
        self.take_out(own, old, at);
        let stem = names::stem(&row.name);
        let id = if stem.is_empty() { NONE } else { self.id(&stem) as u32 };
        *own.name_at(at.function, at.idx) = id;
        let target = self.target_no(&row.target);
        let Some(name) = self.names.get_mut(id as usize) else { return };
        let (entry, version) = (at.entry as u32, own.log.len() as u32);
        let end = name.rows.partition_point(|it| it.0 <= entry);
        name.rows.insert(end, (entry, at.function as u32, at.idx as u32, target, version));
        // Who takes the filing out again has to know all its names.
        if let Some(ids) = self.of_entry.get_mut(at.entry)
            && let Err(slot) = ids.binary_search(&id)
        {
            let mut all = std::mem::take(ids).into_vec();
            all.insert(slot, id);
            *ids = all.into();
        }
    }

    /// The rows of a name where they stand now, in the order of the filings; at most `most`.
    pub(super) fn rows(&self, name: &Name, most: usize) -> Vec<(At, TargetNo)> {
        let mut rows: Vec<(At, TargetNo)> = Vec::with_capacity(most.min(name.rows.len()));
        for of_entry in name.rows.chunk_by(|a, b| a.0 == b.0) {
            let Some(entry) = of_entry.first().map(|it| it.0 as usize) else { continue };
            let left = most.saturating_sub(rows.len());
            if left == 0 {
                break;
            }
            let at = |(function, idx)| At { entry, function, idx };
            if let Some(own) = self.moves.get(&entry) {
                let now = |it: &Row| Some((at(own.now(it)?), TargetNo(it.3)));
                let mut found: Vec<(At, TargetNo)> = of_entry.iter().filter_map(now).collect();
                found.sort_unstable();
                rows.extend(found.into_iter().take(left));
            } else {
                let own = |it: &Row| (at((it.1 as usize, it.2 as usize)), TargetNo(it.3));
                rows.extend(of_entry.iter().take(left).map(own));
            }
        }
        rows
    }
}

impl Moves {
    /// The name of a row, where there is room for it then.
    fn name_at(&mut self, function: usize, idx: usize) -> &mut u32 {
        if self.names.len() <= function {
            self.names.resize(function + 1, Vec::new());
        }
        if let Some(names) = self.names.get_mut(function).filter(|it| it.len() <= idx) {
            names.resize(idx + 1, NONE);
        }
        self.names.get_mut(function).and_then(|it| it.get_mut(idx)).unwrap_or(&mut self.nowhere)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Stems;
    use crate::model::{Function, Indicator};
    use proptest::prelude::*;

    const NAMES: [&str; 4] = ["巡查次数", "清淤长度", "群众满意度（%）", ""];

    fn row(n: u8) -> Indicator {
        let name = NAMES[usize::from(n) % NAMES.len()].to_owned();
        Indicator { name, target: format!("≥{}", n / 64), ..Indicator::default() }
    }

    /// What the library says of all names, with how many rows it counts.
    fn told(library: &Library) -> Vec<(usize, Vec<(At, String)>)> {
        let targets = |name: &str| {
            let rows = library.same_targets(name, 99).into_iter();
            rows.map(|(at, no)| (at, library.target(no).to_owned())).collect()
        };
        NAMES.iter().map(|it| (library.count(it), targets(it))).collect()
    }

    /// One move, and where fields were set.
    fn edit(filing: &mut Filing, (kind, which, at, n): (u8, u8, u8, u8)) -> (Vec<Reshape>, Vec<Place>) {
        let function = usize::from(which) % filing.functions.len().max(1);
        let n_rows = filing.functions.get(function).map_or(0, |it| it.indicators.len());
        let first = usize::from(at) % (n_rows + 1);
        match kind % 6 {
            0 | 1 if !filing.functions.is_empty() => {
                let n = usize::from(n % 4);
                let rows = (0..n).map(|by| row(which.wrapping_add(by as u8)));
                filing.functions[function].indicators.splice(first..first, rows);
                (vec![Reshape::RowsCame { function, first, n }], Vec::new())
            }
            2 if !filing.functions.is_empty() => {
                let n = usize::from(n % 4).min(n_rows - first);
                filing.functions[function].indicators.drain(first..first + n);
                (vec![Reshape::RowsWent { function, first, n }], Vec::new())
            }
            3 if first < n_rows => {
                filing.functions[function].indicators[first] = row(n);
                (Vec::new(), vec![Place::Indicator(function, first)])
            }
            4 if filing.functions.len() > 1 => {
                filing.functions.remove(function);
                (vec![Reshape::FunctionWent(function)], Vec::new())
            }
            _ => {
                let indicators = (0..n % 5).map(|by| row(at.wrapping_add(by * 7))).collect();
                filing.functions.insert(function, Function { indicators, ..Function::default() });
                (vec![Reshape::FunctionCame(function)], Vec::new())
            }
        }
    }

    proptest! {
        #[test]
        fn rows_that_move_stand_where_all_put_here_anew_would(
            edits in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 1..90),
        ) {
            let mut filing = Filing::default();
            let mut library = Library::default();
            (0..3).for_each(|_| library.add(&Stems::of(&Filing::default())));
            for dice in edits {
                let (moved, touched) = edit(&mut filing, dice);
                library.follow(1, &filing, Some(&moved), &touched);
                let mut anew = Library::default();
                for it in [&Filing::default(), &filing, &Filing::default()] {
                    anew.add(&Stems::of(it));
                }
                prop_assert_eq!(told(&library), told(&anew));
            }
        }
    }
}

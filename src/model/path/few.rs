//! The paths of a few nodes of a filing, such as those that findings are about, without naming all the others.
//!
//! Invariant: it says what [`Paths`] says.

use super::{FILING, Paths, escape, field_of_node};
use crate::model::{Field, Filing, Function, Indicator, Place};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::hash::Hasher;

/// The paths of a filing's nodes, made when they are asked for.
#[derive(Debug)]
pub struct FewPaths<'a> {
    filing: &'a Filing,
    /// Whether no two functions are called alike, or like other nodes: then what is called alike has a mark, and all that
    /// stands below it.
    is_told_apart: bool,
    wished: OnceCell<Wished>,
    all: OnceCell<Paths>,
}

impl<'a> FewPaths<'a> {
    /// Those of a filing.
    pub fn of(filing: &'a Filing) -> Self {
        let is_told_apart = is_told_apart(filing);
        Self { filing, is_told_apart, wished: OnceCell::new(), all: OnceCell::new() }
    }

    /// The path of a node; empty when the filing has none there.
    pub fn node(&self, place: Place) -> Cow<'_, str> {
        self.own(place).unwrap_or_else(|| self.all.get_or_init(|| Paths::of(self.filing)).node(place).into())
    }

    /// The path of a node, where it takes no look at all of them.
    fn own(&self, place: Place) -> Option<Cow<'_, str>> {
        if !self.is_told_apart {
            return None;
        }
        match place {
            Place::Filing => Some(FILING.into()),
            Place::BudgetLine(_) => None,
            Place::Function(idx) => Some(escape(self.filing.functions.get(idx)?.label()).into()),
            Place::Indicator(function_idx, idx) => {
                let wished = || self.wished.get_or_init(|| wished(self.filing));
                row(self.filing.functions.get(function_idx)?, idx, wished).map(Cow::Owned)
            }
        }
    }

    /// The path of a field: `node:key`, `table:key` for fields of the filing itself, the column's key for amounts.
    pub fn field(&self, place: Place, field: &Field) -> String {
        field_of_node(|| self.node(place), place, field)
    }
}

/// The path of a row among those that rows wish for.
fn row<'a>(function: &Function, idx: usize, wished: impl FnOnce() -> &'a Wished) -> Option<String> {
    let own = function.indicators.get(idx)?;
    let mut path = String::with_capacity(PATH_BYTES);
    write_row(&mut path, function, idx)?;
    // In a long function no row looks at all others: hashes and the paths of all are worked out once.
    let is_short = function.indicators.len() <= MOST_LOOKED_AT;
    // Without a mark of escape a path is that of its labels only.
    let has_own_name = || function.indicators.iter().filter(|it| it.name == own.name).nth(1).is_none();
    if is_short && !path.contains('\\') && has_own_name() {
        return Some(path);
    }
    let wished = wished();
    if !is_wished(wished, &path, 2) {
        return Some(path);
    }
    if !is_short {
        return None;
    }
    // Twins are told apart by their labels, unless a label may look like two.
    if labels(own).iter().any(|it| it.contains(['/', '\\'])) {
        return None;
    }
    let n_above = function.indicators.iter().take(idx).filter(|it| labels(it) == labels(own)).count();
    // Nobody gets a marked name that another was printed with.
    let marked = |n: usize| format!("{path}#{n}");
    if (2..=n_above + 1).any(|it| is_wished(wished, &marked(it), 1)) {
        return None;
    }
    Some(if n_above == 0 { path } else { marked(n_above + 1) })
}

/// How many rows wish for each path, by the hashes of the paths.
type Wished = FxHashMap<u64, usize>;

/// A function with more rows is long: forms have some dozens.
const MOST_LOOKED_AT: usize = 200;

/// Most paths are shorter.
const PATH_BYTES: usize = 128;

fn labels(it: &Indicator) -> [&str; 3] {
    [&it.level1, &it.level2, &it.name]
}

/// Whether so many rows wish for a path, or for one of the same hash.
fn is_wished(wished: &Wished, path: &str, n: usize) -> bool {
    wished.get(&hash(path)).is_some_and(|it| *it >= n)
}

/// The path of a row where nothing needs a mark.
fn write_row(out: &mut String, function: &Function, idx: usize) -> Option<()> {
    let it = function.indicators.get(idx)?;
    for (n, label) in [function.label(), &it.level1, &it.level2, &it.name].into_iter().enumerate() {
        if n > 0 {
            out.push('/');
        }
        if label.contains('/') { out.push_str(&escape(label)) } else { out.push_str(label) }
    }
    Some(())
}

/// See [`FewPaths::is_told_apart`].
fn is_told_apart(filing: &Filing) -> bool {
    // Paths of budget lines begin with this word; a path without `/` is the filing's or a function's.
    let is_taken =
        |it: &Function| [super::BUDGET, FILING].contains(&it.label()) || it.label().contains(['/', '\\']);
    let mut functions: Vec<&str> = filing.functions.iter().map(Function::label).collect();
    functions.sort_unstable();
    let has_twins = functions.windows(2).any(|it| matches!(it, [a, b] if a == b));
    !has_twins && !filing.functions.iter().any(is_taken)
}

fn wished(filing: &Filing) -> Wished {
    let mut wished = Wished::with_capacity_and_hasher(filing.n_indicators(), FxBuildHasher);
    let mut path = String::new();
    for function in &filing.functions {
        for idx in 0..function.indicators.len() {
            path.clear();
            let _ = write_row(&mut path, function, idx);
            *wished.entry(hash(&path)).or_default() += 1;
        }
    }
    wished
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

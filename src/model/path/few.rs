//! The paths of a few nodes of a filing, such as those that findings are about, without naming all the others.
//!
//! Invariant: it says what [`Paths`] says.

use super::{FILING, Paths, escape, field_of_node};
use crate::model::{Field, Filing, Function, Place};
use rustc_hash::FxHasher;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::hash::Hasher;

/// The paths of a filing's nodes, made when they are asked for.
#[derive(Debug)]
pub struct FewPaths<'a> {
    filing: &'a Filing,
    /// Whether no two functions or rows are called alike, as in most filings: then nothing needs a mark.
    is_apart: bool,
    all: OnceCell<Paths>,
}

impl<'a> FewPaths<'a> {
    /// Those of a filing.
    pub fn of(filing: &'a Filing) -> Self {
        Self { filing, is_apart: is_apart(filing), all: OnceCell::new() }
    }

    /// The path of a node; empty when the filing has none there.
    pub fn node(&self, place: Place) -> Cow<'_, str> {
        match place {
            Place::Filing => FILING.into(),
            Place::Function(idx) if self.is_apart => {
                self.filing.functions.get(idx).map_or(Cow::Borrowed(""), |it| escape(it.label()).into())
            }
            Place::Indicator(function_idx, idx) if self.is_apart => {
                let function = self.filing.functions.get(function_idx);
                function.and_then(|it| row(it, idx)).unwrap_or_default().into()
            }
            _ => self.all.get_or_init(|| Paths::of(self.filing)).node(place).into(),
        }
    }

    /// The path of a field: `node:key`, `table:key` for fields of the filing itself, the column's key for amounts.
    pub fn field(&self, place: Place, field: &Field) -> String {
        field_of_node(|| self.node(place), place, field)
    }
}

fn row(function: &Function, idx: usize) -> Option<String> {
    let mut path = String::new();
    write_row(&mut path, function, idx)?;
    Some(path)
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

/// Whether all paths of functions and rows differ from each other and from those of other nodes. Hashes are compared:
/// where two are the same by chance, [`Paths`] answers.
fn is_apart(filing: &Filing) -> bool {
    // Paths of budget lines begin with this word; a path without `/` is the filing's or a function's.
    if filing.functions.iter().any(|it| [super::BUDGET, FILING].contains(&it.label())) {
        return false;
    }
    let mut hashes = Vec::with_capacity(filing.functions.len() + filing.n_indicators());
    let mut path = String::new();
    for function in &filing.functions {
        hashes.push(hash(&escape(function.label())));
        for idx in 0..function.indicators.len() {
            path.clear();
            let _ = write_row(&mut path, function, idx);
            hashes.push(hash(&path));
        }
    }
    hashes.sort_unstable();
    hashes.windows(2).all(|it| matches!(it, [a, b] if a != b))
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

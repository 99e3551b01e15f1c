//! Node paths: the durable names of nodes (`职能2/产出指标/数量指标/印制鼠防条例`, `budget/支出/资金总额`).
//!
//! It must not know files. Invariants: every node of a filing has a path of its own, and [`Paths::find`] answers
//! that node for it. What collides gets `#2`, `#3` in form order; those below it carry the mark, too.

use super::amount::Column;
use super::{Field, Filing, Place};
use std::collections::{HashMap, HashSet};

/// The path of the filing itself.
const FILING: &str = "filing";
/// What the paths of budget lines begin with.
const BUDGET: &str = "budget";

/// The path of a node. For many look-ups build [`Paths`] once.
pub fn node_path(filing: &Filing, place: Place) -> String {
    Paths::of(filing).node(place).to_owned()
}

/// The path of a field: the node's path, a colon, the key; `table:key` for fields of the filing itself.
pub fn field_path(filing: &Filing, place: Place, field: &Field) -> String {
    Paths::of(filing).field(place, field)
}

/// The node that a path names.
pub fn find(filing: &Filing, path: &str) -> Option<Place> {
    Paths::of(filing).find(path)
}

/// The paths of all nodes of a filing, built in one pass.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    paths: HashMap<Place, String>,
    places: HashMap<String, Place>,
}

impl Paths {
    /// Names all nodes.
    pub fn of(filing: &Filing) -> Self {
        let mut namer = Namer::default();
        namer.add(Place::Filing, FILING.to_owned());
        for (idx, path) in line_paths(filing).into_iter().enumerate() {
            namer.add(Place::BudgetLine(idx), path);
        }
        for (idx, function) in filing.functions.iter().enumerate() {
            namer.add(Place::Function(idx), escape(function.label()));
        }
        // Functions get their names first, as their indicators carry them.
        let functions = namer.settle();
        for (function_idx, idx, indicator) in filing.indicators() {
            let function = functions.get(&Place::Function(function_idx)).map_or("", String::as_str);
            let levels = [&indicator.level1, &indicator.level2, &indicator.name].map(|it| escape(it));
            namer.add(Place::Indicator(function_idx, idx), format!("{function}/{}", levels.join("/")));
        }
        let paths = namer.settle();
        let places = paths.iter().map(|(place, path)| (path.clone(), *place)).collect();
        Self { paths, places }
    }

    /// The path of a node; empty when the filing has none there.
    pub fn node(&self, place: Place) -> &str {
        self.paths.get(&place).map_or("", String::as_str)
    }

    /// The path of a field: `node:key`, `table:key` for fields of the filing itself, the column's key for amounts.
    pub fn field(&self, place: Place, field: &Field) -> String {
        let (table, key) = field.key();
        match place {
            Place::Filing => format!("{table}:{key}"),
            _ => format!("{}:{key}", self.node(place)),
        }
    }

    /// The node that a path names, with or without a field.
    pub fn find(&self, path: &str) -> Option<Place> {
        self.find_field(path).map(|(place, _)| place)
    }

    /// The node and field that a path names. A node whose own path holds a colon goes before a field.
    pub fn find_field(&self, path: &str) -> Option<(Place, Option<Field>)> {
        if let Some(place) = self.places.get(path) {
            return Some((*place, None));
        }
        let mut rest = path;
        // A column's heading may hold colons, too, so every one of them may be where the field begins.
        while let Some((node, _)) = rest.rsplit_once(':') {
            let key = path.get(node.len() + 1..).unwrap_or("");
            let own = || Field::OF_FILING.into_iter().find(|it| it.key() == (node, key));
            let field = match self.places.get(node) {
                Some(Place::Filing) | None => own().map(|it| (Place::Filing, it)),
                Some(place) => field_of(*place, key).map(|it| (*place, it)),
            };
            if let Some((place, field)) = field {
                return Some((place, Some(field)));
            }
            rest = node;
        }
        None
    }
}

fn field_of(place: Place, key: &str) -> Option<Field> {
    let column = || match key {
        "amount" => Field::Amount(Column::Only),
        _ => Field::Amount(Column::from_key(key)),
    };
    let named = |fields: &[Field]| fields.iter().find(|it| it.key().1 == key).cloned();
    match place {
        Place::Filing => None,
        Place::BudgetLine(_) => named(&Field::OF_LINE).or_else(|| Some(column())),
        Place::Function(_) => named(&Field::OF_FUNCTION).or_else(|| Some(column())),
        Place::Indicator(..) => named(&Field::OF_INDICATOR),
    }
}

/// Gives each node a name that no other has.
#[derive(Default)]
struct Namer {
    wishes: Vec<(Place, String)>,
}

impl Namer {
    fn add(&mut self, place: Place, wish: String) {
        self.wishes.push((place, wish));
    }

    /// The names. The first to wish one has it; nobody gets a marked name that another was printed with.
    fn settle(&self) -> HashMap<Place, String> {
        let wished: HashSet<&str> = self.wishes.iter().map(|(_, wish)| wish.as_str()).collect();
        let mut n_so_far: HashMap<&str, usize> = HashMap::new();
        let mut names = HashMap::new();
        for (place, wish) in &self.wishes {
            let n = n_so_far.entry(wish).or_insert(0);
            *n += 1;
            let mut name = wish.clone();
            if *n > 1 {
                name = format!("{wish}#{n}");
                while wished.contains(name.as_str()) {
                    *n += 1;
                    name = format!("{wish}#{n}");
                }
            }
            names.insert(*place, name);
        }
        names
    }
}

fn escape(label: &str) -> String {
    label.replace('/', "\\/")
}

/// The parts of a path, unescaped.
fn parts(path: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut rest = path.chars().peekable();
    while let Some(it) = rest.next() {
        match it {
            '/' => parts.push(String::new()),
            '\\' if rest.peek() == Some(&'/') => push(&mut parts, rest.next()),
            _ => push(&mut parts, Some(it)),
        }
    }
    parts
}

fn push(parts: &mut [String], it: Option<char>) {
    if let (Some(last), Some(it)) = (parts.last_mut(), it) {
        last.push(it);
    }
}

/// For each budget line its parent: the line that `under` names, by name (the nearest one before it, else the
/// first after it) or by path. `None` at the top, and where no line is called so.
pub fn line_parents(filing: &Filing) -> Vec<Option<usize>> {
    let lines = &filing.budget.lines;
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (idx, line) in lines.iter().enumerate() {
        by_name.entry(&line.name).or_default().push(idx);
    }
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(lines.len());
    for (idx, line) in lines.iter().enumerate() {
        let called = |name: &str| by_name.get(name).map_or(&[][..], Vec::as_slice);
        let parent = if line.under.is_empty() {
            None
        } else if let Some(it) = nearest(called(&line.under), idx, |_| true) {
            Some(it)
        } else {
            let path = parts(&line.under);
            let (name, above) =
                path.split_last().map_or(("", &[][..]), |(name, above)| (name.as_str(), above));
            nearest(called(name), idx, |it| is_below(filing, &parents, it, above))
        };
        parents.push(parent);
    }
    parents
}

/// The last of `candidates` before `idx` that fits, else the first after it.
fn nearest(candidates: &[usize], idx: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let n_before = candidates.partition_point(|it| *it < idx);
    let (before, after) = candidates.split_at(n_before);
    before.iter().rev().chain(after).copied().find(|it| *it != idx && fits(*it))
}

/// Whether the names above a line end with `above`. Lines whose parents are not known yet go by their own words.
fn is_below(filing: &Filing, parents: &[Option<usize>], idx: usize, above: &[String]) -> bool {
    let mut at = idx;
    for name in above.iter().rev() {
        let lines = &filing.budget.lines;
        let Some(line) = lines.get(at) else { return false };
        match parents.get(at) {
            Some(Some(parent)) if lines.get(*parent).is_some_and(|it| it.name == *name) => at = *parent,
            Some(_) => return false,
            None => return parts(&line.under).last() == Some(name),
        }
    }
    true
}

fn line_paths(filing: &Filing) -> Vec<String> {
    let lines = &filing.budget.lines;
    let parents = line_parents(filing);
    let mut paths: Vec<Option<String>> = vec![None; lines.len()];
    for idx in 0..lines.len() {
        // Climb to the first line that has its path, then name those on the way; a circle is cut where it closes.
        let mut way: Vec<usize> = Vec::new();
        let mut on_way: HashSet<usize> = HashSet::new();
        let mut at = Some(idx);
        while let Some(it) = at.filter(|it| paths.get(*it).is_some_and(Option::is_none) && on_way.insert(*it))
        {
            way.push(it);
            at = parents.get(it).copied().flatten();
        }
        while let Some(it) = way.pop() {
            let Some(line) = lines.get(it) else { continue };
            let parent = parents.get(it).copied().flatten().and_then(|it| paths.get(it).cloned().flatten());
            let above = match parent {
                Some(path) => path,
                // No line is called so, but the words still tell lines apart.
                None if !line.under.is_empty() => format!("{BUDGET}/{}", line.under),
                None => BUDGET.to_owned(),
            };
            if let Some(slot) = paths.get_mut(it) {
                *slot = Some(format!("{above}/{}", escape(&line.name)));
            }
        }
    }
    paths.into_iter().map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests;

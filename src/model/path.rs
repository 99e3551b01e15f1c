//! Node paths: the durable names of nodes (`职能2/产出指标/数量指标/印制鼠防条例`, `budget/支出/资金总额`).
//!
//! It must not know files. Invariants: every node of a filing has a path of its own, and [`Paths::find`] answers
//! that node for it. What collides gets `#2`, `#3` in form order; those below it carry the mark, too.

mod few;

use super::amount::Column;
use super::budget_tree::BudgetTree;
use super::{Field, Filing, Place};
pub use few::FewPaths;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;
use std::sync::OnceLock;

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
    paths: FxHashMap<Place, String>,
    /// Built when a path is first looked for.
    places: OnceLock<FxHashMap<String, Place>>,
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
        Self { paths: namer.settle(), places: OnceLock::new() }
    }

    fn places(&self) -> &FxHashMap<String, Place> {
        self.places.get_or_init(|| self.paths.iter().map(|(place, path)| (path.clone(), *place)).collect())
    }

    /// The path of a node; empty when the filing has none there.
    pub fn node(&self, place: Place) -> &str {
        self.paths.get(&place).map_or("", String::as_str)
    }

    /// The path of a field: `node:key`, `table:key` for fields of the filing itself, the column's key for amounts.
    pub fn field(&self, place: Place, field: &Field) -> String {
        field_of_node(|| self.node(place).into(), place, field)
    }

    /// The node that a path names, with or without a field.
    pub fn find(&self, path: &str) -> Option<Place> {
        self.find_field(path).map(|(place, _)| place)
    }

    /// The node and field that a path names. A node whose own path holds a colon goes before a field.
    pub fn find_field(&self, path: &str) -> Option<(Place, Option<Field>)> {
        if let Some(place) = self.places().get(path) {
            return Some((*place, None));
        }
        let mut rest = path;
        // A column's heading may hold colons, too, so every one of them may be where the field begins.
        while let Some((node, _)) = rest.rsplit_once(':') {
            let key = path.get(node.len() + 1..).unwrap_or("");
            let own = || Field::OF_FILING.into_iter().find(|it| it.key() == (node, key));
            let field = match self.places().get(node) {
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

fn field_of_node<'a>(node: impl FnOnce() -> Cow<'a, str>, place: Place, field: &Field) -> String {
    let (table, key) = field.key();
    match place {
        Place::Filing => format!("{table}:{key}"),
        _ => format!("{}:{key}", node()),
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
    fn settle(&self) -> FxHashMap<Place, String> {
        let mut n_so_far: FxHashMap<&str, usize> =
            self.wishes.iter().map(|(_, wish)| (wish.as_str(), 0)).collect();
        let mut names = FxHashMap::with_capacity_and_hasher(self.wishes.len(), FxBuildHasher);
        for (place, wish) in &self.wishes {
            let mut n = n_so_far.get(wish.as_str()).copied().unwrap_or_default() + 1;
            let mut name = wish.clone();
            if n > 1 {
                name = format!("{wish}#{n}");
                // What is printed so is among the wishes.
                while n_so_far.contains_key(name.as_str()) {
                    n += 1;
                    name = format!("{wish}#{n}");
                }
            }
            n_so_far.insert(wish, n);
            names.insert(*place, name);
        }
        names
    }
}

fn escape(label: &str) -> String {
    // Hardly any label has one.
    if label.contains('/') { label.replace('/', "\\/") } else { label.to_owned() }
}

/// The labels of a path, top down, as they were printed; marks of those that are called alike (`#2`) stay.
pub fn labels(path: &str) -> Vec<String> {
    let mut labels = vec![String::new()];
    let mut chars = path.chars().peekable();
    while let Some(it) = chars.next() {
        let escaped = chars.next_if(|next| it == '\\' && *next == '/');
        match (it, labels.last_mut()) {
            ('/', _) => labels.push(String::new()),
            (_, Some(label)) => label.push(escaped.unwrap_or(it)),
            (_, None) => {}
        }
    }
    labels
}

fn line_paths(filing: &Filing) -> Vec<String> {
    let lines = &filing.budget.lines;
    let tree = BudgetTree::of(&filing.budget);
    let path = |idx: usize| {
        let way = tree.path(idx);
        let top = way.first().and_then(|it| lines.get(*it).filter(|_| tree.is_lost(*it)));
        // No line is called so, but the words still tell lines apart.
        let above = top.map_or_else(|| BUDGET.to_owned(), |it| format!("{BUDGET}/{}", it.under));
        way.iter()
            .filter_map(|it| lines.get(*it))
            .fold(above, |path, it| format!("{path}/{}", escape(&it.name)))
    };
    (0..lines.len()).map(path).collect()
}

#[cfg(test)]
mod tests;

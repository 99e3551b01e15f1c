//! Which budget line stands under which: resolves the `under` of every line.
//!
//! It knows nothing of amounts. Whatever the lines say, the result is a forest of at most [`MAX_DEPTH`] levels, so that
//! whoever walks it needs no bounds of its own: a parent that is not there, the line itself, a circle of parents and a
//! chain that is too long all give a line at the top, marked as lost.

use super::filing::{Budget, BudgetLine};
use rustc_hash::FxHashMap;

/// So many levels are followed. Printed forms have four or five; a hostile file may put each line under the one before.
pub const MAX_DEPTH: usize = 32;

/// Of lines that share a name so many on either side are looked at for a parent. Forms have two or three of a name.
const MOST_NAMESAKES: usize = 50;

/// The lines of a budget as a forest, by index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BudgetTree {
    parents: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    roots: Vec<usize>,
    lost: Vec<bool>,
    too_deep: Vec<bool>,
}

impl BudgetTree {
    /// The forest of these lines.
    ///
    /// Where several lines have the name that `under` ends with, the one whose own path agrees longest with the
    /// rest of `under` is meant; among equals the nearest above, then the nearest below.
    pub fn of(budget: &Budget) -> Self {
        let lines = &budget.lines;
        let mut by_name: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (idx, line) in lines.iter().enumerate() {
            by_name.entry(line.name.trim()).or_default().push(idx);
        }
        let mut parents: Vec<Option<usize>> =
            lines.iter().enumerate().map(|(idx, line)| parent_of(lines, &by_name, idx, line)).collect();
        cut_circles(&mut parents);
        let too_deep = cut_chains(&mut parents);
        let mut tree = Self {
            too_deep,
            lost: lines.iter().zip(&parents).map(|(it, parent)| !is_top(it) && parent.is_none()).collect(),
            children: vec![Vec::new(); lines.len()],
            roots: Vec::new(),
            parents,
        };
        for (idx, parent) in tree.parents.iter().enumerate() {
            match parent.and_then(|it| tree.children.get_mut(it)) {
                Some(children) => children.push(idx),
                None => tree.roots.push(idx),
            }
        }
        tree
    }

    /// The parent of a line; `None` at the top.
    pub fn parent(&self, idx: usize) -> Option<usize> {
        self.parents.get(idx).copied().flatten()
    }

    /// The lines directly under a line, in form order.
    pub fn children(&self, idx: usize) -> &[usize] {
        self.children.get(idx).map_or(&[], Vec::as_slice)
    }

    /// The lines at the top, in form order.
    pub fn roots(&self) -> &[usize] {
        &self.roots
    }

    /// Whether the line stands at the top only because it would be deeper than [`MAX_DEPTH`] levels. It is lost, too.
    pub fn is_too_deep(&self, idx: usize) -> bool {
        self.too_deep.get(idx).copied().unwrap_or(false)
    }

    /// Whether the line names a parent that could not be found, that stands under the line itself or too deep.
    pub fn is_lost(&self, idx: usize) -> bool {
        self.lost.get(idx).copied().unwrap_or(false)
    }

    /// The line and all above it, from the top down.
    pub fn path(&self, idx: usize) -> Vec<usize> {
        let mut path = vec![idx];
        let mut at = idx;
        while let Some(parent) = self.parent(at) {
            path.push(parent);
            at = parent;
        }
        path.reverse();
        path
    }
}

/// What `under` must say on which lines so that they stay where they are when a line gets another name. Nothing for
/// a name that is blank: no line can stand under it.
pub fn renamed(budget: &Budget, idx: usize, name: &str) -> Vec<(usize, String)> {
    let name = name.trim();
    let Some(old) = budget.lines.get(idx).map(|it| it.name.trim()) else { return Vec::new() };
    if name.is_empty() || name == old {
        return Vec::new();
    }
    let tree = BudgetTree::of(budget);
    let under = |line: usize| {
        // From the parent upwards, as far as `under` names them.
        let above = tree.path(line).into_iter().rev().skip(1).position(|it| it == idx)?;
        let own = budget.lines.get(line)?.under.trim();
        let mut path = if own == old { vec![own.to_owned()] } else { labels(own) };
        let label = path.iter_mut().rev().nth(above)?;
        name.clone_into(label);
        Some((line, path.iter().map(|it| it.replace('/', "\\/")).collect::<Vec<_>>().join("/")))
    };
    (0..budget.lines.len()).filter_map(under).collect()
}

/// The labels of a path such as `支出/资金总额`; `\/` is a `/` inside a label.
pub fn labels(path: &str) -> Vec<String> {
    let mut labels = vec![String::new()];
    let mut chars = path.chars().peekable();
    while let Some(it) = chars.next() {
        match it {
            '/' => labels.push(String::new()),
            '\\' if chars.peek() == Some(&'/') => {
                chars.next();
                push(&mut labels, '/');
            }
            other => push(&mut labels, other),
        }
    }
    labels.into_iter().map(|it| it.trim().to_owned()).collect()
}

fn push(labels: &mut [String], it: char) {
    if let Some(last) = labels.last_mut() {
        last.push(it);
    }
}

fn is_top(line: &BudgetLine) -> bool {
    line.under.trim().is_empty()
}

fn parent_of(
    lines: &[BudgetLine],
    by_name: &FxHashMap<&str, Vec<usize>>,
    idx: usize,
    line: &BudgetLine,
) -> Option<usize> {
    if is_top(line) {
        return None;
    }
    // Nearly every parent is called by its name, and no other line is called so.
    if !line.under.contains('/')
        && let Some([only]) = by_name.get(line.under.trim()).map(Vec::as_slice)
        && *only != idx
    {
        return Some(*only);
    }
    let path = labels(&line.under);
    let (last, above) = path.split_last()?;
    // A name may hold a `/` that nobody escaped, and a later sibling of the same name is called `name#2`.
    let whole = line.under.trim();
    let named =
        |name: &str, above: &[String]| by_name.get(name).and_then(|found| best(lines, found, idx, above));
    if let Some(found) = named(last, above).or_else(|| named(whole, &[])) {
        return Some(found);
    }
    let (stem, number) = last.rsplit_once('#')?;
    let nth: usize = number.parse().ok()?;
    let found = by_name.get(stem)?;
    let mut same = found
        .iter()
        .take(2 * MOST_NAMESAKES)
        .copied()
        .filter(|it| Some(&above.len()) == agreement(lines, *it, above).as_ref());
    same.nth(nth.checked_sub(1)?).filter(|it| *it != idx)
}

/// Among the lines of the wanted name the one that `above` fits best.
fn best(lines: &[BudgetLine], found: &[usize], idx: usize, above: &[String]) -> Option<usize> {
    let own = found.partition_point(|it| *it < idx);
    let near = own.saturating_sub(MOST_NAMESAKES)..(own + MOST_NAMESAKES).min(found.len());
    found
        .get(near)?
        .iter()
        .copied()
        .filter(|it| *it != idx)
        .filter_map(|it| {
            let agreeing = agreement(lines, it, above)?;
            let is_exact =
                agreeing == above.len() && lines.get(it).is_some_and(|line| is_at_depth(line, agreeing));
            Some(((is_exact, agreeing, it < idx, std::cmp::Reverse(it.abs_diff(idx))), it))
        })
        .max_by_key(|(rank, _)| *rank)
        .map(|(_, it)| it)
}

fn is_at_depth(line: &BudgetLine, depth: usize) -> bool {
    if is_top(line) || depth == 0 { is_top(line) && depth == 0 } else { labels(&line.under).len() == depth }
}

/// How many labels of `above` and of the line's own `under` agree, counted from below; `None` when they differ.
fn agreement(lines: &[BudgetLine], idx: usize, above: &[String]) -> Option<usize> {
    let line = lines.get(idx)?;
    // Nearly every `under` is a name alone, which agrees with anything.
    if above.is_empty() {
        return Some(0);
    }
    if is_top(line) {
        return None;
    }
    let own = labels(&line.under);
    let n_compared = own.len().min(above.len());
    own.iter().rev().zip(above.iter().rev()).all(|(a, b)| a == b).then_some(n_compared)
}

/// Takes the parent from every line that would be deeper than [`MAX_DEPTH`], and says which these are. There are no
/// circles. Every line is walked over once, from the nearest one above whose depth is known.
fn cut_chains(parents: &mut [Option<usize>]) -> Vec<bool> {
    let mut is_cut = vec![false; parents.len()];
    // 0: not known yet; a line at the top is at depth 1.
    let mut depths = vec![0_usize; parents.len()];
    let mut way = Vec::new();
    for start in 0..parents.len() {
        let mut next = Some(start);
        let mut depth = 0;
        while let Some(at) = next {
            depth = depths.get(at).copied().unwrap_or(0);
            if depth > 0 {
                break;
            }
            way.push(at);
            next = parents.get(at).copied().flatten();
        }
        while let Some(at) = way.pop() {
            depth += 1;
            if depth > MAX_DEPTH {
                depth = 1;
                if let (Some(parent), Some(is_cut)) = (parents.get_mut(at), is_cut.get_mut(at)) {
                    (*parent, *is_cut) = (None, true);
                }
            }
            if let Some(known) = depths.get_mut(at) {
                *known = depth;
            }
        }
    }
    is_cut
}

/// Takes the parent from the first line of every circle.
fn cut_circles(parents: &mut [Option<usize>]) {
    // 0: not seen; other numbers: the walk that saw it first.
    let mut seen = vec![0_usize; parents.len()];
    for start in 0..parents.len() {
        let mut at = start;
        loop {
            match seen.get_mut(at) {
                Some(walk) if *walk == 0 => *walk = start + 1,
                Some(walk) if *walk == start + 1 => {
                    cut(parents, at);
                    break;
                }
                _ => break,
            }
            match parents.get(at).copied().flatten() {
                Some(parent) => at = parent,
                None => break,
            }
        }
    }
}

/// Cuts the circle that `member` is in above its first line.
fn cut(parents: &mut [Option<usize>], member: usize) {
    let (mut first, mut at) = (member, member);
    while let Some(parent) = parents.get(at).copied().flatten() {
        at = parent;
        first = first.min(at);
        if at == member {
            break;
        }
    }
    if let Some(parent) = parents.get_mut(first) {
        *parent = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(lines: &[(&str, &str)]) -> BudgetTree {
        let lines = lines
            .iter()
            .map(|(name, under)| BudgetLine {
                name: (*name).to_owned(),
                under: (*under).to_owned(),
                ..BudgetLine::default()
            })
            .collect();
        BudgetTree::of(&Budget { unit: None, lines })
    }

    fn check(lines: &[(&str, &str)], parents: &[Option<usize>]) {
        assert_eq!(tree(lines).parents, parents, "{lines:?}");
    }

    #[test]
    fn names_and_paths_find_their_line() {
        check(
            &[("资金总额", ""), ("基本支出", "资金总额"), ("项目支出", "资金总额")],
            &[None, Some(0), Some(0)],
        );
        check(
            &[
                ("收入", ""),
                ("资金总额", "收入"),
                ("财政拨款", "收入/资金总额"),
                ("支出", ""),
                ("资金总额", "支出"),
                ("项目支出", "支出/资金总额"),
                ("道路养护", "支出/资金总额/项目支出"),
            ],
            &[None, Some(0), Some(1), None, Some(3), Some(4), Some(5)],
        );
        // A path that leaves out its upper part still finds its line; a name with an escaped stroke too.
        check(&[("支出", ""), ("总额", "支出"), ("项目", "总额")], &[None, Some(0), Some(1)]);
        check(&[("水/电", ""), ("水", "水\\/电"), ("电", "水/电")], &[None, Some(0), Some(0)]);
    }

    #[test]
    fn among_equal_names_the_exact_path_and_then_the_nearest_above_wins() {
        check(
            &[("支出", ""), ("资金总额", "支出"), ("资金总额", ""), ("甲", "资金总额")],
            &[None, Some(0), None, Some(2)],
        );
        check(
            &[("收入", ""), ("总额", "收入"), ("支出", ""), ("总额", "支出"), ("甲", "总额")],
            &[None, Some(0), None, Some(2), Some(3)],
        );
        check(
            &[("总额", ""), ("总额", ""), ("甲", "总额#1"), ("乙", "总额#2")],
            &[None, None, Some(0), Some(1)],
        );
    }

    #[test]
    fn what_cannot_be_found_stands_at_the_top_and_is_lost() {
        let it = tree(&[("甲", "没有的行"), ("乙", "甲"), ("丙", "丙")]);
        assert_eq!(it.parents, [None, Some(0), None]);
        assert!(it.is_lost(0) && !it.is_lost(1) && it.is_lost(2));
        assert_eq!(it.roots(), [0, 2]);
    }

    #[test]
    fn circles_are_cut_above_their_first_line() {
        let it = tree(&[("乙", "丙"), ("丙", "乙"), ("丁", "丙")]);
        assert_eq!(it.parents, [None, Some(0), Some(1)]);
        assert!(it.is_lost(0));
        assert_eq!(it.path(2), [0, 1, 2]);
        let many = tree(&[("甲", "丙"), ("乙", "甲"), ("丙", "乙"), ("丁", "丁"), ("戊", "丁")]);
        assert_eq!(many.parents, [None, Some(0), Some(1), None, Some(3)]);
    }
    /// A chain of lines, each under the one before.
    fn chain(n: usize) -> BudgetTree {
        let names: Vec<String> = (0..n).map(|it| format!("项目{it}")).collect();
        let above = std::iter::once("").chain(names.iter().map(String::as_str));
        let lines: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(above).collect();
        tree(&lines)
    }

    #[test]
    fn chains_are_followed_so_deep_and_no_deeper() {
        let whole = chain(MAX_DEPTH);
        assert_eq!((whole.roots(), whole.path(MAX_DEPTH - 1).len()), (&[0][..], MAX_DEPTH));
        let long = chain(100_000);
        let cut: Vec<usize> = (0..100_000).filter(|it| long.is_too_deep(*it)).collect();
        assert_eq!(cut, (1..100_000 / MAX_DEPTH).map(|it| it * MAX_DEPTH).collect::<Vec<_>>());
        assert!(cut.iter().all(|it| long.is_lost(*it) && long.parent(*it).is_none()));
        assert!((0..100_000).all(|it| long.path(it).len() <= MAX_DEPTH));
    }

    /// Each of many lines of one name looks at some of the others only.
    #[test]
    fn many_lines_of_one_name_are_linked() {
        let same = tree(&vec![("其他支出", "其他支出"); 20_000]);
        assert_eq!(same.roots().len(), 20_000_usize.div_ceil(MAX_DEPTH));
        let numbered = tree(&vec![("其他支出", "支出/其他支出#2"); 2_000]);
        assert!((0..2_000).all(|it| numbered.path(it).len() <= MAX_DEPTH));
    }
}

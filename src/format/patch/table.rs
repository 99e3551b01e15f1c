//! Edits of the keys of one table: values replaced where they stand, new keys put at their place, blanked ones
//! taken away.
//!
//! It must not know rows and their order. Invariant: only bytes of changed keys are touched.

use super::splice::Splices;
use crate::format::cells::{Cell, Row};
use crate::format::index::{Home, Site};
use crate::format::layout::{Entry, Kind, Layout, Value, content_end, line_end, line_start};
use crate::format::quote::{self, Style};

/// What edits of tables need to know of the file.
pub struct Page<'a> {
    /// The text.
    pub text: &'a str,
    /// Its blocks.
    pub layout: &'a Layout,
    /// `\n` or `\r\n`.
    pub newline: &'static str,
}

/// A key whose value changes.
struct Change<'a> {
    key: &'static str,
    old: Option<&'a Cell<'a>>,
    new: Option<&'a Cell<'a>>,
}

/// A table of the file before the edit.
pub struct Target<'s, 'a> {
    /// Where its keys stand.
    pub sites: &'s [Site<'a>],
    /// Where the columns of its `amounts` stand.
    pub amounts: Vec<Site<'a>>,
    /// All its keys, in the order of the format.
    pub order: Vec<&'static str>,
}

/// Edits a table from `old` to `new`. `false` when its layout does not allow it.
pub fn edit(
    page: &Page<'_>,
    target: &Target<'_, '_>,
    old: &Row<'_>,
    new: &Row<'_>,
    splices: &mut Splices,
) -> bool {
    let changes: Vec<Change<'_>> = old
        .iter()
        .zip(new)
        .filter(|((_, old), (_, new))| old != new)
        .map(|((key, old), (_, new))| Change { key, old: old.as_ref(), new: new.as_ref() })
        .collect();
    if changes.is_empty() {
        return true;
    }
    let Some(main) = target.sites.first() else { return false };
    if let Home::Inline(value) = main.home {
        return edit_inline(page, target, value, &changes, splices);
    }
    let mut removed: Vec<usize> = Vec::new();
    let mut inserted: Vec<(&'static str, &Cell<'_>)> = Vec::new();
    for change in &changes {
        let found = target.sites.iter().find_map(|it| it.entry(change.key));
        let columns =
            target.amounts.iter().find(|it| change.key == "amounts" && !matches!(it.home, Home::Inline(_)));
        match (found, change.new) {
            (Some(entry), Some(new)) => replace(page, entry, change.old, new, splices),
            (Some(entry), None) => {
                removed.push(entry.span.start);
                splices.replace(whole_lines(page.text, entry), String::new());
            }
            (None, new) => match (columns, new) {
                (Some(site), _) => {
                    removed.extend(edit_columns(page, site, change.old, new, splices));
                }
                (None, Some(new)) => inserted.push((change.key, new)),
                (None, None) => {}
            },
        }
    }
    inserted.iter().all(|(key, cell)| insert(page, main, &target.order, key, cell, &removed, splices))
}

/// Whether a change of an inline table only replaces values, so that nothing around them moves.
pub fn is_simple(site: &Site<'_>, old: &Row<'_>, new: &Row<'_>) -> bool {
    old.iter()
        .zip(new)
        .all(|((key, old), (_, new))| old == new || (new.is_some() && site.entry(key).is_some()))
}

fn style_at(page: &Page<'_>, offset: usize) -> Style {
    let start = line_start(page.text, offset);
    let line = page.text.get(start..offset).unwrap_or("");
    let indent = line.chars().take_while(|it| matches!(it, ' ' | '\t')).collect();
    Style { newline: page.newline, indent }
}

fn whole_lines(text: &str, entry: &Entry) -> std::ops::Range<usize> {
    line_start(text, entry.span.start)..line_end(text, entry.span.end)
}

/// Replaces a value in its place; of a list with as many items only the items that differ, of amounts with the
/// same columns only the amounts that differ.
fn replace(page: &Page<'_>, entry: &Entry, old: Option<&Cell<'_>>, new: &Cell<'_>, splices: &mut Splices) {
    match (old, new, &entry.value.kind) {
        (Some(Cell::List(old)), Cell::List(new), Kind::Array(items))
            if old.len() == new.len() && items.len() == new.len() =>
        {
            for (item, (old, new)) in items.iter().zip(old.iter().zip(new)) {
                if old != new {
                    splices.replace(item.span.clone(), quote::basic(new));
                }
            }
        }
        (Some(Cell::Amounts(old)), Cell::Amounts(new), Kind::Table(entries))
            if entries.len() == new.len()
                && entries.iter().zip(new).all(|(it, (key, _))| {
                    it.path.len() == 1 && it.path.first().is_some_and(|it| it == key)
                }) =>
        {
            for (entry, column) in entries.iter().zip(new) {
                if !old.contains(column) {
                    splices.replace(entry.value.span.clone(), quote::basic(column.1));
                }
            }
        }
        _ => {
            let style = style_at(page, entry.span.start);
            splices.replace(entry.value.span.clone(), quote::block(new, &style));
        }
    }
}

/// Edits amounts that stand one a line, as `[….amounts]` or `amounts.full = …`. Says which keys went.
fn edit_columns(
    page: &Page<'_>,
    site: &Site<'_>,
    old: Option<&Cell<'_>>,
    new: Option<&Cell<'_>>,
    splices: &mut Splices,
) -> Vec<usize> {
    let before: &[(&str, &str)] = match old {
        Some(Cell::Amounts(columns)) => columns,
        _ => &[],
    };
    let columns: &[(&str, &str)] = match new {
        Some(Cell::Amounts(columns)) => columns,
        _ => &[],
    };
    let lines: Vec<String> =
        columns.iter().map(|(key, amount)| assign(site, key, &quote::basic(amount))).collect();
    let kept = |entry: &Entry| columns.iter().any(|(key, _)| site.name(entry) == *key);
    let n_kept = site.entries.iter().filter(|it| kept(it)).count();
    let in_order =
        site.entries.iter().filter(|it| kept(it)).zip(columns).all(|(it, (key, _))| site.name(it) == *key);
    let mut removed = Vec::new();
    if in_order && n_kept > 0 {
        let mut last = None;
        for entry in &site.entries {
            match columns.iter().find(|(key, _)| site.name(entry) == *key) {
                Some(column) => {
                    if !before.contains(column) {
                        splices.replace(entry.value.span.clone(), quote::basic(column.1));
                    }
                    last = Some(*entry);
                }
                None => {
                    removed.push(entry.span.start);
                    splices.replace(whole_lines(page.text, entry), String::new());
                }
            }
        }
        if let Some(last) = last {
            add_after(page, last, lines.iter().skip(n_kept), splices);
        }
        return removed;
    }
    // Another order, or other columns only: the lines that are there take the new columns one by one.
    for (idx, entry) in site.entries.iter().enumerate() {
        match lines.get(idx) {
            Some(line) => splices.replace(entry.span.clone(), line.clone()),
            None => {
                removed.push(entry.span.start);
                splices.replace(whole_lines(page.text, entry), String::new());
            }
        }
    }
    match (site.entries.last(), site.home) {
        (Some(last), _) => add_after(page, last, lines.iter().skip(site.entries.len()), splices),
        (None, Home::Block(idx)) => {
            if let Some(header) = page.layout.blocks.get(idx).and_then(|it| it.header.as_ref()) {
                for line in &lines {
                    add_line(page, header.span.end, header.span.start, line, splices);
                }
            }
        }
        (None, Home::Inline(_)) => {}
    }
    removed
}

fn add_after<'l>(
    page: &Page<'_>,
    entry: &Entry,
    lines: impl Iterator<Item = &'l String>,
    splices: &mut Splices,
) {
    for line in lines {
        add_line(page, entry.span.end, entry.span.start, line, splices);
    }
}

/// Adds a line after the one that holds `end`, indented like the one that holds `model`.
fn add_line(page: &Page<'_>, end: usize, model: usize, line: &str, splices: &mut Splices) {
    let at = content_end(page.text, end);
    let Style { newline, indent } = style_at(page, model);
    splices.replace(at..at, format!("{newline}{indent}{line}"));
}

fn assign(site: &Site<'_>, key: &str, value: &str) -> String {
    let prefix = site.prefix.iter().map(|it| quote::key(it));
    prefix.chain([quote::assign(key, value)]).collect::<Vec<_>>().join(".")
}

/// Puts a new key after the nearest one that precedes it in the format, else at the top of its table.
fn insert(
    page: &Page<'_>,
    site: &Site<'_>,
    order: &[&str],
    key: &str,
    cell: &Cell<'_>,
    removed: &[usize],
    splices: &mut Splices,
) -> bool {
    let Home::Block(idx) = site.home else { return false };
    let before = predecessor(site, order, key, removed);
    let header = page.layout.blocks.get(idx).and_then(|it| it.header.as_ref());
    let (end, model) = match (before, header) {
        (Some(entry), _) => (entry.span.end, entry.span.start),
        (None, Some(header)) if site.prefix.is_empty() => (header.span.end, header.span.start),
        _ => {
            let Some(first) = site.entries.first() else { return false };
            let style = style_at(page, first.span.start);
            let at = line_start(page.text, first.span.start);
            let line = assign(site, key, &quote::block(cell, &style));
            splices.replace(at..at, format!("{}{line}{}", style.indent, page.newline));
            return true;
        }
    };
    let line = assign(site, key, &quote::block(cell, &style_at(page, model)));
    add_line(page, end, model, &line, splices);
    true
}

fn predecessor<'a>(site: &Site<'a>, order: &[&str], key: &str, removed: &[usize]) -> Option<&'a Entry> {
    let rank = |name: &str| order.iter().position(|it| *it == name);
    let own = rank(key);
    site.entries
        .iter()
        .copied()
        .filter(|it| {
            !removed.contains(&it.span.start) && rank(site.name(it)).is_some_and(|it| Some(it) < own)
        })
        .max_by_key(|it| (rank(site.name(it)), it.span.start))
}

/// Edits a table in braces: values in their place, and the braces anew where keys come or go.
fn edit_inline(
    page: &Page<'_>,
    target: &Target<'_, '_>,
    value: &Value,
    changes: &[Change<'_>],
    splices: &mut Splices,
) -> bool {
    let Some(site) = target.sites.first() else { return false };
    if !site.prefix.is_empty() || site.entries.iter().any(|it| it.path.len() > 1) {
        return false;
    }
    if changes.iter().all(|it| it.new.is_some() && site.entry(it.key).is_some()) {
        for change in changes {
            if let (Some(entry), Some(new)) = (site.entry(change.key), change.new) {
                splices.replace(entry.value.span.clone(), quote::inline(new));
            }
        }
        return true;
    }
    let change_of = |name: &str| changes.iter().find(|it| it.key == name);
    let rank = |name: &str| target.order.iter().position(|it| *it == name);
    let mut parts: Vec<(Option<usize>, String)> = Vec::new();
    for entry in &site.entries {
        let name = site.name(entry);
        match change_of(name) {
            None => parts.push((rank(name), page.text.get(entry.span.clone()).unwrap_or("").to_owned())),
            Some(Change { new: Some(new), .. }) => {
                parts.push((rank(name), quote::assign(name, &quote::inline(new))));
            }
            Some(_) => {}
        }
    }
    for change in changes.iter().filter(|it| site.entry(it.key).is_none()) {
        if let Some(new) = change.new {
            let own = rank(change.key);
            let at = parts.iter().rposition(|(it, _)| it.is_some() && *it < own).map_or(0, |it| it + 1);
            parts.insert(at, (own, quote::assign(change.key, &quote::inline(new))));
        }
    }
    let parts: Vec<String> = parts.into_iter().map(|(_, part)| part).collect();
    let text = if parts.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", parts.join(", ")) };
    splices.replace(value.span.clone(), text);
    true
}

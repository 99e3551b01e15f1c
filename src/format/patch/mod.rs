//! Lossless saving: the text of a file with exactly what was edited changed.
//!
//! The file is read again and compared with the filing, cell by cell and row by row. Changed values are replaced
//! in their bytes, rows come, go and move as the blocks of lines that they are. It must not do I/O.
//! Invariants: the result reads as the filing; without an edit it is the original, byte for byte.

mod expand;
mod plan;
mod splice;
mod table;

use super::cells::{self, Row};
use super::index::{Home, Index, RowAt};
use super::keys::{SECTIONS, Table};
use super::layout::Layout;
use super::quote::Style;
use super::read;
use super::rows::{FileRows, pair};
use super::write::{self, row_block};
use crate::model::{Allow, Filing, RowId};
use expand::Inline;
use plan::{FileRow, Now, Plan};
use splice::Splices;
use table::{Page, Target};

/// The text of a file after edits: `original` with exactly what differs in `filing` changed. `rows` says which
/// row of the file has which identity; other rows are new.
///
/// Should the layout of the file be too odd for that, or `original` be no filing, the canonical text is given:
/// what a person typed is never lost.
pub fn patch(original: &str, rows: &FileRows, filing: &Filing) -> String {
    let patched = try_patch(original, rows, filing);
    let is_right =
        |text: &String| text == original || read(text).filing.is_some_and(|it| cells::same(&it, filing));
    patched.filter(is_right).unwrap_or_else(|| write::write(filing))
}

fn try_patch(original: &str, rows: &FileRows, filing: &Filing) -> Option<String> {
    let old = read(original).filing?;
    let newline = if original.contains("\r\n") { "\r\n" } else { "\n" };
    let matched = Matched::of(&old, rows, filing);
    let layout = Layout::of(original);
    let index = Index::of(&layout);
    let edit = Edit { old: &old, new: filing, matched: &matched, index: &index };
    let wanted = edit.wanted();
    if wanted.is_empty() {
        return edit.apply(&Page { text: original, layout: &layout, newline });
    }
    let text = expand::expand(original, &layout, &index, &wanted, newline);
    let layout = Layout::of(&text);
    let index = Index::of(&layout);
    let is_same = read(&text).filing.is_some_and(|it| cells::same(&it, &old));
    let edit = Edit { old: &old, new: filing, matched: &matched, index: &index };
    if is_same { edit.apply(&Page { text: &text, layout: &layout, newline }) } else { None }
}

/// For each row of the filing, the row of the file that it is, by position.
struct Matched {
    lines: Vec<Option<usize>>,
    functions: Vec<Option<usize>>,
    /// Across functions on both sides.
    indicators: Vec<Option<usize>>,
    allows: Vec<Option<usize>>,
}

impl Matched {
    fn of(old: &Filing, rows: &FileRows, new: &Filing) -> Self {
        let ids = FileRows::of(new);
        let fit = |rows: &[RowId], n: usize| {
            // Positions that the file has and `rows` does not are rows without identity.
            rows.iter().copied().chain(std::iter::repeat(RowId(0))).take(n).collect::<Vec<_>>()
        };
        let old_indicators: Vec<_> = old.indicators().map(|(_, _, it)| it).collect();
        let new_indicators: Vec<_> = new.indicators().map(|(_, _, it)| it).collect();
        Self {
            lines: pair(&fit(&rows.lines, old.budget.lines.len()), &ids.lines, |a, b| {
                old.budget.lines.get(a) == new.budget.lines.get(b)
            }),
            functions: pair(&fit(&rows.functions, old.functions.len()), &ids.functions, |a, b| {
                old.functions.get(a).map(cells::function) == new.functions.get(b).map(cells::function)
            }),
            indicators: pair(&fit(&rows.indicators, old_indicators.len()), &ids.indicators, |a, b| {
                old_indicators.get(a) == new_indicators.get(b)
            }),
            allows: pair_allows(&cells::allows(old), &cells::allows(new)),
        }
    }
}

/// Accepted findings have no identity: the same one is that with the same cells, else that of the same rule and
/// node.
fn pair_allows(old: &[&Allow], new: &[&Allow]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = (0..old.len()).collect();
    let mut found = vec![None; new.len()];
    for is_same in
        [|a: &Allow, b: &Allow| a == b, |a: &Allow, b: &Allow| (&a.rule, &a.at) == (&b.rule, &b.at)]
    {
        for (slot, allow) in found.iter_mut().zip(new).filter(|(slot, _)| slot.is_none()) {
            let at = open.iter().position(|it| old.get(*it).is_some_and(|it| is_same(it, allow)));
            *slot = at.map(|it| open.remove(it));
        }
    }
    found
}

struct Edit<'e, 'a> {
    old: &'e Filing,
    new: &'e Filing,
    matched: &'e Matched,
    index: &'e Index<'a>,
}

impl<'a> Edit<'_, 'a> {
    /// The functions and indicators of the file as one list, in reading order, each with its cells.
    fn stream<'s>(&'s self) -> Vec<(&'s RowAt<'a>, Table)> {
        let mut rows = Vec::new();
        for function in &self.index.functions.rows {
            rows.push((function, Table::Function));
            rows.extend(function.indicators.rows.iter().map(|it| (it, Table::Indicator)));
        }
        rows
    }

    /// Which inline arrays the edit cannot leave as they are.
    fn wanted(&self) -> Vec<Inline> {
        let index = self.index;
        let moved = |now: &[Option<usize>], n: usize| !now.iter().copied().eq((0..n).map(Some));
        let mut wanted = Vec::new();
        if index.lines.array.is_some() {
            let lines_moved = moved(&self.matched.lines, self.old.budget.lines.len());
            let has_unit = |filing: &Filing| filing.budget.unit.is_some();
            let unit_moved = has_unit(self.old) != has_unit(self.new);
            match index.inline_budget {
                Some(_) if lines_moved || unit_moved => wanted.push(Inline::Budget),
                None if lines_moved => wanted.push(Inline::Lines),
                _ => {}
            }
        }
        let changed = self.functions_with_moved_indicators();
        if index.functions.array.is_some() {
            let functions_moved = moved(&self.matched.functions, self.old.functions.len());
            if functions_moved || !changed.is_empty() || self.inline_functions_grow() {
                wanted.push(Inline::Functions);
            }
        } else {
            let has_inline =
                |idx: &usize| index.functions.rows.get(*idx).is_some_and(|it| it.indicators.array.is_some());
            wanted.extend(changed.into_iter().filter(has_inline).map(Inline::Indicators));
        }
        if index.allows.array.is_some() && moved(&self.matched.allows, cells::allows(self.old).len()) {
            wanted.push(Inline::Allows);
        }
        wanted
    }

    /// Functions of the file whose indicators are no longer the same in the same order.
    fn functions_with_moved_indicators(&self) -> Vec<usize> {
        let mut lists: Vec<Vec<Option<usize>>> = vec![Vec::new(); self.old.functions.len()];
        let mut found = self.matched.indicators.iter().copied();
        for (function, file_idx) in self.new.functions.iter().zip(&self.matched.functions) {
            let list: Vec<_> = found.by_ref().take(function.indicators.len()).collect();
            if let Some(slot) = file_idx.and_then(|it| lists.get_mut(it)) {
                *slot = list;
            }
        }
        let mut start = 0;
        let mut changed = Vec::new();
        for (idx, (function, list)) in self.old.functions.iter().zip(lists).enumerate() {
            let end = start + function.indicators.len();
            if !list.iter().copied().eq((start..end).map(Some)) {
                changed.push(idx);
            }
            start = end;
        }
        changed
    }

    fn inline_functions_grow(&self) -> bool {
        self.index.functions.rows.iter().zip(self.old.functions.iter().zip(&self.new.functions)).any(
            |(row, (old, new))| {
                let has_rows = row.indicators.array.is_some();
                has_rows && !table::is_simple(&row.site, &cells::function(old), &cells::function(new))
            },
        )
    }

    fn apply(&self, page: &Page<'_>) -> Option<String> {
        let mut splices = Splices::default();
        let mut plan = Plan::default();
        self.sections(page, &mut plan, &mut splices)?;
        self.lines(page, &mut plan, &mut splices)?;
        self.functions(page, &mut plan, &mut splices)?;
        self.allows(page, &mut plan, &mut splices)?;
        if plan.is_empty() && splices.is_empty() {
            return Some(page.text.to_owned());
        }
        splices.sort();
        Some(plan.render(page.text, page.layout, &splices, page.newline))
    }

    fn sections(&self, page: &Page<'_>, plan: &mut Plan, splices: &mut Splices) -> Option<()> {
        for name in SECTIONS {
            let (old, new) = (cells::section(self.old, name), cells::section(self.new, name));
            let sites = self.index.sites(name);
            let is_gone = name == "source" && self.new.source.is_none() && self.old.source.is_some();
            let is_new = name == "source" && self.new.source.is_some() && self.old.source.is_none();
            if is_gone {
                for site in sites {
                    match site.home {
                        Home::Block(idx) if idx > 0 => plan.take(idx),
                        _ => return None,
                    }
                }
            } else if sites.is_empty() {
                if old != new || is_new {
                    plan.add(
                        page.layout,
                        name,
                        write::section(name, &new, &Style { newline: page.newline, indent: String::new() }),
                    );
                }
            } else {
                let order = Table::Section(name).keys();
                let target = Target { sites, amounts: Vec::new(), order };
                table::edit(page, &target, &old, &new, splices).then_some(())?;
            }
        }
        Some(())
    }

    fn lines(&self, page: &Page<'_>, plan: &mut Plan, splices: &mut Splices) -> Option<()> {
        let rows = &self.index.lines;
        let style = style_of(page, rows.rows.iter());
        let mut now = Vec::new();
        for (line, file_idx) in self.new.budget.lines.iter().zip(&self.matched.lines) {
            let cells = cells::line(line);
            match file_idx {
                None => now.push(Now::New(row_block(Table::Line.name(), &cells, &style))),
                Some(idx) => {
                    let old = cells::line(self.old.budget.lines.get(*idx)?);
                    edit_row(page, rows.rows.get(*idx)?, Table::Line, &old, &cells, splices)?;
                    now.push(Now::Old(*idx));
                }
            }
        }
        if rows.array.is_none() {
            let file: Vec<FileRow> = rows.rows.iter().map(file_row).collect();
            plan.arrange(page.layout, "budget", &file, now);
        }
        Some(())
    }

    fn allows(&self, page: &Page<'_>, plan: &mut Plan, splices: &mut Splices) -> Option<()> {
        let rows = &self.index.allows;
        let style = style_of(page, rows.rows.iter());
        let old = cells::allows(self.old);
        let mut now = Vec::new();
        for (allow, file_idx) in cells::allows(self.new).into_iter().zip(&self.matched.allows) {
            let cells = cells::allow(allow);
            match file_idx {
                None => now.push(Now::New(row_block(Table::Allow.name(), &cells, &style))),
                Some(idx) => {
                    let old = cells::allow(old.get(*idx)?);
                    edit_row(page, rows.rows.get(*idx)?, Table::Allow, &old, &cells, splices)?;
                    now.push(Now::Old(*idx));
                }
            }
        }
        if rows.array.is_none() {
            let file: Vec<FileRow> = rows.rows.iter().map(file_row).collect();
            plan.arrange(page.layout, "allow", &file, now);
        }
        Some(())
    }

    fn functions(&self, page: &Page<'_>, plan: &mut Plan, splices: &mut Splices) -> Option<()> {
        let stream = self.stream();
        let places = |table: Table| -> Vec<usize> {
            stream.iter().enumerate().filter(|(_, (_, it))| *it == table).map(|(at, _)| at).collect()
        };
        let (function_at, indicator_at) = (places(Table::Function), places(Table::Indicator));
        let style =
            |table: Table| style_of(page, stream.iter().filter(|(_, it)| *it == table).map(|(row, _)| *row));
        let (function_style, indicator_style) = (style(Table::Function), style(Table::Indicator));
        let old_indicators: Vec<_> = self.old.indicators().map(|(_, _, it)| it).collect();
        let mut matched = self.matched.indicators.iter();
        let mut now = Vec::new();
        for (function, file_idx) in self.new.functions.iter().zip(&self.matched.functions) {
            let cells = cells::function(function);
            match file_idx {
                None => now.push(Now::NewParent(row_block(Table::Function.name(), &cells, &function_style))),
                Some(idx) => {
                    let old = cells::function(self.old.functions.get(*idx)?);
                    let at = *function_at.get(*idx)?;
                    edit_row(page, stream.get(at)?.0, Table::Function, &old, &cells, splices)?;
                    now.push(Now::Old(at));
                }
            }
            for (indicator, file_idx) in function.indicators.iter().zip(matched.by_ref()) {
                let cells = cells::indicator(indicator);
                match file_idx {
                    None => now.push(Now::New(row_block(Table::Indicator.name(), &cells, &indicator_style))),
                    Some(idx) => {
                        let old = cells::indicator(old_indicators.get(*idx)?);
                        let at = *indicator_at.get(*idx)?;
                        edit_row(page, stream.get(at)?.0, Table::Indicator, &old, &cells, splices)?;
                        now.push(Now::Old(at));
                    }
                }
            }
        }
        self.arrange_functions(page, &stream, now, plan);
        Some(())
    }

    /// Brings functions and indicators into their new order. Inline rows move with what holds them, so they take
    /// no part; where they themselves move, they were expanded before.
    fn arrange_functions(
        &self,
        page: &Page<'_>,
        stream: &[(&RowAt<'a>, Table)],
        now: Vec<Now>,
        plan: &mut Plan,
    ) {
        if self.index.functions.array.is_some() {
            return;
        }
        let mut file: Vec<FileRow> = Vec::new();
        let mut block_row: Vec<Option<usize>> = Vec::new();
        for (row, table) in stream {
            let blocks = row.blocks();
            block_row.push((!blocks.is_empty()).then_some(file.len()));
            if !blocks.is_empty() {
                file.push(FileRow { blocks, is_parent: *table == Table::Function });
            }
        }
        let now = now
            .into_iter()
            .filter_map(|it| match it {
                Now::Old(at) => block_row.get(at).copied().flatten().map(Now::Old),
                new => Some(new),
            })
            .collect();
        plan.arrange(page.layout, "functions", &file, now);
    }
}

/// Edits the cells of a row where they stand.
fn edit_row<'a>(
    page: &Page<'a>,
    row: &RowAt<'a>,
    table: Table,
    old: &Row<'_>,
    new: &Row<'_>,
    splices: &mut Splices,
) -> Option<()> {
    if old == new {
        return Some(());
    }
    let amounts = row.below(page.layout, "amounts");
    let target = Target { sites: std::slice::from_ref(&row.site), amounts, order: table.keys() };
    table::edit(page, &target, old, new, splices).then_some(())
}

fn file_row(row: &RowAt<'_>) -> FileRow {
    FileRow { blocks: row.blocks(), is_parent: false }
}

/// New rows are indented like those that are there.
fn style_of<'r, 'a: 'r>(page: &Page<'_>, mut rows: impl Iterator<Item = &'r RowAt<'a>>) -> Style {
    let indent = rows.next().map_or(String::new(), |row| {
        let start = row.start(page.layout);
        let line = super::layout::line_start(page.text, start);
        let before = page.text.get(line..start).unwrap_or("");
        before.chars().take_while(|it| matches!(it, ' ' | '\t')).collect()
    });
    Style { newline: page.newline, indent }
}

#[cfg(test)]
mod tests;

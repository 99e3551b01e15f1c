//! A table of tasks with budgets (任务名称, 主要内容, 预算金额): tasks become functions with amounts.
//!
//! In running text a task's name and content are told apart by their columns' widths: names are wrapped in a narrow
//! column, contents in a wide one. Invariant: every amount of the table goes into one task or the total.

use super::grid::{CellId, Grid};
use super::heading;
use super::join;
use super::money;
use super::slot::{self, Slot};
use crate::model::{Amount, Amounts, Budget, BudgetLine, Column, Function};
use std::ops::Range;

/// Headings of the names of tasks that also are the label of the whole table.
const TITLES: &[&str] = &["年度主要任务", "主要任务", "年度重点任务", "重点任务", "年度工作任务"];

/// The other headings of such a table, by how they begin.
const HEADINGS: &[&str] =
    &["任务名称", "主要内容", "任务内容", "预算金额", "对应项目", "预算资金", "资金情况"];

/// A line of a task's text.
struct Fragment {
    words: Vec<CellId>,
    width: usize,
    after_gap: bool,
}

/// Reads the task table in these rows, if there is one; the printed total becomes a budget line.
pub fn read(grid: &mut Grid, rows: Range<usize>, budget: &mut Budget) -> Vec<Function> {
    let Some(start) = rows.clone().find(|row| is_header(grid, *row)) else { return Vec::new() };
    let mut columns: Vec<Column> = Vec::new();
    let mut tasks: Vec<(Vec<Fragment>, Vec<CellId>)> = Vec::new();
    let mut open: Vec<Fragment> = Vec::new();
    // Amounts that stand on lines of their own until all columns are there.
    let mut below: Vec<CellId> = Vec::new();
    let is_stacked = grid.ids(start).len() == 1;
    let mut row = start;
    while row < rows.end {
        if let Some((slot, label, n_rows)) = super::broken_label::find(grid, row, rows.end) {
            if slot != Slot::Tasks {
                break;
            }
            for id in label {
                grid.structure(id);
            }
            if n_rows > 1 {
                row += n_rows;
                continue;
            }
        }
        if heading::title(grid, row).is_some() {
            break;
        }
        // Where each cell takes a line, 合计 below the tasks is no heading.
        if !is_stacked || tasks.is_empty() {
            take_headings(grid, row, &mut columns, budget);
        }
        let ids = grid.unused(row);
        let n_amounts = ids.iter().rev().take_while(|id| money::is_amount(grid.text(**id))).count();
        let n_words = ids.len() - n_amounts;
        let words: Vec<CellId> = ids.iter().take(n_words).copied().collect();
        let mut amounts: Vec<CellId> = ids.iter().skip(n_words).copied().collect();
        if is_stacked {
            if !words.is_empty() && !below.is_empty() {
                tasks.push((std::mem::take(&mut open), std::mem::take(&mut below)));
            }
            below.append(&mut amounts);
            if !columns.is_empty() && columns.len() <= below.len() {
                amounts = std::mem::take(&mut below);
            }
        }
        // 预算金额 over one column of amounts.
        let is_single = columns.is_empty() && amounts.len() == 1 && !grid.is_words(row);
        let is_total_row = amounts.len() == columns.len() || 1 < amounts.len() || is_single;
        let is_one_line = open.is_empty() && is_total_row;
        push_fragments(grid, row, words, is_one_line, &mut open);
        if !amounts.is_empty() && is_total_row {
            tasks.push((std::mem::take(&mut open), amounts));
        } else if is_plain(grid, row, &columns) && 1 < open.len() {
            tasks.push((std::mem::take(&mut open), Vec::new()));
        } else if let Some(last) = open.last_mut() {
            last.words.extend(amounts);
        }
        row += 1;
    }
    if !below.is_empty() {
        tasks.push((open, below));
    }
    finish(grid, tasks, &columns, budget)
}

/// Whether a row of cells belongs to a table of tasks and contents without amounts.
fn is_plain(grid: &Grid, row: usize, columns: &[Column]) -> bool {
    columns.is_empty() && !grid.is_words(row)
}

/// Whether the headings of a task table stand in this row, or begin here where each stands on a line of its own.
fn is_header(grid: &Grid, row: usize) -> bool {
    let has_in =
        |row: usize, word: &str| grid.ids(row).take(12).any(|id| join::bare(grid.text(id)).contains(word));
    let others = ["主要内容", "预算金额", "任务内容"];
    let is_over = |id: CellId| TITLES.contains(&join::bare(grid.text(id)).as_str());
    // 年度主要任务 itself may head the names.
    let beside = ["对应项目", "预算资金", "预算金额", "资金情况", "主要内容"];
    if !grid.is_words(row) && grid.ids(row).any(is_over) && beside.iter().any(|it| has_in(row, it)) {
        return true;
    }
    let is_stacked = grid.is_words(row) && grid.ids(row).len() == 1 && grid.ids(row + 1).len() == 1;
    has_in(row, "任务名称") && others.iter().any(|it| has_in(row, it) || (is_stacked && has_in(row + 1, it)))
}

/// Marks the headings of a row and notes the columns of amounts.
fn take_headings(grid: &mut Grid, row: usize, columns: &mut Vec<Column>, budget: &mut Budget) {
    let ids = grid.unused(row);
    let is_data = ids.iter().any(|id| money::is_amount(grid.text(*id)));
    if is_data {
        return;
    }
    for id in ids {
        let bare = join::bare(grid.text(id));
        budget.unit = budget.unit.or_else(|| money::unit_in(&bare));
        let is_name = HEADINGS.iter().chain(TITLES).any(|it| bare.starts_with(it));
        match money::heading(&bare) {
            _ if is_name && bare.chars().count() < 12 => grid.structure(id),
            Some(column) if slot::reduce(&bare).chars().count() < 8 => {
                columns.push(column);
                grid.structure(id);
            }
            _ => {}
        }
    }
}

/// In a table each cell is a fragment, in running text each line.
fn push_fragments(grid: &Grid, row: usize, words: Vec<CellId>, is_one_line: bool, open: &mut Vec<Fragment>) {
    let after_gap = grid.row(row).is_some_and(|it| it.after_gap);
    if words.is_empty() {
        return;
    }
    let width = |ids: &[CellId]| join::columns(&join::words(ids.iter().map(|id| grid.text(*id))));
    if grid.is_words(row) && is_one_line && 1 < words.len() {
        // The first word is the name.
        let (name, rest) = words.split_at(1);
        open.push(Fragment { width: width(name), words: name.to_vec(), after_gap });
        open.push(Fragment { width: width(rest), words: rest.to_vec(), after_gap: true });
    } else if grid.is_words(row) {
        open.push(Fragment { width: width(&words), words, after_gap });
    } else {
        open.extend(words.into_iter().map(|id| Fragment {
            width: width(&[id]),
            words: vec![id],
            after_gap: true,
        }));
    }
}

fn finish(
    grid: &mut Grid,
    tasks: Vec<(Vec<Fragment>, Vec<CellId>)>,
    columns: &[Column],
    budget: &mut Budget,
) -> Vec<Function> {
    let widest = tasks.iter().flat_map(|(it, _)| it).map(|it| it.width).max().unwrap_or(0);
    let mut functions = Vec::new();
    for (fragments, cells) in tasks {
        let mut amounts = Amounts::default();
        for (idx, id) in cells.iter().enumerate() {
            let column = match columns.get(idx) {
                Some(column) => column.clone(),
                None if cells.len() == 1 => Column::Only,
                None => Column::Named(format!("{}", idx + 1)),
            };
            amounts.0.push((column, Amount::printed(grid.text(*id))));
            grid.field(*id);
        }
        let name_len = name_len(&fragments, widest);
        let text = |part: &[Fragment]| {
            join::clean(&join::wrapped(
                part.iter()
                    .map(|it| join::words(it.words.iter().map(|id| grid.text(*id))))
                    .collect::<Vec<_>>()
                    .iter()
                    .map(String::as_str),
            ))
        };
        let (name, content) = fragments.split_at(name_len);
        let (name, content) = (text(name), text(content));
        for id in fragments.iter().flat_map(|it| &it.words) {
            grid.field(*id);
        }
        if money::is_sum(&name) && content.is_empty() {
            budget.lines.push(BudgetLine { name, amounts, ..BudgetLine::default() });
        } else {
            functions.push(Function { name, content, amounts, ..Function::default() });
        }
    }
    functions
}

/// How many fragments belong to the name: those before the first line of the wide column, or before the first gap.
fn name_len(fragments: &[Fragment], widest: usize) -> usize {
    let wide = fragments.iter().position(|it| widest * 7 < it.width * 10);
    let gap = fragments.iter().skip(1).position(|it| it.after_gap).map(|it| it + 1);
    match (wide, gap) {
        (Some(0) | None, Some(gap)) => gap,
        (Some(wide), _) if 0 < wide => wide,
        _ => fragments.len(),
    }
}

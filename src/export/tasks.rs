//! The table of tasks with budgets: 任务名称, 主要内容, 预算金额, and their total.
//!
//! Invariant: every task with an amount or a content is one row.

use super::form::{Area, Kind, Layout, Page, Section, Unit};
use super::{money, words};
use crate::model::{Amounts, BudgetTree, Column, Filing, Function};

/// Names of the line that sums tasks up.
const TOTALS: [&str; 3] = ["合计", "总计", "金额合计"];

/// Whether a function is printed as a task.
pub fn is_task(function: &Function) -> bool {
    !function.amounts.is_empty() || !function.content.is_empty()
}

/// The table, and which budget lines it prints as its totals.
pub fn section(filing: &Filing, page: Page) -> (Option<Section>, Vec<usize>) {
    let tasks: Vec<&Function> = filing.functions.iter().filter(|it| is_task(it)).collect();
    if tasks.is_empty() {
        return (None, Vec::new());
    }
    let mut columns: Vec<Column> = Vec::new();
    for (column, _) in tasks.iter().flat_map(|it| &it.amounts.0) {
        if !columns.contains(column) {
            columns.push(column.clone());
        }
    }
    columns.sort_by_key(money::order);
    let tree = BudgetTree::of(&filing.budget);
    let is_total = |idx: &usize| {
        tree.children(*idx).is_empty()
            && filing.budget.lines.get(*idx).is_some_and(|line| {
                TOTALS.contains(&line.name.trim())
                    && line.amounts.0.iter().all(|(it, _)| columns.contains(it))
            })
    };
    let totals: Vec<usize> = tree.roots().iter().copied().filter(is_total).collect();
    let frame = Frame::of(page, columns);
    let mut rows = frame.headings(&words::with_unit(words::TASK_AMOUNTS, filing.budget.unit));
    let n_headings = rows.len();
    for task in &tasks {
        let mut row = vec![
            Area::new(frame.name, frame.content, Kind::Text, &task.name),
            Area::new(frame.content, frame.amounts, Kind::Text, &task.content),
        ];
        row.extend(frame.cells(&task.amounts));
        rows.push(row);
    }
    for line in totals.iter().filter_map(|it| filing.budget.lines.get(*it)) {
        let mut row = vec![Area::new(frame.name, frame.amounts, Kind::Label, &line.name)];
        row.extend(frame.cells(&line.amounts));
        rows.push(row);
    }
    let n_rows = rows.len();
    if let Some(first) = rows.first_mut() {
        first.insert(0, Area::new(0, frame.name, Kind::Label, words::TASKS).over(n_rows));
    }
    (Some(Section { layout: Layout::Table, n_headings, rows }), totals)
}

/// Where the columns stand.
struct Frame {
    name: Unit,
    content: Unit,
    amounts: Unit,
    width: Unit,
    columns: Vec<Column>,
}

impl Frame {
    fn of(page: Page, columns: Vec<Column>) -> Self {
        let name = page.label_width();
        let n_columns = columns.len() as Unit;
        let width = ((page.width() - name) / 2 / n_columns.max(1)).min(12);
        let amounts = page.width() - width * n_columns;
        Self { name, content: name + (amounts - name) / 3, amounts, width, columns }
    }

    /// The headings: in two rows where each column of amounts has its own.
    fn headings(&self, amounts: &str) -> Vec<Vec<Area>> {
        let is_single = matches!(self.columns.as_slice(), [] | [Column::Only]);
        let n_rows = if is_single { 1 } else { 2 };
        let mut first = vec![
            Area::new(self.name, self.content, Kind::Heading, words::TASK_NAME).over(n_rows),
            Area::new(self.content, self.amounts, Kind::Heading, words::TASK_CONTENT).over(n_rows),
        ];
        let right = self.amounts + self.width * self.columns.len() as Unit;
        if self.amounts < right {
            first.push(Area::new(self.amounts, right, Kind::Heading, amounts));
        }
        let mut rows = vec![first];
        if !is_single {
            rows.push(self.row(Kind::Heading, |it| words::amount_heading(it).to_owned()));
        }
        rows
    }

    fn cells(&self, amounts: &Amounts) -> Vec<Area> {
        self.row(Kind::Money, |it| amounts.get(it).map(money::printed).unwrap_or_default())
    }

    fn row(&self, kind: Kind, text: impl Fn(&Column) -> String) -> Vec<Area> {
        (0..)
            .zip(&self.columns)
            .map(|(at, column)| {
                let left = self.amounts + self.width * at;
                Area::new(left, left + self.width, kind, &text(column))
            })
            .collect()
    }
}

//! The table view: only the cells that are seen are looked at. Which columns are seen, and how wide, is for
//! [`super::table_layout`].

use super::frame::bordered;
use super::put::Pen;
use super::table_layout::{MARKS, Shown, TableLayout};
use super::{Drawn, label, theme, tree};
use crate::app::pointer::Target;
use crate::app::table::{self, TableColumn};
use crate::app::{Draft, DraftKind, Entry, Mode, State, TableView};
use crate::check::{Finding, Severity};
use crate::messages::{Message, Ui};
use crate::model::{Field, Place};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Draws the table with its border. Says which row and column came first, and where the caret is.
pub fn draw(state: &State, view: &TableView, area: Rect, buffer: &mut Buffer, mut drawn: Drawn) -> Drawn {
    drawn.put(area, Target::Table);
    let inner = bordered(area, &title(state, view), true, buffer);
    let Some(entry) = state.entries.get(view.entry).filter(|_| !inner.is_empty()) else { return drawn };
    let layout = TableLayout::of(state, view, inner.width.into());
    draw_headings(state, &layout, inner, buffer);
    let height = inner.height.saturating_sub(1) as usize;
    let cursor = state.table_row().unwrap_or(0);
    let Some(rows) = state.table_rows() else { return drawn };
    let n_rows = rows.len();
    let top = tree::scrolled(view.top, cursor, height, n_rows);
    let mut caret = None;
    for offset in 0..height.min(n_rows.saturating_sub(top)) {
        let Some(at) = rows.place(top + offset) else { break };
        let area = Rect { y: inner.y + 1 + offset as u16, height: 1, ..inner };
        let row = Row { state, entry, layout: &layout, at, is_cursor: top + offset == cursor };
        put_cells(&layout, top + offset, area, &mut drawn);
        caret = caret.or(row.draw(view, area, buffer));
    }
    Drawn { cursor: caret, height, table: Some((top, layout.first)), ..drawn }
}

/// Tells where the cells of a row are; what is beside them belongs to the last one.
fn put_cells(layout: &TableLayout, row: usize, area: Rect, drawn: &mut Drawn) {
    let mut x = MARKS as u16;
    let n_columns = layout.columns.len();
    for (idx, shown) in layout.columns.iter().enumerate() {
        let start = if idx == 0 { 0 } else { x };
        x += shown.width as u16 + 1;
        let end = if idx + 1 == n_columns { area.width } else { x };
        let cell = Rect { x: area.x + start, width: end.saturating_sub(start), ..area };
        drawn.put(cell.intersection(area), Target::Cell(row, shown.column.clone()));
    }
}

fn title(state: &State, view: &TableView) -> String {
    let filing = state.entries.get(view.entry).map(Entry::filing);
    match view.function.and_then(|idx| filing?.functions.get(idx)) {
        Some(function) if !function.is_whole_list() => {
            let args = [("function", function.label().to_owned())];
            Message::new(Ui::TableOfFunction, args).render(state.lang)
        }
        _ => state.say(Ui::TableTitle).to_owned(),
    }
}

fn draw_headings(state: &State, layout: &TableLayout, area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(MARKS);
    for shown in &layout.columns {
        let text = heading(state, &shown.column);
        pen.write(" ", theme::TEXT).write_in(shown.width, &text, theme::STRONG);
    }
}

/// What a column is called.
pub fn heading(state: &State, column: &TableColumn) -> String {
    match column {
        TableColumn::Function => state.say(Ui::PaneFunction).to_owned(),
        TableColumn::Cell(field) => label::field(state, field),
    }
}

struct Row<'a> {
    state: &'a State,
    entry: &'a Entry,
    layout: &'a TableLayout,
    at: Place,
    is_cursor: bool,
}

impl Row<'_> {
    fn draw(&self, view: &TableView, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let is_chosen = self.is_chosen(view.entry);
        let mut style = if is_chosen { theme::CHOSEN } else { theme::TEXT };
        if self.is_cursor {
            style = style.patch(theme::CELL_ROW);
        }
        buffer.set_style(area, style);
        let draft = self.draft();
        let live: Vec<&Finding> = match draft {
            Some(draft) => draft.live.here.iter().collect(),
            None => self.entry.findings_at(self.at),
        };
        let mut pen = Pen::new(buffer, area, 0);
        self.draw_marks(&live, is_chosen, &mut pen);
        let mut caret = None;
        for shown in &self.layout.columns {
            let is_cell = self.is_cursor && shown.column == view.column;
            match draft.filter(|it| shown.column == TableColumn::Cell(it.field.clone())) {
                Some(draft) => {
                    write_mark(worst(&live, &shown.column), &mut pen);
                    caret = write_draft(&mut pen, shown, draft);
                }
                None => self.draw_cell(shown, &live, is_cell, &mut pen),
            }
        }
        caret
    }

    fn is_chosen(&self, entry: usize) -> bool {
        self.state.view.selection.is_some() && self.state.is_place_chosen(entry, self.at)
    }

    fn draft(&self) -> Option<&Draft> {
        match &self.state.mode {
            Mode::Draft(draft) if draft.in_tree && draft.place() == self.at => Some(draft),
            _ => None,
        }
    }

    /// What is said of the whole row: selected, doubtful, the worst finding that belongs to no shown column.
    fn draw_marks(&self, findings: &[&Finding], is_chosen: bool, pen: &mut Pen<'_>) {
        pen.write(if is_chosen { theme::CHOSEN_MARK } else { " " }, theme::CHOSEN);
        let doubt = self.entry.filing().get(self.at, &Field::Doubt);
        pen.write(if doubt.is_some_and(|it| !it.is_empty()) { "?" } else { " " }, theme::DOUBT);
        let is_seen = |it: &&&Finding| self.layout.columns.iter().any(|shown| is_of(it, &shown.column));
        let elsewhere = findings.iter().filter(|it| !is_seen(it)).map(|it| it.severity).max();
        write_mark(elsewhere, pen);
    }

    fn draw_cell(&self, shown: &Shown, findings: &[&Finding], is_cell: bool, pen: &mut Pen<'_>) {
        let text = table::cell(self.entry.filing(), self.at, &shown.column);
        let severity = worst(findings, &shown.column);
        write_mark(severity, pen);
        let mut style = severity.map_or(theme::TEXT, theme::severity);
        if severity.is_none() && self.repeats(shown, &text) {
            style = theme::DIM;
        }
        if is_cell {
            style = style.patch(theme::CELL);
        }
        pen.write_in(shown.width, &text, style);
    }

    /// Labels that say the same as the row above step back, as a merged cell would.
    fn repeats(&self, shown: &Shown, text: &str) -> bool {
        let is_label =
            matches!(shown.column, TableColumn::Function | TableColumn::Cell(Field::Level1 | Field::Level2));
        let above = match self.at {
            Place::Indicator(function, idx) => idx.checked_sub(1).map(|idx| Place::Indicator(function, idx)),
            _ => None,
        };
        is_label && above.is_some_and(|at| table::cell(self.entry.filing(), at, &shown.column) == text)
    }
}

fn is_of(finding: &Finding, column: &TableColumn) -> bool {
    matches!(column, TableColumn::Cell(field) if finding.field.as_ref() == Some(field))
}

/// The worst finding of a cell.
fn worst(findings: &[&Finding], column: &TableColumn) -> Option<Severity> {
    findings.iter().filter(|it| is_of(it, column)).map(|it| it.severity).max()
}

/// The column before each cell holds the mark of its worst finding.
fn write_mark(severity: Option<Severity>, pen: &mut Pen<'_>) {
    match severity {
        Some(it) => pen.write(theme::mark(it), theme::severity(it)),
        None => pen.write(" ", Style::new()),
    };
}

fn write_draft(pen: &mut Pen<'_>, shown: &Shown, draft: &Draft) -> Option<Position> {
    match &draft.kind {
        DraftKind::Line(line) => Some(tree::write_line(pen, shown.width, line)),
        DraftKind::Long(_) => None,
    }
}

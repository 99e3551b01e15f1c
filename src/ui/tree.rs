//! The tree pane: only the rows that are seen are looked at.

use super::frame::bordered;
use super::put::Pen;
use super::{Drawn, label, theme};
use crate::app::edit::tree_cells;
use crate::app::field_name::field_name;
use crate::app::pointer::Target;
use crate::app::tally::Counts;
use crate::app::{Draft, DraftKind, Entry, Focus, Mode, Node, Spot, State};
use crate::check::Severity;
use crate::messages::Ui;
use crate::model::{Column, Field, Place};
use crate::text::line_editor::LineEditor;
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

/// Columns of a cell in forms with several of them, the separating blank included.
const CELL: usize = 13;
/// A name gets at least so many columns before a row shows several values.
const NAME: usize = 12;
/// Columns of marks before a row.
const MARKS: usize = 2;
/// The least width of a field that is typed in.
const FIELD: usize = 14;

/// Draws the pane. Says where the cursor is when a cell is typed in, and which rows were drawn.
pub fn draw(state: &State, area: Rect, buffer: &mut Buffer, mut drawn: Drawn) -> Drawn {
    if area.is_empty() {
        return drawn;
    }
    let has_focus = state.view.focus == Focus::Tree;
    let inner = bordered(area, state.say(Ui::TreeTitle), has_focus, buffer);
    drawn.put(area, Target::Tree);
    let height = inner.height as usize;
    let cursor = state.position();
    let top = scrolled(drawn.top, cursor, height, state.forest.n_visible());
    let mut caret = None;
    for row in 0..height {
        let Some(spot) = state.forest.spot_at(top + row) else { break };
        let line = Line { state, spot, is_selected: top + row == cursor, has_focus };
        let at = Rect { y: inner.y + row as u16, height: 1, ..inner };
        drawn.put(at, Target::Row(spot));
        if let Some(x) = line.fold_column(inner) {
            drawn.put(Rect { x, width: 1, ..at }.intersection(inner), Target::Fold(spot));
        }
        caret = caret.or(line.draw(inner, row as u16, buffer));
    }
    Drawn { cursor: caret, top, height, ..drawn }
}

/// The first row such that the cursor is seen, with a row to spare at both ends where there is room.
pub fn scrolled(top: usize, cursor: usize, height: usize, n_rows: usize) -> usize {
    let spare = usize::from(height > 4);
    let lowest = (cursor + spare + 1).saturating_sub(height);
    let highest = cursor.saturating_sub(spare);
    top.clamp(lowest.min(highest), highest).min(n_rows.saturating_sub(height))
}

struct Line<'a> {
    state: &'a State,
    spot: Spot,
    is_selected: bool,
    has_focus: bool,
}

impl Line<'_> {
    fn draw(&self, area: Rect, row: u16, buffer: &mut Buffer) -> Option<Position> {
        let style = match (self.is_selected, self.has_focus) {
            (false, _) => theme::TEXT,
            (true, true) => theme::SELECTED,
            (true, false) => theme::SELECTED_ELSEWHERE,
        };
        let line = Rect { y: area.y + row, height: 1, ..area };
        // One column stays free at the right edge.
        let text = Rect { width: line.width.saturating_sub(1), ..line };
        if self.draft().is_none() {
            let chosen = if self.state.is_chosen(self.spot) { theme::CHOSEN } else { theme::TEXT };
            buffer.set_style(line, chosen.patch(style));
        }
        let text = self.draw_choice(text, buffer);
        match self.spot {
            Spot::Group(group) => {
                self.draw_group(group, Pen::new(buffer, text, 0));
                None
            }
            Spot::Row { entry: idx, .. } => {
                let entry = self.state.entries.get(idx)?;
                let node = self.state.node_at(self.spot)?;
                self.draw_node((idx, entry), node, Pen::new(buffer, text, 0))
            }
        }
    }

    /// The column of the sign that folds the row, where it has rows below it.
    fn fold_column(&self, area: Rect) -> Option<u16> {
        let marks = MARKS + usize::from(self.state.view.selection.is_some());
        let has_sign = self.state.forest.has_children(self.spot);
        has_sign.then(|| area.x.saturating_add((marks + self.state.forest.depth(self.spot) * 2) as u16))
    }

    /// While rows are selected, one more column of marks: without color they are told apart, too.
    fn draw_choice(&self, text: Rect, buffer: &mut Buffer) -> Rect {
        if self.state.view.selection.is_none() || text.is_empty() {
            return text;
        }
        let mark = if self.state.is_chosen(self.spot) { theme::CHOSEN_MARK } else { " " };
        Pen::new(buffer, Rect { height: 1, ..text }, 0).write(mark, theme::CHOSEN);
        Rect { x: text.x + 1, width: text.width - 1, ..text }
    }

    /// The draft that is typed in this row.
    fn draft(&self) -> Option<&Draft> {
        match &self.state.mode {
            Mode::Draft(draft) if draft.in_tree && self.is_selected => Some(draft),
            _ => None,
        }
    }

    fn draw_group(&self, group: usize, mut pen: Pen<'_>) {
        let Some(group) = self.state.forest.group(group) else { return };
        let counts = group
            .entries
            .iter()
            .filter_map(|it| self.state.entries.get(*it))
            .fold(Counts::default(), |sum, it| sum.plus(it.total()));
        let summary = summary(counts);
        pen.write("  ", theme::TEXT).write(if group.folded { "▸ " } else { "▾ " }, theme::TEXT);
        let room = pen.left().saturating_sub(summary_width(&summary));
        pen.write_in(room, &group.name, theme::STRONG);
        write_summary(&mut pen, &summary);
    }

    fn draw_node(&self, (idx, entry): (usize, &Entry), node: Node, mut pen: Pen<'_>) -> Option<Position> {
        let counts = match self.draft() {
            Some(draft) => Counts::of(&draft.live.here),
            None => entry.counts(node),
        };
        let is_leaf = !self.state.forest.has_children(self.spot);
        Self::draw_mark(entry, node, counts, is_leaf, &mut pen);
        pen.skip(self.state.forest.depth(self.spot) * 2);
        let fold = match (is_leaf, self.state.forest.is_folded(self.spot)) {
            (true, _) => "  ",
            (false, true) => "▸ ",
            (false, false) => "▾ ",
        };
        pen.write(fold, theme::TEXT);
        let text = match node {
            Node::Filing if self.state.forest.depth(self.spot) > 0 => {
                label::below_department(self.state, idx, entry)
            }
            Node::Filing => label::filing(self.state, entry),
            _ => label::node(self.state, entry.filing(), node),
        };
        let style = match node {
            _ if self.draft().is_some() => theme::STRONG,
            Node::Filing => theme::STRONG,
            Node::Level1(..) | Node::Level2(..) => theme::DIM,
            _ => theme::TEXT,
        };
        let cells = node.place().map(|place| self.cells(entry, place, pen.left())).unwrap_or_default();
        let summary = if is_leaf { Vec::new() } else { summary(counts) };
        let right: usize = cells.iter().map(|it| it.columns + 1).sum::<usize>() + summary_width(&summary);
        let room = pen.left().saturating_sub(right);
        let query = self.state.lit();
        let lit = query.as_ref().map(|it| (it, theme::LIT));
        let mut caret = None;
        match self.draft().filter(|it| !cells.iter().any(|cell| cell.field == it.field)) {
            Some(draft) => caret = write_field(&mut pen, room, draft),
            None => {
                // Where one cell stands in the place of another, it says which it is.
                let called = self.called(entry, node.place(), &cells);
                let kept = if called.is_empty() { 0 } else { (width::width(&called) + 1).min(room) };
                pen.write_lit(room - kept, &text, style, lit);
                if kept > 0 {
                    pen.skip(1).write_in(kept - 1, &called, theme::KEY);
                }
            }
        }
        for cell in cells {
            pen.skip(1);
            match self.draft().filter(|it| it.field == cell.field) {
                Some(draft) => caret = write_field(&mut pen, cell.columns, draft),
                None => {
                    let shown = width::truncate(&width::sanitize(&cell.text), cell.columns, true);
                    pen.write_lit(cell.columns, &width::pad_left(&shown, cell.columns), cell.style, lit);
                }
            }
        }
        write_summary(&mut pen, &summary);
        caret
    }

    /// One column of marks: the worst finding of a row without rows below it, else doubt, else unsaved changes.
    fn draw_mark(entry: &Entry, node: Node, counts: Counts, is_leaf: bool, pen: &mut Pen<'_>) {
        let doubtful = matches!(node, Node::Indicator(function, idx)
            if entry.filing().indicator(function, idx).is_some_and(|it| !it.doubt.is_empty()));
        pen.write(if doubtful { "?" } else { " " }, theme::DOUBT);
        match counts.worst().filter(|_| is_leaf) {
            Some(worst) => pen.write(theme::mark(worst), theme::severity(worst)),
            None if node == Node::Filing && entry.is_modified() => pen.write("*", theme::WARNING),
            None => pen.write(" ", theme::TEXT),
        };
    }

    /// The fields for which there is room beside the name: all, or the one that is typed, or the total, or the
    /// last, which is that of the year.
    fn fitting(&self, mut fields: Vec<Field>, room: usize) -> Vec<Field> {
        if fields.len() < 2 || room >= NAME + fields.len() * CELL {
            return fields;
        }
        let typed = self.draft().and_then(|draft| fields.iter().position(|it| *it == draft.field));
        let kept = typed.or_else(|| fields.iter().position(is_total)).unwrap_or(fields.len() - 1);
        vec![fields.swap_remove(kept)]
    }

    /// What the typed field is called, where it is the only one of several that is shown.
    fn called(&self, entry: &Entry, place: Option<Place>, cells: &[Cell]) -> String {
        match (self.draft(), place, cells) {
            (Some(draft), Some(place), [only])
                if only.field == draft.field && tree_cells(entry, place).len() > 1 =>
            {
                field_name(&draft.field, self.state.lang)
            }
            _ => String::new(),
        }
    }

    /// The values at the right edge of a row.
    fn cells(&self, entry: &Entry, place: Place, room: usize) -> Vec<Cell> {
        let fields = match place {
            // A task's own budget: its total says enough in the tree.
            Place::Function(_) => tree_cells(entry, place).into_iter().filter(is_total).collect(),
            _ => tree_cells(entry, place),
        };
        let fields = self.fitting(fields, room);
        let n_cells = fields.len();
        fields
            .into_iter()
            .map(|field| {
                let text = entry.filing().get(place, &field).unwrap_or_default().into_owned();
                let shown = match self.draft().filter(|it| it.field == field) {
                    // With a column for the caret, so that the field grows with what is typed.
                    Some(draft) => format!("{} ", draft.text()),
                    None if matches!(field, Field::Amount(_)) => grouped(&text),
                    None => text,
                };
                let most = if n_cells > 1 { CELL - 1 } else { room * 2 / 5 };
                let is_typed = self.draft().is_some_and(|it| it.field == field);
                let least = if n_cells > 1 {
                    CELL - 1
                } else if is_typed {
                    FIELD
                } else {
                    0
                };
                let columns = width::width(&shown).clamp(least, most.max(least)).min(room / 2);
                Cell { field, text: shown, columns, style: theme::TEXT }
            })
            .collect()
    }
}

struct Cell {
    field: Field,
    text: String,
    columns: usize,
    style: Style,
}

fn is_total(field: &Field) -> bool {
    matches!(field, Field::Amount(Column::Total | Column::Only | Column::Full))
}

/// An amount with thousands separators; what is no number stays as it is.
fn grouped(text: &str) -> String {
    crate::model::Amount::printed(text)
        .value()
        .map_or_else(|| text.to_owned(), crate::model::grouped::grouped)
}

/// A field that is typed in, in exactly these columns.
fn write_field(pen: &mut Pen<'_>, columns: usize, draft: &Draft) -> Option<Position> {
    match &draft.kind {
        DraftKind::Line(line) => Some(write_line(pen, columns, line)),
        DraftKind::Long(_) => None,
    }
}

/// A line that is typed in, in exactly these columns. Says where its caret is.
pub fn write_line(pen: &mut Pen<'_>, columns: usize, line: &LineEditor) -> Position {
    let columns = columns.min(pen.left());
    let view = line.view(columns);
    let style =
        if view.is_selected && !line.text().is_empty() { theme::FIELD_SELECTED } else { theme::FIELD };
    let start = pen.position();
    let caret = view.caret_column.min(columns.saturating_sub(1));
    let typed = width::width(&view.text);
    pen.write(&view.text, style);
    pen.write(&" ".repeat(columns.saturating_sub(typed)), theme::FIELD.remove_modifier(Modifier::REVERSED));
    Position { x: start.x + caret as u16, y: start.y }
}

/// Errors and warnings below a row; infos only where there is nothing worse.
fn summary(counts: Counts) -> Vec<(Severity, usize)> {
    let mut all = vec![(Severity::Error, counts.errors), (Severity::Warning, counts.warnings)];
    if counts.errors + counts.warnings == 0 {
        all.push((Severity::Info, counts.infos));
    }
    all.retain(|(_, n)| *n > 0);
    all
}

fn summary_width(summary: &[(Severity, usize)]) -> usize {
    summary.iter().map(|(severity, n)| width::width(&format!(" {}{n}", theme::mark(*severity)))).sum()
}

fn write_summary(pen: &mut Pen<'_>, summary: &[(Severity, usize)]) {
    for (severity, n) in summary {
        pen.write(&format!(" {}{n}", theme::mark(*severity)), theme::severity(*severity));
    }
}

//! Boards over the panes: title, sums, headings, rows, and at the foot all of what the selected row is about.

use super::frame::bordered;
use super::layout::Layout;
use super::put::Pen;
use super::{Drawn, popup, theme, tree};
use crate::app::board::{Board, BoardKind, BoardRow, Column, Goal, Tone, Width};
use crate::app::pointer::Target;
use crate::messages::KnowText;
use crate::text::{width, wrap};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// So many lines tell what the selected row is about.
const DETAIL: usize = 2;
/// The least width of a pane that a list of others is drawn in.
const PANE: u16 = 44;

/// Draws a board. Gives the caret, where an amount is typed.
pub fn draw(board: &Board, layout: Layout, buffer: &mut Buffer, drawn: &mut Drawn) -> Option<Position> {
    let is_beside = matches!(board.kind, BoardKind::Others { .. }) && layout.pane.width >= PANE;
    let area = if is_beside && !layout.tree.is_empty() { layout.pane } else { layout.body() };
    popup::clear_wide(area, buffer);
    let inner = bordered(area, &board.title, true, buffer);
    let mut y = 0;
    if !board.note.is_empty() && inner.height > 4 {
        Pen::new(buffer, inner, y).write(" ", theme::TEXT).write(&board.note, theme::DIM);
        y += 1;
    }
    let widths = widths(board, (inner.width as usize).saturating_sub(2));
    if board.columns.iter().any(|it| !it.head.is_empty()) && inner.height > 5 {
        let mut pen = Pen::new(buffer, inner, y);
        pen.write(" ", theme::TEXT);
        for (column, width) in board.columns.iter().zip(&widths) {
            put(&mut pen, column, *width, &column.head, theme::STRONG);
        }
        y += 1;
    }
    let has_detail = board.rows.iter().any(|it| !it.detail.is_empty()) && inner.height > y + 6;
    let foot = if has_detail { DETAIL as u16 + 1 } else { 0 };
    let height = inner.height.saturating_sub(y + foot) as usize;
    let top = top(board, height);
    let mut caret = None;
    for (n, row) in board.rows.iter().enumerate().skip(top).take(height) {
        let line = Rect { y: inner.y + y + (n - top) as u16, height: 1, ..inner };
        drawn.put(line, Target::BoardRow(n));
        let is_selected = n == board.selected;
        if is_selected && board.typing.is_none() {
            buffer.set_style(line, theme::SELECTED);
        }
        caret = caret.or(draw_row(board, row, is_selected, &widths, Pen::new(buffer, line, 0)));
    }
    if has_detail {
        draw_detail(board, Rect { y: inner.bottom() - foot, height: foot, ..inner }, buffer);
    }
    drawn.board_top = Some(top);
    caret
}

fn draw_row(
    board: &Board,
    row: &BoardRow,
    is_selected: bool,
    widths: &[usize],
    mut pen: Pen<'_>,
) -> Option<Position> {
    let mut caret = None;
    pen.write(" ", theme::TEXT);
    // A heading has the whole line.
    if let (Goal::None, [cell]) = (&row.goal, row.cells.as_slice()) {
        pen.write(&cell.text, style(cell.tone));
        return None;
    }
    let typed = board.typing.as_ref().filter(|_| is_selected);
    let chosen = match &row.goal {
        // The first column is the name; amounts follow.
        Goal::Amounts(_, _, fields) => Some(board.column.min(fields.len().saturating_sub(1)) + 1),
        _ => None,
    };
    for (n, (column, width)) in board.columns.iter().zip(widths).enumerate() {
        let cell = row.cells.get(n);
        match typed.filter(|_| chosen == Some(n)) {
            Some(typing) => {
                caret = Some(tree::write_line(&mut pen, *width, &typing.line));
                pen.skip(1);
            }
            None => {
                let text = cell.map_or("", |it| it.text.as_str());
                let mut style = style(cell.map_or(Tone::Plain, |it| it.tone));
                if is_selected && chosen == Some(n) {
                    style = style.patch(theme::SELECTED_CELL);
                }
                put(&mut pen, column, *width, text, style);
            }
        }
    }
    caret
}

fn put(pen: &mut Pen<'_>, column: &Column, columns: usize, text: &str, style: Style) {
    if column.is_right {
        pen.write_right(columns, text, style);
    } else {
        pen.write_in(columns, text, style);
    }
    pen.skip(1);
}

/// All of what the selected row is about, wrapped, under a line.
fn draw_detail(board: &Board, area: Rect, buffer: &mut Buffer) {
    let rule = "─".repeat(area.width as usize);
    Pen::new(buffer, area, 0).write(&rule, theme::BORDER);
    let detail = board.row().map_or("", |it| it.detail.as_str());
    let room = (area.width as usize).saturating_sub(2).max(1);
    for (row, line) in wrap::wrap(detail, room).iter().take(DETAIL).enumerate() {
        Pen::new(buffer, area, row as u16 + 1).write(" ", theme::TEXT).write(line.of(detail), theme::TEXT);
    }
}

/// The first row such that the selected one is seen with a row to spare.
fn top(board: &Board, height: usize) -> usize {
    let spare = usize::from(height > 4);
    let lowest = (board.selected + spare + 1).saturating_sub(height);
    let highest = board.selected.saturating_sub(spare);
    board.top.clamp(lowest.min(highest), highest).min(board.rows.len().saturating_sub(height))
}

/// The widths of the columns. Numbers come first, for a cut number is a wrong one; then texts by their content, then
/// what is only shown whole; what is shared needs two fifths, or less where there is less to say.
fn widths(board: &Board, room: usize) -> Vec<usize> {
    let all = room.saturating_sub(board.columns.len());
    let content = |n: usize, head: &str| {
        let cells = board.rows.iter().filter_map(|it| it.cells.get(n).filter(|_| it.cells.len() > 1));
        cells.map(|it| width::width(&it.text)).chain([width::width(head)]).max().unwrap_or(0)
    };
    let contents: Vec<usize> = board.columns.iter().enumerate().map(|(n, it)| content(n, &it.head)).collect();
    let of_share = |it: &Column| if let Width::Share(n) = it.width { n } else { 0 };
    let n_shares: usize = board.columns.iter().map(of_share).sum();
    let shared = board.columns.iter().zip(&contents).filter(|(it, _)| of_share(it) > 0);
    let least = shared.map(|(_, content)| content).sum::<usize>().min(all * 2 / 5);
    let mut widths = vec![0; contents.len()];
    let mut left = all;
    for is_number in [true, false] {
        let columns = board.columns.iter().zip(&contents).zip(&mut widths);
        for ((column, content), width) in columns.filter(|((it, _), _)| it.is_right == is_number) {
            if let Width::Content(most) = column.width {
                // A name is seen even where that leaves little to say beside it.
                let free = if is_number { left } else { left.saturating_sub(least).max(left.min(all / 3)) };
                *width = (*content).min(most).min(free);
                left -= *width;
            }
        }
    }
    for ((column, content), width) in board.columns.iter().zip(&contents).zip(&mut widths) {
        if let Width::Whole(most) = column.width
            && (*content).min(most) + least <= left
        {
            *width = (*content).min(most);
            left -= *width;
        }
    }
    let room = left;
    for (column, width) in board.columns.iter().zip(&mut widths) {
        if of_share(column) > 0 {
            *width = (room * of_share(column) / n_shares.max(1)).min(left);
            left -= *width;
        }
    }
    let is_shared: Vec<bool> = board.columns.iter().map(|it| of_share(it) > 0).collect();
    lend(&is_shared, &contents, &mut widths);
    widths
}

/// What one shared column does not need, another that is cut may have.
fn lend(is_shared: &[bool], contents: &[usize], widths: &mut [usize]) {
    let shared = |widths: &[usize], gap: fn(usize, usize) -> usize| -> usize {
        let all = is_shared.iter().zip(contents).zip(widths);
        all.filter(|((is_shared, _), _)| **is_shared).map(|((_, content), width)| gap(*content, *width)).sum()
    };
    let missing = shared(widths, usize::saturating_sub);
    let spare = shared(widths, |content, width| width.saturating_sub(content));
    let (mut given, mut taken) = (missing.min(spare), missing.min(spare));
    for ((_, content), width) in is_shared.iter().zip(contents).zip(widths).filter(|it| *it.0.0) {
        let less = width.saturating_sub(*content).min(given);
        let more = content.saturating_sub(*width).min(taken);
        *width = *width - less + more;
        given -= less;
        taken -= more;
    }
}

const fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => theme::TEXT,
        Tone::Dim => theme::DIM,
        Tone::Strong => theme::STRONG,
        Tone::Good => theme::GOOD,
        Tone::Info => theme::INFO,
        Tone::Warning => theme::WARNING,
        Tone::Error => theme::ERROR,
    }
}

/// What can be done in a board, for the footer.
pub const fn hint(board: &Board) -> KnowText {
    match board.kind {
        _ if board.typing.is_some() => KnowText::HintAmount,
        BoardKind::Sides { .. } => KnowText::HintSides,
        BoardKind::Changes { .. } => KnowText::HintChanges,
        BoardKind::Budget { .. } => KnowText::HintBudget,
        BoardKind::Dashboard | BoardKind::Rule { .. } => KnowText::HintGo,
        BoardKind::Others { .. } => KnowText::HintOthers,
    }
}

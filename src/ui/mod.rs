//! State → screen. Drawing reads the state and writes cells; it changes nothing and does no I/O.
//!
//! What the next update must know of the drawing (which row was at the top, how many rows there were) goes back as
//! [`Drawn`]. The real cursor is asked for in every frame in which text is typed: input methods open there.

mod aid;
mod board;
mod checkbar;
mod choices;
mod confirm;
mod empty;
mod first;
mod footer;
mod frame;
mod header;
mod help;
pub mod label;
mod layout;
mod long;
mod merging;
mod not_saved;
mod offers;
mod others;
mod page;
mod paint;
mod pane;
pub mod popup;
mod prompt;
mod put;
mod recover;
pub mod screen;
pub mod signs;
mod source;
pub mod svg;
mod table;
mod table_layout;
mod targets;
mod theme;
mod tree;

use crate::app::pointer::{Border, Region, Target};
use crate::app::{Mode, Overlay, State};
use crate::messages::{Message, Ui};
use crate::text::width;
use layout::Layout;
pub use paint::{dress, without_color};
use put::Pen;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What a drawing tells the next update.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Where text is typed; `None` hides the cursor.
    pub cursor: Option<Position>,
    /// The first visible row of the tree.
    pub top: usize,
    /// How many rows of the tree there is room for.
    pub height: usize,
    /// The first row and the first scrolled column of the table, while it is shown.
    pub table: Option<(usize, usize)>,
    /// The first line of the overlay, which never scrolls beyond its last screenful.
    pub overlay_top: Option<usize>,
    /// The first row of the board that was drawn.
    pub board_top: Option<usize>,
    /// The first line of the editor pane, where it is not the one that the selected field asks for.
    pub pane_top: usize,
    /// What is where, for the mouse; a later region lies over an earlier one.
    pub regions: Vec<Region>,
}

impl Drawn {
    /// Tells the state.
    pub fn tell(&self, state: &mut State) {
        state.aim.regions.clone_from(&self.regions);
        state.view.pane_top = self.pane_top;
        state.view.top = self.top;
        if self.height > 0 {
            state.view.height = self.height;
        }
        if let (Some(table), Some((top, first))) = (&mut state.view.table, self.table) {
            (table.top, table.first) = (top, first);
        }
        if let (Mode::Overlay(overlay), Some(shown)) = (&mut state.mode, self.overlay_top)
            && let Some(top) = overlay.top_mut()
        {
            *top = shown;
        }
        if let (Mode::Board(board), Some(top)) = (&mut state.mode, self.board_top) {
            board.top = top;
        }
    }
}

impl Drawn {
    /// Takes note of what was drawn in an area.
    fn put(&mut self, area: Rect, target: Target) {
        let (columns, rows) = (area.left()..area.right(), area.top()..area.bottom());
        self.regions.push(Region { columns, rows, target });
    }
}

/// Draws the whole screen, as the terminal counts columns and with the signs that it can show.
pub fn draw(state: &State, area: Rect, buffer: &mut Buffer) -> Drawn {
    let glyphs = state.glyphs;
    width::with_ambiguous(glyphs.is_wide, || {
        let drawn = draw_parts(state, area, buffer);
        signs::settle(glyphs, buffer);
        drawn
    })
}

fn draw_parts(state: &State, area: Rect, buffer: &mut Buffer) -> Drawn {
    let mut drawn = Drawn { top: state.view.top, ..Drawn::default() };
    let Some(layout) = Layout::of(area, state.view.focus, state.look.split) else {
        too_small(state, area, buffer);
        return drawn;
    };
    header::draw(state, layout.header, buffer);
    if empty::draw(state, layout.body(), buffer) {
        // Nothing else is there to be seen.
    } else if let Some(view) = &state.view.table {
        drawn = table::draw(state, view, layout.body(), buffer, drawn);
    } else {
        drawn = tree::draw(state, layout.tree, buffer, drawn);
        let caret = pane::draw(state, layout.pane, buffer, &mut drawn);
        drawn.cursor = drawn.cursor.or(caret);
        if let Some((area, border)) = layout.border() {
            drawn.put(area, Target::Border(border));
            if !border.is_upright {
                let lower = Rect { y: area.y + 1, ..area };
                drawn.put(lower, Target::Border(Border { is_lower: true, ..border }));
            }
        }
    }
    checkbar::draw(state, layout.check, buffer, &mut drawn);
    footer::draw(state, layout.footer, buffer);
    draw_over(state, layout, buffer, &mut drawn);
    aid::draw(state, layout.body(), buffer, &mut drawn);
    drawn
}

/// Draws what lies over the panes.
fn draw_over(state: &State, layout: Layout, buffer: &mut Buffer, drawn: &mut Drawn) {
    if matches!(state.mode, Mode::Overlay(_) | Mode::Board(_)) {
        drawn.put(layout.body(), Target::Cover);
    }
    match &state.mode {
        Mode::Prompt(prompt) => prompt::draw(state, prompt, layout.body(), buffer, drawn),
        Mode::Overlay(Overlay::Help { top }) => {
            drawn.overlay_top = Some(help::draw(state, *top, layout.body(), buffer));
        }
        Mode::Overlay(Overlay::Problems { top }) => {
            drawn.overlay_top = Some(help::draw_problems(state, *top, layout.body(), buffer));
        }
        Mode::Overlay(Overlay::Page { rule, top }) => {
            drawn.overlay_top = Some(page::draw(state, rule, *top, layout.body(), buffer));
        }
        Mode::Overlay(Overlay::Recover { selected, top }) => {
            drawn.overlay_top = Some(recover::draw(state, *selected, *top, layout.body(), buffer));
        }
        Mode::Overlay(Overlay::Merge { selected }) => {
            merging::draw(state, *selected, layout.body(), buffer);
        }
        Mode::Overlay(Overlay::NotSaved { selected }) => {
            not_saved::draw(state, *selected, layout.body(), buffer);
        }
        Mode::Overlay(Overlay::Confirm(confirm, selected)) => {
            confirm::draw(state, (*confirm, *selected), layout.body(), buffer, drawn);
        }
        Mode::Overlay(Overlay::Menu { selected }) => {
            choices::draw_menu(state, *selected, layout.body(), buffer, drawn);
        }
        Mode::Overlay(Overlay::Marks { is_set }) => {
            choices::draw_marks(state, *is_set, layout.body(), buffer);
        }
        Mode::Normal => {
            first::draw(state, layout.body(), buffer);
            choices::draw_pending(state, layout.body(), buffer);
        }
        Mode::Board(board) => {
            drawn.cursor = board::draw(board, layout, buffer, drawn);
        }
        Mode::Draft(draft) => offers::draw(state, &draft.offers, layout.body(), buffer, drawn),
    }
}

fn too_small(state: &State, area: Rect, buffer: &mut Buffer) {
    let size = format!("{}×{}", area.width, area.height);
    let sentence = Message::new(Ui::TooSmall, [("size", size)]).render(state.lang);
    for (row, line) in crate::text::wrap::wrap(&sentence, area.width.into()).iter().enumerate() {
        if row < area.height as usize {
            Pen::new(buffer, area, row as u16).write(line.of(&sentence), theme::TEXT);
        }
    }
}

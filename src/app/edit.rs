//! Typing values: beginning a draft, following each keystroke with the checks, committing and giving up.

use super::draft::{Draft, DraftKind};
use super::entry::{Held, Live};
use super::long_text::LongText;
use super::mode::{Focus, Mode};
use super::offers::{self, Offer, Offers};
use super::tree::{Node, Spot};
use super::{Entry, State, pane};
use crate::edit::Change;
use crate::journal::{Base, Record};
use crate::messages::{HandText, Message, Ui};
use crate::model::field::Expected;
use crate::model::{Amount, Field, Place};
use crate::text::line_editor::LineEditor;
use crate::text::width;

/// So many columns of a wrong text are told.
const SHOWN: usize = 20;

/// Where the caret goes after a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Stay on the row, done.
    Stay,
    /// On to the next cell (half-year, full-year, next row).
    Next,
    /// Back to the cell before.
    Previous,
}

impl State {
    /// Begins typing the target (or the amount) of the selected row in the tree. Says whether there is one.
    pub fn begin_target(&mut self) -> bool {
        let Some((place, mut field)) = self.main_cell() else { return false };
        // A row without a name gets that first, as one that was just made.
        if let (Place::Indicator(function, idx), Some(it)) = (place, self.entry())
            && it.filing().indicator(function, idx).is_some_and(|it| it.name.trim().is_empty())
        {
            field = Field::IndicatorName;
        }
        self.begin_in_tree(place, field, false);
        true
    }

    /// The cell that `edit-target` edits: an indicator's target, a budget line's or task's amount.
    pub fn main_cell(&self) -> Option<(Place, Field)> {
        let place = self.node()?.place()?;
        tree_cells(self.entry()?, place).pop().map(|field| (place, field))
    }

    /// Begins typing a field in the tree row of a place.
    pub fn begin_in_tree(&mut self, place: Place, field: Field, is_new_row: bool) {
        let Some(entry) = self.entry_idx() else { return };
        if let Err(why) = self.may_edit(entry) {
            return self.refuse(why);
        }
        let text = self.field_text(entry, place, &field);
        self.view.focus = Focus::Tree;
        self.follow_cell(&field);
        self.begin(Draft {
            entry,
            places: vec![place],
            field,
            kind: DraftKind::Line(LineEditor::new_selected(&text)),
            in_tree: true,
            is_new_row,
            live: Live::default(),
            offers: Offers::default(),
        });
    }

    /// Begins typing the selected field of the editor pane.
    pub fn begin_in_pane(&mut self) {
        let Some(entry) = self.entry_idx() else { return };
        let Some(item) = self.pane_items().into_iter().nth(self.view.pane_row) else { return };
        if let Err(why) = self.may_edit(entry) {
            return self.refuse(why);
        }
        self.view.focus = Focus::Pane;
        if let Some(choices) = item.field.choices() {
            // A choice is not typed: each time the next word is taken.
            let now = choices.iter().position(|it| *it == item.text).unwrap_or(0);
            let next = choices.get((now + 1) % choices.len()).copied().unwrap_or_default();
            self.set_field(entry, &item.places, &item.field, next);
            return;
        }
        let kind = if item.field.is_long() {
            DraftKind::Long(Box::new(LongText::new(&item.text)))
        } else {
            DraftKind::Line(LineEditor::new_selected(&item.text))
        };
        self.begin(Draft {
            entry,
            places: item.places,
            field: item.field,
            kind,
            in_tree: false,
            is_new_row: false,
            live: Live::default(),
            offers: Offers::default(),
        });
    }

    fn begin(&mut self, draft: Draft) {
        self.mode = Mode::Draft(Box::new(draft));
        self.follow_draft();
    }

    /// Checks the filing with the text as it is now.
    pub fn follow_draft(&mut self) {
        let Mode::Draft(draft) = &mut self.mode else { return };
        let Some(entry) = self.entries.get_mut(draft.entry) else { return };
        let text = draft.text();
        draft.live = entry.live(&draft.places, &draft.field, &text);
        let (place, field) = (draft.place(), draft.field.clone());
        let list = self.offers(place, &field, &text);
        if let Mode::Draft(draft) = &mut self.mode {
            draft.offers = Offers { list, chosen: None };
        }
    }

    /// Takes an offered name. A new row takes its levels, too, and goes where they stand; then its target is typed,
    /// with the usual sign and unit around the caret.
    pub fn take_offer(&mut self, offer: &Offer) {
        let Mode::Draft(draft) = std::mem::take(&mut self.mode) else { return };
        let Some(draft) = self.unless_held(draft, &offer.name) else { return };
        let (entry, place) = (draft.entry, draft.place());
        let set = |field: Field, text: &str| Change::Set { at: place, field, text: text.to_owned() };
        let mut changes = vec![set(Field::IndicatorName, &offer.name)];
        let mut after = place;
        if draft.is_new_row {
            changes.push(set(Field::Level1, &offer.level1));
            changes.push(set(Field::Level2, &offer.level2));
            if let Some(it) = self.entries.get(entry) {
                after = offers::home(it.filing(), place, offer);
            }
            if after != place {
                changes.push(Change::Move { from: place, to: after });
            }
        }
        self.make_typed(&draft, changes, after);
        if !draft.in_tree {
            return;
        }
        self.next_cell(after, &Field::IndicatorName, false);
        if let Mode::Draft(draft) = &mut self.mode
            && matches!(draft.field, Field::Target | Field::TargetHalf)
            && draft.text().is_empty()
            && !(offer.sign.is_empty() && offer.unit.is_empty())
            && let DraftKind::Line(line) = &mut draft.kind
        {
            *line = LineEditor::new(&format!("{}{}", offer.sign, offer.unit));
            offer.unit.chars().for_each(|_| line.move_left());
            self.follow_draft();
        }
    }

    /// Tells the library how a filing's rows are now.
    pub(super) fn follow_names(&mut self, entry: usize) {
        if let Some(it) = self.entries.get_mut(entry) {
            let stems = it.take_stems();
            self.library.change(entry, &stems);
        }
    }

    /// Tells the library what the last step of a filing has done to its rows.
    fn follow_step(&mut self, entry: usize) {
        let Some(it) = self.entries.get(entry) else { return };
        let moved = it.last_moves();
        self.library.follow(entry, it.filing(), moved.as_deref(), it.history().last_set());
    }

    /// Gives the draft up; a row that was just made goes with its name.
    pub fn cancel_draft(&mut self) {
        let Mode::Draft(draft) = std::mem::take(&mut self.mode) else { return };
        self.new_row = None;
        if draft.is_new_row {
            self.step(Entry::forget, Record::Forget);
        }
    }

    /// Makes the typed text the field's text. A text that the field cannot hold keeps the draft open and says why.
    pub fn commit_draft(&mut self, then: Then) {
        let Mode::Draft(draft) = std::mem::take(&mut self.mode) else { return };
        let text = draft.text();
        let Some(draft) = self.unless_held(draft, &text) else { return };
        if let Err(why) = self.accepts(&draft, &text) {
            self.tell_expected(why);
            self.mode = Mode::Draft(draft);
            return;
        }
        let set = self.to_set(draft.entry, &draft.places, &draft.field, &text);
        self.make_typed(&draft, set, draft.place());
        self.tell_no_amount(&draft.field, &text);
        if draft.in_tree && self.view.table.is_some() {
            self.next_in_table(&draft, then);
        } else if draft.in_tree && (then != Then::Stay || draft.is_new_row || self.wants_target(&draft)) {
            // After a name its value is typed.
            self.next_cell(draft.place(), &draft.field, then == Then::Previous);
        } else if !draft.in_tree && then != Then::Stay {
            let last = self.pane_items().len().saturating_sub(1);
            let step = if then == Then::Next { 1 } else { -1 };
            self.view.pane_row = self.view.pane_row.saturating_add_signed(step).min(last);
        }
        if !matches!(self.mode, Mode::Draft(_)) {
            self.new_row = None;
        }
    }

    /// Says of a text that was typed for an amount that it is none: no sum counts it.
    pub fn tell_no_amount(&mut self, field: &Field, text: &str) {
        let amount = Amount::printed(text);
        if matches!(field, Field::Amount(_)) && !amount.text().is_empty() && amount.value().is_none() {
            let shown = width::truncate(text.trim(), SHOWN, true);
            self.complain(&Message::new(HandText::NoAmount, [("text", shown)]));
        }
    }

    /// Whether a name was typed of a row that has no target yet.
    fn wants_target(&self, draft: &Draft) -> bool {
        let filing = self.entries.get(draft.entry).map(Entry::filing);
        let target = filing.and_then(|it| it.get(draft.place(), &Field::Target));
        draft.field == Field::IndicatorName && target.is_none_or(|it| it.trim().is_empty())
    }

    /// The changes that make a text the field's of some nodes.
    fn to_set(&self, entry: usize, places: &[Place], field: &Field, text: &str) -> Vec<Change> {
        let set = self.entries.get(entry).map(|it| it.to_set(places, field, text)).unwrap_or_default();
        set.into_iter().map(|(at, field, text)| Change::Set { at, field, text }).collect()
    }

    /// Sets a field of some nodes as one step.
    pub fn set_field(&mut self, entry: usize, places: &[Place], field: &Field, text: &str) {
        let changes = self.to_set(entry, places, field, text);
        let Some(place) = places.first().copied() else { return };
        if !changes.is_empty() {
            self.make(entry, changes, place, place);
        }
    }

    /// Makes changes as one step and keeps the tree and the cursor in keeping with them. Says whether anything changed.
    pub fn make(&mut self, entry: usize, changes: Vec<Change>, before: Place, after: Place) -> bool {
        let moves_rows = changes.iter().any(changes_tree);
        let node = match self.view.cursor {
            Spot::Row { entry: cursor, .. } if cursor == entry => self.node(),
            _ => None,
        };
        let Some(it) = self.entries.get_mut(entry) else { return false };
        if !it.make(changes.clone(), before, after) {
            return false;
        }
        let name = it.department().to_owned();
        self.seek.trail.follow(entry, it.history().last_shifts());
        self.recount(entry);
        self.forest.rename(entry, &name);
        self.follow_step(entry);
        if let (true, Some(it)) = (moves_rows, self.entries.get(entry)) {
            self.forest.rows_changed(entry, it.filing());
            self.refilter(entry);
            self.forget_selection(entry);
            match node {
                Some(Node::Level1(..) | Node::Level2(..)) if before == after => {
                    self.go_to_run(entry, after, node);
                }
                _ => self.go_to_place(entry, after),
            }
        }
        self.note(entry, Record::Make { changes, before, after });
        true
    }

    /// Takes the last step of the filing under the cursor back. Says whether there was one.
    pub fn undo(&mut self) -> bool {
        if let Some((entry, it)) = self.entry_idx().zip(self.entry())
            && !Base::is_within(it.filing())
        {
            let changes = it.history().last_back().to_vec();
            self.note(entry, Record::Back { changes });
        }
        self.step(Entry::undo, Record::Undo)
    }

    /// Makes the last step that was taken back again. Says whether there was one.
    pub fn redo(&mut self) -> bool {
        self.step(Entry::redo, Record::Redo)
    }

    pub(super) fn step(
        &mut self,
        step: impl FnOnce(&mut Entry) -> Option<crate::edit::Step>,
        record: Record,
    ) -> bool {
        let Some(entry) = self.entry_idx() else { return false };
        let Some(it) = self.entries.get_mut(entry) else { return false };
        let Some(step) = step(it) else { return false };
        self.seek.trail.follow(entry, it.history().last_shifts());
        self.forest.rows_changed(entry, it.filing());
        let name = it.department().to_owned();
        self.recount(entry);
        self.forest.rename(entry, &name);
        self.refilter(entry);
        self.follow_step(entry);
        self.forget_selection(entry);
        self.go_to_place(entry, step.place);
        self.note(entry, record);
        true
    }

    /// Whether a filing may be changed.
    ///
    /// # Errors
    /// Why not.
    pub fn may_edit(&self, entry: usize) -> Result<(), Ui> {
        let it = self.entries.get(entry).ok_or(Ui::NothingSelected)?;
        if it.is_torn() {
            return Err(Ui::Torn);
        }
        match (it.home.read_only, it.home.held) {
            (true, _) => Err(Ui::ReadOnly),
            (false, Some(Held::Elsewhere)) => Err(Ui::HeldElsewhere),
            (false, Some(Held::Undecided)) => Err(Ui::HeldUndecided),
            (false, None) => Ok(()),
        }
    }

    fn field_text(&self, entry: usize, place: Place, field: &Field) -> String {
        self.entries
            .get(entry)
            .and_then(|it| it.filing().get(place, field))
            .map(std::borrow::Cow::into_owned)
            .unwrap_or_default()
    }

    fn accepts(&mut self, draft: &Draft, text: &str) -> Result<(), Expected> {
        let Some(entry) = self.entries.get_mut(draft.entry) else { return Err(Expected::OtherField) };
        entry.accepts(draft.place(), &draft.field, text)
    }

    fn tell_expected(&mut self, why: Expected) {
        let message = match why {
            Expected::Year => Message::plain(Ui::ExpectedYear),
            Expected::Number => Message::plain(Ui::ExpectedNumber),
            Expected::Choice(words) => {
                let words: Vec<&str> = words.iter().copied().filter(|it| !it.is_empty()).collect();
                Message::new(Ui::ExpectedChoice, [("words", words.join(" · "))])
            }
            Expected::OtherField => Message::plain(Ui::NothingToEdit),
        };
        self.tell(&message);
        if let Some(toast) = &mut self.toast {
            toast.is_error = true;
        }
    }

    /// Goes on to the next or previous cell of the tree: the row's other cells, then the next row that has any.
    fn next_cell(&mut self, place: Place, field: &Field, backwards: bool) {
        let Some(entry) = self.entry_idx() else { return };
        let cells = self.entries.get(entry).map(|it| tree_cells(it, place)).unwrap_or_default();
        let here = cells.iter().position(|it| it == field);
        let within = match (here, backwards) {
            (Some(idx), true) => idx.checked_sub(1),
            (Some(idx), false) => Some(idx + 1),
            // From a name: on to the first value.
            (None, _) => Some(0),
        };
        if let Some(field) = within.and_then(|idx| cells.get(idx)) {
            self.begin_in_tree(place, field.clone(), false);
            return;
        }
        let Some((place, cells)) = self.neighbour_row(entry, place, backwards) else { return };
        self.go_to_place(entry, place);
        let cell = if backwards { cells.last() } else { cells.first() };
        if let Some(field) = cell {
            self.begin_in_tree(place, field.clone(), false);
        }
    }

    fn neighbour_row(&self, entry: usize, place: Place, backwards: bool) -> Option<(Place, Vec<Field>)> {
        let outline = self.forest.outline(entry)?;
        let it = self.entries.get(entry)?;
        let mut row = outline.find(place)?;
        loop {
            row = if backwards { row.checked_sub(1)? } else { row + 1 };
            let Some(place) = outline.row(row)?.node.place() else { continue };
            let cells = tree_cells(it, place);
            if !cells.is_empty() && !matches!(place, Place::Function(_)) {
                return Some((place, cells));
            }
        }
    }

    /// After the label of a run changed: the run's row of the same kind at its first indicator.
    fn go_to_run(&mut self, entry: usize, place: Place, node: Option<Node>) {
        let Place::Indicator(function, first) = place else { return self.go_to_place(entry, place) };
        let is_level1 = matches!(node, Some(Node::Level1(..)));
        let row = self.forest.outline(entry).and_then(|outline| {
            outline.iter().position(|row| match row.node {
                Node::Level1(at, from, end) if is_level1 => at == function && (from..end).contains(&first),
                Node::Level2(at, from, end) if !is_level1 => at == function && (from..end).contains(&first),
                _ => false,
            })
        });
        match row {
            Some(row) => self.go_to(Spot::Row { entry, row }),
            None => self.go_to_place(entry, place),
        }
    }
}

/// The cells of a tree row from left to right: half-year and full-year target, or the amounts.
pub fn tree_cells(entry: &Entry, place: Place) -> Vec<Field> {
    match place {
        Place::Filing => Vec::new(),
        Place::BudgetLine(idx) => {
            let mut columns = pane::line_columns(entry, idx);
            // As forms print them: half-year before full-year.
            columns.sort_by_key(|it| *it != crate::model::Column::Half);
            columns.into_iter().map(Field::Amount).collect()
        }
        Place::Function(_) => {
            entry.parts().function_columns.iter().rev().cloned().map(Field::Amount).collect()
        }
        Place::Indicator(..) if entry.parts().half => vec![Field::TargetHalf, Field::Target],
        Place::Indicator(..) => vec![Field::Target],
    }
}

/// Whether a change makes, removes or regroups tree rows.
fn changes_tree(change: &Change) -> bool {
    match change {
        Change::Set { field, .. } => matches!(
            field,
            Field::Level1
                | Field::Level2
                | Field::Under
                | Field::FunctionId
                | Field::FunctionName
                | Field::LineName
        ),
        Change::Allows { .. } => false,
        Change::Insert { .. } | Change::Remove { .. } | Change::Move { .. } => true,
    }
}

//! Tables of text with every cell on lines of its own: cells → raw rows.
//!
//! [`turns`] tells the cells; here they become rows, and labels that the extraction put away from their rows, as it does
//! with merged cells, go to those that lack one. Invariant: a row that is not certain bears a doubt.

use super::columns;
use super::displaced;
use super::gaps::{Item, ItemKind};
use super::grid::{CellId, Grid};
use super::heading::Header;
use super::join;
use super::lines;
use super::measure;
use super::raw::{self, Label, LabelKind, RawRow};
use super::role::Role;
use super::target::{self, Likeness};
use super::turns::{self, Place, Turn, Word};

/// A reading that costs so little more is as good.
const AS_GOOD: i64 = 6;

/// The end of a name that comes after its value has no more characters.
const MAX_END: usize = 3;

/// Rows while they are made.
struct Making<'a> {
    grid: &'a mut Grid,
    words: &'a [Word],
    rows: Vec<RawRow>,
    /// The cells of the row that is open.
    open: Vec<(Role, Item)>,
    labels: Vec<(Role, Label)>,
    is_doubtful: bool,
    /// Numbers before a name.
    numbers: Vec<(Role, Item)>,
    function: Option<Label>,
    /// Labels away from their rows.
    displaced: Vec<Label>,
}

/// The rows of a table whose words these are; `None` where it cannot be read so.
pub fn read(grid: &mut Grid, placed: &[(CellId, usize)], header: &Header) -> Option<Vec<RawRow>> {
    let words = turns::words(grid, placed);
    let roles = roles(header);
    // A note that repeats the name before it says more than its looks.
    if roles.contains(&Role::Note) && !turns::is_gapped(&words) {
        return None;
    }
    let turns = turns::read(&words, &roles);
    if turns.is_empty() {
        return None;
    }
    let mut making = Making {
        grid,
        words: &words,
        rows: Vec::new(),
        open: Vec::new(),
        labels: Vec::new(),
        is_doubtful: false,
        numbers: Vec::new(),
        function: None,
        displaced: Vec::new(),
    };
    let mut last = usize::MAX;
    for turn in &turns {
        match turn.place {
            Place::Column(at) => {
                if at <= last {
                    making.close();
                }
                last = at;
                making.cell(turn, roles.get(at).copied().unwrap_or(Role::Other));
            }
            Place::Label => making.label(turn),
            Place::Mark => making.mark(turn),
            Place::Loose => {}
        }
    }
    making.close();
    let (mut rows, displaced) = (making.rows, making.displaced);
    displaced::settle(&mut rows, &displaced);
    Some(rows)
}

/// The columns in order; the values of a table without a heading for them stand after the names.
fn roles(header: &Header) -> Vec<Role> {
    let mut roles: Vec<Role> = header.columns.iter().map(|it| it.0).collect();
    let name = roles.iter().position(|it| *it == Role::Name);
    if let Some(at) = name.filter(|_| !header.has(Role::Target) && !header.has(Role::Half)) {
        roles.insert(at + 1, Role::Target);
    }
    roles
}

impl Making<'_> {
    /// The lines of a run of words, each an item.
    fn items(&self, turn: &Turn, role: Role) -> Vec<Item> {
        let own = self.words.get(turn.start..turn.end).unwrap_or_default();
        let lines = own.chunk_by(|a, b| a.row == b.row).map(|line| {
            let text = join::words(line.iter().map(|it| it.text.as_str()));
            let row = line.first().map_or(0, |it| it.row);
            Item {
                ids: line.iter().map(|it| it.id).collect(),
                line: self.grid.line(row),
                width: join::columns(&text),
                text,
                after_gap: false,
                kind: ItemKind::Text,
                hint: Some(role),
            }
        });
        lines.collect()
    }

    fn text(&self, turn: &Turn) -> Label {
        let items = self.items(turn, Role::Other);
        let text = join::wrapped(items.iter().map(|it| it.text.as_str()));
        Label { text: join::clean(&text), line: items.first().map_or(0, |it| it.line) }
    }

    fn cell(&mut self, turn: &Turn, role: Role) {
        if role == Role::Name {
            self.open.append(&mut self.numbers);
        }
        let is_sure = AS_GOOD <= turn.margin;
        let is_number = role == Role::Serial && raw::number(&self.text(turn).text).is_some();
        let role = if is_number { Role::Number } else { role };
        match role {
            Role::Function => {
                self.function = Some(self.text(turn));
                self.claim(turn, false);
                self.is_doubtful |= !is_sure;
            }
            Role::Level1 | Role::Level2 => {
                let label = self.text(turn);
                let label = Label::new(&label.text, label.line);
                self.claim(turn, LabelKind::of(&label.text).is_label());
                // Which level a known label is of is settled among the labels.
                self.is_doubtful |= !is_sure && !LabelKind::of(&label.text).is_label();
                self.labels.push((role, label));
            }
            _ => {
                // Sign, value and unit make one target, whichever column they are taken for.
                self.is_doubtful |= !is_sure && matches!(role, Role::Name | Role::Target | Role::Half);
                let items = self.items(turn, role);
                self.open.extend(items.into_iter().map(|it| (role, it)));
            }
        }
    }

    /// Marks the words of a label.
    fn claim(&mut self, turn: &Turn, is_form: bool) {
        for word in self.words.get(turn.start..turn.end).unwrap_or_default() {
            if is_form { self.grid.structure(word.id) } else { self.grid.field(word.id) }
        }
    }

    fn label(&mut self, turn: &Turn) {
        let label = self.text(turn);
        self.claim(turn, true);
        self.displaced.push(Label::new(&label.text, label.line));
    }

    fn mark(&mut self, turn: &Turn) {
        let label = self.text(turn);
        if raw::number(&label.text).is_some() {
            let items = self.items(turn, Role::Number);
            self.numbers.extend(items.into_iter().map(|it| (Role::Number, it)));
        } else {
            self.close();
            self.claim(turn, false);
            self.function = Some(label);
        }
    }

    /// Ends the open row.
    fn close(&mut self) {
        let mut open = std::mem::take(&mut self.open);
        let labels = std::mem::take(&mut self.labels);
        let is_doubtful = std::mem::take(&mut self.is_doubtful);
        if open.is_empty() {
            // Labels without a row are those of the next.
            self.labels = labels;
            return;
        }
        let is_doubtful = end_of_name(&mut open) || is_doubtful;
        let cells: Vec<(Role, &Item)> = open.iter().map(|(role, it)| (*role, it)).collect();
        let cost = if is_doubtful { lines::DOUBTFUL } else { 0 };
        let mut row = columns::row(self.grid, &cells, cost);
        for (role, label) in labels {
            if role == Role::Level1 { row.level1 = Some(label) } else { row.level2 = Some(label) }
        }
        row.function = self.function.take();
        self.rows.push(row);
    }
}

/// Beside the middle of a name of two lines stands its value, and the name's end comes after it: 公路比 / 稳步提升 / 例.
/// Whether something was moved so.
fn end_of_name(open: &mut [(Role, Item)]) -> bool {
    let name: String = open.iter().filter(|it| it.0 == Role::Name).map(|it| it.1.text.as_str()).collect();
    let is_end = |it: &str| {
        it.chars().count() <= MAX_END && measure::ends(&format!("{name}{it}")) && !target::is_tail(it)
    };
    let Some(at) = open.iter().rposition(|it| it.0 == Role::Name).map(|it| it + 1) else { return false };
    let mut value = String::new();
    for (role, item) in open.iter_mut().skip(at) {
        let is_counted = value.ends_with(|it: char| it.is_ascii_digit()) && target::is_unit(&item.text);
        let is_after_value =
            *role == Role::Target && target::likeness(&value) != Likeness::None && !is_counted;
        let is_alone = matches!(role, Role::Note | Role::Standard) && measure::ends(&item.text);
        if (is_after_value || is_alone) && is_end(&item.text) {
            *role = Role::Name;
            return true;
        }
        if *role == Role::Target {
            value.push_str(&item.text);
        }
    }
    false
}

//! Tables of text with every cell on lines of its own: words → cells, each in a column.
//!
//! The headings say which columns there are and in which order their cells come; what a cell can be, its own words say.
//! The cheapest way of sharing the words out is the reading, and how much more the next way costs says how sure it is.
//! Knows neither how labels fill down nor what a row is made of. Invariant: every word is in one cell, and a bounded
//! number of cells begins with each, so the work is linear.

use super::cell_looks::{self, Piece};
use super::grid::{CellId, Grid};
use super::join;
use super::own;
use super::raw::LabelKind;
use super::role::Role;
use crate::model::taxonomy::Level1;

/// Longer tables are read as running text.
const MAX_WORDS: usize = 6_000;

/// A cell has no more words, and takes no more lines.
const MAX_CELL: usize = 24;
const MAX_LINES: usize = 10;

/// No line of a name is wider.
const MAX_WIDTH: usize = 60;

/// What it costs to begin a cell amid a line.
const AMID_LINE: i64 = 9;

/// Where blank lines part the cells: what it costs to begin one on the very next line.
const NO_GAP: i64 = 7;

/// What stands out of its place costs so much.
const DISPLACED: i64 = 16;

/// What is of no column costs so much.
const LOOSE: i64 = 30;

/// What it costs that the table ends before the text does.
const END: i64 = 16;

/// What each line behind the end costs.
const BEHIND: i64 = 5;

/// The end of a broken label comes after no more words.
const MAX_APART: usize = 8;

/// So many rows show what they fill, and so much costs what they hardly leave blank.
const MIN_ROWS: usize = 4;
const HARDLY_BLANK: i64 = 14;

/// Where most level labels are those of the lists, one of free words costs so much more.
const HARDLY_FREE: i64 = 14;

/// No way at all.
const NEVER: i64 = 1 << 40;

/// How a word is parted from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parted {
    /// By a blank in the line.
    Blank,
    /// It begins a line.
    Line,
    /// It begins a line after a blank one.
    Gap,
}

/// A word of the table.
#[derive(Clone, Debug)]
pub struct Word {
    /// Its cell in the grid.
    pub id: CellId,
    /// The row where it stands.
    pub row: usize,
    /// What it says.
    pub text: String,
    /// How it is parted from the word before it.
    pub parted: Parted,
}

/// What a run of words was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A cell of this column, counted in the order of the headings.
    Column(usize),
    /// A level label away from its rows.
    Label,
    /// The label of a function that begins, or the number of the next row.
    Mark,
    /// Of no column: it is left over.
    Loose,
}

/// A run of words with its place.
#[derive(Clone, Debug)]
pub struct Turn {
    /// First word.
    pub start: usize,
    /// The word after its last.
    pub end: usize,
    /// What it is.
    pub place: Place,
    /// How much more the next best reading costs that takes its first word otherwise.
    pub margin: i64,
}

/// The words of a table with how they are parted.
pub fn words(grid: &Grid, placed: &[(CellId, usize)]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (id, row) in placed {
        let parted = match words.last() {
            Some(last) if last.row == *row => Parted::Blank,
            _ if grid.row(*row).is_some_and(|it| it.after_gap) => Parted::Gap,
            _ => Parted::Line,
        };
        words.push(Word { id: *id, row: *row, text: grid.text(*id).to_owned(), parted });
    }
    join_labels(&mut words);
    words
}

/// Puts the end of a broken label behind its beginning, where the cells beside it came between: 满意度指 服务对象满意度指 /
/// 标 / 标.
fn join_labels(words: &mut Vec<Word>) {
    for at in 1..words.len() {
        let end = words.get(at).map(|it| it.text.clone()).unwrap_or_default();
        if 3 < end.chars().count() || !end.ends_with('标') {
            continue;
        }
        let from = at.saturating_sub(MAX_APART);
        let earlier = words.get(from..at).unwrap_or_default();
        let goes_on = |it: &Word| cell_looks::is_cut_label(&it.text, &end);
        let is_whole = |after: Option<&Word>| {
            after.is_some_and(|it| it.parted == Parted::Line && it.text.ends_with('标'))
        };
        let open =
            earlier.iter().enumerate().find(|(idx, it)| goes_on(it) && !is_whole(earlier.get(idx + 1)));
        if let Some((idx, _)) = open.filter(|it| it.0 + 1 < earlier.len()) {
            let mut word = words.remove(at);
            word.parted = Parted::Line;
            words.insert(from + idx + 1, word);
        }
    }
}

/// Whether blank lines part most cells.
pub fn is_gapped(words: &[Word]) -> bool {
    let n_lines = words.iter().filter(|it| it.parted != Parted::Blank).count();
    let n_gaps = words.iter().filter(|it| it.parted == Parted::Gap).count();
    n_lines < n_gaps * 2
}

/// The cells of a table; none where it is too long.
pub fn read(words: &[Word], roles: &[Role]) -> Vec<Turn> {
    if words.is_empty() || MAX_WORDS < words.len() || roles.is_empty() {
        return Vec::new();
    }
    let blanks = roles.iter().map(|it| cell_looks::blank_cost(*it)).collect();
    let mut table =
        Table { words, is_gapped: is_gapped(words), widest: widest(words), roles, blanks, free: 0 };
    let arcs = table.arcs();
    let first = table.read(&arcs);
    // A column that most rows fill is hardly blank in the others.
    table.learn(&first, &arcs);
    table.read(&arcs)
}

/// The widest of the lines right before values: how much a line of a name holds.
fn widest(words: &[Word]) -> usize {
    let lines: Vec<String> = words
        .chunk_by(|a, b| a.row == b.row)
        .map(|line| join::words(line.iter().map(|it| it.text.as_str())))
        .collect();
    let is_piece = |it: &String| {
        !cell_looks::is_sure_value(it) && !LabelKind::of(it).is_label() && join::columns(it) <= MAX_WIDTH
    };
    let ends = (1..lines.len()).filter(|at| lines.get(*at).is_some_and(|it| cell_looks::is_sure_value(it)));
    let before = ends.flat_map(|at| {
        lines.get(..at).unwrap_or_default().iter().rev().take(3).take_while(|it| is_piece(it))
    });
    before.map(|it| join::columns(it)).max().unwrap_or(0)
}

/// A run of words that may be a cell.
struct Arc {
    start: usize,
    end: usize,
    /// What it costs as a cell of each column: by its words, its breaks, and where it is cut.
    columns: Vec<i64>,
    /// What it costs away from its column, if it can stand so: a label, and a function or number.
    label: Option<i64>,
    mark: Option<(Role, i64)>,
    loose: i64,
    /// Whether a list knows it for a level label.
    is_label: bool,
}

struct Table<'a> {
    words: &'a [Word],
    is_gapped: bool,
    widest: usize,
    roles: &'a [Role],
    /// What it costs that a cell of each column is blank.
    blanks: Vec<i64>,
    /// What it costs more that a level label is one of free words.
    free: i64,
}

impl Table<'_> {
    fn read(&self, arcs: &[Vec<Arc>]) -> Vec<Turn> {
        let (forward, backward) = (self.forward(arcs), self.backward(arcs));
        self.chosen(arcs, &forward, &backward)
    }

    /// What it costs that a column is blank, by how many rows of a first reading fill it.
    fn learn(&mut self, turns: &[Turn], arcs: &[Vec<Arc>]) {
        let n_filled = |column: usize| turns.iter().filter(|it| it.place == Place::Column(column)).count();
        let name = self.roles.iter().position(|it| *it == Role::Name);
        let n_rows = name.map_or(0, n_filled);
        if n_rows < MIN_ROWS {
            return;
        }
        let is_level = |it: &&Turn| match it.place {
            Place::Column(at) => matches!(self.roles.get(at), Some(Role::Level1 | Role::Level2)),
            _ => false,
        };
        let is_known = |it: &Turn| {
            let taken = arcs.get(it.start).and_then(|arcs| arcs.iter().find(|arc| arc.end == it.end));
            taken.is_some_and(|arc| arc.is_label)
        };
        let (known, other): (Vec<&Turn>, Vec<&Turn>) =
            turns.iter().filter(is_level).partition(|it| is_known(it));
        // What stands under 履职 is of free words everywhere.
        let has_duty = self.words.iter().any(|it| own::level1(&it.text) == Some(Level1::Duty));
        if !has_duty && MIN_ROWS <= known.len() && other.len() * 5 < known.len() {
            self.free = HARDLY_FREE;
        }
        for (column, cost) in self.blanks.iter_mut().enumerate() {
            if n_rows * 8 <= n_filled(column) * 10 {
                *cost = (*cost).max(HARDLY_BLANK);
            }
        }
    }

    /// All runs of words that may be cells, by their first word.
    fn arcs(&self) -> Vec<Vec<Arc>> {
        (0..self.words.len()).map(|start| self.arcs_from(start)).collect()
    }

    fn arcs_from(&self, start: usize) -> Vec<Arc> {
        let mut arcs = Vec::new();
        let cut = match self.words.get(start).map(|it| it.parted) {
            Some(Parted::Blank) => AMID_LINE,
            Some(Parted::Line) if self.is_gapped && 0 < start => NO_GAP,
            _ => 0,
        };
        let mut lines: Vec<String> = Vec::new();
        let mut gaps: Vec<bool> = Vec::new();
        let mut beside = 0;
        let mut before = "";
        for (idx, word) in self.words.iter().enumerate().skip(start).take(MAX_CELL) {
            match lines.last_mut().filter(|_| word.parted == Parted::Blank) {
                Some(line) => {
                    beside += cell_looks::beside_cost(before, &word.text);
                    *line = join::words([line.as_str(), word.text.as_str()]);
                }
                None => {
                    if start < idx {
                        gaps.push(word.parted == Parted::Gap);
                    }
                    lines.push(word.text.clone());
                }
            }
            if MAX_LINES < lines.len() {
                break;
            }
            before = &word.text;
            let piece = Piece::of(&lines, &gaps, self.is_gapped, self.widest);
            let inner = piece.inner + beside;
            let is_hopeless = 60 < inner;
            let cost = cut + inner;
            arcs.push(Arc {
                start,
                end: idx + 1,
                columns: self.roles.iter().map(|it| cost + piece.cost(*it)).collect(),
                label: piece.is_plain_label().then_some(cost + DISPLACED),
                mark: piece.mark().filter(|it| !self.roles.contains(it)).map(|it| (it, cost + 1)),
                loose: cost + LOOSE,
                is_label: piece.is_label(),
            });
            if is_hopeless {
                break;
            }
        }
        arcs
    }

    /// Every way that an arc can be taken after column `last`: its place, the column after it, and its cost. The
    /// column behind the last one is the end of the table.
    fn ways(&self, arc: &Arc, last: usize) -> impl Iterator<Item = (Place, usize, i64)> {
        let n_columns = self.roles.len();
        let is_over = last == n_columns;
        let open = if is_over { [].as_slice() } else { arc.columns.as_slice() };
        let columns = open.iter().enumerate().map(move |(at, cost)| {
            let is_level = self.roles.get(at).is_some_and(|it| matches!(it, Role::Level1 | Role::Level2));
            let free = if is_level && !arc.is_label { self.free } else { 0 };
            (Place::Column(at), at, cost + free + self.turn(last, at))
        });
        let label = arc.label.filter(|_| !is_over).map(|cost| (Place::Label, last, cost));
        let mark = arc.mark.filter(|_| !is_over).map(|(role, cost)| match role {
            // A function begins where a row has ended.
            Role::Function => (Place::Mark, n_columns - 1, cost + self.skipped(last + 1..n_columns)),
            _ => (Place::Mark, last, cost),
        });
        let loose = (!is_over).then_some((Place::Loose, last, arc.loose));
        let begins_line = self.words.get(arc.start).is_some_and(|it| it.parted != Parted::Blank);
        let behind = if begins_line { BEHIND } else { 0 };
        let end = if is_over { behind } else { END + behind + self.skipped(last + 1..n_columns) };
        // Labels of merged cells stand behind the end, too.
        let is_line = arc.end == arc.start + 1;
        let over = is_line.then_some((Place::Loose, n_columns, end));
        let label_over = arc.label.map(|_| (Place::Label, n_columns, end - 1));
        columns.chain(label).chain(mark).chain(loose).chain(over).chain(label_over)
    }

    /// What it costs that after column `last` comes column `at`, of the same row or of the next.
    fn turn(&self, last: usize, at: usize) -> i64 {
        if last < at {
            self.skipped(last + 1..at)
        } else {
            self.skipped(last + 1..self.roles.len()) + self.skipped(0..at)
        }
    }

    fn skipped(&self, columns: std::ops::Range<usize>) -> i64 {
        self.blanks.get(columns).unwrap_or_default().iter().sum()
    }

    /// The cost of all words before each word, by the column of the last cell.
    fn forward(&self, arcs: &[Vec<Arc>]) -> Vec<Vec<i64>> {
        let n_columns = self.roles.len();
        let mut costs = vec![vec![NEVER; n_columns + 1]; self.words.len() + 1];
        set(&mut costs, 0, n_columns - 1, 0);
        for arc in arcs.iter().flatten() {
            for last in 0..=n_columns {
                let before = get(&costs, arc.start, last);
                if NEVER <= before {
                    continue;
                }
                for (_, next, cost) in self.ways(arc, last) {
                    if before + cost < get(&costs, arc.end, next) {
                        set(&mut costs, arc.end, next, before + cost);
                    }
                }
            }
        }
        costs
    }

    /// The cost of all words from each word on, by the column of the cell before it.
    fn backward(&self, arcs: &[Vec<Arc>]) -> Vec<Vec<i64>> {
        let n_columns = self.roles.len();
        let mut costs = vec![vec![NEVER; n_columns + 1]; self.words.len() + 1];
        for last in 0..=n_columns {
            set(&mut costs, self.words.len(), last, self.skipped(last + 1..n_columns));
        }
        for arc in arcs.iter().rev().flatten() {
            for last in 0..=n_columns {
                let ways = self.ways(arc, last).map(|(_, next, cost)| cost + get(&costs, arc.end, next));
                let best = ways.min().unwrap_or(NEVER);
                if best < get(&costs, arc.start, last) {
                    set(&mut costs, arc.start, last, best);
                }
            }
        }
        costs
    }

    /// The cheapest reading.
    fn chosen(&self, arcs: &[Vec<Arc>], forward: &[Vec<i64>], backward: &[Vec<i64>]) -> Vec<Turn> {
        let mut turns = Vec::new();
        let (mut at, mut last) = (0, self.roles.len() - 1);
        let whole = get(backward, 0, last);
        while let Some(own) = arcs.get(at) {
            let all = own.iter().flat_map(|arc| {
                self.ways(arc, last).map(move |(place, next, cost)| (arc, place, next, cost))
            });
            let best = all.min_by_key(|(arc, _, next, cost)| cost + get(backward, arc.end, *next));
            let Some((arc, place, next, _)) = best else { break };
            let margin = self.next_best(arcs, forward, backward, (at, arc.end, place)) - whole;
            turns.push(Turn { start: at, end: arc.end, place, margin });
            (at, last) = (arc.end, next);
        }
        turns
    }

    /// What the best reading costs that does not take these words for this.
    fn next_best(
        &self,
        arcs: &[Vec<Arc>],
        forward: &[Vec<i64>],
        backward: &[Vec<i64>],
        own: (usize, usize, Place),
    ) -> i64 {
        let (at, end, place) = own;
        let from = arcs.get((at + 1).saturating_sub(MAX_CELL)..=at).unwrap_or_default();
        let over = from.iter().flatten().filter(|it| at < it.end);
        let mut best = NEVER;
        for arc in over {
            for last in 0..=self.roles.len() {
                let before = get(forward, arc.start, last);
                if NEVER <= before {
                    continue;
                }
                for (other, next, cost) in self.ways(arc, last) {
                    let is_own = (arc.start, arc.end, other) == (at, end, place);
                    if !is_own {
                        best = best.min(before + cost + get(backward, arc.end, next));
                    }
                }
            }
        }
        best
    }
}

fn get(costs: &[Vec<i64>], at: usize, column: usize) -> i64 {
    costs.get(at).and_then(|it| it.get(column)).copied().unwrap_or(NEVER)
}

fn set(costs: &mut [Vec<i64>], at: usize, column: usize, cost: i64) {
    if let Some(it) = costs.get_mut(at).and_then(|it| it.get_mut(column)) {
        *it = cost;
    }
}

//! Two filings side by side: what the old one says on the left, what the new one says on the right.

use super::super::State;
use super::super::field_name::{field_name, value_name};
use super::{Board, BoardKind, BoardRow, Cell, Column, Goal, Tone, Width};
use crate::diff::{self, Difference, Kind, Matching, Pair, counts, excerpt::excerpt};
use crate::messages::{DiffText, KnowText, Lang, Message, Text};
use crate::model::{Amount, Field, Filing, Function, MoneyUnit, Place, grouped};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Longer texts are cut to where they differ.
const MOST: usize = 60;

/// The board; `None` when one of the filings is not there.
pub fn board(state: &State, left: usize, right: usize, only_differences: bool) -> Option<Board> {
    let (old, new) = (state.entries.get(left)?, state.entries.get(right)?);
    let diff = diff::diff(old.filing(), new.filing(), Matching::Names);
    let lowered = diff::notice::lowered(&diff, old.filing(), new.filing());
    let mut of_pair: HashMap<(Option<Place>, Option<Place>), Vec<&Difference>> = HashMap::new();
    for it in &diff.differences {
        of_pair.entry((it.at.left, it.at.right)).or_default().push(it);
    }
    let mut rows = Vec::new();
    for pair in &diff.pairs {
        let own = of_pair.get(&(pair.left, pair.right)).map_or(&[][..], Vec::as_slice);
        let is_list = |filing: &Filing, place: Option<Place>| match place {
            Some(Place::Function(idx)) => filing.functions.get(idx).is_some_and(Function::is_whole_list),
            other => other.is_none(),
        };
        let is_nameless = is_list(old.filing(), pair.left) && is_list(new.filing(), pair.right);
        if own.is_empty() && (only_differences || is_nameless) {
            continue;
        }
        let goal = match (pair.left, pair.right) {
            (_, Some(place)) => Goal::Place(right, place),
            (Some(place), None) => Goal::Place(left, place),
            (None, None) => Goal::None,
        };
        if pair.right == Some(Place::Filing) {
            rows.extend(own.iter().map(|it| field_row(it, goal.clone(), state.lang)));
            continue;
        }
        let mut row = row((old.filing(), new.filing()), *pair, own, goal);
        let mut told = vec![levels(new.filing(), pair.right).or(levels(old.filing(), pair.left))];
        told.extend(own.iter().map(|it| Some(tell(it, state.lang))));
        for (it, percent) in lowered.iter().filter(|(it, _)| it.at == *pair) {
            let percent = percent.round_dp(1).normalize().to_string();
            let args = [("before", it.before.clone()), ("percent", percent)];
            let says = Message::new(DiffText::Worse, args).render(state.lang);
            told.push(Some(format!("{} {says}", diff::notice::CODE)));
        }
        row.detail = told.into_iter().flatten().collect::<Vec<_>>().join("；");
        rows.push(row);
    }
    let [left_name, right_name] = headings(state, left, right);
    let columns = vec![
        Column::new(&left_name, Width::Share(1)),
        Column::right("", Width::Content(16)),
        Column::new("", Width::Content(1)),
        Column::new(&right_name, Width::Share(1)),
        Column::right("", Width::Content(16)),
    ];
    let title = state.say(KnowText::SidesTitle).to_owned();
    let mut board = Board::new(BoardKind::Sides { left, right, only_differences }, title, columns, rows);
    board.note = summary(&diff.differences, state.lang);
    board.selected = board.rows.iter().position(|it| it.is_stop).unwrap_or(0);
    Some(board)
}

/// How many differences of each kind there are.
pub fn summary(differences: &[Difference], lang: Lang) -> String {
    if differences.is_empty() {
        return DiffText::Same.text(lang).to_owned();
    }
    let sums: Vec<String> =
        counts(differences).iter().map(|(what, n)| format!("{} {n}", what.text(lang))).collect();
    sums.join(" · ")
}

/// A filing for a heading: department, year, stage.
pub fn name(state: &State, entry: usize) -> String {
    use crate::messages::Ui;
    use crate::model::Stage;
    let Some(it) = state.entries.get(entry) else { return String::new() };
    let filing = it.filing();
    let mut words = vec![it.department().to_owned()];
    words.extend(Some(filing.project.name.clone()).filter(|it| !it.is_empty()));
    words.extend(filing.year.map(|it| it.to_string()));
    words.extend(
        filing
            .stage
            .map(|it| state.say(if it == Stage::Approved { Ui::Approved } else { Ui::Declared }).to_owned()),
    );
    if state.has_twin(entry) {
        words.push(it.file_name().to_owned());
    }
    words.join(" ")
}

/// What two filings are called beside each other: a department that both have does not tell them apart, and would take
/// the room of what does.
fn headings(state: &State, left: usize, right: usize) -> [String; 2] {
    let department = |idx: usize| state.entries.get(idx).map_or("", crate::app::Entry::department);
    let names = [name(state, left), name(state, right)];
    if department(left) != department(right) {
        return names;
    }
    let short =
        names.each_ref().map(|it| it.strip_prefix(department(left)).unwrap_or(it).trim_start().to_owned());
    if short.iter().any(String::is_empty) { names } else { short }
}

/// A field of the filing itself.
fn field_row(it: &Difference, goal: Goal, lang: Lang) -> BoardRow {
    let label = it.field.as_ref().map(|it| field_name(it, lang)).unwrap_or_default();
    let (before, after) = texts(it, lang);
    let cells = vec![
        Cell::plain(format!("{label}  {before}")),
        Cell::default(),
        Cell::toned(it.kind.mark(), tone(it.kind)),
        Cell::plain(format!("{label}  {after}")),
        Cell::default(),
    ];
    BoardRow { is_stop: true, detail: tell(it, lang), ..BoardRow::new(cells, goal) }
}

fn row(filings: (&Filing, &Filing), pair: Pair, own: &[&Difference], goal: Goal) -> BoardRow {
    let heaviest = own.iter().max_by_key(|it| weight(it.kind));
    let mark = heaviest.map_or_else(Cell::default, |it| Cell::toned(it.kind.mark(), tone(it.kind)));
    let [old_name, old_value] = side(filings.0, pair.left);
    let [new_name, new_value] = side(filings.1, pair.right);
    let is_function = matches!(pair.right.or(pair.left), Some(Place::Function(_)));
    let plain = match (is_function, own.is_empty()) {
        (true, _) => Tone::Strong,
        (false, true) => Tone::Dim,
        (false, false) => Tone::Plain,
    };
    let value = |of: fn(Kind) -> bool| own.iter().find(|it| of(it.kind)).map_or(plain, |it| tone(it.kind));
    let tone_of_value = value(|it| matches!(it, Kind::Target(_) | Kind::Money(_)));
    let tone_of_name = value(|it| matches!(it, Kind::Added | Kind::Removed | Kind::Renamed | Kind::Moved));
    let cells = vec![
        Cell::toned(old_name, tone_of_name),
        Cell::toned(old_value, plain),
        mark,
        Cell::toned(new_name, tone_of_name),
        Cell::toned(new_value, tone_of_value),
    ];
    BoardRow { is_stop: !own.is_empty(), ..BoardRow::new(cells, goal) }
}

/// What one side of a row says: name and main value.
fn side(filing: &Filing, place: Option<Place>) -> [String; 2] {
    let get = |place: Place, field: &Field| filing.get(place, field).unwrap_or_default().into_owned();
    match place {
        None | Some(Place::Filing) => [String::new(), String::new()],
        Some(place @ Place::BudgetLine(idx)) => {
            let amounts = filing.budget.lines.get(idx).and_then(|it| it.amounts.0.first());
            let amount = amounts.map(|(_, it)| money(it.text())).unwrap_or_default();
            [format!("  {}", get(place, &Field::LineName)), amount]
        }
        Some(place @ Place::Function(_)) => {
            let label = format!("{} {}", get(place, &Field::FunctionId), get(place, &Field::FunctionName));
            [label.trim().to_owned(), String::new()]
        }
        Some(place @ Place::Indicator(..)) => {
            [format!("  {}", get(place, &Field::IndicatorName)), get(place, &Field::Target)]
        }
    }
}

/// The levels that an indicator stands under.
fn levels(filing: &Filing, place: Option<Place>) -> Option<String> {
    let Some(Place::Indicator(function, idx)) = place else { return None };
    filing.indicator(function, idx).map(|it| format!("{}/{}", it.level1, it.level2))
}

/// An amount as people read it; what is no number stays as it is.
pub fn money(text: &str) -> String {
    Amount::printed(text).value().map_or_else(|| text.to_owned(), grouped::grouped)
}

/// A difference in words.
pub fn tell(it: &Difference, lang: Lang) -> String {
    let title = it.kind.title().text(lang);
    let name = it.field.as_ref().map(|it| field_name(it, lang)).filter(|it| it != title);
    let what = name.map_or_else(|| title.to_owned(), |it| format!("{title} {it}"));
    if it.before.is_empty() && it.after.is_empty() {
        return what;
    }
    let (before, after) = texts(it, lang);
    let shown = |text: String| if text.is_empty() { DiffText::Blank.text(lang).to_owned() } else { text };
    let delta = match it.kind {
        Kind::Money(Some(delta)) if !it.before.is_empty() && !it.after.is_empty() => more(it, delta),
        _ => String::new(),
    };
    format!("{what} {} → {}{delta}", shown(before), shown(after))
}

/// By how much an amount differs. It is told in 元, which is said where the form counts in another unit.
fn more(it: &Difference, delta: Decimal) -> String {
    let value = |text: &str| Amount::printed(text).value();
    let as_printed =
        value(&it.after).zip(value(&it.before)).and_then(|(after, before)| after.checked_sub(before));
    let unit = if as_printed == Some(delta) { String::new() } else { format!(" {}", MoneyUnit::Yuan.word()) };
    format!("（{}{unit}）", grouped::signed(delta.normalize()))
}

/// Both texts as people read them.
fn texts(it: &Difference, lang: Lang) -> (String, String) {
    if matches!(it.kind, Kind::Money(_)) {
        return (money(&it.before), money(&it.after));
    }
    match &it.field {
        Some(field) if field.choices().is_some() => {
            (value_name(field, &it.before, lang), value_name(field, &it.after, lang))
        }
        Some(field @ Field::Doubt) => {
            let [before, after] = [&it.before, &it.after].map(|it| value_name(field, it, lang));
            excerpt(&before, &after, MOST)
        }
        _ => excerpt(&it.before, &it.after, MOST),
    }
}

const fn weight(kind: Kind) -> u8 {
    match kind {
        Kind::Added | Kind::Removed => 5,
        Kind::Target(shift) if shift.is_looser() => 4,
        Kind::Moved | Kind::Reordered => 3,
        Kind::Target(_) | Kind::Money(_) | Kind::Renamed => 2,
        Kind::Text | Kind::Accepted => 1,
    }
}

/// How a difference is meant.
pub const fn tone(kind: Kind) -> Tone {
    match kind {
        Kind::Added => Tone::Good,
        Kind::Removed => Tone::Error,
        Kind::Target(shift) if shift.is_looser() => Tone::Warning,
        _ => Tone::Info,
    }
}

//! The same indicator in other filings as a list: one of their targets can be taken over.

use super::super::State;
use super::super::others::{Others, Rank};
use super::sides::name;
use super::{Board, BoardKind, BoardRow, Cell, Column, Goal, Tone, Width};
use crate::library::At;
use crate::messages::{KnowText, Message};
use crate::model::{Field, Place};

/// The board; `None` when no other filing has the indicator.
pub fn board(state: &State, entry: usize, place: Place) -> Option<Board> {
    let others = state.others(entry, place)?;
    let row = |it: &super::super::others::Other| {
        let found = state.row(it.at)?;
        let tone = match (it.is_own, it.is_same) {
            (true, _) => Tone::Strong,
            (false, true) => Tone::Plain,
            (false, false) => Tone::Dim,
        };
        let own = if it.is_own { state.say(KnowText::ThisOne) } else { "" };
        let cells = vec![
            Cell::toned(if it.is_own { ">" } else { "" }, Tone::Good),
            Cell::toned(found.target.clone(), tone),
            Cell::toned(if it.is_own { name(state, entry) } else { whose(state, it.at, entry) }, tone),
            Cell::toned(if it.is_same { own.to_owned() } else { found.name.clone() }, Tone::Dim),
        ];
        let at = Place::Indicator(it.at.function, it.at.idx);
        let detail = format!("{}  {}", found.name, found.note);
        let goal = Goal::Place(it.at.entry, at);
        Some(BoardRow { detail: detail.trim().to_owned(), ..BoardRow::new(cells, goal) })
    };
    // What is only called nearly so stands apart: it has no part in the standing.
    let n_same = others.rows.iter().filter(|it| it.is_same).count();
    let mut rows: Vec<BoardRow> = others.rows.iter().take(n_same).filter_map(row).collect();
    let alike: Vec<BoardRow> = others.rows.iter().skip(n_same).filter_map(row).collect();
    if !alike.is_empty() {
        rows.push(BoardRow::heading(state.say(KnowText::AlikeHeading)));
    }
    rows.extend(alike);
    let columns = vec![
        Column::new("", Width::Content(1)),
        Column::right("", Width::Content(20)),
        Column::new("", Width::Share(1)),
        Column::new("", Width::Content(24)),
    ];
    let called = state.entries.get(entry)?.filing().get(place, &Field::IndicatorName)?.into_owned();
    let title = Message::new(KnowText::OthersTitle, [("name", called)]).render(state.lang);
    let mut board = Board::new(BoardKind::Others { entry, place }, title, columns, rows);
    board.note = standing(state, &others);
    let first = others.rows.iter().position(|it| !it.is_own).unwrap_or(0);
    board.selected = first + usize::from(first >= n_same);
    Some(board)
}

/// Whose row it is: of another filing by its name, of this one by the function.
pub fn whose(state: &State, at: At, own: usize) -> String {
    if at.entry != own {
        return name(state, at.entry);
    }
    let filing = state.entries.get(own).map(super::super::Entry::filing);
    let function = filing.and_then(|it| it.functions.get(at.function)).map_or("", |it| it.label());
    format!("{} {function}", state.say(KnowText::ThisOne)).trim_end().to_owned()
}

/// Where the row stands, in words.
pub fn standing(state: &State, others: &Others) -> String {
    let mut said = match others.rank {
        Some(Rank { number: 1, of, n_below: 0 }) => {
            Message::new(KnowText::StandingEqual, [("of", of.to_string())]).render(state.lang)
        }
        Some(Rank { number, of, n_below }) => {
            let args =
                [("number", number.to_string()), ("of", of.to_string()), ("below", n_below.to_string())];
            Message::new(KnowText::Standing, args).render(state.lang)
        }
        None => state.say(KnowText::NoStanding).to_owned(),
    };
    if others.n_more > 0 {
        let more = Message::new(KnowText::More, [("n", others.n_more.to_string())]).render(state.lang);
        said = format!("{said}  {more}");
    }
    said
}

/// What the checks would say with the selected row's target; nothing for other boards.
pub fn follow(state: &mut State, board: &mut Board) {
    let BoardKind::Others { entry, place } = board.kind else { return };
    let target = taken(state, board);
    let live = target.and_then(|it| Some(state.entries.get_mut(entry)?.live(&[place], &Field::Target, &it)));
    board.live = live;
}

/// The target of the selected row.
pub fn taken(state: &State, board: &Board) -> Option<String> {
    let Goal::Place(entry, at) = board.row()?.goal else { return None };
    Some(state.entries.get(entry)?.filing().get(at, &Field::Target)?.into_owned())
}

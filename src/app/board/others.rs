//! The same indicator in other filings as a list: one of their targets can be taken over.

use super::super::State;
use super::super::others::{Others, Rank};
use super::sides::name;
use super::{Board, BoardKind, BoardRow, Cell, Column, Goal, Tone, Width};
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
            Cell::toned(name(state, it.at.entry), tone),
            Cell::toned(if it.is_same { own.to_owned() } else { found.name.clone() }, Tone::Dim),
        ];
        let at = Place::Indicator(it.at.function, it.at.idx);
        let detail = format!("{}  {}", found.name, found.note);
        let goal = Goal::Place(it.at.entry, at);
        Some(BoardRow { detail: detail.trim().to_owned(), ..BoardRow::new(cells, goal) })
    };
    let rows: Vec<BoardRow> = others.rows.iter().filter_map(row).collect();
    let columns = vec![
        Column::new("", Width::Content(1)),
        Column::right("", Width::Content(20)),
        Column::new("", Width::Share(1)),
        Column::new("", Width::Content(24)),
    ];
    let own = state.entries.get(entry)?.filing().get(place, &Field::IndicatorName)?.into_owned();
    let title = Message::new(KnowText::OthersTitle, [("name", own)]).render(state.lang);
    let mut board = Board::new(BoardKind::Others { entry, place }, title, columns, rows);
    board.note = standing(state, &others);
    board.selected = others.rows.iter().position(|it| !it.is_own).unwrap_or(0);
    Some(board)
}

/// Where the row stands, in words.
pub fn standing(state: &State, others: &Others) -> String {
    let mut said = match others.rank {
        Some(Rank { number: 1, of, percent: 0 }) => {
            Message::new(KnowText::StandingEqual, [("of", of.to_string())]).render(state.lang)
        }
        Some(Rank { number, of, percent }) => {
            let args =
                [("number", number.to_string()), ("of", of.to_string()), ("percent", percent.to_string())];
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

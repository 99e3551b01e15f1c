//! The money of a filing as a tree: amounts, shares, and what each sum came to. Where a sum does not hold, the lines
//! that most likely cause it are marked.

use super::super::entry::Live;
use super::super::pane::line_columns;
use super::super::{Entry, Glyphs, State};
use super::shares::{self, Shares};
use super::sides::money;
use super::{Board, BoardKind, BoardRow, Cell, Column, Goal, Tone, Width};
use crate::check::budget::{self, Hint, Identity, Slip, State as Outcome};
use crate::messages::{KnowText, Message};
use crate::model::{BudgetTree, Column as Money, Field, Filing, Place};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rustc_hash::FxHashMap;

/// How many columns of the screen a whole bar has.
const BAR: usize = 12;
/// Columns of a share in percent.
const PERCENT: usize = 4;
/// At most so many columns of amounts are shown; more would leave no room for names.
const MOST_COLUMNS: usize = 4;
/// What the names of totals end with.
const TOTALS: [&str; 4] = ["总额", "合计", "总计", "小计"];

/// The board; with `live`, the sums are those of an amount that is being typed. `None` when there is no money.
pub fn board(state: &State, entry: usize, live: Option<&Live>) -> Option<Board> {
    let it = state.entries.get(entry)?;
    let filing = it.filing();
    if !budget::has_money(filing) {
        return None;
    }
    let identities = live.map_or(it.budget(), |it| it.budget.as_slice());
    let columns = money_columns(it);
    let tree = BudgetTree::of(&filing.budget);
    let mut own: FxHashMap<Place, Vec<&Identity>> = FxHashMap::default();
    for identity in identities {
        own.entry(identity.total.at).or_default().push(identity);
    }
    let hinted = identities.iter().filter(|it| it.hint.is_some()).collect();
    let view = View { state, it, entry, own, hinted, columns: &columns, shares: Shares::of(filing, &tree) };
    let mut rows = Vec::new();
    for idx in in_order(&tree) {
        let depth = tree.path(idx).len() - 1;
        let name = filing.budget.lines.get(idx).map_or("", |it| it.name.as_str());
        rows.push(view.row(Place::BudgetLine(idx), &format!("{}{name}", "  ".repeat(depth))));
    }
    let tasks = filing.functions.iter().enumerate().filter(|(_, it)| !it.amounts.is_empty());
    for (idx, task) in tasks {
        rows.push(view.row(Place::Function(idx), task.name.as_str()));
    }
    let unit = filing.budget.unit.map(|it| it.word().to_owned()).unwrap_or_default();
    let title = Message::new(KnowText::BudgetTitle, [("unit", unit)]).render(state.lang);
    let mut all = vec![Column::new(state.say(KnowText::ColumnLine), Width::Content(30))];
    for column in &columns {
        let head = super::super::field_name::field_name(&Field::Amount(column.clone()), state.lang);
        all.push(Column::right(&head, Width::Content(16)));
    }
    all.push(Column::new(state.say(KnowText::ColumnShare), Width::Whole(PERCENT)));
    all.push(Column::new("", Width::Whole(BAR)));
    all.push(Column::new(state.say(KnowText::ColumnSum), Width::Share(1)));
    let mut board = Board::new(BoardKind::Budget { entry }, title, all, rows);
    let parts = budget::summary(identities, filing.budget.unit);
    let parts: Vec<String> = parts.iter().map(|it| it.message.render(state.lang)).collect();
    board.note = parts.join("  ");
    Some(board)
}

/// Whether a blank line only heads a part of the form whose total stands below it (收入, and under it 资金总额).
pub fn is_heading(filing: &Filing, place: Place) -> bool {
    let Place::BudgetLine(idx) = place else { return false };
    let tree = BudgetTree::of(&filing.budget);
    let line = |idx: usize| filing.budget.lines.get(idx);
    let is_total =
        |idx: usize| line(idx).is_some_and(|it| TOTALS.iter().any(|word| it.name.trim_end().ends_with(word)));
    let is_blank = line(idx).is_some_and(|it| it.amounts.0.iter().all(|(_, it)| it.text().is_empty()));
    is_blank && !is_total(idx) && matches!(tree.children(idx), [only] if is_total(*only))
}

/// All lines, each right below the one that it belongs to.
fn in_order(tree: &BudgetTree) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open: Vec<usize> = tree.roots().iter().rev().copied().collect();
    while let Some(idx) = open.pop() {
        found.push(idx);
        open.extend(tree.children(idx).iter().rev());
    }
    found
}

/// The columns of amounts as forms print them: half-year before full-year.
fn money_columns(it: &Entry) -> Vec<Money> {
    let mut columns = it.parts().line_columns.clone();
    columns.extend(
        it.parts().function_columns.iter().filter(|it| !columns.contains(it)).cloned().collect::<Vec<_>>(),
    );
    if columns.is_empty() {
        columns.push(Money::Only);
    }
    columns.sort_by_key(|it| *it != Money::Half);
    columns.truncate(MOST_COLUMNS);
    columns
}

struct View<'a> {
    state: &'a State,
    it: &'a Entry,
    entry: usize,
    /// The identities of each line's or task's total.
    own: FxHashMap<Place, Vec<&'a Identity>>,
    /// Those that name a likely cause.
    hinted: Vec<&'a Identity>,
    columns: &'a [Money],
    shares: Shares<'a>,
}

impl View<'_> {
    fn row(&self, place: Place, name: &str) -> BoardRow {
        let filing = self.it.filing();
        let own = self.own.get(&place).map_or(&[][..], Vec::as_slice);
        let is_heading = match place {
            Place::BudgetLine(idx) => filing.budget.lines.get(idx).is_some_and(|it| it.amounts.is_empty()),
            _ => false,
        };
        let suspect = self.suspect(place);
        let tone = if suspect.is_some() { Tone::Error } else { Tone::Plain };
        let mut cells = vec![Cell::toned(name, if is_heading { Tone::Strong } else { tone })];
        let own_columns = match place {
            Place::BudgetLine(idx) => line_columns(self.it, idx),
            _ => self.it.parts().function_columns.clone(),
        };
        let mut fields = Vec::new();
        for column in self.columns {
            // A line with the single column stands in the full year's.
            let is_single = own_columns == [Money::Only] && *column == Money::Full;
            let field = Field::Amount(if is_single { Money::Only } else { column.clone() });
            let text = filing.get(place, &field).unwrap_or_default().into_owned();
            cells.push(Cell::toned(money(&text), tone));
            fields.push(field);
        }
        let whole = self.shares.whole(place);
        let (percent, bar) = share(shares::amount(filing, place), whole, self.state.glyphs);
        cells.push(Cell::toned(percent, Tone::Info));
        cells.push(Cell::toned(bar, Tone::Info));
        cells.push(self.outcome(own, suspect.as_ref()));
        let is_told = |it: &&&Identity| {
            it.state != Outcome::Pass || !matches!(it.kind, budget::Kind::HalfAndFull | budget::Kind::OfWhich)
        };
        let mut detail: Vec<String> = Vec::new();
        let says = own
            .iter()
            .filter(is_told)
            .flat_map(|it| budget::summary(std::slice::from_ref(*it), filing.budget.unit))
            .map(|it| it.message.render(self.state.lang));
        for it in says.chain(suspect.clone()) {
            // Several sums of a blank total say the same.
            if !detail.contains(&it) {
                detail.push(it);
            }
        }
        let goal = Goal::Amounts(self.entry, place, fields);
        let is_stop = suspect.is_some() || own.iter().any(|it| it.state == Outcome::Fail);
        BoardRow { detail: detail.join("；"), is_stop, ..BoardRow::new(cells, goal) }
    }

    /// The worst of a line's sums, short.
    fn outcome(&self, own: &[&Identity], suspect: Option<&String>) -> Cell {
        let weight = |it: &&&Identity| match it.state {
            Outcome::Fail => 4,
            Outcome::NotEvaluable(_) => 3,
            Outcome::Rounding => 2,
            Outcome::Pass => 1,
            Outcome::NotApplicable => 0,
        };
        let unit = self.it.filing().budget.unit;
        let difference = |it: &Identity| budget::difference_text(it.difference.unwrap_or_default(), unit);
        // Of equally bad ones the sum: the other comparisons of a line follow from its figures.
        let is_sum = |it: &Identity| !matches!(it.kind, budget::Kind::HalfAndFull | budget::Kind::OfWhich);
        let Some(worst) = own.iter().max_by_key(|it| (weight(it), is_sum(it))) else {
            return suspect.map_or_else(Cell::default, |it| Cell::toned(format!("← {it}"), Tone::Error));
        };
        match &worst.state {
            Outcome::Fail => Cell::toned(format!("✗ {}", difference(worst)), Tone::Error),
            Outcome::Rounding => Cell::toned(format!("≈ {}", difference(worst)), Tone::Info),
            Outcome::Pass => match suspect {
                Some(it) => Cell::toned(format!("✓ ← {it}"), Tone::Error),
                None => Cell::toned("✓", Tone::Good),
            },
            Outcome::NotEvaluable(_) => {
                let says = budget::summary(std::slice::from_ref(*worst), unit);
                let says = says.first().map(|it| it.message.render(self.state.lang)).unwrap_or_default();
                Cell::toned(format!("? {says}"), Tone::Warning)
            }
            Outcome::NotApplicable => Cell::default(),
        }
    }

    /// Why this line is the likely cause of a sum that does not hold.
    fn suspect(&self, place: Place) -> Option<String> {
        self.hinted.iter().find_map(|it| {
            let slipped = |slips: &[Slip], says: KnowText| {
                let slip = slips.iter().find(|it| it.cell.0 == place)?;
                let args = [("converted", crate::model::grouped::grouped(slip.converted))];
                Some(Message::new(says, args).render(self.state.lang))
            };
            let part = |idx: &usize| it.parts.get(*idx).is_some_and(|it| it.at == place);
            match it.hint.as_ref()? {
                Hint::UnitSlip(slips) => slipped(slips, KnowText::SuspectUnit),
                Hint::MisplacedPoint(slips) if !slips.is_empty() => slipped(slips, KnowText::SuspectPoint),
                Hint::SwappedDigits(slips) if !slips.is_empty() => slipped(slips, KnowText::SuspectDigits),
                Hint::MissingPart(idx) if part(idx) => {
                    Some(self.state.say(KnowText::SuspectMissing).to_owned())
                }
                Hint::DoubledPart(idx) if part(idx) => {
                    Some(self.state.say(KnowText::SuspectDoubled).to_owned())
                }
                Hint::SwappedDigits(_) if it.total.at == place => {
                    Some(self.state.say(KnowText::SuspectSomeDigits).to_owned())
                }
                _ => None,
            }
        })
    }
}

/// The share in percent, and a bar as long as it is, of signs that have one column in the terminal.
fn share(amount: Option<Decimal>, whole: Option<Decimal>, glyphs: Glyphs) -> (String, String) {
    let share = amount.zip(whole).and_then(|(it, whole)| it.checked_div(whole));
    let (full, blank) = if glyphs == Glyphs::default() { ("█", "░") } else { ("#", ".") };
    let Some(share) = share.filter(|it| (Decimal::ZERO..=Decimal::ONE).contains(it)) else {
        return (String::new(), String::new());
    };
    let of = |n: usize| (share * Decimal::from(n)).round().to_usize().unwrap_or(0);
    let n_cells = of(BAR).min(BAR);
    (format!("{:>3}%", of(100)), format!("{}{}", full.repeat(n_cells), blank.repeat(BAR - n_cells)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BudgetLine;

    #[test]
    fn headings_are_what_a_total_stands_under() {
        let mut filing = Filing::default();
        for (name, under) in [
            ("收入", ""),
            ("资金总额", "收入"),
            ("财政拨款", "收入/资金总额"),
            ("项目资金总额", ""),
            ("年度资金总额", "项目资金总额"),
            ("其他支出", ""),
        ] {
            filing.budget.lines.push(BudgetLine {
                name: name.into(),
                under: under.into(),
                ..BudgetLine::default()
            });
        }
        let found = |filing: &Filing| -> Vec<usize> {
            (0..filing.budget.lines.len()).filter(|it| is_heading(filing, Place::BudgetLine(*it))).collect()
        };
        assert_eq!(found(&filing), [0], "收入 only");
        filing.budget.lines[0].amounts.set(&Money::Only, "320.00");
        assert!(found(&filing).is_empty(), "it has an amount of its own");
    }
}

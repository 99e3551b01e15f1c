//! The folder at a glance: filings by verdict, findings by rule, money by department, doubtful imports.

use super::super::tally::Counts;
use super::super::{Entry, State};
use super::changes::label;
use super::sides::name;
use super::{Board, BoardKind, BoardRow, Cell, Column, Goal, Tone, Width};
use crate::check::{Finding, Rule, Severity};
use crate::messages::{KnowText, LoadText, Message, Text};
use crate::model::{Amounts, Column as Money, Filing, Place, grouped};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// At most so many rows of a kind are listed.
const MOST: usize = 200;
/// At most so many findings of one rule are listed.
const MOST_FINDINGS: usize = 1_000;

/// The board of the folder.
pub fn board(state: &State) -> Board {
    let mut rows = vec![BoardRow::heading(state.say(KnowText::DashboardVerdicts))];
    rows.extend(verdicts(state));
    rows.push(BoardRow::heading(""));
    rows.push(BoardRow::heading(state.say(KnowText::DashboardRules)));
    rows.extend(rules(state));
    rows.push(BoardRow::heading(""));
    rows.push(BoardRow::heading(state.say(KnowText::DashboardMoney)));
    rows.extend(moneys(state));
    let doubts = doubts(state);
    if !doubts.is_empty() {
        rows.push(BoardRow::heading(""));
        rows.push(BoardRow::heading(state.say(KnowText::DashboardDoubts)));
        rows.extend(doubts);
    }
    let columns = vec![
        Column::new("", Width::Share(3)),
        Column::right("", Width::Content(18)),
        Column::new("", Width::Share(2)),
    ];
    let title = state.say(KnowText::DashboardTitle).to_owned();
    let mut board = Board::new(BoardKind::Dashboard, title, columns, rows);
    // From part to part: the first row below each heading.
    let mut is_below = false;
    for row in &mut board.rows {
        let is_heading = matches!(row.goal, Goal::None);
        row.is_stop = is_below && !is_heading;
        is_below = is_heading;
    }
    board.note = note(state);
    board
}

fn note(state: &State) -> String {
    let is_clean = |it: &&Entry| it.total() == Counts::default();
    let has = |it: &&Entry, severity: Severity| it.total().worst() == Some(severity);
    let n = |is: &dyn Fn(&&Entry) -> bool| state.entries.iter().filter(|it| is(it)).count().to_string();
    let args = [
        ("n", state.entries.len().to_string()),
        ("errors", n(&|it| has(it, Severity::Error))),
        ("warnings", n(&|it| has(it, Severity::Warning))),
        ("infos", n(&|it| has(it, Severity::Info))),
        ("clean", n(&is_clean)),
    ];
    let note = Message::new(KnowText::DashboardNote, args).render(state.lang);
    match state.unread {
        // What is missing is more than what is there.
        Some(progress) => {
            format!("{} · {note}", Message::new(LoadText::Unread, progress.args()).render(state.lang))
        }
        None => note,
    }
}

/// Filings, the worst first.
fn verdicts(state: &State) -> Vec<BoardRow> {
    let mut order: Vec<usize> = (0..state.entries.len()).collect();
    let counts = |idx: &usize| state.entries.get(*idx).map(Entry::total).unwrap_or_default();
    order.sort_by_key(|it| {
        let counts = counts(it);
        std::cmp::Reverse((counts.errors, counts.warnings, counts.infos))
    });
    let row = |idx: usize| {
        let counts = counts(&idx);
        let (verdict, tone) = match counts.worst() {
            Some(Severity::Error) => (KnowText::VerdictErrors, Tone::Error),
            Some(Severity::Warning) => (KnowText::VerdictWarnings, Tone::Warning),
            Some(Severity::Info) => (KnowText::VerdictInfos, Tone::Info),
            None => (KnowText::VerdictClean, Tone::Good),
        };
        let sums = format!("✗{} ⚠{} ℹ{}", counts.errors, counts.warnings, counts.infos);
        let cells = vec![
            Cell::plain(format!("  {}", name(state, idx))),
            Cell::plain(sums),
            Cell::toned(state.say(verdict), tone),
        ];
        BoardRow::new(cells, Goal::Place(idx, Place::Filing))
    };
    let n_more = order.len().saturating_sub(MOST);
    let mut rows: Vec<BoardRow> = order.into_iter().take(MOST).map(row).collect();
    if n_more > 0 {
        let more = Message::new(KnowText::More, [("n", n_more.to_string())]).render(state.lang);
        rows.push(BoardRow::new(vec![Cell::toned(format!("  {more}"), Tone::Dim)], Goal::None));
    }
    rows
}

/// Findings by rule, the most frequent of the most severe first.
fn rules(state: &State) -> Vec<BoardRow> {
    let mut counts: BTreeMap<&'static str, (&'static Rule, Severity, usize, usize)> = BTreeMap::new();
    for entry in &state.entries {
        let mut seen: Vec<&'static str> = Vec::new();
        for finding in entry.findings_once().iter() {
            let slot = counts.entry(finding.rule.code).or_insert((finding.rule, finding.severity, 0, 0));
            slot.1 = slot.1.max(finding.severity);
            slot.2 += 1;
            if !seen.contains(&finding.rule.code) {
                seen.push(finding.rule.code);
                slot.3 += 1;
            }
        }
    }
    let mut all: Vec<_> = counts.into_values().collect();
    all.sort_by_key(|(rule, severity, n, _)| (std::cmp::Reverse((*severity, *n)), rule.code));
    let row = |(rule, severity, n, n_filings): (&'static Rule, Severity, usize, usize)| {
        let args = [("n", n.to_string()), ("filings", n_filings.to_string())];
        let cells = vec![
            Cell::toned(
                format!("  {} {} {}", mark(severity), rule.code, rule.title.text(state.lang)),
                tone(severity),
            ),
            Cell::default(),
            Cell::plain(Message::new(KnowText::RuleCount, args).render(state.lang)),
        ];
        BoardRow::new(cells, Goal::Rule(rule.code))
    };
    all.into_iter().map(row).collect()
}

/// The totals of each department's filings, by year.
fn moneys(state: &State) -> Vec<BoardRow> {
    let mut sums: BTreeMap<(&str, Option<i32>), (Decimal, usize, usize)> = BTreeMap::new();
    for (idx, entry) in state.entries.iter().enumerate() {
        let Some(total) = total(&entry.filing_once()) else { continue };
        let key = (entry.department(), entry.head().year);
        let slot = sums.entry(key).or_insert((Decimal::ZERO, 0, idx));
        slot.0 = slot.0.checked_add(total).unwrap_or(slot.0);
        slot.1 += 1;
    }
    let mut all: Vec<_> = sums.into_iter().collect();
    all.sort_by_key(|(_, (sum, ..))| std::cmp::Reverse(*sum));
    let row = |((department, year), (sum, n, idx)): ((&str, Option<i32>), (Decimal, usize, usize))| {
        let year = year.map(|it| format!(" {it}")).unwrap_or_default();
        let n = Message::new(KnowText::FilingCount, [("n", n.to_string())]).render(state.lang);
        let wan = sum.checked_div(Decimal::from(10_000)).unwrap_or_default().round_dp(2).normalize();
        let cells = vec![
            Cell::plain(format!("  {department}{year}")),
            Cell::plain(format!("{} 万元", grouped::grouped(wan))),
            Cell::toned(n, Tone::Dim),
        ];
        BoardRow::new(cells, Goal::Place(idx, Place::Filing))
    };
    all.into_iter().take(MOST).map(row).collect()
}

/// The filing's largest amount, in 元; nothing where the unit is not known.
fn total(filing: &Filing) -> Option<Decimal> {
    let unit = filing.budget.unit?;
    let main = |it: &Amounts| {
        [Money::Full, Money::Total, Money::Only].iter().find_map(|column| it.get(column)?.value())
    };
    let lines = filing.budget.lines.iter().map(|it| &it.amounts);
    let total = lines.filter_map(main).max()?;
    total.checked_mul(unit.in_yuan())
}

/// Filings with doubtful rows, the most doubtful first; Enter goes to the first of them.
fn doubts(state: &State) -> Vec<BoardRow> {
    let of = |(idx, entry): (usize, &Entry)| {
        let n = Some(entry.head().n_doubtful).filter(|it| *it > 0)?;
        let filing = entry.filing_once();
        let (function, at, _) = filing.indicators().find(|(_, _, it)| !it.doubt.is_empty())?;
        Some((idx, Place::Indicator(function, at), n))
    };
    let mut all: Vec<_> = state.entries.iter().enumerate().filter_map(of).collect();
    all.sort_by_key(|(_, _, n)| std::cmp::Reverse(*n));
    let row = |(idx, place, n): (usize, Place, usize)| {
        let cells = vec![
            Cell::plain(format!("  {}", name(state, idx))),
            Cell::default(),
            Cell::toned(
                Message::new(KnowText::DoubtCount, [("n", n.to_string())]).render(state.lang),
                Tone::Warning,
            ),
        ];
        BoardRow::new(cells, Goal::Place(idx, place))
    };
    all.into_iter().take(MOST).map(row).collect()
}

/// The findings of a rule in all filings.
pub fn of_rule(state: &State, code: &'static str) -> Board {
    let of = |(idx, entry): (usize, &'_ Entry)| {
        let own: Vec<BoardRow> = entry
            .findings_once()
            .iter()
            .filter(|it| it.rule.code == code)
            .map(|it| finding_row(state, idx, entry.filing(), it))
            .collect();
        own
    };
    let rows = state.entries.iter().enumerate().flat_map(of).take(MOST_FINDINGS).collect();
    let columns = vec![
        Column::new("", Width::Content(28)),
        Column::new("", Width::Content(28)),
        Column::new("", Width::Share(1)),
    ];
    let rule = crate::check::rules::by_code(code);
    let title = format!("{code} {}", rule.map_or("", |it| it.title.text(state.lang)));
    Board::new(BoardKind::Rule { code }, title, columns, rows)
}

fn finding_row(state: &State, idx: usize, filing: &Filing, finding: &Finding) -> BoardRow {
    let says = finding.message.render(state.lang);
    let cells = vec![
        Cell::plain(name(state, idx)),
        Cell::plain(label(state, filing, finding.at)),
        Cell::toned(says.clone(), tone(finding.severity)),
    ];
    BoardRow { detail: says, ..BoardRow::new(cells, Goal::Place(idx, finding.at)) }
}

const fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✗",
        Severity::Warning => "⚠",
        Severity::Info => "ℹ",
    }
}

const fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
        Severity::Info => Tone::Info,
    }
}

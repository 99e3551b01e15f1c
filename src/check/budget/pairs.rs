//! Identities between two totals: income and expenditure, a project's total and its year.

use super::block::Block;
use super::compare::compare;
use super::identity::{Identity, Kind, Part, Span};
use super::names::{self, Side};
use crate::model::{Column, Filing, Place, Project};

/// All identities between two totals.
pub fn derive(block: &Block<'_>, found: &mut Vec<Identity>) {
    income_and_expenditure(block, block.tree.roots(), found);
    for idx in 0..block.filing.budget.lines.len() {
        income_and_expenditure(block, block.tree.children(idx), found);
    }
    project_and_year(block, found);
}

/// 支出 against 收入 where both stand beside each other.
fn income_and_expenditure(block: &Block<'_>, lines: &[usize], found: &mut Vec<Identity>) {
    let of = |side| lines.iter().copied().find(|it| block.side(*it) == Some(side));
    let (Some(income), Some(expenditure)) = (of(Side::Income), of(Side::Expenditure)) else { return };
    let (Some(income), Some(expenditure)) = (total_of(block, income), total_of(block, expenditure)) else {
        return;
    };
    let columns = |idx| block.columns([Place::BudgetLine(idx)]);
    let (left, right) = (columns(income), columns(expenditure));
    let shared: Vec<Column> = left.iter().filter(|it| right.contains(it)).cloned().collect();
    if shared.is_empty() {
        // One side prints a single column and the other its year: the year is meant.
        let (total, part) = (main_part(block, expenditure), main_part(block, income));
        found.push(compare(block, Kind::IncomeAndExpenditure, total, vec![part]));
    }
    for column in shared {
        let part = |idx| block.part(Place::BudgetLine(idx), &column);
        found.push(compare(block, Kind::IncomeAndExpenditure, part(expenditure), vec![part(income)]));
    }
}

/// The line that holds a side's total: the heading itself, the total among its children, or its only child.
fn total_of(block: &Block<'_>, heading: usize) -> Option<usize> {
    if !block.is_blank(Place::BudgetLine(heading)) {
        return Some(heading);
    }
    block.total_child(heading).or_else(|| match block.tree.children(heading) {
        [only] => Some(*only),
        _ => None,
    })
}

fn project_and_year(block: &Block<'_>, found: &mut Vec<Identity>) {
    let find =
        |test: fn(&str) -> bool| (0..block.filing.budget.lines.len()).find(|it| test(block.line_name(*it)));
    let (Some(whole), Some(year)) = (find(names::is_project_total), find(names::is_annual_total)) else {
        return;
    };
    let kind = Kind::ProjectAndYear(span(block.filing));
    found.push(compare(block, kind, main_part(block, whole), vec![main_part(block, year)]));
}

/// A line's amount in the column that stands for the whole year and all funds.
fn main_part(block: &Block<'_>, idx: usize) -> Part {
    let at = Place::BudgetLine(idx);
    let columns = block.columns([at]);
    let main = [Column::Only, Column::Full, Column::Total].into_iter().find(|it| columns.contains(it));
    block.part(at, &main.or_else(|| columns.first().cloned()).unwrap_or_else(|| block.main_column()))
}

/// Over how many years the project of a filing runs.
pub fn span(filing: &Filing) -> Span {
    let Project { nature, start, end, .. } = &filing.project;
    if ["阶段性", "跨年", "多年"].iter().any(|it| nature.contains(it)) {
        return Span::SeveralYears;
    }
    match (year(start), year(end)) {
        (Some(start), Some(end)) if start == end => Span::OneYear,
        (Some(_), Some(_)) => Span::SeveralYears,
        _ => Span::Unknown,
    }
}

/// The year that a printed date begins with.
fn year(date: &str) -> Option<u32> {
    let digits: String = date.trim().chars().take_while(char::is_ascii_digit).collect();
    if digits.len() == 4 { digits.parse().ok() } else { None }
}

//! The rows of the table of findings, with both sides of sums that do not hold.

use super::Source;
use super::cell::Cell;
use super::layout::Head;
use super::rows::Rows;
use crate::model::{Filing, MoneyUnit, Place, path::Paths};

/// Adds a row for each finding.
pub fn add(rows: &mut Rows, head: &Head<'_>, source: &Source<'_>, paths: &Paths) {
    for (idx, finding) in source.findings.iter().enumerate() {
        let at = match &finding.field {
            Some(field) => paths.field(finding.at, field),
            None => paths.node(finding.at).to_owned(),
        };
        let message = finding.message.render(source.lang);
        let fix = finding.fix.as_ref();
        let own = fix.and_then(|it| {
            it.edits.iter().find(|it| it.at == finding.at && Some(&it.field) == finding.field.as_ref())
        });
        let money = finding.money.as_ref();
        let (function, indicator, item) = place(source.filing, finding.at);
        rows.push(head.with([
            finding.rule.code.into(),
            finding.rule.name.into(),
            finding.severity.word().into(),
            finding.rule.clause.into(),
            (&at).into(),
            source.lines.get(idx).copied().flatten().into(),
            function.into(),
            indicator.into(),
            item.into(),
            (&finding.value).into(),
            (&message).into(),
            fix.map(|it| it.safety.word()).into(),
            own.map(|it| it.text.as_str()).into(),
            money.map(|it| it.expected).into(),
            money.map(|it| it.actual).into(),
            money.map(|it| it.difference).into(),
            money.map(|it| it.tolerance).into(),
            money.and_then(|it| it.unit).map(MoneyUnit::word).map_or(Cell::Null, Into::into),
        ]));
    }
}

/// The numbers of the function, the indicator and the budget line, each from 1 and as the other tables have them.
fn place(filing: &Filing, at: Place) -> (Option<usize>, Option<usize>, Option<usize>) {
    match at {
        Place::Filing => (None, None, None),
        Place::BudgetLine(idx) => (None, None, Some(idx + 1)),
        Place::Function(idx) => (Some(idx + 1), None, None),
        Place::Indicator(function, idx) => {
            let before: usize = filing.functions.iter().take(function).map(|it| it.indicators.len()).sum();
            (Some(function + 1), Some(before + idx + 1), None)
        }
    }
}

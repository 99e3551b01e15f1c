//! The rows of the table of indicators: what is printed, what the targets say, what was found.

use super::Source;
use super::cell::Cell;
use super::layout::{ByPlace, Head};
use super::rows::Rows;
use crate::check;
use crate::model::{Place, taxonomy};
use crate::value::{Class, Deadline, Kind, Op, Target};

/// Adds a row for each indicator.
pub fn add(rows: &mut Rows, head: &Head<'_>, source: &Source<'_>) {
    let found = ByPlace::of(source.findings);
    let seen = source.settings.words.canonical(source.filing);
    for (number, (function_idx, idx, it)) in source.filing.indicators().enumerate() {
        let function = source.filing.functions.get(function_idx);
        let labels = seen.indicator(function_idx, idx).unwrap_or(it);
        let level1 = taxonomy::level1(&labels.level1).map(taxonomy::level1_name);
        let level2 = taxonomy::level2(&labels.level2).map(|it| it.name);
        let read = |text: &str| check::target(text, source.settings);
        let (target, half) = (read(&it.target), read(&it.target_half));
        let (per, half_unit) = (per(&target), unit(&half));
        let own = [
            (function_idx + 1).into(),
            function.map(|it| it.id.as_str()).into(),
            function.map(|it| it.name.as_str()).into(),
            (number + 1).into(),
            it.line.into(),
            (&it.level1).into(),
            (&it.level2).into(),
            level1.into(),
            level2.into(),
            (&it.work).into(),
            (&it.project).into(),
            (&it.name).into(),
            (&it.target).into(),
            (&it.target_half).into(),
            (&it.note).into(),
            (&it.standard).into(),
            (&it.weight).into(),
            (&it.doubt).into(),
            kind(target.kind).into(),
            operator(target.op).into(),
            target.lo.into(),
            target.hi.into(),
            unit(&target).into(),
            (&per).into(),
            target.base_unit().into(),
            target.magnitude().into(),
            target.deadline.and_then(|it| day(it, source.filing.year)).unwrap_or_default(),
            target.qual.map(class).into(),
            kind(half.kind).into(),
            operator(half.op).into(),
            half.lo.into(),
            half_unit.into(),
        ];
        let found = found.at(Place::Indicator(function_idx, idx)).cells();
        rows.push(head.with(own.into_iter().chain(found)));
    }
}

fn unit(target: &Target) -> &str {
    target.unit.as_ref().map_or("", |it| &it.name)
}

fn per(target: &Target) -> String {
    target.per.iter().map(|it| &*it.name).collect::<Vec<_>>().join("/")
}

/// The day itself; a year that is not written is that of the filing. Null for days that are not in the calendar.
fn day(deadline: Deadline, year: Option<i32>) -> Option<Cell<'static>> {
    let year = deadline.year.or(year).filter(|it| (1..=9999).contains(it))?;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let n_days = match deadline.month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=n_days).contains(&deadline.day).then_some(Cell::Date(year, deadline.month, deadline.day))
}

/// The word of a kind in the table, which never changes with the language.
const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Empty => "",
        Kind::Placeholder => "placeholder",
        Kind::Quant => "quantity",
        Kind::Range => "range",
        Kind::Deadline => "deadline",
        Kind::Change => "change",
        Kind::Relative => "relative",
        Kind::Compound => "compound",
        Kind::Qual => "qualitative",
        Kind::Text => "text",
    }
}

const fn operator(op: Op) -> &'static str {
    match op {
        Op::In => "in",
        _ => op.sign(),
    }
}

const fn class(class: Class) -> &'static str {
    match class {
        Class::Direction => "direction",
        Class::Sustain => "sustain",
        Class::Grade => "grade",
        Class::Timely => "timely",
        Class::Coverage => "coverage",
        Class::Level => "level",
        Class::Result => "result",
    }
}

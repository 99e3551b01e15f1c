//! Every field reads back what was set, and a wrong text changes nothing.

use super::super::filing::Function;
use super::super::filing::{Filing, Indicator};
use super::super::place::Place;
use super::*;

#[test]
fn every_field_reads_back_what_was_set() {
    let mut filing = Filing {
        functions: vec![Function { indicators: vec![Indicator::default()], ..Function::default() }],
        ..Filing::default()
    };
    filing.budget.lines.push(super::super::filing::BudgetLine::default());
    let places: [(Place, Vec<Field>); 4] = [
        (Place::Filing, Field::OF_FILING.to_vec()),
        (Place::BudgetLine(0), [&Field::OF_LINE[..], &[Field::Amount(Column::Full)]].concat()),
        (Place::Function(0), [&Field::OF_FUNCTION[..], &[Field::Amount(Column::Total)]].concat()),
        (Place::Indicator(0, 0), Field::OF_INDICATOR.to_vec()),
    ];
    for (place, fields) in places {
        for field in fields {
            let text = match field {
                Field::Scope => "project",
                Field::Stage => "approved",
                Field::Year | Field::SourceLine | Field::Amount(_) => "2025",
                Field::MoneyUnit => "万元",
                Field::OfWhich => "true",
                _ => "指标\n第二行",
            };
            filing.set(place, &field, text).unwrap();
            assert_eq!(filing.get(place, &field).as_deref(), Some(text), "{field:?}");
        }
    }
}

#[test]
fn a_wrong_text_changes_nothing() {
    let mut filing = Filing { year: Some(2025), ..Filing::default() };
    assert_eq!(filing.set(Place::Filing, &Field::Year, "明年"), Err(Expected::Year));
    assert_eq!(filing.set(Place::Filing, &Field::Target, "≥1"), Err(Expected::OtherField));
    assert_eq!(filing.year, Some(2025));
}

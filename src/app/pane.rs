//! The fields that the editor pane offers for the selected row, in the order of the format.

use super::tree::Node;
use super::{Entry, State};
use crate::model::{Column, Field, Place, Scope};

/// A field of the editor pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The nodes whose field it is.
    pub places: Vec<Place>,
    /// The field.
    pub field: Field,
    /// Its text now.
    pub text: String,
    /// The budget line that it is a cell of, when lines are listed together.
    pub heading: Option<String>,
}

impl State {
    /// The fields of the selected row; none on a department's row.
    pub fn pane_items(&self) -> Vec<Item> {
        match (self.entry(), self.node()) {
            (Some(entry), Some(node)) => items(entry, node),
            _ => Vec::new(),
        }
    }
}

/// The fields of a node.
pub fn items(entry: &Entry, node: Node) -> Vec<Item> {
    let filing = entry.filing();
    let item = |place: Place, field: Field| Item {
        text: filing.get(place, &field).unwrap_or_default().into_owned(),
        places: vec![place],
        field,
        heading: None,
    };
    match node {
        Node::Filing => Field::OF_FILING
            .into_iter()
            .filter(|field| filing.scope == Scope::Project || !is_of_project(field))
            .map(|field| item(Place::Filing, field))
            .collect(),
        Node::Budget => {
            let mut all = vec![item(Place::Filing, Field::MoneyUnit)];
            for (idx, line) in filing.budget.lines.iter().enumerate() {
                for column in line_columns(entry, idx) {
                    let heading = Some(line.name.clone());
                    all.push(Item { heading, ..item(Place::BudgetLine(idx), Field::Amount(column)) });
                }
            }
            all
        }
        Node::Line(idx) => Field::OF_LINE
            .into_iter()
            .chain(line_columns(entry, idx).into_iter().map(Field::Amount))
            .map(|field| item(Place::BudgetLine(idx), field))
            .collect(),
        Node::Function(idx) => Field::OF_FUNCTION
            .into_iter()
            .chain(entry.parts().function_columns.iter().cloned().map(Field::Amount))
            .map(|field| item(Place::Function(idx), field))
            .collect(),
        // A level 1 with one level 2, or with none, says both: in the tree a level 2 without a name has no row.
        Node::Level1(function, first, end) if !has_one_level2(entry, function, first..end) => {
            vec![run(entry, function, first..end, Field::Level1)]
        }
        Node::Level1(function, first, end) | Node::Level2(function, first, end) => vec![
            run(entry, function, first..end, Field::Level1),
            run(entry, function, first..end, Field::Level2),
        ],
        Node::Indicator(function, idx) => indicator_fields(entry)
            .into_iter()
            .map(|field| item(Place::Indicator(function, idx), field))
            .filter(|it| it.field != Field::Doubt || !it.text.is_empty())
            .collect(),
    }
}

/// Whether all indicators of a stretch have the same level 2, or all none.
fn has_one_level2(entry: &Entry, function: usize, stretch: std::ops::Range<usize>) -> bool {
    let indicators = entry.filing().functions.get(function).and_then(|it| it.indicators.get(stretch));
    indicators.unwrap_or_default().windows(2).all(|it| matches!(it, [a, b] if a.level2 == b.level2))
}

/// The amount columns of a budget line: those that it or its form uses.
pub fn line_columns(entry: &Entry, idx: usize) -> Vec<Column> {
    let own: Vec<Column> = entry
        .filing()
        .budget
        .lines
        .get(idx)
        .map(|it| it.amounts.0.iter().map(|(column, _)| column.clone()).collect())
        .unwrap_or_default();
    let form = &entry.parts().line_columns;
    if form.is_empty() {
        return vec![Column::Only];
    }
    // A line with the single column keeps it, even in a form where others have several.
    if own.contains(&Column::Only) { own } else { form.clone() }
}

/// The fields of an indicator: name, target and levels always, the others where the form uses them.
fn indicator_fields(entry: &Entry) -> Vec<Field> {
    let used = |field: &Field| entry.parts().fields.contains(field);
    let mut fields = vec![Field::IndicatorName, Field::Level1, Field::Level2];
    fields.extend([Field::Work, Field::IndicatorProject].into_iter().filter(used));
    if entry.parts().half {
        fields.push(Field::TargetHalf);
    }
    fields.push(Field::Target);
    fields.extend([Field::Note, Field::Standard]);
    if used(&Field::Weight) {
        fields.push(Field::Weight);
    }
    fields.push(Field::Doubt);
    fields
}

fn run(entry: &Entry, function: usize, rows: std::ops::Range<usize>, field: Field) -> Item {
    let places: Vec<Place> = rows.map(|idx| Place::Indicator(function, idx)).collect();
    let text = places.first().and_then(|it| entry.filing().get(*it, &field)).unwrap_or_default().into_owned();
    Item { places, field, text, heading: None }
}

fn is_of_project(field: &Field) -> bool {
    matches!(
        field,
        Field::ProjectName
            | Field::Nature
            | Field::Category
            | Field::Start
            | Field::End
            | Field::ProjectGoals
    )
}

//! One thing done to many rows: a field set, fixes applied, rows of a spreadsheet put in, rows copied as a table. Each
//! change is one step.

use super::fixing::FixPlan;
use super::regroup::landing;
use super::{Entry, Node, State};
use crate::edit::{Change, Row};
use crate::import::paste::Pasted;
use crate::messages::Ui;
use crate::model::taxonomy::{self, Level1};
use crate::model::{Field, Filing, Function, Indicator, Place};

/// What a prompt about several rows is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowsPrompt {
    /// Where to move the chosen indicators.
    Move,
    /// Which field to set on all.
    Field,
    /// What to set it to.
    Value(Field),
    /// The fixes of the chosen rows, of the whole filing or of a rule, before they are applied.
    Fixes(Box<FixPlan>),
    /// Rows of a spreadsheet, before they are put in.
    Paste(Pasted),
}

/// What setting a field would change in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The row.
    pub at: Place,
    /// Its text now.
    pub before: String,
}

impl State {
    /// The fields that can be set on all chosen rows: of indicators, or of budget lines where there are no others.
    pub fn batch_fields(&self) -> Vec<Field> {
        let Some((entry, places)) = self.chosen() else { return Vec::new() };
        let Some(it) = self.entries.get(entry) else { return Vec::new() };
        if self.chosen_indicators().is_some_and(|(_, places)| !places.is_empty()) {
            let hidden = |field: &Field| {
                let needs_half = *field == Field::TargetHalf && !it.parts().half;
                matches!(field, Field::SourceLine | Field::Doubt) || needs_half
            };
            return Field::OF_INDICATOR.into_iter().filter(|field| !hidden(field)).collect();
        }
        if places.iter().any(|it| matches!(it, Place::BudgetLine(_))) {
            let amounts = it.parts().line_columns.iter().cloned().map(Field::Amount);
            return [Field::Under, Field::OfWhich].into_iter().chain(amounts).collect();
        }
        Vec::new()
    }

    /// The chosen rows that setting a field would change, with their texts now.
    pub fn batch_preview(&self, field: &Field, text: &str) -> Vec<Preview> {
        let Some((entry, places)) = self.batch_places(field) else { return Vec::new() };
        let Some(it) = self.entries.get(entry) else { return Vec::new() };
        let before = |at: Place| it.filing().get(at, field).unwrap_or_default().into_owned();
        places
            .into_iter()
            .map(|at| Preview { at, before: before(at) })
            .filter(|it| it.before != text)
            .collect()
    }

    /// The chosen rows that have a field.
    fn batch_places(&self, field: &Field) -> Option<(usize, Vec<Place>)> {
        let (entry, chosen) = self.chosen()?;
        if Field::OF_INDICATOR.contains(field) {
            return self.chosen_indicators();
        }
        let lines = chosen.into_iter().filter(|it| matches!(it, Place::BudgetLine(_))).collect();
        Some((entry, lines))
    }

    /// Sets a field of all chosen rows. Says how many were different.
    pub fn batch_set(&mut self, field: &Field, text: &str) -> Result<usize, Ui> {
        let (entry, places) = self.batch_places(field).ok_or(Ui::NoIndicatorHere)?;
        self.may_edit(entry)?;
        let n = self.batch_preview(field, text).len();
        let first = places.first().copied().ok_or(Ui::NoIndicatorHere)?;
        let takes = self.entries.get_mut(entry).is_some_and(|it| it.accepts(first, field, text).is_ok());
        if n == 0 || !takes {
            return Err(if takes { Ui::NothingDiffers } else { Ui::FieldRefuses });
        }
        self.set_field(entry, &places, field, text);
        self.end_selection();
        Ok(n)
    }

    /// Puts rows of a spreadsheet in as one step: those without labels below the cursor, among its run; others at the
    /// end of the run that they name, or where such a run belongs.
    pub fn put_in(&mut self, rows: &[Indicator]) -> Result<usize, Ui> {
        let (entry, node) = self.entry_idx().zip(self.node()).ok_or(Ui::NothingSelected)?;
        self.may_edit(entry)?;
        let filing = self.entries.get(entry).ok_or(Ui::NothingSelected)?.filing();
        let (changes, first) = put_in(filing, node, rows).ok_or(Ui::CannotPasteHere)?;
        let before = node.place().unwrap_or(Place::Filing);
        if self.make(entry, changes, before, first) { Ok(rows.len()) } else { Err(Ui::CannotPasteHere) }
    }

    /// Rows as cells: indicators with the fields that the form uses, else budget lines with their amounts.
    pub fn cells_of(&self, entry: usize, places: &[Place]) -> Vec<Vec<String>> {
        let Some(it) = self.entries.get(entry) else { return Vec::new() };
        let row = |at: Place, fields: &[Field]| -> Vec<String> {
            fields.iter().map(|field| it.filing().get(at, field).unwrap_or_default().into_owned()).collect()
        };
        let indicators = self.indicators_among(entry, places);
        if !indicators.is_empty() {
            let is_used = |it: &Field| {
                indicators.iter().any(|at| !row(*at, std::slice::from_ref(it)).concat().is_empty())
            };
            let mut fields = table_fields(it);
            // Blank columns at the end would only wipe what stands there in the other table.
            while fields.pop_if(|it| *it != Field::Target && !is_used(it)).is_some() {}
            return indicators.into_iter().map(|at| row(at, &fields)).collect();
        }
        let amounts = it.parts().line_columns.iter().cloned().map(Field::Amount);
        let fields: Vec<Field> = std::iter::once(Field::LineName).chain(amounts).collect();
        let lines = places.iter().filter(|it| matches!(it, Place::BudgetLine(_)));
        lines.map(|at| row(*at, &fields)).collect()
    }
}

/// The fields of an indicator that stand in the columns of a table, in the order of the printed form: always levels,
/// name, target and note, the others where the form uses them.
pub fn table_fields(entry: &Entry) -> Vec<Field> {
    let always = [Field::Level1, Field::Level2, Field::IndicatorName, Field::Target, Field::Note];
    [
        Field::Level1,
        Field::Level2,
        Field::Work,
        Field::IndicatorProject,
        Field::IndicatorName,
        Field::TargetHalf,
        Field::Target,
        Field::Note,
        Field::Standard,
        Field::Weight,
    ]
    .into_iter()
    .filter(|it| always.contains(it) || entry.parts().fields.contains(it))
    .collect()
}

/// The changes that put rows in at a node, and the place of the first of them.
fn put_in(filing: &Filing, node: Node, rows: &[Indicator]) -> Option<(Vec<Change>, Place)> {
    let mut changes = Vec::new();
    let (function, below) = match node {
        Node::Indicator(function, idx) => (function, Some(idx + 1)),
        Node::Level1(function, _, end) | Node::Level2(function, _, end) => (function, Some(end)),
        Node::Function(function) => (function, None),
        Node::Filing | Node::Budget | Node::Line(_) => {
            if filing.functions.is_empty() {
                let row = Box::new(Row::Function(Function::default()));
                changes.push(Change::Insert { at: Place::Function(0), row });
            }
            (filing.functions.len().saturating_sub(1), None)
        }
    };
    let own: &[Indicator] = filing.functions.get(function).map_or(&[], |it| it.indicators.as_slice());
    let mut labels: Vec<(String, String)> =
        own.iter().map(|it| (it.level1.clone(), it.level2.clone())).collect();
    let mut below = below.unwrap_or(labels.len());
    let model = below.checked_sub(1).and_then(|it| labels.get(it)).cloned().unwrap_or_else(first_labels);
    let mut first = None;
    for row in rows {
        let row = with_labels(row, &model);
        let own = (row.level1.clone(), row.level2.clone());
        let at = if own == model { below } else { landing(&labels, &own) };
        below += usize::from(at <= below);
        let to = Place::Indicator(function, at);
        // Rows that are put in before it move it down.
        first = Some(first.map_or(to, |it: Place| it.after_insert(to)));
        labels.insert(at, own);
        changes.push(Change::Insert { at: to, row: Box::new(Row::Indicator(row)) });
    }
    Some((changes, first?))
}

/// A row with the labels that it lacks: the model's, or the level 1 that its level 2 belongs to.
fn with_labels(row: &Indicator, model: &(String, String)) -> Indicator {
    let mut row = row.clone();
    if row.level1.is_empty() && row.level2.is_empty() {
        (row.level1, row.level2) = model.clone();
    } else if row.level1.is_empty() {
        let under = taxonomy::level2(&row.level2).and_then(|it| it.under.first());
        let is_own = under.is_none() || under.copied() == taxonomy::level1(&model.0);
        row.level1 = match under {
            Some(kind) if !is_own => taxonomy::level1_name(*kind).to_owned(),
            _ => model.0.clone(),
        };
    }
    row
}

fn first_labels() -> (String, String) {
    let level2 = taxonomy::LEVEL2.first().map_or("", |it| it.name);
    (taxonomy::level1_name(Level1::Output).to_owned(), level2.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(level1: &str, level2: &str, name: &str) -> Indicator {
        Indicator { level1: level1.into(), level2: level2.into(), name: name.into(), ..Indicator::default() }
    }

    /// The rows of the first function as name:level 2 after rows were put in.
    fn check(node: Node, rows: &[Indicator], expected: &[&str], expected_first: usize) {
        let own = vec![
            row("产出指标", "数量指标", "巡渠次数"),
            row("产出指标", "数量指标", "清淤长度"),
            row("产出指标", "质量指标", "渠道完好率"),
            row("效益指标", "社会效益指标", "灌溉知晓率"),
        ];
        let mut filing = Filing {
            functions: vec![Function { indicators: own, ..Function::default() }],
            ..Filing::default()
        };
        let (changes, first) = put_in(&filing, node, rows).unwrap();
        for change in changes {
            change.apply(&mut filing).unwrap();
        }
        let found: Vec<String> =
            filing.functions[0].indicators.iter().map(|it| format!("{}:{}", it.name, it.level2)).collect();
        assert_eq!(found, expected);
        assert_eq!(first, Place::Indicator(0, expected_first));
        assert!(filing.functions[0].indicators.iter().all(|it| !it.level1.is_empty()));
    }

    #[test]
    fn rows_without_labels_join_the_cursor() {
        check(
            Node::Indicator(0, 0),
            &[row("", "", "甲"), row("", "", "乙")],
            &[
                "巡渠次数:数量指标",
                "甲:数量指标",
                "乙:数量指标",
                "清淤长度:数量指标",
                "渠道完好率:质量指标",
                "灌溉知晓率:社会效益指标",
            ],
            1,
        );
    }

    #[test]
    fn rows_with_labels_go_to_their_runs() {
        check(
            Node::Indicator(0, 3),
            &[row("产出指标", "数量指标", "甲"), row("", "时效指标", "乙"), row("", "社会效益指标", "丙")],
            &[
                "巡渠次数:数量指标",
                "清淤长度:数量指标",
                "甲:数量指标",
                "渠道完好率:质量指标",
                "乙:时效指标",
                "灌溉知晓率:社会效益指标",
                "丙:社会效益指标",
            ],
            2,
        );
    }
}

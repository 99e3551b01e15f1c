//! The labelled facts of a form's head, and the goals in words.
//!
//! It must not know money or indicators. Invariant: a label without a value is printed only where every form of the
//! kind has it.

use super::form::{Area, Kind, Layout, Page, Section};
use super::words;
use crate::model::{Filing, Scope};

type Pair<'a> = (&'a str, &'a str);

/// Who files, and for what.
pub fn facts(filing: &Filing, page: Page) -> Section {
    let department = &filing.department;
    let project = &filing.project;
    let name = match department.code.as_str() {
        "" => department.name.clone(),
        code => format!("[{code}]{}", department.name),
    };
    let has_code = !department.code.is_empty();
    let mut rows: Vec<Vec<Area>> = Vec::new();
    if filing.scope == Scope::Project {
        let label = if has_code { words::IMPLEMENTER_AND_CODE } else { words::IMPLEMENTER };
        rows.push(wide(page, words::PROJECT_NAME, &project.name, Kind::Value));
        rows.extend(halves(page, (words::NATURE, &project.nature), (words::CATEGORY, &project.category)));
        rows.extend(halves(page, (words::SUPERVISOR, &department.supervisor), (label, &name)));
        rows.extend(halves(page, (words::START, &project.start), (words::END, &project.end)));
    } else {
        let label = if has_code { words::DEPARTMENT_AND_CODE } else { words::DEPARTMENT };
        if department.supervisor.is_empty() {
            rows.push(wide(page, label, &name, Kind::Value));
        } else {
            rows.extend(halves(page, (label, &name), (words::SUPERVISOR, &department.supervisor)));
        }
    }
    for (label, text) in [(words::DUTIES, &department.duties), (words::STAFFING, &department.staffing)] {
        if !text.is_empty() {
            rows.push(wide(page, label, text, Kind::Text));
        }
    }
    Section { layout: Layout::Pairs, n_headings: 0, rows }
}

/// The goals, one paragraph each; none where the filing has none.
pub fn goals(filing: &Filing, page: Page) -> Option<Section> {
    let goals = &filing.goals;
    let rows: Vec<Vec<Area>> = [
        (words::LONG_TERM, &goals.long_term),
        (words::PROJECT_GOALS, &goals.project),
        (words::ANNUAL, &goals.annual),
    ]
    .into_iter()
    .filter(|(_, texts)| !texts.is_empty())
    .map(|(label, texts)| wide(page, label, &texts.join("\n"), Kind::Text))
    .collect();
    (!rows.is_empty()).then_some(Section { layout: Layout::Pairs, n_headings: 0, rows })
}

/// A label with a value over the whole width.
fn wide(page: Page, label: &str, value: &str, kind: Kind) -> Vec<Area> {
    let edge = page.label_width();
    vec![Area::new(0, edge, Kind::Label, label), Area::new(edge, page.width(), kind, value)]
}

/// Two labels with their values; no row where both values are blank.
fn halves(page: Page, left: Pair<'_>, right: Pair<'_>) -> Option<Vec<Area>> {
    if left.1.is_empty() && right.1.is_empty() {
        return None;
    }
    let (edge, middle) = (page.label_width(), page.width() / 2);
    Some(vec![
        Area::new(0, edge, Kind::Label, left.0),
        Area::new(edge, middle, Kind::Value, left.1),
        Area::new(middle, middle + edge, Kind::Label, right.0),
        Area::new(middle + edge, page.width(), Kind::Value, right.1),
    ])
}

//! What rows, filings and fields are called on the screen.

use crate::app::entry::Head;
use crate::app::field_name::{field_name, value_name};
use crate::app::{Entry, Node, State};
use crate::messages::{RecoverText, Ui};
use crate::model::{Field, Filing, Stage};

/// A filing: department, year, stage; for a project its name.
pub fn filing(state: &State, entry: &Entry) -> String {
    let name = entry.department();
    let rest = short(state, entry.head());
    if rest.is_empty() { name.to_owned() } else { format!("{name} {rest}") }
}

/// A filing below its department's row: year, stage, project.
pub fn short(state: &State, head: &Head) -> String {
    let mut words = Vec::new();
    words.extend(head.year.map(|it| it.to_string()));
    words.extend(head.stage.map(|it| {
        let word = match it {
            Stage::Declared => Ui::Declared,
            Stage::Approved => Ui::Approved,
        };
        state.say(word).to_owned()
    }));
    if !head.project.is_empty() {
        words.push(head.project.to_string());
    }
    words.join(" ")
}

/// A filing below its department's row, with its file where nothing else tells it from another.
pub fn below_department(state: &State, idx: usize, entry: &Entry) -> String {
    let short = short(state, entry.head());
    let mark = if entry.home.is_apart { state.say(RecoverText::ApartMark) } else { "" };
    match (short.is_empty(), state.has_twin(idx)) {
        (true, _) => format!("{}{mark}", entry.file_name()),
        (false, true) => format!("{short} {}{mark}", entry.file_name()),
        (false, false) => short + mark,
    }
}

/// A row of a filing other than the filing itself.
pub fn node(state: &State, filing: &Filing, node: Node) -> String {
    let or_blank =
        |text: &str| if text.is_empty() { state.say(Ui::NoName).to_owned() } else { text.to_owned() };
    match node {
        Node::Filing => or_blank(&filing.department.name),
        Node::Budget => {
            let unit = filing.budget.unit.map_or(String::new(), |it| format!(" ({})", it.word()));
            format!("{}{unit}", state.say(Ui::NodeBudget))
        }
        Node::Line(idx) => filing.budget.lines.get(idx).map_or_else(String::new, |it| or_blank(&it.name)),
        Node::Function(idx) => filing.functions.get(idx).map_or_else(String::new, |it| {
            if it.is_whole_list() {
                return state.say(Ui::NodeWholeList).to_owned();
            }
            let both = [it.id.as_str(), it.name.as_str()];
            both.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
        }),
        Node::Level1(function, first, _) => {
            filing.indicator(function, first).map_or_else(String::new, |it| or_blank(&it.level1))
        }
        Node::Level2(function, first, _) => {
            filing.indicator(function, first).map_or_else(String::new, |it| or_blank(&it.level2))
        }
        Node::Indicator(function, idx) => {
            filing.indicator(function, idx).map_or_else(String::new, |it| or_blank(&it.name))
        }
    }
}

/// The heading of the editor pane.
pub const fn pane(node: Option<Node>) -> Ui {
    match node {
        None => Ui::PaneDepartment,
        Some(Node::Filing) => Ui::PaneFiling,
        Some(Node::Budget) => Ui::PaneBudget,
        Some(Node::Line(_)) => Ui::PaneLine,
        Some(Node::Function(_)) => Ui::PaneFunction,
        Some(Node::Level1(..) | Node::Level2(..)) => Ui::PaneRun,
        Some(Node::Indicator(..)) => Ui::PaneIndicator,
    }
}

/// A field's text as shown: choices by their names in the language of the interface, doubts with the
/// names of the fields that they are about, everything else as it is.
pub fn value(state: &State, field: &Field, text: &str) -> String {
    value_name(field, text, state.lang)
}

/// A field; a column with a heading of its own is called by it.
pub fn field(state: &State, field: &Field) -> String {
    field_name(field, state.lang)
}

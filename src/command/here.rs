//! What a person would want to do at the row and pane where they are: what help lists first.

use super::{Command, find};
use crate::app::{Focus, Node, State};

/// The commands for the place that can be done now.
pub fn here(state: &State) -> Vec<&'static Command> {
    let ids: &[&str] = match (state.view.focus, state.node()) {
        (Focus::Pane, _) => &[
            "move-down",
            "move-up",
            "activate",
            "edit-pane",
            "next-pane",
            "fold",
            "apply-fix",
            "list-remedies",
        ],
        (Focus::Tree, Some(Node::Indicator(..))) => &[
            "edit-target",
            "edit-pane",
            "insert-below",
            "insert-above",
            "delete-row",
            "copy-row",
            "paste-row",
            "move-row-down",
            "move-row-up",
            "apply-fix",
            "list-remedies",
            "explain-rule",
            "clear-doubt",
        ],
        (Focus::Tree, Some(Node::Line(_))) => &[
            "edit-target",
            "edit-pane",
            "toggle-fold",
            "insert-below",
            "insert-inside",
            "delete-row",
            "copy-row",
        ],
        (Focus::Tree, Some(Node::Function(_) | Node::Level1(..) | Node::Level2(..) | Node::Budget)) => &[
            "toggle-fold",
            "unfold",
            "fold",
            "edit-pane",
            "insert-inside",
            "insert-below",
            "delete-row",
            "copy-row",
            "paste-row",
            "next-sibling",
        ],
        (Focus::Tree, Some(Node::Filing)) => {
            &["toggle-fold", "unfold", "insert-inside", "edit-pane", "list-findings", "save", "next-sibling"]
        }
        (Focus::Tree, None) => &["toggle-fold", "unfold", "next-sibling", "fuzzy-jump", "filter"],
    };
    // Explaining needs a finding, though a rule can also be named.
    let has_point = |it: &&'static Command| it.id != "explain-rule" || !state.findings_here().is_empty();
    ids.iter().filter_map(|id| find(id)).filter(|it| (it.can)(state).is_ok()).filter(has_point).collect()
}

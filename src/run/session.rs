//! The last session: taken up at the start, remembered at the end.

use super::looks::Looks;
use crate::app::State;
use crate::look::{Look, Theme};
use crate::messages::{FeelText, Text};
use crate::store::{self, Session};
use std::path::{Path, PathBuf};

/// What is remembered of the last session, and what this one opens.
#[derive(Debug)]
pub struct Past {
    session: Session,
    paths: Vec<PathBuf>,
    /// Whether the person has done anything yet: the cursor is then theirs.
    pub is_touched: bool,
}

impl Past {
    /// Takes up what is remembered: looks at once, places once the filings are there.
    pub fn load(paths: &[PathBuf], state: &mut State, looks: Looks) -> Self {
        let remembered = store::load_session();
        state.is_new_here = remembered.is_none();
        let session = remembered.unwrap_or_default();
        let chosen = Theme::named(&session.theme).filter(|_| session.theme_over == looks.theme.name());
        state.look =
            Look { theme: chosen.unwrap_or(looks.theme), is_mouse_on: looks.is_mouse_on, ..Look::default() };
        if session.split > 0 {
            state.look.set_split(session.split);
        }
        state.has_colors = looks.is_colored;
        let mut paths = paths.to_vec();
        if paths.is_empty() && !session.paths.is_empty() {
            paths = session.paths.iter().map(PathBuf::from).filter(|it| it.exists()).collect();
            if paths.is_empty() {
                state.problems.push(FeelText::SessionGone.text(state.lang).to_owned());
            }
        }
        state.folder = paths.first().map(|it| folder_of(it)).unwrap_or_default();
        Self { session, paths, is_touched: false }
    }

    /// What is to be opened; nothing stands for the samples.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// Puts folds, marks and the cursor where they were.
    pub fn restore(&self, state: &mut State) {
        state.return_to(&self.session, &names(state), !self.is_touched);
    }

    /// Remembers this session. That it cannot be remembered is no reason to keep anybody from leaving.
    pub fn keep(&self, state: &State, looks: Looks) {
        // Files that were still being read have no places yet: the last ones hold.
        let mut session = if state.loading.is_some() {
            self.session.clone()
        } else {
            state.remember(&names(state), &self.session)
        };
        // Samples and standard input are nothing to come back to.
        let paths: Vec<String> = self
            .paths
            .iter()
            .filter(|it| *it != Path::new("-"))
            .filter_map(|it| store::durable_path(it))
            .collect();
        // Neither is a place without filings: whoever comes back without a path wants to see some.
        let is_empty = state.entries.is_empty() && state.loading.is_none();
        session.paths = if paths.is_empty() || is_empty { self.session.paths.clone() } else { paths };
        if state.look.theme != looks.theme {
            state.look.theme.name().clone_into(&mut session.theme);
            looks.theme.name().clone_into(&mut session.theme_over);
        }
        let _ = store::save_session(&session);
    }
}

/// The folder that a path names or is in.
fn folder_of(path: &Path) -> PathBuf {
    if path.is_dir() { path.to_owned() } else { path.parent().unwrap_or(Path::new("")).to_owned() }
}

/// The names of the loaded filings' files; empty for samples.
fn names(state: &State) -> Vec<String> {
    let name = |it: &crate::app::Entry| it.home.save_to.as_deref().and_then(store::durable_path);
    state.entries.iter().map(|it| name(it).unwrap_or_default()).collect()
}

//! Which findings the filing's entries of `[[allow]]` accept, counted place by place, so that an entry that accepts
//! nothing is known without walking all findings.
//!
//! It must not know what is hidden: an entry counts for findings that are hidden now and may stand there again.

use crate::check::accepted;
use crate::check::finding::Finding;
use crate::check::rules::a01_unused_allow;
use crate::check::settings::Settings;
use crate::model::path::Paths;
use crate::model::{Filing, Place};
use std::collections::HashMap;

/// What is accepted.
#[derive(Clone, Debug, Default)]
pub struct Allowed {
    /// The paths of the nodes; `None` where nothing is accepted.
    paths: Option<Paths>,
    /// How many findings each entry accepts.
    n_uses: Vec<usize>,
    /// The entries that accept a finding at a place, once for each finding.
    uses: HashMap<Place, Vec<usize>>,
    /// The entries that accept nothing, at the last look.
    unused: Vec<usize>,
    findings: Vec<Finding>,
}

impl Allowed {
    /// Names the nodes of a filing; nothing is counted yet.
    pub fn of(filing: &Filing) -> Self {
        let n = accepted::reasoned(filing).len();
        Self { paths: (n > 0).then(|| Paths::of(filing)), n_uses: vec![0; n], ..Self::default() }
    }

    /// Whether anything is accepted.
    pub fn is_any(&self) -> bool {
        self.paths.is_some()
    }

    /// Counts what is accepted at a place anew.
    pub fn count(&mut self, filing: &Filing, at: Place, raw: &[Finding]) {
        let Some(paths) = &self.paths else { return };
        for idx in self.uses.remove(&at).unwrap_or_default() {
            if let Some(n) = self.n_uses.get_mut(idx) {
                *n = n.saturating_sub(1);
            }
        }
        let entries = accepted::reasoned(filing);
        let mut used = Vec::new();
        for finding in raw {
            for (idx, _) in entries.iter().enumerate().filter(|(_, it)| accepted::names(it, finding, paths)) {
                used.push(idx);
                if let Some(n) = self.n_uses.get_mut(idx) {
                    *n += 1;
                }
            }
        }
        if !used.is_empty() {
            self.uses.insert(at, used);
        }
    }

    /// Looks for entries that accept nothing. Answers the places at which that says something else than before.
    pub fn find_unused(&mut self, filing: &Filing, settings: &Settings, is_new: bool) -> Vec<Place> {
        let unused: Vec<usize> =
            self.n_uses.iter().enumerate().filter(|(_, n)| **n == 0).map(|(idx, _)| idx).collect();
        if unused == self.unused && !is_new {
            return Vec::new();
        }
        let entries = accepted::reasoned(filing);
        let named: Vec<_> = unused.iter().filter_map(|it| entries.get(*it).copied()).collect();
        let findings = a01_unused_allow::find(filing, &named, settings);
        self.unused = unused;
        let old = std::mem::replace(&mut self.findings, findings);
        old.iter().chain(&self.findings).map(|it| it.at).collect()
    }

    /// What is said of entries at a place.
    pub fn at(&self, place: Place) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |it| it.at == place)
    }

    /// Takes out or lowers what is accepted.
    pub fn apply(&self, filing: &Filing, findings: &mut Vec<Finding>) {
        if let Some(paths) = &self.paths {
            accepted::take_out(&accepted::reasoned(filing), paths, findings);
        }
    }
}

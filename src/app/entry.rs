//! One loaded filing with its history, its findings and where it is kept.

mod recheck;
mod typing;

use super::body::Body;
use super::doubt;
pub use super::head::Head;
pub use super::home::{Held, Home};
use super::packed::Packed;
pub use super::parts::Parts;
use super::sight::Sight;
use super::tally::Counts;
use super::tree::Node;
use crate::check::budget::Identity;
use crate::check::{Finding, Incremental, Options, Settings, check_with, settings};
use crate::edit::{Change, History, Step};
use crate::format::{self, FileRows};
use crate::journal::{self, Record};
use crate::library::Stems;
use crate::model::budget_tree;
use crate::model::{Field, Filing, Place};
use crate::store::Stamp;
use recheck::Touched;
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
pub use typing::Live;

/// Of a filing with more indicators the findings are kept ready: to unpack them would be felt.
const MOST_PACKED: usize = 2_000;

/// A loaded filing.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    body: Body,
    head: Head,
    history: History,
    /// All its findings, counted.
    total: Counts,
    /// What its findings are while nobody looks at them; `None` once it was edited.
    packed: Option<Packed>,
    /// What is worked out when somebody looks at it.
    sight: OnceLock<Box<Sight>>,
    parts: Parts,
    /// The names of its indicators, until the library has taken them.
    stems: Stems,
    /// What was last saved or loaded, from the first change on.
    saved: Option<Arc<Filing>>,
    /// Whether it was made here and no file has it yet.
    is_new: bool,
    /// Which rules run, and how; `None` for the default.
    settings: Option<Arc<Settings>>,
    /// The findings in a form that follows edits; made at the first one.
    checks: Option<Box<Incremental>>,
    /// The nodes at which the checks have last seen a text that was typed but not committed.
    typed: Vec<Place>,
    /// The nodes that the steps so far have edited.
    edited: Vec<Place>,
    revision: u64,
    /// Rows as the file has them; worked out before the first change at the latest.
    rows: OnceLock<FileRows>,
    /// Where it is kept.
    pub home: Home,
}

impl Entry {
    /// A filing as loaded, already checked.
    pub fn new(mut filing: Filing, findings: Vec<Finding>, home: Home) -> Self {
        // Room for further rows, many thousand times, is more than all the rows of most folders.
        filing.functions.iter_mut().for_each(|it| it.indicators.shrink_to_fit());
        let total = Counts::of(&findings);
        let packed =
            Some(&findings).filter(|_| filing.n_indicators() <= MOST_PACKED).and_then(|it| Packed::of(it));
        let parts = Parts::of(&filing);
        let head = Head::of(&filing);
        let stems = Stems::of(&filing);
        let sight = OnceLock::new();
        if packed.is_none() {
            let _ = sight.set(Box::new(Sight::of(&filing, findings)));
        }
        let body = Body::new(filing);
        Self { body, head, total, packed, sight, parts, stems, home, ..Self::default() }
    }

    /// A filing that was packed before.
    pub(super) fn of_parts(
        (body, packed): (Body, Packed),
        (head, parts, stems): (Head, Parts, Stems),
        total: Counts,
        home: Home,
    ) -> Self {
        Self { body, head, total, packed: Some(packed), parts, stems, home, ..Self::default() }
    }

    /// The bytes of filing and findings, where both are packed.
    pub(super) fn bytes(&self) -> Option<(&[u8], &[u8])> {
        Some((self.body.bytes()?, self.packed.as_ref()?.bytes()))
    }

    /// The names of its indicators, as long as the library has not taken them.
    pub(super) const fn stems(&self) -> &Stems {
        &self.stems
    }

    /// Gives up what was worked out for the screen, where it can be worked out again: nobody looks at it any more.
    pub fn rest(&mut self) {
        if self.packed.is_some() {
            self.sight.take();
        }
        self.body.rest();
    }

    /// The same in few bytes, to be one of many.
    #[must_use]
    pub fn at_rest(mut self) -> Self {
        self.body.pack();
        self
    }

    /// The rows of its file, in file order.
    pub fn rows(&self) -> &FileRows {
        self.rows.get_or_init(|| FileRows::of(self.filing()))
    }

    /// What the screen needs.
    fn sight(&self) -> &Sight {
        self.sight.get_or_init(|| Box::new(Sight::of(self.filing(), self.unpacked())))
    }

    /// The findings of a filing that was not edited.
    fn unpacked(&self) -> Vec<Finding> {
        self.packed.as_ref().and_then(|it| it.unpack(self.settings())).unwrap_or_else(|| {
            let options = Options { edited: &[], settings: self.settings() };
            check_with(&self.body.once(), &options)
        })
    }

    /// A filing that was made here, checked under these settings: it is unsaved until it is saved.
    pub fn made_here(filing: Filing, home: Home, shared: Option<Arc<Settings>>) -> Self {
        let settings = shared.as_deref().unwrap_or(&settings::DEFAULT);
        let findings = check_with(&filing, &Options { settings, ..Options::default() });
        Self { is_new: true, settings: shared, ..Self::new(filing, findings, home) }
    }

    /// The settings that it shares with others of its folder; `None` for the default.
    pub fn shared_settings(&self) -> Option<Arc<Settings>> {
        self.settings.clone()
    }

    /// The names of its indicators, worked out when it was made; afterwards as they are now.
    pub fn take_stems(&mut self) -> Stems {
        let stems = std::mem::take(&mut self.stems);
        if stems.is_empty() { Stems::of(&self.body.once()) } else { stems }
    }

    /// What was last saved, or loaded where nothing was saved since; `None` when nothing is changed.
    pub fn saved_filing(&self) -> Option<&Filing> {
        self.saved.as_deref().filter(|_| self.history.is_modified())
    }

    /// Keeps what was saved before the first change.
    fn keep_saved(&mut self) {
        self.rows();
        if !self.history.is_modified() {
            self.saved = Some(self.body.shared());
        }
    }

    /// The same under other settings; the findings must have been found under them.
    #[must_use]
    pub fn with_settings(self, settings: Arc<Settings>) -> Self {
        Self { settings: Some(settings), checks: None, ..self }
    }

    /// Which rules run, and how.
    pub fn settings(&self) -> &Settings {
        self.settings.as_deref().unwrap_or(&settings::DEFAULT)
    }

    /// The filing.
    pub fn filing(&self) -> &Filing {
        self.body.get()
    }

    /// The filing for who goes through many: nothing is kept of it.
    pub fn filing_once(&self) -> Cow<'_, Filing> {
        self.body.once()
    }

    /// Whether the filing was lost in memory: what is shown instead is empty, and must be neither changed nor saved.
    pub fn is_torn(&self) -> bool {
        self.body.is_torn()
    }

    /// The filing in one line.
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// Its findings in form order.
    pub fn findings(&self) -> &[Finding] {
        &self.sight().findings
    }

    /// The same for who goes through many filings: nothing is kept of it.
    pub fn findings_once(&self) -> Cow<'_, [Finding]> {
        match self.sight.get() {
            Some(sight) => Cow::Borrowed(&sight.findings),
            None if self.total == Counts::default() => Cow::Borrowed(&[]),
            None => Cow::Owned(self.unpacked()),
        }
    }

    /// How many findings it has.
    pub const fn total(&self) -> Counts {
        self.total
    }

    /// How many findings lie at and below a node.
    pub fn counts(&self, node: Node) -> Counts {
        if matches!(node, Node::Filing) { self.total } else { self.sight().counts(node) }
    }

    /// Which optional parts the form has.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Undo and redo.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Counts the changes, so that what was made from the filing knows when it is old.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The findings at a place, most severe first.
    pub fn findings_at(&self, place: Place) -> Vec<&Finding> {
        at(self.findings(), place)
    }

    /// Makes changes as one step. Says whether anything changed.
    pub fn make(&mut self, changes: Vec<Change>, before: Place, after: Place) -> bool {
        self.keep_saved();
        let made = self.history.make(self.body.get_mut(), changes, before, after);
        if made {
            self.recheck_step();
        }
        made
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> Option<Step> {
        self.keep_saved();
        let step = self.history.undo(self.body.get_mut())?;
        self.recheck_step();
        Some(step)
    }

    /// Takes the last step back for good.
    pub fn forget(&mut self) -> Option<Step> {
        self.keep_saved();
        let step = self.history.forget(self.body.get_mut())?;
        self.recheck_step();
        Some(step)
    }

    /// Makes the last step that was taken back again.
    pub fn redo(&mut self) -> Option<Step> {
        self.keep_saved();
        let step = self.history.redo(self.body.get_mut())?;
        self.recheck_step();
        Some(step)
    }

    /// What the filing said before its first step, for its journal, and what was done to it since.
    pub fn past(&self) -> (Arc<Filing>, Vec<Record>) {
        if self.history.n_done() + self.history.n_undone() == 0 {
            return (self.body.shared(), Vec::new());
        }
        let (base, records) = journal::past(self.filing(), &self.history, self.saved_filing());
        (Arc::new(base), records)
    }

    /// The hash of the file that holds what the filing said before its first step; nothing where no file does.
    pub fn base_file(&self) -> Option<&str> {
        let stamp = self.home.stamp.as_ref().filter(|_| self.history.is_base_saved() && !self.home.is_apart);
        stamp.map(|it| it.hash.as_str())
    }

    /// Takes the filing and the steps of an earlier session.
    pub fn restore(&mut self, filing: Filing, history: History) {
        self.rows();
        let before = std::mem::replace(self.body.get_mut(), filing);
        self.history = history;
        self.saved = self.history.is_modified().then(|| Arc::new(before));
        self.recheck(Touched::Anything);
    }

    /// Takes note that the filing was written.
    pub fn saved(&mut self, save_to: PathBuf, stamp: Stamp) {
        format::number_rows(self.body.get_mut());
        self.rows = OnceLock::from(FileRows::of(self.filing()));
        self.history.mark_saved();
        self.saved = None;
        self.is_new = false;
        self.home.opened.clone_from(&save_to);
        self.home.save_to = Some(save_to);
        self.home.stamp = Some(stamp);
        self.home.source = None;
        self.home.outside = None;
        self.home.is_apart = false;
        self.recheck(Touched::Anything);
    }

    /// Takes note that it was made here, by an earlier session, and no file has it yet.
    pub fn has_no_file(&mut self) {
        self.is_new = true;
    }

    /// Whether it was made here and no file has it yet.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Whether there is something to save.
    pub fn is_modified(&self) -> bool {
        self.is_new || self.history.is_modified()
    }

    /// What has to be set so that a field of some nodes holds a text: the nodes where it says something else, after a
    /// budget line's name the lines that name it as their parent, and the doubts that are settled by it.
    pub fn to_set(&self, places: &[Place], field: &Field, text: &str) -> Vec<(Place, Field, String)> {
        let differs = |place: &&Place| self.filing().get(**place, field).is_some_and(|old| old != text);
        let mut all = Vec::new();
        for place in places.iter().filter(differs) {
            all.push((*place, field.clone(), text.to_owned()));
            let doubt = self.filing().get(*place, &Field::Doubt).filter(|it| !it.is_empty());
            if let Some(doubt) = doubt.filter(|_| *field != Field::Doubt) {
                let left = doubt::without_typed(&doubt, field);
                all.extend((left != *doubt).then_some((*place, Field::Doubt, left)));
            }
            if let (Place::BudgetLine(idx), Field::LineName) = (*place, field) {
                let parts = budget_tree::renamed(&self.filing().budget, idx, text);
                all.extend(parts.into_iter().map(|(at, under)| (Place::BudgetLine(at), Field::Under, under)));
            }
        }
        all
    }

    /// The name under which the tree gathers the filing.
    pub fn department(&self) -> &str {
        let name = &*self.head.department;
        if name.is_empty() {
            self.home.opened.file_name().and_then(|it| it.to_str()).unwrap_or_default()
        } else {
            name
        }
    }

    /// The name of the file that it is saved to, else of the one that was read.
    pub fn file_name(&self) -> &str {
        let file = self.home.save_to.as_ref().unwrap_or(&self.home.opened);
        file.file_name().and_then(|it| it.to_str()).unwrap_or_default()
    }

    /// The budget identities, with their states.
    pub fn budget(&self) -> &[Identity] {
        &self.sight().budget
    }
}

/// The findings at a place, most severe first.
pub fn at(findings: &[Finding], place: Place) -> Vec<&Finding> {
    let start = findings.partition_point(|it| it.at < place);
    let mut found: Vec<&Finding> = findings.iter().skip(start).take_while(|it| it.at == place).collect();
    found.sort_by_key(|it| std::cmp::Reverse(it.severity));
    found
}

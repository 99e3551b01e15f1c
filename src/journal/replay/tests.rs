//! Sessions of random steps and saves, their journals whole and torn.

use super::super::base::Base;
use super::*;
use crate::model::{Function, Indicator};
use proptest::prelude::*;

fn filing() -> Filing {
    let indicator = |name: &str, target: &str| Indicator {
        level1: "产出指标".into(),
        name: name.into(),
        target: target.into(),
        ..Indicator::default()
    };
    let mut filing = Filing {
        title: "部门整体支出绩效目标申报表".into(),
        year: Some(2025),
        functions: vec![Function {
            id: "职能1".into(),
            indicators: vec![indicator("巡查次数", "≥12次"), indicator("整改率", "≥95%")],
            ..Function::default()
        }],
        ..Filing::default()
    };
    format::number_rows(&mut filing);
    filing
}

/// A session that writes its journal as the workbench does.
struct Session {
    filing: Filing,
    history: History,
    /// What the file holds.
    file: String,
    journal: String,
}

impl Session {
    fn begin() -> Self {
        let filing = filing();
        let base = Base::of(&filing);
        let file = format::write(&filing);
        let header = Header {
            version: VERSION,
            source: Source::File,
            file: "/表/一.toml".into(),
            session: "1".into(),
            base,
        };
        Self { filing, history: History::default(), file, journal: header.line() }
    }

    fn note(&mut self, record: &Record) {
        self.journal.push_str(&record.line());
    }

    fn make(&mut self, change: Change) {
        let (before, after) = (Place::Filing, Place::Filing);
        if self.history.make(&mut self.filing, vec![change.clone()], before, after) {
            self.note(&Record::Make { changes: vec![change], before, after });
        }
    }

    fn save(&mut self) {
        let content = content(&self.filing);
        self.note(&Record::Saving { content: content.clone() });
        self.file = format::write(&self.filing);
        format::number_rows(&mut self.filing);
        self.history.mark_saved();
        self.note(&Record::Saved { content });
    }

    fn act(&mut self, kind: u8, n: usize) {
        let n_rows = self.filing.functions[0].indicators.len();
        let at = Place::Indicator(0, n % n_rows.max(1));
        match kind {
            0 => self.make(Change::Set { at, field: Field::Target, text: format!("≥{n}%") }),
            1 => self.make(Change::Remove { at }),
            2 => {
                let row = Indicator { name: format!("新增{n}"), ..Indicator::default() };
                self.make(Change::Insert { at, row: Box::new(crate::edit::Row::Indicator(row)) });
            }
            3 => {
                if self.history.undo(&mut self.filing).is_some() {
                    self.note(&Record::Undo);
                }
            }
            4 => {
                if self.history.redo(&mut self.filing).is_some() {
                    self.note(&Record::Redo);
                }
            }
            5 => self.save(),
            _ => self.make(Change::Move { from: at, to: Place::Indicator(0, 0) }),
        }
    }

    fn on_disk(&self) -> Filing {
        format::read(&self.file).filing.unwrap()
    }
}

proptest! {
    #[test]
    fn a_session_comes_back_with_its_history(acts in prop::collection::vec((0u8..7, 0usize..9), 0..40)) {
        let mut session = Session::begin();
        for (kind, n) in acts {
            session.act(kind, n);
        }
        let journal = Journal::parse(session.journal.as_bytes()).unwrap();
        let mut restored = journal.restore(&session.on_disk(), None).unwrap();
        prop_assert_eq!(&restored.filing, &session.filing);
        prop_assert_eq!(restored.history.is_modified(), session.filing != session.on_disk() || session.history.is_modified());
        prop_assert_eq!(restored.history.n_done(), session.history.n_done());
        while session.history.undo(&mut session.filing).is_some() {
            restored.history.undo(&mut restored.filing).unwrap();
            prop_assert_eq!(&restored.filing, &session.filing);
        }
    }

    #[test]
    fn a_torn_journal_gives_an_earlier_state(
        acts in prop::collection::vec((0u8..7, 0usize..9), 1..12),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut session = Session::begin();
        let mut states = vec![session.filing.clone()];
        for (kind, n) in acts {
            // Without saving: the file then stays the base, which every shorter journal fits.
            session.act(if kind == 5 { 0 } else { kind }, n);
            states.push(session.filing.clone());
        }
        let end = cut.index(session.journal.len());
        if let Some(journal) = Journal::parse(&session.journal.as_bytes()[..end]) {
            let restored = journal.restore(&session.on_disk(), None).unwrap();
            prop_assert!(states.contains(&restored.filing));
        }
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        Journal::parse(&bytes);
    }
}

#[test]
fn another_content_is_left_alone_and_can_be_had_apart() {
    let mut session = Session::begin();
    session.act(0, 7);
    let journal = Journal::parse(session.journal.as_bytes()).unwrap();
    let mut other = filing();
    other.year = Some(2026);
    assert_eq!(journal.restore(&other, None).unwrap_err(), Trouble::OtherContent);
    assert_eq!(journal.apart().unwrap().filing, session.filing);
}

#[test]
fn a_crash_between_writing_the_file_and_noting_it_loses_nothing() {
    let mut session = Session::begin();
    session.act(0, 3);
    session.save();
    let cut = session.journal.trim_end().rfind('\n').unwrap() + 1;
    let journal = Journal::parse(&session.journal.as_bytes()[..cut]).unwrap();
    let restored = journal.restore(&session.on_disk(), None).unwrap();
    assert_eq!((restored.filing, restored.n_unsaved), (session.filing, 0));
}

#[test]
fn what_was_being_typed_is_the_last_step() {
    let mut session = Session::begin();
    let typing = |text: &str| Record::Typing {
        places: vec![Place::Indicator(0, 1)],
        field: Field::Target,
        text: text.into(),
    };
    session.note(&typing("≥9"));
    session.note(&typing("≥98%"));
    let journal = Journal::parse(session.journal.as_bytes()).unwrap();
    let mut restored = journal.restore(&session.on_disk(), None).unwrap();
    assert_eq!(restored.filing.functions[0].indicators[1].target, "≥98%");
    assert_eq!(restored.n_unsaved, 1);
    restored.history.undo(&mut restored.filing);
    assert_eq!(restored.filing, filing());
    session.note(&Record::Typed);
    let journal = Journal::parse(session.journal.as_bytes()).unwrap();
    assert_eq!(journal.restore(&session.on_disk(), None).unwrap().n_unsaved, 0, "it was given up");
}

#[test]
fn what_is_unsaved_is_known_without_a_replay() {
    let typing =
        Record::Typing { places: vec![Place::Indicator(0, 1)], field: Field::Target, text: "≥9".into() };
    for (acts, ends_typing, expected) in [
        (&[][..], false, true),
        (&[], true, false),
        (&[0, 5], true, false),
        (&[0], true, true),
        (&[0, 3], true, false),
        (&[0, 5, 3], true, true),
        (&[0, 5, 3, 4], true, false),
        (&[0, 5, 3, 1], true, true),
        (&[0, 5, 1, 3], true, false),
        (&[0, 5, 3, 1, 3, 4], true, true),
    ] {
        let mut session = Session::begin();
        for it in acts {
            session.act(*it, 3);
        }
        session.note(&typing);
        session.note(&typing);
        if ends_typing {
            session.note(&Record::Typed);
        }
        let journal = Journal::parse(session.journal.as_bytes()).unwrap();
        assert_eq!(journal.has_unsaved(), expected, "{acts:?}");
        let n_typing = journal.records.iter().filter(|it| matches!(it, Record::Typing { .. })).count();
        assert_eq!(n_typing, usize::from(!ends_typing));
        assert_eq!(journal.restore(&session.on_disk(), None).unwrap().n_unsaved > 0, expected, "{acts:?}");
    }
}

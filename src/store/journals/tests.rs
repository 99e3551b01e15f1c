//! Journals of sessions that run beside one another, or crashed.

use super::*;
use crate::journal::{Base, Header, Record, Source};
use crate::model::{Field, Filing, Place};

fn header(session: &str) -> Header {
    let base = Base::of(&Filing { title: "项目支出绩效目标表".into(), ..Filing::default() });
    Header {
        version: crate::journal::VERSION,
        source: Source::File,
        file: "/表/甲.toml".into(),
        session: session.into(),
        base,
    }
}

fn typing() -> Record {
    Record::Typing { places: vec![Place::Filing], field: Field::Title, text: "绩效".into() }
}

#[test]
fn another_session_that_runs_keeps_what_it_has_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (Journals::open(folder.path()).unwrap(), Journals::open(folder.path()).unwrap());
    let name = journal_name(Path::new("甲.toml"));
    first.begin(&name, &header(first.session()).line()).unwrap();
    assert!(!second.is_held(&name), "nothing is unsaved yet");
    first.open_journal(&name).unwrap().append(&typing().line()).unwrap();
    assert!(second.is_held(&name));
    assert!(!first.is_held(&name), "its own");
    let refused = second.begin(&name, &header(second.session()).line()).unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
    first.open_journal(&name).unwrap().append(&Record::Saved { content: "1".into() }.line()).unwrap();
    assert!(!second.is_held(&name), "saved");
    second.begin(&name, &header(second.session()).line()).unwrap();
    assert_eq!(second.read(&name).unwrap().journal.header.session, second.session());
}

#[test]
fn a_session_that_crashed_leaves_its_journal_and_holds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let name = journal_name(Path::new("乙.toml"));
    let first = Journals::open(folder.path()).unwrap();
    first.replace(&name, &(header(first.session()).line() + &typing().line())).unwrap();
    // As a crash does: the lock goes, its file stays.
    drop(first);
    let second = Journals::open(folder.path()).unwrap();
    assert!(!second.is_held(&name));
    let found = second.read(&name).unwrap();
    assert!(!found.is_live && found.journal.has_unsaved());
    assert!(second.begin(&name, &header(second.session()).line()).is_err(), "undecided");
    second.remove(&name);
    second.begin(&name, &header(second.session()).line()).unwrap();
    assert_eq!(second.file_of(&name), Some(PathBuf::from("/表/甲.toml")));
    assert_eq!(second.names(), [name].into());
}

#[test]
fn of_two_that_find_a_journal_one_goes_on_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let name = journal_name(Path::new("丁.toml"));
    let old = Journals::open(folder.path()).unwrap();
    let left = old.session().to_owned();
    old.replace(&name, &(header(&left).line() + &typing().line())).unwrap();
    drop(old);
    let (first, second) = (Journals::open(folder.path()).unwrap(), Journals::open(folder.path()).unwrap());
    let own = |it: &Journals| header(it.session()).line() + &typing().line();
    first.take_over(&name, &left, &name, &own(&first)).unwrap();
    let refused = second.take_over(&name, &left, &name, &own(&second)).unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
    second.drop_left(&name, &left);
    assert!(second.is_held(&name), "the first one's");
    first.drop_left(&name, first.session());
    assert!(second.names().is_empty());
}

#[test]
fn a_foreign_or_torn_file_is_no_journal() {
    let folder = tempfile::tempdir().unwrap();
    let journals = Journals::open(folder.path()).unwrap();
    for content in ["", "不是日志\n", "00000000 {}\n"] {
        journals.replace("丙", content).unwrap();
        assert!(journals.read("丙").is_none(), "{content:?}");
    }
    let odd = Header { session: "../../etc".into(), ..header("1") };
    journals.replace("丙", &odd.line()).unwrap();
    assert!(!journals.read("丙").unwrap().is_live);
}

#[test]
fn a_journal_is_written_anew_without_what_was_overtaken_and_up_to_what_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let journals = Journals::open(folder.path()).unwrap();
    let saved = Record::Saved { content: "1".into() };
    let text = |n: usize| header(journals.session()).line() + &typing().line().repeat(n);
    journals.begin("戊", &(text(100) + &saved.line() + &typing().line())).unwrap();
    journals.tidy("戊").unwrap();
    let length = |name: &str| fs::metadata(journals.path(name)).unwrap().len() as usize;
    assert_eq!(length("戊"), text(1).len() + saved.line().len());
    assert!(journals.read("戊").unwrap().journal.has_unsaved(), "it is still being typed");
    journals.settle("戊").unwrap();
    assert_eq!(journals.read("戊").unwrap().journal.records, [saved]);
    journals.begin("己", &text(1)).unwrap();
    journals.settle("己").unwrap();
    assert!(!journals.has("己"), "nothing of it was saved");
    let other = header("1-1").line() + &typing().line().repeat(3);
    journals.replace("庚", &other).unwrap();
    journals.tidy("庚").unwrap();
    journals.settle("庚").unwrap();
    assert_eq!(length("庚"), other.len(), "another's");
}

//! What a crash leaves of a filing, whatever was done to it before and however large it is.

use crate::app::State;
use crate::app::entry::Held;
use crate::edit::{Change, Row};
use crate::format;
use crate::journal::Record;
use crate::model::{Field, Filing, Function, Indicator, Place};
use crate::run::saving::tests::Bench;
use crate::run::saving::tests::cases::save_modified;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn row(n: usize) -> Indicator {
    Indicator {
        level1: "产出指标".into(),
        level2: "数量指标".into(),
        name: format!("第{n}段护岸长度"),
        target: format!("≥{n}公里"),
        ..Indicator::default()
    }
}

/// A folder with a filing of so many rows.
fn folder_with(n_rows: usize) -> TempDir {
    let root = TempDir::new().unwrap();
    let indicators = (1..=n_rows).map(row).collect();
    let functions = vec![Function { id: "职能1".into(), indicators, ..Function::default() }];
    let filing =
        Filing { title: "部门整体支出绩效目标申报表".into(), functions, ..Filing::default() };
    fs::create_dir(root.path().join("表")).unwrap();
    fs::write(root.path().join("表/甲.toml"), format::write(&filing)).unwrap();
    root
}

fn start(root: &Path) -> Bench {
    Bench::start_alone(root, &["."])
}

/// Edits the first row, removes the last, adds one, takes back, makes again, saves, types, ends typing.
fn act(bench: &mut Bench, act: char, n: usize) {
    let state: &mut State = &mut bench.state;
    let n_rows = state.entries[0].filing().n_indicators();
    let (first, last) = (Place::Indicator(0, 0), Place::Indicator(0, n_rows - 1));
    let make = |state: &mut State, change: Change| {
        assert!(state.make(0, vec![change], first, first));
    };
    match act {
        'e' => make(state, Change::Set { at: first, field: Field::Target, text: format!("≥{}处", 100 + n) }),
        'd' => make(state, Change::Remove { at: last }),
        'o' => make(
            state,
            Change::Insert { at: Place::Indicator(0, n_rows), row: Box::new(Row::Indicator(row(900 + n))) },
        ),
        'u' => drop(state.undo()),
        'r' => drop(state.redo()),
        's' => save_modified(bench),
        _ => unreachable!("{act}"),
    }
    bench.keep();
}

/// After a crash everything is there that was there before.
#[test]
fn whatever_was_done_comes_back_with_its_history() {
    for n_rows in [4, 20, 21, 25] {
        for acts in [
            "e",
            "d",
            "o",
            "dd",
            "ooo",
            "ee",
            "esu",
            "eesuu",
            "eesu",
            "eesur",
            "eeesuuur",
            "eeesuuurrr",
            "ddsdeuuu",
            "dsdsu",
            "ososuuo",
        ] {
            let what = format!("{acts} of {n_rows} rows");
            let root = folder_with(n_rows);
            let mut bench = start(root.path());
            acts.chars().enumerate().for_each(|(n, it)| act(&mut bench, it, n));
            let was = &bench.state.entries[0];
            let (filing, n_done, is_modified) =
                (was.filing().clone(), was.history().n_done(), was.is_modified());
            drop(bench);
            let mut next = start(root.path());
            assert_eq!(next.state.recovered.len(), usize::from(is_modified), "{what}");
            if is_modified {
                assert!(next.state.recovered[0].fits && next.state.restore(0), "{what}");
            }
            let now = &next.state.entries[0];
            assert_eq!(*now.filing(), filing, "{what}");
            assert_eq!((now.history().n_done(), now.is_modified()), (n_done, is_modified), "{what}");
            // And once more, out of the journal that went on.
            next.keep();
            drop(next);
            assert_eq!(start(root.path()).state.recovered.len(), usize::from(is_modified), "{what}");
        }
    }
}

#[test]
fn a_filing_that_somebody_changed_after_the_crash_gives_the_edits_whatever_its_size() {
    for n_rows in [3, 25] {
        let root = folder_with(n_rows);
        let mut bench = start(root.path());
        "ed".chars().for_each(|it| act(&mut bench, it, 0));
        drop(bench);
        let file = root.path().join("表/甲.toml");
        fs::write(&file, fs::read_to_string(&file).unwrap().replace("≥2公里", "≥40公里")).unwrap();
        let next = start(root.path());
        let left = &next.state.recovered[0];
        let restored = left.restored.as_ref().expect("the copy is there");
        assert!(!left.fits && restored.n_unsaved == 2);
        assert_eq!(restored.filing.functions[0].indicators[0].target, "≥100处");
    }
}

#[test]
fn until_the_copy_of_a_large_filing_is_there_its_file_stands_for_it() {
    let root = folder_with(25);
    let mut bench = start(root.path());
    act(&mut bench, 'e', 0);
    drop(bench);
    let copies = |root: &Path| {
        let files = fs::read_dir(root.join("日志")).unwrap().map(|it| it.unwrap().path());
        files.filter(|it| it.extension().is_some_and(|it| it == "base")).collect::<Vec<_>>()
    };
    assert_eq!(copies(root.path()).len(), 1);
    fs::remove_file(&copies(root.path())[0]).unwrap();
    let mut next = start(root.path());
    assert!(next.state.recovered[0].fits);
    next.state.drop_recovered(0);
    next.keep();
    drop(next);
    assert!(copies(root.path()).is_empty());
    // A copy that no journal names goes.
    fs::write(root.path().join("日志/7-7-1.base"), "").unwrap();
    drop(start(root.path()));
    assert!(copies(root.path()).is_empty());
}

fn type_in(bench: &mut Bench, text: &str) {
    let (places, field) = (vec![Place::Indicator(0, 1)], Field::Target);
    bench.state.note(0, Record::Typing { places, field, text: text.to_owned() });
    let _ = bench.keeper.follow(&mut bench.state);
}

fn end_typing(bench: &mut Bench) {
    bench.state.note(0, Record::Typed);
    bench.keep();
}

fn n_bytes(root: &Path) -> u64 {
    let files = fs::read_dir(root.join("日志")).unwrap().map(|it| it.unwrap());
    files.map(|it| it.metadata().unwrap().len()).sum()
}

#[test]
fn a_long_text_that_is_typed_key_by_key_keeps_its_journal_short() {
    let root = folder_with(4);
    let mut bench = start(root.path());
    act(&mut bench, 'e', 0);
    let mut text = String::new();
    for _ in 0..4_000 {
        text.push('绩');
        type_in(&mut bench, &text);
    }
    bench.keeper.flush();
    assert!(n_bytes(root.path()) < 2_000_000, "{} bytes", n_bytes(root.path()));
    drop(bench);
    let next = start(root.path());
    let restored = next.state.recovered[0].restored.as_ref().unwrap();
    let targets = &restored.filing.functions[0].indicators;
    assert_eq!((targets[0].target.as_str(), &targets[1].target), ("≥100处", &text));
}

#[test]
fn what_was_typed_and_given_up_keeps_nobody_out() {
    let root = folder_with(4);
    let mut first = start(root.path());
    "es".chars().for_each(|it| act(&mut first, it, 0));
    let mut second = start(root.path());
    type_in(&mut first, "≥9");
    first.keeper.flush();
    assert!(second.keeper.journals.names().iter().all(|it| second.keeper.journals.is_held(it)));
    end_typing(&mut first);
    act(&mut second, 'e', 7);
    assert_eq!(second.state.entries[0].filing().functions[0].indicators[0].target, "≥107处");
    assert!(second.state.entries[0].is_modified(), "it may edit");
    // The first knows then, and does not write into what is the second's.
    type_in(&mut first, "≥8");
    assert_eq!(first.state.entries[0].home.held, Some(Held::Elsewhere));
    drop((first, second));
    // Who takes a history up and touches nothing is in nobody's way, either.
    let root = folder_with(4);
    let mut first = start(root.path());
    "es".chars().for_each(|it| act(&mut first, it, 0));
    type_in(&mut first, "≥9");
    end_typing(&mut first);
    let Bench { state, keeper } = first;
    keeper.end(&state, true);
    let _idle = start(root.path());
    let mut second = start(root.path());
    act(&mut second, 'e', 7);
    assert!(second.state.entries[0].is_modified());
}

#[test]
fn steps_can_be_taken_back_after_a_restart_however_the_session_ended() {
    let n_steps = |root: &Path, paths: &[&str]| {
        let next = Bench::start_alone(root, paths);
        assert!(next.state.recovered.is_empty());
        next.state.entries[0].history().n_done()
    };
    // Saved under another name.
    let root = folder_with(4);
    let mut bench = start(root.path());
    "ees".chars().enumerate().for_each(|(n, it)| act(&mut bench, it, n));
    let other = root.path().join("表/乙.toml");
    bench.saver().save_as(0, &other);
    bench.keep();
    let Bench { state, keeper } = bench;
    keeper.end(&state, true);
    assert_eq!((n_steps(root.path(), &["乙.toml"]), n_steps(root.path(), &["甲.toml"])), (2, 2));
    // Left on purpose with a change that is given up.
    let root = folder_with(4);
    let mut bench = start(root.path());
    "ese".chars().enumerate().for_each(|(n, it)| act(&mut bench, it, n));
    let Bench { state, keeper } = bench;
    keeper.end(&state, true);
    assert_eq!(n_steps(root.path(), &["甲.toml"]), 1);
}

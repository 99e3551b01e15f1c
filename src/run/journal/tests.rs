//! What a crash leaves of a filing, whatever was done to it before and however large it is.

use crate::app::State;
use crate::app::entry::Held;
use crate::app::outside::Outside;
use crate::check::scheme::Scheme;
use crate::draft::Wish;
use crate::edit::{Change, Row};
use crate::format;
use crate::journal::{Base, Header, Record, Source, VERSION};
use crate::model::{Field, Filing, Function, Indicator, Place};
use crate::run::saving::tests::cases::save_modified;
use crate::run::saving::tests::{Bench, screen};
use crate::store::Journals;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

mod gone;
mod left;
mod lent;
mod random;
mod twins;

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

/// A crash before the copy was there, or somebody who tidied up: the journal that goes on makes one of its own.
#[test]
fn a_copy_that_is_gone_is_made_again_when_the_journal_goes_on() {
    let root = folder_with(25);
    let mut bench = start(root.path());
    act(&mut bench, 'd', 0);
    drop(bench);
    for file in fs::read_dir(root.path().join("日志")).unwrap().map(|it| it.unwrap().path()) {
        if file.extension().is_some_and(|it| it == "base") {
            fs::remove_file(file).unwrap();
        }
    }
    let mut next = start(root.path());
    assert!(next.state.recovered[0].fits && next.state.restore(0));
    next.keep();
    act(&mut next, 'e', 1);
    act(&mut next, 's', 2);
    act(&mut next, 'e', 3);
    let (filing, n_done) = (next.state.entries[0].filing().clone(), next.state.entries[0].history().n_done());
    drop(next);
    let mut last = start(root.path());
    assert!(last.state.recovered[0].fits && last.state.restore(0));
    let now = &last.state.entries[0];
    assert_eq!((now.filing().clone(), now.history().n_done()), (filing, n_done));
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

fn draft(bench: &mut Bench) {
    let wish = Wish { department: "清河市水利厅".into(), project: String::new(), year: 2026 };
    bench.state.begin_filing(Scheme::K88, &wish);
    bench.keep();
}

fn shows_offer(bench: &mut Bench, text: &str) {
    assert!(bench.state.offer_recovered(), "{text}");
    let screen = screen(&bench.state, 120, 40);
    let squeezed: String = screen.chars().filter(|it| !it.is_whitespace()).collect();
    assert!(squeezed.contains(text), "no {text} in\n{screen}");
}

#[test]
fn a_form_that_no_file_has_comes_back_though_nothing_was_typed_into_it() {
    let root = folder_with(4);
    let mut bench = start(root.path());
    draft(&mut bench);
    drop(bench);
    let mut next = start(root.path());
    shows_offer(&mut next, "还没有存成文件");
    assert!(next.state.modified().is_empty(), "nothing is asked about before it is decided");
    assert!(next.state.restore(0));
    assert_eq!(next.state.modified().len(), 1);
    next.keep();
    drop(next);
    let mut next = start(root.path());
    assert!(next.state.restore(0));
    save_modified(&mut next);
    assert!(root.path().join("表/清河市水利厅-2026.toml").exists());
    drop(next);
    assert!(start(root.path()).state.recovered.is_empty());
}

#[cfg(unix)]
#[test]
fn a_form_that_no_file_has_comes_back_whichever_way_led_to_its_folder() {
    use std::os::unix::ffi::OsStrExt;
    let gbk = Path::new(std::ffi::OsStr::from_bytes(b"\xb1\xed"));
    for (first, then) in [("子/..", "."), ("../链", "."), (".", "../链"), ("乱", "乱")] {
        let root = folder_with(4);
        let folder = root.path().join("表");
        fs::create_dir(folder.join("子")).unwrap();
        std::os::unix::fs::symlink("表", root.path().join("链")).unwrap();
        if first == "乱" {
            fs::create_dir(folder.join(gbk)).unwrap();
            fs::rename(folder.join("甲.toml"), folder.join(gbk).join("甲.toml")).unwrap();
        }
        let name = |it: &'static str| if it == "乱" { "." } else { it };
        let mut bench = Bench::start_alone(root.path(), &[name(first)]);
        draft(&mut bench);
        drop(bench);
        // Many filings elsewhere have a history.
        let journals = Journals::open(&root.path().join("日志")).unwrap();
        for n in 0..2_100 {
            let header = Header {
                version: VERSION,
                file: format!("/别处/{n}.toml"),
                session: "1-1".into(),
                source: Source::File,
                base: Base::of(&Filing::default()),
            };
            journals.begin(&format!("{n:032}"), &header.line()).unwrap();
        }
        let old = std::time::SystemTime::now() - std::time::Duration::from_secs(200 * 24 * 60 * 60);
        let expired = root.path().join(format!("日志/{:032}.journal", 7));
        fs::File::options().append(true).open(&expired).unwrap().set_modified(old).unwrap();
        let next = Bench::start_alone(root.path(), &[name(then)]);
        assert_eq!(next.state.recovered.len(), 1, "{first} {then}");
        assert!(!expired.exists() && journals.has(&format!("{:032}", 8)));
    }
}

#[test]
fn what_has_become_of_the_file_is_said_as_it_is() {
    let root = folder_with(4);
    let mut bench = start(root.path());
    act(&mut bench, 'e', 0);
    drop(bench);
    let mut next = start(root.path());
    next.state.entries[0].home.outside = Some(Outside::Changed);
    shows_offer(&mut next, "文件刚被别的程序改过");
    drop(next);
    fs::write(root.path().join("表/甲.toml"), "<<<<<<<").unwrap();
    shows_offer(&mut start(root.path()), "已不是绩效目标表");
    fs::remove_file(root.path().join("表/甲.toml")).unwrap();
    shows_offer(&mut start(root.path()), "文件已不在");
    // A document whose filing was never written, and that is not opened this time.
    let root = folder_with(4);
    fs::create_dir(root.path().join("表/子")).unwrap();
    fs::rename(root.path().join("表/甲.toml"), root.path().join("表/子/乙.toml")).unwrap();
    fs::write(
        root.path().join("表/甲.txt"),
        "项目支出绩效目标申报表\n（2025年度）\n项目名称：河道清淤\n主管部门：清河市水务局\n\
        一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 清淤长度 ≥12公里\n",
    )
    .unwrap();
    let mut bench = Bench::start(root.path(), &["甲.txt"]);
    bench.edit(0, "改过的表");
    drop(bench);
    let mut next = Bench::start_alone(root.path(), &["子/乙.toml"]);
    next.keeper.old = next.keeper.journals.names();
    next.keeper.look_for_lost(&mut next.state, &[root.path().join("表")]);
    shows_offer(&mut next, "还没有存成文件");
}

#[cfg(unix)]
#[test]
fn a_file_whose_name_is_not_utf_8_has_a_name_in_the_list() {
    use std::os::unix::ffi::OsStrExt;
    let root = folder_with(4);
    let folder = root.path().join("表");
    let name = std::ffi::OsStr::from_bytes(b"2026-\xb1\xed.toml");
    fs::rename(folder.join("甲.toml"), folder.join(name)).unwrap();
    let mut bench = start(root.path());
    act(&mut bench, 'e', 0);
    drop(bench);
    shows_offer(&mut start(root.path()), "2026-");
}

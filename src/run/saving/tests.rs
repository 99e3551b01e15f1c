//! Every operation of a save made to fail, and the program killed at it, one by one.
//!
//! `cargo test --lib run::saving -- --nocapture` prints the figures; `TIANBAO_FAULTS=all` tries every error at every
//! point instead of a few.
//!
//! That it can fail was tried by breaking the program on purpose: written over in place, the file is torn; renamed before
//! it is synced, a power cut leaves it empty; saved under a new name without syncing the folder, a power cut loses the
//! edit; without the note that saving begins, the journal does not fit what was saved.

pub(in crate::run) mod cases;

use super::Saver;
use crate::app::entry::Held;
use crate::app::{Entry, Mode, Overlay, State};
use crate::check::settings;
use crate::command;
use crate::edit::Change;
use crate::journal::Base;
use crate::keymap::Keymap;
use crate::messages::Lang;
use crate::model::{Field, Place, Words};
use crate::run::journal::Keeper;
use crate::run::loader;
use crate::store::discover;
use crate::store::disk::Act;
use crate::store::disk::faults::{Fault, arm};
use cases::{CASES, Case, save_modified, write};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

const OLD: &str = "format = 1 # 版本\n\n[filing]\ntitle = \"旧表\" # 照原表\nyear = 2025\n";
const DOCUMENT: &str = "项目支出绩效目标申报表\n（2025年度）\n项目名称：河道清淤\n主管部门：清河市水务局\n\
    一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 清淤长度 ≥12公里\n产出指标 质量指标 验收合格率 ≥95%\n";
const EDIT: &str = "改过的表";

const ENOENT: i32 = 2;
const EINTR: i32 = 4;
const EIO: i32 = 5;
const EACCES: i32 = 13;
const EINVAL: i32 = 22;
const ENOSPC: i32 = 28;
const EROFS: i32 = 30;
const ENAMETOOLONG: i32 = 36;
const EDQUOT: i32 = 122;

/// What goes wrong at each point.
fn faults() -> Vec<Fault> {
    let errors = [ENOSPC, EIO, EDQUOT, EACCES, EROFS, ENAMETOOLONG, ENOENT];
    let n = if is_thorough() { errors.len() } else { 1 };
    let errors = errors.into_iter().take(n);
    let always = errors.clone().map(Fault::Always);
    let others = [Fault::Kill, Fault::PowerCut, Fault::Once(EINTR), Fault::Once(EINVAL)];
    errors.map(Fault::Once).chain(always).chain(others).collect()
}

fn is_thorough() -> bool {
    std::env::var("TIANBAO_FAULTS").is_ok_and(|it| it == "all")
}

/// A workbench without a screen.
pub(in crate::run) struct Bench {
    pub state: State,
    pub keeper: Keeper,
}

impl Bench {
    /// The next start: what is named is read, and what was left is looked at.
    pub fn start(root: &Path, paths: &[&str]) -> Self {
        let paths: Vec<PathBuf> = paths.iter().map(|it| root.join("表").join(it)).collect();
        let mut state = State::new(Lang::Zh, Keymap::load(&command::ids(), None).0);
        state.add(Self::load(&paths));
        state.loaded();
        let mut keeper = Keeper::open(&root.join("日志"), || ()).unwrap();
        keeper.look(&mut state);
        keeper.look_for_lost(&mut state, &paths);
        Self { state, keeper }
    }

    /// The next start once the session before has let go of its lock: a child that another test starts at this moment
    /// has it, too, until it becomes another program.
    pub fn start_alone(root: &Path, paths: &[&str]) -> Self {
        let is_held = |it: &Self| it.state.entries.iter().any(|it| it.home.held == Some(Held::Elsewhere));
        for _ in 0..100 {
            let next = Self::start(root, paths);
            if !is_held(&next) {
                return next;
            }
            drop(next);
            thread::sleep(Duration::from_millis(20));
        }
        Self::start(root, paths)
    }

    /// What files and folders hold.
    pub fn load(paths: &[PathBuf]) -> Vec<Entry> {
        let found = discover(paths);
        found.settle();
        let settings = Arc::new(settings::DEFAULT.clone());
        let batch =
            |file: &PathBuf| loader::batch(found.load_with(file, &Words::NONE), Lang::Zh, &settings).entries;
        found.files.iter().flat_map(batch).collect()
    }

    /// Gives a filing another title and waits until its journal has it.
    pub fn edit(&mut self, entry: usize, title: &str) {
        let change = Change::Set { at: Place::Filing, field: Field::Title, text: title.to_owned() };
        self.state.make(entry, vec![change], Place::Filing, Place::Filing);
        self.keep();
    }

    pub fn keep(&mut self) {
        let _ = self.keeper.follow(&mut self.state);
        self.keeper.flush();
    }

    pub fn saver(&mut self) -> Saver<'_> {
        Saver { state: &mut self.state, keeper: Some(&mut self.keeper) }
    }

    /// Every text that a person could have of a filing now: what it says, and what can be restored.
    fn titles(&self) -> Vec<String> {
        let shown = self.state.entries.iter().map(|it| it.filing().title.clone());
        let left = self.state.recovered.iter().filter_map(|it| it.restored.as_ref());
        shown.chain(left.map(|it| it.filing.title.clone())).collect()
    }
}

/// The files below a folder that a killed program may leave.
fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|it| it.unwrap().into_path());
    let is_wanted = |it: &str| ["toml", "txt", "journal", "base", "session", "lock"].contains(&it);
    files.filter(|it| it.extension().is_some_and(|it| !is_wanted(it.to_str().unwrap()))).collect()
}

/// The filings below a folder.
fn filings(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|it| it.unwrap().into_path());
    files.filter(|it| it.extension().is_some_and(|it| it == "toml")).collect()
}

/// What came of one point.
struct Outcome {
    hit: Act,
    n_lost: usize,
    was_saved: bool,
}

impl Case {
    /// Tries one fault at one point; `None` when the save ended before it.
    fn run(&self, at: usize, fault: Fault) -> Option<Outcome> {
        let root = TempDir::new_in(memory()).unwrap();
        let folder = root.path().join("表");
        (self.files)(&folder);
        let as_made: Vec<_> = filings(&folder).into_iter().map(|it| (fs::read(&it).unwrap(), it)).collect();
        let mut bench = Bench::start(root.path(), self.paths);
        assert!(!bench.state.entries.is_empty(), "{}: nothing is loaded", self.name);
        let is_large = !Base::is_within(bench.state.entries[0].filing());
        assert_eq!(is_large, self.name.starts_with("large"), "{}", self.name);
        (self.edit)(&mut bench);
        let before: Vec<_> = self.writes.iter().map(|it| fs::read(folder.join(it)).ok()).collect();
        let is_alone = as_made.iter().all(|(bytes, it)| fs::read(it).unwrap() == *bytes);
        let armed = arm(root.path(), at, fault);
        (self.act)(&mut bench);
        let hit = armed.hit().or_else(|| armed.cut_at_end().then_some(Act::Look))?;
        let what = format!("{}: {fault:?} at {at} ({hit:?})", self.name);
        let is_killed = matches!(fault, Fault::Kill | Fault::PowerCut);
        let was_saved = bench.state.modified().is_empty();
        if !is_killed {
            self.was_told(&bench, &what);
        }
        if is_killed {
            drop(bench);
            drop(armed);
        } else {
            drop(armed);
            if !matches!(fault, Fault::Always(_)) && hit != Act::Remove {
                assert_eq!(leftovers(&folder), [""; 0].map(PathBuf::from), "{what}");
            }
            // The disk works again, the person goes on, and then the program crashes.
            let n_changes = bench.state.modified().len();
            if n_changes > 0 {
                bench.keep();
            }
            drop(bench);
        }
        let next = Bench::start_alone(root.path(), self.paths);
        assert_eq!(leftovers(root.path()), [""; 0].map(PathBuf::from), "{what}");
        for (name, before) in self.writes.iter().zip(&before) {
            let now = fs::read(folder.join(name)).ok();
            let is_new = now.as_deref().is_some_and(|it| String::from_utf8_lossy(it).contains(EDIT));
            assert!(now == *before || is_new && is_whole(now.as_deref()), "{what}: {name} is torn: {now:?}");
        }
        let misfits = next.state.recovered.iter().filter(|it| is_alone && !it.fits).count();
        assert_eq!(misfits, 0, "{what}: the journal does not know the file that was saved");
        let titles = next.titles();
        // What is being written down when the program is killed was not on the screen for a second.
        let n_asked = if is_killed && self.writes.is_empty() { 1 } else { self.edits.len() };
        let is_kept = |edit: &&&str| titles.iter().any(|it| it == **edit) || has_step(&next, edit);
        let lost: Vec<_> = self.edits.iter().take(n_asked).filter(|it| !is_kept(it)).collect();
        assert!(lost.is_empty(), "{what}: {lost:?} of {titles:?} is lost");
        Some(Outcome { hit, n_lost: lost.len(), was_saved })
    }

    /// Whether the person was told by a sentence that names the file and what to do, where something was not saved.
    fn was_told(&self, bench: &Bench, what: &str) {
        let state = &bench.state;
        assert!(
            self.edits
                .iter()
                .all(|it| bench.titles().iter().any(|title| title == it) || self.writes.is_empty()),
            "{what}: not in memory"
        );
        if state.modified().is_empty() || self.writes.is_empty() {
            return;
        }
        match state.mode {
            Mode::Overlay(Overlay::NotSaved { .. }) => {
                for it in &state.not_saved.list {
                    let sentence = it.why.render(Lang::Zh);
                    let file = it.file.display().to_string();
                    assert!(sentence.contains(&file), "{what}: {sentence}");
                    let ways = ["另存", "换一个", "仍然写入", "仍然覆盖"];
                    assert!(ways.iter().any(|it| sentence.contains(it)), "{what}: {sentence}");
                }
            }
            Mode::Overlay(Overlay::Confirm(..)) => {}
            ref mode => panic!("{what}: nothing is said: {mode:?}"),
        }
    }
}

/// Whether a title stands in the undo history of what was loaded or can be restored.
fn has_step(bench: &Bench, title: &str) -> bool {
    let steps = bench.state.entries.iter().map(|it| (it.filing().clone(), it.history().clone()));
    let left = bench.state.recovered.iter().filter_map(|it| it.restored.as_ref());
    steps.chain(left.map(|it| (it.filing.clone(), it.history.clone()))).any(|(mut filing, mut history)| {
        while history.undo(&mut filing).is_some() {
            if filing.title == title {
                return true;
            }
        }
        false
    })
}

fn is_whole(bytes: Option<&[u8]>) -> bool {
    let text = std::str::from_utf8(bytes.unwrap_or_default()).unwrap_or_default();
    let reading = crate::format::read(text);
    reading.filing.is_some() && text.ends_with('\n') && !reading.remarks.iter().any(|it| it.is_error)
}

/// A folder in memory where there is one: thousands of saves would wear the disk.
fn memory() -> PathBuf {
    let shared = PathBuf::from("/dev/shm");
    if shared.is_dir() { shared } else { std::env::temp_dir() }
}

#[test]
fn nothing_is_lost_whatever_operation_of_a_save_goes_wrong() {
    let (mut n_points, mut n_tried, mut n_lost) = (0, 0, 0);
    for case in CASES {
        let mut n_here = 0;
        for fault in faults() {
            let mut n_saved = 0;
            let outcomes: Vec<Outcome> = (0..).map_while(|at| case.run(at, fault)).collect();
            assert!(!outcomes.is_empty(), "{}: {fault:?} was never reached", case.name);
            for it in &outcomes {
                n_tried += 1;
                n_lost += it.n_lost;
                n_saved += usize::from(it.was_saved);
            }
            if fault == Fault::Once(EINTR) {
                assert!(
                    case.writes.is_empty() || n_saved == outcomes.len(),
                    "{}: a signal is no error",
                    case.name
                );
            }
            if fault == Fault::Once(EINVAL) {
                let synced = outcomes.iter().filter(|it| matches!(it.hit, Act::Sync | Act::SyncFolder));
                assert!(
                    synced.clone().all(|it| it.was_saved || case.writes.is_empty()),
                    "{}: no disk for fsync",
                    case.name
                );
            }
            n_here = n_here.max(outcomes.len());
        }
        println!("{}: {n_here} points", case.name);
        n_points += n_here;
    }
    println!("{n_points} points, {n_tried} faults tried, {n_lost} edits lost");
    assert_eq!(n_lost, 0);
}

/// Filings of a folder, changed each, and what stands against saving some of them.
#[test]
fn of_hundreds_of_filings_each_is_saved_whole_or_named_with_the_reason() {
    const N: usize = 300;
    let root = TempDir::new_in(memory()).unwrap();
    let folder = root.path().join("表");
    let name = |n: usize| format!("{n:03}.toml");
    (0..N).for_each(|n| write(&folder, &name(n)));
    let mut bench = Bench::start(root.path(), &["."]);
    (0..N).for_each(|n| bench.edit(n, EDIT));
    let reasons = ["被别的程序改过", "文件已不在", "已不是绩效目标表", "没有写入权限"];
    let mut expected = Vec::new();
    for (kind, reason) in reasons.iter().enumerate() {
        for n in (0..5).map(|it| it * 50 + kind * 7) {
            let path = folder.join(name(n));
            match kind {
                0 => fs::write(&path, OLD.replace("2025", "2026")).unwrap(),
                1 => fs::remove_file(&path).unwrap(),
                2 => {
                    fs::remove_file(&path).unwrap();
                    fs::create_dir(&path).unwrap();
                }
                _ => {
                    let mut permissions = fs::metadata(&path).unwrap().permissions();
                    permissions.set_readonly(true);
                    fs::set_permissions(&path, permissions).unwrap();
                }
            }
            expected.push((n, *reason));
        }
    }
    expected.sort_unstable();
    let since = std::time::Instant::now();
    save_modified(&mut bench);
    println!("{N} filings saved in {} ms", since.elapsed().as_millis());
    let state = &mut bench.state;
    assert_eq!((state.not_saved.n_saved, state.not_saved.list.len()), (N - expected.len(), expected.len()));
    for n in 0..N {
        let text = fs::read_to_string(folder.join(name(n))).unwrap_or_default();
        let failed = expected.iter().any(|(it, _)| *it == n);
        assert_eq!(text.contains(EDIT), !failed, "{n}: {text}");
        assert_eq!(state.entries[n].is_modified(), failed, "{n}");
        assert_eq!(state.entries[n].filing().title, EDIT);
    }
    // The list scrolls through all of them, each with its reason.
    for (selected, (n, reason)) in expected.iter().enumerate() {
        state.mode = Mode::Overlay(Overlay::NotSaved { selected });
        let screen = screen(state, 80, 24);
        assert!(screen.contains("已保存 280 份；另有 20 份没有保存"), "{screen}");
        let row = format!("▸ {reason}  {}  {}", name(*n), name(*n));
        assert!(screen.contains(&row), "no {row} in\n{screen}");
    }
    // A restart has all of the rest.
    drop(bench);
    let next = Bench::start(root.path(), &["."]);
    let n_left = next.state.recovered.iter().filter(|it| it.restored.is_some()).count();
    assert_eq!(n_left, expected.len(), "those whose files are gone are offered too");
}

pub(in crate::run) fn screen(state: &State, columns: u16, rows: u16) -> String {
    let area = ratatui::layout::Rect::new(0, 0, columns, rows);
    let mut buffer = ratatui::buffer::Buffer::empty(area);
    crate::ui::draw(state, area, &mut buffer);
    crate::ui::screen::to_text(&buffer)
}

#[test]
fn a_name_in_a_folder_that_is_not_there_makes_no_folder() {
    let folder = tempfile::tempdir().unwrap();
    let lacks = |name: &str| super::lacks_folder(&folder.path().join(name)).is_some();
    assert!(!lacks("水务局.toml"));
    assert!(lacks("年度/水务局/甲.toml"));
    assert!(super::lacks_folder(Path::new("水务局.toml")).is_none());
}

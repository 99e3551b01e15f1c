//! Noticing that others have changed, replaced or deleted the files of loaded filings.
//!
//! A thread looks where the system says that something happened, and at everything when the person comes back to the
//! window. It must not change anything: the loop decides what becomes of a filing. Invariants: what this program has
//! written itself is no news; while nothing happens nothing wakes up.

use super::{Options, Workbench, loader, sources};
use crate::app::Entry;
use crate::store::{self, Stamp, Touched, Watch};
use crate::term::Waker;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// So many files are followed; others are looked at before they are saved, as all are.
const MOST_FILES: usize = 10_000;
/// Programs write in several steps: so long it must have been quiet.
const QUIET: Duration = Duration::from_millis(200);
/// But no longer than this after the first step.
const PATIENCE: Duration = Duration::from_secs(1);

/// A file as the workbench knows it.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub entry: usize,
    pub path: PathBuf,
    pub stamp: Stamp,
    /// Whether it is a document of which the filing was imported, with others perhaps.
    pub is_source: bool,
    /// The file that an imported filing would be saved to, which is not there yet.
    pub to_come: Option<PathBuf>,
}

/// A file that is not what was known of it.
#[derive(Debug)]
pub(super) struct News {
    pub known: Known,
    pub now: Now,
}

/// What a file is now.
#[derive(Debug)]
pub(super) enum Now {
    /// A filing, read and checked.
    Filing(Box<Entry>),
    /// A document, with all its filings.
    Document(Vec<Entry>),
    /// No filing that can be read.
    Other,
    /// As it was; but the filing that was imported from it has a file by now, which another window has saved.
    Saved,
    /// Not there, or no file.
    Gone,
    /// Again what was known.
    Same,
}

enum Ask {
    Know(Vec<Known>),
    Touched(Touched),
}

/// The thread, seen from the loop.
#[derive(Debug)]
pub(super) struct Watcher {
    asks: Sender<Ask>,
    news: Receiver<News>,
}

impl Watcher {
    /// Watches nothing yet.
    pub fn idle() -> Self {
        Self { asks: channel().0, news: channel().1 }
    }

    /// Starts it, with no files yet.
    pub fn start(options: &Options, opened: &[PathBuf], waker: Waker) -> Self {
        let (asks, asked) = channel();
        let (sender, news) = channel();
        let (options, touched) = (options.clone(), asks.clone());
        let real = opened.iter().filter_map(|it| store::real_path(it));
        let opened: Vec<PathBuf> = opened.iter().cloned().chain(real).collect();
        thread::spawn(move || {
            let watch = Watch::start(move |it| {
                // A thread that has ended needs no news.
                let _ = touched.send(Ask::Touched(it));
            });
            let look = Look {
                options,
                opened,
                waker,
                sender,
                watch,
                folders: BTreeSet::new(),
                known: BTreeMap::new(),
                by_name: HashMap::new(),
                told: HashMap::new(),
                come: BTreeSet::new(),
                folder: None,
                touched: BTreeSet::new(),
                since: None,
            };
            look.run(&asked);
        });
        Self { asks, news }
    }

    /// Files that were loaded or saved just now.
    pub fn know(&self, files: Vec<Known>) {
        let _ = self.asks.send(Ask::Know(files));
    }

    /// Looks at all files.
    pub fn look(&self) {
        let _ = self.asks.send(Ask::Touched(Touched::Anything));
    }

    /// What was found since the last time.
    pub fn take(&self) -> Vec<News> {
        self.news.try_iter().collect()
    }
}

impl Workbench<'_> {
    /// Tells the watcher which files are known by now, and takes over what others have written to those that are
    /// unchanged here.
    pub(super) fn follow_files(&mut self) {
        self.is_stale |= !self.state.take_newer().is_empty();
        let files = self.state.take_known();
        if files.is_empty() {
            return;
        }
        let known = |entry: usize| {
            let home = &self.state.entries.get(entry)?.home;
            let (path, stamp) = home.followed()?;
            let is_source = home.is_import();
            let to_come = home.save_to.clone().filter(|_| is_source);
            Some(Known { entry, path: path.to_owned(), stamp: stamp.clone(), is_source, to_come })
        };
        self.watcher.know(files.into_iter().filter_map(known).collect());
    }

    /// Takes note of what others have done to files.
    pub(super) fn take_news(&mut self) {
        for News { known, now } in self.watcher.take() {
            let Known { entry, path, stamp, .. } = known;
            if let Now::Document(new) = now {
                self.is_stale = true;
                self.take_document(&path, new);
                continue;
            }
            let Some(home) = self.state.entries.get(entry).map(|it| &it.home) else { continue };
            // Saved or read again meanwhile: then the news is of before.
            let followed = home.followed();
            let is_known = |it: &Stamp| followed.is_some_and(|(_, own)| own.is_same_content(it));
            if followed.is_none_or(|(own, _)| own != path) || !is_known(&stamp) {
                continue;
            }
            self.is_stale = true;
            if matches!(now, Now::Saved) {
                self.take_saved(entry);
                continue;
            }
            tracing::info!(file = %path.display(), "changed by another program");
            match now {
                Now::Filing(new) if new.home.stamp.as_ref().is_some_and(is_known) => {}
                Now::Filing(new) => self.state.changed_outside(entry, *new),
                Now::Other | Now::Document(_) => self.state.unreadable_outside(entry),
                Now::Gone => self.state.gone_outside(entry),
                Now::Saved => {}
                Now::Same => self.state.same_outside(entry),
            }
        }
    }
}

impl Workbench<'_> {
    /// Another window has saved the filing that was imported here, too: unchanged here, it goes on from that file.
    fn take_saved(&mut self, entry: usize) {
        let is_held = self.state.entries.get(entry).is_some_and(|it| it.home.held.is_some());
        // Who waits for the other window gets its file when that one lets go.
        if is_held {
            return;
        }
        if let Some(new) = self.read_saved(entry) {
            self.state.saved_outside(entry, new);
        }
    }

    /// Gives the filings that were imported from a document what it says of them now, as their own files would.
    fn take_document(&mut self, document: &Path, new: Vec<Entry>) {
        tracing::info!(file = %document.display(), "changed by another program");
        for (entry, new) in sources::counterparts(&self.state, document, new) {
            let Some(home) = self.state.entries.get(entry).map(|it| &it.home) else { continue };
            match new {
                Some(new)
                    if new.home.source.as_ref().map(|it| &it.hash)
                        == home.source.as_ref().map(|it| &it.hash) => {}
                Some(new) => self.state.changed_outside(entry, new),
                None => self.state.unreadable_outside(entry),
            }
        }
    }
}

/// The thread.
struct Look {
    options: Options,
    /// What the person has opened, as it was named and behind all links.
    opened: Vec<PathBuf>,
    waker: Waker,
    sender: Sender<News>,
    watch: Option<Watch>,
    /// The names of the watched folders: what happens to them themselves happens to all files in them.
    folders: BTreeSet<OsString>,
    known: BTreeMap<usize, Known>,
    /// Files by name alone: an event may spell the folder in another way.
    by_name: HashMap<OsString, BTreeSet<usize>>,
    /// What was last told of a file: the hash of its content, empty for none.
    told: HashMap<usize, String>,
    /// Imported filings of which was told that they have a file by now.
    come: BTreeSet<usize>,
    /// The folder of the file that was made known just now, and where it is behind all links.
    folder: Option<(PathBuf, PathBuf)>,
    /// Files that something has happened to.
    touched: BTreeSet<usize>,
    /// When that began, and when something happened last.
    since: Option<(Instant, Instant)>,
}

impl Look {
    fn run(mut self, asks: &Receiver<Ask>) {
        loop {
            let ask = match self.since {
                None => asks.recv().map_err(RecvTimeoutError::from),
                Some((first, last)) => {
                    let due = (last + QUIET).min(first + PATIENCE);
                    asks.recv_timeout(due.saturating_duration_since(Instant::now()))
                }
            };
            match ask {
                Ok(Ask::Know(files)) => {
                    for it in files {
                        self.know(it);
                    }
                    self.folder = None;
                }
                Ok(Ask::Touched(touched)) => self.touch(touched),
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn know(&mut self, it: Known) {
        let entry = it.entry;
        self.told.remove(&entry);
        self.come.remove(&entry);
        let is_new = self.known.get(&entry).is_none_or(|known| known.path != it.path);
        if is_new && self.known.len() < MOST_FILES {
            self.follow(entry, &it.path);
            if let Some(to_come) = &it.to_come {
                self.follow(entry, to_come);
            }
            // Behind a link there is another file in another folder.
            if let Some(real) = self.real_path(&it.path).filter(|real| *real != it.path) {
                self.follow(entry, &real);
            }
        }
        if !is_new || self.known.len() < MOST_FILES {
            self.known.insert(entry, it);
            // Between reading and watching something may have happened.
            self.touched.insert(entry);
            let now = Instant::now();
            self.since.get_or_insert((now, now));
        }
    }

    /// A path behind all links. Files that are known together lie in few folders, each of which is asked about once.
    fn real_path(&mut self, path: &Path) -> Option<PathBuf> {
        let is_link = path.symlink_metadata().map_or(true, |it| it.is_symlink());
        let parts = path.parent().zip(path.file_name());
        let parts = parts.filter(|(folder, _)| !is_link && !folder.as_os_str().is_empty());
        let Some((folder, name)) = parts else { return store::real_path(path) };
        if self.folder.as_ref().is_none_or(|(it, _)| it != folder) {
            self.folder = Some((folder.to_owned(), store::real_path(folder)?));
        }
        self.folder.as_ref().map(|(_, real)| real.join(name))
    }

    fn follow(&mut self, entry: usize, path: &Path) {
        if let Some(name) = path.file_name() {
            self.by_name.entry(name.to_owned()).or_default().insert(entry);
        }
        let Some(watch) = &mut self.watch else { return };
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        watch.follow(folder);
        self.folders.extend(folder.file_name().map(OsString::from));
        // The folders between may be renamed as well, up to the one that was opened.
        for opened in self.opened.iter().filter(|it| folder.starts_with(it)) {
            for it in folder.ancestors().skip(1).take_while(|it| it.starts_with(opened)) {
                watch.follow(it);
                self.folders.extend(it.file_name().map(OsString::from));
            }
        }
    }

    fn touch(&mut self, touched: Touched) {
        let n_before = self.touched.len();
        let is_folder = |it: &PathBuf| it.file_name().is_some_and(|it| self.folders.contains(it));
        let files = match touched {
            Touched::Files(files) if !files.iter().any(is_folder) => files,
            Touched::Files(_) | Touched::Anything => {
                self.touched.extend(self.known.keys());
                Vec::new()
            }
        };
        let entries = files.iter().filter_map(|it| self.by_name.get(it.file_name()?)).flatten().copied();
        let entries: Vec<usize> = entries.collect();
        if entries.is_empty() && self.touched.len() == n_before {
            return;
        }
        self.touched.extend(entries);
        let now = Instant::now();
        self.since = Some((self.since.map_or(now, |(first, _)| first), now));
    }

    /// Looks at the files that something has happened to, and tells what has become of them.
    fn look(&mut self) {
        self.since = None;
        let mut is_news = false;
        let mut documents = BTreeSet::new();
        for entry in std::mem::take(&mut self.touched) {
            let Some(known) = self.known.get(&entry).cloned() else { continue };
            if !store::is_changed(&known.path, &known.stamp) {
                let has_come = known.to_come.as_ref().is_some_and(|it| it.is_file());
                if has_come && self.come.insert(entry) {
                    is_news |= self.sender.send(News { known: known.clone(), now: Now::Saved }).is_ok();
                }
                if self.told.remove(&entry).is_some() {
                    is_news |= self.sender.send(News { known, now: Now::Same }).is_ok();
                }
                continue;
            }
            let hash = store::hash_of(&known.path);
            let what = hash.clone().unwrap_or_default();
            let is_told = self.told.insert(entry, what.clone()).is_some_and(|it| it == what);
            // The news of one of a document's filings is that of all.
            if is_told || documents.contains(&known.path) {
                continue;
            }
            let now = hash.map_or(Now::Gone, |_| self.read(&known));
            if matches!(now, Now::Document(_)) {
                documents.insert(known.path.clone());
            }
            is_news |= self.sender.send(News { known, now }).is_ok();
        }
        if is_news {
            self.waker.wake();
        }
    }

    /// What a file that is there is now.
    fn read(&self, Known { path, is_source, .. }: &Known) -> Now {
        let (settings, _) = loader::settings_of(path, &self.options);
        let read = loader::batch(store::load_with(path, &settings.words), self.options.lang, &settings);
        let mut entries = read.entries;
        match entries.len() {
            0 => Now::Other,
            _ if *is_source => Now::Document(entries),
            _ => Now::Filing(Box::new(entries.swap_remove(0))),
        }
    }
}

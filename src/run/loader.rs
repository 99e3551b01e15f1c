//! Reads and checks files on threads of their own, and hands them over in the order of their paths.

use super::Options;
use super::cached::Cached;
use crate::app::{Entry, Home, Progress, entry};
use crate::check::{Options as CheckOptions, check_with};
use crate::cli::check::Shared;
use crate::cli::check::settings::{Configuration, Which};
use crate::config::Layer;
use crate::messages::Lang;
use crate::store::{self, FileProblem, Loaded};
use crate::term::Waker;
use std::collections::{BTreeMap, HashSet};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Instant;

/// Of fewer files all filings are kept ready.
const MANY: usize = 64;

/// What has been loaded since the last time.
#[derive(Debug, Default)]
pub struct Batch {
    /// Filings, in the order of their files.
    pub entries: Vec<Entry>,
    /// What could not be read.
    pub problems: Vec<String>,
}

impl Batch {
    /// The same in few bytes, as one of many.
    fn at_rest(self) -> Self {
        Self { entries: self.entries.into_iter().map(Entry::at_rest).collect(), ..self }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.problems.is_empty()
    }
}

enum News {
    Found(Vec<PathBuf>, Vec<String>),
    Read(usize, Batch),
}

/// How often the loop hears of files that were read: at once of the first, then so that frames do not take the
/// processor from reading. It is woken once more at the end.
#[derive(Debug)]
struct Pace {
    since: Instant,
    /// Milliseconds after which it is woken again.
    due: AtomicU64,
}

impl Pace {
    /// Milliseconds.
    const STEP: u64 = 40;

    fn new() -> Self {
        Self { since: Instant::now(), due: AtomicU64::new(0) }
    }

    fn is_due(&self) -> bool {
        let now = u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX);
        let due = self.due.load(Ordering::Relaxed);
        let next = now.saturating_add(Self::STEP);
        now >= due && self.due.compare_exchange(due, next, Ordering::Relaxed, Ordering::Relaxed).is_ok()
    }
}

/// Files being read.
#[derive(Debug)]
pub struct Loader {
    news: Receiver<News>,
    /// Files read before others that come earlier.
    waiting: BTreeMap<usize, Batch>,
    next: usize,
    found: Option<Vec<PathBuf>>,
    is_stopped: Arc<AtomicBool>,
    /// How many files were read before reading was stopped and went on.
    n_before: usize,
    /// The files that stopped reading has left, once it is known which there are.
    left: Option<Vec<PathBuf>>,
}

impl Loader {
    /// Reads nothing yet: the first frame does not share the processor with files.
    pub fn idle() -> Self {
        let is_stopped = Arc::new(AtomicBool::new(false));
        let waiting = BTreeMap::new();
        Self { news: channel().1, waiting, next: 0, found: None, is_stopped, n_before: 0, left: None }
    }

    /// Goes on where it was stopped; to be started with the same paths.
    pub fn again(&mut self) {
        let (n_before, left) = (self.progress().done, self.left.take());
        *self = Self { n_before, left, ..Self::idle() };
    }

    /// Begins to read files and folders; without any, the bundled samples.
    pub fn start(&mut self, paths: &[PathBuf], options: &Options, waker: Waker) {
        let (sender, news) = channel();
        self.news = news;
        let paths = paths.to_vec();
        let options = options.clone();
        let stop = Arc::clone(&self.is_stopped);
        let only = self.left.clone();
        thread::spawn(move || {
            if paths.is_empty() {
                read_samples(&options, &sender);
            } else {
                read_files((&paths, only), &options, &sender, &waker, &stop);
            }
            waker.wake();
        });
    }

    /// What is ready to be shown.
    pub fn take(&mut self) -> Batch {
        let mut batch = Batch::default();
        while let Ok(news) = self.news.try_recv() {
            match news {
                News::Found(files, problems) => {
                    self.found = Some(files);
                    batch.problems.extend(problems);
                }
                News::Read(idx, read) => {
                    self.waiting.insert(idx, read);
                }
            }
        }
        if self.is_stopped.load(Ordering::Relaxed) {
            let is_left = |(idx, _): &(usize, PathBuf)| *idx >= self.next && !self.waiting.contains_key(idx);
            if let Some(files) = self.found.take() {
                self.left = Some(files.into_iter().enumerate().filter(is_left).map(|it| it.1).collect());
            }
            // What was read is shown; what comes before it is not waited for.
            for (_, read) in std::mem::take(&mut self.waiting) {
                self.next += 1;
                batch.entries.extend(read.entries);
                batch.problems.extend(read.problems);
            }
        }
        while let Some(read) = self.waiting.remove(&self.next) {
            self.next += 1;
            batch.entries.extend(read.entries);
            batch.problems.extend(read.problems);
        }
        batch
    }

    /// How far loading is.
    pub fn progress(&self) -> Progress {
        let done = self.n_before + self.next;
        let found = match (&self.found, &self.left) {
            (Some(files), _) => self.n_before + files.len(),
            // Stopped, or about to go on.
            (None, Some(left)) => done + left.len(),
            (None, None) => 0,
        };
        Progress { done, found }
    }

    /// Reads no further files. What has been read comes with the next [`Loader::take`], which is the last.
    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    /// Whether everything has been handed over that will be.
    pub fn is_done(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed) || self.found.as_ref().is_some_and(|it| it.len() == self.next)
    }
}

fn read_samples(options: &Options, sender: &Sender<News>) {
    let samples = store::load_samples();
    let (configuration, problems) = configuration(options, &[]);
    // A closed channel has nobody left to tell; so too below.
    let files = samples.iter().map(|it| it.path.clone()).collect();
    let _ = sender.send(News::Found(files, problems));
    for (idx, sample) in samples.into_iter().enumerate() {
        let settings = configuration.of(&sample.path);
        let _ = sender.send(News::Read(idx, batch(sample, options.lang, &settings)));
    }
}

/// The settings of files, and what of them cannot be followed, in sentences.
fn configuration(options: &Options, files: &[PathBuf]) -> (Configuration, Vec<String>) {
    let which = Which { config: options.config.as_deref(), is_none: options.no_config };
    let (read, problems) = Configuration::read(which, Layer::of_arguments(&[], &[]), files);
    (read, problems.iter().map(|it| sentence(it, options.lang)).collect())
}

/// The settings of a file as its folder's configuration is now.
pub fn settings_of(file: &Path, options: &Options) -> (Shared, Vec<String>) {
    let (read, problems) = configuration(options, &[file.to_owned()]);
    (read.of(file), problems)
}

/// Reads the files that paths name; of them only those that were left, where reading goes on.
fn read_files(
    (paths, only): (&[PathBuf], Option<Vec<PathBuf>>),
    options: &Options,
    sender: &Sender<News>,
    waker: &Waker,
    is_stopped: &AtomicBool,
) {
    let lang = options.lang;
    let mut cached = Cached::open(paths);
    let mut found = store::discover_known(paths, &|it| cached.knows(it));
    found.settle();
    if let Some(only) = only {
        let only: HashSet<PathBuf> = only.into_iter().collect();
        found.files.retain(|it| only.contains(it));
        found.problems.clear();
    }
    let (configuration, complaints) = configuration(options, &found.files);
    let problems = found.problems.iter().map(|it| sentence(it, lang)).chain(complaints).collect();
    let _ = sender.send(News::Found(found.files.clone(), problems));
    waker.wake();
    cached.begin(&found.files, &configuration);
    let is_one_of_many = found.files.len() >= MANY;
    let next = Arc::new(AtomicUsize::new(0));
    let pace = Pace::new();
    let n_threads = thread::available_parallelism().map_or(2, NonZero::get).min(found.files.len()).max(1);
    thread::scope(|scope| {
        for _ in 0..n_threads {
            let (next, sender, found) = (Arc::clone(&next), sender.clone(), &found);
            let (configuration, pace) = (&configuration, &pace);
            let mut reader = cached.reader();
            scope.spawn(move || {
                while let Some((idx, file)) = {
                    let idx = next.fetch_add(1, Ordering::Relaxed);
                    found
                        .files
                        .get(idx)
                        .filter(|_| !is_stopped.load(Ordering::Relaxed))
                        .map(|file| (idx, file))
                } {
                    let settings = configuration.of(file);
                    let number = configuration.number_of(file);
                    let read = reader.read(file, (&settings, number), || {
                        let batch = batch(found.load_with(file, &settings.words), lang, &settings);
                        if is_one_of_many { batch.at_rest() } else { batch }
                    });
                    if sender.send(News::Read(idx, read)).is_err() {
                        return;
                    }
                    if pace.is_due() {
                        waker.wake();
                    }
                }
            });
        }
    });
    if !is_stopped.load(Ordering::Relaxed) {
        // The loop hears of the last file before anything else is done.
        waker.wake();
        cached.end();
    }
}

/// A loaded file as entries, checked under its settings.
pub fn batch(loaded: Loaded, lang: Lang, settings: &Shared) -> Batch {
    let problems = loaded.problems.iter().map(|it| sentence(it, lang)).collect();
    let path = loaded.path;
    let entries = loaded
        .filings
        .into_iter()
        .map(|it| {
            let options = CheckOptions { settings, ..CheckOptions::default() };
            let findings = check_with(&it.filing, &options);
            let home = Home {
                opened: path.clone(),
                save_to: Some(it.save_to).filter(|it| !it.as_os_str().is_empty()),
                stamp: it.stamp,
                source: it.source,
                read_only: it.read_only,
                document: it.document,
                ..Home::default()
            };
            entry::Entry::new(it.filing, findings, home).with_settings(Arc::clone(settings))
        })
        .collect();
    Batch { entries, problems }
}

/// A problem as one sentence with its place.
fn sentence(problem: &FileProblem, lang: Lang) -> String {
    let mut place = problem.path.display().to_string();
    for number in [problem.line, problem.column].into_iter().flatten() {
        place = format!("{place}:{number}");
    }
    format!("{place}: {}", problem.message.render(lang))
}

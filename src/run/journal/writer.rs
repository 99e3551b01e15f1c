//! The thread that writes journals: at once to the file, and to the disk within half a second.
//!
//! It must not know what the lines say. Invariant: lines of one journal stand in the order in which they came.

use crate::store::{JournalFile, Journals};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long a line may wait until the disk has it.
const SYNC_AFTER: Duration = Duration::from_millis(500);
/// After so long is tried again what could not be written.
const RETRY_AFTER: Duration = Duration::from_secs(5);
/// Open journals; above that all are closed, for systems allow a few hundred open files.
const MAX_OPEN: usize = 64;

/// Makes the content of a copy: that takes long for a large filing.
pub type Content = Box<dyn Fn() -> String + Send>;

/// How long a line that the next one will overtake may be kept back.
const KEEP_BACK: Duration = Duration::from_millis(200);
/// After so many bytes that were overtaken a journal is written anew without them.
const MAX_OVERTAKEN: usize = 4 * 1024 * 1024;

/// How long a line counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// For good.
    Always,
    /// Until the next one that passes, or the end of them: what is being typed.
    Passing,
    /// It ends those that pass.
    EndsPassing,
}

enum Job {
    Append {
        name: String,
        line: String,
        counts: Counts,
    },
    /// Writes the copy that a journal begins with.
    Copy {
        name: String,
        copy: String,
        content: Content,
    },
    /// Closes a journal, or all, once the disk has them, and says so.
    Close {
        name: Option<String>,
        done: Sender<()>,
    },
    /// Closes a journal that is no longer wanted, and says so.
    Forget {
        name: String,
        done: Sender<()>,
    },
}

/// The thread, seen from the loop.
#[derive(Debug)]
pub struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    /// Why lines cannot be written, or that they can again.
    failed: Receiver<Option<String>>,
}

impl Writer {
    /// Starts it; `wake` tells the loop that there is something to ask for.
    pub fn start(journals: Arc<Journals>, wake: impl Fn() + Send + 'static) -> Self {
        let (jobs, receiver) = channel();
        let (failures, failed) = channel();
        let tell = move |why: Option<&io::Error>| {
            // A loop that has ended has nobody left to tell.
            let _ = failures.send(why.map(io::Error::to_string));
            wake();
        };
        let thread = thread::spawn(move || {
            let open = BTreeMap::new();
            Work { journals, open, has_failed: false, behind_since: None, tell }.run(&receiver);
        });
        Self { jobs: Some(jobs), thread: Some(thread), failed }
    }

    /// Appends a line to a journal.
    pub fn append(&self, name: &str, line: String, counts: Counts) {
        self.send(Job::Append { name: name.to_owned(), line, counts });
    }

    /// Writes the copy that a journal begins with, once its lines are on the disk.
    pub fn keep_copy(&self, name: &str, copy: String, content: Content) {
        self.send(Job::Copy { name: name.to_owned(), copy, content });
    }

    /// Waits until a journal, or all, are on the disk, and lets go of them.
    pub fn close(&self, name: Option<&str>) {
        self.wait_for(|done| Job::Close { name: name.map(str::to_owned), done });
    }

    /// Lets go of a journal that is no longer wanted.
    pub fn forget(&self, name: &str) {
        self.wait_for(|done| Job::Forget { name: name.to_owned(), done });
    }

    fn wait_for(&self, job: impl FnOnce(Sender<()>) -> Job) {
        let (done, is_done) = channel();
        self.send(job(done));
        // A thread that is gone will not answer; then there is nothing to wait for.
        let _ = is_done.recv();
    }

    /// Why lines cannot be written, or nothing where they can again, if that has changed since this was last asked.
    pub fn news(&self) -> Option<Option<String>> {
        self.failed.try_iter().last()
    }

    fn send(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            // A thread that is gone has said why.
            let _ = jobs.send(job);
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing more to say.
            let _ = thread.join();
        }
    }
}

/// A journal in the making.
#[derive(Default)]
struct Open {
    file: Option<JournalFile>,
    /// Lines that the file does not have yet: they go in together or wait together, for a journal without one of them
    /// would not fit the filing.
    waiting: String,
    /// A line that is kept back, for the next one may overtake it.
    passing: Option<String>,
    /// When a line was last written that may be overtaken.
    passed_at: Option<Instant>,
    /// How many bytes of such lines were written.
    n_overtaken: usize,
    /// Copies that the disk does not have yet.
    copies: Vec<(String, Content)>,
    is_synced: bool,
    /// Whether the last try has failed.
    is_stuck: bool,
}

impl Open {
    /// Takes a line, which waits to be written unless it is kept back.
    fn take(&mut self, line: String, counts: Counts) {
        match counts {
            Counts::Passing if self.passed_at.is_some_and(|it| it.elapsed() < KEEP_BACK) => {
                self.passing = Some(line);
            }
            Counts::Passing => {
                self.passing = Some(line);
                self.take_passing();
            }
            Counts::EndsPassing => {
                (self.passing, self.passed_at) = (None, None);
                self.waiting.push_str(&line);
            }
            Counts::Always => {
                self.take_passing();
                self.waiting.push_str(&line);
            }
        }
    }

    fn take_passing(&mut self) {
        if let Some(line) = self.passing.take() {
            self.passed_at = Some(Instant::now());
            self.n_overtaken += line.len();
            self.waiting.push_str(&line);
        }
    }

    /// Makes a journal shorter that holds much that no longer counts. One that cannot be is as good.
    fn tidy(&mut self, journals: &Journals, name: &str) {
        if self.n_overtaken < MAX_OVERTAKEN || !self.waiting.is_empty() {
            return;
        }
        self.n_overtaken = 0;
        match journals.tidy(name) {
            Ok(()) => self.file = None,
            Err(error) => tracing::debug!(%error, "a journal stays long"),
        }
    }

    /// Writes what is waiting.
    fn write(&mut self, journals: &Journals, name: &str) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(journals.open_journal(name)?),
        };
        file.append(&self.waiting)?;
        self.waiting.clear();
        self.is_synced = false;
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        if let Some(file) = self.file.as_mut().filter(|_| !self.is_synced) {
            file.sync()?;
        }
        self.is_synced = true;
        Ok(())
    }

    fn keep_copies(&mut self, journals: &Journals) -> io::Result<()> {
        while let Some((copy, content)) = self.copies.last() {
            journals.keep_copy(copy, &content())?;
            self.copies.pop();
        }
        Ok(())
    }

    /// Whether the disk has everything.
    fn is_done(&self) -> bool {
        self.waiting.is_empty() && self.passing.is_none() && self.copies.is_empty() && self.is_synced
    }
}

struct Work<T> {
    journals: Arc<Journals>,
    open: BTreeMap<String, Open>,
    /// Whether the last try has failed; that is told once.
    has_failed: bool,
    /// Since when there is something that the disk does not have, or since the last try to bring it there.
    behind_since: Option<Instant>,
    tell: T,
}

impl<T: Fn(Option<&io::Error>)> Work<T> {
    fn run(mut self, jobs: &Receiver<Job>) {
        loop {
            let patience = if self.has_failed { RETRY_AFTER } else { SYNC_AFTER };
            let job = match self.behind_since {
                // Nothing to do is no reason to wake up.
                None => jobs.recv().map_err(RecvTimeoutError::from),
                Some(since) => jobs.recv_timeout(patience.saturating_sub(since.elapsed())),
            };
            match job {
                Ok(Job::Append { name, line, counts }) => self.append(&name, line, counts),
                Ok(Job::Copy { name, copy, content }) => {
                    self.open.entry(name).or_default().copies.push((copy, content));
                    self.behind_since.get_or_insert_with(Instant::now);
                }
                Ok(Job::Close { name, done }) => {
                    self.settle();
                    // What could not be written is tried again.
                    self.open
                        .retain(|it, open| name.as_ref().is_some_and(|name| it != name) || !open.is_done());
                    let _ = done.send(());
                }
                Ok(Job::Forget { name, done }) => {
                    self.open.remove(&name);
                    // What is not wanted any more fails nothing.
                    self.note(Ok(()));
                    let _ = done.send(());
                }
                Err(RecvTimeoutError::Timeout) => self.settle(),
                Err(RecvTimeoutError::Disconnected) => return self.settle(),
            }
        }
    }

    fn append(&mut self, name: &str, line: String, counts: Counts) {
        if self.open.len() >= MAX_OPEN && !self.open.contains_key(name) {
            self.settle();
            self.open.retain(|_, it| !it.is_done());
        }
        let open = self.open.entry(name.to_owned()).or_default();
        open.take(line, counts);
        let written = open.write(&self.journals, name);
        open.is_stuck = written.is_err() || (open.is_stuck && !open.copies.is_empty());
        self.note(written);
        // Who types without a pause must not keep the disk from getting it.
        let since = *self.behind_since.get_or_insert_with(Instant::now);
        if !self.has_failed && since.elapsed() >= SYNC_AFTER {
            self.settle();
        }
    }

    /// Brings everything to the disk.
    fn settle(&mut self) {
        self.journals.keep_lock();
        let mut settled = Ok(());
        for (name, it) in &mut self.open {
            it.take_passing();
            let done = it.write(&self.journals, name).and_then(|()| it.sync());
            it.is_stuck = done.is_err();
            it.tidy(&self.journals, name);
            settled = settled.and(done);
        }
        // A copy takes longer than all lines together, and is needed only once its file has changed.
        for it in self.open.values_mut() {
            let kept = it.keep_copies(&self.journals);
            it.is_stuck |= kept.is_err();
            settled = settled.and(kept);
        }
        self.note(settled);
        let is_done = self.open.values().all(Open::is_done);
        self.behind_since = (!is_done).then(Instant::now);
    }

    fn note(&mut self, written: io::Result<()>) {
        match written {
            Ok(()) => {
                let has_failed = self.open.values().any(|it| it.is_stuck);
                if self.has_failed && !has_failed {
                    (self.tell)(None);
                }
                self.has_failed = has_failed;
            }
            Err(error) if self.has_failed => tracing::debug!(%error, "the journal still cannot be written"),
            Err(error) => {
                self.has_failed = true;
                tracing::warn!(%error, "the journal cannot be written");
                (self.tell)(Some(&error));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_that_is_let_go_of_is_no_failure_any_more() {
        let root = tempfile::tempdir().unwrap();
        let writer = Writer::start(Arc::new(Journals::open(root.path()).unwrap()), || {});
        writer.append("青禾县", "{}\n".to_owned(), Counts::Always);
        writer.forget("白水县");
        assert!(writer.news().flatten().is_some(), "no such journal was begun");
        writer.forget("青禾县");
        assert_eq!(writer.news(), Some(None), "nothing is waiting to be written");
    }
}

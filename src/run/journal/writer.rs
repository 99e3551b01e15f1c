//! The thread that writes journals: at once to the file, and to the disk within half a second.
//!
//! It must not know what the lines say. Invariant: lines of one journal stand in the order in which they came.

use crate::store::{JournalFile, Journals};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long a line may wait until the disk has it.
const SYNC_AFTER: Duration = Duration::from_millis(500);
/// Open journals; above that all are closed, for systems allow a few hundred open files.
const MAX_OPEN: usize = 64;

enum Job {
    Append {
        name: String,
        line: String,
    },
    /// Closes a journal, or all, once the disk has them, and says so.
    Close {
        name: Option<String>,
        done: Sender<()>,
    },
}

/// The thread, seen from the loop.
#[derive(Debug)]
pub struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    has_failed: Arc<AtomicBool>,
}

impl Writer {
    /// Starts it.
    pub fn start(journals: Arc<Journals>) -> Self {
        let (jobs, receiver) = channel();
        let has_failed = Arc::<AtomicBool>::default();
        let flag = Arc::clone(&has_failed);
        let thread = thread::spawn(move || work(&journals, &receiver, &flag));
        Self { jobs: Some(jobs), thread: Some(thread), has_failed }
    }

    /// Appends a line to a journal.
    pub fn append(&self, name: &str, line: String) {
        self.send(Job::Append { name: name.to_owned(), line });
    }

    /// Waits until a journal, or all, are on the disk, and lets go of them.
    pub fn close(&self, name: Option<&str>) {
        let (done, is_done) = channel();
        self.send(Job::Close { name: name.map(str::to_owned), done });
        // A thread that is gone will not answer; then there is nothing to wait for.
        let _ = is_done.recv();
    }

    /// Whether a line could not be written since the last time this was asked.
    pub fn has_failed(&self) -> bool {
        self.has_failed.swap(false, Ordering::Relaxed)
    }

    fn send(&self, job: Job) {
        if let Some(jobs) = &self.jobs
            && jobs.send(job).is_err()
        {
            self.has_failed.store(true, Ordering::Relaxed);
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

fn work(journals: &Journals, jobs: &Receiver<Job>, has_failed: &AtomicBool) {
    let mut open: BTreeMap<String, JournalFile> = BTreeMap::new();
    let mut is_synced = true;
    loop {
        // Nothing to do is no reason to wake up.
        let job = if is_synced {
            jobs.recv().map_err(RecvTimeoutError::from)
        } else {
            jobs.recv_timeout(SYNC_AFTER)
        };
        match job {
            Ok(Job::Append { name, line }) => {
                is_synced = false;
                if append(journals, &mut open, &name, &line).is_err() {
                    has_failed.store(true, Ordering::Relaxed);
                }
            }
            Ok(Job::Close { name, done }) => {
                for file in name.as_ref().map_or_else(
                    || open.values().collect(),
                    |it| open.get(it).into_iter().collect::<Vec<_>>(),
                ) {
                    file.sync();
                }
                match &name {
                    Some(name) => drop(open.remove(name)),
                    None => open.clear(),
                }
                let _ = done.send(());
            }
            Err(RecvTimeoutError::Timeout) => {
                open.values().for_each(JournalFile::sync);
                is_synced = true;
            }
            Err(RecvTimeoutError::Disconnected) => {
                open.values().for_each(JournalFile::sync);
                return;
            }
        }
    }
}

fn append(
    journals: &Journals,
    open: &mut BTreeMap<String, JournalFile>,
    name: &str,
    line: &str,
) -> io::Result<()> {
    if let Some(file) = open.get_mut(name) {
        return file.append(line);
    }
    if open.len() >= MAX_OPEN {
        open.values().for_each(JournalFile::sync);
        open.clear();
    }
    let mut file = journals.open_journal(name)?;
    file.append(line)?;
    open.insert(name.to_owned(), file);
    Ok(())
}

//! Operations that fail, and programs that stop in the middle, for tests.
//!
//! Invariant: a plan touches what lies in its own folder alone, so that tests may run side by side.

use super::Act;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

static PLANS: Mutex<Vec<Plan>> = Mutex::new(Vec::new());

/// What happens at the chosen operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It fails with this error number, once; of bytes to be written half are.
    Once(i32),
    /// It fails, and so do all after it.
    Always(i32),
    /// The program is killed: it does not happen, nor does anything after it. Of bytes to be written half are.
    Kill,
    /// The power goes: as a kill, and whatever the disk was not waited for is gone too.
    PowerCut,
}

/// What the disk would still have after a power cut. The worst that file systems do: content that was not synced is
/// gone, also where the file has got its name by then; a name that was given without the folder being synced is not.
#[derive(Default)]
struct Durable {
    /// Files that were written to since they were synced, with what was synced; `None` for nothing.
    contents: BTreeMap<PathBuf, Option<Vec<u8>>>,
    /// Names that were given since the folder was synced, with what they meant before.
    names: Vec<(PathBuf, Option<Vec<u8>>)>,
    /// Where the file comes from that is about to get a name.
    from: Option<PathBuf>,
}

impl Durable {
    /// Takes note of an operation that is about to go through.
    fn note(&mut self, act: Act, path: &Path) {
        match act {
            Act::Open | Act::Write | Act::Cut => {
                self.contents.entry(path.to_owned()).or_insert_with(|| fs::read(path).ok());
            }
            Act::Sync | Act::Remove => {
                self.contents.remove(path);
            }
            Act::Rename | Act::Link => {
                self.names.push((path.to_owned(), fs::read(path).ok()));
                let unsynced = self.from.take().and_then(|it| self.contents.get(&it).cloned());
                if let Some(content) = unsynced {
                    self.contents.insert(path.to_owned(), content);
                }
            }
            Act::SyncFolder => self.names.retain(|(it, _)| it.parent() != Some(path)),
            _ => {}
        }
    }

    /// Leaves what the disk has.
    fn cut(&mut self) {
        for (path, content) in std::mem::take(&mut self.names).into_iter().rev() {
            match content {
                Some(content) => fs::write(path, content).unwrap(),
                // The name may be gone again already.
                None => drop(fs::remove_file(path)),
            }
        }
        for (path, content) in std::mem::take(&mut self.contents) {
            if path.exists() {
                fs::write(path, content.unwrap_or_default()).unwrap();
            }
        }
    }
}

struct Plan {
    folder: PathBuf,
    /// Which operation, from 0.
    at: usize,
    fault: Fault,
    n_seen: usize,
    hit: Option<Act>,
    durable: Durable,
}

/// A plan that holds until it is dropped.
pub(crate) struct Armed(PathBuf);

/// From now on the operation of this number in a folder goes wrong.
pub(crate) fn arm(folder: &Path, at: usize, fault: Fault) -> Armed {
    let folder = folder.canonicalize().unwrap();
    plans().push(Plan {
        folder: folder.clone(),
        at,
        fault,
        n_seen: 0,
        hit: None,
        durable: Durable::default(),
    });
    Armed(folder)
}

impl Armed {
    /// The operation that went wrong, if it came so far.
    pub fn hit(&self) -> Option<Act> {
        plans().iter().find(|it| it.folder == self.0).and_then(|it| it.hit)
    }

    /// Cuts the power after the last operation, if that is when it is to be cut. Says whether it was.
    pub fn cut_at_end(&self) -> bool {
        let mut plans = plans();
        let plan = plans.iter_mut().find(|it| it.folder == self.0);
        let plan = plan.filter(|it| it.fault == Fault::PowerCut && it.hit.is_none() && it.n_seen == it.at);
        plan.map(|it| it.durable.cut()).is_some()
    }
}

impl Drop for Armed {
    fn drop(&mut self) {
        plans().retain(|it| it.folder != self.0);
    }
}

fn plans() -> MutexGuard<'static, Vec<Plan>> {
    PLANS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tells where a file comes from that is about to get a name.
pub(super) fn from(from: &Path, to: &Path) {
    let mut plans = plans();
    if let Some(plan) = plans.iter_mut().find(|it| to.starts_with(&it.folder)) {
        plan.durable.from = Some(from.to_owned());
    }
}

/// The error number of an operation that goes wrong.
fn wrong(act: Act, path: &Path) -> Option<(i32, bool)> {
    let mut plans = plans();
    let plan = plans.iter_mut().find(|it| path.starts_with(&it.folder))?;
    let now = plan.n_seen;
    plan.n_seen += 1;
    let is_first = now == plan.at;
    if is_first {
        plan.hit = Some(act);
    }
    if plan.fault == Fault::PowerCut {
        match now.cmp(&plan.at) {
            std::cmp::Ordering::Less => plan.durable.note(act, path),
            std::cmp::Ordering::Equal => plan.durable.cut(),
            std::cmp::Ordering::Greater => {}
        }
    }
    match plan.fault {
        Fault::Once(number) if is_first => Some((number, true)),
        Fault::Always(number) if now >= plan.at => Some((number, is_first)),
        Fault::Kill if now >= plan.at => Some((libc_eio(), is_first)),
        Fault::PowerCut if now >= plan.at => Some((libc_eio(), false)),
        _ => None,
    }
}

/// What a dead program sees does not matter.
const fn libc_eio() -> i32 {
    5
}

/// Whether an operation goes through.
pub(super) fn point(act: Act, path: &Path) -> io::Result<()> {
    wrong(act, path).map_or(Ok(()), |(number, _)| Err(io::Error::from_raw_os_error(number)))
}

/// Whether bytes are written; else how many of them are before it goes wrong.
pub(super) fn point_of_write(path: &Path, n_bytes: usize) -> Result<(), (usize, io::Error)> {
    wrong(Act::Write, path).map_or(Ok(()), |(number, is_first)| {
        let error = io::Error::from_raw_os_error(number);
        // Interrupted writes are written again by the standard library, never half.
        if error.kind() == io::ErrorKind::Interrupted {
            return Ok(());
        }
        Err((if is_first { n_bytes / 2 } else { 0 }, error))
    })
}

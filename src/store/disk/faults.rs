//! Operations that fail, and programs that stop in the middle, for tests.
//!
//! Invariant: a plan touches what lies in its own folder alone, so that tests may run side by side.

use super::Act;
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
}

struct Plan {
    folder: PathBuf,
    /// Which operation, from 0.
    at: usize,
    fault: Fault,
    n_seen: usize,
    hit: Option<Act>,
}

/// A plan that holds until it is dropped.
pub(crate) struct Armed(PathBuf);

/// From now on the operation of this number in a folder goes wrong.
pub(crate) fn arm(folder: &Path, at: usize, fault: Fault) -> Armed {
    let folder = folder.canonicalize().unwrap();
    plans().push(Plan { folder: folder.clone(), at, fault, n_seen: 0, hit: None });
    Armed(folder)
}

impl Armed {
    /// The operation that went wrong, if it came so far.
    pub fn hit(&self) -> Option<Act> {
        plans().iter().find(|it| it.folder == self.0).and_then(|it| it.hit)
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
    match plan.fault {
        Fault::Once(number) if is_first => Some((number, true)),
        Fault::Always(number) if now >= plan.at => Some((number, is_first)),
        Fault::Kill if now >= plan.at => Some((libc_eio(), is_first)),
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

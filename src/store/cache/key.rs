//! What a file is without reading it.

use serde::{Deserialize, Serialize};
use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The clock of a file system may stand still for so long: what was changed later than this before it was read may
/// change once more without another time. Two seconds are those of FAT.
const TICK: Duration = Duration::from_secs(2);

/// Length, times and place of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileKey {
    /// Bytes.
    pub len: u64,
    /// When its content was last written, in nanoseconds since 1970.
    modified: u128,
    /// When anything about it was last changed, where the system says so: nobody can set this time.
    changed: u128,
    /// Its number on the disk, where there is one: a file that took its place has another.
    number: u64,
}

impl FileKey {
    /// That of a file; nothing where the system does not say when it was written.
    pub fn of(metadata: &Metadata) -> Option<Self> {
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        let (changed, number) = on_disk(metadata);
        metadata.is_file().then_some(Self { len: metadata.len(), modified, changed, number })
    }

    /// Whether a file that was read at this time and is changed once more has another key then.
    pub fn is_settled(&self, read_at: SystemTime) -> bool {
        let read_at = read_at.duration_since(UNIX_EPOCH).unwrap_or_default();
        self.modified.max(self.changed) + TICK.as_nanos() < read_at.as_nanos()
    }

    /// When its content was last written.
    pub fn modified(&self) -> SystemTime {
        let seconds = u64::try_from(self.modified / 1_000_000_000).unwrap_or_default();
        let rest = u32::try_from(self.modified % 1_000_000_000).unwrap_or_default();
        UNIX_EPOCH + Duration::new(seconds, rest)
    }
}

#[cfg(unix)]
fn on_disk(metadata: &Metadata) -> (u128, u64) {
    use std::os::unix::fs::MetadataExt;
    let seconds = u128::try_from(metadata.ctime()).unwrap_or_default();
    let rest = u128::try_from(metadata.ctime_nsec()).unwrap_or_default();
    (seconds * 1_000_000_000 + rest, metadata.ino())
}

#[cfg(not(unix))]
const fn on_disk(_: &Metadata) -> (u128, u64) {
    (0, 0)
}

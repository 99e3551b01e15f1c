//! Files that are reached by several names, through links or dots: each is one file, and one of its names is enough.
//!
//! Invariant: of every file exactly one name stays.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What a file is, whatever it is called.
#[cfg(unix)]
type Key = (u64, u64);
/// What a file is, whatever it is called. Hard links are not seen through.
#[cfg(not(unix))]
type Key = PathBuf;

#[cfg(unix)]
fn key(path: &Path) -> Option<Key> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|it| (it.dev(), it.ino()))
}

#[cfg(not(unix))]
fn key(path: &Path) -> Option<Key> {
    super::real_path(path)
}

/// Takes further names of files out, in order: the name stays that leads over no link, else the first. Gives those taken
/// out, each with the name that stays. What cannot be looked at stays, for loading to report it.
pub fn take_out(files: &mut Vec<PathBuf>) -> Vec<(PathBuf, PathBuf)> {
    let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (idx, file) in files.iter().enumerate() {
        if let Some(key) = key(file) {
            groups.entry(key).or_default().push(idx);
        }
    }
    let mut stays_for: BTreeMap<usize, PathBuf> = BTreeMap::new();
    for group in groups.values().filter(|it| it.len() > 1) {
        let names: Vec<(usize, &PathBuf)> =
            group.iter().filter_map(|idx| Some((*idx, files.get(*idx)?))).collect();
        let is_real = |path: &Path| fs::canonicalize(path).ok() == std::path::absolute(path).ok();
        let Some((stays, name)) = names.iter().find(|it| is_real(it.1)).or(names.first()).copied() else {
            continue;
        };
        let others = group.iter().filter(|it| **it != stays);
        stays_for.extend(others.map(|idx| (*idx, name.clone())));
    }
    let mut taken = Vec::with_capacity(stays_for.len());
    let mut idx = 0;
    files.retain_mut(|file| {
        let stays = stays_for.remove(&idx);
        idx += 1;
        let is_kept = stays.is_none();
        taken.extend(stays.map(|it| (std::mem::take(file), it)));
        is_kept
    });
    taken
}

/// Whether two names mean the same file, which is there.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    key(one).is_some_and(|it| key(other) == Some(it))
}

/// Whether a file that is there has a second name that no path leads to.
#[cfg(unix)]
pub fn has_hard_links(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|it| std::os::unix::fs::MetadataExt::nlink(&it) > 1)
}

/// Whether a file that is there has a second name that no path leads to.
#[cfg(not(unix))]
pub fn has_hard_links(_: &Path) -> bool {
    false
}

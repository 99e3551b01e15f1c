//! What hangs on a file beside its mode: further rights (ACLs), labels (`SELinux`), tags of people and programs.
//!
//! It must not know what is written. Invariant: a new content is never open to anybody who could not read the old one;
//! everything else is kept where system and file system allow it, and is no reason not to save.

use super::disk;
#[cfg(unix)]
use std::ffi::OsString;
use std::fs::{Metadata, Permissions};
use std::path::Path;

/// Further rights on Linux. Where they are, the group's bits of the mode are their upper limit and not the group's.
#[cfg(unix)]
const RIGHTS: &str = "system.posix_acl_access";

/// Gives a new file the attributes of the one whose place it will take. Says whether the mode may be the same: without
/// the further rights it could open the file to its group.
#[cfg(unix)]
pub(super) fn keep(from: &Path, to: &Path) -> bool {
    let old = match disk::attributes(from) {
        Ok(old) => old,
        Err(error) => {
            // Most likely a file system without attributes; where there are some after all, nobody else shall read it.
            tracing::debug!(file = %from.display(), %error, "no attributes");
            return error.kind() == std::io::ErrorKind::Unsupported;
        }
    };
    // The folder may give its new files rights that this one does not have.
    let has_rights = |it: &[OsString]| it.iter().any(|it| it == RIGHTS);
    if !has_rights(&old)
        && disk::attributes(to).is_ok_and(|it| has_rights(&it))
        && let Err(error) = disk::remove_attribute(RIGHTS.as_ref(), to)
    {
        tracing::warn!(file = %from.display(), %error, "the folder's rights stay on the file");
        return false;
    }
    let mut is_kept = true;
    for name in old {
        if let Err(error) = disk::copy_attribute(&name, from, to) {
            tracing::warn!(file = %from.display(), ?name, %error, "an attribute is not kept");
            is_kept &= name != RIGHTS;
        }
    }
    is_kept
}

/// Other systems keep rights elsewhere.
#[cfg(not(unix))]
pub(super) const fn keep(_: &Path, _: &Path) -> bool {
    true
}

/// The mode of a file without what its group may do.
#[cfg(unix)]
pub(super) fn without_group(metadata: &Metadata) -> Permissions {
    use std::os::unix::fs::PermissionsExt;
    Permissions::from_mode(metadata.permissions().mode() & !0o070)
}

/// The mode of a file.
#[cfg(not(unix))]
pub(super) fn without_group(metadata: &Metadata) -> Permissions {
    metadata.permissions()
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::super::disk::faults::{Fault, arm};
    use super::super::write;
    use super::RIGHTS;
    use std::fs;
    use std::io::Write;
    use std::os::unix::fs::PermissionsExt;
    use std::path::{Path, PathBuf};

    /// Rights as the kernel takes them: the owner, one person more, the group, the limit, others.
    fn rights(person: u32, group: u16) -> Vec<u8> {
        let none = u32::MAX;
        let entries = [(1_u16, 6_u16, none), (2, 4, person), (4, group, none), (16, 6, none), (32, 0, none)];
        let entry = |(tag, may, who): (u16, u16, u32)| {
            [&tag.to_le_bytes()[..], &may.to_le_bytes(), &who.to_le_bytes()].concat()
        };
        [2_u32.to_le_bytes().to_vec(), entries.into_iter().flat_map(entry).collect()].concat()
    }

    /// A file with a tag and further rights; `None` where the file system has none.
    fn file(folder: &Path) -> Option<PathBuf> {
        let path = folder.join("水务局.toml");
        fs::write(&path, "旧").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let is_set = xattr::set(&path, "user.标记", "已审".as_bytes()).is_ok()
            && xattr::set(&path, RIGHTS, &rights(4321, 0)).is_ok();
        if !is_set {
            writeln!(std::io::stdout(), "skipped: this file system keeps no attributes").unwrap();
        }
        is_set.then_some(path)
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn tags_and_further_rights_stay_with_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let Some(path) = file(folder.path()) else { return };
        for names in [1, 2] {
            if names == 2 {
                fs::hard_link(&path, folder.path().join("又名.toml")).unwrap();
            }
            write::replace(&path, format!("新{names}").as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), format!("新{names}"));
            assert_eq!(xattr::get(&path, "user.标记").unwrap().unwrap(), "已审".as_bytes());
            assert_eq!(xattr::get(&path, RIGHTS).unwrap().unwrap(), rights(4321, 0));
            assert_eq!(mode(&path), 0o660, "the limit of the further rights");
        }
    }

    #[test]
    fn rights_that_the_folder_gives_to_new_files_are_not_the_files() {
        let folder = tempfile::tempdir().unwrap();
        let Some(path) = file(folder.path()) else { return };
        xattr::remove(&path, RIGHTS).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        xattr::set(folder.path(), "system.posix_acl_default", &rights(9876, 6)).unwrap();
        write::replace(&path, "新".as_bytes()).unwrap();
        assert_eq!(xattr::get(&path, RIGHTS).unwrap(), None);
        assert_eq!(mode(&path), 0o600);
        assert_eq!(xattr::get(&path, "user.标记").unwrap().unwrap(), "已审".as_bytes());
    }

    #[test]
    fn where_rights_cannot_be_kept_the_file_is_saved_and_opens_to_nobody() {
        let mut n_without = 0;
        for at in 0.. {
            let folder = tempfile::tempdir().unwrap();
            let Some(path) = file(folder.path()) else { return };
            let armed = arm(folder.path(), at, Fault::Once(libc::EPERM));
            let saved = write::replace(&path, "新".as_bytes());
            let Some(hit) = armed.hit() else { break };
            if hit == super::super::disk::Act::Attribute {
                saved.unwrap();
                let has_rights = xattr::get(&path, RIGHTS).unwrap().is_some();
                assert!(has_rights || mode(&path) == 0o600, "{at}: {:o}", mode(&path));
                n_without += usize::from(!has_rights);
            }
        }
        assert!(n_without > 0);
    }
}

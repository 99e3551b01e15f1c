//! Opening what must be a regular file, in folders that others change meanwhile.
//!
//! A pipe in its place would be waited on for ever, and a device read without end. Invariant: nothing here waits for
//! another program, and no more is read than was asked for.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// Opens a file; `None` where the path is no regular file.
///
/// # Errors
/// What the system says.
pub(super) fn open(path: &Path) -> io::Result<Option<(File, Metadata)>> {
    // Devices may do something when they are opened.
    if !std::fs::metadata(path)?.is_file() {
        return Ok(None);
    }
    let file = at_once(OpenOptions::new().read(true)).open(path)?;
    let metadata = file.metadata()?;
    Ok(metadata.is_file().then_some((file, metadata)))
}

/// The bytes of a file; `None` where the path is no regular file or has more than `most`.
///
/// # Errors
/// What the system says.
pub(super) fn read(path: &Path, most: u64) -> io::Result<Option<(Vec<u8>, Metadata)>> {
    let Some((file, metadata)) = open(path)?.filter(|(_, it)| it.len() <= most) else { return Ok(None) };
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    file.take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some((bytes, metadata)))
}

/// Without waiting for who writes into a pipe; regular files are read as ever.
#[cfg(unix)]
fn at_once(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags(libc::O_NONBLOCK)
}

#[cfg(not(unix))]
fn at_once(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn only_regular_files_are_read_and_no_more_than_was_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("填报.toml"), "年度").unwrap();
        std::fs::create_dir(path("夹")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", path("零")).unwrap();
        let bytes = |name: &str, most| read(&path(name), most).unwrap().map(|(bytes, _)| bytes);
        assert_eq!(bytes("填报.toml", 6).unwrap(), "年度".as_bytes());
        assert_eq!(bytes("填报.toml", 5), None);
        assert_eq!(bytes("夹", 5), None);
        assert_eq!(bytes("零", 5), None);
        assert_eq!(read(&path("没有"), 5).unwrap_err().kind(), io::ErrorKind::NotFound);
        // As a pipe looks that took the place of a file a moment ago: opening must not wait for a writer.
        let made = std::process::Command::new("mkfifo").arg(path("管")).status();
        if made.is_ok_and(|it| it.success()) {
            assert_eq!(bytes("管", 5), None);
            let opened = at_once(OpenOptions::new().read(true)).open(path("管")).unwrap();
            assert!(!opened.metadata().unwrap().is_file());
        }
    }
}

//! Paths as journals keep them: as text, and the same whichever folder link leads there.
//!
//! Invariant: a path comes back byte for byte, also one that is not UTF-8.

use std::path::{Path, PathBuf};

/// A path whose folder is the real one, whatever links and dots lead to it; its name is as it was given, for the file
/// may be gone.
pub fn settled_path(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let settled = match (absolute.parent(), absolute.file_name()) {
        (Some(folder), Some(name)) => super::super::real_path(folder).map(|it| it.join(name)),
        _ => super::super::real_path(&absolute),
    };
    settled.unwrap_or(absolute)
}

/// The characters that stand for single bytes: private ones that no name has. A name that has one nevertheless is
/// written byte by byte.
#[cfg(unix)]
const BYTES: u32 = 0x10_FF00;

/// A path as text.
#[cfg(unix)]
pub fn path_text(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    let mut text = String::new();
    let of_byte = |byte: &u8| char::from_u32(BYTES + u32::from(*byte));
    for chunk in path.as_os_str().as_bytes().utf8_chunks() {
        for it in chunk.valid().chars() {
            if u32::from(it) < BYTES {
                text.push(it);
            } else {
                text.extend(it.encode_utf8(&mut [0; 4]).bytes().filter_map(|it| of_byte(&it)));
            }
        }
        text.extend(chunk.invalid().iter().filter_map(of_byte));
    }
    text
}

/// The path that a text stands for.
#[cfg(unix)]
pub fn text_path(text: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    let mut bytes = Vec::with_capacity(text.len());
    for it in text.chars() {
        match u32::from(it).checked_sub(BYTES).and_then(|it| u8::try_from(it).ok()) {
            Some(byte) => bytes.push(byte),
            None => bytes.extend_from_slice(it.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    std::ffi::OsString::from_vec(bytes).into()
}

/// A path as text.
#[cfg(not(unix))]
pub fn path_text(path: &Path) -> String {
    path.display().to_string()
}

/// The path that a text stands for.
#[cfg(not(unix))]
pub fn text_path(text: &str) -> PathBuf {
    text.into()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn a_path_comes_back_byte_for_byte() {
        let gbk: &[u8] = b"/\xb1\xed/\xbc\xd7.toml";
        let odd = "/表/\u{10ff41}\u{10ffb1}.toml".as_bytes();
        for bytes in [gbk, odd, "/表/甲.toml".as_bytes(), b"/\xe8\xa1/a\xff"] {
            let path = Path::new(OsStr::from_bytes(bytes));
            assert_eq!(text_path(&path_text(path)), path);
        }
        assert_eq!(path_text(Path::new("/表/甲.toml")), "/表/甲.toml");
    }
}

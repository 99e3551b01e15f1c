//! The parts of a packed document (zip), with a bound on what they may grow to.
//!
//! Invariant: never more than [`limits`](super::limits) bytes are unpacked, whatever the zip file promises.

use super::encoding;
use super::limits::{MAX_PART, MAX_RATIO, MAX_UNPACKED};
use crate::messages::Problem;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// A zip file being read.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    rest: u64,
}

impl<'a> Archive<'a> {
    /// Reads the list of parts.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Problem::ImportDamaged)?;
        Ok(Self { zip, rest: MAX_UNPACKED })
    }

    /// Whether there is such a part.
    pub fn has(&self, part: &str) -> bool {
        self.zip.index_for_name(part).is_some()
    }

    /// Whether there is a part in such a folder.
    pub fn has_below(&self, folder: &str) -> bool {
        self.zip.file_names_raw().any(|it| it.starts_with(folder.as_bytes()))
    }

    /// The text of a part. A part that is not there is damage.
    pub fn text(&mut self, part: &str) -> Result<String, Problem> {
        let file = self.zip.by_name(part).map_err(|error| match error {
            ZipError::UnsupportedArchive(_) | ZipError::InvalidPassword => Problem::ImportEncrypted,
            _ => Problem::ImportDamaged,
        })?;
        if file.encrypted() {
            return Err(Problem::ImportEncrypted);
        }
        // Blanks without end pack to nothing; no program writes a form like that.
        let (small, ratio) = MAX_RATIO;
        let plausible = small.max(file.compressed_size().saturating_mul(ratio));
        let limit = MAX_PART.min(self.rest).min(plausible);
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|_| Problem::ImportDamaged)?;
        let n_bytes = bytes.len() as u64;
        if limit < n_bytes {
            return Err(Problem::ImportTooMuch);
        }
        self.rest -= n_bytes;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(text),
            Err(error) => encoding::decode(error.as_bytes()).map_err(|_| Problem::ImportDamaged),
        }
    }

    /// The text of a part that may be missing.
    pub fn text_if_any(&mut self, part: &str) -> Result<Option<String>, Problem> {
        if self.has(part) { self.text(part).map(Some) } else { Ok(None) }
    }
}

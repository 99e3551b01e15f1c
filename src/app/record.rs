//! A loaded filing as bytes that another process of the same program can take it from without reading its file.
//!
//! It must not know where the bytes are kept. Invariant: an entry that was taken from bytes is what reading the file
//! and checking it under the same settings would have made.

use super::body::Body;
use super::entry::{Entry, Head, Home, Parts};
use super::packed::Packed;
use super::tally::Counts;
use crate::check::Settings;
use crate::library::Stems;
use crate::store::Stamp;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// What the bytes say.
#[derive(Serialize, Deserialize)]
struct Record<'a> {
    head: Cow<'a, Head>,
    /// Errors, warnings and infos.
    total: [usize; 3],
    parts: Cow<'a, Parts>,
    /// The names of the indicators as the library compares them, and their targets.
    stems: Cow<'a, Stems>,
    /// The hash of the file.
    hash: &'a str,
    filing: &'a [u8],
    findings: &'a [u8],
}

impl Entry {
    /// The bytes of a filing as its file has it; nothing where it is not at rest, or no file of its own says the same.
    pub fn record(&self) -> Option<Vec<u8>> {
        let home = &self.home;
        let stamp = home.stamp.as_ref().filter(|_| !home.read_only && home.source.is_none())?;
        let (filing, findings) = self.bytes().filter(|_| !self.is_modified())?;
        let total = self.total();
        let record = Record {
            head: Cow::Borrowed(self.head()),
            total: [total.errors, total.warnings, total.infos],
            parts: Cow::Borrowed(self.parts()),
            stems: Cow::Borrowed(self.stems()),
            hash: &stamp.hash,
            filing,
            findings,
        };
        postcard::to_stdvec(&record).ok()
    }

    /// The filing that these bytes are of, which the file `path` holds; nothing where they are no such bytes.
    pub fn of_record(
        bytes: &[u8],
        path: &Path,
        (len, modified): (u64, SystemTime),
        settings: &Arc<Settings>,
    ) -> Option<Self> {
        let it: Record<'_> = postcard::from_bytes(bytes).ok()?;
        let [errors, warnings, infos] = it.total;
        let stamp = Stamp { len, modified: Some(modified), hash: it.hash.to_owned() };
        let home = Home {
            opened: path.to_owned(),
            save_to: Some(path.to_owned()),
            stamp: Some(stamp),
            ..Home::default()
        };
        let entry = Self::of_parts(
            (Body::of_bytes(it.filing), Packed::of_bytes(it.findings)),
            (it.head.into_owned(), it.parts.into_owned(), it.stems.into_owned()),
            Counts { errors, warnings, infos },
            home,
        );
        Some(entry.with_settings(Arc::clone(settings)))
    }
}

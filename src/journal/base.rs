//! What a filing said when its journal began.
//!
//! A journal holds for a content, not for a file: comments may change, a document may be imported again, and the
//! journal still fits. Invariant: two filings have the same content exactly when the format writes them alike.

use super::framing;
use crate::format;
use crate::model::Filing;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The copy of a filing with more indicators stands in a file of its own, which is written while the person goes on:
/// to write it would be felt at the first key.
const MAX_ROWS_WITHIN: usize = if cfg!(test) { 20 } else { 20_000 };

/// The content that a journal starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Base {
    /// The filing as the format writes it.
    Copy(String),
    /// The same in a file of its own.
    Aside {
        /// The name of that file.
        copy: String,
        /// SHA-256 of the file that the filing was read from, which stands for the content until the copy is there;
        /// empty where no file holds it.
        file: String,
        /// What the copy says, once it was read.
        #[serde(skip)]
        text: Option<String>,
    },
}

/// A short name of what a filing says: what contents are compared by.
pub fn content(filing: &Filing) -> String {
    hash(&format::write(filing))
}

impl Base {
    /// A filing, within the journal.
    pub fn of(filing: &Filing) -> Self {
        Self::Copy(format::write(filing))
    }

    /// Whether a filing is small enough to stand within its journal.
    pub fn is_within(filing: &Filing) -> bool {
        filing.n_indicators() <= MAX_ROWS_WITHIN
    }

    /// What the file of a copy holds.
    pub fn aside(filing: &Filing) -> String {
        framing::seal(&format::write(filing))
    }

    /// The name of the file that the copy stands in, where it was not read yet.
    pub fn to_be_read(&self) -> Option<&str> {
        match self {
            Self::Aside { copy, text: None, .. } => Some(copy),
            _ => None,
        }
    }

    /// The name of the file that the copy stands in, whether it was read or not; `None` where it stands within.
    pub fn copy(&self) -> Option<&str> {
        match self {
            Self::Aside { copy, .. } => Some(copy),
            Self::Copy(_) => None,
        }
    }

    /// Takes what the file of the copy holds; one that is damaged is as good as none.
    pub fn take(&mut self, bytes: &[u8]) {
        if let Self::Aside { text, .. } = self {
            *text = bytes.strip_suffix(b"\n").and_then(framing::open);
        }
    }

    /// Whether a filing of this content, read from a file with this hash, is the base.
    pub fn is(&self, content: &str, file: Option<&str>) -> bool {
        match self {
            Self::Aside { file: known, text: None, .. } => !known.is_empty() && file == Some(known),
            _ => self.text().is_some_and(|it| hash(it) == content),
        }
    }

    /// The filing, where its copy is there and can be read.
    pub fn filing(&self) -> Option<Filing> {
        self.text().and_then(|it| format::read(it).filing)
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::Copy(text) => Some(text),
            Self::Aside { text, .. } => text.as_deref(),
        }
    }
}

fn hash(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}

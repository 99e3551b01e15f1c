//! What a filing said when its journal began.
//!
//! A journal holds for a content, not for a file: comments may change, a document may be imported again, and the
//! journal still fits. Invariant: two filings have the same base exactly when the format writes them alike.

use crate::format;
use crate::model::Filing;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Above this many indicators no copy is kept, and the file's own hash stands for the content: writing the copy
/// would be felt at the first key.
const MAX_COPIED_ROWS: usize = 20_000;

/// The content that a journal starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Base {
    /// The filing as the format writes it.
    Copy(String),
    /// SHA-256 of a file too large to be copied; empty for one that has no file yet.
    File(String),
}

impl Base {
    /// The base of a filing; `file` is the hash of the file that it was read from, where there is one.
    pub fn of(filing: &Filing, file: Option<&str>) -> Self {
        if Self::is_copied(filing) {
            Self::Copy(format::write(filing))
        } else {
            Self::File(file.unwrap_or_default().to_owned())
        }
    }

    /// Whether a filing is small enough for a copy.
    pub fn is_copied(filing: &Filing) -> bool {
        filing.n_indicators() <= MAX_COPIED_ROWS
    }

    /// A short name of the content: what two bases are compared by.
    pub fn hash(&self) -> String {
        match self {
            Self::Copy(text) => format!("{:x}", Sha256::digest(text)),
            Self::File(hash) => format!("file:{hash}"),
        }
    }

    /// The filing, where a copy is kept and can be read.
    pub fn filing(&self) -> Option<Filing> {
        match self {
            Self::Copy(text) => format::read(text).filing,
            Self::File(_) => None,
        }
    }
}

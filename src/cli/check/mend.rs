//! `--fix` and `--diff`: the fixes of one filing applied and saved, or shown.
//!
//! Invariant: a document is never written, and with `--diff` nothing is.

use crate::check::{Options, Safety, Settings, fixes};
use crate::cli::args::MendArgs;
use crate::format::{self, FileRows};
use crate::messages::{Message, Problem};
use crate::model::{Filing, Place};
use crate::store::{self, LoadedFiling};
use crate::text::diff;
use std::path::Path;

/// A filing after fixing; as it was where nothing was asked for or it could not be done.
pub struct Mended {
    /// The filing to be checked.
    pub filing: Filing,
    /// Fixes that were, or would be, applied.
    pub n_fixes: usize,
    /// What would change.
    pub diff: String,
    /// The nodes that were edited.
    pub edited: Vec<Place>,
    /// Why it was not fixed.
    pub failure: Option<Message<Problem>>,
}

/// Fixes a filing as asked; it is taken out of what was loaded.
pub fn mend(path: &Path, one: &mut LoadedFiling, settings: &Settings, args: MendArgs) -> Mended {
    let (filing, diff) = (std::mem::take(&mut one.filing), String::new());
    let unchanged = Mended { filing, n_fixes: 0, diff, edited: Vec::new(), failure: None };
    if !args.fix && !args.diff {
        return unchanged;
    }
    let refused = |id| {
        let args = [("file", path.display().to_string())];
        Some(Message::new(id, args))
    };
    let (Some(stamp), true) = (&one.stamp, one.save_to == path) else {
        return Mended { failure: refused(Problem::FixNeedsImport), ..unchanged };
    };
    if one.read_only {
        return Mended { failure: refused(Problem::FixReadOnly), ..unchanged };
    }
    let least = if args.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
    let options = Options { settings, ..Options::default() };
    let fixed = fixes::fix(&unchanged.filing, &options, least);
    if fixed.filing == unchanged.filing {
        return unchanged;
    }
    let rows = FileRows::of(&unchanged.filing);
    let n_fixes = fixed.applied.len();
    if args.diff {
        let old = store::read_text(path).unwrap_or_default();
        let name = path.display().to_string();
        let diff = diff::unified(&name, &name, &old, &format::patch(&old, &rows, &fixed.filing));
        return Mended { n_fixes, diff, ..unchanged };
    }
    match store::save(&one.save_to, Some(stamp), &rows, &fixed.filing) {
        Ok(_) => Mended { filing: fixed.filing, n_fixes, edited: fixed.edited, ..unchanged },
        Err(error) => Mended { failure: Some(error.message), ..unchanged },
    }
}

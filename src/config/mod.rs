//! Configuration files (`tianbao.toml`, `config.toml`) → the settings of a check. Pure: it sees texts, not files.
//!
//! Files and the command line are layers; a later one goes over an earlier one: the user's, then those of the folders
//! from the outermost in, then the command line. Invariant: nothing that is not understood is passed over; every
//! problem names file, line and what was probably meant.
//!
//! ```toml
//! [check]
//! select = ["V", "T", "B"]            # only these; a code, a family, a name, or "ALL"
//! ignore = ["V05", "strict-sign"]
//!
//! [check.severity]
//! V06 = "info"                        # "error", "warning", "info" or "off"
//!
//! [check.thresholds]
//! satisfaction_warning = 75
//!
//! [words]
//! units = ["驾次"]
//! qualitative = ["井然有序"]
//! level1 = { "产出指标" = ["工作产出"] }     # other names of a level
//! level2 = { "数量指标" = ["工作量"] }
//!
//! [ui]                                # of the workbench; only in the person's own config.toml
//! ambiguous_width = "auto"            # or 1 or 2: the columns of ≥ “ ” ①
//! ascii = "auto"                      # or true or false: borders and marks in ASCII
//! theme = "dark"                      # "terminal", "light", "dark" or "high-contrast"
//! mouse = "auto"                      # true, false, or "auto": not over ssh
//!
//! [[rule]]                            # a rule of one's own
//! code = "X01"
//! name = "training-in-person-times"
//! severity = "warning"
//! message = "培训类指标请按人次申报"
//! when = { level1 = "产出", name = "培训" }
//! require = { operator = "≥", unit = "人次", min = 1 }
//! ```

mod layer;
mod merge;
mod own;
mod reader;
mod screen;

pub use layer::{Layer, Selector};
pub use merge::{merge, turned_off};
pub use screen::Screen;

use crate::messages::{Message, Problem};

/// A configuration file.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its path, for messages.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// Something in a configuration that cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The file; empty for the command line.
    pub file: String,
    /// 1-based line; 0 for the command line.
    pub line: u32,
    /// 1-based column in characters; 0 for the command line.
    pub column: u32,
    /// What is wrong and what was probably meant.
    pub message: Message<Problem>,
}

/// Where a word stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file; empty for the command line.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// 1-based column in characters.
    pub column: u32,
}

impl Place {
    /// A problem here.
    fn problem(&self, message: Message<Problem>) -> ConfigProblem {
        ConfigProblem { file: self.file.clone(), line: self.line, column: self.column, message }
    }
}

#[cfg(test)]
mod tests;

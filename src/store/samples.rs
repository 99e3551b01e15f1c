//! The bundled samples: what the workbench shows when it is started with nothing to open.
//!
//! They live in memory: saving one asks for a place. Invariant: all departments and people in them are invented.

use super::Loaded;
use crate::model::Words;
use std::path::PathBuf;

/// A bundled file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The file name.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! samples {
    ($($name:literal),* $(,)?) => {
        &[$(Sample { name: $name, text: include_str!(concat!("../../assets/samples/", $name)) }),*]
    };
}

const SAMPLES: &[Sample] = samples![
    "culture-center-2025.toml",
    "water-bureau-2025.toml",
    "pdf-text-tasks.txt",
    "pdf-text-two-filings.txt",
    "tab-functions-jumbled.txt",
    "tab-half-year.txt",
    "tab-projects.txt",
];

/// All samples, filings first.
pub fn samples() -> Vec<Sample> {
    SAMPLES.to_vec()
}

/// All samples as if they had been loaded, but for a place to save them: `save_to` is empty.
pub fn load_samples() -> Vec<Loaded> {
    let load = |it: &Sample| {
        let mut loaded = Loaded { path: PathBuf::from(it.name), ..Loaded::default() };
        loaded.take(it.text.as_bytes().to_vec(), None, &Words::NONE);
        loaded
    };
    SAMPLES.iter().map(load).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_toml_samples_load_without_a_remark() {
        for loaded in load_samples().iter().filter(|it| it.path.extension().is_some_and(|it| it == "toml")) {
            assert_eq!(loaded.problems, [], "{:?}", loaded.path);
            assert_eq!(loaded.filings.len(), 1);
            assert!(loaded.filings.iter().all(|it| it.save_to.as_os_str().is_empty() && it.stamp.is_none()));
        }
        assert_eq!(samples().len(), SAMPLES.len());
    }
}

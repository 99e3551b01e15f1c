//! Which configuration holds for which file: the user's, then those of the file's folders from the outermost in, then
//! the command line.
//!
//! Invariant: files with the same configuration share one settings, so that each configuration is read once.

use super::Shared;
use crate::cli::args::Common;
use crate::config::{self, ConfigProblem, Layer};
use crate::check::Settings;
use crate::store::{self, FileProblem};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The settings of all files.
pub struct Configuration {
    by_folder: HashMap<PathBuf, Shared>,
    default: Shared,
}

/// What was read so far.
struct Reading {
    layers: HashMap<PathBuf, Layer>,
    by_chain: HashMap<Vec<PathBuf>, Shared>,
    arguments: Layer,
    problems: Vec<FileProblem>,
}

impl Configuration {
    /// Reads the configuration of these files.
    ///
    /// # Errors
    /// All that cannot be followed, in all configurations.
    pub fn load(
        common: &Common,
        select: &[String],
        ignore: &[String],
        files: &[PathBuf],
    ) -> Result<Self, Vec<FileProblem>> {
        let mut reading = Reading {
            layers: HashMap::new(),
            by_chain: HashMap::new(),
            arguments: Layer::of_arguments(select, ignore),
            problems: Vec::new(),
        };
        let user: Vec<PathBuf> = match &common.config {
            _ if common.no_config => Vec::new(),
            Some(path) => vec![path.clone()],
            None => store::user_config().into_iter().collect(),
        };
        let mut by_folder = HashMap::new();
        let folders = files.iter().map(|it| folder_of(it));
        for folder in folders {
            if by_folder.contains_key(&folder) {
                continue;
            }
            let mut chain = user.clone();
            if !common.no_config {
                chain.extend(store::folder_configs(&folder));
            }
            by_folder.insert(folder, reading.settings(chain));
        }
        // Also without any file: a mistyped rule is told whatever the paths hold.
        let default = reading.settings(user);
        if reading.problems.is_empty() { Ok(Self { by_folder, default }) } else { Err(reading.problems) }
    }

    /// The settings for a file.
    pub fn of(&self, file: &Path) -> Shared {
        Rc::clone(self.by_folder.get(&folder_of(file)).unwrap_or(&self.default))
    }
}

impl Reading {
    fn settings(&mut self, chain: Vec<PathBuf>) -> Shared {
        if let Some(known) = self.by_chain.get(&chain) {
            return Rc::clone(known);
        }
        for path in &chain {
            if !self.layers.contains_key(path) {
                let layer = self.layer(path);
                self.layers.insert(path.clone(), layer);
            }
        }
        let files = chain.iter().filter_map(|it| self.layers.get(it).cloned());
        let layers: Vec<Layer> = files.chain([self.arguments.clone()]).collect();
        let (settings, problems) = config::merge(&layers);
        self.report(problems);
        let settings: Rc<Settings> = Rc::new(settings);
        self.by_chain.insert(chain, Rc::clone(&settings));
        settings
    }

    fn layer(&mut self, path: &Path) -> Layer {
        match store::load_text(path) {
            Ok(text) => {
                let name = path.display().to_string();
                let (layer, problems) = Layer::read(config::File { name: &name, text: &text });
                self.report(problems);
                layer
            }
            Err(problem) => {
                self.problems.push(problem);
                Layer::default()
            }
        }
    }

    /// Adds problems, each once: a file may stand in several chains.
    fn report(&mut self, problems: Vec<ConfigProblem>) {
        for it in problems {
            let number = |it: u32| (it > 0).then_some(it);
            let problem = FileProblem {
                path: PathBuf::from(it.file),
                line: number(it.line),
                column: number(it.column),
                is_error: true,
                message: it.message,
            };
            if !self.problems.contains(&problem) {
                self.problems.push(problem);
            }
        }
    }
}

fn folder_of(file: &Path) -> PathBuf {
    file.parent().map(Path::to_owned).unwrap_or_default()
}

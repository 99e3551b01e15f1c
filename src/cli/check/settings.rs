//! Which configuration holds for which file: the user's, then those of the file's folders from the outermost in, then
//! the command line.
//!
//! Invariant: files with the same configuration share one settings, so that each configuration is read once.

use super::Shared;
use crate::check::Rule;
use crate::cli::args::Common;
use crate::cli::problems;
use crate::config::{self, ConfigProblem, Layer};
use crate::messages::Lang;
use crate::store::{self, FileProblem};
use rustc_hash::FxBuildHasher;
use std::collections::{BTreeSet, HashMap};
use std::hash::BuildHasher;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The settings of all files.
#[derive(Debug)]
pub struct Configuration {
    by_folder: HashMap<PathBuf, Numbered>,
    default: Numbered,
}

/// Settings, and a number for what they were made of.
type Numbered = (Shared, u64);

/// Which configuration the person asks for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Which<'a> {
    /// This file in place of the user's own.
    pub config: Option<&'a Path>,
    /// None at all.
    pub is_none: bool,
}

/// What was read so far.
struct Reading {
    layers: HashMap<PathBuf, Layer>,
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
        let arguments = Layer::of_arguments(select, ignore);
        let which = Which { config: common.config.as_deref(), is_none: common.no_config };
        let (read, problems) = Self::read(which, arguments, files);
        if problems.is_empty() { Ok(read) } else { Err(problems) }
    }

    /// Reads the configuration of files that are only to be read, not judged: what cannot be followed is left out
    /// and told. Also says how many such problems there are.
    pub fn for_reading(common: &Common, files: &[PathBuf], lang: Lang) -> (Self, usize) {
        let which = Which { config: common.config.as_deref(), is_none: common.no_config };
        let (read, problems) = Self::read(which, Layer::of_arguments(&[], &[]), files);
        (read, problems::tell(&problems, lang))
    }

    /// Reads the configuration of these files. What cannot be followed is left out and told.
    pub fn read(which: Which<'_>, arguments: Layer, files: &[PathBuf]) -> (Self, Vec<FileProblem>) {
        let mut reading = Reading { layers: HashMap::new(), arguments, problems: Vec::new() };
        let user: Vec<PathBuf> = match which.config {
            _ if which.is_none => Vec::new(),
            Some(path) => vec![path.to_owned()],
            None => store::user_config().into_iter().collect(),
        };
        let mut chains: HashMap<PathBuf, Vec<PathBuf>> = HashMap::new();
        for file in files {
            chains.entry(folder_of(file)).or_insert_with_key(|folder| {
                let own = if which.is_none { Vec::new() } else { store::folder_configs(folder) };
                user.iter().cloned().chain(own).collect()
            });
        }
        // All files are read before any is followed: a rule of one folder may be named for all of them.
        let mut paths: Vec<&PathBuf> = chains.values().flatten().chain(&user).collect();
        paths.sort();
        paths.dedup();
        for path in paths {
            reading.read(path);
        }
        let mut by_chain: HashMap<&[PathBuf], Numbered> = HashMap::new();
        let mut by_folder = HashMap::new();
        // Also without any file: a mistyped rule is told whatever the paths hold.
        let default = reading.settings(&user);
        for (folder, chain) in &chains {
            let shared = by_chain.entry(chain).or_insert_with(|| reading.settings(chain));
            by_folder.insert(folder.clone(), shared.clone());
        }
        let mut problems = reading.problems;
        problems.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
        (Self { by_folder, default }, problems)
    }

    /// The rules of one's own that are followed anywhere, by the folders' names.
    pub fn own_rules(&self) -> Vec<&'static Rule> {
        let mut folders: Vec<(&PathBuf, &Numbered)> = self.by_folder.iter().collect();
        folders.sort_by_key(|(folder, _)| *folder);
        let all = folders.into_iter().map(|(_, it)| it).chain([&self.default]);
        all.flat_map(|(it, _)| it.own.iter().map(|own| own.rule)).collect()
    }

    /// The settings for a file.
    pub fn of(&self, file: &Path) -> Shared {
        Arc::clone(&self.by_folder.get(&folder_of(file)).unwrap_or(&self.default).0)
    }

    /// A number for the configuration of a file: the same in every process where the configuration says the same.
    pub fn number_of(&self, file: &Path) -> u64 {
        self.by_folder.get(&folder_of(file)).unwrap_or(&self.default).1
    }
}

impl Reading {
    fn read(&mut self, path: &Path) {
        match store::load_text(path) {
            Ok(text) => {
                let name = path.display().to_string();
                let (layer, problems) = Layer::read(config::File { name: &name, text: &text });
                self.layers.insert(path.to_owned(), layer);
                self.report(problems);
            }
            Err(problem) => self.problems.push(problem),
        }
    }

    fn settings(&mut self, chain: &[PathBuf]) -> Numbered {
        let files = chain.iter().filter_map(|it| self.layers.get(it).cloned());
        let layers: Vec<Layer> = files.chain([self.arguments.clone()]).collect();
        let own = self.layers.values().flat_map(|it| &it.own);
        let elsewhere: BTreeSet<String> = own.flat_map(|it| [it.code.clone(), it.name.clone()]).collect();
        let (settings, problems) = config::merge(&layers, &elsewhere);
        self.report(problems);
        let number = FxBuildHasher.hash_one(format!("{layers:?} {elsewhere:?}"));
        (Arc::new(settings), number)
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

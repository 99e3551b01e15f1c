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
use std::collections::{BTreeMap, BTreeSet, HashMap};
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

/// Reads configurations, each once however often it is asked: a stream of paths comes in batches. It holds no more than
/// the configurations that there are.
#[derive(Debug)]
pub struct Reader {
    /// The user's own, where it is followed.
    user: Vec<PathBuf>,
    has_folders: bool,
    arguments: Layer,
    layers: HashMap<PathBuf, Layer>,
    by_chain: HashMap<Vec<PathBuf>, Numbered>,
    problems: Vec<FileProblem>,
    silenced: Silenced,
}

/// The rules that configurations beside filings turn off, by the configuration: whoever sends a filing may send one
/// along, and a report without findings should not pass for a clean filing.
pub type Silenced = BTreeMap<PathBuf, Vec<&'static str>>;

impl Reader {
    /// A reader that has read nothing yet.
    pub fn new(which: Which<'_>, arguments: Layer) -> Self {
        let user: Vec<PathBuf> = match which.config {
            _ if which.is_none => Vec::new(),
            Some(path) => vec![path.to_owned()],
            None => store::user_config().into_iter().collect(),
        };
        Self {
            user,
            has_folders: !which.is_none,
            arguments,
            layers: HashMap::new(),
            by_chain: HashMap::new(),
            problems: Vec::new(),
            silenced: Silenced::new(),
        }
    }

    /// The rules that the configurations beside the files read so far turn off.
    pub const fn silenced(&self) -> &Silenced {
        &self.silenced
    }

    /// That of a command which judges.
    pub fn of_check(common: &Common, select: &[String], ignore: &[String]) -> Self {
        Self::new(Which::of(common), Layer::of_arguments(select, ignore))
    }

    /// Reads the configuration of these files.
    ///
    /// # Errors
    /// All that cannot be followed, in all configurations read so far.
    pub fn load(&mut self, files: &[PathBuf]) -> Result<Configuration, Vec<FileProblem>> {
        let read = self.read(files);
        if self.problems.is_empty() { Ok(read) } else { Err(std::mem::take(&mut self.problems)) }
    }

    fn read(&mut self, files: &[PathBuf]) -> Configuration {
        let mut chains: HashMap<PathBuf, Vec<PathBuf>> = HashMap::new();
        for file in files {
            chains.entry(folder_of(file)).or_insert_with_key(|folder| {
                let own = if self.has_folders { store::folder_configs(folder) } else { Vec::new() };
                self.user.iter().cloned().chain(own).collect()
            });
        }
        // All files are read before any is followed: a rule of one folder may be named for all of them.
        let mut paths: Vec<PathBuf> = chains.values().flatten().chain(&self.user).cloned().collect();
        paths.sort();
        paths.dedup();
        for path in paths {
            if !self.layers.contains_key(&path) {
                self.layer(path);
            }
        }
        // Also without any file: a mistyped rule is told whatever the paths hold.
        let default = self.settings(self.user.clone());
        let by_folder = chains.into_iter().map(|(folder, chain)| (folder, self.settings(chain))).collect();
        self.problems.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
        Configuration { by_folder, default }
    }

    fn layer(&mut self, path: PathBuf) {
        match store::load_text(&path) {
            Ok(text) => {
                let name = path.display().to_string();
                let (layer, problems) = Layer::read(config::File { name: &name, text: &text });
                let off = config::turned_off(&layer);
                if !off.is_empty() && !self.user.contains(&path) {
                    self.silenced.insert(path.clone(), off);
                }
                self.layers.insert(path, layer);
                self.report(problems);
            }
            Err(problem) => self.problems.push(problem),
        }
    }

    fn settings(&mut self, chain: Vec<PathBuf>) -> Numbered {
        if let Some(known) = self.by_chain.get(&chain) {
            return known.clone();
        }
        let files = chain.iter().filter_map(|it| self.layers.get(it).cloned());
        let layers: Vec<Layer> = files.chain([self.arguments.clone()]).collect();
        let own = self.layers.values().flat_map(|it| &it.own);
        let elsewhere: BTreeSet<String> = own.flat_map(|it| [it.code.clone(), it.name.clone()]).collect();
        let is_whole = self.problems.is_empty();
        let (settings, mut problems) = config::merge(&layers, &elsewhere);
        // What a configuration that cannot be read may have named is not called unknown on the command line.
        problems.retain(|it| is_whole || !it.file.is_empty());
        self.report(problems);
        let number = FxBuildHasher.hash_one(format!("{layers:?} {elsewhere:?}"));
        let numbered = (Arc::new(settings), number);
        self.by_chain.insert(chain, numbered.clone());
        numbered
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

impl<'a> Which<'a> {
    /// What the arguments of a command say.
    fn of(common: &'a Common) -> Self {
        Self { config: common.config.as_deref(), is_none: common.no_config }
    }
}

impl Configuration {
    /// Reads the configuration of files that are only to be read, not judged: what cannot be followed is left out
    /// and told. Also says how many such problems there are.
    pub fn for_reading(common: &Common, files: &[PathBuf], lang: Lang) -> (Self, usize) {
        let (read, problems) = Self::read(Which::of(common), Layer::of_arguments(&[], &[]), files);
        (read, problems::tell(&problems, lang))
    }

    /// Reads the configuration of these files. What cannot be followed is left out and told.
    pub fn read(which: Which<'_>, arguments: Layer, files: &[PathBuf]) -> (Self, Vec<FileProblem>) {
        let mut reader = Reader::new(which, arguments);
        (reader.read(files), reader.problems)
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

fn folder_of(file: &Path) -> PathBuf {
    file.parent().map(Path::to_owned).unwrap_or_default()
}

//! Names for the filings that one run of `tianbao import` writes into one folder.
//!
//! Every unit sends a table of the same name, in a folder of its own. Must not look at the disk. Invariant: two
//! documents of a run that say different things never get one name, and the same run gives the same names again.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The names given so far, each with what is written there.
#[derive(Debug, Default)]
pub struct Names(HashMap<PathBuf, u64>);

impl Names {
    /// Where a filing goes: to `target`; where another of this run went there, the document's folder stands before
    /// the name, and a number where that is not enough.
    pub fn give(&mut self, target: PathBuf, source: &Path, content: &str) -> PathBuf {
        let mut hasher = DefaultHasher::new();
        content.hash(&mut hasher);
        let hash = hasher.finish();
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = source.parent().and_then(Path::file_name).map(|it| it.to_string_lossy().into_owned());
        let stem = folder.map_or(name.clone(), |it| format!("{it}-{name}"));
        let numbered = (2_u32..).map(|it| format!("{it}-{stem}"));
        let others = std::iter::once(stem.clone()).chain(numbered).map(|it| target.with_file_name(it));
        for choice in std::iter::once(target.clone()).chain(others) {
            match self.0.entry(choice) {
                Entry::Occupied(it) if *it.get() == hash => return it.key().clone(),
                Entry::Occupied(_) => {}
                Entry::Vacant(it) => {
                    let choice = it.key().clone();
                    it.insert(hash);
                    return choice;
                }
            }
        }
        target
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_one_name_in_several_folders_get_names_of_their_own() {
        let mut names = Names::default();
        let mut give = |source: &str, content: &str| {
            let target = names.give(PathBuf::from("出/绩效目标表.toml"), Path::new(source), content);
            target.to_string_lossy().into_owned()
        };
        assert_eq!(give("收/水利局/绩效目标表.xlsx", "甲"), "出/绩效目标表.toml");
        assert_eq!(give("收/林业局/绩效目标表.xlsx", "乙"), "出/林业局-绩效目标表.toml");
        assert_eq!(give("收/旧/林业局/绩效目标表.xlsx", "丙"), "出/2-林业局-绩效目标表.toml");
        // The same document once more says nothing new.
        assert_eq!(give("收/教育局/绩效目标表.xlsx", "乙"), "出/教育局-绩效目标表.toml");
        assert_eq!(give("收/备份/绩效目标表.xlsx", "甲"), "出/绩效目标表.toml");
    }
}

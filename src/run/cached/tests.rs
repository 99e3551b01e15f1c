use super::*;
use crate::app::tree::Node;
use crate::cli::check::settings::Which;
use crate::config::Layer;
use crate::messages::Lang;
use crate::run::loader::batch;
use proptest::prelude::*;
use std::fs;
use std::time::Duration;
use tempfile::TempDir;

/// As if files were read long after they were written.
fn later() -> SystemTime {
    SystemTime::now() + Duration::from_secs(60)
}

/// Files that are opened twice.
struct Bench {
    folder: TempDir,
    config: String,
}

impl Bench {
    fn new(texts: &[String]) -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("清河市")).unwrap();
        for (idx, text) in texts.iter().enumerate() {
            fs::write(folder.path().join(format!("清河市/{idx:03}.toml")), text).unwrap();
        }
        Self { folder, config: String::new() }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("清河市")
    }

    /// Loads everything as the loader does. Also says how many files were read.
    fn load(&self, cache: Option<&Path>) -> (Vec<Batch>, usize) {
        fs::write(self.root().join("tianbao.toml"), &self.config).unwrap();
        let mut cached = Cached::open_in(cache, &[self.root()], later);
        let found = store::discover_known(&[self.root()], &|it| cached.knows(it));
        let (configuration, _) =
            Configuration::read(Which::default(), Layer::of_arguments(&[], &[]), &found.files);
        cached.begin(&found.files, &configuration);
        let (mut reader, mut n_read, mut batches) = (cached.reader(), 0, Vec::new());
        for file in &found.files {
            let settings = configuration.of(file);
            batches.push(reader.read(file, (&settings, configuration.number_of(file)), || {
                n_read += 1;
                let read = batch(found.load_with(file, &settings.words), Lang::Zh, &settings);
                Batch { entries: read.entries.into_iter().map(Entry::at_rest).collect(), ..read }
            }));
        }
        drop(reader);
        cached.end();
        (batches, n_read)
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }
}

/// Everything that a filing is to the workbench.
fn told(batches: &[Batch]) -> Vec<String> {
    let entry = |it: &Entry| {
        let mut other = it.clone();
        let ids: Vec<u32> = it.rows().indicators.iter().map(|it| it.0).collect();
        format!(
            "{:?} {:?} {:?} {:?} {ids:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            it.filing(),
            it.findings(),
            it.findings_once(),
            it.total(),
            it.head(),
            it.parts(),
            it.home,
            it.counts(Node::Budget),
            it.budget(),
            other.take_stems(),
            (it.is_modified(), it.revision(), it.settings().active.len()),
        )
    };
    let of_batch = |it: &Batch| {
        let entries: Vec<String> = it.entries.iter().map(entry).collect();
        format!("{} {:?}", entries.join("\n"), it.problems)
    };
    batches.iter().map(of_batch).collect()
}

/// Filings in TOML, many of them invented out of few.
fn texts(n: usize) -> Vec<String> {
    let all: Vec<&str> =
        store::samples().iter().map(|it| it.text).filter(|it| crate::format::is_filing(it)).collect();
    let mut texts: Vec<String> = all
        .iter()
        .cycle()
        .take(n)
        .enumerate()
        .map(|(idx, it)| it.replace("2025", &(2000 + idx).to_string()))
        .collect();
    for document in store::load_samples().into_iter().flat_map(|it| it.filings) {
        texts.push(crate::format::write(&document.filing));
    }
    texts
}

#[test]
fn what_comes_out_of_the_cache_is_what_reading_makes() {
    let mut texts = texts(70);
    texts.push("format = 1\n[filing]\ntitle = \"坏的\"\nyear = \"二〇二五\"\n".into());
    let bench = Bench::new(&texts);
    let (expected, n_read) = bench.load(None);
    assert_eq!(n_read, expected.len(), "nothing is kept without a cache");
    let cache = bench.cache();
    let (first, n_first) = bench.load(Some(&cache));
    assert_eq!((told(&first), n_first), (told(&expected), n_read), "the first time all are read");
    let (second, n_second) = bench.load(Some(&cache));
    assert_eq!(told(&second), told(&expected));
    assert!(n_second < 5, "{n_second} of {n_read} are read again: those with something to say");
}

#[test]
fn other_settings_find_other_things() {
    let mut bench = Bench::new(&texts(70));
    let cache = bench.cache();
    bench.load(Some(&cache));
    bench.config = "[check]\nignore = [\"T\", \"V\"]\n".into();
    let (expected, _) = bench.load(None);
    let (again, n_read) = bench.load(Some(&cache));
    assert_eq!(told(&again), told(&expected));
    assert_eq!(n_read, expected.len(), "all are checked anew");
    assert!(bench.load(Some(&cache)).1 < 5);
}

#[test]
fn few_changed_files_are_read_and_the_rest_comes_back() {
    let bench = Bench::new(&texts(80));
    let cache = bench.cache();
    bench.load(Some(&cache));
    let usual = bench.load(Some(&cache)).1;
    let (changed, gone) = (bench.root().join("003.toml"), bench.root().join("007.toml"));
    let text = fs::read_to_string(&changed).unwrap();
    fs::write(&changed, text.replace("≥", "≤")).unwrap();
    fs::remove_file(gone).unwrap();
    let (expected, _) = bench.load(None);
    let (again, n_read) = bench.load(Some(&cache));
    assert_eq!(told(&again), told(&expected));
    assert_eq!(n_read, usual + 1);
    fs::remove_dir_all(&cache).unwrap();
    assert_eq!(told(&bench.load(Some(&cache)).0), told(&expected), "deleted and made again");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]
    #[test]
    fn so_it_is_with_filings_that_are_cut_and_mixed(cuts in prop::collection::vec((0_usize..99, 0_usize..9_999, 0_usize..9_999), 70)) {
        let all = texts(9);
        let texts: Vec<String> = cuts
            .iter()
            .map(|(which, from, to)| {
                let lines: Vec<&str> = all[which % all.len()].lines().collect();
                let (from, to) = (from % lines.len(), to % lines.len());
                // A piece is taken out, and comes again somewhere else.
                let piece = &lines[from.min(to)..from.max(to).min(from.min(to) + 9)];
                let rest = lines.iter().enumerate().filter(|it| !(from..from + piece.len()).contains(&it.0));
                rest.map(|it| *it.1).chain(piece.iter().copied()).collect::<Vec<_>>().join("\n")
            })
            .collect();
        let bench = Bench::new(&texts);
        let expected = told(&bench.load(None).0);
        let cache = bench.cache();
        prop_assert_eq!(&told(&bench.load(Some(&cache)).0), &expected);
        prop_assert_eq!(&told(&bench.load(Some(&cache)).0), &expected);
    }
}

//! The short run of the fuzzing in `tests/fuzz`, with the stable toolchain: every find and every seed is replayed, and
//! a fixed number of mutations of them tried.
//!
//! `tests/fuzz/run` is the long one, guided by coverage. `TIANBAO_FUZZ_RUNS` sets how many mutations of each target
//! are tried here (default 60), `TIANBAO_FUZZ_SEED` other ones, `TIANBAO_FUZZ_TARGET` one target alone;
//! `TIANBAO_FUZZ_SEEDS` writes the seeds below a folder.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::expect_used,
    reason = "tests"
)]

#[path = "fuzz/src/targets.rs"]
mod targets;

use std::io::Read as _;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use targets::TARGETS;
use tianbao::export::{self, Named, Target};
use tianbao::store;

/// No input may take longer; a debug build on a busy machine is slow.
const LONGEST: Duration = Duration::from_secs(30);

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A small generator with a fixed seed: a failure repeats.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).unwrap()
    }
}

fn part(packed: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(packed)).unwrap();
    let mut text = Vec::new();
    archive.by_name(name).unwrap().read_to_end(&mut text).unwrap();
    text
}

/// The forms of offices with their readings, in order of their names.
fn offices() -> Vec<PathBuf> {
    let folder = root().join("tests/data/offices");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The inputs that a target begins with.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let filings: Vec<_> =
        store::load_samples().into_iter().flat_map(|it| it.filings).map(|it| it.filing).collect();
    let named: Vec<_> = filings.iter().map(|filing| Named { file: "填报.toml", filing }).collect();
    // The smaller ones, so that a mutation is likely to hit something.
    let exported = |kind: Target| -> Vec<Vec<u8>> {
        named
            .iter()
            .filter(|it| it.filing.n_indicators() < 40)
            .map(|it| export::write(kind, &[*it]).unwrap())
            .collect()
    };
    let below = |folder: &str| -> Vec<Vec<u8>> {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(root().join(folder))
            .unwrap()
            .map(|it| it.unwrap().path())
            .filter(|it| it.is_file())
            .collect();
        paths.sort();
        paths.iter().map(|it| std::fs::read(it).unwrap()).collect()
    };
    let offices = |ending: &[&str]| -> Vec<Vec<u8>> {
        let names = offices().into_iter();
        let own = names.filter(|it| ending.iter().any(|ending| it.to_string_lossy().ends_with(ending)));
        own.map(|it| std::fs::read(it).unwrap()).collect()
    };
    match target {
        "text" => [
            below("tests/data/layouts"),
            below("assets/samples"),
            exported(Target::Markdown),
            offices(&[".txt", ".md"]),
        ]
        .concat(),
        "csv" => [exported(Target::Csv), below("tests/data/layouts"), offices(&[".csv", ".tsv"])].concat(),
        "html" => [exported(Target::Html), offices(&[".html"])].concat(),
        "docx" => exported(Target::Docx).iter().map(|it| part(it, "word/document.xml")).collect(),
        "xlsx" => exported(Target::Xlsx)
            .iter()
            .map(|it| {
                let mut all = part(it, "xl/worksheets/sheet1.xml");
                for name in ["xl/sharedStrings.xml", "xl/styles.xml"] {
                    all.extend(format!("@@{name}\n").as_bytes());
                    all.extend(part(it, name));
                }
                all
            })
            .collect(),
        "ods" => {
            let ods = std::fs::read(root().join("tests/data/documents/shown.ods")).unwrap();
            vec![part(&ods, "content.xml"), ods]
        }
        "xls" => {
            let xls = std::fs::read(root().join("tests/data/documents/shown.xls")).unwrap();
            // The stream of this file begins after the header and lies in one piece.
            vec![xls[512..].to_vec(), xls]
        }
        "format" | "export" => {
            [below("tests/data/filings"), below("tests/data/samples"), below("tests/data/format/valid")]
                .concat()
        }
        "value" => {
            let all = std::fs::read_to_string(root().join("tests/data/target_values.tsv")).unwrap();
            all.lines().filter_map(|it| it.split('\t').next()).map(|it| it.as_bytes().to_vec()).collect()
        }
        "journal" => targets::journal::seeds(),
        "keys" => targets::keys::seeds(),
        "keymap" => vec![std::fs::read(root().join("assets/keymap.toml")).unwrap()],
        _ => below("tests/data/config/valid"),
    }
}

/// What fuzzing has found, minimised; the name before the first `-` is the target's.
fn finds() -> Vec<(String, String, Vec<u8>)> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(root().join("tests/data/fuzz")).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    let name = |it: &PathBuf| it.file_name().unwrap().to_string_lossy().into_owned();
    paths
        .iter()
        .map(|it| (name(it).split('-').next().unwrap().to_owned(), name(it), std::fs::read(it).unwrap()))
        .collect()
}

/// Changes an input in a few places: flips, cuts, repeats, words of the dictionary, pieces of another seed.
fn mutated(dice: &mut Dice, seed: &[u8], other: &[u8], words: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(bytes.len() + 1);
        let end = (at + 1 + dice.roll(60)).min(bytes.len());
        match dice.roll(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.roll(8),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = bytes[at..end].to_vec();
                let to = dice.roll(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
            3 => {
                let from = dice.roll(other.len());
                let piece = &other[from..(from + 200).min(other.len())];
                bytes.splice(at..end, piece.iter().copied());
            }
            4 => bytes.truncate(at),
            _ => {
                let word = words[dice.roll(words.len())].clone();
                bytes.splice(at..at, word);
            }
        }
    }
    bytes
}

/// The entries of the dictionary, as libFuzzer reads them.
fn words() -> Vec<Vec<u8>> {
    let text = std::fs::read_to_string(root().join("tests/fuzz/words.dict")).unwrap();
    text.lines().filter_map(|it| it.strip_prefix('"')?.strip_suffix('"')).map(unescaped).collect()
}

fn unescaped(word: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = word.bytes();
    while let Some(byte) = rest.next() {
        match (byte, byte == b'\\') {
            (_, true) => match rest.next() {
                Some(b'x') => {
                    let digits: String = rest.by_ref().take(2).map(char::from).collect();
                    out.push(u8::from_str_radix(&digits, 16).unwrap());
                }
                Some(it) => out.push(it),
                None => {}
            },
            _ => out.push(byte),
        }
    }
    out
}

fn check(target: &str, run: fn(&[u8]), bytes: &[u8], what: &str) {
    let start = Instant::now();
    if catch_unwind(|| run(bytes)).is_err() {
        let path = std::env::temp_dir().join(format!("{target}-find"));
        std::fs::write(&path, bytes).unwrap();
        panic!("{target}, {what}: the input is in {}", path.display());
    }
    assert!(start.elapsed() < LONGEST, "{target}, {what}: took {:?}", start.elapsed());
}

#[test]
fn finds_stay_mended() {
    for (target, name, bytes) in finds() {
        let run =
            TARGETS.iter().find(|it| it.0 == target).unwrap_or_else(|| panic!("{name}: no such target")).1;
        check(&target, run, &bytes, &name);
    }
}

#[test]
fn seeds_and_mutations_of_them_hold() {
    let n_runs: usize = std::env::var("TIANBAO_FUZZ_RUNS").ok().and_then(|it| it.parse().ok()).unwrap_or(60);
    let words = words();
    let only = std::env::var("TIANBAO_FUZZ_TARGET").ok();
    let chosen: Vec<_> =
        TARGETS.iter().filter(|it| only.as_deref().is_none_or(|only| only == it.0)).collect();
    assert!(!chosen.is_empty(), "no target is called {only:?}");
    std::thread::scope(|scope| {
        for (target, run) in chosen {
            let words = &words;
            scope.spawn(move || {
                let seeds = seeds(target);
                assert!(!seeds.is_empty(), "{target} has no seeds");
                for (idx, seed) in seeds.iter().enumerate() {
                    check(target, *run, seed, &format!("seed {idx}"));
                }
                let seed = std::env::var("TIANBAO_FUZZ_SEED").ok().and_then(|it| it.parse::<u64>().ok());
                let mut dice = Dice(0x5EED_F022 ^ seed.unwrap_or(0).wrapping_mul(0x9E37_79B9_7F4A_7C15));
                for n in 0..n_runs {
                    let (one, other) = (&seeds[dice.roll(seeds.len())], &seeds[dice.roll(seeds.len())]);
                    let bytes = mutated(&mut dice, one, other, words);
                    check(target, *run, &bytes, &format!("mutation {n}"));
                }
            });
        }
    });
}

#[test]
fn seeds_are_written() {
    let Some(folder) = std::env::var_os("TIANBAO_FUZZ_SEEDS").map(PathBuf::from) else {
        println!("skipped: TIANBAO_FUZZ_SEEDS names no folder for the seeds");
        return;
    };
    for (target, _) in TARGETS {
        let folder = folder.join(target);
        std::fs::create_dir_all(&folder).unwrap();
        for (idx, seed) in seeds(target).iter().enumerate() {
            std::fs::write(folder.join(format!("seed-{idx}")), seed).unwrap();
        }
    }
}

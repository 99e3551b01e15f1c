//! What the program is built with: licenses that may be given on, nothing that speaks to a network, no version with a
//! known advisory, and a list of those that use `unsafe` (`TIANBAO_UPDATE=1 cargo test --test dependencies` renews it).
#![allow(missing_docs, reason = "a test")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "tests"
)]

#[allow(dead_code, reason = "these tests need no modules")]
#[path = "support/code.rs"]
mod code;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Crates whose only use is a network, and what begins the names of such families.
const NETWORK: [&str; 24] = [
    "async-std",
    "attohttpc",
    "curl",
    "h2",
    "hickory",
    "http",
    "hyper",
    "isahc",
    "minreq",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "ring",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tokio",
    "trust-dns",
    "tungstenite",
    "ureq",
    "webpki",
    "websocket",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A crate that the program is built with.
struct Package {
    name: String,
    version: String,
    license: String,
    folder: PathBuf,
}

/// What cargo says of this system's build: all that is compiled into the program or runs while it is built. The crates
/// of the tests are not among them.
fn packages() -> Vec<Package> {
    let version = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|it| it.strip_prefix("host: ")).unwrap().to_owned();
    let args = ["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", &host];
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(args).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    let nodes: BTreeMap<String, &Value> =
        all["resolve"]["nodes"].as_array().unwrap().iter().map(|it| (text(&it["id"]), it)).collect();
    let mut ids = BTreeSet::new();
    let mut open = vec![text(&all["resolve"]["root"])];
    while let Some(id) = open.pop() {
        if !ids.insert(id.clone()) {
            continue;
        }
        for dep in nodes[&id]["deps"].as_array().unwrap() {
            if dep["dep_kinds"].as_array().unwrap().iter().any(|it| it["kind"] != "dev") {
                open.push(text(&dep["pkg"]));
            }
        }
    }
    let package = |it: &Value| Package {
        name: text(&it["name"]),
        version: text(&it["version"]),
        license: text(&it["license"]),
        folder: Path::new(it["manifest_path"].as_str().unwrap()).parent().unwrap().to_owned(),
    };
    let all = all["packages"].as_array().unwrap();
    let mut found: Vec<Package> = all
        .iter()
        .filter(|it| ids.contains(&text(&it["id"])) && it["name"] != "tianbao")
        .map(package)
        .collect();
    found.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    assert!(found.len() > 50, "{} crates", found.len());
    found
}

/// The licenses that `.deny.toml` allows.
fn allowed() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join(".deny.toml")).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let list = table["licenses"]["allow"].as_array().unwrap();
    list.iter().map(|it| it.as_str().unwrap().to_owned()).collect()
}

/// Whether an expression of licenses can be met by the allowed ones: `A OR B`, `A AND B`, parentheses, the old `A/B`.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let is_met = any(&words, &mut at, allowed);
    is_met && at == words.len()
}

fn any(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut is_met = all(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        is_met |= all(words, at, allowed);
    }
    is_met
}

fn all(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut is_met = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        is_met &= one(words, at, allowed);
    }
    is_met
}

fn one(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let word = words.get(*at).copied().unwrap_or_default();
    *at += 1;
    if word == "(" {
        let is_met = any(words, at, allowed);
        *at += 1;
        return is_met;
    }
    let has_exception = words.get(*at) == Some(&"WITH");
    *at += if has_exception { 2 } else { 0 };
    // An exception only allows more.
    allowed.contains(word)
}

#[test]
fn expressions_of_licenses_are_understood() {
    let allowed = ["MIT", "Zlib"].map(str::to_owned).into();
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("MIT OR GPL-3.0", true),
        ("GPL-3.0/MIT", true),
        ("MIT AND GPL-3.0", false),
        ("(GPL-3.0 OR MIT) AND Zlib", true),
        ("(GPL-3.0 OR Zlib) AND Unicode-3.0", false),
        ("Apache-2.0 WITH LLVM-exception OR MIT", true),
        ("", false),
    ] {
        assert_eq!(is_met(expression, &allowed), expected, "{expression}");
    }
}

#[test]
fn every_license_may_be_given_on() {
    let allowed = allowed();
    let packages = packages();
    let refused: Vec<String> = packages
        .iter()
        .filter(|it| !is_met(&it.license, &allowed))
        .map(|it| format!("{} {}: {}", it.name, it.version, it.license))
        .collect();
    assert!(refused.is_empty(), "licenses that .deny.toml does not allow: {refused:#?}");
    println!("{} crates, all under licenses of .deny.toml", packages.len());
}

#[test]
fn nothing_speaks_to_a_network() {
    let packages = packages();
    for it in &packages {
        let is_network =
            NETWORK.iter().any(|name| it.name == *name || it.name.starts_with(&format!("{name}-")));
        assert!(!is_network, "{} is for networks", it.name);
    }
    for file in code::SourceFile::all() {
        let code = code::code_only(&file.text);
        for word in ["std::net", "TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs", "UnixListener"] {
            assert!(!code.contains(word), "{}: {word}", file.path);
        }
    }
}

/// What the running program asks of the system, where `strace` can look.
#[test]
#[cfg(target_os = "linux")]
fn the_running_program_opens_no_socket() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(root().join("tests/data/filings/water.toml"), folder.path().join("水务局.toml")).unwrap();
    let trace = folder.path().join("trace");
    let program = env!("CARGO_BIN_EXE_tianbao");
    for args in [
        &["check", "水务局.toml"][..],
        &["export", "水务局.toml", "-o", "表.xlsx"],
        &["import", "表.xlsx", "-o", "回来"],
        &["diff", "水务局.toml", "表.xlsx", "--format", "html"],
    ] {
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-e", "trace=%network", "-o"]).arg(&trace).arg(program).args(args);
        let Ok(output) = command.current_dir(folder.path()).env("HOME", folder.path()).output() else {
            return println!("skipped: there is no strace");
        };
        let Ok(calls) = std::fs::read_to_string(&trace) else {
            return println!("skipped: strace may not look: {}", String::from_utf8_lossy(&output.stderr));
        };
        let calls: Vec<&str> = calls.lines().filter(|it| !it.contains("socketpair(AF_UNIX")).collect();
        assert!(
            calls.iter().all(|it| !it.contains("socket(") && !it.contains("connect(")),
            "{args:?}: {calls:?}"
        );
    }
}

fn parts(version: &str) -> Vec<u64> {
    version.split(['.', '+', '-']).map_while(|it| it.parse().ok()).collect()
}

/// Whether a version is none that the advisories are about: as new as the newest that was mended, or as the one of its
/// own line of versions.
fn is_mended(version: &str, mended: &str) -> bool {
    let version = parts(version);
    let mut lines: Vec<Vec<u64>> = mended.split(' ').map(parts).collect();
    lines.sort();
    let is_newest = lines.last().is_some_and(|it| version >= *it);
    is_newest || lines.iter().any(|it| version.iter().take(2).eq(it.iter().take(2)) && version >= *it)
}

#[test]
fn a_version_is_compared_with_its_own_line() {
    for (version, mended, expected) in [
        ("1.2.3", "1.2.3", true),
        ("1.2.2", "1.2.3", false),
        ("1.10.0", "1.9.9", true),
        ("0.8.6", "0.8.6 0.9.3 0.10.1", true),
        ("0.8.5", "0.8.6 0.9.3 0.10.1", false),
        ("0.9.2", "0.8.6 0.9.3 0.10.1", false),
        ("0.10.0", "0.8.6 0.9.3 0.10.1", false),
        ("0.11.0", "0.8.6 0.9.3 0.10.1", true),
    ] {
        assert_eq!(is_mended(version, mended), expected, "{version} of {mended}");
    }
}

/// All that Cargo.lock names, whatever it is for and on whatever system.
#[test]
fn no_version_has_a_known_advisory_and_every_crate_was_looked_up() {
    let known = std::fs::read_to_string(root().join("tests/data/advisories.tsv")).unwrap();
    let known: BTreeMap<&str, (&str, &str)> = known
        .lines()
        .filter(|it| !it.starts_with('#'))
        .map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
            [name, mended, ids] => (name, (mended, ids)),
            _ => panic!("{line}"),
        })
        .collect();
    let lock: toml::Table = std::fs::read_to_string(root().join("Cargo.lock")).unwrap().parse().unwrap();
    let (mut n_crates, mut n_with) = (0, 0);
    for it in lock["package"].as_array().unwrap() {
        let (name, version) = (it["name"].as_str().unwrap(), it["version"].as_str().unwrap());
        if name == "tianbao" {
            continue;
        }
        let found = known.get(name);
        let (mended, ids) =
            found.unwrap_or_else(|| panic!("look {name} up at rustsec.org for tests/data/advisories.tsv"));
        n_crates += 1;
        if *mended != "-" {
            assert!(is_mended(version, mended), "{name} {version}: {ids}");
            n_with += 1;
        }
    }
    println!(
        "{n_crates} crates looked up; {n_with} of them had advisories, none is about the version that is used"
    );
    assert!(n_crates > 200 && n_with > 30, "{n_crates} {n_with}");
}

/// How many times a crate's code says `unsafe`, and whether it forbids it.
fn unsafe_uses(folder: &Path) -> (usize, bool) {
    let files = code::files_below(&folder.join("src"), "rs");
    let texts: Vec<String> = files.iter().map(|it| code::code_only(&code::read(it))).collect();
    let forbids = texts.iter().any(|it| it.contains("#![forbid(unsafe_code)]"));
    let is_word = |it: &&str| *it == "unsafe";
    let words =
        |text: &String| text.split(|it: char| !(it.is_alphanumeric() || it == '_')).filter(is_word).count();
    (texts.iter().map(words).sum(), forbids)
}

#[test]
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
fn the_list_of_crates_with_unsafe_code_is_up_to_date() {
    let mut list = String::from(
        "# Crates that tianbao is built with on Linux whose code says `unsafe`, and how often; tianbao's own forbids it.\n\
         # Renewed by TIANBAO_UPDATE=1 cargo test --test dependencies\n",
    );
    let (mut n_crates, mut n_with, mut n_forbid) = (0, 0, 0);
    for it in packages() {
        let (n_uses, forbids) = unsafe_uses(&it.folder);
        n_crates += 1;
        n_forbid += usize::from(forbids);
        if n_uses > 0 {
            n_with += 1;
            let _ = writeln!(list, "{} {}: {n_uses}", it.name, it.version);
        }
    }
    let _ = writeln!(list, "# {n_with} of {n_crates} crates; {n_forbid} forbid it.");
    let path = root().join("tests/data/unsafe.txt");
    if std::env::var_os("TIANBAO_UPDATE").is_some() {
        std::fs::write(&path, &list).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(known, list, "TIANBAO_UPDATE=1 cargo test --test dependencies renews {}", path.display());
}

//! Finding, loading and saving files as people have them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tianbao::check::{Finding, Severity};
use tianbao::format::{FileRows, read};
use tianbao::messages::Problem;
use tianbao::model::{Filing, Words};
use tianbao::store::{
    Discovery, LoadedFiling, Stamp, discover, discover_unopened, is_changed, load, load_samples, overwrite,
    place_to_save, save, save_path,
};

const FILING: &str = "format = 1 # 版本\n\n[filing]\ntitle = \"表\" # 照原表\nyear = 2025\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn names(root: &Path, found: &Discovery) -> Vec<String> {
    let name = |it: &PathBuf| it.strip_prefix(root).unwrap().display().to_string();
    found.files.iter().map(name).collect()
}

fn one(path: &Path) -> LoadedFiling {
    let mut loaded = load(path);
    assert_eq!(loaded.problems, []);
    loaded.filings.remove(0)
}

fn files_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Saves a new title.
fn save_title(it: &LoadedFiling, title: &str) -> Result<Stamp, Problem> {
    let rows = FileRows::of(&it.filing);
    let filing = Filing { title: title.to_owned(), ..it.filing.clone() };
    save(&it.save_to, it.stamp.as_ref(), &rows, &filing).map_err(|it| it.message.id)
}

#[test]
fn folders_are_searched_and_foreign_files_passed_over() {
    let root = folder(&[
        ("b/二.toml", FILING),
        ("a.txt", "x"),
        ("Cargo.toml", "[package]\nname = \"format\"\nformat = 1\n"),
        (".git/x.txt", "x"),
        ("b/图.png", "x"),
        ("c.MD", "x"),
        ("坏.toml", "format = \n"),
    ]);
    let found = discover(&[root.path().to_owned(), root.path().join("a.txt")]);
    assert_eq!(names(root.path(), &found), ["a.txt", "b/二.toml", "c.MD", "坏.toml"]);
    assert_eq!(found.problems, []);
}

#[test]
fn what_was_not_opened_is_passed_over_when_it_is_loaded() {
    let cargo = "[package]\nname = \"甲\"\n";
    let root = folder(&[("b/二.toml", FILING), ("Cargo.toml", cargo), ("坏.toml", "format = \n")]);
    let path = |name: &str| root.path().join(name);
    for is_named in [false, true] {
        let named = is_named.then(|| path("Cargo.toml"));
        let paths: Vec<PathBuf> = [root.path().to_owned()].into_iter().chain(named).collect();
        let found = discover_unopened(&paths);
        assert_eq!(names(root.path(), &found), ["Cargo.toml", "b/二.toml", "坏.toml"]);
        for (name, n_filings, has_problem) in
            [("Cargo.toml", 0, is_named), ("b/二.toml", 1, false), ("坏.toml", 0, true)]
        {
            for it in [found.look(&path(name), &Words::NONE), found.load(&path(name))] {
                let told = (it.filings.len(), !it.problems.is_empty());
                assert_eq!(told, (n_filings, has_problem), "{name} {is_named}");
            }
        }
    }
}

#[test]
fn what_is_named_and_cannot_be_opened_is_reported() {
    let root = folder(&[("图.psd", "x")]);
    let found = discover(&[root.path().join("没有"), root.path().join("图.psd")]);
    let ids: Vec<Problem> = found.problems.iter().map(|it| it.message.id).collect();
    assert_eq!(ids, [Problem::NotFound, Problem::UnknownKind]);
    assert!(found.files.is_empty());
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_are_survived() {
    let root = folder(&[("a/一.toml", FILING)]);
    std::os::unix::fs::symlink(root.path(), root.path().join("a/回")).unwrap();
    std::os::unix::fs::symlink("没有", root.path().join("断")).unwrap();
    let found = discover(&[root.path().to_owned()]);
    assert_eq!(names(root.path(), &found), ["a/一.toml"]);
    assert_eq!(found.problems, []);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_reached_by_several_names_is_one() {
    use std::os::unix::fs::symlink;
    let link = |root: &Path, to: &str, name: &str| symlink(root.join(to), root.join(name)).unwrap();
    // What is opened, what is found, how many names are left out.
    for (opened, expected, n_twins) in [
        (&["乙/表.toml"][..], &["乙/表.toml"][..], 0),
        (&["乙/表.toml", "乙/表.toml"], &["乙/表.toml"], 0),
        (&["乙/表.toml", "乙/../乙/表.toml"], &["乙/表.toml"], 1),
        (&["乙", "乙/../乙"], &["乙/表.toml"], 1),
        (&["乙", "乙/表.toml"], &["乙/表.toml"], 0),
        (&["一链.toml"], &["一链.toml"], 0),
        (&["一链.toml", "乙/表.toml"], &["乙/表.toml"], 1),
        (&["下链"], &["下链/表.toml"], 0),
        (&["下链", "乙"], &["乙/表.toml"], 1),
        (&["丙"], &["丙/一.toml", "丙/别.toml"], 1),
        (&["丙", "丙/二.toml"], &["丙/一.toml", "丙/别.toml"], 1),
        (&["."], &["丙/一.toml", "丙/别.toml", "乙/表.toml"], 3),
    ] {
        let root = folder(&[("乙/表.toml", FILING), ("丙/一.toml", FILING), ("丙/别.toml", FILING)]);
        link(root.path(), "乙/表.toml", "一链.toml");
        link(root.path(), "乙", "下链");
        fs::hard_link(root.path().join("丙/一.toml"), root.path().join("丙/二.toml")).unwrap();
        let paths: Vec<PathBuf> = opened.iter().map(|it| root.path().join(it)).collect();
        let found = discover(&paths);
        let plain = |it: &String| it.trim_start_matches("./").to_owned();
        let names: Vec<String> = names(root.path(), &found).iter().map(plain).collect();
        assert_eq!(names, expected, "{opened:?}");
        assert_eq!((found.twins.len(), found.problems.len()), (n_twins, 0), "{opened:?}");
    }
}

#[test]
fn filings_of_a_document_that_were_saved_come_from_their_own_files() {
    let document =
        load_samples().into_iter().find(|it| it.path.to_str() == Some("pdf-text-two-filings.txt")).unwrap();
    let text = document.filings[0].document.clone().unwrap();
    let [first, second] = document.filings.as_slice() else { panic!("two filings") };
    let shown = |root: &TempDir| {
        let found = discover(&[root.path().to_owned()]);
        let name = |it: &LoadedFiling| it.filing.department.name.clone();
        found.files.iter().flat_map(|it| found.load(it).filings).map(|it| name(&it)).collect::<Vec<_>>()
    };
    let names = [first.filing.department.name.clone(), second.filing.department.name.clone()];
    let toml = |it: &LoadedFiling| tianbao::format::write(&it.filing);

    let root = folder(&[("pdf-text-two-filings.txt", &text)]);
    assert_eq!(shown(&root), names, "nothing saved");
    fs::write(root.path().join("改过名.toml"), toml(second)).unwrap();
    let mut one_saved = shown(&root);
    one_saved.sort();
    assert_eq!(
        one_saved,
        {
            let mut it = names.clone();
            it.sort();
            it
        },
        "one saved, the other still imported"
    );
    fs::write(root.path().join("又一份.toml"), toml(first)).unwrap();
    assert_eq!(shown(&root).len(), 2, "both saved");
    fs::write(root.path().join("pdf-text-two-filings.txt"), format!("{text}\n附注\n")).unwrap();
    assert_eq!(shown(&root).len(), 4, "the document has changed since");
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let root = folder(&[("新.toml", "format = 2\n"), ("错.toml", "format = 1\nx ＝ 1\n")]);
    let gbk = root.path().join("gbk.toml");
    fs::write(&gbk, b"title = \"\xb1\xed\"").unwrap();
    let ids = |name: &str| {
        load(&root.path().join(name)).problems.iter().map(|it| it.message.id).collect::<Vec<_>>()
    };
    assert_eq!(ids("新.toml"), [Problem::FormatNewer]);
    assert_eq!(ids("错.toml"), [Problem::TomlFullWidth]);
    assert_eq!(ids("gbk.toml"), [Problem::NotUtf8]);
    assert_eq!(ids("没有.toml"), [Problem::NotFound]);
    assert_eq!(ids("."), [Problem::NotAFile]);
    assert!(load(&root.path().join("新.toml")).filings[0].read_only);
    let huge = fs::File::create(root.path().join("大.txt")).unwrap();
    huge.set_len(65 * 1024 * 1024).unwrap();
    assert_eq!(ids("大.txt"), [Problem::TooLarge]);
}

#[test]
fn saving_writes_the_edit_and_nothing_else() {
    let root = folder(&[("a.toml", FILING)]);
    let path = root.path().join("a.toml");
    let it = one(&path);
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    assert!(save_title(&it, "表").is_ok());
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before, "no edit, no write");
    let stamp = save_title(&it, "新表").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), FILING.replace("\"表\"", "\"新表\""));
    assert!(!is_changed(&path, &stamp));
    assert_eq!(files_in(root.path()), ["a.toml"]);
}

#[test]
fn what_another_program_wrote_is_not_overwritten() {
    let root = folder(&[("a.toml", FILING)]);
    let path = root.path().join("a.toml");
    let it = one(&path);
    fs::write(&path, FILING).unwrap();
    assert!(!is_changed(&path, it.stamp.as_ref().unwrap()), "the same content with a newer time");
    let theirs = FILING.replace("2025", "2026 # 改");
    fs::write(&path, &theirs).unwrap();
    assert!(is_changed(&path, it.stamp.as_ref().unwrap()));
    assert_eq!(save_title(&it, "新").unwrap_err(), Problem::ChangedOutside);
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    assert!(overwrite(&path, &it.filing).is_ok());
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs.replace("2026", "2025"), "their comment stays");
    fs::remove_file(&path).unwrap();
    assert_eq!(save_title(&it, "新").unwrap_err(), Problem::Vanished);
    assert!(overwrite(&path, &it.filing).is_ok());
    assert!(read(&fs::read_to_string(&path).unwrap()).filing.is_some());
}

#[test]
fn a_filing_goes_where_a_person_means_and_into_no_document() {
    let folder = tempfile::tempdir().unwrap();
    let at = |it: &str| folder.path().join(it);
    fs::create_dir(at("归档")).unwrap();
    for (asked, expected) in [
        ("新稿.toml", Some("新稿.toml")),
        ("新稿.TOML", Some("新稿.TOML")),
        ("新稿", Some("新稿.toml")),
        ("2026.修改稿", Some("2026.修改稿.toml")),
        ("归档", Some("归档/申报表.toml")),
        ("归档/", Some("归档/申报表.toml")),
        ("归档/.", Some("归档/申报表.toml")),
        ("还没有/", Some("还没有/申报表.toml")),
        ("申报表.xlsx", None),
        ("申报表.txt", None),
        ("申报表.DOCX", None),
        ("申报表.wps", None),
    ] {
        let place = place_to_save(&at(asked), Path::new("县/申报表.docx"));
        match expected {
            Some(expected) => assert_eq!(place.unwrap(), at(expected), "{asked}"),
            None => assert_eq!(place.unwrap_err().id, Problem::SavedAsToml, "{asked}"),
        }
    }
}

#[test]
fn a_new_file_never_replaces_another() {
    let root = folder(&[("a.toml", FILING)]);
    let new = |name: &str| LoadedFiling { save_to: root.path().join(name), ..LoadedFiling::default() };
    assert_eq!(save_title(&new("a.toml"), "新").unwrap_err(), Problem::ExistsAlready);
    assert_eq!(fs::read_to_string(root.path().join("a.toml")).unwrap(), FILING);
    assert!(save_title(&new("深/b.toml"), "新").is_ok());
    assert!(save_title(&new("深/b.toml"), "新").is_ok(), "the same content again");
    assert_eq!(save_title(&LoadedFiling::default(), "新").unwrap_err(), Problem::SampleNotSaved);
    assert_eq!(files_in(root.path()), ["a.toml", "深"]);
    assert_eq!(files_in(&root.path().join("深")), ["b.toml"]);
}

#[test]
fn a_newer_format_is_not_saved() {
    let text = FILING.replace("format = 1", "format = 3");
    let root = folder(&[("a.toml", &text)]);
    let mut loaded = load(&root.path().join("a.toml"));
    assert_eq!(save_title(&loaded.filings.remove(0), "新").unwrap_err(), Problem::NewerNotSaved);
    assert_eq!(fs::read_to_string(root.path().join("a.toml")).unwrap(), text);
}

#[cfg(unix)]
#[test]
fn mode_and_links_stay_and_a_read_only_file_too() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let root = folder(&[("实/a.toml", FILING)]);
    let (real, link) = (root.path().join("实/a.toml"), root.path().join("链.toml"));
    symlink("实/a.toml", &link).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    let owner = fs::metadata(&real).unwrap().uid();
    let it = one(&link);
    let stamp = save_title(&it, "新").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    let metadata = fs::metadata(&real).unwrap();
    assert_eq!((metadata.mode() & 0o777, metadata.uid()), (0o640, owner));
    assert!(fs::read_to_string(&real).unwrap().contains("新"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).unwrap();
    let it = LoadedFiling { stamp: Some(stamp), ..it };
    assert_eq!(save_title(&it, "再").unwrap_err(), Problem::MayNotWrite);
    assert_eq!(files_in(&root.path().join("实")), ["a.toml"]);
}

#[test]
fn documents_are_saved_beside_themselves_or_in_a_folder() {
    let path = |n: usize, out: Option<&str>| save_path(Path::new("甲/a.b.txt"), 1, n, out.map(Path::new));
    assert_eq!(path(1, None), Path::new("甲/a.b.toml"));
    assert_eq!(path(2, None), Path::new("甲/a.b-2.toml"));
    assert_eq!(path(2, Some("乙")), Path::new("乙/a.b-2.toml"));
}

#[test]
fn one_sample_is_clean_and_one_shows_what_checking_finds() {
    let check = |name: &str| {
        let loaded = load_samples().into_iter().find(|it| it.path == Path::new(name)).unwrap();
        assert_eq!(loaded.problems, []);
        tianbao::check::check(&loaded.filings[0].filing)
    };
    let serious = |it: &Finding| it.severity > Severity::Info;
    let codes =
        |name: &str| check(name).iter().filter(|it| serious(it)).map(|it| it.rule.code).collect::<Vec<_>>();
    assert_eq!(codes("culture-center-2025.toml"), [""; 0]);
    let found: BTreeSet<&str> = codes("water-bureau-2025.toml").into_iter().collect();
    assert!(found.iter().any(|it| it.starts_with('B')), "a budget that does not add up: {found:?}");
    assert!(found.len() >= 12, "a dozen kinds of mistakes: {found:?}");
}

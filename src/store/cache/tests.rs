use super::pack::{HEAD, MAGIC};
use super::*;
use std::fs;
use std::time::Duration;
use tempfile::TempDir;

/// A folder with files, and the place of their cache.
struct Bench {
    root: TempDir,
    files: Vec<PathBuf>,
}

const RECORDS: [&str; 3] = ["水务局 2026 年部门整体支出绩效目标", "文化馆：免费开放场次≥300场", "档案馆"];

impl Bench {
    fn new() -> Self {
        let root = TempDir::new().unwrap();
        let files: Vec<PathBuf> =
            ["水务局.toml", "文化馆.toml", "档案馆.toml"].iter().map(|it| root.path().join(it)).collect();
        files.iter().for_each(|it| fs::write(it, "format = 1").unwrap());
        Self { root, files }
    }

    fn folder(&self) -> PathBuf {
        self.root.path().join("cache")
    }

    fn open(&self, version: &str) -> Cache {
        Cache::open(&self.folder(), &[self.root.path().to_owned()], version)
    }

    /// Writes the records as if the files had been read much later than they were written.
    fn write(&self, version: &str) {
        let writer = self.open(version).writer().unwrap();
        for (file, record) in self.files.iter().zip(RECORDS) {
            writer.put(file, key(file), later(), 7, record.as_bytes());
        }
        writer.finish();
    }

    fn pack(&self) -> PathBuf {
        let entries = fs::read_dir(self.folder().join(FOLDER)).unwrap();
        entries.map(|it| it.unwrap().path()).find(|it| it.extension().unwrap() == ENDING).unwrap()
    }

    /// What comes back of the files.
    fn records(&self, cache: &Cache) -> Vec<Option<String>> {
        let (mut reader, mut bytes) = (cache.reader(), Vec::new());
        let record = |file: &PathBuf| {
            reader.record(file, 7, &mut bytes)?;
            Some(String::from_utf8(bytes.clone()).unwrap())
        };
        self.files.iter().map(record).collect()
    }
}

fn key(file: &Path) -> FileKey {
    FileKey::of(&fs::metadata(file).unwrap()).unwrap()
}

fn later() -> SystemTime {
    SystemTime::now() + Duration::from_secs(60)
}

fn all() -> Vec<Option<String>> {
    RECORDS.iter().map(|it| Some((*it).to_owned())).collect()
}

#[test]
fn records_come_back_for_files_that_are_as_they_were() {
    let bench = Bench::new();
    assert!(bench.open("1").is_empty(), "nothing is there yet, not even the folder");
    bench.write("1");
    let cache = bench.open("1");
    assert_eq!(bench.records(&cache), all());
    assert!(cache.knows(&bench.files[0]) && cache.has(&bench.files[0], 7));
    assert!(!cache.has(&bench.files[0], 8), "other settings, other findings");
    let elsewhere = Cache::open(&bench.folder(), &[bench.root.path().join("别处")], "1");
    assert!(elsewhere.is_empty());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(bench.pack()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "it says what the filings say, to nobody else");
    }
}

#[test]
fn a_file_that_is_another_now_has_no_record() {
    let check = |what: &str, change: &dyn Fn(&Path)| {
        let bench = Bench::new();
        bench.write("1");
        change(&bench.files[1]);
        let records = bench.records(&bench.open("1"));
        assert_eq!(records[1], None, "{what}");
        assert_eq!(
            (records[0].as_deref(), records[2].as_deref()),
            (Some(RECORDS[0]), Some(RECORDS[2])),
            "{what}"
        );
    };
    check("longer", &|it| fs::write(it, "format = 1 # 版本").unwrap());
    check("as long, written now", &|it| {
        std::thread::sleep(Duration::from_millis(20));
        fs::write(it, "format = 2").unwrap();
    });
    check("gone", &|it| fs::remove_file(it).unwrap());
    check("a folder now", &|it| {
        fs::remove_file(it).unwrap();
        fs::create_dir(it).unwrap();
    });
    // Who sets the time back cannot set the time of that.
    #[cfg(unix)]
    check("as long, with the old time", &|it| {
        let old = fs::metadata(it).unwrap().modified().unwrap();
        std::thread::sleep(Duration::from_millis(20));
        fs::write(it, "format = 2").unwrap();
        fs::File::options().append(true).open(it).unwrap().set_modified(old).unwrap();
        assert_eq!(fs::metadata(it).unwrap().modified().unwrap(), old);
    });
    #[cfg(unix)]
    check("another in its place", &|it| {
        let old = fs::metadata(it).unwrap().modified().unwrap();
        let other = it.with_extension("other");
        fs::write(&other, "format = 3").unwrap();
        fs::File::options().append(true).open(&other).unwrap().set_modified(old).unwrap();
        fs::rename(&other, it).unwrap();
    });
}

#[test]
fn what_may_change_without_another_time_is_not_kept() {
    let bench = Bench::new();
    let writer = bench.open("1").writer().unwrap();
    writer.put(&bench.files[0], key(&bench.files[0]), SystemTime::now(), 7, RECORDS[0].as_bytes());
    writer.put(&bench.files[1], key(&bench.files[1]), later(), 7, RECORDS[1].as_bytes());
    writer.finish();
    let cache = bench.open("1");
    assert_eq!(bench.records(&cache), [None, Some(RECORDS[1].to_owned()), None]);
    assert!(!cache.knows(&bench.files[0]));
}

#[test]
fn a_foreign_cache_counts_as_none() {
    let bench = Bench::new();
    bench.write("1");
    assert!(bench.open("2").is_empty(), "another version of the program");
    bench.write("2");
    assert_eq!(bench.records(&bench.open("2")), all(), "it takes the place of the old one");
    assert!(bench.open("1").is_empty());
    for bytes in [&b"PK\x03\x04"[..], b"", &[0xFF; 200], MAGIC] {
        fs::write(bench.pack(), bytes).unwrap();
        assert!(bench.open("2").is_empty());
    }
}

#[test]
fn what_is_torn_or_damaged_is_noticed() {
    let bench = Bench::new();
    bench.write("1");
    let (pack, whole) = (bench.pack(), fs::read(bench.pack()).unwrap());
    for len in 0..whole.len() {
        fs::write(&pack, &whole[..len]).unwrap();
        assert!(bench.open("1").is_empty(), "torn at {len} of {}", whole.len());
    }
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&pack, bytes).unwrap();
        let records = bench.records(&bench.open("1"));
        let is_in_record = at >= usize::try_from(HEAD).unwrap() && records.iter().any(Option::is_some);
        for (record, expected) in records.iter().zip(RECORDS) {
            assert!(record.as_deref().is_none_or(|it| it == expected), "damaged at {at}: {records:?}");
        }
        let n_lost = records.iter().filter(|it| it.is_none()).count();
        assert_eq!(n_lost, if is_in_record { 1 } else { 3 }, "damaged at {at}: {records:?}");
    }
    bench.write("1");
    assert_eq!(bench.records(&bench.open("1")), all(), "it is made again");
}

#[test]
fn a_list_that_lies_about_lengths_is_not_believed() {
    let bench = Bench::new();
    bench.write("1");
    let (pack, whole) = (bench.pack(), fs::read(bench.pack()).unwrap());
    for (start, len) in [(u64::MAX, 1), (HEAD, u64::MAX), (0, 40), (HEAD, 1 << 40)] {
        let mut bytes = whole.clone();
        let end = bytes.len() - 20;
        bytes[end..end + 8].copy_from_slice(&start.to_le_bytes());
        bytes[end + 8..end + 16].copy_from_slice(&len.to_le_bytes());
        fs::write(&pack, bytes).unwrap();
        assert!(bench.open("1").is_empty(), "{start} {len}");
    }
}

#[test]
fn two_may_write_and_one_may_read_meanwhile() {
    let bench = Bench::new();
    bench.write("1");
    let reading = bench.open("1");
    let (one, other) = (bench.open("1").writer().unwrap(), bench.open("1").writer().unwrap());
    for (file, record) in bench.files.iter().zip(RECORDS) {
        one.put(file, key(file), later(), 7, record.as_bytes());
    }
    other.put(&bench.files[2], key(&bench.files[2]), later(), 7, RECORDS[2].as_bytes());
    one.finish();
    assert_eq!(bench.records(&bench.open("1")), all());
    other.finish();
    assert_eq!(
        bench.records(&bench.open("1")),
        [None, None, Some(RECORDS[2].to_owned())],
        "the last one stays"
    );
    // Who has looked before finds his records, or none: the list that he has is that of another file now.
    for (record, expected) in bench.records(&reading).iter().zip(RECORDS) {
        assert!(record.as_deref().is_none_or(|it| it == expected));
    }
    fs::remove_dir_all(bench.folder()).unwrap();
    assert_eq!(bench.records(&reading), [None, None, None], "deleted while it is in use");
    assert!(bench.open("1").writer().is_some());
}

#[test]
fn nothing_is_left_of_what_was_not_finished() {
    let bench = Bench::new();
    drop(bench.open("1").writer().unwrap());
    let left = fs::read_dir(bench.folder().join(FOLDER)).unwrap().count();
    assert_eq!(left, 0);
}

#[test]
#[cfg(unix)]
fn a_folder_that_may_only_be_read_is_no_trouble() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    bench.write("1");
    let folder = bench.folder().join(FOLDER);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).unwrap();
    let cache = bench.open("1");
    cache.touch();
    // Whoever is allowed everything may write here, too.
    if fs::write(folder.join("x"), "").is_err() {
        assert!(cache.writer().is_none());
    }
    assert_eq!(bench.records(&cache), all());
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    let file = bench.root.path().join("kein Ordner");
    fs::write(&file, "").unwrap();
    assert!(Cache::open(&file, &[], "1").writer().is_none(), "a file is in the place of the folder");
}

#[test]
fn old_ones_make_room() {
    let folder = TempDir::new().unwrap();
    let now = SystemTime::now();
    let put = |name: &str, n_bytes: usize, hours: u64| {
        let path = folder.path().join(name);
        fs::write(&path, vec![0; n_bytes]).unwrap();
        let used = now - Duration::from_secs(hours * 3_600);
        fs::File::options().append(true).open(path).unwrap().set_modified(used).unwrap();
    };
    put("a.pack", 40, 9);
    put("b.pack", 40, 3);
    put("c.pack", 40, 1);
    put("d-1-0.new", 500, 2);
    put("e-1-0.new", 500, 0);
    writer::make_room(folder.path(), 90, now);
    let mut left: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, ["b.pack", "c.pack", "e-1-0.new"]);
}

//! Every sample and document imported, written, read again: equal. Saved without an edit: byte-identical.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::path::PathBuf;
use tianbao::format::{self, FileRows};
use tianbao::store::{self, Loaded};

/// The real filings, where they are at hand.
fn documents() -> Vec<Loaded> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/filings");
    let folder = std::env::var_os("TIANBAO_FILINGS").map_or(beside, PathBuf::from);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: there are no real filings in {}", folder.display());
        return Vec::new();
    };
    entries.map(|it| store::load(&it.unwrap().path())).collect()
}

fn holds(loaded: &Loaded) {
    assert!(!loaded.filings.is_empty(), "{} gives no filing", loaded.path.display());
    for it in &loaded.filings {
        let name = format!("{} {}", loaded.path.display(), it.filing.department.name);
        let text = format::write(&it.filing);
        let reading = format::read(&text);
        assert!(reading.remarks.is_empty(), "{name}: {:?}", reading.remarks);
        let again = reading.filing.unwrap();
        assert_eq!(again, it.filing, "{name}");
        assert_eq!(format::write(&again), text, "{name}: writing is stable");
        assert_eq!(
            format::patch(&text, &FileRows::of(&again), &again),
            text,
            "{name}: saved without an edit"
        );
    }
}

#[test]
fn every_sample_comes_back() {
    store::load_samples().iter().for_each(holds);
}

#[test]
fn every_real_document_comes_back() {
    documents().iter().for_each(holds);
}

#[test]
fn a_filing_saved_without_an_edit_keeps_its_bytes_and_its_time() {
    let folder = tempfile::TempDir::new().unwrap();
    for sample in store::samples().iter().filter(|it| format::is_filing(it.text)) {
        let path = folder.path().join(sample.name);
        // As somebody's editor on Windows left it.
        let text = format!("\u{feff}# 备忘\n{}", sample.text).replace('\n', "\r\n");
        std::fs::write(&path, &text).unwrap();
        let before = std::fs::metadata(&path).unwrap().modified().unwrap();
        let loaded = store::load(&path);
        let it = loaded.filings.first().unwrap();
        store::save(&path, it.stamp.as_ref(), &FileRows::of(&it.filing), &it.filing).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        assert_eq!(std::fs::metadata(&path).unwrap().modified().unwrap(), before);
    }
}

//! Bytes as a journal: read as they are, and with checksums put before lines that have none, so that the fuzzer need
//! not learn them. A journal of another content is never applied.

use super::keys;
use tianbao::format;
use tianbao::journal::{Base, Header, Journal, Source, VERSION, content};
use tianbao::model::Filing;

const FILE: &str = include_str!("../../data/filings/water.toml");

/// Reads an input as a journal and checks what must hold.
pub fn journal(bytes: &[u8]) {
    let (loaded, other) = (filing(FILE), filing(&FILE.replace("≥24次", "≥25次")));
    let raw = Journal::parse(bytes);
    let mut begun = header(&loaded).line().into_bytes();
    begun.extend(sealed(bytes));
    for journal in raw.into_iter().chain(Journal::parse(&sealed(bytes))).chain(Journal::parse(&begun)) {
        comes_back(&journal);
        let _ = journal.has_unsaved();
        let _ = journal.apart();
        for (filing, name) in [(&loaded, "loaded"), (&other, "other")] {
            let now = content(filing);
            let is_named = journal.header.base.is(&now, None)
                || journal.records.iter().any(|it| it.line().contains(&now));
            let Ok(restored) = journal.restore(filing, None) else { continue };
            assert!(is_named, "applied to a filing that it does not know: {name}");
            back_to_start(restored.filing, restored.history, &journal, filing);
        }
    }
}

/// The steps of a restored filing lead back to what its journal began with.
fn back_to_start(
    mut filing: Filing,
    mut history: tianbao::edit::History,
    journal: &Journal,
    loaded: &Filing,
) {
    let n_back = history.n_done();
    while history.undo(&mut filing).is_some() {}
    let start = journal.header.base.filing().unwrap_or_else(|| loaded.clone());
    assert_eq!(format::write(&filing), format::write(&start), "after {n_back} steps back");
}

/// What a journal says can be written down and read again.
fn comes_back(journal: &Journal) {
    let lines = journal.records.iter().map(tianbao::journal::Record::line);
    let text: String = std::iter::once(journal.header.line()).chain(lines).collect();
    let again = Journal::parse(text.as_bytes()).expect("what is written can be read");
    assert_eq!((&again.header, &again.records), (&journal.header, &journal.records));
    assert!(!again.is_torn, "torn");
    // Torn within its last line it is a journal without that line.
    let torn = Journal::parse(&text.as_bytes()[..text.len() - 1]);
    assert_eq!(torn.map_or(0, |it| it.records.len() + 1), journal.records.len());
}

fn filing(text: &str) -> Filing {
    format::read(text).filing.expect("the sample can be read")
}

fn header(filing: &Filing) -> Header {
    let base = Base::of(filing);
    Header {
        version: VERSION,
        source: Source::File,
        file: "/表/水务局.toml".to_owned(),
        session: "1".to_owned(),
        base,
    }
}

/// Every line of JSON with the checksum that belongs to it.
fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for line in bytes.split_inclusive(|it| *it == b'\n') {
        let json = line.strip_suffix(b"\n").unwrap_or(line);
        if json.starts_with(b"{") || json.starts_with(b"\"") {
            out.extend(format!("{:08x} ", crc32fast::hash(json)).bytes());
            out.extend(json);
            out.push(b'\n');
        } else {
            out.extend(line);
        }
    }
    out
}

/// Journals of played sessions, without their checksums and with them.
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for session in keys::seeds() {
        let desk = keys::played(&session);
        for journal in desk.journals() {
            let json: Vec<&str> = journal.lines().skip(1).filter_map(|it| it.get(9..)).collect();
            seeds.push((json.join("\n") + "\n").into_bytes());
            seeds.push(journal.as_bytes().to_vec());
        }
    }
    seeds
}

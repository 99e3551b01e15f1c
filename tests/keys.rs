//! Commands in the user's language. Each case under `tests/data/keys/` says which command it shows, which keys are
//! typed (then what is pasted, with `\t` and `\n` written out, and the keys after it), and the screen and the saved file that must follow. `TIANBAO_UPDATE=1 cargo test --test keys` writes
//! what is there now; read the difference before you commit it.
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;
use common::{Session, data, text_diff};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};
use tianbao::app::Progress;
use tianbao::app::recover::Note;
use tianbao::command::TABLE;
use tianbao::journal::{Base, Header, Journal, Source};
use tianbao::messages::Lang;

/// One case: `key: value` lines, then what must follow.
struct Case {
    commands: Vec<String>,
    files: Vec<String>,
    keys: String,
    paste: Option<String>,
    then: String,
    /// What could not be read, told at the start.
    problem: Option<String>,
    /// How many files were read of how many, when Esc stopped it: `3/9`.
    unread: Option<String>,
    /// How many files are read of how many by now.
    reading: Option<String>,
    /// Keys of an earlier session that did not save.
    left: Option<String>,
    size: (u16, u16),
    lang: Lang,
    head: String,
    expected: String,
}

impl Case {
    fn parse(name: &str, text: &str) -> Self {
        let (head, expected) = text.split_once("\n---\n").unwrap_or((text.trim_end(), ""));
        let value = |key: &str| {
            head.lines().find_map(|it| it.strip_prefix(key)?.strip_prefix(": ")).map(str::to_owned)
        };
        let size = value("size").unwrap_or_else(|| "100x24".into());
        let (width, height) = size.split_once('x').unwrap_or_else(|| panic!("{name}: size: 100x24"));
        Self {
            commands: value("command").unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
            files: value("files")
                .unwrap_or_else(|| "water.toml".into())
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
            keys: value("keys").unwrap_or_else(|| panic!("{name}: no keys")),
            paste: value("paste").map(|it| it.replace("\\t", "\t").replace("\\n", "\n")),
            then: value("then").unwrap_or_default(),
            problem: value("problem"),
            unread: value("unread"),
            reading: value("reading"),
            left: value("left"),
            size: (width.parse().unwrap(), height.parse().unwrap()),
            lang: if value("lang").as_deref() == Some("en") { Lang::En } else { Lang::Zh },
            head: head.to_owned(),
            expected: expected.to_owned(),
        }
    }

    /// Types the keys and writes down what follows: the screen, the cursor, the file's changed lines.
    fn play(&self) -> String {
        let texts: Vec<(String, String)> = self
            .files
            .iter()
            .map(|it| (it.clone(), std::fs::read_to_string(data("filings").join(it)).unwrap()))
            .collect();
        let files: Vec<(&str, &str)> =
            texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let mut session = Session::open(&files).sized(self.size.0, self.size.1).lang(self.lang);
        session.state.problems.extend(self.problem.clone());
        let progress = |text: &Option<String>| {
            let (done, found) = text.as_ref()?.split_once('/')?;
            Some(Progress { done: done.parse().unwrap(), found: found.parse().unwrap() })
        };
        session.state.unread = progress(&self.unread);
        session.state.loading = progress(&self.reading);
        if let Some(keys) = &self.left {
            let journal = left_by(Session::open(&files).keys(keys));
            session.state.found_journal(0, "上次".to_owned(), journal, 90);
        }
        session.keys(&self.keys);
        if let Some(text) = &self.paste {
            session.paste(text);
            session.keys(&self.then);
        }
        let mut played = session.screen();
        if let Some(cursor) = session.cursor() {
            let _ = writeln!(played, "cursor {},{}", cursor.x, cursor.y);
        }
        if session.has_quit {
            played.push_str("left\n");
        }
        for effect in &session.effects {
            let _ = writeln!(played, "asks {effect:?}");
        }
        for (name, text) in &texts {
            let diff = text_diff(text, session.file(name));
            if !diff.is_empty() {
                let _ = write!(played, "saved {name}\n{diff}");
            }
        }
        for (name, text) in &session.files {
            if !self.files.iter().any(|it| name == Path::new(it)) {
                let _ = write!(played, "new {}\n{text}", name.display());
            }
        }
        played
    }
}

/// The journal of a session in which the first filing was changed, and that ended without saving.
fn left_by(session: &mut Session) -> Journal {
    let base = Base::of(&session.state.entries[0].past().0);
    let notes = session.state.take_notes();
    let records = notes.into_iter().filter_map(|it| match it {
        Note::Record { entry: 0, record } => Some(record),
        _ => None,
    });
    let header = Header {
        version: 1,
        source: Source::File,
        file: session.files[0].0.display().to_string(),
        session: String::new(),
        base,
    };
    Journal { header, records: records.collect(), is_torn: false }
}

fn cases() -> Vec<(std::path::PathBuf, Case)> {
    let mut paths: Vec<_> = std::fs::read_dir(data("keys")).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let case = Case::parse(&path.display().to_string(), &text);
            (path, case)
        })
        .collect()
}

#[test]
fn every_case_shows_what_it_says() {
    let mut failures = String::new();
    for (path, case) in cases() {
        let played = case.play();
        if std::env::var_os("TIANBAO_UPDATE").is_some() {
            std::fs::write(&path, format!("{}\n---\n{played}", case.head)).unwrap();
        } else if played != case.expected {
            let _ = writeln!(failures, "{}\n{}", path.display(), text_diff(&case.expected, &played));
        }
    }
    assert!(failures.is_empty(), "{failures}\nIf this is meant: TIANBAO_UPDATE=1 cargo test --test keys");
}

/// The lines of a log, kept.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The commands that a case says it shows, did run, and did not refuse.
fn done(case: &Case) -> BTreeSet<&'static str> {
    let log = Log::default();
    let kept = log.clone();
    let lines = tracing_subscriber::fmt().with_ansi(false).with_max_level(tracing::Level::DEBUG);
    tracing::subscriber::with_default(lines.with_writer(move || kept.clone()).finish(), || case.play());
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let is_done = |id: &str| log.contains(&format!("command=\"{id}\" is_refused=false"));
    let said = TABLE.iter().map(|it| it.id).filter(|id| case.commands.iter().any(|it| it == id));
    said.filter(|it| is_done(it)).collect()
}

#[test]
fn every_command_is_done_in_cases_at_two_sizes() {
    let cases = cases();
    let mut sizes: BTreeMap<&str, BTreeSet<(u16, u16)>> = BTreeMap::new();
    for (_, case) in &cases {
        for id in done(case) {
            sizes.entry(id).or_default().insert(case.size);
        }
    }
    // The screens of the cases in English show the same filings, whose texts are Chinese.
    let n_sizes = |id: &str| sizes.get(id).map_or(0, BTreeSet::len);
    let missing: Vec<&str> = TABLE.iter().map(|it| it.id).filter(|id| n_sizes(id) < 2).collect();
    assert!(missing.is_empty(), "write cases at two sizes in tests/data/keys for: {missing:?}");
    for (path, case) in &cases {
        for command in &case.commands {
            assert!(TABLE.iter().any(|it| it.id == command), "{}: {command} is no command", path.display());
        }
        let is_chinese = |it: char| ('\u{4e00}'..='\u{9fff}').contains(&it);
        let is_new = std::env::var_os("TIANBAO_UPDATE").is_some();
        assert!(is_new || case.expected.contains(is_chinese), "{}: no Chinese text is shown", path.display());
    }
}

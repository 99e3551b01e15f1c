//! A stream of records on standard input: a filing or a document a line, as a stage of a pipe has them.
//!
//! A line is a JSON object: a filing (`{"format": 1, "filing": …}`, as `import --to json` and `import -` write it), or
//! a document by its text (`{"file": "a.txt", "text": "…"}`) or its bytes (`{"file": "a.xlsx", "base64": "…"}`).
//! Invariant: only one batch of records is held, and a line that is no record is told and passed over.

use crate::format;
use crate::messages::{Message, Problem};
use crate::model::Words;
use crate::store::{self, FileProblem, Loaded};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

/// Records that are held together.
const BATCH: usize = 256;
/// Bytes after which no more records are added to a batch.
const BATCH_BYTES: usize = 16 << 20;
/// The longest line: the largest document in base64, and something around it.
const LONGEST: u64 = store::MAX_BYTES * 3 / 2;

/// What is on standard input.
pub enum Input<R> {
    /// One filing or document.
    Whole(Loaded),
    /// A record a line.
    Records(Records<R>),
}

/// Records that come.
pub struct Records<R> {
    input: R,
    n_lines: usize,
}

/// A line of the stream.
pub struct Record {
    number: usize,
    line: Vec<u8>,
}

/// A document in a record.
#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    file: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    base64: Option<String>,
}

/// Looks at what an input begins with: no filing and no document does so with a brace.
pub fn open<R: BufRead>(mut input: R, name: &Path, words: &Words) -> Input<R> {
    match begins_with_brace(&mut input) {
        Ok(true) => Input::Records(Records { input, n_lines: 0 }),
        Ok(false) => Input::Whole(whole(input, name, words)),
        Err(error) => Input::Whole(unread(name, FileProblem::of_io(name, &error))),
    }
}

fn begins_with_brace(input: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let waiting = input.fill_buf()?;
        match waiting.iter().position(|it| !it.is_ascii_whitespace()) {
            Some(idx) => return Ok(waiting.get(idx) == Some(&b'{')),
            None if waiting.is_empty() => return Ok(false),
            None => {
                let n_blank = waiting.len();
                input.consume(n_blank);
            }
        }
    }
}

fn whole(input: impl Read, name: &Path, words: &Words) -> Loaded {
    let mut bytes = Vec::new();
    // One byte more than what is read tells that there is too much.
    match input.take(store::MAX_BYTES + 1).read_to_end(&mut bytes) {
        Ok(_) => store::load_bytes(name, &bytes, words),
        Err(error) => unread(name, FileProblem::of_io(name, &error)),
    }
}

fn unread(name: &Path, problem: FileProblem) -> Loaded {
    Loaded { path: name.to_owned(), problems: vec![problem], ..Loaded::default() }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Vec<Record>;

    fn next(&mut self) -> Option<Vec<Record>> {
        let (mut batch, mut n_bytes) = (Vec::new(), 0);
        while batch.len() < BATCH && n_bytes < BATCH_BYTES {
            let mut line = Vec::new();
            // What cannot be read any more ends the stream, as a closed pipe does.
            let n = self.input.by_ref().take(LONGEST).read_until(b'\n', &mut line).unwrap_or_default();
            if n == 0 {
                break;
            }
            self.n_lines += 1;
            n_bytes += n;
            if !line.iter().all(u8::is_ascii_whitespace) {
                batch.push(Record { number: self.n_lines, line });
            }
        }
        (!batch.is_empty()).then_some(batch)
    }
}

impl Record {
    /// The filings of the record. It is called by its own name, else by its line: `-:7`.
    pub fn load(&self, words: &Words) -> Loaded {
        let place = PathBuf::from(format!("-:{}", self.number));
        let bad = || {
            let message = Message::new(Problem::RecordBad, [("line", self.number.to_string())]);
            let path = place.clone();
            unread(&place, FileProblem { path, line: None, column: None, is_error: true, message })
        };
        if let Some(filing) = std::str::from_utf8(&self.line).ok().and_then(format::toml_of_json) {
            let mut loaded = store::load_bytes(&place, filing.as_bytes(), words);
            // Its lines are nobody's.
            loaded.toml = None;
            let source = loaded.filings.first().and_then(|it| it.filing.source.as_ref());
            if let Some(file) = source.map(|it| it.file.clone()).filter(|it| !it.is_empty()) {
                loaded.path = PathBuf::from(file);
            }
            return loaded;
        }
        let Ok(document) = serde_json::from_slice::<Document>(&self.line) else { return bad() };
        let name = document.file.map_or_else(|| place.clone(), PathBuf::from);
        match (document.text, document.base64) {
            (Some(text), None) => store::load_bytes(&name, text.as_bytes(), words),
            (None, Some(text)) => match BASE64_STANDARD.decode(text) {
                Ok(bytes) => store::load_bytes(&name, &bytes, words),
                Err(_) => bad(),
            },
            _ => bad(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Input, open};
    use crate::format;
    use crate::model::{Filing, Words};
    use crate::store::Loaded;
    use std::path::Path;

    const DOCUMENT: &str = "2025年项目支出绩效目标申报表\n项目名称\t渠道维修\n实施单位\t清河市水务局\n\
                            一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t维修长度\t≥12公里\n";

    fn loaded(text: &str) -> Vec<Loaded> {
        match open(text.as_bytes(), Path::new("-"), &Words::NONE) {
            Input::Whole(loaded) => vec![loaded],
            Input::Records(records) => records.flatten().map(|it| it.load(&Words::NONE)).collect(),
        }
    }

    #[test]
    fn a_stream_holds_filings_and_documents() {
        let filing =
            Filing { title: "水务局绩效目标表".to_owned(), year: Some(2026), ..Filing::default() };
        let toml = serde_json::json!({"file": "县/乙.toml", "text": format::write(&filing)});
        let text = serde_json::json!({"file": "丙.txt", "text": DOCUMENT});
        let stream = format!(
            "\n{}\n{toml}\n\n{text}\n{{\"file\": \"丁.xlsx\"}}\n不是记录\n",
            format::to_json(&filing)
        );
        let found = loaded(&stream);
        let names: Vec<String> = found.iter().map(|it| it.path.display().to_string()).collect();
        assert_eq!(names, ["-:2", "县/乙.toml", "丙.txt", "-:6", "-:7"]);
        assert_eq!(found[0].filings[0].filing, filing);
        assert_eq!(found[1].filings[0].filing, filing);
        assert_eq!(found[2].filings[0].filing.project.name, "渠道维修");
        for bad in &found[3..] {
            assert!(bad.filings.is_empty() && bad.problems[0].is_error, "{bad:?}");
        }
    }

    #[test]
    fn what_is_no_stream_is_one_document() {
        for text in ["", " \n", "format = 1\n[filing]\ntitle = \"甲\"\n", "[filing]\n", "绩效目标申报表"]
        {
            assert_eq!(loaded(text).len(), 1, "{text:?}");
        }
    }
}

//! Damaged documents: the importer never panics, never stays silent, and loses no line.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[allow(dead_code, reason = "these tests need the documents, not the differences")]
mod support;

use support::{CLEAR, JUMBLED, Sample};
use tianbao::import::{Imported, import};
use tianbao::model::{Field, Filing, Place};

/// A small generator with a fixed seed: a failure repeats, and the seed is part of the message.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).unwrap()
    }
}

fn samples() -> impl Iterator<Item = &'static Sample> {
    CLEAR.iter().chain([&JUMBLED])
}

/// Imports, and asserts what holds for every input: a document without a filing gets at least one sentence.
fn checked(name: &str, bytes: &[u8], what: &str) -> Imported {
    let result = std::panic::catch_unwind(|| import(name, bytes));
    let imported = result.unwrap_or_else(|_| panic!("{name}, {what}: import panicked"));
    let is_silent = imported.filings.is_empty() && imported.notes.is_empty();
    assert!(!is_silent, "{name}, {what}: neither a filing nor a note");
    imported
}

fn lines_of(bytes: &[u8]) -> Vec<String> {
    String::from_utf8(bytes.to_vec()).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn cut_after_any_line() {
    for sample in samples() {
        let lines = lines_of(&sample.bytes());
        for n_lines in 0..lines.len() {
            let text = lines[..n_lines].join("\n");
            checked(&sample.file(), text.as_bytes(), &format!("cut after line {n_lines}"));
        }
    }
}

#[test]
fn begun_at_any_line() {
    for sample in samples() {
        let lines = lines_of(&sample.bytes());
        for first in (0..lines.len()).step_by(3) {
            let text = lines[first..].join("\n");
            checked(&sample.file(), text.as_bytes(), &format!("begun at line {}", first + 1));
        }
    }
}

#[test]
fn cut_inside_a_character() {
    for sample in samples() {
        let bytes = sample.bytes();
        let mut dice = Dice(0x5EED_0001);
        for _ in 0..60 {
            let end = dice.roll(bytes.len());
            checked(&sample.file(), &bytes[..end], &format!("cut after byte {end}"));
        }
    }
}

#[test]
fn bytes_overwritten_at_random() {
    for sample in samples() {
        for seed in 1..=40 {
            let mut dice = Dice(0x5EED_0002 * seed);
            let mut bytes = sample.bytes();
            for _ in 0..=dice.roll(200) {
                let at = dice.roll(bytes.len());
                bytes[at] = u8::try_from(dice.roll(256)).unwrap();
            }
            checked(&sample.file(), &bytes, &format!("bytes overwritten, seed {seed}"));
        }
    }
}

#[test]
fn noise_under_every_ending() {
    for ending in ["txt", "md", "csv", "tsv", "html", "xlsx", "xls", "ods", "docx", "pdf", "json", ""] {
        for seed in 1..=12 {
            let mut dice = Dice(0x5EED_0003 * seed);
            let n_bytes = dice.roll(3000);
            let bytes: Vec<u8> = (0..n_bytes).map(|_| u8::try_from(dice.roll(256)).unwrap()).collect();
            checked(&format!("noise.{ending}"), &bytes, &format!("noise, seed {seed}"));
        }
    }
}

#[test]
fn a_sample_under_a_wrong_ending() {
    for sample in samples() {
        for ending in ["csv", "html", "xlsx", "docx", "pdf", "TXT", ""] {
            checked(&format!("{}.{ending}", sample.name), &sample.bytes(), "wrong ending");
        }
    }
}

#[test]
fn lines_in_any_order() {
    for sample in samples() {
        for seed in 1..=20 {
            let mut dice = Dice(0x5EED_0004 * seed);
            let mut lines = lines_of(&sample.bytes());
            for idx in (1..lines.len()).rev() {
                lines.swap(idx, dice.roll(idx + 1));
            }
            checked(&sample.file(), lines.join("\n").as_bytes(), &format!("shuffled, seed {seed}"));
        }
    }
}

#[test]
fn tabs_and_line_ends_replaced() {
    let changes: [(&str, &str); 9] = [
        ("\t", " "),
        ("\t", "    "),
        ("\t", ""),
        ("\t", "\n"),
        ("\n", "\r\n"),
        ("\n", "\r"),
        ("\n", "\u{c}"),
        ("\n", "\t"),
        (" ", "\u{3000}"),
    ];
    for sample in samples() {
        let text = String::from_utf8(sample.bytes()).unwrap();
        for (from, to) in changes {
            checked(&sample.file(), text.replace(from, to).as_bytes(), &format!("{from:?} became {to:?}"));
        }
    }
}

#[test]
fn utf_16_and_byte_order_marks() {
    for sample in samples() {
        let text = String::from_utf8(sample.bytes()).unwrap();
        let n_rows: usize =
            import(&sample.file(), text.as_bytes()).filings.iter().map(Filing::n_indicators).sum();
        let little: Vec<u8> =
            [0xFEFF_u16].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> =
            [0xFEFF_u16].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        let marked = format!("\u{feff}{text}").into_bytes();
        for (what, bytes) in [("UTF-16LE", little), ("UTF-16BE", big), ("UTF-8 with a mark", marked)] {
            let imported = checked(&sample.file(), &bytes, what);
            let found: usize = imported.filings.iter().map(Filing::n_indicators).sum();
            assert_eq!(found, n_rows, "{}, {what}: indicators", sample.file());
            // An odd number of bytes must do no harm either.
            checked(&sample.file(), &bytes[..bytes.len() - 1], &format!("{what} cut by a byte"));
        }
    }
}

/// Everything a filing holds, without blanks.
fn kept(imported: &Imported) -> String {
    let mut text = String::new();
    for filing in &imported.filings {
        let mut add = |place: Place, fields: &[Field]| {
            for field in fields {
                text.extend(
                    filing
                        .get(place, field)
                        .iter()
                        .flat_map(|it| it.chars())
                        .filter(|it| !it.is_whitespace()),
                );
                text.push('\n');
            }
        };
        add(Place::Filing, &Field::OF_FILING);
        for idx in 0..filing.budget.lines.len() {
            add(Place::BudgetLine(idx), &Field::OF_LINE);
        }
        for idx in 0..filing.functions.len() {
            add(Place::Function(idx), &Field::OF_FUNCTION);
        }
        for (function_idx, idx, _) in filing.indicators() {
            add(Place::Indicator(function_idx, idx), &Field::OF_INDICATOR);
        }
        for amounts in filing
            .budget
            .lines
            .iter()
            .map(|it| &it.amounts)
            .chain(filing.functions.iter().map(|it| &it.amounts))
        {
            for (column, amount) in &amounts.0 {
                text.extend([column.key(), amount.text(), "\n"]);
            }
        }
        for line in filing.source.iter().flat_map(|it| &it.leftover) {
            text.extend(line.chars().filter(|it| !it.is_whitespace()));
            text.push('\n');
        }
    }
    text
}

/// A foreign line put anywhere into a sample is in a field or among the leftovers afterwards.
#[test]
fn no_foreign_line_is_lost() {
    let foreign = [
        "附言零七待核",
        "附言零七\t待核",
        "\t\t\t附言零七待核\t\t",
        "    附言零七待核。",
        "附言零七：待核 ≥7项",
        "第7页 附言零七",
    ];
    let mut lost = Vec::new();
    for sample in samples() {
        let lines = lines_of(&sample.bytes());
        for (at, line) in (0..=lines.len()).zip(foreign.iter().cycle()) {
            let mut damaged = lines.clone();
            damaged.insert(at, (*line).to_owned());
            let what = format!("{line:?} as line {}", at + 1);
            let imported = checked(&sample.file(), damaged.join("\n").as_bytes(), &what);
            if !kept(&imported).contains("附言零七") {
                lost.push(format!("{}: {what}", sample.file()));
            }
        }
    }
    assert!(lost.is_empty(), "these lines are in no field and no leftover:\n{}", lost.join("\n"));
}

/// The same for every cell of every true row: whatever the order of the lines, no target vanishes.
#[test]
fn no_target_is_lost_when_lines_change_places() {
    for sample in samples() {
        let targets: Vec<String> = sample
            .truth()
            .iter()
            .flat_map(|it| it.indicators().map(|(_, _, row)| row.target.clone()).collect::<Vec<_>>())
            .filter(|it| it.chars().count() >= 4)
            .collect();
        let lines = lines_of(&sample.bytes());
        for seed in 1..=10 {
            let mut dice = Dice(0x5EED_0005 * seed);
            let mut damaged = lines.clone();
            // A few neighbors trade places, as they do where columns were read in the wrong order.
            for _ in 0..12 {
                let at = dice.roll(damaged.len() - 1);
                damaged.swap(at, at + 1);
            }
            let text = damaged.join("\n");
            let imported =
                checked(&sample.file(), text.as_bytes(), &format!("neighbors swapped, seed {seed}"));
            if imported.filings.is_empty() {
                continue;
            }
            let kept = kept(&imported);
            for target in targets.iter().filter(|it| text.contains(it.as_str())) {
                assert!(
                    kept.contains(target.as_str()),
                    "{}, seed {seed}: the target {target} is lost",
                    sample.file()
                );
            }
        }
    }
}

//! Indicator rows in the form that tianbao writes, taken out of a text before the rest of it is parsed; and the lines
//! of all that stands in such a text.
//!
//! Nine tenths of a filing are such rows: `[[functions.indicators]]`, then lines of `key = "text"`. They need no
//! parser. Whatever is written in another way (comments behind values, escapes, inline or dotted tables) makes the
//! whole text one for the TOML library, so that no rule of TOML is repeated here.
//!
//! Invariant: what is taken out means the same to the TOML library.

use super::frame::Frame;
use super::lines::RowLines;
use crate::model::{Field, Indicator, RowId};
use crate::text::words::{Bytes, bytes, has_byte, is_blank};
use memchr::{memchr, memchr_iter, memmem};

/// Fields of an indicator.
pub const N_FIELDS: usize = Field::OF_INDICATOR.len();

pub(super) const FUNCTION: &str = "[[functions]]";
const INDICATOR: &str = "[[functions.indicators]]";

/// What does not stand for itself between quotes, or may not stand there.
const ODD: Bytes = bytes(
    b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0B\x0C\r\x0E\x0F\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F\x7F\"\\",
);

/// A text in two parts.
#[derive(Debug)]
pub struct Plain {
    /// The text without the rows.
    pub rest: String,
    /// The rows, by function.
    pub functions: Vec<Vec<Indicator>>,
    /// The lines of the rows, by function.
    pub lines: Vec<Vec<RowLines>>,
    /// The lines of the rest; `None` where they take a closer look.
    pub frame: Option<Frame>,
}

/// Takes the rows out. `None` where there are none, or where something is written in another way.
pub fn split(text: &str) -> Option<Plain> {
    let keys = Field::OF_INDICATOR.each_ref().map(|it| it.key().1);
    let mut split = Split {
        keys,
        rest: String::with_capacity(text.len() / 4),
        rows: Rows::default(),
        next_key: 0,
        n_rows: 0,
    };
    let mut frame = Some(Frame::default());
    // Where a row is being read, and whether the rest stands within a text of several lines.
    let (mut is_in_row, mut is_in_text) = (false, false);
    let (mut left, mut number) = (text, 0);
    while !left.is_empty() {
        let n_content = memchr(b'\n', left.as_bytes()).unwrap_or(left.len());
        let (line, after) = left.split_at_checked((n_content + 1).min(left.len()))?;
        let content = left.get(..n_content)?;
        let is_windows = content.as_bytes().last() == Some(&b'\r');
        let content = if is_windows { content.get(..n_content - 1)? } else { content };
        left = after;
        number += 1;
        if !is_in_text && content.starts_with('[') {
            is_in_row = content == INDICATOR;
            if is_in_row {
                split.row(number)?;
                continue;
            }
            if content == FUNCTION {
                split.rows.function(n_rows_at_most(left));
            }
        }
        if is_in_row && !content.starts_with('#') {
            if !content.is_empty() {
                split.cell(content, number)?;
            }
            continue;
        }
        let turns = turns_text(content)?;
        if !is_in_text && !is_in_row {
            frame = frame.and_then(|it| it.line(content, number, turns));
        }
        is_in_text ^= turns;
        split.rest.push_str(line);
    }
    let Split { rest, rows: Rows { functions, lines }, n_rows, .. } = split;
    (n_rows > 0 && !is_in_text).then_some(Plain { rest, functions, lines, frame })
}

/// How many rows a function has whose header was just read: its list need not grow then, nor be larger than it is.
/// Where rows are printed within a text they are counted, too.
fn n_rows_at_most(after: &str) -> usize {
    let after = after.as_bytes();
    let n_own = memmem::find(after, FUNCTION.as_bytes()).unwrap_or(after.len());
    after.get(..n_own).map_or(0, |own| memmem::find_iter(own, INDICATOR.as_bytes()).count())
}

#[derive(Default)]
struct Rows {
    functions: Vec<Vec<Indicator>>,
    lines: Vec<Vec<RowLines>>,
}

impl Rows {
    /// Begins a function.
    fn function(&mut self, n_rows: usize) {
        self.functions.push(Vec::with_capacity(n_rows));
        self.lines.push(Vec::with_capacity(n_rows));
    }
}

struct Split {
    keys: [&'static str; N_FIELDS],
    rest: String,
    rows: Rows,
    /// The field that comes next where fields stand in the order of the format.
    next_key: usize,
    n_rows: u32,
}

impl Split {
    /// Begins a row of the last function.
    fn row(&mut self, number: u32) -> Option<()> {
        self.n_rows += 1;
        self.next_key = 0;
        let (rows, lines) = (self.rows.functions.last_mut()?, self.rows.lines.last_mut()?);
        rows.push(Indicator { row: RowId(self.n_rows), ..Indicator::default() });
        lines.push((number, [0; N_FIELDS]));
        Some(())
    }

    /// Reads a field of the last row.
    fn cell(&mut self, line: &str, number: u32) -> Option<()> {
        let n_key = line.bytes().position(|it| it == b' ')?;
        let (key, value) = line.split_at_checked(n_key)?;
        let value = value.strip_prefix(" = ")?;
        let order = (self.next_key..N_FIELDS).chain(0..self.next_key);
        let idx = order.into_iter().find(|it| self.keys.get(*it) == Some(&key))?;
        self.next_key = idx + 1;
        let (_, lines) = self.rows.lines.last_mut()?.last_mut()?;
        // A key that stands twice is an error, which the library tells.
        if std::mem::replace(lines.get_mut(idx)?, number) != 0 {
            return None;
        }
        let field = Field::OF_INDICATOR.get(idx)?;
        let text = if *field == Field::SourceLine { number_of(value)? } else { text_of(value)? };
        // A text of white space only is blank.
        if !is_blank(text) {
            // A number too long for a line is an error; every other field takes any text.
            self.rows.functions.last_mut()?.last_mut()?.set(field, text).ok()?;
        }
        Some(())
    }
}

fn number_of(value: &str) -> Option<&str> {
    let is_number = value.bytes().all(|it| it.is_ascii_digit()) && !value.starts_with('0');
    (is_number && !value.is_empty()).then_some(value)
}

/// What stands between the quotes.
fn text_of(value: &str) -> Option<&str> {
    let inside = value.strip_prefix('"')?.strip_suffix('"')?;
    (!has_byte(inside, &ODD)).then_some(inside)
}

/// Whether a text of several lines begins or ends in the line. `None` where that takes a closer look.
fn turns_text(line: &str) -> Option<bool> {
    const MARK: &str = "\"\"\"";
    let bytes = line.as_bytes();
    let has_three =
        |quote: u8| memchr_iter(quote, bytes).any(|at| bytes.get(at..at + 3) == Some(&[quote; 3]));
    if has_three(b'\'') {
        return None;
    }
    if !has_three(b'"') {
        return Some(false);
    }
    let is_doubtful = line.contains(['\\', '\'', '#']) || line.contains("\"\"\"\"");
    (!is_doubtful).then(|| line.matches(MARK).count() % 2 == 1)
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::format::Lines;
    use crate::model::{Column, Field, Place};

    const AMOUNT: Field = Field::Amount(Column::Only);
    const HEAD: &str = "format = 1\n[goals]\nannual = [\"巡河\"]\n[[functions]]\nname = \"供水\"\n";

    #[test]
    fn plain_rows_are_taken_out_and_leave_their_lines() {
        let row = "[[functions.indicators]]\nname = \"巡查次数\"\n# 每月\ntarget = \"≥3次\"\nline = 12\n";
        let plain_text = format!("{HEAD}\n{row}\n[[functions]]\n");
        let plain = split(&plain_text).unwrap();
        assert_eq!(plain.rest, format!("{HEAD}\n# 每月\n[[functions]]\n"));
        let [row] = plain.functions[0].as_slice() else { panic!("one row") };
        assert_eq!((&*row.name, &*row.target, row.line), ("巡查次数", "≥3次", Some(12)));
        let (header, cells) = plain.lines[0][0];
        assert_eq!((header, cells.iter().filter(|it| **it > 0).count()), (7, 3));
        assert_eq!((cells[4], cells[5], cells[10]), (8, 10, 11));
        assert!(plain.functions[1].is_empty());
    }

    #[test]
    fn what_is_written_in_another_way_is_left_to_the_library() {
        for row in [
            "name = '巡查'",
            "name = \"巡查\" # 每月",
            "name = \"巡\\u67e5\"",
            "name=\"巡查\"",
            " name = \"巡查\"",
            "\"name\" = \"巡查\"",
            "name = \"\"\"\n巡查\"\"\"",
            "name = \"巡\t查\"",
            "name = \"巡\"查\"",
            "name = \"a\"\nname = \"b\"",
            "nmae = \"巡查\"",
            "line = 012",
            "line = ",
            "line = \"12\"",
            "amounts.only = \"1\"",
        ] {
            let text = format!("{HEAD}[[functions.indicators]]\n{row}\n");
            assert!(split(&text).is_none(), "{row}");
        }
        assert!(split(HEAD).is_none());
        assert!(split("[[functions.indicators]]\nname = \"巡查\"\n").is_none());
    }

    #[test]
    fn headers_within_texts_are_text() {
        let row = "[[functions.indicators]]\nname = \"巡查\"\n";
        let within = "[department]\nduties = \"\"\"\n[[functions]]\n[[functions.indicators]]\n\"\"\"\n";
        let text = format!("format = 1\n{within}{HEAD}{row}");
        let plain = split(&text).unwrap();
        assert_eq!(plain.functions.len(), 1);
        assert!(plain.rest.contains("[[functions.indicators]]"));
        for open in
            ["x = \"\"\"\n", "x = '''\n'''\n", "x = '\"\"\"'\n", "x = \"\"\"\\\"\"\"\"\n", "# \"\"\"\n"]
        {
            assert!(split(&format!("{open}{HEAD}{row}")).is_none(), "{open}");
        }
    }

    /// Wherever a text is damaged, both ways of reading it say the same, in the same lines.
    #[test]
    fn both_ways_of_reading_agree() {
        let whole = include_str!("../../assets/samples/culture-center-2025.toml");
        let agree = |text: &str| {
            let (ours, all) = (super::super::read(text), super::super::read::read_all(text));
            assert_eq!(format!("{ours:?}"), format!("{all:?}"), "{text}");
            let Some(filing) = all.filing else { return };
            let (ours, all) = (Lines::of(text), Lines::of_all(text));
            for (function_idx, idx, _) in filing.indicators() {
                let at = Place::Indicator(function_idx, idx);
                let fields = Field::OF_INDICATOR.iter().map(Some).chain([None]);
                fields.for_each(|it| assert_eq!(ours.line(at, it), all.line(at, it), "{at:?} {it:?} {text}"));
            }
            let same = |at: Place, fields: &[Field]| {
                let fields = fields.iter().map(Some).chain([Some(&AMOUNT), None]);
                fields.for_each(|it| assert_eq!(ours.line(at, it), all.line(at, it), "{at:?} {it:?} {text}"));
            };
            same(Place::Filing, &Field::OF_FILING);
            (0..filing.budget.lines.len()).for_each(|it| same(Place::BudgetLine(it), &Field::OF_LINE));
            (0..filing.functions.len()).for_each(|it| same(Place::Function(it), &Field::OF_FUNCTION));
        };
        agree(whole);
        agree(&whole.replace('\n', "\r\n"));
        agree(&format!("\u{feff}{whole}"));
        let is_cut = |it: &usize| whole.is_char_boundary(*it);
        for (idx, at) in (0..whole.len()).filter(is_cut).step_by(11).enumerate() {
            let (before, after) = whole.split_at(at);
            let odd =
                ["\"", "\n", "[", "#", "\\", "'", "=", " ", "\r", "\"\"\"", "\n[[functions]]\n", "\u{1}"];
            agree(&format!("{before}{}{after}", odd[idx % odd.len()]));
            agree(&format!("{before}{}", after.split_once('\n').map_or("", |it| it.1)));
        }
    }
}

//! Indicator rows and budget lines in the form that tianbao writes, taken out of a text before the rest of it is parsed;
//! and the lines of all that stands in such a text.
//!
//! Nineteen parts of twenty of a filing are such rows: `[[functions.indicators]]`, then lines of `key = "text"`. They
//! need no parser. Whatever is written in another way (comments behind values, escapes, inline or dotted tables) makes the
//! whole text one for the TOML library, so that no rule of TOML is repeated here.
//!
//! Invariant: what is taken out means the same to the TOML library.

use super::budget_lines::BudgetLines;
use super::frame::{Frame, LINE};
use super::lines::RowLines;
use crate::model::{BudgetLine, Field, Indicator, RowId};
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
    /// The budget lines; none where the rest holds them.
    pub budget_lines: Vec<BudgetLine>,
    /// The lines of the rest and of the budget lines.
    pub frame: Frame,
}

/// What a line belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Rest,
    Indicator,
    BudgetLine,
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
        is_simple: is_simple(text),
    };
    let (mut frame, mut budget_lines) = (Frame::default(), BudgetLines::default());
    // What is being read, and whether the rest stands within a text of several lines.
    let (mut block, mut is_in_text) = (Block::Rest, false);
    let (mut start, mut number) = (0, 0);
    // The last line may have no end.
    let ends = memchr_iter(b'\n', text.as_bytes()).map(|it| it + 1).chain([text.len()]);
    for end in ends {
        let line = text.get(start..end)?;
        let content = line.strip_suffix('\n').unwrap_or(line);
        let content = content.strip_suffix('\r').unwrap_or(content);
        start = end;
        number += 1;
        if !is_in_text && content.starts_with('[') {
            block = match content {
                INDICATOR => Block::Indicator,
                LINE => Block::BudgetLine,
                _ => Block::Rest,
            };
            if block == Block::Indicator {
                split.row(number)?;
                continue;
            }
            if content == FUNCTION {
                split.rows.function(n_rows_at_most(text.get(end..)?));
            }
        }
        if block == Block::Indicator && !content.starts_with('#') {
            if !content.is_empty() {
                split.cell(content, number)?;
            }
            continue;
        }
        let turns = turns_text(content)?;
        if !is_in_text && block != Block::Indicator {
            frame.line(content, number, turns)?;
        }
        if block == Block::BudgetLine {
            if turns {
                return None;
            }
            budget_lines.line(line, content, split.is_simple);
            continue;
        }
        is_in_text ^= turns;
        split.rest.push_str(line);
    }
    let Split { mut rest, rows: Rows { functions, lines }, n_rows, .. } = split;
    let budget_lines = budget_lines.finish(&mut rest);
    (n_rows > 0 && !is_in_text).then_some(Plain { rest, functions, lines, budget_lines, frame })
}

/// Whether no character of a text takes a closer look between quotes, but for the quotes themselves. There is no way
/// out between, so that many bytes are looked at in one step.
fn is_simple(text: &str) -> bool {
    let is_odd = |it: u8| {
        let is_control = u8::from(it < b' ') & u8::from(it != b'\n');
        is_control | u8::from(it == b'\\') | u8::from(it == 0x7F)
    };
    text.bytes().fold(0, |found, it| found | is_odd(it)) == 0
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
    /// See [`is_simple`].
    is_simple: bool,
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
        let is_it = |it: &usize| self.keys.get(*it) == Some(&key);
        let idx = (self.next_key..N_FIELDS).find(is_it).or_else(|| (0..self.next_key).find(is_it))?;
        self.next_key = idx + 1;
        let (_, lines) = self.rows.lines.last_mut()?.last_mut()?;
        // A key that stands twice is an error, which the library tells.
        if std::mem::replace(lines.get_mut(idx)?, number) != 0 {
            return None;
        }
        let field = Field::OF_INDICATOR.get(idx)?;
        let text =
            if *field == Field::SourceLine { number_of(value)? } else { text_of(value, self.is_simple)? };
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

/// What stands between the quotes; `is_simple` where nothing but a quote can be odd.
pub(super) fn text_of(value: &str, is_simple: bool) -> Option<&str> {
    let inside = value.strip_prefix('"')?.strip_suffix('"')?;
    let is_odd = if is_simple { memchr(b'"', inside.as_bytes()).is_some() } else { has_byte(inside, &ODD) };
    (!is_odd).then_some(inside)
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
    use crate::format::{Lines, Reading};
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
            "name = \"巡\\t查\"",
        ] {
            let text = format!("{HEAD}[[functions.indicators]]\n{row}\n");
            assert!(split(&text).is_none(), "{row}");
        }
        assert!(split(HEAD).is_none());
        assert!(split("[[functions.indicators]]\nname = \"巡查\"\n").is_none());
    }

    #[test]
    fn budget_lines_are_taken_out_where_all_are_plain() {
        let row = "[[functions]]\n[[functions.indicators]]\nname = \"巡查\"\n";
        let line = "[[budget.lines]]\nname = \"项目支出\"\nunder = \"资金总额\"\nof_which = true\namount = \"1,200.50\"\n";
        let plain = split(&format!("format = 1\n[budget]\nunit = \"元\"\n{line}# 备注\n\n{row}")).unwrap();
        assert_eq!(plain.rest, "format = 1\n[budget]\nunit = \"元\"\n[[functions]]\n");
        let [own] = plain.budget_lines.as_slice() else { panic!("one line") };
        assert_eq!((&*own.name, &*own.under, own.of_which), ("项目支出", "资金总额", true));
        assert_eq!(own.amounts.get(&Column::Only).unwrap().text(), "1200.50");
        for odd in ["amount = 12.5", "name = \"再\"", "of_which = 1", "nmae = \"\""] {
            let plain =
                split(&format!("format = 1\n[budget]\n{line}\n[[budget.lines]]\n{odd}\n{odd}\n{row}"))
                    .unwrap();
            assert!(plain.budget_lines.is_empty());
            assert!(plain.rest.contains(line) && plain.rest.ends_with(&format!("{odd}\n")), "{odd}");
        }
    }

    #[test]
    fn budget_lines_in_any_place_mean_what_they_mean_to_the_library() {
        let row = "[[functions]]\n[[functions.indicators]]\nname = \"巡查\"\n";
        let line = "[[budget.lines]]\nname = \"合计\"\namount = \"3\"\n";
        for text in [
            format!("format = 1\n{line}[budget]\nunit = \"元\"\n{row}"),
            format!("format = 1\n{row}{line}"),
            format!("format = 1\n{row}{line}amounts = {{ full = \"4\", half = \"2\" }}\n"),
            format!("format = 1\n[[budget.lines]]\namounts = {{ total = \"4\", fiscal = \" \" }}\n{row}"),
            format!("format = 1\n{line}{row}{line}[goals]\nannual = [\"巡河\"]\n"),
            format!("format = 1\nbudget = 3\n{line}{row}"),
            format!("format = 1\nbudget = {{}}\n{line}{row}"),
            format!("format = 1\n[budget]\nlines = []\n{line}{row}"),
            format!("format = 1\nbudget.unit = \"元\"\n{line}{row}"),
            format!("format = 1\n[budget.lines]\nname = \"甲\"\n{line}{row}"),
            format!("format = 1\n{line}amounts.full = \"4\"\n{row}"),
            format!("format = 1\n{line}[budget.lines.amounts]\nfull = \"4\"\n{row}"),
            format!("format = 1\n{line}[[budget.lines]]\nname = \" \"\namount = \" \"\n{row}"),
            format!("format = 1\n[budget]\nunit = \"元\"\n{line}{line}of_which = false\n[budget]\n{row}"),
            "format = 1\n[[functions]]\nindicators = []\n[[functions.indicators]]\nname = \"甲\"\n"
                .to_owned(),
            format!("format = 1\nfunctions = []\n{row}"),
        ] {
            let (ours, all) = (super::super::read(&text), super::super::read::read_all(&text));
            assert_eq!(format!("{:?}", Reading { lines: None, ..ours }), format!("{all:?}"), "{text}");
        }
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
            let ours = Reading { lines: None, ..ours };
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

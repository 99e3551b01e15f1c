//! Indicator rows in the form that tianbao writes, taken out of a text before the rest of it is parsed.
//!
//! Nine tenths of a filing are such rows: `[[functions.indicators]]`, then lines of `key = "text"`. They need no
//! parser. Whatever is written in another way (comments behind values, escapes, inline or dotted tables) makes the
//! whole text one for the TOML library, so that no rule of TOML is repeated here.
//!
//! Invariant: what is taken out means the same to the TOML library, and the rest has its lines at the same numbers.

use crate::model::Field;

/// Fields of an indicator.
pub const N_FIELDS: usize = Field::OF_INDICATOR.len();

const FUNCTION: &str = "[[functions]]";
const INDICATOR: &str = "[[functions.indicators]]";

/// A text in two parts.
#[derive(Debug)]
pub struct Plain<'a> {
    /// The text with the rows blanked out.
    pub rest: String,
    /// The rows, by function.
    pub functions: Vec<Vec<Row<'a>>>,
}

/// A row.
#[derive(Debug, Default)]
pub struct Row<'a> {
    /// The line of its header.
    pub line: u32,
    /// Its fields in the order of the format, each with its line and what stands between the quotes; the digits of a
    /// number.
    pub cells: [Option<(u32, &'a str)>; N_FIELDS],
}

/// Takes the rows out. `None` where there are none, or where something is written in another way.
pub fn split(text: &str) -> Option<Plain<'_>> {
    let mut plain = Plain { rest: String::with_capacity(text.len() / 4), functions: Vec::new() };
    // Where a row is being read, and whether the rest stands within a text of several lines.
    let (mut is_in_row, mut is_in_text) = (false, false);
    let mut number = 0;
    for line in text.split_inclusive('\n') {
        number += 1;
        let content = line.strip_suffix('\n').unwrap_or(line);
        let content = content.strip_suffix('\r').unwrap_or(content);
        if !is_in_text && content.starts_with('[') {
            is_in_row = content == INDICATOR;
            if is_in_row {
                plain.functions.last_mut()?.push(Row { line: number, ..Row::default() });
            } else if content == FUNCTION {
                plain.functions.push(Vec::new());
            }
        } else if is_in_row && !content.is_empty() && !content.starts_with('#') {
            let row = plain.functions.last_mut()?.last_mut()?;
            let (idx, value) = cell(content)?;
            let slot = row.cells.get_mut(idx)?;
            // A key that stands twice is an error, which the library tells.
            if slot.replace((number, value)).is_some() {
                return None;
            }
        }
        if is_in_row && !content.starts_with('#') {
            plain.rest.push('\n');
        } else {
            is_in_text ^= turns_text(content)?;
            plain.rest.push_str(line);
        }
    }
    let has_rows = plain.functions.iter().any(|it| !it.is_empty());
    (has_rows && !is_in_text).then_some(plain)
}

/// Which field a line sets, and to what.
fn cell(line: &str) -> Option<(usize, &str)> {
    let (key, value) = line.split_once(" = ")?;
    let idx = Field::OF_INDICATOR.iter().position(|it| it.key().1 == key)?;
    if Field::OF_INDICATOR.get(idx) == Some(&Field::SourceLine) {
        let is_number = value.bytes().all(|it| it.is_ascii_digit()) && !value.starts_with('0');
        let is_number = is_number && !value.is_empty();
        return is_number.then_some((idx, value));
    }
    let inside = value.strip_prefix('"')?.strip_suffix('"')?;
    let is_plain = |it: u8| it >= b' ' && !matches!(it, b'"' | b'\\' | 0x7F);
    inside.bytes().all(is_plain).then_some((idx, inside))
}

/// Whether a text of several lines begins or ends in the line. `None` where that takes a closer look.
fn turns_text(line: &str) -> Option<bool> {
    const MARK: &str = "\"\"\"";
    if line.contains("'''") {
        return None;
    }
    if !line.contains(MARK) {
        return Some(false);
    }
    let is_doubtful = line.contains(['\\', '\'', '#']) || line.contains("\"\"\"\"");
    (!is_doubtful).then(|| line.matches(MARK).count() % 2 == 1)
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::format::Lines;
    use crate::model::{Field, Place};

    const HEAD: &str = "format = 1\n[goals]\nannual = [\"巡河\"]\n[[functions]]\nname = \"供水\"\n";

    #[test]
    fn plain_rows_are_taken_out_and_leave_their_lines() {
        let row = "[[functions.indicators]]\nname = \"巡查次数\"\n# 每月\ntarget = \"≥3次\"\nline = 12\n";
        let plain_text = format!("{HEAD}\n{row}\n[[functions]]\n");
        let plain = split(&plain_text).unwrap();
        assert_eq!(plain.rest, format!("{HEAD}\n\n\n# 每月\n\n\n\n[[functions]]\n"));
        let [row] = plain.functions[0].as_slice() else { panic!("one row") };
        let cells: Vec<(u32, &str)> = row.cells.iter().flatten().copied().collect();
        assert_eq!((row.line, cells), (7, vec![(8, "巡查次数"), (10, "≥3次"), (11, "12")]));
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
            let fields = Field::OF_FILING.iter().map(Some).chain([None]);
            fields.for_each(|it| assert_eq!(ours.line(Place::Filing, it), all.line(Place::Filing, it)));
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

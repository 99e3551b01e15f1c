//! Budget lines in the form that tianbao writes, read off their lines.
//!
//! It must not know what stands around them. Invariant: either all budget lines of a text are read here, or none is
//! and the TOML library gets them as they stand.

use super::plain::text_of;
use crate::model::{BudgetLine, Column, RowId};
use crate::text::words::is_blank;

/// The budget lines of a text.
#[derive(Debug, Default)]
pub struct BudgetLines {
    lines: Vec<BudgetLine>,
    /// The keys that the last of them has.
    seen: [bool; 5],
    /// All of it as it stands.
    text: String,
    is_odd: bool,
}

impl BudgetLines {
    /// Takes the next line of the text: a header or what stands below one. `is_simple` as in [`text_of`].
    pub fn line(&mut self, line: &str, content: &str, is_simple: bool) {
        self.text.push_str(line);
        if !self.is_odd && self.read(content, is_simple).is_none() {
            self.is_odd = true;
        }
    }

    fn read(&mut self, content: &str, is_simple: bool) -> Option<()> {
        if content.is_empty() || content.starts_with('#') {
            return Some(());
        }
        if content.starts_with('[') {
            let row = RowId(self.lines.len() as u32 + 1);
            self.lines.push(BudgetLine { row, ..BudgetLine::default() });
            self.seen = [false; 5];
            return Some(());
        }
        // A key that is known has no blank.
        let (key, value) = content.split_once(' ')?;
        let value = value.strip_prefix("= ")?;
        let idx = ["name", "under", "of_which", "amount", "amounts"].iter().position(|it| *it == key)?;
        // A key that stands twice is an error, which the library tells.
        if std::mem::replace(self.seen.get_mut(idx)?, true) {
            return None;
        }
        if matches!(self.seen, [_, _, _, true, true]) {
            return None;
        }
        let last = self.lines.last_mut()?;
        if key == "amounts" {
            for (column, text) in amounts(value, is_simple)? {
                last.amounts.set(&Column::from_key(column), text);
            }
            return Some(());
        }
        if key == "of_which" {
            last.of_which = match value {
                "true" => true,
                "false" => false,
                _ => return None,
            };
            return Some(());
        }
        let text = Some(text_of(value, is_simple)?).filter(|it| !is_blank(it)).unwrap_or_default();
        match key {
            "name" => text.clone_into(&mut last.name),
            "under" => text.clone_into(&mut last.under),
            _ => last.amounts.set(&Column::Only, text),
        }
        Some(())
    }

    /// The budget lines; where one is written in another way, all are added to the rest as they stand.
    pub fn finish(self, rest: &mut String) -> Vec<BudgetLine> {
        if !self.is_odd {
            return self.lines;
        }
        if !rest.ends_with('\n') {
            rest.push('\n');
        }
        rest.push_str(&self.text);
        Vec::new()
    }
}

/// The columns of `{ full = "3480.00", half = "1600.00" }` with their texts. `None` where it is written in another way.
pub fn amounts(value: &str, is_simple: bool) -> Option<Vec<(&str, &str)>> {
    let mut rest = value.strip_prefix("{ ")?.strip_suffix(" }")?;
    let mut columns: Vec<(&str, &str)> = Vec::new();
    loop {
        let (key, after) = rest.split_once(" = \"")?;
        let n_text = after.find('"')?;
        let (text, after) = after.split_at_checked(n_text)?;
        let is_bare = !key.is_empty() && key.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
        // A column that stands twice is an error, which the library tells.
        if !is_bare || !is_simple || columns.iter().any(|(it, _)| *it == key) {
            return None;
        }
        columns.push((key, text));
        match after.strip_prefix("\", ") {
            Some(next) => rest = next,
            None => return (after == "\"").then_some(columns),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::amounts;

    #[test]
    fn columns_are_read_in_one_way_of_writing() {
        let both = "{ full = \"3,480.00\", half = \"1600\" }";
        assert_eq!(amounts(both, true), Some(vec![("full", "3,480.00"), ("half", "1600")]));
        for other in [
            "{ }",
            "{full = \"3\"}",
            "{ full = 3 }",
            "{ full = \"3\", }",
            "{ full = \"3\", full = \"4\" }",
            "{ \"预算\" = \"3\" }",
            "{ full = \"3\" } # 注",
            "{ a.b = \"3\" }",
        ] {
            assert_eq!(amounts(other, true), None, "{other}");
        }
    }
}

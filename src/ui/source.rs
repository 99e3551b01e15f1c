//! The lines of the document that the selected row came from.

use crate::app::{Entry, Node};
use crate::text::{width, wrap};
use std::collections::VecDeque;

/// At most so many lines before and after the row's own are shown: a row of a PDF's text begins some lines above.
const AROUND: usize = 3;

/// At most so many lines the row's own gets: a line of a table may be as long as a page.
const OWN_LINES: usize = 4;

/// How many lines before and after the row's own there is room for in a pane of so many lines, when the fields above
/// keep theirs.
pub fn around(height: usize, fields: usize) -> usize {
    // The heading and a row's line of two lines are there in any case.
    (height.saturating_sub(fields + 3) / 2).clamp(1, AROUND)
}

/// The number of the row's line and the lines around it that are not blank, each with its number; nothing when the document is not
/// at hand or the row has no line.
pub fn lines(entry: &Entry, node: Node, around: usize) -> Option<(u32, Vec<(u32, String)>)> {
    let Node::Indicator(function, idx) = node else { return None };
    let line = entry.filing().indicator(function, idx)?.line?;
    let document = entry.home.document.as_ref()?;
    let mut before: VecDeque<(u32, &str)> = VecDeque::new();
    let mut shown = Vec::new();
    let mut n_after = 0;
    // Blank lines say nothing of where a row comes from: the texts of some PDFs have one between any two lines.
    for (number, text) in
        (1..).zip(document.lines()).filter(|(it, text)| *it == line || !text.trim().is_empty())
    {
        if number < line {
            before.push_back((number, text));
            if before.len() > around {
                before.pop_front();
            }
            continue;
        }
        n_after += usize::from(number > line);
        if n_after > around {
            break;
        }
        shown.push((number, text));
    }
    let shown =
        before.into_iter().chain(shown).map(|(number, text)| (number, text.trim_end().to_owned())).collect();
    Some((line, shown))
}

/// The row's own line in lines of so many columns, whole as far as it fits; of a longer one the part that names the
/// row.
pub fn wrapped(text: &str, name: &str, columns: usize) -> Vec<String> {
    let text = &text.trim_start().replace('\t', " ");
    let all = wrap::wrap(text, columns.max(1));
    let at = text.find(name).unwrap_or_default();
    let named = all.iter().rposition(|it| it.start <= at).unwrap_or_default();
    let first = named.min(all.len().saturating_sub(OWN_LINES));
    let is_cut = first + OWN_LINES < all.len();
    let mut shown: Vec<String> =
        all.iter().skip(first).take(OWN_LINES).map(|it| it.of(text).to_owned()).collect();
    if let Some(last) = shown.last_mut().filter(|_| is_cut) {
        *last = format!("{}{}", width::truncate(last, columns.saturating_sub(1), false), width::ELLIPSIS);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{around, lines, wrapped};
    use crate::app::{Entry, Home, Node};
    use crate::model::{Filing, Function, Indicator};
    use std::sync::Arc;

    #[test]
    fn a_row_s_own_line_is_shown_whole_or_from_its_name_on() {
        let row = "产出指标\t数量指标\t指标1: 河道清淤长度 ≥12公里";
        for (columns, expected) in [
            (60, vec!["产出指标 数量指标 指标1: 河道清淤长度 ≥12公里"]),
            (30, vec!["产出指标 数量指标 指标1: 河道", "清淤长度 ≥12公里"]),
        ] {
            assert_eq!(wrapped(row, "河道清淤长度", columns), expected, "{columns}");
        }
        let long = format!("{}河道清淤长度≥12公里", "长期规划目标".repeat(20));
        let shown = wrapped(&long, "河道清淤长度", 24);
        assert_eq!(shown.len(), super::OWN_LINES);
        assert!(shown.concat().ends_with("河道清淤长度≥12公里"), "{shown:?}");
        let long = format!("河道清淤长度≥12公里{}", "长期规划目标".repeat(20));
        let shown = wrapped(&long, "河道清淤长度", 24);
        assert!(
            shown.concat().starts_with("河道清淤长度≥12公里")
                && shown.concat().ends_with(super::width::ELLIPSIS),
            "{shown:?}"
        );
    }

    #[test]
    fn blank_lines_are_passed_over() {
        let indicator = Indicator { line: Some(5), ..Indicator::default() };
        let functions = vec![Function { indicators: vec![indicator], ..Function::default() }];
        let filing = Filing { functions, ..Filing::default() };
        let document = Some(Arc::from("产出指标\n\n河道清淤\n\n长度 ≥12公里\n \n堤防巡查\n\n次数 ≥24次\n"));
        let entry = Entry::new(filing, Vec::new(), Home { document, ..Home::default() });
        let shown = |around| lines(&entry, Node::Indicator(0, 0), around).map(|it| it.1).unwrap_or_default();
        let numbers = |around| shown(around).into_iter().map(|it| it.0).collect::<Vec<_>>();
        assert_eq!(numbers(1), [3, 5, 7]);
        assert_eq!(numbers(3), [1, 3, 5, 7, 9]);
        assert_eq!(shown(1)[1].1, "长度 ≥12公里");
    }

    #[test]
    fn lines_around_grow_with_the_pane() {
        for (height, expected) in [(0, 1), (5, 1), (8, 1), (9, 2), (12, 3), (90, 3)] {
            assert_eq!(around(height, 2), expected, "{height}");
        }
    }
}

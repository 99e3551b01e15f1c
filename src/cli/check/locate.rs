//! The line and the columns of findings: in the TOML itself, or in the document that the filing was imported from.

use crate::check::Finding;
use crate::cli::report::Spot;
use crate::format::Lines;
use crate::model::{Filing, Place};
use crate::store::{self, Loaded, LoadedFiling};
use std::borrow::Cow;

/// Where each finding is, with columns where a format shows them. A file that was just fixed is read again; else its text is that which was loaded.
pub fn spots(
    loaded: &Loaded,
    one: &LoadedFiling,
    is_written: bool,
    has_columns: bool,
    filing: &Filing,
    findings: &[Finding],
) -> Vec<Spot> {
    if findings.is_empty() {
        return Vec::new();
    }
    if loaded.toml.is_some() {
        let known = loaded.lines.as_ref().filter(|_| !is_written);
        let text = match known {
            // Where all lines are known, the text is read for columns only.
            Some(_) if !has_columns => None,
            _ if is_written => store::read_text(&loaded.path).map(Cow::Owned),
            _ => loaded.text().map(Cow::Borrowed),
        };
        let text = text.unwrap_or_default();
        let index = known.map_or_else(|| Cow::Owned(Lines::of(&text)), Cow::Borrowed);
        let lines = if has_columns { text.lines().collect() } else { Vec::new() };
        let line = |it: &Finding| index.line(it.at, it.field.as_ref());
        return findings.iter().map(|it| spot(line(it), &lines, it)).collect();
    }
    in_document(one.document.as_deref().unwrap_or_default(), filing, findings)
}

/// Where each finding is in the document that the filing was imported from.
pub fn in_document(document: &str, filing: &Filing, findings: &[Finding]) -> Vec<Spot> {
    let lines: Vec<&str> = document.lines().collect();
    let line = |it: &Finding| money_line(filing, it, &lines).or_else(|| source_line(filing, it.at));
    findings.iter().map(|it| spot(line(it), &lines, it)).collect()
}

/// The columns are there where the value stands once in its line.
fn spot(line: Option<u32>, lines: &[&str], finding: &Finding) -> Spot {
    let text = line.and_then(|it| lines.get(usize::try_from(it).ok()?.checked_sub(1)?));
    let value = finding.value.trim();
    let columns = text.filter(|_| !value.is_empty()).and_then(|text| {
        let mut parts = text.split(value);
        let before = parts.next()?;
        let is_once = parts.next().is_some() && parts.next().is_none();
        let start = before.chars().count() as u32 + 1;
        is_once.then_some((start, start + value.chars().count() as u32))
    });
    Spot { line, columns }
}

/// The source line of a budget line or a task: the first of the filing's part that prints its name, and its amount where the
/// finding is about one. Blanks within are not compared, as documents print them anywhere.
fn money_line(filing: &Filing, finding: &Finding, lines: &[&str]) -> Option<u32> {
    let plain = |text: &str| text.chars().filter(|it| !it.is_whitespace()).collect::<String>();
    let name = match finding.at {
        Place::BudgetLine(idx) => &filing.budget.lines.get(idx)?.name,
        // A task without rows stands in the money block, too.
        Place::Function(idx) => &filing.functions.get(idx).filter(|it| it.indicators.is_empty())?.name,
        Place::Filing | Place::Indicator(..) => return None,
    };
    let name = plain(name);
    let amount = plain(&finding.value);
    let (first, last) = filing.source.as_ref()?.lines?;
    let part = lines.iter().zip(1_u32..).skip(first.saturating_sub(1) as usize);
    let part = part.take_while(|(_, number)| *number <= last).map(|(line, number)| (plain(line), number));
    let named: Vec<(String, u32)> =
        part.filter(|(line, _)| !name.is_empty() && line.contains(&name)).collect();
    let exact = named.iter().find(|(line, _)| !amount.is_empty() && line.contains(&amount));
    exact.or_else(|| named.first()).map(|(_, number)| *number)
}

/// The source line of a row, else where the filing begins in its document.
fn source_line(filing: &Filing, at: Place) -> Option<u32> {
    let own = match at {
        Place::Indicator(function_idx, idx) => filing.indicator(function_idx, idx).and_then(|it| it.line),
        Place::Function(idx) => filing.functions.get(idx).and_then(|it| it.indicators.first()?.line),
        Place::Filing | Place::BudgetLine(_) => None,
    };
    own.or_else(|| filing.source.as_ref()?.lines.map(|(first, _)| first))
}

#[cfg(test)]
mod tests {
    use super::{source_line, spot};
    use crate::check::budget::samples::by_kinds;
    use crate::check::check;
    use crate::check::testing::filing;
    use crate::cli::report::Spot;
    use crate::model::{Function, Indicator, Place, Source};

    #[test]
    fn imported_rows_have_the_line_of_their_source() {
        let mut filing = by_kinds();
        filing.source = Some(Source { lines: Some((12, 90)), ..Source::default() });
        let row = Indicator { line: Some(35), ..Indicator::default() };
        filing.functions = vec![Function { indicators: vec![row], ..Function::default() }];
        for (at, expected) in [
            (Place::Filing, Some(12)),
            (Place::BudgetLine(0), Some(12)),
            (Place::Function(0), Some(35)),
            (Place::Indicator(0, 0), Some(35)),
            (Place::Indicator(0, 9), Some(12)),
        ] {
            assert_eq!(source_line(&filing, at), expected, "{at:?}");
        }
        filing.source = None;
        assert_eq!(source_line(&filing, Place::Filing), None);
    }

    #[test]
    fn money_is_found_at_the_line_that_prints_it() {
        let mut filing = by_kinds();
        filing.source = Some(Source { lines: Some((2, 6)), ..Source::default() });
        let name = filing.budget.lines[0].name.clone();
        let mut finding = check(&crate::check::budget::samples::filing(None, &[("甲", "", "-1")])).remove(0);
        finding.at = Place::BudgetLine(0);
        let printed = [&name, "表头", &format!("{name} 9"), "", &format!("{name}\t8,123"), "", &name];
        let lines: Vec<&str> = printed.iter().map(AsRef::as_ref).collect();
        for (value, expected) in [("8,123", 5), ("7", 3), ("", 3)] {
            finding.value = value.to_owned();
            assert_eq!(super::money_line(&filing, &finding, &lines), Some(expected), "{value}");
        }
        assert_eq!(super::money_line(&filing, &finding, &["别的"]), None);
    }

    #[test]
    fn columns_count_characters_and_are_there_only_where_they_are_sure() {
        let filing = filing("道路保洁覆盖率", "≥100%");
        let finding = check(&filing).into_iter().find(|it| it.rule.code == "V06").unwrap();
        for (text, columns) in [
            ("产出指标\t道路保洁覆盖率\t≥100%\t", Some((14, 19))),
            ("target = \"≥100%\"", Some((11, 16))),
            ("≥100% ≥100%", None),
            ("道路保洁覆盖率 ≥ 100%", None),
        ] {
            assert_eq!(spot(Some(2), &["", text], &finding), Spot { line: Some(2), columns }, "{text}");
        }
        assert_eq!(spot(Some(9), &[], &finding).columns, None);
        assert_eq!(spot(None, &["≥100%"], &finding), Spot::default());
    }
}

//! The comparison for people: a line a difference, then counts.

use super::{Compared, Side, title};
use crate::app::field_name::{field_name, value_name};
use crate::cli::report::told;
use crate::diff::{Difference, Kind, counts, excerpt::excerpt};
use crate::messages::{DiffText, Lang, Message, Text};
use crate::model::grouped::signed;
use crate::model::path::Paths;
use crate::model::{Amount, Filing, MoneyUnit, grouped::grouped};
use crate::text::width;
use std::fmt::Write;

/// Longer texts are cut to where they differ.
const MOST: usize = 40;

/// The report.
pub fn report(compared: &[Compared<'_>], lang: Lang, is_colored: bool) -> String {
    let mut out = String::new();
    for it in compared {
        if !out.is_empty() {
            out.push('\n');
        }
        match (it.left, it.right) {
            (Some(left), Some(right)) => {
                let _ = writeln!(out, "{} → {}", name(left, lang), name(right, lang));
                let paths = (&Paths::of(&left.filing), &Paths::of(&right.filing));
                let unit = unit(&left.filing, &right.filing);
                pair(&mut out, it, paths, (unit, lang), is_colored);
            }
            (Some(left), None) => only(&mut out, DiffText::OnlyLeft, name(left, lang), lang),
            (None, Some(right)) => only(&mut out, DiffText::OnlyRight, name(right, lang), lang),
            (None, None) => {}
        }
    }
    out
}

/// A filing's title, which acts on no terminal.
fn name(side: &Side, lang: Lang) -> String {
    width::sanitize(&title(side, lang)).into_owned()
}

fn only(out: &mut String, id: DiffText, filing: String, lang: Lang) {
    let _ = writeln!(out, "{}", Message::new(id, [("filing", filing)]).render(lang));
}

/// The unit in which differences of money are told: 万元 beside amounts that are all in it; 元 where only that holds
/// both; none where no unit is known.
pub fn unit(left: &Filing, right: &Filing) -> Option<MoneyUnit> {
    let (old, new) = (left.budget.unit, right.budget.unit);
    let (old, new) = (old.or(new)?, new.or(old)?);
    Some(if old == new { old } else { MoneyUnit::Yuan })
}

/// By how much an amount rose, such as `+30 万元`. The difference counts in 元 where a unit is known.
pub fn rise(one: &Difference, unit: Option<MoneyUnit>) -> Option<String> {
    let Kind::Money(Some(delta)) = one.kind else { return None };
    let delta = unit.map_or(Some(delta), |it| delta.checked_div(it.in_yuan()))?;
    let word = unit.map_or(String::new(), |it| format!(" {}", it.word()));
    Some(format!("{}{word}", signed(delta.normalize())))
}

fn pair(
    out: &mut String,
    it: &Compared<'_>,
    paths: (&Paths, &Paths),
    (unit, lang): (Option<MoneyUnit>, Lang),
    is_colored: bool,
) {
    if it.diff.is_empty() {
        let _ = writeln!(out, "  {}", DiffText::Same.text(lang));
        return;
    }
    let lowered = it.lowered();
    let columns = it.diff.differences.iter().map(|it| width::width(it.kind.title().text(lang))).max();
    for one in &it.diff.differences {
        let mut line = line(one, paths, columns.unwrap_or(0), (unit, lang));
        if let Some((_, percent)) = lowered.iter().find(|(it, _)| std::ptr::eq(*it, one)) {
            let args = [("before", one.before.clone()), ("percent", percent.clone())];
            let says = Message::new(DiffText::Worse, args).render(lang);
            let _ = write!(line, "  [{}] {says}", crate::diff::notice::CODE);
        }
        // Before our own colors come around it.
        let line = width::sanitize(&line);
        let color = match one.kind {
            Kind::Added => "32",
            Kind::Removed => "31",
            Kind::Target(shift) if shift.is_looser() => "33",
            _ => "",
        };
        let _ = if is_colored && !color.is_empty() {
            writeln!(out, "\u{1b}[{color}m{line}\u{1b}[0m")
        } else {
            writeln!(out, "{line}")
        };
    }
    let sums: Vec<String> =
        counts(&it.diff.differences).iter().map(|(what, n)| format!("{} {n}", what.text(lang))).collect();
    let _ = writeln!(out, "  = {}", sums.join(" · "));
}

fn line(
    one: &Difference,
    paths: (&Paths, &Paths),
    columns: usize,
    (unit, lang): (Option<MoneyUnit>, Lang),
) -> String {
    let kind = width::fit(one.kind.title().text(lang), columns);
    let mut line = format!("  {} {kind}  {}", one.kind.mark(), place(one, paths, lang));
    if let Some(field) = &one.field {
        let _ = write!(line, " {}", field_name(field, lang));
    }
    let (before, after) = sides(one, lang);
    if !(before.is_empty() && after.is_empty()) {
        let _ = write!(line, "  {before} → {after}");
    }
    if let Some(rise) = rise(one, unit) {
        let _ = write!(line, "  ({rise})");
    }
    line
}

/// Where the node is, on the side where it is, the new one first.
pub fn place(one: &Difference, paths: (&Paths, &Paths), lang: Lang) -> String {
    match (one.at.left, one.at.right) {
        (_, Some(crate::model::Place::Filing)) => DiffText::Whole.text(lang).to_owned(),
        (_, Some(right)) => told::node(paths.1.node(right), right, lang),
        (Some(left), None) => told::node(paths.0.node(left), left, lang),
        (None, None) => String::new(),
    }
}

/// Both texts as people read them: cut to where they differ, blanks said, amounts grouped.
pub fn sides(one: &Difference, lang: Lang) -> (String, String) {
    if one.before.is_empty() && one.after.is_empty() {
        return (String::new(), String::new());
    }
    let shown = |text: String| {
        if text.is_empty() { DiffText::Blank.text(lang).to_owned() } else { text }
    };
    if matches!(one.kind, Kind::Money(_)) {
        let money = |text: &str| Amount::printed(text).value().map_or_else(|| text.to_owned(), grouped);
        return (shown(money(&one.before)), shown(money(&one.after)));
    }
    if let Some(field) = one.field.as_ref().filter(|it| it.choices().is_some()) {
        return (shown(value_name(field, &one.before, lang)), shown(value_name(field, &one.after, lang)));
    }
    let (before, after) = excerpt(&one.before, &one.after, MOST);
    (shown(before), shown(after))
}

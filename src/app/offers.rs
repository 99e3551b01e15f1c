//! Names offered while one is typed, learnt from the loaded filings: with a name come its usual levels, sign and unit.

use super::State;
use crate::library::At;
use crate::model::{Field, Filing, Place, taxonomy};
use crate::value;
use std::collections::HashMap;

/// So many names are offered at most: a list that is read at a glance.
const MOST: usize = 8;
/// So many rows of a name say what is usual.
const MOST_ROWS: usize = 100;

/// A name with what usually belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The name, as a filing prints it.
    pub name: String,
    /// The usual level 1.
    pub level1: String,
    /// The usual level 2.
    pub level2: String,
    /// The usual sign; empty for none.
    pub sign: String,
    /// The usual unit; empty for none.
    pub unit: String,
    /// How many rows have the name.
    pub n_rows: usize,
}

/// The names that are offered, and which is chosen.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// The list; empty when there is nothing to offer.
    pub list: Vec<Offer>,
    /// The chosen one; until one is, every key does what it does without a list.
    pub chosen: Option<usize>,
}

impl State {
    /// What is offered for a field that is typed: names of indicators only.
    pub fn offers(&self, place: Place, field: &Field, typed: &str) -> Vec<Offer> {
        if *field != Field::IndicatorName || !matches!(place, Place::Indicator(..)) {
            return Vec::new();
        }
        let found = self.library.offers(typed, MOST);
        let filing = self.entry().map(super::Entry::filing);
        let in_words = |it: Offer| match filing {
            Some(filing) => in_words_of(filing, place, it),
            None => it,
        };
        found.into_iter().filter_map(|(_, at)| self.offer(at)).map(in_words).collect()
    }

    fn offer(&self, at: At) -> Option<Offer> {
        let name = self.row(at)?.name.clone();
        let rows: Vec<_> =
            self.library.same(&name, MOST_ROWS).into_iter().filter_map(|it| self.row(it)).collect();
        let (level1, level2) =
            usual(rows.iter().map(|it| (it.level1.clone(), it.level2.clone()))).unwrap_or_default();
        let signs = rows.iter().filter_map(|it| {
            let target = value::parse(&it.target);
            target.number()?;
            let unit = target.unit.as_ref().map(|it| it.name.clone()).unwrap_or_default();
            let per: String =
                target.per.iter().map(|it| format!("/{}", it.name)).collect::<Vec<_>>().concat();
            Some((target.op.sign().to_owned(), format!("{unit}{per}")))
        });
        let (sign, unit) = usual(signs).unwrap_or_default();
        Some(Offer { n_rows: self.library.count(&name), name, level1, level2, sign, unit })
    }
}

/// The offer with its levels as this form spells them, so that a row joins the levels that are there: one form's 满意度
/// is another's 满意度指标.
fn in_words_of(filing: &Filing, place: Place, offer: Offer) -> Offer {
    let Place::Indicator(function, _) = place else { return offer };
    let rows = filing.functions.get(function).map_or(&[][..], |it| it.indicators.as_slice());
    let runs =
        || rows.chunk_by(|a, b| a.level1 == b.level1 && a.level2 == b.level2).filter_map(|it| it.first());
    let (level1, level2) = (taxonomy::level1(&offer.level1), taxonomy::level2(&offer.level2));
    let is_level1 =
        |it: &str| it == offer.level1 || taxonomy::level1(it).is_some_and(|it| level1 == Some(it));
    let is_level2 = |it: &str| {
        it == offer.level2
            || taxonomy::level2(it).is_some_and(|it| level2.is_some_and(|own| own.name == it.name))
    };
    let both = runs().find(|it| is_level1(&it.level1) && is_level2(&it.level2));
    let (level1, level2) = match (both, runs().find(|it| is_level1(&it.level1))) {
        (Some(row), _) => (row.level1.clone(), row.level2.clone()),
        (None, Some(row)) => (row.level1.clone(), offer.level2.clone()),
        (None, None) => return offer,
    };
    Offer { level1, level2, ..offer }
}

/// The most frequent; among equals the first.
fn usual<T: Clone + Eq + std::hash::Hash>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: HashMap<T, (usize, usize)> = HashMap::new();
    for (at, it) in all.enumerate() {
        counts.entry(it).or_insert((0, at)).0 += 1;
    }
    counts.into_iter().max_by_key(|(_, (n, first))| (*n, std::cmp::Reverse(*first))).map(|(it, _)| it)
}

/// Where a new row with these levels belongs in its function: behind the run that has them, else where it is.
pub fn home(filing: &Filing, place: Place, offer: &Offer) -> Place {
    let Place::Indicator(function, idx) = place else { return place };
    let rows = filing.functions.get(function).map_or(&[][..], |it| it.indicators.as_slice());
    let fits = |at: usize| {
        at != idx && rows.get(at).is_some_and(|it| it.level1 == offer.level1 && it.level2 == offer.level2)
    };
    // In the middle of its own run it stays.
    if [idx.checked_sub(1), Some(idx + 1)].into_iter().flatten().any(fits) {
        return place;
    }
    match (0..rows.len()).rev().find(|it| fits(*it)) {
        // The row is taken out first: places behind it are one less.
        Some(last) if last > idx => Place::Indicator(function, last),
        Some(last) => Place::Indicator(function, last + 1),
        None => place,
    }
}

#[cfg(test)]
mod tests {
    use super::{Offer, in_words_of};
    use crate::model::{Filing, Function, Indicator, Place};

    #[test]
    fn levels_are_spelled_as_the_form_spells_them() {
        let row = |level1: &str, level2: &str| Indicator {
            level1: level1.to_owned(),
            level2: level2.to_owned(),
            ..Indicator::default()
        };
        let indicators = vec![row("产出", "数量"), row("产出", "数量"), row("满意度", "服务对象满意度")];
        let functions = vec![Function { indicators, ..Function::default() }];
        let filing = Filing { functions, ..Filing::default() };
        for (offered, expected) in [
            (["满意度指标", "服务对象满意度指标"], ["满意度", "服务对象满意度"]),
            (["产出指标", "数量指标"], ["产出", "数量"]),
            // A level 2 that the form has not stays as it is offered.
            (["产出指标", "质量指标"], ["产出", "质量指标"]),
            (["效益指标", "社会效益指标"], ["效益指标", "社会效益指标"]),
            (["履职", "献血宣传"], ["履职", "献血宣传"]),
        ] {
            let [level1, level2] = offered.map(str::to_owned);
            let (name, sign, unit) = (String::new(), String::new(), String::new());
            let offer = Offer { name, level1, level2, sign, unit, n_rows: 1 };
            let it = in_words_of(&filing, Place::Indicator(0, 2), offer);
            assert_eq!([it.level1.as_str(), it.level2.as_str()], expected, "{offered:?}");
        }
    }
}

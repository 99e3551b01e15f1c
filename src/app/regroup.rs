//! Moving indicators to a level or function: which there are, the likeliest first, and where among its rows an
//! indicator lands. Each move is one step.

use super::{State, doubt};
use crate::edit::{Change, Row};
use crate::import;
use crate::messages::Ui;
use crate::model::taxonomy::{self, Level1};
use crate::model::{Field, Filing, Function, Indicator, Place};

/// How many levels are guessed from the words of the rows.
const N_GUESSES: usize = 3;

/// A place to move indicators to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The function.
    pub function: usize,
    /// Level 1 and level 2; `None` keeps each row's own.
    pub levels: Option<(String, String)>,
    /// Why it is offered.
    pub why: Why,
}

/// Why a place is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// All chosen rows stand there now; going there confirms it.
    Current,
    /// The words and the unit speak for it.
    Guess,
    /// The row before or after the chosen ones stands there.
    Neighbor,
    /// The form has it.
    Form,
    /// The standard lists it; the form has none yet.
    Standard,
    /// Another function.
    Function,
}

impl State {
    /// Where the chosen indicators could go, the likeliest first, each place once.
    pub fn move_targets(&self) -> Vec<Target> {
        let Some((entry, places)) = self.chosen_indicators() else { return Vec::new() };
        let Some(filing) = self.entries.get(entry).map(super::Entry::filing) else { return Vec::new() };
        targets(filing, &places)
    }

    /// Moves the chosen indicators to a place as one step; a doubt about what the move decides goes with it. Says how
    /// many there were. The cursor stays where it was, on the row that comes next.
    pub fn move_to(&mut self, target: &Target) -> Result<usize, Ui> {
        let (entry, places) = self.chosen_indicators().ok_or(Ui::NoIndicatorHere)?;
        let first = places.first().copied().ok_or(Ui::NoIndicatorHere)?;
        self.may_edit(entry)?;
        let filing = self.entries.get(entry).ok_or(Ui::NothingSelected)?.filing();
        let changes = moves(filing, &places, target).ok_or(Ui::CannotMoveThis)?;
        if changes.is_empty() || !self.make(entry, changes, first, first) {
            return Err(if self.are_doubtful(entry, &places) {
                Ui::DoubtElsewhere
            } else {
                Ui::AlreadyThere
            });
        }
        Ok(places.len())
    }

    /// Whether the importer was not sure of any of these rows.
    fn are_doubtful(&self, entry: usize, places: &[Place]) -> bool {
        let filing = self.entries.get(entry).map(super::Entry::filing);
        let is_doubtful = |it: &Place| {
            filing.and_then(|filing| indicator(filing, *it)).is_some_and(|it| !it.doubt.is_empty())
        };
        places.iter().any(is_doubtful)
    }
}

fn targets(filing: &Filing, places: &[Place]) -> Vec<Target> {
    let Some(Place::Indicator(own, first)) = places.first().copied() else { return Vec::new() };
    let rows: Vec<&Indicator> = places.iter().filter_map(|it| indicator(filing, *it)).collect();
    let mut found: Vec<Target> = Vec::new();
    let current = rows.first().map(|it| levels(it));
    let is_one = places.iter().all(|it| matches!(it, Place::Indicator(function, _) if *function == own))
        && rows.iter().all(|it| Some(levels(it)) == current);
    let mut add = |function: usize, levels: Option<(String, String)>, why: Why| {
        let why = if is_one && function == own && levels == current { Why::Current } else { why };
        if !found.iter().any(|it| it.function == function && it.levels == levels) {
            found.push(Target { function, levels, why });
        }
    };
    let members: Vec<(&str, &str)> = rows.iter().map(|it| (it.name.as_str(), it.target.as_str())).collect();
    for (idx, (level1, level2)) in import::likely_levels(&members).into_iter().take(N_GUESSES).enumerate() {
        add(own, Some(as_in_form(filing, level1, level2)), Why::Guess);
        if idx == 0 && is_one {
            add(own, current.clone(), Why::Current);
        }
    }
    let last = places.iter().rev().find_map(|it| match it {
        Place::Indicator(function, idx) if *function == own => Some(*idx),
        _ => None,
    });
    let neighbors = [first.checked_sub(1), last.map(|it| it + 1)];
    for row in neighbors.into_iter().flatten().filter_map(|idx| filing.indicator(own, idx)) {
        add(own, Some(levels(row)), Why::Neighbor);
    }
    let indicators = |it: &Function| it.indicators.iter().map(levels).collect::<Vec<_>>();
    for pair in filing.functions.get(own).map(indicators).unwrap_or_default() {
        add(own, Some(pair), Why::Form);
    }
    for it in taxonomy::LEVEL2 {
        for level1 in it.under {
            if is_of_form(filing, *level1) {
                add(own, Some(as_in_form(filing, taxonomy::level1_name(*level1), it.name)), Why::Standard);
            }
        }
    }
    for (idx, function) in filing.functions.iter().enumerate().filter(|(idx, _)| *idx != own) {
        add(idx, None, Why::Function);
        for pair in indicators(function) {
            add(idx, Some(pair), Why::Form);
        }
    }
    found
}

/// Level-1 kinds that only some schemes have are offered where the form has one of them.
fn is_of_form(filing: &Filing, kind: Level1) -> bool {
    let is_common = matches!(kind, Level1::Output | Level1::Benefit | Level1::Satisfaction | Level1::Cost);
    is_common || filing.indicators().any(|(.., it)| taxonomy::level1(&it.level1) == Some(kind))
}

/// Canonical names as the form writes them.
fn as_in_form(filing: &Filing, level1: &str, level2: &str) -> (String, String) {
    let (kind1, kind2) = (taxonomy::level1(level1), taxonomy::level2(level2));
    let mut found = (None, None);
    for (.., it) in filing.indicators() {
        let is_level1 = taxonomy::level1(&it.level1) == kind1;
        if is_level1 && found.0.is_none() {
            found.0 = Some(it.level1.clone());
        }
        if is_level1 && taxonomy::level2(&it.level2) == kind2 {
            found = (Some(it.level1.clone()), Some(it.level2.clone()));
            break;
        }
    }
    (found.0.unwrap_or_else(|| level1.to_owned()), found.1.unwrap_or_else(|| level2.to_owned()))
}

fn levels(row: &Indicator) -> (String, String) {
    (row.level1.clone(), row.level2.clone())
}

fn indicator(filing: &Filing, place: Place) -> Option<&Indicator> {
    match place {
        Place::Indicator(function, idx) => filing.indicator(function, idx),
        _ => None,
    }
}

/// The changes of a move: the rows come out, last first, and go in again where they belong. None when nothing would
/// be different afterwards.
fn moves(filing: &Filing, places: &[Place], target: &Target) -> Option<Vec<Change>> {
    let mut labels: Vec<(String, String)> =
        filing.functions.get(target.function)?.indicators.iter().map(levels).collect();
    let mut changes: Vec<Change> = places.iter().rev().map(|at| Change::Remove { at: *at }).collect();
    for place in places.iter().rev() {
        if let Place::Indicator(function, idx) = *place
            && function == target.function
        {
            labels.remove(idx);
        }
    }
    let mut is_same = true;
    for place in places {
        let mut row = indicator(filing, *place)?.clone();
        let old = row.clone();
        if let Some((level1, level2)) = &target.levels {
            level1.clone_into(&mut row.level1);
            level2.clone_into(&mut row.level2);
        }
        row.doubt = doubt::without_moved(&row.doubt);
        // A row whose labels are right already stays where it stands.
        let stays = matches!(*place, Place::Indicator(function, _) if function == target.function)
            && levels(&row) == levels(&old);
        let at = match *place {
            Place::Indicator(_, idx) if stays => idx.min(labels.len()),
            _ => landing(&labels, &levels(&row)),
        };
        let to = Place::Indicator(target.function, at);
        is_same &= to == *place && row == old;
        labels.insert(at, levels(&row));
        changes.push(Change::Insert { at: to, row: Box::new(Row::Indicator(row)) });
    }
    Some(if is_same { Vec::new() } else { changes })
}

/// Where a row with these labels goes among rows with those: behind the last of its own run, else where the order of
/// the standard puts a new run.
pub fn landing(rows: &[(String, String)], (level1, level2): &(String, String)) -> usize {
    let is_own = |it: &(String, String)| it.0 == *level1 && it.1 == *level2;
    if let Some(last) = rows.iter().rposition(is_own) {
        return last + 1;
    }
    if let Some(first) = rows.iter().position(|it| it.0 == *level1) {
        let run = rows.iter().skip(first).take_while(|it| it.0 == *level1).enumerate();
        let before = run.clone().find(|(_, it)| rank2(level2) < rank2(&it.1));
        return first + before.map_or_else(|| run.count(), |(offset, _)| offset);
    }
    let after = |it: &(String, String)| {
        rank1(level1).is_some_and(|own| rank1(&it.0).is_some_and(|other| own < other))
    };
    rows.iter().position(after).unwrap_or(rows.len())
}

/// The moves that follow from changes of levels: a row whose new levels are not those of its run goes where rows with
/// these levels stand. One whose levels were only written anew stays. The moves are for the filing after the changes.
pub fn follow_levels(filing: &Filing, changes: &[Change]) -> Vec<Change> {
    let mut moves = Vec::new();
    for (function_idx, function) in filing.functions.iter().enumerate() {
        let old: Vec<(String, String)> = function.indicators.iter().map(levels).collect();
        let mut now: Vec<(usize, (String, String))> = old.iter().cloned().enumerate().collect();
        for change in changes {
            let Change::Set { at: Place::Indicator(function, idx), field, text } = change else { continue };
            let Some((_, own)) = now.get_mut(*idx).filter(|_| *function == function_idx) else { continue };
            match field {
                Field::Level1 => text.clone_into(&mut own.0),
                Field::Level2 => text.clone_into(&mut own.1),
                _ => {}
            }
        }
        let is_other = |(idx, own): &&(usize, (String, String))| {
            old.get(*idx).is_some_and(|before| !is_same_level(before, own))
        };
        let leaving: Vec<(usize, (String, String))> = now.iter().filter(is_other).cloned().collect();
        for (idx, own) in leaving {
            let Some(from) = now.iter().position(|(it, _)| *it == idx) else { continue };
            now.remove(from);
            let labels: Vec<(String, String)> = now.iter().map(|(_, it)| it.clone()).collect();
            let to = landing(&labels, &own);
            now.insert(to, (idx, own));
            if to != from {
                let at = |idx: usize| Place::Indicator(function_idx, idx);
                moves.push(Change::Move { from: at(from), to: at(to) });
            }
        }
    }
    moves
}

/// Whether two pairs of levels mean the same, however they are written.
fn is_same_level(one: &(String, String), other: &(String, String)) -> bool {
    let same1 =
        one.0 == other.0 || taxonomy::level1(&one.0).is_some_and(|it| taxonomy::level1(&other.0) == Some(it));
    let same2 =
        one.1 == other.1 || taxonomy::level2(&one.1).is_some_and(|it| taxonomy::level2(&other.1) == Some(it));
    same1 && same2
}

fn rank1(label: &str) -> Option<usize> {
    let kind = taxonomy::level1(label)?;
    taxonomy::LEVEL1.iter().position(|(it, ..)| *it == kind)
}

/// What the standard does not list stands last.
fn rank2(label: &str) -> usize {
    let entry = taxonomy::level2(label);
    entry.and_then(|it| taxonomy::LEVEL2.iter().position(|other| other == it)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filing() -> Filing {
        let row = |level1: &str, level2: &str, name: &str, target: &str| Indicator {
            level1: level1.into(),
            level2: level2.into(),
            name: name.into(),
            target: target.into(),
            doubt: "level2: 标签不在本行；target: 指标值缺失".into(),
            ..Indicator::default()
        };
        let function = |id: &str, indicators: Vec<Indicator>| Function {
            id: id.into(),
            indicators,
            ..Function::default()
        };
        Filing {
            functions: vec![
                function(
                    "职能1",
                    vec![
                        row("产出", "数量", "巡渠次数", "≥12次"),
                        row("产出", "数量", "用水户满意度", "≥90%"),
                        row("效益", "社会效益", "灌溉知晓率", "≥80%"),
                    ],
                ),
                function("职能2", vec![row("产出", "数量", "植树", "≥900棵")]),
            ],
            ..Filing::default()
        }
    }

    #[test]
    fn the_likeliest_place_stands_first() {
        let filing = filing();
        let shown = |at: Place| -> Vec<String> {
            targets(&filing, &[at])
                .iter()
                .map(|it| {
                    let (level1, level2) = it.levels.clone().unwrap_or_default();
                    format!("{}/{level1}/{level2}", it.function)
                })
                .collect()
        };
        let satisfaction = shown(Place::Indicator(0, 1));
        assert_eq!(satisfaction[0], "0/满意度指标/服务对象满意度指标");
        let quantity = shown(Place::Indicator(0, 0));
        assert_eq!(quantity[0], "0/产出/数量", "as the form writes it");
        assert!(quantity.contains(&"1//".to_owned()), "the other function: {quantity:?}");
        assert!(quantity.contains(&"0/产出/质量指标".to_owned()), "{quantity:?}");
        let mut unique = quantity.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), quantity.len());
    }

    #[test]
    fn rows_land_where_the_form_has_their_run() {
        let check = |rows: &[&str], new: &str, expected: usize| {
            let pair = |it: &str| {
                let (level1, level2) = it.split_once('/').unwrap();
                (level1.to_owned(), level2.to_owned())
            };
            let rows: Vec<(String, String)> = rows.iter().map(|it| pair(it)).collect();
            assert_eq!(landing(&rows, &pair(new)), expected, "{new} in {rows:?}");
        };
        let rows = ["产出/数量", "产出/数量", "产出/时效", "效益/社会效益", "满意度/满意度"];
        check(&rows, "产出/数量", 2);
        check(&rows, "产出/质量", 2);
        check(&rows, "产出/成本", 3);
        check(&rows, "效益/经济效益", 3);
        check(&rows, "效益/独有的", 4);
        check(&rows, "成本指标/经济成本", 0);
        check(&rows, "别的/别的", 5);
        check(&[], "产出/数量", 0);
    }

    #[test]
    fn a_move_takes_the_doubt_that_it_decides() {
        let filing = filing();
        let target =
            Target { function: 1, levels: Some(("产出".to_owned(), "质量".to_owned())), why: Why::Form };
        let places = [Place::Indicator(0, 0), Place::Indicator(0, 2)];
        let mut moved = filing.clone();
        for change in moves(&filing, &places, &target).unwrap() {
            change.apply(&mut moved).unwrap();
        }
        let names: Vec<Vec<&str>> = moved
            .functions
            .iter()
            .map(|it| it.indicators.iter().map(|it| it.name.as_str()).collect())
            .collect();
        assert_eq!(names, [vec!["用水户满意度"], vec!["植树", "巡渠次数", "灌溉知晓率"]]);
        assert_eq!(moved.functions[1].indicators[1].doubt, "target: 指标值缺失");
    }

    #[test]
    fn rows_with_other_levels_go_to_their_own() {
        let check = |sets: &[(usize, Field, &str)], expected: &[&str]| {
            let mut filing = filing();
            filing.functions[0].indicators[1].level2 = "质量".into();
            let set = |(idx, field, text): &(usize, Field, &str)| Change::Set {
                at: Place::Indicator(0, *idx),
                field: field.clone(),
                text: (*text).into(),
            };
            let changes: Vec<Change> = sets.iter().map(set).collect();
            let moves = follow_levels(&filing, &changes);
            for change in changes.into_iter().chain(moves) {
                change.apply(&mut filing).unwrap();
            }
            let names: Vec<&str> = filing.functions[0].indicators.iter().map(|it| it.name.as_str()).collect();
            assert_eq!(names, expected, "{sets:?}");
        };
        check(&[(0, Field::Level2, "质量")], &["用水户满意度", "巡渠次数", "灌溉知晓率"]);
        check(&[(0, Field::Level2, "数量指标")], &["巡渠次数", "用水户满意度", "灌溉知晓率"]);
        check(
            &[(0, Field::Level1, "效益"), (0, Field::Level2, "社会效益")],
            &["用水户满意度", "灌溉知晓率", "巡渠次数"],
        );
        check(
            &[(2, Field::Level1, "产出"), (2, Field::Level2, "数量")],
            &["巡渠次数", "灌溉知晓率", "用水户满意度"],
        );
        check(&[(0, Field::Target, "≥24次")], &["巡渠次数", "用水户满意度", "灌溉知晓率"]);
    }
}

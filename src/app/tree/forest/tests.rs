use super::*;
use crate::model::{Function, Indicator};

fn filing(n: usize) -> Filing {
    let row = |idx: usize| Indicator {
        level1: "产出指标".into(),
        level2: "数量指标".into(),
        name: format!("指标{idx}"),
        ..Indicator::default()
    };
    Filing {
        functions: vec![Function { indicators: (0..n).map(row).collect(), ..Function::default() }],
        ..Filing::default()
    }
}

fn spots(forest: &Forest) -> Vec<String> {
    (0..forest.n_visible())
        .map(|position| {
            let spot = forest.spot_at(position).unwrap();
            assert_eq!(forest.position(spot), position, "{spot:?}");
            match spot {
                Spot::Group(group) => forest.group(group).unwrap().name.clone(),
                Spot::Row { entry, row } => format!("{entry}.{row}"),
            }
        })
        .collect()
}

#[test]
fn a_department_with_several_filings_gets_a_row() {
    let mut forest = Forest::default();
    forest.add(["水务局".to_owned(), "文化馆".to_owned()]);
    assert_eq!(spots(&forest), ["0.0", "1.0"]);
    forest.add(["水务局".to_owned()]);
    assert_eq!(spots(&forest), ["水务局", "0.0", "2.0", "1.0"]);
    forest.set_folded(Spot::Group(0), true, None);
    assert_eq!(spots(&forest), ["水务局", "1.0"]);
}

#[test]
fn a_filing_that_is_renamed_goes_to_its_new_department() {
    let mut forest = Forest::default();
    forest.add(["水务局".to_owned(), "水务局".to_owned(), "文化馆".to_owned()]);
    assert_eq!(spots(&forest), ["水务局", "0.0", "1.0", "2.0"]);
    forest.rename(1, "文化馆");
    assert_eq!(spots(&forest), ["0.0", "文化馆", "1.0", "2.0"]);
    forest.rename(0, "文化馆");
    assert_eq!(spots(&forest), ["文化馆", "0.0", "1.0", "2.0"]);
    forest.rename(2, "档案馆");
    assert_eq!(spots(&forest), ["文化馆", "0.0", "1.0", "2.0"].map(|it| it), "a new department stands last");
}

#[test]
fn filings_are_unfolded_before_their_rows_are_made() {
    let filings = [filing(2), filing(1), filing(3)];
    let names = ["水务局", "文化馆", "水务局"];
    let new = || {
        let mut forest = Forest::default();
        forest.add(names.map(str::to_owned));
        forest
    };
    for level in [1, 2, 3, 4, 5, 6] {
        let mut made = new();
        for (entry, filing) in filings.iter().enumerate() {
            made.open(entry, filing);
            made.fold_to(entry, level, filing);
        }
        let mut forest = new();
        forest.take_shapes(0, filings.iter().map(Shape::of));
        assert!(forest.fold_all_to(level).is_empty());
        assert_eq!(forest.n_visible(), made.n_visible(), "level {level}");
        assert_eq!(forest.is_folded(Spot::Row { entry: 0, row: 0 }), level == 1);
        for position in 0..forest.n_visible() {
            for entry in forest.unmade_at(position..position + 1) {
                forest.open(entry, &filings[entry]);
            }
            assert_eq!(forest.spot_at(position), made.spot_at(position), "level {level}");
        }
        assert!(forest.unmade_at(0..forest.n_visible()).is_empty());
        assert_eq!(forest.n_visible(), made.n_visible(), "level {level}");
    }
    let mut forest = new();
    assert_eq!(forest.fold_all_to(6), [0, 1, 2], "nobody knows their rows");
    assert_eq!(forest.n_visible(), 4);
}

#[test]
fn a_filing_without_rows_yet_is_folded_alone() {
    let filings = [filing(2), filing(1)];
    let mut forest = Forest::default();
    forest.add(["水务局".to_owned(), "文化馆".to_owned()]);
    forest.take_shapes(0, filings.iter().map(Shape::of));
    forest.fold_all_to(6);
    assert_eq!(forest.n_visible(), 9);
    assert_eq!(forest.unmade_at(0..9), [0, 1]);
    assert_eq!(forest.unmade_at(5..6), [1]);
    forest.set_folded(Spot::Row { entry: 0, row: 0 }, true, Some(&filings[0]));
    assert_eq!(forest.unmade_at(0..9), [1]);
    assert_eq!(forest.n_visible(), 5);
    forest.close(0);
    assert_eq!(forest.n_visible(), 5, "its rows are forgotten, not that it is folded");
    forest.open(1, &filings[1]);
    forest.close(1);
    assert_eq!(forest.n_visible(), 5, "nor that it is not");
    forest.rows_changed(1, &filings[0]);
    assert_eq!(forest.n_visible(), 6);
}

#[test]
fn unfolding_and_revealing_count_rows() {
    let mut forest = Forest::default();
    forest.add(["水务局".to_owned(), "文化馆".to_owned()]);
    let water = filing(2);
    forest.set_folded(Spot::Row { entry: 0, row: 0 }, false, Some(&water));
    assert_eq!(spots(&forest), ["0.0", "0.1", "0.2", "0.3", "0.4", "1.0"]);
    forest.set_folded(Spot::Row { entry: 0, row: 1 }, true, Some(&water));
    assert_eq!(spots(&forest), ["0.0", "0.1", "1.0"]);
    forest.reveal(Spot::Row { entry: 1, row: 3 }, Some(&filing(1)));
    assert_eq!(spots(&forest), ["0.0", "0.1", "1.0", "1.1", "1.2", "1.3"]);
    forest.fold_to(0, 1, &water);
    assert_eq!(spots(&forest), ["0.0", "1.0", "1.1", "1.2", "1.3"]);
}

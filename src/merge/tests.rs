//! Two people at one filing: random edits that do not meet come together, those that do are asked about.

use super::*;
use crate::format;
use crate::model::{Function, Indicator};
use proptest::prelude::*;

const NAMES: [[&str; 4]; 2] = [
    ["堤防巡查次数", "清淤长度", "隐患整改率", "沿河居民满意度"],
    ["水质监测点位", "监测报告及时性", "培训场次", "群众投诉办结率"],
];

fn base() -> Filing {
    let function = |(idx, names): (usize, &[&str; 4])| Function {
        id: format!("职能{}", idx + 1),
        name: ["负责河道堤防管理", "负责水质监测"][idx].into(),
        indicators: names
            .iter()
            .map(|name| Indicator {
                level1: "产出指标".into(),
                level2: "数量指标".into(),
                name: (*name).into(),
                target: "≥10".into(),
                ..Indicator::default()
            })
            .collect(),
        ..Function::default()
    };
    let mut filing = Filing {
        title: "部门整体支出绩效目标申报表".into(),
        functions: NAMES.iter().enumerate().map(function).collect(),
        ..Filing::default()
    };
    format::number_rows(&mut filing);
    filing
}

/// As the file has it: read anew, with numbers of its own.
fn reread(filing: &Filing) -> Filing {
    format::read(&format::write(filing)).filing.unwrap()
}

fn edit(filing: &mut Filing, change: Change) {
    change.apply(filing).unwrap();
}

fn set(filing: &mut Filing, at: Place, field: Field, text: &str) {
    edit(filing, Change::Set { at, field, text: text.into() });
}

fn merged(mine: &Filing, theirs: &Filing, choices: &[Side]) -> (Filing, Vec<Collision>) {
    let theirs = reread(theirs);
    let merged = merge(&base(), mine, &theirs, choices);
    let mut filing = theirs;
    for change in merged.changes {
        edit(&mut filing, change);
    }
    (filing, merged.collisions)
}

fn act(filing: &mut Filing, kind: u8, n: usize, who: &str) {
    let function = n % filing.functions.len();
    let n_rows = filing.functions[function].indicators.len();
    let at = Place::Indicator(function, n % n_rows.max(1));
    let new = Indicator { name: format!("{who}新增{n}"), target: "≥1次".into(), ..Indicator::default() };
    match kind {
        0 if n_rows > 0 => set(filing, at, Field::Target, &format!("≥{n}{who}")),
        1 if n_rows > 0 => edit(filing, Change::Remove { at }),
        2 => edit(filing, Change::Insert { at, row: Box::new(Row::Indicator(new)) }),
        3 if n_rows > 0 => {
            let to = 1 - function;
            edit(filing, Change::Move { from: at, to: Place::Indicator(to, 0) });
        }
        4 if n_rows > 1 => edit(filing, Change::Move { from: at, to: Place::Indicator(function, 0) }),
        _ => set(filing, Place::Filing, Field::Title, &format!("{who}{n}")),
    }
}

proptest! {
    #[test]
    fn what_only_i_changed_is_what_i_made_of_it(acts in prop::collection::vec((0u8..6, 0usize..8), 0..10)) {
        let mut mine = base();
        for (kind, n) in acts {
            act(&mut mine, kind, n, "甲");
        }
        let (filing, collisions) = merged(&mine, &base(), &[]);
        prop_assert_eq!(collisions, []);
        prop_assert_eq!(filing, mine);
    }

    #[test]
    fn what_only_they_changed_stands(acts in prop::collection::vec((0u8..6, 0usize..8), 0..10)) {
        let mut theirs = base();
        for (kind, n) in acts {
            act(&mut theirs, kind, n, "乙");
        }
        let (filing, collisions) = merged(&base(), &theirs, &[]);
        prop_assert_eq!(collisions, []);
        prop_assert_eq!(filing, theirs);
    }

    #[test]
    fn edits_of_different_rows_come_together(
        mine in prop::collection::vec((0usize..4, any::<bool>()), 0..8),
        theirs in prop::collection::vec((0usize..4, any::<bool>()), 0..8),
    ) {
        // I edit the rows of the first function, they edit those of the second.
        let (mut of_mine, mut of_theirs, mut both) = (base(), base(), base());
        for (n, is_note) in mine {
            let field = if is_note { Field::Note } else { Field::Target };
            set(&mut of_mine, Place::Indicator(0, n), field.clone(), "甲改");
            set(&mut both, Place::Indicator(0, n), field, "甲改");
        }
        for (n, is_note) in theirs {
            let field = if is_note { Field::Level2 } else { Field::IndicatorName };
            let text = if is_note { "质量指标" } else { "水质监测点位数量" };
            set(&mut of_theirs, Place::Indicator(1, n), field.clone(), text);
            set(&mut both, Place::Indicator(1, n), field, text);
        }
        let (filing, collisions) = merged(&of_mine, &of_theirs, &[]);
        prop_assert_eq!(collisions, []);
        prop_assert_eq!(filing, both);
    }

    #[test]
    fn nothing_makes_it_fail(
        mine in prop::collection::vec((0u8..6, 0usize..8), 0..12),
        theirs in prop::collection::vec((0u8..6, 0usize..8), 0..12),
        sides in prop::collection::vec(any::<bool>(), 0..6),
    ) {
        let (mut of_mine, mut of_theirs) = (base(), base());
        for (kind, n) in mine {
            act(&mut of_mine, kind, n, "甲");
        }
        for (kind, n) in theirs {
            act(&mut of_theirs, kind, n, "乙");
        }
        let sides: Vec<Side> = sides.into_iter().map(|it| if it { Side::Mine } else { Side::Theirs }).collect();
        // Every change of the answer can be made; nothing else is promised where both wreck the same rows.
        merged(&of_mine, &of_theirs, &sides);
    }
}

#[test]
fn the_same_field_changed_twice_is_asked_about() {
    let at = Place::Indicator(0, 2);
    let (mut mine, mut theirs) = (base(), base());
    set(&mut mine, at, Field::Target, "≥95%");
    set(&mut mine, at, Field::Note, "按季");
    set(&mut theirs, at, Field::Target, "≥98%");
    for (side, target) in [(Side::Theirs, "≥98%"), (Side::Mine, "≥95%")] {
        let (filing, collisions) = merged(&mine, &theirs, &[side]);
        let [it] = collisions.as_slice() else { panic!("{collisions:?}") };
        assert_eq!((it.mine.as_str(), it.theirs.as_str(), it.side), ("≥95%", "≥98%", side));
        let row = &filing.functions[0].indicators[2];
        assert_eq!((row.target.as_str(), row.note.as_str()), (target, "按季"));
    }
}

#[test]
fn a_row_that_one_removed_and_the_other_changed_is_asked_about() {
    let at = Place::Indicator(1, 1);
    let (mut gone, mut changed) = (base(), base());
    edit(&mut gone, Change::Remove { at });
    set(&mut changed, at, Field::Target, "12月底前");
    for (mine, theirs, side, n_rows) in [
        (&gone, &changed, Side::Theirs, 4),
        (&gone, &changed, Side::Mine, 3),
        (&changed, &gone, Side::Theirs, 3),
        (&changed, &gone, Side::Mine, 4),
    ] {
        let (filing, collisions) = merged(mine, theirs, &[side]);
        assert_eq!(collisions.len(), 1);
        assert_eq!(filing.functions[1].indicators.len(), n_rows);
        let is_there = filing.functions[1].indicators.iter().any(|it| it.target == "12月底前");
        assert_eq!(is_there, n_rows == 4);
    }
}

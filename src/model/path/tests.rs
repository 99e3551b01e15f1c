//! Paths of nodes and fields, and what they find.

use super::*;
use crate::model::{BudgetLine, Function, Indicator};

/// Id, name, and the level 2 and name of each indicator.
type FunctionRow<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

fn filing(lines: &[(&str, &str)], functions: &[FunctionRow<'_>]) -> Filing {
    let mut filing = Filing::default();
    for (name, under) in lines {
        filing.budget.lines.push(BudgetLine {
            name: (*name).to_owned(),
            under: (*under).to_owned(),
            ..BudgetLine::default()
        });
    }
    for (id, name, rows) in functions {
        let indicators = rows
            .iter()
            .map(|(level2, name)| Indicator {
                level1: "产出指标".into(),
                level2: (*level2).to_owned(),
                name: (*name).to_owned(),
                ..Indicator::default()
            })
            .collect();
        filing.functions.push(Function {
            id: (*id).to_owned(),
            name: (*name).to_owned(),
            indicators,
            ..Function::default()
        });
    }
    filing
}

fn places(filing: &Filing) -> Vec<Place> {
    let lines = (0..filing.budget.lines.len()).map(Place::BudgetLine);
    let functions = (0..filing.functions.len()).map(Place::Function);
    let indicators = filing.indicators().map(|(function, idx, _)| Place::Indicator(function, idx));
    std::iter::once(Place::Filing).chain(lines).chain(functions).chain(indicators).collect()
}

fn check(filing: &Filing, expected: &[&str]) {
    let paths: Vec<String> = places(filing).into_iter().map(|it| node_path(filing, it)).collect();
    assert_eq!(paths, expected);
    let few = FewPaths::of(filing);
    for (place, path) in places(filing).into_iter().zip(&paths) {
        assert_eq!(find(filing, path), Some(place), "{path}");
        assert_eq!(few.node(place), path.as_str());
    }
}

#[test]
fn nodes_are_named_by_their_labels() {
    check(
        &filing(
            &[("支出", ""), ("资金总额", "支出"), ("项目支出", "支出/资金总额")],
            &[
                ("职能2", "防疫", &[("数量指标", "印制条例"), ("数量指标", "台/套")]),
                ("", "", &[("", "开展项目个数")]),
            ],
        ),
        &[
            "filing",
            "budget/支出",
            "budget/支出/资金总额",
            "budget/支出/资金总额/项目支出",
            "职能2",
            "",
            "职能2/产出指标/数量指标/印制条例",
            "职能2/产出指标/数量指标/台\\/套",
            "/产出指标//开展项目个数",
        ],
    );
}

#[test]
fn later_siblings_with_the_same_path_are_numbered() {
    check(
        &filing(
            &[("其他", ""), ("其他", "")],
            &[
                ("职能1", "", &[("质", "甲"), ("质", "甲"), ("质", "甲#2"), ("质", "甲")]),
                ("职能1", "", &[("质", "甲")]),
                ("", "budget/其他", &[]),
            ],
        ),
        &[
            "filing",
            "budget/其他",
            "budget/其他#2",
            "职能1",
            "职能1#2",
            "budget\\/其他",
            "职能1/产出指标/质/甲",
            "职能1/产出指标/质/甲#3",
            "职能1/产出指标/质/甲#2",
            "职能1/产出指标/质/甲#4",
            "职能1#2/产出指标/质/甲",
        ],
    );
}

#[test]
fn circles_and_unknown_parents_still_have_names() {
    check(
        &filing(&[("甲", "乙"), ("乙", "甲"), ("丙", "没有")], &[]),
        &["filing", "budget/乙/甲", "budget/乙/甲/乙", "budget/没有/丙"],
    );
}

#[test]
fn fields_have_the_key_after_a_colon() {
    let filing = filing(&[("资金总额", "")], &[("职能1", "", &[("质", "比例:target")])]);
    let paths = Paths::of(&filing);
    for (place, field, path) in [
        (Place::Filing, Field::Year, "filing:year"),
        (Place::Filing, Field::ContactPhone, "contact:phone"),
        (Place::Filing, Field::MoneyUnit, "budget:unit"),
        (Place::BudgetLine(0), Field::Amount(Column::Full), "budget/资金总额:full"),
        (Place::BudgetLine(0), Field::Amount(Column::Only), "budget/资金总额:amount"),
        (Place::BudgetLine(0), Field::Amount(Column::Named("其中:结转".into())), "budget/资金总额:其中:结转"),
        (Place::Indicator(0, 0), Field::Target, "职能1/产出指标/质/比例:target:target"),
    ] {
        assert_eq!(paths.field(place, &field), path);
        assert_eq!(field_path(&filing, place, &field), path);
        assert_eq!(FewPaths::of(&filing).field(place, &field), path);
        assert_eq!(paths.find_field(path), Some((place, Some(field))), "{path}");
    }
    assert_eq!(paths.find_field("职能1/产出指标/质/比例:target"), Some((Place::Indicator(0, 0), None)));
    assert_eq!(paths.find_field("职能1:没有").map(|(place, _)| place), Some(Place::Function(0)));
    assert_eq!(paths.find_field("没有:target"), None);
}

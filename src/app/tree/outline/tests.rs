//! Rows of a filing in the tree: their order, their folds, their places.

use super::*;
use crate::model::{BudgetLine, Function, Indicator};
use std::fmt::Write;

fn filing() -> Filing {
    let row = |level1: &str, level2: &str, name: &str| Indicator {
        level1: level1.into(),
        level2: level2.into(),
        name: name.into(),
        ..Indicator::default()
    };
    let mut filing = Filing {
        functions: vec![
            Function {
                id: "职能1".into(),
                indicators: vec![
                    row("产出指标", "数量指标", "巡查次数"),
                    row("产出指标", "质量指标", "整改率"),
                    row("效益指标", "社会效益指标", "知晓率"),
                ],
                ..Function::default()
            },
            Function {
                indicators: vec![row("产出指标", "数量指标", "总数")], ..Function::default()
            },
        ],
        ..Filing::default()
    };
    filing.budget.lines.push(BudgetLine { name: "资金总额".into(), ..BudgetLine::default() });
    filing.budget.lines.push(BudgetLine {
        name: "其他资金".into(),
        under: "资金总额".into(),
        ..BudgetLine::default()
    });
    filing
}

fn picture(outline: &Outline) -> String {
    let mut picture = String::new();
    for row in (0..outline.folds().n_visible()).filter_map(|it| outline.row(outline.folds().row_at(it)?)) {
        picture.push_str(&"  ".repeat(row.depth.into()));
        let _ = write!(picture, "{:?}", row.node);
        picture.push_str(if row.folded { " +\n" } else { "\n" });
    }
    picture
}

const ALL: &str = "Filing
  Budget
    Line(0)
      Line(1)
  Function(0)
    Level1(0, 0, 2)
      Level2(0, 0, 1)
        Indicator(0, 0)
      Level2(0, 1, 2)
        Indicator(0, 1)
    Level1(0, 2, 3)
      Level2(0, 2, 3)
        Indicator(0, 2)
  Level1(1, 0, 1)
    Level2(1, 0, 1)
      Indicator(1, 0)
";

#[test]
fn rows_follow_the_form_and_know_their_parents() {
    let outline = Outline::new(&filing());
    assert_eq!(picture(&outline), ALL);
    for idx in 1..outline.len() {
        let parent = outline.parent(idx).unwrap();
        assert!(outline.subtree(parent).contains(&idx));
        assert_eq!(outline.row(parent).unwrap().depth + 1, outline.row(idx).unwrap().depth);
    }
    assert_eq!(outline.sibling(4, true), Some(13), "function to the whole list's level 1");
    assert_eq!(outline.sibling(13, false), Some(4));
    assert_eq!(outline.sibling(7, true), None);
}

#[test]
fn folding_survives_a_change_of_rows() {
    let mut filing = filing();
    let mut outline = Outline::new(&filing);
    outline.fold_to(3);
    assert_eq!(
        picture(&outline),
        "Filing\n  Budget\n    Line(0) +\n  Function(0)\n    Level1(0, 0, 2) +\n    Level1(0, 2, 3) +\n  Level1(1, 0, 1) +\n"
    );
    filing.functions[0].indicators.remove(0);
    let outline = outline.rebuilt(&filing);
    assert_eq!(
        picture(&outline),
        "Filing\n  Budget\n    Line(0) +\n  Function(0)\n    Level1(0, 0, 1) +\n    Level1(0, 1, 2) +\n  Level1(1, 0, 1) +\n"
    );
}

#[test]
fn a_hidden_row_is_revealed() {
    let mut outline = Outline::new(&filing());
    outline.fold_to(1);
    assert_eq!(outline.folds().n_visible(), 1);
    let row = outline.find(Place::Indicator(0, 1)).unwrap();
    outline.reveal(row);
    assert!(outline.folds().is_visible(row));
}

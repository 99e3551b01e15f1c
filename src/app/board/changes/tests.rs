//! Taking changes back one by one leads to what was saved.

use super::*;
use crate::app::{Entry, Home};
use crate::keymap::Keymap;
use crate::messages::Lang;
use crate::model::{BudgetLine, Column as Money, Indicator, MoneyUnit};
use proptest::prelude::*;

fn row(level2: &str, name: &str) -> Indicator {
    Indicator {
        level1: "产出指标".into(),
        level2: level2.into(),
        name: name.into(),
        target: "≥3次".into(),
        ..Indicator::default()
    }
}

fn filing() -> Filing {
    let function = |id: &str, names: &[&str]| Function {
        id: id.into(),
        name: format!("负责{id}的工作"),
        indicators: names.iter().map(|it| row("数量指标", it)).collect(),
        ..Function::default()
    };
    let mut filing = Filing {
        functions: vec![
            function("职能1", &["巡查次数", "清淤长度", "整改率"]),
            function("职能2", &["监测次数", "采样点位"]),
            function("职能3", &["演练次数"]),
        ],
        ..Filing::default()
    };
    for (name, under) in [("资金总额", ""), ("基本支出", "资金总额"), ("项目支出", "资金总额")]
    {
        let line = BudgetLine { name: name.into(), under: under.into(), ..BudgetLine::default() };
        filing.budget.lines.push(line);
    }
    crate::format::number_rows(&mut filing);
    filing
}

fn state() -> State {
    let mut state = State::new(Lang::Zh, Keymap::default());
    state.add(vec![Entry::new(filing(), Vec::new(), Home::default())]);
    state
}

/// A change of each kind, at a place that numbers choose.
fn change(filing: &Filing, kind: u8, a: usize, b: usize) -> Option<Change> {
    let rows: Vec<Place> = filing.indicators().map(|(f, i, _)| Place::Indicator(f, i)).collect();
    let pick = |n: usize| rows.get(n % rows.len().max(1)).copied();
    let functions = filing.functions.len().max(1);
    let lines = filing.budget.lines.len().max(1);
    let set = |at: Place, field: Field, text: &str| Change::Set { at, field, text: text.into() };
    Some(match kind % 9 {
        0 => set(pick(a)?, Field::Target, "≥9次"),
        1 => set(pick(a)?, Field::Level2, "质量指标"),
        2 => Change::Remove { at: pick(a)? },
        3 => Change::Insert { at: pick(a)?, row: Box::new(Row::Indicator(row("数量指标", "新增"))) },
        4 => {
            let Place::Indicator(function, _) = pick(b)? else { return None };
            Change::Move { from: pick(a)?, to: Place::Indicator(function, 0) }
        }
        5 => Change::Remove { at: Place::Function(a % functions) },
        6 => Change::Move { from: Place::Function(a % functions), to: Place::Function(b % functions) },
        7 => set(Place::BudgetLine(a % lines), Field::Amount(Money::Only), "12.50"),
        _ => Change::Move { from: Place::BudgetLine(a % lines), to: Place::BudgetLine(b % lines) },
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_change_can_be_taken_back(
        edits in proptest::collection::vec((any::<u8>(), 0_usize..50, 0_usize..50), 1..8),
    ) {
        let mut state = state();
        for (kind, a, b) in edits {
            let filing = state.entries[0].filing();
            if let Some(change) = change(filing, kind, a, b) {
                state.make(0, vec![change], Place::Filing, Place::Filing);
            }
        }
        for _ in 0..60 {
            let Some(board) = board(&state, 0) else { break };
            let goals: Vec<Difference> = board
                .rows
                .iter()
                .filter_map(|it| if let Goal::Change(_, _, it) = &it.goal { Some((**it).clone()) } else { None })
                .collect();
            // What cannot go by itself waits for what it depends on.
            let done = goals.iter().any(|it| revert(&mut state, 0, it).is_ok());
            prop_assert!(done, "{goals:#?}");
        }
        prop_assert!(board(&state, 0).is_none(), "{:#?}", board(&state, 0).map(|it| it.rows));
        prop_assert_eq!(state.entries[0].filing(), &filing());
    }
}

#[test]
fn amounts_are_told_in_the_unit_that_they_are_told_in() {
    let check = |unit: Option<MoneyUnit>, before: &str, after: &str, expected: &str| {
        let filing = |amount: &str| {
            let mut line = BudgetLine { name: "资金总额".into(), ..BudgetLine::default() };
            line.amounts.set(&Money::Only, amount);
            let mut filing = Filing::default();
            filing.budget.unit = unit;
            filing.budget.lines.push(line);
            filing
        };
        let diff = diff::diff(&filing(before), &filing(after), Matching::Names);
        let told: Vec<String> = diff.differences.iter().map(|it| tell(it, Lang::Zh)).collect();
        assert_eq!(told, [expected], "{unit:?}");
    };
    check(Some(MoneyUnit::WanYuan), "300", "320.5", "金额 300 → 320.5（+205,000 元）");
    check(Some(MoneyUnit::Yuan), "3000", "2000", "金额 3,000 → 2,000（-1,000）");
    check(None, "3000", "2000", "金额 3,000 → 2,000（-1,000）");
    check(Some(MoneyUnit::WanYuan), "", "320", "金额 （空） → 320");
}

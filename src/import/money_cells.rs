//! The amount in a cell, with its unit in the same cell or in the one behind it.
//!
//! Knows cells of money, not lines. Invariant: a unit that is not the form's stays with its amount.

use super::grid::{CellId, Grid};
use super::money;
use crate::model::{Amount, MoneyUnit};

/// The words of a line without the bullet of a list before them.
pub fn without_bullet(grid: &mut Grid, row: usize, mut ids: Vec<CellId>) -> Vec<CellId> {
    let first = ids.first().copied().filter(|id| matches!(grid.text(*id), "-" | "•" | "·" | "*"));
    if let Some(id) = first.filter(|_| grid.is_words(row) && 1 < ids.len()) {
        grid.structure(id);
        ids.remove(0);
    }
    ids
}

/// An amount as it is printed, and its unit.
pub fn printed(unit: &mut Option<MoneyUnit>, printed: &str) -> Amount {
    match money::number_and_unit(printed) {
        Some((number, own)) if unit.is_none_or(|it| it == own) => {
            *unit = Some(own);
            Amount::printed(number)
        }
        _ => Amount::printed(printed),
    }
}

/// The amount in a cell. A unit behind it is that of the form, unless the form has another.
pub fn amount(unit: &mut Option<MoneyUnit>, grid: &mut Grid, id: CellId) -> Amount {
    let text = grid.text(id).to_owned();
    let printed = money::label_and_amount(&text).map_or(text.as_str(), |it| it.1);
    let amount = self::printed(unit, printed);
    if let Some((_, own)) = money::number_and_unit(printed).filter(|it| Some(it.1) == *unit) {
        grid.part(id, own.word());
    }
    amount
}

/// The amount in a cell, and its unit in the one behind it.
pub fn with_unit(unit: &mut Option<MoneyUnit>, grid: &mut Grid, id: CellId, behind: CellId) -> Amount {
    let text = grid.text(id);
    let number = money::label_and_amount(text).map_or(text, |it| it.1);
    let printed = format!("{number}{}", grid.text(behind));
    let amount = self::printed(unit, &printed);
    if money::number_and_unit(&printed).is_some_and(|it| Some(it.1) == *unit) {
        grid.structure(behind);
    } else {
        grid.field(behind);
    }
    amount
}

#[cfg(test)]
mod tests {
    use crate::import;
    use crate::model::MoneyUnit;

    #[test]
    fn units_and_bullets_in_words_of_their_own() {
        for (line, expected) in [
            ("年度资金总额  ：  560.00  万元", "560.00"),
            ("- 预算金额：560.00 万元", "560.00"),
            ("资金总额：￥560.00万元", "560.00"),
            ("项目资金总额    ¥560.00万元", "560.00"),
        ] {
            let text = format!(
                "项目支出绩效目标表\n项目名称      渠道维修\n{line}\n\n一级指标      二级指标      三级指标      指标值\n\
                 产出指标      数量指标      清淤长度      ≥12公里\n效益指标      社会效益指标  受益户数      ≥300户\n"
            );
            let filing = import::import("表.txt", text.as_bytes()).filings.remove(0);
            let amounts: Vec<String> = filing
                .budget
                .lines
                .iter()
                .flat_map(|it| it.amounts.0.iter().map(|it| it.1.text().to_owned()))
                .collect();
            assert_eq!(amounts, [expected], "{line}");
            assert_eq!(filing.budget.unit.map(MoneyUnit::word), Some("万元"), "{line}");
            assert_eq!(import::account("表.txt", text.as_bytes()), [], "{line}");
        }
    }
}

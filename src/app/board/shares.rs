//! What the shares of a budget's lines are shares of: the total that each stands under.
//!
//! It must not know how shares are drawn. Invariant: a line that no total stands over has no share.

use crate::model::{Amount, BudgetTree, Column, Field, Filing, Place};
use rust_decimal::Decimal;

/// The totals of a filing.
pub(super) struct Shares<'a> {
    filing: &'a Filing,
    tree: &'a BudgetTree,
    /// What tasks are shares of.
    of_tasks: Option<Decimal>,
}

impl<'a> Shares<'a> {
    pub(super) fn of(filing: &'a Filing, tree: &'a BudgetTree) -> Self {
        let lines = tree.roots().iter().filter_map(|it| amount(filing, Place::BudgetLine(*it)));
        let tasks = (0..filing.functions.len()).filter_map(|it| amount(filing, Place::Function(it)));
        let of_tasks = lines.max().or_else(|| sum(tasks));
        Self { filing, tree, of_tasks }
    }

    /// The total of a line or task.
    pub(super) fn whole(&self, place: Place) -> Option<Decimal> {
        let Place::BudgetLine(idx) = place else { return self.of_tasks };
        let of_line = |idx: usize| amount(self.filing, Place::BudgetLine(idx));
        let top = self.tree.path(idx).into_iter().find(|it| of_line(*it).is_some())?;
        match self.tree.parent(top).map(|it| self.tree.children(it)) {
            None => of_line(top).filter(|_| !self.tree.children(top).is_empty()),
            // A heading over one total.
            Some([_]) => of_line(top),
            // A total that is blank as yet.
            Some(parts) => {
                let is_part = |it: &&usize| self.filing.budget.lines.get(**it).is_some_and(|it| !it.of_which);
                sum(parts.iter().filter(is_part).filter_map(|it| of_line(*it)))
            }
        }
    }
}

/// The amount that shares are of: that of the full year, where there are several.
pub(super) fn amount(filing: &Filing, place: Place) -> Option<Decimal> {
    [Column::Full, Column::Total, Column::Only].into_iter().find_map(|column| {
        let text = filing.get(place, &Field::Amount(column))?;
        Amount::printed(&text).value()
    })
}

fn sum(mut amounts: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    let first = amounts.next()?;
    amounts.try_fold(first, Decimal::checked_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BudgetLine;

    #[test]
    fn each_line_is_a_share_of_its_own_total() {
        let mut filing = Filing::default();
        for (name, under, of_which, amount) in [
            ("收入", "", false, ""),
            ("收入总额", "收入", false, "2000"),
            ("财政拨款", "收入/收入总额", false, "1900"),
            ("支出总额", "", false, ""),
            ("基本支出", "支出总额", false, "1200"),
            ("项目支出", "支出总额", false, "350"),
            ("渠道维修", "项目支出", true, "300"),
            ("其中", "支出总额", true, "90"),
            ("结转", "", false, "7"),
        ] {
            let (name, under) = (name.to_owned(), under.to_owned());
            let mut line = BudgetLine { name, under, of_which, ..BudgetLine::default() };
            line.amounts.set(&Column::Only, amount);
            filing.budget.lines.push(line);
        }
        let tree = BudgetTree::of(&filing.budget);
        let shares = Shares::of(&filing, &tree);
        let found: Vec<Option<Decimal>> = (0..9).map(|it| shares.whole(Place::BudgetLine(it))).collect();
        let [income, spent] = [2000, 1550].map(|it| Some(Decimal::from(it)));
        assert_eq!(found, [None, income, income, None, spent, spent, spent, spent, None]);
    }
}

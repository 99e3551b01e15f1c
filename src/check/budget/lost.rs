//! Lines whose `under` leads nowhere: it names no line, in the end the line itself, or one that stands too deep.
//!
//! Such a line stands at the top and is counted nowhere. What follows from that, a total that its other parts do not
//! make up, is not told as a mistake of its own. Invariant: one entry a lost line, whatever its columns.

use super::block::Block;
use super::identity::{Identity, Kind, Missing, State};
use crate::model::{Column, Place, budget_tree};
use crate::text::similar;
use rust_decimal::Decimal;

/// Of so many lost lines it is looked up what was meant. A form has one or two; a hostile file may have all.
const MOST_MEANT: usize = 20;

/// The lost lines; and totals that may lack one of them cannot be evaluated any more.
pub fn derive(block: &Block<'_>, found: &mut Vec<Identity>) {
    let lines = &block.filing.budget.lines;
    let lost: Vec<usize> = (0..lines.len()).filter(|it| block.tree.is_lost(*it)).collect();
    // Where one line may lack anywhere, no total is left to doubt for the next.
    let mut is_all_doubted = false;
    for (nth, idx) in lost.into_iter().enumerate() {
        let is_too_deep = block.tree.is_too_deep(idx);
        let meant = if nth < MOST_MEANT && !is_too_deep { meant(block, idx) } else { None };
        if !is_all_doubted {
            for it in found.iter_mut().filter(|it| it.state == State::Fail && may_lack(it, meant)) {
                it.state = State::NotEvaluable(Missing::Line);
                it.hint = None;
            }
        }
        is_all_doubted |= meant.is_none();
        let column =
            lines.get(idx).and_then(|it| it.amounts.0.first()).map_or(Column::Only, |(it, _)| it.clone());
        found.push(Identity {
            kind: Kind::Lost { meant, is_too_deep },
            total: block.part(Place::BudgetLine(idx), &column),
            parts: Vec::new(),
            sum: None,
            difference: None,
            tolerance: Decimal::ZERO,
            unit: block.filing.budget.unit,
            state: State::NotEvaluable(Missing::Parent),
            hint: None,
        });
    }
}

/// Whether the lost line may be one of the parts.
fn may_lack(identity: &Identity, meant: Option<usize>) -> bool {
    let has_parts = matches!(identity.kind, Kind::Parts | Kind::BasicAndProjects | Kind::OfWhich);
    has_parts && meant.is_none_or(|it| identity.total.at == Place::BudgetLine(it))
}

/// The line that was probably meant: of the name nearest to the one that is named, and among several of that name the
/// one whose own place is most like the rest of the path. None of those that stand under the line itself.
fn meant(block: &Block<'_>, idx: usize) -> Option<usize> {
    let lines = &block.filing.budget.lines;
    let name = |it: usize| lines.get(it).map_or("", |it| it.name.trim());
    let mut above = budget_tree::labels(lines.get(idx)?.under.trim());
    let named = above.pop()?;
    let may_be: Vec<usize> = (0..lines.len()).filter(|it| !block.tree.path(*it).contains(&idx)).collect();
    let near = similar::closest(&named, may_be.iter().map(|it| name(*it)))?;
    let agreement = |it: usize| {
        let path = block.tree.path(it);
        let own = path.iter().rev().skip(1).map(|it| name(*it));
        own.zip(above.iter().rev()).take_while(|(a, b)| a == b).count()
    };
    let called_so = may_be.into_iter().filter(|it| name(*it) == near);
    // Among equals the nearest above, then the nearest below.
    called_so.max_by_key(|it| (agreement(*it), *it < idx, std::cmp::Reverse(it.abs_diff(idx))))
}

#[cfg(test)]
mod tests {
    use crate::check::budget::samples::filing;
    use crate::check::budget::{Kind, Missing, State, identities};
    use crate::model::MoneyUnit::Yuan;

    /// `total state` of what does not pass.
    fn told(lines: &[(&str, &str, &str)]) -> Vec<String> {
        let all = identities(&filing(Some(Yuan), lines));
        let odd = all.iter().filter(|it| it.state != State::Pass);
        odd.map(|it| match (&it.kind, &it.state) {
            (Kind::Lost { meant, .. }, _) => format!("{} lost {meant:?}", it.total.name),
            (_, State::NotEvaluable(Missing::Line)) => format!("{} lacks a line", it.total.name),
            (_, state) => format!("{} {state:?}", it.total.name),
        })
        .collect()
    }

    #[test]
    fn a_lost_line_is_told_once_and_its_total_is_not_blamed() {
        for (lines, expected) in [
            (
                &[("资金总额", "", "9"), ("人员类", "资金总额", "6"), ("公用经费", "资金总和", "3")][..],
                &["资金总额 lacks a line", "公用经费 lost Some(0)"][..],
            ),
            // Another total is to blame for itself.
            (
                &[
                    ("资金总额", "", "9"),
                    ("人员类", "资金总额", "6"),
                    ("公用经费", "资金总额", "3"),
                    ("项目支出", "", "8"),
                    ("河道清淤", "项目支出", "2"),
                    ("泵站维护", "项目支出", "4"),
                    ("渠道维修", "资金总合", "1"),
                ],
                &["项目支出 Fail", "渠道维修 lost Some(0)"],
            ),
            (
                &[("资金总额", "", "9"), ("甲", "乙", "4"), ("乙", "甲", "5")],
                &["甲 lacks a line", "甲 lost None"],
            ),
            // Of two lines of one name the one at the place that the path names.
            (
                &[
                    ("收入", "", ""),
                    ("资金总额", "收入", "9"),
                    ("支出", "", ""),
                    ("资金总额", "支出", "9"),
                    ("其他", "支出/资金总数", "1"),
                ],
                &["其他 lost Some(3)"],
            ),
            (&[("资金总额", "", "9"), ("人员类", "资金总额", "9")], &[]),
        ] {
            assert_eq!(told(lines), expected, "{lines:?}");
        }
    }
}

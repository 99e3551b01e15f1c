//! Labels that stand in the column of another level, as where a page break dropped the blank cells before them.
//!
//! Tells by the taxonomy and by the other labels of the table which level a label is. Invariant: no label is added or
//! changed; at most it moves from one level of its row to the other, and the work is linear in the rows.

use super::doubt::Doubt;
use super::own;
use super::raw::RawRow;
use crate::model::taxonomy::{self, Level1};
use std::collections::HashMap;

/// Puts each label of a table to its level.
pub fn settle(rows: &mut [RawRow]) {
    let level1 = labels(rows, |it| it.level1.as_ref().map(|it| it.text.clone()));
    let level2 = labels(rows, |it| it.level2.as_ref().map(|it| it.text.clone()));
    let table = Table {
        has_cost: level1.iter().chain(&level2).any(|it| is_under_cost(it)),
        has_output: level1.iter().any(|it| own::level1(it) == Some(Level1::Output)),
        n_known: {
            let mut kinds: Vec<Level1> = level1.iter().filter_map(|it| own::level1(it)).collect();
            kinds.sort_unstable();
            kinds.dedup();
            kinds.len()
        },
    };
    let mut n_of: HashMap<&str, usize> = HashMap::new();
    for it in &level1 {
        *n_of.entry(it.as_str()).or_default() += 1;
    }
    for row in rows {
        let Some(label) = row.level1.as_ref() else { continue };
        let is_twice = row.doubts.contains(&Doubt::Level1InLevel2);
        let n_same = n_of.get(label.text.as_str()).copied().unwrap_or_default();
        if (is_twice || row.level2.is_none()) && table.is_level2(&label.text) {
            row.level2 = row.level1.take();
            row.doubts.retain(|it| *it != Doubt::Level1InLevel2);
        } else if is_twice && n_same == 1 {
            // It stands nowhere else: it is the level 1 itself.
            row.level2 = None;
            row.doubts.retain(|it| *it != Doubt::Level1InLevel2);
        }
    }
}

fn labels(rows: &[RawRow], label: fn(&RawRow) -> Option<String>) -> Vec<String> {
    rows.iter().filter_map(label).collect()
}

fn is_under_cost(label: &str) -> bool {
    own::level2(label).is_some_and(|it| it.under.contains(&Level1::Cost))
}

/// What the labels of a table say together.
struct Table {
    /// Whether a level 2 stands under 成本指标, which is a level 1 then.
    has_cost: bool,
    has_output: bool,
    /// How many kinds of level 1 it has.
    n_known: usize,
}

impl Table {
    /// Whether a label that stands alone as a level 1 is a level 2.
    fn is_level2(&self, label: &str) -> bool {
        match (own::level1(label), own::level2(label)) {
            (None, Some(_)) => true,
            // Free words among level 1 of the taxonomy.
            (None, None) => 1 < self.n_known,
            (Some(Level1::Cost), Some(_)) => !self.has_cost && self.has_output,
            (Some(kind), Some(entry)) => {
                let own = taxonomy::reduce(label);
                own == taxonomy::reduce(entry.name) && own != taxonomy::reduce(taxonomy::level1_name(kind))
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::raw::Label;

    #[test]
    fn labels_go_to_the_level_that_the_table_gives_them() {
        // The scheme of the table, a label printed as level 1, and whether it is a level 2 there.
        for (scheme, label, expected) in [
            (["产出指标", "效益指标"], "成本指标", true),
            (["产出指标", "经济成本指标"], "成本指标", false),
            (["产出指标", "效益指标"], "服务对象满意度指标", true),
            (["产出指标", "效益指标"], "满意度指标", false),
            (["产出指标", "效益指标"], "灌区管护", true),
            (["灌区管护", "水质保护"], "水库除险", false),
        ] {
            let row = |text: &str| RawRow {
                level1: Some(Label::new(text, 1)),
                level2: Some(Label::new("数量指标", 1)),
                ..RawRow::default()
            };
            let alone = RawRow { level1: Some(Label::new(label, 3)), ..RawRow::default() };
            let mut rows = vec![row(scheme[0]), row(scheme[1]), alone];
            settle(&mut rows);
            assert_eq!(rows[2].level2.is_some(), expected, "{label}");
            assert_eq!(rows[2].level1.is_none(), expected, "{label}");
        }
    }
}

//! Findings that only follow from a broken structure stay hidden until the structure is settled.
//!
//! Where the importer had to infer levels, or cells of a row are shifted (S11), a row under a wrong level 1 or 2 is
//! what the damage looks like, not a mistake of the author: C03, C04 and C07 of the same block are left out. A block is
//! a function, or, in a list without functions, the rows of one level 1. Clearing the doubt or moving the cells brings
//! them back.

use super::finding::Finding;
use super::rules::s11_shifted_cells;
use crate::model::{Filing, Indicator, Place, taxonomy};
use rustc_hash::FxHashMap;

/// The rules about categories that follow from a wrong tree.
const FOLLOWING: &[&str] = &["C03", "C04", "C07"];

/// Takes out what follows from a broken structure.
pub fn hide(filing: &Filing, findings: &mut Vec<Finding>) {
    let mut unsettled: FxHashMap<Block, bool> = FxHashMap::default();
    findings.retain(|finding| {
        let Some(block) = at_stake(filing, finding) else { return true };
        let is_unsettled = *unsettled.entry(block).or_insert_with_key(|block| {
            let rows = filing.functions.get(block.0).map_or(&[][..], |it| &it.indicators);
            rows.iter().any(|it| broken(filing, block.0, it).as_ref() == Some(block))
        });
        !is_unsettled
    });
}

/// Rows that stand or fall together: a function's index, and level 1 in the whole list.
pub type Block = (usize, String);

/// The block in which a broken row would hide this finding; `None` where nothing hides it.
pub fn at_stake(filing: &Filing, finding: &Finding) -> Option<Block> {
    let Place::Indicator(function_idx, idx) = finding.at else { return None };
    let follows = FOLLOWING.contains(&finding.rule.code);
    let indicator = filing.indicator(function_idx, idx).filter(|_| follows)?;
    Some(block(filing, function_idx, indicator))
}

/// The block that a row breaks; `None` where its place in the tree is settled.
pub fn broken(filing: &Filing, function_idx: usize, indicator: &Indicator) -> Option<Block> {
    let is_broken = is_doubted(indicator) || s11_shifted_cells::is_shifted(indicator);
    is_broken.then(|| block(filing, function_idx, indicator))
}

/// What tells blocks of one function apart: nothing in a function of its own, level 1 in the whole list.
fn block(filing: &Filing, function_idx: usize, indicator: &Indicator) -> Block {
    let is_whole_list = filing.functions.get(function_idx).is_some_and(crate::model::Function::is_whole_list);
    (function_idx, if is_whole_list { taxonomy::reduce(&indicator.level1) } else { String::new() })
}

/// Whether the importer was not sure of the row's levels or function.
pub fn is_doubted(indicator: &Indicator) -> bool {
    ["level1:", "level2:", "function:"].iter().any(|it| indicator.doubt.contains(it))
}

/// Whether the importer put the row under its levels because no label stood beside it.
pub fn is_inferred(indicator: &Indicator) -> bool {
    let is_level = |it: &str| it.starts_with("level1:") || it.starts_with("level2:");
    !indicator.doubt.is_empty() && indicator.doubt.split('；').any(|it| is_level(it) && it.contains("推定"))
}

#[cfg(test)]
mod tests {
    use crate::check::check;
    use crate::check::rules::testing::rows;
    use crate::model::{Field, Filing, Place};

    fn codes(filing: &Filing) -> Vec<&'static str> {
        check(filing).iter().map(|it| it.rule.code).filter(|it| ["C04", "C07", "S11"].contains(it)).collect()
    }

    #[test]
    fn a_doubted_level_hides_what_follows_in_its_block() {
        let mut filing = rows(&[
            "@职能1 供水",
            "产出指标|质量指标|维修管道|≥3处",
            "产出指标|质量指标|水质合格率|≥95%",
            "@职能2 防汛",
            "产出指标|数量指标|群众满意度|≥95%",
        ]);
        assert_eq!(codes(&filing), ["C07", "C04"]);
        let doubted = Place::Indicator(0, 1);
        filing.set(doubted, &Field::Doubt, "level2: 标签不在本行，按编号和顺序推定").unwrap();
        assert_eq!(codes(&filing), ["C04"]);
        filing.set(doubted, &Field::Doubt, "name: 由折行拼成，起止为推定").unwrap();
        assert_eq!(codes(&filing), ["C07", "C04"]);
    }

    #[test]
    fn in_a_list_without_functions_a_block_is_a_level_1() {
        let lines = ["产出指标|质量指标|维修管道|≥3处", "效益指标|社会效益指标|群众满意度|≥95%"];
        assert_eq!(codes(&rows(&lines)), ["C07", "C04"]);
        let shifted = ["产出指标|质量指标|维修管道|≥3处", "产出指标|≥5处|巡查|", lines[1]];
        assert_eq!(codes(&rows(&shifted)), ["S11", "C04"]);
    }
}

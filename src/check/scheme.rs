//! Which scheme of indicators a filing follows: it decides which rules apply, as no rule may ask a form for a kind of
//! indicator that the form does not know.
//!
//! A filing does not name its scheme, so it is read off the labels that are printed, the first of these that holds:
//!
//! 1. 产出与效果 at level 1: [`Scheme::Zhejiang`].
//! 2. 决策, 过程 or 履职 at level 1: [`Scheme::Jiangsu`].
//! 3. Rows under two or more functions called 职能N: [`Scheme::FunctionMatrix`].
//! 4. 成本指标 at level 1: [`Scheme::K101`].
//! 5. Anything else, 成本指标 at level 2 of 产出 among it: [`Scheme::K88`], the form that most provinces print.
//!
//! Invariant: the answer depends on labels only, never on names, values or the province.

use crate::messages::RuleText;
use crate::model::Filing;
use crate::model::taxonomy::{self, Level1};

/// A scheme of level-1 and level-2 indicators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// 财预〔2015〕88号: 产出 (with 成本), 效益, 满意度.
    K88,
    /// 财预〔2021〕101号: 成本 stands at level 1.
    K101,
    /// Whole departments in Jiangsu: 决策, 过程, 履职, 效益, 满意度.
    Jiangsu,
    /// One tree of 产出, 效益 and 满意度 for each function of the department.
    FunctionMatrix,
    /// Whole departments in Zhejiang: 产出与效果.
    Zhejiang,
}

impl Scheme {
    /// All of them.
    pub const ALL: &[Self] = &[Self::K88, Self::K101, Self::Jiangsu, Self::FunctionMatrix, Self::Zhejiang];

    /// Those that print 产出指标 and 效益指标 with the level-2 names of the ministry.
    pub const MINISTRY: &[Self] = &[Self::K88, Self::K101, Self::FunctionMatrix];

    /// Those with one tree for the whole filing, of 产出指标 and 效益指标.
    pub const ONE_TREE: &[Self] = &[Self::K88, Self::K101];

    /// The function matrix alone.
    pub const FUNCTION_MATRIX: &[Self] = &[Self::FunctionMatrix];

    /// The word in configuration and reports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::K88 => "k88",
            Self::K101 => "k101",
            Self::Jiangsu => "jiangsu",
            Self::FunctionMatrix => "function-matrix",
            Self::Zhejiang => "zhejiang",
        }
    }

    /// What people call it.
    pub const fn title(self) -> RuleText {
        match self {
            Self::K88 => RuleText::SchemeK88,
            Self::K101 => RuleText::SchemeK101,
            Self::Jiangsu => RuleText::SchemeJiangsu,
            Self::FunctionMatrix => RuleText::SchemeFunctionMatrix,
            Self::Zhejiang => RuleText::SchemeZhejiang,
        }
    }
}

/// The scheme of a filing.
pub fn of(filing: &Filing) -> Scheme {
    // Rows of a block repeat their label, which is looked up once.
    let mut last = "";
    let labels = filing.indicators().map(|(_, _, it)| it.level1.as_str());
    of_labels(filing, labels.filter(|it| std::mem::replace(&mut last, it) != *it))
}

/// The scheme of a filing whose labels of level 1 are these, in any order.
pub fn of_labels<'a>(filing: &Filing, labels: impl Iterator<Item = &'a str>) -> Scheme {
    let (mut is_jiangsu, mut has_cost) = (false, false);
    for label in labels {
        match taxonomy::level1(label) {
            Some(Level1::OutputAndEffect) => return Scheme::Zhejiang,
            Some(Level1::Decision | Level1::Process | Level1::Duty) => is_jiangsu = true,
            Some(Level1::Cost) => has_cost = true,
            _ => {}
        }
    }
    let n_functions = filing
        .functions
        .iter()
        .filter(|it| it.id.trim().starts_with("职能") && !it.indicators.is_empty())
        .count();
    match (is_jiangsu, n_functions > 1, has_cost) {
        (true, _, _) => Scheme::Jiangsu,
        (_, true, _) => Scheme::FunctionMatrix,
        (_, _, true) => Scheme::K101,
        _ => Scheme::K88,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::testing::rows;

    #[test]
    fn labels_tell_the_scheme() {
        let check = |lines: &[&str], expected: &str| {
            assert_eq!(of(&rows(lines)).word(), expected, "{lines:?}");
        };
        check(&[], "k88");
        check(&["产出指标|成本指标|供水成本|≤3万元", "效益|社会效益|饮水安全|良好"], "k88");
        check(&["成本指标|经济成本指标|供水成本|≤3万元", "产出指标|数量指标|巡查|≥3次"], "k101");
        check(&["决策|计划制定|计划健全性|健全", "履职|供水|供水量|≥3吨"], "jiangsu");
        check(&["产出与效果|数量指标|巡查|≥3次"], "zhejiang");
        check(
            &["@职能1 供水", "产出指标|数量指标|巡查|≥3次", "@职能2 防汛", "产出指标|数量指标|演练|≥3次"],
            "function-matrix",
        );
        check(&["@职能1 供水", "成本指标|经济成本指标|供水成本|≤3万元"], "k101");
        check(&["@ 供水任务", "产出指标|数量指标|巡查|≥3次", "@ 防汛任务", "效益|社会效益|安全|良好"], "k88");
    }
}

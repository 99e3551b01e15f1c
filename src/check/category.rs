//! What kind of row a row is by its level-1 and level-2 labels: what the rules about categories share.
//!
//! It judges labels only; names and values are the rules' business.

use super::rule::Row;
use crate::model::taxonomy::Level1;

pub use crate::text::words::ends_with_any;

impl Row<'_> {
    /// The canonical name of the level 2; empty where the label is none of the table.
    pub fn level2_name(&self) -> &'static str {
        self.level2.map_or("", |it| it.name)
    }

    /// A level 2 of the outputs; under 决策, 过程 and 履职 the same words are a department's own.
    fn is_output(&self, level2: &str) -> bool {
        let is_free = matches!(self.level1, Some(Level1::Decision | Level1::Process | Level1::Duty));
        !is_free && self.level2_name() == level2
    }

    /// 数量指标 of the outputs.
    pub fn is_quantity(&self) -> bool {
        self.is_output("数量指标")
    }

    /// 质量指标 of the outputs.
    pub fn is_quality(&self) -> bool {
        self.is_output("质量指标")
    }

    /// 时效指标 of the outputs.
    pub fn is_timeliness(&self) -> bool {
        self.is_output("时效指标")
    }

    /// Any cost: 成本指标 of the outputs, or anything under 成本指标 at level 1.
    pub fn is_cost(&self) -> bool {
        self.level1 == Some(Level1::Cost) || self.level2_name().ends_with("成本指标")
    }

    /// A cost that is money: not the social and ecological costs of 财预〔2021〕101号.
    pub fn is_economic_cost(&self) -> bool {
        self.is_cost() && !matches!(self.level2_name(), "社会成本指标" | "生态环境成本指标")
    }
}

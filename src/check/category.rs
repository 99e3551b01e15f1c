//! What kind of row a row is by its level-1 and level-2 labels: what the rules about categories share.
//!
//! It judges labels only; names and values are the rules' business.

use super::rule::Row;
use super::traits::Traits;

pub use crate::text::words::ends_with_any;

impl Row<'_> {
    /// The canonical name of the level 2; empty where the label is none of the table.
    pub fn level2_name(&self) -> &'static str {
        self.level2.map_or("", |it| it.name)
    }

    /// 数量指标 of the outputs.
    pub const fn is_quantity(&self) -> bool {
        self.labels.meets(Traits::QUANTITY)
    }

    /// 质量指标 of the outputs.
    pub const fn is_quality(&self) -> bool {
        self.labels.meets(Traits::QUALITY)
    }

    /// 时效指标 of the outputs.
    pub const fn is_timeliness(&self) -> bool {
        self.labels.meets(Traits::TIMELINESS)
    }

    /// Any cost: 成本指标 of the outputs, or anything under 成本指标 at level 1.
    pub const fn is_cost(&self) -> bool {
        self.labels.meets(Traits::COST)
    }

    /// A cost that is money: not the social and ecological costs of 财预〔2021〕101号.
    pub fn is_economic_cost(&self) -> bool {
        self.is_cost() && !matches!(self.level2_name(), "社会成本指标" | "生态环境成本指标")
    }
}

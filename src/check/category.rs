//! What kind of row a row is by its level-1 and level-2 labels: what the rules about categories share.
//!
//! It judges labels only; names and values are the rules' business.

use super::cell::{advice, shown};
use super::finding::{Finding, Safety};
use super::rule::{Row, Rule};
use super::traits::Traits;
use crate::messages::{Message, RuleText};
use crate::model::Field;

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

    /// A finding that the row is a stranger under its label, named by its `{name}`, with advice where it belongs.
    pub fn stranger(&self, rule: &'static Rule, label: Field, found: RuleText, to_do: RuleText) -> Finding {
        let message = Message::new(found, [("name", shown(self.name()))]);
        self.finding(rule, label, message).with_fix(advice(to_do))
    }

    /// A finding that the row belongs under another level 2; the fix, a guess, moves it there.
    pub fn belongs_under(&self, rule: &'static Rule, level2: &str, message: Message<RuleText>) -> Finding {
        let fix = self.fix(Safety::Unsafe, [(Field::Level2, level2.to_owned())]);
        self.finding(rule, Field::Level2, message).with_fix(fix)
    }

    /// A cost that is money: not the social and ecological costs of 财预〔2021〕101号.
    pub fn is_economic_cost(&self) -> bool {
        self.is_cost() && !matches!(self.level2_name(), "社会成本指标" | "生态环境成本指标")
    }
}

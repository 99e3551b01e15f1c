//! Where a node is, as a person would say it: `预算 › 支出 › 资金总额 · 半年`, `职能2 › 产出指标 › 数量指标 › 印制宣传册 · 指标值`.
//!
//! It must not know formats. Invariant: it says what the technical path says, label for label; formats for programs keep
//! the technical path, which is stable.

use crate::app::field_name::field_name;
use crate::check::Finding;
use crate::messages::{CliText, Lang, Text};
use crate::model::path::{self, FewPaths};
use crate::model::{Field, Place};

/// Between one label and the next below it.
const BELOW: &str = " › ";
/// Between the node and its field.
const OF: &str = " · ";

/// The place of a finding: the node's, and its field's name.
pub fn place(paths: &FewPaths<'_>, finding: &Finding, lang: Lang) -> String {
    field(&node(&paths.node(finding.at), finding.at, lang), finding.field.as_ref(), lang)
}

/// A node by its path.
pub fn node(node_path: &str, at: Place, lang: Lang) -> String {
    let mut labels = path::labels(node_path);
    match at {
        Place::Filing => return String::new(),
        // The word that the paths of budget lines begin with.
        Place::BudgetLine(_) => {
            if let Some(first) = labels.first_mut() {
                CliText::Budget.text(lang).clone_into(first);
            }
        }
        Place::Function(_) | Place::Indicator(..) => {}
    }
    labels.retain(|it| !it.is_empty());
    labels.join(BELOW)
}

fn field(node: &str, field: Option<&Field>, lang: Lang) -> String {
    let name = field.map(|it| field_name(it, lang)).unwrap_or_default();
    match (node.is_empty(), name.is_empty()) {
        (true, true) => CliText::WholeFiling.text(lang).to_owned(),
        (true, false) => name,
        (false, true) => node.to_owned(),
        (false, false) => format!("{node}{OF}{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{field, node};
    use crate::messages::Lang;
    use crate::model::{Column, Field, Place};

    #[test]
    fn places_are_said_as_people_say_them() {
        let row = Place::Indicator(0, 0);
        for (path, at, of, zh, en) in [
            (
                "budget/资金总额",
                Place::BudgetLine(0),
                Some(Field::Amount(Column::Only)),
                "预算 › 资金总额 · 金额",
                "budget › 资金总额 · Amount",
            ),
            (
                "budget/支出/资金总额",
                Place::BudgetLine(1),
                Some(Field::Amount(Column::Half)),
                "预算 › 支出 › 资金总额 · 半年",
                "budget › 支出 › 资金总额 · Half year",
            ),
            (
                "/产出指标/数量指标/巡查次数#2",
                row,
                Some(Field::Target),
                "产出指标 › 数量指标 › 巡查次数#2 · 指标值",
                "产出指标 › 数量指标 › 巡查次数#2 · Target",
            ),
            (
                "职能2/产出指标/数量指标/台\\/套更新数",
                row,
                None,
                "职能2 › 产出指标 › 数量指标 › 台/套更新数",
                "职能2 › 产出指标 › 数量指标 › 台/套更新数",
            ),
            ("filing", Place::Filing, Some(Field::ContactPhone), "联系电话", "Phone"),
            ("filing", Place::Filing, None, "（整份）", "(whole filing)"),
        ] {
            for (lang, expected) in [(Lang::Zh, zh), (Lang::En, en)] {
                assert_eq!(field(&node(path, at, lang), of.as_ref(), lang), expected, "{path}");
            }
        }
    }
}

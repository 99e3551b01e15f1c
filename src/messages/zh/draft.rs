//! Doubts of a draft.

use crate::messages::DraftText;

/// The template of a message.
pub const fn text(id: DraftText) -> &'static str {
    match id {
        DraftText::DoubtDate => "日期由“{before}”顺延为“{after}”，请核对",
        DraftText::DoubtYear => "年度由“{before}”改为“{after}”，请核对",
        DraftText::DoubtCumulative => "累计指标沿用上年数，请按新一年核定",
        DraftText::DoubtMoney => "金额指标沿用上年数，请按新预算核定",
        DraftText::DoubtBaseline => "以上年为基数的指标，请按新的基数核定",
    }
}

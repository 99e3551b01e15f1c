//! Words in the readings of targets.

use crate::messages::ReadingText;

/// The template of a message.
pub const fn text(id: ReadingText) -> &'static str {
    match id {
        ReadingText::Empty => "（空）",
        ReadingText::Placeholder => "占位符",
        ReadingText::Unclassified => "定性：未归类",
        ReadingText::Qualitative => "定性：{class}",
        ReadingText::Baseline => "基数={baseline}",
        ReadingText::Implied => "{sign}（推定）",
        ReadingText::Day => "（日）",
        ReadingText::Month => "（月）",
        ReadingText::Quarter => "（季）",
        ReadingText::Year => "（年）",
        ReadingText::NoSign => "（无符号）",
        ReadingText::Direction => "方向",
        ReadingText::Sustain => "保持",
        ReadingText::Grade => "程度",
        ReadingText::Timely => "时效",
        ReadingText::Coverage => "覆盖",
        ReadingText::Level => "等级",
        ReadingText::Result => "结果",
    }
}

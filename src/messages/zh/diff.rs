//! What comparing two filings says.

use crate::messages::DiffText;

/// The template of a message.
pub const fn text(id: DiffText) -> &'static str {
    match id {
        DiffText::Added => "新增",
        DiffText::Removed => "删除",
        DiffText::Moved => "移动",
        DiffText::Reordered => "换序",
        DiffText::Renamed => "改名",
        DiffText::Raised => "提高",
        DiffText::Lowered => "降低",
        DiffText::Tightened => "收紧",
        DiffText::Loosened => "放宽",
        DiffText::Earlier => "提前",
        DiffText::Later => "推迟",
        DiffText::Quantified => "改为定量",
        DiffText::Qualified => "改为定性",
        DiffText::Filled => "补填",
        DiffText::Blanked => "清空",
        DiffText::SignChanged => "改符号",
        DiffText::UnitChanged => "改单位",
        DiffText::Rewritten => "改写法",
        DiffText::TargetOther => "改指标值",
        DiffText::Money => "金额",
        DiffText::Text => "文字",
        DiffText::Accepted => "接受的问题",
        DiffText::Same => "没有差别",
        DiffText::Worse => "指标值比上年（{before}）放宽了 {percent}%",
        DiffText::OnlyLeft => "只在前一份中：{filing}",
        DiffText::OnlyRight => "只在后一份中：{filing}",
        DiffText::Blank => "（空）",
        DiffText::Whole => "整份表",
        DiffText::Title => "绩效目标对比",
        DiffText::ColumnKind => "变化",
        DiffText::ColumnWhere => "位置",
        DiffText::ColumnField => "字段",
        DiffText::ColumnBefore => "前",
        DiffText::ColumnAfter => "后",
        DiffText::NoFiling => "{file} 中没有绩效目标表",
    }
}

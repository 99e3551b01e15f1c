//! What is said where a hand has pasted, taken back or chosen something.

use crate::messages::HandText;

/// The template of a message.
pub const fn text(id: HandText) -> &'static str {
    match id {
        HandText::IfTaken => "若采用：",
        HandText::AllTakenBack => "改动已全部退回，与保存时一致。按 Esc 返回",
        HandText::LeftOut => "不粘贴",
        HandText::PasteSome => "将新增 {n} 个指标，另有 {left} 行没有名称和指标值，不粘贴  Enter 粘贴  Esc 取消",
        HandText::NewBackwards => "{source} 是 {from} 年的，不能由它起草更早的 {year} 年：--year 请写 {from} 以后的年度",
        HandText::HalfBefore => "半年 {half} 全年 {full}",
    }
}

//! What is said where a hand has pasted, taken back or chosen something.

use crate::messages::HandText;

/// The template of a message.
pub const fn text(id: HandText) -> &'static str {
    match id {
        HandText::IfTaken => "若采用：",
        HandText::AllTakenBack => "改动已全部退回，与保存时一致。按 Esc 返回",
        HandText::LeftOut => "不粘贴",
        HandText::PasteSome => {
            "将新增 {n} 个指标，另有 {left} 行没有名称和指标值，不粘贴  Enter 粘贴  Esc 取消"
        }
        HandText::NewBackwards => {
            "{source} 是 {from} 年的，不能由它起草更早的 {year} 年：--year 请写 {from} 以后的年度"
        }
        HandText::FixIsSafe => "安全  ",
        HandText::FixIsGuess => "需确认",
        HandText::HintMixedFixes => {
            "改 {n} 处：安全 {safe}，需确认 {unsafe}  Enter 全改  Tab 仅安全  Esc 取消"
        }
        HandText::HintSafeFixes => "只改安全的 {n} 处  Enter 确定  Tab 也改需确认的  Esc 取消",
        HandText::HintAllSafe => "改 {n} 处，都是安全的修复  Enter 确定  Esc 取消",
        HandText::HintAllGuessed => "改 {n} 处，都需确认：请逐条看过  Enter 确定  Esc 取消",
        HandText::Fixed => "已修复 {n} 处，u 可撤销{left}",
        HandText::FixedRows => "已删除 {rows} 行，u 可撤销{left}",
        HandText::FixedWithRows => "已修复 {n} 处，删除 {rows} 行，u 可撤销{left}",
        HandText::FixesLeft => "；本份还有 {n} 处可修复，按 gx",
        HandText::PutInSome => "已粘贴 {n} 个指标，u 可撤销；另有 {left} 行没有名称和指标值，没有粘贴",
        HandText::Confirmed => "已确认此行无误{left}",
        HandText::ConfirmedRows => "已确认 {n} 行无误{left}",
        HandText::DoubtsLeft => "；本份还有 {n} 行存疑，{key} 下一行",
        HandText::NoDoubtLeft => "；本份没有存疑的行了",
        HandText::NoSource => "本表不是从文档导入的，没有原文可对照",
        HandText::SourceNotBeside => "看不到原文：{file} 不在旁边，或内容已变",
        HandText::DoubtInOther => "到了另一份 {file}：存疑 {idx}/{n}：{doubt}   {key} 确认无误",
        HandText::PasteNoAmounts => "粘贴的不全是金额：每格只写一个数，不带单位和名称",
        HandText::NoAmount => "“{text}”不是金额：请只写数字，如 1200000.00。原样留着，u 可撤销",
        HandText::HalfBefore => "半年 {half} 全年 {full}",
    }
}

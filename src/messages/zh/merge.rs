//! Bringing together what two people changed.

use crate::messages::MergeText;

/// The template of a message.
pub const fn text(id: MergeText) -> &'static str {
    match id {
        MergeText::Title => "双方都改了 {n} 处，请选择用哪一方的",
        MergeText::Mine => "我的",
        MergeText::Theirs => "对方",
        MergeText::Nothing => "（删除）",
        MergeText::Keys => "← 用我的  → 用对方的  j k 选择  Enter 合并  Esc 返回",
        MergeText::Merged => "尚未保存：已与 {file} 里对方的修改合并，带入我的 {n} 处，u 可撤销",
        MergeText::MergedAsked => {
            "尚未保存：已与 {file} 里对方的修改合并，带入我的 {n} 处，其中 {asked} 处双方都改过，u 可撤销"
        }
        MergeText::Undecided => "还有没选的：← 用我的，→ 用对方的，选完再按 Enter",
        MergeText::GivenUp => "没有合并，一切照旧",
    }
}

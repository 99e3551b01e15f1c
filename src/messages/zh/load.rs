//! What is said where reading was stopped.

use crate::messages::LoadText;

/// The template of a message.
pub const fn text(id: LoadText) -> &'static str {
    match id {
        LoadText::Stopped => "已停止读入：读了 {done}/{found} 个文件，:read-on 继续读入",
        LoadText::Unread => "未读完 {done}/{found}",
        LoadText::ProblemUnread => {
            "读入被 Esc 停止：读了 {done} 个文件，共 {found} 个。用 :read-on（继续读入）读完其余的。"
        }
        LoadText::ProblemReading => "正在读入：已读 {done} 个文件，共 {found} 个。Esc 停止。",
        LoadText::LetterLacks => {
            "注意：读入没有完成（读了 {done} 个文件，共 {found} 个），没读到的不在本文之内。"
        }
        LoadText::HintStop => "停止读入",
    }
}

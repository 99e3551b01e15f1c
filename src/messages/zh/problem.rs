//! Problems.

use crate::messages::Problem;

/// The template of a message.
pub const fn text(id: Problem) -> &'static str {
    match id {
        Problem::NotFound => "找不到 {file}",
        // Keymap.
        Problem::KeymapSyntax => "不是合法的 TOML：{detail}",
        Problem::KeymapMode => "没有名为 [{mode}] 的模式表，可用的有 {modes}",
        Problem::KeymapNoKeys => "没有写按键",
        Problem::KeymapKey => "“{keys}”中有不认识的按键 {key}",
        Problem::KeymapDigit => "“{keys}”以数字开头，而数字用作次数（如 5j）",
        Problem::KeymapNotText => "“{keys}”的值应是带引号的命令名，或用 \"none\" 取消绑定",
        Problem::KeymapCommand => "没有名为 {command} 的命令",
        Problem::KeymapCommandMeant => "没有名为 {command} 的命令，是不是 {meant}？",
        Problem::KeymapDuplicate => "“{first}”和“{second}”是同一组按键，只按前一个绑定",
        Problem::KeymapPrefix => {
            "“{shorter}”（{shorter_command}）是“{longer}”（{longer_command}）的开头，两者不能并存；请换一组按键，\
             或把其中一个设为 \"none\""
        }
    }
}

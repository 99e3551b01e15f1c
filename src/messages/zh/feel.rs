//! Themes, the mouse, the remembered session, the external editor and what a newcomer is told.

use crate::messages::FeelText;

/// The template of a message.
pub const fn text(id: FeelText) -> &'static str {
    match id {
        FeelText::ThemeTerminal => "跟随终端自己的颜色",
        FeelText::ThemeLight => "浅色",
        FeelText::ThemeDark => "深色",
        FeelText::ThemeHighContrast => "高对比度",
        FeelText::ThemeSet => "主题：{name}（{doc}）",
        FeelText::ThemeNoColor => {
            "主题：{name}（{doc}），现为无色显示（NO_COLOR 或 --color never），有颜色时生效"
        }
        FeelText::NoSuchTheme => "没有主题“{name}”，可用的有 {names}",
        FeelText::NoSuchThemeNear => "没有主题“{name}”，是不是 {near}",
        FeelText::MouseOn => "鼠标已启用：点选、双击修改、滚轮、拖动分界；再按一次交还终端",
        FeelText::MouseOff => "鼠标已交还终端：可照常用鼠标选取文字",
        FeelText::SplitSet => "左侧（上方）窗格占 {percent}%",
        FeelText::EmptyTitle => "没有可以打开的绩效目标表",
        FeelText::EmptyNew => {
            "新建一份：按 {keys}，输入“new-filing 单位名称 年度”，如 new-filing 水务局 2026"
        }
        FeelText::EmptyOpen => "打开别的：退出后运行 tianbao 文件或文件夹；什么都不写就打开上次的或示例",
        FeelText::EmptyQuit => "退出：按 {keys}",
        FeelText::FirstTitle => "初次使用，先记五个键",
        FeelText::FirstMove => "移动、展开、折叠",
        FeelText::FirstEdit => "修改指标值",
        FeelText::FirstFinding => "下一个问题",
        FeelText::FirstSave => "保存",
        FeelText::FirstHelp => "全部按键",
        FeelText::SessionGone => "上次打开的文件都不在了，现显示样例",
        FeelText::NoEditor => "没有设置外部编辑器：请先设置环境变量 EDITOR 或 VISUAL，如 EDITOR=vim",
        FeelText::EditorFailed => "外部编辑器“{editor}”没有正常运行，内容没有取回：{why}",
        FeelText::EditorUnchanged => "在外部编辑器中没有改动",
        FeelText::EditorTaken => "已采用外部编辑器中的改动，u 可撤销",
        FeelText::EditorSaved => "已采用外部编辑器保存的改动，u 可撤销",
        FeelText::EditorBroken => "第 {line} 行：{why}",
        FeelText::EditorTitle => "改后的文件读不了",
        FeelText::EditorLeftTitle => "外部编辑器出错结束",
        FeelText::EditorLeft => "{why}；但它改动了内容，要采用吗？",
        FeelText::AnswerTakeEdited => "采用（先不写入文件，u 可撤销）",
        FeelText::MenuTitle => "菜单",
        FeelText::MenuKeys => "↑↓ 选择  Enter 执行  Esc 收起",
        FeelText::AnswerKeys => "↑↓ 选择  Enter 确定  Esc 返回",
        FeelText::AnswerBack => "返回",
        FeelText::AnswerSaveQuit => "保存并退出",
        FeelText::AnswerDropQuit => "不保存退出",
        FeelText::AnswerEditAgain => "再改",
        FeelText::AnswerRestoreLeft => "恢复",
        FeelText::AnswerDropLeft => "丢弃",
        FeelText::AnswerDrop => "放弃",
        FeelText::AnswerMerge => "合并双方修改",
        FeelText::AnswerSaveAs => "另存为",
        FeelText::AnswerReload => "放弃这里的修改，重新读入",
        FeelText::AnswerOverwrite => "仍然覆盖",
        FeelText::AnswerWriteAnew => "仍然写入",
        FeelText::AnswerSourceMerge => "合并到新内容，保留这里的修改",
        FeelText::AnswerSourceReload => "只要新内容",
        FeelText::AnswerSourceKeep => "仍按这里的保存",
        FeelText::EditorNotWritten => "无法为外部编辑器写出临时文件：{why}",
    }
}

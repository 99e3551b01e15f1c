//! What was not saved, and files that others have changed.

use crate::messages::SaveText;

/// The template of a message.
pub const fn text(id: SaveText) -> &'static str {
    match id {
        SaveText::Title => "没有保存",
        SaveText::None => "{failed} 份没有保存。修改都还在这里：",
        SaveText::Some => "已保存 {saved} 份；另有 {failed} 份没有保存，修改都还在这里：",
        SaveText::Row => "{why}  {file}  {department}",
        SaveText::Keys => "a 另存为  r 重试  Enter 去看这一份  j k 选择  Esc 返回",
        SaveText::Later => "还有 {n} 份没有保存；修改还在，:wa 再试",
        SaveText::WhyChanged => "被别的程序改过",
        SaveText::WhyGone => "文件已不在",
        SaveText::WhySource => "原件改过了",
        SaveText::WhyNoFiling => "已不是绩效目标表",
        SaveText::WhyRights => "没有写入权限",
        SaveText::WhyReadOnly => "磁盘只读",
        SaveText::WhyFull => "磁盘已满",
        SaveText::WhyQuota => "配额已用完",
        SaveText::WhyFolder => "没有这个文件夹",
        SaveText::WhyName => "文件名不能用",
        SaveText::WhyTaken => "这个名字已有文件",
        SaveText::WhyOther => "写不进去",
        SaveText::SavedElsewhere => "另一个窗口已保存为 {file}，这里已改为打开它",
        SaveText::SavedElsewhereChanged => {
            "另一个窗口已保存 {file}，这里还有未保存的修改：可按 :saveas 另存，或放弃修改后重新打开"
        }
        SaveText::Reloaded => "{file} 被别的程序改过，已重新读入",
        SaveText::ReloadedMany => "{n} 份文件被别的程序改过，已重新读入",
        SaveText::ChangedHere => "{file} 被别的程序改过；这里的修改还在，保存时可以合并",
        SaveText::ChangedNoFiling => "{file} 被别的程序改过，现在读不成绩效目标表；这里显示的是原来的内容",
        SaveText::Gone => "{file} 已被删除或改名；内容还在这里，Ctrl-s 可以写回",
        SaveText::SourceGone => "{file} 已被删除或改名；导入的内容还在这里，Ctrl-s 照样可以保存",
        SaveText::SourceLacks => "{file} 现在的内容里找不到这一份；这里显示的是原来导入的内容",
        SaveText::MarkChanged => "!文件已变",
        SaveText::MarkGone => "!文件已不在",
        SaveText::MarkUnguarded => "!断电会丢，请常保存",
    }
}

//! Unsaved changes of earlier sessions, and filings that another workbench is changing.

use crate::messages::RecoverText;

/// The template of a message.
pub const fn text(id: RecoverText) -> &'static str {
    match id {
        RecoverText::Title => "上次有未保存的修改",
        RecoverText::Keys => "Enter 恢复  R 全部恢复  d 丢弃  ↑↓ 选择  PgDn PgUp 翻看修改  Esc 以后再说",
        RecoverText::KeysApart => "r 并入  a 另成一份  d 丢弃  j k 选择  PgDn PgUp 翻看修改  Esc 以后再说",
        RecoverText::KeysLost => "d 丢弃  j k 选择  PgDn PgUp 翻看修改  Esc 以后再说",
        RecoverText::Row => "{file}  {department}  {n} 处修改  {when}",
        RecoverText::Fits => "文件此后没有变过，恢复后与当时一样，撤销记录也在：",
        RecoverText::FileGone => "文件已不在，这是它原来的内容和未保存的修改；恢复后可以重新保存：",
        RecoverText::OtherFile => "文件此后被别人改过：r 把当时的修改并入现在的文件，两边都改过的逐处问：",
        RecoverText::FileBroken => {
            "文件里已不是绩效目标表，这是它原来的内容和未保存的修改；恢复后可以重新保存："
        }
        RecoverText::NoFileYet => "还没有存成文件，这是它的内容和未保存的修改；恢复后可以保存：",
        RecoverText::SavedOnce => {
            "这些修改当时已经保存，文件后来又换回了先前的内容；要用它们就恢复，不要就丢弃："
        }
        RecoverText::FileChangedNow => "文件刚被别的程序改过；恢复后保存时再与它合并：",
        RecoverText::DropQuestion => "丢弃 {file} 未保存的 {n} 处修改？丢弃后找不回来",
        RecoverText::Lost => {
            "这些修改已不能自动套用，可照下面重新录入（- 该处现在的内容，+ 当时改成的内容；行号是当时的）："
        }
        RecoverText::LentUnread => {
            "{file}：上次用外部编辑器改过、没有取回的文字，已不能自动并入，请打开这个文件核对，用完删去即可"
        }
        RecoverText::LentFailed => {
            "{file}：上次的外部编辑器出错结束，它改过的文字没有采用，请打开这个文件核对，用完删去即可"
        }
        RecoverText::ToldBack => "文件里有、当时又撤销了的修改：",
        RecoverText::ToldBackTo => "文件里有、当时又撤销了的修改，撤销后应为：",
        RecoverText::ToldInsert => "加入{place}：",
        RecoverText::ToldRemove => "删去{place}",
        RecoverText::ToldMove => "{place}移到{to}",
        RecoverText::ToldAllows => "认可的检查结果改为：",
        RecoverText::ToldBlank => "（清空）",
        RecoverText::ToldFiling => "全表",
        RecoverText::ToldLine => "预算第 {n} 行",
        RecoverText::ToldFunction => "第 {function} 项职能",
        RecoverText::ToldIndicator => "第 {function} 项职能第 {n} 行",
        RecoverText::ToldNamed => "{place}（现为“{name}”）",
        RecoverText::SecondsAgo => "刚才",
        RecoverText::MinutesAgo => "{n} 分钟前",
        RecoverText::HoursAgo => "{n} 小时前",
        RecoverText::DaysAgo => "{n} 天前",
        RecoverText::Restored => "已恢复 {file} 未保存的修改，尚未写入文件",
        RecoverText::RestoredApart => "{file} 的修改已恢复成另一份，保存时请另起名",
        RecoverText::ApartMark => "（恢复）",
        RecoverText::ApartFile => "-恢复",
        RecoverText::Dropped => "已丢弃",
        RecoverText::Later => "未保存的修改还在，:recover 再看",
        RecoverText::LeftMeanwhile => {
            "另一个窗口没有正常退出，留下了这份文件未保存的修改：请先用 :recover 决定恢复还是丢弃"
        }
        RecoverText::FieldElsewhere => {
            "另一个窗口正在改这份文件，打的字留在这里；那边存好后按 Enter 采用，Esc 放弃"
        }
        RecoverText::FieldUndecided => {
            "另一个窗口没有正常退出，留下了修改，打的字不能采用：Esc 放弃，再用 :recover 决定"
        }
        RecoverText::FieldFree => "另一个窗口已放开这份文件，按 Enter 采用打的字",
        RecoverText::Unreadable => {
            "{file}：未保存修改的日志已损坏，或由更新的版本写成，无法读取；已改名留存，没有套用"
        }
        RecoverText::NoJournal => {
            "无法在 {folder} 记录未保存的修改（{reason}）：断电或断线时会丢失，请常保存"
        }
    }
}

//! What the boards say.

use crate::messages::KnowText;

/// The template of a message.
pub const fn text(id: KnowText) -> &'static str {
    match id {
        KnowText::SidesTitle => "两份对比",
        KnowText::ChangesTitle => "自上次保存以来的改动",
        KnowText::BudgetTitle => "预算（单位：{unit}）",
        KnowText::DashboardTitle => "总览",
        KnowText::OthersTitle => "其他表中的“{name}”",
        KnowText::ColumnLine => "名称",
        KnowText::ColumnShare => "占比",
        KnowText::ColumnSum => "合计关系",
        KnowText::SuspectUnit => "疑为元/万元混用，按另一单位是 {converted}",
        KnowText::SuspectMissing => "差额正是此项：疑未计入合计",
        KnowText::SuspectDoubled => "差额正是此项：疑重复计入",
        KnowText::SuspectPoint => "疑小数点错位，或多、少写了零；改为 {converted} 合计就对",
        KnowText::SuspectDigits => "疑两位数字颠倒；改为 {converted} 合计就对",
        KnowText::SuspectSomeDigits => "差额像是两位数字颠倒",
        KnowText::DashboardVerdicts => "各份结论",
        KnowText::DashboardRules => "各规则的问题",
        KnowText::DashboardMoney => "各部门资金",
        KnowText::DashboardDoubts => "导入存疑",
        KnowText::DashboardNote => {
            "共 {n} 份：有错误 {errors}，有警告 {warnings}，仅提示 {infos}，没有问题 {clean}"
        }
        KnowText::VerdictErrors => "有错误，须修改",
        KnowText::VerdictWarnings => "有警告，请核对",
        KnowText::VerdictInfos => "仅有提示",
        KnowText::VerdictClean => "没有问题",
        KnowText::RuleCount => "{n} 处，涉及 {filings} 份",
        KnowText::FilingCount => "{n} 份",
        KnowText::DoubtCount => "{n} 行存疑",
        KnowText::More => "另有 {n} 个未列出",
        KnowText::AlikeHeading => "名称相近的（不参加比较）",
        KnowText::ThisOne => "本表",
        KnowText::Standing => "同名 {of} 处中第 {number} 严，严于 {below} 处",
        KnowText::StandingEqual => "同名 {of} 处同样严格",
        KnowText::NoStanding => "指标值之间无法比较严格程度",
        KnowText::PanelTitle => "其他表",
        KnowText::HintSides => "n N 下一处差别  空格 只看差别  Enter 前往  ? 帮助  Esc 关闭",
        KnowText::HintChanges => "Enter 前往  x 退回此处改动  u 撤销  ? 帮助  Esc 关闭",
        KnowText::HintBudget => "Enter 改金额  ← → 选列  n N 下一问题  空格 前往  ? 帮助  Esc 关闭",
        KnowText::HintAmount => "Enter 确定  Tab 确定并到下一项  ↑ ↓ 确定并换行  Esc 取消",
        KnowText::HintGo => "Enter 前往  n N 下一部分  ? 帮助  Esc 关闭",
        KnowText::HintOthers => "Enter 采用此值  空格 前往  ? 帮助  Esc 关闭",
        KnowText::Taken => "已采用 {value}，u 可撤销",
        KnowText::Reverted => "已退回：{what}",
        KnowText::OfferTitle => "已有的指标名称",
        KnowText::OfferHint => "↓ 选择",
        KnowText::OfferCount => "{n} 处",
        KnowText::Drafted => "已起草 {year} 年：待核对 {doubts} 行（]? 逐行查看），待填金额 {amounts} 处",
        KnowText::DraftIsThere => "{year} 年的已经打开，没有再起草：{file}",
        KnowText::DraftedSure => "已起草 {year} 年：没有待核对的行，待填金额 {amounts} 处",
        KnowText::Begun => "已新建 {year} 年空表，o 添行，Enter 填写",
    }
}

//! What documents the tables for other engines, and what their export says.

use crate::messages::DatasetText;

/// The template of a message.
pub const fn text(id: DatasetText) -> &'static str {
    match id {
        DatasetText::File => "文件（与命令行给出的路径写法相同）",
        DatasetText::Filing => "文件中的第几份填报，从 1 起",
        DatasetText::Department => "部门（单位）名称",
        DatasetText::DepartmentCode => "部门代码",
        DatasetText::Supervisor => "主管部门",
        DatasetText::Scope => "部门整体 department 或项目 project",
        DatasetText::Stage => "申报 declared 或批复 approved；看不出时为空",
        DatasetText::Project => "项目名称",
        DatasetText::Year => "年度；分区目录以它命名，单个文件中是一列",
        DatasetText::Function => "第几个职能或任务，从 1 起",
        DatasetText::FunctionId => "职能的编号，如 职能1",
        DatasetText::FunctionName => "职能或任务的名称",
        DatasetText::Indicator => "本份中的第几条指标，从 1 起",
        DatasetText::SourceLine => "原文档中的行号（导入的填报才有）",
        DatasetText::Level1 => "一级指标，照印",
        DatasetText::Level2 => "二级指标，照印",
        DatasetText::Level1Standard => "一级指标的规范名称；不认识时为空",
        DatasetText::Level2Standard => "二级指标的规范名称；不认识时为空",
        DatasetText::Work => "重点工作",
        DatasetText::IndicatorProject => "对应项目",
        DatasetText::Name => "三级指标名称",
        DatasetText::Target => "指标值，照印",
        DatasetText::TargetHalf => "半年指标值，照印",
        DatasetText::Note => "备注",
        DatasetText::Standard => "指标值说明、评分标准",
        DatasetText::Weight => "权重、分值，照印",
        DatasetText::Doubt => "导入时存疑的地方",
        DatasetText::Kind => {
            "指标值的种类：quantity 数量、range 区间、deadline 期限、change 增减、relative 相对、compound 多项、qualitative 定性、text 文字、placeholder 待定"
        }
        DatasetText::Operator => "符号：≥ ≤ > < =，区间为 in；没有写时为空",
        DatasetText::Number => "数值；区间的下限",
        DatasetText::NumberHigh => "区间的上限",
        DatasetText::Unit => "计量单位的规范名称，如 万元",
        DatasetText::Per => "每……，如 元/人 中的 人",
        DatasetText::BaseUnit => "基本单位，如 元；用于比较",
        DatasetText::BaseNumber => "换算成基本单位的数值",
        DatasetText::Deadline => "期限的最后一天；没写年份的按本份年度",
        DatasetText::Class => "定性指标值的类别：direction、sustain、grade、timely、coverage、level、result",
        DatasetText::HalfKind => "半年指标值的种类",
        DatasetText::HalfOperator => "半年指标值的符号",
        DatasetText::HalfNumber => "半年指标值的数值",
        DatasetText::HalfUnit => "半年指标值的单位",
        DatasetText::Errors => "本处的错误数",
        DatasetText::Warnings => "本处的警告数",
        DatasetText::Infos => "本处的提示数",
        DatasetText::Rules => "本处问题的规则代码，以空格分开",
        DatasetText::Part => "budget 预算，function 职能或任务自己的金额",
        DatasetText::Item => "第几个预算项目（或职能），从 1 起",
        DatasetText::ItemName => "预算项目或任务的名称",
        DatasetText::Under => "上级项目的名称",
        DatasetText::OfWhich => "是否“其中”项",
        DatasetText::AmountColumn => {
            "金额所在的列：amount 只有一列，full 全年，half 半年，total 总额，fiscal 财政拨款，carryover 结转，other 其他资金，或照印的列名"
        }
        DatasetText::Printed => "金额，照印（去掉千分号）",
        DatasetText::MoneyUnit => "本表金额的单位：元或万元",
        DatasetText::Amount => "金额，按本表的单位",
        DatasetText::Yuan => "金额，换算成元",
        DatasetText::Rule => "规则代码",
        DatasetText::RuleName => "规则名称",
        DatasetText::Severity => "error 错误、warning 警告、info 提示",
        DatasetText::Clause => "依据的条款",
        DatasetText::At => "位置，与 check 的 json 报告相同",
        DatasetText::FindingLine => "文件中的行号",
        DatasetText::FindingItem => "第几个预算项目，从 1 起",
        DatasetText::Value => "有问题的文字",
        DatasetText::Message => "说明，语言随 --lang",
        DatasetText::FixSafety => "修复的把握：safe、unsafe、display（只有建议）",
        DatasetText::Replacement => "修复后的文字",
        DatasetText::Expected => "按各部分算出的金额",
        DatasetText::Actual => "印出的金额",
        DatasetText::Difference => "差额，按本表的单位",
        DatasetText::Tolerance => "允许的差额",
        DatasetText::FolderNotEmpty => "{folder} 里已有文件，没有写入。请换一个空文件夹",
        DatasetText::NoParquet => {
            "本程序编译时没有带 parquet。可改用 --to csv 或 --to jsonl，或用 cargo build --release --features parquet 重新编译"
        }
        DatasetText::Summary => {
            "导出 {filings} 份填报到 {files} 个文件：指标 {indicators} 行，金额 {budget} 行，问题 {findings} 行"
        }
        DatasetText::TableIndicators => "每条指标一行：照印的文字、指标值的含义、检查结果",
        DatasetText::TableBudget => "每个金额一行：预算项目和任务",
        DatasetText::TableFindings => "每个问题一行；金额问题带有两边的数",
        DatasetText::TableFiling => "三张表都有的列",
    }
}

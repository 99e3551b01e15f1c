//! What the command line says.

use crate::messages::CliText;

/// The template of a message.
pub const fn text(id: CliText) -> &'static str {
    match id {
        CliText::About => "填报：绩效目标申报表的终端工作台",
        CliText::CheckAbout => "检查绩效目标，不打开界面",
        CliText::ImportAbout => "把文档导入为填报文件（每份一个）",
        CliText::HeadUsage => "用法",
        CliText::HeadArguments => "参数",
        CliText::HeadOptions => "选项",
        CliText::HeadCommands => "命令",
        CliText::HelpPaths => "要打开的文件或文件夹（含子文件夹）",
        CliText::HelpCheckPaths => "要检查的文件或文件夹（含子文件夹）",
        CliText::HelpImportPaths => "要导入的文档或文件夹（含子文件夹）",
        CliText::HelpFormat => "报告格式：text（默认）或 json",
        CliText::HelpFailOn => "达到此级别即以 1 退出：error（默认）、warning 或 info",
        CliText::HelpOut => "写到这个文件夹（默认与源文件同处）",
        CliText::HelpTo => "写成 toml（默认）或 json",
        CliText::HelpLang => "界面语言：zh 或 en（默认随系统）",
        CliText::HelpConfig => "使用这个配置文件",
        CliText::HelpNoConfig => "不读任何配置文件",
        CliText::HelpColor => "颜色：auto（默认）、always 或 never；也遵守 NO_COLOR",
        CliText::HelpHelp => "显示帮助",
        CliText::HelpVersion => "显示版本",
        CliText::NoTerminal => "没有终端，无法打开工作台；不需要界面时请用 tianbao check",
        CliText::UnknownArgument => "不认识的参数 {arg}",
        CliText::UnknownArgumentSimilar => "不认识的参数 {arg}，是否想用 {suggestion}？",
        CliText::BadValue => "{arg} 不能是“{value}”，可以是：{values}",
        CliText::MissingValue => "{arg} 后面缺少内容",
        CliText::MissingArgument => "缺少 {arg}",
        CliText::BadArguments => "参数有误：{text}",
        CliText::SeeHelp => "用法见 tianbao --help",
        CliText::ErrorLabel => "错误",
        CliText::WarningLabel => "警告",
        CliText::InfoLabel => "提示",
        CliText::NoteLabel => "注意",
        CliText::Clause => "依据",
        CliText::Fix => "修复",
        CliText::FixSafe => "安全",
        CliText::FixUnsafe => "需确认",
        CliText::FixDisplay => "建议",
        CliText::WholeFiling => "（整份）",
        CliText::SummaryCounts => "共 {filings} 份：错误 {errors}，警告 {warnings}，提示 {infos}",
        CliText::SummaryFixable => "可修复 {total} 处：安全 {safe}，需确认 {unsafe}",
        CliText::SummaryUnread => "有 {n} 个文件没能读取，见上",
        CliText::NothingToCheck => "没有找到可以检查的填报",
        CliText::NothingToImport => "没有找到可以导入的文档",
        CliText::ImportedTo => {
            "{source} → {target}：指标 {indicators} 条，存疑 {doubts} 条，未归位 {leftover} 行"
        }
        CliText::ImportedDoubt => "  第 {line} 行  {node}：{doubt}",
        CliText::ImportedDoubtUnplaced => "  {node}：{doubt}",
        CliText::ImportedLeftover => "  未归位：{text}",
        CliText::ImportSkipped => "{source} 已经是填报文件，无需导入",
        CliText::ImportRefused => "{target} 已经存在，内容不同，没有覆盖。请先移走它，或用 -o 指定文件夹",
        CliText::ImportSummary => {
            "导入 {sources} 个文档：{filings} 份，指标 {indicators} 条，存疑 {doubts} 条，未归位 {leftover} 行"
        }
        CliText::ExportAbout => "把填报导出为 Word、Excel 等表格，或一张指标总表",
        CliText::HelpExportPaths => "要导出的填报、文档或文件夹（含子文件夹）",
        CliText::HelpExportTo => "导出为 xlsx、docx、html、markdown、csv 或 json（不写时按 -o 文件名的结尾）",
        CliText::HelpExportOut => {
            "写到这个文件（多份合在一起）或文件夹（每份一个文件）；已有的文件不会被覆盖"
        }
        CliText::NothingToExport => "没有找到可以导出的填报",
        CliText::ExportedTo => "{source} → {target}",
        CliText::ExportRefused => "{target} 已经存在，内容不同，没有覆盖。请先移走它，或换一个名字",
        CliText::ExportSummary => "导出 {filings} 份填报到 {files} 个文件，指标 {indicators} 条",
    }
}

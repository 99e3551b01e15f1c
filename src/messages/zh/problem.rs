//! Problems.

use crate::messages::Problem;

/// The template of a message.
pub const fn text(id: Problem) -> &'static str {
    match id {
        Problem::NotFound => "找不到 {file}",
        Problem::NotReadable => "{file} 读不出来：{reason}。请检查文件是否存在、是否有读取权限",
        Problem::NotAFile => "{file} 不是普通文件，不能打开。请指定文件或文件夹",
        Problem::UnknownKind => "{file} 的类型不认识。可以打开的是 {kinds} 文件和文件夹",
        Problem::TooLarge => {
            "{file} 有 {size} MB，超过 {limit} MB 的上限，没有读取。请确认它是绩效目标表，或先拆分"
        }
        Problem::NotUtf8 => "{file} 不是 UTF-8 编码的文本，不能作为 TOML 读取。请另存为 UTF-8",
        Problem::SampleNotSaved => "示例文件没有保存位置。请用“另存为”指定一个文件",
        Problem::NewerNotSaved => "{file} 的格式比本程序新，只能查看，不能保存。请升级程序，或另存为新文件",
        Problem::ExistsAlready => {
            "{file} 已经存在，而且不是从它打开的，没有覆盖。请换一个文件名，或先打开那个文件"
        }
        Problem::ChangedOutside => "{file} 打开之后被别的程序改过，没有覆盖。请重新读入、仍然覆盖或另存为",
        Problem::SourceChanged => "{file} 导入之后被改过，没有保存。请读入新内容、仍按这里的保存，或另存为",
        Problem::SavedAsToml => {
            "{file} 没有保存：另存写的是 TOML，请用 .toml 结尾；要写成表格或文档请用 :export"
        }
        Problem::Vanished => "{file} 已被删除或改名，没有保存。请选择仍然写入或另存为",
        Problem::NoLongerFiling => "{file} 现在的内容已读不成绩效目标表，没有保存。请先修正该文件，或另存为",
        Problem::MayNotWrite => "{file} 保存不了：没有写入权限。原文件没有改动。请检查权限，或另存为",
        Problem::DiskFull => "{file} 保存不了：磁盘已满。原文件没有改动。请腾出空间，或另存到别处",
        Problem::TornFiling => "{file} 没有保存：本填报在内存中已损坏，显示为空。文件没有改动，请重新打开",
        Problem::DiskReadOnly => "{file} 保存不了：所在的磁盘是只读的。原文件没有改动。请另存到别处",
        Problem::QuotaFull => "{file} 保存不了：磁盘配额已用完。原文件没有改动。请清理文件，或另存到别处",
        Problem::NameRefused => "{file} 保存不了：文件名太长，或含有不能用的字符。请换一个名字另存",
        Problem::IsFolder => "{file} 现在是一个文件夹，或不是普通文件，没有保存。请换一个名字另存",
        Problem::LinkLoop => "{file} 保存不了：这里的链接互相指来指去，没有尽头。请换一个位置另存",
        Problem::NoFolder => "{file} 保存不了：没有这个文件夹。请先建好文件夹，或换一个位置",
        Problem::NotWritable => "{file} 保存不了：{reason}。原文件没有改动。请检查权限和磁盘空间，或另存为",
        Problem::TomlSyntax => "不符合 TOML 语法。请检查引号、等号和方括号是否成对",
        Problem::TomlNoQuotes => "等号后面的文字要用英文引号括起来，如 name = \"青禾县\"；没有内容写 \"\"",
        Problem::TomlText => "文字的引号没有成对，或反斜杠 \\ 后的写法不对；反斜杠本身写成 \\\\",
        Problem::TomlHeader => "表头的方括号没有成对，应为 [表名] 或 [[表名]]",
        Problem::TomlList => "列表写得不对：方括号要成对，各项之间用英文逗号分开",
        Problem::TomlInline => "行内表写得不对：花括号要成对，各项之间用英文逗号分开",
        Problem::TomlNoValue => "等号后面没有值；没有内容时写 \"\"",
        Problem::TomlNoEquals => "这一行只有键，缺少等号和值，应为 键 = 值",
        Problem::TomlExtra => "这一行多出了内容：一行只写一个 键 = 值，说明写在 # 后面",
        Problem::TomlTwice => "这个键或表前面已经写过，只能写一次",
        Problem::TomlNumber => "数字、日期或真假值的写法不对；不是数字的内容要加引号",
        Problem::TomlDeep => "括号套得太深",
        Problem::TomlBareKey => "键名里有中文或符号时要加英文引号，如 \"上年结转\" = …",
        Problem::TomlFullWidth => "这里用了全角标点 {found}，TOML 要用半角 {wanted}",
        Problem::FormatMissing => "缺少 format。文件第一行应为 format = {known}",
        Problem::FormatNewer => {
            "文件的格式版本是 {found}，本程序只认识到 {known}：只能查看，不能保存。请升级程序"
        }
        Problem::ExpectedFormat => "{key} 应为整数 1，实际为 {found}",
        Problem::ExpectedTable => "{key} 应为表 [{key}]，实际为 {found}",
        Problem::ExpectedRows => "{key} 应为一行一个的表 [[{key}]]，实际为 {found}",
        Problem::ExpectedText => "{key} 应为带引号的文字，实际为 {found}",
        Problem::ExpectedList => "{key} 应为文字列表，如 [\"…\", \"…\"]，实际为 {found}",
        Problem::ExpectedFlag => "{key} 应为 true 或 false，实际为 {found}",
        Problem::ExpectedNumber => "{key} 应为不小于 0 的整数，实际为 {found}",
        Problem::ExpectedYear => "{key} 应为年份，如 2025，实际为 {found}",
        Problem::ExpectedRange => "{key} 应为起止行号，如 [1, 134]，实际为 {found}",
        Problem::ExpectedChoice => "{key} 应为 {choices} 之一，实际为 {found}",
        Problem::ExpectedAmount => "{key} 应为金额，如 \"14575.40\"，实际为 {found}",
        Problem::ReasonMissing => "[[allow]] 缺少 reason：接受 {rule} 必须写明理由",
        Problem::UnknownKey => "不认识的键 {key}，已原样保留",
        Problem::UnknownKeyNear => "不认识的键 {key}，已原样保留。是否想写 {near}？",
        // Keymap.
        Problem::KeymapMode => "没有名为 [{mode}] 的模式表，可用的有 {modes}",
        Problem::KeymapNoKeys => "没有写按键",
        Problem::KeymapKey => "“{keys}”中有不认识的按键 {key}",
        Problem::KeymapDigit => "“{keys}”以数字开头，而数字用作次数（如 5j）",
        Problem::KeymapNotText => "“{keys}”的值应是带引号的命令名，或用 \"none\" 取消绑定",
        Problem::KeymapCommand => "没有名为 {command} 的命令",
        Problem::KeymapCommandMeant => "没有名为 {command} 的命令，是不是 {meant}？",
        Problem::KeymapTyped => "“{keys}”是要输入的字，在 [typing] 中只能绑定带 Ctrl、Alt 的键或功能键",
        Problem::KeymapOneKey => "“{keys}”是几个键，在 [{mode}] 中只能是一个键",
        Problem::KeymapAct => "[{mode}] 中没有名为 {command} 的动作，可用的有 {names}",
        Problem::KeymapDuplicate => "“{first}”和“{second}”是同一组按键，只按前一个绑定",
        Problem::KeymapPrefix => {
            "“{shorter}”（{shorter_command}）是“{longer}”（{longer_command}）的开头，两者不能并存；请换一组按键，\
             或把其中一个设为 \"none\""
        }
        Problem::ImportEmpty => "{file} 是空文件",
        Problem::ImportBinary => "{file} 不是能识别的文档，无法读取",
        Problem::ImportUndecodable => {
            "{file} 的文字编码认不出来（不是 UTF-8、GBK 或 UTF-16）。请另存为 UTF-8"
        }
        Problem::ImportDamaged => "{file} 已损坏或不完整，读不出来。请用原来的程序打开，另存一份",
        Problem::ImportEncrypted => "{file} 有密码保护，读不出来。请去掉密码，另存一份",
        Problem::ImportTooMuch => "{file} 解开后的内容超出读取上限，没有读取。请确认它是绩效目标表，或先拆分",
        Problem::ImportPicture => {
            "{file} 是图片，不能识别文字。请使用含文字的文件（.xlsx、.docx 或文字版 PDF）"
        }
        Problem::ImportOldText => "{file} 是旧版 Word、WPS 或 RTF 文档，请另存为 .docx 后再导入",
        Problem::ImportOldSheet => {
            "{file} 是旧版或二进制表格（.et、.xlsb、Excel 95），请另存为 .xlsx 后再导入"
        }
        Problem::ImportOfd => "{file} 是 OFD 版式文件，请用阅读器另存为 .docx，或导出为文字版 PDF 后再导入",
        Problem::ImportArchive => "{file} 是压缩包或不认识的打包文件，请先解压",
        Problem::ImportHidden => "{file} 有 {n} 处隐藏的工作表或行，没有读取",
        Problem::ImportByUnit => {
            "{file} 每个单位一列指标值，没有合计列：已按单位分成 {n} 份；资金和总体目标各份相同，请核对"
        }
        Problem::ImportPageTooLarge => {
            "{file} 超过 8 MB，网页最多读这么大，没有读取。请只保存有表格的那一页，或另存为 .xlsx、.docx"
        }
        Problem::ImportOtherSheet => "【{sheet}】{text}",
        Problem::PdfNotHere => "{file} 是 PDF，请从文件夹或命令行打开它，由 pdftotext 取出文字",
        Problem::PdfToolMissing => {
            "{file} 是 PDF，读取它需要 pdftotext：Debian/Ubuntu 运行 apt install poppler-utils poppler-data，macOS 运行 brew install poppler，Windows 运行 winget install oschwartz10612.Poppler"
        }
        Problem::PdfDataMissing => {
            "{file} 的中文字体需要字符映射表：Debian/Ubuntu 运行 apt install poppler-data，macOS 运行 brew install poppler，Windows 请重新安装完整的 Poppler"
        }
        Problem::PdfEncrypted => "{file} 是加密的 PDF，读不出来。请去掉密码，另存一份",
        Problem::PdfScanned => "{file} 是扫描的 PDF，里面没有文字。请使用原文件，或先做文字识别（OCR）",
        Problem::PdfDamaged => "{file} 不是完整的 PDF，pdftotext 读不出来：{reason}",
        Problem::PdfTooSlow => "{file} 用了 {seconds} 秒还没有读完，已放弃。请先拆分这份 PDF",
        Problem::PdfTooMuch => "{file} 里的文字超过 {limit} MB，没有读取。请先拆分这份 PDF",
        Problem::ImportNoTable => "{file}：没有找到填写了的绩效指标表",
        Problem::DoubtLevel2ByOrder => "level2: 标签不在本行，按编号和顺序推定",
        Problem::DoubtLevel1ByOrder => "level1: 标签不在本行，按顺序推定",
        Problem::DoubtLevel1InLevel2 => "level2: 二级指标栏印的是一级指标名称",
        Problem::DoubtLevelsDisagree => "level2: 与一级指标不相符，请核对",
        Problem::DoubtNoLevel1 => "level1: 表中没有一级指标标签",
        Problem::DoubtNoLevel2 => "level2: 本行没有二级指标标签，可能已缺失",
        Problem::DoubtOtherWords => "level2: 名称更像另一类二级指标，标签可能已缺失",
        Problem::DoubtNameCut => "name: 名称像被截断或混入了别的文字，请核对",
        Problem::DoubtFunctionByOrder => "function: 职能标签不在本行，按顺序和含义推定",
        Problem::DoubtNoName => "name: 本行没有名称",
        Problem::DoubtNoTarget => "target: 指标值缺失",
        Problem::DoubtTargetOfTime => {
            "target: 几个年度或季度的值并列，表上没有写明取哪一个，暂取最后一个，请核对"
        }
        Problem::DoubtTargetByPlace => "target: 按位置推定，请核对",
        Problem::DoubtMoved => "target: 单元格与表头错列，按内容归列，请核对",
        Problem::DoubtNameByOrder => "name: 由折行拼成，起止为推定",
        Problem::RecordBad => {
            "第 {line} 行不是一份填报或文档，已跳过。每行应是一个 JSON 对象：填报本身，或带 file 与 text（或 base64）的文档"
        }
        Problem::NotExported => "无法导出：{reason}",
        Problem::ExportCellTooLong => {
            "无法导出为 Excel：“{filing}”中以“{text}”开头的一格有 {n} 个字，Excel 每格最多 {most} 个。请缩短这一格，或导出为 docx、html"
        }
        Problem::ExportToTerminal => {
            "Excel、Word 文档不能显示在终端里：请接管道或重定向到文件，或用 -o 指定文件名"
        }
        Problem::ExportOneToPipe => {
            "“-o -”写到标准输出，只用于一份文件：请用 --to 指定 markdown、html、json、csv、xlsx 或 docx；数据集（jsonl、parquet）请用 -o 指定文件或文件夹"
        }
        Problem::ExportKind => {
            "看不出要导出成什么：{file}。文件名以 .xlsx .docx .html .md .csv .json .jsonl 或 .parquet 结尾，或用 --to 指定"
        }
        Problem::DoubtNoteDiffers => "note: 与指标名称差异较大，请核对",
        // Configuration.
        Problem::ConfigWidth => "{key} 应为 \"auto\"、1 或 2",
        Problem::ConfigYesNoAuto => "{key} 应为 \"auto\"、true 或 false",
        Problem::LogNotOpened => "日志文件 {file} 打不开：{reason}。请换一个可以写入的文件",
        Problem::LogIsOther => "{file} 已有内容且不是日志，没有写入。请用 --log 指定别的文件",
        Problem::VerboseNeedsLog => "工作台占用整个屏幕，-v 须与 --log FILE 同用",
        Problem::ConfigKey => "不认识的键 {key}，可用的有 {keys}",
        Problem::ConfigKeyNear => "不认识的键 {key}，是不是 {near}？",
        Problem::ConfigTable => "{key} 应为一张表",
        Problem::ConfigText => "{key} 应为带引号的文字",
        Problem::ConfigTexts => "{key} 应为带引号的文字或其列表，如 [\"…\", \"…\"]",
        Problem::ConfigSeverity => "{key} 应为 \"error\"、\"warning\"、\"info\" 或 \"off\"",
        Problem::ConfigTheme => "没有主题“{word}”，可用的有 {words}",
        Problem::ConfigThemeNear => "没有主题“{word}”，是不是 {near}",
        Problem::ConfigMouse => "{key} 应为 true、false 或 \"auto\"",
        Problem::ConfigNumber => "{key} 应为 0 到 {max} 的整数",
        Problem::ConfigDecimal => "{key} 应为数字",
        Problem::ConfigBounds => "{key} 的 min 大于 max",
        Problem::ConfigOperator => "“{word}”不是计算符号，可用的有 ≥ ≤ > < = 和“无”",
        Problem::ConfigRules => "自定义规则应写成 [[{key}]]，一条一张表",
        Problem::ConfigRule => "没有规则 {rule}。可写编号（V06）、类别字母（V）、名称或 ALL",
        Problem::ConfigRuleOfTwo => "{rule} 只在比较两份填报（tianbao diff）时检查，这里不能选用或关闭",
        Problem::ConfigRuleNear => "没有规则 {rule}，是不是 {near}？",
        Problem::ConfigRuleLacks => "自定义规则缺少 {key}",
        Problem::ConfigRuleTwice => "自定义规则 {code} {name} 的编号或名称已被使用",
        Problem::ConfigCode => "自定义规则的编号应为 X 加数字，如 X01，不能是 {code}",
        Problem::ConfigCondition => "条件 {key} 应写在 when = { … } 或 require = { … } 里",
        Problem::ConfigNoCondition => "自定义规则的 when、require 至少要有一个条件",
        Problem::ConfigRefused => "没有检查。请先改正以上问题",
        // Fixes and baselines of the command line.
        Problem::FixNeedsImport => {
            "{file} 是原始文档，不能直接修复。请先用 tianbao import 导入，再修复得到的 TOML"
        }
        Problem::FixReadOnly => "{file} 的格式比本程序新，只能查看，没有修复。请升级程序",
        Problem::BaselineBad => "{file} 不是基线文件。请用 --write-baseline 生成",
        Problem::BaselineNotReplaced => {
            "{file} 已有内容且不是基线文件，没有覆盖。请用 --write-baseline 指定别的文件"
        }
    }
}

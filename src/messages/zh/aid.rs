//! Help for what is typed, the mouse, work under way.

use crate::messages::AidText;

/// The template of a message.
pub const fn text(id: AidText) -> &'static str {
    match id {
        AidText::AidTitle => "表的名称，如“部门整体支出绩效目标申报表”。名称里有“批复”的，指标改动后会提醒。",
        AidText::AidScope => "这份表是部门整体支出还是项目支出。",
        AidText::AidStage => "申报、批复，或空白。批复后的指标原则上不再调整，改动会提醒。",
        AidText::AidYear => "四位数的年度，如 2025。目标、名称和日期里写到的年度都与它核对。",
        AidText::AidDate => "一个日期，如 2025-03-01 或 2025年3月1日。",
        AidText::AidSpan => "项目的起止日期，如 2025-01-01。开始不能晚于完成，一年期的项目应在填报年度之内。",
        AidText::AidPlain => "照表上填写的文字，不限格式。",
        AidText::AidLong => "一段文字，可以分行。目标一行写一条；其中写到的数量，指标里要有对应的一条。",
        AidText::AidMoneyUnit => "全表金额的单位：元或万元。改单位不会换算已填的金额。",
        AidText::AidLineName => "预算行的名称，如“项目支出”。改名后，归在它下面的各行会跟着改。",
        AidText::AidUnder => {
            "归在哪一行下面：写那一行的名称，同名的写全路径，如 支出/资金总额。空白是最上层。"
        }
        AidText::AidOfWhich => "其中：所列分项可以不全，加起来不超过上级即可。",
        AidText::AidAmount => "按表头单位填数字，如 1234.56。没有金额写 0；空白是没填，合计无法核对。",
        AidText::AidFunction => {
            "职能或任务的编号和名称，如 职能1、河道堤防管理。一个职能下面要有产出、效益、满意度。"
        }
        AidText::AidLevel1 => "一级指标：产出指标、效益指标、满意度指标、成本指标等。",
        AidText::AidLevel2 => "二级指标：数量、质量、时效、社会效益、服务对象满意度等，要属于它的一级指标。",
        AidText::AidWork => "这条指标所属的重点工作。重点工作不同的同名指标不算重复。",
        AidText::AidProject => "对应的预算项目，要与预算里的名称一字不差。",
        AidText::AidName => {
            "写清对象和度量，如“堤防巡查次数”；目标值和单位写到指标值里。输入时列出已有的名称，↓ 选择。"
        }
        AidText::AidTarget => {
            "计算符号 + 数值 + 单位：≥95%、≤30天、=12次；也可以是日期（2025年11月30日前）或定性的词（良好）。>= 和全角会认得；不要写 * _ - 和逗号。"
        }
        AidText::AidTargetHalf => "到年中的目标，写法与全年相同：符号和单位要一致，累计的数不能大于全年。",
        AidText::AidNote => "指标解释：计算方法、口径、数据来源。",
        AidText::AidStandard => "评分标准。定性的指标值要分档写明，如 良好得满分、一般得一半。",
        AidText::AidWeight => "分值，数字。全部三级指标合计应为 100。",
        AidText::AidSearch => "查名称、指标值、备注等全部文字，折叠着的也查；不分全角半角和大小写。",
        AidText::AidJump => {
            "在所有表里找指标：汉字、全拼（manyidu）或首字母（slzb）都行；几个词用空格分开，都要有。"
        }
        AidText::AidFilter => {
            "空格分开的条件都要满足：文字、规则（V06）、错误 警告 提示、级别:数量、已改、存疑。前面加 - 是不要，加引号是原文。"
        }
        AidText::AidPalette => {
            "命令的名称或说明里的字、拼音首字母；命令后面空一格写参数，如 saveas 青禾县.toml。"
        }
        AidText::AidFindings => "输入文字筛选：规则（V06）、严重程度（错误）、名称或说明中的字。",
        AidText::AidChanges => {
            "自上次保存以来的改动。↑↓ 选一处，x 退回这一处，u 撤销上一步，Enter 前往该行，Esc 返回。"
        }
        AidText::AidSides => {
            "两份并排：左边旧，右边新。n N 到下一处、上一处差别，空格只看差别或看全部，Enter 前往该行，Esc 返回。"
        }
        AidText::AidBudget => {
            "各级金额、占比和合计关系；最可能造成差额的那一行标为红色，下方说差多少、像什么错。↑↓ 选行，←→ 选列，Enter 或直接输入数字改金额，Tab 到下一格，粘贴一列金额往下填，n N 到下一问题，空格 前往目录里的这一行，u 撤销，Esc 返回。"
        }
        AidText::AidDashboard => {
            "各份的结论、各规则的问题、各部门的资金、待核对的导入。↑↓ 选行，n N 跳到下一部分，Enter 前往（在规则上：列出它在各份里的全部问题），Esc 返回。"
        }
        AidText::AidRule => "这条规则在各份里的全部问题。↑↓ 选一条，Enter 前往该行，Esc 返回总览。",
        AidText::AidOthers => {
            "其他表中同名或近名的指标，按严格程度排列。选中一行时，检查栏说的是采用它之后会有的问题。Enter 采用此值，空格 前往那一行，Esc 返回。"
        }
        AidText::AidChoose => "↑↓ 选择，Enter 确定；输入文字缩小范围。",
        AidText::AidRows => "这里填的内容一次写到所有选中的行，u 一步撤销。",
        AidText::AidReason => "为什么接受这个问题，如“批复文件已说明”。理由会存进文件，必须填写。",
        AidText::AidCompare => "选一份已打开的填报，或写一个文件的路径。",
        AidText::AidSaveAs => "文件名，可带文件夹；没有后缀时加 .toml。已有的文件不会被覆盖。",
        AidText::AidExport => {
            "文件名；后缀 .xlsx .docx .html .md .csv .json 决定格式。已有的文件不会被覆盖。"
        }
        AidText::AidLetter => "文件名；后缀 .md .csv .txt .json 决定格式。已有的文件不会被覆盖。",
        AidText::AidKeysHint => "F1 收起",
        AidText::OthersShown => "编辑窗格里显示其他表的同名指标；c 打开全部",
        AidText::OthersHidden => "编辑窗格里不再显示其他表的同名指标",
        AidText::ActDown => "下一行",
        AidText::ActUp => "上一行",
        AidText::ActPageDown => "下一页",
        AidText::ActPageUp => "上一页",
        AidText::ActTop => "第一行",
        AidText::ActBottom => "最后一行",
        AidText::ActLeft => "左边一列；合并时取我的",
        AidText::ActRight => "右边一列；合并时取对方的",
        AidText::ActChoose => "前往或采用所选的一行",
        AidText::ActClose => "关闭",
        AidText::ActAccept => "确定；长文字里换行",
        AidText::ActDone => "确定长文字",
        AidText::ActCancel => "取消",
        AidText::ActNextField => "确定并到下一格；列表里下移",
        AidText::ActPreviousField => "确定并到上一格；列表里上移",
        AidText::ActHelp => "说明正在填写的内容",
        AidText::ActCharLeft => "左移一字",
        AidText::ActCharRight => "右移一字",
        AidText::ActWordLeft => "左移一词",
        AidText::ActWordRight => "右移一词",
        AidText::ActLineStart => "到行首",
        AidText::ActLineEnd => "到行尾",
        AidText::ActLineUp => "上一行；单行时确定并上移",
        AidText::ActLineDown => "下一行；单行时确定并下移",
        AidText::ActDeleteLeft => "删左边一字",
        AidText::ActDeleteRight => "删右边一字",
        AidText::ActDeleteWordLeft => "删左边一词",
        AidText::ActDeleteWordRight => "删右边一词",
        AidText::ActDeleteToStart => "删到行首",
        AidText::ActDeleteToEnd => "删到行尾",
        AidText::ActSelectAll => "全选",
        AidText::ActUndo => "撤销输入",
        AidText::ActRedo => "重做输入",
        AidText::MouseIsOn => "鼠标开",
        AidText::MouseIsOff => "鼠标关",
        AidText::WorkingSave => "正在保存 {done}/{all} 份…  Esc 停止",
        AidText::WorkingExport => "正在导出 {file} …  Esc 停止",
        AidText::WorkingCompare => "正在读入 {file} …  Esc 停止",
        AidText::WorkStopped => "已停止",
        AidText::SaveStopped => "已停止：保存了 {done} 份，还有 {rest} 份未保存",
    }
}

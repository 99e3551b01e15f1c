//! Help for what is typed, the mouse, work under way.

use crate::messages::AidText;

/// The template of a message.
pub const fn text(id: AidText) -> &'static str {
    match id {
        AidText::AidTitle => "The name of the form, such as 部门整体支出绩效目标申报表.",
        AidText::AidScope => "Whether the form is about a whole department or one project.",
        AidText::AidStage => {
            "申报 (declared), 批复 (approved), or blank. Approved targets are in principle not changed."
        }
        AidText::AidYear => {
            "Four digits, such as 2025. Years in goals, names and dates are compared with it."
        }
        AidText::AidDate => "A date, such as 2025-03-01 or 2025年3月1日.",
        AidText::AidSpan => {
            "When the project begins and ends, such as 2025-01-01. A project of one year lies in the year of the filing."
        }
        AidText::AidPlain => "Text as it is printed on the form, in any form.",
        AidText::AidLong => {
            "Text of several lines. Goals stand one a line; what they promise in numbers needs an indicator."
        }
        AidText::AidMoneyUnit => {
            "The unit of all amounts: 元 or 万元. Changing it does not convert what is filled in."
        }
        AidText::AidLineName => {
            "The name of the line, such as 项目支出. Lines under it follow when it is renamed."
        }
        AidText::AidUnder => {
            "The line that it stands under: its name, or the path where names are not unique, such as 支出/资金总额. Blank at the top."
        }
        AidText::AidOfWhich => {
            "其中: the listed parts may be incomplete; they only may not exceed the line above."
        }
        AidText::AidAmount => {
            "A number in the unit of the form, such as 1234.56. Write 0 for none: a blank is missing and cannot be summed."
        }
        AidText::AidFunction => "The number and name of a function or task, such as 职能1.",
        AidText::AidLevel1 => "Level 1: 产出指标, 效益指标, 满意度指标, 成本指标 and the like.",
        AidText::AidLevel2 => {
            "Level 2, which must belong to its level 1: 数量指标, 质量指标, 时效指标, 社会效益指标 and the like."
        }
        AidText::AidWork => {
            "The work that the indicator belongs to. Indicators of one name but of different work are no duplicates."
        }
        AidText::AidProject => "The project in the budget, called exactly as it is there.",
        AidText::AidName => {
            "Say what is measured of what, such as 堤防巡查次数; value and unit belong into the target. Known names are offered, ↓ chooses."
        }
        AidText::AidTarget => {
            "Sign, number and unit: ≥95%, ≤30天, =12次; or a date (2025年11月30日前) or a word (良好). >= and full width are understood; no * _ - and no commas."
        }
        AidText::AidTargetHalf => {
            "The target by the middle of the year, written like the other: same sign, same unit, not above it."
        }
        AidText::AidNote => "How the indicator is measured: formula, what counts, source.",
        AidText::AidStandard => {
            "How it is scored. A target in words needs grades, such as full marks for 良好."
        }
        AidText::AidWeight => "A number. The weights of all indicators sum to 100.",
        AidText::AidSearch => {
            "Searches names, targets, notes and all other texts, folded ones too; width and case do not matter."
        }
        AidText::AidJump => {
            "Finds an indicator in all filings by characters, pinyin (manyidu) or initials (slzb); several words must all be there."
        }
        AidText::AidFilter => {
            "All conditions must hold: text, a rule (V06), error warning info, level:数量, edited, doubtful. - turns one round, quotes take it as text."
        }
        AidText::AidPalette => {
            "A command by name or by what it does; an argument follows a blank, such as saveas 青禾县.toml."
        }
        AidText::AidFindings => {
            "Type to filter: a rule (V06), a severity (error), words of a name or message."
        }
        AidText::AidChanges => {
            "What has changed since the last save. ↑↓ choose, x takes this change back, u undoes the last step, Enter goes to the row, Esc closes."
        }
        AidText::AidSides => {
            "Two filings side by side, the old one at the left. n N next and previous difference, Space shows only differences or all, Enter goes to the row, Esc closes."
        }
        AidText::AidBudget => {
            "Amounts, shares and sums; the line that most likely causes a difference is red, and below stands how much it is and what it looks like. ↑↓ line, ←→ column, Enter or a digit edits the amount, Tab goes on, a pasted column fills the lines below, n N next finding, Space goes to the row in the tree, u undoes, Esc closes."
        }
        AidText::AidDashboard => {
            "Filings by verdict, findings by rule, money by department, doubtful imports. ↑↓ choose, n N next part, Enter goes there (on a rule: lists all its findings), Esc closes."
        }
        AidText::AidRule => {
            "All findings of this rule in all filings. ↑↓ choose, Enter goes to the row, Esc goes back to the dashboard."
        }
        AidText::AidOthers => {
            "The same or a like-named indicator in other filings, by strictness. The check bar says what would be found if the selected value were taken over. Enter takes it over, Space goes to its row, Esc closes."
        }
        AidText::AidChoose => "↑↓ chooses, Enter takes it; typing narrows the list.",
        AidText::AidRows => {
            "What is typed here goes to all selected rows at once; u takes it back in one step."
        }
        AidText::AidReason => {
            "Why the finding is accepted. The reason is kept in the file and cannot be blank."
        }
        AidText::AidCompare => "Choose a loaded filing, or type the path of a file.",
        AidText::AidSaveAs => {
            "A file name, with a folder if you like; .toml is added where there is no ending. An existing file is not overwritten."
        }
        AidText::AidExport => {
            "A file name; its ending .xlsx .docx .html .md .csv .json says the format. An existing file is not overwritten."
        }
        AidText::AidLetter => {
            "A file name; its ending .md .csv .txt .json says the format. An existing file is not overwritten."
        }
        AidText::AidKeysHint => "F1 closes",
        AidText::OthersShown => "The editor pane shows the targets of other filings; c opens all",
        AidText::OthersHidden => "The editor pane no longer shows the targets of other filings",
        AidText::ActDown => "the next line",
        AidText::ActUp => "the line before",
        AidText::ActPageDown => "a page down",
        AidText::ActPageUp => "a page up",
        AidText::ActTop => "the first line",
        AidText::ActBottom => "the last line",
        AidText::ActLeft => "the column to the left; when merging, mine",
        AidText::ActRight => "the column to the right; when merging, theirs",
        AidText::ActChoose => "goes to the selected line, or takes it",
        AidText::ActClose => "closes",
        AidText::ActAccept => "accepts; in a long text begins a line",
        AidText::ActDone => "accepts a long text",
        AidText::ActCancel => "cancels",
        AidText::ActNextField => "accepts and goes to the next field; in a list, down",
        AidText::ActPreviousField => "accepts and goes to the field before; in a list, up",
        AidText::ActHelp => "tells what belongs here",
        AidText::ActCharLeft => "a character left",
        AidText::ActCharRight => "a character right",
        AidText::ActWordLeft => "a word left",
        AidText::ActWordRight => "a word right",
        AidText::ActLineStart => "to the start of the line",
        AidText::ActLineEnd => "to the end of the line",
        AidText::ActLineUp => "a line up; in one line accepts and goes up",
        AidText::ActLineDown => "a line down; in one line accepts and goes down",
        AidText::ActDeleteLeft => "deletes the character to the left",
        AidText::ActDeleteRight => "deletes the character to the right",
        AidText::ActDeleteWordLeft => "deletes the word to the left",
        AidText::ActDeleteWordRight => "deletes the word to the right",
        AidText::ActDeleteToStart => "deletes to the start of the line",
        AidText::ActDeleteToEnd => "deletes to the end of the line",
        AidText::ActSelectAll => "selects all",
        AidText::ActUndo => "takes typing back",
        AidText::ActRedo => "does it again",
        AidText::MouseIsOn => "mouse on",
        AidText::MouseIsOff => "mouse off",
        AidText::WorkingSave => "Saving {done}/{all} …  Esc stops",
        AidText::WorkingExport => "Exporting {file} …  Esc stops",
        AidText::WorkingCompare => "Reading {file} …  Esc stops",
        AidText::WorkStopped => "Stopped",
        AidText::SaveStopped => "Stopped: {done} saved, {rest} still unsaved",
    }
}

//! Themes, the mouse, the remembered session, the external editor and what a newcomer is told.

use crate::messages::FeelText;

/// The template of a message.
pub const fn text(id: FeelText) -> &'static str {
    match id {
        FeelText::ThemeTerminal => "the terminal's own colors",
        FeelText::ThemeLight => "light",
        FeelText::ThemeDark => "dark",
        FeelText::ThemeHighContrast => "high contrast",
        FeelText::ThemeSet => "theme: {name} ({doc})",
        FeelText::ThemeNoColor => "theme: {name} ({doc}); colors are off now (NO_COLOR or --color never)",
        FeelText::NoSuchTheme => "there is no theme “{name}”; there are {names}",
        FeelText::NoSuchThemeNear => "there is no theme “{name}”; did you mean {near}?",
        FeelText::MouseOn => {
            "mouse on: click, double click to edit, wheel, drag the border; once more gives it back"
        }
        FeelText::MouseOff => "the mouse is the terminal's again: select text as usual",
        FeelText::SplitSet => "the first pane has {percent}%",
        FeelText::EmptyTitle => "no filing to open here",
        FeelText::EmptyNew => {
            "Begin one: press {keys} and type new-filing DEPARTMENT YEAR, as in new-filing 水务局 2026"
        }
        FeelText::EmptyOpen => {
            "Open others: leave and run tianbao FILE or FOLDER; alone it opens the last ones, else samples"
        }
        FeelText::EmptyQuit => "Leave: press {keys}",
        FeelText::FirstTitle => "new here? five keys",
        FeelText::FirstMove => "move, unfold, fold",
        FeelText::FirstEdit => "edit a target",
        FeelText::FirstFinding => "next finding",
        FeelText::FirstSave => "save",
        FeelText::FirstHelp => "all keys",
        FeelText::SessionGone => "none of the files of the last session is there any more: these are samples",
        FeelText::NoEditor => "no external editor is set: set EDITOR or VISUAL first, such as EDITOR=vim",
        FeelText::EditorFailed => "the external editor “{editor}” failed, nothing was taken from it: {why}",
        FeelText::EditorUnchanged => "nothing was changed in the external editor",
        FeelText::EditorTaken => "changes of the external editor taken over; u takes them back",
        FeelText::EditorSaved => "changes saved in the external editor taken over; u takes them back",
        FeelText::EditorBroken => "line {line}: {why}",
        FeelText::EditorTitle => "the edited file cannot be read",
        FeelText::EditorLeftTitle => "the external editor ended with an error",
        FeelText::EditorLeft => "{why}; but it has changed the text: take that?",
        FeelText::AnswerTakeEdited => "take it (not written to the file yet; u takes it back)",
        FeelText::MenuTitle => "menu",
        FeelText::MenuKeys => "↑↓ choose  Enter do it  Esc close",
        FeelText::AnswerKeys => "↑↓ choose  Enter take it  Esc go back",
        FeelText::AnswerBack => "go back",
        FeelText::AnswerSaveQuit => "save and quit",
        FeelText::AnswerDropQuit => "quit without saving",
        FeelText::AnswerEditAgain => "edit again",
        FeelText::AnswerRestoreLeft => "restore them",
        FeelText::AnswerDropLeft => "drop them",
        FeelText::AnswerDrop => "drop it",
        FeelText::AnswerMerge => "merge both",
        FeelText::AnswerSaveAs => "save as",
        FeelText::AnswerReload => "drop what is changed here, read it again",
        FeelText::AnswerOverwrite => "overwrite all the same",
        FeelText::AnswerWriteAnew => "write it anew",
        FeelText::AnswerSourceMerge => "merge with it, keep changes made here",
        FeelText::AnswerSourceReload => "only what it says now",
        FeelText::AnswerSourceKeep => "save what is here",
        FeelText::EditorNotWritten => "no temporary file for the external editor: {why}",
    }
}

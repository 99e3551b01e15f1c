//! Themes, the mouse, the remembered session, the external editor and what a newcomer is told.

area! {
    /// Themes, the mouse, the remembered session, the external editor and what a newcomer is told.
    FeelText, feel {
        ThemeTerminal,
        ThemeLight,
        ThemeDark,
        ThemeHighContrast,
        ThemeSet,
        ThemeNoColor,
        NoSuchTheme,
        NoSuchThemeNear,
        MouseOn,
        MouseOff,
        SplitSet,
        FirstTitle,
        FirstMove,
        FirstEdit,
        FirstFinding,
        FirstSave,
        FirstHelp,
        LoadingStopped,
        SessionGone,
        NoEditor,
        EditorFailed,
        EditorUnchanged,
        EditorTaken,
        EditorBroken,
        EditorTitle,
        EditorNotWritten,
    }
}

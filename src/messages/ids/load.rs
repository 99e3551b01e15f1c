//! What is said where reading was stopped before all files were read.

area! {
    /// What is said where reading was stopped before all files were read.
    LoadText, load {
        Stopped,
        Unread,
        ProblemUnread,
        ProblemReading,
        LetterLacks,
        HintStop,
    }
}

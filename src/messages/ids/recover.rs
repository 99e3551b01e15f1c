//! Unsaved changes of earlier sessions, and filings that another workbench is changing.

area! {
    /// Unsaved changes of earlier sessions, and filings that another workbench is changing.
    RecoverText, recover {
        Title,
        Keys,
        KeysApart,
        KeysLost,
        Row,
        Fits,
        FileGone,
        OtherFile,
        FileBroken,
        Lost,
        NoFileYet,
        FileChangedNow,
        DropQuestion,
        SecondsAgo,
        MinutesAgo,
        HoursAgo,
        DaysAgo,
        Restored,
        RestoredApart,
        ApartMark,
        ApartFile,
        Dropped,
        Later,
        NoJournal,
        LeftMeanwhile,
        Unreadable,
    }
}

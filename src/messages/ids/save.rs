//! What was not saved, and files that others have changed.

area! {
    /// What was not saved, and files that others have changed.
    SaveText, save {
        Title,
        None,
        Some,
        Row,
        Keys,
        Later,
        WhyChanged,
        WhyGone,
        WhySource,
        WhyNoFiling,
        WhyRights,
        WhyReadOnly,
        WhyFull,
        WhyQuota,
        WhyFolder,
        WhyName,
        WhyTaken,
        WhyOther,
        SavedElsewhere,
        SavedElsewhereChanged,
        Reloaded,
        ReloadedMany,
        ChangedHere,
        ChangedNoFiling,
        Gone,
        SourceGone,
        SourceLacks,
        MarkChanged,
        MarkGone,
        MarkUnguarded,
    }
}

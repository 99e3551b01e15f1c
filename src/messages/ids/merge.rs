//! Bringing together what two people changed.

area! {
    /// Bringing together what two people changed.
    MergeText, merge {
        Title,
        Mine,
        Theirs,
        Nothing,
        Keys,
        Merged,
        MergedAsked,
        Undecided,
        GivenUp,
    }
}

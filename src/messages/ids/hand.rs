//! What is said where a hand has pasted, taken back or chosen something.

area! {
    /// What is said where a hand has pasted, taken back or chosen something.
    HandText, hand {
        IfTaken,
        AllTakenBack,
        LeftOut,
        PasteSome,
        HalfBefore,
        NewBackwards,
        FixIsSafe,
        FixIsGuess,
        HintMixedFixes,
        HintSafeFixes,
        HintAllSafe,
        HintAllGuessed,
        Fixed,
        FixedRows,
        FixedWithRows,
        FixesLeft,
        PutInSome,
        Confirmed,
        ConfirmedRows,
        DoubtsLeft,
        NoDoubtLeft,
        NoAmount,
        PasteNoAmounts,
        DoubtInOther,
        NoSource,
        SourceNotBeside,
    }
}

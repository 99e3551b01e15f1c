//! Why a row of a draft must be thought about again. Stored in the filing as its doubt.

area! {
    /// Why a row of a draft must be thought about again.
    DraftText, draft {
        DoubtDate,
        DoubtYear,
        DoubtCumulative,
        DoubtMoney,
        DoubtBaseline,
    }
}

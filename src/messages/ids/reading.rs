//! Words in the readings of targets.

area! {
    /// Words in the readings of targets.
    ReadingText, reading {
        Empty,
        Placeholder,
        Unclassified,
        Qualitative,
        Baseline,
        Implied,
        Day,
        Month,
        Quarter,
        Year,
        NoSign,
        Direction,
        Sustain,
        Grade,
        Timely,
        Coverage,
        Level,
        Result,
    }
}

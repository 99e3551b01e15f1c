//! What the boards say.

use crate::messages::KnowText;

/// The template of a message.
pub const fn text(id: KnowText) -> &'static str {
    match id {
        KnowText::SidesTitle => "Side by side",
        KnowText::ChangesTitle => "Changes since the last save",
        KnowText::BudgetTitle => "Budget ({unit})",
        KnowText::DashboardTitle => "Overview",
        KnowText::OthersTitle => "“{name}” in other filings",
        KnowText::ColumnLine => "line",
        KnowText::ColumnShare => "share",
        KnowText::ColumnSum => "sums",
        KnowText::SuspectUnit => "元 and 万元 mixed up? In the other unit {converted}",
        KnowText::SuspectMissing => "the difference is this line: left out of the total?",
        KnowText::SuspectDoubled => "the difference is this line: counted twice?",
        KnowText::SuspectPoint => {
            "a misplaced point, or a zero too many or too few? the sum holds with {converted}"
        }
        KnowText::SuspectDigits => "two swapped digits? the sum holds with {converted}",
        KnowText::SuspectSomeDigits => "the difference looks like two swapped digits",
        KnowText::DashboardVerdicts => "Filings by verdict",
        KnowText::DashboardRules => "Findings by rule",
        KnowText::DashboardMoney => "Money by department",
        KnowText::DashboardDoubts => "Doubtful imports",
        KnowText::DashboardNote => {
            "{n} filings: {errors} with errors, {warnings} with warnings, {infos} with information only, {clean} clean"
        }
        KnowText::VerdictErrors => "errors: must be changed",
        KnowText::VerdictWarnings => "warnings: to be looked at",
        KnowText::VerdictInfos => "information only",
        KnowText::VerdictClean => "clean",
        KnowText::RuleCount => "{n} in {filings} filings",
        KnowText::FilingCount => "{n} filings",
        KnowText::DoubtCount => "{n} doubtful rows",
        KnowText::More => "{n} more not listed",
        KnowText::AlikeHeading => "Like-named, not compared",
        KnowText::ThisOne => "this one",
        KnowText::Standing => "no. {number} of {of} in strictness, stricter than {below}",
        KnowText::StandingEqual => "all {of} of this name as strict",
        KnowText::NoStanding => "these targets do not compare",
        KnowText::PanelTitle => "others",
        KnowText::HintSides => "n N next difference  space only differences  Enter go  Esc close",
        KnowText::HintChanges => "Enter go  x take this change back  u undo  Esc close",
        KnowText::HintBudget => "Enter edit  ← → column  n N next problem  space go  Esc close",
        KnowText::HintAmount => "Enter done  Tab done, next amount  ↑ ↓ done, other line  Esc cancel",
        KnowText::HintGo => "Enter go  n N next part  Esc close",
        KnowText::HintOthers => "Enter take this target  space go  Esc close",
        KnowText::Taken => "took {value}; u takes it back",
        KnowText::Reverted => "taken back: {what}",
        KnowText::OfferTitle => "names in use",
        KnowText::OfferHint => "↓ choose",
        KnowText::OfferCount => "{n}×",
        KnowText::Drafted => {
            "drafted {year}: {doubts} rows to check (]? goes through them), {amounts} amounts to fill in"
        }
        KnowText::DraftIsThere => "the one of {year} is open already, none was drafted: {file}",
        KnowText::DraftedSure => "drafted {year}: no rows to check, {amounts} amounts to fill in",
        KnowText::Begun => "began an empty form for {year}",
    }
}

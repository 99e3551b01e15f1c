//! Unsaved changes of earlier sessions, and filings that another workbench is changing.

use crate::messages::RecoverText;

/// The template of a message.
pub const fn text(id: RecoverText) -> &'static str {
    match id {
        RecoverText::Title => "unsaved changes of last time",
        RecoverText::Keys => {
            "r restore  R restore all  d drop  j k select  PgDn PgUp read the changes  Esc later"
        }
        RecoverText::KeysApart => {
            "r merge  a restore apart  d drop  j k select  PgDn PgUp read changes  Esc later"
        }
        RecoverText::KeysLost => "d drop  j k select  PgDn PgUp read the changes  Esc later",
        RecoverText::Row => "{file}  {department}  {n} changes  {when}",
        RecoverText::Fits => {
            "The file has not changed since; restoring brings everything back, undo included:"
        }
        RecoverText::FileGone => {
            "The file is gone; restoring brings back what it was with the changes, to be saved again:"
        }
        RecoverText::OtherFile => {
            "The file has changed since: r brings these changes into it and asks where both changed something:"
        }
        RecoverText::FileBroken => {
            "The file no longer holds a filing; restoring brings back what it was with the changes, to be saved again:"
        }
        RecoverText::NoFileYet => {
            "No file holds it yet; restoring brings back what it was with the changes, to be saved:"
        }
        RecoverText::SavedOnce => {
            "These changes had been saved; since then the file was put back to what it held before. Restore or drop them:"
        }
        RecoverText::FileChangedNow => {
            "Another program has just changed the file; restored, they are merged with it when you save:"
        }
        RecoverText::DropQuestion => "Drop {n} unsaved changes of {file}? They cannot be had back.",
        RecoverText::Lost => {
            "These changes can no longer be made by themselves; type them again (- says the file now, + was made of it; row numbers of then):"
        }
        RecoverText::LentUnread => {
            "{file}: text of an editor that was not taken back and cannot be merged by itself; look into the file, delete it when done"
        }
        RecoverText::LentFailed => {
            "{file}: text of an external editor that ended with an error; it was not taken: open this file to compare, and delete it when done"
        }
        RecoverText::ToldBack => "in the file, and taken back then:",
        RecoverText::ToldBackTo => "in the file, and taken back then; what it went back to:",
        RecoverText::ToldInsert => "{place} came:",
        RecoverText::ToldRemove => "{place} went",
        RecoverText::ToldMove => "{place} moved to {to}",
        RecoverText::ToldAllows => "accepted findings became:",
        RecoverText::ToldBlank => "(blank)",
        RecoverText::ToldFiling => "the filing",
        RecoverText::ToldLine => "budget line {n}",
        RecoverText::ToldFunction => "function {function}",
        RecoverText::ToldIndicator => "function {function}, row {n}",
        RecoverText::ToldNamed => "{place} (now {name})",
        RecoverText::SecondsAgo => "just now",
        RecoverText::MinutesAgo => "{n} min ago",
        RecoverText::HoursAgo => "{n} h ago",
        RecoverText::DaysAgo => "{n} days ago",
        RecoverText::Restored => "the unsaved changes of {file} are back, not yet in the file",
        RecoverText::RestoredApart => {
            "the changes of {file} are back as a filing of its own; save it under a new name"
        }
        RecoverText::ApartMark => " (restored)",
        RecoverText::ApartFile => "-restored",
        RecoverText::Dropped => "dropped",
        RecoverText::Later => "the unsaved changes are kept: :recover shows them again",
        RecoverText::LeftMeanwhile => {
            "another window ended without saving its changes of this file: decide with :recover first"
        }
        RecoverText::FieldElsewhere => {
            "another window edits this file; your text stays here: Enter once it has saved, or Esc"
        }
        RecoverText::FieldUndecided => {
            "another window left unsaved changes: your text cannot be taken; Esc, then :recover"
        }
        RecoverText::FieldFree => "the other window has let go of this file: Enter takes your text",
        RecoverText::Unreadable => {
            "{file}: a journal of unsaved changes is damaged or by a newer version; it was renamed and not applied"
        }
        RecoverText::NoJournal => {
            "unsaved changes cannot be recorded in {folder} ({reason}): a crash would lose them, so save often"
        }
    }
}

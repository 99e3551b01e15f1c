//! What was not saved, and files that others have changed.

use crate::messages::SaveText;

/// The template of a message.
pub const fn text(id: SaveText) -> &'static str {
    match id {
        SaveText::Title => "not saved",
        SaveText::None => "{failed} not saved. All changes are still here:",
        SaveText::Some => "{saved} saved; {failed} not, all their changes are still here:",
        SaveText::Row => "{why}  {file}  {department}",
        SaveText::Keys => "a save as  r try again  Enter go there  j k select  Esc back",
        SaveText::Later => "{n} still not saved; the changes are here, :wa tries again",
        SaveText::WhyChanged => "changed by another program",
        SaveText::WhyGone => "file is gone",
        SaveText::WhySource => "document changed",
        SaveText::WhyNoFiling => "no filing any more",
        SaveText::WhyRights => "no permission",
        SaveText::WhyReadOnly => "read-only disk",
        SaveText::WhyFull => "disk full",
        SaveText::WhyQuota => "quota used up",
        SaveText::WhyFolder => "no such folder",
        SaveText::WhyName => "name refused",
        SaveText::WhyTaken => "name is taken",
        SaveText::WhyOther => "cannot be written",
        SaveText::SavedElsewhere => "another window has saved {file}: it is open here now",
        SaveText::SavedElsewhereChanged => {
            "another window has saved {file}, and there are unsaved changes here: save under another name with :saveas, or give them up and open it again"
        }
        SaveText::Reloaded => "{file} was changed by another program and read again",
        SaveText::ReloadedMany => "{n} files were changed by another program and read again",
        SaveText::ChangedHere => {
            "{file} was changed by another program; your changes are here and can be merged when you save"
        }
        SaveText::ChangedNoFiling => {
            "{file} was changed by another program and is no filing now; shown is what it was"
        }
        SaveText::Gone => "{file} was deleted or renamed; its content is still here, Ctrl-s writes it again",
        SaveText::SourceGone => {
            "{file} was deleted or renamed; what was imported from it is still here and can be saved"
        }
        SaveText::SourceLacks => {
            "{file} no longer has this filing; shown is what was imported from it before"
        }
        SaveText::MarkChanged => "!file changed",
        SaveText::MarkGone => "!file gone",
        SaveText::MarkUnguarded => "!no journal, save often",
    }
}

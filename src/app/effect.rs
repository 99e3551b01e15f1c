//! What the state asks of the outside world.

use std::path::PathBuf;

/// A request to the loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write filings to their files.
    Save(Vec<usize>),
    /// Write a filing to a file of this name.
    SaveAs(usize, PathBuf),
    /// Write a filing as a document to a file of this name; the ending says which.
    Export(usize, PathBuf),
    /// Write the letter about the findings of these filings to a file of this name; the ending says which kind.
    Letter(Vec<usize>, PathBuf),
    /// Read the document that a filing was imported from, to show its lines.
    ShowSource(usize),
    /// Read a file and compare a filing with what it holds.
    Compare(usize, PathBuf),
    /// Write a filing to its file whatever that holds now.
    Overwrite(usize),
    /// Edit a filing in the person's own editor.
    EditFile(usize),
    /// Go on editing there what cannot be read.
    EditAgain,
    /// Take what an editor has left that ended with an error.
    TakeEdited,
    /// Give up what was edited there.
    DropEdited,
    /// Read no more of the files that were named at the start.
    StopLoading,
    /// Read those that are left.
    ReadOn,
    /// Read a filing's file again and bring the changes made here into it.
    Merge(usize),
    /// Read a filing's file again and drop the changes made here.
    Reload(usize),
    /// Leave the program.
    Quit,
    /// Leave the program unless something is still unsaved.
    QuitIfSaved,
    /// Go to the background.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Put this text into the system's clipboard; so many rows are in it.
    Copy {
        /// Tab-separated text.
        text: String,
        /// The number of rows.
        n_rows: usize,
    },
}

//! Why a row is not certain, and the sentence that is stored with it.
//!
//! The sentence is stored in the file and says the field first, so it is always in Chinese. Invariant: a certain row
//! has none.

use crate::messages::{Lang, Message, Problem};

/// A reason for doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The level-2 label is not in its row; order and numbers tell it.
    Level2ByOrder,
    /// The level-1 label is not in its row; order tells it.
    Level1ByOrder,
    /// The level-2 cell holds a level-1 label.
    Level1InLevel2,
    /// Levels disagree with the taxonomy.
    LevelsDisagree,
    /// No label tells the level 1.
    NoLevel1,
    /// No label tells the level 2.
    NoLevel2,
    /// The words of the name speak for another level 2.
    OtherWords,
    /// The name looks cut off, or as if another were joined to it.
    NameCut,
    /// The function is not in its row; order and meaning tell it.
    FunctionByOrder,
    /// The row has a target or a number, but no name.
    NoName,
    /// The row has a name but no target.
    NoTarget,
    /// The target looks like none; its place tells it.
    TargetByPlace,
    /// Of the values of several times nothing says which is the form's.
    TargetOfTime,
    /// The cells stand beside their columns, and those of no other row do so alike.
    Moved,
    /// The name was put together from lines that may belong to others.
    NameByOrder,
    /// The note repeats another name.
    NoteDiffers,
}

impl Doubt {
    const fn message(self) -> Problem {
        match self {
            Self::Level2ByOrder => Problem::DoubtLevel2ByOrder,
            Self::Level1ByOrder => Problem::DoubtLevel1ByOrder,
            Self::Level1InLevel2 => Problem::DoubtLevel1InLevel2,
            Self::LevelsDisagree => Problem::DoubtLevelsDisagree,
            Self::NoLevel1 => Problem::DoubtNoLevel1,
            Self::NoLevel2 => Problem::DoubtNoLevel2,
            Self::OtherWords => Problem::DoubtOtherWords,
            Self::NameCut => Problem::DoubtNameCut,
            Self::FunctionByOrder => Problem::DoubtFunctionByOrder,
            Self::NoName => Problem::DoubtNoName,
            Self::NoTarget => Problem::DoubtNoTarget,
            Self::TargetByPlace => Problem::DoubtTargetByPlace,
            Self::TargetOfTime => Problem::DoubtTargetOfTime,
            Self::Moved => Problem::DoubtMoved,
            Self::NameByOrder => Problem::DoubtNameByOrder,
            Self::NoteDiffers => Problem::DoubtNoteDiffers,
        }
    }
}

/// The sentences of these doubts.
pub fn text(doubts: &[Doubt]) -> String {
    let sentences: Vec<String> =
        doubts.iter().map(|it| Message::plain(it.message()).render(Lang::Zh)).collect();
    sentences.join(crate::model::BETWEEN_DOUBTS)
}

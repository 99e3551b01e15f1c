//! Problems.

use crate::messages::Problem;

/// The template of a message.
pub const fn text(id: Problem) -> &'static str {
    match id {
        Problem::NotFound => "{file} was not found",
        Problem::ImportEmpty => "{file} is empty",
        Problem::ImportBinary => "{file} is not a text file and cannot be read",
        Problem::ImportNotUtf8 => "{file} is not UTF-8 text and cannot be read",
        Problem::ImportNoTable => "{file}: no indicator table found",
        Problem::ImportDoubt => "{name}: {doubt}",
        Problem::DoubtLevel2ByOrder => "level2: the label is not in this row; order and numbers tell it",
        Problem::DoubtLevel1ByOrder => "level1: the label is not in this row; order tells it",
        Problem::DoubtLevel1InLevel2 => "level2: the level-2 column holds a level-1 name",
        Problem::DoubtLevelsDisagree => "level2: does not belong to the level 1",
        Problem::DoubtNoLevel1 => "level1: the table prints no level-1 label",
        Problem::DoubtFunctionByOrder => "function: the label is not in this row; order and meaning tell it",
        Problem::DoubtNoName => "name: there is a number but no name",
        Problem::DoubtNoTarget => "target: the value is missing",
        Problem::DoubtTargetByPlace => "target: its place tells it, not its form",
        Problem::DoubtNameByOrder => "name: joined from wrapped lines whose ends are guessed",
        Problem::DoubtNoteDiffers => "note: differs much from the name",
    }
}

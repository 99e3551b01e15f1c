//! Help for what is being typed: a box that tells what belongs into the field or the line, while typing goes on.

use super::put::Pen;
use super::{Drawn, frame, label, popup, prompt, theme};
use crate::app::board::{Board, BoardKind};
use crate::app::pointer::Target;
use crate::app::{Mode, PromptKind, State};
use crate::messages::AidText;
use crate::model::Field;
use crate::text::{width, wrap};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Longer lines are tiring to read.
const MOST_COLUMNS: u16 = 72;

/// Draws the box where it does not hide the caret; nothing while it is not asked for.
pub fn draw(state: &State, body: Rect, buffer: &mut Buffer, drawn: &mut Drawn) {
    if !state.is_aided || body.is_empty() {
        return;
    }
    let (title, text) = match &state.mode {
        Mode::Draft(draft) => (label::field(state, &draft.field), of_field(&draft.field)),
        Mode::Prompt(it) => (state.say(prompt::title(&it.kind)).to_owned(), of_prompt(&it.kind)),
        Mode::Board(board) => (board.title.clone(), of_board(board)),
        Mode::Normal | Mode::Overlay(_) => return,
    };
    let columns = MOST_COLUMNS.min(body.width);
    let text = state.say(text);
    let lines = wrap::wrap(text, columns.saturating_sub(4).max(1).into());
    let height = frame::boxed(lines.len(), body.height);
    // Away from the caret: in the other half.
    let is_low = drawn.cursor.is_none_or(|it| it.y >= body.y + body.height / 2);
    let y = if is_low { body.y } else { body.bottom() - height };
    let area = Rect { x: body.right() - columns, y, width: columns, height };
    if drawn.cursor.is_some_and(|it| area.contains(it)) {
        return;
    }
    popup::clear_wide(area, buffer);
    drawn.put(area, Target::Cover);
    let title = width::truncate(&title, columns.saturating_sub(16).into(), true);
    let title = format!("{title} · {}", state.say(AidText::AidKeysHint));
    let inner = frame::bordered(area, &title, true, buffer);
    for (row, line) in lines.iter().take(inner.height.into()).enumerate() {
        Pen::new(buffer, inner, row as u16).skip(1).write(line.of(text), theme::TEXT);
    }
}

/// What belongs into a field.
const fn of_field(field: &Field) -> AidText {
    match field {
        Field::Title => AidText::AidTitle,
        Field::Scope => AidText::AidScope,
        Field::Stage => AidText::AidStage,
        Field::Year => AidText::AidYear,
        Field::FilledAt => AidText::AidDate,
        Field::Start | Field::End => AidText::AidSpan,
        Field::Duties
        | Field::Staffing
        | Field::AnnualGoals
        | Field::LongTermGoals
        | Field::ProjectGoals
        | Field::Content => AidText::AidLong,
        Field::MoneyUnit => AidText::AidMoneyUnit,
        Field::LineName => AidText::AidLineName,
        Field::Under => AidText::AidUnder,
        Field::OfWhich => AidText::AidOfWhich,
        Field::Amount(_) => AidText::AidAmount,
        Field::FunctionId | Field::FunctionName => AidText::AidFunction,
        Field::Level1 => AidText::AidLevel1,
        Field::Level2 => AidText::AidLevel2,
        Field::Work => AidText::AidWork,
        Field::IndicatorProject => AidText::AidProject,
        Field::IndicatorName => AidText::AidName,
        Field::Target => AidText::AidTarget,
        Field::TargetHalf => AidText::AidTargetHalf,
        Field::Note => AidText::AidNote,
        Field::Standard => AidText::AidStandard,
        Field::Weight => AidText::AidWeight,
        _ => AidText::AidPlain,
    }
}

/// What a board shows and what can be done there.
const fn of_board(board: &Board) -> AidText {
    match board.kind {
        _ if board.typing.is_some() => AidText::AidAmount,
        BoardKind::Changes { .. } => AidText::AidChanges,
        BoardKind::Sides { .. } => AidText::AidSides,
        BoardKind::Budget { .. } => AidText::AidBudget,
        BoardKind::Dashboard => AidText::AidDashboard,
        BoardKind::Rule { .. } => AidText::AidRule,
        BoardKind::Others { .. } => AidText::AidOthers,
    }
}

/// What belongs into a line above the footer.
const fn of_prompt(kind: &PromptKind) -> AidText {
    match kind {
        PromptKind::Search => AidText::AidSearch,
        PromptKind::Jump => AidText::AidJump,
        PromptKind::Filter => AidText::AidFilter,
        PromptKind::Palette => AidText::AidPalette,
        PromptKind::Findings => AidText::AidFindings,
        PromptKind::Menu => AidText::AidChoose,
        PromptKind::Rows(_) => AidText::AidRows,
        PromptKind::Reason { .. } => AidText::AidReason,
        PromptKind::Compare { .. } => AidText::AidCompare,
        PromptKind::Export { .. } => AidText::AidExport,
        PromptKind::Letter { .. } => AidText::AidLetter,
        PromptKind::SaveAs { .. } => AidText::AidSaveAs,
    }
}

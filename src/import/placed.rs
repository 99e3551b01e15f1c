//! Rows of a table with cells: whether they stand where the header says, or have moved sideways as a whole.
//!
//! A cell stands in the column that its heading names; odd words alone move no row. Only what cannot stand there, or
//! several rows that make sense only beside their columns, speak for a row that has moved. Must not change the grid.
//! Invariant: a bounded look ahead a row.

use super::align::{self, Alignment};
use super::grid::{CellId, Grid};
use super::raw::{self, LabelKind};
use super::role::Role;
use super::slot::{self, Slot};
use super::target::{self, Likeness};
use std::ops::Range;

/// How many rows below are asked whether they have moved alike.
const MAX_AHEAD: usize = 6;

/// So much must the rows below say before a row is moved that could stand in its place; one that cannot counts twice.
const MIN_ALIKE: usize = 2;

/// A value in a word, such as 畅通 and 完好, is no longer, in characters; few names are so short.
const MAX_WORD: usize = 4;

/// The columns left of a name that may hold any words.
const WORDS: [Role; 4] = [Role::Level1, Role::Level2, Role::Work, Role::Project];

/// Where a reading of a row finds its name and its target.
type Sides = (Option<usize>, Option<usize>);

/// A row of a table, with what is known of the table.
pub struct Spot<'a> {
    /// The row, and where the table ends.
    pub rows: Range<usize>,
    /// The columns that its header names.
    pub columns: &'a [(Role, usize)],
    /// Where in the document its columns are: another table may stand beside it.
    pub cols: &'a Range<usize>,
}

/// What the rows so far say about the next.
#[derive(Clone, Debug, Default)]
pub struct Before {
    moved: Option<Sides>,
}

/// How well a row agrees with the headings above its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Everything that makes an indicator stands where its heading says.
    Sound,
    /// It could stand there.
    Possible,
    /// It cannot.
    Wrong,
}

/// The roles of a row's cells, and whether the row has moved while neither another has moved like it nor its own words
/// make it certain.
pub fn align(grid: &Grid, spot: &Spot<'_>, ids: &[CellId], before: &mut Before) -> Option<(Alignment, bool)> {
    let row = spot.rows.start;
    if grid.is_words(row) {
        return align::align(grid, row, ids, spot.columns).map(|it| (it, false));
    }
    let (place, own) = stand(grid, ids, spot.columns);
    if place == Place::Sound {
        before.moved = None;
        return Some((own, false));
    }
    let free = align::align(grid, row, ids, spot.columns)?;
    let sides = sides(grid, &free);
    let is_moved = has_moved(sides, spot.columns);
    if sides.0.is_none() || !is_moved {
        // Labels alone, and pages' numbers, say nothing about the rows around them.
        before.moved = before.moved.filter(|_| sides.0.is_none());
        let is_own = place == Place::Possible && sides.0.is_some();
        return Some((if is_own { own } else { free }, false));
    }
    let follows = before.moved == Some(sides);
    let n_alike = if follows { MIN_ALIKE } else { alike(grid, spot, sides) };
    if place == Place::Possible && n_alike < MIN_ALIKE {
        before.moved = None;
        return Some((own, false));
    }
    before.moved = Some(sides);
    let is_doubtful = n_alike == 0 && !is_clear(grid, &free);
    Some((free, is_doubtful))
}

/// The reading by the headings alone, and how well it agrees with what the cells hold.
fn stand(grid: &Grid, ids: &[CellId], columns: &[(Role, usize)]) -> (Place, Alignment) {
    let mut own = Alignment::default();
    let is_named_so = has_number_for_name(grid, ids, columns);
    for id in ids {
        let is_number = raw::number(grid.text(*id)).is_some();
        let mut named = columns.iter().filter(|it| it.1 == grid.col(*id)).map(|it| it.0);
        let role = if is_number { named.find(|it| *it == Role::Number) } else { None };
        let first = columns.iter().find(|it| it.1 == grid.col(*id) && (it.0 != Role::Number || is_number));
        match role.or(first.map(|it| it.0)) {
            Some(Role::Name) if is_named_so => own.roles.push((*id, Role::Name)),
            Some(role) if fits(grid.text(*id), role) => own.roles.push((*id, role)),
            // One heading over several columns of another time's values, merged or with blanks behind it.
            None if is_amid(grid.col(*id), columns) => {}
            _ => return (Place::Wrong, own),
        }
    }
    (judge(grid, &own), own)
}

/// Whether a column without a heading stands right of one that the model has no field for, and left of another.
fn is_amid(col: usize, columns: &[(Role, usize)]) -> bool {
    let before = columns.iter().filter(|it| it.1 < col).max_by_key(|it| it.1);
    before.is_some_and(|it| matches!(it.0, Role::Other | Role::Past)) && columns.iter().any(|it| col < it.1)
}

/// Whether 指标1 is all that a row calls its indicator: it stands where names do, and what can only be a value, or the mark
/// for none, stands where values do, or a weight where weights do. A name there would say that the row has moved.
fn has_number_for_name(grid: &Grid, ids: &[CellId], columns: &[(Role, usize)]) -> bool {
    let stands = |id: &CellId, role| columns.contains(&(role, grid.col(*id)));
    let is_number = |id: &CellId| stands(id, Role::Name) && raw::number(grid.text(*id)).is_some();
    let is_value = |id: &CellId| {
        let text = grid.text(*id);
        let is_valued = target::is_blank_mark(text) || target::likeness(text) != Likeness::None;
        // A plain number where weights stand is one: a target that had moved there would have its unit.
        (stands(id, Role::Target) && is_valued) || (stands(id, Role::Weight) && target::is_number(text))
    };
    ids.iter().any(is_number) && ids.iter().any(is_value)
}

/// Whether a cell can stand in a column at all: labels of another level cannot, nor values where words belong.
fn fits(text: &str, role: Role) -> bool {
    let LabelKind { level1, is_level2 } = LabelKind::of(text);
    let is_value = target::likeness(text) == Likeness::Strong || target::is_sign(text);
    match role {
        Role::Number => raw::number(text).is_some() || target::is_number(text),
        _ if raw::number(text).is_some() => false,
        Role::Function => !is_value && level1.is_none() && !is_level2,
        _ if raw::function_label(text).is_some() => false,
        Role::Level1 => !is_value && (level1.is_some() || !is_level2),
        Role::Level2 => !is_value && (is_level2 || level1.is_none()),
        Role::Work | Role::Project => !is_value && level1.is_none() && !is_level2,
        _ => true,
    }
}

/// What a row is whose cells may all stand in their columns.
fn judge(grid: &Grid, own: &Alignment) -> Place {
    let text = |role| own.cell(role).map(|id| grid.text(id));
    let (Some(name), value) = (text(Role::Name), text(Role::Target)) else { return Place::Wrong };
    let like = |it: &str| target::likeness(it);
    let is_level = |it: &&str| LabelKind::of(it).is_label() || it.ends_with("指标");
    let mut levels = [Role::Level1, Role::Level2].into_iter().filter_map(text);
    let has_free_level = levels.clone().any(|it| !is_level(&it));
    let is_valued = value.is_some_and(|it| like(it) != Likeness::None);
    // A value below the heading of names: the words of the name stand left of it, or the value itself right of it.
    let is_name_a_value = like(name) != Likeness::None;
    let is_beside_words = text(Role::Level2).is_some_and(|it| !it.ends_with("指标")) || has_free_level;
    if target::is_sign(name) || (is_name_a_value && (is_beside_words || value.is_none())) {
        return Place::Wrong;
    }
    if value.is_some_and(target::is_sign) {
        return Place::Wrong;
    }
    // A word where the name belongs and nothing where its value does, with more words left of it: the name stands there.
    let is_word = name.chars().count() <= MAX_WORD;
    let is_beside = |role| text(role).is_some_and(|it| !is_level(&it) && name.len() < it.len());
    if value.is_none() && is_word && WORDS.into_iter().any(is_beside) {
        return Place::Wrong;
    }
    if LabelKind::of(name).is_label() {
        // The label of a level, one column right of its own, takes name and target along.
        let is_name = is_valued && (!name.ends_with("指标") || levels.any(|it| is_level(&it)));
        return match (is_name, name.ends_with("指标")) {
            (true, _) => Place::Sound,
            (false, true) => Place::Wrong,
            (false, false) => Place::Possible,
        };
    }
    let is_sure = if has_free_level { is_valued } else { value.is_some() };
    if is_sure { Place::Sound } else { Place::Possible }
}

fn sides(grid: &Grid, alignment: &Alignment) -> Sides {
    let col = |role| alignment.cell(role).map(|id| grid.col(id));
    (col(Role::Name), col(Role::Target).or_else(|| col(Role::Half)))
}

/// Whether a reading's name can only be a name and its target only a target.
fn is_clear(grid: &Grid, alignment: &Alignment) -> bool {
    let like = |role| alignment.cell(role).map(|id| target::likeness(grid.text(id)));
    let value = like(Role::Target).or_else(|| like(Role::Half));
    like(Role::Name) == Some(Likeness::None) && value.is_some_and(|it| it != Likeness::None)
}

/// Whether a reading finds name or target elsewhere than below their headings.
fn has_moved(sides: Sides, columns: &[(Role, usize)]) -> bool {
    let stands = |col: usize, roles: &[Role]| columns.iter().any(|it| it.1 == col && roles.contains(&it.0));
    sides.0.is_some_and(|it| !stands(it, &[Role::Name]))
        || sides.1.is_some_and(|it| !stands(it, &[Role::Target, Role::Half]))
}

/// How much the next rows say that rows have moved like this.
fn alike(grid: &Grid, spot: &Spot<'_>, found: Sides) -> usize {
    let mut n_alike = 0;
    let next = spot.rows.clone().skip(1).take(MAX_AHEAD);
    for row in next.filter(|it| 1 < grid.ids(*it).len()) {
        let mut ids = grid.unused(row);
        ids.retain(|id| spot.cols.contains(&grid.col(*id)));
        if ids.first().is_some_and(|id| is_furniture(grid.text(*id))) {
            ids.remove(0);
        }
        let (place, _) = stand(grid, &ids, spot.columns);
        let free = align::align(grid, row, &ids, spot.columns).map(|it| sides(grid, &it));
        if place == Place::Sound || free != Some(found) {
            break;
        }
        n_alike += if place == Place::Wrong { 2 } else { 1 };
        if MIN_ALIKE <= n_alike {
            break;
        }
    }
    n_alike
}

/// Whether a cell stands where names do, with a value that is no sum in the column of targets: 合计 is its name.
pub fn is_name(grid: &Grid, ids: &[CellId], columns: &[(Role, usize)], id: CellId) -> bool {
    let stands = |id: CellId, role| columns.contains(&(role, grid.col(id)));
    let is_value = |it: &CellId| stands(*it, Role::Target) && !target::is_number(grid.text(*it));
    stands(id, Role::Name) && ids.iter().any(is_value)
}

/// The label beside a whole table, or a piece of the form's furniture.
pub fn is_furniture(text: &str) -> bool {
    matches!(slot::find(text), Some(Slot::Indicators | Slot::Furniture))
}

#[cfg(test)]
mod tests {
    use crate::import;

    const HEAD: &str = "一级指标\t二级指标\t三级指标\t指标值\t权重\t备注";

    /// Rows as level 2, name, target, weight and note, and whether a doubt says that the row has moved.
    fn check(head: &str, rows: &str, expected: &[([&str; 5], bool)]) {
        let text = format!("项目支出绩效目标表\n项目名称\t机房改造\n{head}\n{rows}");
        let filings = import::import("表.txt", text.as_bytes()).filings;
        let found: Vec<([&str; 5], bool)> = filings
            .iter()
            .flat_map(|it| &it.functions)
            .flat_map(|it| &it.indicators)
            .map(|it| {
                let texts = [&it.level2, &it.name, &it.target, &it.weight, &it.note].map(String::as_str);
                (texts, it.doubt.contains("错列"))
            })
            .collect();
        assert_eq!(found, expected, "{rows}");
        assert_eq!(import::account("表.txt", text.as_bytes()), [], "{rows}");
    }

    #[test]
    fn odd_words_move_no_row() {
        check(
            HEAD,
            "产出指标\t数量指标\t机柜\t24个\t10\t\n\
             \t\t新增算力\t1,200TFLOPS\t10\t\n\
             \t\t3个示范点\t一套\t5\t≥4套为优\n\
             \t质量指标\t成本控制\t每月5日前\t5\t见附件\n\
             \t\t合计\t全覆盖\t5\t\n\
             \t\t运行日志\t\t\t50份\n\
             效益指标\t社会效益指标\t社会效益\t≥3项\t20\t待定\n",
            &[
                (["数量指标", "机柜", "24个", "10", ""], false),
                (["数量指标", "新增算力", "1,200TFLOPS", "10", ""], false),
                (["数量指标", "3个示范点", "一套", "5", "≥4套为优"], false),
                (["质量指标", "成本控制", "每月5日前", "5", "见附件"], false),
                (["质量指标", "合计", "全覆盖", "5", ""], false),
                (["质量指标", "运行日志", "", "", "50份"], false),
                (["社会效益指标", "社会效益", "≥3项", "20", "待定"], false),
            ],
        );
    }

    #[test]
    fn one_heading_over_several_values_moves_no_row() {
        check(
            "一级指标\t二级指标\t三级指标\t季度累计目标\t\t\t全年目标",
            "产出指标\t数量指标\t巡检台次\t≥20台\t≥40台\t≥60台\t≥80台\n\t\t检修台次\t≥5台\t≥9台\t≥12台\t≥15台\n",
            &[
                (["数量指标", "巡检台次", "≥80台", "", ""], false),
                (["数量指标", "检修台次", "≥15台", "", ""], false),
            ],
        );
    }

    #[test]
    fn last_years_value_is_no_target() {
        check(
            "一级指标\t二级指标\t三级指标\t上年值\t指标值\t权重",
            "产出指标\t数量指标\t巡检台次\t9100\t9500\t10%\n\t\t检修台次\t100\t120\t10%\n",
            &[
                (["数量指标", "巡检台次", "9500", "10%", ""], false),
                (["数量指标", "检修台次", "120", "10%", ""], false),
            ],
        );
    }

    #[test]
    fn rows_that_moved_alike_are_read_beside_their_columns_and_a_lone_one_is_doubted() {
        check(
            HEAD,
            "产出指标\t数量指标\t机柜\t≥24个\t10\t\n\
             \t服务器\t≥12台\t10\t\n\
             \t交换机\t≥4台\t10\t\n\
             \t质量指标\t完好率\t≥95%\t10\t\n",
            &[
                (["数量指标", "机柜", "≥24个", "10", ""], false),
                (["数量指标", "服务器", "≥12台", "10", ""], false),
                (["数量指标", "交换机", "≥4台", "10", ""], false),
                (["质量指标", "完好率", "≥95%", "10", ""], false),
            ],
        );
        check(
            HEAD,
            "产出指标\t数量指标\t机柜\t≥24个\t10\t\n\
             \t\t服务器\t\t大批\t10\t含备件\n\
             \t质量指标\t完好率\t≥95%\t10\t\n",
            &[
                (["数量指标", "机柜", "≥24个", "10", ""], false),
                (["数量指标", "服务器", "大批", "10", "含备件"], true),
                (["质量指标", "完好率", "≥95%", "10", ""], false),
            ],
        );
    }
}

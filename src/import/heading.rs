//! Finding titles and the header rows of indicator tables by their words.
//!
//! Must not change the grid: it only says where things are. Invariant: every look ahead is bounded, so a scan of a
//! document is linear.

use super::activities;
use super::beside;
use super::column_cells;
use super::form_year;
use super::grid::{CellId, Grid};
use super::join;
use super::period_heads;
use super::role::{self, Role};
use super::slot::{self, Slot};
use super::stacked_heads;
use super::subheadings;
use super::twice;
use super::units;
use super::wrapped_heads;
use super::year_words::digit;
pub use super::year_words::year;
use std::ops::Range;

/// How many rows a header may take where every heading stands on a line of its own.
const MAX_HEADER_ROWS: usize = 14;

/// The header of an indicator table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Role and column of each heading, from left to right.
    pub columns: Vec<(Role, usize)>,
    /// The rows that it takes.
    pub n_rows: usize,
    /// Whether its columns are wide apart in a line of words, so that positions tell columns.
    pub is_aligned: bool,
    /// Whether each heading stands on a line of its own, as each cell then does.
    pub is_stacked: bool,
    /// The columns of a second table that stands beside the first.
    pub beside: Vec<(Role, usize)>,
    /// Whether nothing says that of several times the one whose values were chosen is the form's.
    pub is_guess: bool,
}

impl Header {
    /// Whether there is a column of this role.
    pub fn has(&self, role: Role) -> bool {
        self.columns.iter().any(|(it, _)| *it == role)
    }

    /// The column of a role.
    pub fn col(&self, role: Role) -> Option<usize> {
        self.columns.iter().find(|(it, _)| *it == role).map(|(_, col)| *col)
    }
}

/// The title in a row, without Markdown marks: one short cell that names a table of performance targets.
pub fn title(grid: &Grid, row: usize) -> Option<String> {
    let ids = grid.ids(row);
    if 6 < ids.len() || (!grid.is_words(row) && 1 < ids.len()) {
        return None;
    }
    let printed = join::words(ids.map(|id| grid.text(id)));
    let text = unnumbered(printed.trim_matches(['#', '*', ' '])).to_owned();
    let bare = join::bare(&text);
    if 60 < bare.chars().count() || bare.contains(['。', ';']) {
        return None;
    }
    let stem = bare.split('(').next().unwrap_or_default();
    let stem = if stem.is_empty() { bare.as_str() } else { stem };
    // The title of a page needs no word for a table.
    let is_page = printed.starts_with("# ") && ["支出", "项目", "整体"].iter().any(|it| bare.contains(it));
    let ends = bare.ends_with('表') || stem.ends_with('表') || (is_page && stem.ends_with("绩效目标"));
    let names = ["绩效目标", "绩效自评", "绩效指标", "绩效运行", "绩效评价", "绩效申报"]
        .iter()
        .any(|it| bare.contains(it));
    let lists = ["汇总表", "目录", "一览表"].iter().any(|it| bare.contains(it));
    (ends && names && !lists && caption(grid, row).is_none()).then_some(text)
}

/// A title without the word 附件 and its number before it.
fn unnumbered(title: &str) -> &str {
    let rest = title.strip_prefix("附件").and_then(|it| it.split_once(['：', ':']));
    let is_number =
        |it: &str| it.chars().all(|it| it.is_ascii_digit() || "一二三四五六七八九十- ".contains(it));
    rest.filter(|it| is_number(it.0)).map_or(title, |it| join::trim(it.1))
}

/// Whether a row begins one of a form's two tables of indicators, with its caption or with the label beside its
/// headings: `Some(true)` for that of the long term, `Some(false)` for that of the year.
pub fn caption(grid: &Grid, row: usize) -> Option<bool> {
    let ids = grid.ids(row);
    let first = join::bare(ids.clone().next().map(|id| grid.text(id)).unwrap_or_default());
    match first.as_str() {
        "长期绩效指标" | "中长期绩效指标" | "中期绩效指标" | "长期指标" | "中长期指标" =>
        {
            return Some(true);
        }
        "年度绩效指标" | "当年绩效指标" | "本年度绩效指标" | "年度指标" if 2 < ids.len() =>
        {
            return Some(false);
        }
        _ => {}
    }
    match join::bare(&join::words(ids.take(3).map(|id| grid.text(id)))).as_str() {
        "长期绩效目标表" | "中长期绩效目标表" | "中期绩效目标表" | "长期绩效指标表" | "中长期绩效指标表" => {
            Some(true)
        }
        "年度绩效目标表" | "年度绩效指标表" | "当年绩效目标表" | "本年度绩效目标表" => {
            Some(false)
        }
        _ => None,
    }
}

/// Whether a row says the year and nothing else.
pub fn is_year_row(grid: &Grid, row: usize) -> bool {
    is_year(&join::words(grid.ids(row).map(|id| grid.text(id))))
}

/// Whether a text says a year and nothing else: （2026年度）.
pub fn is_year(text: &str) -> bool {
    let text = join::bare(text);
    let rest: String = text.chars().filter(|it| !digit(*it).is_ascii_digit()).collect();
    year(&text).is_some() && matches!(rest.trim_matches(['(', ')', '[', ']']), "年度" | "年")
}

/// So many rows lie at most between a page's title and its year, and between the document's year and its headings.
const NEAR_TITLE: usize = 2;
const NEAR_HEADINGS: usize = 40;

/// Whether a row amid a table says the year as the head of a page does: beside its title, or as the row of a year above
/// the table, which begins at row `start`, did. Elsewhere a year is the last line of a name.
pub fn is_year_of_page(grid: &Grid, row: usize, start: usize) -> bool {
    let text = |row: usize| join::bare(&join::words(grid.ids(row).map(|id| grid.text(id))));
    let is_before = |at: usize| is_year_row(grid, at) && text(at) == text(row);
    is_year_row(grid, row)
        && ((row.saturating_sub(NEAR_TITLE)..=row + NEAR_TITLE).any(|at| title(grid, at).is_some())
            || (start.saturating_sub(NEAR_HEADINGS)..start).any(is_before))
}

/// Whether every cell of a row is a rule such as `-----`.
pub fn is_rule(grid: &Grid, row: usize) -> bool {
    let ids = grid.ids(row);
    // A dash a cell is enough for Markdown.
    let is_dash = |id: CellId| 1 < ids.len() && grid.text(id) == "-";
    ids.clone().all(|id| is_rule_text(grid.text(id)) || is_dash(id))
}

/// Whether a text is a rule such as `-----`.
pub fn is_rule_text(text: &str) -> bool {
    let is_long = 1 < text.chars().count();
    is_long && text.chars().all(|it| matches!(it, '-' | '=' | '_' | '—' | '─' | ':' | '+' | '━' | '*'))
}

/// The header that begins in this row, before row `end`.
pub fn header(grid: &Grid, row: usize, end: usize) -> Option<Header> {
    if let Some((mut columns, n_rows)) = wrapped_heads::columns(grid, row, end) {
        drop_filers(&mut columns);
        twice::once_each(grid, row, &mut columns);
        columns.sort_by_key(|(_, col)| *col);
        if is_table(&columns) {
            let is_guess = is_guess(grid, row..row + n_rows, &columns);
            return Some(Header { columns, n_rows, is_aligned: true, is_guess, ..Header::default() });
        }
    }
    if let Some((columns, n_rows)) = stacked_heads::columns(grid, row, end) {
        return Some(Header { columns, n_rows, is_stacked: true, ..Header::default() });
    }
    let first = headings(grid, row)?;
    let mut columns = first;
    let mut n_rows = 1;
    // The last row of headings.
    let mut above = row;
    let is_single = columns.len() == 1;
    while row + n_rows < end && n_rows < MAX_HEADER_ROWS {
        if n_rows == 1 && 1 < grid.ids(row + 1).len() && is_rule(grid, row + 1) {
            // Markdown rules off the first row of its headings.
            n_rows += 1;
            continue;
        }
        if let Some(parted) = subheadings::parted(grid, above, row + n_rows, &columns) {
            columns = parted;
            above = row + n_rows;
            n_rows += 1;
            continue;
        }
        let Some(next) = headings(grid, row + n_rows) else { break };
        let stacked = is_single && next.len() == 1 && grid.ids(row).len() == 1;
        let is_second_row = !is_single || 1 < next.len();
        if !stacked && !is_second_row {
            break;
        }
        if stacked {
            let col = columns.len();
            columns.extend(next.iter().map(|(role, _)| (*role, col)));
        } else if parts_name(&columns, &next) {
            // 三级指标 over 指标内容, 指标值 and 计量单位.
            columns.retain(|it| it.0 != Role::Name);
            columns.extend(next);
        } else if next.iter().any(|(role, _)| {
            !matches!(role, Role::Other | Role::Past) && columns.iter().any(|(it, _)| it == role)
        }) {
            // The same headings again: a page break or another table.
            break;
        } else {
            columns.extend(next);
        }
        above = row + n_rows;
        n_rows += 1;
    }
    name_values(grid, row..row + n_rows, &mut columns);
    name_indicators(grid, row..row + n_rows, &mut columns);
    name_goals(grid, row..row + n_rows, &mut columns);
    columns.sort_by_key(|(_, col)| *col);
    if !is_table(&columns) {
        return None;
    }
    let is_aligned = (row..row + n_rows).any(|it| is_aligned(grid, it));
    let is_stacked = is_single && 2 < n_rows;
    let is_guess = is_guess(grid, row..row + n_rows, &columns);
    let mut header = Header { columns, n_rows, is_aligned, is_stacked, is_guess, ..Header::default() };
    if let Some((left, right)) = beside::halves(grid, row, row + n_rows..end) {
        (header.columns, header.beside) = (left, right);
    }
    if grid.is_words(row) {
        add_wrapped_headings(grid, row, end, &mut header);
    }
    Some(header)
}

/// Whether a second row of headings parts the heading of the indicators into name and value, right of the levels.
fn parts_name(columns: &[(Role, usize)], below: &[(Role, usize)]) -> bool {
    let has = |role| columns.iter().any(|it| it.0 == role);
    let parts = |role| below.iter().any(|it| it.0 == role);
    let is_value = |role: Role| matches!(role, Role::Target | Role::Half);
    let last_level =
        columns.iter().filter(|it| matches!(it.0, Role::Level1 | Role::Level2)).map(|it| it.1).max();
    let is_again = |it: &(Role, usize)| it.0 != Role::Name && columns.iter().any(|own| own.0 == it.0);
    has(Role::Name)
        && parts(Role::Name)
        && (parts(Role::Target) || parts(Role::Half))
        && !columns.iter().any(|it| is_value(it.0))
        && last_level.is_some_and(|last| below.iter().all(|it| last < it.1))
        && !below.iter().any(is_again)
}

/// The roles of a row's cells, when all its cells are headings or labels of a form.
fn headings(grid: &Grid, row: usize) -> Option<Vec<(Role, usize)>> {
    let ids = grid.ids(row);
    if ids.is_empty() || 24 < ids.len() {
        return None;
    }
    let mut columns: Vec<(Role, usize)> = Vec::new();
    let mut others: Vec<usize> = Vec::new();
    let mut n_units = 0;
    let texts: Vec<(&str, usize)> = ids.clone().map(|id| (grid.text(id), grid.col(id))).collect();
    let grades = subheadings::grades(&texts);
    let periods = period_heads::values(&texts, || form_year::above(grid, row));
    let named: Vec<(Option<Role>, usize)> =
        texts.iter().map(|(text, col)| (role::find(text), *col)).collect();
    let has_function = named.iter().any(|it| it.0 == Some(Role::Function));
    let by_cells = levels_by_cells(grid, row, &named);
    for ((text, col), (role, _)) in texts.iter().copied().zip(named) {
        let mut told = grades.iter().chain(&periods).chain(&by_cells);
        let graded = told.find(|it| it.1 == col).map(|it| it.0);
        match graded.or(role) {
            Some(role) => columns.push((role, col)),
            None if has_function && activities::is_heading(text) => {
                // What stands in columns of blanks is told apart by its headings alone.
                columns.extend(grid.is_words(row).then_some((Role::Other, col)));
            }
            None if slot::find(text).is_some() || slot::is_beginning(text) => {}
            // A column for each unit beside that of the whole.
            None if units::is_unit(text) => n_units += 1,
            None => others.push(col),
        }
        // Half of the cells are no headings: the rest cannot make it a header.
        if !others.is_empty() && ids.len() <= others.len() * 2 {
            return None;
        }
    }
    let n_others = others.len();
    let is_clear =
        n_others + n_units == 0 || (2 < columns.len() && (n_others < columns.len() || 1 < n_units));
    drop_filers(&mut columns);
    twice::once_each(grid, row, &mut columns);
    if !grid.is_words(row) {
        // What stands below a heading that no list knows is no cell of the columns beside it.
        columns.extend(others.into_iter().map(|col| (Role::Other, col)));
        columns.sort_by_key(|(_, col)| *col);
    }
    (!columns.is_empty() && is_clear).then_some(columns)
}

/// The columns of levels that no word of a row of headings names; `named` is what the words name.
fn levels_by_cells(grid: &Grid, row: usize, named: &[(Option<Role>, usize)]) -> Vec<(Role, usize)> {
    if grid.is_words(row) {
        return Vec::new();
    }
    column_cells::levels(grid, &(row + 1..grid.n_rows()), named)
}

/// 单位 left of the levels is who files, not the unit of a value.
fn drop_filers(columns: &mut Vec<(Role, usize)>) {
    let is_level = |it: &&(Role, usize)| matches!(it.0, Role::Level1 | Role::Level2 | Role::Name);
    if let Some(first) = columns.iter().filter(is_level).map(|it| it.1).min() {
        columns.retain(|(role, col)| *role != Role::Unit || first < *col);
    }
}

/// Where no heading names levels or indicators, 绩效指标 beside the values is that of the indicators.
fn name_indicators(grid: &Grid, rows: Range<usize>, columns: &mut Vec<(Role, usize)>) {
    let has = |role| columns.iter().any(|(it, _)| *it == role);
    let is_named = has(Role::Level1) || has(Role::Level2) || has(Role::Name);
    let value = columns.iter().find(|it| it.0 == Role::Target).map(|it| it.1);
    let (Some(value), false) = (value, is_named) else { return };
    let is_indicators = |id: &CellId| slot::find(grid.text(*id)) == Some(Slot::Indicators);
    let found = rows.flat_map(|row| grid.ids(row)).find(|id| is_indicators(id) && grid.col(*id) < value);
    columns.extend(found.map(|id| (Role::Name, grid.col(id))));
}

/// Where no heading names targets, 目标 between the indicators and what was reached of them does.
fn name_goals(grid: &Grid, rows: Range<usize>, columns: &mut Vec<(Role, usize)>) {
    let has = |roles: &[Role]| columns.iter().any(|(it, _)| roles.contains(it));
    let name = columns.iter().filter(|it| matches!(it.0, Role::Level2 | Role::Name)).map(|it| it.1).max();
    let (Some(name), true, false) = (name, has(&[Role::Past]), has(&[Role::Target, Role::Half])) else {
        return;
    };
    let is_goal = |id: &CellId| name < grid.col(*id) && slot::reduce(grid.text(*id)) == "目标";
    let found = rows.flat_map(|row| grid.ids(row)).find(is_goal);
    columns.extend(found.map(|id| (Role::Target, grid.col(id))));
}

/// Where the first row of headings names no value, times in the second do: 一季度 below 分季度目标.
fn name_values(grid: &Grid, rows: Range<usize>, columns: &mut Vec<(Role, usize)>) {
    if rows.len() < 2 || columns.iter().any(|it| matches!(it.0, Role::Target | Role::Half)) {
        return;
    }
    let above = rows.start;
    let texts: Vec<(&str, usize)> =
        rows.flat_map(|row| grid.ids(row)).map(|id| (grid.text(id), grid.col(id))).collect();
    for (role, col) in period_heads::values(&texts, || form_year::above(grid, above)) {
        columns.retain(|it| it.1 != col || !matches!(it.0, Role::Other | Role::Past));
        columns.push((role, col));
    }
}

/// Whether the column of values was chosen for its place alone among those of several times.
fn is_guess(grid: &Grid, rows: Range<usize>, columns: &[(Role, usize)]) -> bool {
    let Some(target) = columns.iter().find(|it| it.0 == Role::Target) else { return false };
    let above = rows.start;
    let cells = || rows.clone().flat_map(|row| grid.ids(row));
    let texts: Vec<&str> = cells().map(|id| grid.text(id)).collect();
    let own = cells().rfind(|id| grid.col(*id) == target.1);
    own.is_some_and(|id| period_heads::is_guess(grid.text(id), &texts, || form_year::above(grid, above)))
}

fn is_table(columns: &[(Role, usize)]) -> bool {
    let has = |role| columns.iter().any(|(it, _)| *it == role);
    let n_levels = [Role::Level1, Role::Level2, Role::Name].into_iter().filter(|it| has(*it)).count();
    1 < n_levels || (n_levels == 1 && (has(Role::Target) || has(Role::Half)) && 1 < columns.len())
}

/// Headings that a narrow column broke over lines follow the row in running text: 备注（指标解释 / 等）.
fn add_wrapped_headings(grid: &Grid, row: usize, end: usize, header: &mut Header) {
    while row + header.n_rows < end && header.n_rows < MAX_HEADER_ROWS {
        let mut pieces: Vec<CellId> = Vec::new();
        let mut found = None;
        for n_more in 1..=3 {
            let at = row + header.n_rows + n_more - 1;
            if end <= at || 2 < grid.ids(at).len() {
                break;
            }
            pieces.extend(grid.ids(at));
            let text = join::wrapped(pieces.iter().map(|id| grid.text(*id)));
            if let Some(role) = role::find(&text).filter(|_| is_plain_bracket(&text)) {
                found = Some((role, n_more));
                break;
            }
        }
        let Some((role, n_more)) = found else { break };
        let col = header.columns.last().map_or(0, |(_, col)| col + 1);
        header.columns.push((role, col));
        header.n_rows += n_more;
    }
}

/// Whether what stands in a heading's brackets is only what headings say there: other text must not vanish in them.
pub fn is_plain_bracket(heading: &str) -> bool {
    const SAID: [&str; 10] =
        ["指标解释", "评分标准", "评分细则", "说明", "万元", "元", "等", "项目", "全年", "半年"];
    let bare = join::bare(heading);
    let inside =
        bare.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(inside, _)| inside);
    let rest = SAID.iter().fold(inside.to_owned(), |rest, word| rest.replace(word, ""));
    rest.chars().filter(|it| it.is_alphanumeric()).count() < 3
}

/// Whether the words of a row stand in columns: two blanks or more between all of them.
fn is_aligned(grid: &Grid, row: usize) -> bool {
    let ids = grid.ids(row);
    grid.is_words(row)
        && 2 < ids.len()
        && ids
            .clone()
            .zip(ids.skip(1))
            .all(|(left, right)| grid.col(left) + join::columns(grid.text(left)) + 1 < grid.col(right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::reader;

    #[test]
    fn titles() {
        for (text, is_title) in [
            ("部门整体支出绩效目标申报表", true),
            ("## 项目支出绩效目标批复表（2026年度）", true),
            ("某市水利局项目绩效目标汇总表", false),
            ("# 项目支出绩效目标（2026年度）", true),
            ("## 绩效目标", false),
            ("年度绩效目标", false),
        ] {
            let grid = reader::read(text.as_bytes()).unwrap();
            assert_eq!(title(&grid, 0).is_some(), is_title, "{text}");
        }
    }

    #[test]
    fn headers_in_every_shape() {
        for (text, roles, n_rows) in [
            ("\t一级指标\t二级指标\t三级指标\t指标值\nx\ty\tz\n", 4, 1),
            ("一级指标 二级指标 三级指标 指标值\n备注（指标解释\n等）\n产出指标", 5, 3),
            ("一级指标\n二级指标\n三级指标\n指标值\n产出指标\n", 4, 4),
            ("一级指标\t二级指标\t三级指标\n\t\t指标内容\t符号\t指标值\t计量单位\nx\ty\tz\n", 6, 2),
            ("核心职能\t年度绩效指标\n\t一级指标\t二级指标\t三级指标\t\nx\ty\tz\n", 4, 2),
        ] {
            let grid = reader::read(text.as_bytes()).unwrap();
            let found = header(&grid, 0, grid.n_rows()).unwrap();
            assert_eq!((found.columns.len(), found.n_rows), (roles, n_rows), "{text}");
        }
    }
}

//! Text in columns: the lines of a table → its rows.
//!
//! A row takes one line or several, as its cells were wrapped. The cheapest cut of the lines into rows decides: full
//! lines go on and short ones end, a row has one name and one target, and cells stand at the top of their row or all in
//! its middle. Knows columns, not levels. Invariant: every line is in one row, and the work is linear.

use super::column_cells;
use super::gaps::{Item, ItemKind};
use super::join;
use super::measure;
use super::role::Role;
use super::target::{self, Likeness};

/// A row takes no more lines than this.
const MAX_LINES: usize = 9;

/// What stands in a line, by column.
#[derive(Clone, Debug, Default)]
pub struct TextLine {
    /// Whether a blank line stands before it.
    pub after_gap: bool,
    /// Whether another filing begins with it.
    pub begins: bool,
    /// Items with their columns.
    pub items: Vec<(Role, usize)>,
    /// The levels whose labels begin beside it.
    pub labels: Vec<Role>,
}

/// Rows as ranges of lines, with what each costs: a high cost is a doubt.
pub struct Cut {
    /// The lines of each row.
    pub rows: Vec<std::ops::Range<usize>>,
    /// The cost of each row.
    pub costs: Vec<i64>,
    /// Whether cells stand at the top of their rows.
    pub is_top: bool,
}

/// No row costs more.
const HOPELESS: i64 = 75;

/// A row of this cost is not certain.
pub const DOUBTFUL: i64 = 14;

/// What it costs that a line of other columns stands amid a name.
const AROUND: i64 = 3;

/// What it costs to take cells for top-aligned against a label that begins beside no row, or for centered against one
/// that begins beside the first of its rows.
const LABEL_BESIDE: i64 = 6;

/// What it costs that one target is followed by another, or by what hardly ends it.
const TWO_VALUES: i64 = 25;
const HARDLY_ENDS: i64 = 12;

/// What it costs that two labels of one level begin beside a row, or one below the top of a row whose cells stand there.
const TWO_LABELS: i64 = 45;
const LABEL_AMID: i64 = 25;

/// What it costs that a target begins as only the end of one does, and that a remark in brackets stands on a line of its
/// own though the line above has room.
const BEGINS_AS_END: i64 = 20;
const BRACKETS_BELOW: i64 = 4;

/// What the labels beside a table tell about where its cells stand in their rows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence {
    /// How many labels begin on a line without any cell of a row.
    pub n_beside_none: usize,
    /// How many labels of level 1 begin beside the first of the several labels of level 2 under them.
    pub n_beside_first: usize,
}

/// Cuts lines into rows.
pub fn rows(lines: &[TextLine], items: &[Item], evidence: Evidence) -> Cut {
    let widths = widths(lines, items);
    let (top, middle) = (cut(lines, items, &widths, true), cut(lines, items, &widths, false));
    let cost = |cut: &Cut, n_odd: usize| {
        cut.costs.iter().sum::<i64>() + LABEL_BESIDE * i64::try_from(n_odd).unwrap_or(0)
    };
    let is_top = cost(&top, evidence.n_beside_none) <= cost(&middle, evidence.n_beside_first);
    if is_top { top } else { middle }
}

/// How wide the widest piece of each column is.
fn widths(lines: &[TextLine], items: &[Item]) -> Vec<(Role, usize)> {
    let mut widths: Vec<(Role, usize)> = Vec::new();
    for (role, idx) in lines.iter().flat_map(|it| &it.items) {
        let width = items.get(*idx).map_or(0, |it| it.width);
        match widths.iter_mut().find(|it| it.0 == *role) {
            Some(it) => it.1 = it.1.max(width),
            None => widths.push((*role, width)),
        }
    }
    widths
}

fn cut(lines: &[TextLine], items: &[Item], widths: &[(Role, usize)], is_top: bool) -> Cut {
    // The lowest cost of the lines before each line, and where the last row began.
    let mut best: Vec<(i64, usize, i64)> = vec![(0, 0, 0)];
    for end in 1..=lines.len() {
        // Longer rows only cost more: beyond what no row costs the search ends.
        let mut way: Option<(i64, usize, i64)> = None;
        for start in (end.saturating_sub(MAX_LINES)..end).rev() {
            let (Some(own_lines), Some(before)) = (lines.get(start..end), best.get(start)) else { break };
            let own = row_cost(own_lines, items, widths, is_top);
            if HOPELESS < own && start + 1 < end {
                break;
            }
            if way.is_none_or(|it| before.0 + own < it.0) {
                way = Some((before.0 + own, start, own));
            }
        }
        best.push(way.unwrap_or((0, end - 1, 0)));
    }
    let (mut rows, mut costs) = (Vec::new(), Vec::new());
    let mut end = lines.len();
    while 0 < end {
        let Some((_, start, own)) = best.get(end).copied() else { break };
        rows.push(start..end);
        costs.push(own);
        end = start;
    }
    rows.reverse();
    costs.reverse();
    Cut { rows, costs, is_top }
}

/// A column of a row: its pieces with their lines.
struct Pieces<'a> {
    role: Role,
    at: Vec<usize>,
    items: Vec<&'a Item>,
}

fn pieces<'a>(lines: &[TextLine], items: &'a [Item]) -> Vec<Pieces<'a>> {
    let mut columns: Vec<Pieces<'a>> = Vec::new();
    for (line, it) in lines.iter().enumerate() {
        for (role, idx) in &it.items {
            let Some(item) = items.get(*idx) else { continue };
            match columns.iter_mut().find(|it| it.role == *role) {
                Some(column) => {
                    column.at.push(line);
                    column.items.push(item);
                }
                None => columns.push(Pieces { role: *role, at: vec![line], items: vec![item] }),
            }
        }
    }
    columns
}

fn row_cost(lines: &[TextLine], items: &[Item], widths: &[(Role, usize)], is_top: bool) -> i64 {
    if lines.iter().skip(1).any(|it| it.begins) {
        return HOPELESS + 1;
    }
    let columns = pieces(lines, items);
    let n_gaps = lines.iter().skip(1).filter(|it| it.after_gap).count();
    let mut cost = 6 * i64::try_from(n_gaps).unwrap_or(0);
    for column in &columns {
        let width = widths.iter().find(|it| it.0 == column.role).map_or(0, |it| it.1);
        cost += wrap_cost(column, width, is_top) + place_cost(column, lines.len(), is_top);
    }
    let text = |role: Role| {
        columns
            .iter()
            .find(|it| it.role == role)
            .map(|it| join::wrapped(it.items.iter().map(|it| it.text.as_str())))
    };
    cost += text(Role::Name).map_or(40, |it| super::wrap::name_cost(&it));
    cost += second_row_cost(lines, items, is_top);
    let target = text(Role::Target).or_else(|| text(Role::Half));
    cost + target.map_or(14, |it| {
        let begins = if it.starts_with(ENDS) { BEGINS_AS_END } else { 0 };
        begins
            + match target::likeness(&it) {
                Likeness::Strong => 0,
                Likeness::Weak => 1,
                Likeness::None => 5,
            }
    })
}

/// What a target does not begin with.
const ENDS: [char; 8] = ['（', '(', '，', ',', '、', '）', ')', '；'];

/// What it costs that a line below the first is as a row of its own: with a name and a target, or beside a label.
fn second_row_cost(lines: &[TextLine], items: &[Item], is_top: bool) -> i64 {
    let is_value = |role: Role| matches!(role, Role::Target | Role::Half);
    let piece = |line: &TextLine, of: &dyn Fn(Role) -> bool| {
        line.items.iter().find(|it| of(it.0)).and_then(|it| items.get(it.1))
    };
    let mut cost = 0;
    let mut value = "";
    let mut labels: Vec<Role> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let is_second = line.labels.iter().any(|it| labels.contains(it));
        labels.extend(&line.labels);
        let own = piece(line, &is_value).map(|it| it.text.as_str());
        let name = piece(line, &|it| it == Role::Name);
        if 0 < at && name.is_some_and(|it| !measure::goes_on(&it.text)) && own.is_some() && !value.is_empty()
        {
            cost += own.map_or(0, |it| second_value_cost(value, it));
            cost += match (is_second, is_top && !line.labels.is_empty()) {
                (true, _) => TWO_LABELS,
                (_, true) => LABEL_AMID,
                _ => 0,
            };
        }
        value = own.unwrap_or(value);
    }
    cost
}

/// What it costs that one target goes on with this text beside another piece of the name.
fn second_value_cost(value: &str, next: &str) -> i64 {
    let is_open = value.ends_with(|it: char| it.is_ascii_digit() || "，、；,（(".contains(it));
    let is_end = column_cells::is_unit(next) || target::is_tail(next) || next.starts_with(ENDS);
    match (target::likeness(value), target::likeness(next)) {
        _ if is_end || target::is_done_by(value, next) => 0,
        (Likeness::Strong, Likeness::Strong) => TWO_VALUES,
        // 按时 / 完成 is one phrase on two lines.
        (Likeness::Weak, Likeness::Weak) if target::likeness(&format!("{value}{next}")) != Likeness::None => {
            0
        }
        (_, Likeness::Strong) if !is_open => TWO_VALUES,
        (Likeness::Strong | Likeness::Weak, Likeness::Weak) => TWO_VALUES,
        (Likeness::Strong, Likeness::None) if !is_open => HARDLY_ENDS,
        _ => 0,
    }
}

/// Full lines go on; a short one ends its cell.
fn wrap_cost(column: &Pieces<'_>, width: usize, is_top: bool) -> i64 {
    let mut cost = 0;
    for (at, (left, right)) in column.items.iter().zip(column.items.iter().skip(1)).enumerate() {
        let n_lines = column.at.get(at + 1).copied().unwrap_or(0) - column.at.get(at).copied().unwrap_or(0);
        if n_lines == 0 {
            // Words of one line.
            continue;
        }
        // Around the one line of a centered value the two lines of a name stand apart.
        let is_around = !is_top && n_lines == 2 && column.items.len() == 2;
        if n_lines != 1 {
            cost += if is_around { AROUND } else { 15 };
        }
        // The first word of the next line would have had room.
        let word = right.text.chars().take_while(char::is_ascii_alphanumeric).count().max(2);
        if left.width + word <= width {
            cost += match column.role {
                Role::Note | Role::Standard => 12,
                Role::Target | Role::Half if is_remark(&right.text) => BRACKETS_BELOW,
                _ => 20,
            };
        }
        // 合格率 at the end of a line mostly ends the name.
        if column.role == Role::Name && measure::ends(&left.text) && !measure::goes_on(&right.text) {
            cost += 4;
        }
        let is_value = matches!(column.role, Role::Target | Role::Half | Role::Number | Role::Sign);
        let are_values = target::likeness(&left.text) == Likeness::Strong
            && target::likeness(&right.text) == Likeness::Strong
            && !target::is_done_by(&left.text, &right.text);
        if is_value && (are_values || column.role != Role::Target) && !column_cells::is_unit(&right.text) {
            cost += TWO_VALUES;
        }
    }
    let is_full = column.items.last().is_some_and(|it| width < it.width + 2);
    cost + if is_full && column.role == Role::Name { 3 } else { 0 }
}

/// Whether a text stands in brackets as a whole.
fn is_remark(text: &str) -> bool {
    text.starts_with(['（', '(']) && text.ends_with(['）', ')'])
}

/// Cells of a row begin at its top, or stand in its middle.
fn place_cost(column: &Pieces<'_>, n_lines: usize, is_top: bool) -> i64 {
    let (first, last) = (column.at.first().copied().unwrap_or(0), column.at.last().copied().unwrap_or(0));
    let off = if is_top { first * 2 } else { (first + last + 1).abs_diff(n_lines).saturating_sub(1) };
    7 * i64::try_from(off).unwrap_or(0)
}

/// Whether an item is text of the table's body, not a label beside it.
pub fn is_body(item: &Item) -> bool {
    item.kind != ItemKind::Label && !matches!(item.hint, Some(Role::Level1 | Role::Level2 | Role::Function))
}

#[cfg(test)]
mod tests {
    use crate::import;

    fn check(rows: &str, expected: &[&str]) {
        let text = format!(
            "一级指标    二级指标          三级指标                指标值\n{rows}\n\
             效益指标    社会效益指标      知晓率                  ≥90%\n"
        );
        let imported = import::import("表.txt", text.as_bytes());
        let told: Vec<String> = imported
            .filings
            .iter()
            .flat_map(|it| {
                it.indicators().map(|(_, _, it)| format!("{}|{}|{}", it.level2, it.name, it.target))
            })
            .collect();
        assert_eq!(told, [expected, ["社会效益指标|知晓率|≥90%"].as_slice()].concat(), "{rows}");
        assert_eq!(import::account("表.txt", text.as_bytes()), [], "{rows}");
    }

    #[test]
    fn a_line_with_a_name_and_a_target_of_its_own_is_a_row() {
        for name in ["开展巡渠业务培训", "组织护林演练", "新建泵站机组", "印发节水手册"]
        {
            for target in ["100%", "2025年", "3座", "及时", "提高", "优良", "按合同约定"] {
                check(
                    &format!(
                        "产出指标    数量指标          {name}                ≥30次\n\
                         {:12}质量指标          合格率                  {target}",
                        ""
                    ),
                    &[&format!("数量指标|{name}|≥30次"), &format!("质量指标|合格率|{target}")],
                );
            }
        }
        // Without a label of its own, too.
        check(
            "产出指标    数量指标          组织护林演练            ≥30次\n\
             \x20                             合格率                  100%",
            &["数量指标|组织护林演练|≥30次", "数量指标|合格率|100%"],
        );
    }

    #[test]
    fn the_lines_of_a_target_stay_with_it() {
        for (above, below, whole) in [
            ("≥98%", "（年末）", "≥98%（年末）"),
            ("2025年12", "月31日前", "2025年12月31日前"),
            ("按合同约", "定时间", "按合同约定时间"),
        ] {
            check(
                &format!(
                    "产出指标    数量指标          开展渠道巡护服务        ≥12000人\n\
                     {:12}时效指标          渠道修复时间            {above}\n{:54}{below}",
                    "", ""
                ),
                &["数量指标|开展渠道巡护服务|≥12000人", &format!("时效指标|渠道修复时间|{whole}")],
            );
        }
    }

    #[test]
    fn the_last_line_of_a_name_is_no_heading_and_no_year() {
        let heads = "一级指标    二级指标          三级指标                指标值\n";
        for end in ["（第一批）", "（人次）", "（续）", "（2024年）", "2024年度"] {
            for between in ["", heads] {
                check(
                    &format!(
                        "产出指标    数量指标          开展渠道巡护服务        ≥12000人\n{:30}{end}\n\
                         {between}{:12}时效指标          渠道修复及时率          ≥98%",
                        "", ""
                    ),
                    &[&format!("数量指标|开展渠道巡护服务{end}|≥12000人"), "时效指标|渠道修复及时率|≥98%"],
                );
            }
        }
    }
}

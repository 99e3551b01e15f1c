//! The money block: rows of labels and amounts → budget lines with their parents.
//!
//! Knows the words of money labels and headings. Invariant: an amount that is printed becomes the amount of exactly
//! one line, or stays unused.

use super::grid::{CellId, Grid};
use super::join;
use super::slot::{self, Slot};
use crate::model::{Amount, Amounts, Budget, BudgetLine, Column, MoneyUnit};
use std::ops::Range;

/// Labels of a whole that others are parts of.
const TOTALS: &[&str] = &["总额", "总计", "合计", "总预算", "资金总量"];

/// Sources and kinds of money: the parts of a total, which add up to it even after 其中.
const KINDS: &[&str] = &[
    "财政拨款", "财政资金", "其他资金", "上年结转", "结转", "基本支出", "项目支出", "人员类", "公用经费", "运转类",
    "特定目标类", "一般公共预算", "政府性基金", "财政专户", "国有资本", "社保基金", "事业收入", "经营收入", "单位资金",
    "自有资金", "人员经费", "自筹", "上级补助", "附属单位", "债券",
    "事业单位经营", "其他收入", "教育收费", "转移支付",
];

const SIDES: &[&str] = &["收入", "支出", "部门收入", "部门支出", "收入预算", "支出预算"];

/// A label with its amounts, before parents are known.
#[derive(Debug)]
struct Entry {
    name: String,
    col: usize,
    /// 其中 before it.
    is_part: bool,
    /// A subtotal (小计) of the label before it in its row.
    has_subtotal: bool,
    row: usize,
    amounts: Amounts,
}

/// Reads the money block out of these rows.
pub fn read(grid: &mut Grid, rows: Range<usize>) -> Budget {
    let mut reader = Reader::default();
    for row in rows {
        reader.row(grid, row);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    unit: Option<MoneyUnit>,
    /// Headings of amount columns, left to right.
    headings: Vec<(Column, usize)>,
    /// Blocks of entries, one for each side of the form.
    blocks: Vec<Vec<Entry>>,
    sides: Vec<String>,
    is_inside: bool,
    is_heading_last: bool,
}

impl Reader {
    fn row(&mut self, grid: &mut Grid, row: usize) {
        let ids = grid.unused(row);
        if ids.is_empty() || 24 < ids.len() {
            return;
        }
        let begins = self.open(grid, row, &ids);
        let ids: Vec<CellId> = ids.into_iter().filter(|id| !self.take_label(grid, *id, begins)).collect();
        if ids.is_empty() {
            return;
        }
        if self.is_inside && self.take_headings(grid, &ids) {
            return;
        }
        let groups = groups(grid, row, &ids);
        let is_money = groups.iter().all(|it| it.is_money(grid, self.is_inside)) && !groups.is_empty();
        if !is_money {
            // Another label of the head ends the block.
            if ids.iter().any(|id| slot::find(grid.text(*id)).is_some()) || is_prose(grid, &ids) {
                self.is_inside = false;
            }
            return;
        }
        self.is_inside = true;
        if self.is_heading_last && self.blocks.last().is_some_and(|it| !it.is_empty()) {
            self.blocks.push(Vec::new());
        }
        self.is_heading_last = false;
        for group in groups {
            self.entry(grid, row, &group);
        }
    }

    /// Whether this row begins the block: 项目资金（元）.
    fn open(&mut self, grid: &mut Grid, row: usize, ids: &[CellId]) -> bool {
        let Some(first) = ids.first() else { return false };
        let is_funds = if grid.is_words(row) {
            match super::head::broken_label(grid, row, grid.n_rows()) {
                Some((Slot::Funds, label, _)) => {
                    let text = join::wrapped(label.iter().map(|id| grid.text(*id)));
                    self.note_unit(&text);
                    for id in label {
                        grid.structure(id);
                    }
                    true
                }
                Some(_) => {
                    self.is_inside = false;
                    false
                }
                None => false,
            }
        } else {
            slot::find(grid.text(*first)) == Some(Slot::Funds)
        };
        self.is_inside |= is_funds;
        is_funds
    }

    /// Takes the labels of the block and of its sides out of a row.
    fn take_label(&mut self, grid: &mut Grid, id: CellId, begins: bool) -> bool {
        let text = grid.text(id).to_owned();
        let bare = join::bare(&text);
        if begins && slot::find(&text) == Some(Slot::Funds) {
            self.note_unit(&text);
            grid.structure(id);
            return true;
        }
        if grid.mark(id) == super::grid::Mark::Structure {
            return true;
        }
        if let Some(unit) = bare.strip_prefix("单位:").or_else(|| bare.strip_prefix("金额单位:"))
            && let Some(unit) = MoneyUnit::from_word(unit)
        {
            self.unit = Some(unit);
            grid.structure(id);
            return true;
        }
        if self.is_inside && SIDES.contains(&bare.as_str()) {
            self.sides.push(text);
            grid.field(id);
            return true;
        }
        false
    }

    /// A row of nothing but headings: 半年计划执行数, 全年预算数.
    fn take_headings(&mut self, grid: &mut Grid, ids: &[CellId]) -> bool {
        let columns: Vec<(Column, usize)> =
            ids.iter().filter_map(|id| heading(grid.text(*id)).map(|it| (it, grid.col(*id)))).collect();
        let is_clear = columns.iter().any(|(it, _)| matches!(it, Column::Full | Column::Half | Column::Named(_)));
        let is_distinct = columns.iter().enumerate().all(|(idx, (it, _))| columns.iter().skip(idx + 1).all(|(other, _)| it != other));
        // One cell such as 其他资金 is a label whose amount is blank.
        if columns.len() < ids.len() || !(is_clear || (is_distinct && 1 < columns.len())) {
            return false;
        }
        for id in ids {
            grid.structure(*id);
        }
        self.headings = columns;
        self.is_heading_last = true;
        true
    }

    fn entry(&mut self, grid: &mut Grid, row: usize, group: &Group) {
        let text = group.label(grid);
        self.note_unit(&text);
        let (name, is_part) = name_of(&text);
        for id in &group.labels {
            grid.field(*id);
        }
        if let Some(id) = group.subtotal {
            grid.structure(id);
        }
        if is_part {
            grid.part("其中");
        }
        if text.contains('元') {
            grid.part("万元");
        }
        let mut amounts = Amounts::default();
        for (idx, id) in group.amounts.iter().enumerate() {
            let column = self.column(idx, group.amounts.len(), grid.col(*id), &amounts);
            amounts.0.push((column, Amount::printed(grid.text(*id))));
            grid.field(*id);
        }
        let col = group.labels.first().map_or(0, |id| grid.col(*id));
        let has_subtotal = group.subtotal.is_some();
        let entry = Entry { name, col, is_part, has_subtotal, row, amounts };
        match self.blocks.last_mut() {
            Some(block) => block.push(entry),
            None => self.blocks.push(vec![entry]),
        }
    }

    /// The column of the n-th of some amounts: in order where all are there, by position where some are blank.
    fn column(&self, idx: usize, n_amounts: usize, col: usize, taken: &Amounts) -> Column {
        let free = |it: &&(Column, usize)| taken.get(&it.0).is_none();
        let by_order = self.headings.get(idx).filter(|_| n_amounts == self.headings.len());
        let nearest = || self.headings.iter().filter(free).min_by_key(|(_, at)| at.abs_diff(col));
        match by_order.filter(free).or_else(nearest) {
            Some((column, _)) => column.clone(),
            None if taken.is_empty() => Column::Only,
            None => Column::Named(format!("{}", idx + 1)),
        }
    }

    fn note_unit(&mut self, text: &str) {
        let bare = join::bare(text);
        let unit = if bare.contains("(万元)") {
            MoneyUnit::WanYuan
        } else if bare.contains("(元)") {
            MoneyUnit::Yuan
        } else {
            return;
        };
        self.unit.get_or_insert(unit);
    }

    fn finish(self) -> Budget {
        let mut lines = Vec::new();
        let has_sides = self.sides.len() == self.blocks.len();
        for (idx, block) in self.blocks.into_iter().enumerate() {
            let side = self.sides.get(idx).filter(|_| has_sides).cloned().unwrap_or_default();
            if !side.is_empty() {
                lines.push(BudgetLine { name: side.clone(), ..BudgetLine::default() });
            }
            place(block, &side, &mut lines);
        }
        if !has_sides {
            // Sides that cannot be told apart are kept as headings without parts.
            lines.extend(self.sides.into_iter().map(|name| BudgetLine { name, ..BudgetLine::default() }));
        }
        Budget { unit: self.unit, lines }
    }
}

/// Gives each entry of a block its parent and writes the lines: a total owns what follows below and right of it,
/// a label with a subtotal owns the labels further right, 其中 before a project's name begins a list of parts.
fn place(block: Vec<Entry>, side: &str, lines: &mut Vec<BudgetLine>) {
    let mut totals: Vec<(usize, usize, String)> = Vec::new();
    let mut subtotal: Option<(usize, String)> = None;
    let mut listed: Option<String> = None;
    let mut last_plain = String::new();
    for entry in block {
        let is_total = TOTALS.iter().any(|it| entry.name.ends_with(it));
        let mut of_which = false;
        let under = if is_total {
            // Totals in one row stand side by side; one in a later row begins a new list.
            if totals.iter().all(|(row, _, _)| *row != entry.row) {
                totals.retain(|(_, col, _)| *col != entry.col && *col < entry.col);
            }
            totals.push((entry.row, entry.col, path(side, &entry.name)));
            (subtotal, listed) = (None, None);
            side.to_owned()
        } else if is_kind(&entry.name) && !(entry.is_part && listed.is_some()) {
            listed = None;
            let owner = totals.iter().rev().find(|(_, col, _)| *col <= entry.col).or_else(|| totals.last());
            let owner = owner.map_or_else(|| side.to_owned(), |(_, _, path)| path.clone());
            match &subtotal {
                Some((col, parent)) if *col < entry.col => parent.clone(),
                _ => {
                    subtotal = None;
                    owner
                }
            }
        } else if entry.is_part || listed.is_some() {
            of_which = true;
            let default = totals.last().map_or_else(|| side.to_owned(), |(_, _, path)| path.clone());
            let parent = if last_plain.is_empty() { default } else { last_plain.clone() };
            listed.get_or_insert(parent).clone()
        } else {
            match &subtotal {
                Some((col, parent)) if *col < entry.col => parent.clone(),
                _ => totals
                    .iter()
                    .rev()
                    .find(|(_, col, _)| *col <= entry.col)
                    .map_or_else(|| side.to_owned(), |(_, _, path)| path.clone()),
            }
        };
        let own = path(&under, &entry.name);
        if entry.has_subtotal {
            subtotal = Some((entry.col, own.clone()));
        }
        if !of_which {
            last_plain = own;
        }
        lines.push(BudgetLine { name: entry.name, under, of_which, amounts: entry.amounts, ..BudgetLine::default() });
    }
}

fn path(under: &str, name: &str) -> String {
    let name = name.replace('/', "\\/");
    if under.is_empty() { name } else { format!("{under}/{name}") }
}

fn is_kind(name: &str) -> bool {
    let short = name.trim_start_matches("当年").trim_start_matches("本年").trim_start_matches("其中");
    KINDS.iter().any(|it| short.starts_with(it) || short.ends_with(it))
        || ((short.ends_with("资金") || short.ends_with("拨款")) && short.chars().count() < 9)
}

/// The name of a label, and whether 其中 stands before it.
fn name_of(text: &str) -> (String, bool) {
    let trimmed = join::trim(text).trim_end_matches(['：', ':']);
    let (rest, is_part) = match trimmed.strip_prefix("其中") {
        Some(rest) => (rest.trim_start_matches(['：', ':', ' ']), true),
        None => (trimmed, false),
    };
    let mut name = rest.to_owned();
    for unit in ["(元)", "（元）", "(万元)", "（万元）"] {
        name = name.replace(unit, "");
    }
    (join::trim(&name).to_owned(), is_part)
}

/// Labels and the amounts after them.
struct Group {
    labels: Vec<CellId>,
    /// The cell 小计 after the label.
    subtotal: Option<CellId>,
    amounts: Vec<CellId>,
}

impl Group {
    fn label(&self, grid: &Grid) -> String {
        join::words(self.labels.iter().map(|id| grid.text(*id)))
    }

    /// Whether this can be a line: a label that is money's, or any label with an amount inside of the block.
    fn is_money(&self, grid: &Grid, is_inside: bool) -> bool {
        let text = self.label(grid);
        let (name, is_part) = name_of(&text);
        let is_slot = slot::find(&text).is_some_and(|it| it != Slot::Funds);
        let is_known = TOTALS.iter().any(|it| name.ends_with(it)) || is_kind(&name);
        if name.is_empty() || is_slot || 40 < name.chars().count() {
            return false;
        }
        if is_inside { is_known || is_part || !self.amounts.is_empty() } else { is_known && !self.amounts.is_empty() }
    }
}

/// Cuts a row into labels with their amounts. 小计 is a second label of the one before it; words before an amount in
/// running text are one label.
fn groups(grid: &Grid, row: usize, ids: &[CellId]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for id in ids {
        let text = grid.text(*id);
        let open = groups.last_mut().filter(|it| it.amounts.is_empty() && it.subtotal.is_none());
        if is_amount(text) {
            match groups.last_mut() {
                Some(group) => group.amounts.push(*id),
                None => groups.push(Group { labels: Vec::new(), subtotal: None, amounts: vec![*id] }),
            }
        } else if let Some(group) = open
            && (join::bare(text) == "小计" || grid.is_words(row))
        {
            if join::bare(text) == "小计" { group.subtotal = Some(*id) } else { group.labels.push(*id) }
        } else {
            groups.push(Group { labels: vec![*id], subtotal: None, amounts: Vec::new() });
        }
    }
    groups
}

/// Whether a cell holds an amount of money.
pub fn is_amount(text: &str) -> bool {
    let bare = join::bare(text);
    let plain = bare.trim_start_matches('-');
    let is_date = plain.matches('-').count() > 0;
    !is_date
        && plain.starts_with(|it: char| it.is_ascii_digit())
        && plain.chars().all(|it| it.is_ascii_digit() || matches!(it, '.' | ','))
        && plain.chars().count() < 24
}

/// The column that a heading of amounts names.
pub fn heading(text: &str) -> Option<Column> {
    let reduced = slot::reduce(text);
    match reduced.as_str() {
        "总额" | "小计" | "合计" | "总计" | "资金总额" => Some(Column::Total),
        "财政拨款" | "财政资金" => Some(Column::Fiscal),
        "上年结转" | "上年结转资金" => Some(Column::Carryover),
        "其他资金" | "其他" => Some(Column::Other),
        "全年预算数" | "全年预算" | "年度预算数" | "全年" | "年度金额" => Some(Column::Full),
        "金额" | "预算金额" | "预算数" => Some(Column::Named(reduced)),
        _ if reduced.starts_with("半年") && reduced.chars().count() < 10 => Some(Column::Half),
        "年初预算数" | "全年执行数" | "执行率" | "执行数" | "得分" | "分值" | "调整预算数" | "权重" => {
            Some(Column::Named(reduced))
        }
        _ => None,
    }
}

fn is_prose(grid: &Grid, ids: &[CellId]) -> bool {
    ids.iter().any(|id| 40 < grid.text(*id).chars().count())
}

//! Which budget line is part of which.
//!
//! Forms print the tree by order, by columns and by 其中. Must not touch the grid. Invariant: every entry becomes one
//! line, in order.

use super::money;
use crate::model::{Amounts, BudgetLine};

/// A label with its amounts, before parents are known.
#[derive(Debug, Default)]
pub struct Entry {
    /// The label.
    pub name: String,
    /// Its column.
    pub col: usize,
    /// 其中 before it.
    pub is_part: bool,
    /// A label such as 按收入性质分 without amounts, whose parts make up the total once more.
    pub is_list: bool,
    /// A subtotal (小计) of the label before it in its row.
    pub has_subtotal: bool,
    /// Its row in the grid.
    pub row: usize,
    /// Its amounts.
    pub amounts: Amounts,
}

/// Gives each entry of a block its parent and writes the lines: a total owns what follows below and right of it,
/// a label with a subtotal owns the labels further right, 其中 before a project's name begins a list of parts, and
/// 基本支出 owns what only it is made of.
pub fn place(block: Vec<Entry>, side: &str, lines: &mut Vec<BudgetLine>) {
    let mut open = Open { side, ..Open::default() };
    for entry in block {
        let parent = open.parent(&entry);
        open.note(&entry, &parent);
        lines.push(BudgetLine {
            name: entry.name,
            under: parent.under,
            of_which: parent.of_which,
            amounts: entry.amounts,
            ..BudgetLine::default()
        });
    }
}

/// Where an entry belongs.
struct Parent {
    under: String,
    of_which: bool,
}

/// A line that may own what follows.
struct Owner {
    row: usize,
    col: usize,
    path: String,
    is_total: bool,
}

/// What may own the next entry.
#[derive(Default)]
struct Open<'a> {
    side: &'a str,
    totals: Vec<Owner>,
    /// A label with a subtotal.
    subtotal: Option<(usize, String)>,
    /// Whose 其中 list is open.
    listed: Option<String>,
    last_plain: String,
    /// 基本支出, and whether its parts stand after 其中.
    basic: Option<(Owner, bool)>,
    /// Lists of parts that stand below each other or side by side, with their columns.
    lists: Vec<(usize, String)>,
    /// The lines above that are no 其中 lines.
    above: Vec<Owner>,
}

impl Open<'_> {
    fn parent(&mut self, entry: &Entry) -> Parent {
        let plain = |under: String| Parent { under, of_which: false };
        if let Some((basic, is_part)) = &mut self.basic
            && money::is_part_of_basic(&entry.name)
            && basic.col <= entry.col
            && self.listed.is_none()
        {
            *is_part |= entry.is_part;
            return Parent { under: basic.path.clone(), of_which: *is_part };
        }
        let list = self.lists.iter().filter(|it| it.0 <= entry.col).max_by_key(|it| it.0);
        let list = list.map(|it| it.1.clone());
        let is_total = money::is_total(&entry.name);
        match list {
            // Lists that no total stands above end with one each.
            Some(list) if is_total && self.totals.is_empty() => return plain(list),
            Some(list) if !is_total && !entry.is_list => return plain(list),
            _ => {}
        }
        if is_total {
            return plain(self.side.to_owned());
        }
        if entry.is_list {
            return plain(self.last_total());
        }
        if !money::is_kind(&entry.name) {
            return self.parent_of_other(entry);
        }
        let over = self.above.iter().rev().find(|it| it.row < entry.row && it.col <= entry.col);
        match over.filter(|it| entry.is_part && !it.is_total && self.listed.is_none()) {
            // 其中 below a total begins its parts; below a part it is one of the part's own.
            Some(over) => Parent { under: over.path.clone(), of_which: true },
            None if entry.is_part && self.listed.is_some() => self.parent_of_other(entry),
            None => plain(self.parent_of_kind(entry)),
        }
    }

    /// The parent of a source or kind of money.
    fn parent_of_kind(&mut self, entry: &Entry) -> String {
        self.listed = None;
        match &self.subtotal {
            Some((col, parent)) if *col < entry.col => parent.clone(),
            _ => {
                self.subtotal = None;
                self.total_left_of(entry).unwrap_or_else(|| self.last_total())
            }
        }
    }

    /// The parent of a label that is no list's, such as a project's.
    fn parent_of_other(&mut self, entry: &Entry) -> Parent {
        if entry.is_part || self.listed.is_some() {
            let parent = if self.last_plain.is_empty() { self.last_total() } else { self.last_plain.clone() };
            return Parent { under: self.listed.get_or_insert(parent).clone(), of_which: true };
        }
        let under = match &self.subtotal {
            Some((col, parent)) if *col < entry.col => parent.clone(),
            _ => self.total_left_of(entry).unwrap_or_else(|| self.side.to_owned()),
        };
        Parent { under, of_which: false }
    }

    fn total_left_of(&self, entry: &Entry) -> Option<String> {
        self.totals.iter().rev().find(|it| it.col <= entry.col).map(|it| it.path.clone())
    }

    fn last_total(&self) -> String {
        self.totals.last().map_or_else(|| self.side.to_owned(), |it| it.path.clone())
    }

    /// Notes what an entry may own.
    fn note(&mut self, entry: &Entry, parent: &Parent) {
        let own = path(&parent.under, &entry.name);
        let is_total = money::is_total(&entry.name);
        let owner = |path: &str| Owner { row: entry.row, col: entry.col, path: path.to_owned(), is_total };
        if is_total && parent.under == self.side {
            // Totals in one row stand side by side; one in a later row begins a new list.
            if self.totals.iter().all(|it| it.row != entry.row) {
                self.totals.retain(|it| it.col < entry.col);
            }
            self.totals.push(owner(&own));
            (self.subtotal, self.listed, self.basic) = (None, None, None);
            self.lists.clear();
        } else if entry.is_list {
            self.lists.retain(|it| it.0 != entry.col);
            self.lists.push((entry.col, own.clone()));
        }
        if entry.name.ends_with("基本支出") {
            self.basic = Some((owner(&own), false));
        } else if entry.name.ends_with("项目支出")
            && self.basic.as_ref().is_some_and(|it| it.0.row < entry.row)
        {
            // What follows below is money of projects, which may have the same names.
            self.basic = None;
        }
        if entry.has_subtotal {
            self.subtotal = Some((entry.col, own.clone()));
        }
        if !parent.of_which {
            self.above.push(owner(&own));
            self.last_plain = own;
        }
    }
}

fn path(under: &str, name: &str) -> String {
    let name = name.replace('/', "\\/");
    if under.is_empty() { name } else { format!("{under}/{name}") }
}

#[cfg(test)]
mod tests {
    use crate::import;

    /// Name and parent of each line of the money block; 其中 lines have a `*`.
    fn check(block: &str, expected: &[&str]) {
        let text = format!(
            "项目支出绩效目标表\n{block}一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t巡渠\t≥3次\n"
        );
        let filings = import::import("a.txt", text.as_bytes()).filings;
        let lines = &filings.first().unwrap().budget.lines;
        let told: Vec<String> = lines
            .iter()
            .map(|it| format!("{}{}/{}", if it.of_which { "*" } else { "" }, it.under, it.name))
            .collect();
        assert_eq!(told, expected, "{block}");
    }

    #[test]
    fn parts_of_basic_expenditure_stand_under_it() {
        check(
            "部门预算（万元）\t合计\t120\n\t基本支出\t60\n\t其中：人员经费\t50\n\t公用经费\t10\n\t项目支出\t60\n\t商品和服务支出\t60\n",
            &[
                "/合计",
                "合计/基本支出",
                "*合计/基本支出/人员经费",
                "*合计/基本支出/公用经费",
                "合计/项目支出",
                "合计/商品和服务支出",
            ],
        );
    }

    #[test]
    fn lists_without_a_total_above_end_with_their_own() {
        check(
            "资金情况（万元）\t收入构成\t财政拨款\t90\t支出构成\t基本支出\t60\n\t\t其他资金\t10\t\t项目支出\t40\n\t\t合计\t100\t\t合计\t100\n",
            &[
                "/收入构成",
                "收入构成/财政拨款",
                "/支出构成",
                "支出构成/基本支出",
                "收入构成/其他资金",
                "支出构成/项目支出",
                "收入构成/合计",
                "支出构成/合计",
            ],
        );
    }
}

//! A form as rows of cells, with merged labels printed once, repeated, or in the middle of their block; and the damage
//! that documents take on their way.

use super::form::Form;
use super::rng::Rng;

/// Where a merged label is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    Top,
    Repeat,
    /// In the middle row of the block; of two middle rows the later one.
    Center,
}

/// What a row of a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Title,
    Head,
    Heading,
    /// Row of the indicator table, by index.
    Line(usize),
    /// What a page leaves: numbers.
    Page,
    Foot,
    Menu,
}

/// Rows of cells.
pub type Sheet = Vec<(Kind, Vec<String>)>;

/// The whole form in rows of cells.
pub fn sheet(form: &Form, merge: Merge) -> Sheet {
    let mut sheet: Sheet =
        vec![(Kind::Title, vec![form.title.clone()]), (Kind::Title, vec![form.year.clone()])];
    sheet.extend(form.head.iter().map(|it| (Kind::Head, it.clone())));
    sheet.extend(form.headings.iter().map(|it| (Kind::Heading, it.clone())));
    for idx in 0..form.lines.len() {
        let cells = form
            .columns
            .iter()
            .enumerate()
            .map(|(at, col)| {
                let text = &form.lines[idx].texts[at];
                if !col.is_merged() || is_printed(form, idx, at, merge) {
                    text.clone()
                } else {
                    String::new()
                }
            })
            .collect();
        sheet.push((Kind::Line(idx), cells));
    }
    sheet.extend(form.foot.iter().map(|it| (Kind::Foot, it.clone())));
    sheet
}

fn is_printed(form: &Form, idx: usize, at: usize, merge: Merge) -> bool {
    let (first, last) = block(form, idx, at);
    match merge {
        Merge::Top => idx == first,
        Merge::Repeat => true,
        Merge::Center => idx == usize::midpoint(first, last + 1),
    }
}

/// First and last row of the block that a row is in.
pub fn block(form: &Form, idx: usize, at: usize) -> (usize, usize) {
    let own = form.lines[idx].blocks[at];
    let same = |it: &usize| form.lines[*it].blocks[at] == own;
    let first = (0..=idx).rev().take_while(same).last().unwrap_or(idx);
    let last = (idx..form.lines.len()).take_while(same).last().unwrap_or(idx);
    (first, last)
}

/// Harms a sheet as real documents are harmed.
pub fn damage(rng: &mut Rng, form: &Form, sheet: &mut Sheet, merge: Merge) {
    if rng.chance(30) {
        lose_a_label(rng, form, sheet, merge);
    }
    if rng.chance(60) {
        stray_column(rng, sheet);
    }
    page_breaks(rng, form, sheet);
    menus(rng, sheet);
}

/// One merged label of the table vanishes.
fn lose_a_label(rng: &mut Rng, form: &Form, sheet: &mut Sheet, merge: Merge) {
    let merged: Vec<usize> = (0..form.columns.len()).filter(|it| form.columns[*it].is_merged()).collect();
    let at = merged[rng.range(0, merged.len() - 1)];
    let lines: Vec<usize> = (0..sheet.len())
        .filter(|it| matches!(sheet[*it].0, Kind::Line(idx) if idx > 0 && !sheet[*it].1[at].is_empty()))
        .collect();
    if merge != Merge::Repeat && lines.len() > 3 {
        let line = lines[rng.range(1, lines.len() - 1)];
        sheet[line].1[at].clear();
    }
}

/// From some row on there is an empty column more.
fn stray_column(rng: &mut Rng, sheet: &mut Sheet) {
    let from = rng.range(0, sheet.len() - 1);
    let col = rng.range(0, 6);
    for (kind, cells) in sheet.iter_mut().skip(from) {
        if matches!(kind, Kind::Line(_)) {
            cells.insert(col.min(cells.len()), String::new());
        }
    }
}

/// Pages end inside of the table: numbers stand between rows, headings are repeated, and the rows of the new page
/// lose the empty cells of merged labels until the next label.
fn page_breaks(rng: &mut Rng, form: &Form, sheet: &mut Sheet) {
    let mut out: Sheet = Vec::new();
    let mut left = rng.range(6, 30);
    let mut page = 1;
    let mut n_lost = 0;
    for (kind, mut cells) in std::mem::take(sheet) {
        if matches!(kind, Kind::Line(_)) {
            if left == 0 {
                left = rng.range(8, 30);
                page += 1;
                match rng.range(0, 2) {
                    0 => out.push((Kind::Page, vec![format!("- {page} -")])),
                    1 => out.push((Kind::Page, vec![format!("第 {page} 页 共 9 页")])),
                    _ => {}
                }
                if rng.chance(40) {
                    out.extend(form.headings.iter().map(|it| (Kind::Heading, it.clone())));
                } else {
                    let n_empty = cells.iter().take_while(|it| it.is_empty()).count();
                    n_lost = if rng.chance(50) { n_empty.min(rng.range(1, 2)) } else { 0 };
                }
            }
            left -= 1;
            let n_empty = cells.iter().take_while(|it| it.is_empty()).count();
            if n_empty < n_lost {
                n_lost = 0;
            }
            cells.drain(..n_lost);
        }
        out.push((kind, cells));
    }
    *sheet = out;
}

/// A web page's menus.
pub fn menus(rng: &mut Rng, sheet: &mut Sheet) {
    let menu =
        |texts: &[&str]| texts.iter().map(|it| (Kind::Menu, vec![(*it).to_owned()])).collect::<Vec<_>>();
    if rng.chance(50) {
        sheet.splice(
            0..0,
            menu(&[
                "首页",
                "政务公开",
                "当前位置：首页 > 财政信息 > 预算公开",
                "来源：本站  发布时间：2026-02-03",
            ]),
        );
    }
    if rng.chance(50) {
        sheet.extend(menu(&[
            "附件下载",
            "上一篇：公告",
            "主办单位：云溪县人民政府办公室",
            "网站地图 联系我们",
        ]));
    }
}

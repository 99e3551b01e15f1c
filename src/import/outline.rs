//! Indicators as a numbered outline without a table: 1.1 数量指标, below it 1.1.1 新购灭火机：≥60台; or in the line of
//! their label: 1.数量指标：新购灭火机≥60台；巡护≥300次。
//!
//! Knows labels and lines of a name and a target, not heads. Invariant: only lines below a label of level 1 are
//! indicators, and an outline has labels of both levels and values that are sure.

use super::doubt::Doubt;
use super::grid::{CellId, Grid};
use super::join;
use super::raw::{Label, LabelKind, RawRow};
use super::several;
use super::slot;
use super::target::{self, Likeness};
use std::ops::Range;

/// No name in an outline is longer, in characters: a longer text before a colon is a sentence.
const MAX_NAME: usize = 50;

/// No target is longer.
const MAX_TARGET: usize = 40;

/// No label has more indicators in its line.
const MAX_PAIRS: usize = 40;

/// So many blanks or more between two words are no blank between words.
const GAP: usize = 3;

/// Name, target, and whether only a digit tells where the target begins.
type Pair = (String, String, bool);

/// What a line of an outline is.
enum Line {
    /// A level label, and whether it is one of level 1.
    Label(String, bool),
    /// An indicator: name and target.
    Row(String, String),
    /// A label of level 2 with its indicators behind it.
    Running(String, Vec<Pair>),
    /// Anything else.
    Other,
}

/// The rows of an outline, and where they stand.
pub fn read(grid: &mut Grid, rows: Range<usize>) -> Option<(Vec<RawRow>, Range<usize>)> {
    let is_words = |row: &usize| grid.is_words(*row);
    let lines: Vec<(usize, Line)> = rows.filter(is_words).map(|row| (row, line(grid, row))).collect();
    let is_level1 = |it: &(usize, Line)| matches!(it.1, Line::Label(_, true));
    let start = lines.iter().position(is_level1)?;
    let end = lines.iter().rposition(|it| matches!(it.1, Line::Row(..) | Line::Running(..)))? + 1;
    let own = lines.get(start..end)?;
    let is_level2 = |it: &&(usize, Line)| matches!(it.1, Line::Label(_, false) | Line::Running(..));
    let n_level2 = own.iter().filter(is_level2).count();
    let targets: Vec<&str> = own
        .iter()
        .flat_map(|it| match &it.1 {
            Line::Row(_, target) => vec![target.as_str()],
            Line::Running(_, pairs) => pairs.iter().map(|it| it.1.as_str()).collect(),
            _ => Vec::new(),
        })
        .collect();
    let n_sure = targets.iter().filter(|it| target::likeness(it) == Likeness::Strong).count();
    if n_level2 == 0 || targets.len() < 2 || n_sure * 2 < targets.len() {
        return None;
    }
    let mut raw: Vec<RawRow> = Vec::new();
    for (row, found) in own {
        let line = grid.line(*row);
        match found {
            Line::Label(text, is_level1) => {
                let label = Some(Label::new(text, line));
                raw.push(if *is_level1 {
                    RawRow { line, level1: label, ..RawRow::default() }
                } else {
                    RawRow { line, level2: label, ..RawRow::default() }
                });
                grid.ids(*row).for_each(|id| grid.structure(id));
            }
            Line::Row(name, target) => {
                raw.push(RawRow { line, name: name.clone(), target: target.clone(), ..RawRow::default() });
                let numbering = numbering(&text(grid, grid.ids(*row))).0.to_owned();
                grid.ids(*row).for_each(|id| grid.part(id, &numbering));
                grid.ids(*row).for_each(|id| grid.field(id));
            }
            Line::Running(label, pairs) => {
                raw.push(RawRow { line, level2: Some(Label::new(label, line)), ..RawRow::default() });
                raw.extend(pairs.iter().map(|it| running(line, it)));
                for id in grid.ids(*row) {
                    take_running(grid, id, label);
                }
            }
            Line::Other => {}
        }
    }
    Some((raw, own.first()?.0..own.last()?.0 + 1))
}

/// Whether some line has its indicators behind the label of a level 2.
pub fn is_running(grid: &Grid, rows: Range<usize>) -> bool {
    rows.into_iter().any(|row| grid.is_words(row) && matches!(line(grid, row), Line::Running(..)))
}

/// The indicators behind a label; `None` where a piece of the line is none.
fn pairs(text: &str) -> Option<Vec<Pair>> {
    let pieces = text.split(['；', ';', '。']).map(join::trim).filter(|it| !it.is_empty());
    let pairs: Vec<Pair> = pieces.map(pair).collect::<Option<_>>()?;
    (!pairs.is_empty() && pairs.len() <= MAX_PAIRS).then_some(pairs)
}

fn pair(text: &str) -> Option<Pair> {
    let by_digit = || {
        let at = text.find(|it: char| it.is_ascii_digit())?;
        let (name, target) = text.split_at_checked(at)?;
        (target::likeness(target) == Likeness::Strong).then(|| (name.to_owned(), target.to_owned(), true))
    };
    let told = several::named_value(text).map(|(name, target)| (name, target, false));
    told.or_else(by_digit).filter(|(name, target, _)| {
        (2..=MAX_NAME).contains(&name.chars().count())
            && target.chars().count() <= MAX_TARGET
            && !name.contains(['，', ','])
    })
}

fn running(line: u32, (name, target, is_guess): &Pair) -> RawRow {
    let mut row = RawRow { line, name: name.clone(), target: target.clone(), ..RawRow::default() };
    if *is_guess {
        row.doubt(Doubt::NameByOrder);
    }
    row
}

fn take_running(grid: &mut Grid, id: CellId, label: &str) {
    let numbering = numbering(grid.text(id)).0.to_owned();
    grid.part(id, &numbering);
    grid.part(id, label);
    grid.field(id);
}

fn text(grid: &Grid, ids: Range<CellId>) -> String {
    join::words(ids.map(|id| grid.text(id)))
}

fn line(grid: &Grid, row: usize) -> Line {
    let text = text(grid, grid.ids(row));
    let (number, rest) = numbering(&text);
    let rest = join::trim(rest);
    let bare = rest.trim_end_matches(['：', ':']);
    let kind = LabelKind::of(bare);
    if kind.is_label() {
        // 成本指标 and 满意度指标 are words of both levels: the depth of the number tells.
        let n_parts = number.split('.').filter(|it| it.contains(|it: char| it.is_ascii_digit())).count();
        let is_level1 = kind.level1.is_some() && !(kind.is_level2 && 1 < n_parts);
        return Line::Label(bare.to_owned(), is_level1);
    }
    if let Some((label, behind)) = rest.split_once(['：', ':'])
        && label.ends_with("指标")
        && LabelKind::of(label).is_level2
        && let Some(pairs) = pairs(behind)
    {
        return Line::Running(label.to_owned(), pairs);
    }
    let parted = rest.split_once(['：', ':']).map(|(name, target)| (name.to_owned(), target.to_owned()));
    let by_gap = || at_gap(grid, row).filter(|it| target::likeness(&it.1) != Likeness::None);
    let Some((name, target)) = parted.or_else(by_gap) else { return Line::Other };
    let name = if text.starts_with(&name) { numbering(&name).1 } else { name.as_str() };
    let (name, target) = (join::trim(name), join::trim(&target).trim_end_matches(['；', ';', '。']));
    let is_row = (2..=MAX_NAME).contains(&name.chars().count())
        && (1..=MAX_TARGET).contains(&target.chars().count())
        && slot::find(name).is_none()
        && !LabelKind::of(name).is_label()
        && !name.contains(['，', '。', '；']);
    if is_row { Line::Row(name.to_owned(), target.to_owned()) } else { Line::Other }
}

/// The two texts of a line that a wide gap parts; `None` where there is no such gap, or several.
fn at_gap(grid: &Grid, row: usize) -> Option<(String, String)> {
    let ids = grid.ids(row);
    let is_wide = |id: &CellId| {
        let end = grid.col(id - 1) + join::columns(grid.text(id - 1));
        end + GAP <= grid.col(*id)
    };
    let mut gaps = ids.clone().skip(1).filter(is_wide);
    let at = gaps.next().filter(|_| gaps.next().is_none())?;
    Some((text(grid, ids.start..at), text(grid, at..ids.end)))
}

/// The number before a line, such as `1.1.1`, （一） or 2、, and the rest.
pub fn numbering(line: &str) -> (&str, &str) {
    const COUNTS: &str = "一二三四五六七八九十";
    let is_count = |it: char| it.is_ascii_digit() || COUNTS.contains(it);
    let is_mark = |it: char| matches!(it, '.' | '．' | '、' | '(' | ')' | '（' | '）');
    let end = line.find(|it| !is_count(it) && !is_mark(it)).unwrap_or(line.len());
    let (number, rest) = line.split_at(end);
    // A number without a mark or a blank behind it belongs to what follows: 24小时扑灭率.
    if number.contains(is_mark) || rest.starts_with(' ') { (number, rest) } else { ("", line) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::reader;

    #[test]
    fn numbered_lines_below_labels_are_indicators() {
        let text = "项目名称：甲\n1 产出指标\n1.1 数量指标\n1.1.1 清淤长度：≥3公里\n1.2 成本指标：\n1.2.1 24小时值守费：≤5万元\n2 满意度指标\n（1）农户满意度：≥90%\n填报人：乙\n";
        let mut grid = reader::read(text.as_bytes()).unwrap();
        let all = 0..grid.n_rows();
        let (rows, place) = read(&mut grid, all).unwrap();
        let told: Vec<String> = rows
            .iter()
            .map(|it| {
                let label = |it: &Option<Label>| it.as_ref().map_or(String::new(), |it| it.text.clone());
                [label(&it.level1), label(&it.level2), it.name.clone(), it.target.clone()].join("|")
            })
            .collect();
        let expected = [
            "产出指标|||",
            "|数量指标||",
            "||清淤长度|≥3公里",
            "|成本指标||",
            "||24小时值守费|≤5万元",
            "满意度指标|||",
            "||农户满意度|≥90%",
        ];
        assert_eq!((told, place), (expected.map(str::to_owned).to_vec(), 1..8));
    }

    #[test]
    fn indicators_behind_their_labels() {
        for head in ["", "一级指标 二级指标 三级指标 指标值\n"] {
            let text = format!(
                "项目支出绩效目标表\n项目名称：护林\n{head}（一）产出指标\n\
                 1.数量指标：人工造林面积≥1.2万亩；防火巡护≥300次。\n2.时效指标：造林完成时间2026年10月底前。\n\
                 （二）满意度指标\n1.服务对象满意度指标：林农满意度≥90%。\n"
            );
            let filings = crate::import::import("表.txt", text.as_bytes()).filings;
            let told: Vec<String> = filings
                .iter()
                .flat_map(|it| it.indicators().map(|it| it.2))
                .map(|it| [&it.level1, &it.level2, &it.name, &it.target].map(String::as_str).join("|"))
                .collect();
            let expected = [
                "产出指标|数量指标|人工造林面积|≥1.2万亩",
                "产出指标|数量指标|防火巡护|≥300次",
                "产出指标|时效指标|造林完成时间|2026年10月底前",
                "满意度指标|服务对象满意度指标|林农满意度|≥90%",
            ];
            assert_eq!(told, expected, "{head}");
            let doubts: Vec<bool> = filings[0].indicators().map(|it| it.2.doubt.is_empty()).collect();
            assert_eq!(doubts, [true, true, false, true], "{head}");
            assert_eq!(crate::import::account("表.txt", text.as_bytes()), [], "{head}");
        }
    }

    #[test]
    fn prose_is_no_outline() {
        for text in
            ["产出指标\n数量指标\n", "产出指标\n说明：无\n备注：同上\n", "清淤长度：≥3公里\n泵站：≥5座\n"]
        {
            let mut grid = reader::read(text.as_bytes()).unwrap();
            let all = 0..grid.n_rows();
            assert!(read(&mut grid, all).is_none(), "{text}");
        }
    }
}

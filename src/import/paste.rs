//! Rows copied from a spreadsheet, without the form around them → indicators.
//!
//! With a heading row its words name the columns, as in a document. Without one the columns are told by what stands
//! in them: labels of levels, targets, units, scores; of the rest the first is the name. Invariant: a cell goes into
//! one field or, in a column that no field fits, into none.

use super::reader::separated;
use super::role::{self, Role};
use super::target::{self, Likeness};
use super::{join, own, raw};
use crate::model::{Amount, Indicator, Words};
use crate::text::cells;
use crate::value;

/// So many cells of a column in a hundred must speak for what it is taken for.
const MOST: usize = 60;

/// What a sign stands in a column of its own as.
const SIGNS: &[&str] = &["≥", "≤", ">", "<", "=", "＝", "＞", "＜", "定性", "定量"];

/// Whether a text is a table at all: a tab parts cells.
pub fn is_table(text: &str) -> bool {
    text.contains('\t')
}

/// The cells of a single pasted column, blank ones too; one in quotes may have several lines.
pub fn column(text: &str) -> Vec<String> {
    every_row(text).into_iter().map(|row| row.into_iter().next().unwrap_or_default()).collect()
}

/// The cells of a pasted block of amounts, blank rows and cells too; `None`: something in it is no amount, or all is blank.
pub fn amounts(text: &str) -> Option<Vec<Vec<String>>> {
    let mut found = every_row(text);
    while found.pop_if(|row| row.iter().all(String::is_empty)).is_some() {}
    let mut filled = found.iter().flatten().filter(|it| !it.is_empty()).peekable();
    filled.peek()?;
    filled.all(|it| Amount::printed(it).value().is_some()).then_some(found)
}

/// What a pasted table holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Its indicators.
    pub indicators: Vec<Indicator>,
    /// The rows that are none, as they were pasted.
    pub left: Vec<String>,
}

/// The indicators of a pasted table. Blank labels below a merged cell are filled; where the table has no labels they
/// stay blank. A row without name and target is none. `words` are those that an office adds to the lists.
pub fn pasted(text: &str, words: &Words) -> Pasted {
    own::during(words, || read(text))
}

/// The cells of a pasted block whose first column holds values, not names; figures and units in columns of their own
/// are put together. `None`: it is no such block.
pub fn values(text: &str, words: &Words) -> Option<Vec<Vec<String>>> {
    own::during(words, || {
        let mut rows = rows(text);
        let columns = Columns { rows: &rows, roles: Vec::new() };
        let has_units = columns.holds(0, &is_number) && columns.holds(1, &is_unit);
        if !has_units && !columns.holds(0, &is_value) {
            return None;
        }
        for row in rows.iter_mut().filter(|_| has_units) {
            let unit = row.remove(1);
            if let Some(figure) = row.first_mut() {
                figure.push_str(&unit);
            }
        }
        Some(rows)
    })
}

fn read(text: &str) -> Pasted {
    let rows = rows(text);
    let Some(first) = rows.first() else { return Pasted::default() };
    let headings: Vec<Option<Role>> = first.iter().map(|it| role::find(it)).collect();
    let has_headings =
        headings.iter().flatten().filter(|it| !matches!(it, Role::Past | Role::Other)).count() > 1;
    let (columns, body) = if has_headings {
        (headings, rows.get(1..).unwrap_or_default())
    } else {
        (recognised(&rows), rows.as_slice())
    };
    let mut found = Pasted::default();
    let mut labels = (String::new(), String::new());
    for row in body {
        let mut indicator = read_row(row, &columns);
        fill(&mut indicator, &mut labels);
        if !indicator.name.is_empty() || !indicator.target.is_empty() {
            found.indicators.push(indicator);
        } else {
            let cells = row.iter().map(String::as_str).filter(|it| !it.is_empty());
            found.left.push(cells.collect::<Vec<_>>().join(" "));
        }
    }
    found
}

/// The cells, all rows alike in length, without blank rows.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = every_row(text);
    rows.retain(|row| row.iter().any(|it| !it.is_empty()));
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut rows {
        row.resize(n_columns, String::new());
    }
    rows
}

/// The cells as they were pasted, blank rows too.
fn every_row(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut rest = text.as_str();
    let mut rows = Vec::new();
    while !rest.is_empty() {
        let (row, tail) = separated::row(rest, '\t');
        rest = tail;
        rows.push(row.iter().map(|it| cells::unguarded(it).trim().to_owned()).collect());
    }
    rows
}

fn read_row(row: &[String], columns: &[Option<Role>]) -> Indicator {
    let mut found = Indicator::default();
    let cell = |role: Role| {
        let at = columns.iter().position(|it| *it == Some(role));
        at.and_then(|it| row.get(it)).map_or("", String::as_str)
    };
    cell(Role::Level1).clone_into(&mut found.level1);
    cell(Role::Level2).clone_into(&mut found.level2);
    cell(Role::Work).clone_into(&mut found.work);
    cell(Role::Project).clone_into(&mut found.project);
    let name = cell(Role::Name);
    let name = raw::numbered_name(name).map_or(name, |(_, name)| name);
    found.name = name.replace('\n', "");
    cell(Role::Half).clone_into(&mut found.target_half);
    cell(Role::Note).clone_into(&mut found.note);
    cell(Role::Standard).clone_into(&mut found.standard);
    cell(Role::Weight).clone_into(&mut found.weight);
    let sign = Some(cell(Role::Sign)).filter(|it| !it.starts_with('定')).unwrap_or_default();
    let target = cell(Role::Target);
    if !target.is_empty() {
        found.target = format!("{sign}{target}{}", cell(Role::Unit)).replace('\n', "");
    }
    found
}

/// Below a merged cell the label is blank: it is that of the row before. A new level 1 does not keep the old level 2.
fn fill(indicator: &mut Indicator, labels: &mut (String, String)) {
    let (level1, level2) = (&mut indicator.level1, &mut indicator.level2);
    for label in [&mut *level1, &mut *level2] {
        *label = label.replace('\n', "");
    }
    if level1.is_empty() {
        level1.clone_from(&labels.0);
    } else if *level1 != labels.0 {
        labels.1.clear();
    }
    if level2.is_empty() {
        level2.clone_from(&labels.1);
    }
    labels.0.clone_from(level1);
    labels.1.clone_from(level2);
}

/// The columns by what stands in them.
fn recognised(rows: &[Vec<String>]) -> Vec<Option<Role>> {
    let n_columns = rows.first().map_or(0, Vec::len);
    let mut columns = Columns { rows, roles: vec![None; n_columns] };
    if columns.holds(0, &is_number) && columns.holds(1, &is_unit) {
        // Figures and their units without names: no serial numbers, however they rise.
        columns.set(0, Role::Target);
        columns.set(1, Role::Unit);
        return columns.roles;
    }
    let mut start = usize::from(columns.is_serial(0));
    if start > 0 {
        columns.set(0, Role::Serial);
    }
    let is_level2 = |it: &str| own::level2(it).is_some() || it.ends_with("指标");
    if columns.holds(start, &|it| own::level1(it).is_some() && own::level2(it).is_none())
        || columns.holds(start, &|it| own::level1(it).is_some()) && columns.holds(start + 1, &is_level2)
    {
        columns.set(start, Role::Level1);
        start += 1;
    }
    if columns.holds(start, &is_level2) {
        columns.set(start, Role::Level2);
        start += 1;
    }
    columns.values(start);
    columns.texts(start);
    columns.roles
}

/// Columns while they are recognised.
struct Columns<'a> {
    rows: &'a [Vec<String>],
    roles: Vec<Option<Role>>,
}

impl Columns<'_> {
    fn set(&mut self, col: usize, role: Role) {
        if let Some(it) = self.roles.get_mut(col) {
            *it = Some(role);
        }
    }

    fn is_free(&self, col: usize) -> bool {
        self.roles.get(col).is_some_and(Option::is_none)
    }

    /// Whether most cells of a column, blank ones left out, are of a kind.
    fn holds(&self, col: usize, is_kind: &dyn Fn(&str) -> bool) -> bool {
        let cells = self.rows.iter().filter_map(|row| row.get(col)).map(String::as_str);
        let cells: Vec<&str> = cells.filter(|it| !it.is_empty()).collect();
        let n = cells.iter().filter(|it| is_kind(it)).count();
        !cells.is_empty() && cells.len() * MOST <= n * 100
    }

    /// 1, 2, 3 … down a first column.
    fn is_serial(&self, col: usize) -> bool {
        let number = |row: &Vec<String>| row.get(col).and_then(|it| join::bare(it).parse::<u32>().ok());
        let numbers: Option<Vec<u32>> = self.rows.iter().map(number).collect();
        numbers.is_some_and(|it| it.len() > 1 && it.is_sorted_by(|a, b| a < b))
    }

    /// The target, the half-year target before it, or sign, value and unit in columns of their own; a score after
    /// them.
    fn values(&mut self, start: usize) {
        let n_columns = self.roles.len();
        let mut found = Vec::new();
        // The first of the columns is the name's, whatever it looks like.
        for col in start + 1..n_columns {
            if self.holds(col, &|it| SIGNS.contains(&it)) {
                self.set(col, Role::Sign);
            } else if self.holds(col, &is_value) {
                found.push(col);
            } else if !found.is_empty() {
                break;
            }
            if found.len() == 2 {
                break;
            }
        }
        // A bare number behind a written target is a score, not a full-year target.
        let is_score = |col: usize| self.holds(col, &is_number);
        let (target, half) = match found.as_slice() {
            [first, second] if is_score(*second) && !is_score(*first) => (*first, None),
            [first, second] => (*second, Some(*first)),
            [only] => (*only, None),
            _ => return,
        };
        self.set(target, Role::Target);
        if let Some(half) = half {
            self.set(half, Role::Half);
        }
        for col in target + 1..n_columns {
            if col == target + 1 && self.holds(col, &is_unit) {
                self.set(col, Role::Unit);
            } else if self.holds(col, &is_number) {
                self.set(col, Role::Weight);
            }
        }
    }

    /// Texts: the last one before the target is the name, those before it work and project; after it note and
    /// standard.
    fn texts(&mut self, start: usize) {
        let is_value = |it: &Option<Role>| matches!(it, Some(Role::Half | Role::Target | Role::Sign));
        let first_value = self.roles.iter().position(is_value).unwrap_or(start + 1);
        let mut before: Vec<usize> = (start..first_value).filter(|col| self.is_free(*col)).collect();
        let name = before.pop();
        let after: Vec<usize> = (first_value..self.roles.len()).filter(|col| self.is_free(*col)).collect();
        let before = before.into_iter().zip([Role::Work, Role::Project]);
        let after = after.into_iter().zip([Role::Note, Role::Standard]);
        for (col, role) in before.chain(after).chain(name.map(|it| (it, Role::Name))) {
            self.set(col, role);
        }
    }
}

/// Whether a cell looks like a target, by the words of one's own, too.
fn is_value(cell: &str) -> bool {
    let bare = join::bare(cell);
    value::looks_like_target(cell)
        || own::is_qualitative(&bare)
        || (own::ends_with_unit(&bare) && target::likeness(cell) == Likeness::Strong)
}

fn is_unit(cell: &str) -> bool {
    let bare = join::bare(cell);
    value::unit::whole(cell).is_some() || own::unit_at(&bare).is_some_and(|it| it == bare.len())
}

fn is_number(cell: &str) -> bool {
    join::bare(cell).parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each row as level 1 / level 2 / name / half / target / note / weight, blanks at the end left out.
    fn check(text: &str, expected: &[&str]) {
        check_with(text, &Words::NONE, expected);
    }

    fn check_with(text: &str, words: &Words, expected: &[&str]) {
        let found: Vec<String> = pasted(text, words)
            .indicators
            .iter()
            .map(|it| {
                let all =
                    [&it.level1, &it.level2, &it.name, &it.target_half, &it.target, &it.note, &it.weight];
                let all: Vec<&str> = all.iter().map(|it| it.as_str()).collect();
                all.join("/").trim_end_matches('/').to_owned()
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn columns_are_told_by_what_stands_in_them() {
        check("巡渠次数\t≥12次\n渠道完好率\t≥95%\n", &["//巡渠次数//≥12次", "//渠道完好率//≥95%"]);
        check(
            "产出指标\t数量指标\t巡渠次数\t≥12次\n\t质量指标\t渠道完好率\t≥95%\n效益指标\t社会效益指标\t灌溉知晓率\t≥80%\n",
            &[
                "产出指标/数量指标/巡渠次数//≥12次",
                "产出指标/质量指标/渠道完好率//≥95%",
                "效益指标/社会效益指标/灌溉知晓率//≥80%",
            ],
        );
        check(
            "1\t数量\t巡渠次数\t6次\t12次\t每月一次\t10\n2\t质量\t渠道完好率\t≥95%\t≥95%\t\t20\n",
            &["/数量/巡渠次数/6次/12次/每月一次/10", "/质量/渠道完好率/≥95%/≥95%//20"],
        );
        check("巡渠次数\t≥\t12\t次\n渠道完好率\t≥\t95\t%\n", &["//巡渠次数//≥12次", "//渠道完好率//≥95%"]);
        check("85\t万元\n90\t万元\n", &["////85万元", "////90万元"]);
        check(
            "巡渠次数\t≥12次\t10\n渠道完好率\t≥95%\t15\n",
            &["//巡渠次数//≥12次//10", "//渠道完好率//≥95%//15"],
        );
    }

    #[test]
    fn words_of_ones_own_tell_columns() {
        let words = Words {
            units: vec!["驾次".to_owned()],
            qualitative: vec!["井然有序".to_owned()],
            level2: [("工作量".to_owned(), "数量指标".to_owned())].into(),
            ..Words::default()
        };
        let targets = "施药作业\t12驾次\n现场秩序\t井然有序\n";
        check_with(targets, &words, &["//施药作业//12驾次", "//现场秩序//井然有序"]);
        let labelled = "工作量\t施药作业\t≥\t12\t驾次\n工作量\t飞行架次\t≥\t30\t驾次\n";
        check_with(labelled, &words, &["/工作量/施药作业//≥12驾次", "/工作量/飞行架次//≥30驾次"]);
        // Without them no column is one of targets, or of units.
        assert!(pasted(targets, &Words::NONE).indicators.iter().all(|it| it.target.is_empty()));
        assert!(pasted(labelled, &Words::NONE).indicators.iter().all(|it| it.level2.is_empty()));
    }

    #[test]
    fn rows_that_are_no_indicators_are_told() {
        let text = "产出指标\t数量指标\t巡护里程\t≥500公里\n产出指标\t数量指标\t\t\n合计\n";
        let found = pasted(text, &Words::NONE);
        assert_eq!(found.indicators.len(), 1);
        assert_eq!(found.left, ["产出指标 数量指标", "合计"]);
    }

    #[test]
    fn a_block_that_begins_with_values_is_told() {
        let cells = |text: &str| {
            values(text, &Words::NONE).map(|it| it.iter().map(|row| row.join("|")).collect::<Vec<_>>())
        };
        let block = cells("≤2万元\t备注一\n≤3元\t备注二\n").unwrap();
        assert_eq!(block, ["≤2万元|备注一", "≤3元|备注二"]);
        assert_eq!(cells("85\t万元\n90\t万元\n").unwrap(), ["85万元", "90万元"]);
        assert_eq!(cells("巡渠次数\t≥12次\n渠道完好率\t≥95%\n"), None);
    }

    #[test]
    fn headings_name_the_columns() {
        check(
            "三级指标\t备注\t指标值\t一级指标\n巡渠次数\t按月\t≥12次\t产出指标\n清淤\t\t\t\n",
            &["产出指标//巡渠次数//≥12次/按月", "产出指标//清淤"],
        );
    }

    #[test]
    fn cells_in_quotes_and_odd_rows_are_taken_as_they_are() {
        check("巡渠\t≥1次\t\"第一行\n第二行\"\n\n\t\t\n", &["//巡渠//≥1次/第一行\n第二行"]);
        check("完成率\t'=100%\r\n培训率\t＝100%\r\n", &["//完成率//=100%", "//培训率//＝100%"]);
        check("", &[]);
        check("\t\t\t", &[]);
        assert!(!is_table("一段话\n又一段话"));
    }
}

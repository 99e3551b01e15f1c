//! Random edits of a filing, by numbers that choose what, where and the text.

use std::path::PathBuf;
use std::sync::LazyLock;
use tianbao::check::Finding;
use tianbao::edit::{Change, History, Row};
use tianbao::model::path::Paths;
use tianbao::model::{Allow, BudgetLine, Column, Field, Filing, Function, Indicator, Place};

/// Values that the rules tell apart.
static VALUES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/target_values.tsv");
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|it| !it.starts_with('#'));
    lines.filter_map(|it| it.split('\t').next()).map(str::to_owned).chain([String::new()]).collect()
});

const NAMES: &[&str] = &[
    "",
    "群众满意度",
    "道路保洁覆盖率",
    "指标1：巡查次数",
    "指标7：巡查次数",
    "培训数量（批次）",
    "完成全县农村饮水管网改造项目竣工验",
    "组织开展全县河湖巡查工作的巡查次数",
    "设备购置数量",
    "疾病的的管理率",
    "体检标准（科级及以下",
    "<p>供水</p>",
    "供水量3万吨",
];
const LEVEL1: &[&str] = &[
    "产出指标",
    "效益指标",
    "满意度指标",
    "成本指标",
    "产出",
    "效果指标",
    "决策",
    "≥5个",
    "",
    "服务产出",
    "产出与效果",
];
const LEVEL2: &[&str] = &[
    "数量指标",
    "质量指标",
    "时效指标",
    "成本指标",
    "经济成本指标",
    "社会效益指标",
    "服务对象满意度指标",
    "产出数量",
    "",
    "98%",
];
const TEXTS: &[&str] = &[
    "",
    "2025",
    "2025-03-01",
    "供水项目",
    "目标1：新建公厕12座，培训30人次",
    "10",
    "40分",
    "说明：按季度统计",
];
const DOUBTS: &[&str] = &["", "level2: 标签不在本行，按编号和顺序推定", "name: 由折行拼成"];
const AMOUNTS: &[&str] = &["", "0", "1,200.00", "350", "1550", "-4", "待定"];
const LINES: &[&str] =
    &["资金总额", "财政拨款", "其他资金", "基本支出", "项目支出", "供水项目", "疫情防控物资采购"];

fn pick<'a>(list: &[&'a str], n: u16) -> &'a str {
    list[usize::from(n) % list.len()]
}

/// One edit, by numbers that choose what, where and the text.
pub type Dice = (u8, u16, u16, u16);

fn indicator_at(filing: &Filing, n: u16) -> Option<Place> {
    let all: Vec<Place> =
        filing.indicators().map(|(function, idx, _)| Place::Indicator(function, idx)).collect();
    (!all.is_empty()).then(|| all[usize::from(n) % all.len()])
}

/// A text for a field of a row.
pub fn set_row(filing: &Filing, (_, place, field, text): Dice) -> Option<(Place, Field, String)> {
    let at = indicator_at(filing, place)?;
    let (field, text) = match field % 12 {
        0..=2 => (Field::Target, VALUES[usize::from(text) % VALUES.len()].clone()),
        3 => (Field::TargetHalf, VALUES[usize::from(text) % VALUES.len()].clone()),
        4 | 5 => (Field::IndicatorName, pick(NAMES, text).to_owned()),
        6 => (Field::Level1, pick(LEVEL1, text).to_owned()),
        7 => (Field::Level2, pick(LEVEL2, text).to_owned()),
        8 => (Field::Doubt, pick(DOUBTS, text).to_owned()),
        9 => (Field::Weight, pick(TEXTS, text).to_owned()),
        10 => (Field::Note, pick(TEXTS, text).to_owned()),
        _ => {
            (if text % 2 == 0 { Field::IndicatorProject } else { Field::Work }, pick(LINES, text).to_owned())
        }
    };
    Some((at, field, text))
}

/// A text for a field of anything else.
pub fn set_frame(filing: &Filing, (_, place, field, text): Dice) -> Option<(Place, Field, String)> {
    let (n_lines, n_functions) = (filing.budget.lines.len(), filing.functions.len());
    match place % 3 {
        0 => {
            let field = Field::OF_FILING[usize::from(field) % Field::OF_FILING.len()].clone();
            let text = match field.choices() {
                Some(words) => words[usize::from(text) % words.len()],
                None => pick(TEXTS, text),
            };
            Some((Place::Filing, field, text.to_owned()))
        }
        1 if n_lines > 0 => {
            let at = Place::BudgetLine(usize::from(field) % n_lines);
            let columns = [Column::Only, Column::Full, Column::Half, Column::Total];
            Some(match text % 4 {
                0 => (at, Field::LineName, pick(LINES, text).to_owned()),
                1 => (at, Field::Under, pick(LINES, text / 4).to_owned()),
                _ => {
                    let column = columns[usize::from(text / 7) % columns.len()].clone();
                    (at, Field::Amount(column), pick(AMOUNTS, text / 3).to_owned())
                }
            })
        }
        _ if n_functions > 0 => {
            let at = Place::Function(usize::from(field) % n_functions);
            Some(match text % 4 {
                0 => (at, Field::FunctionId, pick(&["", "职能1", "职能2", "任务1"], text / 4).to_owned()),
                1 => (at, Field::FunctionName, pick(LINES, text).to_owned()),
                2 => (at, Field::Content, pick(TEXTS, text).to_owned()),
                _ => (at, Field::Amount(Column::Total), pick(AMOUNTS, text).to_owned()),
            })
        }
        _ => None,
    }
}

/// A row that others may be like: a copy of one of the filing, or one of few texts.
fn some_row(filing: &Filing, n: u16) -> Indicator {
    let copy = indicator_at(filing, n).and_then(|it| match it {
        Place::Indicator(function, idx) => filing.indicator(function, idx).cloned(),
        _ => None,
    });
    match copy {
        Some(it) if !n.is_multiple_of(3) => it,
        _ => Indicator {
            level1: pick(LEVEL1, n).into(),
            level2: pick(LEVEL2, n / 3).into(),
            name: pick(NAMES, n / 5).into(),
            target: VALUES[usize::from(n) % VALUES.len()].clone(),
            project: pick(LINES, n / 7).into(),
            doubt: pick(DOUBTS, n / 11).into(),
            ..Indicator::default()
        },
    }
}

fn insert_row(at: Place, row: Indicator) -> Change {
    Change::Insert { at, row: Box::new(Row::Indicator(row)) }
}

/// A step of changes that let nodes come, go or move.
pub fn reshape(filing: &Filing, (_, kind, first, second): Dice) -> Option<Vec<Change>> {
    let n_functions = filing.functions.len();
    let row = indicator_at(filing, first);
    let stretch = |n: usize| {
        let Some(Place::Indicator(function, idx)) = row else { return Vec::new() };
        let end = (idx + n).min(filing.functions[function].indicators.len());
        (idx..end).map(|it| Place::Indicator(function, it)).collect::<Vec<_>>()
    };
    let line = || BudgetLine { name: pick(LINES, second).into(), of_which: true, ..BudgetLine::default() };
    let function = usize::from(second) % n_functions.max(1);
    Some(match kind % 14 {
        0 => vec![Change::Remove { at: row? }],
        1 => vec![insert_row(row?, some_row(filing, second))],
        2 => vec![Change::Move { from: row?, to: indicator_at(filing, second)? }],
        3 => {
            let at = Place::BudgetLine(usize::from(first) % (filing.budget.lines.len() + 1));
            vec![Change::Insert { at, row: Box::new(Row::Line(line())) }]
        }
        4 => {
            let at = Place::BudgetLine(usize::from(first) % filing.budget.lines.len().max(1));
            vec![Change::Remove { at }]
        }
        5 if n_functions > 1 => vec![Change::Move {
            from: Place::Function(usize::from(first) % n_functions),
            to: Place::Function(function),
        }],
        // A paste.
        6 => {
            let Place::Indicator(function, idx) = row? else { return None };
            let n = if second % 2 == 0 { 50 } else { 3 };
            let place = |by: u16| Place::Indicator(function, idx + usize::from(by));
            (0..n).map(|by| insert_row(place(by), some_row(filing, second.wrapping_add(by * 31)))).collect()
        }
        // Many deleted, as the workbench does it and the other way round.
        7 => stretch(usize::from(second % 9)).into_iter().rev().map(|at| Change::Remove { at }).collect(),
        8 => stretch(usize::from(second % 9)).iter().map(|_| Change::Remove { at: row.unwrap() }).collect(),
        // To another level: the row says so and goes where that stands.
        9 => {
            let (at, to) = (row?, indicator_at(filing, second)?);
            let set = |field, text: &str| Change::Set { at, field, text: text.into() };
            vec![
                set(Field::Level1, pick(LEVEL1, second)),
                set(Field::Level2, pick(LEVEL2, second / 3)),
                Change::Move { from: at, to },
                Change::Set { at: to, field: Field::Note, text: "移到此处".into() },
            ]
        }
        // Rows come and some of them go again; a field of one of them is set.
        10 => {
            let at = row?;
            vec![
                insert_row(at, some_row(filing, second)),
                insert_row(at, some_row(filing, second / 2)),
                Change::Remove { at },
                Change::Set { at, field: Field::IndicatorName, text: pick(NAMES, second).into() },
            ]
        }
        11 if n_functions > 0 => vec![Change::Remove { at: Place::Function(function) }],
        12 if n_functions > 0 => {
            // Of a function only the shell is left; what it held goes to the end of another.
            let to = usize::from(first) % n_functions;
            let n = filing.functions[function].indicators.len();
            let end = filing.functions[to].indicators.len();
            let moved = |by: usize| Change::Move {
                from: Place::Indicator(function, 0),
                to: Place::Indicator(to, if to == function { end - 1 } else { end + by }),
            };
            (0..n.min(30)).map(moved).collect()
        }
        _ => {
            let function = filing.functions.get(function).cloned();
            let row = Box::new(Row::Function(function.unwrap_or_else(Function::default)));
            vec![Change::Insert { at: Place::Function(usize::from(first) % (n_functions + 1)), row }]
        }
    })
}

/// The changes of a fix that is offered.
pub fn fix(findings: &[Finding], n: u16) -> Vec<Change> {
    let fixes: Vec<_> = findings.iter().filter_map(|it| it.fix.as_ref()).collect();
    let Some(fix) = (!fixes.is_empty()).then(|| fixes[usize::from(n) % fixes.len()]) else {
        return Vec::new();
    };
    let set =
        |it: &tianbao::check::Edit| Change::Set { at: it.at, field: it.field.clone(), text: it.text.clone() };
    fix.edits.iter().map(set).collect()
}

/// Accepts a finding, or does so no longer.
pub fn accept(filing: &Filing, findings: &[Finding], (_, first, second, _): Dice) -> Change {
    let mut to = filing.allows.clone();
    let paths = Paths::of(filing);
    if second % 3 == 0 && !to.is_empty() {
        to.remove(usize::from(first) % to.len());
    } else if !findings.is_empty() {
        let finding = &findings[usize::from(first) % findings.len()];
        let at = match (&finding.field, second % 2) {
            (Some(field), 0) => paths.field(finding.at, field),
            _ => paths.node(finding.at).to_owned(),
        };
        to.push(Allow { rule: finding.rule.code.to_owned(), at, reason: "上年沿用".to_owned() });
    }
    Change::Allows { to }
}

/// Two of them in one step, the second of what the first has made.
pub fn reshape_twice(filing: &Filing, dice: Dice) -> Option<Vec<Change>> {
    let (a, b, c, d) = dice;
    let first = reshape(filing, dice)?;
    let mut between = filing.clone();
    if !History::default().make(&mut between, first.clone(), Place::Filing, Place::Filing) {
        return None;
    }
    let second = reshape(&between, (a, b.wrapping_mul(5).wrapping_add(3), d, c))?;
    Some([first, second].concat())
}

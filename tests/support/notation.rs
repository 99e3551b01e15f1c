//! The notation of the examples on the rules' pages (`assets/rules/*.md`): a form as it is read on paper.
//!
//! A row is `[一级/二级 |] 名称 | 指标值 [| 标签 文本]… [→ [标签] 文本]…`: an arrow shows what the fix writes, `（空）` is a
//! blank cell, and the labels are those of [`ROW`] and [`HEADER`]. A block that is a whole `form` also has
//! - `标签 = 文本` for the header (a long text such as 年度目标 is one line an entry), `未归位 = …` for a line that the
//!   importer left over, `已改 = 节点路径` for a node that was edited since loading, `接受 = 规则 节点路径 理由` for a
//!   finding that was accepted;
//! - `资金总额：100.00` for money, `全年 100 半年 40` in columns, two blanks of indentation under its parent, `其中 ` before
//!   a line that is only listed, ` 上级 名称` behind a line whose parent is not the one that it is indented under;
//! - `【职能1 名称】` for a function, with amounts behind it for a task;
//! - `→ [标签] 文本` for what the fix of the form's finding writes.
//!
//! `上年 指标值` in a row is the target of the same row in the filing of the year before.

use tianbao::model::{
    Allow, Amounts, BudgetLine, Column, Field, Filing, Function, Indicator, Place, Source, path,
};

/// What is printed for a blank cell.
const BLANK: &str = "（空）";

/// Labels of a row's cells.
const ROW: &[(&str, Field)] = &[
    ("一级", Field::Level1),
    ("二级", Field::Level2),
    ("名称", Field::IndicatorName),
    ("指标值", Field::Target),
    ("半年", Field::TargetHalf),
    ("备注", Field::Note),
    ("评分标准", Field::Standard),
    ("重点工作", Field::Work),
    ("对应项目", Field::IndicatorProject),
    ("权重", Field::Weight),
    ("存疑", Field::Doubt),
    ("行号", Field::SourceLine),
];

/// The label of a money line's parent, where it is not the one that the indentation shows.
const UNDER: &str = "上级";

/// The label of last year's target, for the rule that compares two filings.
const LAST_YEAR: &str = "上年";

/// Labels of the header.
const HEADER: &[(&str, Field)] = &[
    ("表名", Field::Title),
    ("范围", Field::Scope),
    ("阶段", Field::Stage),
    ("年度", Field::Year),
    ("填报日期", Field::FilledAt),
    ("单位名称", Field::DepartmentName),
    ("单位代码", Field::DepartmentCode),
    ("主管部门", Field::Supervisor),
    ("职能概述", Field::Duties),
    ("机构人员", Field::Staffing),
    ("项目名称", Field::ProjectName),
    ("项目性质", Field::Nature),
    ("项目类别", Field::Category),
    ("开始日期", Field::Start),
    ("完成日期", Field::End),
    ("联系人", Field::ContactName),
    ("联系电话", Field::ContactPhone),
    ("年度目标", Field::AnnualGoals),
    ("中长期目标", Field::LongTermGoals),
    ("项目总目标", Field::ProjectGoals),
    ("金额单位", Field::MoneyUnit),
];

/// Words of choices, as printed and as the format has them.
const WORDS: &[(&str, &str)] =
    &[("部门", "department"), ("项目", "project"), ("申报", "declared"), ("批复", "approved")];

/// Labels of the columns of money.
const COLUMNS: &[(&str, Column)] = &[
    ("全年", Column::Full),
    ("半年", Column::Half),
    ("总额", Column::Total),
    ("财政拨款", Column::Fiscal),
    ("上年结转", Column::Carryover),
    ("其他资金", Column::Other),
];

/// An example: the filing that it stands for.
#[derive(Debug)]
pub struct Example {
    /// The filing.
    pub filing: Filing,
    /// The nodes that were edited since loading.
    pub edited: Vec<Place>,
    /// What the fix writes: into this field, or into any.
    pub fixes: Vec<(Option<Field>, String)>,
    /// The filing of the year before, as far as the example says what it had.
    pub last_year: Filing,
}

/// Reads the lines of an example; the error says what is not understood.
pub fn read(lines: &[&str]) -> Result<Example, String> {
    let mut reader = Reader::default();
    reader.filing.year = Some(2025);
    "部门整体支出绩效目标申报表".clone_into(&mut reader.filing.title);
    "青禾县水务局".clone_into(&mut reader.filing.department.name);
    for line in lines.iter().filter(|it| !it.trim().is_empty()) {
        reader.line(line).map_err(|why| format!("`{line}`: {why}"))?;
    }
    let mut edited = Vec::new();
    for node in &reader.edited {
        edited.push(path::find(&reader.filing, node).ok_or_else(|| format!("已改: no node {node}"))?);
    }
    let last_year = reader.last_year();
    Ok(Example { filing: reader.filing, edited, fixes: reader.fixes, last_year })
}

#[derive(Default)]
struct Reader {
    filing: Filing,
    /// The money lines above, by their depth: the parents of what is indented.
    parents: Vec<String>,
    edited: Vec<String>,
    fixes: Vec<(Option<Field>, String)>,
    /// Targets of the year before.
    last_targets: Vec<(Place, String)>,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), String> {
        let text = line.trim();
        if let Some(fix) = text.strip_prefix('→') {
            self.fix(fix);
            Ok(())
        } else if let Some((name, amounts)) = text.strip_prefix('【').and_then(|it| it.split_once('】')) {
            self.function(name, amounts)
        } else if text.contains(" | ") {
            self.row(text)
        } else if let Some((label, value)) =
            text.split_once(" = ").or(text.strip_suffix(" =").map(|it| (it, "")))
        {
            self.header(label, value)
        } else if let Some((name, amounts)) = text.split_once('：') {
            let depth = (line.len() - line.trim_start_matches(' ').len()) / 2;
            self.money(depth, name, amounts)
        } else {
            Err("is no row, no header, no money and no function".to_owned())
        }
    }

    fn fix(&mut self, text: &str) {
        let text = text.trim();
        let under = [(UNDER, Field::Under)];
        let (field, text) = match labelled(ROW, text).or_else(|| labelled(&under, text)) {
            Some((field, rest)) => (Some(field), rest),
            None => (None, text),
        };
        self.fixes.push((field, filled(text)));
    }

    fn row(&mut self, text: &str) -> Result<(), String> {
        let mut parts = text.split('→');
        let row = parts.next().unwrap_or_default();
        for fix in parts {
            self.fix(fix);
        }
        let mut indicator = Indicator {
            level1: "产出指标".to_owned(),
            level2: "数量指标".to_owned(),
            ..Indicator::default()
        };
        let (mut plain, mut header, mut last_year) = (Vec::new(), Vec::new(), None);
        for cell in row.split(" | ").map(str::trim) {
            let is_data = plain.len() >= 2;
            if let Some((field, rest)) = labelled(ROW, cell).filter(|_| is_data) {
                indicator.set(&field, &filled(rest)).map_err(|it| format!("{cell}: {it:?}"))?;
            } else if let Some((LAST_YEAR, target)) = cell.split_once(' ').filter(|_| is_data) {
                last_year = Some(target.to_owned());
            } else if let Some((field, rest)) = labelled(HEADER, cell).filter(|_| is_data) {
                header.push((field, filled(rest)));
            } else {
                plain.push(cell);
            }
        }
        let [levels @ .., name, target] = plain.as_slice() else {
            return Err("needs a name and a target".to_owned());
        };
        match levels {
            [] => {}
            [levels] => {
                let (level1, level2) = levels.split_once('/').ok_or("levels are 一级/二级")?;
                (indicator.level1, indicator.level2) = (filled(level1), filled(level2));
            }
            _ => return Err(format!("unknown labels in {plain:?}")),
        }
        (indicator.name, indicator.target) = (filled(name), filled(target));
        if self.filing.functions.is_empty() {
            self.filing.functions.push(Function::default());
        }
        let function_idx = self.filing.functions.len() - 1;
        let indicators = &mut self.filing.functions[function_idx].indicators;
        indicators.push(indicator);
        let at = Place::Indicator(function_idx, indicators.len() - 1);
        self.last_targets.extend(last_year.map(|it| (at, it)));
        header.iter().try_for_each(|(field, text)| self.set(field, text))
    }

    /// This year's filing with the targets of the year before, and of that year.
    fn last_year(&self) -> Filing {
        let mut filing = self.filing.clone();
        filing.year = filing.year.map(|it| it - 1);
        for (at, target) in &self.last_targets {
            filing.set(*at, &Field::Target, target).unwrap();
        }
        filing
    }

    fn header(&mut self, label: &str, text: &str) -> Result<(), String> {
        let text = filled(text.trim());
        match label.trim() {
            "未归位" => {
                let source = self.filing.source.get_or_insert_with(Source::default);
                source.leftover.push(text);
                Ok(())
            }
            "接受" => {
                let mut words = text.splitn(3, ' ').map(str::to_owned);
                let mut next = || words.next().ok_or("接受 = 规则 节点路径 理由");
                let allow = Allow { rule: next()?, at: next()?, reason: next()? };
                self.filing.allows.push(allow);
                Ok(())
            }
            "已改" => {
                self.edited.push(text);
                Ok(())
            }
            label => {
                let known = HEADER.iter().find(|(it, _)| *it == label);
                let (_, field) = known.ok_or_else(|| format!("unknown label {label}"))?;
                let above = self.filing.get(Place::Filing, field).unwrap_or_default().into_owned();
                let joined =
                    if field.is_long() && !above.is_empty() { format!("{above}\n{text}") } else { text };
                self.set(field, &joined)
            }
        }
    }

    fn set(&mut self, field: &Field, text: &str) -> Result<(), String> {
        let word = match field {
            Field::Scope | Field::Stage => WORDS.iter().find(|(it, _)| *it == text).map(|(_, it)| *it),
            _ => None,
        };
        self.filing.set(Place::Filing, field, word.unwrap_or(text)).map_err(|it| format!("{text}: {it:?}"))
    }

    fn function(&mut self, name: &str, text: &str) -> Result<(), String> {
        let (id, name) = name.split_once(' ').unwrap_or(("", name));
        let amounts = amounts(text)?;
        let function = Function { id: id.to_owned(), name: name.to_owned(), amounts, ..Function::default() };
        self.filing.functions.push(function);
        Ok(())
    }

    fn money(&mut self, depth: usize, name: &str, text: &str) -> Result<(), String> {
        if depth > self.parents.len() {
            return Err("is indented too far".to_owned());
        }
        self.parents.truncate(depth);
        let (text, under) = match text.split_once(&format!(" {UNDER} ")) {
            Some((text, under)) => (text, under.trim().to_owned()),
            None => (text, self.parents.join("/")),
        };
        let line = BudgetLine {
            name: name.strip_prefix("其中 ").unwrap_or(name).to_owned(),
            under,
            of_which: name.starts_with("其中 "),
            amounts: amounts(text)?,
            ..BudgetLine::default()
        };
        self.parents.push(line.name.clone());
        self.filing.budget.lines.push(line);
        Ok(())
    }
}

/// `标签 文本` with a label of the table.
fn labelled<'a>(table: &[(&str, Field)], cell: &'a str) -> Option<(Field, &'a str)> {
    let (label, rest) = cell.split_once(' ')?;
    table.iter().find(|(it, _)| *it == label).map(|(_, field)| (field.clone(), rest))
}

fn filled(text: &str) -> String {
    let text = text.trim();
    if text == BLANK { String::new() } else { text.to_owned() }
}

/// A bare amount, or labels and amounts in turn.
fn amounts(text: &str) -> Result<Amounts, String> {
    let mut amounts = Amounts::default();
    match text.split_whitespace().collect::<Vec<_>>().as_slice() {
        [] => {}
        [only] => amounts.set(&Column::Only, &filled(only)),
        pairs => {
            for pair in pairs.chunks(2) {
                let [label, amount] = pair else { return Err(format!("no amount behind {pair:?}")) };
                let known = COLUMNS.iter().find(|(it, _)| it == label).map(|(_, it)| it.clone());
                amounts.set(&known.unwrap_or_else(|| Column::Named((*label).to_owned())), &filled(amount));
            }
        }
    }
    Ok(amounts)
}

#[test]
fn the_notation_is_read() {
    let example = read(&[
        "金额单位 = 万元",
        "年度目标 = 甲",
        "年度目标 = 乙",
        "支出：",
        "  资金总额：全年 90 半年 40",
        "    其中 清淤：全年 （空） 分值 10",
        "【职能1 河道管理】总额 9",
        "效益指标/社会效益指标 | 巡查次数 | （空） | 半年 ≥6次 | 完成日期 2026-12-31 → 半年 ≥3次 → ≥6次",
        "已改 = 职能1/效益指标/社会效益指标/巡查次数",
    ])
    .unwrap();
    let it = &example.filing;
    assert_eq!(it.goals.annual, ["甲", "乙"]);
    let line = &it.budget.lines[2];
    assert_eq!((line.under.as_str(), line.of_which), ("支出/资金总额", true));
    assert_eq!(it.project.end, "2026-12-31");
    let row = it.indicator(0, 0).unwrap();
    assert_eq!((row.level2.as_str(), row.target.as_str()), ("社会效益指标", ""));
    assert_eq!(row.target_half, "≥6次");
    assert_eq!(example.edited, [Place::Indicator(0, 0)]);
    let fixes = [(Some(Field::TargetHalf), "≥3次".to_owned()), (None, "≥6次".to_owned())];
    assert_eq!(example.fixes, fixes);
    for line in ["只有文字", "甲 | 乙 | 未知 丙", "    深：1", "没有 = 值"] {
        assert!(read(&[line]).is_err(), "{line}");
    }
}

//! Random forms of every family, with the truth of what they say.
//!
//! A form is a head of rows, a table with named columns, and a foot; the truth lies beside it. How it is printed is for
//! the layouts.

use super::rng::Rng;
use super::words::{FIELDS, Field, Style};

/// A column of an indicator table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Col {
    /// The label beside the whole table.
    Side,
    Function,
    Level1,
    Level2,
    Work,
    Project,
    Number,
    Name,
    Sign,
    Half,
    Target,
    Unit,
    Weight,
    Note,
    Standard,
}

impl Col {
    /// Whether its cells are merged over the rows of a block.
    pub const fn is_merged(self) -> bool {
        matches!(self, Self::Function | Self::Level1 | Self::Level2 | Self::Project)
    }
}

/// What kind of form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Whole department with kinds of spending, notes that repeat names.
    Notes,
    /// Half-year and full-year targets, works and projects, an income and spending tree.
    HalfYear,
    /// Functions with numbered indicators.
    Matrix,
    /// Tasks with budgets.
    Tasks,
    /// A project with funds side by side.
    Project,
    /// Level 1, 2, 3 and target.
    Plain,
    /// Sign, value and unit in three columns.
    Signs,
    /// Weights and explanations.
    Weights,
}

impl Family {
    pub const ALL: [Self; 8] = [
        Self::Notes,
        Self::HalfYear,
        Self::Matrix,
        Self::Tasks,
        Self::Project,
        Self::Plain,
        Self::Signs,
        Self::Weights,
    ];
}

/// A row of the truth.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TrueRow {
    pub level1: String,
    pub level2: String,
    pub name: String,
    pub target: String,
    pub half: String,
}

/// A row of the table: its texts, and which block of each merged column it is in.
pub struct Line {
    pub texts: Vec<String>,
    pub blocks: Vec<usize>,
}

/// A form and its truth.
pub struct Form {
    pub family: Family,
    pub title: String,
    pub year: String,
    pub head: Vec<Vec<String>>,
    pub headings: Vec<Vec<String>>,
    pub columns: Vec<Col>,
    pub lines: Vec<Line>,
    pub foot: Vec<Vec<String>>,
    pub rows: Vec<TrueRow>,
    /// Name and amount of every money cell.
    pub money: Vec<(String, String)>,
}

const K88: &[(&str, &[&str])] = &[
    ("产出指标", &["数量指标", "质量指标", "时效指标", "成本指标"]),
    ("效益指标", &["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"]),
    ("满意度指标", &["服务对象满意度指标"]),
];
const K101: &[(&str, &[&str])] = &[
    ("成本指标", &["经济成本指标", "社会成本指标", "生态环境成本指标"]),
    ("产出指标", &["数量指标", "质量指标", "时效指标"]),
    ("效益指标", &["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"]),
    ("满意度指标", &["服务对象满意度指标"]),
];
const DUTIES: &[(&str, &[&str])] = &[
    ("决策", &["计划制定", "目标设定", "预算编制"]),
    ("过程", &["预算执行", "预算管理", "资产管理", "项目管理", "人员管理", "机构建设"]),
    ("履职", &["*", "*", "*"]),
    ("效益", &["经济效益", "社会效益", "生态效益", "可持续发展"]),
    ("满意度", &["服务对象满意度"]),
];

fn text(it: &str) -> String {
    it.to_owned()
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|it| text(it)).collect()
}

/// A random form of a family. Without cells it has no blanks and no words that only a cell tells from names.
pub fn form(rng: &mut Rng, family: Family, has_cells: bool) -> Form {
    let field = &FIELDS[rng.range(0, FIELDS.len() - 1)];
    let mut form = Form {
        family,
        title: text(match family {
            Family::Notes => "部门整体支出绩效目标批复表",
            Family::HalfYear => "省级部门整体预算绩效目标申报表",
            Family::Matrix => "2026年部门整体支出绩效目标批复表",
            Family::Tasks => "部门（单位）整体支出绩效目标申报表",
            Family::Project => "财政项目支出绩效目标申报表",
            _ => "项目支出绩效目标表",
        }),
        year: text("（2026年度）"),
        head: Vec::new(),
        headings: Vec::new(),
        columns: Vec::new(),
        lines: Vec::new(),
        foot: Vec::new(),
        rows: Vec::new(),
        money: Vec::new(),
    };
    head(rng, field, &mut form);
    super::table::fill(
        rng,
        field,
        Style { has_odd_words: has_cells, blanks: usize::from(has_cells) },
        &mut form,
    );
    form.foot.push(row(&["填表人：", "丙某", "联系电话：", "0000-1234567"]));
    form
}

/// An amount with two decimals.
fn amount(rng: &mut Rng) -> String {
    format!("{}.{:02}", rng.range(1, 90_000), rng.range(0, 99))
}

fn head(rng: &mut Rng, field: &Field, form: &mut Form) {
    let department = format!("云溪县{}", field.department);
    let goal = format!(
        "目标1：完成{}{}；目标2：提升{}服务水平。",
        rng.pick(field.objects),
        rng.pick(field.actions),
        rng.pick(field.objects)
    );
    let mut money = |form: &mut Form, name: &str| {
        let printed = amount(rng);
        form.money.push((text(name), printed.clone()));
        printed
    };
    match form.family {
        Family::Notes => {
            form.head.push(row(&["部门（单位）名称", &department]));
            form.head.push(row(&["部门（单位）总体资金情况(元)："]));
            for name in ["资金总额", "人员类项目", "运转类公用经费项目", "其他运转类项目", "特定目标类项目"]
            {
                let label = if name == "资金总额" { "资金总额(元)：" } else { name };
                let printed = money(form, name);
                form.head.push(row(&[label, &printed]));
            }
            form.head
                .push(row(&["部门（单位）职能概述", "负责全县有关事务的规划、管理和服务，指导基层工作。"]));
            form.head.push(row(&["部门（单位）年度总体目标", &goal]));
        }
        Family::HalfYear => {
            form.head.push(row(&["单位名称", "", &department]));
            form.head.push(row(&["部门整体资金（万元）", "收入", "", "", "全年预算数"]));
            for name in ["资金总额", "财政拨款", "社保基金", "上年结转资金", "其他资金"]
            {
                let printed = money(form, name);
                form.head.push(row(&["", "", name, "", &printed]));
            }
            form.head.push(row(&["", "支出", "", "半年计划执行数", "全年预算数"]));
            for name in ["资金总额", "基本支出", "项目支出"] {
                let (half, full) = (money(form, name), money(form, name));
                form.head.push(row(&["", "", name, &half, &full]));
            }
            form.head.push(row(&["年度目标", &goal]));
        }
        Family::Matrix => {
            form.head.push(row(&["部门(单位)名称", &department]));
            form.head.push(row(&["年度整体绩效目标", &goal]));
        }
        Family::Tasks => {
            form.head.push(row(&["部门（单位）名称", &department]));
            form.head.push(row(&["年度主要任务", "任务名称", "主要内容", "预算金额（万元）"]));
            form.head.push(row(&["", "", "", "总额", "财政拨款", "其他资金"]));
            let objects = field.objects.iter().take(rng_range(form, 2, field.objects.len()));
            let mut rows = Vec::new();
            for object in objects {
                let name = format!("{object}管理");
                let content =
                    format!("按计划组织{object}的日常管理和质量提升，落实责任，保证全年任务完成并发挥效益。");
                let cells = [money(form, &name), money(form, &name), money(form, &name)];
                rows.push(row(&["", &name, &content, &cells[0], &cells[1], &cells[2]]));
            }
            form.head.extend(rows);
            let cells = [money(form, "合计"), money(form, "合计"), money(form, "合计")];
            form.head.push(row(&["", "合计", "", &cells[0], &cells[1], &cells[2]]));
            form.head.push(row(&["年度总体目标", &goal]));
        }
        Family::Project => {
            form.head.push(row(&[
                "项目名称",
                &format!("{}专项", field.objects[0]),
                "项目性质",
                "其他经常性项目",
            ]));
            form.head.push(row(&["主管部门", "云溪县人民政府", "实施单位", &department]));
            form.head.push(row(&["计划开始日期", "2026-01-01", "计划完成日期", "2026-12-31"]));
            let (left, right) = (money(form, "项目资金总额"), money(form, "年度资金申请总额"));
            form.head.push(row(&["项目资金（元）", "项目资金总额", &left, "年度资金申请总额", &right]));
            let (left, right) = (money(form, "财政资金"), money(form, "当年财政拨款"));
            form.head.push(row(&["", "其中：财政资金", &left, "其中：当年财政拨款", &right]));
            let (left, right) = (money(form, "其他资金"), money(form, "其他资金"));
            form.head.push(row(&["", "其他资金", &left, "其他资金", &right]));
            form.head.push(row(&["年度总体目标", &goal]));
        }
        _ => {
            form.head.push(row(&["项目名称", &format!("{}专项", field.objects[0])]));
            form.head.push(row(&["实施单位", &department]));
            let all = money(form, "年度资金总额");
            form.head.push(row(&["项目资金（万元）", "年度资金总额", &all]));
            for name in ["财政拨款", "其他资金"] {
                let label = if name == "财政拨款" { "其中：财政拨款" } else { name };
                let printed = money(form, name);
                form.head.push(row(&["", label, &printed]));
            }
            form.head.push(row(&["年度总体目标", &goal]));
        }
    }
}

/// A number that follows from what was drawn before, where the generator is lent out.
fn rng_range(form: &Form, from: usize, to: usize) -> usize {
    from + form.title.len() % (to - from + 1)
}

/// The levels of a family's table: level 1 with its level 2, some left out.
pub fn scheme(rng: &mut Rng, family: Family, field: &Field) -> Vec<(String, Vec<String>)> {
    let all = match family {
        Family::HalfYear => DUTIES,
        Family::Project | Family::Weights if rng.chance(60) => K101,
        _ => K88,
    };
    let is_bare = matches!(family, Family::Plain | Family::Weights) && rng.chance(25);
    let bare = |it: &str| text(if is_bare { it.trim_end_matches("指标") } else { it });
    all.iter()
        .map(|(level1, level2)| {
            let mut kept: Vec<String> = Vec::new();
            for it in *level2 {
                let name = match *it {
                    "*" => format!("{}{}", rng.pick(field.objects), rng.pick(&["管理", "服务", "保障"])),
                    "服务对象满意度指标" if is_bare => text("服务对象满意度"),
                    it => bare(it),
                };
                if rng.chance(80) && !kept.contains(&name) {
                    kept.push(name);
                }
            }
            if kept.is_empty() {
                kept.push(bare(level2.iter().find(|it| **it != "*").unwrap_or(&"日常管理")));
            }
            (bare(level1), kept)
        })
        .collect()
}

//! The rows of a random form's indicator table.

use super::form::{Col, Family, Form, Line, TrueRow, scheme};
use super::rng::Rng;
use super::words::{self, Field, Style, Target};

/// Columns and headings of a family. A second row of headings stands below the first.
fn columns(family: Family) -> (Vec<Col>, Vec<Vec<&'static str>>) {
    use Col::{
        Function, Half, Level1, Level2, Name, Note, Number, Project, Sign, Standard, Target, Unit, Weight,
        Work,
    };
    match family {
        Family::Notes => (
            vec![Level1, Level2, Name, Target, Note, Standard],
            vec![vec![
                "一级指标",
                "二级指标",
                "三级指标",
                "指标值",
                "备注（指标解释等）",
                "指标值说明（评分标准等）",
            ]],
        ),
        Family::HalfYear => (
            vec![Level1, Level2, Work, Project, Name, Half, Target],
            vec![vec![
                "一级指标",
                "二级指标",
                "重点工作",
                "对应项目",
                "三级指标",
                "半年指标值",
                "全年指标值",
            ]],
        ),
        Family::Matrix => (
            vec![Function, Level1, Level2, Number, Name, Target],
            vec![vec!["核心职能", "年度绩效指标"], vec!["", "一级指标", "二级指标", "三级指标"]],
        ),
        Family::Tasks | Family::Plain => {
            (vec![Level1, Level2, Name, Target], vec![vec!["一级指标", "二级指标", "三级指标", "指标值"]])
        }
        Family::Project => (
            vec![Level1, Level2, Name, Target],
            vec![vec!["一级指标", "二级指标", "三级指标", "年度(/项目)指标值"]],
        ),
        Family::Signs => (
            vec![Level1, Level2, Name, Sign, Target, Unit],
            vec![vec!["一级指标", "二级指标", "三级指标", "符号", "指标值", "计量单位"]],
        ),
        Family::Weights => (
            vec![Level1, Level2, Name, Target, Weight, Note],
            vec![vec!["一级指标", "二级指标", "三级指标", "指标值", "权重", "指标解释"]],
        ),
    }
}

/// How many indicators: forms are mostly short, some long.
fn n_indicators(rng: &mut Rng) -> usize {
    match rng.range(0, 9) {
        0 => rng.range(60, 120),
        1..=3 => rng.range(26, 60),
        _ => rng.range(5, 25),
    }
}

/// Fills columns, lines and truth.
pub fn fill(rng: &mut Rng, field: &Field, style: Style, form: &mut Form) {
    let (columns, headings) = columns(form.family);
    form.headings = headings.iter().map(|row| row.iter().map(|it| (*it).to_owned()).collect()).collect();
    form.columns = columns;
    let n_functions = if form.family == Family::Matrix { rng.range(1, 12) } else { 1 };
    let n_rows = n_indicators(rng);
    let mut maker = Maker { style, function: 0, block: 0, project: (0, String::new()) };
    for function in 0..n_functions {
        maker.function = function;
        let all = words::FIELDS;
        let own = if n_functions == 1 { field } else { &all[(function + n_rows) % all.len()] };
        let levels = scheme(rng, form.family, own);
        let n_groups: usize = levels.iter().map(|it| it.1.len()).sum();
        let per_group = (n_rows / n_functions / n_groups).max(1);
        for (level1_idx, (level1, level2)) in levels.iter().enumerate() {
            for level2 in level2 {
                maker.block += 1;
                let n = rng.range(1, per_group * 2 - 1).min(40);
                for number in 1..=n {
                    maker.row(rng, own, form, (level1_idx, level1), level2, number);
                }
            }
        }
    }
}

struct Maker {
    style: Style,
    function: usize,
    /// Counts level-2 groups.
    block: usize,
    project: (usize, String),
}

impl Maker {
    fn row(
        &mut self,
        rng: &mut Rng,
        field: &Field,
        form: &mut Form,
        level1: (usize, &str),
        level2: &str,
        number: usize,
    ) {
        let pair = words::pair(rng, field, level2, self.style);
        let Target { sign, value, unit } = &pair.target;
        let half = words::half_of(rng, &pair.target);
        let is_duty = level1.1 == "履职";
        if is_duty && (self.project.1.is_empty() || rng.chance(15)) {
            self.project = (self.project.0 + 1, format!("{}专项经费", rng.pick(field.objects)));
        }
        let is_word = !value.chars().any(|it| it.is_ascii_digit()) && sign.is_empty() && unit.is_empty();
        let mut blocks = Vec::new();
        let mut texts = Vec::new();
        for col in &form.columns {
            blocks.push(match col {
                Col::Function => self.function,
                Col::Level1 => self.function * 100 + level1.0,
                Col::Level2 => self.block,
                Col::Project if is_duty => self.project.0,
                _ => 0,
            });
            texts.push(match col {
                Col::Function => {
                    let objects = field.objects.iter().take(3).copied().collect::<Vec<_>>().join("、");
                    format!("职能{}:负责{objects}的管理和保障工作。", self.function + 1)
                }
                Col::Level1 => level1.1.to_owned(),
                Col::Level2 => level2.to_owned(),
                Col::Work if is_duty => format!("{}{}", rng.pick(field.objects), rng.pick(field.actions)),
                Col::Project if is_duty => self.project.1.clone(),
                Col::Number => format!("指标{number}:"),
                Col::Name => pair.name.clone(),
                Col::Half => half.whole(),
                Col::Sign if is_word && !value.is_empty() => "定性".to_owned(),
                Col::Sign => (*sign).to_owned(),
                Col::Target if form.family == Family::Signs => value.clone(),
                Col::Target => pair.target.whole(),
                Col::Unit => (*unit).to_owned(),
                Col::Weight => rng.range(1, 20).to_string(),
                Col::Note if form.family == Family::Notes => pair.name.clone(),
                Col::Note => format!("反映{}的实际情况", rng.pick(field.objects)),
                _ => String::new(),
            });
        }
        form.lines.push(Line { texts, blocks });
        form.rows.push(TrueRow {
            level1: level1.1.to_owned(),
            level2: level2.to_owned(),
            name: pair.name,
            target: pair.target.whole(),
            half: if form.family == Family::HalfYear { half.whole() } else { String::new() },
        });
    }
}

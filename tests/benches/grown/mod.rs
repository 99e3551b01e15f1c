//! A filing of any size whose rows read like a county's: what is measured by its growth.
#![allow(dead_code, clippy::indexing_slicing, reason = "each measurement uses its part")]

use tianbao::model::{Amount, Amounts, BudgetLine, Column, Filing, Function, Indicator, MoneyUnit};

const ROWS: &[(&str, &str, &str, &str)] = &[
    ("产出指标", "数量指标", "供水管网改造长度", "≥12公里"),
    ("产出指标", "数量指标", "农技培训场次", "≥36场"),
    ("产出指标", "质量指标", "工程验收合格率", "≥98%"),
    ("产出指标", "时效指标", "完工时间", "2025年11月底前"),
    ("产出指标", "成本指标", "管网改造单位成本", "≤42万元/公里"),
    ("效益指标", "社会效益指标", "受益人口", "≥3.2万人"),
    ("效益指标", "生态效益指标", "水质达标率", "≥100%"),
    ("效益指标", "可持续影响指标", "管护制度健全性", "健全"),
    ("满意度指标", "服务对象满意度指标", "用水户满意度", "≥92%"),
];

/// A row of a large filing, by its number.
pub fn row(idx: usize) -> Indicator {
    let (level1, level2, name, target) = ROWS[idx % ROWS.len()];
    Indicator {
        level1: level1.into(),
        level2: level2.into(),
        name: format!("第{}片区{name}", idx / ROWS.len() + 1),
        target: target.into(),
        ..Indicator::default()
    }
}

/// A filing of `n` rows in functions of `per_function`: in one list where that is as many.
pub fn filing(n: usize, per_function: usize) -> Filing {
    let line = |name: &str, under: &str, of_which, text: &str| BudgetLine {
        name: name.into(),
        under: under.into(),
        of_which,
        amounts: Amounts(vec![(Column::Only, Amount::printed(text))]),
        ..BudgetLine::default()
    };
    let rows: Vec<Indicator> = (0..n).map(row).collect();
    let is_list = per_function >= n;
    let functions = rows.chunks(per_function).enumerate().map(|(idx, rows)| Function {
        id: if is_list { String::new() } else { format!("职能{}", idx + 1) },
        name: if is_list { String::new() } else { format!("负责第{}片区供水", idx + 1) },
        indicators: rows.to_vec(),
        ..Function::default()
    });
    let mut filing = Filing { year: Some(2025), functions: functions.collect(), ..Filing::default() };
    filing.department.name = "青石县水利局".into();
    filing.goals.annual = vec!["目标1：改造管网12公里，培训36场，新建水厂4座。".into()];
    filing.budget.unit = Some(MoneyUnit::WanYuan);
    filing.budget.lines = vec![
        line("资金总额", "", false, "860.00"),
        line("基本支出", "资金总额", false, "360.00"),
        line("项目支出", "资金总额", false, "500.00"),
        line("管网改造", "资金总额/项目支出", true, "500.00"),
    ];
    filing
}

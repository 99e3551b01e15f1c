//! What a key costs while a value is typed: filings of 50, 2,000 and 100,000 indicators, in lists of their own and in
//! functions of 20, beside a full check of the same filing in the same run.
//!
//! `cargo bench --bench typing`. Medians and the slowest of the keys; the first key of a filing is apart, as it makes
//! what the others keep up to date.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, reason = "a measurement")]

use std::time::{Duration, Instant};
use tianbao::app::{Entry, Home};
use tianbao::check::check;
use tianbao::edit::Change;
use tianbao::model::{
    Amount, Amounts, BudgetLine, Column, Field, Filing, Function, Indicator, MoneyUnit, Place,
};

const SIZES: [usize; 3] = [50, 2_000, 100_000];
const N_ROUNDS: usize = 12;
/// What the check at a key may take, whatever the size of the filing, in milliseconds.
const GOAL: f64 = 0.3;

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

fn filing(n: usize, per_function: usize) -> Filing {
    let row = |idx: usize| {
        let (level1, level2, name, target) = ROWS[idx % ROWS.len()];
        Indicator {
            level1: level1.into(),
            level2: level2.into(),
            name: format!("第{}片区{name}", idx / ROWS.len() + 1),
            target: target.into(),
            ..Indicator::default()
        }
    };
    let amount = |text: &str| Amounts(vec![(Column::Only, Amount::printed(text))]);
    let line = |name: &str, under: &str, of_which, text: &str| BudgetLine {
        name: name.into(),
        under: under.into(),
        of_which,
        amounts: amount(text),
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

/// What is typed: a place, a field and the text, letter by letter.
fn keys(n_functions: usize, n_rows: usize) -> Vec<(Place, Field, &'static str)> {
    let row = Place::Indicator(n_functions / 2, n_rows / 2);
    vec![
        (row, Field::Target, "≥1280人次"),
        (row, Field::IndicatorName, "农村供水工程水质达标率"),
        (row, Field::Note, "按季度统计，年终汇总"),
        (Place::BudgetLine(2), Field::Amount(Column::Only), "512.50"),
    ]
}

fn typed(entry: &mut Entry, place: Place, field: &Field, text: &str) -> Vec<Duration> {
    let ends = text.char_indices().map(|(at, it)| at + it.len_utf8());
    let mut times = Vec::new();
    for end in ends {
        let so_far = text.get(..end).unwrap();
        let start = Instant::now();
        let live = entry.live(&[place], field, so_far);
        times.push(start.elapsed());
        assert!(live.counts.worst().is_some());
    }
    times
}

fn ms(time: Duration) -> String {
    format!("{:9.3} ms", time.as_secs_f64() * 1000.0)
}

fn main() {
    for n in SIZES {
        for per_function in [n, 20] {
            let filing = filing(n, per_function);
            let start = Instant::now();
            let findings = check(&filing);
            let full = start.elapsed();
            let n_findings = findings.len();
            let (n_functions, n_rows) = (filing.functions.len(), filing.functions[0].indicators.len());
            let mut entry = Entry::new(filing, findings, Home::default());
            let start = Instant::now();
            entry.live(&[Place::Indicator(0, 0)], &Field::Target, "≥1");
            let first = start.elapsed();
            println!("{n} indicators in {n_functions} functions, {n_findings} findings");
            println!("  full check {}   first key {}", ms(full), ms(first));
            for (place, field, text) in keys(n_functions, n_rows) {
                let mut times: Vec<Duration> =
                    (0..N_ROUNDS).flat_map(|_| typed(&mut entry, place, &field, text)).collect();
                times.sort();
                let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
                let is_met = median.as_secs_f64() * 1000.0 <= GOAL;
                let judged = if is_met { "met" } else { "not met" };
                println!(
                    "  {field:?}: median {}   goal {GOAL} ms {judged}   slowest {}",
                    ms(median),
                    ms(slowest)
                );
            }
            let at = Place::Indicator(n_functions / 2, n_rows / 2);
            let set = Change::Set { at, field: Field::Target, text: "≥7次".into() };
            let start = Instant::now();
            entry.make(vec![set], at, at);
            println!("  committed {}", ms(start.elapsed()));
            let start = Instant::now();
            entry.make(vec![Change::Remove { at }], at, at);
            println!("  row removed {}", ms(start.elapsed()));
        }
    }
}

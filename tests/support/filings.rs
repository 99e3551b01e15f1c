//! Made-up filings of every shape that forms have: a seed always makes the same one.
//!
//! Their words are invented. A filing is consistent in itself: labels of a level stand together, blank texts are rare
//! where forms have none, and nothing depends on the place where it will be printed.

use tianbao::model::{
    Amount, Amounts, Budget, BudgetLine, Column, Filing, Function, Indicator, MoneyUnit, Scope, Stage,
};

const PLACES: &[&str] = &["青禾县", "临湖县", "沙泉市", "云岭省", "松原区"];
const OFFICES: &[&str] = &["水务局", "图书馆", "林业站", "档案馆", "农业农村局"];
const WORKS: &[&str] = &["渠道维修", "图书采购", "苗木管护", "档案修复", "农机培训", "堤防巡查", "展览布置"];
const COUNTS: &[&str] = &["完成数量", "覆盖率", "合格率", "及时率", "参加人次", "单位成本", "完好率"];
const TARGETS: &[&str] = &[
    "≥95%",
    "＝100%",
    "=3条",
    "≤2.8万元",
    "≥8000人次",
    "2025年11月30日前",
    "完备",
    "百分之85",
    "1",
    "逐步改善",
    "≥0.98",
    "12个月",
    "≤3‰",
    ">500万",
    "长期坚持",
    "85-90%",
    "有效提升",
    "=1.00(百分比)",
];
const LEVELS: &[(&str, &[&str])] = &[
    ("成本指标", &["经济成本指标"]),
    ("产出指标", &["数量指标", "质量指标", "时效指标"]),
    ("效益指标", &["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"]),
    ("满意度指标", &["服务对象满意度指标"]),
];
const SENTENCES: &[&str] = &[
    "负责全县水资源的统一管理和节约用水。",
    "组织开展群众阅读活动，辅导乡镇图书室。",
    "承担苗木繁育和林地管护的日常工作。",
    "完成三条河道的清淤整治，汛期不发生险情。",
    "开展\"读书月\"活动 & 展览，误差<3%。",
];

/// Makes filings.
pub struct Generator {
    state: u64,
}

impl Generator {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Self {
        Self { state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1 }
    }

    fn next(&mut self, below: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).unwrap() % below.max(1)
    }

    fn is(&mut self, one_in: usize) -> bool {
        self.next(one_in) == 0
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.next(from.len())]
    }

    fn maybe(&mut self, text: &str) -> String {
        if self.is(2) { text.to_owned() } else { String::new() }
    }

    /// A filing.
    pub fn filing(&mut self) -> Filing {
        let mut filing = Filing::default();
        let is_project = self.is(3);
        filing.stage = [Some(Stage::Declared), Some(Stage::Approved), None][self.next(3)];
        let stage = match filing.stage {
            Some(Stage::Declared) => "申报",
            Some(Stage::Approved) => "批复",
            None => "",
        };
        let what = if is_project { "项目支出" } else { "部门整体支出" };
        filing.year = Some(2020 + i32::try_from(self.next(7)).unwrap());
        let year = if self.is(2) { format!("{}年", filing.year.unwrap()) } else { String::new() };
        filing.title = format!("{year}{what}绩效目标{stage}表");
        filing.scope = if is_project { Scope::Project } else { Scope::Department };
        filing.filled_at = self.maybe("2024-12-03");
        let place = self.pick(PLACES);
        filing.department.name = format!("{place}{}", self.pick(OFFICES));
        filing.department.code = self.maybe("205017");
        filing.department.supervisor = self.maybe(&format!("{place}人民政府"));
        if is_project {
            filing.project.name = format!("{}项目", self.pick(WORKS));
            filing.project.nature = self.maybe("一次性项目");
            filing.project.category = self.maybe("特定目标类");
            filing.project.start = self.maybe("2025-01-01");
            filing.project.end = self.maybe("2025-12-31");
        } else {
            let n = self.next(4);
            filing.department.duties = SENTENCES[..n].join("\n");
        }
        filing.contact.name = self.maybe("方远舟");
        filing.contact.phone = self.maybe("0000-6120533");
        let n_goals = 1 + self.next(4);
        filing.goals.annual = (1..=n_goals).map(|n| format!("{n}、{}", SENTENCES[n - 1])).collect();
        filing.goals.long_term = if self.is(2) { vec![SENTENCES[2].to_owned()] } else { Vec::new() };
        self.add_budget(&mut filing);
        self.add_functions(&mut filing);
        filing
    }

    fn amount(&mut self) -> Amount {
        let number = [self.next(100), self.next(9_999), self.next(99_999_999)][self.next(3)];
        Amount::printed(&if self.is(3) {
            number.to_string()
        } else {
            format!("{number}.{:02}", self.next(100))
        })
    }

    fn amounts(&mut self, columns: &[Column]) -> Amounts {
        Amounts(columns.iter().map(|it| (it.clone(), self.amount())).collect())
    }

    fn add_budget(&mut self, filing: &mut Filing) {
        if self.is(6) {
            return;
        }
        let unit = if self.is(2) { MoneyUnit::WanYuan } else { MoneyUnit::Yuan };
        let mut budget = Budget { unit: Some(unit), lines: Vec::new() };
        let columns = if self.is(2) { vec![Column::Only] } else { vec![Column::Full, Column::Half] };
        let mut add = |this: &mut Self, name: &str, under: &str, of_which: bool, columns: &[Column]| {
            let amounts = this.amounts(columns);
            let (name, under) = (name.to_owned(), under.to_owned());
            budget.lines.push(BudgetLine { name, under, of_which, amounts, ..BudgetLine::default() });
        };
        if filing.scope == Scope::Project {
            for (total, parts) in [
                ("项目资金总额", &["财政资金", "其他资金"][..]),
                ("年度资金申请总额", &["当年财政拨款", "上年结转资金", "其他资金"][..]),
            ] {
                add(self, total, "", false, &[Column::Only]);
                for part in parts {
                    add(self, part, total, false, &[Column::Only]);
                }
            }
        } else if self.is(3) {
            for side in ["收入", "支出"] {
                add(self, side, "", false, &[]);
                let total = format!("{side}/资金总额");
                let columns = [Column::Full, Column::Half];
                add(self, "资金总额", side, false, &columns);
                let parts = if side == "收入" {
                    ["财政拨款", "其他资金"]
                } else {
                    ["基本支出", "项目支出"]
                };
                for part in parts {
                    add(self, part, &total, false, &columns);
                }
            }
        } else {
            add(self, "资金总额", "", false, &columns);
            add(self, "基本支出", "资金总额", false, &columns);
            if self.is(2) {
                add(self, "人员经费", "基本支出", false, &columns);
                add(self, "公用经费", "基本支出", false, &columns);
            }
            add(self, "项目支出", "资金总额", false, &columns);
            for work in WORKS.iter().take(self.next(4)) {
                add(self, work, "项目支出", true, &columns);
            }
        }
        filing.budget = budget;
    }

    fn add_functions(&mut self, filing: &mut Filing) {
        let shape = if filing.scope == Scope::Project { 0 } else { self.next(4) };
        if shape == 1 {
            let n_functions = 1 + self.next(8);
            for n in 1..=n_functions {
                let name = SENTENCES[n % 4].trim_end_matches('。').to_owned();
                let indicators = self.indicators(3, false);
                let id = format!("职能{n}");
                filing.functions.push(Function { id, name, indicators, ..Function::default() });
            }
            return;
        }
        if shape == 2 {
            let columns = [Column::Total, Column::Fiscal, Column::Other];
            for work in WORKS.iter().take(2 + self.next(4)) {
                let (name, content) = (format!("做好{work}工作"), SENTENCES[self.next(4)].to_owned());
                let amounts = self.amounts(&columns);
                filing.functions.push(Function { name, content, amounts, ..Function::default() });
            }
            filing.budget.unit = Some(MoneyUnit::WanYuan);
            let amounts = self.amounts(&columns);
            filing.budget.lines =
                vec![BudgetLine { name: "合计".to_owned(), amounts, ..BudgetLine::default() }];
        }
        let indicators = self.indicators(8, shape == 3);
        filing.functions.push(Function { indicators, ..Function::default() });
    }

    /// Up to `most` indicators under each level 2.
    fn indicators(&mut self, most: usize, has_half: bool) -> Vec<Indicator> {
        let (has_note, has_standard, has_weight) = (self.is(2), self.is(4), self.is(4));
        let mut indicators = Vec::new();
        for (level1, level2s) in LEVELS {
            for level2 in *level2s {
                if self.is(4) && !indicators.is_empty() {
                    continue;
                }
                for n in 0..=self.next(most) {
                    let name = format!("{}{}{}", self.pick(WORKS), self.pick(COUNTS), n + 1);
                    indicators.push(Indicator {
                        level1: (*level1).to_owned(),
                        level2: (*level2).to_owned(),
                        target: self.pick(TARGETS).to_owned(),
                        target_half: if has_half { self.pick(TARGETS).to_owned() } else { String::new() },
                        note: if has_note { format!("{name}以年末统计为准") } else { String::new() },
                        standard: if has_standard {
                            "每低1个百分点扣1分".to_owned()
                        } else {
                            String::new()
                        },
                        weight: if has_weight { (1 + self.next(10)).to_string() } else { String::new() },
                        name,
                        ..Indicator::default()
                    });
                }
            }
        }
        indicators
    }
}

//! Balanced money blocks of each form family, with invented departments and figures, for tests.

use crate::model::{
    Amounts, Budget, BudgetLine, Column, Contact, Department, Filing, Function, Goals, MoneyUnit, Project,
    Scope,
};

/// A cell in a table of samples: `full=12 half=6`, or a bare amount for the single column.
pub fn amounts(text: &str) -> Amounts {
    let mut amounts = Amounts::default();
    for cell in text.split_whitespace() {
        match cell.split_once('=') {
            Some((key, amount)) => amounts.set(&Column::from_key(key), amount),
            None => amounts.set(&Column::Only, cell),
        }
    }
    amounts
}

/// A budget line; a name with a leading `*` is listed with 其中.
pub fn line(name: &str, under: &str, text: &str) -> BudgetLine {
    BudgetLine {
        name: name.trim_start_matches('*').to_owned(),
        under: under.to_owned(),
        of_which: name.starts_with('*'),
        amounts: amounts(text),
        ..BudgetLine::default()
    }
}

/// A filing with these lines.
pub fn filing(unit: Option<MoneyUnit>, lines: &[(&str, &str, &str)]) -> Filing {
    let lines = lines.iter().map(|(name, under, text)| line(name, under, text)).collect();
    Filing {
        title: "部门整体支出绩效目标申报表".to_owned(),
        year: Some(2026),
        department: Department { name: "青禾县水务局".to_owned(), ..Department::default() },
        budget: Budget { unit, lines },
        ..Filing::default()
    }
}

/// The family of Guizhou: a total in 元 and four kinds of items.
pub fn by_kinds() -> Filing {
    filing(
        Some(MoneyUnit::Yuan),
        &[
            ("资金总额", "", "8123456.78"),
            ("人员类项目", "资金总额", "5000000.50"),
            ("运转类公用经费项目", "资金总额", "1023456.28"),
            ("其他运转类项目", "资金总额", "0.00"),
            ("特定目标类项目", "资金总额", "2100000.00"),
        ],
    )
}

/// The family of Jiangsu: income and expenditure in 万元, half and full year, 其中 lines.
pub fn income_and_expenditure() -> Filing {
    filing(
        Some(MoneyUnit::WanYuan),
        &[
            ("收入", "", ""),
            ("资金总额", "收入", "full=2480.60"),
            ("财政拨款", "收入/资金总额", "full=2300.60"),
            ("一般公共预算资金", "财政拨款", "full=2300.60"),
            ("政府性基金", "财政拨款", "full=0.00"),
            ("上年结转资金", "收入/资金总额", "full=130.00"),
            ("其他资金", "收入/资金总额", "full=50.00"),
            ("支出", "", ""),
            ("资金总额", "支出", "full=2480.60 half=1100.00"),
            ("基本支出", "支出/资金总额", "full=1480.40 half=700.00"),
            ("项目支出", "支出/资金总额", "full=1000.20 half=400.00"),
            ("*河道清淤", "支出/资金总额/项目支出", "full=640.20 half=250.00"),
            ("*泵站维护", "支出/资金总额/项目支出", "full=360.00 half=150.00"),
        ],
    )
}

/// The family of the ministry's annex: tasks with their sources of funds in 万元 and a total row.
pub fn tasks() -> Filing {
    let mut filing =
        filing(Some(MoneyUnit::WanYuan), &[("合计", "", "total=1875.37 fiscal=1490.37 other=385.00")]);
    filing.functions = [
        ("农村饮水安全", "total=912.05 fiscal=812.05 other=100.00"),
        ("水库除险加固", "total=685.12 fiscal=400.12 other=285.00"),
        ("节水宣传", "total=278.20 fiscal=278.20 other=0.00"),
    ]
    .into_iter()
    .map(|(name, text)| Function { name: name.to_owned(), amounts: amounts(text), ..Function::default() })
    .collect();
    filing
}

/// The family of Shanghai: a project's total beside its amount for the year, in 元.
pub fn project() -> Filing {
    let mut filing = filing(
        Some(MoneyUnit::Yuan),
        &[
            ("项目资金总额", "", "936500.00"),
            ("财政资金", "项目资金总额", "900000.00"),
            ("其他资金", "项目资金总额", "36500.00"),
            ("年度资金申请总额", "", "412300.00"),
            ("当年财政拨款", "年度资金申请总额", "380000.00"),
            ("上年结转资金", "年度资金申请总额", "20000.00"),
            ("其他资金", "年度资金申请总额", "12300.00"),
        ],
    );
    filing.scope = Scope::Project;
    filing.title = "财政项目支出绩效目标申报表".to_owned();
    filing.department.supervisor = "青禾县人民政府".to_owned();
    filing.project = Project {
        name: "智慧水务平台运维".to_owned(),
        nature: "其他经常性项目".to_owned(),
        ..Project::default()
    };
    filing.goals = Goals { project: vec!["平台全年稳定运行".to_owned()], ..Goals::default() };
    filing.contact = Contact::default();
    filing
}

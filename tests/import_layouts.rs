//! Layouts that no bundled sample has: tables of other shapes are understood by their words.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use proptest::prelude::*;
use std::path::PathBuf;
use tianbao::import::{Imported, account, import};
use tianbao::messages::{Lang, Problem};
use tianbao::model::{Filing, MoneyUnit, Scope};

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn document(name: &str) -> Vec<u8> {
    std::fs::read(folder("tests/data/layouts").join(name)).unwrap()
}

fn imported(name: &str) -> Imported {
    let bytes = document(name);
    assert_eq!(account(name, &bytes), [], "{name}: lost");
    import(name, &bytes)
}

/// Each row as `level1/level2/name=half→target`, in order.
fn check(name: &str, expected: &[&str]) -> Filing {
    let mut filings = imported(name).filings;
    assert_eq!(filings.len(), 1, "{name}");
    let filing = filings.remove(0);
    let rows: Vec<String> = filing
        .indicators()
        .map(|(_, _, it)| {
            let half =
                if it.target_half.is_empty() { String::new() } else { format!("{}→", it.target_half) };
            format!("{}/{}/{}={half}{}", it.level1, it.level2, it.name, it.target)
        })
        .collect();
    assert_eq!(rows, expected, "{name}");
    filing
}

#[test]
fn a_markdown_table_with_sign_value_and_unit_columns() {
    let filing = check(
        "markdown-signs.md",
        &[
            "产出指标/数量指标/维修渠道长度=≥12.5公里",
            "产出指标/质量指标/验收合格率=＝100%",
            "产出指标/时效指标/完工时间=≤2026年11月30日",
            "成本指标/经济成本指标/单位成本=≤8万元/公里",
            "效益指标/社会效益指标/改善灌溉条件=显著",
            "满意度指标/服务对象满意度指标/用水户满意度=≥90%",
        ],
    );
    let unit = Some(MoneyUnit::WanYuan);
    assert_eq!((filing.scope, filing.year, filing.budget.unit), (Scope::Project, Some(2026), unit));
    assert_eq!(filing.goals.annual.len(), 2);
    let weights: Vec<&str> = filing.indicators().map(|it| it.2.weight.as_str()).collect();
    assert_eq!(weights, ["20", "20", "10", "20", "20", "10"]);
    let money: Vec<(&str, &str)> =
        filing.budget.lines.iter().map(|it| (it.under.as_str(), it.name.as_str())).collect();
    assert_eq!(money, [("", "年度资金总额"), ("年度资金总额", "财政拨款"), ("年度资金总额", "其他资金")]);
}

#[test]
fn text_in_columns_with_wrapped_names_and_notes_and_centered_labels() {
    let filing = check(
        "aligned.txt",
        &[
            "产出指标/数量指标/完成人工造林和退化林修复面积=≥900亩",
            "产出指标/数量指标/森林巡护次数=≥48次",
            "产出指标/质量指标/造林成活率=≥85%",
            "产出指标/时效指标/造林完成时间=2026年10月底前",
            "效益指标/生态效益指标/森林覆盖率提升=提升0.2%",
            "满意度指标/服务对象满意度指标/林农满意度=≥90%",
        ],
    );
    let notes: Vec<&str> =
        filing.indicators().map(|it| it.2.note.as_str()).filter(|it| !it.is_empty()).collect();
    assert_eq!(notes, ["含新造与补植补造的面积", "每周一次"]);
    assert_eq!(filing.contact.name, "甲某");
}

#[test]
fn one_cell_a_line() {
    let filing = check(
        "cell-a-line.txt",
        &[
            "产出指标/数量指标/接待读者人次=≥5万人次",
            "产出指标/数量指标/新购图书册数=≥3000册",
            "产出指标/质量指标/图书完好率=≥98%",
            "满意度指标/服务对象满意度指标/读者满意度=≥92%",
        ],
    );
    assert_eq!(filing.project.name, "图书馆开放");
    assert_eq!(filing.budget.lines.iter().filter(|it| !it.amounts.is_empty()).count(), 2);
    assert_eq!(filing.goals.annual, ["全年开放三百天。"]);
}

#[test]
fn free_labels_and_names_in_running_text() {
    let filing = check(
        "running-duties.txt",
        &[
            "过程/预算执行/预算执行率=≥45%→≥95%",
            "履职/数字阅读资源服务/全年新增数字阅读资源与地方文献资源的册数=≥150册→≥300册",
            "履职/数字阅读资源服务/读者活动组织次数=≥6次→≥12次",
            "履职/流动服务点管理/全年流动服务点开放天数达标的比例数=≥90%→≥90%",
            "满意度/服务对象满意度/到馆读者对借阅环境和工作人员服务的满意度=≥90%→≥90%",
            "满意度/服务对象满意度/少年读者满意度=≥92%→≥92%",
        ],
    );
    assert_eq!(filing.department.name, "云溪县图书馆");
}

#[test]
fn a_value_of_a_cell_a_line_ends_its_row() {
    check(
        "cell-a-line-duties.txt",
        &[
            "过程/预算执行/预算执行率=≥45%→≥95%",
            "履职/校舍维修/宿舍楼加固工程=≥1栋→≥2栋",
            "履职/教师培训服务/全县骨干教师和班主任培训人次=≥100人次→≥200人次",
            "满意度/服务对象满意度/学生满意度=≥90%→≥90%",
        ],
    );
}

#[test]
fn labels_beside_the_first_rows_of_their_blocks() {
    check(
        "aligned-top.txt",
        &[
            "决策/计划制定/年度计划编制完成率=100%→100%",
            "决策/计划制定/工作方案印发份数=≥2份→≥4份",
            "决策/计划制定/专家论证会次数=≥1次→≥2次",
            "决策/预算编制/预算编制准确率=≥90%→≥90%",
            "过程/预算执行/上级转移支付资金安排规模=",
            "过程/预算执行/项目资金支出进度与绩效目标同步完成率=≥45%→≥95%",
            "过程/预算执行/结转资金消化比例=≥40%→≥80%",
            "过程/预算执行/公务接待费用控制=≤2万元→≤4万元",
            "过程/人员管理/在职人员控制率=≤100%→≤100%",
            "效益/社会效益/群众知晓率=≥80%→≥80%",
            "效益/社会效益/服务投诉办结数量=≥10件→≥20件",
            "效益/社会效益/志愿服务参与人次=≥50人次→≥90人次",
            "效益/可持续发展/长效管理机制健全性=健全→健全",
        ],
    );
}

#[test]
fn columns_of_a_self_evaluation_stay_beside() {
    let filing = check(
        "self-evaluation.txt",
        &[
            "产出指标/数量指标/发布预警=≥20次",
            "产出指标/数量指标/维护站点=≥8个",
            "产出指标/质量指标/预报准确率=≥88%",
            "效益指标/社会效益指标/公众知晓率=≥80%",
            "满意度指标/服务对象满意度指标/公众满意度=≥90%",
        ],
    );
    // Actual values and scores are no targets; they are kept.
    assert_eq!(filing.source.unwrap().leftover.len(), 6);
}

#[test]
fn labels_on_every_row_with_numbers_and_explanations() {
    let filing = check(
        "every-row.txt",
        &[
            "产出指标/数量指标/巡查河道长度=≥300公里",
            "产出指标/数量指标/清理垃圾=≥50吨",
            "产出指标/质量指标/水质达标=优",
            "效益指标/生态效益指标/水环境=持续改善",
            "满意度指标/满意度指标/居民满意度=≥95%",
        ],
    );
    assert!(filing.indicators().all(|it| !it.2.note.is_empty() && it.2.doubt.is_empty()));
}

#[test]
fn page_heads_inside_a_table_and_rows_that_lost_their_first_cell() {
    let filing = check(
        "page-breaks.txt",
        &[
            "产出指标/数量指标/接收档案卷数=≥300卷→≥800卷",
            "产出指标/数量指标/数字化页数=≥5万页→≥12万页",
            "产出指标/质量指标/档案完好率=100%→100%",
            "产出指标/质量指标/著录合格率=≥98%→≥98%",
            "效益指标/社会效益指标/查档便利=提升→提升",
            "满意度指标/服务对象满意度指标/查档人满意度=≥90%→≥90%",
        ],
    );
    assert_eq!((filing.contact.name.as_str(), filing.contact.phone.as_str()), ("乙某", "0000-7654321"));
    assert_eq!(filing.source.unwrap().leftover, ["第 1 页共 2 页", "注：本表一式两份。"]);
}

#[test]
fn labels_in_the_middle_of_merged_cells() {
    let filing = check(
        "centered-labels.txt",
        &[
            "产出指标/数量指标/巡护天数=≥200天",
            "产出指标/数量指标/监测点数=≥8个",
            "产出指标/数量指标/宣传场次=≥12场",
            "产出指标/质量指标/数据合格率=≥95%",
            "效益指标/生态效益指标/水鸟种数=≥40种",
        ],
    );
    let in_doubt: Vec<bool> = filing.indicators().map(|it| !it.2.doubt.is_empty()).collect();
    assert_eq!(in_doubt, [false; 5]);
}

#[test]
fn what_has_no_filled_table_gives_one_sentence() {
    let blank = document("blank-form.txt");
    for (bytes, problem) in [
        (blank.as_slice(), Problem::ImportNoTable),
        ("水利局预算说明\n一、总体情况\n".as_bytes(), Problem::ImportNoTable),
        (b"", Problem::ImportEmpty),
        (b"PK\x03\x04\x00\x00", Problem::ImportDamaged),
        (b"\xcb\xae\xc0\xfb", Problem::ImportNoTable),
    ] {
        let imported = import("表.txt", bytes);
        assert!(imported.filings.is_empty());
        assert_eq!(imported.notes.iter().map(|it| it.message.id).collect::<Vec<_>>(), [problem]);
        assert!(imported.notes[0].message.render(Lang::Zh).contains("表.txt"));
    }
}

#[test]
fn nobody_is_named_by_an_amount() {
    let text = "项目支出绩效目标表\n项目名称\t渠道维修\t主管部门\t\n年度预算\t95\t\t\n\
                一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t检查次数\t≥3次\n";
    let filing = &import("表.tsv", text.as_bytes()).filings[0];
    assert_eq!((filing.department.supervisor.as_str(), filing.department.name.as_str()), ("", ""));
    assert_eq!(account("表.tsv", text.as_bytes()), []);
    assert_eq!(filing.source.as_ref().unwrap().leftover, ["95"]);
}

fn documents() -> Vec<String> {
    let mut paths: Vec<PathBuf> = ["assets/samples", "tests/data/layouts"]
        .iter()
        .flat_map(|it| std::fs::read_dir(folder(it)).unwrap().flatten().map(|it| it.path()))
        .filter(|it| it.extension().is_some_and(|it| it == "txt" || it == "md"))
        .collect();
    paths.sort();
    paths.iter().map(|it| std::fs::read_to_string(it).unwrap()).collect()
}

/// Documents of forms' own words in any order: what random bytes never reach.
fn words() -> impl Strategy<Value = String> {
    let words = "一级指标 二级指标 三级指标 指标值 半年指标值 备注 产出指标 数量指标 社会效益指 标 ≥ ≥5% 1 12.50 完成 健全 \
                 指标1: 职能1:管水 合计 其中：财政拨款 资金总额（元） 目标1：修渠 项目名称 任务名称 主要内容 部门名称： \
                 年度目标 <p> （ ） | --- 项目支出绩效目标申报表 （2026年度） 渠道维修养护 联系人：";
    let mut choices: Vec<&str> = words.split_whitespace().collect();
    choices.extend(["\t", "\t", "\t\t", "\n", "\n", "\n\n", " ", "  ", "\u{c}", "\u{feff}", "e\u{301}"]);
    prop::collection::vec(prop::sample::select(choices), 0..160).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_prefix_keeps_the_account(which in 0_usize..64, share in 0_usize..=1000) {
        let documents = documents();
        let text = &documents[which % documents.len()];
        let prefix: String = text.chars().take(text.chars().count() * share / 1000).collect();
        prop_assert_eq!(account("a.txt", prefix.as_bytes()), []);
    }

    #[test]
    fn lines_that_change_places_keep_the_account(
        which in 0_usize..64,
        swaps in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 1..24),
    ) {
        let documents = documents();
        let mut lines: Vec<&str> = documents[which % documents.len()].lines().collect();
        for (a, b) in &swaps {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
        }
        let text = lines.join("\n");
        prop_assert_eq!(account("a.txt", text.as_bytes()), [], "{}", text);
    }

    #[test]
    fn the_words_of_forms_in_any_order_keep_the_account(text in words()) {
        prop_assert_eq!(account("a.txt", text.as_bytes()), []);
        let imported = import("a.txt", text.as_bytes());
        prop_assert!(!imported.filings.is_empty() || !imported.notes.is_empty());
    }

    #[test]
    fn random_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let imported = import("a.txt", &bytes);
        prop_assert!(!imported.filings.is_empty() || !imported.notes.is_empty());
    }
}

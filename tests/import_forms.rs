//! Forms that were once misread, one table each: what a careful reader takes out of them. All content is invented.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/print.rs"]
mod print;

use rust_xlsxwriter::Workbook;
use tianbao::import::import;
use tianbao::model::{BudgetTree, Filing};

const HEAD: &str = "部门整体支出绩效目标申报表\n（2026年度）\n单位名称\t青禾县水务局\n";
const TABLE: &str = "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t渠道衬砌长度\t≥12公里\n";

/// The indicators, one a line: function, levels, work, project, name, targets, and a mark where in doubt.
fn indicators(filing: &Filing) -> Vec<String> {
    filing
        .indicators()
        .map(|(function, _, it)| {
            let function = &filing.functions[function].name;
            let mark = if it.doubt.is_empty() { "" } else { "?" };
            let texts = [
                function,
                &it.level1,
                &it.level2,
                &it.work,
                &it.project,
                &it.name,
                &it.target_half,
                &it.target,
            ];
            let texts: Vec<&str> =
                texts.into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
            format!("{}{mark}", texts.join(" "))
        })
        .collect()
}

/// The budget, one line a line: path, 其中, amounts.
fn money(filing: &Filing) -> Vec<String> {
    let tree = BudgetTree::of(&filing.budget);
    (0..filing.budget.lines.len())
        .map(|idx| {
            let lines = &filing.budget.lines;
            let path: Vec<&str> = tree.path(idx).into_iter().map(|it| lines[it].name.as_str()).collect();
            let amounts: Vec<String> = lines[idx]
                .amounts
                .0
                .iter()
                .map(|(column, it)| format!("{}={}", column.key(), it.text()))
                .collect();
            let mark = if lines[idx].of_which { " 其中" } else { "" };
            format!("{}{mark} {}", path.join("/"), amounts.join(" ")).trim().to_owned()
        })
        .collect()
}

fn one(name: &str, bytes: &[u8]) -> Filing {
    let mut imported = import(name, bytes);
    assert_eq!(imported.filings.len(), 1, "{name}: {:?}", imported.notes);
    imported.filings.remove(0)
}

fn leftover(filing: &Filing) -> &[String] {
    filing.source.as_ref().map_or(&[], |it| &it.leftover)
}

#[test]
fn a_row_that_lost_its_name_keeps_its_target_and_is_in_doubt() {
    let text = format!(
        "{HEAD}{TABLE}\t\t\t≥3座\n效益指标\t社会效益指标\t\t≥2000户\n满意度指标\t服务对象满意度指标\t农户满意度\t≥90%\n"
    );
    let filing = one("表.txt", text.as_bytes());
    assert_eq!(
        indicators(&filing),
        [
            "产出指标 数量指标 渠道衬砌长度 ≥12公里",
            "产出指标 数量指标 ≥3座?",
            "效益指标 社会效益指标 ≥2000户?",
            "满意度指标 服务对象满意度指标 农户满意度 ≥90%"
        ]
    );
    assert!(leftover(&filing).is_empty(), "{:?}", leftover(&filing));
}

/// Money blocks in text of cells: block, then budget lines.
#[test]
fn money_blocks() {
    for (what, block, expected) in [
        (
            "two sides of one column without a heading",
            "部门整体资金（万元）\n收入\t资金总额\t100.00\n\t财政拨款\t80.00\n\t其他资金\t20.00\n支出\t资金总额\t100.00\n\
             \t基本支出\t60.00\n\t项目支出\t40.00\n\t其中：渠道维修\t30.00\n",
            vec![
                "收入",
                "收入/资金总额 amount=100.00",
                "收入/资金总额/财政拨款 amount=80.00",
                "收入/资金总额/其他资金 amount=20.00",
                "支出",
                "支出/资金总额 amount=100.00",
                "支出/资金总额/基本支出 amount=60.00",
                "支出/资金总额/项目支出 amount=40.00",
                "支出/资金总额/项目支出/渠道维修 其中 amount=30.00",
            ],
        ),
        (
            "headings of amounts that no list knows",
            "部门整体资金（万元）\t\t本级安排\t上级安排\t镇村配套\n\t资金总额\t100.00\t80.00\t20.00\n\t人员类项目\t60.00\t\t10.00\n",
            vec![
                "资金总额 本级安排=100.00 上级安排=80.00 镇村配套=20.00",
                "资金总额/人员类项目 本级安排=60.00 镇村配套=10.00",
            ],
        ),
        (
            "其中 before a kind of money below a part, not below a total",
            "项目资金（万元）\t年度资金总额\t100.00\n\t其中：财政拨款\t80.00\n\t其他资金\t20.00\n\t其中：上年结转\t5.00\n",
            vec![
                "年度资金总额 amount=100.00",
                "年度资金总额/财政拨款 amount=80.00",
                "年度资金总额/其他资金 amount=20.00",
                "年度资金总额/其他资金/上年结转 其中 amount=5.00",
            ],
        ),
        (
            "其中 in two halves side by side: the parts of two totals",
            "项目资金（元）\t项目资金总额\t100.00\t年度资金申请总额\t60.00\n\t其中：财政资金\t80.00\t其中：当年财政拨款\t50.00\n\
             \t其他资金\t20.00\t其他资金\t10.00\n",
            vec![
                "项目资金总额 amount=100.00",
                "年度资金申请总额 amount=60.00",
                "项目资金总额/财政资金 amount=80.00",
                "年度资金申请总额/当年财政拨款 amount=50.00",
                "项目资金总额/其他资金 amount=20.00",
                "年度资金申请总额/其他资金 amount=10.00",
            ],
        ),
    ] {
        let filing = one("表.txt", format!("{HEAD}{block}{TABLE}").as_bytes());
        let mut found = money(&filing);
        let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        if what.contains("side by side") {
            found.sort();
            expected.sort();
        }
        assert_eq!(found, expected, "{what}");
        assert!(leftover(&filing).is_empty(), "{what}: {:?}", leftover(&filing));
    }
}

#[test]
fn a_task_with_money_and_indicators_is_one_function() {
    let text = format!(
        "{HEAD}年度主要任务\t任务名称\t主要内容\t预算金额（万元）\n\t\t\t总额\t财政拨款\t其他资金\n\
         \t渠道维修\t按计划组织渠道维修，落实责任。\t30.00\t20.00\t10.00\n\t灌溉管理\t组织春灌和冬灌。\t10.00\t10.00\t0.00\n\
         \t合计\t\t40.00\t30.00\t10.00\n任务名称\t一级指标\t二级指标\t三级指标\t指标值\n\
         渠道维修\t产出指标\t数量指标\t渠道衬砌长度\t≥12公里\n\t\t质量指标\t验收合格率\t≥95%\n\
         灌溉管理\t产出指标\t数量指标\t灌溉面积\t≥3000亩\n"
    );
    let filing = one("表.txt", text.as_bytes());
    let functions: Vec<(&str, &str, usize)> = filing
        .functions
        .iter()
        .map(|it| (it.name.as_str(), it.content.as_str(), it.indicators.len()))
        .collect();
    assert_eq!(
        functions,
        [("渠道维修", "按计划组织渠道维修，落实责任。", 2), ("灌溉管理", "组织春灌和冬灌。", 1)]
    );
}

#[test]
fn of_two_sets_of_columns_the_year_is_taken() {
    let sets = "一级指标\t二级指标\t三级指标\t指标值\t三级指标\t指标值\n产出指标\t数量指标\t渠道衬砌总长度\t≥30公里\t渠道衬砌长度\t≥12公里\n\
                满意度指标\t服务对象满意度指标\t农户满意度\t≥90%\t农户满意度\t≥91%\n";
    let goals = "中期目标（2026年—2028年）\t\t年度目标\n建成渠道三十公里，灌区配套完成。\t\t建成渠道十二公里，灌区配套开工。\n";
    let filing = one("表.txt", format!("{HEAD}{goals}{sets}").as_bytes());
    assert_eq!(
        indicators(&filing),
        ["产出指标 数量指标 渠道衬砌长度 ≥12公里", "满意度指标 服务对象满意度指标 农户满意度 ≥91%"]
    );
    assert_eq!(leftover(&filing), ["渠道衬砌总长度 ≥30公里", "农户满意度 ≥90%"]);
    // The other way round, where the labels of the goals say so.
    let goals =
        "年度目标\t\t中期目标\n建成渠道十二公里，灌区配套开工。\t\t建成渠道三十公里，灌区配套完成。\n";
    let filing = one("表.txt", format!("{HEAD}{goals}{sets}").as_bytes());
    assert_eq!(indicators(&filing)[0], "产出指标 数量指标 渠道衬砌总长度 ≥30公里");
    // One name with a value for each term.
    let terms = "一级指标\t二级指标\t三级指标\t中期指标值\t年度指标值\n产出指标\t数量指标\t渠道衬砌长度\t≥30公里\t≥12公里\n";
    let filing = one("表.txt", format!("{HEAD}{terms}").as_bytes());
    assert_eq!(indicators(&filing), ["产出指标 数量指标 渠道衬砌长度 ≥12公里"]);
}

#[test]
fn a_merged_project_is_filled_down_and_a_blank_one_in_text_too() {
    let text = format!(
        "{HEAD}一级指标\t二级指标\t重点工作\t对应项目\t三级指标\t指标值\n产出指标\t数量指标\t渠道维修\t渠道维修项目\t渠道衬砌长度\t≥12公里\n\
         \t\t\t\t水闸维修数量\t≥3座\n\t质量指标\t工程验收\t灌溉管理项目\t验收合格率\t≥95%\n"
    );
    assert_eq!(
        indicators(&one("表.txt", text.as_bytes())),
        [
            "产出指标 数量指标 渠道维修 渠道维修项目 渠道衬砌长度 ≥12公里",
            "产出指标 数量指标 渠道维修 渠道维修项目 水闸维修数量 ≥3座",
            "产出指标 质量指标 工程验收 灌溉管理项目 验收合格率 ≥95%"
        ]
    );
}

/// A workbook of these sheets, each a text with tabs.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, text) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, line) in (0..).zip(text.lines()) {
            for (col, cell) in (0..).zip(line.split('\t')) {
                if !cell.is_empty() {
                    sheet.write_string(row, col, cell).unwrap();
                }
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_filing_over_two_sheets_is_one() {
    let money = "部门整体资金（万元）\t资金总额\t100.00\n";
    let more = "效益指标\t社会效益指标\t受益户数\t≥2000户\n";
    for (what, sheets) in [
        ("head and table", [("基本情况", format!("{HEAD}{money}")), ("指标", format!("{TABLE}{more}"))]),
        (
            "the table goes on",
            [
                ("第一页", format!("{HEAD}{money}{TABLE}")),
                ("第二页", format!("一级指标\t二级指标\t三级指标\t指标值\n{more}")),
            ],
        ),
    ] {
        let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let bytes = workbook(&sheets);
        let imported = import("表.xlsx", &bytes);
        assert_eq!(imported.filings.len(), 1, "{what}");
        let filing = &imported.filings[0];
        assert_eq!(filing.department.name, "青禾县水务局", "{what}");
        assert_eq!(filing.budget.lines.len(), 1, "{what}");
        assert_eq!(
            indicators(filing),
            ["产出指标 数量指标 渠道衬砌长度 ≥12公里", "效益指标 社会效益指标 受益户数 ≥2000户"],
            "{what}"
        );
        // A row's line is the line of the text that is shown beside it.
        for (_, _, it) in filing.indicators() {
            let line = imported.texts[0].lines().nth(it.line.unwrap() as usize - 1).unwrap();
            assert!(line.contains(&it.name), "{what}: {line} has no {}", it.name);
        }
        assert!(leftover(filing).is_empty(), "{what}: {:?}", leftover(filing));
    }
    // Two filings on two sheets stay two.
    let other = HEAD.replace("水务局", "文化局");
    let bytes = workbook(&[("甲", &format!("{HEAD}{TABLE}")), ("乙", &format!("{other}{TABLE}"))]);
    assert_eq!(import("表.xlsx", &bytes).filings.len(), 2);
}

#[test]
fn headers_and_footers_of_word_pages_are_read() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |line: &str| ["<w:tr>", &line.split('\t').map(cell).collect::<String>(), "</w:tr>"].concat();
    let rows: String = TABLE.lines().map(row).collect();
    let body = format!("<w:document><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>");
    let margin = |text: &str| format!("<w:hdr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:hdr>");
    let bytes = print::packed(&[
        ("word/document.xml", &body),
        ("word/header1.xml", &margin("单位名称：青禾县水务局")),
        ("word/header2.xml", &margin("单位名称：青禾县水务局")),
        ("word/footer1.xml", &margin("第 1 页 共 2 页")),
        ("word/footer2.xml", &margin("联系电话：0000-7654321")),
    ]);
    let filing = one("表.docx", &bytes);
    assert_eq!(filing.department.name, "青禾县水务局");
    assert_eq!(filing.contact.phone, "0000-7654321");
    assert_eq!(filing.n_indicators(), 1);
    assert!(leftover(&filing).is_empty(), "{:?}", leftover(&filing));
}

#[test]
fn signs_that_word_inserts_as_symbols_are_read_and_struck_out_text_of_pages_is_not() {
    let cell = |text: &str| {
        let sign = r#"</w:t></w:r><w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r><w:r><w:t>"#;
        format!("<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>", text.replace('≥', sign))
    };
    let row = |line: &str| ["<w:tr>", &line.split('\t').map(cell).collect::<String>(), "</w:tr>"].concat();
    let rows: String = TABLE.lines().map(row).collect();
    let body = format!("<w:document><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>");
    let filing = one("表.docx", &print::packed(&[("word/document.xml", &body)]));
    assert_eq!(indicators(&filing), ["产出指标 数量指标 渠道衬砌长度 ≥12公里"]);
    let page = "<table><tr><td>一级指标<td>二级指标<td>三级指标<td>指标值\
                <tr><td>效益指标<td>社会效益指标<td>灌溉条件<td><s>有所改善</s><ins>明显改善</ins></table>";
    let filing = one("表.html", page.as_bytes());
    assert_eq!(indicators(&filing), ["效益指标 社会效益指标 灌溉条件 明显改善"]);
}

#[test]
fn the_apostrophe_that_guards_a_cell_of_csv_is_no_text() {
    let text = "一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,渠道衬砌长度,'=12公里\n,质量指标,'优'质率,'＝95%\n";
    let filing = one("表.csv", text.as_bytes());
    assert_eq!(
        indicators(&filing),
        ["产出指标 数量指标 渠道衬砌长度 =12公里", "产出指标 质量指标 '优'质率 ＝95%"]
    );
}

const BY_UNIT: &str = "一级指标\t二级指标\t三级指标\t柳溪乡\t石桥镇\t云岭乡\n\
    产出指标\t数量指标\t渠道清淤长度\t≥12公里\t≥8公里\t≥3公里\n\t质量指标\t工程验收合格率\t100%\t100%\t100%\n\
    满意度指标\t服务对象满意度指标\t农户满意度\t≥90%\t≥92%\t≥95%\n联系人\t陆青禾\t\t联系电话\t0000-1234567\n";

#[test]
fn a_column_a_unit_without_a_whole_makes_a_filing_a_unit() {
    let imported = import("区域.txt", format!("{HEAD}{BY_UNIT}").as_bytes());
    let told: Vec<String> = imported
        .filings
        .iter()
        .map(|it| {
            let targets: Vec<&str> = it.indicators().map(|(_, _, it)| it.target.as_str()).collect();
            let source = it.source.as_ref().unwrap();
            format!(
                "{} {} {}: {} | {} {}",
                it.department.supervisor,
                it.department.name,
                it.contact.phone,
                targets.join(" "),
                source.sheet,
                source.leftover.join(" ")
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "青禾县水务局 柳溪乡 0000-1234567: ≥12公里 100% ≥90% | 柳溪乡 ",
            "青禾县水务局 石桥镇 0000-1234567: ≥8公里 100% ≥92% | 石桥镇 ",
            "青禾县水务局 云岭乡 0000-1234567: ≥3公里 100% ≥95% | 云岭乡 ",
        ]
    );
    assert_eq!(imported.texts.len(), 3);
    let said: Vec<String> =
        imported.notes.iter().map(|it| it.message.render(tianbao::messages::Lang::Zh)).collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("区域.txt") && said[0].contains("3 份"), "{said:?}");
    assert!(tianbao::import::account("区域.txt", format!("{HEAD}{BY_UNIT}").as_bytes()).is_empty());
}

#[test]
fn a_column_a_unit_beside_the_whole_is_left_over() {
    for whole in ["合计", "指标值"] {
        let text = format!(
            "{HEAD}一级指标\t二级指标\t三级指标\t{whole}\t柳溪乡\t石桥镇\t云岭乡\t沙河镇\t白鹭乡\n\
             产出指标\t数量指标\t渠道清淤长度\t≥23公里\t≥12公里\t≥8公里\t≥3公里\t≥2公里\t≥1公里\n\
             满意度指标\t服务对象满意度指标\t农户满意度\t≥90%\t≥90%\t≥92%\t≥95%\t≥90%\t≥91%\n"
        );
        let filing = one("表.txt", text.as_bytes());
        assert_eq!(filing.department.name, "青禾县水务局");
        assert_eq!(
            indicators(&filing),
            ["产出指标 数量指标 渠道清淤长度 ≥23公里", "满意度指标 服务对象满意度指标 农户满意度 ≥90%"]
        );
        assert_eq!(
            leftover(&filing),
            // With their headings: whose the values are is in no field, either.
            [
                "柳溪乡 石桥镇 云岭乡 沙河镇 白鹭乡",
                "≥12公里 ≥8公里 ≥3公里 ≥2公里 ≥1公里",
                "≥90% ≥92% ≥95% ≥90% ≥91%"
            ],
            "{whole}"
        );
    }
}

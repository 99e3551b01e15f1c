//! Documents without a filled indicator table yield one sentence and no guess
#![allow(clippy::indexing_slicing, reason = "tests")]

use tianbao::import::import;
use tianbao::messages::{Lang, Problem};

const NEWS: &str = "\
青禾县水务局召开年度工作会议
来源：本站  发布时间：2026-02-03
会议指出，去年全县完成渠道清淤120公里，农村自来水普及率达到98%，群众满意度不断提高。
会议要求，今年产出指标和效益指标要同步提升，确保灌溉保证率≥85%，投诉办结率100%。
";

const BUDGET: &str = "\
2026年部门收支预算总表
单位名称：青禾县水务局\t\t单位：万元
收入\t\t支出
项目\t预算数\t项目\t预算数
一般公共预算拨款\t1,234.50\t农林水支出\t1,000.00
其他收入\t12.00\t社会保障和就业支出\t246.50
本年收入合计\t1,246.50\t本年支出合计\t1,246.50
";

const CONTRACT: &str = "\
渠道维修工程合同
甲方：青禾县水务局
乙方：云溪建设有限公司
第一条 工程内容：维修渠道12公里，闸门8座。
第二条 质量标准：合格率100%，一次验收通过。
第三条 工期：2026年3月1日至2026年9月30日，逾期每日按0.5‰扣款。
第四条 合同价款：人民币356000元，质保金5%。
联系人：丙某\t联系电话：0000-1234567
";

const TABLE: &str = "\
序号,品名,单位,数量,单价,备注
1,水泵,台,3,1200.00,含安装
2,闸阀,个,18,260.50,
3,管材,米,1500,35,\"DN110,
PE\"
";

const HEADINGS_ONLY: &str = "\
项目支出绩效目标表
项目名称\t渠道维修
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t指标1：\t
\t质量指标\t指标1：\t≥**%
效益指标\t社会效益指标\t……\t
";

const EVALUATION_TEXT: &str = "\
<html><body><h1>绩效管理办法</h1><p>第三条 绩效指标包括产出指标、效益指标和满意度指标，
一级指标、二级指标、三级指标和指标值应当明确。</p><p>第四条 指标值应当量化，如完成率≥95%。</p></body></html>";

const STAFF: &str = "\
青禾县水务局机关人员花名册
序号\t姓名\t科室\t职务\t编制数\t备注
1\t甲某\t办公室\t主任\t1\t在岗
2\t乙某\t水利科\t科员\t1\t借调
合计\t\t\t\t2\t
";

const BLANK_RECORDS: &str = "\
项目支出绩效目标表
项目名称：渠道维修
一级指标：产出指标
二级指标：数量指标
三级指标：
指标值：≥**公里
一级指标：效益指标
二级指标：社会效益指标
三级指标：
指标值：
";

const BUDGET_OF_PROJECTS: &str = "\
单位名称,项目名称,预算数（万元）,一般公共预算,政府性基金,备注
青禾县水务局,渠道维修,35.60,35.60,0,续建
青禾县水务局,水质检测,12.00,12.00,0,
合计,,47.60,47.60,0,
";

const INTERVIEW: &str = "\
问：今年的绩效目标是什么？
答：数量指标：新建泵站3座。质量指标：合格率100%。
问：群众满意吗？
答：满意度指标：≥90%，时间：年底前。
";

/// A form with rows for indicators that nobody has filled in.
const BLANK_ROWS: &str = "\
项目支出绩效目标申报表,,,
项目名称,,主管部门,
一级指标,二级指标,三级指标,指标值
产出指标,数量指标,指标1：,
,,……,
,质量指标,指标1：,
效益指标,社会效益指标,指标1：,
";

fn check(name: &str, bytes: &[u8], expected: Problem) {
    let imported = import(name, bytes);
    let n_rows: usize = imported.filings.iter().map(|it| it.indicators().count()).sum();
    assert_eq!((imported.filings.len(), n_rows), (0, 0), "{name}");
    let problems: Vec<Problem> = imported.notes.iter().map(|it| it.message.id).collect();
    assert_eq!(problems, [expected], "{name}");
    for lang in [Lang::Zh, Lang::En] {
        assert!(imported.notes[0].message.render(lang).contains(name), "{name}");
    }
}

#[test]
fn documents_of_other_kinds_are_no_filings() {
    for (name, text) in [
        ("新闻.txt", NEWS),
        ("新闻.md", NEWS),
        ("收支总表.txt", BUDGET),
        ("收支总表.tsv", BUDGET),
        ("合同.txt", CONTRACT),
        ("采购清单.csv", TABLE),
        ("空白表.txt", HEADINGS_ONLY),
        ("办法.html", EVALUATION_TEXT),
        ("花名册.tsv", STAFF),
        ("空白记录.txt", BLANK_RECORDS),
        ("项目预算.csv", BUDGET_OF_PROJECTS),
        ("空白申报表.csv", BLANK_ROWS),
        ("访谈.txt", INTERVIEW),
    ] {
        check(name, text.as_bytes(), Problem::ImportNoTable);
    }
}

#[test]
fn an_empty_file_says_so() {
    for name in ["空.txt", "空.csv", "空.html", "空.xlsx"] {
        check(name, b"", Problem::ImportEmpty);
    }
    check("空白.txt", " \n\t\n　\n".as_bytes(), Problem::ImportEmpty);
}

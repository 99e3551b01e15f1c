//! A grammar of indicator names and target values from many fields of work. No sentence is copied: objects, actions and
//! measures are put together by chance.

use super::rng::Rng;

/// What a department works on.
pub struct Field {
    pub department: &'static str,
    pub objects: &'static [&'static str],
    pub actions: &'static [&'static str],
    pub people: &'static [&'static str],
}

#[rustfmt::skip]
pub const FIELDS: &[Field] = &[
    Field { department: "水利局", objects: &["灌溉渠道", "小型水库", "河道堤防", "农村饮水管网", "泵站机组", "山洪预警站点"],
        actions: &["清淤", "加固", "巡查", "维修养护", "标准化管护"], people: &["用水户", "受益农户", "沿河居民"] },
    Field { department: "文化馆", objects: &["群众文艺演出", "非遗传习课堂", "公益展览", "乡村大舞台", "地方戏曲剧目"],
        actions: &["组织", "举办", "辅导", "排演", "惠民配送"], people: &["观众", "参训学员", "到馆群众"] },
    Field { department: "教育局", objects: &["义务教育学校", "学前教育资源", "教师培训班", "寄宿制学校宿舍", "实验室设备"],
        actions: &["改造", "配备", "督导", "资助", "建设"], people: &["学生家长", "受训教师", "在校学生"] },
    Field { department: "交通运输局", objects: &["农村公路", "公交线路", "桥梁隧道", "客运站场", "路面病害"],
        actions: &["养护", "检测", "改扩建", "处治", "安全排查"], people: &["乘客", "沿线群众", "运输企业"] },
    Field { department: "林业局", objects: &["国有林场", "退化林", "湿地保护区", "古树名木", "森林防火队伍"],
        actions: &["抚育", "修复", "监测", "复壮", "巡护"], people: &["林农", "护林员", "周边村民"] },
    Field { department: "档案馆", objects: &["馆藏纸质档案", "民生档案", "电子档案", "特藏库房", "口述史料"],
        actions: &["数字化加工", "接收", "抢救修复", "开放审核", "编研"], people: &["查档人", "移交单位", "参观群众"] },
    Field { department: "农业农村局", objects: &["高标准农田", "良种繁育基地", "动物疫病", "农机具", "家庭农场"],
        actions: &["建设", "防控", "补贴", "示范推广", "培育"], people: &["种粮大户", "养殖户", "农民合作社"] },
    Field { department: "气象局", objects: &["自动气象站", "人工增雨作业", "灾害预警信号", "气象观测数据"],
        actions: &["运行维护", "发布", "校准", "实施"], people: &["公众", "预警受众", "涉农用户"] },
    Field { department: "图书馆", objects: &["纸质图书", "数字阅读资源", "流动图书车", "读书活动", "古籍"],
        actions: &["采购", "编目", "开展", "借阅服务", "修缮"], people: &["读者", "少儿读者", "借阅群众"] },
    Field { department: "消防救援大队", objects: &["消防水源", "重点场所", "应急物资", "微型消防站", "宣传课堂"],
        actions: &["检查", "储备", "演练", "更新", "培训"], people: &["企业员工", "社区居民", "被检查单位"] },
];

const SCOPES: &[&str] =
    &["", "", "", "", "全市", "辖区内", "重点区域", "新建", "本年度", "城乡", "2026年", "65户以上", "5G智能"];
const ADDITIONS: &[&str] = &[
    "",
    "",
    "",
    "",
    "",
    "",
    "（含续建）",
    "及配套设施",
    "和日常管理",
    "（一期）",
    "、隐患整改",
    "“回头看”",
    "(含GIS平台)",
    "与信息采集",
];

/// A name and its target.
pub struct Pair {
    pub name: String,
    pub target: Target,
}

/// A target, in the parts that some forms print in columns of their own.
#[derive(Clone, Default)]
pub struct Target {
    pub sign: &'static str,
    pub value: String,
    pub unit: &'static str,
}

impl Target {
    pub fn whole(&self) -> String {
        format!("{}{}{}", self.sign, self.value, self.unit)
    }

    fn word(text: &str) -> Self {
        Self { value: text.to_owned(), ..Self::default() }
    }
}

/// Qualitative words; those of the second list stand in no lexicon.
const WORDS: &[&str] = &[
    "健全",
    "规范",
    "合格",
    "及时",
    "全覆盖",
    "持续提高",
    "逐步提高",
    "长期坚持",
    "稳步增长",
    "有效保障",
    "效果明显",
    "按时完成",
    "显著",
    "达标",
    "不断完善",
    "持续改善",
    "良好",
    "有所提升",
    "中长期",
    "按期完成",
];
const ODD_WORDS: &[&str] = &[
    "基本建成",
    "形成体系",
    "应检尽检",
    "运转有序",
    "切实增强",
    "按章办理",
    "稳中向好",
    "明显好转",
    "有效缓解",
    "见成效",
    "有支撑",
    "家喻户晓",
];

const COUNTS: &[(&str, &[&str])] = &[
    ("数量", &["个", "台", "套", "台/套", "件"]),
    ("次数", &["次", "场次", "批次", "次/年"]),
    ("面积", &["亩", "平方米", "公顷", "万亩"]),
    ("长度", &["公里", "米"]),
    ("人数", &["人", "人次", "名", "万人次"]),
    ("户数", &["户"]),
    ("场次", &["场", "期"]),
    ("处数", &["处", "所", "个乡镇"]),
    ("份数", &["份", "册", "万字"]),
    ("", &["项", "个", "次", "家"]),
];

/// How the values of one form are written.
#[derive(Clone, Copy)]
pub struct Style {
    /// Whether words outside of every lexicon occur.
    pub has_odd_words: bool,
    /// Share of blank targets, in percent.
    pub blanks: usize,
}

fn subject(rng: &mut Rng, field: &Field) -> String {
    let mut text = format!("{}{}{}", rng.pick(SCOPES), rng.pick(field.objects), rng.pick(field.actions));
    text.push_str(rng.pick(ADDITIONS));
    text
}

fn number(rng: &mut Rng) -> String {
    match rng.range(0, 5) {
        0 => rng.range(1, 9).to_string(),
        1 => format!("{}.{}", rng.range(1, 90), rng.range(1, 9)),
        2 => format!("{}.00", rng.range(1, 900)),
        3 => rng.range(1000, 90000).to_string(),
        _ => rng.range(10, 999).to_string(),
    }
}

fn at_least(rng: &mut Rng) -> &'static str {
    rng.pick(&["≥", "≥", "≥", "≥", ">", "＝", "=", "", "", "不少于", "＞", ">="])
}

fn at_most(rng: &mut Rng) -> &'static str {
    rng.pick(&["≤", "≤", "≤", "<", "＜", "不超过", ""])
}

fn percent(rng: &mut Rng) -> Target {
    let n = rng.range(60, 100).to_string();
    match rng.range(0, 11) {
        0 => Target { sign: "＝", value: "100".into(), unit: "%" },
        1 => Target { sign: "", value: "100".into(), unit: "%" },
        2 => Target::word(&format!("百分之{n}")),
        3 => Target { sign: "≥", value: "0.95".into(), unit: "(百分比)" },
        4 => Target { sign: "", value: "85%-95".into(), unit: "%" },
        5 => Target { sign: "≥", value: n, unit: "％" },
        _ => Target { sign: at_least(rng), value: n, unit: "%" },
    }
}

fn word(rng: &mut Rng, style: Style) -> Target {
    let is_odd = style.has_odd_words && rng.chance(25);
    Target::word(if is_odd { rng.pick(ODD_WORDS) } else { rng.pick(WORDS) })
}

fn count(rng: &mut Rng) -> (&'static str, Target) {
    let (measure, units) = COUNTS[rng.range(0, COUNTS.len() - 1)];
    let unit = rng.pick(units);
    let target = match rng.range(0, 14) {
        0 => Target { sign: "", value: format!("{}-{}", rng.range(2, 9), rng.range(10, 30)), unit },
        1 => Target { sign: "", value: number(rng), unit: "" },
        _ => Target { sign: at_least(rng), value: number(rng), unit },
    };
    (measure, target)
}

fn deadline(rng: &mut Rng) -> Target {
    let (month, day) = (rng.range(1, 12), rng.range(1, 28));
    let text = match rng.range(0, 6) {
        0 => format!("2026年{month}月{day}日前完成"),
        1 => format!("2026年{month}月底前"),
        2 => format!("{month}月底前完成"),
        3 => format!("≤2026年{month}月{day}日"),
        4 => "第四季度".to_owned(),
        5 => "年底前".to_owned(),
        _ => format!("2026年{month}月"),
    };
    Target::word(&text)
}

/// A name with its target for a level 2.
pub fn pair(rng: &mut Rng, field: &Field, level2: &str, style: Style) -> Pair {
    let (name, target) = named(rng, field, level2, style);
    let target = if rng.chance(style.blanks) { Target::default() } else { target };
    Pair { name, target }
}

fn named(rng: &mut Rng, field: &Field, level2: &str, style: Style) -> (String, Target) {
    let about = subject(rng, field);
    match level2 {
        _ if level2.contains("满意") || level2.contains("服务对象") => {
            let people = rng.pick(field.people);
            let name = match rng.range(0, 2) {
                0 => format!("{people}满意度"),
                1 => format!("{people}对{}工作满意度", rng.pick(field.objects)),
                _ => format!("{}{people}满意率（%）", rng.pick(SCOPES)),
            };
            (name, percent(rng))
        }
        _ if level2.contains("数量") => {
            let (measure, target) = count(rng);
            (format!("{about}{measure}"), target)
        }
        _ if level2.contains("质量") => {
            let measure =
                rng.pick(&["合格率", "达标率", "完好率", "准确率", "验收通过率", "覆盖率", "规范性"]);
            let target = if measure == "规范性" { word(rng, style) } else { percent(rng) };
            (format!("{about}{measure}"), target)
        }
        _ if level2.contains("时效") => match rng.range(0, 3) {
            0 => (format!("{about}及时率"), percent(rng)),
            1 => (
                format!("{about}办结时限"),
                Target {
                    sign: at_most(rng),
                    value: rng.range(1, 60).to_string(),
                    unit: rng.pick(&["个工作日", "天", "小时"]),
                },
            ),
            2 => {
                (format!("{about}及时性"), Target::word(rng.pick(&["及时", "按时", "按期完成", "按时完成"])))
            }
            _ => (format!("{about}完成时间"), deadline(rng)),
        },
        _ if level2.contains("成本") => match rng.range(0, 3) {
            0 => (
                format!("{about}补助标准"),
                Target {
                    sign: "",
                    value: rng.range(100, 9000).to_string(),
                    unit: rng.pick(&["元/人", "元/亩", "元/人/年", "元/户"]),
                },
            ),
            1 => (
                format!("{about}补助标准"),
                Target {
                    sign: "",
                    value: format!("{}元-{}", rng.range(100, 900), rng.range(1000, 9000)),
                    unit: "元/人/年",
                },
            ),
            _ => (
                format!("{about}成本控制数"),
                Target { sign: at_most(rng), value: number(rng), unit: rng.pick(&["万元", "元"]) },
            ),
        },
        _ if level2.contains("经济") => match rng.range(0, 2) {
            0 => {
                (format!("{about}带动增收"), Target { sign: at_least(rng), value: number(rng), unit: "万元" })
            }
            1 => (
                format!("{about}节约资金比例"),
                Target { sign: "", value: format!("下降{}", rng.range(1, 20)), unit: "%" },
            ),
            _ => (
                format!("{}产值增长", rng.pick(field.objects)),
                Target::word(&format!("较上年增长{}%", rng.range(1, 20))),
            ),
        },
        _ if level2.contains("社会") => match rng.range(0, 2) {
            0 => (format!("{}对{}知晓率", rng.pick(field.people), rng.pick(field.objects)), percent(rng)),
            1 => (
                format!("{about}发生率"),
                Target {
                    sign: "≤",
                    value: format!("{}.{}", rng.range(1, 90), rng.range(1, 99)),
                    unit: rng.pick(&["‰", "/10万", "%"]),
                },
            ),
            _ => (format!("{about}服务水平"), word(rng, style)),
        },
        _ if level2.contains("生态") => match rng.range(0, 1) {
            0 => (
                format!("{about}节水量"),
                Target { sign: at_least(rng), value: number(rng), unit: rng.pick(&["立方米", "吨"]) },
            ),
            _ => (format!("{about}对周边环境影响"), word(rng, style)),
        },
        _ if level2.contains("持续") => match rng.range(0, 1) {
            0 => (format!("{about}长效机制"), word(rng, style)),
            _ => (
                format!("{about}持续运行年限"),
                Target { sign: at_least(rng), value: rng.range(1, 20).to_string(), unit: "年" },
            ),
        },
        // Management and free duties.
        _ => match rng.range(0, 3) {
            0 => (format!("{about}执行率"), percent(rng)),
            1 => (format!("{about}合规性"), word(rng, style)),
            2 => {
                let (measure, target) = count(rng);
                (format!("{about}{measure}"), target)
            }
            _ => (format!("{about}制度健全性"), word(rng, style)),
        },
    }
}

/// The half-year value beside a full-year one.
pub fn half_of(rng: &mut Rng, full: &Target) -> Target {
    match full.value.parse::<usize>() {
        Ok(n) if 3 < n && rng.chance(70) => Target { value: (n / 2).to_string(), ..full.clone() },
        _ => full.clone(),
    }
}

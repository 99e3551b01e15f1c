//! Filings for benches: as many as asked for, all different, the same ones for the same seed.
//!
//! They vary as real ones do: bureaus of many kinds, projects and departments, one or several functions, budgets that
//! add up and some that do not, names that begin with a place, rates, counts, money, dates and words, and a mistake in
//! about one row of twenty. About 12 KB and 50 indicators each.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a bench")]

mod words;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use words::{BUREAUS, Bureau, GOALS, MEASURES, NOTES, PLACES, STANDARDS, WORDS};

/// Filings a folder of the corpus holds.
const PER_FOLDER: usize = 100;

/// Splitmix64: small, and the same on every machine.
pub struct Random(u64);

impl Random {
    /// A sequence of its own for each seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        it ^ (it >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }

    /// True `percent` times of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Writes `n` filings into folders of a hundred below `folder`; gives their paths in order.
pub fn write(folder: &Path, n: usize) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for idx in 0..n {
        let below = folder.join(format!("{:04}", idx / PER_FOLDER));
        if idx % PER_FOLDER == 0 {
            std::fs::create_dir_all(&below).unwrap();
        }
        let path = below.join(format!("{idx:06}.toml"));
        std::fs::write(&path, filing(idx)).unwrap();
        paths.push(path);
    }
    paths
}

/// The filing of this number.
pub fn filing(idx: usize) -> String {
    compose(idx, None)
}

/// A filing with this many indicators. They belong to works of fifty rows each, so that as many rows of a hundred repeat
/// another one in a long filing as in a short one: else cost against size would show the mistakes, not the size.
#[allow(dead_code, reason = "not every bench asks for one")]
pub fn filing_of(n_rows: usize) -> String {
    compose(1, Some(n_rows))
}

/// How a filing calls its levels, in the order of the rows.
#[derive(Clone, Copy)]
enum Labels {
    K88,
    K101,
    Jiangsu,
    Zhejiang,
}

impl Labels {
    fn one(random: &mut Random) -> Self {
        match random.below(100) {
            0..60 => Self::K88,
            60..85 => Self::K101,
            85..95 => Self::Jiangsu,
            _ => Self::Zhejiang,
        }
    }

    /// Level 1, level 2, and the measures (by the level 2 of the ministry) of a row that is `part` hundredths down.
    fn at(self, part: usize) -> (&'static str, &'static str, &'static str) {
        let (level1, level2) = match part {
            0..30 => ("产出指标", "数量指标"),
            30..50 => ("产出指标", "质量指标"),
            50..62 => ("产出指标", "时效指标"),
            62..72 => ("产出指标", "成本指标"),
            72..82 => ("效益指标", "社会效益指标"),
            82..87 => ("效益指标", "经济效益指标"),
            87..90 => ("效益指标", "可持续影响指标"),
            _ => ("满意度指标", "服务对象满意度指标"),
        };
        match self {
            Self::K101 if level2 == "成本指标" => ("成本指标", "经济成本指标", level2),
            Self::Jiangsu => {
                let (own1, own2) = match part {
                    0..8 => ("决策", "计划制定"),
                    8..15 => ("决策", "目标设定"),
                    15..22 => ("过程", "预算执行"),
                    22..30 => ("过程", "预算管理"),
                    30..50 => ("履职", "重点工作质量"),
                    50..62 => ("履职", "重点工作进度"),
                    62..72 => ("履职", "运行成本"),
                    72..82 => ("效益", "社会效益"),
                    82..87 => ("效益", "经济效益"),
                    87..90 => ("效益", "可持续发展"),
                    _ => ("满意度", "服务对象满意度"),
                };
                let measures = if part < 30 { "质量指标" } else { level2 };
                (own1, own2, measures)
            }
            Self::Zhejiang if level1 == "满意度指标" => ("产出与效果", "满意度指标", level2),
            Self::Zhejiang => ("产出与效果", level2, level2),
            _ => (level1, level2, level2),
        }
    }
}

fn compose(idx: usize, n_rows: Option<usize>) -> String {
    let mut random = Random::new(0x7469_616E_6261_6F00 ^ idx as u64);
    let bureau = random.one(BUREAUS);
    let place = random.one(PLACES);
    let year = 2019 + idx % 8;
    let is_project = random.chance(30);
    let mut out = String::with_capacity(14_000);
    head(&mut out, &mut random, bureau, (place, idx), year, is_project);
    budget(&mut out, &mut random, bureau);
    let n_functions = if is_project || random.chance(60) { 1 } else { 2 + random.below(4) };
    let labels = if n_functions > 1 { Labels::K88 } else { Labels::one(&mut random) };
    let is_long = n_rows.is_some();
    let n_rows = n_rows.unwrap_or(30 + random.below(41));
    let has_half = random.chance(25);
    let year = if random.chance(3) { year + 1 } else { year };
    for function in 0..n_functions {
        out.push_str("\n[[functions]]\n");
        if n_functions > 1 {
            let (object, action) = (random.one(bureau.objects), random.one(bureau.actions));
            let content = random.one(GOALS);
            let _ = writeln!(out, "id = \"职能{}\"\nname = \"{object}{action}\"", function + 1);
            let _ = writeln!(out, "content = \"{content}，做好{object}的{action}工作\"");
            let _ = writeln!(out, "amount = \"{}.{:02}\"", 10 + random.below(900), random.below(100));
        }
        let n_own = n_rows / n_functions + usize::from(function < n_rows % n_functions);
        for row in 0..n_own {
            let part = row * 100 / n_own;
            indicator(&mut out, &mut random, bureau, place, year, labels.at(part), has_half);
            if is_long {
                let _ = writeln!(out, "work = \"{}第{}批工作\"", bureau.objects[0], row / 50 + 1);
            }
        }
    }
    out
}

fn head(
    out: &mut String,
    random: &mut Random,
    bureau: &Bureau,
    (place, idx): (&str, usize),
    year: usize,
    is_project: bool,
) {
    let scope = if is_project { "project" } else { "department" };
    let title = if is_project {
        "项目支出绩效目标申报表"
    } else {
        "部门整体支出绩效目标申报表"
    };
    let stage = if random.chance(70) { "declared" } else { "approved" };
    let _ = writeln!(out, "format = 1\n\n[filing]\ntitle = \"{year}年{title}\"");
    let _ = writeln!(out, "scope = \"{scope}\"\nstage = \"{stage}\"\nyear = {year}");
    if random.chance(70) {
        let day = 1 + random.below(28);
        let _ = writeln!(out, "filled_at = \"{}-{:02}-{day:02}\"", year - 1, 9 + random.below(4));
    }
    let _ = writeln!(out, "\n[department]\nname = \"{place}{}\"", bureau.name);
    let _ = writeln!(out, "code = \"{}\"\nsupervisor = \"{place}人民政府\"", 100_000 + idx);
    if is_project {
        let (object, action) = (random.one(bureau.objects), random.one(bureau.actions));
        let _ = writeln!(out, "\n[project]\nname = \"{year}年{object}{action}项目\"");
    }
    let phone = random.below(9_000_000) + 1_000_000;
    let _ = writeln!(out, "\n[contact]\nname = \"经办人{}\"\nphone = \"0000-{phone}\"", idx % 977);
    out.push_str("\n[goals]\nannual = [\n");
    for number in 1..=2 + random.below(4) {
        let (object, action) = (random.one(bureau.objects), random.one(bureau.actions));
        let n = 3 + random.below(400);
        let _ = writeln!(out, "    \"目标{number}：{}，{object}{action}{n}次。\",", random.one(GOALS));
    }
    out.push_str("]\n");
}

fn budget(out: &mut String, random: &mut Random, bureau: &Bureau) {
    let mut amount = || 1_000 + random.below(900_000);
    let (staff, office) = (amount(), amount() / 5);
    let projects: Vec<usize> = (0..=amount() % 5).map(|_| amount()).collect();
    let sum: usize = projects.iter().sum();
    // One budget of thirty does not add up.
    let slip = if random.chance(3) { 100 } else { 0 };
    let money = |cents: usize| format!("{}.{:02}", cents / 100, cents % 100);
    out.push_str("\n[budget]\nunit = \"万元\"\n");
    let mut line = |name: &str, under: &str, of_which: bool, cents: usize| {
        let _ = writeln!(out, "\n[[budget.lines]]\nname = \"{name}\"");
        if !under.is_empty() {
            let _ = writeln!(out, "under = \"{under}\"");
        }
        if of_which {
            out.push_str("of_which = true\n");
        }
        let _ = writeln!(out, "amount = \"{}\"", money(cents));
    };
    line("资金总额", "", false, staff + office + sum + slip);
    line("基本支出", "资金总额", false, staff + office);
    line("人员经费", "基本支出", false, staff);
    line("公用经费", "基本支出", false, office);
    line("项目支出", "资金总额", false, sum);
    for (idx, cents) in projects.iter().enumerate() {
        let object = bureau.objects[idx % bureau.objects.len()];
        line(&format!("{object}专项经费"), "项目支出", true, *cents);
    }
}

fn indicator(
    out: &mut String,
    random: &mut Random,
    bureau: &Bureau,
    place: &str,
    year: usize,
    (level1, level2, measures): (&str, &str, &str),
    has_half: bool,
) {
    let kinds: Vec<_> = MEASURES.iter().filter(|it| it.level2 == measures).collect();
    let measure = random.one(&kinds);
    let (object, action) = (random.one(bureau.objects), random.one(bureau.actions));
    let number = if measure.max > 1 { 1 + random.below(measure.max) } else { 1 };
    let number =
        if measure.min > 0 { measure.min + number % (measure.max - measure.min + 1) } else { number };
    let near = if random.chance(15) { place } else { "" };
    let mut name = format!("{near}{object}{action}{}", measure.suffix);
    let mut target = match measure.unit {
        "" => (*random.one(WORDS)).to_owned(),
        "日期" => format!("{year}年{}月底前", 1 + random.below(12)),
        unit => format!("{}{number}{unit}", measure.sign),
    };
    // Mistakes, as many as a clerk makes.
    match random.below(160) {
        0 => target = target.replace(['≥', '≤', '='], ""),
        1 => target = target.replace('%', "％").replace('≥', "＞"),
        2 => name.push('。'),
        3 => target.clear(),
        4 if measure.unit == "%" => "≥100%".clone_into(&mut target),
        5 => target = format!("{target}左右"),
        6 => name = name.replace(action, &format!("{action}的的")),
        7 => "待定".clone_into(&mut target),
        _ => {}
    }
    let _ = writeln!(out, "\n[[functions.indicators]]\nlevel1 = \"{level1}\"\nlevel2 = \"{level2}\"");
    let _ = writeln!(out, "name = \"{name}\"\ntarget = \"{target}\"");
    if has_half {
        let half = match measure.unit {
            "" | "%" | "日期" => target,
            unit => format!("{}{}{unit}", measure.sign, (number / 2).max(1)),
        };
        let _ = writeln!(out, "target_half = \"{half}\"");
    }
    if random.chance(60) {
        let _ = writeln!(out, "standard = \"{}\"", random.one(STANDARDS));
    }
    if random.chance(70) {
        let _ = writeln!(out, "note = \"{}\"", random.one(NOTES));
    }
}

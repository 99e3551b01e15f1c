//! New filings: next year's from this year's, and an empty one by its scheme.
//!
//! It knows filings only, no files and no screen. Invariants: targets and texts are taken over as printed but for the
//! years in them; whatever a person must think about again is a doubt on its row or a blank amount, so that the tree
//! and the checks lead there; nothing of the old filing's document is claimed for the new one.

mod skeleton;
pub mod years;

pub use skeleton::{Wish, skeleton};

use crate::messages::{DraftText, Lang, Message};
use crate::model::path::Paths;
use crate::model::{Allow, Amounts, BETWEEN_DOUBTS, Field, Filing, Indicator, Place, RowId, Scope, Stage};
use crate::text::width::sanitize;
use crate::value::{self, Kind};

/// Characters of a name in the name of a file: with four bytes each it still fits where 255 bytes are allowed.
const MOST_IN_NAME: usize = 50;

/// How a draft is made.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The year of the draft.
    pub year: i32,
    /// Whether last year's amounts stay.
    pub keep_money: bool,
    /// The language of the doubts, which are stored in the filing.
    pub lang: Lang,
}

/// A draft and what is left to do in it.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The filing.
    pub filing: Filing,
    /// Rows with a doubt.
    pub n_doubts: usize,
    /// Amounts that were blanked.
    pub n_amounts: usize,
}

/// Next year's draft of a filing. A filing without a year moves no years.
pub fn next_year(old: &Filing, options: Options) -> Draft {
    let from = old.year.unwrap_or(options.year);
    let move_years = |text: &str| years::moved(text, from, options.year);
    let mut filing = old.clone();
    filing.year = Some(options.year);
    filing.stage = old.stage.map(|_| Stage::Declared);
    filing.title = move_years(&old.title).replace("批复", "申报");
    filing.filled_at = String::new();
    filing.source = None;
    let goals = &mut filing.goals;
    for goal in goals.annual.iter_mut().chain(&mut goals.long_term).chain(&mut goals.project) {
        *goal = move_years(goal);
    }
    let project = &mut filing.project;
    project.name = move_years(&project.name);
    // A project of several years keeps its dates.
    if filing.scope == Scope::Project && is_one_year(&old.project.start, &old.project.end, from) {
        project.start = move_years(&project.start);
        project.end = move_years(&project.end);
    }
    let mut draft = Draft::default();
    for line in &mut filing.budget.lines {
        line.row = RowId::default();
        line.name = move_years(&line.name);
        line.under = move_years(&line.under);
        draft.n_amounts += blank(&mut line.amounts, options);
    }
    for function in &mut filing.functions {
        function.row = RowId::default();
        function.name = move_years(&function.name);
        function.content = move_years(&function.content);
        draft.n_amounts += blank(&mut function.amounts, options);
        for indicator in &mut function.indicators {
            renew(indicator, &move_years, options);
            draft.n_doubts += usize::from(!indicator.doubt.is_empty());
        }
    }
    filing.allows = allows(old, &filing);
    draft.filing = filing;
    draft
}

fn is_one_year(start: &str, end: &str, year: i32) -> bool {
    let year = year.to_string();
    start.contains(&year) && end.contains(&year)
}

/// Blanks amounts unless they shall stay; says how many.
fn blank(amounts: &mut Amounts, options: Options) -> usize {
    if options.keep_money { 0 } else { std::mem::take(amounts).0.len() }
}

/// A row for the new year, with a doubt where last year's figure cannot simply stand.
fn renew(indicator: &mut Indicator, move_years: &impl Fn(&str) -> String, options: Options) {
    let old = indicator.clone();
    indicator.row = RowId::default();
    indicator.line = None;
    let texts = [
        &mut indicator.name,
        &mut indicator.work,
        &mut indicator.project,
        &mut indicator.target,
        &mut indicator.target_half,
        &mut indicator.note,
        &mut indicator.standard,
    ];
    for text in texts {
        *text = move_years(text);
    }
    let new = doubt(&old, indicator).map(|it| it.render(options.lang));
    // What an import was not sure of, and nobody has decided about, is as doubtful a year later.
    let open = Some(old.doubt).filter(|it| !it.is_empty());
    indicator.doubt = open.into_iter().chain(new).collect::<Vec<_>>().join(BETWEEN_DOUBTS);
}

/// Why a row must be thought about again.
fn doubt(old: &Indicator, new: &Indicator) -> Option<Message<DraftText>> {
    let target = value::parse(&new.target);
    let says = |word: &str| [&new.name, &new.target, &new.note].iter().any(|it| it.contains(word));
    if old.target != new.target || old.target_half != new.target_half {
        let id = if target.kind == Kind::Deadline { DraftText::DoubtDate } else { DraftText::DoubtYear };
        let (before, after) = if old.target == new.target {
            (&old.target_half, &new.target_half)
        } else {
            (&old.target, &new.target)
        };
        return Some(Message::new(id, [("before", before.clone()), ("after", after.clone())]));
    }
    if ["累计", "历年", "总里程", "存量"].iter().any(|it| says(it)) {
        return Some(Message::plain(DraftText::DoubtCumulative));
    }
    // Money by the person or case is set by rule and stays; sums follow the budget.
    if target.is_in("元") && target.per.is_empty() {
        return Some(Message::plain(DraftText::DoubtMoney));
    }
    let is_growth = matches!(target.kind, Kind::Change | Kind::Relative)
        && (target.baseline.is_some() || says("上年") || says("同比"));
    is_growth.then(|| Message::plain(DraftText::DoubtBaseline))
}

/// Accepted findings that still speak of the same text: those on rows that were taken over unchanged.
fn allows(old: &Filing, new: &Filing) -> Vec<Allow> {
    let (old_paths, new_paths) = (Paths::of(old), Paths::of(new));
    let keep = |allow: &Allow| {
        let place = old_paths.find(&allow.at)?;
        let Place::Indicator(function, idx) = place else { return None };
        let (was, is) = (old.indicator(function, idx)?, new.indicator(function, idx)?);
        let is_same = |field: &Field| was.get(field) == is.get(field);
        let fields = [Field::IndicatorName, Field::Target, Field::TargetHalf, Field::Note];
        fields.iter().all(is_same).then(|| {
            let rest = allow.at.strip_prefix(old_paths.node(place)).unwrap_or("");
            Allow { at: format!("{}{rest}", new_paths.node(place)), ..allow.clone() }
        })
    };
    old.allows.iter().filter_map(keep).collect()
}

/// The name of the draft's file: the old one's stem with the year moved on, or with the year behind it.
pub fn file_stem(stem: &str, from: Option<i32>, year: i32) -> String {
    match from.map(|it| it.to_string()).filter(|it| stem.contains(it.as_str())) {
        Some(from) => stem.replace(&from, &year.to_string()),
        None => format!("{stem}-{year}"),
    }
}

/// The name of a new filing's file, from what it is called: nothing that leads out of the folder, that a system refuses
/// or that cannot be seen, and not too long for any of them.
pub fn file_name(called: &str, year: i32) -> String {
    let refused = |it: &char| !matches!(it, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let seen: String =
        called.chars().filter(|it| !it.is_whitespace() || *it == ' ').filter(refused).collect();
    let seen: String = sanitize(&seen).chars().take(MOST_IN_NAME).collect();
    let stem = seen.trim_start_matches(['.', ' ', '-', '~']).trim_end();
    // The year behind it keeps the names that Windows has for devices, such as CON, from being the whole stem.
    if stem.is_empty() { format!("filing-{year}.toml") } else { format!("{stem}-{year}.toml") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_for_a_file_leads_nowhere() {
        for (called, expected) in [
            ("青禾县水务局", "青禾县水务局-2026.toml"),
            ("../../etc/cron.d/水务", "etccron.d水务-2026.toml"),
            ("/etc/passwd", "etcpasswd-2026.toml"),
            ("E:\\表\\水务", "E表水务-2026.toml"),
            ("CON", "CON-2026.toml"),
            ("NUL:", "NUL-2026.toml"),
            ("水务局. . ", "水务局. .-2026.toml"),
            ("-rf ~", "rf ~-2026.toml"),
            ("甲\0乙\u{1b}[2J\n丙\u{202e}", "甲␀乙␛[2J丙␦-2026.toml"),
            (" .. ", "filing-2026.toml"),
            ("", "filing-2026.toml"),
        ] {
            assert_eq!(file_name(called, 2026), expected, "{called:?}");
        }
        assert!(file_name(&"水".repeat(500), 2026).len() < 200);
    }
    use crate::model::{BudgetLine, Column, Function, Source};

    fn row(name: &str, target: &str) -> Indicator {
        Indicator {
            level1: "产出指标".into(),
            level2: "数量指标".into(),
            name: name.into(),
            target: target.into(),
            line: Some(7),
            ..Indicator::default()
        }
    }

    fn old() -> Filing {
        let mut amounts = Amounts::default();
        amounts.set(&Column::Full, "300");
        Filing {
            title: "2024年部门整体支出绩效目标批复表".into(),
            stage: Some(Stage::Approved),
            year: Some(2024),
            filled_at: "2023-12-20".into(),
            source: Some(Source::default()),
            functions: vec![Function {
                indicators: vec![
                    row("堤防巡查次数", "≥24次"),
                    row("年度报告完成时间", "2024年12月30日前"),
                    row("累计建成水站", "≥8座"),
                    row("采购成本", "≤12万元"),
                    row("慰问标准", "≤500元/人"),
                ],
                ..Function::default()
            }],
            budget: crate::model::Budget {
                lines: vec![BudgetLine { name: "资金总额".into(), amounts, ..BudgetLine::default() }],
                ..crate::model::Budget::default()
            },
            allows: vec![
                Allow {
                    rule: "V06".into(),
                    at: "/产出指标/数量指标/堤防巡查次数:target".into(),
                    reason: "县里定".into(),
                },
                Allow {
                    rule: "V21".into(),
                    at: "/产出指标/数量指标/年度报告完成时间".into(),
                    reason: "旧".into(),
                },
                Allow { rule: "B10".into(), at: "budget/资金总额".into(), reason: "旧".into() },
            ],
            ..Filing::default()
        }
    }

    #[test]
    fn a_draft_keeps_targets_and_marks_what_needs_thought() {
        let draft = next_year(&old(), Options { year: 2025, keep_money: false, lang: Lang::Zh });
        let filing = &draft.filing;
        assert_eq!(filing.title, "2025年部门整体支出绩效目标申报表");
        assert_eq!(
            (filing.year, filing.stage, filing.filled_at.as_str()),
            (Some(2025), Some(Stage::Declared), "")
        );
        assert!(filing.source.is_none() && filing.budget.lines[0].amounts.is_empty());
        let rows: Vec<(&str, bool)> =
            filing.indicators().map(|(_, _, it)| (it.target.as_str(), it.doubt.is_empty())).collect();
        assert_eq!(
            rows,
            [
                ("≥24次", true),
                ("2025年12月30日前", false),
                ("≥8座", false),
                ("≤12万元", false),
                ("≤500元/人", true),
            ]
        );
        assert!(filing.indicators().all(|(_, _, it)| it.line.is_none()));
        assert_eq!((draft.n_doubts, draft.n_amounts), (3, 1));
        let kept: Vec<&str> = filing.allows.iter().map(|it| it.rule.as_str()).collect();
        assert_eq!(kept, ["V06"]);
        let kept = next_year(&old(), Options { year: 2025, keep_money: true, lang: Lang::Zh });
        assert_eq!(kept.filing.budget, old().budget);
    }

    #[test]
    fn the_draft_has_a_name_of_its_own() {
        for (stem, from, expected) in [
            ("水务局2024", Some(2024), "水务局2025"),
            ("水务局", Some(2024), "水务局-2025"),
            ("水务局", None, "水务局-2025"),
        ] {
            assert_eq!(file_stem(stem, from, 2025), expected);
        }
    }
}

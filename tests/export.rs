//! A filing that goes out as a form comes back: exported to each kind of form and imported again, it says the same.
//!
//! Compared is everything that a form prints: title, year, stage and scope, day of filling in, department, project,
//! contact, goals, the budget (each line by its path, 其中, amounts by column), functions and tasks with content and
//! amounts, and of every indicator levels, work, project, name, both targets, note, standard and weight. Not compared
//! is what no form prints: accepted findings, the source, source lines and doubts; the order of a line's columns and
//! of budget lines that have different parents; and a stage that the title says but the filing does not have.
//! Two things are settled in a sample before it goes out, as a blank cell cannot say them: an indicator without a name
//! is taken out, and one without a project below one that has it gets the same, as import fills merged cells down.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/filings.rs"]
mod filings;
#[allow(
    dead_code,
    clippy::pedantic,
    clippy::string_slice,
    clippy::format_push_string,
    reason = "shared with truth.rs"
)]
#[path = "truth/mod.rs"]
mod generator;

use filings::Generator;
use generator::form::{Family, form};
use generator::print::{Layout, document};
use generator::rng::Rng;
use std::fmt::Write;
use std::path::PathBuf;
use tianbao::export::{self, Named, Target};
use tianbao::format;
use tianbao::import;
use tianbao::model::{BudgetTree, Filing};
use tianbao::store;

const FORMS: [Target; 4] = [Target::Xlsx, Target::Docx, Target::Html, Target::Markdown];

/// What a form says, one line a fact.
fn facts(filing: &Filing) -> Vec<String> {
    let mut plain = filing.clone();
    plain.source = None;
    plain.allows.clear();
    for indicator in plain.functions.iter_mut().flat_map(|it| &mut it.indicators) {
        indicator.line = None;
        indicator.doubt.clear();
    }
    let tree = BudgetTree::of(&plain.budget);
    let name = |idx: &usize| plain.budget.lines[*idx].name.clone();
    let mut money: Vec<String> = plain
        .budget
        .lines
        .iter()
        .enumerate()
        .map(|(idx, line)| {
            let path: Vec<String> = tree.path(idx).iter().map(name).collect();
            let mut amounts: Vec<String> =
                line.amounts.0.iter().map(|(column, it)| format!("{}={}", column.key(), it.text())).collect();
            amounts.sort();
            format!("money {} of_which={} {}", path.join("/"), line.of_which, amounts.join(" "))
        })
        .collect();
    // Side by side or below each other: where a total and its parts stand is the form's choice.
    money.sort();
    plain.budget.lines.clear();
    for function in &mut plain.functions {
        function.amounts.0.sort_by_key(|(column, _)| column.key().to_owned());
    }
    let mut facts: Vec<String> = format::write(&plain).lines().map(str::to_owned).collect();
    facts.extend(money);
    facts
}

/// Exports filings into one document and imports it; gives what differs.
fn difference(target: Target, filings: &[&Filing]) -> String {
    let named: Vec<Named<'_>> = filings.iter().map(|filing| Named { file: "填报.toml", filing }).collect();
    let bytes = export::write(target, &named).unwrap();
    let imported = import::import(&format!("表.{}", target.ending()), &bytes);
    let mut out = String::new();
    if imported.filings.len() != filings.len() {
        let notes: Vec<_> = imported.notes.iter().map(|it| &it.message).collect();
        let _ = writeln!(
            out,
            "{} filings went out, {} came back: {notes:?}",
            filings.len(),
            imported.filings.len()
        );
    }
    for (sent, back) in filings.iter().zip(&imported.filings) {
        let mut back = back.clone();
        if sent.stage.is_none() {
            back.stage = None;
        }
        let (sent, back) = (facts(sent), facts(&back));
        for line in sent.iter().filter(|it| !back.contains(it)) {
            let _ = writeln!(out, "- {line}");
        }
        for line in back.iter().filter(|it| !sent.contains(it)) {
            let _ = writeln!(out, "+ {line}");
        }
        if out.is_empty() && sent != back {
            let moved = sent.iter().zip(&back).find(|(a, b)| a != b);
            let _ = writeln!(out, "the same lines in another order {moved:?}");
        }
    }
    if let Some(source) = imported.filings.first().and_then(|it| it.source.as_ref()) {
        for text in &source.leftover {
            let _ = writeln!(out, "leftover {text}");
        }
    }
    out
}

/// The filing without what a printed form cannot say: a row that is only labels, and a blank project of a work below
/// another project, where blank means the same.
fn settled(filing: &Filing) -> Filing {
    let mut filing = filing.clone();
    for function in &mut filing.functions {
        function.indicators.retain(|it| !(it.name.is_empty() && it.target.is_empty()));
        let has_works = function.indicators.iter().any(|it| !it.work.is_empty());
        let mut above = String::new();
        for indicator in &mut function.indicators {
            if !indicator.project.is_empty() {
                above.clone_from(&indicator.project);
            } else if !(has_works && indicator.work.is_empty()) {
                indicator.project.clone_from(&above);
            }
        }
    }
    filing
}

fn check(name: &str, filings: &[&Filing], failures: &mut String) {
    for target in FORMS {
        let difference = difference(target, filings);
        if !difference.is_empty() {
            let _ = writeln!(failures, "== {name} as {target:?}\n{difference}");
        }
    }
}

fn samples() -> Vec<(String, Filing)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = ["assets/samples", "tests/data/samples"]
        .iter()
        .flat_map(|it| std::fs::read_dir(root.join(it)).unwrap())
        .map(|it| it.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() > 8, "the samples are not there");
    paths
        .into_iter()
        .flat_map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let filings = store::load(&path).filings;
            assert!(!filings.is_empty(), "{name}");
            filings.into_iter().map(move |it| (name.clone(), it.filing))
        })
        .collect()
}

#[test]
fn every_sample_comes_back() {
    let mut failures = String::new();
    for (name, filing) in samples() {
        check(&name, &[&settled(&filing)], &mut failures);
    }
    assert!(failures.is_empty(), "{failures}");
}

/// How many random filings are sent out; `TIANBAO_EXPORTS` sets another number for a longer run.
fn n_filings() -> u64 {
    std::env::var("TIANBAO_EXPORTS").ok().and_then(|it| it.parse().ok()).unwrap_or(40)
}

#[test]
fn generated_filings_come_back() {
    let mut failures = String::new();
    for seed in 1..=n_filings() {
        let filing = Generator::new(seed).filing();
        check(&format!("seed {seed}"), &[&filing], &mut failures);
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Filings as they are after import from the generator of truth: every form family, with all that such forms have.
#[test]
fn imported_forms_come_back() {
    let mut failures = String::new();
    for seed in 0..n_filings() / 2 {
        let mut rng = Rng::new(seed);
        let family = Family::ALL[usize::try_from(seed).unwrap() % Family::ALL.len()];
        let mut form = form(&mut rng, family, true);
        let (name, bytes) = document(&mut rng, &mut form, Layout::TabsTop, false);
        let imported = import::import(name, &bytes);
        assert_eq!(imported.filings.len(), 1, "seed {seed}");
        check(&format!("seed {seed} {family:?}"), &[&settled(&imported.filings[0])], &mut failures);
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Names that are words of levels, values that are words of names, and rows without a name.
#[test]
fn rows_that_look_like_other_cells_come_back() {
    let rows = [
        ("产出指标", "数量指标", "发放人数", "≥300人"),
        ("产出指标", "时效指标", "补助资金发放时间", "每月10日前"),
        ("产出指标", "时效指标", "完成及时性", "及时"),
        ("产出指标", "时效指标", "资金拨付", "每季度末"),
        ("产出指标", "质量指标", "产出质量", "合格"),
        ("产出指标", "质量指标", "验收", "合格"),
        ("效益指标", "社会效益指标", "社会效益", "显著"),
        ("效益指标", "社会效益指标", "困难群众生活", "有保障"),
        ("效益指标", "可持续影响指标", "", "长期坚持"),
        ("满意度指标", "服务对象满意度指标", "服务对象满意度", "满意"),
    ];
    let text: String = rows
        .iter()
        .map(|(level1, level2, name, target)| {
            format!(
                "[[functions.indicators]]\nlevel1 = \"{level1}\"\nlevel2 = \"{level2}\"\nname = \"{name}\"\n\
                 target = \"{target}\"\n"
            )
        })
        .collect();
    let head = "format = 1\n[filing]\ntitle = \"项目支出绩效目标申报表\"\nscope = \"project\"\nstage = \"declared\"\n\
                year = 2026\n[department]\nname = \"清河市民政局\"\n[project]\nname = \"困难群众补助\"\n[[functions]]\n";
    let filing = format::read(&format!("{head}{text}")).filing.unwrap();
    assert_eq!(filing.n_indicators(), rows.len());
    let mut failures = String::new();
    check("rows like other cells", &[&filing], &mut failures);
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn several_filings_in_one_document_come_back() {
    let mut failures = String::new();
    for seed in 101..=110 {
        let mut generator = Generator::new(seed);
        let filings = [generator.filing(), generator.filing(), generator.filing()];
        check(&format!("seed {seed}"), &filings.iter().collect::<Vec<_>>(), &mut failures);
    }
    assert!(failures.is_empty(), "{failures}");
}

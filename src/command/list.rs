//! The lists that prompts offer: commands, remedies, findings. The screen shows them and the keys choose from them, so
//! both read this one.

use super::{Command, TABLE};
use crate::app::mend::{Remedy, is_usable};
use crate::app::seek::Target;
use crate::app::seek::terms::{LEVEL, Term, WORDS};
use crate::app::{PromptKind, State};
use crate::check::{Finding, Severity, rules};
use crate::look::Theme;
use crate::messages::{Lang, Message, Ui};
use crate::model::{Place, path, taxonomy};
use crate::text::fold::{fold_for_search, half_width};
use crate::text::fuzzy::Fuzzy;
use crate::text::search::Query;

/// At most so many findings are listed; typing narrows them down.
const MOST: usize = 1_000;

/// Rows that are looked through between two keys.
const MOST_LOOKED: usize = 5_000;

/// The command whose arguments the palette completes, as it is typed.
pub const THEME_COMMAND: &str = "theme";

/// What an entry of a list stands for.
#[derive(Clone, Copy, Debug)]
pub enum Pick {
    /// A command.
    Command(&'static Command),
    /// A command with what is to follow its name.
    Argument(&'static Command, &'static str),
    /// Something to do about the findings at the cursor.
    Remedy(Remedy),
    /// A finding of the filing, by number.
    Finding(usize),
    /// A loaded filing, by number.
    Filing(usize),
    /// An entry of a prompt about several rows, by number.
    Row(usize),
    /// Nothing by itself: what a step would change.
    Preview,
}

/// An entry of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// What it stands for.
    pub pick: Pick,
    /// A short name, keys or the place, and what it says.
    pub columns: [String; 3],
    /// How bad the finding is that it is about.
    pub severity: Option<Severity>,
    /// Why it cannot be done now.
    pub why_not: Option<Ui>,
}

/// The entries that a prompt offers for what has been typed.
pub fn listed(state: &State, kind: &PromptKind, typed: &str) -> Vec<Listed> {
    match kind {
        PromptKind::Palette => commands(state, typed),
        PromptKind::Menu => state.remedies().into_iter().filter_map(|it| remedy(state, it)).collect(),
        PromptKind::Findings => findings(state, typed),
        PromptKind::Filter => terms(state, typed),
        PromptKind::Rows(prompt) => super::rows::listed(state, prompt, typed),
        PromptKind::Jump => state.jump_targets().iter().map(|it| target(state, *it)).collect(),
        PromptKind::Compare { entry } => filings(state, *entry, typed),
        PromptKind::Search
        | PromptKind::SaveAs { .. }
        | PromptKind::Export { .. }
        | PromptKind::Letter { .. }
        | PromptKind::Reason { .. } => Vec::new(),
    }
}

/// What somebody looks for who opens the palette and types nothing: it stands first, so that arrows reach it.
const COMMON: [&str; 12] = [
    "save",
    "save-all",
    "undo",
    "next-finding",
    "search",
    "filter",
    "toggle-table",
    "show-budget",
    "export",
    "report",
    "help",
    "quit",
];

/// Commands: the one of that alias or name first, then those whose name or doc contains what is typed.
fn commands(state: &State, typed: &str) -> Vec<Listed> {
    if let Some((name, argument)) = typed.trim_start().split_once(' ')
        && let Some(command) = super::find(name).filter(|it| it.aliases.contains(&THEME_COMMAND))
    {
        return themes(state, command, argument.trim());
    }
    let typed = typed.split_whitespace().next().unwrap_or("");
    let query = Query::new(typed);
    let is_common = |it: &&Command| typed.is_empty() && COMMON.contains(&it.id);
    let is_named = |it: &&Command| it.aliases.contains(&typed) || it.id == typed || is_common(it);
    // Letters may spell the doc: who types them has no input method on.
    let mut fuzzy = Fuzzy::new(typed);
    // How well a command fits; what holds the very letters goes before what is spelled by them.
    let mut rank = |it: &'static Command| {
        let doc = state.say(it.doc);
        let is_literal = query.is_empty() || query.matches(it.id) || query.matches(doc);
        if is_literal { Some(i32::MAX) } else { fuzzy.score(&fold_for_search(doc)) }
    };
    let mut named: Vec<&'static Command> = TABLE.iter().filter(is_named).collect();
    named.sort_by_key(|it| COMMON.iter().position(|id| *id == it.id).filter(|_| typed.is_empty()));
    let others = TABLE.iter().filter(|it| !is_named(it));
    let mut others: Vec<_> = others.filter_map(|it| Some((rank(it)?, it))).collect();
    others.sort_by_key(|it| std::cmp::Reverse(it.0));
    named
        .into_iter()
        .chain(others.into_iter().map(|it| it.1))
        .map(|command| {
            let keys = super::keys_of(state, command.id);
            let keys: Vec<String> = keys.iter().map(|it| crate::keymap::label(it)).collect();
            Listed {
                pick: Pick::Command(command),
                columns: [command.id.to_owned(), keys.join("  "), state.say(command.doc).to_owned()],
                severity: None,
                why_not: (command.can)(state).err(),
            }
        })
        .collect()
}

/// The themes whose name or description holds what is typed, the one that is on marked.
fn themes(state: &State, command: &'static Command, typed: &str) -> Vec<Listed> {
    let query = Query::new(typed);
    let fits =
        |it: &Theme| query.is_empty() || query.matches(it.name()) || query.matches(state.say(it.doc()));
    let listed = |it: Theme| Listed {
        pick: Pick::Argument(command, it.name()),
        columns: [
            it.name().to_owned(),
            if it == state.look.theme { "✓".to_owned() } else { String::new() },
            state.say(it.doc()).to_owned(),
        ],
        severity: None,
        why_not: None,
    };
    Theme::ALL.into_iter().filter(fits).map(listed).collect()
}

/// The word of a filter that is being typed: what follows the last blank.
pub fn last_word(typed: &str) -> &str {
    typed.rsplit(char::is_whitespace).next().unwrap_or(typed)
}

/// Words of the filter's language that begin with, or whose description holds, the word being typed.
fn terms(state: &State, typed: &str) -> Vec<Listed> {
    let is_zh = state.lang == Lang::Zh;
    let word: String = last_word(typed).chars().map(half_width).collect();
    let word = word.trim_start_matches(['-', '!']).to_lowercase();
    let listed = |word: &str, kind: Ui, says: String| Listed {
        pick: Pick::Preview,
        columns: [word.to_owned(), state.say(kind).to_owned(), says],
        severity: None,
        why_not: None,
    };
    if let Some(prefix) = LEVEL.iter().find(|it| word.starts_with(**it)) {
        let query = Query::new(word.strip_prefix(prefix).unwrap_or_default());
        return levels(state)
            .iter()
            .filter(|it| query.is_empty() || query.matches(it))
            .map(|it| listed(&format!("{prefix}{it}"), Ui::TermLevel, String::new()))
            .collect();
    }
    let begins = |names: &[&str]| names.iter().any(|it| it.starts_with(&word));
    let mut all: Vec<Listed> = Vec::new();
    for (names, term) in WORDS.iter().filter(|it| begins(it.0)) {
        let kind = match term {
            Term::Doubt => Ui::TermDoubt,
            Term::Edited => Ui::TermEdited,
            _ => Ui::TermSeverity,
        };
        let name = if is_zh { names.first() } else { names.get(1) };
        all.push(listed(name.copied().unwrap_or_default(), kind, String::new()));
    }
    if begins(LEVEL) {
        let name = if is_zh { LEVEL.first() } else { LEVEL.last() };
        all.push(listed(name.copied().unwrap_or_default(), Ui::TermLevel, String::new()));
    }
    let query = Query::new(&word);
    let rules = rules::ALL.iter().filter(|it| {
        let code = it.code.to_lowercase();
        !query.is_empty() && (code.starts_with(&word) || query.matches(state.say(it.title)))
    });
    all.extend(rules.map(|it| listed(it.code, Ui::TermRule, state.say(it.title).to_owned())));
    all
}

/// The levels that the loaded filings have, in form order; of more filings than can be looked through between two keys,
/// those of the standard.
fn levels(state: &State) -> Vec<String> {
    if state.n_indicators() > MOST_LOOKED {
        let level1 = taxonomy::LEVEL1.iter().map(|it| it.1);
        return level1.chain(taxonomy::LEVEL2.iter().map(|it| it.name)).map(str::to_owned).collect();
    }
    let mut found: [Vec<String>; 2] = Default::default();
    for filing in state.entries.iter().map(crate::app::Entry::filing_once) {
        for row in filing.functions.iter().flat_map(|it| &it.indicators) {
            for (names, name) in found.iter_mut().zip([&row.level1, &row.level2]) {
                // A blank would end the word in the filter.
                if !name.is_empty() && !name.contains(char::is_whitespace) && !names.contains(name) {
                    names.push(name.clone());
                }
            }
        }
    }
    found.concat()
}

/// A row that the fuzzy jump found; the screen shows more of it.
fn target(state: &State, target: Target) -> Listed {
    Listed {
        pick: Pick::Preview,
        columns: [state.target_name(target).unwrap_or_default(), String::new(), String::new()],
        severity: None,
        why_not: None,
    }
}

fn remedy(state: &State, remedy: Remedy) -> Option<Listed> {
    let here = state.findings_here();
    let of_rule = |rule: &str| here.iter().find(|it| it.rule.code == rule).copied();
    let (finding, what, says) = match remedy {
        Remedy::Fix(idx) => {
            let finding = *here.get(idx)?;
            let fix = finding.fix.as_ref()?;
            let changes: Vec<String> =
                state.replacements(finding.at, fix).iter().map(|it| it.shown(state.lang)).collect();
            let safety = if fix.safety == crate::check::Safety::Safe { Ui::FixSafe } else { Ui::FixUnsafe };
            (
                finding,
                state.say(safety).to_owned(),
                // What becomes of the text first: on a narrow screen the rest is cut.
                format!("{}  {}", changes.join("；"), fix.title.render(state.lang)),
            )
        }
        Remedy::FixAll(rule) => {
            let n = n_cells(&state.alike(rule)).to_string();
            (of_rule(rule)?, Message::new(Ui::FixAllAlike, [("n", n)]).render(state.lang), String::new())
        }
        Remedy::Accept(rule) => {
            let finding = of_rule(rule)?;
            (finding, state.say(Ui::AcceptWithReason).to_owned(), finding.message.render(state.lang))
        }
    };
    Some(Listed {
        pick: Pick::Remedy(remedy),
        columns: [finding.rule.code.to_owned(), what, says],
        severity: Some(finding.severity),
        why_not: None,
    })
}

/// The filing's findings that contain every typed word in their code, name, severity, message or place.
fn findings(state: &State, typed: &str) -> Vec<Listed> {
    let Some(entry) = state.entry() else { return Vec::new() };
    let mut words: Vec<Fuzzy> = typed.split_whitespace().map(Fuzzy::new).collect();
    let listed = |(idx, finding): (usize, &Finding)| {
        let severity = state.say(severity_word(finding.severity));
        let says = finding.message.render(state.lang);
        let place = place_name(entry.filing(), finding.at);
        let fixable = if is_usable(finding) { state.say(Ui::Fixable) } else { "" };
        let texts = [finding.rule.code, finding.rule.name, severity, &says, &place, fixable];
        let fits = |word: &mut Fuzzy| texts.iter().any(|it| word.score(&fold_for_search(it)).is_some());
        words.iter_mut().all(fits).then(|| Listed {
            pick: Pick::Finding(idx),
            columns: [finding.rule.code.to_owned(), place, says],
            severity: Some(finding.severity),
            why_not: None,
        })
    };
    entry.findings().iter().enumerate().filter_map(listed).take(MOST).collect()
}

/// The other filings, those of the same department first.
fn filings(state: &State, own: usize, typed: &str) -> Vec<Listed> {
    let words: Vec<Query> = typed.split_whitespace().map(Query::new).collect();
    let department = state.entries.get(own).map_or("", crate::app::Entry::department);
    let listed = |(idx, entry): (usize, &crate::app::Entry)| {
        let name = crate::app::board::sides::name(state, idx);
        let file = entry.file_name().to_owned();
        let fits = words.iter().all(|word| word.matches(&name) || word.matches(&file));
        (idx != own && fits).then(|| Listed {
            pick: Pick::Filing(idx),
            columns: [name, String::new(), file],
            severity: None,
            why_not: None,
        })
    };
    let (same, rest): (Vec<_>, Vec<_>) =
        state.entries.iter().enumerate().partition(|(_, it)| it.department() == department);
    same.into_iter().chain(rest).filter_map(listed).take(MOST).collect()
}

/// How many cells and rows the fixes of these findings touch.
fn n_cells(findings: &[&Finding]) -> usize {
    let of = |it: &&Finding| it.fix.as_ref().map_or(0, |fix| fix.edits.len() + usize::from(fix.removes));
    findings.iter().map(of).sum()
}

fn place_name(filing: &crate::model::Filing, at: Place) -> String {
    match at {
        Place::Filing => filing.department.name.clone(),
        Place::Indicator(function, idx) => {
            filing.indicator(function, idx).map_or_else(String::new, |it| it.name.clone())
        }
        Place::BudgetLine(_) | Place::Function(_) => path::node_path(filing, at),
    }
}

const fn severity_word(severity: Severity) -> Ui {
    match severity {
        Severity::Error => Ui::CountErrors,
        Severity::Warning => Ui::CountWarnings,
        Severity::Info => Ui::CountInfos,
    }
}

//! One configuration file → a layer: what it asks for, each word with its place, the names in it not yet resolved
//! (rules may be defined in another layer).

use super::own::Own;
use super::reader::{Key, Reader, Value};
use super::{ConfigProblem, File, Place, Screen};
use crate::check::Severity;
use crate::check::thresholds::{TABLE, Threshold};
use crate::look::Theme;
use crate::messages::{Message, Problem};
use crate::model::taxonomy;
use crate::text::similar;
use toml::de::{DeTable, DeValue};

/// A word that chooses rules: a code, a family, a name or `ALL`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// The word.
    pub word: String,
    /// Where it stands.
    pub place: Place,
}

/// What one file, or the command line, asks for.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// Only these rules; `None` where nothing is said.
    pub select: Option<Vec<Selector>>,
    /// Not these rules.
    pub ignore: Vec<Selector>,
    /// Severities; `None` is off.
    pub severity: Vec<(Selector, Option<Severity>)>,
    /// Thresholds.
    pub thresholds: Vec<(Threshold, u32)>,
    /// Extra units.
    pub units: Vec<String>,
    /// Extra qualitative words.
    pub qualitative: Vec<String>,
    /// Other names of level 1: reduced name → canonical name.
    pub level1: Vec<(String, String)>,
    /// Other names of level 2, likewise.
    pub level2: Vec<(String, String)>,
    /// Rules of one's own.
    pub own: Vec<Own>,
    /// The terminal.
    pub screen: Screen,
    /// The theme of the workbench.
    pub theme: Option<Theme>,
    /// Whether the mouse is taken; `None`: unless the program runs on another machine.
    pub mouse: Option<bool>,
}

const UI: [&str; 2] = ["theme", "mouse"];
const SECTIONS: [&str; 4] = ["check", "words", "rule", "ui"];
const CHECK: [&str; 4] = ["select", "ignore", "severity", "thresholds"];
const WORDS: [&str; 4] = ["units", "qualitative", "level1", "level2"];
/// The words of severities in configurations.
pub const SEVERITIES: [(&str, Option<Severity>); 4] = [
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("info", Some(Severity::Info)),
    ("off", None),
];

/// Errors in the writing of a file that are told: a text with more is no TOML at all.
const MOST_TOLD: usize = 100;

impl Layer {
    /// Reads a file. What could not be understood is left out of the layer and reported.
    pub fn read(file: File<'_>) -> (Self, Vec<ConfigProblem>) {
        // Windows' own editor puts a mark at the start of a file.
        let file = File { text: file.text.trim_start_matches('\u{feff}'), ..file };
        let (root, errors) = DeTable::parse_recoverable(file.text);
        let mut reader = Reader::of(file);
        for error in errors.iter().take(MOST_TOLD) {
            let detail = error.message().to_owned();
            reader.report(
                &error.span().unwrap_or_default(),
                Message::new(Problem::ConfigSyntax, [("detail", detail)]),
            );
        }
        let mut layer = Self::default();
        // A text that is no TOML has no keys to be trusted.
        if errors.is_empty() {
            layer.root(&mut reader, root.get_ref());
        }
        (layer, reader.problems)
    }

    /// The layer of the command line.
    pub fn of_arguments(select: &[String], ignore: &[String]) -> Self {
        let selector = |it: &String| Selector { word: it.trim().to_owned(), place: Place::default() };
        Self {
            select: (!select.is_empty()).then(|| select.iter().map(selector).collect()),
            ignore: ignore.iter().map(selector).collect(),
            ..Self::default()
        }
    }

    fn root(&mut self, reader: &mut Reader<'_>, root: &DeTable<'_>) {
        for (key, value) in root {
            match key.get_ref().as_ref() {
                "check" => self.check(reader, key, value),
                "words" => self.words(reader, key, value),
                "rule" => self.own.extend(Own::read_all(reader, key, value)),
                "ui" => self.ui(reader, key, value),
                _ => reader.unknown(key, SECTIONS),
            }
        }
    }

    fn check(&mut self, reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) {
        let Some(table) = reader.table(key, value) else { return };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "select" => self.select = Some(selectors(reader, key, value)),
                "ignore" => self.ignore = selectors(reader, key, value),
                "severity" => self.severity(reader, key, value),
                "thresholds" => self.thresholds(reader, key, value),
                _ => reader.unknown(key, CHECK),
            }
        }
    }

    fn ui(&mut self, reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) {
        let Some(table) = reader.table(key, value) else { return };
        for (key, value) in table {
            if self.screen.take(reader, key, value) {
                continue;
            }
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("theme", _) => self.theme = theme(reader, key, value),
                ("mouse", DeValue::Boolean(it)) => self.mouse = Some(*it),
                ("mouse", DeValue::String(it)) if it == "auto" => self.mouse = None,
                ("mouse", _) => reader.expected(key, value, Problem::ConfigMouse),
                _ => reader.unknown(key, Screen::KEYS.into_iter().chain(UI)),
            }
        }
    }

    fn severity(&mut self, reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) {
        let Some(table) = reader.table(key, value) else { return };
        for (key, value) in table {
            let Some(severity) = severity_of(reader, key, value) else { continue };
            let selector = Selector { word: key.get_ref().to_string(), place: reader.place(&key.span()) };
            self.severity.push((selector, severity));
        }
    }

    fn thresholds(&mut self, reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) {
        let Some(table) = reader.table(key, value) else { return };
        for (key, value) in table {
            let Some(entry) = TABLE.iter().find(|it| it.key == key.get_ref().as_ref()) else {
                reader.unknown(key, TABLE.iter().map(|it| it.key));
                continue;
            };
            let number = value.get_ref().as_integer().and_then(|it| it.as_str().parse::<u32>().ok());
            match number.filter(|it| *it <= entry.max) {
                Some(number) => self.thresholds.push((entry.id, number)),
                None => {
                    let args = [("key", entry.key.to_owned()), ("max", entry.max.to_string())];
                    reader.report(&value.span(), Message::new(Problem::ConfigNumber, args));
                }
            }
        }
    }

    fn words(&mut self, reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) {
        let Some(table) = reader.table(key, value) else { return };
        for (key, value) in table {
            let mut plain = || reader.texts(key, value, false).into_iter().map(|(it, _)| it).collect();
            match key.get_ref().as_ref() {
                "units" => self.units = plain(),
                "qualitative" => self.qualitative = plain(),
                "level1" => {
                    let canonical = |label: &str| taxonomy::level1(label).map(taxonomy::level1_name);
                    let known: Vec<_> = taxonomy::LEVEL1.iter().map(|(_, name, _)| *name).collect();
                    self.level1 = synonyms(reader, key, value, canonical, &known);
                }
                "level2" => {
                    let canonical = |label: &str| taxonomy::level2(label).map(|it| it.name);
                    let known: Vec<_> = taxonomy::LEVEL2.iter().map(|it| it.name).collect();
                    self.level2 = synonyms(reader, key, value, canonical, &known);
                }
                _ => reader.unknown(key, WORDS),
            }
        }
    }
}

fn theme(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) -> Option<Theme> {
    let word = reader.text(key, value)?;
    let theme = Theme::named(&word);
    if theme.is_none() {
        let names = Theme::ALL.map(Theme::name);
        let word = ("word", word);
        let message = match similar::closest(&word.1, names) {
            Some(near) => Message::new(Problem::ConfigThemeNear, [word, ("near", near.to_owned())]),
            None => Message::new(Problem::ConfigTheme, [word, ("words", names.join("、"))]),
        };
        reader.report(&value.span(), message);
    }
    theme
}

fn selectors(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) -> Vec<Selector> {
    reader.texts(key, value, false).into_iter().map(|(word, place)| Selector { word, place }).collect()
}

/// A severity's word; `Some(None)` is off.
pub fn severity_of(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) -> Option<Option<Severity>> {
    let word = value.get_ref().as_str().unwrap_or_default();
    let known = SEVERITIES.iter().find(|(it, _)| *it == word);
    if known.is_none() {
        let args = [("key", key.get_ref().to_string())];
        reader.report(&value.span(), Message::new(Problem::ConfigSeverity, args));
    }
    known.map(|(_, severity)| *severity)
}

/// `{ "数量指标" = ["工作量"] }` → 工作量 means 数量指标.
fn synonyms(
    reader: &mut Reader<'_>,
    key: &Key<'_>,
    value: &Value<'_>,
    canonical: impl Fn(&str) -> Option<&'static str>,
    known: &[&'static str],
) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let Some(table) = reader.table(key, value) else { return found };
    for (key, value) in table {
        match canonical(key.get_ref().as_ref()) {
            Some(name) => {
                let words = reader.texts(key, value, false);
                found.extend(words.into_iter().map(|(it, _)| (taxonomy::reduce(&it), name.to_owned())));
            }
            None => reader.unknown(key, known.iter().copied()),
        }
    }
    found
}

//! The baseline: findings that were there on a day and are not to be reported again.
//!
//! A finding is known by its filing (department, project, year), its rule, the path of its node or field and the text
//! there, never by lines or file names, so that it stays known when rows above it change or the file is renamed. Equal
//! findings are counted. Invariant: taking a filing's own baseline off its findings leaves none.
//!
//! The file is JSON, one finding a line, sorted: `{"version":1,"findings":[{"filing":…,"rule":…,"at":…,"value":…,
//! "count":1}]}`.

use super::finding::Finding;
use crate::model::Filing;
use crate::model::path::Paths;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The version of the file.
const VERSION: u32 = 1;

/// What a finding is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Department, project and year.
    pub filing: String,
    /// The rule's code.
    pub rule: String,
    /// The path of the node or field.
    pub at: String,
    /// The text there.
    pub value: String,
}

/// Known findings with how many there are of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Fingerprint, usize>,
}

/// What taking the baseline off some findings gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Findings that are known and not reported.
    pub known: usize,
    /// Known findings of the checked filings that are no longer there.
    pub stale: usize,
}

#[derive(Deserialize)]
struct File {
    version: u32,
    findings: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(flatten)]
    fingerprint: Fingerprint,
    count: usize,
}

impl Baseline {
    /// Adds the findings of a filing.
    pub fn add<'a>(&mut self, filing: &Filing, findings: impl IntoIterator<Item = &'a Finding>) {
        for it in fingerprints(filing, findings) {
            *self.counts.entry(it).or_default() += 1;
        }
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.counts.values().sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The file's text.
    pub fn write(&self) -> String {
        let lines = self.counts.iter().map(|(fingerprint, count)| {
            let line = Line { fingerprint: fingerprint.clone(), count: *count };
            // Texts and a number can always be written.
            serde_json::to_string(&line).unwrap_or_default()
        });
        let lines: Vec<String> = lines.collect();
        let between = if lines.is_empty() { "" } else { "\n" };
        format!("{{\"version\":{VERSION},\"findings\":[{between}{}{between}]}}\n", lines.join(",\n"))
    }

    /// Reads a file's text; `None` when it is no baseline of a version that is known.
    pub fn read(text: &str) -> Option<Self> {
        let file: File = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
        if file.version != VERSION {
            return None;
        }
        let mut baseline = Self::default();
        for line in file.findings {
            *baseline.counts.entry(line.fingerprint).or_default() += line.count;
        }
        Some(baseline)
    }
}

/// A baseline in use: what is left of it to be found, filing by filing.
#[derive(Clone, Debug)]
pub struct Remaining {
    left: BTreeMap<Fingerprint, usize>,
    filings: BTreeSet<String>,
    n_known: usize,
}

impl Remaining {
    /// A baseline of which nothing was found yet.
    pub fn of(baseline: &Baseline) -> Self {
        Self { left: baseline.counts.clone(), filings: BTreeSet::new(), n_known: 0 }
    }

    /// For each finding, whether the baseline knows it; of equal ones the first so many.
    pub fn take<'a>(
        &mut self,
        filing: &Filing,
        findings: impl IntoIterator<Item = &'a Finding>,
    ) -> Vec<bool> {
        self.filings.insert(identity(filing));
        let known: Vec<bool> = fingerprints(filing, findings)
            .map(|it| match self.left.get_mut(&it).filter(|it| **it > 0) {
                Some(count) => {
                    *count -= 1;
                    true
                }
                None => false,
            })
            .collect();
        self.n_known += known.iter().filter(|it| **it).count();
        known
    }

    /// The tally. What belongs to filings that were not checked is not stale.
    pub fn taken(&self) -> Taken {
        let stale =
            self.left.iter().filter(|(it, _)| self.filings.contains(&it.filing)).map(|(_, n)| n).sum();
        Taken { known: self.n_known, stale }
    }
}

/// What the findings of a filing are known by.
pub fn fingerprints<'a>(
    filing: &Filing,
    findings: impl IntoIterator<Item = &'a Finding>,
) -> impl Iterator<Item = Fingerprint> {
    let paths = Paths::of(filing);
    let name = identity(filing);
    findings.into_iter().map(move |it| Fingerprint {
        filing: name.clone(),
        rule: it.rule.code.to_owned(),
        at: match &it.field {
            Some(field) => paths.field(it.at, field),
            None => paths.node(it.at).to_owned(),
        },
        value: it.value.clone(),
    })
}

fn identity(filing: &Filing) -> String {
    let year = filing.year.map(|it| it.to_string()).unwrap_or_default();
    let parts = [filing.department.name.trim(), filing.project.name.trim(), &year];
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Baseline, Remaining, Taken};
    use crate::check::check;
    use crate::check::testing::filing;
    use crate::model::{Field, Filing, Place};

    fn two() -> Filing {
        let mut filing = filing("道路保洁覆盖率", "≥100%");
        filing.department.name = "青禾县城管局".to_owned();
        let row = filing.functions[0].indicators[0].clone();
        filing.functions[0].indicators.push(row);
        filing
    }

    fn baseline(filing: &Filing) -> Baseline {
        let mut baseline = Baseline::default();
        baseline.add(filing, &check(filing));
        baseline
    }

    fn take(baseline: &Baseline, filing: &Filing) -> (Vec<&'static str>, Taken) {
        let findings = check(filing);
        let mut remaining = Remaining::of(baseline);
        let known = remaining.take(filing, &findings);
        let left = findings.iter().zip(known).filter(|(_, known)| !known).map(|(it, _)| it.rule.code);
        (left.collect(), remaining.taken())
    }

    #[test]
    fn what_is_written_is_read_and_covers_itself() {
        let filing = two();
        let written = baseline(&filing).write();
        let read = Baseline::read(&written).unwrap();
        assert_eq!(read, baseline(&filing));
        let (left, taken) = take(&read, &filing);
        assert_eq!((left, taken.stale), (vec![], 0));
        assert_eq!(taken.known, read.len());
        assert!(
            written.contains(r#""at":"/产出指标/数量指标/道路保洁覆盖率:target","value":"≥100%""#),
            "{written}"
        );
        assert_eq!(Baseline::read(&Baseline::default().write()), Some(Baseline::default()));
        for bad in ["", "[]", r#"{"version":2,"findings":[]}"#, r#"{"version":1}"#] {
            assert_eq!(Baseline::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_new_finding_is_told_and_a_mended_one_is_stale() {
        let old = two();
        let known = baseline(&old);
        // Rows that move stay known; another value does not.
        let mut moved = old.clone();
        moved.title = "部门整体支出绩效目标申报表".to_owned();
        assert!(take(&known, &moved).0.is_empty());
        let mut changed = old.clone();
        changed.set(Place::Indicator(0, 1), &Field::Target, ">100%").unwrap();
        let (left, taken) = take(&known, &changed);
        assert!(left.contains(&"V07") && !left.contains(&"V06"), "{left:?}");
        assert!(taken.stale > 0);
        // Another filing's entries are not stale.
        let mut other = old;
        other.department.name = "青禾县水务局".to_owned();
        let (left, taken) = take(&known, &other);
        assert!(left.contains(&"V06"));
        assert_eq!(taken, Taken { known: 0, stale: 0 });
    }

    #[test]
    fn equal_findings_are_counted() {
        let mut one = two();
        one.functions[0].indicators.truncate(1);
        one.functions[0].indicators[0].line = None;
        let mut twice = Baseline::default();
        twice.add(&one, &check(&one));
        let n_once = twice.len();
        twice.add(&one, &check(&one));
        assert_eq!(twice.len(), 2 * n_once);
        let mut remaining = Remaining::of(&twice);
        for expected in [true, true, false] {
            let known = remaining.take(&one, &check(&one));
            assert!(known.iter().all(|it| *it == expected), "{known:?}");
        }
    }
}

//! How well an import fits the truth: rows as sets, doubts, money.

use super::form::{Form, TrueRow};
use std::collections::BTreeMap;
use tianbao::model::{Filing, Indicator};

/// Counts over any number of filings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub n_true: usize,
    pub n_found: usize,
    /// Rows whose level 1, level 2, name and target are right.
    pub n_full: usize,
    /// Rows whose name and target are right.
    pub n_pair: usize,
    pub n_wrong: usize,
    pub n_wrong_doubted: usize,
    pub n_right_doubted: usize,
    pub n_money: usize,
    pub n_money_right: usize,
}

impl Score {
    pub fn add(&mut self, other: &Self) {
        self.n_true += other.n_true;
        self.n_found += other.n_found;
        self.n_full += other.n_full;
        self.n_pair += other.n_pair;
        self.n_wrong += other.n_wrong;
        self.n_wrong_doubted += other.n_wrong_doubted;
        self.n_right_doubted += other.n_right_doubted;
        self.n_money += other.n_money;
        self.n_money_right += other.n_money_right;
    }

    /// F1 of (level 1, level 2, name, target).
    pub fn full(&self) -> f64 {
        share(2 * self.n_full, self.n_true + self.n_found)
    }

    /// F1 of (name, target).
    pub fn pair(&self) -> f64 {
        share(2 * self.n_pair, self.n_true + self.n_found)
    }

    /// Wrong rows that carry a doubt.
    pub fn doubted(&self) -> f64 {
        share(self.n_wrong_doubted, self.n_wrong)
    }

    /// Right rows that carry one.
    pub fn disturbed(&self) -> f64 {
        share(self.n_right_doubted, self.n_full)
    }

    /// Amounts that are right.
    pub fn money(&self) -> f64 {
        share(self.n_money_right, self.n_money)
    }
}

/// A share; of nothing all is right.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Takes one of a key, if there is one left.
fn take<K: Ord>(left: &mut BTreeMap<K, usize>, key: &K) -> bool {
    match left.get_mut(key) {
        Some(n) if *n > 0 => {
            *n -= 1;
            true
        }
        _ => false,
    }
}

fn counted<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_insert(0) += 1;
    }
    counts
}

/// What a comparison has to tell beyond its counts.
#[derive(Default)]
pub struct Details {
    /// Wrong rows, lost rows, wrong amounts.
    pub faults: Vec<String>,
    /// Every sentence of doubt, and whether its row is right.
    pub doubts: Vec<(String, bool)>,
    /// Wrong rows without a doubt, and right rows with one.
    pub dishonest: Vec<String>,
}

impl Details {
    fn row(&mut self, form: &Form, row: &TrueRow, found: &Indicator, is_right: bool) {
        self.doubts
            .extend(found.doubt.split('；').filter(|it| !it.is_empty()).map(|it| (it.to_owned(), is_right)));
        let line = found.line.unwrap_or(0);
        if is_right && !found.doubt.is_empty() {
            self.dishonest.push(format!(
                "  right, doubted: line {line} {} / {} / {} / {}: {}",
                row.level1, row.level2, row.name, row.target, found.doubt
            ));
        } else if !is_right && found.doubt.is_empty() {
            let meant = form.rows.iter().min_by_key(|it| {
                usize::from(it.name != row.name) * 4
                    + usize::from(it.target != row.target) * 2
                    + usize::from(it.level1 != row.level1)
                    + usize::from(it.level2 != row.level2)
            });
            let pairs = meant.map(|it| {
                [
                    ("level 1", &row.level1, &it.level1),
                    ("level 2", &row.level2, &it.level2),
                    ("name", &row.name, &it.name),
                    ("target", &row.target, &it.target),
                    ("half", &row.half, &it.half),
                ]
            });
            let differs: Vec<String> = pairs
                .into_iter()
                .flatten()
                .filter(|it| it.1 != it.2)
                .map(|(what, found, meant)| format!("{what} {found:?} for {meant:?}"))
                .collect();
            self.dishonest.push(format!(
                "  wrong, not doubted: line {line} {} {}: {}",
                row.name,
                row.target,
                differs.join(", ")
            ));
        }
    }
}

/// Compares what was imported with the truth.
pub fn score(form: &Form, filings: &[Filing], details: &mut Details) -> Score {
    let found: Vec<&Indicator> = filings.iter().flat_map(|it| it.indicators().map(|it| it.2)).collect();
    let full = |it: &TrueRow| {
        (it.level1.clone(), it.level2.clone(), it.name.clone(), it.target.clone(), it.half.clone())
    };
    let pair = |it: &TrueRow| (it.name.clone(), it.target.clone(), it.half.clone());
    let mut left_full = counted(form.rows.iter().map(full));
    let mut left_pair = counted(form.rows.iter().map(pair));
    let mut score = Score { n_true: form.rows.len(), n_found: found.len(), ..Score::default() };
    for it in &found {
        let row = TrueRow {
            level1: it.level1.clone(),
            level2: it.level2.clone(),
            name: it.name.clone(),
            target: it.target.clone(),
            half: it.target_half.clone(),
        };
        let is_doubted = !it.doubt.is_empty();
        score.n_pair += usize::from(take(&mut left_pair, &pair(&row)));
        let is_right = take(&mut left_full, &full(&row));
        details.row(form, &row, it, is_right);
        if is_right {
            score.n_full += 1;
            score.n_right_doubted += usize::from(is_doubted);
        } else {
            score.n_wrong += 1;
            score.n_wrong_doubted += usize::from(is_doubted);
            details.faults.push(format!("  found {:?} {row:?} {}", it.line, it.doubt));
        }
    }
    for (key, _) in left_full.iter().filter(|it| *it.1 > 0) {
        details.faults.push(format!("  lost  {key:?}"));
    }
    money(form, filings, &mut score, details);
    score
}

fn money(form: &Form, filings: &[Filing], score: &mut Score, details: &mut Details) {
    let lines = filings.iter().flat_map(|it| &it.budget.lines).map(|it| (&it.name, &it.amounts));
    let tasks = filings.iter().flat_map(|it| &it.functions).map(|it| (&it.name, &it.amounts));
    let cells = lines.chain(tasks).flat_map(|(name, amounts)| {
        amounts.0.iter().map(|it| (name.clone(), it.1.text().to_owned())).collect::<Vec<_>>()
    });
    let mut left = counted(cells);
    score.n_money += form.money.len();
    for key in &form.money {
        if take(&mut left, key) {
            score.n_money_right += 1;
        } else {
            details.faults.push(format!("  money {key:?}"));
        }
    }
}

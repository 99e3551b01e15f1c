//! Names that look torn: cut in the middle of a word, or joined to a piece of another text.
//!
//! Judges names by their looks and by the other names of the table. Invariant: only doubts are added, and the work is
//! linear in the text.

use super::doubt::Doubt;
use super::join;
use super::measure;
use super::raw::{LabelKind, RawRow};
use std::collections::HashMap;

/// What a name does not begin with.
const BAD_STARTS: &[char] =
    &['）', ')', '，', ',', '、', '。', '；', ';', '%', '％', '”', '：', '》', '及', '与', '和', '的'];
/// What a name does not end with.
const BAD_ENDS: &[char] = &['，', '、', '（', '(', '“', '：', '《', '的', '和', '与', '及', '对'];
/// Explanations begin so, names do not.
const EXPLAINS: &[&str] = &["反映", "衡量", "用以", "用于考核"];
/// What is measured stands at the end of a name: further on there is another name.
const MEASURES: &[&str] = &["率", "满意度", "及时性", "规范性", "合规性", "健全性"];
/// So many characters after a measure begin another name.
const TAIL_OF_ANOTHER: usize = 7;
/// What compares a value.
const SIGNS: &[char] = &['≥', '≤', '＞', '＜', '>', '<', '＝', '='];
/// What other columns say about a value.
const VALUE_WORDS: [&str; 4] = ["定量", "定性", "正向", "反向"];
/// Where one row in so many looks torn, no name of the table is certain.
const SHAKY: usize = 9;

/// Doubts what looks torn. In tables without cells words are torn where lines end, so there all names are compared.
pub fn doubt(rows: &mut [RawRow], has_cells: bool) {
    let names: Vec<String> = rows.iter().map(|it| join::bare(&it.name)).collect();
    let seen = Seen::of(&names);
    // Where no label says 指标, 数量 is a label like the others.
    let are_short = !rows.iter().any(|it| it.level2.as_ref().is_some_and(|it| it.text.ends_with("指标")));
    let mut n_torn = 0;
    for (row, name) in rows.iter_mut().zip(&names).filter(|it| !it.1.is_empty()) {
        if is_running(row, name) {
            row.doubt(Doubt::NameByOrder);
            n_torn += 1;
        } else if is_broken(name)
            || (!has_cells
                && (is_joined(name)
                    || is_part_of_value(name)
                    || seen.is_torn(name)
                    || (!are_short && lost_its_end(row, name))))
        {
            row.doubt(Doubt::NameCut);
            n_torn += 1;
        } else if !has_cells && is_cut_value(&row.target) {
            row.doubt(Doubt::TargetByPlace);
            n_torn += 1;
        }
    }
    if !has_cells && rows.len() < n_torn * SHAKY {
        for row in rows.iter_mut().filter(|it| it.is_indicator()) {
            row.doubt(Doubt::NameByOrder);
        }
    }
}

/// Running text taken for a row: the label of a level where the name belongs, 产出指标：, or one before a colon in the value.
fn is_running(row: &RawRow, name: &str) -> bool {
    let is_label = |it: &str| LabelKind::of(it).is_label() && it.ends_with("指标");
    let label = name.trim_end_matches([':', '：']);
    let in_target = row.target.split(['：', ':']).rev().skip(1);
    (label.len() < name.len() && is_label(label)) || in_target.into_iter().any(|it| is_label(join::trim(it)))
}

/// Marks without their partners, or where none can stand.
fn is_broken(name: &str) -> bool {
    let is_odd = |open: &[char], close: &[char]| name.matches(open).count() != name.matches(close).count();
    is_odd(&['('], &[')'])
        || is_odd(&['“'], &['”'])
        || is_odd(&['《'], &['》'])
        || name.starts_with(BAD_STARTS)
        || name.ends_with(BAD_ENDS)
}

/// Whether the label before a name could be its end: 数量, above a name that does not say what is measured. Labels such
/// as 社会效益 end no names.
fn lost_its_end(row: &RawRow, name: &str) -> bool {
    let is_end = |it: &str| matches!(it, "数量" | "质量" | "成本");
    row.level2.as_ref().is_some_and(|it| is_end(&it.text)) && !measure::ends(name)
}

/// An explanation, or the end of another name, before the name.
fn is_joined(name: &str) -> bool {
    let explains = EXPLAINS.iter().any(|it| name.find(it).is_some_and(|at| at < 12 && 30 < name.len()));
    let goes_on = |it: &str| {
        name.find(it).is_some_and(|at| {
            TAIL_OF_ANOTHER <= name.get(at + it.len()..).unwrap_or_default().chars().count()
        })
    };
    let ends = MEASURES.iter().any(|it| name.ends_with(it));
    explains || (ends && MEASURES.iter().any(|it| goes_on(it)))
}

/// A value, or a piece of one, where the name should stand: a sign, a number, 定量 of the column beside it.
fn is_part_of_value(name: &str) -> bool {
    let has_sign = name.contains(SIGNS);
    let is_short = name.chars().count() < 2 || name == "指标";
    has_sign
        || is_short
        || name.ends_with(|it: char| it.is_ascii_digit())
        || VALUE_WORDS.iter().any(|it| name.ends_with(it))
}

/// A value that stops in its middle: a sign without a number, a month without 月.
fn is_cut_value(target: &str) -> bool {
    let bare = join::bare(target);
    let stem = bare.trim_end_matches(|it: char| it.is_ascii_digit());
    let is_month = stem.len() < bare.len() && stem.ends_with('年');
    is_month || bare.ends_with(SIGNS) || bare.ends_with([':', '：'])
}

type Pair = (char, char);

/// The characters beside a pair, where it stands inside of names.
#[derive(Default)]
struct Beside {
    n: usize,
    only: Option<char>,
    is_mixed: bool,
}

impl Beside {
    fn add(&mut self, it: char) {
        self.n += 1;
        self.is_mixed |= self.only.is_some_and(|only| only != it);
        self.only = Some(it);
    }

    /// Whether the pair is always beside the same character: the three are a word.
    const fn is_word(&self) -> bool {
        2 < self.n && !self.is_mixed
    }
}

/// Which pairs of characters begin and end the names of a table, and what stands before and after them elsewhere.
#[derive(Default)]
struct Seen {
    starts: HashMap<Pair, usize>,
    ends: HashMap<Pair, usize>,
    before: HashMap<Pair, Beside>,
    after: HashMap<Pair, Beside>,
}

fn first(name: &str) -> Option<Pair> {
    name.chars().zip(name.chars().skip(1)).next()
}

fn last(name: &str) -> Option<Pair> {
    let mut chars = name.chars().rev();
    let right = chars.next()?;
    Some((chars.next()?, right))
}

impl Seen {
    fn of(names: &[String]) -> Self {
        let mut seen = Self::default();
        for name in names {
            for (counts, pair) in [(&mut seen.starts, first(name)), (&mut seen.ends, last(name))] {
                if let Some(pair) = pair {
                    *counts.entry(pair).or_insert(0) += 1;
                }
            }
            let chars: Vec<char> = name.chars().collect();
            for three in chars.windows(3) {
                let [left, middle, right] = three else { continue };
                seen.before.entry((*middle, *right)).or_default().add(*left);
                seen.after.entry((*left, *middle)).or_default().add(*right);
            }
        }
        seen
    }

    /// Whether a name begins or ends in the middle of what is a word in several other names.
    fn is_torn(&self, name: &str) -> bool {
        let torn = |counts: &HashMap<Pair, usize>, beside: &HashMap<Pair, Beside>, pair: Option<Pair>| {
            pair.is_some_and(|it| counts.get(&it) == Some(&1) && beside.get(&it).is_some_and(Beside::is_word))
        };
        torn(&self.starts, &self.before, first(name)) || torn(&self.ends, &self.after, last(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::raw::Label;

    #[test]
    fn torn_names_are_doubted_and_whole_ones_are_not() {
        let names = [
            "灌渠清淤（一期）合格率",
            "灌渠清淤条数",
            "大灌渠清淤合格率",
            "灌渠清",
            "清淤条数（二期",
            "灌渠清淤和",
        ];
        let mut rows: Vec<RawRow> =
            names.iter().map(|it| RawRow { name: (*it).to_owned(), ..RawRow::default() }).collect();
        doubt(&mut rows, true);
        let is_doubted =
            |rows: &[RawRow]| rows.iter().map(|it| it.doubts.contains(&Doubt::NameCut)).collect::<Vec<_>>();
        assert_eq!(is_doubted(&rows), [false, false, false, false, true, true]);
        doubt(&mut rows, false);
        assert_eq!(is_doubted(&rows), [false, false, false, true, true, true]);
        let label = |text: &str| RawRow { level2: Some(Label::new(text, 3)), ..RawRow::default() };
        assert!(lost_its_end(&label("数量"), "灌渠清淤（一期）"));
        assert!(
            !lost_its_end(&label("数量指标"), "灌渠清淤") && !lost_its_end(&label("数量"), "灌渠清淤长度")
        );
        assert!(is_joined("反映水库的实际情况灌渠清淤合格率") && is_joined("水库完好率新建灌渠清淤合格率"));
        for name in ["≥清淤合格率", "清淤合格率≥95%", "少", "1462个20", "清淤合格率定量正向", "指标"]
        {
            assert!(is_part_of_value(name), "{name}");
        }
        assert!(!is_part_of_value("清淤合格率") && !is_part_of_value("PM2.5浓度"));
        for (target, expected) in [
            ("≤", true),
            ("2027年11", true),
            ("1：", true),
            ("2027年11月底", false),
            ("长期", false),
            ("2027", false),
        ] {
            assert_eq!(is_cut_value(target), expected, "{target}");
        }
        assert!(!is_joined("用水户对灌渠清淤工作的满意率"));
    }
}

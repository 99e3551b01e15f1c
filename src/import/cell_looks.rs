//! What a cell of a table without columns can be, by its words and its line breaks.
//!
//! Costs only compare: the cheaper, the likelier; 0 is what a cell of the column mostly looks like. Knows one cell alone.
//! Invariant: no cell is impossible in a column, so every table has a reading.

use super::join;
use super::measure;
use super::raw::{self, LabelKind};
use super::role::Role;
use super::stream::is_label_start;
use super::target::{self, Likeness};
use super::wrap;

/// What it costs that a cell of this column is blank, and so prints nothing.
pub fn blank_cost(role: Role) -> i64 {
    match role {
        Role::Function | Role::Level1 | Role::Work | Role::Project => 0,
        Role::Level2 => 1,
        Role::Serial | Role::Number => 5,
        Role::Name => 40,
        Role::Target => 26,
        Role::Half => 18,
        Role::Sign => 10,
        Role::Unit | Role::Note | Role::Standard => 9,
        Role::Weight => 14,
        Role::Past | Role::Other => 6,
    }
}

/// Whether a line is a value and nothing else.
pub fn is_sure_value(text: &str) -> bool {
    target::likeness(text) == Likeness::Strong || target::is_sign(text)
}

/// Whether a text is a label only together with this end of it.
pub fn is_cut_label(text: &str, end: &str) -> bool {
    let whole = format!("{text}{end}");
    !text.ends_with("指标") && whole.ends_with("指标") && LabelKind::of(&whole).is_label()
}

/// A label of its own words has so many of them before the end that a list knows, and that end is as long.
const MAX_KIN: usize = 6;
const MIN_KIN: usize = 3;

/// Words of columns that no field is for: kinds and directions of indicators.
const KINDS: &[&str] =
    &["定量", "定性", "正向", "反向", "正向指标", "反向指标", "定量指标", "定性指标", "是", "否"];

/// Words that may be a cell.
#[derive(Clone, Debug)]
pub struct Piece {
    text: String,
    n_chars: usize,
    label: LabelKind,
    value: Likeness,
    /// What its breaks cost.
    pub inner: i64,
}

impl Piece {
    /// From the lines of a cell; `gaps` says of each break whether it is a blank line. `is_gapped`: blank lines part cells.
    /// `widest`: how many columns the lines of names hold.
    pub fn of(lines: &[String], gaps: &[bool], is_gapped: bool, widest: usize) -> Self {
        let text = join::clean(&join::wrapped(lines.iter().map(String::as_str)));
        let (label, value) = (LabelKind::of(&text), target::likeness(&text));
        let inner = inner(lines, gaps, is_gapped, widest, &text);
        Self { n_chars: join::bare(&text).chars().count(), text, label, value, inner }
    }

    /// Whether it is nothing but a level label.
    pub fn is_plain_label(&self) -> bool {
        self.label.is_label() && (self.text.ends_with("指标") || self.value == Likeness::None)
    }

    /// Whether it is a level label that a list knows, or ends with one: 读者满意度.
    pub fn is_label(&self) -> bool {
        self.label.is_label() || self.is_kin()
    }

    fn is_kin(&self) -> bool {
        let starts = self.text.char_indices().skip(1).take(MAX_KIN);
        self.n_chars < 10
            && starts
                .filter_map(|(at, _)| self.text.get(at..))
                .any(|it| MIN_KIN <= it.chars().count() && LabelKind::of(it).is_level2)
    }

    /// What it is beside the columns: a function, or a number before a name.
    pub fn mark(&self) -> Option<Role> {
        if raw::number(&self.text).is_some() {
            Some(Role::Number)
        } else {
            raw::function_label(&self.text).map(|_| Role::Function)
        }
    }

    /// What it costs as a cell of this column.
    pub fn cost(&self, role: Role) -> i64 {
        let is_number = target::is_number(&self.text);
        match role {
            Role::Function => self.function_cost(),
            Role::Level1 if self.label.level1.is_some() => 0,
            Role::Level1 => self.free_label_cost(if self.label.is_level2 { 24 } else { 16 }),
            Role::Level2 if self.label.is_level2 => 0,
            Role::Level2 => self.free_label_cost(if self.label.level1.is_some() { 20 } else { 12 }),
            Role::Work | Role::Project => self.text_cost() + 8,
            Role::Serial => {
                let is_serial =
                    self.n_chars < 5 && self.text.chars().all(|it| it.is_ascii_digit() || it == '.');
                if is_serial || self.mark() == Some(Role::Number) { 0 } else { 60 }
            }
            Role::Number => {
                if self.mark() == Some(Role::Number) {
                    0
                } else {
                    50
                }
            }
            Role::Name => self.name_cost(),
            Role::Sign => {
                if target::is_sign(&self.text) || self.text == "定量" {
                    0
                } else {
                    45
                }
            }
            Role::Half | Role::Target => self.value_cost(),
            Role::Unit if target::is_unit(&self.text) || target::is_blank_mark(&self.text) => 0,
            Role::Unit => 34,
            Role::Weight if is_number && self.n_chars < 6 => 0,
            Role::Weight => {
                if is_number || self.text.ends_with(['%', '分']) {
                    6
                } else {
                    45
                }
            }
            Role::Other if KINDS.contains(&self.text.as_str()) => 0,
            Role::Note | Role::Standard | Role::Past | Role::Other => self.text_cost() + 3,
        }
    }

    fn function_cost(&self) -> i64 {
        if raw::function_label(&self.text).is_some() {
            0
        } else if self.value != Likeness::None || self.label.is_label() {
            50
        } else {
            14
        }
    }

    /// A label of free words: short, no value, no name.
    fn free_label_cost(&self, cost: i64) -> i64 {
        let mut cost = if self.is_kin() { cost - 8 } else { cost };
        cost += if self.value == Likeness::Strong || target::is_sign(&self.text) { 40 } else { 0 };
        cost += if self.mark().is_some() { 40 } else { 0 };
        cost += if 12 < self.n_chars { 14 } else { 0 };
        cost += if measure::ends(&self.text) { 5 } else { 0 };
        cost - if self.text.ends_with("指标") { 8 } else { 0 }
    }

    fn name_cost(&self) -> i64 {
        let mut cost = wrap::name_cost(&self.text);
        cost += match self.value {
            Likeness::Strong => 34,
            Likeness::Weak => 9,
            Likeness::None => 0,
        };
        if self.label.is_label() {
            cost += if self.text.ends_with("指标") { 40 } else { 11 };
        }
        let is_kind = KINDS.contains(&self.text.as_str()) || target::is_sign(&self.text);
        cost += if is_kind || self.mark().is_some() { 40 } else { 0 };
        cost += if self.text.contains(['。', '；', '≥', '≤', '＝']) { 16 } else { 0 };
        cost + if 45 < self.n_chars { 20 } else { 0 }
    }

    fn value_cost(&self) -> i64 {
        let mut cost = match self.value {
            Likeness::Strong => 0,
            Likeness::Weak => 3,
            Likeness::None if self.n_chars < 13 => 22,
            Likeness::None => 34,
        };
        cost += if self.label.is_label() && self.value != Likeness::Strong { 20 } else { 0 };
        cost + if target::is_sign(&self.text) || self.mark().is_some() { 34 } else { 0 }
    }

    /// Any text that is no value and no label.
    fn text_cost(&self) -> i64 {
        let cost = match self.value {
            Likeness::Strong => 14,
            Likeness::Weak => 6,
            Likeness::None => 0,
        };
        cost + if self.label.is_label() || self.mark().is_some() { 24 } else { 0 }
    }
}

/// What the breaks inside of a cell cost.
fn inner(lines: &[String], gaps: &[bool], is_gapped: bool, widest: usize, text: &str) -> i64 {
    let whole = LabelKind::of(text).is_label() || is_label_start(text);
    let is_value = target::likeness(text) == Likeness::Strong;
    let n_single = lines.iter().filter(|it| it.chars().count() == 1).count();
    let mut cost = 0;
    for (at, is_gap) in (1..lines.len()).zip(gaps) {
        let (Some((before, rest)), Some(line)) = (lines.split_at_checked(at), lines.get(at)) else {
            continue;
        };
        let before_text = join::wrapped(before.iter().map(String::as_str));
        let rest_text = join::wrapped(rest.iter().map(String::as_str));
        cost += if *is_gap { 26 } else { 0 };
        if whole || n_single == lines.len() {
            cost += 1;
            continue;
        }
        if is_value {
            let is_whole = target::likeness(&before_text) == Likeness::Strong;
            let is_end = target::is_tail(&rest_text) || target::is_unit(&rest_text);
            cost += match (is_end, is_whole) {
                (true, _) => 2,
                (false, false) => 6,
                (false, true) => 24,
            };
            continue;
        }
        let is_full = before.last().is_some_and(|it| widest * 8 <= join::columns(it) * 10);
        let goes_on = measure::goes_on(line) || line.chars().count() < 3;
        cost += if is_gapped { 1 } else { 8 };
        cost += if is_full || is_gapped { 0 } else { 12 };
        cost += if measure::ends(&before_text) && !goes_on { 6 } else { 0 };
        cost +=
            if LabelKind::of(&before_text).is_label() && before_text.ends_with("指标") { 40 } else { 0 };
        let is_part = [before_text.as_str(), rest_text.as_str()].iter().any(|it| is_sure_value(it));
        cost += if is_part { 20 } else { 0 };
        cost += if before_text.ends_with(['。', '；']) { 8 } else { 0 };
        cost -= if goes_on { 4 } else { 0 };
    }
    cost
}

/// What it costs that two words of a line are of one cell: a label and something else, or two numbers, are two cells.
pub fn beside_cost(before: &str, word: &str) -> i64 {
    let is_label = |it: &str| it.ends_with("指标") && LabelKind::of(it).is_label();
    let are_numbers = target::is_number(before) && target::is_number(word);
    if is_label(before) || is_label(word) || are_numbers { 30 } else { 0 }
}

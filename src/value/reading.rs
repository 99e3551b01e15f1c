//! A target in writing: the reading shown beside a value, and the canonical value that fixes write.
//!
//! Invariant: parsing what [`Target::written`] gives back yields the same reading.

use super::target::{Baseline, Deadline, Kind, Note, Op, Precision, Target};
use super::unit::Dimension;
use crate::messages::{Lang, Message, ReadingText, Text};
use rust_decimal::Decimal;

impl Target {
    /// How the target is understood, such as `≥ 95 %` or `≤ 2025-12-30 (day)`.
    pub fn reading(&self, lang: Lang) -> String {
        match self.kind {
            Kind::Empty => ReadingText::Empty.text(lang).to_owned(),
            Kind::Placeholder => ReadingText::Placeholder.text(lang).to_owned(),
            Kind::Text => ReadingText::Unclassified.text(lang).to_owned(),
            Kind::Qual => {
                let class = self.qual.map_or("", |it| it.word().text(lang));
                Message::new(ReadingText::Qualitative, [("class", class.to_owned())]).render(lang)
            }
            Kind::Quant => {
                let sign = if self.op == Op::None { ReadingText::NoSign.text(lang) } else { self.op.sign() };
                join(&[sign, &plain(self.lo), &self.unit_reading()])
            }
            Kind::Range => {
                let ends = format!("[{}, {}]", plain(self.lo), plain(self.hi));
                join(&["∈", &ends, &self.unit_reading()])
            }
            Kind::Change => {
                let value = plain(self.lo);
                let value = if value.starts_with('-') { value } else { format!("+{value}") };
                join(&["Δ", self.op.sign(), &value, &self.unit_reading()])
            }
            Kind::Deadline => self.deadline_reading(lang),
            Kind::Relative => {
                let baseline = match &self.baseline {
                    Some(Baseline::Year(year)) => format!("{year}年"),
                    Some(Baseline::Text(text)) => format!("\"{text}\""),
                    Some(Baseline::Number(number)) => plain(Some(*number)),
                    None => String::new(),
                };
                let baseline = Message::new(ReadingText::Baseline, [("baseline", baseline)]).render(lang);
                join(&[self.op.sign(), &baseline])
            }
            Kind::Compound => {
                let clauses: Vec<String> =
                    self.clauses.iter().map(|(label, it)| join(&[label, &it.written()])).collect();
                format!("{{ {} }}", clauses.join("; "))
            }
        }
    }

    /// The canonical value text: half-width sign, number without idle zeros, unit as written, the rest of the
    /// unit in the usual order. Kinds other than quantities and ranges are written as they are.
    pub fn written(&self) -> String {
        match self.kind {
            Kind::Quant if self.has(&Note::ZeroWord) || self.has(&Note::Rank) => self.raw.clone(),
            Kind::Quant => format!("{}{}{}", self.op.sign(), plain(self.lo), self.unit_written()),
            // ～, because the bureaus' systems refuse a hyphen in a value.
            Kind::Range => format!("{}～{}{}", plain(self.lo), plain(self.hi), self.unit_written()),
            _ => self.raw.clone(),
        }
    }

    fn unit_reading(&self) -> String {
        let mut text = self.unit.as_ref().map_or_else(String::new, |it| it.name.to_string());
        for per in &self.per {
            text.push('/');
            text.push_str(&per.name);
        }
        text
    }

    fn unit_written(&self) -> String {
        let mut text = self.unit.as_ref().map_or_else(String::new, |it| it.text.to_string());
        let is_time = |it: &&super::unit::Unit| it.dimension == Dimension::Time;
        for per in self.per.iter().filter(|it| !is_time(it)).chain(self.per.iter().filter(is_time)) {
            text.push('/');
            text.push_str(&per.text);
        }
        text
    }

    fn deadline_reading(&self, lang: Lang) -> String {
        let Some(deadline) = self.deadline else {
            let text = self
                .notes
                .iter()
                .find_map(|it| if let Note::Recurring(text) = it { Some(text) } else { None });
            return text.unwrap_or(&self.raw).clone();
        };
        let sign = if self.has(&Note::ImpliedLimit) {
            Message::new(ReadingText::Implied, [("sign", self.op.sign().to_owned())]).render(lang)
        } else {
            self.op.sign().to_owned()
        };
        let precision = match deadline.precision {
            Precision::Day => ReadingText::Day,
            Precision::Month => ReadingText::Month,
            Precision::Quarter => ReadingText::Quarter,
            Precision::Year => ReadingText::Year,
        };
        join(&[&sign, &deadline.text(), precision.text(lang)])
    }
}

impl Deadline {
    /// The date as digits: `2025-12-30`, `12-31`, `2025-12`, `2025-Q4`, `2025`.
    pub fn text(&self) -> String {
        let Self { month, day, .. } = self;
        let date = match self.precision {
            Precision::Day => format!("{month:02}-{day:02}"),
            Precision::Month => format!("{month:02}"),
            Precision::Quarter => format!("Q{}", month.div_ceil(3)),
            Precision::Year => String::new(),
        };
        match (self.year, date.is_empty()) {
            (Some(year), true) => year.to_string(),
            (Some(year), false) => format!("{year}-{date}"),
            (None, _) => date,
        }
    }
}

/// A number without idle zeros.
fn plain(number: Option<Decimal>) -> String {
    number.map_or_else(String::new, |it| it.normalize().to_string())
}

fn join(parts: &[&str]) -> String {
    parts.iter().filter(|it| !it.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

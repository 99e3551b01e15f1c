//! Words of one's own while a document is read: what level a label names, what is a unit, what says how well.
//!
//! Recognising a word is asked for at the leaves of the engine, by functions that see one text alone; only [`during`]
//! says which words hold, for this thread and until the document is read. Without any, the built-in tables alone
//! answer. Invariant: what one import is told is unknown to the next.

use crate::model::Words;
use crate::model::taxonomy::{self, Level1, Level2};
use std::cell::RefCell;

/// The words in force, in the shape in which the leaves compare them.
#[derive(Debug, Default)]
struct Own {
    is_any: bool,
    units: Vec<String>,
    qualitative: Vec<String>,
    level1: Vec<(String, Level1)>,
    level2: Vec<(String, &'static Level2)>,
}

thread_local! {
    static OWN: RefCell<Own> = RefCell::default();
}

/// Puts the former words back, also when reading ends early.
struct Restore(Own);

impl Drop for Restore {
    fn drop(&mut self) {
        OWN.set(std::mem::take(&mut self.0));
    }
}

/// Runs with these words in force.
pub fn during<T>(words: &Words, run: impl FnOnce() -> T) -> T {
    let _restore = Restore(OWN.replace(Own::of(words)));
    run()
}

impl Own {
    fn of(words: &Words) -> Self {
        let bare = |all: &[String]| -> Vec<String> {
            all.iter().map(|it| super::join::bare(it)).filter(|it| !it.is_empty()).collect()
        };
        let level1 = words.level1.iter();
        let level2 = words.level2.iter();
        Self {
            is_any: *words != Words::NONE,
            units: bare(&words.units),
            qualitative: bare(&words.qualitative),
            level1: level1.filter_map(|(own, name)| Some((own.clone(), taxonomy::level1(name)?))).collect(),
            level2: level2.filter_map(|(own, name)| Some((own.clone(), taxonomy::level2(name)?))).collect(),
        }
    }
}

/// Asks the words in force, if there are any.
fn ask<T>(question: impl FnOnce(&Own) -> Option<T>) -> Option<T> {
    OWN.with_borrow(|own| if own.is_any { question(own) } else { None })
}

/// The level-1 kind that a label names, by the words of one's own first.
pub fn level1(label: &str) -> Option<Level1> {
    ask(|own| of_label(&own.level1, label)).or_else(|| taxonomy::level1(label))
}

/// The level-2 entry that a label names, likewise.
pub fn level2(label: &str) -> Option<&'static Level2> {
    ask(|own| of_label(&own.level2, label)).or_else(|| taxonomy::level2(label))
}

fn of_label<T: Copy>(names: &[(String, T)], label: &str) -> Option<T> {
    if names.is_empty() {
        return None;
    }
    let reduced = taxonomy::reduce(label);
    names.iter().find(|(own, _)| *own == reduced).map(|(_, it)| *it)
}

/// Whether `is_it` holds for some name of a level that only the words in force have, without its 指标.
pub fn any_level(is_it: impl Fn(&str) -> bool) -> bool {
    let any = |own: &Own| {
        let names = own.level1.iter().map(|it| &it.0).chain(own.level2.iter().map(|it| &it.0));
        Some(names.into_iter().any(|it| is_it(it)))
    };
    ask(any).unwrap_or_default()
}

/// How many bytes at the beginning of a bare text are a unit of one's own; the longest counts.
pub fn unit_at(text: &str) -> Option<usize> {
    ask(|own| own.units.iter().filter(|it| text.starts_with(it.as_str())).map(String::len).max())
}

/// Whether a bare text ends with a unit of one's own.
pub fn ends_with_unit(text: &str) -> bool {
    ask(|own| Some(own.units.iter().any(|it| text.ends_with(it.as_str())))).unwrap_or_default()
}

/// Whether a bare text is a qualitative word of one's own.
pub fn is_qualitative(text: &str) -> bool {
    ask(|own| Some(own.qualitative.iter().any(|it| it == text))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hold_while_a_document_is_read_and_no_longer() {
        let words = Words {
            units: vec!["驾次".to_owned()],
            qualitative: vec!["井然有序".to_owned()],
            level2: [("工作量".to_owned(), "数量指标".to_owned())].into(),
            ..Words::default()
        };
        let answers = || {
            (
                level2("工作量指标").map(|it| it.name),
                unit_at("驾次以上"),
                ends_with_unit("12驾次"),
                is_qualitative("井然有序"),
                any_level(|it| it.starts_with("工作")),
            )
        };
        let none = (None, None, false, false, false);
        assert_eq!(answers(), none);
        during(&words, || {
            assert_eq!(answers(), (Some("数量指标"), Some("驾次".len()), true, true, true));
            during(&Words::NONE, || assert_eq!(answers(), none));
            assert_eq!(answers().0, Some("数量指标"));
        });
        assert_eq!(answers(), none);
        let caught = std::panic::catch_unwind(|| during(&words, || panic!("amid a document")));
        assert!(caught.is_err());
        assert_eq!(answers(), none);
    }
}

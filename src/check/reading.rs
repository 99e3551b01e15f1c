//! What targets say, remembered: the same few hundred values stand in most rows of most filings.
//!
//! Invariant: remembering changes no answer, and what is remembered does not grow without bound.

use super::words::Words;
use crate::value::{self, Target};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cell::RefCell;
use std::hash::BuildHasher;
use std::rc::Rc;

/// Texts that are remembered, on each thread, before those are forgotten that did not come again while as many others
/// did. More of them would be known, and waited for longer: with four times as many a check takes a fortieth more.
const MAX_TEXTS: usize = 2_048;
/// Longer texts are prose and hardly come again.
const MAX_BYTES: usize = 96;

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
    /// What a blank target says, as half of all cells do.
    static BLANK: Rc<Target> = Rc::default();
}

/// What texts say, of late and before, by the hashes of the texts. The texts stand in the targets themselves: keeping
/// them once more would be one more place in memory to wait for. Of two texts of one hash the later one is known.
#[derive(Default)]
struct Known {
    young: FxHashMap<u64, Rc<Target>>,
    old: FxHashMap<u64, Rc<Target>>,
}

impl Known {
    fn target(&mut self, text: &str) -> Rc<Target> {
        let hash = FxBuildHasher.hash_one(text);
        if let Some(target) = self.young.get(&hash).filter(|it| it.raw == text) {
            return Rc::clone(target);
        }
        if self.young.len() >= MAX_TEXTS {
            // The room that the old ones had is used again.
            std::mem::swap(&mut self.young, &mut self.old);
            self.young.clear();
        }
        let again = self.old.remove(&hash).filter(|it| it.raw == text);
        let target = again.unwrap_or_else(|| Rc::new(value::parse(text)));
        self.young.insert(hash, Rc::clone(&target));
        target
    }
}

/// What a target says to someone who knows these words.
pub fn target_with(text: &str, words: &Words) -> Rc<Target> {
    let target = target(text);
    if words.reads_targets() && !text.is_empty() { Rc::new(words.read((*target).clone())) } else { target }
}

/// [`value::parse`], remembered.
pub fn target(text: &str) -> Rc<Target> {
    if text.is_empty() {
        return BLANK.with(Rc::clone);
    }
    if text.len() > MAX_BYTES {
        return Rc::new(value::parse(text));
    }
    KNOWN.with_borrow_mut(|known| known.target(text))
}

#[cfg(test)]
mod tests {
    use super::{MAX_TEXTS, target};
    use crate::value;

    #[test]
    fn remembered_answers_are_the_same() {
        for idx in 0..4 * MAX_TEXTS {
            let text = format!("≥{}次", idx % (MAX_TEXTS + 7));
            assert_eq!(*target(&text), value::parse(&text));
        }
        for text in ["", "待定", "2025年6月底前完成，逾期不再受理", "≥95%"] {
            assert_eq!(*target(text), value::parse(text), "{text}");
            assert_eq!(*target(text), value::parse(text), "{text}");
        }
    }
}

//! Telling double clicks from single ones, which terminals leave to the program.

use crate::keymap::pointer::{Action, Pointer};
use std::time::{Duration, Instant};

/// The second press of a double click comes at most so late.
const SOON: Duration = Duration::from_millis(400);

/// The last press.
#[derive(Debug, Default)]
pub struct Clicks {
    last: Option<(Instant, u16, u16)>,
}

impl Clicks {
    /// The event, a second press at the same cell as such. A third one begins anew.
    pub fn counted(&mut self, pointer: Pointer, now: Instant) -> Pointer {
        if pointer.action != Action::Press {
            return pointer;
        }
        let Pointer { column, row, .. } = pointer;
        let is_again = self
            .last
            .is_some_and(|(at, x, y)| (x, y) == (column, row) && now.saturating_duration_since(at) <= SOON);
        self.last = (!is_again).then_some((now, column, row));
        if is_again { Pointer { action: Action::PressAgain, ..pointer } } else { pointer }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_presses_soon_and_in_one_place_are_a_double_click() {
        let start = Instant::now();
        let mut clicks = Clicks::default();
        for (ms, column, expected) in [
            (0, 5, Action::Press),
            (200, 5, Action::PressAgain),
            (300, 5, Action::Press),
            (350, 6, Action::Press),
            (900, 6, Action::Press),
        ] {
            let press = Pointer { action: Action::Press, column, row: 3 };
            let found = clicks.counted(press, start + Duration::from_millis(ms));
            assert_eq!(found.action, expected, "at {ms} ms");
        }
    }
}

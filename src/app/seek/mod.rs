//! Finding one's way in everything that is loaded: search, fuzzy jump, filter, jump list and marks.
//!
//! Long work is done in bounded steps: each key does one, the rest follow while no key comes (see
//! [`State::work`](crate::app::State::work)). Nothing here changes a filing.

mod anchor;
mod filter;
mod jump;
mod live;
mod names;
mod row_texts;
mod search;
mod sift;
pub mod terms;
mod trail;
mod work;

pub use jump::{LISTED, Target};
pub use search::Hit;
pub use trail::Trail;

use crate::app::tree::Sieve;
use filter::{Active, Sifting};
use jump::Jump;
use live::Visit;
use names::Names;
use row_texts::RowTexts;
use search::Search;

/// What is remembered of searches and jumps.
#[derive(Debug, Default)]
pub struct Seek {
    /// The last search, as typed.
    pub query: String,
    /// What was searched before, the last one last, each once.
    pub recent: Vec<String>,
    /// The jump list and the marks.
    pub trail: Trail,
    /// Folded texts by filing, as far as they are made.
    texts: Vec<Option<RowTexts>>,
    search: Search,
    /// Where the person was when the search prompt was opened.
    visit: Option<Visit>,
    /// Whether matches are shown in the tree.
    is_lit: bool,
    /// Whether the count of the hits is still to be told.
    is_telling: bool,
    /// Whether texts are being made ahead of the first keystroke of a search.
    is_preparing: bool,
    names: Names,
    /// The fuzzy jump that is being typed.
    jump: Option<Jump>,
    /// The filter that is on, and the one that is being sifted.
    filter: Option<Active>,
    sifting: Option<Sifting>,
    /// What a filter that was taken off leaves behind, to be given up bit by bit.
    waste: Vec<Sieve>,
}

/// So many searches are remembered.
const MOST_RECENT: usize = 30;

impl Seek {
    /// Remembers a search.
    pub fn searched(&mut self, typed: &str) {
        if typed.is_empty() {
            return;
        }
        self.recent.retain(|it| it != typed);
        self.recent.push(typed.to_owned());
        let n_over = self.recent.len().saturating_sub(MOST_RECENT);
        self.recent.drain(..n_over);
    }

    /// Leaves a count of hits untold that has not come by the time of the next key: it would hide what that says.
    pub fn hush(&mut self) {
        self.is_telling = false;
    }

    /// The search before or after this one among those remembered; the last one before something new.
    pub fn recalled(&self, typed: &str, older: bool) -> Option<&str> {
        let at = self.recent.iter().position(|it| it == typed);
        let next = match (at, older) {
            (Some(at), true) => at.checked_sub(1)?,
            (Some(at), false) => at + 1,
            (None, true) => self.recent.len().checked_sub(1)?,
            (None, false) => return None,
        };
        self.recent.get(next).map(String::as_str)
    }

    /// Takes note that more filings were loaded: what runs goes through them too.
    pub fn filings_came(&mut self) {
        self.search.go_on();
    }

    /// Takes note that a filing was read again: nothing made from what it was holds any more.
    pub fn reloaded(&mut self, entry: usize) {
        if let Some(texts) = self.texts.get_mut(entry) {
            *texts = None;
        }
        self.search.forget(entry);
        self.names = Names::default();
        self.sifting = None;
    }
}

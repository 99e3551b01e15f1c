//! The identities of a filing, worked out once for all rules.

use super::identity::{Identity, State};
use super::{identities, slip};
use crate::model::Filing;

/// The identities of a filing, and which of them are to be told as such.
#[derive(Clone, Debug)]
pub struct Sums {
    /// All of them.
    pub all: Vec<Identity>,
    /// For each, whether it does not hold and no slipped unit explains it.
    is_broken: Vec<bool>,
}

impl Sums {
    /// Works them out.
    pub fn of(filing: &Filing) -> Self {
        let all = identities(filing);
        let culprits = slip::culprits(&all);
        let is_broken = |it: &Identity| it.state == State::Fail && !slip::explains(&culprits, it);
        let is_broken = all.iter().map(is_broken).collect();
        Self { all, is_broken }
    }

    /// Those that do not hold and that no slipped unit explains.
    pub fn broken(&self) -> impl Iterator<Item = &Identity> {
        self.all.iter().zip(&self.is_broken).filter(|(_, is_broken)| **is_broken).map(|(it, _)| it)
    }
}

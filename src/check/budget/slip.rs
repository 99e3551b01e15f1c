//! Which cells are written in the wrong unit, judged over all identities at once.
//!
//! One slipped cell breaks several identities, and each alone may suspect its total or its part. The cell that
//! the most identities suspect is to blame; it explains all of them, so that it is reported once.

use super::hint::{Hint, Slip};
use super::identity::{Cell, Identity};

/// A cell to blame, with an identity that it breaks.
#[derive(Clone, Debug)]
pub struct Culprit<'a> {
    /// The cell.
    pub slip: &'a Slip,
    /// The first identity that it breaks.
    pub identity: &'a Identity,
}

/// The cells to blame, in the order of the identities that they break.
pub fn culprits(identities: &[Identity]) -> Vec<Culprit<'_>> {
    let suspects: Vec<&Slip> = identities.iter().flat_map(slips).collect();
    let n_votes = |cell: &Cell| suspects.iter().filter(|it| it.cell == *cell).count();
    let mut found: Vec<Culprit<'_>> = Vec::new();
    for identity in identities {
        // The first of several with the same votes, which is the total.
        let worst = slips(identity).iter().rev().max_by_key(|it| n_votes(&it.cell));
        if let Some(slip) = worst
            && !found.iter().any(|it| it.slip.cell == slip.cell)
        {
            found.push(Culprit { slip, identity });
        }
    }
    found
}

/// Whether one of these cells is a member, so that it explains why the identity fails.
pub fn explains(culprits: &[Culprit<'_>], identity: &Identity) -> bool {
    identity.members().any(|member| culprits.iter().any(|it| it.slip.cell == member.cell()))
}

fn slips(identity: &Identity) -> &[Slip] {
    match &identity.hint {
        Some(Hint::UnitSlip(slips)) => slips,
        _ => &[],
    }
}

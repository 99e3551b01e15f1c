//! What a filing would be with a text that is being typed.
//!
//! Invariant: afterwards the filing is as it was before; only what the checks have seen is kept.

use super::Entry;
use super::recheck::Touched;
use crate::app::tally::Counts;
use crate::check::Finding;
use crate::check::budget::{self, Identity};
use crate::model::field::Expected;
use crate::model::{Amounts, Field, Place};

/// What the checks say of a value while it is typed.
#[derive(Clone, Debug, Default)]
pub struct Live {
    /// Counts for the whole filing.
    pub counts: Counts,
    /// The findings at the node, most severe first.
    pub here: Vec<Finding>,
    /// The budget identities.
    pub budget: Vec<Identity>,
}

impl Entry {
    /// What the checks would say with this text in a field: what the check bar shows while it is typed.
    pub fn live(&mut self, places: &[Place], field: &Field, text: &str) -> Live {
        let place = places.first().copied().unwrap_or(Place::Filing);
        let mut old: Vec<(Place, Field, String)> = Vec::new();
        let mut amounts: Vec<(Place, Amounts)> = Vec::new();
        for (place, field, text) in self.to_set(places, field, text) {
            let before = self.filing().get(place, &field).unwrap_or_default().into_owned();
            amounts.extend(self.amounts(place).map(|it| (place, it.clone())));
            // A text that the field refuses leaves the filing as it is; the commit reports it.
            let _ = self.body.get_mut().set(place, &field, &text);
            old.push((place, field, before));
        }
        let changed: Vec<Place> = old.iter().map(|(place, ..)| *place).collect();
        let is_money = |it: &Place| !matches!(it, Place::Indicator(..));
        let budget = if changed.iter().any(is_money) {
            budget::identities(self.filing())
        } else {
            self.budget().to_vec()
        };
        let known: Vec<&str> = self.findings_at(Place::Filing).iter().map(|it| it.rule.code).collect();
        let checks = self.look(Touched::Fields(&changed), &changed);
        let mut here = checks.at(place).to_vec();
        if place != Place::Filing {
            // What the text brings about for the filing as a whole is told where it is typed.
            here.extend(checks.at(Place::Filing).iter().filter(|it| !known.contains(&it.rule.code)).cloned());
        }
        here.sort_by_key(|it| std::cmp::Reverse(it.severity));
        let live = Live { counts: checks.counts(), here, budget };
        for (place, field, old) in old.iter().rev() {
            let _ = self.body.get_mut().set(*place, field, old);
        }
        // An amount that was blank for a moment would else stand last.
        for (place, old) in amounts.into_iter().rev() {
            self.set_amounts(place, old);
        }
        self.typed = changed;
        live
    }

    /// Whether a field can hold a text.
    ///
    /// # Errors
    /// What the field expects instead.
    pub fn accepts(&mut self, place: Place, field: &Field, text: &str) -> Result<(), Expected> {
        let old = self.filing().get(place, field).ok_or(Expected::OtherField)?.into_owned();
        let amounts = self.amounts(place).cloned();
        self.body.get_mut().set(place, field, text)?;
        self.body.get_mut().set(place, field, &old)?;
        if let Some(amounts) = amounts {
            self.set_amounts(place, amounts);
        }
        Ok(())
    }

    /// The amounts of a budget line or a function.
    fn amounts(&self, place: Place) -> Option<&Amounts> {
        match place {
            Place::BudgetLine(idx) => self.filing().budget.lines.get(idx).map(|it| &it.amounts),
            Place::Function(idx) => self.filing().functions.get(idx).map(|it| &it.amounts),
            Place::Filing | Place::Indicator(..) => None,
        }
    }

    fn set_amounts(&mut self, place: Place, amounts: Amounts) {
        let own = match place {
            Place::BudgetLine(idx) => self.body.get_mut().budget.lines.get_mut(idx).map(|it| &mut it.amounts),
            Place::Function(idx) => self.body.get_mut().functions.get_mut(idx).map(|it| &mut it.amounts),
            Place::Filing | Place::Indicator(..) => None,
        };
        if let Some(own) = own {
            *own = amounts;
        }
    }
}

//! A confidential case: who may see it beside those who keep watch over all of them, and who had it opened in need.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::panel::Member;
use super::state::Case;
use crate::staff::UserId;
use crate::time::Instant;

/// How long somebody sees a confidential case that they had opened in need: long enough for a day's emergency and the
/// morning after it, short enough that nobody keeps it.
pub const OPENED_HOURS: u32 = 24;

/// What makes a case confidential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restriction {
    pub reason: String,
    /// Those who may see it by name, beside whoever owns it, sits on it, or holds the permission `confidential`.
    pub named: BTreeSet<UserId>,
}

/// A confidential case was opened in need, for one person and a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// From 1.
    pub number: u32,
    pub who: UserId,
    pub reason: String,
    pub at: Instant,
    /// From then on it is closed to them again.
    pub until: Instant,
    /// Who of those that keep watch has looked at it, and when.
    pub seen: Option<(UserId, Instant)>,
}

impl Case {
    /// Who may see it although it is confidential, each until a moment or for good; empty for a case that is not confidential.
    /// Whom it is about does not see it even so.
    pub fn admitted(&self) -> BTreeMap<UserId, Option<Instant>> {
        let Some(restriction) = &self.restriction else { return BTreeMap::new() };
        let owners = self.handlings.iter().filter_map(|handling| handling.owner.clone());
        let seats = self.handlings.iter().filter_map(|handling| handling.panel.as_ref()).flat_map(|it| &it.seats);
        let seated = seats.filter_map(|seat| match &seat.taken.member {
            Member::Staff(who) => Some(who.clone()),
            Member::Outside(_) => None,
        });
        let mut admitted = BTreeMap::new();
        for opening in &self.openings {
            let until: &mut Option<Instant> = admitted.entry(opening.who.clone()).or_insert(Some(opening.until));
            *until = (*until).max(Some(opening.until));
        }
        admitted.extend(restriction.named.iter().cloned().chain(owners).chain(seated).map(|who| (who, None)));
        admitted
    }

    /// Whether somebody is among those who may see it although it is confidential.
    pub fn admits(&self, who: &UserId, now: Instant) -> bool {
        self.admitted().get(who).is_some_and(|until| until.is_none_or(|until| now < until))
    }
}

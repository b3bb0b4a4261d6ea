//! What the filter, the panel and the board did.

use crate::case::event::Fact;
use crate::case::panel::{BoardItem, Member, Seat, SeatTaken, Sitting};
use crate::case::state::Case;
use crate::staff::UserId;

impl Case {
    /// Applies a fact of a review; `None` where it is no such fact, or speaks of something that is not there.
    pub(super) fn apply_review(&mut self, fact: &Fact, actor: Option<&UserId>) -> Option<()> {
        match fact {
            Fact::FilterDecided(decision) => self.acted_on_by(actor)?.filter = Some(decision.clone()),
            Fact::PanelConvened { seats, meets_on } => {
                let panel = &mut self.current_mut()?.panel;
                let before = panel.take().map_or_else(Vec::new, |sitting| sitting.seats);
                let seat = |taken: &SeatTaken| {
                    let kept = before.iter().find(|seat| seat.taken == *taken);
                    Seat { taken: taken.clone(), decision: kept.and_then(|seat| seat.decision.clone()) }
                };
                *panel = Some(Sitting { seats: seats.iter().map(seat).collect(), meets_on: *meets_on });
            }
            Fact::PanelMemberDecided { member, decision } => {
                let handling = self.current_mut()?;
                let seats = &mut handling.panel.as_mut()?.seats;
                let seat = seats.iter_mut().find(|seat| seat.taken.member == *member)?;
                seat.decision = Some(decision.as_ref().clone());
                if let Member::Staff(who) = member {
                    handling.actors.insert(who.clone());
                }
            }
            Fact::ReferredToBoard { ground, reason, recused } => self.current_mut()?.board.push(BoardItem {
                ground: *ground,
                reason: reason.clone(),
                recused: recused.clone(),
                decision: None,
            }),
            Fact::BoardDecided(decision) => {
                let items = self.handlings.iter_mut().rev().flat_map(|handling| &mut handling.board);
                let item = items.into_iter().find(|item| item.decision.is_none())?;
                item.decision = Some(decision.as_ref().clone());
            }
            _ => return None,
        }
        Some(())
    }
}

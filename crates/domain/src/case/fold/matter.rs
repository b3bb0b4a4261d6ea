//! Points, questions, payments, other cases and outside bodies.

use crate::case::Due;
use crate::case::event::Fact;
use crate::case::matter::{Joint, LetterMade, Link, OutsideReferral, Payment, PaymentStep, Point};
use crate::case::panel::Member;
use crate::case::state::{Action, ActionKind, Case, Compensation, Handling};
use crate::register::{ExternalOutcome, ExternalResult};
use crate::staff::UserId;
use crate::time::Date;

impl Case {
    /// Applies a fact of the matter; `None` where it is no such fact, or speaks of something that is not there.
    pub(super) fn apply_matter(&mut self, fact: &Fact, actor: Option<&UserId>) -> Option<()> {
        match fact {
            Fact::PointAdded { number, what, nature, service_area } => {
                self.points.push(Point {
                    number: *number,
                    what: what.clone(),
                    nature: nature.clone(),
                    service_area: service_area.clone(),
                    finding: None,
                });
                self.current_mut()?.decide_anew();
            }
            Fact::PointDecided { number, finding } => {
                let point = self.points.iter_mut().find(|point| point.number == *number)?;
                let is_new = point.finding.replace(finding.clone()).as_ref() != Some(finding);
                let handling = self.acted_on_by(actor)?;
                if is_new {
                    handling.decide_anew();
                }
            }
            Fact::InformationAsked { number, of, question, due_on } => {
                let owner = match of {
                    Member::Staff(who) => who.clone(),
                    Member::Outside(_) => self.current()?.owner.clone().or_else(|| self.entered_by.clone())?,
                };
                let asked = self.action(*number, ActionKind::Information, question, owner, Due::On(*due_on))?;
                self.actions.push(Action { asked_of: Some(of.clone()), ..asked });
            }
            Fact::InformationChased { number, due_on, .. } => {
                let action = self.action_mut(*number)?;
                action.due = Due::On(*due_on);
                action.moved = action.moved.saturating_add(1);
            }
            Fact::InformationGiven { number, on, answer } => self.action_mut(*number)?.done(*on, Some(answer)),
            Fact::PaymentRecorded { step, on } => {
                let compensated = |handling: &&mut Handling| handling.payment.decided_on.is_some();
                let payment = &mut self.handlings.iter_mut().rev().find(compensated)?.payment;
                match step {
                    PaymentStep::Offered => (payment.offered_on, payment.answered) = (Some(*on), None),
                    PaymentStep::Accepted => payment.answered = Some((true, *on)),
                    PaymentStep::Refused => payment.answered = Some((false, *on)),
                    PaymentStep::Paid => payment.paid_on = Some(*on),
                }
            }
            Fact::Linked { to, kind, note } => {
                self.links.push(Link { to: to.clone(), kind: *kind, note: note.clone() });
            }
            Fact::MergedInto { into, .. } => self.merged_into = Some(into.clone()),
            Fact::Absorbed(absorbed) => self.absorb(absorbed),
            Fact::Joined { body, we_lead, note } => {
                self.joint = Some(Joint { body: body.clone(), we_lead: *we_lead, note: note.clone() });
            }
            // What it ends in are the decision and the closing that follow.
            Fact::Withdrawn { .. } => {}
            Fact::Reopened { .. } => {
                let handling = self.current_mut()?;
                handling.closed_on = None;
                handling.decide_anew();
                self.exhausted = false;
            }
            Fact::LetterMade { letter, to, on } => {
                self.letters.push(LetterMade { letter: letter.clone(), to: *to, on: *on });
            }
            Fact::ProcedureExhausted { .. } => self.exhausted = true,
            Fact::ReferredOutside { body, on, .. } => {
                self.referred_outside = Some(OutsideReferral { body: body.clone(), on: *on });
            }
            Fact::OutsideDecided { upheld, on, .. } => {
                let outcome = if *upheld { ExternalOutcome::Upheld } else { ExternalOutcome::NotUpheld };
                self.external = Some(ExternalResult { closed_on: *on, outcome });
            }
            Fact::ProcedureChanged { version, .. } => self.procedure_version.clone_from(version),
            _ => return None,
        }
        Some(())
    }
}

impl Handling {
    /// Points and their findings lead to the decision: where they change, it is decided anew and told anew; so it is where the
    /// handling is opened again.
    fn decide_anew(&mut self) {
        self.decision = None;
        self.decided_on = None;
        self.confirmed = false;
        self.reply_sent_on = None;
    }

    /// Another decision on compensation is offered anew; the same one leaves the offer as it is.
    pub(super) fn compensate(&mut self, decision: &Compensation, on: Date) {
        if self.compensation.as_ref() != Some(decision) {
            let decided_on = matches!(decision, Compensation::Amount { .. }).then_some(on);
            self.payment = Payment { decided_on, ..Payment::default() };
            self.compensation = Some(decision.clone());
        }
    }
}

impl Action {
    /// Done on a day.
    pub(super) fn done(&mut self, on: Date, note: Option<&str>) {
        self.done_on = Some(on);
        self.done_note = note.map(str::to_owned);
    }
}

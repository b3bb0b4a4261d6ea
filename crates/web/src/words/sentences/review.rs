//! The filter, the panel and the board, told.

use redress_domain::case::{BoardDecision, BoardGround, FilterDecision, Member, MemberDecision, SeatTaken};
use redress_domain::procedure::Stage;
use redress_domain::staff::UserId;
use redress_domain::time::{Date, long_date};
use redress_domain::words::Word;

use super::super::{counted, labels, member_name};
use super::{Teller, Told};

impl Teller<'_> {
    pub(super) fn filtered(&self, decision: &FilterDecision) -> Told {
        let known = self.current_stage().and_then(|stage| stage.filter.as_ref());
        let tests = known.map_or_else(|| decision.tests.join("; "), |filter| labels(&filter.tests, &decision.tests));
        let title = if decision.accept { "Decided that the review goes ahead" } else { "Declined the review" };
        Told::new(title).labelled("What holds", Some(&tests)).and(&decision.reason)
    }

    pub(super) fn convened(&self, seats: &[SeatTaken], meets_on: Option<Date>) -> Told {
        let number = u64::try_from(seats.len()).unwrap_or(u64::MAX);
        let told = Told::new(format!("Convened a panel of {}", counted(number, "member", "members")));
        let told = seats.iter().fold(told, |told, seat| told.and(self.seat(seat)));
        told.and(meets_on.map(|on| format!("It meets on {}.", long_date(on))).unwrap_or_default())
    }

    fn seat(&self, seat: &SeatTaken) -> String {
        let name = member_name(&seat.member, self.staffing);
        match &seat.deputy_for {
            Some(role) => {
                let role = self.procedure.role(role).map_or(role.as_str(), |role| &role.label);
                format!("{name}, who stands in for the {role}")
            }
            None => name,
        }
    }

    pub(super) fn member_decided(&self, member: &Member, decision: &MemberDecision) -> Told {
        let questions = self.current_stage().and_then(|stage| stage.panel.as_ref());
        let question = |id: &str| {
            let label = questions.and_then(|panel| panel.questions.iter().find(|question| question.id == *id));
            label.map_or(id, |label| label.label.as_str()).to_owned()
        };
        let name = member_name(member, self.staffing);
        let told = Told::new(format!("{name} decided on the panel: {}", self.outcome(&decision.outcome)));
        let told = decision
            .answers
            .iter()
            .fold(told, |told, (id, yes)| told.and(format!("{} {}.", question(id), if *yes { "Yes" } else { "No" })));
        told.and(more_to_do(decision.further_action))
            .and(&decision.reasons)
            .and(format!("On {}.", long_date(decision.on)))
    }

    pub(super) fn referred(&self, ground: BoardGround, reason: &str, recused: &[UserId]) -> Told {
        let out: Vec<String> = recused.iter().map(|id| self.name(id)).collect();
        Told::new("Took it to the board")
            .labelled("Why", Some(ground.label()))
            .and(reason)
            .labelled("Out of the item", Some(&out.join(", ")))
    }

    pub(super) fn board_decided(&self, decision: &BoardDecision) -> Told {
        let present: Vec<String> = decision.present.iter().map(|id| self.name(id)).collect();
        let title = match &decision.outcome {
            Some(outcome) => format!("The board decided: {}", self.outcome(outcome)),
            None => "The board discussed it".to_owned(),
        };
        Told::new(title)
            .and(&decision.conclusion)
            .and(decision.further_action.map(more_to_do).unwrap_or_default())
            .labelled("Present", Some(&present.join(", ")))
            .and(format!("On {}.", long_date(decision.on)))
    }

    fn current_stage(&self) -> Option<&Stage> {
        self.procedure.stage(self.case.current()?.stage.as_deref()?)
    }
}

fn more_to_do(more: bool) -> &'static str {
    if more { "More is to be done." } else { "Nothing more is to be done." }
}

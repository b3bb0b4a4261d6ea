//! From the page on which a case is logged to the case and the commands carried out with it.

use redress_domain::case::{
    Command, Considered, Decide, Due, FailedTest, FieldError, Log, Party, Received, Understanding, WrittenReply,
};
use redress_domain::procedure::{Channel, OutcomeEffect, Procedure, Route};
use redress_domain::register::BroughtBy;
use redress_domain::staff::UserId;
use redress_domain::words::Word;

use super::form::asks_compensation;
use crate::commands::{read_adjustments, read_compensation, read_representative};
use crate::flash::Flash;
use crate::forms::{Read, read_agreement};

/// A case to be logged, with what is done at once.
pub(super) struct Intake {
    pub(super) log: Log,
    pub(super) then: Vec<Command>,
    pub(super) flash: Flash,
}

/// Reads the whole page.
pub(super) fn intake(procedure: &Procedure, mut read: Read<'_>) -> Result<Intake, Vec<FieldError>> {
    let log = log(&mut read);
    let class = read.optional("class");
    let is_failure =
        class.as_deref().and_then(|id| procedure.triage_class(id)).is_some_and(|class| class.counts_as_failure);
    let now = read.typed().get("now").to_owned();
    let mut then: Vec<Command> =
        class.iter().map(|class| Command::Triage { class: class.clone(), note: None }).collect();
    let mut flash = if class.is_some() { Flash::LoggedAndTriaged } else { Flash::Logged };
    match now.as_str() {
        "settled" | "handover" if !is_failure => {
            let message =
                format!("Choose what it is first: only a {} is put right or handed over here.", procedure.terms.case);
            read.refuse("class", "required", message);
        }
        "settled" => {
            let anonymous = read.typed().is("brought_by", BroughtBy::Anonymous.id());
            let settled = settled(procedure, &mut read, anonymous);
            flash = match settled {
                Some(Settled { closed: false, .. }) => Flash::LoggedReplyWaits,
                _ => Flash::LoggedAndClosed,
            };
            then.extend(settled.into_iter().flat_map(|settled| settled.commands));
        }
        "handover" => {
            flash = Flash::LoggedAndHandedOver;
            let to = read.person("to", "Choose who takes it on.");
            let told = read.optional_means("customer_told");
            then.extend(to.zip(told).map(|(to, customer_told)| Command::HandOver { to, customer_told }));
        }
        "later" => {}
        // A comment or a query has nothing to be put right.
        _ if class.is_some() && !is_failure => {}
        _ => read.refuse("now", "required", "Choose whether you can put it right now."),
    }
    read.finish(log.map(|log| Intake { log, then, flash }))
}

fn log(read: &mut Read<'_>) -> Option<Log> {
    let received = read.due("received_on", "Enter the day on which it was received.").map(|received| match received {
        Due::On(on) => Received::On(on),
        Due::At(at) => Received::At(at),
    });
    let channel = read.word::<Channel>("channel", "Choose how it reached you.");
    let brought_by = read.word::<BroughtBy>("brought_by", "Choose who brings it.");
    let summary = read.required("summary", "Enter what happened.");
    let represented = brought_by == Some(BroughtBy::Representative);
    let representative = if represented { read_representative(read).map(Some) } else { Some(None) };
    let happened_on = read.optional_date("happened_on");
    let typed = read.typed();
    Some(Log {
        received: received?,
        channel: channel?,
        brought_by: brought_by?,
        complainant: party(read, "complainant"),
        representative: representative?,
        summary: summary?,
        outcome_wanted: read.optional("outcome_wanted"),
        service_area: read.optional("service_area"),
        natures: typed.all("natures").map(str::to_owned).collect(),
        failed_test: FailedTest::from_id(typed.get("failed_test")),
        understanding: understanding(read),
        happened_on: happened_on?,
        subjects: if read.ticked("about_staff") { subjects(read) } else { Vec::new() },
        adjustments: if read.ticked("needs") { read_adjustments(read) } else { Vec::new() },
        route: Route::from_id(typed.get("route")).unwrap_or(Route::S1),
    })
}

/// A person, where anything of them was typed.
fn party(read: &Read<'_>, who: &str) -> Option<Party> {
    let field = |name: &str| read.optional(&format!("{who}_{name}"));
    let party = Party {
        name: field("name").unwrap_or_default(),
        email: field("email"),
        phone: field("phone"),
        address: field("address"),
    };
    (party != Party::default()).then_some(party)
}

fn subjects(read: &Read<'_>) -> Vec<UserId> {
    read.chosen("subjects").into_iter().map(UserId::new).collect()
}

fn understanding(read: &Read<'_>) -> Option<Understanding> {
    match read.typed().get("understanding") {
        "confirmed" => Some(Understanding::Confirmed),
        "not-confirmed" => {
            Some(Understanding::NotConfirmed { why: read.optional("understanding_why").unwrap_or_default() })
        }
        _ => None,
    }
}

struct Settled {
    commands: Vec<Command>,
    /// A written reply that is wanted is sent before it is closed (R40).
    closed: bool,
}

/// Put right, decided and closed, in the order of the procedure.
fn settled(procedure: &Procedure, read: &mut Read<'_>, anonymous: bool) -> Option<Settled> {
    let done = read.required("done", "Enter what was done to put it right.");
    let agreement = read_agreement(read, anonymous, Some("agreed"));
    let answer = if anonymous {
        Some(WrittenReply::CouldNotAsk)
    } else {
        read.word::<WrittenReply>("answer", "Choose whether a written reply is wanted.")
    };
    let compensation = if asks_compensation(procedure) { read_compensation(read).map(Some) } else { Some(None) };
    let code = read.required("code", "Choose exactly one decision code.");
    let outcome = procedure.outcomes.iter().find(|outcome| outcome.effect == OutcomeEffect::Resolved);
    if outcome.is_none() {
        let message = "This procedure has no outcome for what is put right on the spot: log it only, then decide it.";
        read.refuse("now", "no-outcome", message);
    }
    let answer = answer?;
    let closed = answer != WrittenReply::Yes;
    let mut commands =
        vec![Command::SettleAtFirstContact { done: done?, agreement: agreement? }, Command::AskWrittenReply { answer }];
    commands.extend(compensation?.map(|decision| Command::DecideCompensation { decision }));
    commands.push(Command::Decide(Decide {
        outcome: outcome?.id.clone(),
        code: Some(code?),
        finding: None,
        explanation: None,
        action_taken: None,
        agreement: None,
        considered: Considered::default(),
        remedies: Vec::new(),
        outcome_reason: None,
    }));
    commands.extend(closed.then_some(Command::Close { on: None }));
    Some(Settled { commands, closed })
}

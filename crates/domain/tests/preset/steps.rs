//! The steps of a story as commands of the case engine.

use redress_domain::case::{
    AddPoint, Agreement, Command, Considered, Decide, DecidePoint, Escalate, Extend, Log, Received, Recipient,
    RecordContact, RecordReply,
};
use redress_domain::procedure::{Channel, Means, Procedure, Route};
use redress_domain::register::BroughtBy;
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant, Zone, parse_date};

/// A complaint received on a day, for the first stage or directly for the second.
pub fn complaint(route: &str, received: &str) -> Log {
    Log {
        received: Received::On(date(received)),
        channel: Channel::Email,
        brought_by: BroughtBy::Complainant,
        complainant: None,
        representative: None,
        summary: "Nobody came.".to_owned(),
        outcome_wanted: None,
        service_area: None,
        natures: Vec::new(),
        failed_test: None,
        understanding: None,
        happened_on: None,
        subjects: Vec::new(),
        adjustments: Vec::new(),
        route: if route == "S2" { Route::S2 } else { Route::S1 },
    }
}

/// The command that a word of a story means, given now.
pub fn command(procedure: &Procedure, now: Instant, word: &str, rest: &[&str]) -> Command {
    let today = now.local_date(Zone::LONDON);
    match (word, rest) {
        ("triage", [class]) => Command::Triage { class: (*class).to_owned(), note: None },
        ("settle", []) => Command::SettleAtFirstContact {
            done: "Put right there and then.".to_owned(),
            agreement: Agreement::Agreed { means: Means::Phone, on: today },
        },
        ("hand-over", [role]) => Command::HandOver { to: UserId::new(*role), customer_told: None },
        ("acknowledge", []) => Command::AcknowledgeEscalation { means: Means::Email, at: now },
        ("contact", []) => Command::RecordContact(spoken(now)),
        ("update", []) => Command::GiveUpdate { means: Means::Email, at: now, text: "It goes on.".to_owned() },
        ("extend", [to, ground]) => extend(procedure, to, ground),
        ("decide", [outcome, code]) => decision(outcome, code),
        ("point", [relation]) => Command::AddPoint(AddPoint {
            what: "Nobody rang back either.".to_owned(),
            nature: None,
            service_area: None,
            related: *relation == "related",
        }),
        ("find", [number, outcome]) => Command::DecidePoint(DecidePoint {
            number: number.parse().expect("the number of a point"),
            outcome: (*outcome).to_owned(),
            finding: Some("Nobody did.".to_owned()),
            remedies: Vec::new(),
        }),
        ("confirm", []) => Command::ConfirmDecision { means: Means::Phone, on: today },
        ("reply", []) => Command::RecordReply(RecordReply {
            on: today,
            means: Means::Letter,
            to: Recipient::Complainant,
            contents: procedure.response.contents.iter().map(|content| content.id.clone()).collect(),
            note: None,
        }),
        ("close", []) => Command::Close { on: None },
        ("escalate", [asked]) => Command::Escalate(Escalate {
            asked: Received::On(date(asked)),
            channel: Channel::Phone,
            reasons: None,
            waiver: None,
        }),
        ("refer", [body]) => Command::ReferOutside { body: (*body).to_owned(), on: today, note: None },
        _ => panic!("nobody knows how to '{word}' with {rest:?}"),
    }
}

/// Approved by the role the procedure names, told to the person, with the outside body's contact.
fn extend(procedure: &Procedure, to: &str, ground: &str) -> Command {
    let extensions = procedure.clocks.iter().filter_map(|clock| clock.extension.as_ref());
    let approver = extensions.filter_map(|extension| extension.approver_role.as_ref()).next();
    Command::Extend(Extend {
        to: date(to),
        reason: "It cannot be finished in time.".to_owned(),
        ground: Some(ground.to_owned()),
        approver: approver.map(UserId::new),
        told: Some(Means::Letter),
        outside_contact_given: true,
    })
}

fn spoken(at: Instant) -> RecordContact {
    RecordContact { means: Means::Phone, at, reached: true, note: None, safety: None, issue: None, remedy_wanted: None }
}

fn decision(outcome: &str, code: &str) -> Command {
    Command::Decide(Decide {
        outcome: outcome.to_owned(),
        code: Some(code.to_owned()),
        finding: Some("Nobody came.".to_owned()),
        explanation: None,
        action_taken: None,
        agreement: None,
        considered: Considered::default(),
        remedies: Vec::new(),
        outcome_reason: None,
    })
}

fn date(text: &str) -> Date {
    parse_date(text).unwrap_or_else(|_| panic!("'{text}' is a date"))
}

//! Short ways to say what people of the demonstration did: taking a case, speaking, promising, planning.

mod around;
mod decided;
mod review;

use redress_domain::case::{
    AddPoint, Agreement, AskInformation, Command, DecidePoint, Due, Log, Member, Party, PlanStep, Received,
    RecordContact,
};
use redress_domain::procedure::{Channel, Means, Route};
use redress_domain::register::BroughtBy;
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant, Zone};

pub use around::{adjust, apologised, letter, linked, merged, needs, paid, staff_matter};
pub use decided::{close, compensation, decide, learn, no_compensation, not_upheld, replied, told_them, wants_reply};
pub use review::{acknowledge, ask_for_review, board_decided, declined, goes_ahead, panel, to_the_board, voted};

/// Somebody of the demonstration with a telephone.
pub fn person(name: &str, phone: &str) -> Party {
    Party { name: name.to_owned(), phone: Some(phone.to_owned()), ..Party::default() }
}

/// A case as it came in.
pub fn log(at: Instant, channel: Channel, who: Option<Party>, area: &str, summary: &str, wanted: &str) -> Log {
    Log {
        received: Received::At(at),
        channel,
        brought_by: if who.is_some() { BroughtBy::Complainant } else { BroughtBy::Anonymous },
        complainant: who,
        representative: None,
        summary: summary.to_owned(),
        outcome_wanted: some(wanted),
        service_area: some(area),
        natures: Vec::new(),
        failed_test: None,
        understanding: None,
        happened_on: None,
        subjects: Vec::new(),
        adjustments: Vec::new(),
        route: Route::S1,
    }
}

pub fn triage(class: &str) -> Command {
    Command::Triage { class: class.to_owned(), note: None }
}

pub fn settle(at: Instant, means: Means, done: &str) -> Command {
    Command::SettleAtFirstContact { done: done.to_owned(), agreement: agreed(at, means) }
}

pub fn hand_over(to: &str, told: Option<Means>) -> Command {
    Command::HandOver { to: UserId::new(to), customer_told: told }
}

pub fn spoke(at: Instant, means: Means, note: &str) -> Command {
    contact(at, means, true, note, "")
}

pub fn tried(at: Instant, means: Means, note: &str) -> Command {
    contact(at, means, false, note, "")
}

/// A visit at home, with what whoever goes there has to know.
pub fn visited(at: Instant, note: &str, safety: &str) -> Command {
    contact(at, Means::Visit, true, note, safety)
}

fn contact(at: Instant, means: Means, reached: bool, note: &str, safety: &str) -> Command {
    let (note, safety) = (some(note), some(safety));
    Command::RecordContact(RecordContact { means, at, reached, note, safety, issue: None, remedy_wanted: None })
}

pub fn promise(what: &str, on: Date) -> Command {
    Command::MakePromise { what: what.to_owned(), due: Due::On(on), appointment: false }
}

pub fn appointment(what: &str, at: Instant) -> Command {
    Command::MakePromise { what: what.to_owned(), due: Due::At(at), appointment: true }
}

pub fn moved(number: u32, to: Instant, reason: &str) -> Command {
    Command::MoveAction { number, to: Due::At(to), reason: reason.to_owned() }
}

/// A plan agreed on the spot: what, who, by when.
pub fn plan(agreement: Agreement, steps: &[(&str, &str, Date)]) -> Command {
    let step = |(what, owner, due_on): &(&str, &str, Date)| step(what, owner, *due_on);
    Command::AgreePlan { steps: steps.iter().map(step).collect(), agreement }
}

fn step(what: &str, owner: &str, due_on: Date) -> PlanStep {
    PlanStep { what: what.to_owned(), owner: UserId::new(owner), due_on }
}

pub fn done(number: u32, on: Date, note: &str) -> Command {
    Command::CompleteAction { number, on, note: some(note) }
}

pub fn agreed(at: Instant, means: Means) -> Agreement {
    Agreement::Agreed { means, on: at.local_date(Zone::LONDON) }
}

pub fn not_agreed(reasons: &str) -> Agreement {
    Agreement::NotAgreed { reasons: reasons.to_owned() }
}

/// A question to a colleague, for an answer within the procedure's days.
pub fn ask(whom: &str, question: &str) -> Command {
    let of = Member::Staff(UserId::new(whom));
    Command::AskInformation(AskInformation { of, question: question.to_owned(), due_on: None })
}

/// A point of complaint, with its nature where it has one.
pub fn point(what: &str, nature: &str) -> Command {
    let what = what.to_owned();
    Command::AddPoint(AddPoint { what, nature: some(nature), service_area: None, related: true })
}

pub fn decide_point(number: u32, outcome: &str, finding: &str, remedies: &[&str]) -> Command {
    let (outcome, finding, remedies) = (outcome.to_owned(), some(finding), owned(remedies));
    Command::DecidePoint(DecidePoint { number, outcome, finding, remedies })
}

pub fn note(text: &str) -> Command {
    Command::AddNote { text: text.to_owned() }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn owned(ids: &[&str]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

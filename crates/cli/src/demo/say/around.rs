//! What goes on around a case: what the person needs, letters, apologies, payments, staff, other cases.

use redress_domain::case::{Command, LinkKind, Log, PaymentStep, Recipient};
use redress_domain::procedure::Means;
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant, Zone};

use super::owned;

/// A case whose person said at once what they need.
pub fn needs(log: Log, adjustments: &[&str]) -> Log {
    Log { adjustments: owned(adjustments), ..log }
}

/// What the person needs, to be kept for their next case too.
pub fn adjust(kinds: &[&str], note: &str) -> Command {
    Command::RecordAdjustments { kinds: owned(kinds), note: Some(note.to_owned()), carry_forward: true }
}

/// A letter of the procedure made for the person.
pub fn letter(id: &str) -> Command {
    Command::MakeLetter { letter: id.to_owned(), to: Recipient::Complainant }
}

pub fn apologised(who: &str, at: Instant, means: Means, words: &str) -> Command {
    let on = at.local_date(Zone::LONDON);
    Command::Apologise { who: UserId::new(who), means, on, words: Some(words.to_owned()) }
}

pub fn paid(step: PaymentStep, on: Date) -> Command {
    Command::RecordPayment { step, on }
}

pub fn staff_matter(kind: &str, about: &str, text: &str) -> Command {
    Command::RecordStaffMatter { kind: kind.to_owned(), about: Some(UserId::new(about)), text: text.to_owned() }
}

/// The other case by the name that the scenes have for it.
pub fn linked(to: &str, kind: LinkKind, note: &str) -> Command {
    Command::Link { to: to.to_owned(), kind, note: Some(note.to_owned()) }
}

/// The other case by the name that the scenes have for it.
pub fn merged(into: &str, reason: &str) -> Command {
    Command::Merge { into: into.to_owned(), reason: reason.to_owned() }
}

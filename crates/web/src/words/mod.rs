//! From facts to the sentences people read: dates, clocks, history.

pub(crate) mod clock;
pub(crate) mod due;
pub(crate) mod notices;
pub(crate) mod sentences;

use redress_domain::case::{Agreement, Due, Member};
pub(crate) use redress_domain::money::pounds;
use redress_domain::procedure::{Channel, Label, Means};
use redress_domain::staff::Staffing;
use redress_domain::time::{Instant, Zone, long_date};

/// `Tuesday 3 March 2026, 14:20`.
pub(crate) fn long_instant(at: Instant) -> String {
    format!("{}, {}", long_date(at.local_date(Zone::LONDON)), at.local_time(Zone::LONDON))
}

/// The day, or the day and the time, that something is due.
pub(crate) fn long_due(due: Due) -> String {
    match due {
        Due::On(on) => long_date(on),
        Due::At(at) => long_instant(at),
    }
}

/// `by phone`, to stand in a sentence.
pub(crate) fn by_means(means: Means) -> &'static str {
    match means {
        Means::Phone => "by phone",
        Means::Visit => "in a home visit",
        Means::InPerson => "in person",
        Means::Video => "by video call",
        Means::Email => "by email",
        Means::Letter => "by letter",
        Means::Text => "by text message",
    }
}

/// `by phone`, of the way a complaint came.
pub(crate) fn by_channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Letter => "by letter",
        Channel::Email => "by email",
        Channel::Web => "through the website",
        Channel::InPerson => "in person",
        Channel::Phone => "by phone",
    }
}

/// Whether the person agrees, as a sentence.
pub(crate) fn agreement(agreement: &Agreement, person: &str) -> String {
    match agreement {
        Agreement::Agreed { means, on } => format!("The {person} agreed {} on {}.", by_means(*means), long_date(*on)),
        Agreement::NotAgreed { reasons } => format!("The {person} does not agree: {reasons}"),
        Agreement::NotPossible { statement } => {
            format!("The {person} is anonymous and could not be asked: {statement}")
        }
    }
}

/// A number with its noun, in the plural where it needs one.
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// Ids of one of the procedure's lists in its own words, one after the other.
pub(crate) fn labels(list: &[Label], ids: &[String]) -> String {
    let label = |id: &String| list.iter().find(|label| label.id == *id).map_or(id.clone(), |label| label.label.clone());
    ids.iter().map(label).collect::<Vec<String>>().join("; ")
}

/// The name of somebody who takes part.
pub(crate) fn member_name(member: &Member, staffing: &Staffing) -> String {
    match member {
        Member::Staff(id) => staffing.name(id).to_owned(),
        Member::Outside(name) => format!("{name} (from outside)"),
    }
}

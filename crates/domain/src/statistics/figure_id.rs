//! The figures of a report that stand for a set of cases, by id: whoever sees one may ask for the cases behind it (R83).

use std::fmt;

use crate::case::ActionKind;
use crate::words::Word;

/// A figure that counts cases or handlings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FigureId {
    Opening,
    Received,
    Closed,
    Closing,
    /// Closed with this outcome id.
    Outcome(String),
    Met,
    Missed,
    /// Met as the time was before any extension.
    MetUnextended,
    Extended,
    Reclassified,
    /// Closed by the outside reviewer.
    External,
    ExternalUpheld,
    FirstContact,
    /// Received at the second stage from the first.
    Escalated,
    /// Open at the end, and past due.
    OpenPastDue,
    /// Open at the end, without a time limit.
    OpenNoLimit,
    /// The time limit of this rule fell due and was met, or was missed.
    LimitMet(String),
    LimitMissed(String),
    /// An action of this kind fell due and was done in time, or was not.
    ActionsMet(ActionKind),
    ActionsMissed(ActionKind),
    Compensated,
    Repeats,
    ReferredOutside,
    WishNotStated,
}

/// Figures that are no more than their name.
const PLAIN: [(&str, FigureId); 19] = [
    ("opening", FigureId::Opening),
    ("received", FigureId::Received),
    ("closed", FigureId::Closed),
    ("closing", FigureId::Closing),
    ("met", FigureId::Met),
    ("missed", FigureId::Missed),
    ("met-unextended", FigureId::MetUnextended),
    ("extended", FigureId::Extended),
    ("reclassified", FigureId::Reclassified),
    ("external", FigureId::External),
    ("external-upheld", FigureId::ExternalUpheld),
    ("first-contact", FigureId::FirstContact),
    ("escalated", FigureId::Escalated),
    ("open-past-due", FigureId::OpenPastDue),
    ("open-no-limit", FigureId::OpenNoLimit),
    ("compensated", FigureId::Compensated),
    ("repeats", FigureId::Repeats),
    ("referred-outside", FigureId::ReferredOutside),
    ("wish-not-stated", FigureId::WishNotStated),
];

impl FigureId {
    /// Every figure that needs nothing beside its name.
    pub fn plain() -> impl Iterator<Item = FigureId> {
        PLAIN.iter().map(|(_, figure)| figure.clone())
    }

    /// The figure of an id: `received`, `outcome:upheld`, `limit-met:contact`. A full stop may stand for the colon.
    pub fn parse(id: &str) -> Option<FigureId> {
        if let Some((_, figure)) = PLAIN.iter().find(|(name, _)| *name == id) {
            return Some(figure.clone());
        }
        let (name, of) = id.split_once([':', '.']).filter(|(_, of)| !of.is_empty())?;
        match name {
            "outcome" => Some(FigureId::Outcome(of.to_owned())),
            "limit-met" => Some(FigureId::LimitMet(of.to_owned())),
            "limit-missed" => Some(FigureId::LimitMissed(of.to_owned())),
            "actions-met" => ActionKind::from_id(of).map(FigureId::ActionsMet),
            "actions-missed" => ActionKind::from_id(of).map(FigureId::ActionsMissed),
            _ => None,
        }
    }
}

impl fmt::Display for FigureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FigureId::Outcome(id) => write!(f, "outcome:{id}"),
            FigureId::LimitMet(id) => write!(f, "limit-met:{id}"),
            FigureId::LimitMissed(id) => write!(f, "limit-missed:{id}"),
            FigureId::ActionsMet(kind) => write!(f, "actions-met:{}", kind.id()),
            FigureId::ActionsMissed(kind) => write!(f, "actions-missed:{}", kind.id()),
            plain => f.write_str(PLAIN.iter().find(|(_, figure)| figure == plain).map_or("", |(name, _)| name)),
        }
    }
}

/// The part of a figure that is of one channel, service area, nature or cause. An empty id is for those where it is not stated.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartOf {
    Channel(String),
    ServiceArea(String),
    Nature(String),
    Cause(String),
}

impl PartOf {
    /// The part of an id: `channel:phone`, `service-area:Housing repairs`, `nature:staff-conduct`,
    /// `cause:delay`. A full stop may stand for the colon.
    pub fn parse(id: &str) -> Option<PartOf> {
        let (name, of) = id.split_once([':', '.'])?;
        let part = match name {
            "channel" => PartOf::Channel,
            "service-area" => PartOf::ServiceArea,
            "nature" => PartOf::Nature,
            "cause" => PartOf::Cause,
            _ => return None,
        };
        Some(part(of.to_owned()))
    }
}

impl fmt::Display for PartOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartOf::Channel(id) => write!(f, "channel:{id}"),
            PartOf::ServiceArea(id) => write!(f, "service-area:{id}"),
            PartOf::Nature(id) => write!(f, "nature:{id}"),
            PartOf::Cause(id) => write!(f, "cause:{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{FigureId, PartOf};
    use crate::case::ActionKind;

    /// R83
    #[test]
    fn every_id_reads_back_with_either_mark() {
        let with_more = [
            FigureId::Outcome("partly-upheld".into()),
            FigureId::LimitMet("contact".into()),
            FigureId::LimitMissed("contact".into()),
            FigureId::ActionsMet(ActionKind::Promise),
            FigureId::ActionsMissed(ActionKind::Prevention),
        ];
        for figure in FigureId::plain().chain(with_more) {
            let id = figure.to_string();
            assert_eq!(FigureId::parse(&id), Some(figure.clone()));
            assert_eq!(FigureId::parse(&id.replace(':', ".")), Some(figure));
        }
        let parts = [
            PartOf::Channel("phone".into()),
            PartOf::ServiceArea("A: b".into()),
            PartOf::Nature("staff-conduct".into()),
            PartOf::Cause(String::new()),
        ];
        for part in parts {
            assert_eq!(PartOf::parse(&part.to_string()), Some(part));
        }
        for wrong in ["", "outcome", "outcome:", "limit:x", "actions-met:lunch", "Received", "received:S1"] {
            assert_eq!(FigureId::parse(wrong), None, "{wrong}");
        }
        assert_eq!(PartOf::parse("person:x"), None);
    }
}

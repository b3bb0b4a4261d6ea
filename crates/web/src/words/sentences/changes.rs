//! Classing for returns, and what the person was told of changes, told.

use redress_domain::case::Recipient;
use redress_domain::procedure::Means;
use redress_domain::time::{Date, long_date};

use super::super::{by_means, labels};
use super::{Teller, Told};

impl Teller<'_> {
    pub(super) fn classed(&self, split: &str, options: &[String]) -> Told {
        let known = self.procedure.split(split);
        let label = known.map_or(split, |split| &split.label);
        match options {
            [] => Told::new(format!("Took back for the returns: {label}")),
            _ => Told::new(format!("Recorded for the returns: {label}"))
                .and(labels(known.map_or(&[][..], |split| &split.options), options)),
        }
    }

    pub(super) fn change_news(&self, wants: bool) -> Told {
        let wants = if wants { "would like" } else { "does not want" };
        Told::new(format!("The {} {wants} to know what changes", self.procedure.terms.person))
    }

    pub(super) fn change_told(&self, means: Means, to: Recipient, on: Date, what: &str, number: Option<u32>) -> Told {
        let whom = match to {
            Recipient::Complainant => format!("the {}", self.procedure.terms.person),
            Recipient::Representative => "their representative".to_owned(),
        };
        Told::new(format!("Told {whom} {} what changed", by_means(means)))
            .and(what)
            .and(format!("On {}.", long_date(on)))
            .labelled("Improvement", number.map(|number| number.to_string()).as_deref())
    }
}

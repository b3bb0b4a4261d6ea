//! What became known of the people in a case, and who keeps out of it, told.

use redress_domain::case::{Adjustments, Apology, Consent, ContactLimit, RepresentativeRef, StaffMatter};
use redress_domain::staff::UserId;
use redress_domain::time::{Date, long_date};

use super::super::{by_means, labels};
use super::{Teller, Told};

impl Teller<'_> {
    pub(super) fn about_staff(&self, who: &UserId, is_about: bool) -> Told {
        let name = self.name(who);
        Told::new(if is_about { format!("It is about {name}") } else { format!("It is not about {name} after all") })
    }

    pub(super) fn stepped_back(&self, who: &UserId, what: &str) -> Told {
        Told::new(format!("{} declared an interest and stepped back", self.name(who))).and(what)
    }

    pub(super) fn represented(&self, representative: &RepresentativeRef) -> Told {
        let authority = representative.authority.as_deref().unwrap_or("not shown yet");
        Told::new(format!("Recorded who acts for the {}", self.procedure.terms.person))
            .labelled("How they stand to each other", Some(&representative.relation))
            .labelled("Authority", Some(authority))
    }

    pub(super) fn consented(&self, consent: &Consent) -> Told {
        let person = &self.procedure.terms.person;
        let title = match consent.given {
            true => format!("The {person} consented {}", by_means(consent.means)),
            false => format!("The {person} does not consent, said {}", by_means(consent.means)),
        };
        let until = consent.expires_on.map(|on| format!(", until {}", long_date(on))).unwrap_or_default();
        Told::new(title).and(format!("On {}{until}.", long_date(consent.on))).maybe(&consent.note)
    }

    pub(super) fn adjusted(&self, adjustments: &Adjustments) -> Told {
        let kinds = labels(&self.procedure.adjustments, &adjustments.kinds);
        let title = if kinds.is_empty() { "Recorded that no adjustment is needed" } else { "Recorded adjustments" };
        let kept = if adjustments.carry_forward { "The next case begins with them." } else { "" };
        Told::new(title).and(kinds).maybe(&adjustments.note).and(kept)
    }

    pub(super) fn limited(&self, limit: &ContactLimit) -> Told {
        let known = self.procedure.behaviour.as_ref().map_or(&[][..], |behaviour| &behaviour.limits);
        Told::new("Limited contact").and(labels(known, &limit.limits)).and(&limit.reasons).and(format!(
            "Until {}; looked at again on {}.",
            long_date(limit.until),
            long_date(limit.review_on)
        ))
    }

    pub(super) fn apologised(&self, apology: &Apology) -> Told {
        Told::new(format!("{} apologised {}", self.name(&apology.who), by_means(apology.means)))
            .and(format!("On {}.", long_date(apology.on)))
            .maybe(&apology.words)
    }

    pub(super) fn staff_matter(&self, matter: &StaffMatter) -> Told {
        let kind = labels(&self.procedure.staff_matters, std::slice::from_ref(&matter.kind));
        let about = matter.about.as_ref().map(|id| self.name(id));
        Told::new(format!("Restricted: {kind}")).labelled("About", about.as_deref()).and(&matter.text)
    }
}

/// A limit was looked at again.
pub(super) fn limit_reviewed(keep_until: Option<Date>, review_on: Option<Date>, reasons: &str) -> Told {
    let title = match keep_until {
        Some(until) => format!("Kept the limit on contact until {}", long_date(until)),
        None => "Lifted the limit on contact".to_owned(),
    };
    Told::new(title)
        .and(reasons)
        .and(review_on.map(|on| format!("To be looked at again on {}.", long_date(on))).unwrap_or_default())
}

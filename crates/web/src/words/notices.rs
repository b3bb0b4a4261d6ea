//! What has to be minded at every contact with the person: adjustments, limits, what a visitor must know, consent.

use redress_app::CaseView;
use redress_domain::case::{Case, Party};
use redress_domain::procedure::{Label, Procedure};
use redress_domain::time::{Date, Zone, long_date};

use super::labels;
use super::sentences::why;
use crate::components::Notice;

/// The notices of a case, the most pressing first; most have none.
pub(crate) fn notices(view: &CaseView) -> Vec<Notice> {
    let (case, procedure) = (&view.case, &*view.procedure);
    [
        erased(case),
        held(case),
        limit(case, procedure),
        adjustments(case, procedure),
        safety(case),
        consent(case, procedure),
        joint(case),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How to reach the person, and who acts for them: at hand wherever somebody is about to speak with them.
pub(crate) fn reach(view: &CaseView) -> Option<String> {
    let line = |party: &Party| {
        let parts = [Some(party.name.as_str()), party.phone.as_deref(), party.email.as_deref()];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<&str>>().join(", ")
    };
    let acts = view.representative.as_ref().map(|party| format!("Acts for them: {}", line(party)));
    let lines: Vec<String> = view.complainant.as_ref().map(line).into_iter().chain(acts).collect();
    (!lines.is_empty()).then(|| lines.join(". "))
}

/// The tombstone: what is left says nothing of anybody.
fn erased(case: &Case) -> Option<Notice> {
    let erasure = case.erasure.as_ref()?;
    let on = long_date(erasure.at.local_date(Zone::LONDON));
    let text = format!("On {on}. {} Only what figures count is left, and nothing can be added.", why(&erasure.ground));
    Some(Notice::new("What was kept of this was erased", text))
}

fn held(case: &Case) -> Option<Notice> {
    let hold = case.records_hold.as_ref().filter(|_| case.erasure.is_none())?;
    let text = format!("Since {}: {}. Nothing of it is erased.", long_date(hold.since), hold.reason);
    Some(Notice::new("Its records are held", text))
}

fn limit(case: &Case, procedure: &Procedure) -> Option<Notice> {
    let limit = case.contact_limit.as_ref()?;
    let known: &[Label] = procedure.behaviour.as_ref().map_or(&[][..], |behaviour| &behaviour.limits);
    let text = format!(
        "{}. Until {}; to be looked at again on {}. They may complain as before.",
        labels(known, &limit.limits),
        long_date(limit.until),
        long_date(limit.review_on)
    );
    Some(Notice::new("Contact is limited", text))
}

fn adjustments(case: &Case, procedure: &Procedure) -> Option<Notice> {
    let known = &case.adjustments;
    let kinds = labels(&procedure.adjustments, &known.kinds);
    let text: Vec<&str> = [kinds.as_str(), known.note.as_deref().unwrap_or_default()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    (!text.is_empty()).then(|| Notice::new("Adjustments they need", text.join("\n")))
}

fn safety(case: &Case) -> Option<Notice> {
    Some(Notice::new("Before a home visit", case.safety_note.as_deref()?))
}

/// Said where somebody acts for the person and may not be told of the case yet (R26).
fn consent(case: &Case, procedure: &Procedure) -> Option<Notice> {
    case.representative.as_ref()?;
    if procedure.consent.required_before.is_empty() {
        return None;
    }
    let text = match &case.consent {
        None => "They may speak for the person; tell them nothing of the case until consent is recorded.".to_owned(),
        Some(consent) if !consent.given => "The person does not let them be told of the case.".to_owned(),
        Some(consent) => format!("The person lets them be told, {}.", until(consent.expires_on?)),
    };
    Some(Notice::new("The representative", text))
}

fn until(expires_on: Date) -> String {
    format!("until {}", long_date(expires_on))
}

fn joint(case: &Case) -> Option<Notice> {
    let joint = case.joint.as_ref().filter(|joint| !joint.we_lead)?;
    Some(Notice::new("Joint with another body", format!("{} leads and gives the one answer.", joint.body)))
}

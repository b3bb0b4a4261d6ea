//! Choosing people: who may be chosen, and of everybody else why not (R42, R43).

use redress_app::Candidate;
use redress_domain::staff::{Staff, Staffing};

use crate::components::{Choice, Field, Item, Reasons};
use crate::forms::{Filling, means_items};
use crate::layout::capital;

/// Everybody, those who may be chosen first.
pub(crate) fn choice_of(fill: &Filling<'_>, name: &str, candidates: &[Candidate]) -> Choice {
    let mut sorted: Vec<&Candidate> = candidates.iter().collect();
    sorted.sort_by_key(|candidate| (!candidate.against.is_empty(), candidate.staff.name.clone()));
    let items = sorted.into_iter().map(|candidate| {
        let item = Item::new(candidate.staff.id.as_str(), &candidate.staff.name);
        if candidate.against.is_empty() {
            return item.hint(&candidate.staff.email);
        }
        item.barred(format!("Cannot be chosen. {}", why_not(candidate)))
    });
    fill.radios(name, "Who takes it on?", items.collect())
}

/// Those who cannot be chosen, with the reasons; `None` where everybody can.
pub(super) fn barred(summary: &str, candidates: &[Candidate]) -> Option<Reasons> {
    let barred = candidates.iter().filter(|candidate| !candidate.against.is_empty());
    let mut lines: Vec<(String, String)> =
        barred.map(|candidate| (candidate.staff.name.clone(), why_not(candidate))).collect();
    lines.sort();
    (!lines.is_empty()).then(|| Reasons { summary: summary.to_owned(), lines })
}

fn why_not(candidate: &Candidate) -> String {
    let reasons: Vec<String> = candidate.against.iter().map(|reason| capital(&reason.to_string())).collect();
    reasons.join(" ")
}

/// Whether the person was given the name and contact details of who has it (R23, R43).
pub(crate) fn customer_told(fill: &Filling<'_>, person: &str) -> Field {
    let label = format!("How was the {person} told who has it?");
    fill.select("customer_told", label, "Not told yet", means_items()).hint("Give the name and how to reach them.")
}

/// Those of the staff who hold one of the roles, as options; everybody where no role is asked for.
pub(super) fn holders<'s>(staffing: &'s Staffing, roles: &[String]) -> Vec<&'s Staff> {
    let holds = |staff: &Staff| roles.is_empty() || roles.iter().any(|role| staff.has_role(role));
    staffing.iter().filter(|staff| holds(staff)).collect()
}

/// People as options of a list.
pub(super) fn options(staff: &[&Staff]) -> Vec<(String, String)> {
    staff.iter().map(|staff| (staff.id.as_str().to_owned(), staff.name.clone())).collect()
}

//! The people in a case, and the restricted part about staff (R79).

use redress_app::CaseView;
use redress_domain::case::{Apology, Consent, Party, StaffMatter};
use redress_domain::time::long_date;

use super::Section;
use crate::layout::capital;
use crate::words::{by_means, labels};

pub(super) fn people(view: &CaseView) -> Section {
    let case = &view.case;
    let person = capital(&view.procedure.terms.person);
    let anonymous = case.is_anonymous().then_some("Anonymous: there is nobody to contact or to answer");
    let named = view.complainant.as_ref().map(reachable);
    let representative = case.representative.as_ref();
    let warned = case.behaviour_warning.as_ref();
    let apologies: Vec<String> = case.apologies.iter().map(|apology| apologised(view, apology)).collect();
    let interests: Vec<String> = case
        .interests
        .iter()
        .map(|interest| format!("{}: {}", view.settings.staffing.name(&interest.who), interest.what))
        .collect();
    Section::new("people", "People")
        .row(person, anonymous.map(str::to_owned).or(named))
        .row("Representative", view.representative.as_ref().map(reachable))
        .row("How they stand to each other", representative.map(|representative| representative.relation.as_str()))
        .row(
            "Authority",
            representative.map(|representative| representative.authority.as_deref().unwrap_or("Not shown yet")),
        )
        .row("Consent", representative.map(|_| case.consent.as_ref().map_or("Not recorded yet".to_owned(), consented)))
        .row("Warned about behaviour", warned.map(|warning| format!("{}: {}", long_date(warning.on), warning.what)))
        .row("Apologies", Some(apologies.join("\n")))
        .row("Stepped back", Some(interests.join("\n")))
        .row("Logged by", case.entered_by.as_ref().map(|id| view.settings.staffing.name(id)))
}

fn reachable(party: &Party) -> String {
    let parts = [Some(party.name.as_str()), party.phone.as_deref(), party.email.as_deref(), party.address.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn consented(consent: &Consent) -> String {
    let given = if consent.given { "Given" } else { "Not given" };
    let until = consent.expires_on.map(|on| format!(", until {}", long_date(on))).unwrap_or_default();
    format!("{given} {} on {}{until}", by_means(consent.means), long_date(consent.on))
}

fn apologised(view: &CaseView, apology: &Apology) -> String {
    let who = view.settings.staffing.name(&apology.who);
    let words = apology.words.as_ref().map(|words| format!(": {words}")).unwrap_or_default();
    format!("{who}, {}, {}{words}", by_means(apology.means), long_date(apology.on))
}

/// What follows for members of staff, for those who deal with it.
pub(super) fn staff_matters(view: &CaseView) -> Section {
    let section = Section { restricted: true, ..Section::new("staff-matters", "Staff matters (restricted)") };
    if !view.sees_staff_matters {
        return section;
    }
    view.case
        .staff_matters
        .iter()
        .fold(section, |section, matter| section.row(kind(view, matter), Some(text(view, matter))))
}

fn kind(view: &CaseView, matter: &StaffMatter) -> String {
    labels(&view.procedure.staff_matters, std::slice::from_ref(&matter.kind))
}

fn text(view: &CaseView, matter: &StaffMatter) -> String {
    match &matter.about {
        Some(about) => format!("{}\n{}", view.settings.staffing.name(about), matter.text),
        None => matter.text.clone(),
    }
}

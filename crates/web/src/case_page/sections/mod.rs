//! What is recorded of a case, as lists of headings and texts.

mod around;
mod confidential;
mod handled;
mod learning;
mod people;
mod review;

use redress_app::CaseView;
use redress_domain::case::Understanding;
use redress_domain::time::long_date;
use redress_domain::words::Word;

use crate::words::{by_channel, long_instant};
pub(super) use learning::{improvements, is_learnt};

/// A heading with its rows.
pub(super) struct Section {
    pub(super) id: String,
    pub(super) heading: String,
    pub(super) rows: Vec<(String, String)>,
    /// Kept from those who do not deal with it (R79).
    pub(super) restricted: bool,
}

impl Section {
    fn new(id: impl Into<String>, heading: impl Into<String>) -> Self {
        Self { id: id.into(), heading: heading.into(), rows: Vec::new(), restricted: false }
    }

    /// Adds a row where there is something to say.
    fn row(mut self, key: impl Into<String>, text: Option<impl Into<String>>) -> Self {
        let text = text.map(Into::into).unwrap_or_default();
        if !text.is_empty() {
            self.rows.push((key.into(), text));
        }
        self
    }
}

/// What happened, as it was told.
pub(super) fn about(view: &CaseView) -> Section {
    let (case, procedure) = (&view.case, &view.procedure);
    let natures: Vec<&str> =
        case.natures.iter().map(|id| procedure.nature(id).map_or(id.as_str(), |nature| &nature.label)).collect();
    let subjects: Vec<&str> = case.subjects.iter().map(|id| view.settings.staffing.name(id)).collect();
    let clarified = case.current();
    Section::new("about", "What happened")
        .row("What happened", Some(case.summary.as_deref().unwrap_or("Not recorded")))
        .row("As clarified since", clarified.and_then(|handling| handling.clarified_issue.as_deref()))
        .row("What they would like done", Some(case.outcome_wanted.as_deref().unwrap_or("Not stated")))
        .row("As clarified since", clarified.and_then(|handling| handling.clarified_remedy.as_deref()))
        .row("Triaged as", Some(triaged(view)))
        .row("Which test failed", case.failed_test.map(|test| test.label()))
        .row("What it is about", Some(natures.join("; ")))
        .row("Whom it is about", Some(subjects.join(", ")))
        .row("Understanding", case.understanding.as_ref().map(understanding))
        .row("Service area", case.service_area.as_deref())
        .row("When it happened", case.happened_on.map(long_date))
        .row("Received", Some(format!("{}, {}", long_instant(case.received_at), by_channel(case.channel))))
        .row("Happened before", case.repeat_of.as_deref().map(|other| format!("The same as in {other}")))
        .row("Procedure", Some(format!("{}, version {}", procedure.title, case.procedure_version)))
}

/// What it was triaged as; where that changed, each class with its day (R18).
fn triaged(view: &CaseView) -> String {
    let label = |id: &str| view.procedure.triage_class(id).map_or(id, |class| &class.label).to_owned();
    match view.case.classes.as_slice() {
        [] => "Not triaged yet".to_owned(),
        [(only, _)] => label(&only.class),
        several => {
            let told = several.iter().map(|(class, on)| format!("{}, {}", label(&class.class), long_date(*on)));
            told.collect::<Vec<String>>().join("\n")
        }
    }
}

fn understanding(understanding: &Understanding) -> String {
    match understanding {
        Understanding::Confirmed => "Said back and confirmed".to_owned(),
        Understanding::NotConfirmed { why } => format!("Not confirmed: {why}"),
    }
}

/// People, each stage's review and decision, learning, what stands around it.
pub(super) fn all(view: &CaseView) -> Vec<Section> {
    let handlings = view
        .case
        .handlings
        .iter()
        .rev()
        .flat_map(|handling| [handled::handled(view, handling), review::review(view, handling)]);
    let sections = std::iter::once(people::people(view)).chain(handlings).chain(learning::learning(view)).chain([
        around::other_cases(view),
        around::outside(view),
        people::staff_matters(view),
        confidential::confidential(view),
        confidential::reads(view),
    ]);
    sections.filter(|section| !section.rows.is_empty()).collect()
}

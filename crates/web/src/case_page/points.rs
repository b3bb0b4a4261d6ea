//! Points of complaint, each with its finding or the form that supplies it.

use redress_app::CaseView;
use redress_domain::case::{CommandKind, Point};

use super::Link;
use crate::answer::case_path;
use crate::words::labels;

pub(super) struct PointRow {
    pub(super) number: u32,
    pub(super) what: String,
    pub(super) chip: &'static str,
    pub(super) state: String,
    pub(super) finding: String,
    pub(super) facts: String,
    pub(super) decide: Option<Link>,
}

pub(super) fn rows(view: &CaseView) -> Vec<PointRow> {
    view.case.points.iter().map(|point| row(view, point)).collect()
}

fn row(view: &CaseView, point: &Point) -> PointRow {
    let procedure = &view.procedure;
    let finding = point.finding.as_ref();
    let outcome = finding.map(|finding| {
        procedure.outcome(&finding.outcome).map_or_else(|| finding.outcome.clone(), |outcome| outcome.label.clone())
    });
    let nature = point.nature.as_deref().map(|id| procedure.nature(id).map_or(id, |nature| &nature.label).to_owned());
    let remedies = finding.map(|finding| labels(&procedure.remedies, &finding.remedies));
    let facts = [nature, point.service_area.clone(), remedies];
    let facts: Vec<String> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
    let may = view.offered.contains(&CommandKind::DecidePoint);
    let label = if finding.is_some() { "Change the finding" } else { "Record the finding" };
    PointRow {
        number: point.number,
        what: point.what.clone(),
        chip: if finding.is_some() { "rd-chip--met" } else { "rd-chip--running" },
        state: outcome.unwrap_or_else(|| "no finding yet".to_owned()),
        finding: finding.and_then(|finding| finding.finding.clone()).unwrap_or_default(),
        facts: facts.join(" · "),
        decide: may.then(|| Link {
            href: format!("{}/points/{}/decision", case_path(&view.case.reference), point.number),
            label: label.to_owned(),
        }),
    }
}

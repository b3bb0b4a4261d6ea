//! The procedure in force, read from its contents to what its source leaves open.

use std::sync::Arc;

use askama::Template;
use redress_domain::procedure::graph::StageMap;
use redress_domain::procedure::{Finding, Permission, Procedure};
use redress_domain::time::long_date;

use super::tables::{ClockLine, RoleLine, clocks, roles};
use super::{part_path, permit};
use crate::answer::{Answer, View, shown};
use crate::layout::{Area, Page};
use crate::visitor::Visitor;

/// Findings that the page tells of in sections of their own: gaps, statements to be checked, whether it is a draft.
const TOLD_ELSEWHERE: [&str; 3] = ["source-gap", "check-before-adopting", "draft"];

#[derive(Template)]
#[template(path = "procedure.html")]
struct ProcedurePage {
    page: Page,
    charity_number: Option<String>,
    procedure: Arc<Procedure>,
    /// By whom and when it was adopted; a draft has none (R73).
    adoption: Option<String>,
    may_administer: bool,
    map: StageMap,
    clocks: Vec<ClockLine>,
    roles: Vec<RoleLine>,
    /// What a check finds beside what the page tells anyway.
    findings: Vec<Finding>,
}

impl View for ProcedurePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl ProcedurePage {
    fn part_href(&self, id: &str) -> String {
        part_path(id)
    }
}

/// The whole of it.
pub(crate) async fn show(visitor: Visitor) -> Answer {
    permit(&visitor, Permission::Read)?;
    let settings = &visitor.who.settings;
    let procedure = settings.current().map_err(|error| visitor.failed(&error))?;
    let stored = visitor.app().get_procedure(&visitor.who.actor, &procedure.id, &procedure.version).await;
    let stored = stored.map_err(|error| visitor.failed(&error))?;
    let adoption = stored.adopted_body.as_ref().zip(stored.adopted_signatory.as_ref()).zip(stored.adopted_on);
    let mut findings = Procedure::load(&procedure.id, &stored.source).findings;
    findings.retain(|finding| !TOLD_ELSEWHERE.contains(&finding.code));
    Ok(shown(&ProcedurePage {
        page: visitor.page(Area::Procedure, procedure.title.clone()),
        charity_number: settings.organisation.charity_number.clone(),
        adoption: adoption
            .map(|((body, signatory), on)| format!("Adopted by {body} on {}, signed by {signatory}", long_date(on))),
        may_administer: visitor.may(Permission::Administer),
        map: StageMap::of(procedure),
        clocks: clocks(procedure),
        roles: roles(procedure),
        findings,
        procedure: Arc::clone(procedure),
    }))
}

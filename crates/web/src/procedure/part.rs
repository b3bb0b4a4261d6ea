//! One part of a procedure, to read or to print (R3).

use askama::Template;
use redress_app::AppError;
use redress_domain::procedure::{Part, Permission, Procedure};

use super::{part_path, permit};
use crate::answer::{Answer, Failed, View, shown};
use crate::extract::{Path, Query};
use crate::layout::{Area, Page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "procedure_part.html")]
struct PartPage {
    page: Page,
    /// Title and version of the procedure it is of.
    of: String,
    heading: String,
    part: Part,
    /// The steps that are done as it says, with their stages.
    steps: Vec<String>,
    previous: Option<PartLink>,
    next: Option<PartLink>,
}

impl View for PartPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// A link to a part, with its heading.
#[derive(Debug, Clone)]
pub(crate) struct PartLink {
    pub(crate) href: String,
    pub(crate) label: String,
}

/// The part of a version by which a case is handled, which need not be the one in force.
pub(crate) fn part_link(procedure: &Procedure, part: &Part) -> PartLink {
    let query = [("procedure", procedure.id.as_str()), ("version", procedure.version.as_str())];
    let query = serde_html_form::to_string(query).unwrap_or_default();
    PartLink { href: format!("{}?{query}", part_path(&part.id)), label: heading(part) }
}

/// The part: of the procedure in force, or of the version the address names.
pub(crate) async fn show(
    visitor: Visitor,
    Path(id): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Answer {
    permit(&visitor, Permission::Read)?;
    let given = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let kept = match given("procedure").zip(given("version")) {
        Some((procedure, version)) => Some(kept(&visitor, procedure, version).await?),
        None => None,
    };
    let procedure = match &kept {
        Some(procedure) => procedure,
        None => visitor.procedure()?,
    };
    let at = procedure.parts.iter().position(|part| part.id == id);
    let absent = || visitor.failed(&AppError::NotFound { what: "part" });
    let (at, part) = at.and_then(|at| Some((at, procedure.parts.get(at)?))).ok_or_else(absent)?;
    let beside = |at: Option<usize>| at.and_then(|at| procedure.parts.get(at)).map(|part| part_link(procedure, part));
    let steps = procedure.stages.iter().flat_map(|stage| {
        let of_part = stage.steps.iter().filter(|step| step.part == part.id);
        of_part.map(|step| format!("{}: {}", stage.label, step.label))
    });
    Ok(shown(&PartPage {
        page: visitor.page(Area::Procedure, heading(part)),
        of: format!("{}, version {}", procedure.title, procedure.version),
        heading: heading(part),
        part: part.clone(),
        steps: steps.collect(),
        previous: beside(at.checked_sub(1)),
        next: beside(at.checked_add(1)),
    }))
}

async fn kept(visitor: &Visitor, id: &str, version: &str) -> Result<Procedure, Failed> {
    let stored = visitor.app().get_procedure(&visitor.who.actor, id, version).await;
    let stored = stored.map_err(|error| visitor.failed(&error))?;
    let loaded = Procedure::load(id, &stored.source).procedure;
    loaded.ok_or_else(|| visitor.failed(&AppError::NotFound { what: "procedure" }))
}

/// `Part 5: The trustee in charge`; a part that has a name and no number is called by its title.
fn heading(part: &Part) -> String {
    match part.id.parse::<u32>() {
        Ok(number) => format!("Part {number}: {}", part.title),
        Err(_) => part.title.clone(),
    }
}

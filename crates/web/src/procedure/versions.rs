//! The versions of the procedure an organisation keeps, and what changed between two of them.

use askama::Template;
use redress_app::{AppError, StoredProcedure};
use redress_domain::procedure::diff::{Change, diff};
use redress_domain::procedure::{Permission, Procedure};
use redress_domain::time::long_date;

use super::permit;
use crate::answer::{Answer, Failed, View, shown};
use crate::components::Block;
use crate::extract::Query;
use crate::forms::{Filling, Typed};
use crate::layout::{Area, Page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "procedure_versions.html")]
struct VersionsPage {
    page: Page,
    versions: Vec<Version>,
    may_administer: bool,
    /// The choice of two to compare; empty where there is one alone.
    blocks: Vec<Block>,
    compared: Option<Compared>,
}

struct Version {
    name: String,
    adoption: String,
    is_current: bool,
}

struct Compared {
    from: String,
    to: String,
    changes: Vec<Change>,
}

impl View for VersionsPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The list; `?from=ID@VERSION&to=ID@VERSION` compares two.
pub(crate) async fn show(visitor: Visitor, Query(query): Query<Vec<(String, String)>>) -> Answer {
    permit(&visitor, Permission::Read)?;
    let organisation = &visitor.who.settings.organisation;
    let kept = visitor.app().list_procedures(&organisation.id).await.map_err(|error| visitor.failed(&error))?;
    let typed = query.into_iter().fold(Typed::default(), |typed, (name, value)| typed.with(&name, value));
    let compared = compare(&visitor, &kept, &typed)?;
    let is_current = |stored: &StoredProcedure| {
        let current = organisation.procedure.as_ref();
        current.is_some_and(|(id, version)| *id == stored.id && *version == stored.version)
    };
    Ok(shown(&VersionsPage {
        page: visitor.page(Area::Procedure, "Versions of the procedure").wide(),
        may_administer: visitor.may(Permission::Administer),
        versions: kept
            .iter()
            .map(|stored| Version { name: name(stored), adoption: adoption(stored), is_current: is_current(stored) })
            .collect(),
        blocks: choice(&kept, &typed),
        compared,
    }))
}

fn choice(kept: &[StoredProcedure], typed: &Typed) -> Vec<Block> {
    if kept.len() < 2 {
        return Vec::new();
    }
    let options = || kept.iter().map(|stored| (key(stored), name(stored))).collect();
    let fill = Filling { typed, errors: &[] };
    vec![
        fill.select("from", "What changed from", "Choose a version", options()).into(),
        fill.select("to", "to", "Choose a version", options()).into(),
    ]
}

/// What changed between the two that are asked for; `None` until both are.
fn compare(visitor: &Visitor, kept: &[StoredProcedure], typed: &Typed) -> Result<Option<Compared>, Failed> {
    if typed.is_empty("from") || typed.is_empty("to") {
        return Ok(None);
    }
    let absent = || visitor.failed(&AppError::NotFound { what: "version" });
    let find = |field: &str| kept.iter().find(|stored| key(stored) == typed.get(field)).ok_or_else(absent);
    let load = |stored: &StoredProcedure| Procedure::load(&stored.id, &stored.source).procedure.ok_or_else(absent);
    let (from, to) = (find("from")?, find("to")?);
    let changes = diff(&*load(from)?, &*load(to)?).map_err(|_| absent())?;
    Ok(Some(Compared { from: name(from), to: name(to), changes }))
}

/// How the address names a version. An id has no `@`.
pub(super) fn key(stored: &StoredProcedure) -> String {
    format!("{}@{}", stored.id, stored.version)
}

/// How people name a version.
pub(super) fn name(stored: &StoredProcedure) -> String {
    format!("{} {}", stored.id, stored.version)
}

pub(super) fn adoption(stored: &StoredProcedure) -> String {
    match (&stored.adopted_body, &stored.adopted_signatory, stored.adopted_on) {
        (Some(body), Some(signatory), Some(on)) => {
            format!("Adopted by {body} on {}, signed by {signatory}", long_date(on))
        }
        _ => "A draft, not adopted".to_owned(),
    }
}

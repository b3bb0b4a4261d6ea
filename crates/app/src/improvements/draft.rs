//! From learning records to an improvement action: what is known already need not be written again (R71).

use std::collections::BTreeSet;

use redress_domain::case::FieldError;
use redress_domain::improvement::CASES_LIMIT;
use redress_domain::staff::UserId;
use redress_domain::time::Date;
use redress_store::{LearningLine, list_learning_of, visible_references};

use super::improve::permit_improving;
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::viewer;

/// An improvement action to be started, as far as the learning records of its cases say it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImprovementDraft {
    /// What the records say.
    pub learning: Vec<LearningLine>,
    /// What they say will prevent it, each thing once.
    pub what: String,
    /// The cause and the service area, where the records agree on it.
    pub code: Option<String>,
    pub service_area: Option<String>,
    /// Who does it and by when, where they agree on it.
    pub owner: Option<UserId>,
    pub due_on: Option<Date>,
    /// References of the cases.
    pub cases: BTreeSet<String>,
}

impl App {
    /// An improvement action drafted from the learning records of some cases; nothing is stored.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a case that is not there or not for the actor to see, and for more than 200 of them; as
    /// [`App::improve`] for somebody who may not keep improvement actions.
    pub async fn improvement_draft(&self, actor: &Actor, cases: Vec<String>) -> Result<ImprovementDraft, AppError> {
        if cases.len() > CASES_LIMIT {
            return Err(FieldError::new("cases", "too-many", format!("Name at most {CASES_LIMIT} cases.")).into());
        }
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit_improving(reader, &cache, &actor)?;
                let viewer = viewer(reader, &cache, &actor)?;
                let seen = visible_references(reader, &viewer, &cases)?;
                let is_unknown = |reference: &String| !seen.contains(reference.trim());
                if let Some(at) = cases.iter().position(is_unknown) {
                    let message = "There is no such case; check the reference.";
                    return Err(FieldError::new(format!("cases.{at}"), "unknown", message).into());
                }
                let learning = list_learning_of(reader, &viewer, &seen)?;
                Ok(drafted(learning, seen))
            })
            .await
    }
}

fn drafted(learning: Vec<LearningLine>, cases: BTreeSet<String>) -> ImprovementDraft {
    let mut what: Vec<&str> = Vec::new();
    for prevention in learning.iter().filter_map(|line| line.preventive_action.as_deref()) {
        if !what.contains(&prevention) {
            what.push(prevention);
        }
    }
    ImprovementDraft {
        what: what.join("\n"),
        code: agreed(learning.iter().map(|line| line.code.as_ref())),
        service_area: agreed(learning.iter().map(|line| line.service_area.as_ref())),
        owner: agreed(learning.iter().map(|line| line.preventive_owner.as_ref())),
        due_on: agreed(learning.iter().map(|line| line.preventive_due_on.as_ref())),
        cases,
        learning,
    }
}

/// What all say that say something.
fn agreed<'a, T: Clone + PartialEq + 'a>(said: impl Iterator<Item = Option<&'a T>>) -> Option<T> {
    let mut said = said.flatten();
    let first = said.next()?;
    said.all(|other| other == first).then(|| first.clone())
}

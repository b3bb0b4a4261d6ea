//! What an improvement action is started with, and what it is put right with.

use redress_domain::case::FieldError;
use redress_domain::improvement::{Correction, Expected, StartImprovement};
use redress_domain::staff::UserId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::wire::date::Day;

/// An improvement action to be started. A code, a service area or both say by what its effect is counted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImprovementInput {
    title: String,
    /// What will be done.
    what: String,
    /// Id of a decision code.
    code: Option<String>,
    service_area: Option<String>,
    /// Id of who sees to it.
    owner: String,
    /// When it was begun, today or before; left out: today.
    started_on: Option<Day>,
    due_on: Day,
    /// What is expected to get better, where fewer cases are expected. Give this or `not_measurable`.
    effect: Option<String>,
    /// Why its effect cannot be seen in the number of cases.
    not_measurable: Option<String>,
    /// References of the cases whose learning led to it, at most 200.
    #[serde(default)]
    cases: Vec<String>,
    /// Number of a theme.
    theme: Option<u32>,
}

impl ImprovementInput {
    pub(super) fn read(self) -> Result<Box<StartImprovement>, FieldError> {
        let expected = expected(self.effect, self.not_measurable)?;
        Ok(Box::new(StartImprovement {
            title: self.title,
            what: self.what,
            code: self.code,
            service_area: self.service_area,
            owner: UserId::new(self.owner),
            started_on: self.started_on.map(|day| day.0),
            due_on: self.due_on.0,
            expected,
            cases: self.cases,
            theme: self.theme,
        }))
    }
}

/// An improvement action put right: all of it anew but who sees to it and by when, which are moved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImprovementCorrection {
    title: String,
    what: String,
    /// Id of a decision code.
    code: Option<String>,
    service_area: Option<String>,
    /// What is expected to get better, where fewer cases are expected. Give this or `not_measurable`.
    effect: Option<String>,
    /// Why its effect cannot be seen in the number of cases.
    not_measurable: Option<String>,
    /// References of the cases whose learning led to it, at most 200.
    #[serde(default)]
    cases: Vec<String>,
    started_on: Day,
    /// When it was done, where it is; left out, the day stays as it is.
    done_on: Option<Day>,
    /// Why it is corrected.
    reason: String,
}

impl ImprovementCorrection {
    pub(super) fn read(self) -> Result<(Box<Correction>, String), FieldError> {
        let correction = Correction {
            title: self.title,
            what: self.what,
            code: self.code,
            service_area: self.service_area,
            expected: expected(self.effect, self.not_measurable)?,
            cases: self.cases,
            started_on: self.started_on.0,
            done_on: self.done_on.map(|day| day.0),
        };
        Ok((Box::new(correction), self.reason))
    }
}

fn expected(effect: Option<String>, not_measurable: Option<String>) -> Result<Expected, FieldError> {
    match (effect, not_measurable) {
        (Some(effect), None) => Ok(Expected::Fewer { effect }),
        (None, Some(reason)) => Ok(Expected::NotMeasurable { reason }),
        _ => {
            let message = "Give either the effect that is expected, or why it is not measurable.";
            Err(FieldError::new("effect", "required", message))
        }
    }
}

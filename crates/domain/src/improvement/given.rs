//! What a command gives, checked: causes, people, days, cases, what it refers to.

use std::collections::BTreeSet;

use super::cause::Cause;
use super::check::{line, required};
use super::decide::{CASES_LIMIT, Scene};
use super::state::Expected;
use crate::case::FieldError;
use crate::staff::UserId;
use crate::time::{Date, long_date};

/// A code of the procedure, a service area, both or neither.
pub(super) fn cause(
    scene: &Scene<'_>,
    code: Option<&str>,
    service_area: Option<&str>,
) -> Result<Option<Cause>, FieldError> {
    let code = line("code", code)?;
    let service_area = line("service_area", service_area)?;
    if let Some(code) = &code
        && !scene.procedure.codes.iter().any(|known| known.id == *code)
    {
        let known: Vec<&str> = scene.procedure.codes.iter().map(|known| known.id.as_str()).collect();
        let message = format!("That is no decision code of the procedure; choose from: {}.", known.join(", "));
        return Err(FieldError::new("code", "unknown", message));
    }
    if let Some(area) = &service_area
        && !is_known_area(scene, area)
    {
        let message = format!(
            "No case is of that service area and the procedure does not have it; choose from: {}.",
            scene.procedure.service_areas.join(", ")
        );
        return Err(FieldError::new("service_area", "unknown", message));
    }
    Ok(Cause::new(code, service_area))
}

/// One of the procedure's, or of a case of another version or a register; any where the procedure has no list.
fn is_known_area(scene: &Scene<'_>, area: &str) -> bool {
    let areas = &scene.procedure.service_areas;
    areas.is_empty() || scene.area_in_use || areas.iter().any(|known| known == area)
}

/// As [`cause`], by which something is counted.
pub(super) fn needed_cause(
    scene: &Scene<'_>,
    code: Option<&str>,
    service_area: Option<&str>,
) -> Result<Cause, FieldError> {
    cause(scene, code, service_area)?.ok_or_else(|| {
        let message = "Choose a decision code, a service area or both: the effect is counted by them.";
        FieldError::new("service_area", "required", message)
    })
}

pub(super) fn owner(scene: &Scene<'_>, owner: &UserId) -> Result<UserId, FieldError> {
    match scene.staffing.find(owner) {
        Some(staff) => Ok(staff.id.clone()),
        None => Err(FieldError::new("owner", "unknown", "Nobody here is known by that id; choose one of the staff.")),
    }
}

pub(super) fn not_past(scene: &Scene<'_>, due_on: Date) -> Result<Date, FieldError> {
    if due_on < scene.today {
        let message = format!("{} is past; enter today or a later day.", long_date(due_on));
        return Err(FieldError::new("due_on", "too-early", message));
    }
    Ok(due_on)
}

/// A day that has come.
pub(super) fn past(scene: &Scene<'_>, field: &str, on: Date) -> Result<Date, FieldError> {
    if on > scene.today {
        return Err(FieldError::new(field, "in-future", format!("{} is in the future.", long_date(on))));
    }
    Ok(on)
}

/// A day that has come, on which something that was started was done.
pub(super) fn done_day(scene: &Scene<'_>, field: &str, on: Date, started_on: Date) -> Result<Date, FieldError> {
    if on < started_on {
        let message = format!(
            "It was started on {}; enter that day or a later one, or correct the day on which it was started.",
            long_date(started_on)
        );
        return Err(FieldError::new(field, "too-early", message));
    }
    past(scene, field, on)
}

pub(super) fn expected(expected: &Expected) -> Result<Expected, FieldError> {
    Ok(match expected {
        Expected::Fewer { effect } => {
            Expected::Fewer { effect: required("effect", effect, "what is expected to get better")? }
        }
        Expected::NotMeasurable { reason } => {
            Expected::NotMeasurable { reason: required("not_measurable", reason, "why its effect cannot be counted")? }
        }
    })
}

/// Cases that are there for this person; a case that is hidden from them looks like one that does not exist.
pub(super) fn cases(scene: &Scene<'_>, given: &[String]) -> Result<BTreeSet<String>, Vec<FieldError>> {
    if given.len() > CASES_LIMIT {
        return Err(vec![FieldError::new("cases", "too-many", format!("Name at most {CASES_LIMIT} cases."))]);
    }
    let unknown = |(at, _): (usize, &String)| {
        FieldError::new(format!("cases.{at}"), "unknown", "There is no such case; check the reference.")
    };
    let is_unknown = |(_, reference): &(usize, &String)| !scene.seen.contains(reference.trim());
    let errors: Vec<FieldError> = given.iter().enumerate().filter(is_unknown).map(unknown).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(given.iter().map(|reference| reference.trim().to_owned()).collect())
}

pub(super) fn linked(scene: &Scene<'_>, field: &str, number: Option<u32>) -> Result<Option<u32>, FieldError> {
    if number.is_some() && !scene.link_exists {
        return Err(FieldError::new(field, "unknown", format!("There is no {field} of that number.")));
    }
    Ok(number)
}

//! What cases have in common, a decision code and a service area: in words, and asked on a form.

use redress_domain::improvement::Cause;
use redress_domain::procedure::Procedure;

use crate::commands::service_area;
use crate::components::Block;
use crate::forms::{Filling, Read, Typed};

/// `Delay in Catering`.
pub(super) fn words(code: Option<&str>, area: Option<&str>, procedure: &Procedure) -> String {
    let label = |id: &str| procedure.code(id).map_or_else(|| id.to_owned(), |code| code.label.clone());
    match (code, area) {
        (Some(code), Some(area)) => format!("{} in {area}", label(code)),
        (Some(code), None) => format!("{}, in every service area", label(code)),
        (None, Some(area)) => format!("{area}, of whatever cause"),
        (None, None) => String::new(),
    }
}

/// As [`words`]; empty where nothing is said.
pub(super) fn of(cause: Option<&Cause>, procedure: &Procedure) -> String {
    cause.map_or_else(String::new, |cause| words(cause.code(), cause.service_area(), procedure))
}

/// Asks for both.
pub(super) fn blocks(fill: &Filling<'_>, procedure: &Procedure) -> Vec<Block> {
    let codes = procedure.codes.iter().map(|code| (code.id.clone(), code.label.clone())).collect();
    vec![
        fill.select("code", "Cause", "Any cause", codes).into(),
        service_area(fill, &procedure.service_areas, "Service area"),
    ]
}

/// Fills both in.
pub(super) fn filled(typed: Typed, code: Option<&str>, area: Option<&str>) -> Typed {
    typed.with("code", code.unwrap_or_default()).with("service_area", area.unwrap_or_default())
}

/// Reads both: the code, then the area.
pub(super) fn read(read: &Read<'_>) -> (Option<String>, Option<String>) {
    (read.optional("code"), read.optional("service_area"))
}

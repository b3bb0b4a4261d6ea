//! From the errors of use cases to answers: the status, and one line in the log for a fault.

use axum::http::StatusCode;
use redress_app::{AppError, StoreError};
use redress_domain::case::Rule;

use crate::ids;

/// Logs a fault once and gives the id under which it can be found; the id is all that the person is shown. Faults are of the
/// infrastructure: their texts name tables and limits, not people.
pub fn log_fault(fault: &StoreError) -> String {
    let incident = ids::next();
    // Debug escapes line breaks, so that no text can forge a line of the log.
    tracing::error!(incident, code = fault.code(), fault = ?fault.to_string(), "a request failed");
    incident
}

/// The status that answers an error.
pub fn status_of(error: &AppError) -> StatusCode {
    match error {
        AppError::Invalid(_) | AppError::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::Refused(Rule::NotPermitted { .. }) => StatusCode::FORBIDDEN,
        AppError::Refused(_) | AppError::Exists { .. } | AppError::NoProcedure { .. } => StatusCode::CONFLICT,
        AppError::NotFound { .. } => StatusCode::NOT_FOUND,
        AppError::Stale { .. } => StatusCode::PRECONDITION_FAILED,
        AppError::Fault(StoreError::Unstorable) => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::Fault(fault) => status_of_fault(fault),
    }
}

fn status_of_fault(fault: &StoreError) -> StatusCode {
    match retry_after(fault) {
        Some(_) => StatusCode::SERVICE_UNAVAILABLE,
        None => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Seconds after which trying again makes sense: for `Retry-After`. `None` where it makes none.
pub fn retry_after(fault: &StoreError) -> Option<u32> {
    match fault {
        StoreError::Busy { .. } => Some(1),
        StoreError::Unavailable { .. } | StoreError::TimedOut { .. } | StoreError::NotDurable { .. } => Some(5),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use super::*;

    #[test]
    fn statuses() {
        let cases = [
            (AppError::Invalid(Vec::new()), 422),
            (AppError::KeyReused, 422),
            (AppError::Refused(Rule::NotPermitted { need: String::new() }), 403),
            (AppError::Refused(Rule::Closed), 409),
            (AppError::NotFound { what: "case" }, 404),
            (AppError::Stale { version: 2, since: Vec::new() }, 412),
            (AppError::Exists { what: String::new() }, 409),
            (AppError::NoProcedure { organisation: String::new() }, 409),
            (AppError::Fault(StoreError::Unstorable), 422),
            (AppError::Fault(StoreError::Busy { what: String::new() }), 503),
            (AppError::Fault(StoreError::TimedOut { seconds: 9 }), 503),
            (AppError::Fault(StoreError::unavailable("")), 503),
            (AppError::Fault(StoreError::inconsistent("")), 500),
            (AppError::Fault(StoreError::Panicked), 500),
        ];
        for (error, status) in cases {
            assert_eq!(status_of(&error).as_u16(), status, "{error:?}");
        }
    }

    #[test]
    fn no_two_incidents_share_an_id() {
        let fault = StoreError::Panicked;
        assert_ne!(log_fault(&fault), log_fault(&fault));
    }
}

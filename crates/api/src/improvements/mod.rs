//! Themes, improvement actions, lessons, and what the improvement group looks at.

pub mod actions;
mod answer;
mod body;
pub mod draft;
mod effect;
mod input;
pub mod lessons;
pub mod meeting;
pub mod themes;

use redress_domain::improvement::Cause;

/// Code and service area of a cause.
fn code_and_area(cause: Option<&Cause>) -> (Option<String>, Option<String>) {
    let code = cause.and_then(Cause::code).map(str::to_owned);
    (code, cause.and_then(Cause::service_area).map(str::to_owned))
}

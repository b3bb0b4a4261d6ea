//! What goes over the wire, apart from the types of the rules: names stay when those move.

pub mod agreement;
pub mod case;
pub mod change;
pub mod clock;
pub mod considered;
pub mod date;
pub mod event;
pub mod handling;
pub mod matter;
pub mod member;
pub mod restriction;
pub mod review;
pub mod word;

use serde::Serialize;
use utoipa::ToSchema;

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Give it as `cursor` to get the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

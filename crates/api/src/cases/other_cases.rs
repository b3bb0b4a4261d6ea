//! Other cases and other bodies: links, mergers, joint complaints.

use redress_domain::case::{Command, FieldError, LinkKind};
use serde::Deserialize;
use utoipa::ToSchema;

use super::route::command_route;
use crate::posted::Says;
use crate::wire::word::Kind;

/// A link to another case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkInput {
    /// Reference of the other case.
    to: String,
    /// `related`, `follows`, `joint` or `outside-remark`.
    kind: Kind,
    note: Option<String>,
}

impl Says for LinkInput {
    fn command(self) -> Result<Command, FieldError> {
        let kind: LinkKind = self.kind.0;
        Ok(Command::Link { to: self.to, kind, note: self.note })
    }
}

command_route! {
    /// Links the case to another.
    links, "/cases/{reference}/links", LinkInput
}

/// The case of which this one is a duplicate.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeInput {
    /// Reference of the other case.
    into: String,
    reason: String,
}

impl Says for MergeInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::Merge { into: self.into, reason: self.reason })
    }
}

command_route! {
    /// Merges a duplicate into the case it goes on in. Nothing of it is lost; it leaves the figures.
    merge, "/cases/{reference}/merge", MergeInput
}

/// Another body has part of the matter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JointInput {
    body: String,
    /// Whether we give the one answer.
    we_lead: bool,
    note: Option<String>,
}

impl Says for JointInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { body, we_lead, note } = self;
        Ok(Command::Join { body, we_lead, note })
    }
}

command_route! {
    /// Agrees with another body who leads.
    joint, "/cases/{reference}/joint", JointInput
}

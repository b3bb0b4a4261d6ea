//! How a case is classed for returns, and telling its person what changed.

use redress_domain::case::{Command, FieldError, TellWhatChanged};
use serde::Deserialize;
use utoipa::ToSchema;

use super::route::command_route;
use crate::posted::Says;
use crate::wire::date::Day;
use crate::wire::word::{Means, Recipient};

/// What a return asks of the case, answered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassificationInput {
    /// Id of a split of the procedure.
    split: String,
    /// Ids of its options; none takes the answer back.
    options: Vec<String>,
}

impl Says for ClassificationInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { split, options } = self;
        Ok(Command::Classify { split, options })
    }
}

command_route! {
    /// Classes the case for a return, in place of an earlier answer.
    classification, "/cases/{reference}/classification", ClassificationInput
}

/// Whether the person would like to know what changes because of their complaint.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeNewsInput {
    wants: bool,
}

impl Says for ChangeNewsInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::AskAboutChanges { wants: self.wants })
    }
}

command_route! {
    /// Records whether the person would like to know what changes.
    change_news, "/cases/{reference}/change-news", ChangeNewsInput
}

/// What the person was told.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeToldInput {
    means: Means,
    /// `complainant`, where it is left out.
    to: Option<Recipient>,
    on: Day,
    what: String,
    /// Number of the improvement action it came of.
    improvement: Option<u32>,
}

impl Says for ChangeToldInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { means: Means(means), to, on: Day(on), what, improvement } = self;
        let to = to.map_or(redress_domain::case::Recipient::Complainant, |Recipient(to)| to);
        Ok(Command::TellWhatChanged(TellWhatChanged { means, to, on, what, improvement }))
    }
}

command_route! {
    /// Records that the person was told what changed.
    changes_told, "/cases/{reference}/changes-told", ChangeToldInput
}

//! How a procedure deals with points, replies, people and time gone by.

use serde::{Deserialize, Serialize};

use super::model::Label;

/// Several points in one case, and what is new on the way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    #[serde(default)]
    pub outcome: PointsRule,
    #[serde(default)]
    pub new_issue: NewIssue,
}

/// How the outcome of a case follows from those of its points.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PointsRule {
    /// Upheld where every point is; partly upheld where some are; else not upheld.
    #[default]
    MixedIsPartly,
    /// Upheld where any point is, wholly or in part.
    AnyIsUpheld,
}

/// What becomes of something new that is raised on the way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NewIssue {
    /// It joins where it is related and the reply has not been sent; else it is a case of its own.
    #[default]
    JoinIfRelated,
    /// It is always a case of its own.
    NewCase,
}

/// Questions to those who know (R52).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InfoRequest {
    /// Working days within which an answer is asked for.
    pub days: u32,
}

impl Default for InfoRequest {
    fn default() -> Self {
        Self { days: 2 }
    }
}

/// The reply to the person (R39, R67, R77, R78).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    #[serde(default)]
    pub written: Written,
    /// What a written reply has to say.
    #[serde(default)]
    pub contents: Vec<ReplyContent>,
}

/// Whether a reply is given in writing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Written {
    #[default]
    OnRequest,
    Always,
}

/// Something a written reply has to say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyContent {
    pub id: String,
    pub label: String,
    pub when: ReplyWhen,
}

/// In which replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReplyWhen {
    Always,
    /// Upheld or partly upheld (R77).
    Fault,
    /// Not upheld (R78).
    NoFault,
    /// A stage comes after this one.
    NotLastStage,
    /// The procedure is exhausted with it.
    LastStage,
}

/// A letter with places to be filled in: `{person}`, `{reference}`, `{decision}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    pub id: String,
    pub title: String,
    /// It says that the procedure is finished, so it can be made only when the last stage is closed (R105).
    #[serde(default)]
    pub says_finished: bool,
    /// It tells of the case, so it goes to a representative only with consent.
    #[serde(default = "discloses")]
    pub discloses: bool,
    pub body: String,
}

fn discloses() -> bool {
    true
}

/// The same cause in the same service area again (R10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Repeats {
    pub window_months: u32,
}

impl Default for Repeats {
    fn default() -> Self {
        Self { window_months: 12 }
    }
}

/// How long after what happened it can be complained of; whoever is late is warned of, never turned away unheard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TimeLimit {
    pub months: u32,
}

/// When the person's consent is needed for somebody who acts for them (R26).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// `disclosure`; logging never waits for it.
    #[serde(default)]
    pub required_before: Vec<ConsentBefore>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentBefore {
    Disclosure,
}

/// Limits on contact for unreasonable behaviour; none on complaining.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Behaviour {
    /// A warning comes before any limit.
    pub warn_first: bool,
    pub limits: Vec<Label>,
    /// Longest time a limit is set for.
    pub max_months: u32,
    /// It is looked at again within so many months.
    pub review_months: u32,
    /// Roles whose holders decide on it.
    pub decided_by: Vec<String>,
}

/// When a closed case can be opened again; later it is a new case, linked to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Reopening {
    pub within_months: u32,
}

/// A statement this file makes, and whether it was compared with a source.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    pub statement: String,
    /// Seen in `source`; otherwise to be checked against the published text before adopting.
    pub verified: bool,
    pub source: String,
}

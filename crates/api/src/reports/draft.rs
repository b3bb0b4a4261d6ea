//! The draft of a report: what is written, what is told of upheld cases, what still keeps it from publication.

use std::collections::BTreeMap;

use axum::extract::State;
use redress_app::{DraftView, NarrativeDraft};
use redress_domain::case::FieldError;
use redress_domain::procedure::SectionId;
use redress_domain::publication::{Author, Command, DraftText, Standing, Telling, ToldOf};
use redress_domain::statistics::{NarrativeTexts, RowId};
use redress_domain::words::Word;
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::publication::{DraftAnswer, carry_out};
use crate::caller::Caller;
use crate::extract::At;
use crate::posted::Posted;
use crate::problem::Problem;

/// Who answers for a report.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuthorBody {
    name: String,
    post: String,
}

/// The texts of a narrative as everybody may read them.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleasedBody {
    finding: Option<String>,
    explanation: Option<String>,
    action_taken: Option<String>,
    learning: Option<String>,
}

/// What the public edition tells of one upheld handling.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TellingInput {
    reference: String,
    /// `S1`, `S2` or `ESC`.
    row: String,
    /// Left out: it tells nothing of it.
    released: Option<ReleasedBody>,
}

/// All that a draft says.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftInput {
    author: Option<AuthorBody>,
    /// By section: `purpose`, `summary`, `volumes` …
    #[serde(default)]
    texts: BTreeMap<String, String>,
    /// At most 500.
    #[serde(default)]
    narratives: Vec<TellingInput>,
    /// The public edition tells nothing of the upheld cases that `narratives` does not name.
    #[serde(default)]
    withhold_others: bool,
}

/// A draft with what still keeps it from publication.
#[derive(Debug, Serialize, ToSchema)]
pub struct DraftBody {
    /// Number of its changes, also its `ETag`; 0 where nobody has begun.
    pub revision: u64,
    /// Number of the edition it becomes, or has become.
    pub version: u32,
    /// `writing`, `returned`, `asked`, `approved` or `published`.
    pub state: &'static str,
    /// Why it was sent back, or why an approval no longer holds.
    pub note: Option<String>,
    /// Why it is published again.
    pub reason: Option<String>,
    pub author: Option<AuthorBody>,
    pub texts: BTreeMap<&'static str, String>,
    pub narratives: Vec<NarrativeBody>,
    pub withhold_others: bool,
    /// What still keeps it from publication.
    pub blockers: Vec<BlockerBody>,
    /// Checks that do not hold and do not have to.
    pub warnings: Vec<BlockerBody>,
    /// Whether somebody else approves it before it is published.
    pub approval: bool,
}

/// An upheld handling of the period.
#[derive(Debug, Serialize, ToSchema)]
pub struct NarrativeBody {
    pub reference: String,
    pub row: &'static str,
    /// What its case says, for the internal edition.
    pub said: ReleasedBody,
    /// Whether it is decided what the public edition tells of it.
    pub settled: bool,
    /// What it tells; nothing where this is absent.
    pub released: Option<ReleasedBody>,
}

/// Something that is in the way, or worth knowing.
#[derive(Debug, Serialize, ToSchema)]
pub struct BlockerBody {
    pub code: String,
    pub message: String,
}

impl From<NarrativeTexts> for ReleasedBody {
    fn from(texts: NarrativeTexts) -> Self {
        let NarrativeTexts { finding, explanation, action_taken, learning } = texts;
        Self { finding, explanation, action_taken, learning }
    }
}

impl From<ReleasedBody> for NarrativeTexts {
    fn from(body: ReleasedBody) -> Self {
        let ReleasedBody { finding, explanation, action_taken, learning } = body;
        Self { finding, explanation, action_taken, learning }
    }
}

impl From<DraftView> for DraftBody {
    fn from(view: DraftView) -> Self {
        let (state, note) = state(&view.draft.standing);
        let blockers = view.blockers.iter();
        let warnings = view.warnings.into_iter();
        Self {
            revision: view.revision,
            version: view.draft.version,
            state,
            note,
            narratives: view.narratives.into_iter().map(|one| narrative(one, view.draft.withhold_others)).collect(),
            author: view.draft.author.map(|author| AuthorBody { name: author.name, post: author.post }),
            texts: view.draft.texts.into_iter().map(|(section, text)| (section.id(), text)).collect(),
            withhold_others: view.draft.withhold_others,
            reason: view.draft.reason,
            blockers: blockers
                .map(|blocker| BlockerBody { code: blocker.code().to_owned(), message: blocker.to_string() })
                .collect(),
            warnings: warnings.map(|check| BlockerBody { code: check.id, message: check.detail }).collect(),
            approval: view.approval,
        }
    }
}

fn state(standing: &Standing) -> (&'static str, Option<String>) {
    match standing {
        Standing::Writing { taken_back } => ("writing", taken_back.map(|because| because.sentence().to_owned())),
        Standing::Returned { reason, .. } => ("returned", Some(reason.clone())),
        Standing::Asked { .. } => ("asked", None),
        Standing::Approved { .. } => ("approved", None),
        Standing::Published => ("published", None),
    }
}

fn narrative(one: NarrativeDraft, withhold_others: bool) -> NarrativeBody {
    let NarrativeDraft { narrative, telling } = one;
    NarrativeBody {
        row: narrative.row.id(),
        said: ReleasedBody {
            finding: narrative.finding,
            explanation: narrative.explanation,
            action_taken: narrative.action_taken,
            learning: narrative.learning,
        },
        reference: narrative.reference,
        settled: withhold_others || telling.is_some(),
        released: telling.and_then(|telling| telling.released).map(ReleasedBody::from),
    }
}

impl DraftInput {
    fn command(self) -> Result<Command, FieldError> {
        let section = |(id, text): (String, String)| match SectionId::from_id(&id) {
            Some(section) => Ok((section, text)),
            None => Err(FieldError::new(
                "texts",
                "unknown",
                "A report has no such section; see its layout for those it has.",
            )),
        };
        let telling = |(at, input): (usize, TellingInput)| {
            let unknown = || FieldError::new(format!("narratives.{at}.row"), "unknown", "The rows are S1, S2 and ESC.");
            let row = RowId::from_id(&input.row).ok_or_else(unknown)?;
            let of = ToldOf { reference: input.reference, row };
            Ok(Telling { of, released: input.released.map(NarrativeTexts::from) })
        };
        Ok(Command::Write(DraftText {
            author: self.author.map(|author| Author { name: author.name, post: author.post }),
            texts: self.texts.into_iter().map(section).collect::<Result<_, FieldError>>()?,
            narratives: self.narratives.into_iter().enumerate().map(telling).collect::<Result<_, FieldError>>()?,
            withhold_others: self.withhold_others,
        }))
    }
}

/// The draft of a period's report, with the checks as they go.
#[utoipa::path(get, path = "/reports/{period}/draft", tag = "reports", responses((status = 200, body = DraftBody)))]
pub async fn draft(
    State(state): State<HttpState>,
    caller: Caller,
    At(period): At<String>,
) -> Result<DraftAnswer, Problem> {
    DraftAnswer::shown(&state, &caller, &period).await
}

/// Says all of a draft anew; an approval of another text is taken back.
#[utoipa::path(post, path = "/reports/{period}/draft", tag = "reports", request_body = DraftInput, responses((status = 200, body = DraftBody)))]
pub async fn write_draft(
    State(state): State<HttpState>,
    caller: Caller,
    At(period): At<String>,
    posted: Posted<DraftInput>,
) -> Result<DraftAnswer, Problem> {
    let Posted { body, key, expect } = posted;
    carry_out(&state, &caller, &period, body.command()?, expect, key).await
}

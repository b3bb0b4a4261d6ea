//! Who read what: confidential cases, compartments, searches, what was written out.

use axum::extract::State;
use axum::http::Uri;
use redress_app::{ReadLine, ReadQuery, page_after};
use redress_domain::case::{By, FieldError};
use redress_domain::reading::ReadKind;
use redress_domain::staff::UserId;
use redress_domain::words::Word;
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::extract::Asked;
use crate::listed::Listed;
use crate::problem::Problem;
use crate::wire::date::{Day, Moment};

/// Which readings; all where nothing is given.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReadTrailQuery {
    /// Id of the member of staff who read.
    by: Option<String>,
    /// Reference of the case.
    case: Option<String>,
    /// `case`, `search`, `register`, `report`, `behind`, `return`, `read-trail` or `asked-in-need`.
    kind: Option<String>,
    /// Both days included.
    from: Option<Day>,
    to: Option<Day>,
    /// So many lines are passed over. The header `Link` of a page gives the address of the next one.
    after: Option<u32>,
}

/// Something that was read.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadBody {
    /// From 1 for the first of the organisation.
    pub number: i64,
    pub at: Moment,
    /// Id of the member of staff who read; absent where it was done at the command line of the installation.
    pub by: Option<String>,
    /// `page`, `api` or `command-line`.
    #[schema(value_type = String)]
    pub via: &'static str,
    #[schema(value_type = String)]
    pub kind: &'static str,
    /// Reference of the case.
    pub case: Option<String>,
    /// Compartments of the case that were open: `staff-matters`, `safety-notes`, `special-category`.
    #[schema(value_type = Vec<String>)]
    pub opened: Vec<&'static str>,
    /// What was searched, asked for or written out.
    pub question: Option<String>,
}

/// A page of who read what, the latest first; for those who audit, watch over confidential cases or manage cases.
#[utoipa::path(get, path = "/read-trail", tag = "organisation", params(ReadTrailQuery),
    responses((status = 200, body = Vec<ReadBody>, headers(("Link" = String, description = "The next page")))))]
pub async fn read_trail(
    State(state): State<HttpState>,
    caller: Caller,
    asked: Uri,
    Asked(query): Asked<ReadTrailQuery>,
) -> Result<Listed<ReadBody>, Problem> {
    let kind = query.kind.as_deref().map(|id| ReadKind::from_id(id).ok_or_else(unknown_kind)).transpose()?;
    let read = ReadQuery {
        by: query.by.map(UserId::new),
        reference: query.case,
        kind,
        from: query.from.map(|day| day.0),
        to: query.to.map(|day| day.0),
    };
    let window = page_after(query.after.unwrap_or(0));
    Ok(Listed::of(&asked, state.app.read_trail(&caller.actor, read, window).await?))
}

fn unknown_kind() -> FieldError {
    let kinds: Vec<&str> = ReadKind::ALL.iter().map(|kind| kind.id()).collect();
    FieldError::new("kind", "unknown", format!("Give one of: {}.", kinds.join(", ")))
}

impl From<ReadLine> for ReadBody {
    fn from(line: ReadLine) -> Self {
        let by = match line.by {
            By::User(who) => Some(who.to_string()),
            By::Operator | By::Public => None,
        };
        Self {
            number: line.number,
            at: Moment(line.at),
            by,
            via: line.via.id(),
            kind: line.kind.id(),
            case: line.reference,
            opened: line.opened.iter().map(|compartment| compartment.id()).collect(),
            question: line.question,
        }
    }
}

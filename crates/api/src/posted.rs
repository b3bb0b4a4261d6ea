//! What comes with a `POST`: the body, the key under which it is done once, the version it expects.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::{CONTENT_TYPE, IF_MATCH};
use axum::http::{HeaderMap, StatusCode};
use redress_app::RequestKey;
use redress_domain::case::{Command, FieldError};
use redress_http_kit::HttpState;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::caller::Caller;
use crate::cases::answer::CaseAnswer;
use crate::problem::Problem;

/// Name of the header with the key.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Longest key, in characters.
const KEY_LENGTH: usize = 200;

/// A request to change something.
#[derive(Debug)]
pub struct Posted<T> {
    pub body: T,
    pub key: Option<RequestKey>,
    /// Version the case is expected at; `None` where any will do.
    pub expect: Option<u64>,
}

/// A body that says one command.
pub trait Says {
    /// The command it says.
    ///
    /// # Errors
    /// The field that makes no sense in itself.
    fn command(self) -> Result<Command, FieldError>;

    /// The path in the body of a field that forms name otherwise.
    fn path_of(field: &str) -> Option<String> {
        path_of(field)
    }
}

impl<T: Says> Posted<T> {
    /// Carries the command out on a case and answers with the case as it then is.
    ///
    /// # Errors
    /// As [`redress_app::App::execute`].
    pub async fn carry_out(self, state: &HttpState, caller: &Caller, reference: &str) -> Result<CaseAnswer, Problem> {
        let command = self.body.command()?;
        let done = state.app.execute(&caller.actor, reference, vec![command], self.expect, self.key).await;
        let done = done.map_err(|error| Problem::from(error).with_fields(T::path_of))?;
        CaseAnswer::after(state, caller, &done, StatusCode::OK).await
    }
}

impl<T: DeserializeOwned> FromRequest<HttpState> for Posted<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &HttpState) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        check_content_type(&parts.headers)?;
        let expect = expected(&parts.headers)?;
        let key = key(&parts.headers)?;
        let path = parts.uri.path().to_owned();
        let body = Request::from_parts(parts, body);
        let bytes = Bytes::from_request(body, state).await.map_err(|error| unreadable(error.status()))?;
        let key = key.map(|key| RequestKey { key, digest: digest(&path, &bytes) });
        Ok(Self { body: parse(&bytes)?, key, expect })
    }
}

fn check_content_type(headers: &HeaderMap) -> Result<(), Problem> {
    let given = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media = given.split(';').next().unwrap_or_default().trim();
    if media.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    let detail = "Send the body as Content-Type: application/json.";
    Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json", detail))
}

/// `If-Match` with the one `ETag` a case has, or `*` for any.
pub(crate) fn expected(headers: &HeaderMap) -> Result<Option<u64>, Problem> {
    let Some(value) = headers.get(IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    let number = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let number = number.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()));
    match number.and_then(|digits| digits.parse().ok()) {
        Some(version) => Ok(Some(version)),
        None => {
            let detail =
                "Send If-Match with the ETag of the case as it was read, such as \"7\" with its quotation marks, or *.";
            Err(Problem::new(StatusCode::BAD_REQUEST, "if-match", detail))
        }
    }
}

pub(crate) fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get(IDEMPOTENCY_KEY) else { return Ok(None) };
    let key = value.to_str().ok().filter(|key| (1..=KEY_LENGTH).contains(&key.len()));
    match key.filter(|key| key.bytes().all(|byte| byte.is_ascii_graphic())) {
        Some(key) => Ok(Some(key.to_owned())),
        None => {
            let detail = "An Idempotency-Key has 1 to 200 visible ASCII characters, such as a UUID.";
            Err(Problem::new(StatusCode::BAD_REQUEST, "idempotency-key", detail))
        }
    }
}

/// SHA-256 of the method, the path and the body, so that a key cannot be used for another request.
fn digest(path: &str, body: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update("POST\n").chain_update(path).chain_update("\n").chain_update(body).finalize().into()
}

fn unreadable(status: StatusCode) -> Problem {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::new(status, "too-large", "A body has at most 1 MiB.");
    }
    Problem::new(StatusCode::BAD_REQUEST, "broken-off", "The body broke off; send the request again.")
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let malformed = |error: &serde_json::Error| {
        Problem::new(StatusCode::BAD_REQUEST, "malformed", format!("The body is not JSON: {error}."))
    };
    // A list would be read as the members in their order, which nobody has written down.
    if !bytes.trim_ascii_start().starts_with(b"{") {
        let json: Result<serde::de::IgnoredAny, _> = serde_json::from_slice(bytes);
        let not_an_object = || FieldError::new("body", "not-understood", "Send an object: members in braces.").into();
        return Err(json.map_or_else(|error| malformed(&error), |_| not_an_object()));
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let (path, inner) = (error.path().to_string(), error.inner());
        if !inner.is_data() {
            return malformed(inner);
        }
        let field = if path == "." { "body".to_owned() } else { path.replace('[', ".").replace(']', "") };
        Problem::from(FieldError::new(field, "not-understood", format!("{inner}.")))
    })?;
    json.end().map_err(|error| malformed(&error))?;
    Ok(value)
}

/// The path in a body of a field that forms name otherwise.
pub fn path_of(field: &str) -> Option<String> {
    let path = match field {
        "agreed_on" => "agreement.on",
        "not_agreed_reasons" => "agreement.reasons",
        "agreement_statement" => "agreement.statement",
        "understanding_why" => "understanding.why",
        "amount" => "pence",
        "preventive_action" => "preventive_action.what",
        "preventive_owner" => "preventive_action.owner",
        "preventive_due_on" => "preventive_action.due_on",
        _ => {
            let (person, rest) =
                field.split_once('_').filter(|(person, _)| matches!(*person, "complainant" | "representative"))?;
            return Some(format!("{person}.{rest}"));
        }
    };
    Some(path.to_owned())
}

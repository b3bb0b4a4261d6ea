//! Whose token came with a request.

use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use redress_app::SignedIn;
use redress_http_kit::HttpState;

use crate::problem::Problem;

/// Longest token that is looked up, in bytes; ours have 64.
const TOKEN_LENGTH: usize = 256;

/// The person whose token came with the request.
#[derive(Debug)]
pub struct Caller(SignedIn);

impl Deref for Caller {
    type Target = SignedIn;

    fn deref(&self) -> &SignedIn {
        &self.0
    }
}

impl FromRequestParts<HttpState> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &HttpState) -> Result<Self, Problem> {
        let token = bearer(parts).ok_or_else(|| Problem::unauthorised("Bearer realm=\"redress\""))?;
        match state.app.token(token).await? {
            Some(who) => Ok(Self(who)),
            None => Err(Problem::unauthorised("Bearer realm=\"redress\", error=\"invalid_token\"")),
        }
    }
}

fn bearer(parts: &Parts) -> Option<&str> {
    let (scheme, token) = parts.headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty() && token.len() <= TOKEN_LENGTH).then_some(token)
}

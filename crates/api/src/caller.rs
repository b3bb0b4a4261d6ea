//! Whose token came with a request.

use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use redress_app::SignedIn;
use redress_domain::procedure::Permission;
use redress_domain::reading::Via;
use redress_http_kit::HttpState;

use crate::problem::Problem;

/// Longest token that is looked up, in bytes; ours have 64.
const TOKEN_LENGTH: usize = 256;

/// The person whose token came with the request.
#[derive(Debug)]
pub struct Caller(SignedIn);

impl Caller {
    /// Refuses whoever may not read cases, as though nothing were there: what the organisation keeps is not theirs to see.
    ///
    /// # Errors
    /// Not found.
    pub fn may_read(&self) -> Result<(), Problem> {
        let refused = self.rights.as_ref().is_some_and(|rights| !rights.has(Permission::Read));
        if refused { Err(Problem::not_found("page")) } else { Ok(()) }
    }
}

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
            Some(who) => Ok(Self(SignedIn { actor: who.actor.clone().through(Via::Api), ..who })),
            None => Err(Problem::unauthorised("Bearer realm=\"redress\", error=\"invalid_token\"")),
        }
    }
}

fn bearer(parts: &Parts) -> Option<&str> {
    let (scheme, token) = parts.headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty() && token.len() <= TOKEN_LENGTH).then_some(token)
}

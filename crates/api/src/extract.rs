//! Paths and queries, with problems in place of axum's own answers.

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use redress_domain::case::FieldError;
use serde::de::DeserializeOwned;

use crate::problem::Problem;

/// What the path names. A path that cannot be read names nothing.
#[derive(Debug)]
pub struct At<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for At<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(value) = Path::from_request_parts(parts, state).await.map_err(|_| Problem::not_found("page"))?;
        Ok(Self(value))
    }
}

/// What the query asks. An unknown parameter is an error: a filter that is misspelt must not be left out silently.
#[derive(Debug)]
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let asked = Query::from_request_parts(parts, state).await;
        let Query(value) = asked.map_err(|error| {
            let message = format!("{}.", error.body_text().trim_end_matches('.'));
            Problem::from(FieldError::new("query", "not-understood", message))
        })?;
        Ok(Self(value))
    }
}

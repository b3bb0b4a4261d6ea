//! Paths and queries, with our own pages in place of axum's plain answers.

use axum::extract::{FromRequestParts, rejection::QueryRejection};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::answer::Failed;
use crate::error_pages;
use crate::layout::Page;

/// What the path names. A path that cannot be read names nothing.
#[derive(Debug)]
pub(crate) struct Path<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failed> {
        let read = axum::extract::Path::from_request_parts(parts, state).await;
        let axum::extract::Path(value) =
            read.map_err(|_| error_pages::plain(Page::public("", None), StatusCode::NOT_FOUND))?;
        Ok(Self(value))
    }
}

/// What the query asks.
#[derive(Debug)]
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failed> {
        let read = axum::extract::Query::from_request_parts(parts, state).await;
        let axum::extract::Query(value) = read.map_err(|_: QueryRejection| {
            let why =
                "What stands after the question mark in the address could not be read. Leave it out and try again.";
            error_pages::refused(Page::public("", None), StatusCode::BAD_REQUEST, why)
        })?;
        Ok(Self(value))
    }
}

//! A line in the log for each request that was not permitted, forged, sent under a foreign name or too fast. It names the route
//! by its pattern alone, so that no reference, search or secret of an address is kept.

use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;

/// Notes what was refused.
pub async fn note(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let response = next.run(request).await;
    let status = response.status();
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::MISDIRECTED_REQUEST => {
            tracing::info!(status = status.as_u16(), route, "a request was refused");
        }
        // Whoever floods must not fill the log as well.
        StatusCode::TOO_MANY_REQUESTS => tracing::debug!(status = status.as_u16(), route, "a request was refused"),
        _ => {}
    }
    response
}

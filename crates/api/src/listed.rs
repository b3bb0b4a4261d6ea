//! A page of a list as an answer: the lines, and in the header `Link` where the next page is.

use axum::Json;
use axum::http::header::LINK;
use axum::http::{HeaderValue, Uri};
use axum::response::{IntoResponse, Response};
use redress_app::{Page, Window, page_after};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

/// Where a page begins.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// So many lines are passed over. The header `Link` of a page gives the address of the next one.
    after: Option<u32>,
}

impl PageQuery {
    pub fn window(&self) -> Window {
        page_after(self.after.unwrap_or(0))
    }
}

/// A page of a list.
#[derive(Debug)]
pub struct Listed<T> {
    lines: Vec<T>,
    /// `<?after=100>; rel="next"`; absent on the last page.
    link: Option<HeaderValue>,
}

impl<T> Listed<T> {
    pub fn of<L: Into<T>>(asked: &Uri, page: Page<L>) -> Self {
        let link = page.next.and_then(|after| HeaderValue::from_str(&next(asked, after)).ok());
        Self { lines: page.lines.into_iter().map(L::into).collect(), link }
    }
}

/// An address relative to the one that was asked for: the same with another beginning.
fn next(asked: &Uri, after: u32) -> String {
    let others = asked.query().unwrap_or_default().split('&');
    let others = others.filter(|part| !part.is_empty() && !part.starts_with("after="));
    let query: Vec<String> = others.map(str::to_owned).chain([format!("after={after}")]).collect();
    format!("<?{}>; rel=\"next\"", query.join("&"))
}

impl<T: Serialize> IntoResponse for Listed<T> {
    fn into_response(self) -> Response {
        let mut response = Json(self.lines).into_response();
        if let Some(link) = self.link {
            response.headers_mut().insert(LINK, link);
        }
        response
    }
}

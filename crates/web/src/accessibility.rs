//! The accessibility statement.

use askama::Template;
use axum::response::Response;

use crate::answer::{View, shown};
use crate::layout::Page;

#[derive(Debug, Template)]
#[template(path = "accessibility.html")]
struct Statement {
    page: Page,
}

impl View for Statement {
    fn page(&self) -> &Page {
        &self.page
    }
}

pub(crate) async fn show() -> Response {
    shown(&Statement { page: Page::public("Accessibility statement", None) })
}

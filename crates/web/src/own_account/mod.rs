//! Somebody's own account: password, authenticator, sessions.

mod password;
mod second_factor;
mod sessions;

use askama::Template;
use axum::routing::{get, post};
use redress_app::OwnFactor;

use crate::answer::{Answer, View, shown};
use crate::layout::{Area, Page};
use crate::routing::Routes;
use crate::visitor::Visitor;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/account", get(show))
        .route("/account/password", get(password::ask).post(password::change))
        .route("/account/second-factor", get(second_factor::ask).post(second_factor::set))
        .route("/account/sessions", get(sessions::show))
        .route("/account/sessions/end", post(sessions::end))
        .route("/account/sessions/end-others", post(sessions::end_others))
}

#[derive(Template)]
#[template(path = "own_account.html")]
struct OwnAccount {
    page: Page,
    email: String,
    factor: OwnFactor,
    takes_passkeys: bool,
}

impl View for OwnAccount {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// How it stands, and where to change it.
async fn show(visitor: Visitor) -> Answer {
    let factor = visitor.app().own_factor(&visitor.who).await.map_err(|error| visitor.failed(&error))?;
    Ok(shown(&OwnAccount {
        page: visitor.page(Area::None, "Your account"),
        email: visitor.who.staff.email.clone(),
        factor,
        takes_passkeys: visitor.app().takes_passkeys(),
    }))
}

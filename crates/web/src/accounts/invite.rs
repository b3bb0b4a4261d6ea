//! Inviting somebody: an account without a password, and a link to choose one.

use askama::Template;
use axum::http::header::HOST;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use redress_app::{AppError, MadeLink, NewUser};
use redress_domain::case::FieldError;
use redress_http_kit::fault::status_of;

use crate::answer::{Answer, View, shown_as};
use crate::components::Block;
use crate::forms::{Filling, Typed};
use crate::layout::{Area, Page, capital};
use crate::plain_form::PlainForm;
use crate::visitor::{Submitted, Visitor};
use crate::words::long_instant;

/// The form.
pub(super) async fn ask(visitor: Visitor) -> Answer {
    super::permit(&visitor)?;
    Ok(form(&visitor, StatusCode::OK, &Typed::default(), &[]))
}

/// Adds the account, and shows the link.
pub(super) async fn invite(headers: HeaderMap, submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    super::permit(visitor)?;
    let new = NewUser {
        organisation_id: visitor.who.actor.organisation().to_owned(),
        name: typed.get("name").to_owned(),
        email: typed.get("email").to_owned(),
        roles: typed.all("role").map(str::to_owned).collect(),
        password: None,
    };
    let name = new.name.clone();
    match visitor.app().invite(&visitor.who.actor, new).await {
        Ok(made) => Ok(made_link(visitor, &headers, &name, &made)),
        Err(AppError::Invalid(errors)) => Ok(form(visitor, StatusCode::UNPROCESSABLE_ENTITY, typed, &errors)),
        Err(error @ AppError::Exists { .. }) => {
            let told = FieldError::new("email", error.code(), capital(&error.to_string()));
            Ok(form(visitor, status_of(&error), typed, &[told]))
        }
        Err(error) => Err(visitor.failed(&error)),
    }
}

fn form(visitor: &Visitor, status: StatusCode, typed: &Typed, errors: &[FieldError]) -> Response {
    let fill = Filling { typed, errors };
    let blocks: Vec<Block> = vec![
        fill.line("name", "Name").into(),
        fill.line("email", "Email address").hint("They sign in with it.").of_kind("email", None).into(),
        fill.checkboxes("role", "Roles", super::role_items(visitor)).small().into(),
    ];
    let page =
        PlainForm::new(visitor.page(Area::People, "Invite somebody"), "/invitation", blocks, errors, "Make a link")
            .back("/accounts", "Back to the accounts")
            .saying("You get a link, to hand on to them. With it they choose a password that nobody else knows.");
    shown_as(status, &page)
}

#[derive(Template)]
#[template(path = "made_link.html")]
struct MadeLinkPage {
    page: Page,
    name: String,
    address: String,
    until: String,
}

impl View for MadeLinkPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The link, shown this once.
pub(super) fn made_link(visitor: &Visitor, headers: &HeaderMap, name: &str, made: &MadeLink) -> Response {
    let path = format!("/link/{}", made.secret);
    let view = MadeLinkPage {
        page: visitor.page(Area::People, "Hand this link on"),
        name: name.to_owned(),
        address: visitor.app().address_of(&path).unwrap_or_else(|| address_asked(visitor, headers, &path)),
        until: long_instant(made.expires_at),
    };
    shown_as(StatusCode::CREATED, &view)
}

/// As this page itself was asked for: nothing better is known where nobody said at which address people come.
fn address_asked(visitor: &Visitor, headers: &HeaderMap, path: &str) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if visitor.web.http.settings.secure_cookies { "https" } else { "http" };
    if host.is_empty() { path.to_owned() } else { format!("{scheme}://{host}{path}") }
}

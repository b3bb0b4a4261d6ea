//! Of which roles a second factor is asked.

use axum::http::StatusCode;
use axum::response::Response;
use redress_app::AppError;
use redress_domain::case::FieldError;

use crate::answer::{Answer, done, shown_as};
use crate::components::Block;
use crate::flash::Flash;
use crate::forms::{Filling, Typed};
use crate::layout::Area;
use crate::plain_form::PlainForm;
use crate::visitor::{Submitted, Visitor};

/// The form, as it stands.
pub(super) async fn ask(visitor: Visitor) -> Answer {
    super::permit(&visitor)?;
    let roles = &visitor.who.settings.second_factor_roles;
    let typed = roles.iter().fold(Typed::default(), |typed, role| typed.with("role", role));
    Ok(form(&visitor, StatusCode::OK, &typed, &[]))
}

/// Asks it of the roles that were chosen, and of no others.
pub(super) async fn set(submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    let roles = typed.all("role").map(str::to_owned).collect();
    match visitor.app().ask_second_factor(&visitor.who.actor, roles).await {
        Ok(()) => Ok(done("/accounts", Flash::SecondFactorAsked)),
        Err(AppError::Invalid(errors)) => Ok(form(visitor, StatusCode::UNPROCESSABLE_ENTITY, typed, &errors)),
        Err(error) => Err(visitor.failed(&error)),
    }
}

fn form(visitor: &Visitor, status: StatusCode, typed: &Typed, errors: &[FieldError]) -> Response {
    let items = super::role_items(visitor);
    let roles = Filling { typed, errors }.checkboxes("role", "Roles of which a second step is asked", items).small();
    let blocks: Vec<Block> = vec![roles.into()];
    let page = visitor.page(Area::People, "Second step at sign-in");
    let page = PlainForm::new(page, "/second-factor", blocks, errors, "Keep this")
        .back("/accounts", "Back to the accounts")
        .saying("A password can be guessed, seen or tricked out of somebody. Whoever holds one of these roles and signs in with a password enters a code of an authenticator as well. Those who have none set one up when they next sign in.");
    shown_as(status, &page)
}

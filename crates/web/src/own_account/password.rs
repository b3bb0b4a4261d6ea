//! Changing one's own password.

use axum::http::StatusCode;
use axum::response::Response;
use redress_app::AppError;
use redress_domain::case::FieldError;

use crate::answer::{Answer, done, shown_as, to};
use crate::browser::Here;
use crate::components::Block;
use crate::flash::Flash;
use crate::forms::{Filling, Typed};
use crate::layout::Area;
use crate::link::new_password;
use crate::plain_form::PlainForm;
use crate::visitor::{Submitted, Visitor};

/// The form.
pub(super) async fn ask(visitor: Visitor) -> Answer {
    Ok(form(&visitor, StatusCode::OK, &[]))
}

/// Changes it. All other sessions end, and this one is renewed.
pub(super) async fn change(here: Here, submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    let (old, new) = (typed.raw("old_password").to_owned(), typed.raw("password").to_owned());
    match visitor.app().change_password(&visitor.who, here.secret(), old, new, &here.whence).await {
        Ok(session) => {
            let mut response = done("/account", Flash::PasswordChanged);
            here.give(&mut response, &session);
            Ok(response)
        }
        Err(AppError::Invalid(errors)) => Ok(form(visitor, StatusCode::UNPROCESSABLE_ENTITY, &errors)),
        Err(AppError::NotFound { .. }) => Ok(to("/sign-in")),
        Err(error) => Err(visitor.failed(&error)),
    }
}

fn form(visitor: &Visitor, status: StatusCode, errors: &[FieldError]) -> Response {
    let empty = Typed::default();
    let old = Filling { typed: &empty, errors }.line("old_password", "Password until now");
    let blocks: Vec<Block> =
        vec![old.of_kind("password", Some("current-password")).into(), new_password(errors).into()];
    let page = visitor.page(Area::None, "Change your password");
    let page = PlainForm::new(page, "/account/password", blocks, errors, "Change it")
        .back("/account", "Back to your account")
        .saying("You are signed out everywhere else, and your access tokens end.");
    shown_as(status, &page)
}

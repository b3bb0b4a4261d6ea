//! Setting up one's own authenticator.

use axum::http::StatusCode;
use axum::response::Response;
use redress_app::{AppError, OfferedFactor, SetFactor};
use redress_domain::case::FieldError;

use crate::answer::{Answer, shown_as, to};
use crate::authenticator::{self, SetUp};
use crate::browser::Here;
use crate::components::Block;
use crate::forms::{Filling, Typed};
use crate::layout::Area;
use crate::visitor::{Submitted, Visitor};

/// Offers one.
pub(super) async fn ask(visitor: Visitor) -> Answer {
    let factor = visitor.app().own_factor(&visitor.who).await.map_err(|error| visitor.failed(&error))?;
    if !factor.has_password {
        return Ok(to("/account"));
    }
    let offered = visitor.app().offer_second_factor(&visitor.who).map_err(|error| visitor.failed(&error))?;
    Ok(form(&visitor, StatusCode::OK, offered, &[]))
}

/// Keeps it, and shows the recovery codes. All other sessions end, and this one is renewed.
pub(super) async fn set(here: Here, submitted: Submitted) -> Answer {
    let visitor = &submitted.visitor;
    match keep(visitor, &here, &submitted.typed).await {
        Ok(set) => {
            let page = visitor.page(Area::None, "");
            let page = crate::layout::Page { csrf: set.session.csrf.clone(), ..page };
            let mut response = authenticator::codes(page, set.recovery_codes, "/account");
            here.give(&mut response, &set.session);
            Ok(response)
        }
        Err(AppError::Invalid(errors)) => {
            let offered = visitor.app().offered_before(&visitor.who, submitted.typed.get("sealed"));
            let offered = offered.map_err(|error| visitor.failed(&error))?;
            let offered = offered.ok_or_else(|| visitor.failed(&AppError::NotFound { what: "authenticator" }))?;
            Ok(form(visitor, StatusCode::UNPROCESSABLE_ENTITY, offered, &errors))
        }
        Err(error) => Err(visitor.failed(&error)),
    }
}

async fn keep(visitor: &Visitor, here: &Here, typed: &Typed) -> Result<SetFactor, AppError> {
    let (app, who) = (visitor.app(), &visitor.who);
    app.confirm_password(who, "password", typed.raw("password").to_owned(), &here.whence).await?;
    app.set_second_factor(who, here.secret(), typed.get("sealed"), typed.get("code"), &here.whence.browser).await
}

fn form(visitor: &Visitor, status: StatusCode, offered: OfferedFactor, errors: &[FieldError]) -> Response {
    let empty = Typed::default();
    let password = Filling { typed: &empty, errors }.line("password", "Your password");
    let before: Vec<Block> = vec![password.of_kind("password", Some("current-password")).into()];
    let page = visitor.page(Area::None, "Set up an authenticator");
    let view = SetUp::new(page, "/account/second-factor", offered, before, errors)
        .saying("From then on you enter a code as well when you sign in with your password. You are signed out everywhere else.");
    shown_as(status, &view)
}

//! The page behind a link: somebody who was invited, or forgot their password, chooses one.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use redress_app::{AppError, LinkFor};
use redress_domain::case::FieldError;
use redress_http_kit::path::segment;

use crate::answer::{Answer, Failed, done, shown_as};
use crate::components::Block;
use crate::error_pages;
use crate::extract::Path;
use crate::flash::Flash;
use crate::forms::{Filling, Typed};
use crate::layout::Page;
use crate::plain_form::PlainForm;
use crate::state::Web;
use crate::visitor::read_form;

/// The form. Opening it uses nothing up.
pub(crate) async fn ask(State(web): State<Web>, Path(secret): Path<String>) -> Answer {
    let link = find(&web, &secret).await?;
    Ok(shown(StatusCode::OK, &secret, &link, &[]))
}

/// Keeps the password that was chosen.
pub(crate) async fn choose(State(web): State<Web>, Path(secret): Path<String>, request: Request) -> Answer {
    let link = find(&web, &secret).await?;
    let Some(typed) = read_form(request, &web).await else {
        return Err(error_pages::plain(Page::public("", None), StatusCode::BAD_REQUEST));
    };
    match web.http.app.use_link(&secret, typed.raw("password").to_owned()).await {
        Ok(()) => Ok(done("/sign-in", Flash::PasswordChosen)),
        Err(AppError::Invalid(errors)) => Ok(shown(StatusCode::UNPROCESSABLE_ENTITY, &secret, &link, &errors)),
        Err(AppError::NotFound { .. }) => Err(gone()),
        Err(error) => Err(error_pages::of_error(Page::public("", None), &error)),
    }
}

async fn find(web: &Web, secret: &str) -> Result<LinkFor, Failed> {
    let found = web.http.app.link(secret).await;
    found.map_err(|error| error_pages::of_error(Page::public("", None), &error))?.ok_or_else(gone)
}

/// One answer for what was used, what expired and what never was.
fn gone() -> Failed {
    let why = "This link does not serve, or not any more: each serves once, for a week. Ask whoever gave it to you for a new one.";
    error_pages::refused(Page::public("", None), StatusCode::NOT_FOUND, why)
}

fn shown(status: StatusCode, secret: &str, link: &LinkFor, errors: &[FieldError]) -> Response {
    let page = Page { organisation: link.organisation.clone(), ..Page::public("Choose your password", None) };
    let typed = Typed::default().with("email", link.email.clone());
    let email =
        Filling { typed: &typed, errors }.line("email", "Your email address").of_kind("email", Some("username"));
    let blocks: Vec<Block> = vec![email.hint("You sign in with it.").into(), new_password(errors).into()];
    let form = PlainForm::new(page, format!("/link/{}", segment(secret)), blocks, errors, "Keep this password");
    shown_as(status, &form.saying(format!("{}, this is for you alone. Do not hand it on.", link.name)))
}

/// Asks for a password that is being chosen.
pub(crate) fn new_password(errors: &[FieldError]) -> crate::components::Field {
    // A password is never sent back.
    let empty = Typed::default();
    Filling { typed: &empty, errors }
        .line("password", "New password")
        .hint("At least 8 characters; 15 or more are better. Three or four words that do not belong together are easy to remember.")
        .of_kind("password", Some("new-password"))
}

//! Signing in with a passkey.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use redress_app::AskedPasskey;
use redress_domain::case::FieldError;

use super::{BY_PASSKEY, enter, public};
use crate::answer::{Answer, Failed, View, shown_as};
use crate::browser::Here;
use crate::components::ErrorSummary;
use crate::error_pages;
use crate::extract::Query;
use crate::layout::Page;
use crate::sign_in::local;
use crate::state::Web;
use crate::visitor::read_form;

#[derive(Template)]
#[template(path = "sign_in_passkey.html")]
struct PasskeyPage {
    page: Page,
    errors: ErrorSummary,
    action: &'static str,
    asked: AskedPasskey,
    next: String,
}

impl View for PasskeyPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The page that asks the device.
pub(crate) async fn ask(State(web): State<Web>, Query(query): Query<Vec<(String, String)>>) -> Answer {
    let next = query.iter().find(|(name, _)| name == "next").map_or("", |(_, value)| value);
    Ok(shown_as(StatusCode::OK, &page(&web, next, &[]).await?))
}

/// Begins a session with what the device answered.
pub(crate) async fn sign_in(State(web): State<Web>, here: Here, request: Request) -> Answer {
    let Some(typed) = read_form(request, &web).await else {
        return Err(error_pages::plain(Page::public("", None), StatusCode::BAD_REQUEST));
    };
    let (ceremony, answer, next) = (typed.get("ceremony"), typed.raw("answer").to_owned(), typed.get("next"));
    let begun = web.http.app.finish_passkey_sign_in(ceremony, answer, &here.whence.browser).await;
    match begun.map_err(|error| public(&error))? {
        Some(session) => enter(&web, &here, &session, next).await,
        None => {
            let told = "That passkey does not sign you in here. Try another, or sign in another way.";
            let told = FieldError::new("passkey", "passkey-refused", told);
            Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &page(&web, next, &[told]).await?))
        }
    }
}

async fn page(web: &Web, next: &str, errors: &[FieldError]) -> Result<PasskeyPage, Failed> {
    let asked = web.http.app.begin_passkey_sign_in().await.map_err(|error| public(&error))?;
    Ok(PasskeyPage {
        page: Page::public("Sign in with a passkey", None).with_errors(errors),
        errors: ErrorSummary::of_names(errors, &["passkey"]),
        action: BY_PASSKEY,
        asked,
        next: local(next).to_owned(),
    })
}

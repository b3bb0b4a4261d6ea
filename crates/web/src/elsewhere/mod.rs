//! Signing in with a proof that is made elsewhere: the organisation's own sign-in, and passkeys.

mod own_passkeys;
mod passkey;
mod single_sign_on;
mod state_cookie;

use askama::Template;
use axum::http::StatusCode;
use axum::routing::{get, post};
use redress_app::{AppError, SINGLE_SIGN_ON_BACK, Session};

use crate::answer::{Answer, Failed, View, shown_as, to};
use crate::browser::Here;
use crate::error_pages;
use crate::layout::Page;
use crate::routing::Routes;
use crate::sign_in::local;
use crate::state::Web;

/// Where somebody is sent to their organisation's own sign-in.
const TO_PROVIDER: &str = "/sign-in/elsewhere";
/// Where somebody signs in with a passkey.
const BY_PASSKEY: &str = "/sign-in/passkey";

pub(crate) fn routes() -> Routes {
    Routes::new()
        .route(TO_PROVIDER, get(single_sign_on::leave))
        .route(SINGLE_SIGN_ON_BACK, get(single_sign_on::come_back))
        .route(BY_PASSKEY, get(passkey::ask).post(passkey::sign_in))
        .route(own_passkeys::PATH, get(own_passkeys::show).post(own_passkeys::add))
        .route("/account/passkeys/{number}/removal", post(own_passkeys::remove))
}

/// The ways to sign in that the sign-in page offers beside a password.
#[derive(Debug, Template)]
#[template(path = "sign_in_other_ways.html")]
pub(crate) struct OtherWays {
    /// What the organisation calls its own sign-in.
    single_sign_on: Option<String>,
    passkey: bool,
    next: String,
}

impl OtherWays {
    pub(crate) fn of(web: &Web, next: &str) -> Self {
        let app = &web.http.app;
        let single_sign_on = app.single_sign_on().map(str::to_owned);
        Self { single_sign_on, passkey: app.takes_passkeys(), next: next.to_owned() }
    }
}

/// Says that somebody was not let in, and to nobody why.
#[derive(Debug, Template)]
#[template(path = "sign_in_failed.html")]
struct FailedPage {
    page: Page,
    sentences: [&'static str; 2],
}

impl View for FailedPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

fn not_let_in() -> Failed {
    let sentences = [
        "Your organisation’s sign-in did not let you in here. Nothing was changed.",
        "Try again. If it happens again, ask whoever keeps the accounts here: they can see why.",
    ];
    failed(StatusCode::FORBIDDEN, sentences)
}

fn down() -> Failed {
    let sentences = [
        "Your organisation’s sign-in cannot be reached at the moment.",
        "Try again in a few minutes, or sign in another way if you have one.",
    ];
    failed(StatusCode::SERVICE_UNAVAILABLE, sentences)
}

fn failed(status: StatusCode, sentences: [&'static str; 2]) -> Failed {
    shown_as(status, &FailedPage { page: Page::public("You are not signed in", None), sentences }).into()
}

fn public(error: &AppError) -> Failed {
    error_pages::of_error(Page::public("", None), error)
}

/// Gives the browser its new session in place of the one before, and goes on.
async fn enter(web: &Web, here: &Here, session: &Session, next: &str) -> Answer {
    // Its cookie is about to be replaced: nobody could end that session any more.
    if let Some(before) = &here.session {
        web.http.app.sign_out(before).await.map_err(|error| public(&error))?;
    }
    let mut response = to(local(next));
    here.give(&mut response, session);
    Ok(response)
}

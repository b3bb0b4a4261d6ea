//! The second step of signing in: a code, or setting up the authenticator that will make them.

use axum::extract::{FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use redress_app::{AppError, HalfSignedIn, SignInAnswer, StillDue};
use redress_domain::case::FieldError;
use redress_http_kit::csrf;

use crate::answer::{Answer, Failed, again_after, shown_as, to};
use crate::authenticator::{self, SetUp};
use crate::browser::Here;
use crate::error_pages;
use crate::extract::Query;
use crate::forms::{Filling, Typed};
use crate::layout::Page;
use crate::plain_form::PlainForm;
use crate::sign_in::local;
use crate::state::Web;
use crate::visitor::read_form;

pub(crate) const CODE: &str = "/sign-in/code";
pub(crate) const SET_UP: &str = "/sign-in/authenticator";

/// Where the second step is asked.
pub(crate) fn path(due: StillDue) -> &'static str {
    match due {
        StillDue::Code => CODE,
        StillDue::SetUp => SET_UP,
    }
}

/// Somebody whose password was right. Whoever is not begins with it.
#[derive(Debug)]
pub(crate) struct Half {
    web: Web,
    half: HalfSignedIn,
    here: Here,
}

impl FromRequestParts<Web> for Half {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Failed> {
        let here = Here::from_request_parts(parts, web).await?;
        let half = web.http.app.half_session(here.secret()).await.map_err(|error| failed(&error))?;
        match half {
            Some(half) => Ok(Self { web: web.clone(), half, here }),
            None => Err(to("/sign-in").into()),
        }
    }
}

impl Half {
    /// A page for somebody who is not signed in yet, with the token of the half of a session they have.
    fn page(&self, title: &str) -> Page {
        Page { csrf: self.half.who.csrf.clone().unwrap_or_default(), ..Page::public(title, None) }
    }

    /// The same, if this is what they still owe; else they are sent to what is.
    fn owing(self, due: StillDue) -> Result<Self, Failed> {
        if self.half.still_due == due { Ok(self) } else { Err(to(path(self.half.still_due)).into()) }
    }

    async fn read(&self, request: Request) -> Result<Typed, Failed> {
        let wrong = |status| error_pages::plain(Page::public("", None), status);
        let typed = read_form(request, &self.web).await.ok_or_else(|| wrong(StatusCode::BAD_REQUEST))?;
        if !csrf::check(&self.half.who, typed.get("csrf")) {
            return Err(wrong(StatusCode::FORBIDDEN));
        }
        Ok(typed)
    }
}

/// Asks for a code.
pub(crate) async fn ask_code(half: Half, Query(query): Query<Vec<(String, String)>>) -> Answer {
    let half = half.owing(StillDue::Code)?;
    Ok(shown_as(StatusCode::OK, &code_page(&half, &next_of(query), &[])))
}

/// Takes a code, and lets them in.
pub(crate) async fn take_code(half: Half, request: Request) -> Answer {
    let half = half.owing(StillDue::Code)?;
    let typed = half.read(request).await?;
    let told = |code, message: String| [FieldError::new("code", code, message)];
    let here = &half.here;
    match half.web.http.app.finish_sign_in(here.secret(), typed.get("code"), &here.whence).await {
        Ok(SignInAnswer::Begun { session, known_browser }) => {
            let mut response = to(local(typed.get("next")));
            here.give(&mut response, &session);
            if let Some(known) = known_browser {
                here.know(&mut response, &known);
            }
            Ok(response)
        }
        Ok(SignInAnswer::Wrong) => {
            let message =
                "This code does not open the door. Wait for the next one: each serves once, for half a minute.";
            let page = code_page(&half, typed.get("next"), &told("wrong", message.to_owned()));
            Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Ok(SignInAnswer::Wait(wait)) => {
            let page = code_page(&half, typed.get("next"), &told("too-many-tries", wait.sentence()));
            Ok(again_after(shown_as(StatusCode::TOO_MANY_REQUESTS, &page), wait.seconds))
        }
        Err(AppError::NotFound { .. }) => Ok(to("/sign-in")),
        Err(error) => Err(failed(&error)),
    }
}

fn code_page(half: &Half, next: &str, errors: &[FieldError]) -> PlainForm {
    let empty = Typed::default();
    let field = Filling { typed: &empty, errors }
        .line("code", "Code of your authenticator")
        .hint("Six digits. Without your authenticator, enter one of your recovery codes.")
        .of_kind("text", Some("one-time-code"))
        .wide("govuk-input--width-20");
    PlainForm::new(half.page("Enter a code"), CODE, vec![field.into()], errors, "Sign in").with("next", local(next))
}

/// Offers an authenticator to somebody of whom one is asked.
pub(crate) async fn ask_set_up(half: Half, Query(query): Query<Vec<(String, String)>>) -> Answer {
    let half = half.owing(StillDue::SetUp)?;
    let offered = half.web.http.app.offer_second_factor(&half.half.who).map_err(|error| failed(&error))?;
    Ok(shown_as(StatusCode::OK, &set_up_page(&half, &next_of(query), offered, &[])))
}

/// Keeps it, shows the recovery codes, and lets them in.
pub(crate) async fn set_up(half: Half, request: Request) -> Answer {
    let half = half.owing(StillDue::SetUp)?;
    let typed = half.read(request).await?;
    let (app, who, here) = (&half.web.http.app, &half.half.who, &half.here);
    let set = app.set_second_factor(who, here.secret(), typed.get("sealed"), typed.get("code"), &here.whence.browser);
    match set.await {
        Ok(set) => {
            let mut response =
                authenticator::codes(Page::public("", None), set.recovery_codes, local(typed.get("next")));
            here.give(&mut response, &set.session);
            Ok(response)
        }
        Err(AppError::Invalid(errors)) => {
            let offered = app.offered_before(who, typed.get("sealed")).map_err(|error| failed(&error))?;
            let offered = offered.ok_or_else(|| failed(&AppError::NotFound { what: "authenticator" }))?;
            let page = set_up_page(&half, typed.get("next"), offered, &errors);
            Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(AppError::NotFound { .. }) => Ok(to("/sign-in").into_response()),
        Err(error) => Err(failed(&error)),
    }
}

fn set_up_page(half: &Half, next: &str, offered: redress_app::OfferedFactor, errors: &[FieldError]) -> SetUp {
    let page = half.page("Set up an authenticator");
    let why = "Your organisation asks for a second step when people in your role sign in: a code that changes every half minute.";
    SetUp::new(page, SET_UP, offered, Vec::new(), errors).saying(why).with("next", local(next))
}

fn next_of(query: Vec<(String, String)>) -> String {
    query.into_iter().find(|(name, _)| name == "next").map_or_else(String::new, |(_, value)| value)
}

fn failed(error: &AppError) -> Failed {
    error_pages::of_error(Page::public("", None), error)
}

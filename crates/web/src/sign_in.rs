//! Signing in and out.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use redress_app::SignInAnswer;
use redress_domain::case::FieldError;
use redress_http_kit::session;

use crate::answer::{Answer, View, again_after, done, shown_as, to};
use crate::browser::Here;
use crate::components::{Block, ErrorSummary};
use crate::elsewhere::OtherWays;
use crate::error_pages;
use crate::extract::Query;
use crate::flash::{self, Flash};
use crate::forms::{Filling, Typed};
use crate::layout::Page;
use crate::second_step;
use crate::state::{DemoUser, Web};
use crate::visitor::{Submitted, read_form};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    page: Page,
    errors: ErrorSummary,
    blocks: Vec<Block>,
    other_ways: OtherWays,
    next: String,
    demo: Vec<DemoUser>,
}

impl View for SignInPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The form.
pub(crate) async fn ask(
    State(web): State<Web>,
    Query(query): Query<Vec<(String, String)>>,
    headers: axum::http::HeaderMap,
) -> Response {
    let typed = query.into_iter().fold(Typed::default(), |typed, (name, value)| match name.as_str() {
        "next" | "email" => typed.with(&name, value),
        _ => typed,
    });
    shown_as(StatusCode::OK, &page(&web, &typed, &[], flash::from(&headers)))
}

/// Begins a session and goes on to where somebody was going.
pub(crate) async fn sign_in(State(web): State<Web>, here: Here, request: Request) -> Answer {
    let Some(typed) = read_form(request, &web).await else {
        return Err(error_pages::plain(Page::public("", None), StatusCode::BAD_REQUEST));
    };
    let (email, password) = (typed.get("email").to_owned(), typed.raw("password").to_owned());
    let refused = |status, code, message: &str| {
        Ok(shown_as(status, &page(&web, &typed, &[FieldError::new("email", code, message)], None)))
    };
    let failed = |error| error_pages::of_error(Page::public("", None), &error);
    match web.http.app.sign_in(&email, password, &here.whence).await.map_err(failed)? {
        SignInAnswer::Wait(wait) => refused(StatusCode::TOO_MANY_REQUESTS, "too-many-tries", &wait.sentence())
            .map(|response| again_after(response, wait.seconds)),
        SignInAnswer::Wrong => {
            refused(StatusCode::UNPROCESSABLE_ENTITY, "wrong", "The email address or the password is wrong.")
        }
        SignInAnswer::Begun { session, known_browser } => {
            // Its cookie is about to be replaced: nobody could end that session any more.
            if let Some(before) = &here.session {
                web.http.app.sign_out(before).await.map_err(failed)?;
            }
            let next = local(typed.get("next"));
            let mut response = match session.still_due {
                None => to(next),
                Some(due) => to(&with_next(second_step::path(due), next)),
            };
            here.give(&mut response, &session);
            if let Some(known) = known_browser {
                here.know(&mut response, &known);
            }
            Ok(response)
        }
    }
}

fn with_next(path: &str, next: &str) -> String {
    format!("{path}?{}", serde_html_form::to_string([("next", next)]).unwrap_or_default())
}

/// Ends the session.
pub(crate) async fn sign_out(State(web): State<Web>, headers: axum::http::HeaderMap, submitted: Submitted) -> Answer {
    let secure = web.http.settings.secure_cookies;
    if let Some(secret) = session::secret_from(&headers, secure) {
        let ended = web.http.app.sign_out(secret).await;
        ended.map_err(|error| submitted.visitor.failed(&error))?;
    }
    let mut response = done("/sign-in", Flash::SignedOut).into_response();
    response.headers_mut().append(SET_COOKIE, session::clear_cookie_header(secure));
    Ok(response)
}

/// A path of ours to go on to; anything else would lead away from here.
pub(crate) fn local(next: &str) -> &str {
    let safe = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && next.len() <= 2_000
        && next.bytes().all(|byte| byte.is_ascii_graphic());
    if safe { next } else { "/cases" }
}

fn page(web: &Web, typed: &Typed, errors: &[FieldError], flash: Option<Flash>) -> SignInPage {
    let fill = Filling { typed, errors };
    let blocks: Vec<Block> = vec![
        fill.line("email", "Email address").of_kind("email", Some("username")).into(),
        // A password is never sent back.
        Filling { typed: &Typed::default(), errors }
            .line("password", "Password")
            .of_kind("password", Some("current-password"))
            .into(),
    ];
    SignInPage {
        page: Page::public("Sign in", flash).with_errors(errors),
        errors: ErrorSummary::of(errors, &blocks),
        blocks,
        other_ways: OtherWays::of(web, local(typed.get("next"))),
        next: local(typed.get("next")).to_owned(),
        demo: web.settings.demo_hint.clone().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn signing_in_leads_to_a_page_of_ours_only() {
        assert_eq!(local("/cases/SF-2026-0001?x=1"), "/cases/SF-2026-0001?x=1");
        for elsewhere in
            ["", "cases", "https://example.org/", "//example.org", "/\\example.org", "/a\r\nSet-Cookie: b", "/é"]
        {
            assert_eq!(local(elsewhere), "/cases", "{elsewhere:?}");
        }
    }
}

//! Who asks: the extractors of signed-in people and of the forms they send.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use redress_app::{App, AppError, RequestKey, SignedIn};
use redress_domain::procedure::{Permission, Procedure};
use redress_domain::time::{Date, Instant, Zone};
use redress_http_kit::{csrf, session};

use crate::answer::Failed;
use crate::error_pages;
use crate::flash::{self, Flash};
use crate::forms::Typed;
use crate::layout::{Area, Page};
use crate::state::Web;

/// Somebody who is signed in. Whoever is not is sent to the sign-in page and back.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    pub(crate) web: Web,
    pub(crate) who: SignedIn,
    pub(crate) flash: Option<Flash>,
    /// One moment for the whole answer.
    pub(crate) now: Instant,
}

impl Visitor {
    pub(crate) fn app(&self) -> &App {
        &self.web.http.app
    }

    pub(crate) fn today(&self) -> Date {
        self.now.local_date(Zone::LONDON)
    }

    pub(crate) fn page(&self, area: Area, title: impl Into<String>) -> Page {
        Page::of(&self.who, area, title, self.flash)
    }

    pub(crate) fn may(&self, permission: Permission) -> bool {
        self.who.rights.as_ref().is_some_and(|rights| rights.has(permission))
    }

    /// The procedure new cases begin with.
    ///
    /// # Errors
    /// The page that says that there is none.
    pub(crate) fn procedure(&self) -> Result<&Procedure, Failed> {
        self.who.settings.current().map(|procedure| &**procedure).map_err(|error| self.failed(&error))
    }

    /// The name under which a form is carried out once.
    pub(crate) fn key(&self, typed: &Typed) -> Option<String> {
        let token = typed.get("form_token");
        let plausible = !token.is_empty() && token.len() <= 60;
        plausible.then(|| format!("form {token}"))
    }

    /// The page that tells of an error.
    pub(crate) fn failed(&self, error: &AppError) -> Failed {
        error_pages::of_error(self.page(Area::None, ""), error)
    }
}

impl FromRequestParts<Web> for Visitor {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Failed> {
        let who = session::signed_in(&web.http, &parts.headers).await;
        let who = who.map_err(|error| error_pages::of_error(Page::public("", None), &error))?;
        let flash = flash::from(&parts.headers);
        match who {
            Some(who) => Ok(Self { web: web.clone(), who, flash, now: web.http.app.now() }),
            None => Err(Failed::from(to_sign_in(parts))),
        }
    }
}

/// Where to sign in, and to come back to what was asked for. A form is not sent again by itself.
fn to_sign_in(parts: &Parts) -> Response {
    let asked = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let target = if parts.method == Method::GET && asked != "/" {
        let query = [("next", asked)];
        format!("/sign-in?{}", serde_html_form::to_string(query).unwrap_or_default())
    } else {
        "/sign-in".to_owned()
    };
    Redirect::to(&target).into_response()
}

/// A form sent by somebody who is signed in, with the token of their session: no handler can forget to ask for it.
#[derive(Debug)]
pub(crate) struct Submitted {
    pub(crate) visitor: Visitor,
    pub(crate) typed: Typed,
    /// Where it was sent: it names the case, the command and the action.
    path: String,
}

impl Submitted {
    /// The key under which this form is carried out once, however often it is sent.
    pub(crate) fn key(&self) -> Option<RequestKey> {
        let key = self.visitor.key(&self.typed)?;
        Some(RequestKey { key, digest: self.typed.digest(&self.path) })
    }
}

impl FromRequest<Web> for Submitted {
    type Rejection = Failed;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Failed> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, web).await?;
        let path = parts.uri.path().to_owned();
        let Some(typed) = read_form(Request::from_parts(parts, body), web).await else {
            return Err(error_pages::plain(visitor.page(Area::None, ""), StatusCode::BAD_REQUEST));
        };
        if !csrf::check(&visitor.who, typed.get("csrf")) {
            return Err(error_pages::plain(visitor.page(Area::None, ""), StatusCode::FORBIDDEN));
        }
        Ok(Self { visitor, typed, path })
    }
}

/// The fields of a form that was sent; `None` for anything else.
pub(crate) async fn read_form(request: Request, web: &Web) -> Option<Typed> {
    let body = axum::body::Bytes::from_request(request, web).await.ok()?;
    Typed::parse(&body)
}

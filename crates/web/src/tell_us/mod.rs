//! The public form: tell us what went wrong, without an account, anonymously if wished (R8).

mod form;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use redress_app::{AppError, RequestKey, Settings};
use redress_domain::case::FieldError;
use redress_domain::procedure::Procedure;
use redress_http_kit::peer::PeerAddress;

use crate::answer::{Answer, Failed, View, again_after, shown, shown_as};
use crate::components::{Block, ErrorSummary};
use crate::error_pages;
use crate::extract::Path;
use crate::forms::{Filling, Read, Typed};
use crate::layout::{Page, capital};
use crate::state::Web;
use crate::visitor::read_form;

#[derive(Template)]
#[template(path = "tell_us.html")]
struct TellUs {
    page: Page,
    organisation: String,
    heading: String,
    anonymous: bool,
    errors: ErrorSummary,
    blocks: Vec<Block>,
    form_token: String,
}

#[derive(Template)]
#[template(path = "told_us.html")]
struct ToldUs {
    page: Page,
    reference: String,
}

impl View for TellUs {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl View for ToldUs {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The empty form.
pub(crate) async fn ask(State(web): State<Web>, Path(organisation): Path<String>) -> Answer {
    let settings = settings(&web, &organisation).await?;
    let typed = Typed::default().with("brought_by", "self");
    Ok(shown(&page(&settings, procedure(&settings)?, &typed.with("form_token", web.form_token()), &[])))
}

/// Logs what was told, and says under which reference.
pub(crate) async fn tell(
    State(web): State<Web>,
    Path(organisation): Path<String>,
    PeerAddress(address): PeerAddress,
    request: Request,
) -> Answer {
    let settings = settings(&web, &organisation).await?;
    let procedure = procedure(&settings)?;
    let Some(typed) = read_form(request, &web).await else {
        return Err(error_pages::plain(public(&settings, ""), StatusCode::BAD_REQUEST));
    };
    // Whoever comes without a token, and has to send it again, has one then.
    let typed = if typed.get("form_token").is_empty() { typed.with("form_token", web.form_token()) } else { typed };
    let refused = |status, errors: &[FieldError]| Ok(shown_as(status, &page(&settings, procedure, &typed, errors)));
    let log = match form::read(Read::new(&typed), web.http.app.now()) {
        Ok(log) => log,
        Err(errors) => return refused(StatusCode::UNPROCESSABLE_ENTITY, &errors),
    };
    let key = key(&typed);
    if let Some(key) = &key {
        let already = web.http.app.told_already(&organisation, key).await;
        if let Some(reference) = already.map_err(|error| error_pages::of_error(public(&settings, ""), &error))? {
            return Ok(told(&settings, reference));
        }
    }
    // A brake on floods from one address; a form that was only filled in wrongly does not count.
    let counted = web.http.app.count_message(&organisation, address).await;
    if let Err(wait) = counted.map_err(|error| error_pages::of_error(public(&settings, ""), &error))? {
        let message =
            "Several messages came from your connection just now. Please wait a quarter of an hour, or ring us.";
        return refused(StatusCode::TOO_MANY_REQUESTS, &[FieldError::new("", "too-many", message)])
            .map(|response| again_after(response, wait.seconds));
    }
    match web.http.app.tell_us(&organisation, log, key).await {
        Ok(done) => Ok(told(&settings, done.reference)),
        Err(AppError::Invalid(errors)) => refused(StatusCode::UNPROCESSABLE_ENTITY, &errors),
        Err(error @ AppError::Refused(_)) => {
            let told = FieldError::new("", error.code(), capital(&error.to_string()));
            refused(StatusCode::CONFLICT, &[told])
        }
        Err(error) => Err(error_pages::of_error(public(&settings, ""), &error)),
    }
}

fn told(settings: &Settings, reference: String) -> Response {
    shown_as(StatusCode::CREATED, &ToldUs { page: public(settings, "We have received it"), reference })
}

async fn settings(web: &Web, organisation: &str) -> Result<std::sync::Arc<Settings>, Failed> {
    web.http.app.settings(organisation).await.map_err(|error| error_pages::of_error(Page::public("", None), &error))
}

fn procedure(settings: &Settings) -> Result<&Procedure, Failed> {
    let found = settings.current().map(|procedure| &**procedure);
    found.map_err(|error| error_pages::of_error(public(settings, ""), &error))
}

fn public(settings: &Settings, title: &str) -> Page {
    Page { organisation: settings.organisation.name.clone(), ..Page::public(title, None) }
}

fn page(settings: &Settings, procedure: &Procedure, typed: &Typed, errors: &[FieldError]) -> TellUs {
    let blocks = form::blocks(procedure, &Filling { typed, errors });
    TellUs {
        page: public(settings, "Tell us what went wrong").with_errors(errors),
        organisation: settings.organisation.id.clone(),
        heading: "Tell us what went wrong".to_owned(),
        anonymous: procedure.intake.anonymous,
        errors: ErrorSummary::of(errors, &blocks),
        blocks,
        form_token: typed.get("form_token").to_owned(),
    }
}

/// What a form sent twice is known by: its token and all that was typed, since nobody's tokens are told apart by who they are.
fn key(typed: &Typed) -> Option<RequestKey> {
    let (token, digest) = (typed.get("form_token"), typed.digest("tell-us"));
    let plausible = !token.is_empty() && token.len() <= 60;
    plausible.then(|| RequestKey { key: format!("form {token} {}", hex::encode(digest)), digest })
}

//! Somebody's own passkeys: adding one, seeing them, taking one away.

use askama::Template;
use axum::http::StatusCode;
use redress_app::{AppError, AskedPasskey, PasskeyLine, Whence};
use redress_domain::case::FieldError;

use crate::answer::{Answer, Failed, View, done, shown, shown_as};
use crate::browser::Here;
use crate::components::{Block, ErrorSummary};
use crate::extract::Path;
use crate::flash::Flash;
use crate::forms::{Filling, Typed};
use crate::layout::{Area, Page};
use crate::visitor::{Submitted, Visitor};
use crate::words::long_instant;

pub(crate) const PATH: &str = "/account/passkeys";

#[derive(Template)]
#[template(path = "own_passkeys.html")]
struct PasskeysPage {
    page: Page,
    errors: ErrorSummary,
    blocks: Vec<Block>,
    lines: Vec<Line>,
    /// What the browser asks a device for; absent where passkeys cannot be added.
    asked: Option<AskedPasskey>,
    is_full: bool,
}

struct Line {
    number: i64,
    name: String,
    added: String,
    used: String,
}

impl View for PasskeysPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What there is, and the form to add one.
pub(crate) async fn show(visitor: Visitor) -> Answer {
    Ok(shown(&page(&visitor, &Typed::default(), &[]).await?))
}

/// Adds the one the device made.
pub(crate) async fn add(here: Here, submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    match keep(visitor, typed, &here.whence).await {
        Ok(()) => Ok(done(PATH, Flash::PasskeyAdded)),
        Err(AppError::Invalid(errors)) => {
            Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &page(visitor, typed, &errors).await?))
        }
        Err(error) => Err(visitor.failed(&error)),
    }
}

async fn keep(visitor: &Visitor, typed: &Typed, whence: &Whence) -> Result<(), AppError> {
    let (app, who) = (visitor.app(), &visitor.who);
    if app.own_factor(who).await?.has_password {
        app.confirm_password(who, "password", typed.raw("password").to_owned(), whence).await?;
    }
    app.add_passkey(who, typed.get("ceremony"), typed.raw("answer"), typed.get("name")).await
}

/// Takes one away.
pub(crate) async fn remove(here: Here, Path(number): Path<i64>, submitted: Submitted) -> Answer {
    let visitor = &submitted.visitor;
    let renewed = visitor.app().remove_passkey(&visitor.who, here.secret(), number, &here.whence.browser).await;
    let renewed = renewed.map_err(|error| visitor.failed(&error))?;
    let mut response = done(PATH, Flash::PasskeyRemoved);
    here.give(&mut response, &renewed);
    Ok(response)
}

async fn page(visitor: &Visitor, typed: &Typed, errors: &[FieldError]) -> Result<PasskeysPage, Failed> {
    let (app, who) = (visitor.app(), &visitor.who);
    let failed = |error: AppError| visitor.failed(&error);
    let own = app.own_passkeys(who).await.map_err(failed)?;
    let asked = if own.is_room && app.takes_passkeys() {
        Some(app.begin_adding_passkey(who).await.map_err(failed)?)
    } else {
        None
    };
    let fill = Filling { typed, errors };
    let name = fill
        .line("name", "Name of the passkey")
        .hint("So that you know which it is: My phone")
        .wide("govuk-input--width-20");
    // Without the form an error has no field to lead to.
    let mut blocks: Vec<Block> = if asked.is_some() { vec![name.into()] } else { Vec::new() };
    if asked.is_some() && app.own_factor(who).await.map_err(failed)?.has_password {
        // A password is never sent back.
        let empty = Filling { typed: &Typed::default(), errors };
        blocks.push(empty.line("password", "Your password").of_kind("password", Some("current-password")).into());
    }
    Ok(PasskeysPage {
        page: visitor.page(Area::None, "Your passkeys").with_errors(errors),
        errors: ErrorSummary::of(errors, &blocks),
        blocks,
        lines: own.lines.into_iter().map(line).collect(),
        asked,
        is_full: !own.is_room,
    })
}

fn line(passkey: PasskeyLine) -> Line {
    Line {
        number: passkey.number,
        name: passkey.name,
        added: long_instant(passkey.added_at),
        used: passkey.used_at.map_or_else(|| "Not yet".to_owned(), long_instant),
    }
}

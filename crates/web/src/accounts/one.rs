//! One account, for those who keep them.

use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use redress_app::{AccountLine, AppError};
use redress_domain::case::FieldError;
use redress_domain::staff::UserId;
use redress_http_kit::fault::status_of;
use redress_http_kit::path::segment;

use crate::answer::{Answer, Failed, View, done, shown_as, to};
use crate::components::{Block, ErrorSummary};
use crate::extract::Path;
use crate::flash::Flash;
use crate::forms::{Filling, Typed};
use crate::layout::{Area, Page, capital};
use crate::visitor::{Submitted, Visitor};

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    page: Page,
    href: String,
    errors: ErrorSummary,
    email: String,
    standing: String,
    ended: bool,
    has_second_factor: bool,
    roles: Vec<Block>,
}

impl View for AccountPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// How it stands, and what can be done with it.
pub(super) async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let account = find(&visitor, &id).await?;
    let typed = account.roles.iter().fold(Typed::default(), |typed, role| typed.with("role", role));
    Ok(page(&visitor, StatusCode::OK, account, &typed, &[]))
}

pub(super) async fn change_roles(Path(id): Path<String>, submitted: Submitted) -> Answer {
    let (app, actor) = (submitted.visitor.app(), &submitted.visitor.who.actor);
    let roles = submitted.typed.all("role").map(str::to_owned).collect();
    let changed = app.change_roles(actor, UserId::new(id.clone()), roles).await;
    told(&submitted, &id, changed, Flash::RolesChanged).await
}

pub(super) async fn end(Path(id): Path<String>, submitted: Submitted) -> Answer {
    let (app, actor) = (submitted.visitor.app(), &submitted.visitor.who.actor);
    let ended = app.end_account(actor, UserId::new(id.clone())).await;
    told(&submitted, &id, ended, Flash::AccountEnded).await
}

pub(super) async fn sign_out(Path(id): Path<String>, submitted: Submitted) -> Answer {
    let (app, actor) = (submitted.visitor.app(), &submitted.visitor.who.actor);
    let signed_out = app.sign_out_everywhere(actor, UserId::new(id.clone())).await;
    if signed_out.is_ok() && actor.user_id().is_some_and(|user| user.as_str() == id) {
        return Ok(to("/sign-in"));
    }
    told(&submitted, &id, signed_out, Flash::SignedOutEverywhere).await
}

pub(super) async fn reopen(Path(id): Path<String>, submitted: Submitted) -> Answer {
    let (app, actor) = (submitted.visitor.app(), &submitted.visitor.who.actor);
    let roles = submitted.typed.all("role").map(str::to_owned).collect();
    let reopened = app.reopen_account(actor, UserId::new(id.clone()), roles).await;
    told(&submitted, &id, reopened, Flash::AccountReopened).await
}

pub(super) async fn remove_second_factor(Path(id): Path<String>, submitted: Submitted) -> Answer {
    let (app, actor) = (submitted.visitor.app(), &submitted.visitor.who.actor);
    let removed = app.remove_second_factor(actor, UserId::new(id.clone())).await;
    told(&submitted, &id, removed, Flash::SecondFactorRemoved).await
}

/// Makes a link, and shows it.
pub(super) async fn make_link(Path(id): Path<String>, headers: HeaderMap, submitted: Submitted) -> Answer {
    let visitor = &submitted.visitor;
    let account = find(visitor, &id).await?;
    let made = visitor.app().make_link(&visitor.who.actor, account.user).await;
    let made = made.map_err(|error| visitor.failed(&error))?;
    Ok(super::invite::made_link(visitor, &headers, &account.name, &made))
}

async fn find(visitor: &Visitor, id: &str) -> Result<AccountLine, Failed> {
    let found = visitor.app().account(&visitor.who.actor, UserId::new(id)).await;
    found.map_err(|error| visitor.failed(&error))
}

async fn told(submitted: &Submitted, id: &str, done_so: Result<(), AppError>, flash: Flash) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    let (status, errors) = match done_so {
        Ok(()) => return Ok(done(&format!("/accounts/{}", segment(id)), flash)),
        Err(AppError::Invalid(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        Err(error @ AppError::Exists { .. }) => {
            (status_of(&error), vec![FieldError::new("role", error.code(), capital(&error.to_string()))])
        }
        Err(error) => return Err(visitor.failed(&error)),
    };
    let account = find(visitor, id).await?;
    Ok(page(visitor, status, account, typed, &errors))
}

fn page(visitor: &Visitor, status: StatusCode, account: AccountLine, typed: &Typed, errors: &[FieldError]) -> Response {
    let roles = Filling { typed, errors }.checkboxes("role", "Roles", super::role_items(visitor)).small();
    let roles: Vec<Block> = vec![roles.into()];
    let view = AccountPage {
        page: visitor.page(Area::People, account.name.clone()).with_errors(errors),
        href: super::href(&account),
        errors: ErrorSummary::of(errors, &roles),
        standing: super::standing(visitor, &account),
        ended: account.roles.is_empty(),
        has_second_factor: account.has_second_factor,
        email: account.email,
        roles,
    };
    shown_as(status, &view)
}

//! The accounts of an organisation, for those who keep them: who has one, in which roles, and how they stand.

mod asked;
mod invite;
mod one;

use askama::Template;
use axum::routing::{get, post};
use redress_app::{AccountLine, AppError};
use redress_domain::procedure::Permission;
use redress_domain::staff::ADMINISTRATOR;
use redress_http_kit::path::segment;

use crate::answer::{Answer, Failed, View, shown};
use crate::components::Item;
use crate::extract::Query;
use crate::layout::{Area, Page, capital};
use crate::pages::{Asked, Pages};
use crate::routing::Routes;
use crate::visitor::Visitor;
use crate::words::long_instant;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/accounts", get(show))
        .route("/accounts/{id}", get(one::show))
        .route("/accounts/{id}/roles", post(one::change_roles))
        .route("/accounts/{id}/link", post(one::make_link))
        .route("/accounts/{id}/end", post(one::end))
        .route("/accounts/{id}/sign-out", post(one::sign_out))
        .route("/accounts/{id}/reopening", post(one::reopen))
        .route("/accounts/{id}/second-factor/removal", post(one::remove_second_factor))
        .route("/invitation", get(invite::ask).post(invite::invite))
        .route("/second-factor", get(asked::ask).post(asked::set))
}

#[derive(Template)]
#[template(path = "accounts.html")]
struct Accounts {
    page: Page,
    lines: Vec<Line>,
    pages: Pages,
    pages_of: &'static str,
}

struct Line {
    name: String,
    href: String,
    email: String,
    roles: String,
    standing: String,
}

impl View for Accounts {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Everybody who has an account, or had one, by name.
async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let page = visitor.app().list_accounts(&visitor.who.actor, asked.window()).await;
    let page = page.map_err(|error| visitor.failed(&error))?;
    let line = |account: AccountLine| Line {
        href: href(&account),
        roles: roles_words(&visitor, &account.roles),
        standing: standing(&visitor, &account),
        name: account.name,
        email: account.email,
    };
    let pages = asked.pages("/accounts", page.next);
    let lines = page.lines.into_iter().map(line).collect();
    Ok(shown(&Accounts { page: visitor.page(Area::People, "Accounts").wide(), lines, pages, pages_of: "Accounts" }))
}

fn href(account: &AccountLine) -> String {
    format!("/accounts/{}", segment(account.user.as_str()))
}

/// How an account stands, in a few words.
fn standing(visitor: &Visitor, account: &AccountLine) -> String {
    if account.roles.is_empty() {
        return "Ended".to_owned();
    }
    let password = match (account.has_password, account.link_until) {
        (_, Some(until)) if until > visitor.now => format!("Link to choose a password until {}", long_instant(until)),
        (true, _) => "Has a password".to_owned(),
        (false, _) => "Has no password".to_owned(),
    };
    if account.has_second_factor { format!("{password}, authenticator set up") } else { password }
}

fn roles_words(visitor: &Visitor, roles: &[String]) -> String {
    roles.iter().map(|role| role_label(visitor, role)).collect::<Vec<_>>().join(", ")
}

fn role_label(visitor: &Visitor, role: &str) -> String {
    let procedure = visitor.who.settings.procedure.as_ref();
    procedure.and_then(|procedure| procedure.role(role)).map_or_else(|| capital(role), |role| role.label.clone())
}

/// Every role somebody can be given.
fn role_items(visitor: &Visitor) -> Vec<Item> {
    let procedure = visitor.who.settings.procedure.iter();
    let mut roles: Vec<String> =
        procedure.flat_map(|procedure| procedure.roles.iter().map(|role| role.id.clone())).collect();
    if !roles.iter().any(|role| role == ADMINISTRATOR) {
        roles.push(ADMINISTRATOR.to_owned());
    }
    roles.into_iter().map(|role| Item::new(role.clone(), role_label(visitor, &role))).collect()
}

/// To anybody who does not keep the accounts there is nothing here.
fn permit(visitor: &Visitor) -> Result<(), Failed> {
    match visitor.may(Permission::Administer) {
        true => Ok(()),
        false => Err(visitor.failed(&AppError::NotFound { what: "page" })),
    }
}

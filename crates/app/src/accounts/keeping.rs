//! Keeping the accounts: who has one, in which roles; ending and reopening.

use redress_domain::case::FieldError;
use redress_domain::staff::{ADMINISTRATOR, UserId};
use redress_store::{
    AccountChange, AccountLine, Tx, Window, find_account, find_user, list_accounts, remove_identities_of,
    remove_passkeys_of, remove_second_factor, remove_sign_in_link, set_password, set_roles, user_digest,
};

use crate::App;
use crate::accounts::known_roles;
use crate::accounts::record::Recording;
use crate::actor::Actor;
use crate::error::AppError;
use crate::page::Page;
use crate::permit::permit_set_up;
use crate::settings::Settings;

impl App {
    /// The accounts of an organisation by name, those that ended among them.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer.
    pub async fn list_accounts(&self, actor: &Actor, window: Window) -> Result<Page<AccountLine>, AppError> {
        let (actor, cache) = (actor.clone(), self.cache());
        self.store()
            .read(move |reader| {
                permit_set_up(reader, &cache, &actor)?;
                let lines = list_accounts(reader, actor.organisation(), window.and_one_more())?;
                Ok(Page::of(lines, window))
            })
            .await
    }

    /// One account.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer, and where there is no such account.
    pub async fn account(&self, actor: &Actor, user: UserId) -> Result<AccountLine, AppError> {
        let (actor, cache) = (actor.clone(), self.cache());
        self.store()
            .read(move |reader| {
                permit_set_up(reader, &cache, &actor)?;
                find_account(reader, actor.organisation(), &user)?.ok_or(AppError::NotFound { what: "account" })
            })
            .await
    }

    /// The account of an address, within the actor's organisation.
    ///
    /// # Errors
    /// As [`App::account`].
    pub async fn account_of(&self, actor: &Actor, email: &str) -> Result<AccountLine, AppError> {
        let settings = self.settings(actor.organisation()).await?;
        let email = email.trim().to_lowercase();
        let user = settings.staffing.iter().find(|staff| staff.email == email).map(|staff| staff.id.clone());
        self.account(actor, user.ok_or(AppError::NotFound { what: "account" })?).await
    }

    /// Gives somebody these roles and no others. They are signed out everywhere.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer, and where there is no such account, or it has ended;
    /// [`AppError::Invalid`] for no role, one that is not known, and where nobody would be administrator any more.
    pub async fn change_roles(&self, actor: &Actor, user: UserId, roles: Vec<String>) -> Result<(), AppError> {
        self.keep(actor, user, |tx, settings, user, recording| {
            let held = working(settings, user)?;
            let roles = at_least_one(known_roles(settings, roles)?)?;
            if held == roles {
                return Ok(());
            }
            keeps_an_administrator(settings, user, &roles)?;
            let organisation_id = &settings.organisation.id;
            set_roles(tx, organisation_id, user, &roles)?;
            Ok(recording.record(tx, organisation_id, user, AccountChange::RolesChanged { roles })?)
        })
        .await
    }

    /// Ends the account of somebody who leaves: nothing opens the door for them any more, and their name stays where they
    /// are named.
    ///
    /// # Errors
    /// As [`App::change_roles`].
    pub async fn end_account(&self, actor: &Actor, user: UserId) -> Result<(), AppError> {
        self.keep(actor, user, |tx, settings, id, recording| {
            working(settings, id)?;
            keeps_an_administrator(settings, id, &[])?;
            let organisation_id = &settings.organisation.id;
            let mut user = find_user(tx, organisation_id, id)?.ok_or(AppError::NotFound { what: "account" })?;
            set_roles(tx, organisation_id, id, &[])?;
            set_password(tx, organisation_id, id, None)?;
            remove_second_factor(tx, organisation_id, id)?;
            remove_passkeys_of(tx, organisation_id, id)?;
            remove_identities_of(tx, organisation_id, id)?;
            remove_sign_in_link(tx, organisation_id, id)?;
            user.password_hash = None;
            Ok(recording.record(tx, organisation_id, id, AccountChange::Ended { digest: user_digest(&user) })?)
        })
        .await
    }

    /// Ends all sessions and access tokens of somebody, and a link that was made for them: a device is lost, or a session is not theirs.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer, and where there is no such account, or it has ended.
    pub async fn sign_out_everywhere(&self, actor: &Actor, user: UserId) -> Result<(), AppError> {
        self.keep(actor, user, |tx, settings, user, recording| {
            working(settings, user)?;
            let organisation_id = &settings.organisation.id;
            remove_sign_in_link(tx, organisation_id, user)?;
            Ok(recording.record(tx, organisation_id, user, AccountChange::SignedOut)?)
        })
        .await
    }

    /// Opens an account that ended, in these roles. Whoever comes back chooses a new password, with a link.
    ///
    /// # Errors
    /// As [`App::change_roles`]; [`AppError::Exists`] where it has not ended.
    pub async fn reopen_account(&self, actor: &Actor, user: UserId, roles: Vec<String>) -> Result<(), AppError> {
        self.keep(actor, user, |tx, settings, user, recording| {
            let staff = settings.staffing.find(user).ok_or(AppError::NotFound { what: "account" })?;
            if staff.works_here() {
                return Err(AppError::Exists { what: format!("the open account of {}", staff.name) });
            }
            let roles = at_least_one(known_roles(settings, roles)?)?;
            let organisation_id = &settings.organisation.id;
            set_roles(tx, organisation_id, user, &roles)?;
            Ok(recording.record(tx, organisation_id, user, AccountChange::Reopened { roles })?)
        })
        .await
    }

    /// Changes an account as somebody who may.
    async fn keep<F>(&self, actor: &Actor, user: UserId, change: F) -> Result<(), AppError>
    where
        F: FnOnce(&mut Tx<'_>, &Settings, &UserId, Recording) -> Result<(), AppError> + Send + 'static,
    {
        let (actor, cache) = (actor.clone(), self.cache());
        let recording = Recording::new(self.now(), actor.by().clone())?;
        self.write(move |tx| {
            // Before the settings are read, so that of two who end the last two administrators one comes second.
            tx.head(actor.organisation())?;
            let settings = permit_set_up(tx, &cache, &actor)?;
            change(tx, &settings, &user, recording)
        })
        .await
    }
}

/// The roles of somebody who works here.
fn working(settings: &Settings, user: &UserId) -> Result<Vec<String>, AppError> {
    let staff = settings.staffing.find(user).filter(|staff| staff.works_here());
    Ok(staff.ok_or(AppError::NotFound { what: "account" })?.roles.clone())
}

fn at_least_one(roles: Vec<String>) -> Result<Vec<String>, AppError> {
    if roles.is_empty() {
        let message = "Choose at least one role. Somebody who has none any more leaves: end the account instead.";
        return Err(FieldError::new("role", "required", message).into());
    }
    Ok(roles)
}

/// Somebody has to be able to open the door to others.
pub(super) fn keeps_an_administrator(settings: &Settings, user: &UserId, roles: &[String]) -> Result<(), AppError> {
    let administers = |roles: &[String]| roles.iter().any(|role| role == ADMINISTRATOR);
    let others = settings.staffing.iter().any(|staff| staff.id != *user && administers(&staff.roles));
    let held = settings.staffing.find(user).is_some_and(|staff| administers(&staff.roles));
    if !held || others || administers(roles) {
        return Ok(());
    }
    let message = "This is the last administrator. Make somebody else administrator first.";
    Err(FieldError::new("role", "last-administrator", message).into())
}

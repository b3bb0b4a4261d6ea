//! Links with which somebody chooses a password: when they are invited, and when they forgot theirs. There is one answer for
//! a link that was used, that expired and that never was.

use redress_domain::case::By;
use redress_domain::staff::UserId;
use redress_domain::time::Instant;
use redress_store::{
    AccountChange, Reader, SignInLink, StoreError, Tx, User, find_sign_in_link, find_user, put_sign_in_link,
    remove_sign_in_link, set_password, user_digest,
};

use crate::App;
use crate::accounts::record::Recording;
use crate::accounts::{NewUser, passwords};
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::permit_set_up;
use crate::random::{digest_of, secret};

/// Hours for which a link serves: a week.
const SERVES_HOURS: u32 = 7 * 24;

/// A link that has just been made. Its secret is shown once, to be handed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeLink {
    pub user: UserId,
    pub secret: String,
    pub expires_at: Instant,
}

/// Whose link it is, for whoever opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkFor {
    pub organisation: String,
    pub name: String,
    pub email: String,
}

impl App {
    /// Adds an account without a password, with a link to choose one.
    ///
    /// # Errors
    /// As [`App::add_user`]; [`AppError::NotFound`] for somebody who may not administer.
    pub async fn invite(&self, actor: &Actor, new: NewUser) -> Result<MadeLink, AppError> {
        let new = NewUser { organisation_id: actor.organisation().to_owned(), password: None, ..new };
        let user = self.add_account(actor, new).await?;
        self.make_link(actor, user).await
    }

    /// Makes a link with which somebody chooses a new password; one made before serves no more.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer, and where there is no such account, or it has ended.
    pub async fn make_link(&self, actor: &Actor, user: UserId) -> Result<MadeLink, AppError> {
        let (actor, cache) = (actor.clone(), self.cache());
        let recording = Recording::new(self.now(), actor.by().clone())?;
        let (secret, digest) = secret()?;
        let expires_at = self.now().plus_hours(SERVES_HOURS);
        let work = move |tx: &mut Tx<'_>| {
            let settings = permit_set_up(tx, &cache, &actor)?;
            let organisation_id = actor.organisation();
            tx.head(organisation_id)?;
            if !settings.staffing.find(&user).is_some_and(|staff| staff.works_here()) {
                return Err(AppError::NotFound { what: "account" });
            }
            let link = SignInLink { organisation_id: organisation_id.to_owned(), user: user.clone(), expires_at };
            put_sign_in_link(tx, &digest, &link)?;
            let change = AccountChange::LinkMade { link_digest: hex::encode(digest), expires_at };
            recording.record(tx, organisation_id, &user, change)?;
            Ok(MadeLink { user, secret, expires_at })
        };
        self.write(work).await
    }

    /// Whose link it is, while it serves.
    ///
    /// # Errors
    /// Faults only.
    pub async fn link(&self, secret: &str) -> Result<Option<LinkFor>, AppError> {
        let (digest, now, cache) = (digest_of(secret), self.now(), self.cache());
        let work = move |reader: &mut Reader<'_>| {
            let Some(user) = serving(reader, &digest, now)? else { return Ok(None) };
            let organisation = cache.get(reader, &user.organisation_id)?.organisation.name.clone();
            Ok::<_, AppError>(Some(LinkFor { organisation, name: user.staff.name, email: user.staff.email }))
        };
        self.store().read(work).await
    }

    /// Gives whoever a link is for the password they chose. The link serves no more, and they are signed out everywhere.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the link does not serve; [`AppError::Invalid`] for a password that is not good enough.
    pub async fn use_link(&self, secret: &str, password: String) -> Result<(), AppError> {
        let gone = AppError::NotFound { what: "link" };
        let known = self.link(secret).await?.ok_or(gone.clone())?;
        passwords::check(&password, &[&known.name, &known.email, &known.organisation])?;
        let hash = passwords::hash(password).await?;
        let (digest, now) = (digest_of(secret), self.now());
        let recording = Recording::new(now, By::Public)?;
        let work = move |tx: &mut Tx<'_>| {
            let user = serving(tx, &digest, now)?.ok_or(gone.clone())?;
            tx.head(&user.organisation_id)?;
            // Asked again under the lock: of two that come with the same link at the same time one is the first.
            let mut user = serving(tx, &digest, now)?.ok_or(gone)?;
            set_password(tx, &user.organisation_id, &user.staff.id, Some(hash.clone()))?;
            remove_sign_in_link(tx, &user.organisation_id, &user.staff.id)?;
            user.password_hash = Some(hash);
            let change = AccountChange::PasswordSet { digest: user_digest(&user) };
            Ok(recording.by_user(&user.staff.id).record(tx, &user.organisation_id, &user.staff.id, change)?)
        };
        self.write(work).await
    }
}

/// The account of a link that is neither used nor expired.
fn serving(reader: &mut Reader<'_>, digest: &[u8; 32], now: Instant) -> Result<Option<User>, StoreError> {
    match find_sign_in_link(reader, digest)?.filter(|link| link.expires_at > now) {
        Some(link) => find_user(reader, &link.organisation_id, &link.user),
        None => Ok(None),
    }
}

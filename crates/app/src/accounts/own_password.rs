//! Choosing another password for oneself.

use redress_domain::case::FieldError;
use redress_store::{AccountChange, Tx, find_session, find_user, remove_sign_in_link, set_password, user_digest};

use crate::App;
use crate::accounts::brake::Whence;
use crate::accounts::passwords;
use crate::accounts::record::Recording;
use crate::accounts::sessions::{Beginning, Session, SignedIn};
use crate::accounts::ways::SignedInWith;
use crate::error::AppError;
use crate::random::digest_of;

impl App {
    /// Gives somebody who knows their password another. All their sessions and tokens end; the one they get goes on.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a wrong old password and for a new one that is not good enough; [`AppError::NotFound`]
    /// where the session has ended.
    pub async fn change_password(
        &self,
        who: &SignedIn,
        session: &str,
        old: String,
        new: String,
        whence: &Whence,
    ) -> Result<Session, AppError> {
        self.confirm_password(who, "old_password", old, whence).await?;
        passwords::check(&new, &[&who.staff.name, &who.staff.email, &who.settings.organisation.name])?;
        let hash = passwords::hash(new).await?;
        let (digest, cache) = (digest_of(session), self.cache());
        let recording = Recording::new(self.now(), who.actor.by().clone())?;
        let beginning = Beginning::new(self.now(), SignedInWith::Password, &whence.browser)?;
        let work = move |tx: &mut Tx<'_>| {
            let ended = AppError::NotFound { what: "session" };
            let session = find_session(tx, &digest)?.ok_or(ended.clone())?;
            let (organisation_id, id) = (session.organisation_id, session.user);
            tx.head(&organisation_id)?;
            let settings = cache.get(tx, &organisation_id)?;
            let mut user = find_user(tx, &organisation_id, &id)?.ok_or(ended.clone())?;
            set_password(tx, &organisation_id, &id, Some(hash.clone()))?;
            remove_sign_in_link(tx, &organisation_id, &id)?;
            user.password_hash = Some(hash);
            recording.record(tx, &organisation_id, &id, AccountChange::PasswordSet { digest: user_digest(&user) })?;
            let with = SignedInWith::of_id(&session.signed_in_with).unwrap_or(SignedInWith::Password);
            beginning.shown_by(with).begin(tx, &settings, &id)?.ok_or(ended)
        };
        self.write(work).await
    }

    /// Asks somebody who is signed in for their password again, before what matters is changed (ASVS 5.0, 7.5.1).
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a wrong one, and for too many of them, at `field`.
    pub async fn confirm_password(
        &self,
        who: &SignedIn,
        field: &str,
        password: String,
        whence: &Whence,
    ) -> Result<(), AppError> {
        let told = |code, message: String| Err(FieldError::new(field, code, message).into());
        match self.check_password(&who.staff.email, password, whence).await? {
            Ok(true) => Ok(()),
            Ok(false) => told("wrong", "This is not your password.".to_owned()),
            Err(wait) => told("too-many-tries", wait.sentence()),
        }
    }
}

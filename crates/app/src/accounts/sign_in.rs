//! Signing in: an address and a password, then a code where one is due.

use redress_domain::staff::UserId;
use redress_store::{
    AccountChange, Reader, Tx, find_second_factor, find_session, find_user_by_email, remove_session,
    take_recovery_code, take_step,
};

use crate::App;
use crate::accounts::authenticator::step_of;
use crate::accounts::brake::{Attempt, Wait, Whence};
use crate::accounts::passwords;
use crate::accounts::record::Recording;
use crate::accounts::second_factor::{purpose, recovery_digest};
use crate::accounts::sessions::{Beginning, Session};
use crate::accounts::ways::{SignedInWith, StillDue};
use crate::error::AppError;
use crate::random::digest_of;

/// What comes of an attempt to sign in. That the address is not known and that the password is wrong are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInAnswer {
    Begun {
        session: Session,
        /// For the browser to keep, so that it is known next time; absent while something is still due.
        known_browser: Option<String>,
    },
    Wrong,
    Wait(Wait),
}

impl App {
    /// Signs somebody in with address and password. Whether the address is known changes neither the answer nor the work
    /// that is done for it.
    ///
    /// # Errors
    /// Faults only.
    pub async fn sign_in(&self, email: &str, password: String, whence: &Whence) -> Result<SignInAnswer, AppError> {
        let email = email.trim().to_lowercase();
        let answer = self.sign_in_as(&email, password, whence).await?;
        self.log_attempt(&email, &answer)?;
        Ok(answer)
    }

    async fn sign_in_as(&self, email: &str, password: String, whence: &Whence) -> Result<SignInAnswer, AppError> {
        let attempt = match self.attempt(email, whence).await? {
            Ok(attempt) => attempt,
            Err(wait) => return Ok(SignInAnswer::Wait(wait)),
        };
        if passwords::is_too_long(&password) {
            return Ok(SignInAnswer::Wrong);
        }
        let wanted = email.to_owned();
        let found = self.store().read(move |reader| find_user_by_email(reader, &wanted)).await?;
        let stored = found.as_ref().and_then(|user| user.password_hash.clone());
        if !passwords::verify(password, stored).await? {
            return Ok(SignInAnswer::Wrong);
        }
        let Some(user) = found else { return Ok(SignInAnswer::Wrong) };
        let with = SignedInWith::Password;
        match self.begin_session(&user.organisation_id, &user.staff.id, with, &whence.browser).await? {
            Some(session) => self.begun(session, attempt, email).await,
            None => Ok(SignInAnswer::Wrong),
        }
    }

    /// One line for whoever watches the log: what came of an attempt, and a name for the account that says nothing to anybody
    /// without the key.
    fn log_attempt(&self, email: &str, answer: &SignInAnswer) -> Result<(), AppError> {
        let digest = hex::encode(self.keys()?.digest("sign-in in the log", email));
        let account = digest.get(..16).unwrap_or_default();
        match answer {
            SignInAnswer::Begun { session, .. } => {
                let is_due = session.still_due.map(StillDue::id);
                tracing::info!(account, is_due, "a sign-in was right");
            }
            SignInAnswer::Wrong => tracing::warn!(account, "a sign-in was wrong"),
            SignInAnswer::Wait(wait) => tracing::warn!(account, seconds = wait.seconds, "a sign-in was braked"),
        }
        Ok(())
    }

    /// Finishes a sign-in with a code of the authenticator or a recovery code. The session that was half open is replaced.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where no code is due: the sign-in was not begun, or too long ago.
    pub async fn finish_sign_in(&self, half: &str, typed: &str, whence: &Whence) -> Result<SignInAnswer, AppError> {
        let not_begun = AppError::NotFound { what: "sign-in" };
        let begun = self.half_session(half).await?.filter(|begun| begun.still_due == StillDue::Code);
        let who = begun.ok_or(not_begun.clone())?.who;
        let code_of = format!("{} code", who.staff.email);
        let whence = Whence { known_browser: None, ..whence.clone() };
        let attempt = match self.attempt(&code_of, &whence).await? {
            Ok(attempt) => attempt,
            Err(wait) => return Ok(SignInAnswer::Wait(wait)),
        };
        let (digest, typed) = (digest_of(half), typed.to_owned());
        let (cache, recording) = (self.cache(), Recording::new(self.now(), who.actor.by().clone())?);
        let beginning = Beginning::new(self.now(), SignedInWith::AuthenticatorCode, &whence.browser)?;
        let work = move |tx: &mut Tx<'_>| -> Result<Option<Session>, AppError> {
            let session = find_session(tx, &digest)?.ok_or(not_begun)?;
            let (organisation_id, user) = (session.organisation_id, session.user);
            tx.head(&organisation_id)?;
            let settings = cache.get(tx, &organisation_id)?;
            let Some(with) = take_code(tx, recording, &organisation_id, &user, &typed)? else { return Ok(None) };
            remove_session(tx, &digest)?;
            Ok(beginning.shown_by(with).begin(tx, &settings, &user)?)
        };
        let answer = match self.write(work).await? {
            Some(session) => self.begun(session, attempt, &who.staff.email).await?,
            None => SignInAnswer::Wrong,
        };
        self.log_attempt(&who.staff.email, &answer)?;
        Ok(answer)
    }

    async fn begun(&self, session: Session, attempt: Attempt, email: &str) -> Result<SignInAnswer, AppError> {
        self.succeeded(attempt).await?;
        let known_browser = if session.still_due.is_none() { Some(self.known_browser(email)?) } else { None };
        Ok(SignInAnswer::Begun { session, known_browser })
    }

    /// Whether a password is that of an account, with the brake of signing in.
    pub(crate) async fn check_password(
        &self,
        email: &str,
        password: String,
        whence: &Whence,
    ) -> Result<Result<bool, Wait>, AppError> {
        let attempt = match self.attempt(email, whence).await? {
            Ok(attempt) => attempt,
            Err(wait) => return Ok(Err(wait)),
        };
        if passwords::is_too_long(&password) {
            return Ok(Ok(false));
        }
        let wanted = email.to_owned();
        let work = move |reader: &mut Reader<'_>| find_user_by_email(reader, &wanted);
        let stored = self.store().read(work).await?.and_then(|user| user.password_hash);
        let right = passwords::verify(password, stored).await?;
        if right {
            self.succeeded(attempt).await?;
        }
        Ok(Ok(right))
    }
}

/// Takes what was typed as a code of the authenticator, or as a recovery code. No code is taken twice.
fn take_code(
    tx: &mut Tx<'_>,
    recording: Recording,
    organisation_id: &str,
    user: &UserId,
    typed: &str,
) -> Result<Option<SignedInWith>, AppError> {
    let Some(factor) = find_second_factor(tx, organisation_id, user)? else { return Ok(None) };
    match tx.open_sealed(&purpose(organisation_id, user), &factor.sealed)? {
        Some(secret) => {
            let step = step_of(&secret, typed, recording.at().as_micros().div_euclid(1_000_000));
            if let Some(step) = step
                && take_step(tx, organisation_id, user, step)?
            {
                return Ok(Some(SignedInWith::AuthenticatorCode));
            }
        }
        None => tracing::error!("a second factor cannot be opened: the key it was sealed with is not in sealing.key"),
    }
    let digest = recovery_digest(typed);
    if !take_recovery_code(tx, organisation_id, user, &digest)? {
        return Ok(None);
    }
    let change = AccountChange::RecoveryCodeUsed { code_digest: hex::encode(digest) };
    recording.record(tx, organisation_id, user, change)?;
    Ok(Some(SignedInWith::RecoveryCode))
}

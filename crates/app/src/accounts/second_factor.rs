//! Second factors: setting one up, the codes kept for when it is lost, taking a lost one off, and of whom one is asked.

use redress_domain::case::FieldError;
use redress_domain::staff::UserId;
use redress_store::{
    AccountChange, OrganisationFact, Reader, SecondFactor, StoreError, Tx, count_recovery_codes, find_second_factor,
    find_user, put_second_factor, put_second_factor_roles, remove_second_factor, sealed_digest,
};
use sha2::{Digest, Sha256};

use crate::App;
use crate::accounts::authenticator::{base32, otpauth, step_of};
use crate::accounts::known_roles;
use crate::accounts::record::Recording;
use crate::accounts::sessions::{Beginning, Session, SignedIn, may_set_factor};
use crate::accounts::ways::SignedInWith;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::permit_set_up;
use crate::random::{digest_of, random};

/// Codes that are kept for a lost authenticator.
const RECOVERY_CODES: usize = 10;
/// Bytes of a recovery code: 120 bits, so that a quick digest of it is enough (ASVS 5.0, 6.5.2).
const RECOVERY_BYTES: usize = 15;
/// Bytes of an authenticator's secret: as many as its digest has (RFC 4226, section 4).
const SECRET_BYTES: usize = 20;

/// An authenticator that is being set up: nothing is kept of it before a code of it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedFactor {
    /// The secret, sealed, to come back with the first code.
    pub sealed: String,
    /// The secret as people type it, in groups of four.
    pub typed: String,
    /// What a QR code of it says.
    pub address: String,
}

/// An authenticator that was set up. The session is a new one, and all others of theirs have ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetFactor {
    pub session: Session,
    /// Each signs in once in place of a code. Shown this once.
    pub recovery_codes: Vec<String>,
}

/// How somebody stands with their second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnFactor {
    pub has_password: bool,
    pub is_set_up: bool,
    pub recovery_codes: u32,
    /// Whether the organisation asks for one of their role.
    pub is_asked: bool,
}

impl App {
    /// A new secret for somebody's authenticator.
    ///
    /// # Errors
    /// Faults only.
    pub fn offer_second_factor(&self, who: &SignedIn) -> Result<OfferedFactor, AppError> {
        let secret: [u8; SECRET_BYTES] = random()?;
        let sealed = self.keys()?.seal(&purpose(who.actor.organisation(), &who.staff.id), &secret)?;
        Ok(offered(who, sealed, &secret))
    }

    /// The secret that was offered before, so that a wrong code does not mean to begin again. `None` where it was not
    /// offered to them.
    ///
    /// # Errors
    /// Faults only.
    pub fn offered_before(&self, who: &SignedIn, sealed: &str) -> Result<Option<OfferedFactor>, AppError> {
        let secret = self.keys()?.open(&purpose(who.actor.organisation(), &who.staff.id), sealed);
        Ok(secret.map(|secret| offered(who, sealed.to_owned(), &secret)))
    }

    /// Keeps an authenticator that was offered, in place of one before, once a code of it was typed.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a wrong code; [`AppError::NotFound`] where the session has ended or is another's, where it still
    /// owes a code of the authenticator that is there, or where this one was not offered to them.
    pub async fn set_second_factor(
        &self,
        who: &SignedIn,
        session: &str,
        sealed: &str,
        typed: &str,
        browser: &str,
    ) -> Result<SetFactor, AppError> {
        let keys = self.keys()?;
        let secret = keys.open(&purpose(who.actor.organisation(), &who.staff.id), sealed);
        let secret = secret.ok_or(AppError::NotFound { what: "authenticator" })?;
        let seconds = self.now().as_micros().div_euclid(1_000_000);
        let last_step = step_of(&secret, typed, seconds).ok_or_else(wrong_code)?;
        let codes = (0..RECOVERY_CODES).map(|_| recovery_code()).collect::<Result<Vec<_>, _>>()?;
        let digests: Vec<[u8; 32]> = codes.iter().map(|code| recovery_digest(code)).collect();
        let recording = Recording::new(self.now(), who.actor.by().clone())?;
        let beginning = Beginning::new(self.now(), SignedInWith::AuthenticatorCode, browser)?;
        let (digest, cache, now, actor) = (digest_of(session), self.cache(), self.now(), who.actor.clone());
        let work = move |tx: &mut Tx<'_>| {
            let ended = AppError::NotFound { what: "session" };
            // Asked here, of the session itself: a password alone must never put another authenticator in place of theirs.
            let setting = may_set_factor(tx, &cache, &digest, now)?.ok_or(ended.clone())?;
            if setting.actor != actor {
                return Err(ended);
            }
            let (organisation_id, user) = (actor.organisation().to_owned(), setting.staff.id);
            tx.head(&organisation_id)?;
            let settings = cache.get(tx, &organisation_id)?;
            // With the key in use now: what was offered may be sealed with one before it.
            let sealed = tx.seal(&purpose(&organisation_id, &user), &secret)?;
            let factor = SecondFactor { sealed, last_step };
            put_second_factor(tx, &organisation_id, &user, &factor, &digests)?;
            let digest = sealed_digest(&factor.sealed);
            let change = AccountChange::SecondFactorSet { digest, codes: digests.iter().map(hex::encode).collect() };
            recording.record(tx, &organisation_id, &user, change)?;
            beginning.begin(tx, &settings, &user)?.ok_or(ended)
        };
        let session = self.write(work).await?;
        Ok(SetFactor { session, recovery_codes: codes })
    }

    /// How somebody stands with their second factor.
    ///
    /// # Errors
    /// Faults only.
    pub async fn own_factor(&self, who: &SignedIn) -> Result<OwnFactor, AppError> {
        let (organisation_id, id) = (who.actor.organisation().to_owned(), who.staff.id.clone());
        let is_asked = who.staff.has_any_role(&who.settings.second_factor_roles);
        let work = move |reader: &mut Reader<'_>| {
            let user = find_user(reader, &organisation_id, &id)?;
            Ok(OwnFactor {
                has_password: user.is_some_and(|user| user.password_hash.is_some()),
                is_set_up: find_second_factor(reader, &organisation_id, &id)?.is_some(),
                recovery_codes: u32::try_from(count_recovery_codes(reader, &organisation_id, &id)?).unwrap_or(0),
                is_asked,
            })
        };
        self.store().read(work).await
    }

    /// Takes somebody's second factor off, because it is lost. They sign in with their password, and set up another where
    /// one is asked of them.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer, and where there is none to take off.
    pub async fn remove_second_factor(&self, actor: &Actor, user: UserId) -> Result<(), AppError> {
        let (actor, cache) = (actor.clone(), self.cache());
        let recording = Recording::new(self.now(), actor.by().clone())?;
        let work = move |tx: &mut Tx<'_>| {
            permit_set_up(tx, &cache, &actor)?;
            let organisation_id = actor.organisation();
            tx.head(organisation_id)?;
            if find_second_factor(tx, organisation_id, &user)?.is_none() {
                return Err(AppError::NotFound { what: "second factor" });
            }
            remove_second_factor(tx, organisation_id, &user)?;
            Ok(recording.record(tx, organisation_id, &user, AccountChange::SecondFactorRemoved)?)
        };
        self.write(work).await
    }

    /// Asks a second factor of these roles and of no others. Whoever holds one and has none sets it up when they next sign
    /// in with a password.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer; [`AppError::Invalid`] for a role that is not known.
    pub async fn ask_second_factor(&self, actor: &Actor, roles: Vec<String>) -> Result<(), AppError> {
        let (actor, cache) = (actor.clone(), self.cache());
        let recording = Recording::new(self.now(), actor.by().clone())?;
        let work = move |tx: &mut Tx<'_>| {
            let settings = permit_set_up(tx, &cache, &actor)?;
            tx.head(actor.organisation())?;
            let roles = known_roles(&settings, roles)?;
            if roles == settings.second_factor_roles {
                return Ok(());
            }
            put_second_factor_roles(tx, actor.organisation(), &roles)?;
            Ok(recording.fact(tx, actor.organisation(), &OrganisationFact::SecondFactorAsked { roles })?)
        };
        self.write(work).await
    }
}

/// What an authenticator's secret is sealed for: nobody else's row opens it.
pub(crate) fn purpose(organisation_id: &str, user: &UserId) -> String {
    format!("authenticator of {organisation_id}/{user}")
}

/// The digest of a recovery code as it was typed, with or without its hyphens, in letters of either case.
pub(crate) fn recovery_digest(typed: &str) -> [u8; 32] {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).take(64).collect();
    Sha256::digest(plain.to_ascii_uppercase().as_bytes()).into()
}

/// Groups of four: `ABCD-EFGH-…`.
fn recovery_code() -> Result<String, StoreError> {
    Ok(grouped(&base32(&random::<RECOVERY_BYTES>()?), '-'))
}

fn offered(who: &SignedIn, sealed: String, secret: &[u8]) -> OfferedFactor {
    let address = otpauth(secret, &who.settings.organisation.name, &who.staff.email);
    OfferedFactor { sealed, typed: grouped(&base32(secret), ' '), address }
}

fn grouped(text: &str, between: char) -> String {
    let groups = text.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned());
    groups.collect::<Vec<_>>().join(&between.to_string())
}

fn wrong_code() -> AppError {
    let message = "This is not the code of now. Wait for the next one, and check that your phone has the right time.";
    FieldError::new("code", "wrong", message).into()
}

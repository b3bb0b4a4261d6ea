//! Signing in, sessions and tokens.

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use redress_domain::access::Rights;
use redress_domain::case::FieldError;
use redress_domain::procedure::shipped;
use redress_domain::staff::{ADMINISTRATOR, Staff, UserId};
use redress_domain::time::Instant;
use redress_store::{
    OrganisationFact, Reader, StoreError, Tx, User, add_session, add_token, add_user, any_user,
    append_organisation_fact, find_session, find_token, find_user_by_email, remove_session, touch_session, user_digest,
};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::random::{digest_of, random, secret};
use crate::settings::Settings;

/// Minutes after which an unused session ends, and after which any does.
const IDLE_MINUTES: u32 = 30;
const ABSOLUTE_MINUTES: u32 = 12 * 60;
/// How long a session's last use may stand before it is written again, in minutes.
const TOUCH_MINUTES: u32 = 5;
/// Shortest password. Longer is better; nothing else is asked of it.
const PASSWORD_LENGTH: usize = 8;

/// An account to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    pub organisation_id: String,
    pub name: String,
    pub email: String,
    pub roles: Vec<String>,
    /// Without one nobody can sign in as them yet.
    pub password: Option<String>,
}

/// A session that has just begun: the secret is for the browser alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub secret: String,
    pub csrf: String,
}

/// Somebody who is signed in, or whose token came with a request.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub actor: Actor,
    pub staff: Staff,
    pub settings: Arc<Settings>,
    /// What they may do under the present procedure; nothing while there is none.
    pub rights: Option<Rights>,
    /// Of the session; absent for a token.
    pub csrf: Option<String>,
}

impl App {
    /// Adds an account.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a bad address, an unknown role or a short password; [`AppError::Exists`].
    pub async fn add_user(&self, new: NewUser) -> Result<UserId, AppError> {
        let email = new.email.trim().to_lowercase();
        let name = new.name.trim().to_owned();
        check_user(&new, &email, &name)?;
        let password_hash = match new.password {
            Some(password) => Some(hash(password).await?),
            None => None,
        };
        let (now, cache, salt) = (self.now(), self.cache(), random()?);
        let work = move |tx: &mut Tx<'_>| {
            tx.head(&new.organisation_id)?;
            let settings = cache.get(tx, &new.organisation_id)?;
            check_roles(&settings, &new.roles)?;
            let id = free_id(&settings, &email);
            let mut roles = new.roles;
            roles.sort();
            roles.dedup();
            let staff =
                Staff { id: id.clone(), name, email: email.clone(), roles: roles.clone(), absences: Vec::new() };
            let user = User { organisation_id: new.organisation_id, staff, password_hash };
            if !add_user(tx, &user, now)? {
                return Err(AppError::Exists { what: format!("an account with the address {email}") });
            }
            let fact = OrganisationFact::UserAdded { user: id.clone(), roles, digest: user_digest(&user) };
            append_organisation_fact(tx, &user.organisation_id, &fact, now, &redress_domain::case::By::Operator, salt)?;
            Ok(id)
        };
        self.write(work).await
    }

    /// Signs somebody in. `None` when the address or the password is wrong, without saying which and taking the same time.
    ///
    /// # Errors
    /// Faults only.
    pub async fn sign_in(&self, email: &str, password: String) -> Result<Option<Session>, AppError> {
        if password.len() > 1_024 {
            return Ok(None);
        }
        let email = email.trim().to_lowercase();
        let found = self.store().read(move |reader| find_user_by_email(reader, &email)).await?;
        let stored = found.as_ref().and_then(|user| user.password_hash.clone());
        if !verify(password, stored).await? {
            return Ok(None);
        }
        let Some(user) = found else { return Ok(None) };
        self.begin_session(user.organisation_id, user.staff.id).await.map(Some)
    }

    async fn begin_session(&self, organisation_id: String, user: UserId) -> Result<Session, AppError> {
        let now = self.now();
        let (secret, digest) = secret()?;
        let csrf = hex::encode(random::<32>()?);
        let session =
            redress_store::Session { organisation_id, user, csrf: csrf.clone(), created_at: now, seen_at: now };
        let stale = back(now, ABSOLUTE_MINUTES);
        self.write(move |tx| add_session(tx, &digest, &session, stale)).await?;
        Ok(Session { secret, csrf })
    }

    /// Who a session belongs to, while it lasts.
    ///
    /// # Errors
    /// Faults only.
    pub async fn session(&self, secret: &str) -> Result<Option<SignedIn>, AppError> {
        let (digest, now, cache) = (digest_of(secret), self.now(), self.cache());
        let work = move |reader: &mut Reader<'_>| -> Result<_, AppError> {
            let Some(session) = find_session(reader, &digest)? else { return Ok(None) };
            let ended = session.seen_at < back(now, IDLE_MINUTES) || session.created_at < back(now, ABSOLUTE_MINUTES);
            if ended {
                return Ok(None);
            }
            let settings = cache.get(reader, &session.organisation_id)?;
            let tired = now.minutes_since(session.seen_at) >= TOUCH_MINUTES;
            Ok(signed_in(settings, &session.organisation_id, &session.user, Some(session.csrf.clone()))
                .map(|who| (who, tired)))
        };
        let Some((who, tired)) = self.store().read(work).await? else { return Ok(None) };
        if tired {
            // A full disk must not keep anybody from reading: the session just seems a little older than it is.
            let touched: Result<(), StoreError> = self.write(move |tx| touch_session(tx, &digest, now)).await;
            if let Err(fault) = touched {
                tracing::warn!(code = fault.code(), "a session's last use could not be noted");
            }
        }
        Ok(Some(who))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Faults only.
    pub async fn sign_out(&self, secret: &str) -> Result<(), AppError> {
        let digest = digest_of(secret);
        self.write(move |tx| remove_session(tx, &digest).map_err(AppError::from)).await
    }

    /// Makes an access token for somebody. It is shown once and stored as a digest.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is no such account in the organisation.
    pub async fn create_token(&self, organisation_id: &str, email: &str) -> Result<String, AppError> {
        let (organisation_id, email, now) = (organisation_id.to_owned(), email.trim().to_lowercase(), self.now());
        let (secret, digest) = secret()?;
        let salt = random()?;
        let work = move |tx: &mut Tx<'_>| {
            let user = find_user_by_email(tx, &email)?.filter(|user| user.organisation_id == organisation_id);
            let user = user.ok_or(AppError::NotFound { what: "account" })?.staff.id;
            add_token(tx, &digest, &organisation_id, &user, now)?;
            let fact = OrganisationFact::TokenCreated { user, token_digest: hex::encode(digest) };
            append_organisation_fact(tx, &organisation_id, &fact, now, &redress_domain::case::By::Operator, salt)?;
            Ok::<_, AppError>(())
        };
        self.write(work).await?;
        Ok(secret)
    }

    /// Who a token belongs to.
    ///
    /// # Errors
    /// Faults only.
    pub async fn token(&self, token: &str) -> Result<Option<SignedIn>, AppError> {
        let (digest, cache) = (digest_of(token), self.cache());
        let work = move |reader: &mut Reader<'_>| -> Result<_, AppError> {
            let Some((organisation_id, user)) = find_token(reader, &digest)? else { return Ok(None) };
            let settings = cache.get(reader, &organisation_id)?;
            Ok(signed_in(settings, &organisation_id, &user, None))
        };
        self.store().read(work).await
    }

    /// Whether nobody has an account yet: a new home.
    ///
    /// # Errors
    /// Faults only.
    pub async fn is_new_home(&self) -> Result<bool, AppError> {
        self.store().read(|reader| Ok(!any_user(reader)?)).await
    }
}

fn signed_in(settings: Arc<Settings>, organisation_id: &str, user: &UserId, csrf: Option<String>) -> Option<SignedIn> {
    let staff = settings.staffing.find(user)?.clone();
    let rights = settings.procedure.as_ref().map(|procedure| Rights::of(&staff, procedure));
    Some(SignedIn { actor: Actor::user(organisation_id, user.clone()), staff, settings, rights, csrf })
}

fn check_user(new: &NewUser, email: &str, name: &str) -> Result<(), AppError> {
    let mut errors = Vec::new();
    let well_formed = email.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.len() > 2);
    if !well_formed || email.len() > 254 || email.contains(char::is_whitespace) || email.contains(char::is_control) {
        errors.push(FieldError::new("email", "not-an-email", "Give an email address in the form name@example.org."));
    }
    if name.is_empty() || name.len() > 200 || name.contains(char::is_control) {
        errors.push(FieldError::new("name", "required", "Give the person's name, at most 200 bytes."));
    }
    if new.roles.is_empty() {
        errors.push(FieldError::new("role", "required", "Give at least one role."));
    }
    if new
        .password
        .as_ref()
        .is_some_and(|password| password.chars().count() < PASSWORD_LENGTH || password.len() > 1_024)
    {
        errors.push(FieldError::new(
            "password",
            "length",
            "A password has at least 8 characters and at most 1,024 bytes.",
        ));
    }
    if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
}

/// Roles are those of the organisation's procedure; while it has none, those of any procedure shipped.
fn check_roles(settings: &Settings, roles: &[String]) -> Result<(), AppError> {
    let mut known: Vec<String> = vec![ADMINISTRATOR.to_owned()];
    match &settings.procedure {
        Some(procedure) => known.extend(procedure.roles.iter().map(|role| role.id.clone())),
        None => {
            let shipped = shipped::all().iter();
            let procedures =
                shipped.filter_map(|file| redress_domain::procedure::Procedure::load(file.file, file.text).procedure);
            known.extend(
                procedures.flat_map(|procedure| procedure.roles.iter().map(|role| role.id.clone()).collect::<Vec<_>>()),
            );
        }
    }
    known.sort();
    known.dedup();
    match roles.iter().find(|role| !known.contains(role)) {
        Some(unknown) => {
            let message = format!("There is no role '{unknown}' here. Known roles: {}.", known.join(", "));
            Err(FieldError::new("role", "unknown", message).into())
        }
        None => Ok(()),
    }
}

/// An id that people can read in an export: the address up to the @, with a number where it is taken.
fn free_id(settings: &Settings, email: &str) -> UserId {
    let local: String = email
        .split('@')
        .next()
        .unwrap_or_default()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .take(40)
        .collect();
    let candidates = std::iter::once(local.clone()).chain((2..10_000).map(|number| format!("{local}-{number}")));
    candidates.map(UserId::new).find(|id| settings.staffing.find(id).is_none()).unwrap_or_else(|| UserId::new(email))
}

fn back(now: Instant, minutes: u32) -> Instant {
    const MICROS_PER_MINUTE: i64 = 60_000_000;
    Instant::from_micros(now.as_micros().saturating_sub(i64::from(minutes).saturating_mul(MICROS_PER_MINUTE)))
}

/// Hashes a password with Argon2id (19 MiB, two passes), off the threads that answer requests.
async fn hash(password: String) -> Result<String, AppError> {
    off_thread(move || {
        let hashed = Argon2::default().hash_password(password.as_bytes());
        hashed.map(|hash| hash.to_string()).map_err(|error| StoreError::inconsistent(error.to_string()))
    })
    .await?
    .map_err(AppError::from)
}

/// Verifies a password; without a stored hash one is computed all the same, so that both answers take as long.
async fn verify(password: String, stored: Option<String>) -> Result<bool, AppError> {
    off_thread(move || match stored.as_deref().map(PasswordHash::new) {
        Some(Ok(hash)) => Argon2::default().verify_password(password.as_bytes(), &hash).is_ok(),
        _ => {
            // The result does not matter, only the time it took.
            drop(Argon2::default().hash_password(password.as_bytes()));
            false
        }
    })
    .await
}

/// At most two hashes at a time, so that a storm of sign-ins cannot eat the memory.
async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    static ROOM: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);
    let stopped = |what: String| AppError::Fault(StoreError::unavailable(what));
    let room = ROOM.acquire().await.map_err(|error| stopped(error.to_string()))?;
    let work = move || {
        // Held by the work itself, which goes on when whoever asked has gone.
        let _room = room;
        work()
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| stopped(error.to_string()))
}

//! Access tokens for the API.

use redress_domain::case::{By, FieldError};
use redress_domain::staff::UserId;
use redress_domain::time::Instant;
use redress_store::{
    OrganisationFact, Reader, Token, Tx, add_token, find_token, find_user_by_email, list_tokens, remove_token,
};

use crate::App;
use crate::accounts::record::Recording;
use crate::accounts::sessions::{SignedIn, signed_in};
use crate::error::AppError;
use crate::random::{digest_of, secret};

/// How many days a token lasts unless told otherwise.
pub const TOKEN_DAYS: u16 = 365;

/// Most tokens that act for one account.
const TOKENS_OF_ONE: usize = 100;

/// Digits of a digest that name a token for its operator. Two of an organisation share them about never.
const ID_DIGITS: usize = 12;

/// A token, as whoever keeps them sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenLine {
    /// The first digits of its digest.
    pub id: String,
    /// Email address of whom it acts for.
    pub email: String,
    /// When it ends; those made before tokens ended have no end.
    pub expires_at: Option<Instant>,
    pub has_ended: bool,
}

impl App {
    /// Makes an access token for somebody, which ends after so many days. It is shown once and stored as a digest.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is no such account in the organisation, or it has ended; [`AppError::Invalid`] when it
    /// has as many tokens as one account may have.
    pub async fn create_token(&self, organisation_id: &str, email: &str, days: u16) -> Result<String, AppError> {
        let (organisation_id, email, now) = (organisation_id.to_owned(), email.trim().to_lowercase(), self.now());
        let expires_at = now.plus_hours(u32::from(days).saturating_mul(24));
        let (secret, digest) = secret()?;
        let recording = Recording::new(now, By::Operator)?;
        let work = move |tx: &mut Tx<'_>| {
            // First of all, as everything does that ends accounts or tokens: no two wait for each other, an account that ends meanwhile
            // gets none, and none counts too few.
            tx.head(&organisation_id)?;
            let user = find_user_by_email(tx, &email)?.filter(|user| user.organisation_id == organisation_id);
            let user = user.filter(|user| user.staff.works_here()).ok_or(AppError::NotFound { what: "account" })?;
            let user = user.staff.id;
            if living(tx, &organisation_id, &user, now)? >= TOKENS_OF_ONE {
                return Err(full());
            }
            add_token(tx, &digest, &organisation_id, &user, now, expires_at)?;
            let (token_digest, expires_at) = (hex::encode(digest), Some(expires_at));
            let fact = OrganisationFact::TokenCreated { user, token_digest, expires_at };
            Ok(recording.fact(tx, &organisation_id, &fact)?)
        };
        self.write(work).await?;
        Ok(secret)
    }

    /// The tokens of an organisation, by whom they act for.
    ///
    /// # Errors
    /// Faults only.
    pub async fn tokens(&self, organisation_id: &str) -> Result<Vec<TokenLine>, AppError> {
        let (cache, organisation_id, now) = (self.cache(), organisation_id.to_owned(), self.now());
        let work = move |reader: &mut Reader<'_>| -> Result<_, AppError> {
            let settings = cache.get(reader, &organisation_id)?;
            let line = |token: Token| TokenLine {
                id: id_of(&token).to_owned(),
                email: settings.staffing.find(&token.user).map(|staff| staff.email.clone()).unwrap_or_default(),
                has_ended: token.expires_at.is_some_and(|end| end <= now),
                expires_at: token.expires_at,
            };
            Ok(list_tokens(reader, &organisation_id)?.into_iter().map(line).collect())
        };
        self.store().read(work).await
    }

    /// Takes a token back, named by its id or by more of its digest's digits.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none, or the digits are those of several.
    pub async fn revoke_token(&self, organisation_id: &str, id: &str) -> Result<(), AppError> {
        let (organisation_id, id) = (organisation_id.to_owned(), id.trim().to_lowercase());
        let recording = Recording::new(self.now(), By::Operator)?;
        let work = move |tx: &mut Tx<'_>| {
            // As when one is made.
            tx.head(&organisation_id)?;
            let mut named = list_tokens(tx, &organisation_id)?;
            named.retain(|token| id.len() >= ID_DIGITS && token.digest.starts_with(&id));
            let [token] = named.as_slice() else { return Err(AppError::NotFound { what: "token" }) };
            take_away(tx, &organisation_id, token.digest.clone(), recording)
        };
        self.write(work).await
    }

    /// Who a token belongs to, unless it has ended.
    ///
    /// # Errors
    /// Faults only.
    pub async fn token(&self, token: &str) -> Result<Option<SignedIn>, AppError> {
        let (digest, cache, now) = (digest_of(token), self.cache(), self.now());
        let work = move |reader: &mut Reader<'_>| -> Result<_, AppError> {
            let Some((organisation_id, user)) = find_token(reader, &digest, now)? else { return Ok(None) };
            let settings = cache.get(reader, &organisation_id)?;
            Ok(signed_in(settings, &organisation_id, &user, None))
        };
        self.store().read(work).await
    }
}

fn id_of(token: &Token) -> &str {
    token.digest.get(..ID_DIGITS).unwrap_or(&token.digest)
}

/// How many tokens of somebody have not ended. Those that have are taken away, and that is recorded.
fn living(tx: &mut Tx<'_>, organisation_id: &str, user: &UserId, now: Instant) -> Result<usize, AppError> {
    let mut living: usize = 0;
    for token in list_tokens(tx, organisation_id)?.into_iter().filter(|token| token.user == *user) {
        if token.expires_at.is_some_and(|end| end <= now) {
            take_away(tx, organisation_id, token.digest, Recording::new(now, By::Operator)?)?;
        } else {
            living = living.saturating_add(1);
        }
    }
    Ok(living)
}

fn take_away(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    token_digest: String,
    recording: Recording,
) -> Result<(), AppError> {
    let bytes = hex::decode(&token_digest).map_err(|_| AppError::NotFound { what: "token" })?;
    remove_token(tx, organisation_id, &bytes)?;
    Ok(recording.fact(tx, organisation_id, &OrganisationFact::TokenRevoked { token_digest })?)
}

fn full() -> AppError {
    let message = format!(
        "This account has {TOKENS_OF_ONE} access tokens, and no more can be made. Take back those that nobody uses: \
         `redress token list` names them, `redress token revoke` takes one back."
    );
    FieldError::new("email", "too-many-tokens", message).into()
}

//! Access tokens for the API.

use redress_domain::case::By;
use redress_store::{OrganisationFact, Reader, Tx, add_token, find_token, find_user_by_email};

use crate::App;
use crate::accounts::record::Recording;
use crate::accounts::sessions::{SignedIn, signed_in};
use crate::error::AppError;
use crate::random::{digest_of, secret};

impl App {
    /// Makes an access token for somebody. It is shown once and stored as a digest.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is no such account in the organisation, or it has ended.
    pub async fn create_token(&self, organisation_id: &str, email: &str) -> Result<String, AppError> {
        let (organisation_id, email, now) = (organisation_id.to_owned(), email.trim().to_lowercase(), self.now());
        let (secret, digest) = secret()?;
        let recording = Recording::new(now, By::Operator)?;
        let work = move |tx: &mut Tx<'_>| {
            let user = find_user_by_email(tx, &email)?.filter(|user| user.organisation_id == organisation_id);
            let user = user.filter(|user| user.staff.works_here()).ok_or(AppError::NotFound { what: "account" })?;
            let user = user.staff.id;
            add_token(tx, &digest, &organisation_id, &user, now)?;
            let fact = OrganisationFact::TokenCreated { user, token_digest: hex::encode(digest) };
            Ok::<_, AppError>(recording.fact(tx, &organisation_id, &fact)?)
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
}

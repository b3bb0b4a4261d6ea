//! Who people are at a provider they sign in with: its number for them, never their address, which it may give to somebody else.

use redress_domain::staff::UserId;
use redress_domain::time::Instant;
use sha2::{Digest, Sha256};

use crate::engine::{Reader, Tx};
use crate::{StoreError, vals};

/// Somebody at a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider's name for itself.
    pub issuer: String,
    /// Its number for them.
    pub subject: String,
    pub organisation_id: String,
    pub user: UserId,
    pub linked_at: Instant,
}

/// Keeps who somebody is at a provider; `false` where they are somebody else there already, or somebody else is that.
pub fn add_identity(tx: &mut Tx<'_>, identity: &Identity) -> Result<bool, StoreError> {
    let sql =
        "INSERT INTO identities (issuer, subject, organisation_id, user_id, linked_at) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT DO NOTHING";
    let (organisation_id, user) = (&identity.organisation_id, identity.user.as_str());
    let values = vals![&identity.issuer, &identity.subject, organisation_id, user, identity.linked_at.as_micros()];
    Ok(tx.execute(sql, values)? == 1)
}

/// Who a provider's number stands for: the organisation, and the account there.
pub fn find_identity(
    reader: &mut Reader<'_>,
    issuer: &str,
    subject: &str,
) -> Result<Option<(String, UserId)>, StoreError> {
    let sql = "SELECT organisation_id, user_id FROM identities WHERE issuer = $1 AND subject = $2";
    reader.query_opt(sql, vals![issuer, subject], |row| Ok((row.text(0)?, UserId::new(row.text(1)?))))
}

/// Forgets who somebody is at any provider.
pub fn remove_identities_of(tx: &mut Tx<'_>, organisation_id: &str, user: &UserId) -> Result<(), StoreError> {
    let sql = "DELETE FROM identities WHERE organisation_id = $1 AND user_id = $2";
    tx.execute(sql, vals![organisation_id, user.as_str()])?;
    Ok(())
}

/// Digest of who somebody is at a provider, for the history.
pub fn identity_digest(identity: &Identity) -> String {
    let text = format!("{}\n{}\n{}", identity.issuer, identity.subject, identity.linked_at.as_micros());
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// Everybody of an organisation who is known at a provider, and the digest of it.
pub(crate) fn all_identities(
    reader: &mut Reader<'_>,
    organisation_id: &str,
) -> Result<Vec<(UserId, String)>, StoreError> {
    let sql = "SELECT issuer, subject, organisation_id, user_id, linked_at FROM identities WHERE organisation_id = $1";
    let identities = reader.query(sql, vals![organisation_id], |row| {
        Ok(Identity {
            issuer: row.text(0)?,
            subject: row.text(1)?,
            organisation_id: row.text(2)?,
            user: UserId::new(row.text(3)?),
            linked_at: Instant::from_micros(row.int(4)?),
        })
    })?;
    Ok(identities.into_iter().map(|identity| (identity.user.clone(), identity_digest(&identity))).collect())
}

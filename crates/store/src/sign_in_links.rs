//! Links with which somebody chooses a password: at most one for each account, kept as a digest.

use redress_domain::staff::UserId;
use redress_domain::time::Instant;

use crate::engine::{Reader, Tx};
use crate::{StoreError, vals};

/// A link as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInLink {
    pub organisation_id: String,
    pub user: UserId,
    pub expires_at: Instant,
}

/// Keeps a link in place of the one before.
pub fn put_sign_in_link(tx: &mut Tx<'_>, digest: &[u8; 32], link: &SignInLink) -> Result<(), StoreError> {
    let sql = "INSERT INTO sign_in_links (organisation_id, user_id, link_digest, expires_at) VALUES ($1, $2, $3, $4)
               ON CONFLICT (organisation_id, user_id) DO UPDATE
               SET link_digest = excluded.link_digest, expires_at = excluded.expires_at";
    tx.execute(sql, vals![&link.organisation_id, link.user.as_str(), digest, link.expires_at.as_micros()])?;
    Ok(())
}

/// A link by the digest of its secret.
pub fn find_sign_in_link(reader: &mut Reader<'_>, digest: &[u8; 32]) -> Result<Option<SignInLink>, StoreError> {
    let sql = "SELECT organisation_id, user_id, expires_at FROM sign_in_links WHERE link_digest = $1";
    reader.query_opt(sql, vals![digest], |row| {
        Ok(SignInLink {
            organisation_id: row.text(0)?,
            user: UserId::new(row.text(1)?),
            expires_at: Instant::from_micros(row.int(2)?),
        })
    })
}

/// Takes somebody's link away, if there is one.
pub fn remove_sign_in_link(tx: &mut Tx<'_>, organisation_id: &str, user: &UserId) -> Result<(), StoreError> {
    let sql = "DELETE FROM sign_in_links WHERE organisation_id = $1 AND user_id = $2";
    tx.execute(sql, vals![organisation_id, user.as_str()])?;
    Ok(())
}

/// Whose a link is, its digest in hexadecimal, and until when it serves.
type KeptLink = (UserId, (String, Instant));

/// Every link of an organisation.
pub(crate) fn all_sign_in_links(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Vec<KeptLink>, StoreError> {
    let sql = "SELECT user_id, link_digest, expires_at FROM sign_in_links WHERE organisation_id = $1";
    reader.query(sql, vals![organisation_id], |row| {
        let link = (hex::encode(row.blob(1)?), Instant::from_micros(row.int(2)?));
        Ok((UserId::new(row.text(0)?), link))
    })
}

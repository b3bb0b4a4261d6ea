//! Second factors: sealed secrets of authenticators, recovery codes as digests, and the roles of which one is asked.

use redress_domain::staff::UserId;
use sha2::{Digest, Sha256};

use crate::engine::{Reader, Tx, Val};
use crate::{StoreError, vals};

/// Somebody's authenticator as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// The secret, sealed with a key that is not in the database.
    pub sealed: String,
    /// The time step of the last code that was taken.
    pub last_step: i64,
}

/// Keeps an authenticator with its recovery codes, in place of those before.
pub fn put_second_factor(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    user: &UserId,
    factor: &SecondFactor,
    codes: &[[u8; 32]],
) -> Result<(), StoreError> {
    remove_second_factor(tx, organisation_id, user)?;
    let sql = "INSERT INTO second_factors (organisation_id, user_id, sealed, last_step) VALUES ($1, $2, $3, $4)";
    tx.execute(sql, vals![organisation_id, user.as_str(), &factor.sealed, factor.last_step])?;
    let row = |digest| [Val::from(organisation_id), Val::from(user.as_str()), Val::from(digest)];
    let rows: Vec<Val<'_>> = codes.iter().flat_map(row).collect();
    tx.insert_many("INSERT INTO recovery_codes (organisation_id, user_id, code_digest)", 3, &rows, "")?;
    Ok(())
}

/// Somebody's authenticator.
pub fn find_second_factor(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    user: &UserId,
) -> Result<Option<SecondFactor>, StoreError> {
    let sql = "SELECT sealed, last_step FROM second_factors WHERE organisation_id = $1 AND user_id = $2";
    reader.query_opt(sql, vals![organisation_id, user.as_str()], |row| {
        Ok(SecondFactor { sealed: row.text(0)?, last_step: row.int(1)? })
    })
}

/// Authenticators whose secrets are sealed with a key: the organisation, whose it is, and the sealed secret.
pub fn list_sealed_with(
    reader: &mut Reader<'_>,
    key_id: &str,
    limit: u32,
) -> Result<Vec<(String, UserId, String)>, StoreError> {
    let sql = "SELECT organisation_id, user_id, sealed FROM second_factors WHERE SUBSTR(sealed, 1, 8) = $1
               ORDER BY organisation_id, user_id LIMIT $2";
    reader.query(sql, vals![key_id, limit], |row| Ok((row.text(0)?, UserId::new(row.text(1)?), row.text(2)?)))
}

/// Keeps the secret of an authenticator as it was sealed anew, where it is still the one that was.
pub fn replace_sealed(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    user: &UserId,
    before: &str,
    after: &str,
) -> Result<bool, StoreError> {
    let sql = "UPDATE second_factors SET sealed = $4 WHERE organisation_id = $1 AND user_id = $2 AND sealed = $3";
    Ok(tx.execute(sql, vals![organisation_id, user.as_str(), before, after])? == 1)
}

/// Notes that the code of a time step was taken; `false` where it, or a later one, was taken already.
pub fn take_step(tx: &mut Tx<'_>, organisation_id: &str, user: &UserId, step: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE second_factors SET last_step = $3 WHERE organisation_id = $1 AND user_id = $2 AND last_step < $3";
    Ok(tx.execute(sql, vals![organisation_id, user.as_str(), step])? == 1)
}

/// Takes a recovery code; `false` where there is none of that digest.
pub fn take_recovery_code(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    user: &UserId,
    digest: &[u8; 32],
) -> Result<bool, StoreError> {
    let sql = "DELETE FROM recovery_codes WHERE organisation_id = $1 AND user_id = $2 AND code_digest = $3";
    Ok(tx.execute(sql, vals![organisation_id, user.as_str(), digest])? == 1)
}

/// How many recovery codes somebody has left.
pub fn count_recovery_codes(reader: &mut Reader<'_>, organisation_id: &str, user: &UserId) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) FROM recovery_codes WHERE organisation_id = $1 AND user_id = $2";
    reader.query_one(sql, vals![organisation_id, user.as_str()], |row| row.int(0))
}

/// Takes somebody's authenticator and recovery codes away, if there are any.
pub fn remove_second_factor(tx: &mut Tx<'_>, organisation_id: &str, user: &UserId) -> Result<(), StoreError> {
    for table in ["recovery_codes", "second_factors"] {
        let sql = format!("DELETE FROM {table} WHERE organisation_id = $1 AND user_id = $2");
        tx.execute(&sql, vals![organisation_id, user.as_str()])?;
    }
    Ok(())
}

/// Roles of which a second factor is asked, in order.
pub fn list_second_factor_roles(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT role FROM second_factor_roles WHERE organisation_id = $1 ORDER BY role LIMIT 1000";
    let mut roles = reader.query(sql, vals![organisation_id], |row| row.text(0))?;
    roles.sort();
    Ok(roles)
}

/// Asks a second factor of these roles and of no others.
pub fn put_second_factor_roles(tx: &mut Tx<'_>, organisation_id: &str, roles: &[String]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM second_factor_roles WHERE organisation_id = $1", vals![organisation_id])?;
    let rows: Vec<Val<'_>> = roles.iter().flat_map(|role| [Val::from(organisation_id), Val::from(role)]).collect();
    if !rows.is_empty() {
        tx.insert_many("INSERT INTO second_factor_roles (organisation_id, role)", 2, &rows, "")?;
    }
    Ok(())
}

/// Digest of a sealed secret, for the history.
pub fn sealed_digest(sealed: &str) -> String {
    hex::encode(Sha256::digest(sealed.as_bytes()))
}

/// Every authenticator of an organisation: whose it is, and the digest of its sealed secret.
pub(crate) fn all_second_factors(
    reader: &mut Reader<'_>,
    organisation_id: &str,
) -> Result<Vec<(UserId, String)>, StoreError> {
    let sql = "SELECT user_id, sealed FROM second_factors WHERE organisation_id = $1";
    reader.query(sql, vals![organisation_id], |row| Ok((UserId::new(row.text(0)?), sealed_digest(row.text_ref(1)?))))
}

/// Every recovery code of an organisation: whose it is, and its digest in hexadecimal.
pub(crate) fn all_recovery_codes(
    reader: &mut Reader<'_>,
    organisation_id: &str,
) -> Result<Vec<(UserId, String)>, StoreError> {
    let sql = "SELECT user_id, code_digest FROM recovery_codes WHERE organisation_id = $1";
    reader.query(sql, vals![organisation_id], |row| Ok((UserId::new(row.text(0)?), hex::encode(row.blob(1)?))))
}

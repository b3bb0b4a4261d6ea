//! Passkeys: the public halves of keys on people's devices.

use redress_domain::staff::UserId;
use redress_domain::time::Instant;
use sha2::{Digest, Sha256};

use crate::engine::{Reader, Row, Tx};
use crate::{StoreError, vals};

/// Most passkeys of one person.
pub const PASSKEYS_LIMIT: i64 = 20;

/// A passkey as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    pub organisation_id: String,
    pub user: UserId,
    /// Counts within one person.
    pub number: i64,
    /// What its owner calls it.
    pub name: String,
    pub credential_id: Vec<u8>,
    /// The device's name for its owner.
    pub user_handle: [u8; 16],
    /// The public key as text.
    pub public_key: String,
    /// How often the device says it has signed.
    pub sign_count: u32,
    pub backed_up: bool,
    pub added_at: Instant,
    pub used_at: Option<Instant>,
}

const COLUMNS: &str = "organisation_id, user_id, number, name, credential_id, user_handle, public_key, sign_count, backed_up, \
                       added_at, used_at";

/// Keeps a passkey; `false` where the key is known already, somebody else's included.
pub fn add_passkey(tx: &mut Tx<'_>, passkey: &Passkey) -> Result<bool, StoreError> {
    let sql = format!(
        "INSERT INTO passkeys ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (credential_id) DO NOTHING"
    );
    let values = vals![
        &passkey.organisation_id,
        passkey.user.as_str(),
        passkey.number,
        &passkey.name,
        &passkey.credential_id,
        &passkey.user_handle,
        &passkey.public_key,
        passkey.sign_count,
        passkey.backed_up,
        passkey.added_at.as_micros(),
        passkey.used_at.map(Instant::as_micros)
    ];
    Ok(tx.execute(&sql, values)? == 1)
}

/// Somebody's passkeys, the oldest first.
pub fn list_passkeys(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    user: &UserId,
) -> Result<Vec<Passkey>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM passkeys WHERE organisation_id = $1 AND user_id = $2 ORDER BY number LIMIT {PASSKEYS_LIMIT}"
    );
    reader.query(&sql, vals![organisation_id, user.as_str()], read)
}

/// The passkey that a device names, over all organisations.
pub fn find_passkey(reader: &mut Reader<'_>, credential_id: &[u8]) -> Result<Option<Passkey>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM passkeys WHERE credential_id = $1");
    reader.query_opt(&sql, vals![credential_id], read)
}

/// Notes that a passkey was used.
pub fn note_passkey_use(
    tx: &mut Tx<'_>,
    credential_id: &[u8],
    sign_count: u32,
    backed_up: bool,
    at: Instant,
) -> Result<(), StoreError> {
    let sql = "UPDATE passkeys SET sign_count = $2, backed_up = $3, used_at = $4 WHERE credential_id = $1";
    tx.execute(sql, vals![credential_id, sign_count, backed_up, at.as_micros()])?;
    Ok(())
}

/// Takes one of somebody's passkeys away.
pub fn remove_passkey(tx: &mut Tx<'_>, organisation_id: &str, user: &UserId, number: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM passkeys WHERE organisation_id = $1 AND user_id = $2 AND number = $3";
    tx.execute(sql, vals![organisation_id, user.as_str(), number])?;
    Ok(())
}

/// Takes all of somebody's passkeys away.
pub fn remove_passkeys_of(tx: &mut Tx<'_>, organisation_id: &str, user: &UserId) -> Result<(), StoreError> {
    let sql = "DELETE FROM passkeys WHERE organisation_id = $1 AND user_id = $2";
    tx.execute(sql, vals![organisation_id, user.as_str()])?;
    Ok(())
}

/// Digest of what never changes of a passkey, for the history.
pub fn passkey_digest(passkey: &Passkey) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{}\n{}\n{}\n", passkey.number, passkey.added_at.as_micros(), passkey.name));
    hash.update(format!("{}\n{}\n", hex::encode(&passkey.credential_id), hex::encode(passkey.user_handle)));
    hash.update(&passkey.public_key);
    hex::encode(hash.finalize())
}

/// Every passkey of an organisation: whose it is, and its digest.
pub(crate) fn all_passkeys(
    reader: &mut Reader<'_>,
    organisation_id: &str,
) -> Result<Vec<(UserId, String)>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM passkeys WHERE organisation_id = $1");
    let passkeys = reader.query(&sql, vals![organisation_id], read)?;
    Ok(passkeys.into_iter().map(|passkey| (passkey.user.clone(), passkey_digest(&passkey))).collect())
}

fn read(row: &Row<'_>) -> Result<Passkey, StoreError> {
    Ok(Passkey {
        organisation_id: row.text(0)?,
        user: UserId::new(row.text(1)?),
        number: row.int(2)?,
        name: row.text(3)?,
        credential_id: row.blob(4)?,
        user_handle: row.bytes(5)?,
        public_key: row.text(6)?,
        sign_count: u32::try_from(row.int(7)?).unwrap_or(u32::MAX),
        backed_up: row.bool(8)?,
        added_at: Instant::from_micros(row.int(9)?),
        used_at: row.opt_int(10)?.map(Instant::from_micros),
    })
}

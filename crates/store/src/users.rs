//! Accounts: people, roles, passwords, tokens, sessions. Secrets are kept as digests only.

use redress_domain::staff::{Staff, UserId};
use redress_domain::time::Instant;

use crate::absences::list_absences;
use crate::engine::{Reader, Tx, Val};
use crate::{StoreError, vals};

/// Most people of one organisation that can be loaded at once.
pub const STAFF_LIMIT: i64 = 10_000;

/// Somebody's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    pub organisation_id: String,
    pub staff: Staff,
    pub password_hash: Option<String>,
}

/// A session as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub organisation_id: String,
    pub user: UserId,
    /// Given with every form.
    pub csrf: String,
    pub created_at: Instant,
    pub seen_at: Instant,
}

/// Adds an account with its roles; `false` when the address is taken.
pub fn add_user(tx: &mut Tx<'_>, user: &User, at: Instant) -> Result<bool, StoreError> {
    let sql = "INSERT INTO users (organisation_id, user_id, name, email, password_hash, created_at)
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (email) DO NOTHING";
    let staff = &user.staff;
    let id = staff.id.as_str();
    let values = vals![&user.organisation_id, id, &staff.name, &staff.email, &user.password_hash, at.as_micros()];
    if tx.execute(sql, values)? == 0 {
        return Ok(false);
    }
    let roles: Vec<Val<'_>> = staff
        .roles
        .iter()
        .flat_map(|role| [Val::from(&user.organisation_id), Val::from(id), Val::from(role)])
        .collect();
    if !roles.is_empty() {
        tx.insert_many("INSERT INTO user_roles (organisation_id, user_id, role)", 3, &roles, "")?;
    }
    Ok(true)
}

/// The account of an email address, over all organisations.
pub fn find_user_by_email(reader: &mut Reader<'_>, email: &str) -> Result<Option<User>, StoreError> {
    find(reader, "email = $1", vals![email.to_lowercase()])
}

/// One account.
pub fn find_user(reader: &mut Reader<'_>, organisation_id: &str, id: &UserId) -> Result<Option<User>, StoreError> {
    find(reader, "organisation_id = $1 AND user_id = $2", vals![organisation_id, id.as_str()])
}

fn find(reader: &mut Reader<'_>, condition: &str, values: &[Val<'_>]) -> Result<Option<User>, StoreError> {
    let sql = format!("SELECT organisation_id, user_id, name, email, password_hash FROM users WHERE {condition}");
    let found = reader.query_opt(&sql, values, |row| {
        let staff = Staff {
            id: UserId::new(row.text(1)?),
            name: row.text(2)?,
            email: row.text(3)?,
            roles: Vec::new(),
            absences: Vec::new(),
        };
        Ok(User { organisation_id: row.text(0)?, staff, password_hash: row.opt_text(4)? })
    })?;
    let Some(mut user) = found else { return Ok(None) };
    let sql = "SELECT role FROM user_roles WHERE organisation_id = $1 AND user_id = $2 ORDER BY role";
    user.staff.roles = reader.query(sql, vals![&user.organisation_id, user.staff.id.as_str()], |row| row.text(0))?;
    Ok(Some(user))
}

/// Everybody of an organisation with their roles, by id.
pub fn list_staff(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Vec<Staff>, StoreError> {
    let sql = "SELECT user_id, name, email FROM users WHERE organisation_id = $1 ORDER BY user_id LIMIT $2";
    let mut staff = reader.query(sql, vals![organisation_id, STAFF_LIMIT], |row| {
        Ok(Staff {
            id: UserId::new(row.text(0)?),
            name: row.text(1)?,
            email: row.text(2)?,
            roles: Vec::new(),
            absences: Vec::new(),
        })
    })?;
    let sql = "SELECT user_id, role FROM user_roles WHERE organisation_id = $1 ORDER BY user_id, role";
    let roles = reader.query(sql, vals![organisation_id], |row| Ok((UserId::new(row.text(0)?), row.text(1)?)))?;
    for (id, role) in roles {
        if let Ok(at) = staff.binary_search_by(|staff| staff.id.cmp(&id))
            && let Some(staff) = staff.get_mut(at)
        {
            staff.roles.push(role);
        }
    }
    for (id, absence) in list_absences(reader, organisation_id)? {
        if let Ok(at) = staff.binary_search_by(|staff| staff.id.cmp(&id))
            && let Some(staff) = staff.get_mut(at)
        {
            staff.absences.push(absence);
        }
    }
    Ok(staff)
}

/// Whether any account exists.
pub fn any_user(reader: &mut Reader<'_>) -> Result<bool, StoreError> {
    Ok(reader.query_opt("SELECT 1 FROM users LIMIT 1", &[], |row| row.int(0))?.is_some())
}

/// Stores the digest of an access token.
pub fn add_token(
    tx: &mut Tx<'_>,
    digest: &[u8; 32],
    organisation_id: &str,
    user: &UserId,
    at: Instant,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO tokens (token_digest, organisation_id, user_id, created_at) VALUES ($1, $2, $3, $4)";
    tx.execute(sql, vals![digest, organisation_id, user.as_str(), at.as_micros()])?;
    Ok(())
}

/// Whose token it is.
pub fn find_token(reader: &mut Reader<'_>, digest: &[u8; 32]) -> Result<Option<(String, UserId)>, StoreError> {
    let sql = "SELECT organisation_id, user_id FROM tokens WHERE token_digest = $1";
    reader.query_opt(sql, vals![digest], |row| Ok((row.text(0)?, UserId::new(row.text(1)?))))
}

/// Begins a session, and forgets those unseen since `stale`.
pub fn add_session(tx: &mut Tx<'_>, digest: &[u8; 32], session: &Session, stale: Instant) -> Result<(), StoreError> {
    tx.execute("DELETE FROM sessions WHERE seen_at < $1", vals![stale.as_micros()])?;
    let sql = "INSERT INTO sessions (session_digest, organisation_id, user_id, csrf, created_at, seen_at)
               VALUES ($1, $2, $3, $4, $5, $6)";
    let values = vals![
        digest,
        &session.organisation_id,
        session.user.as_str(),
        &session.csrf,
        session.created_at.as_micros(),
        session.seen_at.as_micros()
    ];
    tx.execute(sql, values)?;
    Ok(())
}

/// A session by the digest of its secret.
pub fn find_session(reader: &mut Reader<'_>, digest: &[u8; 32]) -> Result<Option<Session>, StoreError> {
    let sql = "SELECT organisation_id, user_id, csrf, created_at, seen_at FROM sessions WHERE session_digest = $1";
    reader.query_opt(sql, vals![digest], |row| {
        Ok(Session {
            organisation_id: row.text(0)?,
            user: UserId::new(row.text(1)?),
            csrf: row.text(2)?,
            created_at: Instant::from_micros(row.int(3)?),
            seen_at: Instant::from_micros(row.int(4)?),
        })
    })
}

/// Notes that a session was used.
pub fn touch_session(tx: &mut Tx<'_>, digest: &[u8; 32], at: Instant) -> Result<(), StoreError> {
    tx.execute("UPDATE sessions SET seen_at = $2 WHERE session_digest = $1", vals![digest, at.as_micros()])?;
    Ok(())
}

/// Ends a session.
pub fn remove_session(tx: &mut Tx<'_>, digest: &[u8; 32]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM sessions WHERE session_digest = $1", vals![digest])?;
    Ok(())
}

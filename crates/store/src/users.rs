//! Accounts: people, their roles and passwords. An account without a role has ended.

use redress_domain::staff::{Staff, UserId};
use redress_domain::time::Instant;

use crate::absences::list_absences;
use crate::engine::{Reader, Tx, Val};
use crate::window::Window;
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

/// Somebody's account, as those who keep the accounts read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    pub user: UserId,
    pub name: String,
    pub email: String,
    pub roles: Vec<String>,
    pub has_password: bool,
    pub has_second_factor: bool,
    /// Until when a link serves that was made and not used.
    pub link_until: Option<Instant>,
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
    add_roles(tx, &user.organisation_id, &staff.id, &staff.roles)?;
    Ok(true)
}

/// Gives somebody these roles and no others.
pub fn set_roles(tx: &mut Tx<'_>, organisation_id: &str, user: &UserId, roles: &[String]) -> Result<(), StoreError> {
    let sql = "DELETE FROM user_roles WHERE organisation_id = $1 AND user_id = $2";
    tx.execute(sql, vals![organisation_id, user.as_str()])?;
    add_roles(tx, organisation_id, user, roles)
}

fn add_roles(tx: &mut Tx<'_>, organisation_id: &str, user: &UserId, roles: &[String]) -> Result<(), StoreError> {
    let row = |role| [Val::from(organisation_id), Val::from(user.as_str()), Val::from(role)];
    let rows: Vec<Val<'_>> = roles.iter().flat_map(row).collect();
    if !rows.is_empty() {
        tx.insert_many("INSERT INTO user_roles (organisation_id, user_id, role)", 3, &rows, "")?;
    }
    Ok(())
}

/// Gives somebody another password, or none.
pub fn set_password(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    user: &UserId,
    password_hash: Option<String>,
) -> Result<(), StoreError> {
    let sql = "UPDATE users SET password_hash = $3 WHERE organisation_id = $1 AND user_id = $2";
    tx.execute(sql, vals![organisation_id, user.as_str(), password_hash])?;
    Ok(())
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
    user.staff.roles = roles_of(reader, &user.organisation_id, &user.staff.id)?;
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

/// The accounts of an organisation by name.
pub fn list_accounts(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    window: Window,
) -> Result<Vec<AccountLine>, StoreError> {
    let values = vals![organisation_id, i64::from(window.limit), i64::from(window.skip)];
    accounts(reader, organisation_id, "ORDER BY LOWER(u.name), u.user_id LIMIT $2 OFFSET $3", values)
}

/// One account, as those who keep the accounts read it.
pub fn find_account(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    user: &UserId,
) -> Result<Option<AccountLine>, StoreError> {
    let values = vals![organisation_id, user.as_str()];
    Ok(accounts(reader, organisation_id, "AND u.user_id = $2", values)?.into_iter().next())
}

fn accounts(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    which: &str,
    values: &[Val<'_>],
) -> Result<Vec<AccountLine>, StoreError> {
    let sql = format!(
        "SELECT u.user_id, u.name, u.email, u.password_hash IS NOT NULL,
                EXISTS (SELECT 1 FROM second_factors f
                        WHERE f.organisation_id = u.organisation_id AND f.user_id = u.user_id),
                l.expires_at
         FROM users u LEFT JOIN sign_in_links l ON l.organisation_id = u.organisation_id AND l.user_id = u.user_id
         WHERE u.organisation_id = $1 {which}"
    );
    let mut lines = reader.query(&sql, values, |row| {
        Ok(AccountLine {
            user: UserId::new(row.text(0)?),
            name: row.text(1)?,
            email: row.text(2)?,
            roles: Vec::new(),
            has_password: row.bool(3)?,
            has_second_factor: row.bool(4)?,
            link_until: row.opt_int(5)?.map(Instant::from_micros),
        })
    })?;
    for line in &mut lines {
        line.roles = roles_of(reader, organisation_id, &line.user)?;
    }
    Ok(lines)
}

fn roles_of(reader: &mut Reader<'_>, organisation_id: &str, user: &UserId) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT role FROM user_roles WHERE organisation_id = $1 AND user_id = $2 ORDER BY role";
    reader.query(sql, vals![organisation_id, user.as_str()], |row| row.text(0))
}

/// Whether any account exists.
pub fn any_user(reader: &mut Reader<'_>) -> Result<bool, StoreError> {
    Ok(reader.query_opt("SELECT 1 FROM users LIMIT 1", &[], |row| row.int(0))?.is_some())
}

//! Sorts PostgreSQL's error codes into our kinds.

use std::error::Error;

use postgres::error::{DbError, SqlState};

use crate::StoreError;

/// What a driver error means to us. An error without a server code is a lost connection,
/// unless it came from converting a value.
pub(crate) fn mapped(error: &postgres::Error, closed: bool) -> StoreError {
    match error.as_db_error() {
        Some(server) => from_server(server),
        None if closed || is_io(error) => StoreError::unavailable(chain(error)),
        None => StoreError::inconsistent(chain(error)),
    }
}

fn from_server(server: &DbError) -> StoreError {
    let state = server.code();
    let what = format!("{} ({})", server.message(), state.code());
    if *state == SqlState::UNIQUE_VIOLATION {
        return StoreError::Conflict { key: key_of(server) };
    }
    if *state == SqlState::CHARACTER_NOT_IN_REPERTOIRE {
        return StoreError::Unstorable;
    }
    if *state == SqlState::READ_ONLY_SQL_TRANSACTION {
        // A standby answered: its primary has moved.
        return StoreError::Unavailable { what };
    }
    match state.code().get(..2) {
        // Constraints of other kinds.
        Some("23") => StoreError::Violation { what },
        // Connection, login, resources (full disk), shutdown, system errors.
        Some("08" | "28" | "3D" | "53" | "58") => StoreError::Unavailable { what },
        Some("57") if *state != SqlState::QUERY_CANCELED => StoreError::Unavailable { what },
        // Deadlock, serialization failure, lock time-out, statement time-out.
        Some("40" | "55" | "57") => StoreError::Busy { what },
        _ => StoreError::Inconsistent { what },
    }
}

/// Names the key as SQLite does: `table.column, table.column`. The columns stand in the detail
/// text, `Key (a, b)=(1, 2) already exists.`, at the same place in every language.
fn key_of(server: &DbError) -> String {
    let table = server.table().unwrap_or_default();
    let columns = server
        .detail()
        .and_then(|detail| detail.split_once('('))
        .and_then(|(_, rest)| rest.split_once(")=("))
        .map(|(columns, _)| columns);
    match columns {
        Some(columns) => columns.split(", ").map(|column| format!("{table}.{column}")).collect::<Vec<_>>().join(", "),
        None => server.constraint().unwrap_or(table).to_owned(),
    }
}

fn is_io(error: &postgres::Error) -> bool {
    error.source().is_some_and(|cause| cause.is::<std::io::Error>())
}

fn chain(error: &postgres::Error) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}

//! A row on its way out of a statement, read column by column with every type checked.

use std::error::Error;

use postgres::types::{FromSql, Type};
use rusqlite::types::ValueRef;

use crate::StoreError;

/// One row of an answer, valid while the statement stands on it. Columns count from 0.
///
/// A missing column, a NULL where none is expected, or a value of another type is
/// [`StoreError::Inconsistent`]: the SQL and the code around it disagree.
#[derive(Debug)]
pub enum Row<'a> {
    #[doc(hidden)]
    Sqlite(&'a rusqlite::Row<'a>),
    #[doc(hidden)]
    Postgres(&'a postgres::Row),
}

/// Any PostgreSQL integer, widened.
struct AnyInt(i64);

impl<'a> FromSql<'a> for AnyInt {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(match *ty {
            Type::INT2 => i16::from_sql(ty, raw)?.into(),
            Type::INT4 => i32::from_sql(ty, raw)?.into(),
            _ => i64::from_sql(ty, raw)?,
        }))
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT2 | Type::INT4 | Type::INT8)
    }
}

impl<'a> Row<'a> {
    /// A whole number.
    pub fn int(&self, column: usize) -> Result<i64, StoreError> {
        required(self.opt_int(column)?, column)
    }

    /// A whole number or NULL.
    pub fn opt_int(&self, column: usize) -> Result<Option<i64>, StoreError> {
        match self {
            Row::Sqlite(row) => match sqlite_value(row, column)? {
                ValueRef::Null => Ok(None),
                ValueRef::Integer(value) => Ok(Some(value)),
                other => Err(unexpected(column, "a whole number", &other)),
            },
            Row::Postgres(row) => Ok(pg_value::<Option<AnyInt>>(row, column)?.map(|AnyInt(value)| value)),
        }
    }

    /// A text, copied.
    pub fn text(&self, column: usize) -> Result<String, StoreError> {
        self.text_ref(column).map(str::to_owned)
    }

    /// A text or NULL, copied.
    pub fn opt_text(&self, column: usize) -> Result<Option<String>, StoreError> {
        Ok(self.opt_text_ref(column)?.map(str::to_owned))
    }

    /// A text, borrowed from the row: for values that are parsed at once.
    pub fn text_ref(&self, column: usize) -> Result<&'a str, StoreError> {
        required(self.opt_text_ref(column)?, column)
    }

    /// A text or NULL, borrowed from the row.
    pub fn opt_text_ref(&self, column: usize) -> Result<Option<&'a str>, StoreError> {
        match self {
            Row::Sqlite(row) => match sqlite_value(row, column)? {
                ValueRef::Null => Ok(None),
                ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                    Ok(text) => Ok(Some(text)),
                    Err(_) => Err(StoreError::inconsistent(format!("column {column} is not UTF-8"))),
                },
                other => Err(unexpected(column, "a text", &other)),
            },
            Row::Postgres(row) => pg_value(row, column),
        }
    }

    /// A truth value.
    pub fn bool(&self, column: usize) -> Result<bool, StoreError> {
        required(self.opt_bool(column)?, column)
    }

    /// A truth value or NULL. SQLite keeps truth as 0 and 1.
    pub fn opt_bool(&self, column: usize) -> Result<Option<bool>, StoreError> {
        match self {
            Row::Sqlite(row) => match sqlite_value(row, column)? {
                ValueRef::Null => Ok(None),
                ValueRef::Integer(0) => Ok(Some(false)),
                ValueRef::Integer(1) => Ok(Some(true)),
                other => Err(unexpected(column, "a truth value", &other)),
            },
            Row::Postgres(row) => pg_value(row, column),
        }
    }

    /// Bytes, copied.
    pub fn blob(&self, column: usize) -> Result<Vec<u8>, StoreError> {
        required(self.opt_blob(column)?, column)
    }

    /// Bytes or NULL, copied.
    pub fn opt_blob(&self, column: usize) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.opt_blob_ref(column)?.map(<[u8]>::to_vec))
    }

    /// Exactly `N` bytes, such as a hash.
    pub fn bytes<const N: usize>(&self, column: usize) -> Result<[u8; N], StoreError> {
        let bytes = required(self.opt_blob_ref(column)?, column)?;
        bytes.try_into().map_err(|_| {
            let found = bytes.len();
            StoreError::inconsistent(format!("column {column} has {found} bytes, not {N}"))
        })
    }

    fn opt_blob_ref(&self, column: usize) -> Result<Option<&'a [u8]>, StoreError> {
        match self {
            Row::Sqlite(row) => match sqlite_value(row, column)? {
                ValueRef::Null => Ok(None),
                ValueRef::Blob(bytes) => Ok(Some(bytes)),
                other => Err(unexpected(column, "bytes", &other)),
            },
            Row::Postgres(row) => pg_value(row, column),
        }
    }
}

fn sqlite_value<'a>(row: &'a rusqlite::Row<'a>, column: usize) -> Result<ValueRef<'a>, StoreError> {
    row.get_ref(column).map_err(|error| StoreError::inconsistent(error.to_string()))
}

fn pg_value<'a, T: FromSql<'a>>(row: &'a postgres::Row, column: usize) -> Result<T, StoreError> {
    row.try_get(column).map_err(|error| {
        let cause = error.source().map(ToString::to_string).unwrap_or_default();
        StoreError::inconsistent(format!("{error}: {cause}"))
    })
}

fn required<T>(value: Option<T>, column: usize) -> Result<T, StoreError> {
    value.ok_or_else(|| StoreError::inconsistent(format!("column {column} is NULL")))
}

fn unexpected(column: usize, wanted: &str, found: &ValueRef<'_>) -> StoreError {
    let kind = found.data_type();
    StoreError::inconsistent(format!("column {column} is {kind}, not {wanted}"))
}

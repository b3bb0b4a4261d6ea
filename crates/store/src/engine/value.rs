//! A value on its way into a statement, for either engine.

use std::borrow::Cow;
use std::error::Error;

use postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use rusqlite::types::{ToSqlOutput, ValueRef};

use crate::StoreError;

/// A parameter. Instants travel as microseconds (`Int`), civil dates and JSON as `Text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Val<'a> {
    /// For BIGINT and INTEGER columns.
    Int(i64),
    /// For TEXT columns; NUL characters are refused when the value is used.
    Text(Cow<'a, str>),
    /// For BOOLEAN columns.
    Bool(bool),
    /// For BYTEA columns.
    Blob(Cow<'a, [u8]>),
    /// NULL, for a column of any type.
    Null,
}

impl Val<'_> {
    /// Refuses what only one of the engines could store, so that both behave alike.
    pub(crate) fn check(params: &[Val<'_>]) -> Result<(), StoreError> {
        let has_nul = |val: &Val<'_>| matches!(val, Val::Text(text) if text.contains('\0'));
        if params.iter().any(has_nul) {
            return Err(StoreError::Unstorable);
        }
        Ok(())
    }
}

impl From<i64> for Val<'_> {
    fn from(value: i64) -> Self {
        Val::Int(value)
    }
}

impl From<i32> for Val<'_> {
    fn from(value: i32) -> Self {
        Val::Int(value.into())
    }
}

impl From<u32> for Val<'_> {
    fn from(value: u32) -> Self {
        Val::Int(value.into())
    }
}

impl From<bool> for Val<'_> {
    fn from(value: bool) -> Self {
        Val::Bool(value)
    }
}

impl<'a> From<&'a str> for Val<'a> {
    fn from(value: &'a str) -> Self {
        Val::Text(Cow::Borrowed(value))
    }
}

impl<'a> From<&'a String> for Val<'a> {
    fn from(value: &'a String) -> Self {
        Val::Text(Cow::Borrowed(value))
    }
}

impl From<String> for Val<'_> {
    fn from(value: String) -> Self {
        Val::Text(Cow::Owned(value))
    }
}

impl<'a> From<&'a [u8]> for Val<'a> {
    fn from(value: &'a [u8]) -> Self {
        Val::Blob(Cow::Borrowed(value))
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Val<'a> {
    fn from(value: &'a [u8; N]) -> Self {
        Val::Blob(Cow::Borrowed(value))
    }
}

impl<'a> From<&'a Vec<u8>> for Val<'a> {
    fn from(value: &'a Vec<u8>) -> Self {
        Val::Blob(Cow::Borrowed(value))
    }
}

impl<'a, T: Into<Val<'a>>> From<Option<T>> for Val<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Val::Null, Into::into)
    }
}

impl<'a> From<&'a Option<String>> for Val<'a> {
    fn from(value: &'a Option<String>) -> Self {
        value.as_deref().into()
    }
}

impl rusqlite::ToSql for Val<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Val::Int(value) => ValueRef::Integer(*value),
            Val::Text(text) => ValueRef::Text(text.as_bytes()),
            Val::Bool(value) => ValueRef::Integer(i64::from(*value)),
            Val::Blob(bytes) => ValueRef::Blob(bytes),
            Val::Null => ValueRef::Null,
        }))
    }
}

impl ToSql for Val<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match (self, ty) {
            (Val::Null, _) => Ok(IsNull::Yes),
            (Val::Int(value), &Type::INT8) => value.to_sql(ty, out),
            (Val::Int(value), &Type::INT4) => i32::try_from(*value)?.to_sql(ty, out),
            (Val::Int(value), &Type::INT2) => i16::try_from(*value)?.to_sql(ty, out),
            (Val::Bool(value), &Type::BOOL) => value.to_sql(ty, out),
            (Val::Blob(bytes), &Type::BYTEA) => bytes.as_ref().to_sql(ty, out),
            (Val::Text(text), ty) if <&str as ToSql>::accepts(ty) => text.as_ref().to_sql(ty, out),
            _ => Err(format!("a parameter of another kind than {ty}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Writes a parameter list: `vals![organisation, case.seq, &case.title]`.
#[macro_export]
macro_rules! vals {
    ($($value:expr),* $(,)?) => { &[$($crate::Val::from($value)),*] };
}

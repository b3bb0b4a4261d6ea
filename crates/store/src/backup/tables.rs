//! Which tables a backup has, and what stands in their columns.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::engine::{Reader, Row, Val};
use crate::{StoreError, dialect};

/// What a column holds, on either engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    Int,
    Text,
    Bool,
    Bytes,
}

/// A table and its columns in order.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<(String, Kind)>,
}

/// Tables that are made again, or not to be restored.
const LEFT_OUT: [&str; 6] =
    ["schema_migrations", "sessions", "sign_in_tries", "ceremonies", "case_search", "search_organisations"];

/// Every table to be saved, those that others refer to before them.
pub(super) fn tables(reader: &mut Reader<'_>) -> Result<Vec<Table>, StoreError> {
    let names = dialect::table_names(reader)?;
    let kept = names.into_iter().filter(|name| !LEFT_OUT.contains(&name.as_str()) && !name.starts_with("case_search_"));
    kept.map(|name| Ok(Table { columns: dialect::columns(reader, &name)?, name })).collect()
}

impl Table {
    pub(super) fn names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }

    /// A row as it is written down.
    pub(super) fn read(&self, row: &Row<'_>) -> Result<Vec<Value>, StoreError> {
        let columns = self.columns.iter().enumerate();
        columns
            .map(|(at, (_, kind))| {
                let value: Option<Value> = match kind {
                    Kind::Int => row.opt_int(at)?.map(Value::from),
                    Kind::Text => row.opt_text(at)?.map(Value::from),
                    Kind::Bool => row.opt_bool(at)?.map(Value::from),
                    Kind::Bytes => row.opt_blob(at)?.map(|bytes| hex::encode(bytes).into()),
                };
                Ok(value.unwrap_or(Value::Null))
            })
            .collect()
    }

    /// A row that was written down, to be stored; none where it is not one of this table.
    pub(super) fn write(&self, row: Vec<Value>) -> Option<Vec<Val<'static>>> {
        if row.len() != self.columns.len() {
            return None;
        }
        let values = row.into_iter().zip(&self.columns).map(|(value, (_, kind))| match (kind, value) {
            (_, Value::Null) => Some(Val::Null),
            (Kind::Int, Value::Number(number)) => number.as_i64().map(Val::from),
            (Kind::Text, Value::String(text)) => Some(Val::from(text)),
            (Kind::Bool, Value::Bool(truth)) => Some(Val::from(truth)),
            (Kind::Bytes, Value::String(digits)) => hex::decode(digits).ok().map(|bytes| Val::Blob(bytes.into())),
            _ => None,
        });
        values.collect()
    }
}

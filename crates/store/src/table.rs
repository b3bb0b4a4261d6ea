//! A table's columns in one place: for writing rows, and for comparing them with what they should be.

use crate::StoreError;
use crate::engine::{Reader, Row, Tx, Val};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Int,
    Text,
    Bool,
}

/// A table whose rows are made from a case. The first `key` columns are its primary key, the first two of them
/// `organisation_id` and `case_no`.
#[derive(Debug)]
pub(crate) struct Table {
    pub name: &'static str,
    pub key: usize,
    pub columns: &'static [(&'static str, Kind)],
}

impl Table {
    fn names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        names.join(", ")
    }

    /// Writes rows, in place of those with the same key.
    pub(crate) fn put(&self, tx: &mut Tx<'_>, sql: &PutSql, rows: &[Val<'_>]) -> Result<(), StoreError> {
        if !rows.is_empty() {
            tx.insert_many(&sql.prefix, self.columns.len(), rows, &sql.suffix)?;
        }
        Ok(())
    }

    /// Takes rows away, by their whole keys.
    pub(crate) fn remove(&self, tx: &mut Tx<'_>, keys: &[&[Val<'_>]]) -> Result<(), StoreError> {
        let columns = (1..).zip(self.columns.iter().take(self.key));
        let same: Vec<String> = columns.map(|(at, (name, _))| format!("{name} = ${at}")).collect();
        let sql = format!("DELETE FROM {} WHERE {}", self.name, same.join(" AND "));
        for key in keys {
            tx.execute(&sql, key)?;
        }
        Ok(())
    }

    /// The texts of [`Table::put`], to be made once.
    pub(crate) fn put_sql(&self) -> PutSql {
        let names = |columns: &[(&str, Kind)]| columns.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>();
        let (key, rest) = self.columns.split_at_checked(self.key).unwrap_or((self.columns, &[]));
        let set: Vec<String> = names(rest).iter().map(|name| format!("{name} = excluded.{name}")).collect();
        let then = if set.is_empty() { "NOTHING".to_owned() } else { format!("UPDATE SET {}", set.join(", ")) };
        PutSql {
            prefix: format!("INSERT INTO {} ({})", self.name, self.names()),
            suffix: format!("ON CONFLICT ({}) DO {then}", names(key).join(", ")),
        }
    }

    /// The stored rows of one case in order of key, each as its values.
    pub(crate) fn stored(
        &self,
        reader: &mut Reader<'_>,
        organisation_id: &str,
        case_no: i64,
    ) -> Result<Vec<Vec<Val<'static>>>, StoreError> {
        let key: Vec<&str> = self.columns.iter().take(self.key).map(|(name, _)| *name).collect();
        let sql = format!(
            "SELECT {} FROM {} WHERE organisation_id = $1 AND case_no = $2 ORDER BY {}",
            self.names(),
            self.name,
            key.join(", ")
        );
        reader.query(&sql, crate::vals![organisation_id, case_no], |row| self.values(row))
    }

    fn values(&self, row: &Row<'_>) -> Result<Vec<Val<'static>>, StoreError> {
        self.columns
            .iter()
            .enumerate()
            .map(|(at, (_, kind))| {
                Ok(match kind {
                    Kind::Int => row.opt_int(at)?.map_or(Val::Null, Val::Int),
                    Kind::Text => row.opt_text(at)?.map_or(Val::Null, Val::from),
                    Kind::Bool => row.opt_bool(at)?.map_or(Val::Null, Val::Bool),
                })
            })
            .collect()
    }
}

/// See [`Table::put_sql`].
#[derive(Debug)]
pub(crate) struct PutSql {
    prefix: String,
    suffix: String,
}

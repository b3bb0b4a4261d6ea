//! Writing a backup while others go on reading and writing.

use std::io::Write;

use redress_domain::time::Instant;
use sha2::{Digest, Sha256};

use super::format::{BackupAbout, BackupError, FORMAT, Line, VERSION};
use super::tables::{Table, tables};
use crate::engine::Reader;
use crate::{StoreError, schema};

/// What was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// Rows of all tables.
    pub rows: u64,
    /// Bytes of the file.
    pub bytes: u64,
}

/// Writes every row that the reader sees, all of one moment.
///
/// # Errors
/// The database cannot be read, or `file` cannot be written; what was written is then to be thrown away.
pub fn back_up(reader: &mut Reader<'_>, now: Instant, file: impl Write) -> Result<Saved, BackupError> {
    let schema = schema::steps_applied(reader)?;
    let mut out = Out { file, hash: Sha256::new(), bytes: 0 };
    out.line(&BackupAbout { format: FORMAT.to_owned(), version: VERSION, made_at: now, schema })?;
    let mut rows = 0;
    for table in tables(reader)? {
        rows += save_table(reader, &table, &mut out)?;
    }
    let sha256 = hex::encode(out.hash.clone().finalize());
    out.line(&Line::End { rows, sha256 })?;
    out.file.flush()?;
    Ok(Saved { rows, bytes: out.bytes })
}

fn save_table<W: Write>(reader: &mut Reader<'_>, table: &Table, out: &mut Out<W>) -> Result<u64, BackupError> {
    out.line(&Line::Table { name: table.name.clone(), columns: table.columns.clone() })?;
    let sql = format!("SELECT {} FROM {}", table.names(), table.name);
    let (mut rows, mut failed) = (0, None);
    let read = reader.stream(&sql, &[], |row| {
        rows += 1;
        out.line(&Line::Row(table.read(row)?)).map_err(|error| {
            failed = Some(error);
            StoreError::unavailable("the backup could not be written")
        })
    });
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(read.map(|()| rows)?),
    }
}

struct Out<W> {
    file: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Out<W> {
    fn line(&mut self, line: &impl serde::Serialize) -> std::io::Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        self.hash.update(&bytes);
        self.bytes = self.bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        self.file.write_all(&bytes)
    }
}

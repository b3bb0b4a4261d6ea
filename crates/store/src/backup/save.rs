//! Writing a backup while others go on reading and writing.

use std::io::{self, Read, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use redress_domain::time::Instant;
use sha2::{Digest, Sha256};

use super::format::{BackupAbout, BackupError, FORMAT, Line, VERSION};
use super::tables::{Table, tables};
use crate::engine::Reader;
use crate::sealing::key_ids;
use crate::{StoreError, schema};

/// What was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// Rows of all tables.
    pub rows: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// Files of cases that are in it.
    pub files: u64,
    /// Files whose bytes were not where they should be, and that are not in it.
    pub missing_files: u64,
}

/// Gives the bytes of a file by organisation and digest; `None` where they are not there.
pub type ReadFile<'a> = &'a mut dyn FnMut(&str, &str) -> io::Result<Option<Box<dyn Read + Send>>>;

/// How much of a file stands in one line, in bytes.
const PIECE: u64 = 48 * 1024;

/// Writes every row that the reader sees, all of one moment.
///
/// # Errors
/// The database cannot be read, or `file` cannot be written; what was written is then to be thrown away.
pub fn back_up(reader: &mut Reader<'_>, now: Instant, file: impl Write) -> Result<Saved, BackupError> {
    back_up_with_files(reader, now, file, None)
}

/// As [`back_up`], with the bytes of every file that a case keeps.
///
/// # Errors
/// As [`back_up`]; the bytes of a file cannot be read.
pub fn back_up_with_files(
    reader: &mut Reader<'_>,
    now: Instant,
    file: impl Write,
    read: Option<ReadFile<'_>>,
) -> Result<Saved, BackupError> {
    let schema = schema::steps_applied(reader)?;
    // A program that upgrades saves a database of before there were any.
    let keys = if schema >= schema::SEALED_SINCE { key_ids(reader)? } else { Vec::new() };
    let mut out = Out { file, hash: Sha256::new(), bytes: 0 };
    out.line(&BackupAbout { format: FORMAT.to_owned(), version: VERSION, made_at: now, schema, keys })?;
    let mut rows = 0;
    for table in tables(reader)? {
        rows += save_table(reader, &table, &mut out)?;
    }
    let (files, missing_files) = match read {
        Some(read) => save_files(reader, read, &mut out)?,
        None => (0, 0),
    };
    let sha256 = hex::encode(out.hash.clone().finalize());
    out.line(&Line::End { rows, sha256 })?;
    out.file.flush()?;
    Ok(Saved { rows, bytes: out.bytes, files, missing_files })
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

/// Gives how many are saved and how many are missing.
fn save_files<W: Write>(
    reader: &mut Reader<'_>,
    read: ReadFile<'_>,
    out: &mut Out<W>,
) -> Result<(u64, u64), BackupError> {
    let sql = "SELECT DISTINCT organisation_id, digest FROM attachments ORDER BY organisation_id, digest";
    let kept = reader.query(sql, &[], |row| Ok((row.text(0)?, row.text(1)?)))?;
    let (mut saved, mut missing) = (0_u64, 0_u64);
    for (organisation, digest) in kept {
        let Some(mut bytes) = read(&organisation, &digest)? else {
            missing = missing.saturating_add(1);
            continue;
        };
        out.line(&Line::File { organisation, digest })?;
        loop {
            let mut piece = Vec::new();
            bytes.by_ref().take(PIECE).read_to_end(&mut piece)?;
            if piece.is_empty() {
                break;
            }
            out.line(&Line::Bytes(BASE64.encode(&piece)))?;
        }
        saved = saved.saturating_add(1);
    }
    Ok((saved, missing))
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

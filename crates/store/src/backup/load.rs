//! Restoring a backup into an empty database.

use std::io::{self, BufRead, Read};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use super::format::{BackupAbout, BackupError, FORMAT, LINE_LIMIT, Line, VERSION};
use super::tables::{Table, tables};
use crate::cases::remake_case;
use crate::engine::{Access, Conn, Reader, Val};
use crate::sealing::{Keys, key_ids_of_authenticators};
use crate::{DatabaseUrl, Store, StoreError, StoreOptions, dialect, schema, vals};

/// Values that go to the database in one statement, at most: rows of a wide table are some dozens.
const VALUES: usize = 8_000;
/// Cases whose words are made in one commit.
const CASES: u32 = 200;

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What the backup says of itself.
    pub about: BackupAbout,
    /// Rows of all tables.
    pub rows: u64,
}

/// Restores a backup into a database that has nothing in it yet, brings it to this program's shape, and makes what search needs
/// again. Until the whole file was seen to be undamaged nothing is kept.
///
/// # Errors
/// [`StoreError::KeyMissing`] where people in it are sealed with a key that is not there; the file is no whole backup, or of a newer
/// version; the database has tables already, or fails.
pub fn restore(url: &DatabaseUrl, keys: &Keys, file: impl BufRead) -> Result<Restored, BackupError> {
    restore_with_files(url, keys, file, &mut |_| Ok(()))
}

/// A part of a file that is restored, in order: one beginning, its bytes, one end.
#[derive(Debug, Clone, Copy)]
pub enum FilePart<'a> {
    Begin { organisation: &'a str, digest: &'a str },
    Bytes(&'a [u8]),
    End,
}

/// As [`restore`], and gives the files of cases to `keep`. Files that it kept before an error are of no use, and no harm.
///
/// # Errors
/// As [`restore`], and those of `keep`.
pub fn restore_with_files(
    url: &DatabaseUrl,
    keys: &Keys,
    file: impl BufRead,
    keep: &mut dyn FnMut(FilePart<'_>) -> io::Result<()>,
) -> Result<Restored, BackupError> {
    let mut conn = Conn::open(url, keys, Access::Write)?;
    conn.begin_write()?;
    let restored = load(&mut conn, file, keep).inspect_err(|_| drop(conn.rollback()))?;
    conn.commit()?;
    drop(conn);
    let store = Store::open(url, keys, StoreOptions { readers: 1, ..StoreOptions::default() })?;
    make_findable(&store)?;
    Ok(restored)
}

fn load(
    conn: &mut Conn,
    file: impl BufRead,
    keep: &mut dyn FnMut(FilePart<'_>) -> io::Result<()>,
) -> Result<Restored, BackupError> {
    if !dialect::table_names(&mut Reader::new(conn))?.is_empty() {
        return Err(BackupError::NotEmpty);
    }
    let mut lines = Lines { file, hash: Sha256::new(), number: 0 };
    let about: BackupAbout = lines.first()?;
    conn.keys().check(&about.keys)?;
    schema::apply_steps(conn, about.schema)?.then_some(()).ok_or(BackupError::Newer)?;
    let known = tables(&mut Reader::new(conn))?;
    let has_authenticators = known.iter().any(|table| table.name == "second_factors");
    let (mut rows, mut waiting, mut in_file) = (0, None::<Waiting<'_>>, false);
    loop {
        let so_far = lines.hash.clone();
        match lines.next()? {
            Line::Table { name, columns } => {
                waiting.take().map_or(Ok(()), |rows| rows.put(conn))?;
                let found = known.iter().find(|table| table.name == name && table.columns == columns);
                let table = found.ok_or_else(|| lines.damaged(format!("{name} is no table of that schema")))?;
                waiting = Some(Waiting { table, values: Vec::new() });
            }
            Line::Row(row) => {
                let to = waiting.as_mut().ok_or_else(|| lines.damaged("a row of no table"))?;
                let row = to.table.write(row);
                to.values.extend(row.ok_or_else(|| lines.damaged(format!("no row of {}", to.table.name)))?);
                rows += 1;
                to.put_when_full(conn)?;
            }
            Line::File { organisation, digest } => {
                if std::mem::replace(&mut in_file, true) {
                    keep(FilePart::End)?;
                }
                keep(FilePart::Begin { organisation: &organisation, digest: &digest })?;
            }
            Line::Bytes(text) => {
                let bytes = BASE64.decode(text).ok().filter(|_| in_file);
                keep(FilePart::Bytes(&bytes.ok_or_else(|| lines.damaged("bytes of no file"))?))?;
            }
            Line::End { rows: said, sha256 } => {
                if in_file {
                    keep(FilePart::End)?;
                }
                if said != rows || hex::encode(so_far.finalize()) != sha256 {
                    return Err(lines.damaged("what stands before it is not what was written"));
                }
                waiting.take().map_or(Ok(()), |rows| rows.put(conn))?;
                if has_authenticators {
                    let ids = key_ids_of_authenticators(&mut Reader::new(conn))?;
                    conn.keys().check(&ids)?;
                }
                return lines.nothing_more().map(|()| Restored { about, rows });
            }
        }
    }
}

/// Rows on their way into a table.
struct Waiting<'t> {
    table: &'t Table,
    values: Vec<Val<'static>>,
}

impl Waiting<'_> {
    fn put_when_full(&mut self, conn: &mut Conn) -> Result<(), StoreError> {
        if self.values.len() < VALUES {
            return Ok(());
        }
        let full = Waiting { table: self.table, values: std::mem::take(&mut self.values) };
        full.put(conn)
    }

    fn put(self, conn: &mut Conn) -> Result<(), StoreError> {
        if self.values.is_empty() {
            return Ok(());
        }
        let prefix = format!("INSERT INTO {} ({})", self.table.name, self.table.names());
        conn.insert_many(&prefix, self.table.columns.len(), &self.values, "").map(drop)
    }
}

/// The lines of the file, hashed as they are read.
struct Lines<R> {
    file: R,
    hash: Sha256,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    fn first(&mut self) -> Result<BackupAbout, BackupError> {
        let line = match self.read() {
            Ok(line) => line,
            Err(BackupError::Damaged { .. }) => None,
            Err(error) => return Err(error),
        };
        let about: BackupAbout = line.and_then(|line| serde_json::from_slice(&line).ok()).ok_or(BackupError::NotOne)?;
        match (about.format.as_str(), about.version) {
            (FORMAT, 1..=VERSION) => Ok(about),
            (FORMAT, _) => Err(BackupError::Newer),
            _ => Err(BackupError::NotOne),
        }
    }

    fn next(&mut self) -> Result<Line, BackupError> {
        let line = self.read()?.ok_or_else(|| self.damaged("it ends before its end"))?;
        serde_json::from_slice(&line).map_err(|_| self.damaged("not a line of a backup"))
    }

    fn nothing_more(&mut self) -> Result<(), BackupError> {
        match self.read()? {
            None => Ok(()),
            Some(_) => Err(self.damaged("something follows its end")),
        }
    }

    fn read(&mut self) -> Result<Option<Vec<u8>>, BackupError> {
        let mut line = Vec::new();
        self.number = self.number.saturating_add(1);
        let read = (&mut self.file).take(LINE_LIMIT).read_until(b'\n', &mut line)?;
        self.hash.update(&line);
        match line.last() {
            None => Ok(None),
            Some(b'\n') => Ok(Some(line)),
            Some(_) if read == 0 => Ok(None),
            Some(_) => Err(self.damaged("a line without its end")),
        }
    }

    fn damaged(&self, what: impl Into<String>) -> BackupError {
        BackupError::Damaged { line: self.number, what: what.into() }
    }
}

/// Makes the words of every case again, a few cases to a commit.
fn make_findable(store: &Store) -> Result<(), StoreError> {
    let mut after = (String::new(), 0);
    loop {
        let from = after.clone();
        let done = store.write_blocking(move |tx| -> Result<_, StoreError> {
            let sql = "SELECT organisation_id, case_no FROM cases WHERE (organisation_id, case_no) > ($1, $2)
                       ORDER BY organisation_id, case_no LIMIT $3";
            let batch = tx.query(sql, vals![&from.0, from.1, CASES], |row| Ok((row.text(0)?, row.int(1)?)))?;
            for (organisation_id, case_no) in &batch {
                remake_case(tx, organisation_id, *case_no)?;
            }
            Ok(batch.into_iter().next_back())
        })?;
        match done {
            Some(last) => after = last,
            None => return Ok(()),
        }
    }
}

//! Full-text search.
//!
//! SQLite has an FTS5 table that stores no text. Its row number is the organisation's number
//! times 2^32 plus the case number, so a range of row numbers is one organisation and no query
//! leaves it. PostgreSQL has a table of folded words and a GIN index over them.

use crate::engine::{Access, Conn, Engine, Reader};
use crate::sealing::Wanted;
use crate::{StoreError, Val, vals};

/// Row numbers of one organisation in SQLite's index.
const SPAN: i64 = 1 << 32;
/// So many of the newest cases PostgreSQL looks through before it asks its index: more of them where the first hold the words
/// often enough to promise an answer.
const NEWEST: [usize; 2] = [2_000, 20_000];
/// Often enough is in one case of so many.
const OFTEN: usize = 50;
/// The number of an organisation in SQLite's index.
const SQLITE_NUMBER: &str = "SELECT number FROM search_organisations WHERE organisation_id = $1";

/// Tables for search, as part of the first migration.
pub(crate) fn search_tables(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => include_str!("../schema/0001_search_sqlite.sql"),
        Engine::Postgres => include_str!("../schema/0001_search_postgres.sql"),
    }
}

/// Merges the parts of the search index, so that words that were taken out of it are in none of them.
pub(crate) fn merge_search(conn: &mut Conn) -> Result<(), StoreError> {
    match conn.engine() {
        Engine::Sqlite => conn.batch("INSERT INTO case_search (case_search) VALUES ('optimize')"),
        Engine::Postgres => Ok(()),
    }
}

/// Replaces the words of cases, given in ascending order without repetition.
pub(crate) fn search_put(conn: &mut Conn, cases: &[(&str, i64, Option<&str>)]) -> Result<(), StoreError> {
    match conn.engine() {
        Engine::Sqlite => put_sqlite(conn, cases),
        Engine::Postgres => put_postgres(conn, cases),
    }
}

/// Numbers of the cases that have all words, each in clear or as a digest; newest first.
/// Words are folded and hold letters and digits alone.
pub(crate) fn search_find(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    words: &[Wanted<'_>],
    limit: u32,
) -> Result<Vec<i64>, StoreError> {
    match reader.engine() {
        Engine::Sqlite => find_sqlite(reader, organisation_id, words, limit),
        Engine::Postgres => find_postgres(reader, organisation_id, words, limit),
    }
}

fn put_sqlite(conn: &mut Conn, cases: &[(&str, i64, Option<&str>)]) -> Result<(), StoreError> {
    for organisation in cases.chunk_by(|a, b| a.0 == b.0) {
        let Some((organisation_id, ..)) = organisation.first() else { continue };
        let base = sqlite_base(conn, organisation_id)?;
        for (_, case_no, words) in organisation {
            let rowid = sqlite_rowid(base, *case_no)?;
            match words {
                Some(words) => conn.execute(
                    "INSERT OR REPLACE INTO case_search (rowid, words) VALUES ($1, $2)",
                    vals![rowid, *words],
                )?,
                None => conn.execute("DELETE FROM case_search WHERE rowid = $1", vals![rowid])?,
            };
        }
    }
    Ok(())
}

/// The first row number of an organisation, which gets its number when it is first seen.
fn sqlite_base(conn: &mut Conn, organisation_id: &str) -> Result<i64, StoreError> {
    let known = conn.query_opt(Access::Read, SQLITE_NUMBER, vals![organisation_id], |row| row.int(0))?;
    let number = match known {
        Some(number) => Some(number),
        None => conn.query_opt(
            Access::Write,
            "INSERT INTO search_organisations (organisation_id) VALUES ($1) RETURNING number",
            vals![organisation_id],
            |row| row.int(0),
        )?,
    };
    number
        .and_then(|number| number.checked_mul(SPAN))
        .ok_or_else(|| StoreError::inconsistent("an organisation without a number for search"))
}

fn sqlite_rowid(base: i64, case_no: i64) -> Result<i64, StoreError> {
    if !(0..SPAN).contains(&case_no) {
        return Err(StoreError::inconsistent(format!("case number {case_no} is out of range")));
    }
    Ok(base + case_no)
}

fn find_sqlite(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    words: &[Wanted<'_>],
    limit: u32,
) -> Result<Vec<i64>, StoreError> {
    // A star after a quoted word makes it a beginning.
    let wanted = asked(words, &|word| format!("\"{word}\""), "*", " OR ", " AND ");
    let number = reader.query_opt(SQLITE_NUMBER, vals![organisation_id], |row| row.int(0))?;
    let Some(base) = number.and_then(|number| number.checked_mul(SPAN)) else {
        return Ok(Vec::new());
    };
    reader.query(
        "SELECT rowid - $2 FROM case_search
         WHERE case_search MATCH $1 AND rowid >= $2 AND rowid < $3
         ORDER BY rowid DESC LIMIT $4",
        vals![wanted, base, base + SPAN, limit],
        |row| row.int(0),
    )
}

/// The question in the engine's own words: each word in clear, or going on, or as one of its digests.
fn asked(words: &[Wanted<'_>], quoted: &dyn Fn(&str) -> String, goes_on: &str, or: &str, and: &str) -> String {
    let one = |wanted: &Wanted<'_>| {
        let in_clear = quoted(wanted.word) + if wanted.is_beginning { goes_on } else { "" };
        let ways: Vec<String> =
            [in_clear].into_iter().chain(wanted.digests.iter().map(|digest| quoted(digest))).collect();
        format!("({})", ways.join(or))
    };
    words.iter().map(one).collect::<Vec<_>>().join(and)
}

fn put_postgres(conn: &mut Conn, cases: &[(&str, i64, Option<&str>)]) -> Result<(), StoreError> {
    let mut values: Vec<Val<'_>> = Vec::new();
    for (organisation_id, case_no, words) in cases {
        match words {
            Some(words) => values.extend([(*organisation_id).into(), (*case_no).into(), (*words).into()]),
            None => {
                let sql = "DELETE FROM case_search WHERE organisation_id = $1 AND case_no = $2";
                conn.execute(sql, vals![*organisation_id, *case_no])?;
            }
        }
    }
    conn.insert_many(
        "INSERT INTO case_search (organisation_id, case_no, words)",
        3,
        &values,
        "ON CONFLICT (organisation_id, case_no) DO UPDATE SET words = excluded.words",
    )?;
    Ok(())
}

fn find_postgres(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    words: &[Wanted<'_>],
    limit: u32,
) -> Result<Vec<i64>, StoreError> {
    const MATCHES: &str = "array_to_tsvector(string_to_array(words, ' ')) @@ CAST(CAST($2 AS TEXT) AS tsquery)";
    let wanted = asked(words, &|word| format!("'{word}'"), ":*", " | ", " & ");
    let mut values = vals![organisation_id, wanted, limit].to_vec();
    let in_text = holds_each(words, &mut values);
    // What is in many cases is in many of the newest. Taking their text apart takes long, so that it is done only where it holds the words.
    for newest in NEWEST {
        let among_newest = format!(
            "SELECT case_no FROM (SELECT case_no, words FROM case_search WHERE organisation_id = $1
             ORDER BY case_no DESC LIMIT {newest}) newest
             WHERE CASE WHEN {in_text} THEN {MATCHES} ELSE FALSE END ORDER BY case_no DESC LIMIT $3"
        );
        let found = reader.query(&among_newest, &values, |row| row.int(0))?;
        if u32::try_from(found.len()).is_ok_and(|found| found >= limit) {
            return Ok(found);
        }
        if found.len().saturating_mul(OFTEN) < newest {
            break;
        }
    }
    // What is rare is in the index. With a sum in its place, the order does not tempt the engine to go through all cases, newest
    // first, for a word that it holds to be more frequent than it is: a name may be in one.
    let by_index = format!(
        "SELECT case_no FROM case_search WHERE organisation_id = $1 AND {MATCHES} ORDER BY case_no + 0 DESC LIMIT $3"
    );
    values.truncate(3);
    reader.query(&by_index, &values, |row| row.int(0))
}

/// A condition that holds for every text with all words, and for some others; it binds them after the values that are there.
fn holds_each<'a>(words: &'a [Wanted<'_>], values: &mut Vec<Val<'a>>) -> String {
    let mut holds = |text: &'a str| {
        values.push(text.into());
        format!("strpos(words, ${}) > 0", values.len())
    };
    let mut one = |wanted: &'a Wanted<'_>| {
        let ways: Vec<String> =
            std::iter::once(wanted.word).chain(wanted.digests.iter().map(String::as_str)).map(&mut holds).collect();
        format!("({})", ways.join(" OR "))
    };
    words.iter().map(&mut one).collect::<Vec<_>>().join(" AND ")
}

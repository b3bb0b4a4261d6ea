//! The PostgreSQL side of the façade: connecting, settings, statements, transactions.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::Duration;

use postgres::config::SslMode;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::ToSql;
use postgres::{Client, NoTls, Statement};

use super::{
    Row, Val,
    connection::{Access, Each},
    pg_errors, tls,
};
use crate::StoreError;

/// How long connecting may take; a dead address must not hold a caller for long (G9).
const CONNECT_WAIT: Duration = Duration::from_secs(3);
/// How long sent bytes may stay unconfirmed before the connection counts as lost.
const NETWORK_WAIT: Duration = Duration::from_secs(8);
/// Prepared statements kept per connection; when full, all are dropped and prepared anew.
const STATEMENTS: usize = 256;
/// Parameters in one statement; the protocol allows 65,535.
const PARAMETERS: usize = 8_192;
/// Up to this many rows a statement of just that size is prepared; beyond, powers of two,
/// so that few different statements arise.
const EXACT_ROWS: usize = 16;

/// One portion of a streamed answer.
const FETCH: &str = "FETCH FORWARD 500 FROM portions";

/// What every connection is told (rules 2 and 13 of reliability). A stronger
/// `synchronous_commit` set by the administrator stays. Compiling a plan takes longer than any of ours runs, and
/// an export reads its cursor to the end.
const SETTINGS: &str = "
    SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write');
    SET lock_timeout = '5s';
    SET idle_in_transaction_session_timeout = '60s';
    SET client_min_messages = warning;
    SET jit = off;
    SET cursor_tuple_fraction = 1.0;
    SET TIME ZONE 'UTC';
";

pub(crate) struct PgConn {
    client: Client,
    statements: HashMap<String, Statement>,
}

impl PgConn {
    pub(crate) fn open(config: &postgres::Config, access: Access) -> Result<Self, StoreError> {
        let mut config = config.clone();
        config
            .application_name("redress")
            .connect_timeout(CONNECT_WAIT)
            .tcp_user_timeout(NETWORK_WAIT)
            .keepalives_idle(Duration::from_secs(30));
        let connected = if config.get_ssl_mode() == SslMode::Disable {
            config.connect(NoTls)
        } else {
            config.connect(tls::connector()?)
        };
        let mut client = connected.map_err(|error| unreachable_server(&error))?;
        let by_access = match access {
            // Longer than a caller waits, for reports that nobody waits for.
            Access::Read => "SET default_transaction_read_only = on; SET statement_timeout = '30s'",
            Access::Write => "SET statement_timeout = '8s'",
        };
        client.batch_execute(&format!("{SETTINGS}{by_access}")).map_err(|error| unreachable_server(&error))?;
        Ok(Self { client, statements: HashMap::new() })
    }

    pub(crate) fn for_each(&mut self, sql: &str, params: &[Val<'_>], each: Each<'_>) -> Result<(), StoreError> {
        let statement = self.statement(sql)?;
        self.each_row(&statement, params, each)
    }

    fn each_row(&mut self, statement: &Statement, params: &[Val<'_>], each: Each<'_>) -> Result<(), StoreError> {
        let mut stopped = None;
        let streamed = match self.client.query_raw(statement, params) {
            Ok(mut rows) => loop {
                match rows.next() {
                    Ok(Some(row)) => {
                        if let Err(error) = each(&Row::Postgres(&row)) {
                            stopped = Some(error);
                            break Ok(());
                        }
                    }
                    Ok(None) => break Ok(()),
                    Err(error) => break Err(error),
                }
            },
            Err(error) => Err(error),
        };
        streamed.map_err(|error| self.mapped(&error))?;
        stopped.map_or(Ok(()), Err)
    }

    /// As `for_each`, but fetched in portions: a caller that ends early, or takes its time, neither
    /// pulls in the rest nor runs into the statement's time limit.
    pub(crate) fn stream(&mut self, sql: &str, params: &[Val<'_>], each: Each<'_>) -> Result<(), StoreError> {
        self.execute(&format!("DECLARE portions NO SCROLL CURSOR FOR {sql}"), params)?;
        loop {
            let mut rows = 0;
            let mut counted = |row: &Row<'_>| {
                rows += 1;
                each(row)
            };
            let fetched = self.portion(&mut counted);
            if fetched.is_err() || rows == 0 {
                // After a database fault the cursor is gone with the transaction.
                let closed = self.batch("CLOSE portions");
                return fetched.and(closed);
            }
        }
    }

    /// Fetches by a statement of its own: a kept one would know the columns of an earlier cursor.
    fn portion(&mut self, each: Each<'_>) -> Result<(), StoreError> {
        let statement = self.client.prepare(FETCH).map_err(|error| self.mapped(&error))?;
        self.each_row(&statement, &[], each)
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Val<'_>]) -> Result<u64, StoreError> {
        let statement = self.statement(sql)?;
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|param| -> &(dyn ToSql + Sync) { param }).collect();
        self.client.execute(&statement, &params).map_err(|error| self.mapped(&error))
    }

    /// As few statements as the parameter limit allows.
    pub(crate) fn insert_many(
        &mut self,
        prefix: &str,
        columns: usize,
        values: &[Val<'_>],
        suffix: &str,
    ) -> Result<u64, StoreError> {
        let most = PARAMETERS.checked_div(columns).unwrap_or(1).max(1);
        let mut inserted = 0;
        let mut rest = values;
        while !rest.is_empty() {
            let rows = chunk_rows(rest.len().div_ceil(columns).min(most));
            let (chunk, later) = rest.split_at(rest.len().min(rows * columns));
            inserted += self.execute(&values_text(prefix, columns, rows, suffix), chunk)?;
            rest = later;
        }
        Ok(inserted)
    }

    /// Several statements without parameters: migrations and transaction control.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.client.batch_execute(sql).map_err(|error| self.mapped(&error))
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    fn statement(&mut self, sql: &str) -> Result<Statement, StoreError> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).map_err(|error| self.mapped(&error))?;
        if self.statements.len() >= STATEMENTS {
            self.statements.clear();
        }
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn mapped(&self, error: &postgres::Error) -> StoreError {
        pg_errors::mapped(error, self.client.is_closed())
    }
}

impl std::fmt::Debug for PgConn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PgConn").field("statements", &self.statements.len()).finish_non_exhaustive()
    }
}

fn unreachable_server(error: &postgres::Error) -> StoreError {
    match pg_errors::mapped(error, true) {
        StoreError::Unavailable { what } => StoreError::unavailable(format!("cannot connect to PostgreSQL: {what}")),
        other => other,
    }
}

fn chunk_rows(rows: usize) -> usize {
    if rows <= EXACT_ROWS { rows } else { 1 << rows.ilog2() }
}

/// `prefix VALUES ($1,$2),($3,$4) suffix`
fn values_text(prefix: &str, columns: usize, rows: usize, suffix: &str) -> String {
    let mut text = format!("{prefix} VALUES ");
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ",(" });
        for column in 1..=columns {
            let comma = if column == 1 { "" } else { "," };
            // Writing to a String cannot fail.
            let _ = write!(text, "{comma}${}", row * columns + column);
        }
        text.push(')');
    }
    text.push(' ');
    text.push_str(suffix);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbered_through() {
        let text = values_text("INSERT INTO t (a, b)", 2, 2, "ON CONFLICT DO NOTHING");
        assert_eq!(text, "INSERT INTO t (a, b) VALUES ($1,$2),($3,$4) ON CONFLICT DO NOTHING");
    }

    #[test]
    fn few_sizes_of_statement_arise() {
        let sizes: std::collections::BTreeSet<usize> = (1..=4_096).map(chunk_rows).collect();
        assert_eq!(sizes.len(), 16 + 8, "{sizes:?}");
        assert!((1..=4_096).all(|rows| chunk_rows(rows) <= rows));
    }
}

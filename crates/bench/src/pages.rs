//! Reading: pages and API answers, each beside a handler that does nothing.

use std::time::Duration;

use anyhow::Result;

use crate::client::{Load, Request};
use crate::figures::Table;
use crate::seed::Seeded;
use crate::server::Server;

const DURING: Duration = Duration::from_secs(3);
/// Connections at once: enough to keep two cores busy.
const WIDTH: usize = 4;
/// The handler that does nothing.
const EMPTY: &str = "/healthz";

/// Times each page alone on one connection, and counts how many of it the server gives on several.
pub fn measure(server: &Server, seeded: &Seeded, table: &mut Table) -> Result<()> {
    let [closed, open] = &seeded.references;
    let session = format!("Cookie: {}={}", COOKIE, seeded.session);
    let bearer = format!("Authorization: Bearer {}", seeded.token);
    let period = &seeded.period;
    let pages = [
        ("case page, closed", format!("/cases/{closed}"), &session),
        ("case page, open", format!("/cases/{open}"), &session),
        ("work list", "/cases".to_owned(), &session),
        ("search", "/cases?q=lunch+late".to_owned(), &session),
        ("quarter's report, page", format!("/reports/{period}"), &session),
        ("quarter's report, JSON", format!("/api/v1/reports/{period}"), &bearer),
    ];
    let empty = Reading::of(server, EMPTY, "")?;
    table.amount(&format!("{EMPTY}: median"), empty.median, "ms");
    table.amount(&format!("{EMPTY}, {WIDTH} connections"), empty.per_second, "/s");
    for (name, path, credentials) in pages {
        let reading = Reading::of(server, &path, credentials)?;
        table.beside(&format!("{name}: median"), reading.median, "ms", (EMPTY, empty.median));
        table.beside(&format!("{name}, {WIDTH} connections"), reading.per_second, "/s", (EMPTY, empty.per_second));
    }
    Ok(())
}

/// The session's cookie, as the product names it.
const COOKIE: &str = "redress_session";

struct Reading {
    /// In milliseconds, on one connection.
    median: f64,
    /// On several.
    per_second: f64,
}

impl Reading {
    fn of(server: &Server, path: &str, credentials: &str) -> Result<Self> {
        let request = || Request::get(path, credentials);
        let alone = Load::run(server.address(), 1, DURING, 200, request)?;
        let several = Load::run(server.address(), WIDTH, DURING, 200, request)?;
        Ok(Self { median: alone.median_ms(), per_second: several.per_second() })
    }
}

//! Durable writing: bare inserts, the command itself, and the command over HTTP.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::Result;
use redress_app::{App, Clock, SystemClock};
use redress_store::{Answer, Store, StoreError, add_answer};

use crate::client::{Load, Request};
use crate::figures::Table;
use crate::flight;
use crate::place::Place;
use crate::seed::{Seeded, complaint};
use crate::server::Server;

const DURING: Duration = Duration::from_secs(4);
/// One writer, and as many as share a commit in the bare figure.
const WIDTHS: [usize; 2] = [1, 16];

/// What the engine does at best: rows a second with so many writers.
#[derive(Debug)]
pub struct Bare {
    width: usize,
    per_second: f64,
}

impl Bare {
    fn beside(&self) -> (&'static str, f64) {
        (if self.width == 1 { "bare insert, one a commit" } else { "bare insert, sixteen a commit" }, self.per_second)
    }
}

/// Bare inserts of one row a caller, and logging through the application, without HTTP.
pub async fn bare_and_direct(place: &Place, seeded: &Seeded, table: &mut Table) -> Result<Vec<Bare>> {
    let store = place.open()?;
    let app = App::new(store.clone());
    let mut bares = Vec::new();
    for width in WIDTHS {
        let bare = Bare { width, per_second: bare(&store, seeded, width).await? };
        table.amount(bare.beside().0, bare.per_second, "/s");
        let direct = direct(&app, seeded, width).await?;
        table.beside(&format!("logging a case, {width} at once"), direct, "/s", bare.beside());
        bares.push(bare);
    }
    Ok(bares)
}

/// One row of one table, durably, by as many callers as share a commit.
async fn bare(store: &Store, seeded: &Seeded, width: usize) -> Result<f64> {
    let (store, organisation, user) = (store.clone(), seeded.actor.organisation().to_owned(), seeded.user.clone());
    let one = move |number: usize| {
        let (store, organisation, user) = (store.clone(), organisation.clone(), user.clone());
        async move {
            let key = format!("bare-{width}-{number}");
            let answer = Answer { request_digest: [7; 32], reference: "SF-0000".to_owned(), version: 1 };
            let at = SystemClock.now();
            let work = move |tx: &mut redress_store::Tx<'_>| add_answer(tx, &organisation, &user, &key, &answer, at);
            store.write::<_, StoreError, _>(work).await?;
            Ok(())
        }
    };
    flight::rate(width, DURING, one).await
}

async fn direct(app: &App, seeded: &Seeded, width: usize) -> Result<f64> {
    let (app, actor) = (app.clone(), seeded.actor.clone());
    let one = move |number: usize| {
        let (app, actor) = (app.clone(), actor.clone());
        async move {
            app.log(&actor, complaint(number, app.now()), Vec::new(), None).await?;
            Ok(())
        }
    };
    flight::rate(width, DURING, one).await
}

/// `POST /api/v1/cases` on kept connections.
pub fn over_http(server: &Server, seeded: &Seeded, bares: &[Bare], table: &mut Table) -> Result<()> {
    let counter = Arc::new(AtomicUsize::new(0));
    for bare in bares {
        let width = bare.width;
        let (token, counter) = (seeded.token.clone(), Arc::clone(&counter));
        let next = move || post(&token, counter.fetch_add(1, Ordering::Relaxed));
        let load = Load::run(server.address(), width, DURING, 201, next)?;
        let name = format!("POST /api/v1/cases, connections: {width}");
        table.beside(&name, load.per_second(), "/s", bare.beside());
        table.amount(&format!("{name}, median"), load.median_ms(), "ms");
        table.amount(&format!("{name}, 99 of 100 within"), load.percentile_ms(99), "ms");
    }
    Ok(())
}

fn post(token: &str, number: usize) -> Request {
    let today = SystemClock.now().local_date(redress_domain::time::Zone::LONDON);
    let body = format!(
        r#"{{"received_on":"{today}","channel":"phone","brought_by":"self","complainant":{{"name":"Alex Example {number}"}},"summary":"The lunch was late, and nobody said why ({number}).","outcome_wanted":"An apology.","service_area":"Events"}}"#
    );
    Request::post("/api/v1/cases", token, body)
}

//! What a server does about data protection by itself: erases what is due where the procedure says so, keeps the list of what was
//! erased outside the database, and clears the files of it.

use std::time::Duration;

use redress_app::{Actor, App};
use tokio::time::{MissedTickBehavior, interval};

use crate::erasures::Erasures;
use crate::failure::Failure;

/// How often the list is brought up to date.
const EVERY: Duration = Duration::from_secs(60);
/// So many of them go by until it looks again for what is due, and clears the files.
const ROUNDS: u32 = 60;
/// Portions erased at once, at most; what is left is due the next time.
const PORTIONS: u32 = 500;

/// Does it for ever. Where it fails it says so in the log, and tries again the next time.
pub async fn run(app: App, list: Erasures) {
    let mut rounds = interval(EVERY);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut round = 0_u32;
    loop {
        rounds.tick().await;
        let done = if round == 0 { hourly(&app, &list).await } else { list.keep_up(&app).await };
        if let Err(failure) = done {
            tracing::error!(error = %failure, "what is kept of people was not looked after");
        }
        round = round.saturating_add(1) % ROUNDS;
    }
}

async fn hourly(app: &App, list: &Erasures) -> Result<(), Failure> {
    for organisation in app.erasing_by_themselves().await? {
        let erased = erase_due(app, &organisation).await?;
        if erased > 0 {
            tracing::info!(organisation, erased, "records were erased as the procedure says");
        }
    }
    list.keep_up(app).await?;
    if app.clearing_is_due().await? {
        let app = app.clone();
        let cleared = tokio::task::spawn_blocking(move || app.clear_files_blocking()).await;
        cleared.map_err(|error| Failure::fault("clearing-ended", error))??;
        tracing::info!("the files of the database were cleared of what was erased");
    }
    Ok(())
}

async fn erase_due(app: &App, organisation: &str) -> Result<usize, Failure> {
    let actor = Actor::operator(organisation);
    let mut erased = 0_usize;
    for _ in 0..PORTIONS {
        let portion = app.erase_due(&actor, None).await?.erased.len();
        if portion == 0 {
            break;
        }
        erased = erased.saturating_add(portion);
    }
    Ok(erased)
}

//! What a server does about checkpoints by itself: one a day for each organisation in which something has happened.

use std::time::Duration;

use redress_app::App;
use tokio::time::{MissedTickBehavior, interval};

use crate::checkpoint_keys::CheckpointKeys;
use crate::failure::Failure;

/// How often it looks whether one is due.
const EVERY: Duration = Duration::from_secs(3_600);

/// Makes checkpoints as they become due, for ever. Where it fails it says so in the log, and tries again the next time.
pub async fn run(app: App, keys: CheckpointKeys) {
    let mut hours = interval(EVERY);
    hours.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        hours.tick().await;
        let due = match app.list_due_checkpoints().await {
            Ok(due) => due,
            Err(error) => {
                tracing::error!(%error, "whether checkpoints are due is not known");
                continue;
            }
        };
        for organisation in due {
            match make(&app, &keys, &organisation).await {
                Ok(number) => tracing::info!(organisation, number, "checkpoint made"),
                Err(failure) => tracing::error!(organisation, error = %failure, "no checkpoint was made"),
            }
        }
    }
}

async fn make(app: &App, keys: &CheckpointKeys, organisation: &str) -> Result<u32, Failure> {
    let made = app.make_checkpoint(organisation, keys.signing()?).await?;
    Ok(made.checkpoint.says().number)
}

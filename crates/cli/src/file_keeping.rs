//! What a server does about files by itself: has them scanned as they come, and once a day removes what nothing refers to.

use std::time::Duration;

use redress_app::App;
use tokio::time::{Instant, MissedTickBehavior, interval};

/// How often files are scanned again for which the scanner had no verdict.
const SCAN_EVERY: Duration = Duration::from_secs(60);
const SWEEP_EVERY: Duration = Duration::from_secs(24 * 3_600);

/// Does both for ever. What fails is said in the log, and tried again the next time.
pub async fn run(app: App) {
    tokio::join!(scan(&app), sweep(&app));
}

async fn scan(app: &App) {
    while app.scans_files() {
        let began = Instant::now();
        if let Err(error) = app.scan_files().await {
            tracing::error!(%error, "files could not be scanned");
        }
        app.file_has_come(SCAN_EVERY.saturating_sub(began.elapsed())).await;
    }
}

async fn sweep(app: &App) {
    let mut days = interval(SWEEP_EVERY);
    days.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        days.tick().await;
        match app.sweep_files().await {
            Ok(swept) if swept == Default::default() => {}
            Ok(swept) => tracing::info!(swept.unreferred, swept.unknown, swept.unfinished, "files were swept"),
            Err(error) => tracing::error!(%error, "files could not be swept"),
        }
    }
}

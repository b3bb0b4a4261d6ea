//! Themes that are found and not named by anybody: the same cause in the same service area, again and again (R10).

use redress_domain::procedure::{Permission, Procedure};
use redress_domain::time::{Date, Zone, minus_months};
use redress_store::{Days, FoundTheme, Reader, StoreError, Viewer, found_themes, improvements_for};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::{permit, viewer};

/// As many cases make a theme: one that comes again.
const LEAST: u32 = 2;
/// Most themes found at once.
const FOUND_LIMIT: u32 = 50;
/// Most improvement actions that are compared with them.
const IMPROVEMENTS_LIMIT: u32 = 1_000;

/// A theme that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub theme: FoundTheme,
    /// Improvement actions for it that are open, or were done within the window.
    pub improvements: Vec<u32>,
}

impl App {
    /// Failures of the same cause in the same service area within the procedure's window, most cases first; at most 50 (R10).
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports.
    pub async fn found_themes(&self, actor: &Actor) -> Result<Vec<Found>, AppError> {
        let (cache, actor, today) = (self.cache(), actor.clone(), self.now().local_date(Zone::LONDON));
        self.store()
            .read(move |reader| {
                let settings = permit(reader, &cache, &actor, Permission::Report)?;
                let viewer = viewer(reader, &cache, &actor)?;
                Ok(found(reader, &viewer, settings.current()?, today)?)
            })
            .await
    }
}

pub(super) fn found(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    procedure: &Procedure,
    today: Date,
) -> Result<Vec<Found>, StoreError> {
    let closed = Days { from: minus_months(today, procedure.repeats.window_months), to: today };
    let improvements = improvements_for(reader, viewer, closed.from, IMPROVEMENTS_LIMIT)?;
    let covering = |theme: &FoundTheme| {
        let covers =
            improvements.iter().filter(|(_, cause)| cause.covers(Some(&theme.code), Some(&theme.service_area)));
        covers.map(|(number, _)| *number).collect()
    };
    let themes = found_themes(reader, viewer, closed, LEAST, FOUND_LIMIT)?;
    Ok(themes.into_iter().map(|theme| Found { improvements: covering(&theme), theme }).collect())
}

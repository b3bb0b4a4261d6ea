//! Themes that are found and not named by anybody: the same cause in the same service area, again and again (R10).

use redress_domain::procedure::{Permission, Procedure};
use redress_domain::time::{Date, Zone, minus_months};
use redress_store::{Days, FoundTheme, Reader, StoreError, Viewer, Window, found_themes, improvements_for};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::page::Page;
use crate::permit::{permit, viewer};

/// As many cases make a theme: one that comes again.
const LEAST: u32 = 2;
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
    /// Failures of the same cause in the same service area within the procedure's window, most cases first (R10).
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports.
    pub async fn found_themes(&self, actor: &Actor, window: Window) -> Result<Page<Found>, AppError> {
        self.look_for_themes(actor, move |reader, viewer, procedure, today| {
            found(reader, viewer, procedure, today, window)
        })
        .await
    }

    /// The theme of one cause in one service area, if it is found by itself.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports.
    pub async fn found_theme(
        &self,
        actor: &Actor,
        code: &str,
        service_area: &str,
    ) -> Result<Option<FoundTheme>, AppError> {
        let (code, service_area) = (code.to_owned(), service_area.to_owned());
        self.look_for_themes(actor, move |reader, viewer, procedure, today| {
            let themes = found_themes(reader, viewer, closed(procedure, today), LEAST)?;
            Ok(themes.into_iter().find(|theme| theme.code == code && theme.service_area == service_area))
        })
        .await
    }

    async fn look_for_themes<T: Send + 'static>(
        &self,
        actor: &Actor,
        look: impl FnOnce(&mut Reader<'_>, &Viewer<'_>, &Procedure, Date) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, AppError> {
        let (cache, actor, today) = (self.cache(), actor.clone(), self.now().local_date(Zone::LONDON));
        self.store()
            .read(move |reader| {
                let settings = permit(reader, &cache, &actor, Permission::Report)?;
                let viewer = viewer(reader, &cache, &actor)?;
                Ok(look(reader, &viewer, settings.current()?, today)?)
            })
            .await
    }
}

/// The days within which the same cause is a repeat.
fn closed(procedure: &Procedure, today: Date) -> Days {
    Days { from: minus_months(today, procedure.repeats.window_months), to: today }
}

pub(super) fn found(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    procedure: &Procedure,
    today: Date,
    window: Window,
) -> Result<Page<Found>, StoreError> {
    let closed = closed(procedure, today);
    let improvements = improvements_for(reader, viewer, closed.from, IMPROVEMENTS_LIMIT)?;
    let covering = |theme: &FoundTheme| {
        let covers =
            improvements.iter().filter(|(_, cause)| cause.covers(Some(&theme.code), Some(&theme.service_area)));
        covers.map(|(number, _)| *number).collect()
    };
    let page = Page::part_of(found_themes(reader, viewer, closed, LEAST)?, window);
    Ok(page.map(|theme| Found { improvements: covering(&theme), theme }))
}

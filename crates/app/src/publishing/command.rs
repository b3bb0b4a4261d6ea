//! Carrying out a command on the draft of a report: load, authorise, decide, save; in one transaction.

use redress_domain::publication::{Command, Draft, Standing, decide};
use redress_domain::time::Instant;
use redress_store::{Tx, Viewer, find_draft, put_draft};

use super::freeze::freeze;
use super::present::Present;
use super::private::refuse_personal;
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::execute::{Done, RequestKey, once};
use crate::permit::viewer;
use crate::settings::SettingsCache;

impl App {
    /// Carries out a command on the draft of a period's report. What is answered is the draft's revision; a draft that nobody
    /// has begun has revision 0.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports; [`AppError::Stale`] when the draft is no longer at revision
    /// `expect`; [`AppError::Invalid`] and [`AppError::Refused`] by the rules; faults.
    pub async fn write_report(
        &self,
        actor: &Actor,
        period_id: &str,
        command: Command,
        expect: Option<u64>,
        key: Option<RequestKey>,
    ) -> Result<Done, AppError> {
        let (cache, actor, now, period_id) = (self.cache(), actor.clone(), self.now(), period_id.to_owned());
        let work = move |tx: &mut Tx<'_>| {
            once(tx, &actor, key.as_ref(), now, |tx| carry_out(tx, &cache, &actor, now, &period_id, command, expect))
        };
        self.write(work).await
    }
}

fn carry_out(
    tx: &mut Tx<'_>,
    cache: &SettingsCache,
    actor: &Actor,
    now: Instant,
    period_id: &str,
    mut command: Command,
    expect: Option<u64>,
) -> Result<Done, AppError> {
    // The lock comes first: the figures that are read after it are those that are approved and frozen.
    tx.head(actor.organisation())?;
    let present = Present::of(tx, cache, actor, period_id, now)?;
    present.allow(command.needs())?;
    let stored = find_draft(tx, actor.organisation(), &present.period.id)?;
    let (revision, draft) = stored.map_or((0, None), |stored| (stored.revision, Some(stored.draft)));
    if expect.is_some_and(|expected| expected != revision) {
        return Err(AppError::Stale { version: revision, since: Vec::new() });
    }
    keep_unseen(&viewer(tx, actor)?, draft.as_ref(), &mut command);
    let after = decide(&present.scene(actor.by())?, draft.clone(), &command)?;
    if !matches!(command, Command::Return { .. }) {
        refuse_personal(tx, cache, &present, &after)?;
    }
    if after.standing == Standing::Published {
        let before = draft.map(|draft| draft.standing);
        freeze(tx, actor, now, &present, &after, before.as_ref())?;
    }
    let revision = put_draft(tx, actor.organisation(), &present.period.id, &after)?;
    Ok(Done { reference: present.period.id, version: revision, already: false })
}

/// What is told of a case that is not there for the writer stays as it was.
fn keep_unseen(viewer: &Viewer<'_>, before: Option<&Draft>, command: &mut Command) {
    if let (Command::Write(text), Some(before)) = (command, before) {
        let unseen = before.narratives.iter().filter(|telling| viewer.hides(&telling.of.reference));
        text.narratives.extend(unseen.cloned());
    }
}

//! Carrying out a command on the draft of a report: load, authorise, decide, save; in one transaction.

use redress_domain::publication::{Command, Draft, Standing, decide};
use redress_domain::time::Instant;
use redress_store::{
    OrganisationFact, Reader, ReportStep, StoreError, Tx, Viewer, append_organisation_fact, draft_digest, find_draft,
    put_draft,
};

use super::freeze::freeze;
use super::present::Present;
use super::private::{refuse_personal, refuse_personal_areas, told_of};
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::execute::{Done, RequestKey, once};
use crate::permit::viewer;
use crate::personal::Personal;
use crate::random::random;
use crate::settings::SettingsCache;

/// What somebody asks, and of which period's draft.
struct Order {
    actor: Actor,
    now: Instant,
    period_id: String,
    command: Command,
    expect: Option<u64>,
}

/// What a command is decided with.
struct Ready {
    present: Present,
    personal: Personal,
}

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
        let (cache, now) = (self.cache(), self.now());
        let order = Order { actor: actor.clone(), now, period_id: period_id.to_owned(), command, expect };
        // Words are kept often, and figures take their time: they are counted before the lock. Figures that have changed until
        // then are seen by the next step, which is decided on what is counted behind the lock.
        let (order, ready) = if matches!(order.command, Command::Write(_)) {
            let cache = self.cache();
            let read = move |reader: &mut Reader<'_>| {
                let ready = Ready::of(reader, &cache, &order)?;
                Ok::<_, AppError>((order, Some(ready)))
            };
            self.store().read(read).await?
        } else {
            (order, None)
        };
        let work = move |tx: &mut Tx<'_>| {
            let actor = order.actor.clone();
            once(tx, &actor, key.as_ref(), now, |tx| carry_out(tx, &cache, order, ready))
        };
        self.write(work).await
    }
}

impl Ready {
    fn of(reader: &mut Reader<'_>, cache: &SettingsCache, order: &Order) -> Result<Self, AppError> {
        let present = Present::of(reader, cache, &order.actor, &order.period_id, order.now)?;
        present.allow(order.command.needs())?;
        let stored = find_draft(reader, order.actor.organisation(), &present.period.id)?;
        let mut told = told_of(stored.iter().flat_map(|stored| &stored.draft.narratives));
        if let Command::Write(text) = &order.command {
            let upheld = text.narratives.iter().filter(|telling| present.is_upheld(&telling.of));
            told.extend(told_of(upheld));
        }
        let personal = Personal::of(reader, cache, &present.settings, &told)?;
        Ok(Self { present, personal })
    }
}

fn carry_out(tx: &mut Tx<'_>, cache: &SettingsCache, mut order: Order, ready: Option<Ready>) -> Result<Done, AppError> {
    // The lock comes first: the figures that are read after it are those that are approved and frozen.
    tx.head(order.actor.organisation())?;
    let Ready { present, personal } = match ready {
        Some(ready) => ready,
        None => Ready::of(tx, cache, &order)?,
    };
    let stored = find_draft(tx, order.actor.organisation(), &present.period.id)?;
    let (revision, draft) = stored.map_or((0, None), |stored| (stored.revision, Some(stored.draft)));
    if order.expect.is_some_and(|expected| expected != revision) {
        return Err(AppError::Stale { version: revision, since: Vec::new() });
    }
    keep_unseen(&viewer(tx, cache, &order.actor)?, draft.as_ref(), &present, &mut order.command);
    let Order { actor, now, command, .. } = order;
    let after = decide(&present.scene(actor.by())?, draft.clone(), &command)?;
    if !matches!(command, Command::Return { .. }) {
        refuse_personal(tx, &present.settings, &personal, &after)?;
    }
    if matches!(command, Command::Ask | Command::Approve | Command::Publish) {
        refuse_personal_areas(tx, &present.settings, &personal, &present.report)?;
    }
    if let Some(step) = step(&command, &after)? {
        let (period, by) = (present.period.id.clone(), actor.by().to_text());
        let fact = OrganisationFact::ReportStep { period, version: after.version, by, step };
        append_organisation_fact(tx, actor.organisation(), &fact, now, actor.by(), random()?)?;
    }
    if after.standing == Standing::Published {
        let before = draft.map(|draft| draft.standing);
        freeze(tx, &actor, now, &present, &after, before.as_ref())?;
    }
    let revision = put_draft(tx, actor.organisation(), &present.period.id, &after)?;
    Ok(Done { reference: present.period.id, version: revision, already: false })
}

/// What history keeps of it beside the publication itself.
fn step(command: &Command, after: &Draft) -> Result<Option<ReportStep>, StoreError> {
    Ok(match (command, &after.standing) {
        (Command::Ask, Standing::Asked { figures, .. }) => {
            Some(ReportStep::Asked { text_digest: draft_digest(after)?, figures: figures.clone() })
        }
        (Command::Approve, Standing::Approved { figures, .. }) => {
            Some(ReportStep::Approved { text_digest: draft_digest(after)?, figures: figures.clone() })
        }
        (Command::Return { .. }, Standing::Returned { reason, .. }) => {
            Some(ReportStep::Returned { reason: reason.clone() })
        }
        _ => None,
    })
}

/// What is told of a case that is not there for the writer stays as it was, as long as it is upheld.
fn keep_unseen(viewer: &Viewer<'_>, before: Option<&Draft>, present: &Present, command: &mut Command) {
    if let (Command::Write(text), Some(before)) = (command, before) {
        let unseen = before.narratives.iter().filter(|telling| viewer.hides(&telling.of.reference));
        text.narratives.extend(unseen.filter(|telling| present.is_upheld(&telling.of)).cloned());
    }
}

//! What is due to be erased by the time limits of the procedure in force, and erasing it portion by portion.

use redress_domain::case::{ErasureGround, FieldError, may_erase};
use redress_domain::procedure::Retention;
use redress_domain::time::{Date, Zone};
use redress_store::{KeptCase, Reader, Tx, Viewer, case_events, list_kept};

use super::{erase, permit_data_protection};
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::execute::fold;
use crate::permit::viewer;

/// Cases looked at in one query.
const BATCH: u32 = 500;
/// Cases erased in one commit.
const PORTION: usize = 20;

/// A closed case that is due to be erased.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DueCase {
    pub reference: String,
    pub closed_on: Date,
    /// Id of the procedure's rule; `None`: its general one.
    pub rule: Option<String>,
    /// Months it was to be kept after closing.
    pub months: u32,
    pub due_on: Date,
    /// Its records are held, so that it stays.
    pub held: bool,
    #[serde(skip)]
    case_no: i64,
}

/// What is due on a day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DueCases {
    /// The longest closed first.
    pub cases: Vec<DueCase>,
    /// There are more than were asked for.
    pub more: bool,
    /// Whether the procedure lets them be erased without asking.
    pub automatic: bool,
    /// Whether the procedure says at all how long records are kept.
    pub any_rule: bool,
}

/// What came of erasing a portion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RetentionRun {
    /// References of the cases that were erased. None: nothing is left to be done.
    pub erased: Vec<String>,
}

impl App {
    /// The closed cases that are due to be erased on a day, held ones among them; today where no day is given.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever does not look after data protection.
    pub async fn due_to_be_erased(
        &self,
        actor: &Actor,
        as_of: Option<Date>,
        limit: usize,
    ) -> Result<DueCases, AppError> {
        let (cache, actor, today) = (self.cache(), actor.clone(), self.now().local_date(Zone::LONDON));
        self.store()
            .read(move |reader| {
                let settings = permit_data_protection(reader, &cache, &actor)?;
                let retention = &settings.current()?.retention;
                let viewer = viewer(reader, &cache, &actor)?;
                let as_of = as_of.unwrap_or(today);
                let mut cases = due(reader, &viewer, retention, as_of, |_| true, limit.saturating_add(1))?;
                let more = cases.len() > limit;
                cases.truncate(limit);
                let any_rule = retention.months.is_some() || !retention.rules.is_empty();
                Ok(DueCases { cases, more, automatic: retention.automatic, any_rule })
            })
            .await
    }

    /// Erases a portion of what is due on a day and not held, in one commit; called until nothing is left. Whoever is stopped
    /// in between goes on where they were.
    ///
    /// # Errors
    /// As [`App::due_to_be_erased`]; [`AppError::Invalid`] (`as_of`) for a day that is still to come.
    pub async fn erase_due(&self, actor: &Actor, as_of: Option<Date>) -> Result<RetentionRun, AppError> {
        let (cache, actor, now) = (self.cache(), actor.clone(), self.now());
        let (today, organisation) = (now.local_date(Zone::LONDON), actor.organisation().to_owned());
        let work = move |tx: &mut Tx<'_>| -> Result<RetentionRun, AppError> {
            if as_of.is_some_and(|day| day > today) {
                let message = "That day is still to come: what would be due on it can be listed, not erased.";
                return Err(FieldError::new("as_of", "in-future", message).into());
            }
            tx.head(actor.organisation())?;
            let settings = permit_data_protection(tx, &cache, &actor)?;
            let retention = &settings.current()?.retention;
            let viewer = viewer(tx, &cache, &actor)?;
            let portion = due(tx, &viewer, retention, as_of.unwrap_or(today), |case| !case.held, PORTION)?;
            let mut run = RetentionRun::default();
            for case in portion {
                let as_it_stands = fold(&case_events(tx, actor.organisation(), case.case_no)?)?;
                may_erase(&as_it_stands).map_err(AppError::Refused)?;
                let ground = ErasureGround::Retention { rule: case.rule, months: case.months };
                erase(tx, actor.organisation(), case.case_no, &ground, now, actor.by())?;
                run.erased.push(case.reference);
            }
            Ok(run)
        };
        let run = self.write(work).await?;
        if !run.erased.is_empty() {
            self.forget_when_it_can(&organisation).await;
        }
        Ok(run)
    }

    /// The organisations whose procedure in force lets what is due be erased without asking. For the operator.
    ///
    /// # Errors
    /// Faults only.
    pub async fn erasing_by_themselves(&self) -> Result<Vec<String>, AppError> {
        let cache = self.cache();
        self.store()
            .read(move |reader| {
                let mut automatic = Vec::new();
                for organisation in redress_store::list_organisations(reader)? {
                    let settings = cache.get(reader, &organisation.id)?;
                    // One without a procedure has no cases either.
                    if settings.current().is_ok_and(|procedure| procedure.retention.automatic) {
                        automatic.push(organisation.id);
                    }
                }
                Ok(automatic)
            })
            .await
    }
}

/// Due cases that are wanted, the longest closed first, at most `limit`.
fn due(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    retention: &Retention,
    as_of: Date,
    wanted: impl Fn(&KeptCase) -> bool,
    limit: usize,
) -> Result<Vec<DueCase>, AppError> {
    let Some(closed_by) = retention.last_closed_due(as_of) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let mut last: Option<KeptCase> = None;
    while found.len() < limit {
        let batch = list_kept(reader, viewer, closed_by, last.as_ref(), BATCH)?;
        for case in batch.iter().filter(|case| wanted(case)) {
            if let Some(until) = retention.kept_until(&case.kept()).filter(|until| until.due_on <= as_of) {
                found.push(DueCase {
                    reference: case.reference.clone(),
                    closed_on: case.closed_on,
                    rule: until.rule.map(str::to_owned),
                    months: until.months,
                    due_on: until.due_on,
                    held: case.held,
                    case_no: case.case_no,
                });
            }
        }
        last = batch.into_iter().next_back();
        if last.is_none() {
            break;
        }
    }
    found.truncate(limit);
    Ok(found)
}

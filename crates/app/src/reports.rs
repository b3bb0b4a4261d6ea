//! The report of a period.

use redress_domain::calendar::{CalendarError, DayUnit};
use redress_domain::case::FieldError;
use redress_domain::period::{Period, PeriodError, PeriodKind};
use redress_domain::procedure::Permission;
use redress_domain::reading::ReadKind;
use redress_domain::register::{Column, RegisterCase};
use redress_domain::statistics::{
    Edition, Header, NARRATIVES_PRINTED, RateBase, ReleasedTexts, Report, ReportError, public, report,
};
use redress_domain::time::{Date, Instant, Zone, minus_days, plus_days};
use redress_store::{
    FiguresAsked, Reader, StoreError, Tx, Viewer, each_register_case, figures, find_rate_base, first_received_on,
    known_on as known_at_end_of, register_columns,
};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::{permit, viewer};
use crate::publishing::published_before;
use crate::reads::Reading;
use crate::settings::Settings;

impl App {
    /// The report of a period, as known now. A public edition of it tells nothing that was written of a case.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports; [`AppError::Invalid`] for a period that is not one.
    pub async fn report(&self, actor: &Actor, period_id: &str, edition: Edition) -> Result<Report, AppError> {
        self.report_of(actor, period_id, edition, None).await
    }

    /// The report of a period, as it was known at the end of a day (R83).
    ///
    /// # Errors
    /// As for [`App::report`]; [`AppError::Invalid`] (`known_on`) for a day that is still to come.
    pub async fn report_known_on(
        &self,
        actor: &Actor,
        period_id: &str,
        edition: Edition,
        known_on: Date,
    ) -> Result<Report, AppError> {
        self.report_of(actor, period_id, edition, Some(known_on)).await
    }

    async fn report_of(
        &self,
        actor: &Actor,
        period_id: &str,
        edition: Edition,
        known_on: Option<Date>,
    ) -> Result<Report, AppError> {
        let names_cases = edition == Edition::Internal;
        let reading = names_cases.then(|| Reading::of(ReadKind::Report, period_id));
        let (cache, asker, period_id, now) = (self.cache(), actor.clone(), period_id.to_owned(), self.now());
        let work = move |reader: &mut Reader<'_>| {
            let settings = permit(reader, &cache, &asker, Permission::Report)?;
            let period = period(&settings, &period_id)?;
            let viewer = viewer(reader, &cache, &asker)?;
            let report = live_report(reader, &settings, &viewer, &period, now, known_on)?;
            for_readers(reader, report, edition)
        };
        self.read_to_show(actor, reading, work).await
    }

    /// The columns that the register is written with.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer.
    pub async fn register_columns(&self, actor: &Actor) -> Result<Vec<Column>, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit(reader, &cache, &actor, Permission::Administer)?;
                Ok(register_columns(reader, actor.organisation())?)
            })
            .await
    }

    /// Hands over every case of the register in order of reference.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer; what `each` refuses.
    pub async fn export_register<F>(&self, actor: &Actor, mut each: F) -> Result<(), AppError>
    where
        F: FnMut(RegisterCase) -> Result<(), StoreError> + Send + 'static,
    {
        let (cache, asker, now) = (self.cache(), actor.clone(), self.now());
        // Handed over case by case, so that it is written down before the first.
        self.write(move |tx: &mut Tx<'_>| -> Result<(), AppError> {
            permit(tx, &cache, &asker, Permission::Administer)?;
            Ok(Reading::of(ReadKind::Register, "").write(tx, &asker, now)?)
        })
        .await?;
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                let viewer = viewer(reader, &cache, &actor)?;
                Ok(each_register_case(reader, &viewer, &mut each)?)
            })
            .await
    }
}

/// An edition of a report whose texts nobody has released.
fn for_readers(reader: &mut Reader<'_>, report: Report, edition: Edition) -> Result<Report, AppError> {
    if edition == Edition::Internal {
        return Ok(report);
    }
    let before = published_before(reader, &report)?;
    public(report, &ReleasedTexts::new(), &before).map_err(unreported)
}

/// The internal report of a period, counted now: as known now, or at the end of an earlier day.
pub(crate) fn live_report(
    reader: &mut Reader<'_>,
    settings: &Settings,
    viewer: &Viewer<'_>,
    period: &Period,
    now: Instant,
    known_on: Option<Date>,
) -> Result<Report, AppError> {
    let today = now.local_date(Zone::LONDON);
    if known_on.is_some_and(|day| day > today) {
        let message = "That day is still to come: choose today or an earlier day.";
        return Err(FieldError::new("known_on", "in-the-future", message).into());
    }
    let procedure = settings.current()?;
    let organisation = &settings.organisation;
    let as_of = known_on.unwrap_or(today);
    let first_case = first_received_on(reader, viewer)?;
    // What a period cannot be told of may be the fault of the day that was asked for.
    let field = if known_on.is_some_and(|day| day < period.to) { "known_on" } else { "period" };
    let asked = FiguresAsked {
        period,
        trend: &back_from(period.clone(), usize::from(procedure.report.trend_periods)),
        months: &months_to(period, as_of.min(minus_days(today, 1)), first_case, procedure.report.spc.months)
            .map_err(|error| FieldError::new(field, error.code(), error.to_string()))?,
        narratives: NARRATIVES_PRINTED,
        today: as_of,
        known: known_on.map(|day| known_at_end_of(reader, &organisation.id, day)).transpose()?,
    };
    let rate_base = match &procedure.report.rate_base {
        Some(kind) => find_rate_base(reader, &organisation.id, kind, period.to)?,
        None => None,
    };
    let header = Header {
        organisation: organisation.id.clone(),
        organisation_name: organisation.name.clone(),
        as_of,
        known_on,
        first_case,
        rate_base: rate_base.map(|base| RateBase { kind: base.kind, base: base.number.into(), on: base.as_of }),
    };
    let facts = figures(reader, viewer, &asked)?;
    report(&facts, procedure, &settings.calendar, period, header)
        .map_err(|error| FieldError::new(field, error.code(), error.to_string()).into())
}

/// The last day that is worked and not after a day: what was due before it is past due.
pub(crate) fn last_worked(settings: &Settings, day: Date) -> Result<Date, AppError> {
    let out_of_range =
        |error: CalendarError| AppError::from(FieldError::new("period", error.code(), error.to_string()));
    let next = plus_days(day, 1);
    settings.calendar.before(next, 1, DayUnit::WorkingDay).map_err(out_of_range)
}

/// The calendar months of control charts: from the one of the first case to the one in which the period ends, or to the last
/// that was over on the day things are known up to. A month that is not over looks better than it will be.
fn months_to(
    period: &Period,
    known_to: Date,
    first_case: Option<Date>,
    months: u32,
) -> Result<Vec<Period>, PeriodError> {
    let last = Period::containing(PeriodKind::Month, period.to.min(known_to), period.fiscal_year_start())?;
    let mut all = back_from(last, usize::try_from(months).unwrap_or(0));
    all.retain(|month| month.to <= known_to && first_case.is_some_and(|first| first <= month.to));
    Ok(all)
}

/// So many periods up to one, oldest first; fewer where there are no more.
fn back_from(last: Period, number: usize) -> Vec<Period> {
    let mut periods: Vec<Period> =
        std::iter::successors(Some(last), |period| period.previous().ok()).take(number).collect();
    periods.reverse();
    periods
}

fn unknown_period(error: PeriodError) -> AppError {
    FieldError::new("period", error.code(), error.to_string()).into()
}

fn unreported(error: ReportError) -> AppError {
    FieldError::new("period", error.code(), error.to_string()).into()
}

/// A period of the organisation's own fiscal year.
pub(crate) fn period(settings: &Settings, id: &str) -> Result<Period, AppError> {
    Period::parse(id, settings.fiscal_year_start).map_err(unknown_period)
}

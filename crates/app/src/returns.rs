//! Returns to regulators and ombudsmen: which there are, and making one.

use redress_domain::case::FieldError;
use redress_domain::period::{Period, PeriodKind};
use redress_domain::procedure::{Permission, Procedure};
use redress_domain::rate_base::RateBase;
use redress_domain::reading::ReadKind;
use redress_domain::returns::{
    Denominator, EnergyFacts, Offered, Return, ReturnFacts, ReturnId, ReturnOf, SpsoFacts, make, offered,
};
use redress_domain::time::{Date, Zone};
use redress_store::{
    FiguresAsked, Reader, StoreError, Viewer, disp_facts, energy_facts, figures, find_rate_base, ko41_facts, tsm_facts,
};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::{permit, viewer};
use crate::reads::Reading;

/// What volumes are set against where the procedure names nothing.
const USUAL_BASE: &str = "residents";
/// How many months the energy return tells of.
const ENERGY_MONTHS: u8 = 12;

impl App {
    /// Every return, those that fit the procedure first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports.
    pub async fn list_returns(&self, actor: &Actor) -> Result<Vec<Offered>, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                let settings = permit(reader, &cache, &actor, Permission::Report)?;
                Ok(offered(settings.current()?))
            })
            .await
    }

    /// A return of a period, as known now. `denominator` is for the tenant satisfaction measures alone.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports; [`AppError::Invalid`] (`period`) for one that the return is
    /// not made for, or whose working days are not known.
    pub async fn make_return(
        &self,
        actor: &Actor,
        id: ReturnId,
        period_id: &str,
        denominator: Denominator,
    ) -> Result<Return, AppError> {
        let reading = Some(Reading::of(ReadKind::Return, format!("{} {period_id}", id.id())));
        let (cache, asker, period_id) = (self.cache(), actor.clone(), period_id.to_owned());
        let today = self.now().local_date(Zone::LONDON);
        let work = move |reader: &mut Reader<'_>| {
            let settings = permit(reader, &cache, &asker, Permission::Report)?;
            let period = id.period(&period_id, settings.fiscal_year_start);
            let period = period.map_err(|error| invalid(error.code(), &error))?;
            let procedure = settings.current()?;
            let viewer = viewer(reader, &cache, &asker)?;
            let facts = facts(reader, &viewer, procedure, id, &period, today, denominator)?;
            let of = ReturnOf {
                organisation: &settings.organisation.id,
                organisation_name: &settings.organisation.name,
                procedure,
                calendar: &settings.calendar,
                period,
                today,
            };
            make(id, &of, &facts).map_err(|error| invalid(error.code(), &error))
        };
        self.read_to_show(actor, reading, work).await
    }
}

fn facts(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    procedure: &Procedure,
    id: ReturnId,
    period: &Period,
    today: Date,
    denominator: Denominator,
) -> Result<ReturnFacts, AppError> {
    Ok(match id {
        ReturnId::SpsoIndicators => ReturnFacts::Spso(Box::new(spso(reader, viewer, procedure, period, today)?)),
        ReturnId::Ko41a | ReturnId::Ko41b => ReturnFacts::Ko41(ko41_facts(reader, viewer, period)?),
        ReturnId::Tsm => ReturnFacts::Tsm(tsm_facts(reader, viewer, period, denominator)?),
        ReturnId::FcaDisp => ReturnFacts::Disp(disp_facts(reader, viewer, period)?),
        ReturnId::Energy => ReturnFacts::Energy(energy_facts(reader, viewer, twelve_months(period)?)?),
    })
}

fn spso(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    procedure: &Procedure,
    period: &Period,
    today: Date,
) -> Result<SpsoFacts, StoreError> {
    let base_kind = procedure.report.rate_base.clone().unwrap_or_else(|| USUAL_BASE.to_owned());
    let base: Option<RateBase> = find_rate_base(reader, viewer.organisation(), &base_kind, period.to)?;
    let asked = FiguresAsked { period, trend: &[], months: &[], narratives: 0, today, known: None };
    Ok(SpsoFacts { facts: figures(reader, viewer, &asked)?, base_kind, base })
}

/// The twelve months up to the last of a period.
fn twelve_months(period: &Period) -> Result<EnergyFacts, AppError> {
    let last = Period::containing(PeriodKind::Month, period.to, period.fiscal_year_start());
    let months = last.and_then(|last| last.back(ENERGY_MONTHS)).map_err(|error| invalid(error.code(), &error))?;
    let first = months.first().map_or(period.from, |month| month.from);
    Ok(EnergyFacts::new(first, months.last().map_or(period.to, |month| month.to)))
}

fn invalid(code: &'static str, error: &dyn std::fmt::Display) -> AppError {
    FieldError::new("period", code, error.to_string()).into()
}

//! Reports over a long history, each beside the engine's own bare scan of the same rows.

use std::sync::Arc;
use std::time::Instant as Stopwatch;

use anyhow::Result;
use redress_app::{Actor, App, AppError, CaseQuery, Clock, SetClock, SystemClock, page_after};
use redress_domain::period::{Period, PeriodKind};
use redress_domain::statistics::{Edition, NARRATIVES_PRINTED};
use redress_domain::time::{Instant, Zone, minus_days, minus_months};
use redress_store::{FiguresAsked, Store, StoreError, Viewer, bare_scan, figures, known_on};

use crate::figures::Table;
use crate::history;
use crate::place::Place;

/// Weeks of the organisation whose history is a tenth as long, with as much in each week.
const SHORT: usize = history::WEEKS / 10;
/// Each figure is the middle of so many runs.
const RUNS: usize = 5;

/// Measures reports over a long history and one of a tenth of its length: of so many cases, or of those that are there.
pub async fn measure(place: &Place, cases: Option<usize>, table: &mut Table) -> Result<()> {
    let now = SystemClock.now();
    let clock = history::clock(now);
    let store = place.open()?;
    let app = App::with_clock(store.clone(), Arc::<SetClock>::clone(&clock));
    let long = match cases {
        Some(cases) => fill(&app, &clock, now, cases, table).await?,
        None => history::of_before(&app, "long").await?,
    };
    let quarter = last_quarter(now)?;
    let reports = Reports { store: &store, quarter: &quarter, now };
    let bare = reports.bare("long", &quarter)?;
    let beside = ("bare scan of its rows", bare.1);
    table.amount("handlings closed in the quarter", bare.0, "");
    table.beside("figures of the quarter", reports.quarter_alone("long")?, "ms", beside);
    table.beside("the same with a tenth of the history", reports.quarter_alone("short")?, "ms", beside);
    let (rows, scan) = reports.bare_trend("long")?;
    table.amount("handlings closed in eight quarters", rows, "");
    table.beside(
        "trend of eight quarters and 24 months",
        reports.trend("long")?,
        "ms",
        ("bare scan of its rows", scan),
    );
    table.beside("figures of the quarter, as known a month ago", reports.known("long")?, "ms", beside);
    table.beside("whole report", whole(&app, &long, &quarter).await?, "ms", beside);
    let again = timed(|| async { app.found_themes(&long, page_after(0)).await.map(drop) }).await?;
    table.beside("what comes again, over a year", again, "ms", ("bare scan of two years", scan));
    for (name, question) in [
        ("a word of each case", "promised"),
        ("a word of one case in eight", "newsletter"),
        ("a word of no case", "unheard"),
    ] {
        let search = timed(|| async { app.list_cases(&long, searched(question)).await.map(drop) }).await?;
        table.beside(&format!("search: {name}"), search, "ms", beside);
    }
    Ok(())
}

/// Seeds both histories; who reads the long one.
async fn fill(app: &App, clock: &SetClock, now: Instant, cases: usize, table: &mut Table) -> Result<Actor> {
    let each = cases / history::WEEKS;
    let began = Stopwatch::now();
    history::fill(app, clock, "short", now, SHORT, each).await?;
    let long = history::fill(app, clock, "long", now, history::WEEKS, each).await?;
    table.amount(
        "history: cases taken over",
        crate::flight::per_second(each.saturating_mul(history::WEEKS.saturating_add(SHORT)), began.elapsed()),
        "/s",
    );
    history::change(app, &long, each).await?;
    Ok(long)
}

async fn whole(app: &App, actor: &Actor, quarter: &Period) -> Result<f64> {
    timed(|| async { app.report(actor, &quarter.id, Edition::Internal).await.map(drop) }).await
}

fn searched(question: &str) -> CaseQuery {
    CaseQuery { words: Some(question.to_owned()), ..CaseQuery::default() }
}

/// How long something takes, in milliseconds: the middle of several runs.
async fn timed<F: Future<Output = Result<(), AppError>>>(run: impl Fn() -> F) -> Result<f64> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let began = Stopwatch::now();
        run().await?;
        times.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(middle(times))
}

struct Reports<'a> {
    store: &'a Store,
    quarter: &'a Period,
    now: Instant,
}

impl Reports<'_> {
    fn quarter_alone(&self, organisation: &str) -> Result<f64> {
        self.figures(organisation, &[], &[], false)
    }

    fn known(&self, organisation: &str) -> Result<f64> {
        self.figures(organisation, &[], &[], true)
    }

    /// The figures with trend and months, less those without.
    fn trend(&self, organisation: &str) -> Result<f64> {
        let (trend, months) = self.trend_periods()?;
        Ok(self.figures(organisation, &trend, &months, false)? - self.quarter_alone(organisation)?)
    }

    fn trend_periods(&self) -> Result<(Vec<Period>, Vec<Period>)> {
        let month = Period::containing(PeriodKind::Month, self.quarter.to, self.quarter.fiscal_year_start())?;
        Ok((back_from(self.quarter.clone(), 8), back_from(month, 24)))
    }

    fn figures(&self, organisation: &str, trend: &[Period], months: &[Period], a_month_ago: bool) -> Result<f64> {
        let today = self.now.local_date(Zone::LONDON);
        let (organisation, quarter) = (organisation.to_owned(), self.quarter.clone());
        let (trend, months) = (trend.to_vec(), months.to_vec());
        let run = move || {
            let (organisation, period) = (organisation.clone(), quarter.clone());
            let (trend, months) = (trend.clone(), months.clone());
            let began = Stopwatch::now();
            self.store.read_blocking(move |reader| -> Result<_, StoreError> {
                let known =
                    if a_month_ago { Some(known_on(reader, &organisation, minus_days(today, 30))?) } else { None };
                let asked = FiguresAsked {
                    period: &period,
                    trend: &trend,
                    months: &months,
                    narratives: NARRATIVES_PRINTED,
                    today,
                    known,
                };
                figures(reader, &Viewer::everything(&organisation), &asked)
            })?;
            Ok(began.elapsed().as_secs_f64() * 1_000.0)
        };
        (0..RUNS).map(|_| run()).collect::<Result<Vec<_>>>().map(middle)
    }

    fn bare_trend(&self, organisation: &str) -> Result<(f64, f64)> {
        let (trend, _) = self.trend_periods()?;
        let first = trend.first().cloned().unwrap_or_else(|| self.quarter.clone());
        self.bare(organisation, &first)
    }

    /// How many handlings were closed from the first day of a period to the end of the quarter, and how long it takes the
    /// engine to add up their days, in milliseconds.
    fn bare(&self, organisation: &str, first: &Period) -> Result<(f64, f64)> {
        let (organisation, from, to) = (organisation.to_owned(), first.from.to_string(), self.quarter.to.to_string());
        let run = move || {
            let (organisation, from, to) = (organisation.clone(), from.clone(), to.clone());
            let began = Stopwatch::now();
            let count = self.store.read_blocking(move |reader| -> Result<_, StoreError> {
                bare_scan(reader, &organisation, &from, &to)
            })?;
            Ok((count, began.elapsed().as_secs_f64() * 1_000.0))
        };
        let runs = (0..RUNS).map(|_| run()).collect::<Result<Vec<_>>>()?;
        let count = runs.first().map_or(0, |(count, _)| *count);
        let count = u32::try_from(count).map_or(f64::MAX, f64::from);
        Ok((count, middle(runs.into_iter().map(|(_, took)| took).collect())))
    }
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(0.0)
}

fn back_from(last: Period, number: usize) -> Vec<Period> {
    let mut periods: Vec<Period> =
        std::iter::successors(Some(last), |period| period.previous().ok()).take(number).collect();
    periods.reverse();
    periods
}

/// The quarter that ended last.
fn last_quarter(now: Instant) -> Result<Period> {
    let fiscal = "04-01".parse().map_err(|_| anyhow::anyhow!("the fiscal year"))?;
    Ok(Period::containing(PeriodKind::Quarter, minus_months(now.local_date(Zone::LONDON), 3), fiscal)?)
}

//! Fills a database through the product's own commands, with many of them under way at once.

use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use anyhow::{Context, Result};
use redress_app::{Actor, App, Clock, NewOrganisation, NewUser, SetClock, SignedInWith, SystemClock, TOKEN_DAYS};
use redress_domain::calendar::Division;
use redress_domain::case::{Agreement, Command, Compensation, Considered, Decide, Log, Party, Received, WrittenReply};
use redress_domain::procedure::{Channel, Means, Route, shipped};
use redress_domain::register::BroughtBy;
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant, Zone};

use crate::figures::Table;
use crate::flight;
use crate::place::Place;
use crate::{processor, register};

/// Commands under way at once.
pub const IN_FLIGHT: usize = 256;
/// Cases are received over two years.
const WEEKS: usize = 104;
const PROCEDURE: &str = "donnington-service-failure";
const ORGANISATION: &str = "bench";
const PASSWORD: &str = "only for the bench";

/// What later measurements need to know.
#[derive(Debug)]
pub struct Seeded {
    pub actor: Actor,
    pub user: UserId,
    /// For the API.
    pub token: String,
    /// For the pages: the secret of a session.
    pub session: String,
    /// A case that has been through every step, and one that is open.
    pub references: [String; 2],
    /// A quarter that lies wholly within the two years.
    pub period: String,
}

/// Seeds so many cases: a fifth taken over from a register, two fifths logged, two fifths logged, settled and closed.
pub async fn seed(place: &Place, cases: usize, table: &mut Table) -> Result<Seeded> {
    let clock = Arc::new(SetClock::at(SystemClock.now()));
    let app = App::with_clock(place.open()?, Arc::<SetClock>::clone(&clock));
    let user = set_up(&app, ORGANISATION).await?;
    let actor = Actor::user(ORGANISATION, user.clone());
    let today = SystemClock.now();
    let mut kinds = [Kind::new("taken over"), Kind::new("logged"), Kind::new("logged, settled and closed")];
    for week in 0..WEEKS {
        let ago = WEEKS.saturating_sub(week).saturating_mul(7 * 24);
        clock.set(hours_before(today, ago));
        let here = share(cases, week);
        let (old, logged) = (here / 5, here.saturating_mul(2) / 5);
        let [imported, only_logged, closed] = &mut kinds;
        imported.add(old, register::import(&app, &actor, week, old)).await?;
        only_logged.add(logged, log_many(&app, &actor, logged, false)).await?;
        let rest = here.saturating_sub(old).saturating_sub(logged);
        closed.add(rest, log_many(&app, &actor, rest, true)).await?;
    }
    clock.set(today);
    kinds.iter().for_each(|kind| kind.tell(table));
    let token = app.create_token(ORGANISATION, &email(ORGANISATION), TOKEN_DAYS).await?;
    let session = app.begin_session(ORGANISATION, &user, SignedInWith::Password, "").await?;
    let session = session.context("the bench's own user cannot sign in")?;
    let references = [one_logged(&app, &actor, true).await?, one_logged(&app, &actor, false).await?];
    let period = quarter_of(hours_before(today, 130 * 24).local_date(Zone::LONDON));
    Ok(Seeded { actor, user, token, session: session.secret, references, period })
}

/// One way in which cases come, with what it took.
struct Kind {
    name: &'static str,
    cases: usize,
    took: Duration,
    worked: Duration,
}

impl Kind {
    fn new(name: &'static str) -> Self {
        Self { name, cases: 0, took: Duration::ZERO, worked: Duration::ZERO }
    }

    async fn add(&mut self, cases: usize, work: impl Future<Output = Result<()>>) -> Result<()> {
        let (began, worked) = (Stopwatch::now(), processor::time()?);
        work.await?;
        self.took = self.took.saturating_add(began.elapsed());
        self.worked = self.worked.saturating_add(processor::time()?.saturating_sub(worked));
        self.cases = self.cases.saturating_add(cases);
        Ok(())
    }

    /// The time by the clock depends on the disk and on who else is at work; the processor's own time hardly does.
    fn tell(&self, table: &mut Table) {
        let name = format!("seeding: cases {}", self.name);
        table.amount(&name, flight::per_second(self.cases, self.took), "/s");
        table.amount(&format!("{name}, by processor time"), flight::per_second(self.cases, self.worked), "/s");
    }
}

/// The week's part of the whole, without losing any to rounding.
fn share(cases: usize, week: usize) -> usize {
    let up_to = |weeks: usize| cases.saturating_mul(weeks) / WEEKS;
    up_to(week.saturating_add(1)).saturating_sub(up_to(week))
}

/// An organisation with the bench's procedure and one user, who may do everything.
pub async fn set_up(app: &App, id: &str) -> Result<UserId> {
    let organisation = NewOrganisation {
        id: id.to_owned(),
        name: "Bench".to_owned(),
        charity_number: None,
        calendar: Division::EnglandAndWales,
        fiscal_year_start: "04-01".parse().map_err(|_| anyhow::anyhow!("the fiscal year"))?,
    };
    app.add_organisation(organisation).await?;
    let file = shipped::all().iter().find(|file| file.id == PROCEDURE).context("the procedure is not shipped")?;
    app.adopt_procedure(id, file.file, file.text, None).await?;
    let user = NewUser {
        organisation_id: id.to_owned(),
        name: "Worker".to_owned(),
        email: email(id),
        roles: vec!["administrator".to_owned()],
        password: Some(PASSWORD.to_owned()),
    };
    Ok(app.add_user(user).await?)
}

/// One person signs in with one address.
pub fn email(organisation: &str) -> String {
    format!("worker@{organisation}.example")
}

async fn log_many(app: &App, actor: &Actor, count: usize, to_the_end: bool) -> Result<()> {
    let (app, actor) = (app.clone(), actor.clone());
    let one = move |number: usize| {
        let (app, actor) = (app.clone(), actor.clone());
        async move {
            app.log(
                &actor,
                complaint(number, app.now()),
                if to_the_end { settled(app.now()) } else { Vec::new() },
                None,
            )
            .await?;
            Ok(())
        }
    };
    flight::each(count, IN_FLIGHT, one).await
}

async fn one_logged(app: &App, actor: &Actor, to_the_end: bool) -> Result<String> {
    let then = if to_the_end { settled(app.now()) } else { Vec::new() };
    Ok(app.log(actor, complaint(0, app.now()), then, None).await?.reference)
}

const AREAS: [&str; 6] = ["Events", "Repairs", "Newsletter", "Grants", "Front desk", "Transport"];
const WHATS: [&str; 7] = ["lunch", "meeting", "letter", "telephone call", "visit", "refund", "enquiry"];
const HOWS: [&str; 5] = ["was late", "did not happen", "was not answered", "was earlier than advertised", "was rude"];

/// What complaints are about: of several things, of one, of none that was stated.
const NATURES: [&[&str]; 3] = [&["done-poorly", "not-as-promised"], &["staff-conduct"], &[]];

/// A complaint that differs from its neighbours in every column that is searched or sorted.
pub fn complaint(number: usize, now: Instant) -> Log {
    let pick = |from: &[&'static str], every: usize| {
        let at = number.checked_div(every).unwrap_or(0).checked_rem(from.len()).unwrap_or(0);
        from.get(at).copied().unwrap_or_default()
    };
    let (what, how, area) = (pick(&WHATS, 1), pick(&HOWS, 7), pick(&AREAS, 3));
    let about = NATURES.get(number.checked_rem(NATURES.len()).unwrap_or(0)).copied().unwrap_or_default();
    Log {
        received: Received::At(now),
        channel: Channel::Phone,
        brought_by: BroughtBy::Complainant,
        complainant: Some(Party {
            name: format!("Alex Example {number}"),
            email: Some(format!("alex.{number}@mail.example")),
            ..Party::default()
        }),
        representative: None,
        summary: format!("The {what} {how}, and nobody said why. Reported for the {number}th time by telephone."),
        outcome_wanted: Some("An apology, and that it does not happen again.".to_owned()),
        service_area: Some(area.to_owned()),
        natures: about.iter().map(ToString::to_string).collect(),
        failed_test: None,
        understanding: None,
        happened_on: None,
        subjects: Vec::new(),
        adjustments: Vec::new(),
        route: Route::S1,
    }
}

/// Everything up to the close in one visit (R12).
fn settled(now: Instant) -> Vec<Command> {
    let agreement = Agreement::Agreed { means: Means::Phone, on: now.local_date(Zone::LONDON) };
    let decide = Decide {
        outcome: "resolved".to_owned(),
        code: Some("delay".to_owned()),
        finding: None,
        explanation: None,
        action_taken: None,
        agreement: None,
        considered: Considered::default(),
        remedies: Vec::new(),
        outcome_reason: None,
    };
    vec![
        Command::Triage { class: "failure".to_owned(), note: None },
        Command::SettleAtFirstContact { done: "Apologised and put it right at once.".to_owned(), agreement },
        Command::DecideCompensation { decision: Compensation::None },
        Command::AskWrittenReply { answer: WrittenReply::No },
        Command::Decide(decide),
        Command::Close { on: None },
    ]
}

fn hours_before(now: Instant, hours: usize) -> Instant {
    const MICROS_PER_HOUR: i64 = 3_600_000_000;
    let hours = i64::try_from(hours).unwrap_or(0);
    Instant::from_micros(now.as_micros().saturating_sub(hours.saturating_mul(MICROS_PER_HOUR)))
}

/// The quarter of a year from 1 April that a day lies in: `2026-27-Q1`.
fn quarter_of(day: Date) -> String {
    let year = if day.month() >= 4 { day.year() } else { day.year().saturating_sub(1) };
    let quarter = match day.month() {
        4..=6 => 1,
        7..=9 => 2,
        10..=12 => 3,
        _ => 4,
    };
    let next = year.saturating_add(1).checked_rem(100).unwrap_or(0);
    format!("{year}-{next:02}-Q{quarter}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_domain::time::parse_date;

    #[test]
    fn every_case_falls_into_a_week() {
        let weeks = |cases| (0..WEEKS).map(|week| share(cases, week)).sum::<usize>();
        assert_eq!([weeks(100_000), weeks(7), weeks(0)], [100_000, 7, 0]);
    }

    #[test]
    fn quarters_begin_with_april() {
        let quarter = |day| quarter_of(parse_date(day).unwrap());
        assert_eq!(quarter("2026-04-01"), "2026-27-Q1");
        assert_eq!(quarter("2026-03-31"), "2025-26-Q4");
        assert_eq!(quarter("1999-12-31"), "1999-00-Q3");
    }
}

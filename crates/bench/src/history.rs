//! A long history of closed cases, taken over from a register week by week, for measuring reports.

use std::sync::Arc;

use anyhow::{Context, Result};
use redress_app::{Actor, App, SetClock};
use redress_domain::case::Command;
use redress_domain::procedure::{Channel, Route};
use redress_domain::register::{BroughtBy, PlacedCase, RegisterCase, RegisterClosure, RegisterHandling};
use redress_domain::time::{Date, Instant, Zone, minus_days};

use crate::flight;
use crate::seed::{IN_FLIGHT, email, set_up};

/// Three years and a little: a quarter is a twelfth of it.
pub const WEEKS: usize = 162;
/// Cases that something happened to in the last month.
const CHANGED: usize = 5_000;

/// An organisation of its own, with so many weeks of history up to an instant and so many cases in each.
pub async fn fill(app: &App, clock: &SetClock, name: &str, until: Instant, weeks: usize, each: usize) -> Result<Actor> {
    let actor = Actor::user(name, set_up(app, name).await?);
    for ago in (0..weeks).rev() {
        let days = u32::try_from(ago.saturating_mul(7)).unwrap_or(0);
        clock.set(Instant::start_of(minus_days(until.local_date(Zone::LONDON), days), Zone::LONDON));
        let on = app.now().local_date(Zone::LONDON);
        let placed = |number: usize| PlacedCase { line: 0, case: case(on, format!("OLD-{ago}-{number}"), number) };
        app.import_register(&actor, (0..each).map(placed).collect(), false).await?;
    }
    clock.set(until);
    Ok(actor)
}

/// Whoever reads the history that a run before has left.
pub async fn of_before(app: &App, name: &str) -> Result<Actor> {
    let account = app.account_of(&Actor::operator(name), &email(name)).await?;
    Ok(Actor::user(name, account.user))
}

/// Adds a note to some of the cases that were a quarter old, so that they are not as they were a month ago.
pub async fn change(app: &App, actor: &Actor, each: usize) -> Result<()> {
    let (app, actor) = (app.clone(), actor.clone());
    let one = move |number: usize| {
        let (app, actor) = (app.clone(), actor.clone());
        async move {
            let of_week = number.checked_rem(each).context("a week without cases")?;
            let ago = number.checked_div(each).unwrap_or(0).saturating_add(8);
            let note = Command::AddNote { text: "They rang to say thank you.".to_owned() };
            app.execute(&actor, &format!("OLD-{ago}-{of_week}"), vec![note], None, None).await?;
            Ok(())
        }
    };
    flight::each(CHANGED.min(each.saturating_mul(8)), IN_FLIGHT, one).await
}

const AREAS: [&str; 8] =
    ["Events", "Repairs", "Newsletter", "Grants", "Front desk", "Transport", "Home visits", "Membership"];
const OUTCOMES: [&str; 5] = ["upheld", "partly-upheld", "not-upheld", "resolved", "not-upheld"];
const CODES: [&str; 3] = ["quality", "delay", "communication"];

/// A case received within the four weeks before a day and closed by it; one in ten goes on to the second stage.
fn case(on: Date, reference: String, number: usize) -> RegisterCase {
    let pick = |from: &[&'static str], salt: usize| {
        let at = number.wrapping_mul(2_654_435_761).wrapping_add(salt).checked_rem(from.len()).unwrap_or(0);
        from.get(at).copied().unwrap_or_default().to_owned()
    };
    let age = |salt: usize| u32::try_from(number.wrapping_add(salt) % 9).unwrap_or(0);
    let (asked_on, received_on) =
        (minus_days(on, age(0)), minus_days(on, age(0).saturating_add(age(4)).saturating_add(3)));
    let handling = |route: Route, received_on: Date, on: Date| {
        let outcome = pick(&OUTCOMES, number / 7);
        let text =
            |text: &str| outcome.ends_with("upheld").then(|| text.to_owned()).filter(|_| outcome != "not-upheld");
        RegisterHandling {
            route,
            received_on,
            extended_to: None,
            finding: text("It was put off twice, and nobody told the person who had waited at home for it."),
            explanation: text("The fitter was ill and there was nobody to stand in."),
            action_taken: text("It was done the same week and an apology given."),
            learning: text("Whoever cannot come is replaced or rung."),
            handled_by: Vec::new(),
            closed: Some(RegisterClosure { on, outcome, code: Some(pick(&CODES, number / 3)) }),
        }
    };
    let mut handlings = vec![handling(Route::S1, received_on, asked_on)];
    if number.is_multiple_of(10) {
        handlings.push(handling(Route::Esc, asked_on, on));
    }
    RegisterCase {
        reference,
        received_on,
        channel: if number.is_multiple_of(3) { Channel::Letter } else { Channel::Phone },
        brought_by: BroughtBy::Complainant,
        service_area: Some(pick(&AREAS, number / 11)),
        summary: Some(format!("A repair was not done as promised ({number}).")),
        outcome_wanted: Some("That it is done.".to_owned()),
        handlings,
        external: None,
    }
}

/// A clock that history is made with.
pub fn clock(now: Instant) -> Arc<SetClock> {
    Arc::new(SetClock::at(now))
}

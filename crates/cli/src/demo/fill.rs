//! Filling the home of a demonstration: two organisations, their people, and what happened to them up to now.

use std::io::Cursor;
use std::sync::Arc;

use redress_app::{Actor, Adoption, App, NewOrganisation, SetClock};
use redress_documents::ColumnMap;
use redress_domain::calendar::{Calendar, Division};
use redress_domain::procedure::shipped;
use redress_domain::staff::{Absence, UserId};
use redress_domain::time::{Instant, Zone};
use redress_store::Store;

use super::moments::Moments;
use super::people::{self, Credential};
use super::scene::Scenes;
use super::{donnington, spso};
use crate::commands::import::take_register;
use crate::failure::Failure;

/// Working days ago that the organisations began.
const BEGAN: usize = 270;

/// Fills an empty store with everything up to `now`, and gives how to sign in.
///
/// # Errors
/// When something is refused, which would be a defect of the story, or the store fails.
pub async fn fill(store: Store, now: Instant) -> Result<Vec<Credential>, Failure> {
    let clock = Arc::new(SetClock::at(now));
    let app = App::with_clock(store, clock.clone());
    let password = people::password()?;
    let mut credentials = fill_donnington(&app, &clock, now, &password).await?;
    credentials.extend(fill_spso(&app, &clock, now, &password).await?);
    Ok(credentials)
}

async fn fill_donnington(
    app: &App,
    clock: &SetClock,
    now: Instant,
    password: &str,
) -> Result<Vec<Credential>, Failure> {
    let m = moments(now, Division::EnglandAndWales)?;
    clock.set(m.at(BEGAN, "09:00"));
    app.add_organisation(NewOrganisation {
        id: donnington::ID.to_owned(),
        name: "Donnington Partnership".to_owned(),
        charity_number: Some("1140610".to_owned()),
        calendar: Division::EnglandAndWales,
        fiscal_year_start: april()?,
    })
    .await?;
    let adoption = Adoption {
        body: "Board of trustees".to_owned(),
        signatory: "Ruth Pemberton, Chair".to_owned(),
        date: m.at(BEGAN, "09:00").local_date(Zone::LONDON),
    };
    adopt(app, donnington::ID, donnington::PROCEDURE, adoption).await?;
    let credentials = people::add(app, donnington::ID, &donnington::STAFF, password).await?;
    let register = donnington::register::cases(m.today());
    let taken = app.import_register(&Actor::operator(donnington::ID), register, false).await;
    taken.map_err(|error| Failure::fault("demo-register", error.to_string()))?;
    play(donnington::scenes(&m), app, clock, donnington::ID).await?;
    clock.set(now);
    let (from, to) = m.next_week();
    let away = UserId::new(donnington::AWAY);
    app.mark_absent(&Actor::user(donnington::ID, away.clone()), away, Absence { from, to }).await?;
    Ok(credentials)
}

async fn fill_spso(app: &App, clock: &SetClock, now: Instant, password: &str) -> Result<Vec<Credential>, Failure> {
    let m = moments(now, Division::Scotland)?;
    clock.set(m.at(BEGAN, "09:00"));
    app.add_organisation(NewOrganisation {
        id: spso::ID.to_owned(),
        name: "Scottish Public Services Ombudsman (invented example)".to_owned(),
        charity_number: None,
        calendar: Division::Scotland,
        fiscal_year_start: april()?,
    })
    .await?;
    let adoption = Adoption {
        body: "Leadership team (invented example)".to_owned(),
        signatory: "Morag Sinclair, Head of service".to_owned(),
        date: m.at(BEGAN, "09:00").local_date(Zone::LONDON),
    };
    adopt(app, spso::ID, spso::PROCEDURE, adoption).await?;
    let credentials = people::add(app, spso::ID, &spso::STAFF, password).await?;
    let settings = app.settings(spso::ID).await?;
    let register = Cursor::new(spso::REGISTER);
    let imported = take_register(app, &settings, spso::PROCEDURE, register, ColumnMap::default(), false).await?;
    if let Err(findings) = imported {
        let first = findings.first().map(ToString::to_string).unwrap_or_default();
        return Err(Failure::fault("demo-register", first));
    }
    play(spso::scenes(&m), app, clock, spso::ID).await?;
    Ok(credentials)
}

fn moments(now: Instant, division: Division) -> Result<Moments, Failure> {
    Moments::around(now, Calendar::shipped(division)).map_err(|error| Failure::refused(error.code(), error))
}

fn april() -> Result<redress_domain::period::FiscalYearStart, Failure> {
    redress_domain::period::FiscalYearStart::new(4, 1).map_err(|error| Failure::fault(error.code(), error))
}

async fn adopt(app: &App, organisation: &str, procedure: &str, adoption: Adoption) -> Result<(), Failure> {
    let shipped = shipped::find(procedure).ok_or_else(|| {
        Failure::fault("procedure-not-found", format!("'{procedure}' does not come with the program"))
    })?;
    app.adopt_procedure(organisation, shipped.file, shipped.text, Some(adoption)).await?;
    Ok(())
}

async fn play(scenes: Scenes, app: &App, clock: &SetClock, organisation: &str) -> Result<(), Failure> {
    scenes
        .play(app, clock, organisation)
        .await
        .map_err(|(scene, error)| Failure::fault("demo-story", format!("{scene}: {error}")))
}

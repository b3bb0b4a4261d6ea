//! An organisation with its people on a test database, and a clock that stands where it is set.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::future::Future;
use std::sync::Arc;

use redress_app::{Actor, App, AppError, Done, NewOrganisation, NewUser, SetClock};
use redress_domain::calendar::Division;
use redress_domain::case::{Command, Log, Party, Received};
use redress_domain::procedure::{Channel, Route, shipped};
use redress_domain::register::BroughtBy;
use redress_domain::staff::UserId;
use redress_domain::time::Instant;

use crate::engines::TestDatabase;

/// The organisation of [`House::donnington`].
pub const DONNINGTON: &str = "donnington";

/// An application with one organisation in it.
#[derive(Debug)]
pub struct House {
    pub app: App,
    pub clock: Arc<SetClock>,
    runtime: tokio::runtime::Runtime,
}

impl House {
    /// Donnington with front-line staff, three trustees, Chair, Vice Chair and an administrator.
    /// Ids are those before the @: sam, asha, bill, carol, chair, vice, admin. It is Tuesday 3 March 2026, 10:00.
    pub fn donnington(database: &TestDatabase) -> Self {
        let clock = Arc::new(SetClock::at(Instant::parse("2026-03-03T10:00:00Z").unwrap()));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let app = App::with_clock(database.store().clone(), clock.clone());
        let house = Self { app, clock, runtime };
        house.organisation(
            DONNINGTON,
            "Donnington Partnership",
            Division::EnglandAndWales,
            "donnington-service-failure",
        );
        for (id, role) in [
            ("sam", "staff"),
            ("asha", "trustee"),
            ("bill", "trustee"),
            ("carol", "trustee"),
            ("chair", "chair"),
            ("vice", "vice-chair"),
            ("admin", "administrator"),
        ] {
            house.user(DONNINGTON, id, &[role]);
        }
        house
    }

    /// Adds an organisation with a shipped procedure.
    pub fn organisation(&self, id: &str, name: &str, calendar: Division, procedure: &str) {
        let new = NewOrganisation {
            id: id.to_owned(),
            name: name.to_owned(),
            charity_number: None,
            calendar,
            fiscal_year_start: "04-01".parse().unwrap(),
        };
        self.wait(self.app.add_organisation(new)).unwrap();
        let file = shipped::find(procedure).unwrap();
        self.wait(self.app.adopt_procedure(id, file.file, file.text, None)).unwrap();
    }

    /// Adds somebody, without a password.
    pub fn user(&self, organisation: &str, id: &str, roles: &[&str]) -> UserId {
        let new = NewUser {
            organisation_id: organisation.to_owned(),
            name: format!("{id} of {organisation}"),
            email: format!("{id}@{organisation}.example"),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            password: None,
        };
        self.wait(self.app.add_user(new)).unwrap()
    }

    /// Waits for a use case.
    pub fn wait<F: Future>(&self, work: F) -> F::Output {
        self.runtime.block_on(work)
    }

    /// Moves the clock to an instant in RFC 3339.
    pub fn at(&self, instant: &str) {
        self.clock.set(Instant::parse(instant).unwrap());
    }

    /// Somebody of Donnington.
    pub fn actor(&self, id: &str) -> Actor {
        Actor::user(DONNINGTON, UserId::new(id))
    }

    /// Logs a case by phone, as sam; its reference.
    pub fn log(&self) -> String {
        self.wait(self.app.log(&self.actor("sam"), call(self.clock.now_here()), Vec::new(), None)).unwrap().reference
    }

    /// Carries a command out as somebody.
    ///
    /// # Errors
    /// As the use case.
    pub fn act(&self, who: &str, reference: &str, command: Command) -> Result<Done, AppError> {
        self.wait(self.app.execute(&self.actor(who), reference, vec![command], None, None))
    }

    /// Checks that the history of Donnington and its rows agree.
    pub fn verified(&self) {
        self.wait(self.app.verify(DONNINGTON)).unwrap();
    }
}

/// A clock that says what it stands at.
trait Here {
    fn now_here(&self) -> Instant;
}

impl Here for SetClock {
    fn now_here(&self) -> Instant {
        redress_app::Clock::now(self)
    }
}

/// A caller's complaint about a meeting, received at an instant.
pub fn call(at: Instant) -> Log {
    Log {
        received: Received::At(at),
        channel: Channel::Phone,
        brought_by: BroughtBy::Complainant,
        complainant: Some(Party {
            name: "Jean Gray".to_owned(),
            phone: Some("01632 960001".to_owned()),
            ..Party::default()
        }),
        representative: None,
        summary: "The community meeting was held earlier than advertised".to_owned(),
        outcome_wanted: Some("An apology, and a note of what was said".to_owned()),
        service_area: None,
        natures: Vec::new(),
        failed_test: None,
        understanding: None,
        route: Route::S1,
    }
}

//! An organisation with its people on a test database, and a clock that stands where it is set.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::future::Future;
use std::sync::Arc;

use redress_app::{Actor, App, AppError, CaseView, Done, Files, NewOrganisation, NewUser, SetClock};
use redress_domain::calendar::Division;
use redress_domain::case::{Command, Log, Party, Received};
use redress_domain::procedure::{Channel, Route, shipped};
use redress_domain::register::BroughtBy;
use redress_domain::staff::UserId;
use redress_domain::time::Instant;

use crate::commands;
use crate::engines::TestDatabase;

/// The organisation of [`House::donnington`].
pub const DONNINGTON: &str = "donnington";
/// Its registered charity number.
pub const CHARITY_NUMBER: &str = "1099999";

/// An application with one organisation in it.
#[derive(Debug)]
pub struct House {
    pub app: App,
    pub clock: Arc<SetClock>,
    /// Where its files are kept.
    pub files: tempfile::TempDir,
    runtime: tokio::runtime::Runtime,
}

impl House {
    /// Donnington with front-line staff, three trustees, Chair, Vice Chair and an administrator.
    /// Ids are those before the @: sam, asha, bill, carol, chair, vice, admin. It is Tuesday 3 March 2026, 10:00.
    pub fn donnington(database: &TestDatabase) -> Self {
        let clock = Arc::new(SetClock::at(Instant::parse("2026-03-03T10:00:00Z").unwrap()));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let files = tempfile::tempdir().unwrap();
        let app =
            App::with_clock(database.store().clone(), clock.clone()).keeping(Files::in_folder(files.path()), None);
        let house = Self { app, clock, files, runtime };
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
            charity_number: (id == DONNINGTON).then(|| CHARITY_NUMBER.to_owned()),
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

    /// The time of the clock, in seconds of the Unix epoch.
    pub fn clock_seconds(&self) -> i64 {
        self.app.now().as_micros() / 1_000_000
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

    /// As [`House::act`], by somebody who has seen a version of the case.
    ///
    /// # Errors
    /// As the use case.
    pub fn act_on(&self, seen: u64, who: &str, reference: &str, command: Command) -> Result<Done, AppError> {
        self.wait(self.app.execute(&self.actor(who), reference, vec![command], Some(seen), None))
    }

    /// Carries commands out as somebody, one after the other.
    pub fn acts(&self, who: &str, reference: &str, commands: impl IntoIterator<Item = Command>) {
        for command in commands {
            let kind = command.kind();
            self.act(who, reference, command).unwrap_or_else(|error| panic!("{who} {kind:?}: {error}"));
        }
    }

    /// A case that Asha has closed on 3 March as not upheld, in the area of meetings; its reference. It is 3 March, 15:00.
    pub fn closed(&self) -> String {
        let reference = self.log();
        self.acts("sam", &reference, [commands::triage(), commands::hand_to("asha")]);
        self.at("2026-03-03T15:00:00Z");
        let on = "2026-03-03";
        self.acts(
            "asha",
            &reference,
            [
                commands::phoned("2026-03-03T14:30:00Z"),
                commands::decide("not-upheld", on),
                commands::no_compensation(),
                commands::no_written_reply(),
                commands::close(),
                commands::learn(),
            ],
        );
        reference
    }

    /// A case whose review was asked for on 5 March, is the Chair's and goes ahead; nobody sits yet. It is 5 March, 10:00.
    pub fn under_review(&self) -> String {
        let reference = self.closed();
        self.at("2026-03-05T10:00:00Z");
        self.acts("sam", &reference, [commands::escalate("2026-03-05"), commands::hand_to("chair")]);
        let at = "2026-03-05T10:00:00Z";
        self.acts("chair", &reference, [commands::acknowledge(at), commands::phoned(at), commands::accept()]);
        reference
    }

    /// Closes a review that Chair and Vice Chair have decided alike on 5 March.
    pub fn close_review(&self, reference: &str) {
        let on = "2026-03-05";
        self.act("chair", reference, commands::convene(&["chair", "vice"])).unwrap();
        self.act("vice", reference, commands::vote("vice", "not-upheld", on)).unwrap();
        self.acts(
            "chair",
            reference,
            [
                commands::vote("chair", "not-upheld", on),
                commands::decide("not-upheld", on),
                commands::confirm(on),
                commands::no_compensation(),
                commands::no_written_reply(),
                commands::close(),
            ],
        );
    }

    /// A case with all that its page shows, as somebody sees it.
    ///
    /// # Errors
    /// As the use case.
    pub fn view(&self, who: &str, reference: &str) -> Result<CaseView, AppError> {
        self.wait(self.app.case(&self.actor(who), reference))
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
        happened_on: None,
        subjects: Vec::new(),
        adjustments: Vec::new(),
        route: Route::S1,
    }
}

//! A house with the procedure of Donnington, somebody in each role, and the clock set to Tuesday 3 March 2026, 10:00.

use std::sync::Arc;

use redress_app::{App, Elsewhere, Files, NewOrganisation, NewUser, SetClock};
use redress_domain::calendar::Division;
use redress_domain::period::FiscalYearStart;
use redress_domain::procedure::shipped;
use redress_domain::time::{Instant, Zone, parse_local};
use redress_http_kit::{HttpSettings, HttpState};
use redress_testkit::engines::TestDatabase;
use redress_web::WebSettings;

use crate::browser::{Browser, Form};

pub const PASSWORD: &str = "correct horse battery";

pub const STAFF: &str = "asha@example.org";
pub const TRUSTEE: &str = "tom@example.org";
pub const CHAIR: &str = "carol@example.org";

pub struct House {
    pub app: App,
    pub clock: Arc<SetClock>,
    router: axum::Router,
    pub files: tempfile::TempDir,
    _database: TestDatabase,
}

impl House {
    /// With the procedure of this id.
    pub async fn with(procedure: &str) -> Self {
        let file = shipped::find(procedure).unwrap();
        Self::under(file.file, file.text).await
    }

    /// With a procedure of one's own.
    pub async fn under(file: &str, text: &str) -> Self {
        Self::empty(WebSettings::default()).adopted(file, text).await
    }

    async fn adopted(self, file: &str, text: &str) -> Self {
        let organisation = NewOrganisation {
            id: "donnington".to_owned(),
            name: "Donnington Partnership".to_owned(),
            charity_number: None,
            calendar: Division::EnglandAndWales,
            fiscal_year_start: FiscalYearStart::new(4, 1).unwrap(),
        };
        self.app.add_organisation(organisation).await.unwrap();
        self.app.adopt_procedure("donnington", file, text, None).await.unwrap();
        self
    }

    /// As most tests need it.
    pub async fn new() -> Self {
        Self::on(TestDatabase::sqlite()).await
    }

    /// The same on a database of one's own.
    pub async fn on(database: TestDatabase) -> Self {
        let file = shipped::find("donnington-service-failure").unwrap();
        let house = Self::bare(database, WebSettings::default()).adopted(file.file, file.text).await;
        for (name, email, roles) in [
            ("Asha Staff", STAFF, vec!["staff"]),
            ("Tom Trustee", TRUSTEE, vec!["trustee"]),
            ("Carol Chair", CHAIR, vec!["chair", "trustee"]),
        ] {
            house.add(name, email, &roles).await;
        }
        house
    }

    pub fn empty(settings: WebSettings) -> Self {
        Self::bare(TestDatabase::sqlite(), settings)
    }

    fn bare(database: TestDatabase, settings: WebSettings) -> Self {
        let clock = Arc::new(SetClock::at(instant("2026-03-03T10:00")));
        let files = tempfile::tempdir().unwrap();
        let app = App::with_clock(database.store().clone(), clock.clone());
        let app = app.keeping(Files::in_folder(files.path()), None);
        let router = redress_web::router(HttpState::new(app.clone(), HttpSettings::default()), settings);
        Self { app, clock, router, files, _database: database }
    }

    /// The same, where other proof than a password is taken as well.
    pub fn with_elsewhere(self, elsewhere: Elsewhere) -> Self {
        let app = self.app.with_sign_in_elsewhere(elsewhere);
        let router = redress_web::router(HttpState::new(app.clone(), HttpSettings::default()), WebSettings::default());
        Self { app, router, ..self }
    }

    pub async fn add(&self, name: &str, email: &str, roles: &[&str]) {
        let new = NewUser {
            organisation_id: "donnington".to_owned(),
            name: name.to_owned(),
            email: email.to_owned(),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            password: Some(PASSWORD.to_owned()),
        };
        self.app.add_user(new).await.unwrap();
    }

    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// Somebody's browser, signed in.
    pub async fn browser(&self, email: &str) -> Browser {
        let mut browser = self.visitor();
        browser.sign_in(email).await;
        browser
    }

    pub fn set_clock(&self, local: &str) {
        self.clock.set(instant(local));
    }
}

pub fn instant(local: &str) -> Instant {
    parse_local(local, Zone::LONDON).unwrap()
}

/// A phone call about a lunch that came late, told to the end but for what happens now.
pub async fn call(browser: &mut Browser) -> Form {
    let form = browser.get("/cases/new").await.form();
    form.with("channel", "phone")
        .with("complainant_name", "Mary Jones")
        .with("complainant_phone", "01234 567890")
        .with("summary", "The buffet lunch came an hour late.")
        .with("outcome_wanted", "An apology")
        .with("class", "failure")
}

/// Logs the call, handed over to the trustee, and gives the address of its page.
pub async fn handed_over(browser: &mut Browser) -> String {
    let form = call(browser).await.with("now", "handover").with("to", "tom").with("customer_told", "phone");
    let answer = browser.post(&form).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    answer.location()
}

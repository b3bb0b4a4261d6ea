//! The story holds together whenever it is told: by day and night, on working days, at weekends and holidays.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod stories;
mod subjects;

use std::collections::BTreeSet;
use std::sync::Arc;

use redress_app::{Actor, App, CaseLine, CaseQuery, CaseView, DatabaseUrl, SetClock, StoreOptions, page_after};
use redress_domain::period::{Period, PeriodKind};
use redress_domain::procedure::StepKind::{self, Board, Contact, Filter, FirstContact, Learn, Plan, Reply, Triage};
use redress_domain::spc::Effect;
use redress_domain::statistics::Edition;
use redress_domain::time::{Instant, Zone};
use redress_store::{Keys, KeysInMemory, Store};
use tempfile::TempDir;

use super::fill::fill;
use super::{donnington, spso};

fn told_at(now: &str) -> (TempDir, App, usize) {
    let folder = TempDir::new().unwrap();
    let url = DatabaseUrl::parse(folder.path().join("demo.db").to_str().unwrap()).unwrap();
    let now: Instant = now.parse().unwrap();
    let store = Store::open(&url, &Keys::kept_in(KeysInMemory::default()), StoreOptions::default()).unwrap();
    let credentials = wait(fill(store.clone(), now)).unwrap_or_else(|failure| panic!("{failure:?}"));
    (folder, App::with_clock(store, Arc::new(SetClock::at(now))), credentials.len())
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// Every case of an organisation.
fn cases(app: &App, organisation: &str) -> Vec<CaseView> {
    let actor = Actor::operator(organisation);
    let lines = lines(app, &actor, None);
    lines.iter().map(|line| wait(app.case(&actor, &line.reference)).unwrap()).collect()
}

/// Every line of the list of cases, or those that words find.
fn lines(app: &App, actor: &Actor, words: Option<&str>) -> Vec<CaseLine> {
    let mut query = CaseQuery { words: words.map(str::to_owned), limit: Some(100), ..CaseQuery::default() };
    let mut found = Vec::new();
    loop {
        let list = wait(app.list_cases(actor, query.clone())).unwrap();
        found.extend(list.cases);
        query.cursor = list.next;
        if query.cursor.is_none() {
            return found;
        }
    }
}

#[test]
fn every_hour_and_day_has_a_living_work_list() {
    let moments = [
        ("a Wednesday at noon", "2026-10-14T11:00:00Z"),
        ("a Saturday before dawn", "2026-11-21T03:10:00Z"),
        ("a Monday just after midnight", "2026-11-23T00:05:00Z"),
        ("a working day before opening", "2026-03-31T07:55:00Z"),
        ("Christmas Day", "2026-12-25T14:00:00Z"),
        ("the morning after the clocks changed", "2026-03-29T08:30:00Z"),
        ("a late evening", "2027-01-05T23:58:00Z"),
    ];
    // Each waits for its disk most of the time, so that they are told side by side.
    std::thread::scope(|threads| {
        for (when, now) in moments {
            threads.spawn(move || has_a_living_work_list(when, now));
        }
    });
}

fn has_a_living_work_list(when: &str, now: &str) {
    let (_folder, app, people) = told_at(now);
    assert_eq!(people, donnington::STAFF.len() + spso::STAFF.len(), "{when}");
    let waiting: BTreeSet<StepKind> =
        cases(&app, donnington::ID).iter().filter_map(|case| Some(case.next.as_ref()?.kind)).collect();
    for step in [Triage, FirstContact, Contact, Plan, Reply, Filter, Board, Learn] {
        assert!(waiting.contains(&step), "{when}: nothing waits for {step:?}, only for {waiting:?}");
    }
    for organisation in [donnington::ID, spso::ID] {
        let verified = wait(app.verify(organisation)).unwrap();
        assert!(verified.cases >= 27, "{when}: {organisation} has {}", verified.cases);
    }
}

/// R10: the loop can be seen whenever it is told: what worked, and who has still to be told of it
#[test]
fn an_improvement_has_worked_and_somebody_waits_to_be_told() {
    for now in ["2026-11-18T10:00:00Z", "2026-03-31T07:55:00Z"] {
        let (_folder, app, _) = told_at(now);
        let actor = Actor::operator(donnington::ID);
        let done = wait(app.improvements_done(&actor, None, page_after(0))).unwrap().lines;
        let effects: Vec<_> = done.iter().filter_map(|view| view.effect.as_ref()).collect();
        assert!(effects.iter().any(|effect| effect.effect == Effect::Worked), "{now}: {effects:?}");
        let waiting = wait(app.people_to_tell(&actor, page_after(0))).unwrap().lines;
        assert!(waiting.iter().any(|change| change.improvement == Some(1) && change.person.is_some()), "{waiting:?}");
    }
}

#[test]
fn nothing_happens_after_now() {
    let (_folder, app, _) = told_at("2026-11-22T02:10:00Z");
    for organisation in [donnington::ID, spso::ID] {
        for case in cases(&app, organisation) {
            let last = case.history.last().unwrap().at;
            assert!(last <= app.now(), "{}: {last}", case.case.reference);
        }
    }
}

#[test]
fn the_reports_of_the_last_four_quarters_tell_something() {
    let (_folder, app, _) = told_at("2026-11-18T10:00:00Z");
    let settings = wait(app.settings(donnington::ID)).unwrap();
    let today = app.now().local_date(Zone::LONDON);
    let mut quarter = Period::containing(PeriodKind::Quarter, today, settings.fiscal_year_start).unwrap();
    for _ in 0..4 {
        let actor = Actor::operator(donnington::ID);
        let report = wait(app.report(&actor, &quarter.id, Edition::Internal)).unwrap();
        assert!(report.volumes[3].closed.shown().unwrap() >= 2, "{}", quarter.id);
        assert!(report.checks.iter().all(|check| check.holds), "{}: {:?}", quarter.id, report.checks);
        quarter = quarter.previous().unwrap();
    }
}

//! The cases behind a figure add up to it.

use redress_domain::case::ActionKind;
use redress_domain::period::Period;
use redress_domain::procedure::Route;
use redress_domain::statistics::{Facts, FigureId, PartOf, RouteTally, RowId};
use redress_domain::time::{Date, plus_days};
use redress_domain::words::Word;
use redress_store::{BehindAsked, CaseBehind, StoreError, Viewer, cases_behind, known_on};
use redress_testkit::both_engines;
use redress_testkit::commands::{day, note};
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{DONNINGTON, House, call};

use crate::world::{World, facts, periods};

/// Each figure with its number in the facts.
fn numbers(facts: &Facts, last_worked: Date) -> Vec<(FigureId, Option<RowId>, Option<PartOf>, u64)> {
    let mut numbers = Vec::new();
    for route in Route::ALL.iter().copied() {
        let tally: &RouteTally = facts.closed.routes.get(route);
        let closed: u64 = tally.days.values().sum();
        let mut add = |figure, number| numbers.push((figure, Some(RowId::from(route)), None, number));
        add(FigureId::Opening, *facts.opening.get(route));
        add(FigureId::Received, *facts.received.routes.get(route));
        add(FigureId::Closing, *facts.open.routes.get(route));
        add(FigureId::Closed, closed);
        add(FigureId::Met, tally.met);
        add(FigureId::Missed, closed - tally.met);
        add(FigureId::MetUnextended, tally.met_unextended);
        add(FigureId::Extended, tally.extended);
        add(FigureId::FirstContact, tally.first_contact);
        for (outcome, number) in &tally.outcomes {
            add(FigureId::Outcome(outcome.clone()), *number);
        }
    }
    let past: u64 =
        facts.open.due_on.iter().filter(|(due, _)| due.is_some_and(|due| due < last_worked)).map(|(_, n)| n).sum();
    let remarks = &facts.remarks;
    numbers.push((FigureId::Closed, Some(RowId::SecondStage), None, second_stage(facts)));
    let mut add = |figure, number| numbers.push((figure, None, None, number));
    add(FigureId::Closing, facts.open.due_on.values().sum());
    add(FigureId::Escalated, facts.received.routes.esc);
    add(FigureId::OpenPastDue, past);
    add(FigureId::OpenNoLimit, facts.open.due_on.get(&None).copied().unwrap_or_default());
    add(FigureId::Reclassified, facts.reclassified);
    add(FigureId::External, facts.external.closed);
    add(FigureId::ExternalUpheld, facts.external.upheld);
    add(FigureId::Compensated, facts.compensation.count);
    add(FigureId::Repeats, remarks.repeated);
    add(FigureId::ReferredOutside, remarks.referred_outside);
    add(FigureId::WishNotStated, remarks.wish_not_stated);
    for (rule, kept) in &facts.limits {
        add(FigureId::LimitMet(rule.clone()), kept.met);
        add(FigureId::LimitMissed(rule.clone()), kept.missed);
    }
    for kind in ActionKind::ALL {
        let kept = facts.actions.get(kind).copied().unwrap_or_default();
        add(FigureId::ActionsMet(*kind), kept.met);
        add(FigureId::ActionsMissed(*kind), kept.missed);
    }
    let mut add = |figure, part, number: &u64| numbers.push((figure, None, Some(part), *number));
    for (id, number) in &facts.received.channels {
        add(FigureId::Received, PartOf::Channel(id.clone()), number);
    }
    for (id, number) in &facts.received.service_areas {
        add(FigureId::Received, PartOf::ServiceArea(id.clone()), number);
    }
    for (id, split) in &facts.closed.channels {
        add(FigureId::Closed, PartOf::Channel(id.clone()), &split.closed);
    }
    for (id, split) in &facts.closed.service_areas {
        add(FigureId::Closed, PartOf::ServiceArea(id.clone()), &split.closed);
        add(FigureId::Outcome("upheld".to_owned()), PartOf::ServiceArea(id.clone()), &split.upheld);
    }
    for (id, number) in &facts.received.natures {
        add(FigureId::Received, PartOf::Nature(id.clone()), number);
    }
    for (id, split) in &facts.closed.natures {
        add(FigureId::Closed, PartOf::Nature(id.clone()), &split.closed);
        add(FigureId::Outcome("upheld".to_owned()), PartOf::Nature(id.clone()), &split.upheld);
    }
    for (id, split) in &facts.closed.codes {
        add(FigureId::Closed, PartOf::Cause(id.clone()), &split.closed);
        add(FigureId::Outcome("withdrawn".to_owned()), PartOf::Cause(id.clone()), &split.withdrawn);
    }
    numbers
}

fn second_stage(facts: &Facts) -> u64 {
    [Route::S2, Route::Esc].into_iter().flat_map(|route| facts.closed.routes.get(route).days.values()).sum()
}

fn behind(
    db: &TestDatabase,
    (figure, row, part): (&FigureId, Option<RowId>, Option<&PartOf>),
    period: &Period,
    (today, last_worked): (Date, Date),
    known: Option<Date>,
    limit: u32,
) -> Vec<CaseBehind> {
    let (figure, part, period) = (figure.clone(), part.cloned(), period.clone());
    let read = move |reader: &mut redress_store::Reader<'_>| -> Result<_, StoreError> {
        let known = known.map(|on| known_on(reader, DONNINGTON, on)).transpose()?;
        let asked =
            BehindAsked { figure: &figure, row, part: part.as_ref(), period: &period, today, known, last_worked };
        cases_behind(reader, &Viewer::everything(DONNINGTON), &asked, limit)
    };
    db.store().read_blocking(read).unwrap()
}

both_engines! {
    /// R83
    fn the_cases_behind_every_figure_add_up_to_it_now_and_as_known_before(db) {
        let mut world = World::new(db, 23);
        for ago in 0..20 {
            world.pass(plus_days(day("2026-03-04"), ago));
        }
        let today = day("2026-03-24");
        let last_worked = day("2026-03-20");
        let counted: Vec<Facts> = periods().iter().map(|period| facts(db, period, today, None)).collect();
        let mut shown = 0;
        let mut compare = |known| {
            for (period, counted) in periods().iter().zip(&counted) {
                for (figure, row, part, number) in numbers(counted, last_worked) {
                    let asked = (&figure, row, part.as_ref());
                    let behind = behind(db, asked, period, (today, last_worked), known, 1_000);
                    let times: u64 = behind.iter().map(|case| case.times).sum();
                    assert_eq!(times, number, "{figure} {row:?} {part:?} of {period}, known {known:?}");
                    assert!(behind.is_sorted_by(|a, b| a.reference < b.reference));
                    shown += u64::from(number > 0);
                }
            }
        };
        compare(None);
        world.house.at("2026-03-25T09:00:00Z");
        world.touch_all();
        compare(Some(today));
        assert!(shown > 150, "{shown}");
        let all = (&FigureId::Received, None, None);
        assert_eq!(behind(db, all, &periods()[0], (today, last_worked), Some(today), 3).len(), 3);
    }

    /// R83, R86
    fn a_case_about_several_things_is_behind_each_of_them_and_behind_nothing_like_them(db) {
        let house = House::donnington(db);
        house.at("2026-03-04T12:00:00Z");
        let log = |natures: &[&str]| {
            let mut log = call("2026-03-04T10:00:00Z".parse().unwrap());
            log.natures = natures.iter().map(|id| (*id).to_owned()).collect();
            house.wait(house.app.log(&house.actor("sam"), log, Vec::new(), None)).unwrap().reference
        };
        let several = log(&["staff-conduct", "done-poorly"]);
        let poorly = log(&["done-poorly"]);
        let none = log(&[]);
        let today = day("2026-03-04");
        let look = |known: Option<Date>| {
            let counted = facts(db, &periods()[0], today, known).received.natures;
            let expected = [("", 1), ("done-poorly", 2), ("staff-conduct", 1)].map(|(id, count)| (id.to_owned(), count));
            assert_eq!(counted, expected.into());
            let behind = |id: &str| -> Vec<String> {
                let part = PartOf::Nature(id.to_owned());
                let asked = (&FigureId::Received, None, Some(&part));
                let cases = behind(db, asked, &periods()[0], (today, today), known, 10);
                cases.into_iter().map(|case| case.reference).collect()
            };
            assert_eq!(behind("done-poorly"), [several.clone(), poorly.clone()]);
            assert_eq!(behind("staff-conduct"), std::slice::from_ref(&several));
            assert_eq!(behind(""), std::slice::from_ref(&none));
            for nothing in ["%", "done_poorly", "done", "poorly", "staff-conduct done-poorly", "DONE-POORLY", "policy-not-followed"] {
                assert_eq!(behind(nothing), [""; 0], "{nothing}");
            }
        };
        look(None);
        house.at("2026-03-05T09:00:00Z");
        for reference in [&several, &poorly, &none] {
            house.act("admin", reference, note("Looked at")).unwrap();
        }
        look(Some(today));
    }
}

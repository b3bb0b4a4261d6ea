//! The same cause in the same service area again (R10).

use redress_domain::statistics::Edition;
use redress_domain::time::Instant;
use redress_testkit::both_engines;
use redress_testkit::commands::{
    close, decide, hand_to, learn, learn_in, no_compensation, no_written_reply, phoned, triage,
};
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{House, call};

/// A case closed on a day at noon, in a service area that was said when it was logged; nothing is learnt yet.
fn closed_on(house: &House, on: &str, area: &str) -> String {
    let at = format!("{on}T12:00:00Z");
    house.at(&at);
    let mut log = call(Instant::parse(&format!("{on}T11:00:00Z")).unwrap());
    log.service_area = Some(area.to_owned());
    let then = vec![triage(), hand_to("asha")];
    let reference = house.wait(house.app.log(&house.actor("sam"), log, then, None)).unwrap().reference;
    house.acts("asha", &reference, [phoned(&at), decide("upheld", on), no_compensation(), no_written_reply(), close()]);
    reference
}

fn repeats(house: &House, reference: &str) -> Option<String> {
    house.view("sam", reference).unwrap().case.repeat_of
}

const MEETINGS: &str = "Meetings and events";

both_engines! {
    /// R10
    fn a_repeat_is_marked_when_it_is_closed_and_listed_in_the_report(db) {
        let house = House::donnington(db);
        let first = closed_on(&house, "2026-03-02", MEETINGS);
        let second = closed_on(&house, "2026-03-03", MEETINGS);
        let elsewhere = closed_on(&house, "2026-03-03", "Catering");
        assert_eq!([&first, &second, &elsewhere].map(|case| repeats(&house, case)), [None, Some(first.clone()), None]);
        let report = house.wait(house.app.report(&house.actor("asha"), "2026-03", Edition::Internal)).unwrap();
        assert_eq!(report.remarks.repeated, 1);
        let listed = &report.remarks.repeats[0];
        assert_eq!((&listed.reference, &listed.repeat_of), (&second, &first));
        house.verified();
    }

    /// R10: what is learnt says at last which service area it was
    fn what_is_learnt_marks_a_repeat_and_unmarks_it(db) {
        let house = House::donnington(db);
        let first = closed_on(&house, "2026-03-02", MEETINGS);
        let second = closed_on(&house, "2026-03-03", "Other");
        assert_eq!(repeats(&house, &second), None);
        house.act("asha", &second, learn_in(MEETINGS)).unwrap();
        assert_eq!(repeats(&house, &second), Some(first.clone()));
        let third = closed_on(&house, "2026-03-04", MEETINGS);
        house.act("asha", &third, learn_in("Catering")).unwrap();
        assert_eq!(repeats(&house, &third), None);
        house.verified();
    }

    /// R10
    fn a_case_is_no_repeat_of_one_that_came_after_it(db) {
        let house = House::donnington(db);
        let first = closed_on(&house, "2026-03-03", MEETINGS);
        let same_day = closed_on(&house, "2026-03-03", MEETINGS);
        let later = closed_on(&house, "2026-03-04", MEETINGS);
        house.act("asha", &first, learn()).unwrap();
        let found = [&first, &same_day, &later].map(|case| repeats(&house, case));
        assert_eq!(found, [None, Some(first.clone()), Some(same_day.clone())]);
        house.verified();
    }

    /// R10: twelve months to the day
    fn the_window_is_respected(db) {
        let house = House::donnington(db);
        closed_on(&house, "2025-03-03", MEETINGS);
        let too_late = closed_on(&house, "2026-03-04", "Other");
        house.act("asha", &too_late, learn_in(MEETINGS)).unwrap();
        assert_eq!(repeats(&house, &too_late), None);
        let other = TestDatabase::like(db);
        let house = House::donnington(&other);
        let again = closed_on(&house, "2025-03-03", MEETINGS);
        assert_eq!(repeats(&house, &closed_on(&house, "2026-03-03", MEETINGS)), Some(again));
    }
}

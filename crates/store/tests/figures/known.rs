//! What was known on a day is what was counted on that day, whatever has happened since.

use redress_domain::statistics::Facts;
use redress_domain::time::{Date, plus_days};
use redress_store::known_on;
use redress_testkit::both_engines;
use redress_testkit::commands::{day, name_subject};
use redress_testkit::house::DONNINGTON;

use crate::world::{NARRATIVES, World, facts, facts_for, periods};

/// Everything a report can tell happened, or the test would show nothing.
fn told_enough(all: &[Facts]) {
    let sums = |facts: &Facts| -> [u64; 17] {
        let routes = &facts.closed.routes;
        [
            facts.closed.channels.values().map(|split| split.closed).sum::<u64>(),
            // Some are about several things.
            facts.closed.natures.values().map(|split| split.closed).sum::<u64>()
                - facts.closed.channels.values().map(|split| split.closed).sum::<u64>(),
            routes.s1.extended + routes.esc.extended,
            routes.esc.days.values().sum(),
            facts.late.len() as u64,
            // Nothing is closed here without a finding; imported registers have such.
            facts.told.no_learning.count,
            (facts.told.handlings.s1 + facts.told.handlings.esc).saturating_sub(NARRATIVES as u64),
            facts.reclassified,
            facts.compensation.count,
            facts.external.closed,
            facts.remarks.settled_at_first_contact,
            facts.remarks.wish_not_stated,
            facts.remarks.repeated,
            facts.actions.values().map(|kept| kept.met + kept.missed).sum(),
            facts.limits.values().map(|kept| kept.met.min(kept.missed)).sum(),
            facts.opening.s1 + facts.opening.esc,
            facts.open.due_on.values().sum(),
        ]
    };
    let all: Vec<[u64; 17]> = all.iter().map(sums).collect();
    assert!((0..17).all(|at| all.iter().any(|sums| sums[at] > 0)), "{all:?}");
}

both_engines! {
    /// R83
    fn as_known_on_a_day_is_what_was_counted_on_that_day(db) {
        let mut world = World::new(db, 7);
        let mut snapshots: Vec<(Date, Vec<Facts>)> = Vec::new();
        for ago in 0..26 {
            let today = plus_days(day("2026-03-04"), ago);
            world.pass(today);
            snapshots.push((today, periods().iter().map(|period| facts(db, period, today, None)).collect()));
        }
        let (last, counted) = snapshots.last().unwrap().clone();
        told_enough(&counted);
        // With one more day on which every case changes, all of them are folded from their events.
        world.house.at(&format!("{}T09:00:00Z", plus_days(last, 1)));
        world.touch_all();
        for (today, counted) in &snapshots {
            for (period, counted) in periods().iter().zip(counted) {
                assert_eq!(&facts(db, period, *today, Some(*today)), counted, "{period} as known on {today}");
            }
        }
        world.house.verified();
    }

    /// R83
    fn what_was_known_rests_on_the_last_event_of_that_day(db) {
        let mut world = World::new(db, 3);
        let mut heads = Vec::new();
        for ago in 0..6 {
            let today = plus_days(day("2026-03-04"), ago);
            world.pass(today);
            let head = db.store().read_blocking(|reader| redress_store::chain_position(reader, DONNINGTON)).unwrap();
            heads.push((today, head));
        }
        for (today, head) in heads {
            let known = db.store().read_blocking(move |reader| known_on(reader, DONNINGTON, today)).unwrap();
            assert_eq!((known.on, known.position), (today, head));
        }
        let before = db.store().read_blocking(|reader| known_on(reader, DONNINGTON, day("2020-01-01"))).unwrap();
        assert_eq!((before.position.seq, before.position.hash), (0, [0; 32]));
    }

    /// R83
    fn what_somebody_may_not_see_is_in_none_of_their_sums(db) {
        let mut world = World::new(db, 19);
        let last = plus_days(day("2026-03-04"), 20);
        (0..21).for_each(|ago| world.pass(plus_days(day("2026-03-04"), ago)));
        world.name_in_some("asha");
        let counted = |user, known| -> Vec<Facts> {
            periods().iter().map(|period| facts_for(db, user, period, last, known)).collect()
        };
        let (whole, seen) = (counted(None, None), counted(Some("asha"), None));
        assert!(whole.iter().zip(&seen).any(|(whole, seen)| whole.closed != seen.closed && whole.told != seen.told));
        world.house.at(&format!("{}T09:00:00Z", plus_days(last, 1)));
        world.touch_all();
        assert_eq!(counted(Some("asha"), Some(last)), seen);
        assert_eq!(counted(None, Some(last)), whole);
    }

    fn a_case_about_somebody_is_not_counted_for_them_then_or_now(db) {
        let mut world = World::new(db, 11);
        let (first, last) = (day("2026-03-05"), day("2026-03-06"));
        let about = world.house.log();
        world.house.at("2026-03-05T10:00:00Z");
        let whole = facts(db, &periods()[0], first, None);
        world.house.at("2026-03-06T10:00:00Z");
        world.house.act("admin", &about, name_subject("asha")).unwrap();
        world.dice.of(2);
        for known in [None, Some(first)] {
            let seen = facts_for(db, Some("asha"), &periods()[0], last, known);
            assert_eq!(seen.received.routes.s1 + 1, whole.received.routes.s1);
            assert_eq!(facts_for(db, Some("bill"), &periods()[0], last, known).received, whole.received);
        }
    }
}

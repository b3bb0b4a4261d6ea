//! Erasing takes away what was said and leaves every figure of every day as it was.

use redress_domain::case::{By, ErasureGround};
use redress_domain::statistics::{Facts, NarrativeTexts};
use redress_domain::time::{Date, plus_days};
use redress_store::{StoreError, Tx, case_events, erase_case};
use redress_testkit::both_engines;
use redress_testkit::commands::day;
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::DONNINGTON;

use crate::world::{World, facts, periods};

/// The figures without the words that reports print beside them.
fn figures(mut facts: Facts) -> Facts {
    facts.told.narratives.iter_mut().for_each(|told| told.texts = NarrativeTexts::default());
    (facts.told.no_finding, facts.told.no_learning) = Default::default();
    facts
}

/// Every period as known now and at the end of each day.
fn all(db: &TestDatabase, days: &[Date]) -> Vec<Facts> {
    let today = *days.last().unwrap();
    let known = days.iter().map(|on| Some(*on)).chain([None]);
    let asked = known.flat_map(|known| periods().into_iter().map(move |period| (period, known)));
    asked.map(|(period, known)| figures(facts(db, &period, known.unwrap_or(today), known))).collect()
}

/// Erases every case there is, open or not: more than may ever be.
fn erase_all(db: &TestDatabase, world: &World) -> i64 {
    let at = world.house.app.now();
    let work = move |tx: &mut Tx<'_>| -> Result<i64, StoreError> {
        let last = tx.head(DONNINGTON)?.last_case;
        for case_no in 1..=last {
            let ground = ErasureGround::Retention { rule: None, months: 72 };
            erase_case(tx, DONNINGTON, case_no, &ground, at, &By::Operator, [[1; 16], [2; 16]])?;
        }
        Ok(last)
    };
    db.store().write_blocking(work).unwrap()
}

fn history(db: &TestDatabase, case_no: i64) -> String {
    let read = db.store().read_blocking(move |reader| case_events(reader, DONNINGTON, case_no));
    format!("{:?}", read.unwrap())
}

both_engines! {
    /// R83
    fn every_figure_of_every_day_is_what_it_was(db) {
        for seed in [3, 7, 11] {
            let db = TestDatabase::like(db);
            let mut world = World::new(&db, seed);
            let days: Vec<Date> = (0..16).map(|ago| plus_days(day("2026-03-04"), ago)).collect();
            days.iter().for_each(|today| world.pass(*today));
            let before = all(&db, &days);
            world.house.at(&format!("{}T09:00:00Z", plus_days(*days.last().unwrap(), 1)));
            let cases = erase_all(&db, &world);
            assert!(cases > 10);
            assert_eq!(all(&db, &days), before);
            world.house.verified();
            // Erased again, a history is what it is: nothing is left to take out.
            assert!(!history(&db, 1).contains("The community meeting"));
        }
    }
}

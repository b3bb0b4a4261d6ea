//! Tables published elsewhere keep their values, and what they differ in is listed (R95).

use redress_app::{AppError, ComparedTables};
use redress_domain::statistics::PublishedLine;
use redress_testkit::both_engines;
use redress_testkit::house::{DONNINGTON, House};

const PERIOD: &str = "2025-26-Q4";

fn line(line: u32, row: &str, measure: &str, value: &str) -> PublishedLine {
    let [row, measure, value] = [row, measure, value].map(str::to_owned);
    PublishedLine { line, table: "volumes".to_owned(), row, measure, value }
}

fn keep(house: &House, who: &str, lines: Vec<PublishedLine>) -> Result<(), AppError> {
    house.wait(house.app.keep_published_tables(&house.actor(who), PERIOD, lines))
}

fn kept(house: &House) -> Result<ComparedTables, AppError> {
    house.wait(house.app.published_tables(&house.actor("sam"), PERIOD))
}

both_engines! {
    /// R95
    fn a_published_table_keeps_its_values_and_its_differences_are_listed(db) {
        let house = House::donnington(db);
        house.closed();
        let lines = vec![line(2, "S1", "closed", "1"), line(3, "S1", "received", "2"), line(4, "S9", "received", "1")];
        assert_eq!(kept(&house).unwrap_err().code(), "not-found");
        assert_eq!(keep(&house, "sam", lines.clone()).unwrap_err().code(), "not-permitted");
        keep(&house, "asha", lines.clone()).unwrap();
        let ComparedTables { published, comparison, kept_at } = kept(&house).unwrap();
        assert_eq!((published, comparison.same, kept_at.is_some()), (lines.clone(), 1, true));
        let [difference] = comparison.differences.as_slice() else { panic!("{comparison:?}") };
        assert_eq!((difference.before.as_deref(), difference.after.as_deref()), (Some("2"), Some("1")));
        assert_eq!(comparison.unknown.iter().map(|unknown| unknown.line).collect::<Vec<_>>(), [4]);
        keep(&house, "asha", vec![line(1, "S1", "closed", "1")]).unwrap();
        assert_eq!(kept(&house).unwrap().published.len(), 1);
        house.verified();
        for wrong in [Vec::new(), vec![line(1, "S1", "closed", "1"); 5_001], vec![line(1, &"x".repeat(10_001), "y", "z")]] {
            assert_eq!(keep(&house, "asha", wrong).unwrap_err().code(), "invalid");
        }
        db.tamper("UPDATE published_tables SET lines = REPLACE(lines, 'S1', 'S2')");
        let found = house.wait(house.app.verify(DONNINGTON)).unwrap_err().to_string();
        assert!(found.contains("published_tables '2025-26-Q4'"), "{found}");
    }
}

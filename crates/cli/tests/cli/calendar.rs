//! `redress calendar`: one date at a time, and in batches.

use serde_json::json;

use crate::home::{run, run_with};

#[test]
fn the_holidays_of_a_year_are_listed_for_people_and_programs() {
    let asked = ["calendar", "holidays", "--calendar", "scotland", "--year", "2026"];
    let text = run(&asked).fine().out;
    assert!(text.contains("2026-06-15  World Cup bank holiday\n"), "{text}");
    assert_eq!(text.lines().count(), 10);
    let listed = run(&[&asked[..], &["--format", "json"]].concat()).fine().json();
    assert_eq!(listed[0], json!({ "date": "2026-01-01", "name": "New Year’s Day" }));
}

#[test]
fn a_due_date_comes_with_its_working() {
    let asked = |within: &str, format: &[&str]| {
        let asked =
            ["calendar", "due", "--calendar", "england-and-wales", "--received", "2022-12-23", "--within", within];
        run(&[&asked[..], &["--day-one", "day-after"], format].concat()).fine()
    };
    let explained = asked("5 working days", &[]).json();
    assert_eq!(explained["due"], "2023-01-04");
    assert_eq!(explained["counted"], json!(["2022-12-28", "2022-12-29", "2022-12-30", "2023-01-03", "2023-01-04"]));
    assert_eq!(explained["skipped"][2], json!({ "date": "2022-12-26", "why": "Boxing Day" }));
    assert_eq!(asked("5", &[]).json(), explained);
    let text = asked("5 Working Days", &["--format", "text"]).out;
    assert!(text.starts_with("due 2023-01-04\n  2022-12-24  Saturday\n"), "{text}");
}

#[test]
fn the_days_taken_are_counted() {
    let asked = ["calendar", "taken", "--calendar", "scotland", "--received", "2017-07-03", "--closed", "2017-07-03"];
    assert_eq!(run(&[&asked[..], &["--day-one", "same-day"]].concat()).fine().json(), json!({ "days": 1 }));
    let text = run(&[&asked[..], &["--day-one", "same-day", "--format", "text"]].concat()).fine().out;
    assert_eq!(text, "1 working day\n");
}

#[test]
fn what_cannot_be_answered_says_why() {
    let due = |calendar, received, within, day_one| {
        let arguments = ["--calendar", calendar, "--received", received, "--within", within, "--day-one", day_one];
        run(&[&["calendar", "due"][..], &arguments].concat())
    };
    due("scotland", "2040-01-01", "5 working days", "same-day")
        .ended(1, &["2008-01-01 to 2035-12-31", "[calendar-out-of-range]"]);
    due("scotland", "2026-01-01", "0 working days", "same-day").ended(1, &["[length-too-short]"]);
    due("uk", "2026-01-01", "5 working days", "same-day")
        .ended(2, &["england-and-wales, scotland or northern-ireland"]);
    due("scotland", "2026-02-30", "5 working days", "same-day").ended(2, &["not a day that exists"]);
    due("scotland", "2026-01-01", "24 hours", "same-day").ended(2, &["5 working days"]);
    due("scotland", "2026-01-01", "5 working days", "next-day").ended(2, &["same-day or day-after"]);
    run(&["calendar", "due", "--calendar", "scotland"]).ended(2, &["--received"]);
    run(&["calendar", "due", "--batch", "--calendar", "scotland"]).ended(2, &["--batch"]);
    run(&["calendar", "holidays", "--calendar", "scotland", "--year", "1999"]).ended(1, &["[calendar-out-of-range]"]);
}

#[test]
fn a_batch_of_a_hundred_thousand_lines_is_answered_line_by_line() {
    let lines = "scotland,2022-12-23,5,same-day\nengland-and-wales,2022-12-24,20,day-after\n".repeat(50_000);
    let due = run_with(&["calendar", "due", "--batch"], &lines).fine().out;
    assert_eq!(due.lines().count(), 100_000);
    assert!(due.starts_with("2023-01-04\n2023-01-25\n2023-01-04\n") && due.ends_with("2023-01-25\n"));

    let lines = "calendar,received,closed,day_one\nscotland,2022-12-23,2023-01-04,same-day\n";
    assert_eq!(run_with(&["calendar", "taken", "--batch"], lines).fine().out, "5\n");
}

#[test]
fn wrong_lines_of_a_batch_keep_their_place_and_are_told() {
    let lines = "scotland,2026-01-05,5,same-day\n\
                 atlantis,2026-01-05,5,same-day\n\
                 scotland,2026-02-30,5,same-day\n\
                 \n\
                 scotland,2026-01-05,-1,same-day\n\
                 scotland,2026-01-05\n\
                 scotland,2035-12-30,5,same-day\r\n\
                 \"scotland\", 2026-01-05 ,1,same-day";
    let ran = run_with(&["calendar", "due", "--batch"], lines)
        .ended(1, &["line 2: There is no calendar", "line 5: “-1”", "5 of 8 lines"]);
    let expected = "2026-01-09\nerror: calendar-unknown\nerror: date-does-not-exist\n\nerror: number-form\nerror: line-form\n\
                    error: calendar-out-of-range\n2026-01-05\n";
    assert_eq!(ran.out, expected);
}

#[test]
fn a_line_without_an_end_is_one_wrong_line() {
    let lines = format!("{}\nscotland,2026-01-05,1,same-day\n", "x".repeat(5_000_000));
    let ran = run_with(&["calendar", "due", "--batch"], &lines).ended(1, &["line 1: ", "[line-form]"]);
    assert_eq!(ran.out, "error: line-form\n2026-01-05\n");
}

//! Pauses, where a procedure allows them: they move the date by the days between, within a limit, and never shorten it.

use proptest::prelude::*;
use redress_domain::case::clock::{Taken, Verdict};
use redress_domain::case::{Command, Due, WrittenReply};
use redress_domain::staff::UserId;
use redress_domain::time::long_date;

use crate::orders::*;
use crate::world::{World, date};

/// Received on Monday 2 March: due on Monday 16 March.
fn allowing(pause: &str) -> World {
    let limit = "stop = \"closed\"\ntimescale = true\n\n[[clocks]]\nid = \"plan\"";
    let pausing = limit.replacen("= true", &format!("= true\npause = {{ {pause} }}"), 1);
    let mut world = World::changed(&[(limit, &pausing)]);
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world
}

fn pause() -> Command {
    Command::Pause { reason: "They are in hospital.".to_owned(), approver: None }
}

fn resume(on: &str) -> Command {
    Command::Resume { on: date(on) }
}

fn due(world: &World) -> Due {
    world.clock("resolve").unwrap().due
}

#[test]
fn nothing_is_paused_where_the_procedure_does_not_say_so() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    assert_eq!(world.refused("tess", pause()), "no-pause");
    assert_eq!(world.refused("tess", resume("2026-03-02")), "not-paused");
}

#[test]
fn resuming_moves_the_date_by_the_working_days_between() {
    let mut world = allowing("max = 10");
    world.on("2026-03-05T10:00").done("tess", pause());
    assert_eq!(due(&world), Due::On(date("2026-03-16")), "pausing moves nothing");
    assert_eq!(world.refused("tess", pause()), "already-paused");
    assert_eq!(world.refused("tess", resume("2026-03-04")), "on:too-early");
    world.on("2026-03-10T10:00").done("tess", resume("2026-03-09"));
    assert_eq!(due(&world), Due::On(date("2026-03-18")), "Friday and Monday");
}

#[test]
fn a_paused_clock_is_not_late() {
    let mut world = allowing("max = 10");
    world.on("2026-03-16T10:00").done("tess", pause()).on("2026-03-20T10:00");
    assert!(!world.clock("resolve").unwrap().is_late(world.now));
    world.done("tess", resume("2026-03-20"));
    assert_eq!(due(&world), Due::On(date("2026-03-20")), "four days on");
    assert!(!world.clock("resolve").unwrap().is_late(world.now));
}

#[test]
fn pauses_add_only_so_many_days_in_all() {
    let mut world = allowing("max = 3");
    world.on("2026-03-03T10:00").done("tess", pause()).on("2026-03-05T10:00").done("tess", resume("2026-03-05"));
    assert_eq!(due(&world), Due::On(date("2026-03-18")));
    world.done("tess", pause()).on("2026-03-12T10:00").done("tess", resume("2026-03-12"));
    assert_eq!(due(&world), Due::On(date("2026-03-19")), "one day was left");
    assert_eq!(world.refused("tess", pause()), "pauses-used-up");
}

#[test]
fn a_pause_rests_on_a_listed_reason_and_its_approver() {
    let listed = "max = 10, approver_role = \"chair\", reasons = [{ id = \"ill\", label = \"They are ill\" }]";
    let mut world = allowing(listed);
    assert_eq!(world.refused("tess", pause()), "reason:unknown approver:required");
    let approver = Some(UserId::new("carol"));
    world.done("tess", Command::Pause { reason: "ill".to_owned(), approver });
    assert_eq!(world.clock("resolve").unwrap().paused_since, Some(date("2026-03-02")));
}

#[test]
fn what_is_late_is_not_paused() {
    let mut world = allowing("max = 10");
    world.on("2026-03-17T10:00");
    assert_eq!(world.refused("tess", pause()), "limit-passed");
}

#[test]
fn closing_while_paused_resumes_first() {
    let mut world = allowing("max = 10");
    world
        .done("tess", spoke("2026-03-02T10:00"))
        .done("tess", no_compensation())
        .done("tess", ask_reply(WrittenReply::No));
    world.on("2026-03-06T10:00").done("tess", pause());
    world.done("tess", decide("upheld", Some("delay"), Some(not_agreed())));
    world.on("2026-03-20T10:00").done("tess", close());
    let clock = world.clock("resolve").unwrap();
    assert_eq!((clock.paused_since, clock.paused_total), (None, 10));
    assert_eq!(clock.verdict, Some(Verdict::Met(Taken::WorkingDays(14))), "the report counts the days as they were");
}

#[test]
fn its_working_tells_of_the_pauses() {
    let mut world = allowing("max = 10");
    world.done("tess", pause()).on("2026-03-04T10:00").done("tess", resume("2026-03-04")).done("tess", pause());
    let calendar = redress_domain::calendar::Calendar::shipped(redress_domain::calendar::Division::EnglandAndWales);
    let told = world.clock("resolve").unwrap().explain(calendar).sentences;
    assert!(told.contains(&"Moved on by 2 working days for pauses.".to_owned()), "{told:?}");
    assert!(told.contains(&format!("Paused since {}.", long_date(date("2026-03-04")))), "{told:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_pause_never_shortens_and_a_longer_one_never_gives_less(
        before in 0..14_i64, first in 0..12_i64, more in 0..6_i64, most in 1..12_u32,
    ) {
        let after = |days: i64| date("2026-03-02").checked_add(jiff::Span::new().days(days)).unwrap();
        let paused_for = |days: i64| {
            let mut world = allowing(&format!("max = {most}"));
            world.on(&format!("{}T10:00", after(before))).done("tess", pause());
            world.on(&format!("{}T10:00", after(before + days))).done("tess", resume(&after(before + days).to_string()));
            world.clock("resolve").unwrap().clone()
        };
        let (short, long) = (paused_for(first), paused_for(first + more));
        prop_assert!(short.due.date() >= date("2026-03-16"));
        prop_assert!(long.due.date() >= short.due.date());
        prop_assert!(short.paused_total <= most && long.paused_total <= most);
    }
}

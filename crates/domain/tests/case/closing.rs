//! Closing: exactly what is missing, the frozen verdict, and dates that cannot be (R13, R38-R40, R54).

use redress_domain::case::clock::{Taken, Verdict};
use redress_domain::case::{Around, Command, WrittenReply};

use crate::orders::*;
use crate::world::{World, date};

fn owned() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world
}

/// Everything that closing asks for, with the agreement given on a day.
fn ready(agreed_on: &str) -> World {
    let mut world = owned();
    world.on("2026-03-02T10:30").done("tess", spoke("2026-03-02T10:15"));
    world.done("tess", no_compensation()).done("tess", ask_reply(WrittenReply::No));
    world.on(&format!("{agreed_on}T10:45")).done("tess", decide("upheld", Some("delay"), Some(agreed(agreed_on))));
    world
}

/// R38, R40, R54
#[test]
fn the_list_of_what_is_missing_shortens_one_by_one() {
    let mut world = owned();
    let missing = |world: &mut World| world.refused("tess", close()).replace("closing-waits: ", "");
    assert_eq!(missing(&mut world), "decision contact compensation written-reply-asked");
    world.done("tess", decide("upheld", None, None));
    assert_eq!(missing(&mut world), "contact agreement compensation written-reply-asked code");
    world.done("tess", plan(agreed("2026-03-02"), &["2026-03-03"]));
    assert_eq!(missing(&mut world), "contact agreement plan-done compensation written-reply-asked code");
    world.done("tess", spoke("2026-03-02T10:00"));
    assert_eq!(missing(&mut world), "agreement plan-done compensation written-reply-asked code");
    world.done("tess", complete(1, "2026-03-02")).done("tess", no_compensation());
    assert_eq!(missing(&mut world), "agreement written-reply-asked code");
    world.done("tess", ask_reply(WrittenReply::Yes));
    assert_eq!(missing(&mut world), "agreement written-reply-sent code");
    world.done("tess", reply("2026-03-02")).done("tess", decide("upheld", Some("delay"), None));
    assert_eq!(missing(&mut world), "agreement");
    world.done("tess", decide("not-upheld", Some("delay"), Some(not_agreed())));
    assert_eq!(missing(&mut world), "written-reply-sent", "the letter told another outcome");
    world.done("tess", reply("2026-03-02")).done("tess", close());
}

#[test]
fn withdrawn_needs_only_its_code() {
    let mut world = owned();
    world.done("tess", plan(agreed("2026-03-02"), &["2026-03-03"])).done("tess", decide("withdrawn", None, None));
    assert_eq!(world.refused("tess", close()), "closing-waits: code");
    world.done("tess", decide("withdrawn", Some("delay"), None)).done("tess", close());
    assert_eq!(world.verdict("contact-from-receipt"), Some(Verdict::NotNeeded));
    assert_eq!(world.verdict("plan"), Some(Verdict::NotNeeded));
    assert!(world.case().running_clocks().is_empty());
    assert!(world.case().learning.is_none(), "nothing was resolved");
}

#[test]
fn a_contact_clock_that_was_late_stays_late_when_the_case_is_withdrawn() {
    let mut world = owned();
    world.on("2026-03-04T09:00").done("tess", decide("withdrawn", Some("delay"), None)).done("tess", close());
    assert_eq!(world.verdict("contact-from-receipt"), Some(Verdict::Late(Taken::Minutes(48 * 60))));
}

/// R13, R44
#[test]
fn the_verdict_by_closing_day() {
    // Received Monday 2 March, the day after counts 1, so the tenth working day is Monday 16 March.
    let days = Taken::WorkingDays;
    for (closed, expected) in [
        ("2026-03-02", Verdict::Met(days(0))),
        ("2026-03-03", Verdict::Met(days(1))),
        ("2026-03-16", Verdict::Met(days(10))),
        ("2026-03-17", Verdict::Late(days(11))),
        ("2026-03-20", Verdict::Late(days(14))),
    ] {
        let mut world = ready("2026-03-02");
        world.on(&format!("{closed}T17:00")).done("tess", close());
        assert_eq!(world.verdict("resolve"), Some(expected), "{closed}");
    }
}

/// R44
#[test]
fn closing_on_the_saturday_after_the_last_day_is_met() {
    let mut world = World::donnington();
    world.on("2026-03-06T10:00").logged(&complaint("2026-03-06T09:00")).done("sam", triage("failure"));
    world
        .done("sam", settle(agreed("2026-03-06")))
        .done("sam", no_compensation())
        .done("sam", ask_reply(WrittenReply::No));
    world.done("sam", decide("resolved", Some("delay"), None));
    let mut on_saturday = world.clone();
    on_saturday.on("2026-03-21T12:00").done("sam", close());
    assert_eq!(on_saturday.verdict("resolve"), Some(Verdict::Met(Taken::WorkingDays(10))));
    world.on("2026-03-23T12:00").done("sam", close());
    assert_eq!(world.verdict("resolve"), Some(Verdict::Late(Taken::WorkingDays(11))));
}

#[test]
fn a_close_may_be_written_up_later_but_not_before_anything_it_waited_for() {
    let mut world = ready("2026-03-05");
    world.on("2026-03-30T10:00");
    assert_eq!(world.refused("tess", close_on("2026-03-04")), "on:too-early", "they agreed on the fifth");
    assert_eq!(world.refused("tess", close_on("2026-03-31")), "on:in-future");
    world.done("tess", close_on("2026-03-16"));
    assert_eq!(world.handling().closed_on, Some(date("2026-03-16")));
    assert_eq!(world.verdict("resolve"), Some(Verdict::Met(Taken::WorkingDays(10))));
}

#[test]
fn a_close_is_not_dated_before_the_reply_or_the_plans_last_step() {
    let mut world = ready("2026-03-02");
    world.done("tess", plan(agreed("2026-03-02"), &["2026-03-04"])).done("tess", ask_reply(WrittenReply::Yes));
    world.on("2026-03-10T10:00").done("tess", complete(1, "2026-03-06"));
    world.done("tess", reply("2026-03-04"));
    assert_eq!(world.refused("tess", close_on("2026-03-05")), "on:too-early");
    world.done("tess", reply("2026-03-09"));
    assert_eq!(world.refused("tess", close_on("2026-03-06")), "on:too-early");
    world.done("tess", close_on("2026-03-09"));
}

#[test]
fn what_is_closed_stays_closed() {
    let mut world = ready("2026-03-02");
    world.done("tess", close());
    for command in [
        close(),
        triage("comment"),
        spoke("2026-03-02T10:45"),
        plan(agreed("2026-03-02"), &["2026-03-03"]),
        ask_reply(WrittenReply::Yes),
        no_compensation(),
        decide("not-upheld", Some("delay"), None),
        decide("reclassified", Some("query"), None),
        acknowledge("2026-03-02T10:45"),
        extend("2026-03-20"),
    ] {
        assert_eq!(world.refused("tess", command), "closed");
    }
}

/// R67: elsewhere a reply is always in writing
#[test]
fn where_replies_are_always_written_nobody_is_asked_and_one_is_sent() {
    let mut world = World::changed(&[("written = \"on-request\"", "written = \"always\"")]);
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world.done("tess", spoke("2026-03-02T10:00")).done("tess", no_compensation());
    world.done("tess", decide("upheld", Some("delay"), Some(not_agreed())));
    assert_eq!(world.refused("tess", close()), "closing-waits: written-reply-sent");
    world.done("tess", reply("2026-03-02")).done("tess", close());
}

/// R7
#[test]
fn where_the_procedure_asks_for_it_a_fault_is_closed_with_an_apology() {
    let apology = [("\"evidence\", \"code\"]", "\"evidence\", \"apology\", \"code\"]")];
    let mut world = World::changed(&apology);
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world.done("tess", spoke("2026-03-02T10:00")).done("tess", no_compensation());
    world.done("tess", ask_reply(WrittenReply::No));
    world.done("tess", decide("upheld", Some("delay"), Some(not_agreed())));
    assert_eq!(world.refused("tess", close()), "closing-waits: apology");
    let mut without_fault = world.clone();
    without_fault.done("tess", decide("not-upheld", Some("delay"), Some(not_agreed()))).done("tess", close());
    let who = redress_domain::staff::UserId::new("tess");
    let means = redress_domain::procedure::Means::Phone;
    world.done("tess", Command::Apologise { who, means, on: date("2026-03-02"), words: None }).done("tess", close());
}

/// R10
#[test]
fn closing_remembers_the_earlier_case_of_the_same_cause() {
    let around = Around { repeat_of: Some("SF-2025-0042"), ..Around::default() };
    let mut world = ready("2026-03-02");
    world.give_around("tess", &close(), around).expect("it can be closed");
    assert_eq!(world.case().repeat_of.as_deref(), Some("SF-2025-0042"));
    let mut withdrawn = owned();
    withdrawn.done("tess", decide("withdrawn", Some("delay"), None));
    withdrawn.give_around("tess", &close(), around).expect("it can be closed");
    assert_eq!(withdrawn.case().repeat_of, None, "nothing was found to be repeated");
}

//! What is shown before anybody gets in touch, and what is warned of and forbids nothing (R46).

use redress_domain::case::{Command, Extend, LimitContact, NoticeKind};
use redress_domain::procedure::Means;

use crate::orders::*;
use crate::world::{World, date};

fn logged() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00"));
    world
}

fn kinds(world: &World) -> Vec<NoticeKind> {
    world.notices().into_iter().map(|(kind, _)| kind).collect()
}

#[test]
fn adjustments_are_shown_by_their_labels_with_the_note() {
    let mut world = logged();
    assert!(world.notices().is_empty());
    world.done(
        "sam",
        Command::RecordAdjustments {
            kinds: vec!["large-print".to_owned(), "interpreter".to_owned()],
            note: Some("Polish".to_owned()),
            carry_forward: false,
        },
    );
    assert_eq!(world.notices(), [(NoticeKind::Adjustments, "Large print; Interpreter; Polish".to_owned())]);
}

/// R46
#[test]
fn a_visit_asks_what_is_known_of_safety_and_what_is_on_file_is_shown_at_the_next() {
    let mut world = logged();
    world.done("sam", triage("failure"));
    let visit = |safety: Option<&str>| match contact(Means::Visit, false, "2026-03-02T10:00") {
        Command::RecordContact(contact) => {
            Command::RecordContact(redress_domain::case::RecordContact { safety: safety.map(str::to_owned), ..contact })
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(world.refused("sam", visit(None)), "safety:required");
    assert_eq!(world.refused("sam", visit(Some("  "))), "safety:required");
    world.done("sam", visit(Some("Mind the dog.")));
    assert_eq!(world.notices(), [(NoticeKind::Safety, "Mind the dog.".to_owned())]);
    world.done("sam", visit(None));
    assert_eq!(kinds(&world), [NoticeKind::Safety]);
}

#[test]
fn a_limit_on_contact_is_shown_while_it_is_in_force_with_what_it_never_does() {
    let mut world = logged();
    let what = "Forty calls in one day.".to_owned();
    world.done("sam", Command::WarnBehaviour { what, means: Means::Letter, on: date("2026-03-02") });
    world.done(
        "carol",
        Command::LimitContact(LimitContact {
            limits: vec!["one-contact".to_owned()],
            reasons: "Nobody else gets through.".to_owned(),
            until: date("2026-06-01"),
            review_on: date("2026-05-01"),
            adjustments_considered: true,
        }),
    );
    let (_, text) = world.notices().pop().unwrap();
    for part in ["One named person to speak to", "Monday 1 June 2026", "Friday 1 May 2026", "never bars"] {
        assert!(text.contains(part), "{text}");
    }
    world.on("2026-06-01T23:59");
    assert_eq!(kinds(&world), [NoticeKind::ContactLimit], "its last day");
    world.on("2026-06-02T00:00");
    assert!(world.notices().is_empty());
}

#[test]
fn what_happened_too_long_ago_is_told_of_and_heard_all_the_same() {
    let limit = ("[repeats]", "[time_limit]\nmonths = 6\n\n[repeats]");
    for (happened, late) in [("2025-09-02", false), ("2025-09-01", true)] {
        let mut world = World::changed(&[limit]);
        let mut log = complaint("2026-03-02T09:00");
        log.happened_on = Some(date(happened));
        world.logged(&log);
        assert_eq!(world.warnings().iter().any(|text| text.contains("may be waived")), late, "{happened}");
        world.done("sam", triage("failure"));
    }
}

#[test]
fn an_extension_is_told_of_until_the_person_is_told_of_it() {
    let extension =
        ("stop = \"closed\"\ntimescale = true", "stop = \"closed\"\ntimescale = true\nextension = { max = 5 }");
    let mut world = World::changed(&[extension]);
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    let silently = match extend("2026-03-18") {
        Command::Extend(extend) => Command::Extend(Extend { told: None, ..extend }),
        other => panic!("{other:?}"),
    };
    let untold = |world: &World| world.warnings().iter().any(|text| text.contains("has not been told"));
    world.done("tess", silently);
    assert!(untold(&world));
    world.done("tess", contact(Means::Phone, false, "2026-03-02T10:00"));
    assert!(untold(&world), "a try tells nobody");
    world.done("tess", spoke("2026-03-02T10:00"));
    assert!(!untold(&world));
}

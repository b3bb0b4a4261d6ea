//! Letters: what they can hold, to whom they may go, and when one may say that it is finished (R1, R79, R105).

use redress_domain::case::letter::{BLANK, LetterData, PLACEHOLDERS, fill};
use redress_domain::case::{Case, Command, Decide, Recipient, TellWhatChanged, WrittenReply};
use redress_domain::procedure::{Letter, Means, Route};
use redress_domain::staff::UserId;

use crate::orders::*;
use crate::world::{World, date};

/// A direct second-stage complaint, upheld by `tess`.
fn decided() -> World {
    let mut world = World::spso();
    let mut log = complaint("2026-03-02T09:00");
    log.route = Route::S2;
    log.outcome_wanted = Some("An apology".to_owned());
    world.logged(&log).done("sam", triage("complaint")).done("sam", hand_over("tess"));
    let Command::Decide(decision) = decide("upheld", Some("delay"), None) else { unreachable!() };
    world.done(
        "tess",
        Command::Decide(Decide {
            explanation: Some("The caterer was told the wrong hour.".to_owned()),
            action_taken: Some("The order form now asks for the hour.".to_owned()),
            remedies: vec![world.procedure.remedies[0].id.clone()],
            ..decision
        }),
    );
    world
}

fn letter(body: &str) -> Letter {
    Letter { id: "x".to_owned(), title: "X".to_owned(), says_finished: false, discloses: true, body: body.to_owned() }
}

fn filled(world: &World, case: &Case, body: &str) -> String {
    let data = LetterData {
        organisation: "Donnington Partnership",
        charity_number: Some("1012345"),
        person: Some("Grace"),
        recipient: Some("Ada"),
        procedure: world.procedure,
        case,
        staffing: &world.staffing,
        today: date("2026-03-04"),
    };
    fill(&letter(body), &data)
}

fn make(id: &str) -> Command {
    Command::MakeLetter { letter: id.to_owned(), to: Recipient::Complainant }
}

fn news() -> TellWhatChanged {
    let (to, on, what) = (Recipient::Complainant, date("2026-03-02"), "We order by noon.".to_owned());
    TellWhatChanged { means: Means::Letter, to, on, what, improvement: None }
}

/// R1, R2
#[test]
fn every_placeholder_is_filled_in_from_a_case_that_has_everything() {
    let mut world = decided();
    let needs = vec!["audio".to_owned()];
    world.done("sam", Command::RecordAdjustments { kinds: needs, note: None, carry_forward: false });
    world.done("sam", Command::TellWhatChanged(news()));
    for placeholder in PLACEHOLDERS.iter().filter(|name| **name != "next_stage") {
        let text = filled(&world, world.case(), &format!("{{{placeholder}}}{{adjustments}}"));
        assert!(!text.contains(BLANK) && !text.contains('{'), "{placeholder}: {text}");
    }
    assert_eq!(
        filled(&world, world.case(), "{organisation} ({charity_number})"),
        body("Donnington Partnership (1012345)")
    );
    assert_eq!(
        filled(&world, world.case(), "{recipient} for {person}, {today}"),
        body("Ada for Grace, Wednesday 4 March 2026")
    );
}

/// A letter to somebody who needs it read out.
fn body(text: &str) -> String {
    format!("Needed: Audio.\n\n{text}")
}

#[test]
fn what_the_case_does_not_have_is_a_blank_to_be_seen() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00"));
    assert_eq!(filled(&world, world.case(), "{owner}, {decision}; {nonsense}"), "______, ______; ______");
    assert_eq!(filled(&world, world.case(), "{next_stage}"), "Stage 2 - 'Filter' and Review Panel");
}

#[test]
fn braces_in_what_a_person_wrote_stay_what_they_wrote() {
    let mut log = complaint("2026-03-02T09:00");
    log.summary = "{owner} said {".to_owned();
    let mut world = World::donnington();
    world.logged(&log).done("sam", triage("failure")).done("sam", hand_over("tess"));
    assert_eq!(filled(&world, world.case(), "a } {b {summary} {"), "a } {b {owner} said { {");
}

#[test]
fn a_letter_says_what_the_person_needs_at_its_head_or_where_it_names_it() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00"));
    let kinds = vec!["large-print".to_owned(), "easy-read".to_owned()];
    world.done("sam", Command::RecordAdjustments { kinds, note: None, carry_forward: false });
    assert_eq!(filled(&world, world.case(), "Dear {person}"), "Needed: Large print; Easy read.\n\nDear Grace");
    assert_eq!(
        filled(&world, world.case(), "In {adjustments}: Dear {person}"),
        "In Large print; Easy read: Dear Grace"
    );
}

/// R79
#[test]
fn nothing_of_staff_notes_or_other_people_gets_into_one() {
    let mut world = decided();
    let everything: String = PLACEHOLDERS.iter().map(|name| format!("{{{name}}}\n")).collect();
    let before = filled(&world, world.case(), &everything);
    world.done("tess", Command::NameSubject { who: UserId::new("theo"), note: Some("secret".to_owned()) });
    world.done("sam", Command::AddNote { text: "secret".to_owned() });
    world.done("sam", Command::RecordSafetyNote { text: "secret".to_owned() });
    let kind = world.procedure.staff_matters[0].id.clone();
    world.done("carol", Command::RecordStaffMatter { kind, about: None, text: "secret".to_owned() });
    assert_eq!(filled(&world, world.case(), &everything), before);
}

/// R105
#[test]
fn only_the_closing_of_the_last_stage_lets_a_letter_say_that_it_is_finished() {
    let mut first = World::donnington();
    first.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    assert_eq!(first.refused("sam", make("final")), "not-finished");
    first.done("tess", spoke("2026-03-02T10:00")).done("tess", no_compensation());
    first.done("tess", ask_reply(WrittenReply::No));
    first.done("tess", decide("upheld", Some("delay"), Some(not_agreed()))).done("tess", close());
    assert_eq!(first.refused("sam", make("final")), "not-finished", "the first stage is closed, not the last");

    let mut last = decided();
    assert_eq!(last.refused("sam", make("final")), "not-finished");
    last.done("tess", ask_reply(WrittenReply::No)).done("tess", close()).done("sam", make("final"));
    assert_eq!(last.case().letters.len(), 1);
    assert_eq!((last.case().letters[0].letter.as_str(), last.case().letters[0].on), ("final", date("2026-03-02")));
    last.done("adam", Command::Reopen { reason: "A witness has come forward.".to_owned() });
    assert_eq!(last.refused("sam", make("final")), "not-finished", "opened again, it is not finished");
}

#[test]
fn only_letters_of_the_procedure_to_somebody_who_is_known() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00"));
    assert_eq!(world.refused("sam", make("love-letter")), "letter:unknown");
    let mut nobody = World::donnington();
    nobody.logged(&anonymous("2026-03-02T09:00"));
    assert_eq!(nobody.refused("sam", make("acknowledgement")), "anonymous");
}

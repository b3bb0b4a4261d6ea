//! Questions to those who know: asked, chased, answered (R52).

use redress_domain::case::{AskInformation, Command, Due, Member};
use redress_domain::staff::UserId;

use crate::orders::*;
use crate::world::{World, date};

fn owned() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world
}

fn ask(of: Member, due_on: Option<&str>) -> Command {
    let question = "When was lunch ordered?".to_owned();
    Command::AskInformation(AskInformation { of, question, due_on: due_on.map(date) })
}

fn theo() -> Member {
    Member::Staff(UserId::new("theo"))
}

fn caterer() -> Member {
    Member::Outside("The caterer".to_owned())
}

fn chase(number: u32, due_on: &str) -> Command {
    Command::ChaseInformation { number, due_on: date(due_on), note: None }
}

fn answer(number: u32, on: &str, answer: &str) -> Command {
    Command::AnswerInformation { number, on: date(on), answer: answer.to_owned() }
}

/// R52
#[test]
fn it_names_somebody_a_question_and_a_day_which_is_two_working_days_off_unless_said() {
    let mut world = owned();
    world.on("2026-03-05T10:00").done("tess", ask(theo(), None)).done("tess", ask(caterer(), Some("2026-03-05")));
    let due: Vec<Due> = world.case().actions.iter().map(|action| action.due).collect();
    assert_eq!(due, [Due::On(date("2026-03-09")), Due::On(date("2026-03-05"))], "Thursday, Friday, Monday");
    assert_eq!(world.case().actions[0].owner, UserId::new("theo"));
    assert_eq!(world.case().actions[1].owner, UserId::new("tess"), "whoever owns the case sees to an outsider's");

    let nobody = Command::AskInformation(AskInformation {
        of: Member::Outside(" ".to_owned()),
        question: String::new(),
        due_on: Some(date("2026-03-04")),
    });
    assert_eq!(world.refused("tess", nobody), "of:required question:required due_on:in-past");
    assert_eq!(world.refused("tess", ask(Member::Staff(UserId::new("nemo")), None)), "of:unknown");
}

/// R52
#[test]
fn one_that_is_overdue_is_told_of_until_it_is_chased_or_answered() {
    let mut world = owned();
    world.done("tess", ask(theo(), None)).done("tess", ask(caterer(), None));
    let told = |world: &World| world.warnings().into_iter().filter(|text| text.contains("chase them")).count();
    world.on("2026-03-04T23:59");
    assert_eq!(told(&world), 0, "the last day is in time");
    world.on("2026-03-05T00:01");
    assert_eq!(told(&world), 2);
    assert!(world.warnings().iter().any(|text| text.starts_with("theo was asked 'When was lunch ordered?'")));
    assert_eq!(world.refused("tess", chase(1, "2026-03-05")), "due_on:too-early");
    world.done("tess", chase(1, "2026-03-06")).done("tess", answer(2, "2026-03-04", "At ten."));
    assert_eq!(told(&world), 0);
    assert_eq!((world.case().actions[0].moved, world.case().actions[0].due), (1, Due::On(date("2026-03-06"))));
    let answered = &world.case().actions[1];
    assert_eq!((answered.done_on, answered.done_note.as_deref()), (Some(date("2026-03-04")), Some("At ten.")));
}

/// R52
#[test]
fn it_is_answered_once_with_words_and_a_day_and_not_like_a_step() {
    let mut world = owned();
    world.done("tess", ask(theo(), None)).done("tess", promise(Due::On(date("2026-03-04"))));
    assert_eq!(world.refused("tess", answer(1, "2026-03-03", " ")), "on:in-future answer:required");
    assert_eq!(world.refused("tess", complete(1, "2026-03-02")), "is-question");
    assert_eq!(world.refused("tess", move_to(1, Due::On(date("2026-03-09")))), "is-question");
    assert_eq!(world.refused("tess", answer(2, "2026-03-02", "Yes")), "no-such-question", "that is a promise");
    world.done("tess", answer(1, "2026-03-02", "At ten."));
    assert_eq!(world.refused("tess", answer(1, "2026-03-02", "At eleven.")), "action-done");
    assert_eq!(world.refused("tess", chase(1, "2026-03-09")), "action-done");
}

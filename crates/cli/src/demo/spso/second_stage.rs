//! Complaints at the ombudsman's second stage: under way, closed and taken to the outside reviewer, and just asked for.

use redress_domain::case::{Command, WrittenReply};
use redress_domain::procedure::{Channel, Means, Route};

use super::{NOT_UPHELD_ANSWER, UPHELD_FINAL_ANSWER};
use crate::demo::moments::Moments;
use crate::demo::say::{
    acknowledge, ask_for_review, close, decide, hand_over, learn, letter, log, not_upheld, person, replied, spoke,
    triage, wants_reply,
};
use crate::demo::scene::Scenes;

pub fn tell(scenes: &mut Scenes, m: &Moments) {
    under_way(scenes, m);
    taken_outside(scenes, m);
    just_asked_for(scenes, m);
}

fn under_way(scenes: &mut Scenes, m: &Moments) {
    let mut told = log(
        m.at(9, "09:30"),
        Channel::Letter,
        Some(person("Dr Elspeth Gunn", "01632 960206")),
        "Casework",
        "Evidence that she sent twice is not mentioned anywhere in the decision.",
        "The decision looked at again",
    );
    told.route = Route::S2;
    scenes
        .begin("evidence", m.at(9, "09:50"), "fiona", told, vec![triage("complaint")])
        .then(m.at(8, "10:00"), "fiona", vec![acknowledge(m.at(8, "10:00"), Means::Letter), hand_over("callum", None)])
        .then(
            m.at(7, "14:00"),
            "callum",
            vec![spoke(m.at(7, "13:30"), Means::Phone, "Agreed what is to be looked into.")],
        );
}

/// Closed, taken to the reviewer outside the staff, and not upheld there.
fn taken_outside(scenes: &mut Scenes, m: &Moments) {
    let mut told = log(
        m.at(50, "10:00"),
        Channel::Letter,
        Some(person("Mr Finlay Orr", "01632 960207")),
        "Casework",
        "Nothing happened in his case for three months.",
        "His case decided",
    );
    told.route = Route::S2;
    let texts = [
        "The case lay still for eleven weeks",
        "It had no owner after a colleague left",
        "The case was decided within a week",
    ];
    let outside = Command::ReferOutside { body: "iccr".to_owned(), on: m.day(28), note: None };
    let outcome = Command::RecordOutsideDecision {
        upheld: false,
        on: m.day(6),
        note: Some("We had said what went wrong, and put it right".to_owned()),
    };
    scenes
        .begin("three-months", m.at(50, "10:30"), "fiona", told, vec![triage("complaint")])
        .then(
            m.at(49, "11:00"),
            "fiona",
            vec![acknowledge(m.at(49, "11:00"), Means::Letter), hand_over("callum", None)],
        )
        .then(
            m.at(47, "11:00"),
            "callum",
            vec![spoke(m.at(47, "10:30"), Means::Phone, "Wants to know why, above all.")],
        )
        .then(
            m.at(33, "15:00"),
            "callum",
            vec![
                decide("upheld", "delay", texts, None),
                wants_reply(WrittenReply::Yes),
                replied(m.at(33, "15:00"), Means::Letter, &UPHELD_FINAL_ANSWER),
                close(),
                letter("final"),
            ],
        )
        .then(
            m.at(30, "10:00"),
            "callum",
            vec![learn(
                "Casework",
                "A case had no owner",
                "Cases of leavers are not given on",
                Some(("List the cases of a leaver on the last day but five", "morag", m.day(20))),
            )],
        )
        .then(m.at(27, "10:00"), "fiona", vec![outside])
        .then(m.at(5, "09:30"), "fiona", vec![outcome]);
}

/// The answer of the first stage was not accepted: to be acknowledged.
fn just_asked_for(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(20, "15:00"),
        Channel::Web,
        Some(person("Ms Mairi Lennox", "01632 960208")),
        "Complaints procedure",
        "Was told to complain to the council again before we would look at it, which she had done already.",
        "Her complaint taken up",
    );
    let texts = ["", "The council's final answer was not among what she sent", "Told her what is needed"];
    let shown = ("record", "The list of what she sent");
    scenes
        .begin("council", m.at(20, "15:15"), "fiona", told, vec![triage("complaint"), hand_over("fiona", None)])
        .then(m.at(18, "10:00"), "fiona", vec![spoke(m.at(18, "09:45"), Means::Phone, "She is sure that she sent it.")])
        .then(
            m.at(17, "12:00"),
            "fiona",
            vec![
                not_upheld("communication", shown, texts, None),
                wants_reply(WrittenReply::Yes),
                replied(m.at(17, "12:00"), Means::Email, &NOT_UPHELD_ANSWER),
                close(),
            ],
        )
        .then(
            m.at(15, "10:00"),
            "fiona",
            vec![learn(
                "Complaints procedure",
                "A letter was thought missing",
                "Attachments are not listed when they arrive",
                None,
            )],
        )
        .then(
            m.at(1, "11:00"),
            "fiona",
            vec![ask_for_review(m.at(1, "10:45"), Channel::Email, "Found the receipt for the letter.")],
        );
}

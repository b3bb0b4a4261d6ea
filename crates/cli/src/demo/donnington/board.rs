//! A case of Donnington that the panel referred to the board, for what it costs.

use redress_domain::case::{BoardGround, WrittenReply};
use redress_domain::procedure::{Channel, Means};

use crate::demo::moments::Moments;
use crate::demo::say::{
    acknowledge, agreed, ask_for_review, board_decided, close, decide, done, goes_ahead, hand_over, learn, log,
    no_compensation, not_agreed, not_upheld, panel, person, plan, spoke, to_the_board, told_them, triage, visited,
    voted, wants_reply,
};
use crate::demo::scene::Scenes;

/// What the panel would do costs more than the budget has: the board decided, and its plan goes on after closing.
pub fn tell(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(36, "10:00"),
        Channel::Phone,
        Some(person("Mr Gerald Finch", "01632 960108")),
        "Other",
        "The path to the side door floods whenever it rains, and his wheelchair cannot pass.",
        "A path that he can use",
    );
    let first = ["", "The drain was cleared", "The drain was cleared"];
    let second = [
        "The path still floods, drain or no drain",
        "It lies lower than the lawn on both sides",
        "The path is raised in spring, and boards lie on it until then",
    ];
    let found = ("upheld", true);
    let answers = [("action-taken", true), ("reasonably-done", false)];
    scenes
        .begin(
            "path",
            m.at(36, "10:20"),
            "priya",
            told,
            vec![triage("failure"), hand_over("amina", Some(Means::Phone))],
        )
        .then(m.at(36, "14:00"), "amina", vec![spoke(m.at(36, "13:40"), Means::Phone, "Comes in by the kitchen now.")])
        .then(
            m.at(28, "15:00"),
            "amina",
            vec![
                not_upheld(
                    "perception",
                    ("record", "Bill for clearing the drain"),
                    first,
                    Some(not_agreed("It flooded again")),
                ),
                no_compensation(),
                wants_reply(WrittenReply::No),
                close(),
            ],
        )
        .then(
            m.at(26, "10:00"),
            "amina",
            vec![learn(
                "Other",
                "A drain that nobody clears",
                "It is on nobody's list",
                Some(("Clear it each autumn", "joan", m.day(18))),
            )],
        )
        .then(m.at(15, "09:30"), "priya", vec![ask_for_review(m.at(15, "09:10"), Channel::Phone, "It floods.")])
        .then(
            m.at(15, "10:00"),
            "priya",
            vec![acknowledge(m.at(15, "10:00"), Means::Phone), hand_over("ruth", Some(Means::Phone))],
        )
        .then(
            m.at(14, "11:00"),
            "ruth",
            vec![
                goes_ahead(&["value-to-customer"], "He cannot come in by the door that everybody uses"),
                visited(m.at(14, "10:00"), "Walked the path with him in the rain.", "Nothing known"),
                panel(&["ruth", "samuel"], m.day(13)),
            ],
        )
        .then(m.at(13, "12:00"), "ruth", vec![voted("ruth", found, answers, "The path has to be raised.", m.day(13))])
        .then(
            m.at(13, "12:10"),
            "samuel",
            vec![voted("samuel", found, answers, "Clearing the drain did not help him.", m.day(13))],
        )
        .then(
            m.at(13, "12:20"),
            "ruth",
            vec![to_the_board(
                BoardGround::Budget,
                "Raising the path costs £2,300; the budget for repairs has £900 left",
            )],
        )
        .then(
            m.at(11, "19:30"),
            "helen",
            vec![board_decided(
                m.day(11),
                &["helen", "david"],
                found,
                "The path is raised in spring from the reserve; boards at once.",
            )],
        )
        .then(
            m.at(10, "10:30"),
            "ruth",
            vec![
                decide("upheld", "quality", second, None),
                told_them(m.at(10, "10:10"), Means::Phone),
                plan(
                    agreed(m.at(10, "10:10"), Means::Phone),
                    &[("Lay boards on the path", "tom", m.day(7)), ("Order the raising of the path", "joan", m.day(1))],
                ),
                no_compensation(),
                wants_reply(WrittenReply::No),
                close(),
            ],
        )
        .then(m.at(8, "15:00"), "tom", vec![done(1, m.day(8), "They lie firm")])
        .then(
            m.at(6, "10:00"),
            "ruth",
            vec![learn("Other", "A repair that did not help", "Nobody asked him whether it did", None)],
        );
}

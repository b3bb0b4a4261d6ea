//! Cases of Donnington that are under review: one before the filter, and one whose panel is divided.

use redress_domain::case::{BoardGround, WrittenReply};
use redress_domain::procedure::{Channel, Means};

use super::NOT_UPHELD_REPLY;
use crate::demo::moments::Moments;
use crate::demo::say::{
    acknowledge, ask_for_review, close, goes_ahead, hand_over, learn, log, no_compensation, not_agreed, not_upheld,
    panel, person, replied, spoke, to_the_board, triage, voted, wants_reply,
};
use crate::demo::scene::Scenes;

pub fn tell(scenes: &mut Scenes, m: &Moments) {
    before_the_filter(scenes, m);
    panel_divided(scenes, m);
}

/// Acknowledged and with the Vice Chair: is a review of value? The board was asked to discuss it, and nothing waits for that.
fn before_the_filter(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(16, "10:40"),
        Channel::Letter,
        Some(person("Mr Clive Redfern", "01632 960102")),
        "Community engagement",
        "His stall at the spring market was moved to the far end without a word, and he sold almost nothing.",
        "His fee back",
    );
    let texts =
        ["", "The terms of the market say that places may change on the day", "An apology that nobody told him"];
    let terms = ("policy", "Terms of the spring market, section 3");
    let agreement = not_agreed("He does not think that the terms allow this");
    scenes
        .begin("stall", m.at(16, "11:00"), "priya", told, vec![triage("failure")])
        .then(m.at(16, "11:30"), "priya", vec![hand_over("helen", Some(Means::Phone))])
        .then(m.at(16, "15:00"), "helen", vec![spoke(m.at(16, "14:45"), Means::Phone, "Wants the fee of £30 back.")])
        .then(
            m.at(9, "12:00"),
            "helen",
            vec![
                not_upheld("policy", terms, texts, Some(agreement)),
                no_compensation(),
                wants_reply(WrittenReply::Yes),
            ],
        )
        .then(m.at(7, "10:00"), "helen", vec![replied(m.at(7, "10:00"), Means::Letter, &NOT_UPHELD_REPLY), close()])
        .then(
            m.at(6, "16:00"),
            "helen",
            vec![
                learn(
                    "Community engagement",
                    "A stall was moved and its holder was not told",
                    "Nobody at the market has the task of telling stallholders",
                    Some(("Name one person at each market who tells stallholders of changes", "tom", m.ahead(6))),
                ),
                to_the_board(BoardGround::NotSatisfied, "Whether the terms of the market are fair to stallholders"),
            ],
        )
        .then(
            m.at(2, "09:45"),
            "priya",
            vec![ask_for_review(
                m.at(2, "09:30"),
                Channel::Phone,
                "The terms he signed do not say that places may change.",
            )],
        )
        .then(m.at(2, "11:00"), "priya", vec![acknowledge(m.at(2, "11:00"), Means::Phone)])
        .then(m.at(1, "10:00"), "priya", vec![hand_over("samuel", Some(Means::Phone))]);
}

/// Chair and Vice Chair decided differently, so that the board decides without them and without the trustee of stage 1.
fn panel_divided(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(23, "09:20"),
        Channel::Email,
        Some(person("Mr Leonard Shaw", "01632 960104")),
        "Meetings and events",
        "The choir's evening was cancelled with two days' notice because the hall was wanted for a funeral tea.",
        "The hire of the hall back, and the cost of the posters",
    );
    let texts =
        ["", "The hall may be taken back for a funeral; the hire was returned", "The hire of the hall was returned"];
    let terms = ("policy", "Conditions of hire, paragraph 11");
    let was_done = ("action-taken", true);
    scenes
        .begin("choir", m.at(23, "09:40"), "tom", told, vec![triage("failure"), hand_over("helen", Some(Means::Email))])
        .then(m.at(23, "15:00"), "helen", vec![spoke(m.at(23, "14:40"), Means::Phone, "The posters cost £64.")])
        .then(
            m.at(17, "11:00"),
            "helen",
            vec![
                not_upheld("policy", terms, texts, Some(not_agreed("The posters were wasted by our decision"))),
                no_compensation(),
                wants_reply(WrittenReply::No),
                close(),
            ],
        )
        .then(
            m.at(15, "10:00"),
            "helen",
            vec![learn(
                "Meetings and events",
                "A booking gave way to another",
                "The conditions are not shown when a hall is booked",
                None,
            )],
        )
        .then(m.at(8, "10:10"), "priya", vec![ask_for_review(m.at(8, "10:00"), Channel::InPerson, "")])
        .then(
            m.at(8, "11:00"),
            "priya",
            vec![acknowledge(m.at(8, "11:00"), Means::InPerson), hand_over("ruth", Some(Means::InPerson))],
        )
        .then(
            m.at(7, "09:30"),
            "ruth",
            vec![goes_ahead(&["value-to-customer"], "The cost of the posters was never looked at")],
        )
        .then(
            m.at(6, "14:20"),
            "ruth",
            vec![
                spoke(m.at(6, "14:00"), Means::Phone, "He knew the conditions; he minds the posters."),
                panel(&["ruth", "samuel"], m.day(4)),
            ],
        )
        .then(
            m.at(4, "16:00"),
            "ruth",
            vec![voted(
                "ruth",
                ("upheld", true),
                [was_done, ("reasonably-done", false)],
                "Whoever takes a hall back at two days' notice pays for what that wastes.",
                m.day(4),
            )],
        )
        .then(
            m.at(4, "16:30"),
            "samuel",
            vec![voted(
                "samuel",
                ("not-upheld", false),
                [was_done, ("reasonably-done", true)],
                "He signed the conditions, and had the hire back the same day.",
                m.day(4),
            )],
        )
        .then(
            m.at(3, "09:30"),
            "ruth",
            vec![to_the_board(BoardGround::Tie, "Whether the posters are paid for, beside the hire")],
        );
}

//! Cases of Donnington that went to the Review Panel.

use redress_domain::case::WrittenReply;
use redress_domain::procedure::{Channel, Means};

use crate::demo::moments::Moments;
use crate::demo::say::{
    acknowledge, agreed, ask_for_review, close, decide, done, hand_over, learn, log, no_compensation, not_agreed,
    person, plan, replied, spoke, triage, wants_reply,
};
use crate::demo::scene::Scenes;

pub fn tell(scenes: &mut Scenes, m: &Moments) {
    with_the_panel(scenes, m);
    exhausted(scenes, m);
}

/// Acknowledged and with the Vice Chair, who is to speak to the customer.
fn with_the_panel(scenes: &mut Scenes, m: &Moments) {
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
    scenes
        .begin("stall", m.at(16, "11:00"), "priya", told, vec![triage("failure")])
        .then(m.at(16, "11:30"), "priya", vec![hand_over("helen", Some(Means::Phone))])
        .then(m.at(16, "15:00"), "helen", vec![spoke(m.at(16, "14:45"), Means::Phone, "Wants the fee of £30 back.")])
        .then(
            m.at(9, "12:00"),
            "helen",
            vec![
                decide("not-upheld", "policy", texts, Some(not_agreed("He does not think that the terms allow this"))),
                no_compensation(),
                wants_reply(WrittenReply::Yes),
            ],
        )
        .then(m.at(7, "10:00"), "helen", vec![replied(m.at(7, "10:00"), Means::Letter), close()])
        .then(
            m.at(6, "16:00"),
            "helen",
            vec![learn(
                "Community engagement",
                "A stall was moved and its holder was not told",
                "Nobody at the market has the task of telling stallholders",
                Some(("Name one person at each market who tells stallholders of changes", "tom", m.ahead(6))),
            )],
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

/// Both stages used: the panel found more to do, and what was learnt was added to.
fn exhausted(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(45, "09:30"),
        Channel::Email,
        Some(person("Mrs Hilary Stone", "01632 960109")),
        "Information",
        "Was told twice that the hearing loop in the hall works. It did not, at either concert.",
        "A loop that works, and the price of two tickets",
    );
    let first = ["", "It worked with the one device that it was tested with", "The loop was tested"];
    let second = [
        "The loop failed at both concerts, and twice we said that it worked",
        "Nobody who answers the telephone can tell whether it works",
        "Two tickets for any concert, and a test before each one",
    ];
    scenes
        .begin(
            "loop",
            m.at(45, "09:50"),
            "priya",
            told,
            vec![triage("failure"), hand_over("david", Some(Means::Email))],
        )
        .then(
            m.at(45, "15:10"),
            "david",
            vec![spoke(m.at(45, "15:00"), Means::Phone, "Both concerts were spoilt for her.")],
        )
        .then(
            m.at(38, "14:00"),
            "david",
            vec![
                decide("not-upheld", "perception", first, Some(not_agreed("She heard nothing at either concert"))),
                no_compensation(),
                wants_reply(WrittenReply::No),
                close(),
            ],
        )
        .then(
            m.at(36, "10:00"),
            "david",
            vec![learn(
                "Information",
                "She could not hear, and the loop was said to work",
                "It is not tested before events",
                Some(("Have the loop serviced once a year", "joan", m.day(27))),
            )],
        )
        .then(
            m.at(34, "11:10"),
            "tom",
            vec![ask_for_review(m.at(34, "11:00"), Channel::Letter, "It failed both times.")],
        )
        .then(
            m.at(34, "12:00"),
            "tom",
            vec![acknowledge(m.at(34, "12:00"), Means::Phone), hand_over("ruth", Some(Means::Phone))],
        )
        .then(
            m.at(33, "10:30"),
            "ruth",
            vec![spoke(m.at(33, "10:00"), Means::Visit, "Heard both accounts with the Vice Chair.")],
        )
        .then(
            m.at(32, "10:00"),
            "ruth",
            vec![plan(
                agreed(m.at(33, "10:20"), Means::Visit),
                &[("Test the loop with two devices, with her there", "tom", m.day(28))],
            )],
        )
        .then(m.at(29, "15:00"), "tom", vec![done(1, m.day(29), "Works with both")])
        .then(
            m.at(27, "16:00"),
            "ruth",
            vec![
                decide("upheld", "communication", second, Some(agreed(m.at(27, "15:30"), Means::Phone))),
                no_compensation(),
                wants_reply(WrittenReply::Yes),
            ],
        )
        .then(m.at(26, "11:00"), "ruth", vec![replied(m.at(26, "11:00"), Means::Letter), close()])
        .then(
            m.at(24, "09:30"),
            "ruth",
            vec![learn(
                "Information",
                "We told her that it worked without knowing",
                "No note of the last test is kept where calls are answered",
                Some(("Keep the date of the last test of the loop beside the telephone", "priya", m.day(14))),
            )],
        );
}

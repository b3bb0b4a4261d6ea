//! Cases of Donnington that have been through both stages: one declined by the filter, and one decided by the panel.

use redress_domain::case::{Command, WrittenReply};
use redress_domain::procedure::{Channel, Means};

use super::{NOT_UPHELD_FINAL_REPLY, UPHELD_FINAL_REPLY};
use crate::demo::moments::Moments;
use crate::demo::say::{
    acknowledge, agreed, ask_for_review, close, decide, declined, done, goes_ahead, hand_over, learn, letter, log,
    no_compensation, not_agreed, not_upheld, panel, person, plan, replied, spoke, told_them, triage, visited, voted,
    wants_reply,
};
use crate::demo::scene::Scenes;

pub fn tell(scenes: &mut Scenes, m: &Moments) {
    declined_and_taken_outside(scenes, m);
    more_to_do(scenes, m);
}

/// The filter saw nothing that a review could add; the customer went to a body outside the charity.
fn declined_and_taken_outside(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(40, "11:00"),
        Channel::Letter,
        Some(person("Mrs Ivy Castle", "01632 960106")),
        "Community engagement",
        "The voucher she won in the raffle had run out before it was drawn, and the seller of tickets laughed at it.",
        "A voucher, and that the seller never sells again",
    );
    let first = [
        "The voucher had run out",
        "It lay in the box since the last raffle",
        "A new voucher, and a letter of apology",
    ];
    let second = ["", "Nothing more can be done than was: the voucher, and the apology", ""];
    let shown = ("record", "Letter of apology, and the receipt of the new voucher");
    let outside = Command::ReferOutside {
        body: "charity-commission".to_owned(),
        on: m.day(14),
        note: Some("She rang to say so".to_owned()),
    };
    scenes
        .begin("raffle", m.at(40, "11:20"), "priya", told, vec![triage("failure"), hand_over("david", None)])
        .then(m.at(39, "10:30"), "david", vec![spoke(m.at(39, "10:10"), Means::Phone, "Has given for twenty years.")])
        .then(
            m.at(34, "12:00"),
            "david",
            vec![
                decide("partly-upheld", "quality", first, Some(not_agreed("She wants the seller sent away"))),
                no_compensation(),
                wants_reply(WrittenReply::No),
                close(),
            ],
        )
        .then(
            m.at(32, "09:30"),
            "david",
            vec![learn(
                "Community engagement",
                "A prize that was worth nothing",
                "Prizes are kept from one raffle to the next",
                Some(("Look at the date of every voucher when the prizes are laid out", "tom", m.day(25))),
            )],
        )
        .then(
            m.at(26, "10:00"),
            "tom",
            vec![ask_for_review(m.at(26, "09:50"), Channel::Phone, "The seller is still there.")],
        )
        .then(
            m.at(26, "10:30"),
            "tom",
            vec![acknowledge(m.at(26, "10:30"), Means::Phone), hand_over("samuel", Some(Means::Phone))],
        )
        .then(m.at(25, "15:00"), "samuel", vec![spoke(m.at(25, "14:30"), Means::Phone, "Heard her out.")])
        .then(
            m.at(24, "10:00"),
            "samuel",
            vec![declined("She has the voucher and the apology, and whom we let sell tickets is not hers to decide")],
        )
        .then(
            m.at(23, "11:00"),
            "samuel",
            vec![
                not_upheld("policy", shown, second, None),
                no_compensation(),
                wants_reply(WrittenReply::Yes),
                replied(m.at(23, "11:00"), Means::Letter, &NOT_UPHELD_FINAL_REPLY),
                close(),
            ],
        )
        .then(m.at(23, "11:30"), "priya", vec![letter("final")])
        .then(
            m.at(20, "14:00"),
            "samuel",
            vec![learn(
                "Community engagement",
                "She expected a say in who helps",
                "It is nowhere said who decides on volunteers",
                None,
            )],
        )
        .then(m.at(14, "10:00"), "priya", vec![outside]);
}

/// The panel found more to do, and what was learnt was added to.
fn more_to_do(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(45, "09:30"),
        Channel::Email,
        Some(person("Mrs Hilary Stone", "01632 960109")),
        "Information",
        "Was told twice that the hearing loop in the hall works. It did not, at either concert.",
        "A loop that works, and the price of two tickets",
    );
    let first = ["", "It worked with the one device that it was tested with", "The loop was tested"];
    let tested = ("record", "Note of the test of the loop");
    let second = [
        "The loop failed at both concerts, and twice we said that it worked",
        "Nobody who answers the telephone can tell whether it works",
        "Two tickets for any concert, and a test before each one",
    ];
    let found = ("upheld", true);
    let answers = [("action-taken", true), ("reasonably-done", false)];
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
                not_upheld("perception", tested, first, Some(not_agreed("She heard nothing at either concert"))),
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
            m.at(34, "15:00"),
            "ruth",
            vec![goes_ahead(&["value-to-customer", "value-to-charity"], "Others who need the loop are told the same")],
        )
        .then(
            m.at(33, "10:30"),
            "ruth",
            vec![
                visited(m.at(33, "10:00"), "Heard both accounts with the Vice Chair.", "Nothing known"),
                panel(&["ruth", "samuel"], m.day(32)),
            ],
        )
        .then(
            m.at(32, "11:00"),
            "ruth",
            vec![voted(
                "ruth",
                found,
                answers,
                "The test proved nothing, and we told her twice that it works.",
                m.day(32),
            )],
        )
        .then(m.at(32, "11:20"), "samuel", vec![voted("samuel", found, answers, "One device is no test.", m.day(32))])
        .then(
            m.at(31, "10:00"),
            "ruth",
            vec![
                decide("upheld", "communication", second, None),
                told_them(m.at(31, "09:40"), Means::Phone),
                plan(
                    agreed(m.at(31, "09:40"), Means::Phone),
                    &[("Test the loop with two devices, with her there", "tom", m.day(28))],
                ),
                no_compensation(),
                wants_reply(WrittenReply::Yes),
            ],
        )
        .then(m.at(29, "15:00"), "tom", vec![done(1, m.day(29), "Works with both")])
        .then(m.at(26, "11:00"), "ruth", vec![replied(m.at(26, "11:00"), Means::Letter, &UPHELD_FINAL_REPLY), close()])
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

//! A case of Donnington that was put right with an apology and a payment.

use redress_domain::case::{PaymentStep, WrittenReply};
use redress_domain::procedure::{Channel, Means};

use super::UPHELD_REPLY;
use crate::demo::moments::Moments;
use crate::demo::say::{
    agreed, apologised, close, compensation, decide, done, hand_over, learn, log, paid, person, plan, replied, spoke,
    triage, wants_reply,
};
use crate::demo::scene::Scenes;

/// Wet paint on a chair: an apology, and the cleaning of a suit offered, accepted and paid.
pub fn tell(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(22, "14:00"),
        Channel::InPerson,
        Some(person("Mr Victor Nash", "01632 960191")),
        "Meetings and events",
        "Sat down on a chair with wet paint at the annual meeting. There was no notice, and his suit is spoilt.",
        "The cleaning paid",
    );
    let texts = [
        "The chairs were painted the evening before and carried no notice",
        "The painter and the caretaker each thought that the other would put one up",
        "The cleaning was paid",
    ];
    let sorry = "I am sorry that we spoilt your suit, and your evening.";
    scenes
        .begin(
            "paint",
            m.at(22, "14:20"),
            "tom",
            told,
            vec![triage("failure"), hand_over("helen", Some(Means::InPerson))],
        )
        .then(m.at(21, "10:20"), "helen", vec![spoke(m.at(21, "10:00"), Means::Phone, "Has the bill of the cleaner.")])
        .then(m.at(21, "10:30"), "helen", vec![apologised("helen", m.at(21, "10:00"), Means::Phone, sorry)])
        .then(
            m.at(20, "09:30"),
            "helen",
            vec![plan(
                agreed(m.at(21, "10:00"), Means::Phone),
                &[("Put signs for wet paint in the store", "tom", m.day(16))],
            )],
        )
        .then(m.at(17, "12:00"), "tom", vec![done(1, m.day(17), "Six of them")])
        .then(
            m.at(16, "11:00"),
            "helen",
            vec![
                compensation(1_850, "The bill of the cleaner", "ruth"),
                decide("upheld", "quality", texts, Some(agreed(m.at(16, "10:30"), Means::Phone))),
                paid(PaymentStep::Offered, m.day(16)),
                wants_reply(WrittenReply::Yes),
            ],
        )
        .then(
            m.at(15, "10:00"),
            "helen",
            vec![
                paid(PaymentStep::Accepted, m.day(15)),
                replied(m.at(15, "10:00"), Means::Letter, &UPHELD_REPLY),
                close(),
            ],
        )
        .then(
            m.at(13, "15:00"),
            "helen",
            vec![learn(
                "Meetings and events",
                "Wet paint without a notice",
                "Two people with one task",
                Some(("The plan of each painting day names who puts the signs up", "joan", m.day(6))),
            )],
        )
        .then(m.at(11, "09:30"), "priya", vec![paid(PaymentStep::Paid, m.day(11))]);
}

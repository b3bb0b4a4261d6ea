//! Cases of Donnington that ended by another way: taken back, no failure after all, and one that was opened again.

use redress_domain::case::{Command, WrittenReply};
use redress_domain::procedure::{Channel, Means};

use crate::demo::moments::Moments;
use crate::demo::say::{
    agreed, close, decide, done, hand_over, learn, log, no_compensation, person, plan, spoke, triage, wants_reply,
};
use crate::demo::scene::Scenes;

pub fn tell(scenes: &mut Scenes, m: &Moments) {
    withdrawn(scenes, m);
    only_a_query(scenes, m);
    opened_again(scenes, m);
}

fn withdrawn(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(9, "10:10"),
        Channel::Phone,
        Some(person("Mr Alan Prior", "01632 960120")),
        "Information",
        "Had no answer to his application for the gardening course.",
        "An answer",
    );
    let reason = Some("He found our letter behind the door".to_owned());
    scenes
        .begin("course", m.at(9, "10:20"), "tom", told, vec![triage("failure"), hand_over("amina", Some(Means::Phone))])
        .then(
            m.at(9, "14:00"),
            "amina",
            vec![spoke(m.at(9, "13:50"), Means::Phone, "Will look through his post again.")],
        )
        .then(m.at(8, "11:00"), "amina", vec![Command::Withdraw { means: Means::Phone, on: m.day(8), reason }]);
}

fn only_a_query(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(10, "09:15"),
        Channel::Email,
        Some(person("Ms Gwen Tolley", "01632 960126")),
        "Catering",
        "Asks, a little crossly, when the lunch club begins again after the holidays.",
        "",
    );
    let ended =
        vec![decide("reclassified", "query", ["", "A question about dates, answered by email", ""], None), close()];
    scenes.begin("lunch-club", m.at(10, "09:40"), "priya", told, vec![triage("failure")]).then(
        m.at(10, "12:00"),
        "priya",
        ended,
    );
}

/// Closed when the lamp was put back, and opened again because it went out.
fn opened_again(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(24, "16:00"),
        Channel::Phone,
        Some(person("Mrs Ada Munn", "01632 960131")),
        "Other",
        "The lamp over the side gate has been out for a month, and the step cannot be seen.",
        "A lamp that works",
    );
    let texts = ["The lamp was reported twice and not replaced", "Both reports lay unread", "A new lamp"];
    let reason = "The new lamp went out after two weeks: the wiring was at fault, and nobody had looked at it";
    scenes
        .begin("lamp", m.at(24, "16:10"), "tom", told, vec![triage("failure"), hand_over("david", Some(Means::Phone))])
        .then(m.at(23, "10:20"), "david", vec![spoke(m.at(23, "10:10"), Means::Phone, "She goes by torch now.")])
        .then(
            m.at(23, "10:40"),
            "david",
            vec![plan(agreed(m.at(23, "10:10"), Means::Phone), &[("Replace the lamp", "tom", m.day(20))])],
        )
        .then(m.at(21, "15:00"), "tom", vec![done(1, m.day(21), "Lit at dusk")])
        .then(
            m.at(20, "11:00"),
            "david",
            vec![
                decide("upheld", "delay", texts, Some(agreed(m.at(20, "10:50"), Means::Phone))),
                no_compensation(),
                wants_reply(WrittenReply::No),
                close(),
            ],
        )
        .then(
            m.at(18, "09:30"),
            "david",
            vec![learn(
                "Other",
                "A lamp stayed dark for a month",
                "Reports of small repairs have no book of their own",
                Some(("Keep a book of small repairs at the desk", "tom", m.day(10))),
            )],
        )
        .then(m.at(6, "09:20"), "joan", vec![Command::Reopen { reason: reason.to_owned() }])
        .then(
            m.at(5, "14:00"),
            "david",
            vec![spoke(m.at(5, "13:50"), Means::Phone, "Told her that the wiring is next.")],
        );
}

//! Complaints at the ombudsman's first stage: new, being answered, extended, and answered.

use redress_domain::case::{Command, Extend, WrittenReply};
use redress_domain::procedure::{Channel, Means};
use redress_domain::staff::UserId;

use super::UPHELD_ANSWER;
use crate::demo::moments::Moments;
use crate::demo::say::{
    close, decide, hand_over, learn, letter, log, needs, person, replied, settle, spoke, triage, wants_reply,
};
use crate::demo::scene::Scenes;

pub fn tell(scenes: &mut Scenes, m: &Moments) {
    new_from_the_website(scenes, m);
    being_answered(scenes, m);
    extended(scenes, m);
    settled_at_once(scenes, m);
    answered_in_writing(scenes, m);
}

fn new_from_the_website(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.ago(75),
        Channel::Web,
        Some(person("Mr Ewan Baird", "01632 960201")),
        "",
        "The online form lost what I had written when I went back a page.",
        "",
    );
    scenes.begin_by_form("form", m.ago(75), told);
}

fn being_answered(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(2, "11:20"),
        Channel::Phone,
        Some(person("Mrs Shona Keir", "01632 960202")),
        "Communication",
        "Was promised a call on Monday about the progress of her case, and nobody rang.",
        "A call, and an apology",
    );
    scenes
        .begin(
            "call",
            m.at(2, "11:30"),
            "fiona",
            needs(told, &["easy-read"]),
            vec![triage("complaint"), hand_over("fiona", Some(Means::Phone))],
        )
        .then(
            m.at(2, "15:00"),
            "fiona",
            vec![spoke(m.at(2, "14:50"), Means::Phone, "Said sorry; the officer was ill.")],
        );
}

/// More time, which the head of service approved and the customer was told of; another body has part of the matter.
fn extended(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(4, "09:40"),
        Channel::Letter,
        Some(person("Mr Ruaridh Boyd", "01632 960203")),
        "Decision letters",
        "The decision letter quotes a report that he was never shown.",
        "To see the report",
    );
    let more_time = Command::Extend(Extend {
        to: m.ahead(4),
        reason: "The body that wrote the report has to be asked before it can be shown".to_owned(),
        ground: None,
        approver: Some(UserId::new("morag")),
        told: Some(Means::Phone),
        outside_contact_given: false,
    });
    let joint = Command::Join {
        body: "The council whose officer wrote the report".to_owned(),
        we_lead: true,
        note: Some("They say whether it may be shown; we answer him".to_owned()),
    };
    scenes
        .begin("report", m.at(4, "10:00"), "fiona", told, vec![triage("complaint"), hand_over("fiona", None)])
        .then(m.at(3, "10:00"), "fiona", vec![spoke(m.at(3, "09:45"), Means::Phone, "Agreed to wait for the report.")])
        .then(m.at(2, "11:00"), "fiona", vec![joint])
        .then(m.at(1, "14:00"), "fiona", vec![more_time, letter("more-time")]);
}

fn settled_at_once(scenes: &mut Scenes, m: &Moments) {
    let at = m.at(5, "10:30");
    let told = log(
        m.at(5, "10:10"),
        Channel::Phone,
        Some(person("Ms Catriona Weir", "01632 960204")),
        "Information and records",
        "A letter meant for somebody else of the same name came with hers.",
        "That it is put right",
    );
    let commands = vec![
        triage("complaint"),
        settle(at, Means::Phone, "Said sorry, had the letter collected and checked the other address."),
        wants_reply(WrittenReply::No),
        decide("resolved", "quality", ["", "Two people of one name", "The letter was collected"], None),
        close(),
    ];
    scenes.begin("letter", at, "fiona", told, commands);
}

fn answered_in_writing(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(12, "13:00"),
        Channel::Email,
        Some(person("Mr Angus Tait", "01632 960205")),
        "Casework",
        "His emails of two weeks were not answered.",
        "An answer",
    );
    let texts = [
        "Three emails lay unanswered for two weeks",
        "They went to the box of somebody on leave",
        "Answered, with an apology",
    ];
    let prevention = ("Forward the box of whoever is on leave", "morag", m.ahead(5));
    scenes
        .begin(
            "emails",
            m.at(12, "13:20"),
            "fiona",
            told,
            vec![triage("complaint"), hand_over("fiona", Some(Means::Email))],
        )
        .then(
            m.at(11, "10:00"),
            "fiona",
            vec![spoke(m.at(11, "09:50"), Means::Phone, "Went through all three emails.")],
        )
        .then(
            m.at(9, "16:00"),
            "fiona",
            vec![
                decide("upheld", "communication", texts, None),
                wants_reply(WrittenReply::Yes),
                replied(m.at(9, "16:00"), Means::Email, &UPHELD_ANSWER),
                close(),
            ],
        )
        .then(
            m.at(7, "11:00"),
            "fiona",
            vec![learn(
                "Communication",
                "Emails lay unread",
                "Nobody sees the box of whoever is on leave",
                Some(prevention),
            )],
        );
}

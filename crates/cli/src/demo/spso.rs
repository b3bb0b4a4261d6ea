//! The ombudsman of the demonstration: the register of a published quarter, and cases of these days.

use redress_domain::case::{Command, WrittenReply};
use redress_domain::procedure::{Channel, Means, Route};

use super::moments::Moments;
use super::people::Member;
use super::say::{
    acknowledge, ask_for_review, close, decide, hand_over, learn, log, person, replied, settle, spoke, triage,
    wants_reply,
};
use super::scene::Scenes;

pub const ID: &str = "spso";
pub const PROCEDURE: &str = "spso-customer-service";
/// Invented cases that agree with the published tables of the second quarter of 2017-18.
pub const REGISTER: &[u8] = include_bytes!("spso-2017-18-q2.csv");

/// Everybody who works with it. The part of the address before the @ is how the scenes name them.
pub const STAFF: [Member; 4] = [
    Member { name: "Fiona Laird", email: "fiona@spso.example", role: "Front-line staff", roles: &["staff"] },
    Member { name: "Callum Reid", email: "callum@spso.example", role: "Investigator", roles: &["investigator"] },
    Member { name: "Morag Sinclair", email: "morag@spso.example", role: "Head of service", roles: &["reviewer"] },
    Member { name: "Isla Munro", email: "isla@spso.example", role: "Administrator", roles: &["administrator"] },
];

/// What happened after the register ends.
pub fn scenes(m: &Moments) -> Scenes {
    let mut scenes = Scenes::default();
    at_the_first_stage(&mut scenes, m);
    answered(&mut scenes, m);
    investigated(&mut scenes, m);
    asked_for_the_second_stage(&mut scenes, m);
    scenes
}

/// One not yet looked at, one being answered, one that needs more time.
fn at_the_first_stage(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.ago(75),
        Channel::Email,
        Some(person("Mr Ewan Baird", "01632 960201")),
        "",
        "The online form lost what I had written when I went back a page.",
        "",
    );
    scenes.begin("form", m.ago(60), "fiona", told, Vec::new());

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
            told,
            vec![triage("complaint"), hand_over("fiona", Some(Means::Phone))],
        )
        .then(
            m.at(2, "15:00"),
            "fiona",
            vec![spoke(m.at(2, "14:50"), Means::Phone, "Said sorry; the officer was ill.")],
        );

    let told = log(
        m.at(4, "09:40"),
        Channel::Letter,
        Some(person("Mr Ruaridh Boyd", "01632 960203")),
        "Decision letters",
        "The decision letter quotes a report that he was never shown.",
        "To see the report",
    );
    let reason = "The body that wrote the report has to be asked before it can be shown".to_owned();
    scenes
        .begin("report", m.at(4, "10:00"), "fiona", told, vec![triage("complaint"), hand_over("fiona", None)])
        .then(m.at(3, "10:00"), "fiona", vec![spoke(m.at(3, "09:45"), Means::Phone, "Agreed to wait for the report.")])
        .then(m.at(1, "14:00"), "fiona", vec![Command::Extend { to: m.ahead(4), reason }]);
}

/// Two that were answered at the first stage.
fn answered(scenes: &mut Scenes, m: &Moments) {
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
                replied(m.at(9, "16:00"), Means::Email),
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

/// Two that came directly to the second stage: one under way, one closed.
fn investigated(scenes: &mut Scenes, m: &Moments) {
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
                replied(m.at(33, "15:00"), Means::Letter),
                close(),
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
        );
}

/// The answer of the first stage was not accepted: to be acknowledged.
fn asked_for_the_second_stage(scenes: &mut Scenes, m: &Moments) {
    let told = log(
        m.at(20, "15:00"),
        Channel::Web,
        Some(person("Ms Mairi Lennox", "01632 960208")),
        "Complaints procedure",
        "Was told to complain to the council again before we would look at it, which she had done already.",
        "Her complaint taken up",
    );
    let texts = ["", "The council's final answer was not among what she sent", "Told her what is needed"];
    scenes
        .begin("council", m.at(20, "15:15"), "fiona", told, vec![triage("complaint"), hand_over("fiona", None)])
        .then(m.at(18, "10:00"), "fiona", vec![spoke(m.at(18, "09:45"), Means::Phone, "She is sure that she sent it.")])
        .then(
            m.at(17, "12:00"),
            "fiona",
            vec![
                decide("not-upheld", "communication", texts, None),
                wants_reply(WrittenReply::Yes),
                replied(m.at(17, "12:00"), Means::Email),
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
